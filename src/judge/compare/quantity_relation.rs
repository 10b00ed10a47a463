//! Whether one figure is true if another one is: units, rounding, approximators, bounds.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::model::{Approximation, Dimension, Grain, Quantity, Relation, Unit};

/// How a claim's figure relates to a source's; `None` where the two cannot be compared at all.
pub(super) fn relate(claim: &Quantity, source: &Quantity) -> Option<Relation> {
    if claim.unit == Unit::Score || source.unit == Unit::Score {
        return scores(claim, source);
    }
    if claim.unit == Unit::Ordinal || source.unit == Unit::Ordinal {
        let both = claim.unit == source.unit;
        return both.then_some(if claim.low == source.low { Relation::Same } else { Relation::Disjoint });
    }
    if let Some(relation) = temperatures(claim, source) {
        return Some(relation);
    }
    let (claim_factor, source_factor) = common_factors(&claim.unit, &source.unit)?;
    Some(relate_scaled(claim, source, (claim_factor, Decimal::ZERO), (source_factor, Decimal::ZERO)))
}

/// Temperatures on two scales: a reading converts with the scale's zero, a difference without it, and "degrees" may
/// be of any scale. What holds in one of these senses is no contradiction.
fn temperatures(claim: &Quantity, source: &Quantity) -> Option<Relation> {
    let scale = |quantity: &Quantity| match &quantity.unit {
        Unit::Physical { name, dimension: Dimension::Temperature, factor, offset } => {
            Some((&**name == "degree", *factor, *offset))
        }
        Unit::Physical { .. }
        | Unit::Count
        | Unit::Percent
        | Unit::PercentagePoint
        | Unit::Money(_)
        | Unit::Duration(_)
        | Unit::Ordinal
        | Unit::RelativeOrdinal(_)
        | Unit::Fraction
        | Unit::Score => None,
    };
    let (ours, theirs) = (scale(claim)?, scale(source)?);
    let same = ours == theirs || ours.0 || theirs.0;
    let plain = same
        .then(|| relate_scaled(claim, source, (Decimal::ONE, Decimal::ZERO), (Decimal::ONE, Decimal::ZERO)));
    if same {
        return plain;
    }
    let reading = relate_scaled(claim, source, (ours.1, ours.2), (theirs.1, theirs.2));
    let difference = relate_scaled(claim, source, (ours.1, Decimal::ZERO), (theirs.1, Decimal::ZERO));
    Some(if difference.supports() && !reading.supports() { difference } else { reading })
}

/// The relation of two figures after each was brought to a common unit by a factor and a zero.
fn relate_scaled(
    claim: &Quantity,
    source: &Quantity,
    ours: (Decimal, Decimal),
    theirs: (Decimal, Decimal),
) -> Relation {
    let claim_value = Interval::meant(claim).to(ours);
    let source_value = Interval::meant(source).to(theirs);
    if claim_value.low == source_value.low && claim_value.high == source_value.high {
        same_number(claim, source)
    } else if source.approximation == Approximation::Vague
        && claim.approximation != Approximation::Vague
        && Interval::accepted(source).to(theirs).meets(&claim_value)
    {
        // "thousands" does not bear out "4,500".
        Relation::MoreExact
    } else if Interval::accepted(claim).to(ours).meets(&source_value) {
        Relation::Compatible
    } else if Interval::accepted(source).to(theirs).meets(&claim_value) {
        Relation::MoreExact
    } else {
        Relation::Disjoint
    }
}

/// Equal numbers with different bounds: "at least 40" says another thing than "up to 40".
fn same_number(claim: &Quantity, source: &Quantity) -> Relation {
    use Approximation::{AtLeast, AtMost, Nearly};
    match (claim.approximation, source.approximation) {
        (AtLeast, AtMost | Nearly) | (AtMost | Nearly, AtLeast) => Relation::Disjoint,
        (a, b) if a == b => Relation::Same,
        _ => Relation::Compatible,
    }
}

