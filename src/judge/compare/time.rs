//! Dates, times of day and periods: the same time for the same act, or another one.

use crate::judge::compare::across::SAME_PLACE;
use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::dissent;
use crate::judge::compare::hit::{Hit, Outcome};
use crate::judge::compare::time_relation::{calendar_fits, relate, relate_in_place};
use crate::limits::MAX_CLAIM_VALUES;
use crate::model::{Category, Comparison, Feature, Mention, Primitive, Relation, TimeValue};

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Vec<Comparison> {
    let near: Vec<(usize, &Mention, usize)> =
        bench.mentions_near(claim).filter(|(_, mention, _)| mention.time().is_some()).collect();
    let taken = taken(bench, claim, &near);
    let ours = bench.ours(&claim.statement.times);
    ours.filter_map(|mention| Some(one(bench, claim, mention, mention.time()?, &near, &taken)))
        .flatten()
        .collect()
}

/// For each source time, whether another time of the claim's sentence gives it: it is no rival of this one then.
fn taken<'a>(bench: &Bench<'a>, claim: &Claim<'a>, near: &[(usize, &'a Mention, usize)]) -> Vec<bool> {
    let sentence = bench.piece.mentions_in(claim.sentence.span);
    let all: Vec<&TimeValue> = sentence.filter_map(Mention::time).take(MAX_CLAIM_VALUES).collect();
    let says =
        |theirs: &TimeValue| all.iter().any(|ours| matches!(relate(ours, theirs), Some((Relation::Same, _))));
    near.iter().map(|(_, theirs, _)| theirs.time().is_some_and(says)).collect()
}

fn one<'a>(
    bench: &Bench<'a>,
    claim: &Claim<'a>,
    mention: &'a Mention,
    time: &TimeValue,
    near: &[(usize, &'a Mention, usize)],
    taken: &[bool],
) -> Vec<Comparison> {
    let tokens = mention.token_range();
    let mut comparison = bench.comparison(claim, Primitive::Time, category(time, claim), mention.span);
    comparison.claim_value = Some(time.timex.to_string());
    comparison.word(Feature::Grain, time.grain.name());
    comparison.flag(Feature::Specific, time.given != crate::model::PartialDate::default());
    if !calendar_fits(time) {
        comparison.word(Feature::Relation, Relation::Disjoint.name());
        comparison.word(Feature::Field, "calendar");
        comparison.number(Feature::SameEvent, 1.0);
        return vec![comparison];
    }
    if time.is_vague() {
        return Vec::new();
    }
    let across = bench.across(claim, mention);
    let mut fields = Vec::new();
    let mut hits: Vec<Hit<'a>> = Vec::new();
    for (&(source, theirs, rank), &taken) in near.iter().zip(taken) {
        let Some(other) = theirs.time() else { continue };
        let placed = across.is_some_and(|(there, it)| there == source && it.span == theirs.span);
        let related = if placed { relate_in_place(time, other) } else { relate(time, other) };
        let Some((relation, field)) = related else {
            continue;
        };
        if placed {
            hits.push(Hit { source, mention: theirs, relation, context: SAME_PLACE, rank });
            fields.push((source, theirs.span, field));
            continue;
        }
        if taken && !relation.supports() {
            continue;
        }
        let context = bench.context(claim, &tokens, source, theirs);
        hits.push(Hit { source, mention: theirs, relation, context, rank });
        fields.push((source, theirs.span, field));
    }
    match bench.settle(&hits) {
        Outcome::Support(hit, dissent) => {
            bench.against(&mut comparison, claim, &tokens, &hit);
            let other =
                dissent.and_then(|other| dissent::compare(bench, claim, &comparison, &tokens, &hit, &other));
            return std::iter::once(comparison).chain(other).collect();
        }
        Outcome::Conflict(hit, elsewhere) => {
            bench.against(&mut comparison, claim, &tokens, &hit);
            comparison.flag(Feature::Elsewhere, elsewhere.is_some());
            comparison.source_value = hit.mention.time().map(|theirs| theirs.timex.to_string());
            let field =
                fields.iter().find(|(source, span, _)| *source == hit.source && *span == hit.mention.span);
            comparison.word(Feature::Field, field.map_or("none", |(_, _, field)| field));
            comparison.flag(Feature::SameAct, same_act(bench, claim, &hit));
        }
        Outcome::Absent if is_own_date(bench, time) => return Vec::new(),
        Outcome::Absent => {
            comparison.word(Feature::Relation, Relation::Absent.name());
            comparison.number(Feature::SameEvent, claim.pair.candidates.first().map_or(0.0, |c| c.score));
            comparison.flag(Feature::Elsewhere, stands_anywhere(bench, time));
        }
    }
    vec![comparison]
}

/// Both times belong to acts of one predicate: a date of the signing is no rival of the date it takes effect.
fn same_act<'a>(bench: &Bench<'a>, claim: &Claim<'a>, hit: &Hit<'a>) -> bool {
    bench
        .statement_of(hit.source, hit.mention)
        .is_some_and(|theirs| bench.same_predicate(claim.statement, theirs))
}

/// "today", "this week": the piece's own time, which no source has to give.
fn is_own_date(bench: &Bench<'_>, time: &TimeValue) -> bool {
    time.offset == Some(0) && bench.dialogue
}

/// Whether some source has the time at all.
fn stands_anywhere(bench: &Bench<'_>, time: &TimeValue) -> bool {
    bench.times.contains(&*time.timex)
}

fn category(time: &TimeValue, claim: &Claim<'_>) -> Category {
    if time.given.hour.is_some() || time.given.part_of_day.is_some() {
        Category::TimeOfDay
    } else if !claim.statement.agreements.is_empty() {
        Category::AgreementDate
    } else {
        Category::Date
    }
}
