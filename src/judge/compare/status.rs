//! How far an act has come: done in the claim and still pending in the source, or the other way round.

use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::facing::{Facing, against, best, facing};
use crate::judge::compare::said_of;
use crate::model::{Category, Comparison, Feature, Polarity, Primitive, Relation, Span, Statement, Status};

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Option<Comparison> {
    let ours = claim.statement.status.as_ref()?;
    let done = |statement: &Statement| reached(statement) && statement.polarity.value == Polarity::Affirmed;
    if claim.statement.polarity.value == Polarity::Negated || is_condition(bench, claim) {
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
    // Where the rival tells of the claim's own act, another act that is done is no ally.
    let same_act = |facing: &Facing<'a>| is_same_act(bench, claim, ours.span, facing);
    if ally.is_some_and(|ally| ally.coverage >= rival.coverage && (same_act(&ally) || !same_act(&rival))) {
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
    // Another verb of the clause may be the one that tells the status.
    let own = claim.statement.predicate.as_ref().is_none_or(|predicate| predicate.span.overlaps(ours.span));
    let of_act = own && said_of::is_said_of_act(bench, claim, &rival, theirs.span);
    let of_thing = said_of::is_said_of_thing(bench, claim, &rival, theirs.span);
    comparison.flag(Feature::SameAct, of_act || of_thing);
    against(bench, &mut comparison, claim, &rival, theirs.span, Relation::Disjoint);
    Some(comparison)
}

/// "Not until the council has signed": a clause that names what must come first tells nothing as done.
pub(super) fn is_condition(bench: &Bench<'_>, claim: &Claim<'_>) -> bool {
    let text = bench.piece.text();
    let opens =
        claim.statement.token_range().find(|&at| !matches!(text.lower(at), "not" | "only" | "but" | "and"));
    opens.is_some_and(|at| matches!(text.lower(at), "until" | "once" | "unless" | "if" | "before" | "till"))
}

fn reached(statement: &Statement) -> bool {
    statement.status.as_ref().is_some_and(|slot| matches!(slot.value, Status::Done | Status::InForce))
}

/// Whether a source statement has the claim's predicate, or a word of the claim's status ("in force").
fn is_same_act(bench: &Bench<'_>, claim: &Claim<'_>, status: Span, facing: &Facing<'_>) -> bool {
    let Some(analysis) = bench.sources.get(facing.source) else { return false };
    let (piece, text) = (bench.piece.text(), analysis.text());
    let relations = &bench.lexicon.relations;
    let telling = piece.tokens_in(status).filter(|&at| !relations.is_stop(piece.lower(at), piece.stem(at)));
    bench.same_predicate(claim.statement, facing.statement)
        || telling.into_iter().any(|at| {
            facing.statement.token_range().any(|idx| relations.same_family(piece.stem(at), text.stem(idx)))
        })
}
