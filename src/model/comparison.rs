//! One slot of a claim held against the sources, with everything that a rule may ask about it.

use crate::model::{Category, DocumentId, SentenceId, Span};

/// What was compared: the engine primitive that a rule names under `compares`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Primitive {
    /// A date, time of day or period.
    Time,
    /// A figure, share, sum, length of time or rank.
    Quantity,
    /// Words in quotation marks.
    Quotation,
    /// A person, organisation or nationality.
    Name,
    /// A person's title or profession.
    Title,
    /// A place.
    Place,
    /// How far an act has come.
    Status,
    /// Affirmed or denied, opposites included.
    Polarity,
    /// What the claim tells as done, and the source denies or leaves open of the same act; needs dependency trees.
    Act,
    /// Up or down, more or less.
    Direction,
    /// How certain.
    Certainty,
    /// Who says it, and whether anyone does.
    Speech,
    /// Who does it and whom it is done to.
    Role,
    /// All, both, none, each.
    Quantifier,
    /// What a speaker says was said earlier in the conversation.
    Recall,
    /// The statement as a whole.
    Statement,
    /// A value that one source bears out and another has otherwise.
    Sources,
    /// A newsroom's own regular expressions.
    Pattern,
}

impl Primitive {
    /// All, in order.
    pub const ALL: &'static [Self] = &[
        Self::Time,
        Self::Quantity,
        Self::Quotation,
        Self::Name,
        Self::Title,
        Self::Place,
        Self::Status,
        Self::Polarity,
        Self::Act,
        Self::Direction,
        Self::Certainty,
        Self::Speech,
        Self::Role,
        Self::Quantifier,
        Self::Recall,
        Self::Statement,
        Self::Sources,
        Self::Pattern,
    ];

    /// Name in rule files and, as slot, on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Quantity => "quantity",
            Self::Quotation => "quotation",
            Self::Name => "name",
            Self::Title => "title",
            Self::Place => "place",
            Self::Status => "status",
            Self::Polarity => "polarity",
            Self::Act => "act",
            Self::Direction => "direction",
            Self::Certainty => "certainty",
            Self::Speech => "speech",
            Self::Role => "role",
            Self::Quantifier => "quantifier",
            Self::Recall => "recall",
            Self::Statement => "statement",
            Self::Sources => "sources",
            Self::Pattern => "pattern",
        }
    }
}

/// How the claim's value relates to the source's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Equal after normalisation.
    Same,
    /// Not equal, but true if the source is (rounding, bounds, conversion, derived).
    Compatible,
    /// True and coarser than the source.
    LessExact,
    /// Inside what the source says, but finer.
    MoreExact,
    /// The source has another value for it.
    Disjoint,
    /// The source has no value for it.
    Absent,
}

impl Relation {
    /// Name on the wire and in rule files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Compatible => "compatible",
            Self::LessExact => "less_exact",
            Self::MoreExact => "more_exact",
            Self::Disjoint => "disjoint",
            Self::Absent => "absent",
        }
    }

    /// Whether the claim is right on this slot if the source is.
    pub fn supports(self) -> bool {
        matches!(self, Self::Same | Self::Compatible | Self::LessExact)
    }
}

/// The value of a feature.
#[derive(Clone, Debug, PartialEq)]
pub enum FeatureValue {
    /// Yes or no.
    Flag(bool),
    /// A number; its unit is in the table of features.
    Number(f32),
    /// A word of a closed list, or a name.
    Word(std::borrow::Cow<'static, str>),
}

/// What type a feature has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FeatureKind {
    /// `true` or `false`.
    Flag,
    /// A number between the two bounds. A bare number in a rule means "at least".
    Number(f32, f32),
    /// One of these words; empty for any word.
    Word(&'static [&'static str]),
}

/// What `claimdiff rules fields` prints about a feature.
#[derive(Clone, Copy, Debug)]
pub struct FeatureInfo {
    /// Name in rule files.
    pub name: &'static str,
    /// Type and range.
    pub kind: FeatureKind,
    /// One sentence.
    pub meaning: &'static str,
}

macro_rules! features {
    ($($variant:ident, $name:literal, $kind:expr, $meaning:literal;)+) => {
        /// Something that a rule may ask about a comparison.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Feature { $(#[doc = $meaning] $variant),+ }

        impl Feature {
            /// All, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Name, type, range and meaning.
            pub fn info(self) -> FeatureInfo {
                match self {
                    $(Self::$variant => FeatureInfo { name: $name, kind: $kind, meaning: $meaning }),+
                }
            }

            /// The feature of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|feature| feature.info().name == name)
            }
        }
    };
}

