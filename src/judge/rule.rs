//! The rule as checked. A [`Rule`] has known conditions, compiled patterns, placeholders that exist and a
//! well-formed id; the one way to get one is from a whole, unbroken rule file.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;

use super::condition::Condition;
use super::pattern::Pattern;
use super::place::{Place, did_you_mean, list};
use super::rule_file::{Parts, RawSeverity, RawVerdict, RuleFile};
use super::rule_test::{RuleTest, check_tests};
use super::template::Template;
use crate::error::RuleError;
use crate::model::{Category, Primitive, Severity, Verdict};

/// Confidence of a rule that does not say how sure it is.
const DEFAULT_CONFIDENCE: f32 = 0.8;

/// One rule, checked.
#[derive(Clone, Debug)]
pub struct Rule {
    /// `category/what-is-wrong`.
    pub id: String,
    /// What is wrong, in one line.
    pub title: String,
    /// Category of its findings; `None` for the comparison's own.
    pub category: Option<Category>,
    /// The comparisons that it filters.
    pub compares: Primitive,
    /// How loud its findings are.
    pub severity: Severity,
    /// How sure it is at best, 0 to 1.
    pub confidence: f32,
    /// When it fires.
    pub when: Condition,
    /// [`Verdict::Divergent`] or [`Verdict::Unsupported`]; [`Verdict::Supported`] for notes alone.
    pub verdict: Verdict,
    /// What it says.
    pub message: Template,
    /// What would mend the piece.
    pub suggest: Option<Template>,
    /// How the mistake comes about.
    pub why: String,
    /// What the rule misses, and where it is wrong.
    pub limits: String,
    /// Its regular expressions, if it compares patterns.
    pub pattern: Option<Pattern>,
    file: Cow<'static, str>,
    text: Cow<'static, str>,
}

impl Rule {
    /// Reads a rule without its tests. Fit for files whose tests are known to be whole, as those are that are
    /// built into the program; [`Rule::read_whole`] is for all others.
    ///
    /// # Errors
    /// What is wrong with the file, with its line.
    pub fn read(
        file: impl Into<Cow<'static, str>>,
        text: impl Into<Cow<'static, str>>,
    ) -> Result<Self, RuleError> {
        let (file, text) = (file.into(), text.into());
        let parts = Parts::of(&file, &text);
        let raw = parts.read_head()?;
        let checked = Self::check(raw, &parts.head)?;
        Ok(Self { file, text, ..checked })
    }

    /// Reads a rule and checks its tests too.
    ///
    /// # Errors
    /// What is wrong with the file, with its line.
    pub fn read_whole(
        file: impl Into<Cow<'static, str>>,
        text: impl Into<Cow<'static, str>>,
    ) -> Result<Self, RuleError> {
        let rule = Self::read(file, text)?;
        rule.tests()?;
        Ok(rule)
    }

    /// The file that the rule stands in.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The tests of the rule, read from its file.
    ///
    /// # Errors
    /// A test that is broken, or too few of them.
    pub fn tests(&self) -> Result<Vec<RuleTest>, RuleError> {
        let parts = Parts::of(&self.file, &self.text);
        check_tests(parts.read_tests()?, &parts.tests)
    }

    fn check(raw: RuleFile, place: &Place<'_>) -> Result<Self, RuleError> {
        check_id(&raw.id, place)?;
        let compares = known(&raw.compares, Primitive::ALL, |it| it.name(), "comparison", place)?;
        let category = raw
            .category
            .map(|name| known(&name, Category::ALL, |it| it.name(), "category", place))
            .transpose()?;
        if raw.when.get_ref().parts.is_empty() {
            let detail = "[when] has no condition: the rule would fire on every comparison of its kind";
            return Err(place.error(&raw.when.span(), detail));
        }
        if let Some(test) = raw.test.first() {
            return Err(place.error(&test.claim.span(), "tests stand at the end, each under `[[test]]`"));
        }
        let note = matches!(raw.severity, RawSeverity::Note);
        if matches!(raw.report.verdict, RawVerdict::Supported) && !note {
            let detail = "what a source bears out is no mistake: expected severity = \"note\"";
            return Err(place.error(&raw.report.message.span(), detail));
        }
        let template = |text: Spanned<String>| Template::check(text.get_ref(), &text.span(), place);
        Ok(Self {
            title: filled(raw.title, "title", place)?,
            category,
            compares,
            severity: match raw.severity {
                RawSeverity::Error => Severity::Error,
                RawSeverity::Warning => Severity::Warning,
                RawSeverity::Note => Severity::Note,
            },
            confidence: confidence(raw.confidence.as_ref(), place)?,
            when: Condition::check(raw.when.get_ref(), place)?,
            verdict: match raw.report.verdict {
                RawVerdict::Divergent => Verdict::Divergent,
                RawVerdict::Unsupported => Verdict::Unsupported,
                RawVerdict::Supported => Verdict::Supported,
            },
            message: template(raw.report.message)?,
            suggest: raw.report.suggest.map(template).transpose()?,
            why: filled(raw.explain.why, "why", place)?,
            limits: filled(raw.explain.limits, "limits", place)?,
            pattern: match (raw.pattern, compares == Primitive::Pattern) {
                (Some(pattern), true) => Some(Pattern::check(&pattern, place)?),
                (None, false) => None,
                (Some(_), false) => {
                    let detail = "a [pattern] table needs compares = \"pattern\"";
                    return Err(place.error(&raw.compares.span(), detail));
                }
                (None, true) => {
                    let detail =
                        "compares = \"pattern\" needs a [pattern] table with claim, source and agree";
                    return Err(place.error(&raw.compares.span(), detail));
                }
            },
            id: raw.id.into_inner(),
            file: Cow::Borrowed(""),
            text: Cow::Borrowed(""),
        })
    }
}

