//! The word list `rules/lexicon/en/places.toml`.

use serde::Deserialize;

use crate::error::LexiconError;

/// The list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {}

/// The list as checked.
#[derive(Debug)]
pub struct PlaceWords {}

impl PlaceWords {
    pub(crate) fn from_raw(_raw: Raw) -> Result<Self, LexiconError> {
        Ok(Self {})
    }
}
