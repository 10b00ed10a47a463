//! Figures that begin with digits, and groups such as "a dozen", within larger figures.

use rust_decimal::Decimal;

use crate::extract::digits;
use crate::extract::number::NumberForm;
use crate::extract::number_point::{power, spaced_groups};
use crate::extract::number_words::{Multiplier, Part, Words, below_hundred, multiplier, power_of_ten};
use crate::extract::share::share;
use crate::lexicon::number::NumberWord;
use crate::model::TokenKind;

/// Digits of any script with touching letters ("12k", "22nd"), or a leading point (".5").
pub(super) fn digits_at(words: &Words<'_>, at: usize) -> Option<Part> {
    let (mut part, last) = match words.kind(at)? {
        TokenKind::Number => {
            if let Some(part) = spaced_groups(words, at) {
                return Some(part);
            }
            let (value, precision) = digits::parse(words.lower(at))?;
            (digits_part(value, precision, at + 1), at)
        }
        TokenKind::Mark if words.lower(at) == "." && words.touches_next(at) => {
            let free = at
                .checked_sub(1)
                .is_none_or(|before| !words.touches_next(before) || matches!(words.lower(before), "-" | "−"));
            let digits = words.lower(at + 1);
            if !free || !digits.bytes().all(|byte| byte.is_ascii_digit()) || digits.is_empty() {
                return None;
            }
            let (value, precision) = digits::parse(&format!("0.{digits}"))?;
            (digits_part(value, precision, at + 2), at + 1)
        }
        TokenKind::Symbol => {
            if let Some((numerator, denominator)) = words.symbol(at).and_then(digits::vulgar) {
                let value = Decimal::from(numerator).checked_div(denominator.into())?;
                return Some(Part { form: NumberForm::Fraction, ..digits_part(value, -2, at + 1) });
            }
            other_script(words, at)?
        }
        TokenKind::Word | TokenKind::Mark => return None,
    };
    if let Some((numerator, denominator)) = words.symbol(part.end).and_then(digits::vulgar)
        && words.touches_next(last)
    {
        let share = Decimal::from(numerator).checked_div(denominator.into())?;
        part.value = part.value.checked_add(share)?;
        part.precision = -1;
        part.end += 1;
        return Some(part);
    }
    if let Some(raised) = power(words, part) {
        return Some(raised);
    }
    if words.kind(part.end) == Some(TokenKind::Word) && words.touches_next(last) {
        let suffix = words.lower(part.end);
        if matches!(suffix, "st" | "nd" | "rd" | "th") && part.precision == 0 {
            part.form = NumberForm::Ordinal;
            part.end += 1;
        } else if let Some(power) = words.lexicon().suffix(suffix)
            // "311.25K" is a temperature.
            && !(words.written(part.end) == "K" && part.precision < -1)
        {
            part.value = part.value.checked_mul(power_of_ten(power)?)?;
            part.precision += power as i32;
            part.end += 1;
        }
    }
    Some(part)
}

pub(super) fn digits_part(value: Decimal, precision: i32, end: usize) -> Part {
    Part { value, precision, end, form: NumberForm::Digits }
}

/// Touching digits of another script.
pub(super) fn other_script(words: &Words<'_>, at: usize) -> Option<(Part, usize)> {
    let mut value = Decimal::ZERO;
    let mut end = at;
    while end - at < 18
        && let Some(digit) = words.symbol(end).and_then(digits::any_script)
    {
        value = value.checked_mul(Decimal::TEN)?.checked_add(digit.into())?;
        end += 1;
        if !words.touches_next(end - 1) {
            break;
        }
    }
    (end > at).then(|| (digits_part(value, 0, end), end - 1))
}

/// Words below a thousand, or a number of hundreds ("twelve hundred and five"); an ordinal ends it.
pub(super) fn group(words: &Words<'_>, at: usize) -> Option<(Part, u32)> {
    let (lead, mut end, ordinal) = match words.word(at)? {
        NumberWord::Magnitude(2) => (1, at, false),
        NumberWord::Unit(_)
        | NumberWord::Ten(_)
        | NumberWord::Magnitude(_)
        | NumberWord::Group(_)
        | NumberWord::Ordinal(_)
        | NumberWord::OrdinalMagnitude(_)
        | NumberWord::Denominator { .. }
        | NumberWord::Vague { .. } => below_hundred(words, at)?,
    };
    let part = |value: u32, precision, end, ordinal| Part {
        value: value.into(),
        precision,
        end,
        form: if ordinal { NumberForm::Ordinal } else { NumberForm::Words },
    };
    let hundred = if end == at { at } else { words.past_hyphen(end) };
    if ordinal || words.word(hundred) != Some(NumberWord::Magnitude(2)) || lead == 0 {
        return Some((part(lead, 0, end, ordinal), 0));
    }
    end = hundred + 1;
    let mut next = words.past_hyphen(end);
    if matches!(words.lower(next), "and" | "&") {
        next = words.past_hyphen(next + 1);
    }
    match below_hundred(words, next) {
        Some((rest, end, ordinal)) if rest > 0 && !(next > hundred + 1 && stands_apart(words, next, end)) => {
            Some((part(lead * 100 + rest, 0, end, ordinal), 2))
        }
        _ => Some((part(lead * 100, 2, end, false), 2)),
    }
}

/// "four hundred and two dozen", "six hundred and one quarter": what follows "and" is a figure of its own.
fn stands_apart(words: &Words<'_>, start: usize, end: usize) -> bool {
    matches!(multiplier(words, end), Some(Multiplier::Group(_)))
        || share(words, start).is_some_and(|(share, _)| share < Decimal::ONE)
}
