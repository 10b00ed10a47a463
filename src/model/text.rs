//! A document with its sentences and tokens: what the extractors read.

use std::ops::Range;

use crate::model::{Document, Sentence, Span, Token};

/// A view of one analysed document. Cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its sentences, in order.
    pub sentences: &'a [Sentence],
    /// Its tokens, in order, over all sentences.
    pub tokens: &'a [Token],
}

impl<'a> Text<'a> {
    /// A token as written; empty past the end.
    pub fn word(&self, token_idx: usize) -> &'a str {
        self.tokens.get(token_idx).map_or("", |token| self.document.slice(token.span))
    }

    /// A token in lower case; empty past the end.
    pub fn lower(&self, token_idx: usize) -> &'a str {
        self.tokens.get(token_idx).map_or("", |token| self.document.lower(token.span))
    }

    /// A token's stem; empty past the end.
    pub fn stem(&self, token_idx: usize) -> &'a str {
        self.tokens.get(token_idx).map_or("", |token| match &token.stem {
            Some(stem) => stem,
            None => self.document.lower(token.span),
        })
    }

    /// The span from the first to the last token of a range; empty at 0 for an empty range.
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        match (
            self.tokens.get(tokens.start),
            tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if tokens.start < tokens.end => first.span.cover(last.span),
            _ => Span::new(0, 0),
        }
    }

    /// The tokens that lie inside a span, as a range of indices.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.start() < span.start());
        let end = self.tokens.partition_point(|token| token.span.end() <= span.end());
        start..end.max(start)
    }

    /// Whether nothing stands between a token and the next one.
    pub fn touches_next(&self, token_idx: usize) -> bool {
        match (self.tokens.get(token_idx), self.tokens.get(token_idx + 1)) {
            (Some(token), Some(next)) => token.span.end() == next.span.start(),
            _ => false,
        }
    }

    /// The sentence that a text offset lies in.
    pub fn sentence_at(&self, offset: usize) -> Option<&'a Sentence> {
        let idx =
            self.sentences.partition_point(|sentence| sentence.span.start() <= offset).checked_sub(1)?;
        self.sentences.get(idx).filter(|sentence| offset < sentence.span.end())
    }
}
