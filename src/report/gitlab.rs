//! `gitlab`: the Code Quality report that GitLab shows in merge requests.
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::model::{Document, Finding, Report, Severity};
use crate::report::{escape, place};

#[derive(Debug, Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    /// Unique in the report, and the same from run to run.
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Debug, Serialize)]
struct Location<'a> {
    path: std::borrow::Cow<'a, str>,
    lines: Lines,
}

#[derive(Debug, Serialize)]
struct Lines {
    begin: usize,
}

/// Renders the reports of one run.
///
/// # Errors
/// None that is known; see [`super::render`].
pub fn render(reports: &[Report]) -> Result<String, serde_json::Error> {
    let found = super::by_severity(reports);
    let issues: Vec<Issue<'_>> = found.iter().map(|(_, piece, _, finding)| issue(piece, finding)).collect();
    serde_json::to_string_pretty(&issues).map(|text| text + "\n")
}

fn issue<'a>(piece: &'a Document, finding: &'a Finding) -> Issue<'a> {
    Issue {
        description: escape::terminal(&finding.message).into_owned(),
        check_name: &finding.rule,
        fingerprint: fingerprint(&piece.name, &finding.fingerprint),
        severity: match finding.severity {
            Severity::Error => "critical",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        location: Location {
            path: place::path(&piece.name),
            lines: Lines { begin: piece.line_of(finding.claim_span) },
        },
    }
}

/// Two pieces may make the same mistake: the piece is part of the key here.
fn fingerprint(piece: &str, fingerprint: &str) -> String {
    let hash = Sha256::new().chain_update(piece).chain_update([0]).chain_update(fingerprint).finalize();
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
