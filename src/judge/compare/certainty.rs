//! How certain: a fact in the claim, and open, possible or planned in the source.

use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::facing::{Facing, against, best, facing};
use crate::judge::compare::said_of;
use crate::model::{Approximation, Category, Certainty, Comparison, Feature, Primitive, Relation, Span};

/// How many words a phrase of doubt has at most.
const LONGEST_DOUBT: usize = 5;

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
    let doubt = rival.statement.certainty.span;
    let assured = assured(bench, claim);
    if assured.is_none() && is_no_doubt(bench, claim, &rival, doubt) {
        return None;
    }
    let predicate = claim.statement.predicate.as_ref().map(|predicate| predicate.span);
    // "Will certainly follow" is wrong as a whole; "…, come what may" by these words.
    let span = match (predicate, assured) {
        (Some(predicate), Some(words)) if predicate.overlaps(words) => predicate.cover(words),
        (_, Some(words)) => words,
        (predicate, None) => predicate.unwrap_or(claim.statement.span),
    };
    let mut comparison = bench.comparison(claim, Primitive::Certainty, Category::Certainty, span);
    comparison.flag(Feature::Assured, assured.is_some());
    comparison.flag(Feature::SameAct, said_of::is_said_of_act(bench, claim, &rival, doubt));
    against(bench, &mut comparison, claim, &rival, doubt, Relation::Disjoint);
    Some(comparison)
}

/// Whether the word of doubt leaves nothing open that the claim settles: the claim's sentence has it itself, in another
/// clause ("he noticed that he could copy them"), or it is denied.
fn is_no_doubt(bench: &Bench<'_>, claim: &Claim<'_>, rival: &Facing<'_>, doubt: Span) -> bool {
    let Some(analysis) = bench.sources.get(rival.source) else { return false };
    let (piece, text) = (bench.piece.text(), analysis.text());
    let words = text.tokens_in(doubt);
    let first = words.start;
    // "Could not" is no doubt of a text that retells; a conversation has other verbs than "could not be ruled out".
    if !bench.dialogue
        && matches!(text.lower(first), "could" | "can")
        && matches!(text.lower(first + 1), "not" | "n't" | "n’t")
    {
        return true;
    }
    // A doubt that no word tells has its clause for a span.
    words.len() <= LONGEST_DOUBT
        && claim.sentence.token_range().any(|at| piece.lower(at) == text.lower(first))
}

/// Words of the claim that leave no doubt. A clause of nothing else ("that much is certain") speaks of the one before it.
fn assured(bench: &Bench<'_>, claim: &Claim<'_>) -> Option<Span> {
    let text = bench.piece.text();
    let clause = claim.statement.token_range();
    let end = bench
        .piece
        .statements_of(claim.sentence.id)
        .iter()
        .find(|next| {
            next.token_range().start == clause.end && bench.piece.terms_in(next.token_range()).len() <= 1
        })
        .map_or(clause.end, |next| next.token_range().end);
    (clause.start..end).find_map(|at| {
        let (len, ()) = bench.lexicon.status.assured.find_at(&text, at, end)?;
        let before = at.checked_sub(1).map_or("", |idx| text.lower(idx));
        (!matches!(before, "not" | "n't" | "never" | "hardly")).then(|| text.span_of(at..at + len))
    })
}

/// "Up to 300 tonnes a year." as an answer leaves as much open as "may be 300 tonnes".
fn has_upper_bound(bench: &Bench<'_>, claim: &Claim<'_>) -> bool {
    let first = claim.statement.quantities.first().and_then(|&id| bench.piece.mention(id));
    first.is_some_and(|mention| {
        let opens = mention.token_range().start <= claim.statement.token_range().start;
        opens && mention.quantity().is_some_and(|figure| figure.approximation == Approximation::AtMost)
    })
}
