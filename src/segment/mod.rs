//! From blocks to sentences with exact spans. Never looks at meaning, and never joins two blocks.

mod boundary;
mod scan;

use crate::lexicon::Lexicon;
use crate::limits::MAX_SENTENCE_TOKENS;
use crate::model::{
    BlockKind, Document, Problem, ProblemKind, Sentence, SentenceId, SentenceKind, Span, Stage,
};

/// Cuts every block that holds text into sentences.
pub fn split(document: &Document, lexicon: &Lexicon) -> Vec<Sentence> {
    let style = scan::Style::of(document.text());
    let mut sentences = Vec::with_capacity(document.text().len() / 100 + 1);
    let mut spans = Vec::new();
    for (block_idx, block) in document.blocks.iter().enumerate() {
        if !block.kind.has_sentences() {
            continue;
        }
        spans.clear();
        let heading = block.kind == BlockKind::Heading;
        let scanner = scan::Scanner {
            text: document.slice(block.span),
            offset: block.span.start(),
            words: &lexicon.sentence,
            style,
        };
        // A headline is one sentence, whatever marks stand in it.
        if heading {
            scanner.whole(&mut spans);
        } else {
            scanner.sentences(&mut spans);
        }
        for &span in &spans {
            let kind = if heading {
                SentenceKind::Heading
            } else if boundary::ends_in_question(document.slice(span)) {
                SentenceKind::Question
            } else {
                SentenceKind::Plain
            };
            sentences.push(Sentence {
                id: SentenceId(sentences.len() as u32),
                span,
                block: block_idx as u32,
                turn: document.turn_at(span.start()).map(|turn| turn as u32),
                kind,
                tokens: 0..0,
            });
        }
    }
    sentences
}

/// What could not be cut as it should: runs of text without a sentence end that were cut at the limit.
pub fn problems(document: &Document, sentences: &[Sentence]) -> Vec<Problem> {
    let cut: Vec<&Sentence> = sentences
        .iter()
        .zip(sentences.iter().skip(1))
        .filter(|(sentence, next)| {
            sentence.block == next.block && scan::is_cut_at_limit(document.slice(sentence.span))
        })
        .map(|(sentence, _)| sentence)
        .collect();
    cut.first()
        .map(|first| Problem {
            document: Some(document.id),
            span: Some(first.span),
            stage: Stage::Segment,
            kind: ProblemKind::Limit,
            detail: format!(
                "{} sentence(s) of more than {MAX_SENTENCE_TOKENS} words without an end mark were cut",
                cut.len()
            ),
        })
        .into_iter()
        .collect()
}

/// The span without white space at its ends.
fn trim(text: &str, offset: usize, span: Span) -> Option<Span> {
    let words = text.get(span.start() - offset..span.end() - offset)?;
    let trimmed = words.trim();
    if trimmed.is_empty() {
        return None;
    }
    let start = span.start() + (words.len() - words.trim_start().len());
    Some(Span::new(start, start + trimmed.len()))
}
