//! Civil calendar arithmetic for the time grammar: periods with their first and last day, steps between them, and
//! the days of holidays. Knows nothing of words.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::extract::{time_hebrew, time_moon};
use crate::lexicon::time::{Edge, Holiday, Season};
use crate::model::{DateRange, Grain};

/// Days from `start` to `end`, both inside.
///
/// Invariant: `start <= end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) start: Date,
    pub(super) end: Date,
}

impl Period {
    pub(super) fn day(day: Date) -> Self {
        Self { start: day, end: day }
    }

    /// A period from its two ends; they are put in order.
    pub(super) fn new(a: Date, b: Date) -> Self {
        Self { start: a.min(b), end: a.max(b) }
    }

    pub(super) fn year(year: i16) -> Option<Self> {
        Self::years(year, 1)
    }

    /// Several whole years.
    pub(super) fn years(first: i16, n_years: i16) -> Option<Self> {
        let last = first.checked_add(n_years)?.checked_sub(1)?;
        Some(Self { start: Date::new(first, 1, 1).ok()?, end: Date::new(last, 12, 31).ok()? })
    }

    pub(super) fn month(year: i16, month: u8) -> Option<Self> {
        Self::months(year, month, 1)
    }

    /// Several whole months; they may run into the next year.
    pub(super) fn months(year: i16, month: u8, n_months: i32) -> Option<Self> {
        let start = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
        let end = shift(start, Grain::Month, n_months)?.yesterday().ok()?;
        Some(Self { start, end })
    }

    pub(super) fn quarter(year: i16, quarter: u8) -> Option<Self> {
        Self::months(year, quarter.checked_sub(1)?.checked_mul(3)? + 1, 3)
    }

    pub(super) fn half(year: i16, half: u8) -> Option<Self> {
        Self::months(year, half.checked_sub(1)?.checked_mul(6)? + 1, 6)
    }

    /// A season of the northern year; winter starts in December of the year.
    pub(super) fn season(year: i16, season: Season) -> Option<Self> {
        let month = match season {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        };
        Self::months(year, month, 3)
    }

    /// The week, Monday to Sunday, that a day lies in.
    pub(super) fn week_of(day: Date) -> Option<Self> {
        let monday = day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()?;
        Some(Self { start: monday, end: monday.checked_add(6.days()).ok()? })
    }

    /// Saturday and Sunday of the week that a day lies in.
    pub(super) fn weekend_of(day: Date) -> Option<Self> {
        let week = Self::week_of(day)?;
        Some(Self { start: week.start.checked_add(5.days()).ok()?, end: week.end })
    }

    /// The period of a grain that a day lies in; a day for everything finer.
    pub(super) fn around(day: Date, grain: Grain) -> Option<Self> {
        match grain {
            Grain::Century => Self::years(century_start(day.year()), 100),
            Grain::Decade => Self::years(day.year() - day.year().rem_euclid(10), 10),
            Grain::Year => Self::year(day.year()),
            Grain::HalfYear => Self::half(day.year(), if day.month() <= 6 { 1 } else { 2 }),
            Grain::Season => season_around(day),
            Grain::Quarter => Self::quarter(day.year(), quarter_of(day)),
            Grain::Month => Self::month(day.year(), day.month() as u8),
            Grain::Week => Self::week_of(day),
            Grain::Weekend => Self::weekend_of(day),
            Grain::Day | Grain::PartOfDay | Grain::Hour | Grain::Minute | Grain::Second => {
                Some(Self::day(day))
            }
        }
    }

    pub(super) fn range(self) -> DateRange {
        DateRange { start: Some(self.start), end: Some(self.end) }
    }

    pub(super) fn n_days(self) -> i32 {
        days_between(self.start, self.end) + 1
    }

    pub(super) fn contains(self, day: Date) -> bool {
        self.start <= day && day <= self.end
    }