const FLAG: FeatureKind = FeatureKind::Flag;
const SHARE: FeatureKind = FeatureKind::Number(0.0, 1.0);
const STATUSES: FeatureKind = FeatureKind::Word(&[
    "rumoured",
    "considered",
    "proposed",
    "expected",
    "agreed in principle",
    "done",
    "in force",
    "rejected",
    "suspended",
    "cancelled",
    "none",
]);
const POLARITIES: FeatureKind = FeatureKind::Word(&["affirmed", "negated"]);
const CERTAINTIES: FeatureKind =
    FeatureKind::Word(&["conditional", "open", "possible", "planned", "likely", "fact"]);
const DIRECTIONS: FeatureKind = FeatureKind::Word(&["up", "down", "flat", "none"]);

features! {
    Relation, "relation", FeatureKind::Word(&["same", "compatible", "less_exact", "more_exact", "disjoint", "absent"]),
        "how the claim's value relates to the best value of the sources";
    SameEvent, "same_event", SHARE, "how likely claim and passage speak of the same event";
    Rank, "rank", FeatureKind::Number(0.0, 20.0), "place of the passage among the claim's passages, from 0";
    SharedWords, "shared_words", FeatureKind::Number(0.0, 200.0), "content words that claim and passage share, besides the value";
    SharedNames, "shared_names", FeatureKind::Number(0.0, 50.0), "names that claim and passage share, besides the value";
    Coverage, "coverage", SHARE, "weighted share of the claim's content words that the best passage holds";
    Reverse, "reverse", SHARE, "weighted share of the source clause's content words that the claim holds";
    Extractive, "extractive", SHARE, "how closely the piece follows the source's wording: median coverage over its claims";
    Elsewhere, "elsewhere", FLAG, "the claim's value stands somewhere in the sources, for whatever subject";
    Unit, "unit", FeatureKind::Word(&["count", "percent", "percentage_point", "money", "physical", "duration", "ordinal", "fraction", "score"]),
        "unit of the claim's figure";
    SourceUnit, "source_unit", FeatureKind::Word(&["count", "percent", "percentage_point", "money", "physical", "duration", "ordinal", "fraction", "score", "none"]),
        "unit of the source's figure";
    SameUnit, "same_unit", FLAG, "both figures have the same unit or can be converted";
    SameHead, "same_head", FLAG, "both figures count the same thing, by head noun";
    Ratio, "ratio", FeatureKind::Word(&["equal", "power_of_thousand", "power_of_ten", "digit_swap", "one_digit", "other"]),
        "how the claim's figure relates to the source's";
    Derived, "derived", FLAG, "the claim's figure follows from two figures of the source";
    Approximation, "approximation", FeatureKind::Word(&["bare", "about", "nearly", "at_least", "at_most", "exactly", "vague"]),
        "how the claim's figure is worded";
    Grain, "grain", FeatureKind::Word(&["century", "decade", "year", "half_year", "season", "quarter", "month", "week", "weekend", "day", "part_of_day", "hour", "minute", "second"]),
        "how exact the claim's time is";
    Field, "field", FeatureKind::Word(&["year", "month", "day", "weekday", "time_of_day", "range", "calendar", "none"]),
        "the first field in which two times differ; calendar: the claim's weekday and date do not fit each other";
    Aligned, "aligned", FLAG, "the claim follows the source's sentence nearly word for word, and both stand at the same place of it";
    Agreement, "agreement", FLAG, "the claim speaks of an agreement, contract or deal";
    SameAct, "same_act", FLAG, "both values belong to the same act (signed, in force, due …)";
    EditDistance, "edit_distance", FeatureKind::Number(0.0, 100.0), "letters that differ between two names";
    Similarity, "similarity", SHARE, "similarity of two names, or of two texts";
    Overlap, "overlap", SHARE, "longest common word sequence over the claim's words, for quotations";
    Part, "part", FeatureKind::Word(&["whole", "given", "surname", "title", "acronym", "none"]), "the part of a name that differs";
    NameKind, "name_kind", FeatureKind::Word(&["person", "organisation", "place", "nationality", "other"]), "kind of the claim's name";
    KnownWords, "known_words", SHARE, "share of the words of the claim's name that stand somewhere in the sources";
    Speaker, "speaker", FeatureKind::Word(&["same", "other", "unknown", "none"]), "whether the same person speaks on both sides";
    SpeakerKnown, "speaker_known", FLAG, "the claimed speaker is named in the sources";
    Cut, "cut", FeatureKind::Word(&["none", "marked", "silent", "negation"]),
        "how a shortened quotation was cut: marked by an ellipsis, silently, or so that a negation is lost";
    ClaimStatus, "claim_status", STATUSES, "how far the act has come in the claim";
    SourceStatus, "source_status", STATUSES, "how far the act has come in the source";
    ClaimPolarity, "claim_polarity", POLARITIES, "whether the claim affirms or denies";
    SourcePolarity, "source_polarity", POLARITIES, "whether the source affirms or denies";
    ClaimCertainty, "claim_certainty", CERTAINTIES, "how certain the claim is";
    SourceCertainty, "source_certainty", CERTAINTIES, "how certain the source is";
    ClaimDirection, "claim_direction", DIRECTIONS, "direction of change in the claim";
    SourceDirection, "source_direction", DIRECTIONS, "direction of change in the source";
    Means, "means", FeatureKind::Word(&["negation", "opposite", "same", "none", "vote", "stand"]), "what makes two polarities differ";
    SameFigure, "same_figure", FLAG, "claim and passage share an equal figure or date";
    SamePredicate, "same_predicate", FLAG, "claim and passage share the predicate: same word or same family";
    Openness, "openness", FeatureKind::Word(&["denied", "pending", "called_off", "uncertain"]),
        "why the source does not tell the claim's act as done";
    Turned, "turned", FLAG, "who does it in the claim is the one to whom the source has it done";
    Busy, "busy", FLAG, "who does it in the claim has another part in the source's sentence or next to it, or is another of the same kind";
    Assured, "assured", FLAG, "the claim has words that leave no doubt: \"certainly\", \"come what may\"";
    Happened, "happened", FLAG, "the claim tells its act in the past, or as done by now";
    SameSubject, "same_subject", FLAG, "the claim's subject takes part in the source's act";
    Arguments, "arguments", FeatureKind::Number(0.0, 20.0), "arguments that both acts share: who, whom, under which preposition";
    Specific, "specific", FLAG, "the claim gives a figure, date, name or quotation";
    Strength, "strength", FeatureKind::Word(&["neutral", "emphatic", "confirm", "deny", "claim", "promise", "demand", "believe", "none"]),
        "strength of the claim's reporting verb";
    SourceSpoken, "source_spoken", FLAG, "the sources are conversations: what one speaker leaves open another may settle";
    Dialogue, "dialogue", FLAG, "the piece has speakers";
    Premise, "premise", FLAG, "the value stands in a question, a condition or an opinion";
    SpeakerRole, "speaker_role", FeatureKind::Word(&["host", "guest", "none"]), "part of the person who makes the claim";
    Attributed, "attributed", FLAG, "the claim is put into somebody's mouth";
    SourceSpeaker, "source_speaker", FeatureKind::Word(&["named", "none"]), "whether the passage is put into somebody's mouth";
    Age, "age", FeatureKind::Word(&["newer", "older", "same", "unknown"]),
        "how old the source that differs is beside the one that bears the claim out";
    Score, "score", SHARE, "support score of the claim";
}

