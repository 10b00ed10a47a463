//! Everything that is known about one document before it is compared.

use crate::model::{
    Acronym, Document, Mention, MentionId, Readings, Reference, Sentence, SentenceId, Span, Speech,
    Statement, StatementId, Term, Text, Token,
};

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
    /// Pronouns and descriptions with what they stand for, sorted by span.
    pub references: Vec<Reference>,
    /// Its short forms, sorted by span.
    pub acronyms: Vec<Acronym>,
    /// Its statements, sorted by span, as word order alone has them.
    pub statements: Vec<Statement>,
    /// What dependency trees say of its sentences; empty for those that nobody asked for.
    pub readings: Readings,
}

impl Analysis {
    /// The view that extractors and comparisons read.
    pub fn text(&self) -> Text<'_> {
        Text { document: &self.document, sentences: &self.sentences, tokens: &self.tokens }
    }

    /// A statement by number: as its tree has it, if it was read, or else as word order has it. Which sentences were
    /// read is certain for a document of its own; a document that several pairs share is looked at through the
    /// comparison of each.
    pub fn statement(&self, id: StatementId) -> Option<&Statement> {
        let plain = self.statements.get(id.idx())?;
        Some(self.read(plain).unwrap_or(plain))
    }

    /// The statements of a sentence, in order; as [`Self::statement`] gives them.
    pub fn statements_of(&self, sentence: SentenceId) -> &[Statement] {
        match self.readings.get(sentence) {
            Some(reading) => &reading.statements,
            None => self.plain_statements_of(sentence),
        }
    }

    /// The statements of a sentence, in order, as word order has them.
    pub fn plain_statements_of(&self, sentence: SentenceId) -> &[Statement] {
        let start = self.statements.partition_point(|statement| statement.sentence < sentence);
        let end = self.statements.partition_point(|statement| statement.sentence <= sentence);
        self.statements.get(start..end).unwrap_or(&[])
    }

    /// All statements in order, each as [`Self::statement`] gives it.
    pub fn all_statements(&self) -> impl Iterator<Item = &Statement> {
        self.statements.iter().map(|plain| self.read(plain).unwrap_or(plain))
    }

    fn read(&self, plain: &Statement) -> Option<&Statement> {
        let reading = self.readings.get(plain.sentence)?;
        let first = reading.statements.first()?.id.idx();
        reading.statements.get(plain.id.idx().checked_sub(first)?)
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

    /// The reference whose words are exactly those of a span.
    pub fn reference_at(&self, span: Span) -> Option<&Reference> {
        let at = self.references.binary_search_by_key(&span, |reference| reference.span).ok()?;
        self.references.get(at)
    }

    /// The references among a range of tokens, in order.
    pub fn references_in(&self, tokens: std::ops::Range<usize>) -> impl Iterator<Item = &Reference> {
        let start =
            self.references.partition_point(|reference| (reference.tokens.start as usize) < tokens.start);
        let inside = self.references.get(start..).unwrap_or(&[]).iter();
        inside
            .take_while(move |reference| (reference.tokens.start as usize) < tokens.end)
            .filter(move |reference| reference.tokens.end as usize <= tokens.end)
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
