//! Affirmed or denied: a negator that stands before the same word on one side only, and words that exclude each
//! other.

use std::ops::Range;

use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::facing::{Facing, against, best, facing};
use crate::judge::compare::said_of;
use crate::limits::MAX_CLAIM_VALUES;
use crate::model::{
    Analysis, Case, Category, Comparison, Feature, Mention, Primitive, Quantity, Relation, Statement,
    StatementKind, Term,
};

/// How many content terms after a negator it may deny; the first is its head.
const SCOPE: usize = 3;

/// How many words after a negator a comparison makes it a superlative.
const SUPERLATIVE_REACH: usize = 5;

/// How much more of the claim an ally has to hold where the difference is made by opposites.
const OPPOSED: f32 = 0.2;

/// A difference of polarity: the claim's and the source's words that make it, and what it is made by.
#[derive(Clone, Debug)]
struct Difference {
    ours: Range<usize>,
    theirs: Range<usize>,
    means: &'static str,
}

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Option<Comparison> {
    // "Not at first." denies what was asked, not the word that follows.
    if claim.statement.kind == StatementKind::Fragment {
        return None;
    }
    let facing = facing(bench, claim);
    let mut rivals: Vec<(Facing<'a>, Difference)> = Vec::new();
    let mut allies: Vec<Facing<'a>> = Vec::new();
    for here in facing {
        let Some(analysis) = bench.sources.get(here.source) else {
            continue;
        };
        match difference(bench, claim, analysis, here.statement) {
            Some(difference) => rivals.push((*here, difference)),
            None if here.shared > 0 => allies.push(*here),
            None => {}
        }
    }
    let rival = best(rivals.iter().map(|(facing, _)| facing))?;
    let (_, difference) = rivals.iter().find(|(facing, _)| facing.statement.id == rival.statement.id)?;
    // Another clause of the rival's own sentence is no ally: it shares the sentence's words. The word that is
    // opposed cannot be shared, so an ally of opposites has to hold more than the rival.
    let ally = best(allies.iter().filter(|ally| ally.statement.sentence != rival.statement.sentence));
    let margin = if difference.means == "opposite" { OPPOSED } else { 0.0 };
    if ally.is_some_and(|ally| ally.coverage >= rival.coverage + margin) {
        return None;
    }
    let text = bench.piece.text();
    let mut span = text.span_of(difference.ours.clone());
    if let Some(predicate) = &claim.statement.predicate
        && difference.means == "negation"
    {
        span = span.cover(predicate.span);
    }
    let analysis = bench.sources.get(rival.source)?;
    let theirs = analysis.text().span_of(difference.theirs.clone());
    let mut comparison = bench.comparison(claim, Primitive::Polarity, Category::Polarity, span);
    comparison.word(Feature::Means, difference.means);
    let denied = difference.ours.end.saturating_sub(1);
    comparison.flag(Feature::SameAct, said_of::is_act(bench, claim, denied));
    comparison.flag(Feature::SameFigure, same_figure(bench, claim, analysis, rival.statement).is_some());
    against(bench, &mut comparison, claim, &rival, theirs, Relation::Disjoint);
    Some(comparison)
}

/// A figure that the claim and a statement share, in digits or in words.
pub(super) fn same_figure<'a>(
    bench: &Bench<'a>,
    claim: &Claim<'a>,
    analysis: &Analysis,
    statement: &Statement,
) -> Option<&'a Quantity> {
    let theirs: Vec<&Quantity> = statement
        .quantities
        .iter()
        .take(MAX_CLAIM_VALUES)
        .filter_map(|&id| analysis.mention(id)?.quantity())
        .collect();
    bench.ours(&claim.statement.quantities).filter_map(Mention::quantity).find(|ours| {
        theirs.iter().any(|other| (ours.low, ours.high) == (other.low, other.high) && ours.unit == other.unit)
    })
}

fn difference(
    bench: &Bench<'_>,
    claim: &Claim<'_>,
    analysis: &Analysis,
    statement: &Statement,
) -> Option<Difference> {
    let theirs = analysis.terms_in(statement.token_range());
    // A negator of the source denies a word that the claim affirms.
    for negation in &statement.negations {
        // "No, be a good person": an answer to what was said before.
        if analysis.text().lower(negation.start as usize) == "no" && is_elliptic(analysis, negation) {
            continue;
        }
        let Some(head) = head(theirs, negation) else {
            continue;
        };
        if let Some(term) = claim.terms.iter().find(|term| term.key == head.key && !term.figure)
            && !denied(claim.terms, claim.statement, term)
        {
            let ours = term.token as usize..term.token as usize + 1;
            let theirs = negation.start as usize..head.token as usize + 1;
            return Some(Difference { ours, theirs, means: "negation" });
        }
    }
    // A negator of the claim denies a word that the source affirms.
    for negation in &claim.statement.negations {
        if is_superlative(bench, claim, negation) || is_elliptic(bench.piece, negation) {
            continue;
        }
        let Some(head) = head(claim.terms, negation) else {
            continue;
        };
        if let Some(term) = theirs.iter().find(|term| term.key == head.key && !term.figure)
            && !denied(theirs, statement, term)
        {
            let ours = negation.start as usize..head.token as usize + 1;
            let theirs = term.token as usize..term.token as usize + 1;
            return Some(Difference { ours, theirs, means: "negation" });
        }
    }
    opposite(bench, claim, analysis, statement)
}

