//! Physical units behind a figure: words, symbols, powers, quotients, and what the words around make of "degrees",
//! "in" and "C".

use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::measure::{Measure, Measured, Reader};
use crate::extract::number::NumberForm;
use crate::lexicon::units::{UnitContext, UnitWord};
use crate::model::{Dimension, TokenKind, Unit};

/// How far from the figure the words may stand that say what an ambiguous unit is.
const REACH: usize = 12;

/// A figure with its physical unit.
pub(crate) fn physical(r: &Reader<'_>, plain: &Measured, sentence: &Range<usize>) -> Option<Measured> {
    if let Some(below) = below(r, plain, sentence) {
        return Some(below);
    }
    let (mut end, mut unit) = r.unit_places(plain).find_map(|at| unit_at(r, plain, at, sentence))?;
    if let Some((after, quotient)) = quotient(r, &unit, end, sentence) {
        (end, unit) = (after, quotient);
    }
    if &*unit.name == "degree" {
        unit = degree(r, plain, &unit, end, sentence)?;
    }
    let (mut low, mut high) = (plain.low, plain.high);
    if unit.dimension == Dimension::Temperature
        && let Some((len, ())) = r.lexicon.units.below().find_at(r.text, end, sentence.end)
        && low > Decimal::ZERO
    {
        // "below" alone needs nothing behind it ("sixteen degrees below.").
        if len > 1 || !r.is_word(end + 1) {
            (low, high) = (-high, -low);
            end += len;
        }
    }
    Some(Measured {
        tokens: plain.tokens.start..end,
        low,
        high,
        unit: Measure::Unit(made(&unit)),
        ..plain.clone()
    })
}

/// A unit of the list as a unit of the model.
pub(crate) fn made(unit: &UnitWord) -> Unit {
    Unit::Physical {
        name: unit.name.clone(),
        dimension: unit.dimension,
        factor: unit.factor,
        offset: unit.offset,
    }
}

/// The unit at a token, and one past its last token.
pub(crate) fn unit_at(
    r: &Reader<'_>,
    plain: &Measured,
    at: usize,
    sentence: &Range<usize>,
) -> Option<(usize, UnitWord)> {
    if at >= sentence.end {
        return None;
    }
    let units = &r.lexicon.units;
    if matches!(r.text.lower(at), "pound" | "pounds") {
        // Money has been asked before; what is left may be a weight.
        let pound = units
            .symbol("lb")
            .filter(|_| r.text.lower(at) == "pounds" || crate::extract::pounds::are_weight(r, plain, at))?;
        return Some((at + 1, pound.clone()));
    }
    if let Some((len, unit)) = units.words().find_at(r.text, at, sentence.end) {
        return Some((at + len, unit.clone()));
    }
    let digits = matches!(plain.form, NumberForm::Digits | NumberForm::Fraction);
    let symbol = r.text.word(at);
    // "four mls": behind words only symbols that are no words.
    let spelled = symbol.len() > 1 && !matches!(symbol, "ha" | "pt" | "in" | "mi");
    if !digits && spelled && plain.form == NumberForm::Words {
        return symbol_at(r, at);
    }
    if !digits || symbol.is_empty() {
        return None;
    }
    // A mark behind a long number closes an attribute or a quotation.
    if plain.high < Decimal::ONE_THOUSAND
        && let Some(found) = inches(r, at, sentence)
    {
        return Some(found);
    }
    let touches = r.touches_before(at);
    // A lone capital behind a space is a name more often than a unit.
    let lone = symbol.len() == 1 && symbol.bytes().all(|byte| byte.is_ascii_uppercase());
    if let Some(unit) = units.doubtful(symbol) {
        let context = has_context(r, plain, UnitContext::Temperature, sentence);
        // "-10C" and "37C" are read without more.
        let alone = touches && symbol == "C" && plain.high <= Decimal::ONE_HUNDRED;
        return (context || alone).then(|| (at + 1, unit.clone()));
    }
    let (end, unit) = symbol_at(r, at)?;
    let goes_on = matches!(r.text.lower(end), "/" | "of");
    (touches || !lone || end > at + 1 || goes_on).then_some((end, unit))
}

/// A symbol with its power: "m2" is one token, "m²" two, "m^2" three.
fn symbol_at(r: &Reader<'_>, at: usize) -> Option<(usize, UnitWord)> {
    let units = &r.lexicon.units;
    let symbol = r.text.word(at);
    let plain = units.symbol(symbol)?;
    let powered = |mark: &str| units.symbol(&format!("{symbol}{mark}"));
    let mark = r.text.word(at + 1);
    if r.text.touches_next(at) {
        if matches!(mark, "²" | "³")
            && let Some(unit) = powered(mark)
        {
            return Some((at + 2, unit.clone()));
        }
        if mark == "^"
            && r.text.touches_next(at + 1)
            && let Some(unit) = powered(r.text.word(at + 2))
        {
            return Some((at + 3, unit.clone()));
        }
    }
    Some((at + 1, plain.clone()))
}

