//! `json`, `jsonl` and the lines of `batch`: from reports to their wire types.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::model::{
    ClaimResult, Document, DocumentId, Finding, Problem, Report, Role, Span, SpeakerRole, Tool, Verdict,
};
use crate::report::wire::{
    SCHEMA, WireClaim, WireCounts, WireEvidence, WireFinding, WireInput, WirePair, WireProblem, WireReport,
    WireSlot, WireSpan, WireSummary, WireTool,
};

/// One object over all pieces of a run. A source that several pieces share is listed once.
pub fn report<'a>(reports: &'a [Report]) -> WireReport<'a> {
    let mut inputs: Vec<WireInput<'a>> = Vec::new();
    let mut known: BTreeMap<(&'a str, &'a str, Option<jiff::civil::Date>), usize> = BTreeMap::new();
    let mut claims = Vec::new();
    let mut problems = Vec::new();
    for report in reports {
        let mut numbers = Numbers::default();
        for input in &report.inputs {
            let key = (input.name.as_str(), input.sha256.as_str(), input.published);
            let shared = if input.role == Role::Source && report.split_line.is_none() {
                known.get(&key).copied()
            } else {
                None
            };
            let number = shared.unwrap_or(inputs.len());
            if shared.is_none() {
                inputs.push(WireInput {
                    id: number,
                    role: role(input.role),
                    name: &input.name,
                    published: input.published.map(|date| date.to_string()),
                    sha256: &input.sha256,
                    split_line: report.split_line.filter(|_| input.role == Role::Piece),
                });
                if input.role == Role::Source {
                    known.insert(key, number);
                }
            }
            numbers.0.push((input.id, number));
        }
        let first = claims.len();
        let view = View { report, numbers };
        claims.extend(report.claims.iter().enumerate().map(|(idx, claim)| view.claim(first + idx, claim)));
        problems.extend(report.problems.iter().map(|problem| view.problem(problem)));
    }
    WireReport {
        schema: SCHEMA,
        tool: WireTool { name: Tool::THIS.name, version: Tool::THIS.version },
        inputs,
        summary: summary(reports),
        claims,
        problems,
    }
}

/// The line of one pair of `batch`.
pub fn pair<'a>(id: &'a Value, report: &'a Report) -> WirePair<'a> {
    let numbers = report.inputs.iter().map(|input| (input.id, usize::from(input.id.0)));
    let view = View { report, numbers: Numbers(numbers.collect()) };
    WirePair {
        id,
        verdict: report.verdict().name(),
        score: score(report).map(rounded),
        claims: report.claims.iter().enumerate().map(|(idx, claim)| view.claim(idx, claim)).collect(),
        problems: report.problems.iter().map(|problem| view.problem(problem)).collect(),
    }
}

/// The score of a text: the lowest of its checkable claims.
pub fn score(report: &Report) -> Option<f32> {
    report
        .claims
        .iter()
        .filter(|claim| claim.verdict != Verdict::NotCheckable)
        .filter_map(|claim| claim.score)
        .min_by(f32::total_cmp)
}

fn summary(reports: &[Report]) -> WireSummary {
    let total = super::summary(reports);
    WireSummary {
        claims: total.claims,
        supported: total.supported,
        divergent: total.divergent,
        unsupported: total.unsupported,
        not_checkable: total.not_checkable,
        findings: WireCounts {
            error: total.errors,
            warning: total.warnings,
            note: total.notes,
            waived: total.waived,
        },
        verdict: super::verdict(reports).name(),
    }
}

/// Numbers of a report's documents in the output.
#[derive(Debug, Default)]
struct Numbers(Vec<(DocumentId, usize)>);

/// One report with the numbers under which its inputs are listed.
struct View<'a> {
    report: &'a Report,
    numbers: Numbers,
}

