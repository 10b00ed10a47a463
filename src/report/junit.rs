//! `junit`: JUnit XML, as CI servers show it: a suite for each piece, a case for each claim. A claim with an error or a
//! warning failed; one whose findings all stand with a reason was skipped; notes are output of a case that passed.

use std::fmt::Write as _;

use crate::model::{ClaimResult, Document, Finding, Report, Severity, Verdict};
use crate::report::escape;

/// Characters of a claim that stand in the name of its case.
const NAME_CHARS: usize = 100;
/// Columns of the source's passage.
const PASSAGE_WIDTH: usize = 400;

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Passed,
    Failed,
    Skipped,
}

/// Renders the reports of one run.
pub fn render(reports: &[Report]) -> String {
    let mut suites = String::new();
    let mut total = [0; 3];
    for report in reports {
        if let Some(piece) = super::piece(report) {
            let counts = push_suite(report, piece, &mut suites);
            for (all, count) in total.iter_mut().zip(counts) {
                *all += count;
            }
        }
    }
    let [tests, failures, skipped] = total;
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"claimdiff\" tests=\"{tests}\" \
         failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">\n{suites}</testsuites>\n"
    )
}

/// Adds the suite of a piece; gives the numbers of its cases, of those that failed, of those that were skipped.
fn push_suite(report: &Report, piece: &Document, out: &mut String) -> [usize; 3] {
    let claims: Vec<&ClaimResult> =
        report.claims.iter().filter(|claim| claim.verdict != Verdict::NotCheckable).collect();
    let count = |wanted| claims.iter().filter(|claim| ending(claim) == wanted).count();
    let counts = [claims.len(), count(Ending::Failed), count(Ending::Skipped)];
    let [tests, failures, skipped] = counts;
    let name = escape::html(&piece.name);
    let _ = writeln!(
        out,
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" \
         skipped=\"{skipped}\" time=\"0\">"
    );
    for claim in claims {
        push_case(report, piece, claim, &name, out);
    }
    if !report.problems.is_empty() {
        let lines = report.problems.iter().map(|problem| {
            let place = super::problem_place(report, problem);
            escape::html(&format!("{place}problem[{}] {}", problem.kind.name(), problem.detail))
        });
        let _ = writeln!(out, "    <system-err>{}</system-err>", lines.collect::<Vec<_>>().join("\n"));
    }
    out.push_str("  </testsuite>\n");
    counts
}

fn ending(claim: &ClaimResult) -> Ending {
    let open = |finding: &&Finding| finding.waived.is_none();
    let loud = |finding: &Finding| finding.severity >= Severity::Warning;
    if claim.findings.iter().filter(open).any(loud) {
        Ending::Failed
    } else if !claim.findings.is_empty() && !claim.findings.iter().any(|finding| finding.waived.is_none()) {
        Ending::Skipped
    } else {
        Ending::Passed
    }
}

fn push_case(report: &Report, piece: &Document, claim: &ClaimResult, suite: &str, out: &mut String) {
    let line = piece.line_of(claim.span);
    let words = piece.slice(claim.span).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut name: String = words.chars().take(NAME_CHARS).collect();
    if name.len() < words.len() {
        name.push('…');
    }
    let _ = write!(
        out,
        "    <testcase classname=\"{suite}\" name=\"{}\" file=\"{suite}\" line=\"{line}\" time=\"0\"",
        escape::html(&format!("line {line}: {name}"))
    );
    if claim.findings.is_empty() {
        out.push_str("/>\n");
        return;
    }
    out.push_str(">\n");
    match ending(claim) {
        Ending::Failed => push_failure(report, piece, claim, out),
        Ending::Skipped => {
            let reasons: Vec<&str> =
                claim.findings.iter().filter_map(|finding| finding.waived.as_deref()).collect();
            let reasons = escape::html(&format!("waived: {}", reasons.join("; ")));
            let _ = writeln!(out, "      <skipped message=\"{reasons}\"/>");
        }
        Ending::Passed => {
            let text = texts(report, piece, claim);
            let _ = writeln!(out, "      <system-out>{text}</system-out>");
        }
    }
    out.push_str("    </testcase>\n");
}

/// A case has one failure: its heading is the most severe finding, its text holds all.
fn push_failure(report: &Report, piece: &Document, claim: &ClaimResult, out: &mut String) {
    let open = claim.findings.iter().filter(|finding| finding.waived.is_none());
    // Of equals the first stands in front of the others in the text too.
    let Some(worst) = open.rev().max_by_key(|finding| finding.severity) else {
        return;
    };
    let _ = writeln!(
        out,
        "      <failure type=\"{}\" message=\"{}\">{}</failure>",
        escape::html(&worst.rule),
        escape::html(&worst.message),
        texts(report, piece, claim)
    );
}

fn texts(report: &Report, piece: &Document, claim: &ClaimResult) -> String {
    let mut lines = Vec::new();
    for finding in &claim.findings {
        let waived =
            finding.waived.as_ref().map_or_else(String::new, |reason| format!(" (waived: {reason})"));
        let place = super::line_column(piece, finding.claim_span);
        lines.push(escape::html(&format!(
            "{place}: {}[{}] {}{waived}",
            finding.severity.name(),
            finding.rule,
            finding.message
        )));
        lines.extend(
            super::source_line(report, claim, finding, PASSAGE_WIDTH).map(|line| escape::html(&line)),
        );
    }
    lines.join("\n")
}
