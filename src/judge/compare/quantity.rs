//! Figures: the same value for the same thing, or another one in the same frame.

use rust_decimal::Decimal;

use crate::judge::compare::across::SAME_PLACE;
use crate::judge::compare::act::AKIN;
use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::derived;
use crate::judge::compare::dissent;
use crate::judge::compare::hit::{Hit, Outcome};
use crate::judge::compare::quantity_relation::{ratio, relate, same_unit, unit_name};
use crate::lexicon::kinship::WordClass;
use crate::limits::MAX_CLAIM_VALUES;
use crate::model::{
    Analysis, Approximation, Category, Comparison, Feature, Mention, Primitive, Quantity, Relation, Text,
    Unit,
};

/// Share of the claim's words around a source's figure from which on that figure stands in the claim's place.
const IN_PLACE: f32 = 0.45;

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Vec<Comparison> {
    let ours = bench.ours(&claim.statement.quantities);
    let ours: Vec<(&Mention, &Quantity)> =
        ours.filter_map(|mention| mention.quantity().map(|quantity| (mention, quantity))).collect();
    let near: Vec<(usize, &Mention, usize)> = bench
        .mentions_near(claim)
        .filter(|(_, mention, _)| mention.quantity().is_some_and(|quantity| !quantity.is_relative()))
        .collect();
    let taken = taken(bench, claim, &near);
    ours.iter().flat_map(|(mention, quantity)| one(bench, claim, mention, quantity, &near, &taken)).collect()
}

/// For each source figure, whether another figure of the claim's sentence says it exactly: it is no rival of a third
/// one then.
fn taken<'a>(bench: &Bench<'a>, claim: &Claim<'a>, near: &[(usize, &'a Mention, usize)]) -> Vec<bool> {
    let sentence = bench.piece.mentions_in(claim.sentence.span);
    let all: Vec<&Quantity> = sentence.filter_map(Mention::quantity).take(MAX_CLAIM_VALUES).collect();
    let says = |theirs: &Quantity| all.iter().any(|ours| relate(ours, theirs) == Some(Relation::Same));
    near.iter().map(|(_, theirs, _)| theirs.quantity().is_some_and(says)).collect()
}

