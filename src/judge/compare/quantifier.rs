//! All, both, none: a whole set in the claim, and a part of the same set in the source.

use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::facing::{Facing, against, best, facing};
use crate::lexicon::relations::SetWord;
use crate::model::{Analysis, Category, Comparison, Feature, Primitive, Relation, Statement, TokenKind};

/// How far, in tokens, the noun of a set may stand from its quantifier.
const NOUN_REACH: usize = 5;

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Option<Comparison> {
    let (at, set) = quantifier(bench, bench.piece, claim.statement, &[SetWord::All, SetWord::None])?;
    let noun = noun(bench.piece, claim.statement, at)?;
    let facing = facing(bench, claim);
    let rival = |f: &&Facing<'a>| {
        bench
            .sources
            .get(f.source)
            .is_some_and(|analysis| partial(bench, analysis, f.statement, &noun).is_some())
    };
    let found = best(facing.iter().filter(rival))?;
    let analysis = bench.sources.get(found.source)?;
    let whole = |f: &&Facing<'a>| {
        bench.sources.get(f.source).is_some_and(|a| quantifier(bench, a, f.statement, &[set]).is_some())
    };
    if best(facing.iter().filter(whole)).is_some_and(|ally| ally.coverage >= found.coverage) {
        return None;
    }
    let theirs = partial(bench, analysis, found.statement, &noun)?;
    let span = bench.piece.text().span_of(at..at + 1);
    let mut comparison = bench.comparison(claim, Primitive::Quantifier, Category::Scope, span);
    comparison.flag(Feature::SameHead, true);
    against(
        bench,
        &mut comparison,
        claim,
        &found,
        analysis.text().span_of(theirs..theirs + 1),
        Relation::Disjoint,
    );
    Some(comparison)
}

/// The first quantifier of a statement of one of the kinds.
fn quantifier(
    bench: &Bench<'_>,
    analysis: &Analysis,
    statement: &Statement,
    kinds: &[SetWord],
) -> Option<(usize, SetWord)> {
    let text = analysis.text();
    statement.token_range().find_map(|at| {
        let set = bench.lexicon.relations.set_word(text.lower(at))?;
        // "at all", "above all", "after all" speak of no set.
        let fixed = at
            .checked_sub(1)
            .is_some_and(|idx| matches!(text.lower(idx), "at" | "above" | "after" | "first" | "not"));
        (kinds.contains(&set) && !fixed).then_some((at, set))
    })
}

/// The stem of the noun that a quantifier stands before.
fn noun(analysis: &Analysis, statement: &Statement, at: usize) -> Option<String> {
    let text = analysis.text();
    let end = (at + 1 + NOUN_REACH).min(statement.token_range().end);
    (at + 1..end)
        .filter(|&idx| text.tokens.get(idx).is_some_and(|token| token.kind == TokenKind::Word))
        .find(|&idx| {
            !matches!(
                text.lower(idx),
                "the"
                    | "of"
                    | "two"
                    | "three"
                    | "four"
                    | "five"
                    | "six"
                    | "seven"
                    | "its"
                    | "their"
                    | "his"
                    | "her"
            )
        })
        .map(|idx| text.stem(idx).to_string())
}

/// A figure or part word that counts members of the same set ("three of the five towns", "most towns").
fn partial(bench: &Bench<'_>, analysis: &Analysis, statement: &Statement, noun: &str) -> Option<usize> {
    let text = analysis.text();
    let range = statement.token_range();
    range.clone().find(|&at| {
        let part = bench.lexicon.relations.set_word(text.lower(at)) == Some(SetWord::Part)
            || (text.lower(at + 1) == "of" && text.lower(at + 2) == "the");
        let end = (at + 1 + NOUN_REACH).min(range.end);
        part && (at + 1..end).any(|idx| bench.lexicon.relations.same_family(text.stem(idx), noun))
    })
}
