//! Who does it and whom it is done to: the claim has both in the other order around the same words, in a sentence that
//! is otherwise copied.

use std::ops::Range;

use crate::judge::compare::across::SAME_PLACE;
use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::twin::Twin;
use crate::model::{Analysis, Category, Comparison, Feature, Primitive, Relation, TokenKind};

/// Longer stretches are not an exchange of two names, and are not tried.
const MAX_WORDS: usize = 24;
/// Most words between the two.
const MAX_BETWEEN: usize = 6;

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Option<Comparison> {
    let twin = bench.twin(claim.sentence.id)?;
    let source = bench.sources.get(twin.source)?;
    let (ours, theirs) = between_copies(bench.piece, source, claim, twin)?;
    let (ours, theirs) = (words(bench.piece, ours), words(source, theirs));
    if ours.len() != theirs.len() || !(3..=MAX_WORDS).contains(&ours.len()) {
        return None;
    }
    let between = exchanged(&ours, &theirs)?;
    let piece = bench.piece.text();
    let link = |at: usize| ours.get(at).map(|(token, _)| *token);
    let mut telling = between.filter_map(link).filter(|&at| is_telling(bench, at));
    telling.next()?;
    let (first, last) = (ours.first()?.0, ours.last()?.0);
    if !claim.statement.token_range().contains(&first) {
        return None;
    }
    let span = piece.span_of(first..last + 1);
    let original = source.text().span_of(theirs.first()?.0..theirs.last()?.0 + 1);
    let mut comparison = bench.comparison(claim, Primitive::Role, Category::RoleSwap, span);
    comparison.source = Some((source.document.id, original));
    comparison.word(Feature::Relation, Relation::Disjoint.name());
    comparison.number(Feature::SameEvent, SAME_PLACE);
    comparison.number(Feature::SharedWords, twin.len() as f32);
    comparison.flag(Feature::SamePredicate, true);
    comparison.flag(Feature::Aligned, true);
    Some(comparison)
}

/// What is left of both sentences without the words that they begin and end with alike; for a claim that cuts its
/// sentence short, of the source up to where the claim ends.
fn between_copies(
    piece: &Analysis,
    source: &Analysis,
    claim: &Claim<'_>,
    twin: &Twin,
) -> Option<(Range<usize>, Range<usize>)> {
    let a = words(piece, claim.sentence.token_range());
    let b = words(source, source.sentences.get(twin.sentence.idx())?.token_range());
    let head = a.iter().zip(&b).take_while(|(ours, theirs)| ours.1 == theirs.1).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(ours, theirs)| ours.1 == theirs.1).count();
    let tail = tail.min(a.len() - head).min(b.len() - head);
    let cut = |list: &[(usize, String)]| {
        let kept = list.get(head..list.len() - tail)?;
        Some(kept.first()?.0..kept.last()?.0 + 1)
    };
    Some((cut(&a)?, cut(&b)?))
}

/// The words with their tokens, in the case of the subject, so that "he" and "him" are one.
fn words(analysis: &Analysis, tokens: Range<usize>) -> Vec<(usize, String)> {
    let text = analysis.text();
    let is_word = |at: &usize| {
        analysis
            .tokens
            .get(*at)
            .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
    };
    tokens
        .filter(is_word)
        .map(|at| {
            let word = match text.lower(at) {
                "him" => "he",
                "her" => "she",
                "them" => "they",
                "an" => "a",
                word => word,
            };
            (at, word.replace('’', "'"))
        })
        .collect()
}

/// If one side is "A v B" and the other "B v A": the positions of "v" in the first.
fn exchanged(ours: &[(usize, String)], theirs: &[(usize, String)]) -> Option<Range<usize>> {
    let n = ours.len();
    let same = |a: Range<usize>, b: Range<usize>| {
        a.len() == b.len()
            && a.zip(b).all(|(i, j)| ours.get(i).map(|it| &it.1) == theirs.get(j).map(|it| &it.1))
    };
    for first in 1..n.saturating_sub(1) {
        // Ours: [0, first) is B, then v, then A. Theirs ends with B.
        if !same(0..first, n - first..n) {
            continue;
        }
        for between in 1..=MAX_BETWEEN.min(n - first - 1) {
            let last = n - first - between;
            if same(first + between..n, 0..last) && same(first..first + between, last..last + between) {
                return Some(first..first + between);
            }
        }
    }
    None
}

/// Whether the order matters around a word: a verb that is no copula and has no two equal sides, or a direction.
fn is_telling(bench: &Bench<'_>, at: usize) -> bool {
    let text = bench.piece.text();
    let (lower, stem) = (text.lower(at), text.stem(at));
    let even = matches!(
        stem,
        "meet" | "marri" | "be" | "date" | "match" | "equal" | "resembl" | "join" | "face" | "plai"
    );
    let grammar = bench.lexicon.relations.is_stop(lower, stem)
        && !matches!(lower, "to" | "by" | "over" | "after" | "before");
    !even && !grammar
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<(usize, String)> {
        text.split(' ').map(str::to_string).enumerate().collect()
    }

    #[test]
    fn both_sides_around_the_same_words() {
        assert_eq!(exchanged(&list("the mayor sued ann hull"), &list("ann hull sued the mayor")), Some(2..3));
        assert_eq!(exchanged(&list("ulm to bern"), &list("bern to ulm")), Some(1..2));
    }

    #[test]
    fn a_passive_is_no_exchange() {
        assert_eq!(exchanged(&list("ann was sued by bob"), &list("bob sued ann")), None);
        assert_eq!(exchanged(&list("on monday ann sued bob"), &list("ann sued bob on monday")), None);
    }
}
