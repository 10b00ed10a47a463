//! What could not be checked, or not be read as it should: never dropped in silence.

use crate::model::{DocumentId, Span};

/// The stage at which a problem was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Reading.
    Ingest,
    /// Sentences.
    Segment,
    /// Values.
    Extract,
    /// Comparison.
    Judge,
}

impl Stage {
    /// Name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ingest => "ingest",
            Self::Segment => "segment",
            Self::Extract => "extract",
            Self::Judge => "judge",
        }
    }
}

/// What kind of problem it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// Bytes that are not text in the document's encoding were replaced.
    Encoding,
    /// NUL or other control characters were replaced.
    ControlCharacters,
    /// Bidirectional or zero-width marks, which can hide a difference.
    HiddenCharacters,
    /// Markup that is broken or nested too deep.
    Markup,
    /// Tracked changes, which were read as if they were accepted.
    TrackedChanges,
    /// Front matter or metadata that cannot be read.
    Metadata,
    /// A limit was hit and something was left out.
    Limit,
    /// The document's date is not known: relative dates are compared field by field.
    NoDate,
    /// No lexicon for the document's language.
    Language,
    /// No dependency trees could be made.
    NoTrees,
    /// The place where the report ends and the piece begins is a guess.
    Split,
    /// A waiver that does not hold, or that nothing needs any more.
    Waiver,
}

impl ProblemKind {
    /// Name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Encoding => "encoding",
            Self::ControlCharacters => "control_characters",
            Self::HiddenCharacters => "hidden_characters",
            Self::Markup => "markup",
            Self::TrackedChanges => "tracked_changes",
            Self::Metadata => "metadata",
            Self::Limit => "limit",
            Self::NoDate => "no_date",
            Self::Language => "language",
            Self::NoTrees => "no_trees",
            Self::Split => "split",
            Self::Waiver => "waiver",
        }
    }
}

/// Something that a user of the result has to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// In which document, if in one.
    pub document: Option<DocumentId>,
    /// Where in its text, if at a place.
    pub span: Option<Span>,
    /// At which stage.
    pub stage: Stage,
    /// What kind.
    pub kind: ProblemKind,
    /// One sentence for a person.
    pub detail: String,
}
