//! The data that the stages hand to each other. Nothing here reads, prints or decides.

mod acronym;
mod agreement;
mod allowance;
mod analysis;
mod columns;
mod comparison;
mod document;
mod finding;
mod frame;
mod mention;
mod morph;
mod name;
mod name_fold;
mod name_relation;
mod named;
mod offsets;
mod pair;
mod places;
mod problem;
mod quantity;
mod quotation;
mod reading;
mod recogniser;
mod reference;
mod report;
mod sentence;
mod span;
mod statement;
mod term;
mod text;
mod time;
mod token;
mod tree;

pub use acronym::Acronym;
pub use agreement::{Agreement, AgreementKind};
pub use allowance::Allowance;
pub use analysis::Analysis;
pub use columns::Columns;
pub use comparison::{Comparison, Feature, FeatureInfo, FeatureKind, FeatureValue, Primitive, Relation};
pub use document::{
    Block, BlockKind, Document, DocumentBuilder, DocumentId, Metadata, Role, Speaker, SpeakerId, SpeakerRole,
    Turn,
};
pub use finding::{Category, Finding, Severity, Verdict};
pub use frame::{Adjunct, Frame, FrameKind, Link, Parse, Tense};
pub use mention::{Mention, MentionId, Value};
pub use morph::{Morph, MorphFeature};
pub use name::{Name, NameKind, PersonName};
pub(crate) use name_fold::fold;
pub(crate) use name_relation::is_slip;
pub use name_relation::{NameLore, NameRelation};
pub use offsets::OffsetMap;
pub use pair::{Candidate, Pair, PairFeatures};
pub use places::WordPlaces;
pub use problem::{Problem, ProblemKind, Stage};
pub use quantity::{Anchor, Approximation, Currency, Dimension, MinorUnit, Quantity, Unit};
pub use quotation::{Quotation, QuotationKind, Speech, SpeechKind, SpeechStrength};
pub use reading::{Reading, Readings};
pub use recogniser::{NoRecogniser, Recogniser};
pub use reference::{Reference, ReferenceKind};
pub use report::{
    BASE, ClaimResult, Evidence, Input, NotCheckable, Report, RuleNote, SlotRow, Summary, Tool,
};
pub use sentence::{Sentence, SentenceId, SentenceKind};
pub use span::Span;
pub use statement::{Attribution, Certainty, Polarity, Slot, Statement, StatementId, StatementKind, Status};
pub use term::Term;
pub use text::Text;
pub use time::{DateRange, Grain, PartOfDay, PartialDate, TimeAnchor, TimeKind, TimeModifier, TimeValue};
pub use token::{Case, Token, TokenKind, for_each_part, split_word};
pub use tree::{Dep, Entity, EntityKind, Node, Pos, Tag, Tree};
