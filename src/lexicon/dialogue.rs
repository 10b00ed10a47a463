//! The word list `rules/lexicon/en/dialogue.toml`.

use serde::Deserialize;

/// The list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {}

/// The list as checked.
#[derive(Debug)]
pub struct DialogueWords {}

impl DialogueWords {
    pub(crate) fn from_raw(_raw: Raw) -> Self {
        Self {}
    }
}
