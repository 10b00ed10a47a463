//! `rdjsonl`: one diagnostic a line in the Reviewdog Diagnostic Format. Columns count bytes, as that format asks.
//! <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>

use std::borrow::Cow;

use serde::Serialize;

use crate::model::{ClaimResult, Document, Finding, Report, Severity, Span, Tool};
use crate::report::place::{self, Unit};
use crate::report::{escape, passage};

#[derive(Debug, Serialize)]
struct Diagnostic<'a> {
    message: Cow<'a, str>,
    location: Location<'a>,
    severity: &'static str,
    source: Source,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Debug, Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Debug, Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Debug, Serialize)]
struct Location<'a> {
    path: Cow<'a, str>,
    range: Range,
}

#[derive(Debug, Serialize)]
struct Related<'a> {
    message: String,
    location: Location<'a>,
}

#[derive(Debug, Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Debug, Serialize)]
struct Position {
    line: usize,
    column: usize,
}

/// Renders the reports of one run.
///
/// # Errors
/// None that is known; see [`super::render`].
pub fn render(reports: &[Report]) -> Result<String, serde_json::Error> {
    let mut lines = String::new();
    for (report, piece, claim, finding) in super::by_severity(reports) {
        lines.push_str(&serde_json::to_string(&diagnostic(report, piece, claim, finding))?);
        lines.push('\n');
    }
    Ok(lines)
}

fn diagnostic<'a>(
    report: &'a Report,
    piece: &'a Document,
    claim: &ClaimResult,
    finding: &'a Finding,
) -> Diagnostic<'a> {
    let related = passage::sides(report, claim, finding).and_then(|sides| {
        let (source, span, _) = sides.source?;
        let at = finding.source_span.filter(|_| !sides.is_nearest).unwrap_or(span);
        let message = escape::terminal(source.slice(span)).into_owned();
        Some(Related { message, location: location(source, at) })
    });
    Diagnostic {
        message: escape::terminal(&finding.message),
        location: location(piece, finding.claim_span),
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Note => "INFO",
        },
        source: Source { name: Tool::THIS.name },
        code: Code { value: &finding.rule },
        suggestions: finding
            .suggestion
            .iter()
            .filter(|_| super::is_verbatim(piece, finding.claim_span))
            .map(|text| Suggestion { range: range(piece, finding.claim_span), text })
            .collect(),
        related_locations: related.into_iter().collect(),
    }
}

fn location(document: &Document, span: Span) -> Location<'_> {
    Location { path: place::path(&document.name), range: range(document, span) }
}

fn range(document: &Document, span: Span) -> Range {
    let place = place::region(document, span, Unit::Byte);
    Range {
        start: Position { line: place.line, column: place.column },
        end: Position { line: place.end_line, column: place.end_column },
    }
}
