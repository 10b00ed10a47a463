//! What every format is read into: a text, its blocks as the markup or the lines give them, and the way back.

use crate::model::{BlockKind, Metadata, OffsetMap, Problem, ProblemKind, Span, Stage};

/// A text with its raw layout, before page furniture, labels and datelines are told apart.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The text.
    pub text: String,
    /// From `text` to the decoded file.
    pub map: OffsetMap,
    /// Blocks in order, without overlap.
    pub blocks: Vec<DraftBlock>,
    /// What the format itself says about the document.
    pub metadata: Metadata,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// One block with what the markup says about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DraftBlock {
    /// Where it stands, without surrounding white space.
    pub span: Span,
    /// What it is, so far.
    pub kind: BlockKind,
    /// Its bold stretches, in order.
    pub strong: Vec<Span>,
    /// How many bytes of it are links.
    pub linked: usize,
    /// Whether an empty line, or a block of markup, parts it from the block before.
    pub apart: bool,
}

impl DraftBlock {
    /// A block without markup.
    pub(super) fn plain(span: Span, kind: BlockKind) -> Self {
        Self {
            span,
            kind,
            strong: Vec::new(),
            linked: 0,
            apart: true,
        }
    }
}

/// A problem seen while reading.
pub(super) fn problem(kind: ProblemKind, span: Option<Span>, detail: impl Into<String>) -> Problem {
    Problem {
        document: None,
        span,
        stage: Stage::Ingest,
        kind,
        detail: detail.into(),
    }
}
