//! `concise`: one line for each finding and each problem, as editors and `grep` read them. Columns count bytes.

use std::fmt::Write as _;

use crate::model::Report;
use crate::report::escape;

/// Renders the reports of one run.
pub fn render(reports: &[Report]) -> String {
    let mut out = String::new();
    for report in reports {
        let Some(piece) = super::piece(report) else {
            continue;
        };
        for (_, finding) in report.findings().filter(|(_, finding)| finding.waived.is_none()) {
            let _ = writeln!(
                out,
                "{}: {}[{}] {}",
                escape::terminal(&super::line_column(piece, finding.claim_span)),
                finding.severity.name(),
                escape::terminal(&finding.rule),
                escape::terminal(&finding.message)
            );
        }
        for problem in &report.problems {
            let _ = writeln!(
                out,
                "{}problem[{}] {}",
                escape::terminal(&super::problem_place(report, problem)),
                problem.kind.name(),
                escape::terminal(&problem.detail)
            );
        }
    }
    out
}
