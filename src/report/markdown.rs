//! `markdown`: for job summaries and comments on pull requests. Counts, then each finding with both passages, the most
//! severe first; cut before the size that services accept, with a line that says so.

use std::fmt::Write as _;

use crate::model::{ClaimResult, Document, Finding, Report, Span, Summary};
use crate::report::passage::{self, Passage};
use crate::report::{escape, plural};

/// A comment on GitHub holds 65,536 characters.
const MOST_BYTES: usize = 60_000;
/// So many problems are named one by one.
const MOST_PROBLEMS: usize = 20;
/// Columns of a passage: about two lines on a page.
const PASSAGE_WIDTH: usize = 320;

/// Renders the reports of one run.
pub fn render(reports: &[Report]) -> String {
    let summary = super::summary(reports);
    let mut out = head(reports, &summary);
    let problems = problems(reports);
    let found = super::by_severity(reports);
    let mut shown = 0;
    for (report, piece, claim, finding) in &found {
        let mut block = String::new();
        push_finding(report, piece, claim, finding, &mut block);
        if out.len() + block.len() + problems.len() > MOST_BYTES {
            break;
        }
        out.push_str(&block);
        shown += 1;
    }
    if shown < found.len() {
        let _ = writeln!(
            out,
            "**{} left out**, since a comment holds no more; `--output full` shows all.\n",
            plural(found.len() - shown, "further finding")
        );
    }
    out.push_str(&problems);
    out
}

fn head(reports: &[Report], summary: &Summary) -> String {
    let mut out = String::from("### claimdiff\n\n");
    let counts =
        [plural(summary.errors, "error"), plural(summary.warnings, "warning"), plural(summary.notes, "note")];
    let _ = writeln!(out, "**{}** in {}.\n", counts.join(", "), plural(reports.len(), "piece"));
    out.push_str("| statements | supported | divergent | unsupported | not checkable |\n");
    out.push_str("| ---: | ---: | ---: | ---: | ---: |\n");
    let _ = writeln!(
        out,
        "| {} | {} | {} | {} | {} |\n",
        summary.claims, summary.supported, summary.divergent, summary.unsupported, summary.not_checkable
    );
    out
}

fn push_finding(report: &Report, piece: &Document, claim: &ClaimResult, finding: &Finding, out: &mut String) {
    let _ = writeln!(
        out,
        "**{}** `{}` {}  ",
        finding.severity.name(),
        finding.rule.replace('`', "'"),
        escape::markdown(&finding.message)
    );
    let Some(sides) = passage::sides(report, claim, finding) else {
        return;
    };
    let speaker = super::speaker(piece, claim).map_or_else(String::new, |it| format!(", {}", it.name));
    let (document, span, marks) = sides.claim;
    push_passage(
        &format!("{}:{}{speaker}", document.name, document.line_of(finding.claim_span)),
        (document, span, &marks),
        out,
    );
    if let Some((document, span, marks)) = &sides.source {
        let at = finding.source_span.filter(|_| !sides.is_nearest).unwrap_or(*span);
        let nearest = if sides.is_nearest { "nearest: " } else { "" };
        out.push_str(">\n");
        push_passage(
            &format!("{nearest}{}:{}", document.name, document.line_of(at)),
            (document, *span, marks),
            out,
        );
    }
    if let Some(suggestion) = &finding.suggestion {
        let _ = write!(out, "\nchange to **{}**\n", escape::markdown(suggestion));
    }
    out.push('\n');
}

/// A quotation with the differing words in bold type.
fn push_passage(place: &str, (document, span, marks): (&Document, Span, &[Span]), out: &mut String) {
    let _ = write!(out, "> {}: ", escape::markdown(place));
    for stretch in Passage::new(document, span, marks).window(PASSAGE_WIDTH) {
        // Emphasis must not begin or end with a space.
        let words = stretch.text.trim();
        if !stretch.marked || words.is_empty() {
            out.push_str(&escape::markdown(&stretch.text));
            continue;
        }
        let before = stretch.text.len() - stretch.text.trim_start().len();
        let after = stretch.text.len() - stretch.text.trim_end().len();
        let _ = write!(out, "{:before$}<b>{}</b>{:after$}", "", escape::markdown(words), "");
    }
    out.push('\n');
}

fn problems(reports: &[Report]) -> String {
    let all: Vec<String> = reports
        .iter()
        .flat_map(|report| report.problems.iter().map(move |problem| (report, problem)))
        .map(|(report, problem)| format!("{}{}", super::problem_place(report, problem), problem.detail))
        .collect();
    if all.is_empty() {
        return String::new();
    }
    let mut out = String::from("Not read or checked as it should be:\n\n");
    for line in all.iter().take(MOST_PROBLEMS) {
        let _ = writeln!(out, "- {}", escape::markdown(line));
    }
    if let Some(more) = all.len().checked_sub(MOST_PROBLEMS).filter(|more| *more > 0) {
        let _ = writeln!(out, "- and {more} more");
    }
    out
}
