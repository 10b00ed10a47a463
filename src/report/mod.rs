//! From a report, or from what was extracted, to text in one of the output formats. Every format is a pure function
//! with wire types of its own; nothing here reads or prints.

pub mod concise;
pub mod diff;
pub mod docx;
mod docx_splice;
pub mod escape;
pub mod explain;
pub mod facts;
pub mod facts_text;
pub mod facts_wire;
pub mod full;
pub mod json;
pub mod passage;
pub mod tree_text;
pub mod wire;
pub mod words;
mod wrap;

use crate::model::{ClaimResult, Document, Problem, Report, Role, Span, Speaker, Summary, Verdict};
pub use full::Screen;

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Format {
    Full,
    Concise,
    Diff,
    Json,
    Jsonl,
}

impl Format {
    /// All, in the order of the help text.
    pub const ALL: &'static [Self] = &[Self::Full, Self::Concise, Self::Diff, Self::Json, Self::Jsonl];

    /// Name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Diff => "diff",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
        }
    }

    /// Whether terminal styles stand in the output, to be stripped where they are not wanted.
    pub fn is_styled(self) -> bool {
        match self {
            Self::Full | Self::Diff => true,
            Self::Concise | Self::Json | Self::Jsonl => false,
        }
    }
}

/// Renders the reports of one run, one for each piece.
///
/// # Errors
/// None that is known: serializing the wire types cannot fail, but its signature says that it might.
pub fn render(reports: &[Report], format: Format, screen: Screen) -> Result<String, serde_json::Error> {
    match format {
        Format::Full => Ok(full::render(reports, screen)),
        Format::Concise => Ok(concise::render(reports)),
        Format::Diff => Ok(diff::render(reports)),
        Format::Json => serde_json::to_string_pretty(&json::report(reports)).map(|text| text + "\n"),
        Format::Jsonl => {
            let mut lines = String::new();
            for report in reports {
                lines.push_str(&serde_json::to_string(&json::report(std::slice::from_ref(report)))?);
                lines.push('\n');
            }
            Ok(lines)
        }
    }
}

/// Counts over all reports of a run.
pub fn summary(reports: &[Report]) -> Summary {
    let mut total = Summary::default();
    for summary in reports.iter().map(Report::summary) {
        total.claims += summary.claims;
        total.supported += summary.supported;
        total.divergent += summary.divergent;
        total.unsupported += summary.unsupported;
        total.not_checkable += summary.not_checkable;
        total.errors += summary.errors;
        total.warnings += summary.warnings;
        total.notes += summary.notes;
    }
    total
}

/// The worst verdict of all reports of a run; not checkable if there is no claim at all.
pub fn verdict(reports: &[Report]) -> Verdict {
    let checked = reports.iter().map(Report::verdict).filter(|&verdict| verdict != Verdict::NotCheckable);
    checked.max().unwrap_or(Verdict::NotCheckable)
}

/// "1 error", "2 errors".
pub fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The text that is checked.
fn piece(report: &Report) -> Option<&Document> {
    report.documents.iter().find(|document| document.role == Role::Piece)
}

/// Who makes a claim.
fn speaker<'a>(piece: &'a Document, claim: &ClaimResult) -> Option<&'a Speaker> {
    piece.speakers.get(usize::from(claim.speaker?.0))
}

/// "interview.txt:14:90".
fn line_column(document: &Document, span: Span) -> String {
    let (line, column) = document.raw_line_column(document.raw_span(span).start());
    format!("{}:{line}:{column}", document.name)
}

/// "report.txt:3:1: " for a problem at a place, "report.txt: " for one of a whole document, else nothing.
fn problem_place(report: &Report, problem: &Problem) -> String {
    match (problem.document.and_then(|id| report.document(id)), problem.span) {
        (Some(document), Some(span)) => format!("{}: ", line_column(document, span)),
        (Some(document), None) => format!("{}: ", document.name),
        (None, _) => String::new(),
    }
}
