//! One of a unit without a figure: "a euro", "a gallon of milk", "half a litre", "half-mile", "a quarter-pint".

use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::measure::{Measure, Measured, Reader};
use crate::extract::number::NumberForm;
use crate::extract::physical::made;
use crate::lexicon::money::MoneyScale;
use crate::lexicon::number::NumberWord;
use crate::model::{Dimension, TokenKind, Unit};

/// Finds such amounts where no figure stands.
pub(crate) fn singles(r: &Reader<'_>) -> Vec<Measured> {
    let mut found = Vec::new();
    for sentence in r.text.sentences {
        let range = sentence.token_range();
        let mut at = range.start;
        while at < range.end {
            match share(r, at, &range).or_else(|| one(r, at, &range)) {
                Some(amount) => {
                    at = amount.tokens.end;
                    found.push(amount);
                }
                None => at += 1,
            }
        }
    }
    found
}

fn amount(tokens: Range<usize>, value: Decimal, unit: Unit) -> Measured {
    Measured {
        tokens,
        low: value,
        high: value,
        precision: -(value.scale() as i32),
        form: NumberForm::Words,
        unit: Measure::Unit(unit),
        scale: Decimal::ONE,
        minor: None,
    }
}

/// "a euro", "a dollar", "a kilogram of flour": one of a unit, unless it is what something else is per.
fn one(r: &Reader<'_>, at: usize, sentence: &Range<usize>) -> Option<Measured> {
    if !matches!(r.text.lower(at), "a" | "an") {
        return None;
    }
    let nouns = r.lexicon.money.nouns();
    let before = at.checked_sub(1).filter(|&before| before >= sentence.start);
    // "3 pula a dollar", "40 dollars a barrel" are rates, "a dollar store" a shop.
    let rate = before.is_some_and(|before| {
        r.kind(before) == Some(TokenKind::Number)
            || nouns.find_at(r.text, before, at).is_some()
            || r.lexicon.number.word(r.text.lower(before)).is_some()
            || r.lexicon.units.words().get(r.text.lower(before)).is_some()
            || r.lexicon.units.symbol(r.text.word(before)).is_some()
            || r.text.lower(before).ends_with('s') && r.numbers_end_before(before)
    });
    if rate {
        return None;
    }
    if let Some((len, word)) = nouns.find_at(r.text, at + 1, sentence.end) {
        let end = at + 1 + len;
        let last = r.text.lower(end - 1);
        let plain =
            word.scale == MoneyScale::Main && !word.needs_amount && last.len() > 2 && !last.ends_with('s');
        let fits = plain && !names_thing(r, end);
        return fits.then(|| amount(at..end, Decimal::ONE, Unit::Money(word.currency.clone())));
    }
    let (end, unit) = unit_at(r, at + 1, sentence)?;
    // "a foot in the door", "a degree in law", "a yard", "a cup": only what is measured out, or all there is.
    let measures = r.text.lower(end) == "of"
        && !matches!(unit.1, Dimension::Length | Dimension::Temperature | Dimension::Angle | Dimension::Data);
    let symbol = r.lexicon.units.symbol(r.text.word(at + 1)).is_some()
        && r.text.word(at + 1).len() > 1
        && unit.1 != Dimension::Data;
    let alone = at == sentence.start && end == sentence.end;
    (measures || symbol && !r.is_word(end) || alone).then(|| amount(at..end, Decimal::ONE, unit.0))
}

/// "half a litre", "half-mile", "quarter-litre", "a tenth of a gallon".
fn share(r: &Reader<'_>, at: usize, sentence: &Range<usize>) -> Option<Measured> {
    let start = if matches!(r.text.lower(at), "a" | "an" | "one") { at + 1 } else { at };
    let (parts, plural) = match r.lexicon.number.word(r.text.lower(start))? {
        NumberWord::Denominator { parts, plural } => (parts, plural),
        NumberWord::Ordinal(parts) if parts > 2 => (parts.into(), false),
        NumberWord::Unit(_)
        | NumberWord::Ten(_)
        | NumberWord::Magnitude(_)
        | NumberWord::Group(_)
        | NumberWord::Ordinal(_)
        | NumberWord::OrdinalMagnitude(_)
        | NumberWord::Vague { .. } => return None,
    };
    if plural || at > sentence.start && r.lexicon.number.word(r.text.lower(at - 1)).is_some() {
        return None;
    }
    let half = parts == 2;
    let next = start + 1;
    let hyphen = r.past_hyphen(next);
    let unit_place = if hyphen > next && (half || parts == 4) {
        hyphen
    } else if r.text.lower(next) == "of" {
        if matches!(r.text.lower(next + 1), "a" | "an") { next + 2 } else { next + 1 }
    } else if half {
        if matches!(r.text.lower(next), "a" | "an") { next + 1 } else { next }
    } else {
        return None;
    };
    let (end, (unit, dimension)) = unit_at(r, unit_place, sentence)?;
    if matches!(dimension, Dimension::Temperature | Dimension::Angle) {
        return None;
    }
    let value = Decimal::ONE.checked_div(parts.into())?;
    Some(amount(at..end, value, unit))
}

/// A physical unit in the singular.
fn unit_at(r: &Reader<'_>, at: usize, sentence: &Range<usize>) -> Option<(usize, (Unit, Dimension))> {
    if at >= sentence.end {
        return None;
    }
    let units = &r.lexicon.units;
    let (len, unit) = match units.words().find_at(r.text, at, sentence.end) {
        Some((len, unit)) => (len, unit),
        None => {
            let symbol = r.text.word(at);
            let unit = units.symbol(symbol).filter(|_| symbol.len() > 1)?;
            (1, unit)
        }
    };
    let last = r.text.lower(at + len - 1);
    (!last.ends_with('s') || last == "celsius").then(|| (at + len, (made(unit), unit.dimension)))
}

fn names_thing(r: &Reader<'_>, end: usize) -> bool {
    r.is_word(end)
        && !r.lexicon.number.ends_head(r.text.lower(end))
        && !r.lexicon.number.is_per_unit(r.text.lower(end))
        || r.past_hyphen(end) > end
}
