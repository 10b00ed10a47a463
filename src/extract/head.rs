//! What a figure counts ("52,700 flooded cellars"), and what it is per ("a year", "each").

use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::measure::{Measure, Measured, Reader};
use crate::extract::number::NumberForm;
use crate::model::{Case, Span, TokenKind};

/// Longest way, in words, from a figure to its noun.
const REACH: usize = 6;

/// The token of the noun that a figure counts.
pub(crate) fn head(r: &Reader<'_>, figure: &Measured) -> Option<usize> {
    let sentence = r.sentence(figure.tokens.start);
    let end = figure.tokens.end;
    if matches!(figure.unit, Measure::Unit(_) | Measure::Cents) {
        if r.text.lower(end) != "of" {
            return None;
        }
        return noun(r, skip_determiners(r, end + 1, sentence.end), sentence.end, false);
    }
    if r.past_hyphen(end) > end {
        // "a 12-nation alliance"
        return r.is_word(end + 1).then_some(end + 1);
    }
    let of = r.text.lower(end) == "of";
    let start = if of || figure.form == NumberForm::Fraction {
        skip_determiners(r, end + usize::from(of), sentence.end)
    } else {
        end
    };
    let singular = figure.form == NumberForm::Ordinal || figure.high == Decimal::ONE && !of;
    noun(r, start, sentence.end, singular).or_else(|| label(r, figure))
}

/// "of the seven members": articles, possessives and a figure before the noun.
fn skip_determiners(r: &Reader<'_>, at: usize, end: usize) -> usize {
    let mut at = at;
    while at < end {
        if matches!(
            r.text.lower(at),
            "the"
                | "a"
                | "an"
                | "all"
                | "its"
                | "their"
                | "our"
                | "his"
                | "her"
                | "my"
                | "your"
                | "these"
                | "those"
        ) {
            at += 1;
        } else if let Some(number) = number_at(r, at) {
            at = number.end;
            break;
        } else {
            break;
        }
    }
    at
}

fn number_at(r: &Reader<'_>, at: usize) -> Option<Range<usize>> {
    let idx = r.numbers.partition_point(|number| number.tokens.start < at);
    r.numbers.get(idx).filter(|number| number.tokens.start == at).map(|number| number.tokens.clone())
}

/// The noun of the phrase that starts at a token: its first plural, or for one thing the last word of the phrase.
fn noun(r: &Reader<'_>, start: usize, end: usize, singular: bool) -> Option<usize> {
    let mut last = None;
    let mut at = start;
    while at < end.min(start + REACH) {
        let word = r.text.lower(at);
        if word == "-" && last.is_some() && r.past_hyphen(at) > at {
            at += 1;
            continue;
        }
        let stops = !r.is_word(at) || r.lexicon.number.ends_head(word) || number_at(r, at).is_some();
        if stops {
            // "two- and three-storey", "15 mostly young, unpaid helpers": a comma between adjectives goes on.
            let comma = word == "," && last.is_some_and(|last| is_adjective(r.text.lower(last)));
            if !comma || singular {
                break;
            }
            at += 1;
            continue;
        }
        if !singular && is_plural(r, at) {
            // "sports halls": the last of touching plurals.
            let next = at + 1;
            let more = next < end
                && r.is_word(next)
                && is_plural(r, next)
                && !r.lexicon.number.ends_head(r.text.lower(next));
            if !more {
                return Some(at);
            }
        }
        if singular && last.is_some() && is_past(word) {
            break;
        }
        last = Some(at);
        at += 1;
    }
    let last = last.filter(|&last| singular || !is_adjective(r.text.lower(last)))?;
    // Without a plural, only a mass noun right behind "of" is what is measured.
    let measured =
        !singular && last == start && start.checked_sub(1).is_some_and(|at| r.text.lower(at) == "of");
    (singular || measured).then_some(last)
}

fn is_plural(r: &Reader<'_>, at: usize) -> bool {
    let word = r.text.lower(at);
    if r.lexicon.number.is_collective(word) {
        return true;
    }
    let proper = r.text.tokens.get(at).is_some_and(|token| token.case == Case::Upper);
    word.len() > 2
        && !proper
        && word.ends_with('s')
        && !["ss", "us", "is", "ous", "'s"].iter().any(|ending| word.ends_with(ending))
}

fn is_adjective(word: &str) -> bool {
    [
        "ed", "ing", "ly", "ous", "ful", "ive", "al", "ic", "able", "ible", "ary", "ish", "less", "ian",
        "ese", "er", "est",
    ]
    .iter()
    .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
}

fn is_past(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed")
}

/// "Article 5": the noun before a figure that it names.
fn label(r: &Reader<'_>, figure: &Measured) -> Option<usize> {
    let mut at = figure.tokens.start.checked_sub(1)?;
    if r.text.lower(at) == "." {
        at = at.checked_sub(1)?;
    }
    let same = r.sentence(at) == r.sentence(figure.tokens.start);
    (same && figure.form != NumberForm::Ordinal && r.lexicon.number.is_label(r.text.lower(at))).then_some(at)
}

/// What a figure is per, and one past its last token: behind the unit or the noun.
pub(crate) fn per(r: &Reader<'_>, at: usize) -> Option<(Span, usize)> {
    let end = r.sentence(at.saturating_sub(1)).end;
    if at >= end {
        return None;
    }
    let noun = at + 1;
    let known = noun < end && r.lexicon.number.is_per_unit(r.text.lower(noun));
    let found = match r.text.lower(at) {
        "per" if noun < end && r.kind(noun) == Some(TokenKind::Word) => noun,
        "a" | "an" | "each" | "every" | "/" if known => noun,
        "each" | "apiece" | "annually" | "yearly" | "monthly" | "weekly" | "daily" | "hourly" => at,
        _ => return None,
    };
    Some((r.text.span_of(found..found + 1), found + 1))
}
