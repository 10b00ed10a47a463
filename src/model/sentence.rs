//! Sentences.

use std::ops::Range;

use crate::model::Span;

/// Index of a sentence in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceId(pub u32);

impl SentenceId {
    /// As an index.
    pub fn idx(self) -> usize {
        self.0 as usize
    }
}

/// What kind of sentence it is, by its form alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SentenceKind {
    /// A statement, command or fragment.
    Plain,
    /// Ends in a question mark.
    Question,
    /// A headline or section title.
    Heading,
}

/// One sentence. Sentences are sorted and do not overlap; each lies inside one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Index.
    pub id: SentenceId,
    /// The words, without surrounding white space.
    pub span: Span,
    /// Index of its block.
    pub block: u32,
    /// Index of its turn in [`crate::model::Document::turns`].
    pub turn: Option<u32>,
    /// Kind.
    pub kind: SentenceKind,
    /// Its tokens; filled by the language stage.
    pub tokens: Range<u32>,
}

impl Sentence {
    /// Its tokens as a range of indices.
    pub fn token_range(&self) -> Range<usize> {
        self.tokens.start as usize..self.tokens.end as usize
    }
}
