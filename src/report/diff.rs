//! `diff`: unified style. `-` is what the piece says, `+` what the report has, so that applying it mends the piece;
//! the words that differ stand in `[-…-]` and `{+…+}`.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use crate::model::Report;
use crate::report::escape;
use crate::report::passage::{self, Passage};

const HEADER: Style = Style::new().bold();
const PLACE: Style = AnsiColor::Cyan.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();

/// Renders the reports of one run.
pub fn render(reports: &[Report]) -> String {
    let mut out = String::new();
    for report in reports {
        push_report(report, &mut out);
    }
    out
}

fn push_report(report: &Report, out: &mut String) {
    // Lines before the first header are remarks to every program that reads diffs.
    for problem in &report.problems {
        let place = super::problem_place(report, problem);
        let _ = writeln!(
            out,
            "# {}problem[{}] {}",
            escape::terminal(&place),
            problem.kind.name(),
            escape::terminal(&problem.detail)
        );
    }
    let mut header = None;
    for (claim, finding) in report.findings().filter(|(_, finding)| finding.waived.is_none()) {
        let Some(sides) = passage::sides(report, claim, finding) else {
            continue;
        };
        let (piece, span, marks) = sides.claim;
        let source = sides.source.filter(|_| !sides.is_nearest);
        let other = source.as_ref().map(|(document, _, _)| document.id);
        if header != Some(other) {
            let name = source.as_ref().map_or("/dev/null", |(document, _, _)| &document.name);
            let _ = writeln!(out, "{HEADER}--- {}{HEADER:#}", escape::terminal(&piece.name));
            let _ = writeln!(out, "{HEADER}+++ {}{HEADER:#}", escape::terminal(name));
            header = Some(other);
        }
        let source_line =
            source.as_ref().zip(finding.source_span).map(|((document, _, _), span)| document.line_of(span));
        let _ = writeln!(
            out,
            "{PLACE}@@ -{} +{} @@{PLACE:#} {}, {}",
            piece.line_of(finding.claim_span),
            source_line.map_or_else(|| "0,0".to_string(), |line| line.to_string()),
            escape::terminal(&finding.rule),
            finding.severity.name()
        );
        push_line(&Passage::new(piece, span, &marks), ('-', "[-", "-]"), REMOVED, out);
        if let Some((document, span, marks)) = &source {
            push_line(&Passage::new(document, *span, marks), ('+', "{+", "+}"), ADDED, out);
        }
    }
}

fn push_line(passage: &Passage, (sign, open, close): (char, &str, &str), style: Style, out: &mut String) {
    let _ = write!(out, "{style}{sign}{style:#}");
    for stretch in passage.whole() {
        if stretch.marked {
            let _ = write!(out, "{style}{open}{}{close}{style:#}", stretch.text);
        } else {
            out.push_str(&stretch.text);
        }
    }
    out.push('\n');
}
