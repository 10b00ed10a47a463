//! Amounts given in two units: "6 feet 2 inches", "12 dollars and 50 cents", "11 stone 4 pounds".

use rust_decimal::Decimal;

use crate::extract::measure::{Measure, Measured, Reader};
use crate::extract::number::NumberForm;
use crate::extract::physical::made;
use crate::model::{Dimension, TokenKind, Unit};

/// Two neighbouring figures as one, if the second goes on where the first ends.
pub(crate) fn sum(r: &Reader<'_>, a: &Measured, b: &Measured, gap: usize) -> Option<Measured> {
    let word = |at: usize| r.text.lower(at);
    let end = a.tokens.end;
    let and = gap == 1 && word(end) == "and";
    let comma = gap == 1 && word(end) == "," || gap == 2 && word(end) == "," && word(end + 1) == "and";
    if gap > 0 && !and && !comma {
        return None;
    }
    physical(r, a, b, comma).or_else(|| money(r, a, b, gap).filter(|_| !comma))
}

/// Lengths, weights and the like, in the finer unit, in which the sum is exact.
fn physical(r: &Reader<'_>, a: &Measured, b: &Measured, comma: bool) -> Option<Measured> {
    let (a_unit, b_unit) = (as_weight(r, &a.unit, &b.unit), as_weight(r, &b.unit, &a.unit));
    let Unit::Physical { dimension, factor, .. } = a_unit.as_ref().or(unit(a))? else {
        return None;
    };
    let finer = b_unit.as_ref().or(unit(b))?;
    let Unit::Physical { dimension: same, factor: part, .. } = finer else {
        return None;
    };
    if dimension != same || part >= factor || *dimension == Dimension::Temperature {
        return None;
    }
    let times = factor.checked_div(*part)?;
    // A list ("5 kilometres, 800 metres and the relay") parts with commas too.
    let metric = is_power_of_ten(times);
    if comma && metric && b.high >= times || metric && b.high >= times.checked_mul(Decimal::TEN)? {
        return None;
    }
    let whole = a.high.checked_mul(times)?.round_dp(12).normalize();
    let value = whole.checked_add(b.high)?;
    Some(Measured {
        tokens: a.tokens.start..b.tokens.end,
        low: value,
        high: value,
        unit: Measure::Unit(finer.clone()),
        ..b.clone()
    })
}

fn unit(figure: &Measured) -> Option<&Unit> {
    if let Measure::Unit(unit) = &figure.unit { Some(unit) } else { None }
}

/// Pounds beside ounces or stones are a weight.
fn as_weight(r: &Reader<'_>, unit: &Measure, beside: &Measure) -> Option<Unit> {
    let (Measure::Unit(Unit::Money(currency)), Measure::Unit(Unit::Physical { dimension, name, .. })) =
        (unit, beside)
    else {
        return None;
    };
    let pound = currency.noun.as_deref() == Some("pound") && !currency.told;
    let weighs = *dimension == Dimension::Mass && matches!(&**name, "ounce" | "stone");
    (pound && weighs).then(|| r.lexicon.units.symbol("lb").map(made))?
}

fn is_power_of_ten(value: Decimal) -> bool {
    let mut rest = value;
    while rest >= Decimal::TEN {
        rest /= Decimal::TEN;
    }
    rest == Decimal::ONE
}

/// Main unit and hundredths: with the coin's name, or bare at the end of a clause ("64 dollars and 20").
fn money(r: &Reader<'_>, a: &Measured, b: &Measured, gap: usize) -> Option<Measured> {
    let Measure::Unit(Unit::Money(main)) = &a.unit else {
        return None;
    };
    if a.minor.is_some() {
        // "two dimes and a nickel" would need more.
        return None;
    }
    let more = match &b.unit {
        Measure::Cents if b.high < Decimal::ONE => b.high,
        Measure::Unit(Unit::Money(minor))
            if b.minor.is_some() && b.high < Decimal::ONE && main.may_be(minor) =>
        {
            b.high
        }
        Measure::None if is_bare_minor(r, a, b, gap) => b.high.checked_mul(Decimal::new(1, 2))?,
        Measure::None | Measure::Time | Measure::Cents | Measure::Unit(_) => return None,
    };
    let value = a.high.checked_add(more)?;
    Some(Measured {
        tokens: a.tokens.start..b.tokens.end,
        low: value,
        high: value,
        precision: -2,
        ..a.clone()
    })
}

/// "64 dollars 20", "sixteen dollars and ninety": a whole number below a hundred that counts nothing.
fn is_bare_minor(r: &Reader<'_>, a: &Measured, b: &Measured, gap: usize) -> bool {
    let whole = b.precision == 0 && b.high.is_integer() && a.high.is_integer() && b.low == b.high;
    let small = b.high > Decimal::ZERO && b.high < Decimal::ONE_HUNDRED && a.high < Decimal::from(100_000);
    let two_digits = b.high >= Decimal::TEN || b.form == NumberForm::Words;
    let form = matches!(b.form, NumberForm::Digits | NumberForm::Words);
    let end = b.tokens.end;
    let closes = end >= r.sentence(a.tokens.start).end
        || matches!(r.text.lower(end), "." | "!" | "?" | ")" | "\"" | "”")
            && r.kind(end + 1) != Some(TokenKind::Number);
    // "six dollars and seven and eight cheers": a figure that counts on.
    let in_words = gap == 1 && a.form == NumberForm::Words && r.text.lower(end) == "and";
    whole && small && two_digits && form && (closes || in_words)
}
