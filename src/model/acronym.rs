//! Short forms and what they stand for.

use crate::model::Span;

/// One short form in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acronym {
    /// The short form ("WFP").
    pub span: Span,
    /// What it stands for, where the text says so, at the place where it says so.
    pub long: Option<Span>,
    /// Whether it is defined here, and not only used.
    pub defined_here: bool,
}