fn scores(claim: &Quantity, source: &Quantity) -> Option<Relation> {
    if claim.unit != source.unit {
        return None;
    }
    let straight = claim.low == source.low && claim.high == source.high;
    let swapped = claim.low == source.high && claim.high == source.low;
    Some(if straight {
        Relation::Same
    } else if swapped {
        Relation::Compatible
    } else {
        Relation::Disjoint
    })
}

/// The factors that bring two units to one; `None` for units of different kinds.
fn common_factors(claim: &Unit, source: &Unit) -> Option<(Decimal, Decimal)> {
    let one = Decimal::ONE;
    match (claim, source) {
        (Unit::Money(a), Unit::Money(b)) => a.may_be(b).then_some((one, one)),
        (
            Unit::Physical { dimension: Dimension::Other, name: a, .. },
            Unit::Physical { dimension: Dimension::Other, name: b, .. },
        ) => (a == b).then_some((one, one)),
        (
            Unit::Physical { dimension: a, factor: claim_factor, .. },
            Unit::Physical { dimension: b, factor: source_factor, .. },
        ) => (a == b).then_some((*claim_factor, *source_factor)),
        (Unit::Duration(a), Unit::Duration(b)) => Some((seconds(*a), seconds(*b))),
        (Unit::Fraction, Unit::Percent) => Some((Decimal::ONE_HUNDRED, one)),
        (Unit::Percent, Unit::Fraction) => Some((one, Decimal::ONE_HUNDRED)),
        (a, b) => (a == b).then_some((one, one)),
    }
}

/// Length of a grain in seconds; months and years by their mean.
fn seconds(grain: Grain) -> Decimal {
    let day = 86_400_i64;
    Decimal::from(match grain {
        Grain::Century => 36_525 * day,
        Grain::Decade => 36_525 * day / 10,
        Grain::Year => 31_557_600_i64,
        Grain::HalfYear => 15_778_800,
        Grain::Season | Grain::Quarter => 7_889_400,
        Grain::Month => 2_629_800,
        Grain::Week => 7 * day,
        Grain::Weekend => 2 * day,
        Grain::Day => day,
        Grain::PartOfDay => 6 * 3_600,
        Grain::Hour => 3_600,
        Grain::Minute => 60,
        Grain::Second => 1,
    })
}

/// A closed interval.
#[derive(Clone, Copy, Debug)]
struct Interval {
    low: Decimal,
    high: Decimal,
}

impl Interval {
    /// What the words say, without tolerance.
    fn meant(quantity: &Quantity) -> Self {
        Self { low: quantity.low, high: quantity.high }
    }

    /// The true values that the wording accepts.
    fn accepted(quantity: &Quantity) -> Self {
        let percent = |value: Decimal, share: i64| value * Decimal::new(share, 2);
        let (low, high) = (quantity.low, quantity.high);
        let half = half_step(quantity);
        match quantity.approximation {
            Approximation::Exactly => Self { low, high },
            Approximation::Bare => Self { low: low - half, high: high + half },
            // "Dozens" may be two hundred.
            Approximation::Vague => Self { low: low - percent(low, 25), high: high + high },
            Approximation::About => Self {
                low: (low - percent(low, 10)).min(low - half),
                high: (high + percent(high, 10)).max(high + half),
            },
            Approximation::Nearly => Self { low: low - percent(low, 12), high },
            Approximation::AtLeast => Self { low, high: high + percent(high, 34) },
            Approximation::AtMost => Self { low: low - percent(low, 33), high },
        }
    }

    /// Brought to another unit: times a factor, from another zero.
    fn to(self, (factor, zero): (Decimal, Decimal)) -> Self {
        let convert = |value: Decimal| value.checked_mul(factor)?.checked_add(zero);
        Self {
            low: convert(self.low).unwrap_or(Decimal::MIN),
            high: convert(self.high).unwrap_or(Decimal::MAX),
        }
    }

