//! Words that stand for something named elsewhere in the text.

use std::ops::Range;

use crate::model::{Span, SpeakerId};

/// By what words something is referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReferenceKind {
    /// "he", "it", "them", "herself".
    Personal,
    /// "his", "its", "their".
    Possessive,
    /// "who", "which" after what they stand for.
    Relative,
    /// "the minister", "the ferry", "this agreement".
    Description,
    /// "both", "the two sides", "the former".
    Set,
    /// "there".
    Place,
    /// "I", "my", "we": whoever speaks.
    Speaker,
    /// "you", "your": whoever is spoken to.
    Hearer,
}

impl ReferenceKind {
    /// Name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Personal => "personal",
            Self::Possessive => "possessive",
            Self::Relative => "relative",
            Self::Description => "description",
            Self::Set => "set",
            Self::Place => "place",
            Self::Speaker => "speaker",
            Self::Hearer => "hearer",
        }
    }
}

/// A pronoun or description with what it stands for. References are sorted by span; a possessive may lie inside a
/// description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The words.
    pub span: Span,
    /// Their tokens.
    pub tokens: Range<u32>,
    /// By what words.
    pub kind: ReferenceKind,
    /// Numbers of the named entities that are meant, as in [`crate::model::Name::entity`], sorted: none for what has
    /// no name ("the ferry"), several for "both countries".
    pub entities: Vec<u32>,
    /// The nearest words before (seldom after) it that name or describe the same; for a pair the words from the first
    /// to the last of the two; for a speaker the label.
    pub antecedent: Span,
    /// Who speaks or is spoken to, where the reference is a part in a conversation.
    pub speaker: Option<SpeakerId>,
}

impl Reference {
    /// Its tokens as a range of indices.
    pub fn token_range(&self) -> Range<usize> {
        self.tokens.start as usize..self.tokens.end as usize
    }

    /// The named entity that is meant, if it is one.
    pub fn entity(&self) -> Option<u32> {
        match self.entities.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }
}