/// "has never bought more", "no other firm is larger": a negator with a comparison says that the thing compared is
/// the most, and denies nothing.
fn is_superlative(bench: &Bench<'_>, claim: &Claim<'_>, negation: &Range<u32>) -> bool {
    let text = bench.piece.text();
    let after = negation.end as usize..claim.statement.token_range().end;
    after.take(SUPERLATIVE_REACH).any(|at| {
        let word = text.lower(at);
        matches!(word, "more" | "less" | "fewer" | "better" | "worse" | "before")
            || word.len() > 4 && word.ends_with("er") && text.lower(at + 1) == "than"
    })
}

/// "No, it hasn't, the roof has": what is denied was said before, not what follows the comma.
fn is_elliptic(analysis: &Analysis, negation: &Range<u32>) -> bool {
    matches!(analysis.text().lower(negation.end as usize), "," | ";" | "—" | "–" | ":" | ".")
}

/// The first content term after a negator: what it denies.
fn head<'t>(terms: &'t [Term], negation: &Range<u32>) -> Option<&'t Term> {
    terms.iter().find(|term| term.token >= negation.end).filter(|term| !term.figure)
}

/// Whether a term lies in the scope of one of its clause's negators.
fn denied(terms: &[Term], statement: &Statement, term: &Term) -> bool {
    statement.negations.iter().any(|negation| {
        let after = terms.iter().filter(|other| other.token >= negation.end);
        after.take(SCOPE).any(|other| other.token == term.token)
    })
}

/// A word of the claim and a word of the source that exclude each other, both affirmed or both denied.
fn opposite(
    bench: &Bench<'_>,
    claim: &Claim<'_>,
    analysis: &Analysis,
    statement: &Statement,
) -> Option<Difference> {
    let relations = &bench.lexicon.relations;
    let (piece, text) = (bench.piece.text(), analysis.text());
    let their_terms = analysis.terms_in(statement.token_range());
    for at in claim.statement.token_range() {
        let stem = piece.stem(at);
        if relations.oppositions(stem).is_empty() || is_name(bench.piece, at) || in_time(bench.piece, at) {
            continue;
        }
        // The claim's own word in the source: no opposition.
        if statement.token_range().any(|idx| relations.same_family(text.stem(idx), stem)) {
            continue;
        }
        if said_beside(bench, claim, analysis, statement, stem) {
            continue;
        }
        for idx in statement.token_range() {
            if !relations.opposed(stem, text.stem(idx)) || is_name(analysis, idx) || in_time(analysis, idx) {
                continue;
            }
            let ours_denied = denied_at(claim.terms, claim.statement, at);
            let theirs_denied = denied_at(their_terms, statement, idx);
            if ours_denied == theirs_denied {
                return Some(Difference { ours: at..at + 1, theirs: idx..idx + 1, means: "opposite" });
            }
        }
    }
    None
}

/// Whether another clause of the source's sentence has the claim's own word, and no less of the claim's other words:
/// "revenue rose, while profit fell".
fn said_beside(
    bench: &Bench<'_>,
    claim: &Claim<'_>,
    analysis: &Analysis,
    statement: &Statement,
    stem: &str,
) -> bool {
    let text = analysis.text();
    let shared = |statement: &Statement| {
        let theirs = analysis.terms_in(statement.token_range());
        claim.terms.iter().filter(|term| theirs.iter().any(|other| other.key == term.key)).count()
    };
    let here = shared(statement);
    analysis.plain_statements_of(statement.sentence).iter().any(|other| {
        other.id != statement.id
            && other.token_range().any(|idx| bench.lexicon.relations.same_family(text.stem(idx), stem))
            && shared(other) >= here
    })
}

fn denied_at(terms: &[Term], statement: &Statement, token: usize) -> bool {
    terms.iter().find(|term| term.token as usize == token).is_some_and(|term| denied(terms, statement, term))
}

/// "last" in "last June" is part of a date, and no opposite of "first".
fn in_time(analysis: &Analysis, token: usize) -> bool {
    analysis
        .tokens
        .get(token)
        .is_some_and(|token| analysis.mention_at(token.span).is_some_and(|mention| mention.time().is_some()))
}

/// A word inside a sentence with a capital is part of a name.
fn is_name(analysis: &Analysis, token: usize) -> bool {
    analysis.tokens.get(token).is_some_and(|token| token.case != Case::Lower)
}
