//! From tokens to mentions with typed, normalised values, and to who says what.
//!
//! Figures come first, since times and names build on them; then every extractor proposes, and `overlap` decides.

mod approximation;
mod digits;
mod fraction;
mod head;
mod measure;
mod money;
pub mod number;
mod number_words;
mod overlap;
pub mod quantity;
mod range;
#[cfg(test)]
pub(crate) mod testing;
mod vague;

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
pub fn mentions(text: &Text<'_>, lexicon: &Lexicon) -> Extraction {
    let numbers = number::numbers(text, lexicon);
    let found = quantity::quantities(text, lexicon, &numbers);
    Extraction {
        mentions: overlap::resolve(text, found),
        speeches: Vec::new(),
    }
}
