//! How far an act has come: done in the claim and still pending in the source, or the other way round.

use crate::judge::compare::bench::Bench;
use crate::judge::compare::claim::Claim;
use crate::judge::compare::facing::{Facing, against, best, facing};
use crate::model::{Category, Comparison, Feature, Polarity, Primitive, Relation, Statement, Status};

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Option<Comparison> {
    let ours = claim.statement.status.as_ref()?;
    let done = |statement: &Statement| reached(statement) && statement.polarity.value == Polarity::Affirmed;
    if claim.statement.polarity.value == Polarity::Negated {
        return None;
    }
    let facing = facing(bench, claim);
    let claims_done = matches!(ours.value, Status::Done | Status::InForce);
    let open = |f: &&Facing<'a>| f.statement.status.as_ref().is_some_and(|slot| slot.value.is_pending());
    let off = |f: &&Facing<'a>| f.statement.status.as_ref().is_some_and(|slot| !slot.value.on_ladder());
    let reached_there = |f: &&Facing<'a>| done(f.statement);
    let rival = if claims_done {
        best(facing.iter().filter(|f| open(f) || off(f)))?
    } else if ours.value.is_pending() {
        best(facing.iter().filter(reached_there))?
    } else {
        return None;
    };
    let ally = if claims_done {
        best(facing.iter().filter(reached_there))
    } else {
        best(facing.iter().filter(open))
    };
    if ally.is_some_and(|ally| ally.coverage >= rival.coverage) {
        return None;
    }
    let theirs = rival.statement.status.as_ref()?;
    let category =
        if claim.statement.agreements.is_empty() { Category::Certainty } else { Category::AgreementStatus };
    let mut comparison = bench.comparison(claim, Primitive::Status, category, ours.span);
    comparison.claim_value = Some(ours.value.name().to_string());
    comparison.source_value = Some(theirs.value.name().to_string());
    comparison.word(Feature::ClaimStatus, ours.value.name());
    comparison.word(Feature::SourceStatus, theirs.value.name());
    against(bench, &mut comparison, claim, &rival, theirs.span, Relation::Disjoint);
    Some(comparison)
}

fn reached(statement: &Statement) -> bool {
    statement.status.as_ref().is_some_and(|slot| matches!(slot.value, Status::Done | Status::InForce))
}
