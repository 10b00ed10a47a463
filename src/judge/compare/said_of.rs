//! Whether a word of doubt, or one that says how far an act has come, is said of the claim's act or of another one in
//! the same sentence: "could" in "the firm that built the dam could move" leaves the building as certain as before.

use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::facing::Facing;
use crate::model::{Certainty, Span};

/// Verbs that carry no act of their own: what stands behind them tells the act.
const LIGHT: [&str; 6] = ["be", "have", "do", "get", "become", "make"];

/// How many content words behind a light verb tell its act.
const COMPLEMENT: usize = 2;

/// How many content words behind a marker it is said of.
const SCOPE: usize = 2;

/// Whether a marker in a source statement is said of the claim's act: the act stands behind it, or before it where
/// nothing follows ("the ban is under review").
pub(super) fn is_said_of_act(
    bench: &Bench<'_>,
    claim: &Claim<'_>,
    facing: &Facing<'_>,
    marker: Span,
) -> bool {
    let Some(analysis) = bench.sources.get(facing.source) else { return false };
    // Without a verb that was recognised, any word of the claim may be the act.
    if claim.statement.predicate.is_none() {
        return is_said_of_thing(bench, claim, facing, marker);
    }
    let opens = matches!(facing.statement.certainty.value, Certainty::Conditional | Certainty::Open);
    let text = analysis.text();
    let clause = facing.statement.token_range();
    let first = text.tokens_in(marker).start;
    let terms = analysis.terms_in(clause.clone());
    let behind = terms.iter().filter(|term| term.token as usize >= first);
    let own = terms.iter().filter(|term| text.tokens_in(marker).contains(&(term.token as usize))).count();
    // A condition or question covers its clause, any other marker the words right behind it.
    let far = match behind.clone().nth(own + SCOPE) {
        Some(term) if !opens => term.token as usize,
        _ => clause.end,
    };
    let reach = if behind.count() > own { first..far } else { clause };
    let acts = acts(bench, claim);
    let tells = |idx: usize| acts.iter().any(|act| bench.lexicon.relations.same_family(act, text.stem(idx)));
    reach.into_iter().any(tells)
}

/// Whether the first content word behind a marker is one of the claim's: "is considering a ban".
pub(super) fn is_said_of_thing(
    bench: &Bench<'_>,
    claim: &Claim<'_>,
    facing: &Facing<'_>,
    marker: Span,
) -> bool {
    let Some(analysis) = bench.sources.get(facing.source) else { return false };
    let end = analysis.text().tokens_in(marker).end;
    let terms = analysis.terms_in(facing.statement.token_range());
    terms.iter().find(|term| term.token as usize >= end).is_some_and(|term| claim.distinct.holds(term.key))
}

/// Whether a word of the claim tells its act.
pub(super) fn is_act(bench: &Bench<'_>, claim: &Claim<'_>, token: usize) -> bool {
    let stem = bench.piece.text().stem(token);
    acts(bench, claim).iter().any(|act| bench.lexicon.relations.same_family(act, stem))
}

/// The stems that tell a claim's act: its predicate, or what stands behind a light one.
fn acts<'b>(bench: &'b Bench<'_>, claim: &'b Claim<'_>) -> Vec<&'b str> {
    let text = bench.piece.text();
    match &claim.statement.predicate {
        Some(predicate) if !LIGHT.contains(&predicate.value.as_str()) => vec![predicate.value.as_str()],
        light => {
            let from = light.as_ref().map_or(0, |light| text.tokens_in(light.span).end);
            let behind = claim.terms.iter().filter(|term| term.token as usize >= from);
            behind.take(COMPLEMENT).map(|term| text.stem(term.token as usize)).collect()
        }
    }
}
