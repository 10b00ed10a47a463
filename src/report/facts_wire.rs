//! The JSON of `facts --jsonl`, as types. Offsets are bytes of the text or file that was read.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::NameRelation;

/// How two person names relate.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FactNames {
    /// "same compatible misspelled other_given other_surname different".
    pub relation: &'static str,
    /// Whether they can be names of one person as they are written.
    pub same: bool,
}

impl From<NameRelation> for FactNames {
    fn from(relation: NameRelation) -> Self {
        Self { relation: relation.name(), same: relation <= NameRelation::Compatible }
    }
}

/// Everything that was found in one text.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct Facts<'a> {
    /// Typed values, sorted by position; after them short forms and what they stand for.
    pub mentions: Vec<FactMention<'a>>,
    /// Pronouns and descriptions with what they stand for, sorted by position.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<FactReference<'a>>,
    /// Clauses with their slots, sorted by position.
    pub statements: Vec<FactStatement<'a>>,
    /// Who says what, sorted by cue.
    pub speeches: Vec<FactSpeech<'a>>,
}

/// Words that stand for something named elsewhere.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FactReference<'a> {
    /// First byte in the given text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words.
    pub text: &'a str,
    /// "personal possessive relative description set place speaker hearer".
    pub kind: &'static str,
    /// Numbers of the names that are meant; none for what has no name.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub entities: &'a [u32],
    /// What the text calls them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<&'a str>,
    /// The words that name or describe the same.
    pub antecedent: FactSlot<'a>,
    /// Who speaks or is spoken to in a conversation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<&'a str>,
}

/// A statement about a statement.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FactSpeech<'a> {
    /// "direct", "mixed" or "indirect".
    pub kind: &'static str,
    /// What is said.
    pub content: FactSlot<'a>,
    /// Further parts of a quotation that is split around the cue.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub continued: Vec<FactSlot<'a>>,
    /// The reporting verb or phrase.
    pub cue: FactSlot<'a>,
    /// The words that name the speaker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<FactSlot<'a>>,
    /// "neutral emphatic confirm deny claim promise demand believe".
    pub strength: &'static str,
    /// "did not say".
    pub negated: bool,
}

/// A span with its value.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct FactMention<'a> {
    /// `date time date_range set duration number ordinal percentage money quantity quote person organisation place
    /// name agreement acronym_short acronym_long`.
    pub kind: &'static str,
    /// First byte in the given text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words.
    pub text: &'a str,
    /// TIMEX3 value, decimal string, range or bound of decimal strings, or canonical name; null for a quotation. An
    /// amount stands in the unit that it was given in (50 for "50 cents"). A range of times is "(begin,end,length)"
    /// with X for what no word gives: "(2024-05-03,2024-05-09,P6D)", "(T09,T17,PT8H)".
    pub value: Option<FactValue<'a>>,
    /// Currency code or the coin's name, "percent", "kilometre", "week" …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'a str>,
    /// What a physical unit measures: "length", "mass" …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dimension: Option<&'static str>,
    /// The currency of an amount of money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<FactCurrency<'a>>,
    /// What is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head: Option<&'a str>,
    /// What it is per.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<&'a str>,
    /// How the figure is worded, unless it stands bare.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approximation: Option<&'static str>,
    /// How exact the time is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grain: Option<&'static str>,
    /// "start", "mid", "end", "approx", "before", "after".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modifier: Option<&'static str>,
    /// First and last day of the time, where they are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<FactDays>,
    /// The same for the other reading, where past and future are both possible ("on Monday", "in May").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_days: Option<FactDays>,
    /// Who says the quotation, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<&'a str>,
    /// The reporting verb or phrase.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cue: Option<&'a str>,
    /// Parts of a person's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<FactPerson<'a>>,
    /// ISO 3166 code of a country or nationality.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<&'a str>,
    /// Short form that the text uses for the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acronym: Option<&'a str>,
    /// Mentions of one entity have one number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<u32>,
    /// Parties of an agreement.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub parties: &'a [String],
}

/// A normalised value.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum FactValue<'a> {
    /// A value that stands in the model.
    Text(&'a str),
    /// A value that was printed for the wire.
    Printed(String),
    /// Lower and upper end.
    Range {
        /// Lower end, a decimal string.
        min: String,
        /// Upper end, a decimal string.
        max: String,
    },
    /// "over 5 million dollars".
    AtLeast {
        /// Lower end, a decimal string.
        min: String,
    },
    /// "up to 40 kilometres".
    AtMost {
        /// Upper end, a decimal string.
        max: String,
    },
}

/// A currency, and how surely the text names it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FactCurrency<'a> {
    /// ISO 4217 code; "XXX" where nothing tells it.
    pub code: &'a str,
    /// What its units are called ("dollar").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noun: Option<&'a str>,
    /// Whether the text tells the country; if not, the code is the likeliest one.
    pub told: bool,
}

/// First and last day, both inside; a missing end is open.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FactDays {
    /// ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
}

/// Parts of a person's name.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FactPerson<'a> {
    /// "foreign minister".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'a str>,
    /// Given names and initials.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub given: &'a [String],
    /// Surname, with particles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surname: Option<&'a str>,
    /// "Jr".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suffix: Option<&'a str>,
}

/// One clause with its slots. Numbers in `times`, `places` … are places in `mentions`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FactStatement<'a> {
    /// First byte in the given text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words.
    pub text: &'a str,
    /// "clause", "fragment", or "embedded" for an act inside a clause about something else.
    pub kind: &'static str,
    /// Why it is no claim that could be checked: "question courtesy opinion prediction condition conversation command
    /// heading"; nothing for a claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_checkable: Option<&'static str>,
    /// Main verb or nominal event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub predicate: Option<FactSlot<'a>>,
    /// Who does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<FactSlot<'a>>,
    /// What it is done to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<FactSlot<'a>>,
    /// When.
    pub times: Vec<usize>,
    /// Where.
    pub places: Vec<usize>,
    /// Persons and organisations.
    pub names: Vec<usize>,
    /// Figures.
    pub quantities: Vec<usize>,
    /// Agreements.
    pub agreements: Vec<usize>,
    /// Quotations.
    pub quotations: Vec<usize>,
    /// Whose word it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribution: Option<FactAttribution<'a>>,
    /// "affirmed" or "negated".
    pub polarity: FactSlot<'a>,
    /// "conditional open possible planned likely fact".
    pub certainty: FactSlot<'a>,
    /// How far the act has come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<FactSlot<'a>>,
}

/// What fills a slot, with its words.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FactSlot<'a> {
    /// First byte in the given text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words; empty where the value is the ordinary case.
    pub text: &'a str,
    /// What they mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<&'a str>,
}

/// Whose word a statement rests on.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FactAttribution<'a> {
    /// The words that name the speaker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<&'a str>,
    /// The reporting verb or phrase.
    pub cue: &'a str,
    /// "neutral emphatic confirm deny claim promise demand believe".
    pub strength: &'static str,
}
