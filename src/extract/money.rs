//! Money: signs, codes and names of currencies before and behind a figure.

use std::ops::Range;

use rust_decimal::prelude::ToPrimitive;

use crate::extract::glued;
use crate::extract::measure::{Measure, Measured, Reader, is_dash, scaled};
use crate::extract::number::NumberForm;
use crate::extract::pounds;
use crate::lexicon::money::{CurrencyWord, MoneyScale};
use crate::lexicon::number::NumberWord;
use crate::model::{Currency, MinorUnit, TokenKind, Unit};

/// What tells the currency before a figure.
struct Lead {
    /// Its first token.
    start: usize,
    currency: Currency,
    /// Power of ten of a letter before a code ("MCHF").
    power: u32,
    /// A minus between sign and figure, or before the sign.
    negative: bool,
    /// It stands inside the figure's own token ("USD412"), with its power counted.
    glued: bool,
}

/// A figure with its currency; nothing before `sentence.start` belongs to it.
pub(crate) fn money(r: &Reader<'_>, plain: &Measured, sentence: &Range<usize>) -> Option<Measured> {
    if let Some(lead) = before(r, plain, sentence) {
        return Some(with_sign(r, plain, sentence, lead));
    }
    behind(r, plain, sentence)
}

/// The sign or code before a figure, and where it starts.
fn before(r: &Reader<'_>, plain: &Measured, sentence: &Range<usize>) -> Option<Lead> {
    let words = &r.lexicon.money;
    let (start, first) = (plain.tokens.start, sentence.start);
    let lead = |start, currency| Lead { start, currency, power: 0, negative: false, glued: false };
    if r.is_word(start)
        && let Some((currency, ..)) = glued::parts(words, r.text.word(start))
    {
        return Some(Lead { glued: true, ..lead(start, currency) });
    }
    let mut at = start.checked_sub(1).filter(|&at| at >= first)?;
    let touches = r.text.touches_next(at);
    let mut negative = false;
    if matches!(r.text.word(at), "-" | "−") && touches && r.touches_before(at) {
        // "$-5"
        at = at.checked_sub(1).filter(|&at| at >= first && words.symbol(r.text.word(at)).is_some())?;
        negative = true;
    }
    if r.text.word(at) == "." && r.touches_before(at) {
        // "Rs. 500"
        at = at.checked_sub(1).filter(|&at| at >= first)?;
    }
    let word = r.text.word(at);
    if word == "$"
        && let Some((at, currency)) = dollar_letters(r, at, first, touches)
    {
        return Some(Lead { negative, ..lead(at, currency) });
    }
    if let Some(currency) = words.symbol(word) {
        let letter_sign = word.chars().all(char::is_alphabetic);
        // "-$5"
        let minus = at.checked_sub(1).filter(|&minus| {
            minus >= first
                && matches!(r.text.word(minus), "-" | "−")
                && r.text.touches_next(minus)
                && !r.touches_before(minus)
        });
        let fits = !letter_sign || word != "kr";
        return fits
            .then(|| Lead { negative: negative || minus.is_some(), ..lead(minus.unwrap_or(at), currency) });
    }
    if let Some(currency) = words.letters(word) {
        return (touches || word.len() > 1).then(|| lead(at, currency));
    }
    if let Some((currency, power)) = glued::scaled_code(words, word) {
        let counts = words.is_common_code(word) && r.is_word(plain.tokens.end);
        return (!counts).then(|| Lead { power, ..lead(at, currency) });
    }
    noun_before(r, plain, at, first).map(|(start, currency)| lead(start, currency))
}

/// Letters before "$": "US$", and in a text whose tokens stand apart "us $ 5".
fn dollar_letters(r: &Reader<'_>, sign: usize, first: usize, touches: bool) -> Option<(usize, Currency)> {
    let at = sign.checked_sub(1).filter(|&at| at >= first)?;
    let written = r.text.word(at);
    let joined = r.text.touches_next(at);
    let apart = !touches && !matches!(written, "A" | "a");
    r.lexicon.money.dollar(written).filter(|_| joined || apart).map(|currency| (at, currency))
}

