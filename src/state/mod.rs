//! From mentions to statements: one per clause.

use crate::extract::Extraction;
use crate::lexicon::Lexicon;
use crate::model::{Statement, Text};

/// States every clause of a document.
pub fn statements(_text: &Text<'_>, _extraction: &Extraction, _lexicon: &Lexicon) -> Vec<Statement> {
    Vec::new()
}
