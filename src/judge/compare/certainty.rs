//! How certain: a fact in the claim, and open, possible or planned in the source.

use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::facing::{Facing, against, best, facing};
use crate::model::{Category, Certainty, Comparison, Primitive, Relation};

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Option<Comparison> {
    if claim.statement.certainty.value < Certainty::Likely {
        return None;
    }
    let facing = facing(bench, claim);
    let weaker = |f: &&Facing<'a>| {
        f.statement.certainty.value < claim.statement.certainty.value.min(Certainty::Likely)
    };
    let rival = best(facing.iter().filter(weaker))?;
    let ally = best(facing.iter().filter(|f| !weaker(f)));
    if ally.is_some_and(|ally| ally.coverage >= rival.coverage) {
        return None;
    }
    let span = claim.statement.predicate.as_ref().map_or(claim.statement.span, |predicate| predicate.span);
    let mut comparison = bench.comparison(claim, Primitive::Certainty, Category::Certainty, span);
    against(bench, &mut comparison, claim, &rival, rival.statement.certainty.span, Relation::Disjoint);
    Some(comparison)
}
