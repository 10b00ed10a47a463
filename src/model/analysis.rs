//! Everything that is known about one document before it is compared.

use crate::model::{Document, Mention, MentionId, Sentence, Span, Speech, Statement, Term, Text, Token};

/// One document with all that the stages found in it.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The document.
    pub document: Document,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its content terms, in order.
    pub terms: Vec<Term>,
    /// Its mentions, sorted by span.
    pub mentions: Vec<Mention>,
    /// Who says what in it, sorted by cue.
    pub speeches: Vec<Speech>,
    /// Its statements, sorted by span.
    pub statements: Vec<Statement>,
}

impl Analysis {
    /// The view that extractors and comparisons read.
    pub fn text(&self) -> Text<'_> {
        Text { document: &self.document, sentences: &self.sentences, tokens: &self.tokens }
    }

    /// The content terms among a range of tokens.
    pub fn terms_in(&self, tokens: std::ops::Range<usize>) -> &[Term] {
        let start = self.terms.partition_point(|term| (term.token as usize) < tokens.start);
        let end = self.terms.partition_point(|term| (term.token as usize) < tokens.end);
        self.terms.get(start..end.max(start)).unwrap_or(&[])
    }

    /// A mention by number.
    pub fn mention(&self, id: MentionId) -> Option<&Mention> {
        self.mentions.get(id.idx())
    }

    /// The innermost figure or time around a span; names and quotations are looked past.
    pub fn mention_at(&self, span: Span) -> Option<&Mention> {
        // Mentions are sorted by start, and few of them hold a word.
        const REACH: usize = 8;
        let end = self.mentions.partition_point(|mention| mention.span.start() <= span.start());
        let near = self.mentions.get(end.saturating_sub(REACH)..end).unwrap_or(&[]).iter().rev();
        near.into_iter().find(|mention| {
            mention.span.contains(span) && (mention.time().is_some() || mention.quantity().is_some())
        })
    }

    /// The mentions that lie inside a span, in order.
    pub fn mentions_in(&self, span: Span) -> impl Iterator<Item = &Mention> {
        let start = self.mentions.partition_point(|mention| mention.span.start() < span.start());
        self.mentions
            .get(start..)
            .unwrap_or(&[])
            .iter()
            .take_while(move |m| m.span.start() < span.end())
            .filter(move |mention| mention.span.end() <= span.end())
    }
}
