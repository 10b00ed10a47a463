//! The Hebrew calendar: the day of a festival in a year of the Gregorian one. Counts after Dershowitz and Reingold,
//! Calendrical Calculations. Knows nothing of words.

use jiff::civil::Date;

use crate::extract::time_calendar::shift;
use crate::lexicon::time::{HebrewDay, HebrewMove};
use crate::model::Grain;

/// Days from 1 January of the year 1 to the first of the Hebrew calendar.
const EPOCH: i32 = -1_373_428;

/// The daylight of a festival; the evening before it belongs to it.
pub(super) fn festival(of: HebrewDay, year: i16) -> Option<Date> {
    let date = (i32::from(year) + 3_760..=i32::from(year) + 3_761).find_map(|hebrew_year| {
        let date = date(hebrew_year, of.month, of.day)?;
        (date.year() == year).then_some(date)
    })?;
    let weekday = date.weekday().to_monday_one_offset();
    let moved = match (of.moves, weekday) {
        // A fast never falls on the Sabbath.
        (HebrewMove::OffSabbath, 6) => 1,
        (HebrewMove::Memorial, 5) | (HebrewMove::Independence, 5) => -1,
        (HebrewMove::Independence, 6) => -2,
        (HebrewMove::Memorial, 7) | (HebrewMove::Independence, 1) => 1,
        _ => 0,
    };
    shift(date, Grain::Day, moved)
}

/// A day of the Hebrew calendar; months count from Nisan, the last Adar is 0.
fn date(year: i32, month: u8, day: u8) -> Option<Date> {
    let (start, n_days) = (new_year(year), new_year(year + 1) - new_year(year));
    let leap = (7 * year + 1).rem_euclid(19) < 7;
    let month = if month == 0 { if leap { 13 } else { 12 } } else { i32::from(month) };
    let last = if leap { 13 } else { 12 };
    let length = |month: i32| match month {
        2 | 4 | 6 | 10 | 13 => 29,
        12 if !leap => 29,
        8 if n_days.rem_euclid(10) != 5 => 29,
        9 if n_days.rem_euclid(10) == 3 => 29,
        _ => 30,
    };
    let before: i32 = if month < 7 {
        (7..=last).map(length).sum::<i32>() + (1..month).map(length).sum::<i32>()
    } else {
        (7..month).map(length).sum()
    };
    shift(Date::new(1, 1, 1).ok()?, Grain::Day, start + before + i32::from(day) - 1)
}

/// Days from 1 January of the year 1 to the first of Tishri.
fn new_year(year: i32) -> i32 {
    let (before, this, next) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let delay = if next - this == 356 {
        2
    } else if this - before == 382 {
        1
    } else {
        0
    };
    EPOCH + this + delay
}

/// Days from the epoch to the mean new moon of Tishri, kept off three days of the week.
fn elapsed(year: i32) -> i32 {
    let n_months = (235 * year - 234).div_euclid(19);
    let parts = 12_084 + 13_753 * i64::from(n_months);
    let day = 29 * n_months + i32::try_from(parts.div_euclid(25_920)).unwrap_or(0);
    if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn festivals_lie_where_the_calendar_has_them() {
        let still = HebrewMove::Never;
        for (expected, month, day, moves) in [
            ("2024-10-12", 7, 10, still),
            ("2023-09-16", 7, 1, still),
            ("1973-10-06", 7, 10, still),
            ("2024-04-23", 1, 15, still),
            ("2024-03-24", 0, 14, still),
            ("2023-12-08", 9, 25, still),
            ("2024-05-14", 2, 5, HebrewMove::Independence),
            ("2022-08-07", 5, 9, HebrewMove::OffSabbath),
        ] {
            let expected: Date = expected.parse().expect("a date");
            assert_eq!(festival(HebrewDay { month, day, moves }, expected.year()), Some(expected));
        }
    }
}
