//! What a text speaks of, and where it last did.

use crate::lexicon::coreference::{Gender, NounSort};
use crate::model::{NameKind, Span};

/// What is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Person,
    Group,
    Place,
    Agreement,
    Thing,
    /// A name of which nothing says what it names.
    Unknown,
}

impl Sort {
    /// What a name names.
    pub(super) fn of_name(kind: NameKind) -> Self {
        match kind {
            NameKind::Person => Self::Person,
            NameKind::Organisation => Self::Group,
            NameKind::Place | NameKind::Nationality => Self::Place,
            NameKind::Other => Self::Unknown,
        }
    }

    /// What a noun names; `None` if nothing can refer to it.
    pub(super) fn of_noun(sort: NounSort) -> Option<Self> {
        match sort {
            NounSort::Person | NounSort::People => Some(Self::Person),
            NounSort::Group => Some(Self::Group),
            NounSort::Place => Some(Self::Place),
            NounSort::Agreement => Some(Self::Agreement),
            NounSort::Thing => Some(Self::Thing),
            NounSort::Time | NounSort::Empty => None,
        }
    }
}

/// The part that words play in their clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Subject,
    Object,
    /// After a preposition.
    Oblique,
    /// The same before the verb: "In both towns …".
    Fronted,
    /// Before "'s", or a possessive.
    Possessor,
    /// Inside another noun phrase: "the Oslo ferry".
    Inside,
}

impl Role {
    /// How much words in this part draw later pronouns, after Lappin and Leass, "An Algorithm for Pronominal Anaphora
    /// Resolution", Computational Linguistics 20(4), 1994: recency and emphasis of the head are in the figures.
    pub(super) fn weight(self) -> f32 {
        match self {
            Self::Subject => 260.0,
            Self::Object => 230.0,
            Self::Possessor => 165.0,
            Self::Oblique | Self::Fronted => 150.0,
            Self::Inside => 60.0,
        }
    }
}

/// A noun by which something was called, with the words before it.
#[derive(Clone, Debug)]
pub(super) struct Label<'a> {
    /// Singular, lower case.
    pub(super) head: Box<str>,
    /// Words before it, in lower case.
    pub(super) words: Vec<&'a str>,
}

/// Somebody or something that the text speaks of.
#[derive(Clone, Debug)]
pub(super) struct Referent<'a> {
    pub(super) sort: Sort,
    /// More than one: "they".
    pub(super) many: bool,
    pub(super) gender: Option<Gender>,
    /// Numbers of the named entities; several for a pair.
    pub(super) entities: Vec<u32>,
    /// The members of a pair or list, as referents.
    pub(super) members: Vec<usize>,
    /// What it was called.
    pub(super) labels: Vec<Label<'a>>,
    /// Classes of groups or places.
    pub(super) classes: u64,
    /// Known by a name.
    pub(super) named: bool,
    /// The last words that named or described it.
    pub(super) span: Span,
    /// The sentence in which it was last spoken of.
    pub(super) last: u32,
}

impl Referent<'_> {
    /// Whether it was called by a noun.
    pub(super) fn is_called(&self, head: &str) -> bool {
        self.labels.iter().any(|label| &*label.head == head)
    }
}

/// Where words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// Number of the sentence.
    pub(super) sentence: u32,
    /// Number of the clause in its sentence.
    pub(super) clause: u16,
    /// First token.
    pub(super) at: usize,
    pub(super) role: Role,
}
