//! Shares in words: numerator and denominator ("two thirds", "a hundred millionths", "three twenty-fifths").

use rust_decimal::Decimal;

use crate::extract::number::NumberForm;
use crate::extract::number_words::{Words, cardinal};
use crate::lexicon::number::NumberWord;

/// Most tokens of a numerator, and of a denominator.
const LONGEST: usize = 8;

/// The share that words name, and where they end. The denominator takes as many words as it can.
pub(super) fn share(words: &Words<'_>, at: usize) -> Option<(Decimal, usize)> {
    if let Some(NumberWord::Denominator { parts: 2, plural: false }) = words.word(at) {
        return Some((Decimal::ONE.checked_div(Decimal::TWO)?, at + 1));
    }
    // "quarter million" needs no article; "quarter" alone is a time.
    if let Some(NumberWord::Denominator { parts, plural: false }) = words.word(at)
        && matches!(words.word(words.past_hyphen(at + 1)), Some(NumberWord::Magnitude(_)))
    {
        return Some((Decimal::ONE.checked_div(parts.into())?, at + 1));
    }
    let article = matches!(words.lower(at), "a" | "an");
    if !article
        && !matches!(words.word(at)?, NumberWord::Unit(_) | NumberWord::Ten(_) | NumberWord::Magnitude(_))
    {
        return None;
    }
    let last = words.sentence().end.min(at + LONGEST);
    // Cheap test: a denominator must follow.
    let possible = (at + 1..last + LONGEST).any(|i| is_denominator(words, i));
    for end in at + 1..=last {
        if !possible || end > at + 1 && !belongs(words, end - 1) {
            break;
        }
        // "six hundred and one quarter": a whole number and a share.
        let mixed =
            words.lower(end - 1) == "and" && share(words, end).is_some_and(|(part, _)| part < Decimal::ONE);
        if mixed {
            break;
        }
        let next = hyphen(words, end);
        if next > end && is_ten_and_unit(words, end - 1, next) {
            continue;
        }
        let Some(numerator) = numerator(words, at, end) else { continue };
        if let Some((parts, after)) = denominator(words, next, numerator == Decimal::ONE) {
            return Some((numerator.checked_div(parts)?, after));
        }
    }
    None
}

/// The token after a hyphen, which may stand between spaces ("seven - ninths").
fn hyphen(words: &Words<'_>, at: usize) -> usize {
    let spaced = words.lower(at) == "-" && !words.touches_next(at) && is_denominator(words, at + 1);
    if spaced { at + 1 } else { words.past_hyphen(at) }
}

fn belongs(words: &Words<'_>, at: usize) -> bool {
    words.word(at).is_some() || matches!(words.lower(at), "-" | "and")
}

fn is_denominator(words: &Words<'_>, at: usize) -> bool {
    matches!(
        words.word(at),
        Some(NumberWord::Denominator { .. } | NumberWord::Ordinal(_) | NumberWord::OrdinalMagnitude(_))
    )
}

fn is_ten_and_unit(words: &Words<'_>, ten: usize, unit: usize) -> bool {
    let small = match words.word(unit) {
        Some(NumberWord::Unit(1..=9) | NumberWord::Ordinal(1..=9)) => true,
        Some(NumberWord::Denominator { parts, .. }) => parts < 10,
        _ => false,
    };
    matches!(words.word(ten), Some(NumberWord::Ten(_)))
        && matches!(words.word(unit), Some(NumberWord::Unit(_)))
        && small
}

/// A whole number in words that fills a range of tokens.
fn numerator(words: &Words<'_>, at: usize, end: usize) -> Option<Decimal> {
    if words.lower(end - 1) == "and" {
        return None;
    }
    if end == at + 1 && matches!(words.lower(at), "a" | "an") {
        return Some(Decimal::ONE);
    }
    whole(words, at, end)
}

fn whole(words: &Words<'_>, at: usize, end: usize) -> Option<Decimal> {
    let part = cardinal(&words.until(end), at)?;
    (part.end == end && part.form == NumberForm::Words && part.value.is_integer()).then_some(part.value)
}

/// The number of parts: "thirds", "twenty-fifths", "two thousand ninths", "trillionth".
fn denominator(words: &Words<'_>, at: usize, single: bool) -> Option<(Decimal, usize)> {
    if matches!(words.word(at), Some(NumberWord::Magnitude(_) | NumberWord::Group(_))) {
        return None;
    }
    let last = words.sentence().end.min(at + LONGEST);
    let mut end = at;
    while end < last && !is_denominator(words, end) {
        if !belongs(words, end) {
            return None;
        }
        end += 1;
    }
    let (parts, plural) = match words.word(end)? {
        NumberWord::Denominator { parts, plural } => (Decimal::from(parts), Some(plural)),
        NumberWord::Ordinal(parts) => (Decimal::from(parts), Some(false)),
        NumberWord::OrdinalMagnitude(power) => {
            (crate::extract::number_words::power_of_ten(power)?, Some(false))
        }
        NumberWord::Unit(_)
        | NumberWord::Ten(_)
        | NumberWord::Magnitude(_)
        | NumberWord::Group(_)
        | NumberWord::Vague { .. } => return None,
    };
    let named = matches!(words.lower(end), "half" | "halves" | "quarter" | "quarters");
    if plural == Some(single) || end > at && named || end == at && parts <= Decimal::TWO && !named {
        return None;
    }
    if end == at {
        return Some((parts, end + 1));
    }
    let mut before = end;
    while before > at && (words.lower(before - 1) == "-" || words.lower(before - 1) == "and") {
        before -= 1;
    }
    let lead = whole(words, at, before)?;
    let large = parts >= Decimal::ONE_HUNDRED;
    // "twenty-" takes units, "hundred" what is below it; "hundredths" multiply.
    let room = match words.word(before - 1)? {
        NumberWord::Ten(_) => Decimal::TEN,
        NumberWord::Magnitude(power) => crate::extract::number_words::power_of_ten(power)?,
        NumberWord::Unit(_)
        | NumberWord::Group(_)
        | NumberWord::Ordinal(_)
        | NumberWord::OrdinalMagnitude(_)
        | NumberWord::Denominator { .. }
        | NumberWord::Vague { .. } => Decimal::ZERO,
    };
    let total = if large { lead.checked_mul(parts)? } else { lead.checked_add(parts)? };
    (large || parts < room).then_some((total, end + 1))
}