fn one<'a>(
    bench: &Bench<'a>,
    claim: &Claim<'a>,
    mention: &'a Mention,
    quantity: &Quantity,
    near: &[(usize, &'a Mention, usize)],
    taken: &[bool],
) -> Vec<Comparison> {
    let across = bench.across(claim, mention);
    if is_idle(bench, mention, quantity)
        && (across.is_none() || quantity.approximation == Approximation::Vague)
    {
        return Vec::new();
    }
    let tokens = mention.token_range();
    let differs = is_difference(bench, bench.piece, mention);
    let mut hits: Vec<Hit<'a>> = Vec::new();
    for (&(source, theirs, rank), &taken) in near.iter().zip(taken) {
        let Some(other) = theirs.quantity() else { continue };
        let placed = across.is_some_and(|(there, it)| there == source && it.span == theirs.span);
        let relation = if placed { relate(quantity, other) } else { None };
        if let Some(relation) = relation {
            hits.push(Hit { source, mention: theirs, relation, context: SAME_PLACE, rank });
            continue;
        }
        let Some(relation) = self::relation(bench, quantity, source, other) else {
            continue;
        };
        // "40 euros less" is no rival of a price of 300 euros.
        let unlike = || {
            bench
                .sources
                .get(source)
                .is_some_and(|analysis| differs != is_difference(bench, analysis, theirs))
        };
        if !relation.supports() && (taken || unlike()) {
            continue;
        }
        let context = bench.context(claim, &tokens, source, theirs);
        hits.push(Hit { source, mention: theirs, relation, context, rank });
    }
    let mut comparison = bench.comparison(claim, Primitive::Quantity, category(&quantity.unit), mention.span);
    comparison.claim_value = Some(crate::judge::compare::quantity_text(quantity));
    comparison.word(Feature::Unit, unit_name(&quantity.unit));
    comparison.word(Feature::Approximation, quantity.approximation.name());
    comparison.flag(Feature::Specific, true);
    let outcome = match bench.settle(&hits) {
        // A figure that stands nowhere is missing, where no other one stands in its place.
        Outcome::Conflict(hit, None) if hit.context < IN_PLACE && !bench.figures.contains(&quantity.low) => {
            Outcome::Absent
        }
        outcome @ (Outcome::Support(..) | Outcome::Conflict(..) | Outcome::Absent) => outcome,
    };
    match outcome {
        // "Hundreds of volunteers" is a way to say many, where the report has no figure for them.
        Outcome::Absent if quantity.approximation == Approximation::Vague => return Vec::new(),
        Outcome::Support(hit, dissent) => {
            bench.against(&mut comparison, claim, &tokens, &hit);
            let other =
                dissent.and_then(|other| dissent::compare(bench, claim, &comparison, &tokens, &hit, &other));
            return std::iter::once(comparison).chain(other).collect();
        }
        Outcome::Conflict(hit, elsewhere) => {
            bench.against(&mut comparison, claim, &tokens, &hit);
            comparison.flag(Feature::Elsewhere, elsewhere.is_some());
            if hit.relation == Relation::Disjoint
                && across.is_none_or(|(_, it)| it.span != hit.mention.span)
                && let Some(note) = derived::derived(bench, claim, quantity, near)
            {
                comparison.word(Feature::Relation, Relation::Compatible.name());
                comparison.flag(Feature::Derived, true);
                comparison.note = Some(note);
            }
            details(bench, &mut comparison, quantity, &hit);
        }
        Outcome::Absent => {
            comparison.word(Feature::Relation, Relation::Absent.name());
            comparison.number(Feature::SameEvent, claim.pair.candidates.first().map_or(0.0, |c| c.score));
            comparison.flag(Feature::Elsewhere, bench.figures.contains(&quantity.low));
            if let Some(note) = derived::derived(bench, claim, quantity, near) {
                comparison.word(Feature::Relation, Relation::Compatible.name());
                comparison.flag(Feature::Derived, true);
                comparison.note = Some(note);
            }
        }
    }
    vec![comparison]
}

/// Whether a figure says how far two others are apart: "40 euros less", "three years older".
fn is_difference(bench: &Bench<'_>, analysis: &Analysis, mention: &Mention) -> bool {
    let text = analysis.text();
    let after = mention.token_range().end;
    // "40 euros a month less"
    let words = [after, after + 1, after + 2].map(|at| text.lower(at));
    let at = if matches!(words.first(), Some(&("a" | "an" | "per"))) { 2 } else { 0 };
    words.get(at).is_some_and(|word| bench.lexicon.relations.is_difference(word))
}

/// Figures that say nothing by themselves: "one" without a noun, vague counts, bare ordinals such as "first of all".
fn is_idle(bench: &Bench<'_>, mention: &Mention, quantity: &Quantity) -> bool {
    let lone = quantity.unit == Unit::Count && quantity.head.is_none();
    match quantity.approximation {
        // "Several thousand people" excludes six hundred; "some", "a few" and "many" exclude nothing.
        Approximation::Vague => {
            quantity.unit != Unit::Count || lone || quantity.low < Decimal::TWO * Decimal::TEN
        }
        Approximation::Bare
        | Approximation::About
        | Approximation::Nearly
        | Approximation::AtLeast
        | Approximation::AtMost
        | Approximation::Exactly => {
            // "a gallon" says how something is measured out, not how much there is.
            let measured_out = matches!(quantity.unit, Unit::Physical { .. })
                && quantity.low <= Decimal::ONE
                && bench.piece.document.lower(mention.span).starts_with("a ");
            measured_out
                || lone
                    && quantity.low <= Decimal::TEN
                    && bench.piece.document.slice(mention.span).chars().all(char::is_alphabetic)
        }
    }
}

/// How the figures relate, heads and "per" included; `None` where they speak of different things.
fn relation(bench: &Bench<'_>, ours: &Quantity, source: usize, theirs: &Quantity) -> Option<Relation> {
    let Some(relation) = relate(ours, theirs) else {
        return other_unit(ours, theirs);
    };
    if relation.supports() && other_period(bench, ours, source, theirs) {
        return Some(Relation::Disjoint);
    }
    // So much a kilo is no rival of so much a tonne: which is more is not known.
    if !relation.supports() && other_measure(bench, ours, source, theirs) {
        return None;
    }
    if relation.supports() {
        return Some(relation);
    }
    let same_head = same_head(bench, ours, source, theirs);
    match ours.unit {
        // Counts of different things are no rivals; a count of nothing named is none either.
        Unit::Count | Unit::Ordinal | Unit::RelativeOrdinal(_) => {
            same_head.unwrap_or(false).then_some(relation)
        }
        Unit::Fraction
        | Unit::Percent
        | Unit::PercentagePoint
        | Unit::Money(_)
        | Unit::Physical { .. }
        | Unit::Duration(_)
        | Unit::Score => (same_head != Some(false)).then_some(relation),
    }
}

/// "an hour" against "a day": the same number for another stretch of time.
fn other_period(bench: &Bench<'_>, ours: &Quantity, source: usize, theirs: &Quantity) -> bool {
    let (Some(a), Some(b)) = (ours.per, theirs.per) else { return false };
    let Some(analysis) = bench.sources.get(source) else { return false };
    let period = |document: &crate::model::Document, span: crate::model::Span| {
        let words = document.lower(span);
        ["hour", "day", "week", "month", "year"].into_iter().find(|unit| words.contains(unit))
    };
    match (period(&bench.piece.document, a), period(&analysis.document, b)) {
        (Some(ours), Some(theirs)) => ours != theirs,
        _ => false,
    }
}

/// Figures per things that differ: "a kilowatt-hour" against "a megawatt-hour".
fn other_measure(bench: &Bench<'_>, ours: &Quantity, source: usize, theirs: &Quantity) -> bool {
    let (Some(a), Some(b)) = (ours.per, theirs.per) else { return false };
    let Some(analysis) = bench.sources.get(source) else { return false };
    let noun = |text: &Text<'_>, span| text.tokens_in(span).next_back().map(|at| text.stem(at).to_string());
    let (a, b) = (noun(&bench.piece.text(), a), noun(&analysis.text(), b));
    a.zip(b).is_some_and(|(a, b)| !bench.lexicon.relations.same_family(&a, &b))
}

/// The same number with another unit of the same kind: another currency, per cent against percentage points.
fn other_unit(ours: &Quantity, theirs: &Quantity) -> Option<Relation> {
    let kin = match (&ours.unit, &theirs.unit) {
        (Unit::Money(_), Unit::Money(_)) => true,
        (Unit::Percent, Unit::PercentagePoint) | (Unit::PercentagePoint, Unit::Percent) => true,
        (Unit::Physical { .. }, Unit::Physical { .. }) => true,
        // "four more than last year" leaves the unit out.
        (Unit::Count, _) | (_, Unit::Count) if ours.head.is_none() || theirs.head.is_none() => {
            return (ours.low == theirs.low && ours.high == theirs.high).then_some(Relation::Compatible);
        }
        _ => false,
    };
    (kin && ours.low == theirs.low && ours.high == theirs.high).then_some(Relation::Disjoint)
}

/// Whether both count the same thing; `None` where one does not say.
fn same_head(bench: &Bench<'_>, ours: &Quantity, source: usize, theirs: &Quantity) -> Option<bool> {
    let (ours, theirs) = (ours.head?, theirs.head?);
    let piece = bench.piece.text();
    let text = bench.sources.get(source)?.text();
    let (a, b) = (piece.tokens_in(ours).last()?, text.tokens_in(theirs).last()?);
    let akin = || {
        let noun = |text: &Text<'_>, at: usize| text.lower(at).to_string();
        let (ours, theirs) = (noun(&piece, a), noun(&text, b));
        bench.lexicon.kin((&ours, WordClass::Noun), (&theirs, WordClass::Noun)).agrees(AKIN)
    };
    Some(bench.lexicon.relations.same_family(piece.stem(a), text.stem(b)) || akin())
}

fn details<'a>(bench: &Bench<'a>, comparison: &mut Comparison, ours: &Quantity, hit: &Hit<'a>) {
    let Some(theirs) = hit.mention.quantity() else {
        return;
    };
    comparison.source_value = Some(crate::judge::compare::quantity_text(theirs));
    comparison.word(Feature::SourceUnit, unit_name(&theirs.unit));
    comparison.flag(Feature::SameUnit, same_unit(&ours.unit, &theirs.unit));
    comparison.word(Feature::Ratio, ratio(ours, theirs));
    if let Some(same) = same_head(bench, ours, hit.source, theirs) {
        comparison.flag(Feature::SameHead, same);
    }
}

fn category(unit: &Unit) -> Category {
    match unit {
        Unit::Count | Unit::Score => Category::Number,
        Unit::Percent | Unit::PercentagePoint => Category::Percentage,
        Unit::Money(_) => Category::Money,
        Unit::Physical { .. } | Unit::Fraction => Category::Quantity,
        Unit::Duration(_) => Category::Duration,
        Unit::Ordinal | Unit::RelativeOrdinal(_) => Category::Ordinal,
    }
}
