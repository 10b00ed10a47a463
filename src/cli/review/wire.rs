//! The files of a review as written and as checked: the report that is gone through, and decisions, as the HTML page
//! and the terminal save them.

use anyhow::{Context as _, bail};
use serde::{Deserialize, Serialize};

use crate::report::wire::SCHEMA as REPORT_SCHEMA;

/// Name and version of the decisions' shape.
const DECISIONS_SCHEMA: &str = "claimdiff.decisions/1";

/// The part of `check --output json` that a review shows. Other keys may stand beside these.
#[derive(Debug, Deserialize)]
struct RawReport {
    schema: String,
    inputs: Vec<RawInput>,
    claims: Vec<RawClaim>,
}

#[derive(Debug, Deserialize)]
struct RawInput {
    id: usize,
    name: String,
}

#[derive(Debug, Deserialize)]
struct RawSpan {
    line: usize,
}

#[derive(Debug, Deserialize)]
struct RawClaim {
    input: usize,
    text: String,
    speaker: Option<String>,
    evidence: Vec<RawEvidence>,
    findings: Vec<RawFinding>,
}

#[derive(Debug, Deserialize)]
struct RawEvidence {
    input: usize,
    text: String,
    span: RawSpan,
}

#[derive(Debug, Deserialize)]
struct RawFinding {
    rule: String,
    verdict: String,
    severity: String,
    confidence: f64,
    message: String,
    claim_span: RawSpan,
    claim_text: String,
    source_input: Option<usize>,
    source_span: Option<RawSpan>,
    source_text: Option<String>,
    source_value: Option<String>,
    suggestion: Option<String>,
    fingerprint: String,
    waived: Option<String>,
}

/// One finding with everything that a reviewer needs to decide.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item {
    pub(crate) piece: String,
    pub(crate) line: usize,
    pub(crate) speaker: Option<String>,
    /// The statement, and the words in it that the finding is about.
    pub(crate) text: String,
    pub(crate) words: String,
    pub(crate) source: Option<SourceItem>,
    pub(crate) rule: String,
    pub(crate) severity: String,
    pub(crate) confidence: f64,
    pub(crate) message: String,
    pub(crate) suggestion: Option<String>,
    pub(crate) fingerprint: String,
}

/// The passage on the other side.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SourceItem {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) text: String,
    /// The source's words; without them the passage is only the nearest one.
    pub(crate) words: Option<String>,
}

/// The findings of a report that nobody waived yet, in its order.
///
/// # Errors
/// A text that is no report of this program, or one of another version.
pub(crate) fn items(file: &str, text: &str) -> anyhow::Result<Vec<Item>> {
    let expected = || {
        format!(
            "{file}: expected a report of `claimdiff check --output json`; write one with --output json={file}"
        )
    };
    let report: RawReport = serde_json::from_str(text).with_context(expected)?;
    if report.schema != REPORT_SCHEMA {
        bail!(
            "{file}: expected a report of the schema {REPORT_SCHEMA}, found {}; check the piece anew",
            report.schema
        );
    }
    let name = |id: usize| {
        report.inputs.iter().find(|input| input.id == id).map_or_else(String::new, |input| input.name.clone())
    };
    let mut items = Vec::new();
    for claim in &report.claims {
        for finding in claim.findings.iter().filter(|finding| finding.waived.is_none()) {
            items.push(Item {
                piece: name(claim.input),
                line: finding.claim_span.line,
                speaker: claim.speaker.clone(),
                text: claim.text.clone(),
                words: finding.claim_text.clone(),
                source: source(claim, finding, name),
                rule: finding.rule.clone(),
                severity: finding.severity.clone(),
                confidence: finding.confidence,
                message: finding.message.clone(),
                suggestion: finding.suggestion.clone(),
                fingerprint: finding.fingerprint.clone(),
            });
        }
    }
    Ok(items)
}

