//! The kinds of edits, with what a check should make of each.

/// What an edit does to a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Another weekday, day, month or year.
    Date,
    /// Another figure.
    Number,
    /// A figure that is off by a power of ten.
    Magnitude,
    /// Another person.
    Person,
    /// Another town, country or nationality.
    Place,
    /// Another organisation.
    Organisation,
    /// A word inside quotation marks exchanged.
    QuotedWord,
    /// Somebody else says it.
    Speaker,
    /// Denied what was affirmed, or the other way round.
    Negation,
    /// A doubt taken away.
    Certainty,
    /// Told as done what was still to come.
    Status,
    /// Who does it and whom it is done to exchanged.
    Role,
    /// The same date in another spelling.
    DateSpelling,
    /// The same figure in another spelling.
    NumberSpelling,
    /// "did not" and "didn't".
    Contraction,
    /// Another word that means the same.
    Synonym,
    /// The same deed in the passive.
    Voice,
    /// An adverb left out that nothing hangs on.
    DroppedAdverb,
}

impl Kind {
    /// All, mistakes first.
    pub const ALL: &'static [Self] = &[
        Self::Date,
        Self::Number,
        Self::Magnitude,
        Self::Person,
        Self::Place,
        Self::Organisation,
        Self::QuotedWord,
        Self::Speaker,
        Self::Negation,
        Self::Certainty,
        Self::Status,
        Self::Role,
        Self::DateSpelling,
        Self::NumberSpelling,
        Self::Contraction,
        Self::Synonym,
        Self::Voice,
        Self::DroppedAdverb,
    ];

    /// Whether the sentence says something else than before.
    pub fn is_mistake(self) -> bool {
        self <= Self::Role
    }

    /// Name in tables and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Number => "number",
            Self::Magnitude => "magnitude",
            Self::Person => "person",
            Self::Place => "place",
            Self::Organisation => "organisation",
            Self::QuotedWord => "quoted_word",
            Self::Speaker => "speaker",
            Self::Negation => "negation",
            Self::Certainty => "certainty",
            Self::Status => "status",
            Self::Role => "role",
            Self::DateSpelling => "date_spelling",
            Self::NumberSpelling => "number_spelling",
            Self::Contraction => "contraction",
            Self::Synonym => "synonym",
            Self::Voice => "active_passive",
            Self::DroppedAdverb => "dropped_adverb",
        }
    }
}
