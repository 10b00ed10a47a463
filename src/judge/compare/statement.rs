//! The statement as a whole: whether any passage holds its words.

use crate::judge::compare::bench::{Bench, Claim};
use crate::model::{
    Category, Comparison, Feature, FeatureValue, Primitive, Relation, SpeechStrength, StatementKind,
};

/// Below this share of its words in the best passage a claim counts as not held by it.
const HELD: f32 = 0.5;

/// Compares the clause as a whole, given the comparisons of its slots.
pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>, slots: &[Comparison]) -> Option<Comparison> {
    if claim.terms.len() < 2 || is_cue_only(bench, claim) || is_borne_out(claim, slots) {
        return None;
    }
    let category = if claim.statement.attribution.is_some() {
        Category::ParaphraseAttribution
    } else {
        Category::InventedFact
    };
    let span = content_span(bench, claim);
    let mut comparison = bench.comparison(claim, Primitive::Statement, category, span);
    let best = claim.pair.candidates.first();
    let coverage = best.map_or(0.0, |candidate| candidate.features.coverage);
    comparison.number(Feature::SameEvent, best.map_or(0.0, |candidate| candidate.score));
    comparison.number(Feature::SharedWords, best.map_or(0.0, |c| f32::from(c.features.shared_words)));
    comparison.number(Feature::SharedNames, best.map_or(0.0, |c| f32::from(c.features.shared_names)));
    comparison.flag(Feature::Specific, is_specific(claim));
    let relation = if coverage >= HELD { Relation::Compatible } else { Relation::Absent };
    comparison.word(Feature::Relation, relation.name());
    if let Some(candidate) = best
        && let Some(source) = bench.sources.iter().find(|source| source.document.id == candidate.document)
        && let Some(statement) = source.statements.get(candidate.statement.idx())
    {
        comparison.source = Some((candidate.document, statement.span));
    }
    Some(comparison)
}

/// The clause without its last mark.
fn content_span(bench: &Bench<'_>, claim: &Claim<'_>) -> crate::model::Span {
    let span = claim.statement.span;
    let words = bench.piece.document.slice(span);
    let kept = words.trim_end_matches(['.', ',', ';', '!', '?', ' ']);
    crate::model::Span::new(span.start(), span.start() + kept.len())
}

/// "Moen told the paper that", "Their leader, Henrik Bang, says": speaker and cue, whose content is a clause of its
/// own.
fn is_cue_only(bench: &Bench<'_>, claim: &Claim<'_>) -> bool {
    let text = bench.piece.text();
    let Some(attribution) = &claim.statement.attribution else { return false };
    let ends_open = claim.statement.token_range().next_back().is_some_and(|last| text.lower(last) == "that");
    let said_by = attribution.speaker.map_or(attribution.cue, |speaker| speaker.cover(attribution.cue));
    let nothing_else = claim
        .terms
        .iter()
        .all(|term| text.tokens.get(term.token as usize).is_some_and(|token| said_by.contains(token.span)));
    // "She stressed" or "she promised" is an act that can itself be made up; "she said" is none.
    ends_open || (nothing_else && attribution.strength == SpeechStrength::Neutral)
}

/// Whether the source has a telling value of the clause and gainsays none: then the clause is not without support,
/// however little wording both share. A fragment ("And the one here a month later, in July.") says little besides
/// its values: any of them tells.
fn is_borne_out(claim: &Claim<'_>, slots: &[Comparison]) -> bool {
    let tells = |slot: &Comparison| match claim.statement.kind {
        StatementKind::Fragment => valued(&slot) && supports(slot),
        StatementKind::Clause | StatementKind::Embedded => is_telling_support(slot),
    };
    slots.iter().filter(valued).all(supports) && slots.iter().any(tells)
}

fn valued(slot: &&Comparison) -> bool {
    matches!(slot.primitive, Primitive::Quantity | Primitive::Time)
}

fn word(slot: &Comparison, feature: Feature) -> &str {
    match slot.feature(feature) {
        Some(FeatureValue::Word(word)) => word.as_ref(),
        Some(FeatureValue::Flag(_) | FeatureValue::Number(_)) | None => "",
    }
}

fn supports(slot: &Comparison) -> bool {
    matches!(word(slot, Feature::Relation), "same" | "compatible" | "less_exact")
}

/// A figure with a unit, a count beyond a dozen, or a time of day, that the source has.
fn is_telling_support(slot: &Comparison) -> bool {
    let large =
        || slot.claim_value.as_deref().and_then(|value| value.parse::<f64>().ok()).is_some_and(|n| n > 12.0);
    let figure = slot.primitive == Primitive::Quantity
        && match word(slot, Feature::Unit) {
            "ordinal" | "fraction" | "duration" => false,
            "count" => large(),
            _ => true,
        };
    let clock = slot.primitive == Primitive::Time && matches!(word(slot, Feature::Grain), "hour" | "minute");
    supports(slot) && (figure || clock)
}

/// Whether the claim gives a figure, a date, a name or a quotation.
fn is_specific(claim: &Claim<'_>) -> bool {
    let statement = claim.statement;
    !(statement.times.is_empty()
        && statement.quantities.is_empty()
        && statement.names.is_empty()
        && statement.quotations.is_empty()
        && statement.places.is_empty())
}