/// `category/what-is-wrong`, each half of lower-case words with hyphens between them.
fn check_id(id: &Spanned<String>, place: &Place<'_>) -> Result<(), RuleError> {
    let is_kebab = |half: &str| {
        let is_word = |word: &str| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        half.split('-').all(is_word)
    };
    let text = id.get_ref();
    match text.split_once('/') {
        Some((kind, wrong)) if is_kebab(kind) && is_kebab(wrong) => Ok(()),
        _ => Err(place.error(
            &id.span(),
            format!("bad id `{text}`: expected `category/what-is-wrong`, lower case with hyphens"),
        )),
    }
}

/// The one of a closed list that is named.
fn known<T: Copy>(
    word: &Spanned<String>,
    all: &[T],
    name: fn(T) -> &'static str,
    kind: &str,
    place: &Place<'_>,
) -> Result<T, RuleError> {
    let found = word.get_ref();
    all.iter().copied().find(|it| name(*it) == found).ok_or_else(|| {
        let names = || all.iter().map(|it| name(*it));
        let hint = did_you_mean(found, names());
        let expected = list(names());
        place.error(&word.span(), format!("unknown {kind} `{found}`{hint} (expected one of {expected})"))
    })
}

fn filled(text: Spanned<String>, key: &str, place: &Place<'_>) -> Result<String, RuleError> {
    if text.get_ref().trim().is_empty() {
        return Err(place.error(&text.span(), format!("`{key}` is empty")));
    }
    Ok(text.into_inner())
}

#[allow(clippy::cast_possible_truncation, reason = "a share with two or three decimals")]
fn confidence(raw: Option<&Spanned<f64>>, place: &Place<'_>) -> Result<f32, RuleError> {
    let Some(raw) = raw else {
        return Ok(DEFAULT_CONFIDENCE);
    };
    let value = *raw.get_ref();
    let span: Range<usize> = raw.span();
    if (0.0..=1.0).contains(&value) {
        Ok(value as f32)
    } else {
        Err(place.error(&span, format!("`confidence` lies between 0 and 1: found {value}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = r#"id = "date/day-mismatch"
title = "Another day"
compares = "time"
severity = "error"
[when]
relation = "disjoint"
[report]
verdict = "divergent"
message = "the piece says {claim}, the report says {source}"
[explain]
why = "w"
limits = "l"
"#;

    #[test]
    fn a_whole_head_is_read() {
        let rule = Rule::read("t.toml", HEAD).unwrap();
        assert_eq!((rule.compares, rule.severity), (Primitive::Time, Severity::Error));
        assert!((rule.confidence - DEFAULT_CONFIDENCE).abs() < f32::EPSILON);
    }

    #[test]
    fn a_broken_head_is_refused_with_line_and_nearest_word() {
        for (from, to, line, words) in [
            ("title =", "titel =", 2, "did you mean `title`?"),
            ("message =", "mesage =", 9, "did you mean `message`?"),
            ("\"time\"", "\"tine\"", 3, "did you mean `time`?"),
            ("\"error\"", "\"eror\"", 4, "did you mean `error`?"),
            ("\"divergent\"", "\"suported\"", 8, "unsupported"),
            ("\"divergent\"", "\"supported\"", 9, "expected severity = \"note\""),
            ("{source}", "{sauce}", 9, "did you mean `source`?"),
            ("relation", "relaton", 6, "did you mean `relation`?"),
            ("day-mismatch", "Day mismatch", 1, "expected `category/what-is-wrong`"),
            ("relation = \"disjoint\"", "", 5, "no condition"),
            ("title =", "confidence = 1.2\ntitle =", 2, "between 0 and 1"),
            ("title =", "category = \"dates\"\ntitle =", 2, "did you mean `date`?"),
            ("\"Another day\"", "\" \"", 2, "`title` is empty"),
            ("\"time\"", "\"pattern\"", 3, "needs a [pattern] table"),
            ("why = \"w\"", "", 10, "missing key `why`"),
            ("[when]", "[[when]", 5, ""),
        ] {
            let text = HEAD.replacen(from, to, 1);
            let error = Rule::read("t.toml", text).expect_err(to);
            assert_eq!(error.line, line, "{to}: {error}");
            assert!(error.detail.contains(words), "{to}: {error}");
        }
    }
}
