//! How one finding came about: what was extracted on both sides, how it was normalised, how the pair scored, what
//! the rule asked for.

use std::fmt::Write as _;

use crate::model::{Analysis, BASE, ClaimResult, Document, Evidence, Finding, Report, Span};
use crate::report::{escape, facts_text, full};

/// Renders a finding with its grounds. `when` is the condition of its rule.
pub fn render(
    report: &Report,
    claim: &ClaimResult,
    finding: &Finding,
    when: Option<String>,
    piece: &Analysis,
    sources: &[Analysis],
) -> String {
    let mut out = String::new();
    full::push_finding(report, claim, finding, full::Screen::default(), &mut out);
    let _ = writeln!(out, "fingerprint  {}", escape::terminal(&finding.fingerprint));
    if let Some(when) = when {
        let _ = writeln!(out, "the rule     fires when {}", escape::terminal(&when));
    }
    let value = |value: &Option<String>| {
        value.as_deref().map_or("(none)".into(), |value| escape::terminal(value).into_owned())
    };
    let _ = writeln!(
        out,
        "values       piece {}, source {}",
        value(&finding.claim_value),
        value(&finding.source_value)
    );
    push_score(claim, &mut out);
    push_slots(report, claim, &mut out);
    out.push_str("\npiece, extracted\n");
    out.push_str(&facts_text::sentences_in(piece, claim.span));
    for (idx, evidence) in claim.evidence.iter().enumerate() {
        if let Some(source) = sources.iter().find(|source| source.document.id == evidence.source) {
            let _ = writeln!(out, "\npassage {}, {}", idx + 1, parts(evidence));
            out.push_str(&facts_text::sentences_in(source, evidence.span));
        }
    }
    out
}

fn push_score(claim: &ClaimResult, out: &mut String) {
    let Some(score) = claim.score else {
        return;
    };
    let parts: Vec<String> = claim
        .score_parts
        .iter()
        .map(|(name, value, contribution)| match *name {
            BASE => format!("{name} ({contribution:+.2})"),
            _ => format!("{name} {value:.2} ({contribution:+.2})"),
        })
        .collect();
    let odds: f32 = claim.score_parts.iter().map(|(_, _, contribution)| contribution).sum();
    let _ = writeln!(out, "support      {score:.2}, log-odds {odds:+.2} = {}", parts.join(", "));
}

fn push_slots(report: &Report, claim: &ClaimResult, out: &mut String) {
    let words = |document: Option<&Document>, span: Span| {
        document.map_or(String::new(), |document| escape::terminal(document.slice(span)).into_owned())
    };
    for row in &claim.slots {
        let source =
            row.source.map_or("(nothing)".to_string(), |(id, span)| words(report.document(id), span));
        let _ = writeln!(
            out,
            "slot         {}: {} | {} | {}",
            row.slot,
            words(super::piece(report), row.claim),
            source,
            row.relation.name()
        );
    }
}

fn parts(evidence: &Evidence) -> String {
    let features = &evidence.features;
    format!(
        "same event {:.2}: coverage {:.2}, reverse {:.2}, names {:.2}, values {:.2}, predicate {:.2}, order {:.2}, \
         {} words and {} names shared",
        evidence.score,
        features.coverage,
        features.reverse,
        features.names,
        features.values,
        features.predicate,
        features.order,
        features.shared_words,
        features.shared_names
    )
}
