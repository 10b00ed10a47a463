//! The word list `rules/lexicon/en/names.toml`.

use serde::Deserialize;

/// The list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {}

/// The list as checked.
#[derive(Debug)]
pub struct NameWords {}

impl NameWords {
    pub(crate) fn from_raw(_raw: Raw) -> Self {
        Self {}
    }
}
