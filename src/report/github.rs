//! `github`: workflow commands, which GitHub shows as annotations beside the lines of a pull request.
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use std::fmt::Write as _;

use crate::model::{ClaimResult, Document, Finding, Report, Severity};
use crate::report::place::{self, Unit};
use crate::report::{escape, plural};

/// GitHub shows so many annotations of each kind for one step, and drops the others without a word.
const CAP: usize = 10;
/// Columns of the source's passage in an annotation.
const PASSAGE_WIDTH: usize = 400;

/// Renders the reports of one run: first the most severe findings as annotations, then those beyond the cap as plain
/// lines of the log, then what could not be checked, then the counts.
pub fn render(reports: &[Report]) -> String {
    let mut out = String::new();
    let mut rest = Rest::default();
    for (report, piece, claim, finding) in super::by_severity(reports) {
        if rest.shown(finding.severity) {
            push_annotation(report, piece, claim, finding, &mut out);
        } else {
            let place = super::line_column(piece, finding.claim_span);
            rest.lines.push(format!(
                "{place}: {}[{}] {}",
                finding.severity.name(),
                finding.rule,
                finding.message
            ));
        }
    }
    if !rest.lines.is_empty() {
        let _ = writeln!(
            out,
            "{} beyond the {CAP} of each kind that GitHub shows for a step:",
            plural(rest.lines.len(), "finding")
        );
        for line in &rest.lines {
            let _ = writeln!(out, "{}", escape::workflow_line(line));
        }
    }
    for report in reports {
        for problem in &report.problems {
            let place = super::problem_place(report, problem);
            let line = format!("{place}problem[{}] {}", problem.kind.name(), problem.detail);
            let _ = writeln!(out, "{}", escape::workflow_line(&line));
        }
    }
    let summary = super::summary(reports);
    let _ = writeln!(
        out,
        "{}: {} supported, {} divergent, {} unsupported; {}, {}, {}",
        plural(summary.claims, "statement"),
        summary.supported,
        summary.divergent,
        summary.unsupported,
        plural(summary.errors, "error"),
        plural(summary.warnings, "warning"),
        plural(summary.notes, "note")
    );
    out
}

/// How many annotations of each kind there are already, and what has no room among them.
#[derive(Default)]
struct Rest {
    shown: [usize; 3],
    lines: Vec<String>,
}

impl Rest {
    fn shown(&mut self, severity: Severity) -> bool {
        let [error, warning, note] = &mut self.shown;
        let count = match severity {
            Severity::Error => error,
            Severity::Warning => warning,
            Severity::Note => note,
        };
        *count += 1;
        *count <= CAP
    }
}

fn push_annotation(
    report: &Report,
    piece: &Document,
    claim: &ClaimResult,
    finding: &Finding,
    out: &mut String,
) {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let place = place::region(piece, finding.claim_span, Unit::Utf16);
    let _ = write!(
        out,
        "::{command} file={},line={},endLine={}",
        escape::workflow_property(&place::path(&piece.name)),
        place.line,
        place.end_line
    );
    // Columns of several lines are refused.
    if place.line == place.end_line {
        let _ = write!(out, ",col={},endColumn={}", place.column, place.end_column);
    }
    let mut message = finding.message.clone();
    if let Some(line) = super::source_line(report, claim, finding, PASSAGE_WIDTH) {
        message.push('\n');
        message.push_str(&line);
    }
    if let Some(suggestion) = &finding.suggestion {
        let _ = write!(message, "\nchange to \"{suggestion}\"");
    }
    let _ = writeln!(
        out,
        ",title={}::{}",
        escape::workflow_property(&finding.rule),
        escape::workflow_data(&message)
    );
}