/// "ringgit 640", "Malaysian ringgit 640": a currency's name before a figure that counts nothing.
fn noun_before(r: &Reader<'_>, plain: &Measured, at: usize, first: usize) -> Option<(usize, Currency)> {
    let nouns = r.lexicon.money.nouns();
    let word = nouns.get(r.text.lower(at)).filter(|word| word.scale == MoneyScale::Main)?;
    let before = at.checked_sub(1).filter(|&before| before >= first);
    let counted = r.is_word(plain.tokens.end) && !r.lexicon.number.ends_head(r.text.lower(plain.tokens.end));
    let opens = before.is_none_or(|before| {
        !matches!(r.text.lower(before), "the" | "a" | "an" | "per" | "each" | "every" | "in" | "of")
            && r.kind(before) != Some(TokenKind::Number)
            && r.lexicon.number.word(r.text.lower(before)).is_none()
    });
    // "Euro 2032" is a tournament.
    let year = plain.precision == 0 && (1900..=2100).contains(&plain.low.to_i32().unwrap_or(0));
    if word.needs_amount || counted || !opens || year || plain.form != NumberForm::Digits {
        return None;
    }
    if let Some(before) = before
        && let Some(place) = r.lexicon.places.known.get(r.text.lower(before))
        && let Some(national) = national(r, word, place.country.as_deref())
    {
        return Some((before, national));
    }
    Some((at, word.currency.clone()))
}

/// A bare noun's currency of one country.
fn national(r: &Reader<'_>, word: &CurrencyWord, country: Option<&str>) -> Option<Currency> {
    r.lexicon.money.national(word.currency.noun.as_deref()?, country?)
}

/// An amount after its sign, with a magnitude letter ("£11.8m") and a repeated name ("$5 million US dollars").
fn with_sign(r: &Reader<'_>, plain: &Measured, sentence: &Range<usize>, lead: Lead) -> Measured {
    let mut amount = plain.clone();
    if lead.power > 0 {
        let end = amount.tokens.end;
        amount = scaled(&amount, lead.power, end).unwrap_or(amount);
    }
    if lead.negative {
        (amount.low, amount.high) = (-amount.high, -amount.low);
    }
    let at = amount.tokens.end;
    if at < sentence.end && r.magnitude(plain).is_none() && !lead.glued {
        let suffix = r.text.word(at);
        let near = r.touches_before(at) || matches!(suffix, "m" | "mil" | "cr" | "Cr");
        if let Some(power) = r.lexicon.money.suffix(suffix).filter(|_| near) {
            amount = scaled(&amount, power, at + 1).unwrap_or(amount);
        }
    }
    let mut currency = lead.currency;
    let at = r.past_hyphen(amount.tokens.end);
    if at < sentence.end {
        if let Some((len, word)) = r.lexicon.money.nouns().find_at(r.text, at, sentence.end)
            && word.scale == MoneyScale::Main
            && !word.needs_amount
            && (word.is_full || word.currency.code == currency.code)
        {
            if word.currency.told {
                currency = word.currency.clone();
            }
            amount.tokens.end = at + len;
        } else if let Some(told) = r.lexicon.money.code(r.text.word(at))
            && told.may_be(&currency)
            && r.kind(at + 1) != Some(TokenKind::Number)
        {
            currency = told;
            amount.tokens.end = at + 1;
        }
    }
    amount.tokens.start = lead.start;
    amount.unit = Measure::Unit(Unit::Money(currency));
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
    let done = |end: usize, currency: Currency| Measured {
        tokens: amount.tokens.start..end,
        unit: Measure::Unit(Unit::Money(currency)),
        ..amount.clone()
    };
    if let Some((len, word)) = words.nouns().find_at(r.text, at, sentence.end)
        && suits(r, amount, at, len, word)
    {
        let code = len == 1 && words.code(&r.text.word(at).to_uppercase()).is_some();
        let (end, more) =
            if code { (at + 1, magnitude_behind(r, amount, at + 1, sentence)) } else { (at + len, 0) };
        let named = named(amount, end, word, word.currency.clone())?;
        return if more > 0 { scaled(&named, more, end + 1) } else { Some(named) };
    }
    // "40 million Malaysia ringgit": the country and a noun that it shares with others.
    if let Some((len, place)) = r.lexicon.places.known.find_at(r.text, at, sentence.end)
        && let Some((more, word)) = words.nouns().find_at(r.text, at + len, sentence.end)
        && word.scale == MoneyScale::Main
        && let Some(currency) = national(r, word, place.country.as_deref())
    {
        return named(amount, at + len + more, word, currency);
    }
    let written = r.text.word(at);
    // "20 US$", "20 $US"
    if let Some(currency) = words.dollar(written)
        && r.text.word(at + 1) == "$"
        && r.text.touches_next(at)
        && !(r.text.touches_next(at + 1) && r.kind(at + 2) == Some(TokenKind::Number))
    {
        return Some(done(at + 2, currency));
    }
    let behind = words.letters(written).filter(|_| written.len() > 1 && amount.form == NumberForm::Digits);
    let found = words.symbol(written).or(behind).map(|currency| (currency, 0));
    let (currency, power) = found.or_else(|| glued::scaled_code(words, written))?;
    let counts = words.is_common_code(written) && r.is_word(at + 1);
    // A sign that touches the next figure belongs to that one ("5 $3 tickets").
    let leads = r.text.touches_next(at) && r.kind(at + 1) == Some(TokenKind::Number);
    if leads || counts {
        return None;
    }
    let more = magnitude_behind(r, amount, at + 1, sentence);
    let end = at + 1 + usize::from(more > 0);
    if power + more > 0 {
        return scaled(&done(end, currency), power + more, end);
    }
    Some(done(end, currency))
}

