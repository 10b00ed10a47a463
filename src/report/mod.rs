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
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod passage;
mod place;
pub mod rdjsonl;
pub mod sarif;
mod sarif_text;
mod sarif_wire;
pub mod tree_text;
pub mod wire;
pub mod words;
pub mod wrap;

use crate::model::{ClaimResult, Document, Finding, Problem, Report, Role, Span, Speaker, Summary, Verdict};
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
    Sarif,
    Github,
    Gitlab,
    Junit,
    Rdjsonl,
    Markdown,
    Html,
}

impl Format {
    /// All, in the order of the help text.
    pub const ALL: &'static [Self] = &[
        Self::Full,
        Self::Concise,
        Self::Diff,
        Self::Json,
        Self::Jsonl,
        Self::Sarif,
        Self::Github,
        Self::Gitlab,
        Self::Junit,
        Self::Rdjsonl,
        Self::Markdown,
        Self::Html,
    ];

    /// Name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Diff => "diff",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
            Self::Rdjsonl => "rdjsonl",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }

    /// Whether terminal styles stand in the output, to be stripped where they are not wanted.
    pub fn is_styled(self) -> bool {
        match self {
            Self::Full | Self::Diff => true,
            Self::Concise
            | Self::Json
            | Self::Jsonl
            | Self::Sarif
            | Self::Github
            | Self::Gitlab
            | Self::Junit
            | Self::Rdjsonl
            | Self::Markdown
            | Self::Html => false,
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
        Format::Sarif => sarif::render(reports),
        Format::Github => Ok(github::render(reports)),
        Format::Gitlab => gitlab::render(reports),
        Format::Junit => Ok(junit::render(reports)),
        Format::Rdjsonl => rdjsonl::render(reports),
        Format::Markdown => Ok(markdown::render(reports)),
        Format::Html => Ok(html::render(reports)),
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
        total.waived += summary.waived;
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

/// All findings of a run with their reports, pieces and claims, the most severe first, else in the order of the
/// pieces. What a reviewer let stand is left out.
fn by_severity(reports: &[Report]) -> Vec<(&Report, &Document, &ClaimResult, &Finding)> {
    let mut found: Vec<_> = reports
        .iter()
        .filter_map(|report| Some((report, piece(report)?)))
        .flat_map(|(report, piece)| {
            report.findings().map(move |(claim, finding)| (report, piece, claim, finding))
        })
        .filter(|(_, _, _, finding)| finding.waived.is_none())
        .collect();
    found.sort_by_key(|(_, _, _, finding)| std::cmp::Reverse(finding.severity));
    found
}

/// "report.txt:3: Commissioner Adler arrived …": the passage beside a finding, on one line of at most `width` columns.
fn source_line(report: &Report, claim: &ClaimResult, finding: &Finding, width: usize) -> Option<String> {
    let sides = passage::sides(report, claim, finding)?;
    let (source, span, marks) = sides.source?;
    let at = finding.source_span.filter(|_| !sides.is_nearest).unwrap_or(span);
    let nearest = if sides.is_nearest { "nearest passage: " } else { "" };
    let mut line = format!("{nearest}{}:{}: ", source.name, source.line_of(at));
    for stretch in passage::Passage::new(source, span, &marks).window(width) {
        line.push_str(&stretch.text);
    }
    Some(line)
}

/// Whether the words of a span stand in the file as they stand in the text, so that other words can be put in their
/// place.
fn is_verbatim(document: &Document, span: Span) -> bool {
    document.raw_span(span).len() == span.len()
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
