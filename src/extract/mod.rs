//! From tokens to mentions with typed, normalised values, and to who says what.
//!
//! Figures come first, since times and names build on them; then every extractor proposes, and `overlap` decides.

pub mod acronym;
mod capital;
mod entity;
pub mod name;
pub mod name_person;
mod name_run;
mod name_title;
pub mod number;
pub mod quote;
#[cfg(test)]
pub(crate) mod testing;

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::model::{Mention, Speech, Text, Value};

/// What was found in one document.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// Mentions, sorted by span.
    pub mentions: Vec<Mention>,
    /// Speech, sorted by cue.
    pub speeches: Vec<Speech>,
}

/// A proposal of one extractor.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The tokens.
    pub tokens: Range<usize>,
    /// What they mean.
    pub value: Value,
    /// Which extractor ("quantity/money").
    pub extractor: &'static str,
}

/// Finds everything in one document.
pub fn mentions(_text: &Text<'_>, _lexicon: &Lexicon) -> Extraction {
    Extraction::default()
}
