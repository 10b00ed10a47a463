//! The grammar of cardinal and ordinal numbers: digits and words, magnitudes, halves.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::digits;
use crate::extract::number::NumberForm;
use crate::extract::number_digits::{digits_at, group};
use crate::extract::number_point::decimal_point;
use crate::extract::number_spelled;
use crate::extract::share::share;
use crate::lexicon::number::{NumberWord, NumberWords};
use crate::model::{Text, TokenKind};

/// The words of one sentence as the grammar reads them.
pub(crate) struct Words<'a> {
    text: &'a Text<'a>,
    lexicon: &'a NumberWords,
    range: Range<usize>,
}

/// A figure that is being read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub(crate) value: Decimal,
    pub(crate) precision: i32,
    pub(crate) end: usize,
    pub(crate) form: NumberForm,
}

impl<'a> Words<'a> {
    pub(crate) fn new(text: &'a Text<'a>, lexicon: &'a NumberWords, range: Range<usize>) -> Self {
        Self { text, lexicon, range }
    }

    /// A word in lower case; empty outside the sentence.
    pub(crate) fn lower(&self, at: usize) -> &'a str {
        if self.range.contains(&at) { self.text.lower(at) } else { "" }
    }

    /// A word as it is written; empty outside the sentence.
    pub(crate) fn written(&self, at: usize) -> &'a str {
        if self.range.contains(&at) { self.text.word(at) } else { "" }
    }

    /// The same words, ending before a token.
    pub(crate) fn until(&self, end: usize) -> Self {
        Self { range: self.range.start..end.min(self.range.end), ..*self }
    }

    /// Tokens of the sentence.
    pub(crate) fn sentence(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The word before a token; empty at the start of the sentence.
    pub(crate) fn before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |before| self.lower(before))
    }

    pub(crate) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.range.contains(&at).then(|| self.text.tokens.get(at).map(|token| token.kind))?
    }

    pub(crate) fn touches_next(&self, at: usize) -> bool {
        self.range.contains(&(at + 1)) && self.text.touches_next(at)
    }

    /// What a word does in a number.
    pub(crate) fn word(&self, at: usize) -> Option<NumberWord> {
        if self.kind(at)? != TokenKind::Word {
            return None;
        }
        self.lexicon.word(self.lower(at))
    }

    /// The number list.
    pub(crate) fn lexicon(&self) -> &'a NumberWords {
        self.lexicon
    }

    /// Whether a phrase of the list of set phrases with ordinals lies around a token.
    pub(super) fn is_set_phrase(&self, at: usize) -> bool {
        let table = self.lexicon.not_ordinal();
        [Some(at), at.checked_sub(1)].into_iter().flatten().any(|start| {
            self.range.contains(&start)
                && table.find_at(self.text, start, self.range.end).is_some_and(|(len, ())| start + len > at)
        })
    }

    /// Cheap test before any reading: digits, a number word, "a", a sign.
    pub(crate) fn can_start(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(TokenKind::Number) => true,
            Some(TokenKind::Symbol) => self.symbol(at).is_some_and(|letter| {
                letter == '−' || digits::any_script(letter).is_some() || digits::vulgar(letter).is_some()
            }),
            Some(TokenKind::Mark) => matches!(self.lower(at), "-" | "."),
            Some(TokenKind::Word) => {
                matches!(self.lower(at), "a" | "an" | "minus" | "negative" | "point")
                    || self.lexicon.word(self.lower(at)).is_some()
            }
            None => false,
        }
    }

    pub(super) fn symbol(&self, at: usize) -> Option<char> {
        self.lower(at).chars().next()
    }

    /// The token after a hyphen that joins two words, or the token itself.
    pub(crate) fn past_hyphen(&self, at: usize) -> usize {
        let joins = self.lower(at) == "-"
            && self.touches_next(at)
            && at.checked_sub(1).is_some_and(|before| self.touches_next(before));
        if joins { at + 1 } else { at }
    }
}

