//! Two figures that belong together: ranges ("between 3 and 5 %", "10-12"), changes ("from 40 to 44 euros"),
//! results ("2-1", "19 votes to 11") and amounts in two units ("6 feet 2 inches").

use rust_decimal::Decimal;

use crate::extract::measure::{Measure, Measured, Reader, is_dash, scaled};
use crate::extract::number::NumberForm;
use crate::model::{TokenKind, Unit};

/// What two neighbouring figures are to each other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Pair {
    /// One figure with two ends, or the sum of two units.
    One(Measured),
    /// A result: the first figure is `low`, the second `high`.
    Score(Measured),
    /// Two figures of one unit.
    Two(Measured, Measured),
}

/// Reads a figure and the next one together, if they belong together.
pub(crate) fn pair(r: &Reader<'_>, a: &Measured, b: &Measured) -> Option<Pair> {
    let gap = b.tokens.start.checked_sub(a.tokens.end)?;
    if r.sentence(a.tokens.start) != r.sentence(b.tokens.start) || gap > 2 {
        return None;
    }
    let singles = a.low == a.high && b.low == b.high;
    if !singles || a.form == NumberForm::Ordinal || b.form == NumberForm::Ordinal {
        return None;
    }
    if let Some(sum) = sum(r, a, b, gap) {
        return Some(Pair::One(sum));
    }
    let link = r.text.lower(b.tokens.start.checked_sub(1)?);
    let before = a.tokens.start.checked_sub(1).map_or("", |at| r.text.lower(at));
    if gap == 2 {
        // "8- to 16-metre waves"
        if is_dash(r.text.lower(a.tokens.end)) && link == "to" && a.unit == Measure::None && a.low <= b.high {
            return Some(Pair::One(Measured {
                tokens: a.tokens.start..b.tokens.end,
                low: a.low,
                precision: a.precision.min(b.precision),
                ..b.clone()
            }));
        }
        // "19 votes to 11"
        let voted = r.lexicon.number.is_score_word(r.text.lower(a.tokens.end)) && link == "to";
        return (voted && is_result(a) && is_result(b)).then(|| score(a, b));
    }
    if gap != 1 || chained(r, a, b) {
        return None;
    }
    let dash = is_dash(link);
    let between = link == "and" && before == "between";
    let change = link == "to" && before == "from";
    if (dash || link == "to") && is_result(a) && is_result(b) && is_score(r, a, b, dash, before) {
        return Some(score(a, b));
    }
    let or = link == "or" && a.form == b.form && is_result(a) && a.high < b.high;
    if !(dash || between || link == "to" || or) {
        return None;
    }
    let (a, b) = shared(r, a, b)?;
    if change {
        return Some(Pair::Two(a, b));
    }
    if a.low > b.high || is_year(&a) && is_year(&b) || a.unit == Measure::Time {
        return None;
    }
    let start = if between { a.tokens.start - 1 } else { a.tokens.start };
    Some(Pair::One(Measured {
        tokens: start..b.tokens.end,
        low: a.low,
        high: b.high,
        precision: a.precision.min(b.precision),
        form: b.form,
        unit: b.unit,
    }))
}

/// Both figures with the unit and the magnitude that only one of them has.
fn shared(r: &Reader<'_>, a: &Measured, b: &Measured) -> Option<(Measured, Measured)> {
    let (mut a, mut b) = (a.clone(), b.clone());
    match (&a.unit, &b.unit) {
        (left, right) if left == right => {}
        (Measure::None, right) => a.unit = right.clone(),
        (left, Measure::None) => b.unit = left.clone(),
        (Measure::Cents, Measure::Unit(Unit::Money(_))) | (Measure::Unit(Unit::Money(_)), Measure::Cents) => {
        }
        _ => return None,
    }
    // "$3-5 million", "3 to 5 million": the magnitude of the second is the first one's too.
    let number = r
        .numbers
        .iter()
        .skip(r.numbers.partition_point(|number| number.tokens.start < b.tokens.start))
        .find(|number| number.tokens.start < b.tokens.end)
        .map(|number| Measured { tokens: number.tokens.clone(), ..b.clone() });
    let power = r.magnitude(&b).or_else(|| r.magnitude(&number?));
    if let Some(power) = power
        && r.magnitude(&a).is_none()
        && a.precision < 3
        && let Some(larger) = scaled(&a, power, a.tokens.end)
        && larger.high <= b.high
    {
        a = larger;
    }
    Some((a, b))
}

