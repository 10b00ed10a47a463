//! Two figures that belong together: ranges ("between 3 and 5 %", "10-12"), changes ("from 40 to 44 euros"),
//! results ("2-1", "19 votes to 11") and figures written twice ("thirty-six (36)").

use rust_decimal::Decimal;

use crate::extract::measure::{Measure, Measured, Reader, is_dash, scaled};
use crate::extract::number::NumberForm;
use crate::extract::{approximation, sum};
use crate::model::{TokenKind, Unit};

/// Most tokens between two figures that belong together, approximators included.
const LONGEST_GAP: usize = 6;
/// How far before "from" a verb of change may stand, in words.
const CHANGE_REACH: usize = 8;

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
    if r.sentence(a.tokens.start) != r.sentence(b.tokens.start) || gap > LONGEST_GAP {
        return None;
    }
    let singles = a.low == a.high && b.low == b.high;
    if !singles || a.form == NumberForm::Ordinal || b.form == NumberForm::Ordinal {
        return None;
    }
    if let Some(sum) = sum::sum(r, a, b, gap) {
        return Some(Pair::One(sum));
    }
    if let Some(one) = spread(r, a, b, gap).or_else(|| repeated(r, a, b, gap)) {
        return Some(Pair::One(one));
    }
    // "between 2 and about 7 litres": what loosens the second figure parts it from the link.
    let loose = approximation::before(r, b.tokens.start, a.tokens.end + 1);
    let start = loose.unwrap_or(b.tokens.start);
    let gap = start.checked_sub(a.tokens.end)?;
    let link = r.text.lower(start.checked_sub(1)?);
    let before = a.tokens.start.checked_sub(1).map_or("", |at| r.text.lower(at));
    let before = match approximation::before(r, a.tokens.start, 0) {
        Some(at) if matches!(before_of(r, at), "between" | "from") => before_of(r, at),
        _ => before,
    };
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
    if gap != 1 || chained(r, a, b) || in_row(r, a, b) {
        return None;
    }
    let dash = is_dash(link);
    let between = matches!(link, "and" | "to") && before == "between";
    let from = link == "to" && before == "from" || link == "and" && before == "from" && a.unit == b.unit;
    if (dash || link == "to") && is_result(a) && is_result(b) && is_score(r, a, b, dash, before) {
        return Some(score(a, b));
    }
    // "cut by half to 15 million": a share and an amount.
    let other_kind = a.form == NumberForm::Fraction && b.form != NumberForm::Fraction && link == "to";
    if other_kind && !between {
        return None;
    }
    // "rose 7 percent to 38 crowns": by how much, and to where.
    if link == "to" && !from && !between && a.unit != Measure::None && a.unit != b.unit && is_change(r, a, b)
    {
        return None;
    }
    let or = link == "or" && a.form == b.form && is_result(a) && a.high < b.high;
    if !(dash || between || from || link == "to" || or) {
        return None;
    }
    let (a, b) = shared(r, a, b)?;
    if from && is_change(r, &a, &b) {
        return Some(Pair::Two(a, b));
    }
    // "-9 °C to -27 °C" goes down and is a range all the same.
    let falls = a.low > b.high && (dash || !(a.low.is_sign_negative() && b.low.is_sign_negative()));
    if falls || is_year(&a) && is_year(&b) || a.unit == Measure::Time {
        return if from { Some(Pair::Two(a, b)) } else { None };
    }
    let opened = (between || from) && before_of(r, a.tokens.start) == before;
    let start = if opened { a.tokens.start - 1 } else { a.tokens.start };
    Some(Pair::One(Measured {
        tokens: start..b.tokens.end,
        low: a.low.min(b.low),
        high: b.high.max(a.high),
        precision: a.precision.min(b.precision),
        ..b
    }))
}

fn before_of<'a>(r: &Reader<'a>, at: usize) -> &'a str {
    at.checked_sub(1).map_or("", |before| r.text.lower(before))
}

/// Whether "from 40 to 44" tells of a change and not of a span: a verb such as "rose" stands near.
fn is_change(r: &Reader<'_>, a: &Measured, b: &Measured) -> bool {
    let sentence = r.sentence(a.tokens.start);
    let first = a.tokens.start.saturating_sub(CHANGE_REACH).max(sentence.start);
    let last = sentence.end.min(b.tokens.end + 3);
    (first..a.tokens.start)
        .chain(b.tokens.end..last)
        .any(|at| r.lexicon.number.is_change(r.text.lower(at)) || r.lexicon.number.is_change(r.text.stem(at)))
}

/// "2.45 ± 0.01 kg": the first figure with the unit of the second, given to the digit of the second.
fn spread(r: &Reader<'_>, a: &Measured, b: &Measured, gap: usize) -> Option<Measured> {
    let link: String = (a.tokens.end..b.tokens.start).map(|at| r.text.lower(at)).collect();
    if !matches!(link.as_str(), "±" | "+/-" | "+-" | "+/−")
        || gap > 3
        || a.unit != Measure::None && a.unit != b.unit
    {
        return None;
    }
    Some(Measured {
        tokens: a.tokens.start..b.tokens.end,
        low: a.low,
        high: a.high,
        precision: b.precision.max(a.precision),
        ..b.clone()
    })
}

/// "thirty-six (36)": one figure written twice.
fn repeated(r: &Reader<'_>, a: &Measured, b: &Measured, gap: usize) -> Option<Measured> {
    let bracketed = gap == 1 && r.text.lower(a.tokens.end) == "(" && r.text.lower(b.tokens.end) == ")";
    let twice = a.form != b.form && a.low == b.low && a.unit == Measure::None && b.unit == Measure::None;
    (bracketed && twice).then(|| Measured { tokens: a.tokens.start..b.tokens.end + 1, ..a.clone() })
}

/// Both figures with the unit and the magnitude that only one of them has.
fn shared(r: &Reader<'_>, a: &Measured, b: &Measured) -> Option<(Measured, Measured)> {
    let (mut a, mut b) = (a.clone(), b.clone());
    match (&a.unit, &b.unit) {
        (left, right) if left == right => {}
        (Measure::None, right) => {
            a.unit = right.clone();
            a = rescaled(a, &b)?;
        }
        (left, Measure::None) => {
            b.unit = left.clone();
            b = rescaled(b, &a)?;
        }
        (Measure::Unit(Unit::Money(left)), Measure::Unit(Unit::Money(right))) if left.may_be(right) => {}
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

/// Words for numbers in a row of three ("four-one-five"), which is no range and no result.
fn in_row(r: &Reader<'_>, a: &Measured, b: &Measured) -> bool {
    let joins = |at: usize| is_dash(r.text.lower(at)) && r.past_hyphen(at) > at;
    let number = |at: usize| r.lexicon.number.word(r.text.lower(at)).is_some();
    let after = joins(b.tokens.end) && number(b.tokens.end + 1);
    let before = a.tokens.start.checked_sub(2).is_some_and(|at| joins(at + 1) && number(at));
    joins(a.tokens.end) && (after || before)
}

/// A figure that takes the unit of another one takes what its unit multiplies by too ("15 to 25 cents").
fn rescaled(figure: Measured, like: &Measured) -> Option<Measured> {
    let scale = like.scale.checked_div(figure.scale)?;
    Some(Measured {
        low: figure.low.checked_mul(scale)?,
        high: figure.high.checked_mul(scale)?,
        precision: figure.precision - scale.scale() as i32,
        scale: like.scale,
        minor: like.minor.clone(),
        ..figure
    })
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
