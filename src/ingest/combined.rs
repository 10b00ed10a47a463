//! The cut through a combined document: report first, then the interview about it.

use crate::error::InputError;
use crate::ingest::draft::problem;
use crate::ingest::{Parts, metadata};
use crate::lexicon::Lexicon;
use crate::model::{
    Block, BlockKind, Document, DocumentBuilder, DocumentId, Metadata, OffsetMap, ProblemKind, Role, Span,
    Turn,
};

/// A report has at least so many paragraphs, and so many bytes of text.
const FEWEST_PARAGRAPHS: usize = 2;
const SHORTEST_REPORT: usize = 300;
/// Without any headline between the two, the report must be this long for a cut to be guessed.
const SHORTEST_GUESS: usize = 700;
/// An introduction between headline and first label has at most so many blocks.
const LONGEST_INTRODUCTION: usize = 6;

/// Cuts a document in two; see [`crate::ingest::split_combined`].
pub(super) fn split(
    document: &Document,
    at_line: Option<usize>,
    lexicon: &Lexicon,
) -> Result<Option<Parts>, InputError> {
    let (cut, guessed) = match at_line {
        Some(line) => (forced(document, line)?, false),
        None => match found(document, lexicon) {
            Some(found) => found,
            None => return Ok(None),
        },
    };
    let Some(at) = document.blocks.get(cut).map(|block| label_start(document, block)) else {
        return Ok(None);
    };
    let mut piece = part(document, at, document.text().len(), DocumentId(0), Role::Piece);
    let mut source = part(document, 0, at, DocumentId(1), Role::Source);
    // A date that was not found in the text is the user's or the file's own, and holds for both parts.
    let given = document.metadata.published.filter(|_| document.metadata.published_span.is_none());
    metadata::fill(&mut source, document.metadata.clone(), given, &lexicon.layout);
    // The report's date was found in the report; the span stays valid there.
    let own = Metadata { sources: document.metadata.sources.clone(), ..Metadata::default() };
    let before = piece.problems.len();
    metadata::fill(&mut piece, own, given, &lexicon.layout);
    if piece.metadata.published.is_none() && source.metadata.published.is_some() {
        piece.metadata.published = source.metadata.published;
        piece.problems.truncate(before);
    }
    let line = document.line_of(Span::new(at, at + 1));
    if guessed {
        let mut seen = problem(
            ProblemKind::Split,
            Some(Span::new(0, 1)),
            format!(
                "no headline parts the report from the interview; the cut at line {line} is a guess (--split-at LINE sets it)"
            ),
        );
        seen.document = Some(piece.id);
        piece.problems.push(seen);
    }
    Ok(Some(Parts { piece, source, line }))
}

/// Where a block starts, the label before it included.
fn label_start(document: &Document, block: &Block) -> usize {
    let turn = document.turn_at(block.span.start()).and_then(|turn| document.turns.get(turn));
    match turn {
        Some(turn) if turn.span.start() == block.span.start() => {
            turn.label.map_or(block.span.start(), |label| label.start())
        }
        _ => block.span.start(),
    }
}

/// The first block at or after a line of the file.
fn forced(document: &Document, line: usize) -> Result<usize, InputError> {
    let error = |detail: String| InputError { name: document.name.clone(), detail };
    let lines = document.raw_line_starts().len();
    if line == 0 || line > lines {
        return Err(error(format!(
            "expected a line from 1 to {lines} for the start of the interview, found {line}; name the line at which the interview begins"
        )));
    }
    let starts = |block: &Block| document.line_of(Span::new(label_start(document, block), block.span.end()));
    let cut = document.blocks.iter().position(|block| starts(block) >= line);
    let text = |blocks: Option<&[Block]>| {
        blocks.is_some_and(|blocks| blocks.iter().any(|block| block.kind.has_sentences()))
    };
    match cut {
        Some(cut) if text(document.blocks.get(..cut)) && text(document.blocks.get(cut..)) => Ok(cut),
        _ => Err(error(format!(
            "a cut at line {line} leaves the report or the interview without any text; name the line at which the interview begins"
        ))),
    }
}

