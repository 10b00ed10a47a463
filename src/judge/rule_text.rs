//! What is shown of rules: the skeleton of a new one, the explanation of one, the table of features, the schema of
//! rule files. These are texts and rows; printing them is for others.

use std::fmt::Write;

use super::rule::Rule;
use super::rule_file::RuleFile;
use crate::error::RuleError;
use crate::model::{Feature, FeatureKind, Verdict};

/// One row of `claimdiff rules fields`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRow {
    /// Name in rule files.
    pub name: &'static str,
    /// "yes or no", "number, 0 to 1", or the words that it may be.
    pub values: String,
    /// What it says about a comparison.
    pub meaning: &'static str,
}

/// The features that a rule may ask about, in the order of the table.
pub fn fields() -> Vec<FieldRow> {
    let row = |feature: &Feature| {
        let info = feature.info();
        FieldRow {
            name: info.name,
            values: match info.kind {
                FeatureKind::Flag => "true, false".to_owned(),
                FeatureKind::Number(low, high) => format!("number, {low} to {high}"),
                FeatureKind::Word([]) => "any word".to_owned(),
                FeatureKind::Word(words) => words.join(", "),
            },
            meaning: info.meaning,
        }
    };
    Feature::ALL.iter().map(row).collect()
}

/// The JSON Schema of rule files, as `claimdiff schema rule` prints it and `rules/schema.json` holds it.
pub fn schema() -> String {
    let schema = schemars::schema_for!(RuleFile);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// What `claimdiff rules explain ID` prints.
///
/// # Errors
/// A test of the rule is broken.
pub fn explain(rule: &Rule) -> Result<String, RuleError> {
    let mut text = String::new();
    let verdict = match rule.verdict {
        Verdict::Divergent => "the source says otherwise",
        Verdict::Unsupported | Verdict::Supported | Verdict::NotCheckable => "the source does not say it",
    };
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "{id}: {title}\n\n{severity}, {name} ({verdict}), confidence {confidence}\n\
         compares {primitive}, fires when {when}\n\nWhy\n{why}\n\nLimits\n{limits}\n",
        id = rule.id,
        title = rule.title,
        severity = rule.severity.name(),
        name = rule.verdict.name(),
        confidence = rule.confidence,
        primitive = rule.compares.name(),
        when = rule.when,
        why = indented(&rule.why),
        limits = indented(&rule.limits),
    );
    let tests = rule.tests()?;
    for (heading, fires) in [("Fires on", true), ("Stays silent on", false)] {
        let _ = write!(text, "\n{heading}\n");
        for test in tests.iter().filter(|test| test.finds.is_empty() != fires) {
            let _ = write!(text, "  piece   {}\n  source  {}\n", lines(&test.claim), lines(&test.source));
            if let Some(other) = &test.other_source {
                let _ = writeln!(text, "  source  {}", lines(other));
            }
            if fires {
                let _ = writeln!(text, "  finds   {}", test.finds.join(" | "));
            }
            if let Some(note) = &test.note {
                let _ = writeln!(text, "  note    {note}");
            }
            text.push('\n');
        }
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    Ok(text)
}

fn indented(text: &str) -> String {
    format!("  {}", text.trim().replace('\n', "\n  "))
}

fn lines(text: &str) -> String {
    text.trim().replace('\n', "\n          ")
}

/// What `claimdiff rules new ID` prints: a rule that works, with a remark at each decision.
pub fn skeleton(id: &str) -> String {
    include_str!("skeleton.toml").replace("ID", id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_skeleton_is_a_whole_rule() {
        let rule = Rule::read_whole("new.toml", skeleton("place/wrong-quay")).unwrap();
        assert_eq!(rule.id, "place/wrong-quay");
    }

    #[test]
    fn an_explanation_shows_reasons_conditions_and_tests() {
        let rule = Rule::read_whole("new.toml", skeleton("place/wrong-quay")).unwrap();
        let text = explain(&rule).unwrap();
        for part in ["place/wrong-quay: ", "Why", "Limits", "same_event at least 0.5", "Stays silent on"] {
            assert!(text.contains(part), "{part} is missing from\n{text}");
        }
    }

    #[test]
    fn the_schema_file_is_up_to_date() {
        let on_disk = include_str!("../../rules/schema.json");
        assert!(
            on_disk == schema(),
            "rules/schema.json is stale; write it with: claimdiff schema rule > rules/schema.json"
        );
    }

    #[test]
    fn every_feature_has_a_row() {
        assert_eq!(fields().len(), Feature::ALL.len());
    }
}
