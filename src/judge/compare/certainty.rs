//! How certain: a fact in the claim, and open, possible or planned in the source.

use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::facing::{Facing, against, best, facing};
use crate::model::{Approximation, Category, Certainty, Comparison, Primitive, Relation};

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Option<Comparison> {
    if claim.statement.certainty.value < Certainty::Likely || has_upper_bound(bench, claim) {
        return None;
    }
    let facing = facing(bench, claim);
    let weaker = |f: &&Facing<'a>| {
        f.statement.certainty.value < claim.statement.certainty.value.min(Certainty::Likely)
    };
    let rival = best(facing.iter().filter(weaker))?;
    // Where the hedged clause has the claim's own verb, another verb beside it is no support.
    let same = |f: &Facing<'a>| bench.same_predicate(claim.statement, f.statement);
    let light =
        claim.statement.predicate.as_ref().is_none_or(|p| matches!(p.value.as_str(), "be" | "have" | "do"));
    let bound = !light && same(&rival);
    let ally = best(facing.iter().filter(|f| !weaker(f) && (!bound || same(f))));
    if ally.is_some_and(|ally| ally.coverage >= rival.coverage) {
        return None;
    }
    let span = claim.statement.predicate.as_ref().map_or(claim.statement.span, |predicate| predicate.span);
    let mut comparison = bench.comparison(claim, Primitive::Certainty, Category::Certainty, span);
    against(bench, &mut comparison, claim, &rival, rival.statement.certainty.span, Relation::Disjoint);
    Some(comparison)
}

/// "Up to 300 tonnes a year." as an answer leaves as much open as "may be 300 tonnes".
fn has_upper_bound(bench: &Bench<'_>, claim: &Claim<'_>) -> bool {
    let first = claim.statement.quantities.first().and_then(|&id| bench.piece.mention(id));
    first.is_some_and(|mention| {
        let opens = mention.token_range().start <= claim.statement.token_range().start;
        opens && mention.quantity().is_some_and(|figure| figure.approximation == Approximation::AtMost)
    })
}