impl<'a> View<'a> {
    fn number(&self, id: DocumentId) -> usize {
        let found = self.numbers.0.iter().find(|(known, _)| *known == id);
        found.map_or(usize::from(id.0), |(_, number)| *number)
    }

    fn text(&self, id: DocumentId, span: Span) -> &'a str {
        self.report.document(id).map_or("", |document| document.slice(span))
    }

    fn claim(&self, number: usize, claim: &'a ClaimResult) -> WireClaim<'a> {
        let piece = super::piece(self.report);
        let id = piece.map_or(DocumentId(0), |piece| piece.id);
        let speaker = piece.and_then(|piece| super::speaker(piece, claim));
        WireClaim {
            id: format!("c{number}"),
            input: self.number(id),
            text: self.text(id, claim.span),
            span: place(piece, claim.span),
            speaker: speaker.map(|speaker| speaker.name.as_str()),
            role: speaker.and_then(|speaker| speaker.role).map(speaker_role),
            verdict: claim.verdict.name(),
            not_checkable: claim.not_checkable.map(crate::model::NotCheckable::name),
            score: claim.score.map(rounded),
            slots: claim
                .slots
                .iter()
                .map(|row| WireSlot {
                    slot: row.slot,
                    claim: self.text(id, row.claim),
                    source: row.source.map(|(source, span)| self.text(source, span)),
                    relation: row.relation.name(),
                })
                .collect(),
            evidence: claim
                .evidence
                .iter()
                .map(|evidence| WireEvidence {
                    input: self.number(evidence.source),
                    text: self.text(evidence.source, evidence.span),
                    span: place(self.report.document(evidence.source), evidence.span),
                    score: rounded(evidence.score),
                })
                .collect(),
            findings: claim.findings.iter().map(|finding| self.finding(id, finding)).collect(),
        }
    }

    fn finding(&self, piece: DocumentId, finding: &'a Finding) -> WireFinding<'a> {
        let source = finding.source.zip(finding.source_span);
        WireFinding {
            rule: &finding.rule,
            category: finding.category.name(),
            verdict: finding.verdict.name(),
            severity: finding.severity.name(),
            confidence: rounded(finding.confidence),
            message: &finding.message,
            claim_span: place(self.report.document(piece), finding.claim_span),
            claim_text: self.text(piece, finding.claim_span),
            claim_value: finding.claim_value.as_deref(),
            source_input: finding.source.map(|source| self.number(source)),
            source_span: source.map(|(id, span)| place(self.report.document(id), span)),
            source_text: source.map(|(id, span)| self.text(id, span)),
            source_value: finding.source_value.as_deref(),
            suggestion: finding.suggestion.as_deref(),
            fingerprint: &finding.fingerprint,
            waived: finding.waived.as_deref(),
        }
    }

    fn problem(&self, problem: &'a Problem) -> WireProblem<'a> {
        let document = problem.document.and_then(|id| self.report.document(id));
        WireProblem {
            input: problem.document.map(|id| self.number(id)),
            stage: problem.stage.name(),
            kind: problem.kind.name(),
            detail: &problem.detail,
            span: document.zip(problem.span).map(|(document, span)| place(Some(document), span)),
        }
    }
}

/// Where a span of the text lies in the file.
fn place(document: Option<&Document>, span: Span) -> WireSpan {
    let raw = document.map_or(span, |document| document.raw_span(span));
    let (line, column) = document.map_or((1, 1), |document| document.raw_line_column(raw.start()));
    WireSpan { start: raw.start(), end: raw.end(), line, column }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Piece => "piece",
        Role::Source => "source",
    }
}

fn speaker_role(role: SpeakerRole) -> &'static str {
    match role {
        SpeakerRole::Host => "host",
        SpeakerRole::Guest => "guest",
    }
}

/// Four digits are more than the scores can bear, and print the same everywhere.
fn rounded(score: f32) -> f64 {
    if score.is_finite() { (f64::from(score) * 10_000.0).round() / 10_000.0 } else { 0.0 }
}