    fn meets(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// Half a unit of the last digit that carries meaning: trailing zeros of a whole number are taken as rounding from
/// two zeros on.
fn half_step(quantity: &Quantity) -> Decimal {
    let mut exponent = quantity.precision;
    if exponent == 0 && quantity.low == quantity.high && quantity.low.fract().is_zero() {
        let mut rest = quantity.low.abs();
        let ten = Decimal::TEN;
        let mut zeros = 0;
        while !rest.is_zero() && (rest % ten).is_zero() && zeros < 27 {
            rest /= ten;
            zeros += 1;
        }
        if zeros >= 2 {
            exponent = zeros;
        }
    }
    // A figure of one digit at its own precision would accept half of itself: "5" is not "5.4".
    let step = power_of_ten(exponent);
    let small = quantity.low.abs() < step * Decimal::TEN && exponent >= 0;
    if exponent == 0 && small { Decimal::ZERO } else { step / Decimal::TWO }
}

/// Ten to a power, within what a decimal can hold.
fn power_of_ten(exponent: i32) -> Decimal {
    let size = exponent.unsigned_abs().min(20);
    let mut value = Decimal::ONE;
    for _ in 0..size {
        value *= Decimal::TEN;
    }
    if exponent < 0 { Decimal::ONE / value } else { value }
}

/// How two figures of one unit differ, as a word of the feature `ratio`.
pub(super) fn ratio(claim: &Quantity, source: &Quantity) -> &'static str {
    if claim.low == source.low {
        return "equal";
    }
    let (Some(a), Some(b)) = (claim.low.to_f64(), source.low.to_f64()) else {
        return "other";
    };
    if a > 0.0 && b > 0.0 {
        let power = (a / b).log10();
        let whole = power.round();
        if (power - whole).abs() < 1e-9 && whole != 0.0 {
            return if whole as i64 % 3 == 0 { "power_of_thousand" } else { "power_of_ten" };
        }
    }
    digits(claim.low, source.low)
}

/// Whether two figures have the same digits in another order, or differ in one digit only.
fn digits(claim: Decimal, source: Decimal) -> &'static str {
    let figures = |value: Decimal| value.normalize().to_string().into_bytes();
    let (a, b) = (figures(claim), figures(source));
    let differing = a.iter().zip(&b).filter(|(x, y)| x != y).count();
    if a.len() != b.len() || a.len() < 2 {
        return "other";
    }
    let (mut x, mut y) = (a, b);
    x.sort_unstable();
    y.sort_unstable();
    if x == y {
        "digit_swap"
    } else if differing == 1 {
        "one_digit"
    } else {
        "other"
    }
}

/// Whether two units can be converted into each other.
pub(super) fn same_unit(claim: &Unit, source: &Unit) -> bool {
    common_factors(claim, source).is_some()
}