/// Inches: "2 in" before a word such as "wide" or at the end, and marks that touch the figure (5", 5'').
fn inches(r: &Reader<'_>, at: usize, sentence: &Range<usize>) -> Option<(usize, UnitWord)> {
    let units = &r.lexicon.units;
    let inch = || units.words().get("inch").cloned();
    let touches = r.touches_before(at);
    match r.text.word(at) {
        "in" => {
            let next = r.text.lower(at + 1);
            let ends = at + 1 >= sentence.end || matches!(next, "." | "," | ")" | ";" | "x" | "×");
            (ends || units.is_measure(next)).then(inch)?.map(|unit| (at + 1, unit))
        }
        "\"" if touches && closes_nothing(r, at, sentence) => inch().map(|unit| (at + 1, unit)),
        "'" if touches && r.text.word(at + 1) == "'" && r.text.touches_next(at) => {
            inch().map(|unit| (at + 2, unit))
        }
        "'" if touches => {
            let next = at + 1;
            let inches_follow = r.kind(next) == Some(TokenKind::Number) && next < sentence.end;
            let ends = next >= sentence.end;
            let foot = units.words().get("foot").cloned()?;
            let free = closes_nothing(r, at, sentence);
            (free && (inches_follow || ends)).then_some((at + 1, foot))
        }
        _ => None,
    }
}

/// Whether a straight mark cannot close a quotation that the sentence opened before it.
fn closes_nothing(r: &Reader<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let mark = r.text.word(at);
    let first = at.saturating_sub(80).max(sentence.start);
    (first..at).filter(|&i| r.text.word(i) == mark && r.kind(i) == Some(TokenKind::Mark)).count() % 2 == 0
}

/// "l/km", "kg/m³", "W/min", "grams per litre": one unit by another, or by a sign for a length of time.
fn quotient(
    r: &Reader<'_>,
    unit: &UnitWord,
    end: usize,
    sentence: &Range<usize>,
) -> Option<(usize, UnitWord)> {
    let units = &r.lexicon.units;
    let at = end + 1;
    if at >= sentence.end {
        return None;
    }
    let slash = r.text.lower(end) == "/" && r.touches_before(end) && r.text.touches_next(end);
    let (after, name, dimension, factor) = match r.text.lower(end) {
        "/" if slash => match units.time_symbol(r.text.lower(at)) {
            Some(seconds) => {
                let squared = matches!(r.text.word(at + 1), "²") && r.text.touches_next(at);
                let after = at + 1 + usize::from(squared);
                (after, r.text.lower(at).to_string(), None, seconds)
            }
            None if r.text.lower(at) == "s2" => (at + 1, "s2".to_string(), None, Decimal::ONE),
            None => {
                let (after, by) = symbol_at(r, at)
                    .or_else(|| units.words().get(r.text.lower(at)).map(|by| (at + 1, by.clone())))?;
                (after, by.name.to_string(), Some(by.dimension), by.factor)
            }
        },
        "per" => {
            let (len, by) = units.words().find_at(r.text, at, sentence.end)?;
            (at + len, by.name.to_string(), Some(by.dimension), by.factor)
        }
        _ => return None,
    };
    let squared = r.text.word(after - 1) == "²" || name == "s2";
    let kind = match (unit.dimension, dimension) {
        (Dimension::Length, None) if squared => Dimension::Acceleration,
        (Dimension::Length, None) => Dimension::Speed,
        (Dimension::Volume, None) => Dimension::Flow,
        (Dimension::Data, None) => Dimension::DataRate,
        (Dimension::Mass, Some(Dimension::Volume)) => Dimension::Density,
        _ => Dimension::Other,
    };
    Some((
        after,
        UnitWord {
            name: format!("{} per {name}", unit.name).into(),
            dimension: kind,
            factor: unit.factor.checked_div(factor)?,
            offset: Decimal::ZERO,
        },
    ))
}

/// What "degrees" are: angles near words for turning, no unit near a university, else temperature.
fn degree(
    r: &Reader<'_>,
    plain: &Measured,
    unit: &UnitWord,
    end: usize,
    sentence: &Range<usize>,
) -> Option<UnitWord> {
    let near = |context| {
        let from = plain.tokens.start.saturating_sub(4).max(sentence.start);
        (from..sentence.end.min(end + 3))
            .filter(|at| !(plain.tokens.start..end).contains(at))
            .any(|at| r.lexicon.units.context(r.text.lower(at)) == Some(context))
    };
    if near(UnitContext::Study) && plain.form != NumberForm::Digits {
        return None;
    }
    if near(UnitContext::Angle) && !near(UnitContext::Temperature) {
        return r.lexicon.units.words().get("arcdegree").cloned();
    }
    Some(unit.clone())
}

fn has_context(r: &Reader<'_>, plain: &Measured, context: UnitContext, sentence: &Range<usize>) -> bool {
    let from = plain.tokens.start.saturating_sub(REACH).max(sentence.start);
    let to = sentence.end.min(plain.tokens.end + REACH);
    (from..to).any(|at| r.lexicon.units.context(r.text.lower(at)) == Some(context))
}

/// "sixteen below zero", without degrees.
fn below(r: &Reader<'_>, plain: &Measured, sentence: &Range<usize>) -> Option<Measured> {
    let units = &r.lexicon.units;
    let (len, ()) = units.below().find_at(r.text, plain.tokens.end, sentence.end)?;
    let degree = units.words().get("degree").filter(|_| len > 1 && plain.low > Decimal::ZERO)?;
    Some(Measured {
        tokens: plain.tokens.start..plain.tokens.end + len,
        low: -plain.high,
        high: -plain.low,
        unit: Measure::Unit(made(degree)),
        ..plain.clone()
    })
}
