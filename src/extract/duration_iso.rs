//! ISO 8601 values of lengths of time: "P3D", "PT90M", "P2.5Y", "PXM". Equal lengths have equal values as far as the
//! clock and the calendar allow: days, hours, minutes and seconds come to the finest of them, years and months to
//! months.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use crate::lexicon::time::TimeUnit;

/// One amount with its unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    /// Power of ten of the last digit that was given.
    pub(super) precision: i32,
    /// A range by its meaning ("several").
    pub(super) vague: bool,
    pub(super) unit: TimeUnit,
}

impl Part {
    fn is_exact(&self) -> bool {
        !self.vague || self.low == self.high
    }

    /// The amount in the unit that the value names.
    fn amount(&self) -> Decimal {
        self.low * Decimal::from(wire_multiple(self.unit))
    }
}

/// The value of the parts of one length, coarse to fine.
pub(super) fn iso(parts: &[Part]) -> String {
    if parts.iter().all(Part::is_exact)
        && let Some(value) = in_finest(parts)
    {
        return value;
    }
    let mut date = String::new();
    let mut clock = String::new();
    for part in parts {
        let (letters, clocked) = letters(part.unit);
        let amount = if part.is_exact() { part.amount().normalize().to_string() } else { "X".to_string() };
        let target = if clocked { &mut clock } else { &mut date };
        // Writing to a string cannot fail.
        let _ = write!(target, "{amount}{letters}");
    }
    if clock.is_empty() { format!("P{date}") } else { format!("P{date}T{clock}") }
}

/// "PXY": some number of a unit.
pub(super) fn uncounted(unit: TimeUnit) -> String {
    let (letters, clocked) = letters(unit);
    if clocked { format!("PTX{letters}") } else { format!("PX{letters}") }
}

/// A number of one unit.
pub(super) fn counted(n_units: u32, unit: TimeUnit) -> String {
    let low = Decimal::from(n_units);
    iso(&[Part { low, high: low, precision: 0, vague: false, unit }])
}

/// Several parts, or one that is not whole, in the coarsest unit that holds them without a fraction and is no coarser
/// than the finest named. A fraction of a year ("2.5 years") or of a week stays as it is worded.
fn in_finest(parts: &[Part]) -> Option<String> {
    let last = parts.last()?;
    if parts.len() == 1 && last.amount().is_integer() {
        return None;
    }
    if parts.iter().all(|part| months(part.unit) > 0) && parts.len() > 1 {
        let total: Decimal = parts.iter().map(|part| part.low * Decimal::from(months(part.unit))).sum();
        return total.is_integer().then(|| format!("P{}M", total.normalize()));
    }
    if parts.len() == 1 && last.unit == TimeUnit::Month {
        let days = last.low * Decimal::from(30);
        return days.is_integer().then(|| format!("P{}D", days.normalize()));
    }
    let mut total = Decimal::ZERO;
    for part in parts {
        total = total.checked_add(part.low.checked_mul(Decimal::from(seconds(part.unit)?))?)?;
    }
    let finest = seconds(last.unit)?;
    [(3_600, "H"), (60, "M"), (1, "S")].into_iter().filter(|(of, _)| *of <= finest).find_map(
        |(of, letter)| {
            let amount = total.checked_div(Decimal::from(of))?;
            amount.is_integer().then(|| format!("PT{}{letter}", amount.normalize()))
        },
    )
}

/// Months in a unit; 0 if they are no fixed number.
fn months(unit: TimeUnit) -> i32 {
    match unit {
        TimeUnit::Year | TimeUnit::FiscalYear => 12,
        TimeUnit::Month => 1,
        TimeUnit::Second
        | TimeUnit::Minute
        | TimeUnit::Hour
        | TimeUnit::Day
        | TimeUnit::Workday
        | TimeUnit::Night
        | TimeUnit::Weekend
        | TimeUnit::Week
        | TimeUnit::Fortnight
        | TimeUnit::Quarter
        | TimeUnit::HalfYear
        | TimeUnit::Decade
        | TimeUnit::Century
        | TimeUnit::Millennium => 0,
    }
}

/// Seconds of the units of the clock, and of years as the calendar has them on average.
fn seconds(unit: TimeUnit) -> Option<i64> {
    Some(match unit {
        TimeUnit::Second => 1,
        TimeUnit::Minute => 60,
        TimeUnit::Hour => 3_600,
        TimeUnit::Day => 86_400,
        TimeUnit::Week
        | TimeUnit::Fortnight
        | TimeUnit::Year
        | TimeUnit::Workday
        | TimeUnit::Night
        | TimeUnit::Weekend
        | TimeUnit::Month
        | TimeUnit::Quarter
        | TimeUnit::HalfYear
        | TimeUnit::FiscalYear
        | TimeUnit::Decade
        | TimeUnit::Century
        | TimeUnit::Millennium => return None,
    })
}

fn letters(unit: TimeUnit) -> (&'static str, bool) {
    match unit {
        TimeUnit::Second => ("S", true),
        TimeUnit::Minute => ("M", true),
        TimeUnit::Hour => ("H", true),
        TimeUnit::Day | TimeUnit::Workday | TimeUnit::Night => ("D", false),
        TimeUnit::Weekend => ("WE", false),
        TimeUnit::Week | TimeUnit::Fortnight => ("W", false),
        TimeUnit::Month | TimeUnit::HalfYear => ("M", false),
        TimeUnit::Quarter => ("Q", false),
        TimeUnit::Year
        | TimeUnit::FiscalYear
        | TimeUnit::Decade
        | TimeUnit::Century
        | TimeUnit::Millennium => ("Y", false),
    }
}

fn wire_multiple(unit: TimeUnit) -> i32 {
    match unit {
        TimeUnit::Fortnight => 2,
        TimeUnit::HalfYear => 6,
        TimeUnit::Decade => 10,
        TimeUnit::Century => 100,
        TimeUnit::Millennium => 1000,
        TimeUnit::Second
        | TimeUnit::Minute
        | TimeUnit::Hour
        | TimeUnit::Day
        | TimeUnit::Workday
        | TimeUnit::Night
        | TimeUnit::Weekend
        | TimeUnit::Week
        | TimeUnit::Month
        | TimeUnit::Quarter
        | TimeUnit::Year
        | TimeUnit::FiscalYear => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(low: &str, unit: TimeUnit) -> Part {
        let low: Decimal = low.parse().expect("a decimal");
        Part { low, high: low, precision: 0, vague: false, unit }
    }

    #[test]
    fn equal_lengths_have_equal_values() {
        for parts in [
            vec![part("1.5", TimeUnit::Hour)],
            vec![part("1", TimeUnit::Hour), part("30", TimeUnit::Minute)],
            vec![part("90", TimeUnit::Minute)],
        ] {
            assert_eq!(iso(&parts), "PT90M");
        }
        assert_eq!(iso(&[part("2", TimeUnit::Year), part("3", TimeUnit::Month)]), "P27M");
        assert_eq!(iso(&[part("0.5", TimeUnit::Day)]), "PT12H");
        assert_eq!(iso(&[part("1.5", TimeUnit::Month)]), "P45D");
    }

    #[test]
    fn fractions_of_years_stay_as_they_are_worded() {
        assert_eq!(iso(&[part("2.5", TimeUnit::Year)]), "P2.5Y");
        assert_eq!(iso(&[part("3", TimeUnit::Week)]), "P3W");
    }
}
