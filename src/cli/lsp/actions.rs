//! What an editor is shown of a checked piece: diagnostics, hovers, code actions.

use serde_json::{Value, json};

use crate::cli::lsp::piece::Piece;
use crate::model::{ClaimResult, Document, DocumentId, Finding, Report, Severity, Span};
use crate::report::escape;

/// The diagnostics of a piece.
pub(crate) fn diagnostics(piece: &Piece) -> Vec<Value> {
    if let Some(error) = &piece.error {
        return vec![json!({
            "range": piece.lines.range(Span::new(0, 0)),
            "severity": 1,
            "source": "claimdiff",
            "message": escape::terminal_lines(error),
        })];
    }
    open_findings(piece).map(|(_, claim, finding)| diagnostic(piece, claim, finding)).collect()
}

/// The findings that no reviewer let stand.
fn open_findings(piece: &Piece) -> impl Iterator<Item = (&Document, &ClaimResult, &Finding)> {
    let report = piece.report.as_ref();
    report.into_iter().flat_map(|report| {
        let document = report.documents.first();
        let findings = report.findings().filter(|(_, finding)| finding.waived.is_none());
        findings.filter_map(move |(claim, finding)| Some((document?, claim, finding)))
    })
}

fn diagnostic(piece: &Piece, claim: &ClaimResult, finding: &Finding) -> Value {
    let severity = match finding.severity {
        Severity::Error => 1,
        Severity::Warning => 2,
        Severity::Note => 3,
    };
    let related: Vec<Value> = passages(piece, claim, Some(finding))
        .into_iter()
        .map(|passage| json!({ "location": passage.location, "message": passage.words }))
        .collect();
    json!({
        "range": piece.lines.range(raw(piece, finding.claim_span)),
        "severity": severity,
        "code": finding.rule,
        "source": "claimdiff",
        "message": escape::terminal(&finding.message),
        "relatedInformation": related,
        "data": { "fingerprint": finding.fingerprint },
    })
}

/// A span of the piece in the editor's text.
fn raw(piece: &Piece, span: Span) -> Span {
    let document = piece.report.as_ref().and_then(|report| report.documents.first());
    document.map_or(span, |document| document.raw_span(span))
}

/// Words of a source.
struct Passage {
    place: String,
    words: String,
    location: Value,
}

/// The source's words that a finding rests on; failing them, or without a finding, the nearest passage.
fn passages(piece: &Piece, claim: &ClaimResult, finding: Option<&Finding>) -> Vec<Passage> {
    let Some(report) = &piece.report else { return Vec::new() };
    let exact = finding.and_then(|finding| finding.source.zip(finding.source_span));
    let nearest = claim.evidence.first().map(|evidence| (evidence.source, evidence.span));
    exact.or(nearest).and_then(|(id, span)| passage(piece, report, claim, id, span)).into_iter().collect()
}

fn passage(
    piece: &Piece,
    report: &Report,
    claim: &ClaimResult,
    id: DocumentId,
    span: Span,
) -> Option<Passage> {
    let document = report.document(id)?;
    let around = claim
        .evidence
        .iter()
        .find(|evidence| evidence.source == id && evidence.span.contains(span))
        .map_or(span, |evidence| evidence.span);
    let words = document.slice(around).split_whitespace().collect::<Vec<_>>().join(" ");
    let line = document.line_of(span);
    // What stands earlier in a conversation is evidence as well.
    let source = usize::from(id.0).checked_sub(1).and_then(|idx| piece.sources.get(idx));
    let location = match source {
        Some(source) if !source.lines.text().is_empty() => {
            json!({ "uri": source.uri, "range": source.lines.range(document.raw_span(span)) })
        }
        Some(source) => {
            let start = json!({ "line": line.saturating_sub(1), "character": 0 });
            json!({ "uri": source.uri, "range": { "start": start, "end": start } })
        }
        None => return None,
    };
    Some(Passage {
        place: format!("{}, line {line}", escape::terminal(&document.name)),
        words: escape::terminal(&words).into_owned(),
        location,
    })
}

/// What stands behind the words under the cursor: the finding with its evidence, else the sentence's verdict.
pub(crate) fn hover(_uri: &str, piece: &Piece, params: &Value) -> Value {
    let at = piece.lines.offset(&params["position"]);
    let under = |span: Span| {
        let span = raw(piece, span);
        span.start() <= at && at < span.end().max(span.start() + 1)
    };
    let found: Vec<_> = open_findings(piece).filter(|(_, _, finding)| under(finding.claim_span)).collect();
    let (span, text) = if let Some((_, _, first)) = found.first() {
        let parts: Vec<String> =
            found.iter().map(|(_, claim, finding)| told(piece, claim, finding)).collect();
        (first.claim_span, parts.join("\n\n"))
    } else if let Some(claim) =
        piece.report.iter().flat_map(|report| &report.claims).find(|claim| under(claim.span))
    {
        let mut text = format!("claimdiff: {}", claim.verdict.name().replace('_', " "));
        for passage in passages(piece, claim, None) {
            text.push_str(&format!("\n{}: {}", passage.place, passage.words));
        }
        (claim.span, text)
    } else {
        return Value::Null;
    };
    json!({
        "contents": { "kind": "plaintext", "value": text },
        "range": piece.lines.range(raw(piece, span)),
    })
}

fn told(piece: &Piece, claim: &ClaimResult, finding: &Finding) -> String {
    let mut text = format!("{}: {}\n", finding.severity.name(), escape::terminal(&finding.message));
    for passage in passages(piece, claim, Some(finding)) {
        text.push_str(&format!("{}: {}\n", passage.place, passage.words));
    }
    text.push_str(&format!("rule {}, confidence {:.2}", escape::terminal(&finding.rule), finding.confidence));
    text
}

/// What can be done about the findings in a range: put the suggestion in, or let the words stand.
pub(crate) fn code_actions(uri: &str, piece: &Piece, params: &Value) -> Value {
    let range = &params["range"];
    let (from, to) = (piece.lines.offset(&range["start"]), piece.lines.offset(&range["end"]));
    let mut actions = Vec::new();
    for (_, claim, finding) in open_findings(piece) {
        let span = raw(piece, finding.claim_span);
        if span.end() < from || to < span.start() {
            continue;
        }
        let mut add = |title: String, at: Span, words: &str| {
            let edit = json!({ "range": piece.lines.range(at), "newText": words });
            actions.push(json!({
                "title": escape::terminal(&title),
                "kind": "quickfix",
                "diagnostics": [diagnostic(piece, claim, finding)],
                "edit": { "changes": { uri: [edit] } },
            }));
        };
        if let Some(suggestion) = &finding.suggestion {
            add(format!("Change to \"{suggestion}\""), span, suggestion);
        }
        let (start, indent) = piece.lines.line_start(span.start());
        let comment = format!("{indent}<!-- claimdiff: allow {}: REASON -->\n", finding.rule);
        add(format!("Let it stand: allow {}", finding.rule), Span::new(start, start), &comment);
    }
    Value::Array(actions)
}