/// One slot of a claim held against the sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What was compared.
    pub primitive: Primitive,
    /// The kind of fact, as the comparison sees it; a rule may name another.
    pub category: Category,
    /// The piece's sentence.
    pub sentence: SentenceId,
    /// The piece's words.
    pub claim_span: Span,
    /// Their normalised value.
    pub claim_value: Option<String>,
    /// The source's words, with their document.
    pub source: Option<(DocumentId, Span)>,
    /// Their normalised value.
    pub source_value: Option<String>,
    /// Arithmetic or other grounds, for explanations ("1,340 − 700 = 450").
    pub note: Option<String>,
    /// Features that hold here, in any order; a feature that is not listed is unknown, and no condition on it holds.
    pub features: Vec<(Feature, FeatureValue)>,
}

impl Comparison {
    /// The value of a feature, if it is known here.
    pub fn feature(&self, feature: Feature) -> Option<&FeatureValue> {
        self.features.iter().find(|(known, _)| *known == feature).map(|(_, value)| value)
    }

    /// Sets a flag.
    pub fn flag(&mut self, feature: Feature, value: bool) {
        self.set(feature, FeatureValue::Flag(value));
    }

    /// Sets a number.
    pub fn number(&mut self, feature: Feature, value: f32) {
        self.set(feature, FeatureValue::Number(value));
    }

    /// Sets a word.
    pub fn word(&mut self, feature: Feature, value: impl Into<std::borrow::Cow<'static, str>>) {
        self.set(feature, FeatureValue::Word(value.into()));
    }

    fn set(&mut self, feature: Feature, value: FeatureValue) {
        match self.features.iter_mut().find(|(known, _)| *known == feature) {
            Some(slot) => slot.1 = value,
            None => self.features.push((feature, value)),
        }
    }
}
