//! One clause's content as slots.

use std::ops::Range;

use crate::model::{MentionId, NotCheckable, SentenceId, Span, SpeakerId, SpeechStrength};

/// Index of a statement in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId(pub u32);

impl StatementId {
    /// As an index.
    pub fn idx(self) -> usize {
        self.0 as usize
    }
}

/// What fills a slot, and the words that it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot<T> {
    /// The words.
    pub span: Span,
    /// What they mean.
    pub value: T,
}

/// Whether the clause affirms or denies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// Says that it is so.
    Affirmed,
    /// Says that it is not so: "not", "failed to", "without", "no one".
    Negated,
}

impl Polarity {
    /// Name on the wire and in rule files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Affirmed => "affirmed",
            Self::Negated => "negated",
        }
    }
}

/// How certain the clause is, from weak to strong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// "if", "unless".
    Conditional,
    /// "whether", "not known".
    Open,
    /// "may", "could", "up to".
    Possible,
    /// "is expected to", "plans to", "hopes to".
    Planned,
    /// "likely", "probably".
    Likely,
    /// Stated as it is.
    Fact,
}

impl Certainty {
    /// Name on the wire and in rule files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Conditional => "conditional",
            Self::Open => "open",
            Self::Possible => "possible",
            Self::Planned => "planned",
            Self::Likely => "likely",
            Self::Fact => "fact",
        }
    }
}

/// How far an act has come. The first seven form a ladder; the rest stand beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Status {
    Rumoured,
    Considered,
    Proposed,
    Expected,
    AgreedInPrinciple,
    Done,
    InForce,
    Rejected,
    Suspended,
    Cancelled,
}

impl Status {
    /// Whether it stands on the ladder, so that higher and lower have a meaning.
    pub fn on_ladder(self) -> bool {
        self <= Self::InForce
    }

    /// Whether the act is still to come.
    pub fn is_pending(self) -> bool {
        self < Self::Done
    }

    /// Word for messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rumoured => "rumoured",
            Self::Considered => "considered",
            Self::Proposed => "proposed",
            Self::Expected => "expected",
            Self::AgreedInPrinciple => "agreed in principle",
            Self::Done => "done",
            Self::InForce => "in force",
            Self::Rejected => "rejected",
            Self::Suspended => "suspended",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Whose word the statement rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The words that name the speaker, if any.
    pub speaker: Option<Span>,
    /// The entity number of the speaker's name, after coreference.
    pub entity: Option<u32>,
    /// The turn's speaker, where it is the speaker's own word.
    pub turn_speaker: Option<SpeakerId>,
    /// The reporting verb or phrase.
    pub cue: Span,
    /// How strongly.
    pub strength: SpeechStrength,
}

/// What kind of clause it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatementKind {
    /// A clause with a verb of its own.
    Clause,
    /// A fragment that answers or heads ("In May.").
    Fragment,
    /// An act told inside a clause about something else: a relative clause in its middle, an infinitive, a noun of
    /// action. Only trees show them.
    Embedded,
}

/// One clause's content. Every slot points at the words that it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Index; for an embedded one that of the clause around it.
    pub id: StatementId,
    /// Its sentence.
    pub sentence: SentenceId,
    /// The clause.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<u32>,
    /// Kind.
    pub kind: StatementKind,
    /// Why it is not a claim, if it is none.
    pub idle: Option<NotCheckable>,
    /// Main verb or nominal event; the value is its stem.
    pub predicate: Option<Slot<String>>,
    /// Words before the predicate that name who does it.
    pub actor: Option<Slot<()>>,
    /// Words after the predicate that name what it is done to.
    pub object: Option<Slot<()>>,
    /// Mentions of times inside the clause.
    pub times: Vec<MentionId>,
    /// Mentions of places inside the clause.
    pub places: Vec<MentionId>,
    /// Mentions of persons and organisations inside the clause.
    pub names: Vec<MentionId>,
    /// Mentions of figures inside the clause.
    pub quantities: Vec<MentionId>,
    /// Mentions of agreements inside the clause.
    pub agreements: Vec<MentionId>,
    /// Quotations inside the clause.
    pub quotations: Vec<MentionId>,
    /// Entity numbers of everyone named or, after coreference, meant; sorted, without doubles.
    pub participants: Vec<u32>,
    /// Whose word it rests on.
    pub attribution: Option<Attribution>,
    /// Token ranges of the words that deny something in the clause, in order.
    pub negations: Vec<Range<u32>>,
    /// Affirmed or denied, with the word that denies.
    pub polarity: Slot<Polarity>,
    /// How certain, with the word that hedges.
    pub certainty: Slot<Certainty>,
    /// How far the act has come, with the words that say so.
    pub status: Option<Slot<Status>>,
}

impl Statement {
    /// Its tokens as a range of indices.
    pub fn token_range(&self) -> Range<usize> {
        self.tokens.start as usize..self.tokens.end as usize
    }
}
