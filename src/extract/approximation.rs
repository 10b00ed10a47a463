//! How a figure is worded: "about", "more than", "or so".

use std::ops::Range;

use crate::extract::measure::Reader;
use crate::model::Approximation;

/// Longest approximator, in words.
const REACH: usize = 6;

/// Where an approximation ("about", "~") right before a figure starts, not before `floor`.
pub(crate) fn before(r: &Reader<'_>, start: usize, floor: usize) -> Option<usize> {
    let first = start.saturating_sub(REACH).max(floor).max(r.sentence(start).start);
    let table = r.lexicon.number.approximators_before();
    (first..start).find(|&at| {
        table.find_at(r.text, at, start).is_some_and(|(len, &kind)| {
            at + len == start && matches!(kind, Approximation::About | Approximation::Nearly)
        })
    })
}

/// The wording around a figure, and the tokens with the words of it.
pub(crate) fn around(r: &Reader<'_>, tokens: &Range<usize>) -> (Approximation, Range<usize>) {
    let sentence = r.sentence(tokens.start);
    let first = tokens.start.saturating_sub(REACH).max(sentence.start);
    let before = r.lexicon.number.approximators_before();
    // The longest phrase that ends at the figure wins: "more than", not "than".
    let front = (first..tokens.start).find_map(|at| {
        before
            .find_at(r.text, at, tokens.start)
            .filter(|(len, _)| at + len == tokens.start)
            .map(|(_, &kind)| (kind, at))
    });
    let behind = r
        .lexicon
        .number
        .approximators_after()
        .find_at(r.text, tokens.end, sentence.end)
        .map(|(len, &kind)| (kind, tokens.end + len));
    match (front, behind) {
        (Some((kind, start)), _) => (kind, start..tokens.end),
        (None, Some((kind, end))) => (kind, tokens.start..end),
        (None, None) => (Approximation::Bare, tokens.clone()),
    }
}
