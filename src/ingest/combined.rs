//! Cuts a combined document in two: the report first, then the interview.

use crate::error::InputError;
use crate::ingest::Parts;
use crate::lexicon::layout::Layout;
use crate::model::{Block, BlockKind, Document, DocumentBuilder, DocumentId, OffsetMap, Role, Span, Turn};

/// Least length, in bytes, of the text on either side.
const MIN_SIDE: usize = 80;

/// See [`crate::ingest::split_combined`].
pub(super) fn split(
    document: &Document,
    at_line: Option<usize>,
    layout: &Layout,
) -> Result<Option<Parts>, InputError> {
    let block = match at_line {
        Some(line) => Some(forced(document, line)?),
        None => found(document, layout),
    };
    let Some(block) = block else { return Ok(None) };
    let Some(start) = document.blocks.get(block).map(|block| block.span.start()) else {
        return Ok(None);
    };
    // A label stands before its block's words.
    let start = document
        .turns
        .iter()
        .filter_map(|turn| turn.label.filter(|_| turn.span.start() == start))
        .map(Span::start)
        .next()
        .unwrap_or(start);
    let source = part(document, Span::new(0, start), DocumentId(1), Role::Source);
    let mut piece = part(
        document,
        Span::new(start, document.text().len()),
        DocumentId(0),
        Role::Piece,
    );
    piece.metadata.published = piece.metadata.published.or(source.metadata.published);
    let line = document.line_of(Span::new(start, start));
    Ok(Some(Parts { piece, source, line }))
}

/// The block at or after a raw line.
fn forced(document: &Document, line: usize) -> Result<usize, InputError> {
    let at = document
        .blocks
        .iter()
        .position(|block| document.line_of(block.span) >= line);
    match at {
        Some(block) if block > 0 => Ok(block),
        _ => Err(InputError {
            name: document.name.clone(),
            detail: format!(
                "--split-at {line}: expected a line with text before it and at or after it, found none; the text has {} lines",
                document.raw_line_starts().len()
            ),
        }),
    }
}

/// The block at which the interview begins.
fn found(document: &Document, layout: &Layout) -> Option<usize> {
    let first_turn = document.turns.first()?;
    let talk = document
        .blocks
        .iter()
        .position(|block| block.span.start() >= first_turn.span.start())?;
    let before = document.blocks.get(..talk)?;
    let announces = |block: &Block| {
        let lower = document.lower(block.span);
        block.kind == BlockKind::Heading
            || (block.span.len() < 160
                && layout
                    .interview_words
                    .iter()
                    .any(|word| lower.contains(word.as_str())))
    };
    let mut start = before
        .iter()
        .rposition(|block| block.kind == BlockKind::Heading && announces(block))
        .unwrap_or(talk);
    // "INTERVIEW" above its headline belongs to it.
    while let Some(above) = start.checked_sub(1).and_then(|above| before.get(above))
        && above.kind == BlockKind::Heading
    {
        start -= 1;
    }
    let length = |blocks: &[Block]| -> usize {
        blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Paragraph)
            .map(|block| block.span.len())
            .sum()
    };
    (length(before.get(..start)?) >= MIN_SIDE).then_some(start)
}

/// One side as a document of its own, with the way back to the file.
fn part(document: &Document, span: Span, id: DocumentId, role: Role) -> Document {
    let mut map = OffsetMap::default();
    map.push(0, span, true);
    let offsets = map.then(&document.offsets);
    let mut part = DocumentBuilder {
        id,
        role,
        name: document.name.clone(),
        text: document.slice(span).to_string(),
        raw_line_starts: document.raw_line_starts().to_vec(),
        offsets,
    }
    .build();
    let moved = |inner: Span| Span::new(inner.start() - span.start(), inner.end() - span.start());
    part.blocks = document
        .blocks
        .iter()
        .filter(|block| span.contains(block.span))
        .map(|block| Block {
            span: moved(block.span),
            kind: block.kind,
        })
        .collect();
    part.turns = document
        .turns
        .iter()
        .filter(|turn| span.contains(turn.span))
        .map(|turn| Turn {
            speaker: turn.speaker,
            span: moved(turn.span),
            label: turn.label.filter(|label| span.contains(*label)).map(moved),
        })
        .collect();
    if !part.turns.is_empty() {
        part.speakers.clone_from(&document.speakers);
    }
    part.sha256.clone_from(&document.sha256);
    let title = part
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Heading)
        .map(|block| part.slice(block.span).to_string());
    if role == Role::Source {
        part.metadata = document.metadata.clone();
        part.problems.clone_from(&document.problems);
    } else {
        part.metadata.sources.clone_from(&document.metadata.sources);
    }
    part.metadata.title = title;
    part
}