/// The passage around the source's words, or the nearest one where the source has no words for it.
fn source(claim: &RawClaim, finding: &RawFinding, name: impl Fn(usize) -> String) -> Option<SourceItem> {
    // As in the format `full`: of what a source does not say there are words only where it says it less exactly.
    let has_words = finding.verdict != "unsupported" || finding.source_value.is_some();
    if let (true, Some(input), Some(span), Some(words)) =
        (has_words, finding.source_input, &finding.source_span, &finding.source_text)
    {
        let holds = |it: &&RawEvidence| it.input == input && it.text.contains(words.as_str());
        let text = claim.evidence.iter().find(holds).map_or_else(|| words.clone(), |it| it.text.clone());
        return Some(SourceItem { name: name(input), line: span.line, text, words: Some(words.clone()) });
    }
    let nearest = claim.evidence.first()?;
    let (line, text) = (nearest.span.line, nearest.text.clone());
    Some(SourceItem { name: name(nearest.input), line, text, words: None })
}

/// What a reviewer made of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Choice {
    /// The finding is right: the piece is to be mended.
    Accept,
    /// The piece may stand as it is.
    Waive,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decided {
    pub(crate) piece: String,
    pub(crate) fingerprint: String,
    pub(crate) rule: String,
    pub(crate) decision: Choice,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) who: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDecisions {
    schema: String,
    decisions: Vec<Decided>,
}

/// Reads a file of decisions. A waiver has a reason.
///
/// # Errors
/// A text that is no file of decisions, one of another version, a waiver without reason.
pub(crate) fn decisions(file: &str, text: &str) -> anyhow::Result<Vec<Decided>> {
    let raw: RawDecisions = serde_json::from_str(text).with_context(|| {
        format!("{file}: expected decisions as the page of `--output html` or `claimdiff review` saves them")
    })?;
    if raw.schema != DECISIONS_SCHEMA {
        bail!(
            "{file}: expected the schema {DECISIONS_SCHEMA}, found {}; save the decisions anew",
            raw.schema
        );
    }
    for (number, it) in (1..).zip(&raw.decisions) {
        if it.decision == Choice::Waive && it.reason.as_deref().is_none_or(|reason| reason.trim().is_empty())
        {
            bail!(
                "{file}: decision {number} ({}, {}): expected a reason for the waiver, found none; add \
                 \"reason\": \"…\"",
                it.rule,
                it.fingerprint
            );
        }
    }
    Ok(raw.decisions)
}

/// A file of decisions.
///
/// # Errors
/// None that is known: serializing these types cannot fail.
pub(crate) fn file_of(decisions: Vec<Decided>) -> anyhow::Result<String> {
    let raw = RawDecisions { schema: DECISIONS_SCHEMA.to_string(), decisions };
    Ok(serde_json::to_string_pretty(&raw)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(reason: &str) -> String {
        format!(
            r#"{{"schema": "claimdiff.decisions/1", "decisions": [{{"piece": "p", "fingerprint": "f", "rule": "r/s",
               "decision": "waive"{reason}}}]}}"#
        )
    }

    #[test]
    fn decisions_come_back_as_they_were_written() {
        let read = decisions("d.json", &decision(r#", "reason": "local time", "who": "M""#)).unwrap();
        assert_eq!(decisions("d.json", &file_of(read.clone()).unwrap()).unwrap(), read);
    }

    #[test]
    fn broken_decisions_are_refused_with_the_reason() {
        for (text, words) in [
            (decision(""), "expected a reason"),
            (decision(r#", "reason": " ""#), "expected a reason"),
            (decision(r#", "reason": "x", "raeson": "y""#), "expected decisions"),
            (
                decision(r#", "reason": "x""#).replace("decisions/1", "decisions/9"),
                "found claimdiff.decisions/9",
            ),
            ("[]".to_string(), "expected decisions"),
        ] {
            let error = format!("{:#}", decisions("d.json", &text).unwrap_err());
            assert!(error.contains(words), "{words}: {error}");
        }
    }

    #[test]
    fn a_text_that_is_no_report_is_refused() {
        let error = format!("{:#}", items("r.json", "{\"schema\": 1}").unwrap_err());
        assert!(error.contains("--output json"), "{error}");
        let other = r#"{"schema": "claimdiff.report/9", "inputs": [], "claims": []}"#;
        assert!(items("r.json", other).unwrap_err().to_string().contains("found claimdiff.report/9"));
    }
}