/// "6 feet 2 inches", "12 dollars and 50 cents".
fn sum(r: &Reader<'_>, a: &Measured, b: &Measured, gap: usize) -> Option<Measured> {
    let joined = gap == 0 || gap == 1 && r.text.lower(a.tokens.end) == "and";
    if !joined {
        return None;
    }
    let more = match (&a.unit, &b.unit) {
        (
            Measure::Unit(Unit::Physical { dimension, factor, .. }),
            Measure::Unit(Unit::Physical { dimension: finer, factor: part, .. }),
        ) if dimension == finer && part < factor => b.high.checked_mul(*part)?.checked_div(*factor)?,
        (Measure::Unit(Unit::Money(_)), Measure::Cents) if b.high < Decimal::ONE => b.high,
        (Measure::Unit(Unit::Money(main)), Measure::Unit(Unit::Money(minor)))
            if main == minor && b.high < Decimal::ONE && b.precision < a.precision =>
        {
            b.high
        }
        // "15 dollars 50", "thirteen dollars forty-five"
        (Measure::Unit(Unit::Money(_)), Measure::None)
            if gap == 0
                && is_result(b)
                && b.high >= Decimal::TEN
                && b.high < Decimal::ONE_HUNDRED
                && r.is_word(a.tokens.end - 1)
                && !r.is_word(b.tokens.end) =>
        {
            b.high.checked_mul(Decimal::new(1, 2))?
        }
        _ => return None,
    };
    let value = a.high.checked_add(more)?;
    Some(Measured {
        tokens: a.tokens.start..b.tokens.end,
        low: value,
        high: value,
        precision: b.precision.min(a.precision),
        ..a.clone()
    })
}

/// Figures in a row of three or more are dates, telephone numbers, versions.
fn chained(r: &Reader<'_>, a: &Measured, b: &Measured) -> bool {
    let joins = |at: usize| is_dash(r.text.lower(at)) || matches!(r.text.lower(at), "/" | ".");
    let number = |at: usize| r.kind(at) == Some(TokenKind::Number);
    let after = joins(b.tokens.end) && r.text.touches_next(b.tokens.end) && number(b.tokens.end + 1);
    let before = a
        .tokens
        .start
        .checked_sub(2)
        .is_some_and(|at| joins(at + 1) && number(at) && r.text.touches_next(at));
    after || before
}

fn is_result(figure: &Measured) -> bool {
    figure.unit == Measure::None
        && figure.precision == 0
        && figure.low == figure.high
        && figure.high < Decimal::ONE_THOUSAND
        && !figure.low.is_sign_negative()
        && matches!(figure.form, NumberForm::Digits | NumberForm::Words)
}

fn is_year(figure: &Measured) -> bool {
    figure.unit == Measure::None
        && figure.precision == 0
        && figure.low >= Decimal::from(1000)
        && figure.low < Decimal::from(2200)
}

/// A result goes down or stays ("2-1", "0-0"), or stands near a word such as "lost".
fn is_score(r: &Reader<'_>, a: &Measured, b: &Measured, dash: bool, before: &str) -> bool {
    if matches!(before, "from" | "between") {
        return false;
    }
    let near = (a.tokens.start.saturating_sub(4)..a.tokens.start)
        .chain(b.tokens.end..b.tokens.end + 3)
        .any(|at| r.lexicon.number.is_score_word(r.text.lower(at)));
    if dash {
        let spaced = !r.touches_before(b.tokens.start);
        return !spaced && (a.low >= b.low || near);
    }
    a.low > b.low && (near || before == "by")
}

fn score(a: &Measured, b: &Measured) -> Pair {
    Pair::Score(Measured { tokens: a.tokens.start..b.tokens.end, low: a.low, high: b.high, ..a.clone() })
}
