//! The rule as its author writes it. Nothing is checked here beyond the shape: unknown keys and words are refused
//! by the reader, everything else by [`super::rule`]. The JSON schema of rule files is made from these types.
//!
//! The tests of a rule stand last in its file, so that a run which only wants the rule does not read them: a file
//! is cut at its first `[[test]]` line and the two parts are read apart.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::place::Place;
use super::when_file::RawWhen;
use crate::error::RuleError;

/// One rule of claimdiff: which difference between a piece and its sources is a finding.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// `category/what-is-wrong` in lower case with hyphens; reads well after the word "allow".
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// What is wrong, in one short line.
    #[schemars(with = "String")]
    pub title: Spanned<String>,
    /// Category of the findings; without it, the one that the comparison has.
    #[schemars(with = "Option<String>")]
    pub category: Option<Spanned<String>>,
    /// The comparison that the rule filters: time, quantity, quotation, name …
    #[schemars(with = "String")]
    pub compares: Spanned<String>,
    /// How loud the finding is.
    pub severity: RawSeverity,
    /// How sure the rule is at best, 0 to 1; 0.8 if not given.
    #[schemars(with = "Option<f64>")]
    pub confidence: Option<Spanned<f64>>,
    /// Conditions on the features of a comparison; all must hold. `claimdiff rules fields` lists the features.
    #[schemars(with = "RawWhen")]
    pub when: Spanned<RawWhen>,
    /// What is reported.
    pub report: RawReport,
    /// Why the rule exists and where it fails.
    pub explain: RawExplain,
    /// The two regular expressions of a rule that compares `pattern`.
    pub pattern: Option<RawPattern>,
    /// Texts that the rule must fire on, and texts that it must stay silent on: at least four of each. They stand
    /// at the end of the file.
    #[serde(default)]
    pub test: Vec<RawTest>,
}

/// Severity as written.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum RawSeverity {
    Error,
    Warning,
    Note,
}

/// Verdict as written.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RawVerdict {
    /// The source says otherwise.
    Divergent,
    /// The source does not say it.
    Unsupported,
    /// A source says it, and there is something to know about it all the same; for notes only.
    Supported,
}

/// What is reported.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawReport {
    /// What the sources say about the claim.
    pub verdict: RawVerdict,
    /// One sentence for a person. {claim} and {source} are the words on both sides, {claim_value} and
    /// {source_value} their values, {speaker} the speaker in the piece, {note} the arithmetic.
    #[schemars(with = "String")]
    pub message: Spanned<String>,
    /// Words that would mend the piece, with the same placeholders; left out where the words are not certain.
    #[schemars(with = "Option<String>")]
    pub suggest: Option<Spanned<String>>,
}

/// Why the rule exists and where it fails.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawExplain {
    /// How the mistake comes about, and what it does to a reader.
    #[schemars(with = "String")]
    pub why: Spanned<String>,
    /// What the rule misses, and where it is wrong.
    #[schemars(with = "String")]
    pub limits: Spanned<String>,
}

/// The two sides of a rule that compares `pattern`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawPattern {
    /// Regular expression for the sentences of the piece, with named groups.
    #[schemars(with = "String")]
    pub claim: Spanned<String>,
    /// Regular expression for the sentences of the sources, with the same named groups.
    #[schemars(with = "String")]
    pub source: Spanned<String>,
    /// Groups that must be equal for two matches to speak of the same thing; without any, all matches do.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub key: Vec<Spanned<String>>,
    /// Group by group, how the two sides must agree.
    #[schemars(with = "BTreeMap<String, RawAgree>")]
    pub agree: BTreeMap<Spanned<String>, RawAgree>,
}

/// How two groups must agree.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RawAgree {
    /// Same letters, but for case and white space.
    Equal,
    /// Same number, however it is grouped or padded.
    Number,
    /// Same date: `2026-11-03`, `3 November 2026` or `November 3, 2026`.
    Date,
    /// Nearly the same letters: a slip or two are let pass.
    Close,
}

/// One test of a rule.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawTest {
    /// The piece: one sentence or a whole text.
    #[schemars(with = "String")]
    pub claim: Spanned<String>,
    /// The source: one sentence or a whole text.
    pub source: String,
    /// A second source.
    pub other_source: Option<String>,
    /// The words of the claim that the rule must find; an empty list if it must stay silent.
    #[schemars(with = "Vec<String>")]
    pub finds: Vec<Spanned<String>>,
    /// Day of publication of the piece, as `2026-11-05`.
    #[schemars(with = "Option<String>")]
    pub published: Option<Spanned<String>>,
    /// Day of publication of the source.
    #[schemars(with = "Option<String>")]
    pub source_published: Option<Spanned<String>>,
    /// What the test shows.
    pub note: Option<String>,
}

/// The end of a rule file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tail {
    #[serde(default)]
    test: Vec<RawTest>,
}

/// A rule file, cut at its first test.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts<'a> {
    /// Everything before the tests.
    pub(super) head: Place<'a>,
    /// The tests.
    pub(super) tests: Place<'a>,
}

impl<'a> Parts<'a> {
    /// Cuts a file.
    pub(super) fn of(file: &'a str, text: &'a str) -> Self {
        let mut head_bytes = 0;
        let mut head_lines = 0;
        for line in text.split_inclusive('\n') {
            if line.trim_start().starts_with("[[test]]") {
                break;
            }
            head_bytes += line.len();
            head_lines += 1;
        }
        let (head, tests) = text.split_at_checked(head_bytes).unwrap_or((text, ""));
        let part = |text, lines_before| Place { file, text, lines_before };
        Self { head: part(head, 0), tests: part(tests, head_lines) }
    }

    /// Reads the rule without its tests.
    pub(super) fn read_head(&self) -> Result<RuleFile, RuleError> {
        toml::from_str(self.head.text).map_err(|error| self.head.toml_error(&error))
    }

    /// Reads the tests.
    pub(super) fn read_tests(&self) -> Result<Vec<RawTest>, RuleError> {
        toml::from_str::<Tail>(self.tests.text).map(|tail| tail.test).map_err(|error| {
            let mut refused = self.tests.toml_error(&error);
            if refused.detail.contains("expected `test`") {
                refused.detail.push_str(" (the tests stand last: move this above the first `[[test]]`)");
            }
            refused
        })
    }
}
