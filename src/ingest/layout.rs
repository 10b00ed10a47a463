//! From raw blocks to layout: labels and turns first, then page furniture, bylines, datelines and headlines among
//! the blocks that nobody speaks.

use crate::ingest::draft::DraftBlock;
use crate::ingest::{dateline, furniture, headings, labels, stage, transcript};
use crate::lexicon::Lexicon;
use crate::model::{Block, BlockKind, Document, Span};

/// How many blocks at the start of a text, or of its interview, may be a dateline.
const DATELINE_BLOCKS: usize = 3;

/// Gives a document its blocks, turns and speakers.
pub(super) fn arrange(document: &mut Document, mut drafts: Vec<DraftBlock>, plain: bool, lexicon: &Lexicon) {
    let words = &lexicon.layout;
    let found = labels::find(document, &drafts, lexicon);
    let first_turn = found.iter().position(Option::is_some).unwrap_or(drafts.len());
    for idx in 0..drafts.len() {
        let labeled = found.get(idx).is_some_and(Option::is_some);
        // What somebody says is never page furniture: "Rate us and tell your friends."
        if let Some(block) = drafts.get_mut(idx)
            && !labeled
        {
            furniture::classify(document, block, idx, words);
        }
    }
    // A line that is nothing but a date dates a text; with no text beside it, it is the text.
    if drafts.iter().all(|draft| draft.kind == BlockKind::Byline) {
        for draft in &mut drafts {
            draft.kind = BlockKind::Paragraph;
        }
    }
    headings::mark(document, &mut drafts, &found, plain, words);
    let turns = transcript::turns(document, &drafts, &found, words);
    let mut blocks: Vec<Block> = Vec::with_capacity(drafts.len() + 4);
    let mut paragraphs = 0;
    for (idx, draft) in drafts.iter().enumerate() {
        let body = match found.get(idx).and_then(Option::as_ref) {
            Some(label) => Span::new(label.body, draft.span.end()),
            None => draft.span,
        };
        let paragraph = draft.kind == BlockKind::Paragraph;
        if paragraph && idx < first_turn && paragraphs < DATELINE_BLOCKS {
            paragraphs += 1;
            if let Some(end) = dateline::end(document.slice(body), draft.strong.first().copied(), body, words)
            {
                push(document, &mut blocks, Span::new(body.start(), body.start() + end), BlockKind::Byline);
                push(document, &mut blocks, Span::new(body.start() + end, body.end()), draft.kind);
                paragraphs = DATELINE_BLOCKS;
                continue;
            }
        }
        if turns.turns.is_empty() || !draft.kind.has_sentences() {
            push(document, &mut blocks, body, draft.kind);
        } else {
            for (span, remark) in stage::cut(document, body, words) {
                let kind = if remark { BlockKind::StageDirection } else { draft.kind };
                push(document, &mut blocks, span, kind);
            }
        }
    }
    document.blocks = blocks;
    document.turns = turns.turns;
    document.speakers = turns.speakers;
}

/// Adds a block without the white space at its ends, if anything is left.
fn push(document: &Document, blocks: &mut Vec<Block>, span: Span, kind: BlockKind) {
    let words = document.slice(span);
    let trimmed = words.trim();
    if !trimmed.is_empty() {
        let start = span.start() + (words.len() - words.trim_start().len());
        blocks.push(Block { span: Span::new(start, start + trimmed.len()), kind });
    }
}