/// The power of ten of a word behind the currency ("32 USD million"); 0 without one.
fn magnitude_behind(r: &Reader<'_>, amount: &Measured, at: usize, sentence: &Range<usize>) -> u32 {
    match r.lexicon.number.word(r.text.lower(at)) {
        Some(NumberWord::Magnitude(more)) if at < sentence.end && r.magnitude(amount).is_none() => more,
        _ => 0,
    }
}

/// An amount in the unit that a noun names.
fn named(amount: &Measured, end: usize, word: &CurrencyWord, currency: Currency) -> Option<Measured> {
    let tokens = amount.tokens.start..end;
    let plain = Measured { tokens, ..amount.clone() };
    match word.scale {
        MoneyScale::Main => Some(Measured { unit: Measure::Unit(Unit::Money(currency)), ..plain }),
        MoneyScale::Thousand => {
            Some(Measured { unit: Measure::Unit(Unit::Money(currency)), ..scaled(&plain, 3, end)? })
        }
        MoneyScale::Part(share) => {
            let unit =
                if &*currency.code == "XXX" { Measure::Cents } else { Measure::Unit(Unit::Money(currency)) };
            Some(Measured {
                low: amount.low.checked_mul(share)?,
                high: amount.high.checked_mul(share)?,
                precision: amount.precision - 2,
                scale: share,
                minor: Some(MinorUnit { name: word.singular.clone(), share }),
                unit,
                ..plain
            })
        }
    }
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
        return !pounds::are_weight(r, amount, at)
            && (noun == "pounds"
                || amount.high >= rust_decimal::Decimal::ONE_HUNDRED
                || is_dash(r.text.lower(amount.tokens.end)));
    }
    let hundred = amount.high >= rust_decimal::Decimal::ONE_HUNDRED;
    !word.needs_amount || hundred && amount.form != NumberForm::Fraction
}
