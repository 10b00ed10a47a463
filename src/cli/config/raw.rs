//! `claimdiff.toml` as written: unknown keys are errors, every value knows where it stands.

use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::value::Datetime;

use crate::cli::args::{AnalysisDepth, FailOn};
use crate::model::Severity;

/// The file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct RawConfig {
    pub(super) sources: Option<Spanned<Vec<String>>>,
    pub(super) output: Option<Spanned<Vec<String>>>,
    pub(super) fail_on: Option<Spanned<RawFailOn>>,
    pub(super) min_confidence: Option<Spanned<f64>>,
    pub(super) select: Option<Spanned<Vec<String>>>,
    pub(super) ignore: Option<Spanned<Vec<String>>>,
    pub(super) rules: Option<Spanned<Vec<String>>>,
    pub(super) waivers: Option<Spanned<String>>,
    pub(super) analysis: Option<Spanned<RawAnalysis>>,
    pub(super) language: Option<Spanned<String>>,
    pub(super) severity: BTreeMap<Spanned<String>, RawSeverity>,
    pub(super) lexicon: RawLexicon,
    pub(super) pair: Vec<RawPair>,
    pub(super) path: Vec<RawPath>,
}

/// Words of the house.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct RawLexicon {
    pub(super) organisations: Option<Spanned<Vec<String>>>,
    pub(super) given_names: Option<Spanned<Vec<String>>>,
    pub(super) titles: Option<Spanned<Vec<String>>>,
    pub(super) places: Option<Spanned<Vec<Vec<String>>>>,
    pub(super) spellings: Option<Spanned<Vec<Vec<String>>>>,
}

/// One piece with its sources.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawPair {
    pub(super) piece: Spanned<String>,
    pub(super) sources: Option<Spanned<Vec<String>>>,
    pub(super) published: Option<Spanned<Datetime>>,
    pub(super) source_published: Option<Spanned<Datetime>>,
    pub(super) split_at: Option<usize>,
}

/// Settings for the pieces whose path fits a pattern.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawPath {
    pub(super) glob: Spanned<String>,
    pub(super) sources: Option<Spanned<Vec<String>>>,
    pub(super) min_confidence: Option<Spanned<f64>>,
    pub(super) select: Option<Spanned<Vec<String>>>,
    pub(super) ignore: Option<Spanned<Vec<String>>>,
    #[serde(default)]
    pub(super) severity: BTreeMap<Spanned<String>, RawSeverity>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawFailOn {
    Error,
    Warning,
    Note,
    Never,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawSeverity {
    Error,
    Warning,
    Note,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawAnalysis {
    Full,
    Shallow,
}

impl From<RawFailOn> for FailOn {
    fn from(raw: RawFailOn) -> Self {
        match raw {
            RawFailOn::Error => Self::Error,
            RawFailOn::Warning => Self::Warning,
            RawFailOn::Note => Self::Note,
            RawFailOn::Never => Self::Never,
        }
    }
}

impl From<RawSeverity> for Severity {
    fn from(raw: RawSeverity) -> Self {
        match raw {
            RawSeverity::Error => Self::Error,
            RawSeverity::Warning => Self::Warning,
            RawSeverity::Note => Self::Note,
        }
    }
}

impl From<RawAnalysis> for AnalysisDepth {
    fn from(raw: RawAnalysis) -> Self {
        match raw {
            RawAnalysis::Full => Self::Full,
            RawAnalysis::Shallow => Self::Shallow,
        }
    }
}
