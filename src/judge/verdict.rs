//! One verdict per sentence: the worst of its facts.

use crate::align::Alignment;
use crate::model::{
    Analysis, ClaimResult, Comparison, Evidence, Feature, FeatureValue, Finding, NotCheckable, Relation,
    Sentence, SlotRow, Statement, Verdict,
};

/// How many passages a claim shows.
const MAX_EVIDENCE: usize = 3;

/// Puts together what was found out about one sentence.
pub(super) fn claim(
    id: u32,
    piece: &Analysis,
    sources: &[Analysis],
    alignment: &Alignment,
    sentence: &Sentence,
    comparisons: &[Comparison],
    findings: Vec<Finding>,
) -> ClaimResult {
    let statements: Vec<&Statement> = piece.statements_of(sentence.id).iter().collect();
    let idle = idle(&statements);
    let worst = findings.iter().map(Finding::weighs).max();
    let verdict = match (worst, idle) {
        (Some(worst), _) => worst,
        (None, Some(_)) => Verdict::NotCheckable,
        (None, None) => Verdict::Supported,
    };
    let turn = sentence.turn.and_then(|turn| piece.document.turns.get(turn as usize));
    ClaimResult {
        id,
        sentence: sentence.id,
        span: sentence.span,
        speaker: turn.and_then(|turn| turn.speaker),
        verdict,
        not_checkable: idle.filter(|_| verdict == Verdict::NotCheckable),
        score: None,
        score_parts: Vec::new(),
        slots: slots(comparisons),
        evidence: if idle.is_some() && findings.is_empty() {
            Vec::new()
        } else {
            evidence(sources, alignment, &statements)
        },
        findings,
    }
}

/// The reason why a sentence is no claim: every clause of it is none.
pub(super) fn idle(statements: &[&Statement]) -> Option<NotCheckable> {
    let first = statements.first()?.idle?;
    statements.iter().all(|statement| statement.idle.is_some()).then_some(first)
}

fn evidence(sources: &[Analysis], alignment: &Alignment, statements: &[&Statement]) -> Vec<Evidence> {
    let mut found: Vec<Evidence> = Vec::new();
    for statement in statements {
        let Some(pair) = alignment.pairs.get(statement.id.idx()) else {
            continue;
        };
        for candidate in &pair.candidates {
            let Some(source) = sources.iter().find(|source| source.document.id == candidate.document) else {
                continue;
            };
            let Some(theirs) = source.statements.get(candidate.statement.idx()) else {
                continue;
            };
            let Some(sentence) = source.sentences.get(theirs.sentence.idx()) else {
                continue;
            };
            match found.iter_mut().find(|e| e.source == candidate.document && e.span == sentence.span) {
                Some(known) if known.score < candidate.score => {
                    known.score = candidate.score;
                    known.features = candidate.features;
                }
                Some(_) => {}
                None => found.push(Evidence {
                    source: candidate.document,
                    span: sentence.span,
                    score: candidate.score,
                    features: candidate.features,
                }),
            }
        }
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.source.cmp(&b.source)).then(a.span.cmp(&b.span)));
    found.truncate(MAX_EVIDENCE);
    found
}

fn slots(comparisons: &[Comparison]) -> Vec<SlotRow> {
    let mut rows: Vec<SlotRow> = comparisons
        .iter()
        .filter_map(|comparison| {
            let Some(FeatureValue::Word(relation)) = comparison.feature(Feature::Relation) else {
                return None;
            };
            let relation = match relation.as_ref() {
                "same" => Relation::Same,
                "compatible" => Relation::Compatible,
                "less_exact" => Relation::LessExact,
                "more_exact" => Relation::MoreExact,
                "disjoint" => Relation::Disjoint,
                _ => Relation::Absent,
            };
            let slot = comparison.primitive.name();
            Some(SlotRow { slot, claim: comparison.claim_span, source: comparison.source, relation })
        })
        .collect();
    rows.sort_by_key(|row| (row.claim, row.slot));
    rows.dedup_by_key(|row| (row.claim, row.slot));
    rows
}