/// A number in digits or words with its magnitudes: "21 thousand two hundred", "a hundred and one".
pub(crate) fn cardinal(words: &Words<'_>, at: usize) -> Option<Part> {
    if let Some(part) = number_spelled::spelled(words, at).or_else(|| side_by_side(words, at)) {
        return Some(part);
    }
    let (first, mut power) = component(words, at, true)?;
    let mut part = first;
    while part.form != NumberForm::Ordinal && power >= 2 {
        let digits_first = first.form == NumberForm::Digits;
        let Some((next, next_power)) = continuation(words, part.end, power, digits_first) else {
            break;
        };
        part = Part {
            value: part.value.checked_add(next.value)?,
            precision: next.precision,
            end: next.end,
            form: if next.form == NumberForm::Ordinal { NumberForm::Ordinal } else { first.form },
        };
        power = next_power;
    }
    Some(part)
}

/// Two numbers below a hundred said one after the other: "eighteen sixty-four", "one twenty-two".
fn side_by_side(words: &Words<'_>, at: usize) -> Option<Part> {
    let NumberWord::Unit(lead @ (1..=9 | 13..=19)) = words.word(at)? else {
        return None;
    };
    let NumberWord::Ten(_) = words.word(at + 1)? else {
        return None;
    };
    let (rest, end, ordinal) = below_hundred(words, at + 1)?;
    let full = end > at + 2;
    let counts = words.kind(end) == Some(TokenKind::Word) || words.past_hyphen(end) > end;
    let alone = at.checked_sub(1).is_none_or(|before| words.word(before).is_none());
    (full && !ordinal && !counts && alone).then(|| Part {
        value: Decimal::from(lead * 100 + rest),
        precision: 0,
        end,
        form: NumberForm::Words,
    })
}

/// What may follow a component that ends in a magnitude: "two hundred" after "one thousand", after "and" too.
fn continuation(words: &Words<'_>, end: usize, power: u32, digits_first: bool) -> Option<(Part, u32)> {
    let mut at = words.past_hyphen(end);
    let and = matches!(words.lower(at), "and" | "&");
    // "two million, three hundred and ten": a comma between groups in words.
    let comma = words.lower(at) == "," && !digits_first && power >= 3;
    if and || comma {
        at = words.past_hyphen(at + 1);
    }
    // After digits only hundreds go on: "2 million and 3" and "60 lakh and 7,000" are two figures each.
    let small = power == 2;
    if digits_first && and && !small {
        return None;
    }
    let (next, next_power) = component(words, at, false)?;
    let fits = next.value < power_of_ten(power)? && !next.value.is_zero();
    // Two runs of digits are one number only where each has its magnitude ("2 million 500 thousand").
    let plain_digits = next.form == NumberForm::Digits && next_power == 0 && !(digits_first && and && small);
    // "$280 million first mortgages"
    let counts_places = digits_first && next.form == NumberForm::Ordinal;
    let listed = comma && next_power < 2;
    (fits && !plain_digits && !counts_places && !listed).then_some((next, next_power))
}