    /// The part of a period that "early", "mid-", "the end of" name: thirds, but for "start" and "end" of a year
    /// its first and last two months, since they are used for little more than the turn of the year.
    pub(super) fn part(self, edge: Edge) -> Self {
        let n_days = self.n_days();
        if n_days < 3 {
            return self;
        }
        let long = n_days > 300;
        let (from, to) = match edge {
            Edge::Early => (0, n_days / 3),
            Edge::Start => (0, if long { n_days / 6 } else { n_days / 3 }),
            Edge::Mid | Edge::Middle => (n_days / 3, n_days - n_days / 3),
            Edge::Late => (n_days - n_days / 3 - 1, n_days),
            Edge::End => (if long { n_days - n_days / 6 } else { n_days - n_days / 3 - 1 }, n_days),
        };
        let at = |offset: i32| shift(self.start, Grain::Day, offset);
        match (at(from), at(to.max(from + 1) - 1)) {
            (Some(start), Some(end)) => Self::new(start, end),
            _ => self,
        }
    }
}

/// First year of the century that a year lies in: 1901 for 1950 and 2000.
fn century_start(year: i16) -> i16 {
    (year - 1) - (year - 1).rem_euclid(100) + 1
}

pub(super) fn quarter_of(day: Date) -> u8 {
    (day.month() as u8 - 1) / 3 + 1
}

/// The season that a day lies in.
pub(super) fn season_of(day: Date) -> Season {
    match day.month() {
        3..=5 => Season::Spring,
        6..=8 => Season::Summer,
        9..=11 => Season::Autumn,
        _ => Season::Winter,
    }
}

fn season_around(day: Date) -> Option<Period> {
    let year = if day.month() <= 2 { day.year() - 1 } else { day.year() };
    Period::season(year, season_of(day))
}

/// A day some units of a grain later; earlier if negative. The 31st becomes the last day of a shorter month.
pub(super) fn shift(day: Date, grain: Grain, n_units: i32) -> Option<Date> {
    let n_units = i64::from(n_units);
    let months =
        |n_months: i64| n_units.checked_mul(n_months).and_then(|months| Span::new().try_months(months).ok());
    let span = match grain {
        Grain::Century => months(1200)?,
        Grain::Decade => months(120)?,
        Grain::Year | Grain::Season => months(12)?,
        Grain::HalfYear => months(6)?,
        Grain::Quarter => months(3)?,
        Grain::Month => months(1)?,
        Grain::Week | Grain::Weekend => Span::new().try_days(n_units.checked_mul(7)?).ok()?,
        Grain::Day | Grain::PartOfDay => Span::new().try_days(n_units).ok()?,
        Grain::Hour => Span::new().try_days(n_units / 24).ok()?,
        Grain::Minute => Span::new().try_days(n_units / 1440).ok()?,
        Grain::Second => Span::new().try_days(n_units / 86_400).ok()?,
    };
    day.checked_add(span).ok()
}

pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// The day with a weekday in the week of another day.
pub(super) fn weekday_in_week(day: Date, weekday: u8) -> Option<Date> {
    shift(Period::week_of(day)?.start, Grain::Day, i32::from(weekday) - 1)
}

/// The nth weekday of a period; counted from its end for 9.
pub(super) fn nth_weekday(period: Period, weekday: u8, nth: u8) -> Option<Date> {
    let wanted = Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
    let day = if nth == 9 {
        let back = wanted.until(period.end.weekday());
        shift(period.end, Grain::Day, -i32::from(back))?
    } else {
        let ahead = period.start.weekday().until(wanted);
        shift(period.start, Grain::Day, i32::from(ahead) + 7 * (i32::from(nth) - 1))?
    };
    period.contains(day).then_some(day)
}

/// The week with an ISO number.
pub(super) fn iso_week(year: i16, week: u8) -> Option<Period> {
    let fourth = Date::new(year, 1, 4).ok()?;
    Period::week_of(shift(fourth, Grain::Week, i32::from(week) - 1)?)
}

