//! Days that the moon decides: the angle between moon and sun on a day, and the festivals and months of the lunar
//! calendars that hang on it. Knows nothing of words.
//!
//! The angle is taken from the largest terms of the theory of the moon (Meeus, Astronomical Algorithms, chapter 47),
//! which keeps it right to about half an hour between 1900 and 2100.

use jiff::civil::Date;

use crate::extract::time_calendar::shift;
use crate::lexicon::time::LunarDay;
use crate::model::Grain;

/// Mean length of a month of the moon, in days.
const MONTH: f64 = 29.530_588_861;

/// Hour, UTC, before which a new moon at Mecca opens the month on the next day; after it the month opens one day
/// later. Fitted to the published calendar of Saudi Arabia, with which it agrees in six cases of seven; the others are
/// a day off, as sightings are.
const MECCA_HOUR: f64 = 14.0;

/// The day of a festival that is bound to the age of the moon, in a year.
pub(super) fn festival(of: LunarDay, year: i16) -> Option<Date> {
    let mut day = Date::new(year, of.month as i8, of.day as i8).ok()?;
    let mut before = ahead(of, day.yesterday().ok()?)?;
    for _ in 0..31 {
        let now = ahead(of, day)?;
        // A day of the moon may be so short that it lies between two such hours.
        if now == 0 || (1..=2).contains(&before) && now > 20 {
            return shift(day, Grain::Day, i32::from(of.later));
        }
        (before, day) = (now, day.tomorrow().ok()?);
    }
    None
}

/// Thirtieths of a month until the one that is wanted.
fn ahead(of: LunarDay, day: Date) -> Option<i32> {
    let hour = f64::from(of.hour);
    let age = (elongation(days_since_2000(day)? + (hour - 12.0) / 24.0) / 12.0).floor() as i32;
    Some((i32::from(of.age) - 1 - age).rem_euclid(30))
}

/// The day of the Islamic calendar that falls into a year of the Gregorian one; the first of two.
pub(super) fn islamic(year: i16, month: u8, day: u8) -> Option<Date> {
    let first_year = (i32::from(year) - 622) * 33 / 32;
    (first_year - 1..=first_year + 2).find_map(|islamic_year| {
        let n_months = (islamic_year - 1) * 12 + i32::from(month) - 1;
        // The month that opened in April 2000 was the first of the year 1421; its new moon is the fourth since 2000.
        let new_moon = new_moon(n_months - 17_037);
        let first = (new_moon + 0.5 + (24.0 - MECCA_HOUR) / 24.0).floor() as i32 + 1;
        let date = shift(Date::new(2000, 1, 1).ok()?, Grain::Day, first + i32::from(day) - 1)?;
        (date.year() == year).then_some(date)
    })
}

/// Days from noon of the first of January 2000, UTC, to a new moon; 0 is that of 6 January.
fn new_moon(number: i32) -> f64 {
    let mut at = 5.26 + MONTH * f64::from(number);
    for _ in 0..6 {
        let angle = elongation(at);
        let off = if angle > 180.0 { angle - 360.0 } else { angle };
        at -= off / 12.19;
    }
    at
}

fn days_since_2000(day: Date) -> Option<f64> {
    let start = Date::new(2000, 1, 1).ok()?;
    Some(f64::from(start.until(day).ok()?.get_days()))
}

/// Degrees from the sun to the moon, 0 at the new moon, 180 at the full one; days count from noon of 1 January 2000.
fn elongation(days: f64) -> f64 {
    let centuries = days / 36_525.0;
    let angle = |start: f64, turn: f64| start + turn * centuries;
    let elongation = angle(297.850_192_1, 445_267.111_403_4);
    let sun = angle(357.529_109_2, 35_999.050_290_9);
    let moon = angle(134.963_396_4, 477_198.867_505_5);
    let node = angle(93.272_095_0, 483_202.017_523_3);
    // Size in degrees, then how often each of the four angles goes into the term.
    const TERMS: [(f64, f64, f64, f64, f64); 16] = [
        (6.288_774, 0.0, 0.0, 1.0, 0.0),
        (1.274_027, 2.0, 0.0, -1.0, 0.0),
        (0.658_314, 2.0, 0.0, 0.0, 0.0),
        (0.213_618, 0.0, 0.0, 2.0, 0.0),
        (-0.185_116, 0.0, 1.0, 0.0, 0.0),
        (-0.114_332, 0.0, 0.0, 0.0, 2.0),
        (0.058_793, 2.0, 0.0, -2.0, 0.0),
        (0.057_066, 2.0, -1.0, -1.0, 0.0),
        (0.053_322, 2.0, 0.0, 1.0, 0.0),
        (0.045_758, 2.0, -1.0, 0.0, 0.0),
        (-0.040_923, 0.0, 1.0, -1.0, 0.0),
        (-0.034_720, 1.0, 0.0, 0.0, 0.0),
        (-0.030_383, 0.0, 1.0, 1.0, 0.0),
        (0.015_327, 2.0, 0.0, 0.0, -2.0),
        (-1.914_602, 0.0, 1.0, 0.0, 0.0),
        (-0.019_993, 0.0, 2.0, 0.0, 0.0),
    ];
    let terms = TERMS
        .iter()
        .map(|(size, d, s, m, f)| size * (d * elongation + s * sun + m * moon + f * node).to_radians().sin());
    (elongation + terms.sum::<f64>()).rem_euclid(360.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn festivals_of_the_moon() {
        let spring = LunarDay { month: 1, day: 21, age: 1, hour: 16, later: 0 };
        for expected in ["2024-02-10", "2023-01-22", "2020-01-25", "2033-01-31"] {
            assert_eq!(festival(spring, day(expected).year()), Some(day(expected)));
        }
        let lights = LunarDay { month: 10, day: 17, age: 30, hour: 13, later: 0 };
        for expected in ["2020-11-14", "2022-10-24", "2023-11-12"] {
            assert_eq!(festival(lights, day(expected).year()), Some(day(expected)));
        }
    }

    #[test]
    fn months_of_islam_open_near_the_new_moon() {
        for (expected, month, of) in
            [("2024-04-10", 10, 1), ("2023-04-21", 10, 1), ("2021-07-20", 12, 10), ("2025-06-26", 1, 1)]
        {
            assert_eq!(islamic(day(expected).year(), month, of), Some(day(expected)), "{expected}");
        }
    }
}
