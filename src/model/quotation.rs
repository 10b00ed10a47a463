//! Words in quotation marks, and speech in any form.

use crate::model::{MentionId, Span, SpeakerId};

/// What a pair of quotation marks holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuotationKind {
    /// Somebody's words.
    Direct,
    /// Some of somebody's words inside the reporter's own sentence.
    Mixed,
    /// A name of a thing, a single term, a title, scare quotes: not a quotation.
    Term,
}

/// Words between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words, without the marks.
    pub inner: Span,
    /// What they are.
    pub kind: QuotationKind,
    /// Number of the next part in the mentions, where one quotation is split around "he said".
    pub continued_by: Option<MentionId>,
    /// Whose words, as written near the quotation ("Dunmore", "he", "the prosecutor, Tim Harrold").
    pub speaker: Option<Span>,
    /// The reporting verb or phrase.
    pub cue: Option<Span>,
}

/// How speech is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpeechKind {
    /// All in quotation marks.
    Direct,
    /// Partly in quotation marks.
    Mixed,
    /// Without quotation marks: "said that …", "according to …".
    Indirect,
}

/// What the reporting verb says about the speaker's stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpeechStrength {
    /// "say", "tell", "add", "note", "according to".
    Neutral,
    /// "stress", "warn", "insist", "announce".
    Emphatic,
    /// "confirm", "admit", "concede", "acknowledge".
    Confirm,
    /// "deny", "dispute", "reject".
    Deny,
    /// "claim", "suggest", "argue".
    Claim,
    /// "promise", "pledge", "assure", "vow".
    Promise,
    /// "urge", "demand", "call for", "ask".
    Demand,
    /// "expect", "believe", "think", "hope".
    Believe,
}

impl SpeechStrength {
    /// Name on the wire and in rule files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Emphatic => "emphatic",
            Self::Confirm => "confirm",
            Self::Deny => "deny",
            Self::Claim => "claim",
            Self::Promise => "promise",
            Self::Demand => "demand",
            Self::Believe => "believe",
        }
    }
}

/// A statement about a statement: who says what, how strongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speech {
    /// The reporting verb or phrase.
    pub cue: Span,
    /// Who says it, as written.
    pub speaker: Option<Span>,
    /// The speaker of the turn, where the words are the turn's own ("I said that …").
    pub turn_speaker: Option<SpeakerId>,
    /// What is said, without the cue.
    pub content: Span,
    /// In which form.
    pub kind: SpeechKind,
    /// How strongly.
    pub strength: SpeechStrength,
    /// The quotation that holds the content, for direct and mixed speech.
    pub quotation: Option<MentionId>,
    /// The cue is negated ("did not say").
    pub negated: bool,
}