/// The block at which the interview begins, and whether that is a guess.
fn found(document: &Document, lexicon: &Lexicon) -> Option<(usize, bool)> {
    let first_turn = document.turns.first()?;
    let first = document.blocks.partition_point(|block| block.span.end() <= first_turn.span.start());
    let before = document.blocks.get(..first)?;
    let announces = |block: &Block| {
        let lower = document.lower(block.span);
        let short = block.span.len() <= 160;
        short && lexicon.layout.interview_words.iter().any(|word| lower.contains(word.as_str()))
    };
    let heading = |block: &Block| block.kind == BlockKind::Heading;
    let nearest = before.iter().rposition(heading);
    let mut cut = match nearest {
        Some(idx) if introduction(before.get(idx + 1..)) <= LONGEST_INTRODUCTION => idx,
        _ => {
            // No headline near the talk: a line that announces it, else the first label.
            let idx = before.iter().rposition(|block| block.kind.has_sentences() && announces(block));
            let idx = idx
                .filter(|idx| introduction(before.get(idx + 1..)) <= LONGEST_INTRODUCTION)
                .unwrap_or(first);
            return is_report(before.get(..idx)?, SHORTEST_GUESS).then_some((idx, true));
        }
    };
    // A chain of headlines ("INTERVIEW", then the title) begins with its first; a headline right below the
    // report that only titles the introduction is passed if one above announces the interview.
    while let Some(above) = cut.checked_sub(1).and_then(|idx| before.get(idx)) {
        if heading(above) || matches!(above.kind, BlockKind::StageDirection) && announces(above) {
            cut -= 1;
        } else {
            break;
        }
    }
    is_report(before.get(..cut)?, SHORTEST_REPORT).then_some((cut, false))
}

fn introduction(blocks: Option<&[Block]>) -> usize {
    blocks.map_or(0, |blocks| blocks.iter().filter(|block| block.kind.has_sentences()).count())
}

fn is_report(blocks: &[Block], shortest: usize) -> bool {
    let paragraphs =
        blocks.iter().filter(|block| block.kind.has_sentences() && block.kind != BlockKind::Heading);
    let (count, length) =
        paragraphs.fold((0, 0), |(count, length), block| (count + 1, length + block.span.len()));
    count >= FEWEST_PARAGRAPHS && length >= shortest
}

/// A document of its own from a stretch of the text; offsets lead to the same file.
fn part(document: &Document, start: usize, end: usize, id: DocumentId, role: Role) -> Document {
    let mut offsets = OffsetMap::default();
    offsets.push(0, Span::new(start, end), true);
    let shift = |span: Span| Span::new(span.start().saturating_sub(start), span.end().saturating_sub(start));
    let inside = |span: Span| start <= span.start() && span.end() <= end;
    let mut part = DocumentBuilder {
        id,
        role,
        name: document.name.clone(),
        text: document.slice(Span::new(start, end)).to_string(),
        raw_line_starts: document.raw_line_starts().to_vec(),
        offsets: offsets.then(&document.offsets),
    }
    .build();
    part.columns = document.columns.clone();
    let blocks = document.blocks.iter().filter(|block| inside(block.span));
    part.blocks = blocks.map(|block| Block { span: shift(block.span), kind: block.kind }).collect();
    let turns = document.turns.iter().filter(|turn| inside(turn.span));
    part.turns = turns
        .map(|turn| Turn { speaker: turn.speaker, span: shift(turn.span), label: turn.label.map(shift) })
        .collect();
    if !part.turns.is_empty() {
        part.speakers = document.speakers.clone();
    }
    part.sha256 = document.sha256.clone();
    // What stands in the report's part waives nothing.
    if role == Role::Piece {
        let first = document.line_of(Span::new(start, end));
        let here = document.allowances.iter().filter(|it| it.covers.is_none_or(|line| line >= first));
        part.allowances = here.cloned().collect();
    }
    for seen in &document.problems {
        let here = seen.span.map_or(role == Role::Piece, inside);
        if here && seen.kind != ProblemKind::NoDate {
            let mut seen = seen.clone();
            seen.document = Some(id);
            seen.span = seen.span.map(shift);
            part.problems.push(seen);
        }
    }
    part
}