/// One group with its magnitudes: "twenty-one thousand", "2.4 billion", "a dozen", "three and a half million".
/// Gives the power of its last magnitude, 0 without one.
fn component(words: &Words<'_>, at: usize, first: bool) -> Option<(Part, u32)> {
    let (mut part, mut power) = leading(words, at, first)?;
    if part.form == NumberForm::Ordinal {
        return Some((part, power));
    }
    if power == 0
        && let Some(half) = and_fraction(words, part.end)
    {
        part = add_fraction(part, half, Decimal::ONE)?;
    }
    let start = part.end;
    for _ in 0..3 {
        let next = words.past_hyphen(part.end);
        match multiplier(words, next) {
            Some(Multiplier::Power(more)) => {
                part.value = part.value.checked_mul(power_of_ten(more)?)?;
                part.precision += more as i32;
                power = if part.end == start && power < 3 { more } else { power + more };
                part.end = next + 1;
            }
            Some(Multiplier::OrdinalPower(more)) => {
                part.value = part.value.checked_mul(power_of_ten(more)?)?;
                part.precision = 0;
                part.form = NumberForm::Ordinal;
                part.end = next + 1;
                return Some((part, power));
            }
            Some(Multiplier::Group(times)) => {
                part.value = part.value.checked_mul(times.into())?;
                part.end = next + 1;
                return Some((part, 0));
            }
            None => break,
        }
    }
    if (part.end > start || power == 2)
        && let Some((share, end)) = and_fraction(words, part.end)
    {
        // "a million and a half", but "seven billion and a quarter million"; "a hundred and a half" adds a half.
        let (of, end) = match words.word(end) {
            Some(NumberWord::Magnitude(less)) if less <= power => (power_of_ten(less)?, end + 1),
            _ if power > 2 => (power_of_ten(power)?, end),
            _ => (Decimal::ONE, end),
        };
        part = add_fraction(part, (share, end), of)?;
        power = 0;
    }
    Some((part, power))
}

pub(super) enum Multiplier {
    Power(u32),
    OrdinalPower(u32),
    Group(u32),
}

/// "million", "millions" after a number, "dozen", "hundredth". "hundred" belongs to the group before it, except
/// after digits.
pub(super) fn multiplier(words: &Words<'_>, at: usize) -> Option<Multiplier> {
    match words.word(at)? {
        NumberWord::Magnitude(power) => Some(Multiplier::Power(power)),
        NumberWord::OrdinalMagnitude(power) => Some(Multiplier::OrdinalPower(power)),
        NumberWord::Group(times) => Some(Multiplier::Group(times)),
        NumberWord::Vague { .. } => match words.lexicon().word(words.lower(at).strip_suffix('s')?)? {
            NumberWord::Magnitude(power) => Some(Multiplier::Power(power)),
            NumberWord::Group(times) => Some(Multiplier::Group(times)),
            NumberWord::Unit(_)
            | NumberWord::Ten(_)
            | NumberWord::Ordinal(_)
            | NumberWord::OrdinalMagnitude(_)
            | NumberWord::Denominator { .. }
            | NumberWord::Vague { .. } => None,
        },
        NumberWord::Unit(_)
        | NumberWord::Ten(_)
        | NumberWord::Ordinal(_)
        | NumberWord::Denominator { .. } => None,
    }
}

/// What stands before the magnitudes: digits, words below a thousand, "a", or nothing ("hundred").
fn leading(words: &Words<'_>, at: usize, first: bool) -> Option<(Part, u32)> {
    let one = |end| Part { value: Decimal::ONE, precision: 0, end, form: NumberForm::Words };
    if let Some(part) = digits_at(words, at) {
        let part =
            if part.form == NumberForm::Digits { decimal_point(words, part).unwrap_or(part) } else { part };
        return Some((part, 0));
    }
    match words.lower(at) {
        "a" | "an" if first => {
            if words.lower(at + 1) == "couple" && words.lower(at + 2) == "of" {
                let two = Part { value: Decimal::TWO, ..one(at + 3) };
                if multiplier(words, at + 3).is_some() {
                    return Some((two, 0));
                }
                let counts = words.kind(at + 3) == Some(TokenKind::Word);
                return counts.then_some((Part { end: at + 2, ..two }, 0));
            }
            // "a hundred and one" is read like "one hundred and one".
            return match multiplier(words, at + 1)? {
                Multiplier::Power(2) => group(words, at + 1),
                Multiplier::Power(_) | Multiplier::Group(_) => {
                    matches!(words.word(at + 1), Some(NumberWord::Magnitude(_) | NumberWord::Group(_)))
                        .then(|| (one(at + 1), 0))
                }
                Multiplier::OrdinalPower(_) => None,
            };
        }
        "point" if !is_a_point(words.before(at)) => {
            return decimal_point(words, Part { value: Decimal::ZERO, ..one(at) }).map(|part| (part, 0));
        }
        _ => {}
    }
    match words.word(at)? {
        NumberWord::Magnitude(2) if first => group(words, at),
        NumberWord::Magnitude(_) | NumberWord::Group(_) | NumberWord::OrdinalMagnitude(_) if first => {
            Some((one(at), 0))
        }
        NumberWord::Unit(_) | NumberWord::Ten(_) | NumberWord::Ordinal(_) => {
            let (part, power) = group(words, at)?;
            let part = decimal_point(words, part).unwrap_or(part);
            Some((part, power))
        }
        NumberWord::Magnitude(_)
        | NumberWord::Group(_)
        | NumberWord::OrdinalMagnitude(_)
        | NumberWord::Denominator { .. }
        | NumberWord::Vague { .. } => None,
    }
}

