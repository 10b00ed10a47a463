//! The tests that a rule carries: checking them, and running them through whatever compares two texts. This
//! module never compares anything itself.

use jiff::civil::Date;

use super::place::Place;
use super::rule::Rule;
use super::rule_file::RawTest;
use crate::error::RuleError;

/// Least number of texts that a rule must fire on, and of those that it must stay silent on.
pub const MIN_TESTS: usize = 4;

/// One test of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleTest {
    /// The piece.
    pub claim: String,
    /// The source.
    pub source: String,
    /// A second source.
    pub other_source: Option<String>,
    /// The words that the rule must find; none if it must stay silent.
    pub finds: Vec<String>,
    /// Day of publication of the piece.
    pub published: Option<Date>,
    /// Day of publication of the source.
    pub source_published: Option<Date>,
    /// What the test shows.
    pub note: Option<String>,
    /// Its line in the rule file.
    pub line: usize,
}

/// A finding of some rule on a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fired {
    /// Id of the rule.
    pub rule: String,
    /// The words of the claim that it found.
    pub words: String,
}

/// A test that did not go as its author wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestFailure {
    /// Id of the rule.
    pub rule: String,
    /// Its file.
    pub file: String,
    /// Number of the test, from 1.
    pub number: usize,
    /// Its line in the file.
    pub line: usize,
    /// The piece of the test.
    pub claim: String,
    /// What the rule should have found.
    pub expected: Vec<String>,
    /// What it found.
    pub got: Vec<String>,
    /// What other rules found.
    pub others: Vec<Fired>,
}

impl std::fmt::Display for TestFailure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, line, rule, number, claim, expected, got, others } = self;
        write!(f, "{file}:{line}: {rule}, test {number}: expected {expected:?}, got {got:?}")?;
        for other in others {
            write!(f, "; {} found {:?}", other.rule, other.words)?;
        }
        write!(f, "\n    {claim}")
    }
}

/// What came of running tests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TestRun {
    /// Rules whose tests ran.
    pub n_rules: usize,
    /// Tests that ran.
    pub n_tests: usize,
    /// Those that failed, in order.
    pub failures: Vec<TestFailure>,
}

/// Runs the tests of all rules; `compare` takes one test through all stages and says what was found.
///
/// # Errors
/// A test that is broken.
pub fn run_tests<'r>(
    rules: impl IntoIterator<Item = &'r Rule>,
    compare: &dyn Fn(&RuleTest) -> Vec<Fired>,
) -> Result<TestRun, RuleError> {
    let mut run = TestRun::default();
    for rule in rules {
        run.n_rules += 1;
        for (idx, test) in rule.tests()?.into_iter().enumerate() {
            run.n_tests += 1;
            let (own, others): (Vec<_>, Vec<_>) =
                compare(&test).into_iter().partition(|fired| fired.rule == rule.id);
            let got: Vec<String> = own.into_iter().map(|fired| fired.words).collect();
            if !matches(&test.finds, &got) {
                run.failures.push(TestFailure {
                    rule: rule.id.clone(),
                    file: rule.file().to_owned(),
                    number: idx + 1,
                    line: test.line,
                    claim: test.claim,
                    expected: test.finds,
                    got,
                    others,
                });
            }
        }
    }
    Ok(run)
}

/// Whether every expected passage was found, and nothing else. Two passages agree if one holds the other: a rule
/// may mark "4th" where its author wrote "on the 4th".
fn matches(expected: &[String], got: &[String]) -> bool {
    let agree = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && (a.contains(b) || b.contains(a));
    expected.len() == got.len()
        && expected.iter().all(|want| got.iter().any(|found| agree(want, found)))
        && got.iter().all(|found| expected.iter().any(|want| agree(want, found)))
}

/// Checks the tests of a rule file.
pub(super) fn check_tests(raw: Vec<RawTest>, place: &Place<'_>) -> Result<Vec<RuleTest>, RuleError> {
    let mut tests = Vec::with_capacity(raw.len());
    for test in raw {
        let claim_span = test.claim.span();
        let claim = test.claim.into_inner();
        if claim.trim().is_empty() || test.source.trim().is_empty() {
            return Err(place.error(&claim_span, "a test needs a claim and a source"));
        }
        for words in &test.finds {
            if words.get_ref().trim().is_empty() || !claim.contains(words.get_ref().as_str()) {
                let words_found = words.get_ref();
                let detail = format!("`finds` holds \"{words_found}\", which does not stand in the claim");
                return Err(place.error(&words.span(), detail));
            }
        }
        let date = |raw: Option<toml::Spanned<String>>| {
            raw.map(|text| {
                text.get_ref().parse::<Date>().map_err(|_| {
                    let found = text.get_ref();
                    let detail = format!("expected a date such as 2026-11-03: found `{found}`");
                    place.error(&text.span(), detail)
                })
            })
            .transpose()
        };
        tests.push(RuleTest {
            published: date(test.published)?,
            source_published: date(test.source_published)?,
            finds: test.finds.into_iter().map(toml::Spanned::into_inner).collect(),
            line: place.error(&claim_span, "").line,
            source: test.source,
            other_source: test.other_source,
            note: test.note,
            claim,
        });
    }
    let n_firing = tests.iter().filter(|test| !test.finds.is_empty()).count();
    let n_silent = tests.len() - n_firing;
    if n_firing < MIN_TESTS || n_silent < MIN_TESTS {
        let detail = format!(
            "{n_firing} tests that fire and {n_silent} that stay silent: expected at least {MIN_TESTS} of each \
             (`finds = []` is a silent one)"
        );
        return Err(place.error(&(0..0), detail));
    }
    Ok(tests)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::rule_file::Parts;

    const TESTS: &str = r#"[[test]]
claim = "He landed on the 4th."
source = "He landed on the 3rd."
finds = ["on the 4th"]
"#;

    fn check(text: &str) -> Result<Vec<RuleTest>, RuleError> {
        let parts = Parts::of("t.toml", text);
        check_tests(parts.read_tests()?, &parts.tests)
    }

    #[test]
    fn broken_tests_are_refused_with_their_line() {
        let silent = TESTS.replace(r#"["on the 4th"]"#, "[]");
        let enough = TESTS.repeat(4) + &silent.repeat(4);
        assert_eq!(check(&enough).map(|tests| tests.len()), Ok(8));
        for (text, line, words) in [
            (TESTS.repeat(8), 1, "8 tests that fire and 0 that stay silent"),
            (enough.replacen("on the 4th\"]", "on the 5th\"]", 1), 4, "does not stand in the claim"),
            (enough.replacen("finds", "find", 1), 4, "did you mean `finds`?"),
            (enough.replacen("finds", "published = 'today'\nfinds", 1), 4, "2026-11-03"),
            (format!("id = 'x'\n{enough}[report]\n"), 34, "the tests stand last"),
        ] {
            let error = check(&text).expect_err(words);
            assert_eq!(error.line, line, "{error}");
            assert!(error.detail.contains(words), "{error}");
        }
    }

    #[test]
    fn found_and_expected_words_must_pair_up() {
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        for (expected, got, good) in [
            (&["on the 4th"][..], &["the 4th"][..], true),
            (&[], &[], true),
            (&["on the 4th"], &[], false),
            (&[], &["on the 4th"], false),
            (&["on the 4th"], &["in Lisbon"], false),
            (&["on the 4th"], &["on the 4th", "in Lisbon"], false),
        ] {
            assert_eq!(matches(&words(expected), &words(got)), good, "{expected:?} {got:?}");
        }
    }
}
