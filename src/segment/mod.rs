//! From blocks to sentences with exact spans. Never looks at meaning, and never joins two blocks.

mod boundary;
mod scan;

use crate::lexicon::Lexicon;
use crate::limits::MAX_SENTENCE_TOKENS;
use crate::model::{
    BlockKind, Document, Problem, ProblemKind, Sentence, SentenceId, SentenceKind, Span, Stage,
};

/// Cuts every block that holds text into sentences. Where end marks leave open whether a sentence ends, `beginnings` is
/// asked: it gets the stretches in doubt and says at which places of the document their trees begin a sentence.
pub fn split(
    document: &Document,
    lexicon: &Lexicon,
    beginnings: impl FnOnce(&[Span]) -> Vec<usize>,
) -> Vec<Sentence> {
    let style = scan::Style::of(document.text());
    let mut cut: Vec<(Span, u32)> = Vec::with_capacity(document.text().len() / 100 + 1);
    let (mut spans, mut unsure) = (Vec::new(), Vec::new());
    for (block_idx, block) in document.blocks.iter().enumerate() {
        if !block.kind.has_sentences() {
            continue;
        }
        spans.clear();
        let scanner = scan::Scanner {
            text: document.slice(block.span),
            offset: block.span.start(),
            words: &lexicon.sentence,
            style,
        };
        // A headline is one sentence, whatever marks stand in it.
        if block.kind == BlockKind::Heading {
            scanner.whole(&mut spans);
        } else {
            scanner.sentences(&mut spans, &mut unsure);
        }
        cut.extend(spans.iter().map(|span| (*span, block_idx as u32)));
    }
    if !unsure.is_empty() {
        cut = cut_again(document, cut, &unsure, beginnings);
    }
    let kind = |span: Span, block: u32| {
        let heading =
            document.blocks.get(block as usize).is_some_and(|block| block.kind == BlockKind::Heading);
        if heading {
            SentenceKind::Heading
        } else if boundary::ends_in_question(document.slice(span)) {
            SentenceKind::Question
        } else {
            SentenceKind::Plain
        }
    };
    let sentences = cut.into_iter().enumerate().map(|(id, (span, block))| Sentence {
        id: SentenceId(id as u32),
        span,
        block,
        turn: document.turn_at(span.start()).map(|turn| turn as u32),
        kind: kind(span, block),
        tokens: 0..0,
    });
    sentences.collect()
}

/// Cuts once more at those of the unsure places, in order, at which a tree begins a sentence.
fn cut_again(
    document: &Document,
    cut: Vec<(Span, u32)>,
    unsure: &[usize],
    beginnings: impl FnOnce(&[Span]) -> Vec<usize>,
) -> Vec<(Span, u32)> {
    let inside = |span: Span| {
        let start = unsure.partition_point(|at| *at <= span.start());
        let end = unsure.partition_point(|at| *at < span.end());
        unsure.get(start..end.max(start)).unwrap_or(&[])
    };
    let open: Vec<Span> =
        cut.iter().map(|(span, _)| *span).filter(|span| !inside(*span).is_empty()).collect();
    let mut begins = beginnings(&open);
    begins.sort_unstable();
    let mut again = Vec::with_capacity(cut.len() + unsure.len());
    for (span, block) in cut {
        let mut rest = span;
        for at in inside(span).iter().filter(|at| begins.binary_search(at).is_ok()) {
            let head = trim(document.text(), 0, Span::new(rest.start(), *at));
            again.extend(head.map(|head| (head, block)));
            rest = Span::new(*at, span.end());
        }
        again.push((rest, block));
    }
    again
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