/// Words before "point" that make it a noun ("at this point five men").
fn is_a_point(before: &str) -> bool {
    matches!(
        before,
        "the"
            | "this"
            | "that"
            | "a"
            | "an"
            | "one"
            | "some"
            | "what"
            | "which"
            | "each"
            | "every"
            | "any"
            | "no"
            | "at"
            | "to"
            | "my"
            | "your"
            | "his"
            | "her"
            | "its"
            | "our"
            | "their"
            | "focal"
            | "starting"
            | "turning"
    )
}

/// "seven", "twenty", "twenty-one", "thirty-first": value, end, whether it is an ordinal.
pub(super) fn below_hundred(words: &Words<'_>, at: usize) -> Option<(u32, usize, bool)> {
    match words.word(at)? {
        NumberWord::Unit(value) => Some((value, at + 1, false)),
        NumberWord::Ordinal(value) => Some((value, at + 1, true)),
        NumberWord::Ten(ten) => {
            let mut next = words.past_hyphen(at + 1);
            // "sixty - four", "eighty—third"
            let dash = words.lower(next);
            let spaced = dash == "-" && !words.touches_next(at) && !words.touches_next(next);
            let joined = matches!(dash, "—" | "–") && words.touches_next(at) && words.touches_next(next);
            if spaced || joined {
                next += 1;
            }
            match words.word(next) {
                Some(NumberWord::Unit(unit @ 1..=9)) => Some((ten + unit, next + 1, false)),
                Some(NumberWord::Ordinal(unit @ 1..=9)) => Some((ten + unit, next + 1, true)),
                _ => Some((ten, at + 1, false)),
            }
        }
        NumberWord::Magnitude(_)
        | NumberWord::Group(_)
        | NumberWord::OrdinalMagnitude(_)
        | NumberWord::Denominator { .. }
        | NumberWord::Vague { .. } => None,
    }
}

/// "and a half", "and three quarters", "and sixty-one hundredths": the share and its end.
fn and_fraction(words: &Words<'_>, at: usize) -> Option<(Decimal, usize)> {
    let at = words.past_hyphen(at);
    if !matches!(words.lower(at), "and" | "&") {
        return None;
    }
    let start = words.past_hyphen(at + 1);
    if matches!(words.lower(start), "a" | "an") {
        // "-and-a-half"
        let next = words.past_hyphen(start + 1);
        if next > start + 1
            && let Some(NumberWord::Denominator { parts, plural: false }) = words.word(next)
        {
            return Some((Decimal::ONE.checked_div(parts.into())?, next + 1));
        }
    }
    share(words, start)
}

fn add_fraction(part: Part, (share, end): (Decimal, usize), of: Decimal) -> Option<Part> {
    Some(Part {
        value: part.value.checked_add(share.checked_mul(of)?)?,
        precision: part.precision - 1,
        end,
        form: part.form,
    })
}

/// Ten to a power that a decimal can hold.
pub(crate) fn power_of_ten(power: u32) -> Option<Decimal> {
    10_i128.checked_pow(power).and_then(|value| Decimal::try_from_i128_with_scale(value, 0).ok())
}
