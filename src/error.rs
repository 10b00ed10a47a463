//! What can go wrong before a text is compared. Broken text is never an error: it becomes a
//! [`crate::model::Problem`] beside the result.

use thiserror::Error;

pub(crate) mod place;

/// Why the engine could not be built or an input not be used. Every message says what was expected, what was
/// found, where, and what to do.
#[derive(Debug, Error)]
pub enum Error {
    /// A word list is broken.
    #[error("{0}")]
    Lexicon(#[from] LexiconError),
    /// A rule file is broken.
    #[error("{0}")]
    Rule(#[from] RuleError),
    /// An input cannot be used.
    #[error("{0}")]
    Input(#[from] InputError),
    /// Trees were asked for, and cannot be made.
    #[error("{0}")]
    Trees(#[from] TreeError),
}

/// Why there are no dependency trees.
#[derive(Debug, Error)]
pub enum TreeError {
    /// The program was built without its model.
    #[error(
        "this program was built without the English model; build it with the feature `english-model` for trees"
    )]
    NoModel,
    /// The model inside the program cannot be read.
    #[error("{0}")]
    Model(String),
}

/// A word list that cannot be used.
#[derive(Clone, Debug, Error)]
#[error("rules/lexicon/{file}: {detail}")]
pub struct LexiconError {
    /// File below `rules/lexicon/`.
    pub file: String,
    /// Line, what was expected, what was found.
    pub detail: String,
}

/// A rule file that cannot be used.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{file}:{line}: {detail}")]
pub struct RuleError {
    /// The rule file, as the user named it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What was expected, what was found, what to do.
    pub detail: String,
}

/// An input that cannot be used.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{name}: {detail}")]
pub struct InputError {
    /// The input, as the user named it.
    pub name: String,
    /// What was expected, what was found, what to do.
    pub detail: String,
}

/// A file of settings or decisions (`claimdiff.toml`, `waivers.toml`) that cannot be used.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{file}:{line}: {detail}")]
pub struct FileError {
    /// The file, as the user named it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What was expected, what was found, what to do.
    pub detail: String,
}

impl FileError {
    /// An error at a byte of a file.
    pub(crate) fn at(file: &str, text: &str, offset: usize, detail: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line: place::line_of(text, offset), detail: detail.into() }
    }

    /// What the TOML reader found in a file.
    pub(crate) fn toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        Self::at(file, text, error.span().map_or(0, |span| span.start), place::toml_detail(error))
    }
}