/// Name of a unit in rules.
pub(super) fn unit_name(unit: &Unit) -> &'static str {
    match unit {
        Unit::Count => "count",
        Unit::Percent => "percent",
        Unit::PercentagePoint => "percentage_point",
        Unit::Money(_) => "money",
        Unit::Physical { .. } => "physical",
        Unit::Duration(_) => "duration",
        Unit::Ordinal | Unit::RelativeOrdinal(_) => "ordinal",
        Unit::Fraction => "fraction",
        Unit::Score => "score",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Currency;

    fn figure(value: &str, unit: Unit, approximation: Approximation) -> Quantity {
        let low: Decimal = value.parse().expect("decimal");
        let precision = -(low.scale() as i32);
        Quantity {
            low,
            high: low,
            unit,
            precision,
            approximation,
            head: None,
            per: None,
            wire: None,
            minor: None,
            bare: None,
        }
    }

    fn count(value: &str) -> Quantity {
        figure(value, Unit::Count, Approximation::Bare)
    }

    #[test]
    fn rounding_accepts_what_rounds_to_it() {
        for (claim, source, expected) in [
            ("83000", "82640", Relation::Compatible),
            ("83000", "22400", Relation::Disjoint),
            ("2.4", "2.38", Relation::Compatible),
            ("2.4", "2.5", Relation::Disjoint),
            ("5", "5", Relation::Same),
            ("5", "6", Relation::Disjoint),
            ("63", "36", Relation::Disjoint),
        ] {
            assert_eq!(relate(&count(claim), &count(source)), Some(expected), "{claim} {source}");
        }
    }

    #[test]
    fn wording_widens_what_is_accepted() {
        let worded = |value, wording| figure(value, Unit::Count, wording);
        assert_eq!(relate(&worded("300", Approximation::About), &count("312")), Some(Relation::Compatible));
        assert_eq!(relate(&worded("300", Approximation::Nearly), &count("291")), Some(Relation::Compatible));
        assert_eq!(relate(&worded("300", Approximation::Nearly), &count("312")), Some(Relation::Disjoint));
        assert_eq!(relate(&worded("300", Approximation::AtLeast), &count("312")), Some(Relation::Compatible));
        assert_eq!(
            relate(&worded("50", Approximation::AtLeast), &worded("50", Approximation::AtMost)),
            Some(Relation::Disjoint)
        );
    }

    #[test]
    fn a_vague_figure_does_not_bear_out_an_exact_one() {
        let mut thousands = figure("2000", Unit::Count, Approximation::Vague);
        thousands.high = Decimal::from(9_999);
        assert_eq!(relate(&count("4500"), &thousands), Some(Relation::MoreExact));
        assert_eq!(relate(&thousands, &count("4500")), Some(Relation::Compatible));
    }

    #[test]
    fn money_of_another_currency_is_not_comparable() {
        let money = |code: &str, noun: &str, told: bool| {
            let currency = Currency { code: code.into(), noun: Some(noun.into()), told };
            figure("2500", Unit::Money(currency), Approximation::Bare)
        };
        assert_eq!(relate(&money("USD", "dollar", true), &money("BDT", "taka", true)), None);
        assert_eq!(
            relate(&money("USD", "dollar", true), &money("USD", "dollar", true)),
            Some(Relation::Same)
        );
        assert_eq!(relate(&money("USD", "dollar", true), &money("AUD", "dollar", true)), None);
        // A bare "dollars" may be any country's.
        assert_eq!(
            relate(&money("USD", "dollar", false), &money("AUD", "dollar", true)),
            Some(Relation::Same)
        );
    }

    #[test]
    fn temperatures_convert_with_their_zero() {
        let degrees = |value: &str, name: &str, factor: &str, offset: &str| {
            let unit = Unit::Physical {
                name: name.into(),
                dimension: Dimension::Temperature,
                factor: factor.parse().expect("factor"),
                offset: offset.parse().expect("offset"),
            };
            figure(value, unit, Approximation::Bare)
        };
        let celsius = |value| degrees(value, "degree celsius", "1", "273.15");
        let fahrenheit = |value| {
            degrees(
                value,
                "degree fahrenheit",
                "0.5555555555555555555555555556",
                "255.3722222222222222222222222",
            )
        };
        let any = |value| degrees(value, "degree", "1", "0");
        assert_eq!(relate(&fahrenheit("104"), &celsius("40.0")), Some(Relation::Compatible));
        assert_eq!(relate(&fahrenheit("90"), &celsius("40")), Some(Relation::Disjoint));
        // A rise of 3.6 degrees on one scale is one of 2 on the other.
        assert_eq!(relate(&fahrenheit("3.6"), &celsius("2")), Some(Relation::Compatible));
        assert_eq!(relate(&any("40"), &celsius("40")), Some(Relation::Same));
    }

    #[test]
    fn a_share_in_words_equals_its_percentage() {
        let half = figure("0.5", Unit::Fraction, Approximation::Bare);
        let fifty = figure("50", Unit::Percent, Approximation::Bare);
        assert_eq!(relate(&half, &fifty), Some(Relation::Same));
    }

    #[test]
    fn ratios_are_named() {
        assert_eq!(ratio(&count("1200"), &count("1200000")), "power_of_thousand");
        assert_eq!(ratio(&count("600"), &count("60")), "power_of_ten");
        assert_eq!(ratio(&count("72"), &count("27")), "digit_swap");
        assert_eq!(ratio(&count("18"), &count("16")), "one_digit");
    }
}
