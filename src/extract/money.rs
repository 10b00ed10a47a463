//! Money: signs, codes and names of currencies before and behind a figure.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::measure::{Measure, Measured, Reader, scaled};
use crate::extract::number::NumberForm;
use crate::lexicon::money::{CurrencyWord, MoneyScale};
use crate::model::Unit;

/// A figure with its currency.
pub(crate) fn money(r: &Reader<'_>, plain: &Measured, sentence: &Range<usize>) -> Option<Measured> {
    if let Some((start, code)) = before(r, plain.tokens.start, sentence.start) {
        return Some(with_sign(r, plain, sentence, start, code));
    }
    behind(r, plain, sentence)
}

/// The sign or code before a figure, and where it starts.
fn before(r: &Reader<'_>, start: usize, first: usize) -> Option<(usize, Box<str>)> {
    let words = &r.lexicon.money;
    let mut at = start.checked_sub(1).filter(|&at| at >= first)?;
    let touches = r.text.touches_next(at);
    if r.text.word(at) == "." && r.touches_before(at) {
        // "Rs. 500"
        at = at.checked_sub(1).filter(|&at| at >= first)?;
    }
    let word = r.text.word(at);
    if word == "$" {
        let letters = at.checked_sub(1).filter(|&before| before >= first && r.text.touches_next(before));
        if let Some(at) = letters
            && let Some(code) = words.dollar(r.text.word(at))
        {
            return Some((at, code.into()));
        }
    }
    if let Some(code) = words.symbol(word) {
        let letter_sign = word.chars().all(char::is_alphabetic);
        return (!letter_sign || word != "kr").then(|| (at, code.into()));
    }
    if let Some(code) = words.letters(word) {
        return (touches || word.len() > 1).then(|| (at, code.into()));
    }
    words.code(word).map(|code| (at, code.into()))
}

/// An amount after its sign, with a magnitude letter ("£11.8m") and a repeated name ("$5 million US dollars").
fn with_sign(
    r: &Reader<'_>,
    plain: &Measured,
    sentence: &Range<usize>,
    start: usize,
    code: Box<str>,
) -> Measured {
    let mut amount = plain.clone();
    let at = amount.tokens.end;
    if at < sentence.end && r.magnitude(plain).is_none() {
        let suffix = r.text.word(at);
        let near = r.touches_before(at) || matches!(suffix, "m" | "mil" | "cr" | "Cr");
        if let Some(power) = r.lexicon.money.suffix(suffix).filter(|_| near) {
            amount = scaled(&amount, power, at + 1).unwrap_or(amount);
        }
    }
    let mut code = code;
    let at = r.past_hyphen(amount.tokens.end);
    if at < sentence.end {
        if let Some((len, word)) = r.lexicon.money.nouns().find_at(r.text, at, sentence.end)
            && word.scale == MoneyScale::Main
            && !word.needs_amount
            && (word.is_full || *word.code == *code)
        {
            code = word.code.clone();
            amount.tokens.end = at + len;
        } else if let Some(told) = r.lexicon.money.code(r.text.word(at)) {
            code = told.into();
            amount.tokens.end = at + 1;
        }
    }
    amount.tokens.start = start;
    amount.unit = Measure::Unit(Unit::Money(code));
    amount
}

/// A figure before its currency: "5 million euros", "10m euros", "20 EUR", "5 €", "ten grand", "half a euro".
fn behind(r: &Reader<'_>, plain: &Measured, sentence: &Range<usize>) -> Option<Measured> {
    let letter = plain.tokens.end;
    let suffix =
        r.lexicon.money.suffix(r.text.word(letter)).filter(|_| {
            letter < sentence.end && r.touches_before(letter) && plain.form == NumberForm::Digits
        });
    if let Some(power) = suffix
        && let Some(amount) = scaled(plain, power, letter + 1)
        && let Some(money) = currency(r, &amount, r.past_hyphen(letter + 1), sentence)
    {
        return Some(money);
    }
    r.unit_places(plain).find_map(|at| currency(r, plain, at, sentence))
}

fn currency(r: &Reader<'_>, amount: &Measured, at: usize, sentence: &Range<usize>) -> Option<Measured> {
    if at >= sentence.end {
        return None;
    }
    let words = &r.lexicon.money;
    let done =
        |end: usize, unit: Measure| Measured { tokens: amount.tokens.start..end, unit, ..amount.clone() };
    let written = r.text.word(at);
    if let Some((len, word)) = words.nouns().find_at(r.text, at, sentence.end)
        && suits(r, amount, at, len, word)
    {
        let end = at + len;
        return match word.scale {
            MoneyScale::Main => Some(done(end, Measure::Unit(Unit::Money(word.code.clone())))),
            MoneyScale::Thousand => Some(Measured {
                unit: Measure::Unit(Unit::Money(word.code.clone())),
                ..scaled(amount, 3, end)?
            }),
            MoneyScale::Hundredth => {
                let unit = if &*word.code == "XXX" {
                    Measure::Cents
                } else {
                    Measure::Unit(Unit::Money(word.code.clone()))
                };
                Some(Measured {
                    low: amount.low.checked_mul(Decimal::new(1, 2))?,
                    high: amount.high.checked_mul(Decimal::new(1, 2))?,
                    precision: amount.precision - 2,
                    ..done(end, unit)
                })
            }
        };
    }
    // "20 US$", "20 $US"
    if let Some(code) = words.dollar(written)
        && r.text.word(at + 1) == "$"
        && r.text.touches_next(at)
    {
        return Some(done(at + 2, Measure::Unit(Unit::Money(code.into()))));
    }
    let code = words.symbol(written).or_else(|| words.code(written))?;
    // A sign that touches the next figure belongs to that one ("5 $3 tickets").
    let leads = r.text.touches_next(at) && r.kind(at + 1) == Some(crate::model::TokenKind::Number);
    (!leads).then(|| done(at + 1, Measure::Unit(Unit::Money(code.into()))))
}

/// Whether a currency noun means money here: "won", "mark" and "pound" are other things too, and single letters
/// must touch their digits.
fn suits(r: &Reader<'_>, amount: &Measured, at: usize, len: usize, word: &CurrencyWord) -> bool {
    let noun = r.text.lower(at);
    if len == 1 && noun.len() <= 1 && noun.is_ascii() {
        // "40c", but "-10C" is a temperature.
        let small = r.text.word(at) == noun;
        return small && r.touches_before(at) && amount.form == NumberForm::Digits;
    }
    if matches!(noun, "pound" | "pounds") && len == 1 {
        let start = amount.tokens.start;
        let weighs = (start.saturating_sub(4)..start).any(|i| r.lexicon.units.is_weigh(r.text.lower(i)));
        return !weighs;
    }
    let hundred = amount.high >= Decimal::ONE_HUNDRED;
    !word.needs_amount || hundred && amount.form != NumberForm::Fraction
}