/// The days of a holiday that begins in a year.
pub(super) fn holiday_in(holiday: Holiday, year: i16) -> Option<Period> {
    let (day, lasts) = match holiday {
        Holiday::Fixed(month, day) => (Date::new(year, month as i8, day as i8).ok(), 1),
        Holiday::NewYear => (Date::new(year, 1, 1).ok(), 1),
        Holiday::Easter(days) => (shift(easter(year)?, Grain::Day, i32::from(days)), 1),
        Holiday::Orthodox(days) => (shift(orthodox_easter(year)?, Grain::Day, i32::from(days)), 1),
        Holiday::Nth(month, weekday, nth, days) => {
            let day = nth_weekday(Period::month(year, month)?, weekday, nth)?;
            (shift(day, Grain::Day, i32::from(days)), 1)
        }
        Holiday::Hebrew(day, lasts) => (time_hebrew::festival(day, year), lasts),
        Holiday::Islamic(month, day, lasts) => (time_moon::islamic(year, month, day), lasts),
        Holiday::Moon(day) => (time_moon::festival(day, year), 1),
    };
    Some(Period::new(day?, shift(day?, Grain::Day, i32::from(lasts) - 1)?))
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15).rem_euclid(30);
    let e = (32 + 2 * (b.rem_euclid(4)) + 2 * (c / 4) - d - c.rem_euclid(4)).rem_euclid(7);
    let f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    Date::new(year as i16, (f / 31) as i8, (f.rem_euclid(31) + 1) as i8).ok()
}

/// Easter Sunday of the Julian calendar, as a day of the Gregorian one (Meeus). The calendars lie 13 days apart from
/// 1900 to 2099.
fn orthodox_easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let d = (19 * year.rem_euclid(19) + 15).rem_euclid(30);
    let e = (2 * year.rem_euclid(4) + 4 * year.rem_euclid(7) - d + 34).rem_euclid(7);
    let f = d + e + 114;
    let julian = Date::new(year as i16, (f / 31) as i8, (f.rem_euclid(31) + 1) as i8).ok()?;
    let apart = year.div_euclid(100) - year.div_euclid(400) - 2;
    shift(julian, Grain::Day, apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn easter_is_where_the_church_has_it() {
        for (year, expected) in [(2024, "2024-03-31"), (2025, "2025-04-20"), (2000, "2000-04-23")] {
            assert_eq!(easter(year), Some(day(expected)));
        }
    }

    #[test]
    fn the_eastern_churches_keep_easter_later() {
        for (year, expected) in [(2024, "2024-05-05"), (2025, "2025-04-20"), (2023, "2023-04-16")] {
            assert_eq!(orthodox_easter(year), Some(day(expected)));
        }
    }

    #[test]
    fn nth_weekdays_count_from_either_end() {
        let november = Period::month(2024, 11).expect("a month");
        assert_eq!(nth_weekday(november, 4, 4), Some(day("2024-11-28")));
        assert_eq!(nth_weekday(november, 1, 9), Some(day("2024-11-25")));
        assert_eq!(nth_weekday(november, 1, 5), None);
    }

    #[test]
    fn parts_of_a_month_are_thirds() {
        let march = Period::month(2024, 3).expect("a month");
        assert_eq!(march.part(Edge::Early), Period::new(day("2024-03-01"), day("2024-03-10")));
        assert_eq!(march.part(Edge::Mid), Period::new(day("2024-03-11"), day("2024-03-21")));
        assert_eq!(march.part(Edge::Late), Period::new(day("2024-03-21"), day("2024-03-31")));
    }

    #[test]
    fn months_keep_inside_the_shorter_one() {
        assert_eq!(shift(day("2024-03-31"), Grain::Month, -1), Some(day("2024-02-29")));
        assert_eq!(shift(day("9999-12-31"), Grain::Day, i32::MAX), None);
    }
}
