//! The word list `rules/lexicon/en/time.toml`.

use serde::Deserialize;

use crate::error::LexiconError;

/// The list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {}

/// The list as checked.
#[derive(Debug)]
pub struct TimeWords {}

impl TimeWords {
    pub(crate) fn from_raw(_raw: Raw) -> Result<Self, LexiconError> {
        Ok(Self {})
    }
}
