//! The part of `rules/lexicon/en/time.toml` that names holidays: how the day of each is found in a year. The
//! calendars themselves are `extract`'s business.

use serde::Deserialize;

use crate::error::LexiconError;
use crate::lexicon::PhraseTable;
use crate::lexicon::time::{Groups, TimeWord, fill, number};

/// The tables as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHolidays {
    fixed: Groups,
    new_year: Groups,
    easter: Groups,
    orthodox: Groups,
    nth: Groups,
    hebrew: Groups,
    islamic: Groups,
    moon: Groups,
}

/// How the day of a holiday is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    /// Month and day.
    Fixed(u8, u8),
    /// The first day of the coming year, by custom ("by New Year").
    NewYear,
    /// Days after Easter Sunday.
    Easter(i16),
    /// Days after Easter Sunday of the Julian calendar.
    Orthodox(i16),
    /// Month, weekday, which of them (9 is the last), and days after it.
    Nth(u8, u8, u8, u8),
    /// A day of the Hebrew calendar, and how many days the feast lasts.
    Hebrew(HebrewDay, u8),
    /// Month and day of the Islamic calendar, and how many days the feast lasts.
    Islamic(u8, u8, u8),
    /// A day that the age of the moon decides.
    Moon(LunarDay),
}

/// A day of the Hebrew calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HebrewDay {
    /// Counted from Nisan; 0 is the last Adar.
    pub month: u8,
    /// Day of the month.
    pub day: u8,
    /// How it gives way to the Sabbath.
    pub moves: HebrewMove,
}

/// How a day gives way to the Sabbath.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HebrewMove {
    /// It does not.
    Never,
    /// From Saturday to Sunday.
    OffSabbath,
    /// From Friday to Thursday, from Sunday to Monday.
    Memorial,
    /// From Friday and Saturday to Thursday, from Monday to Tuesday.
    Independence,
}

/// The first day from a day of the year on at which the moon has an age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LunarDay {
    /// Where to start looking.
    pub month: u8,
    /// Day of that month.
    pub day: u8,
    /// Age in thirtieths of a month: 1 follows the new moon, 15 ends with the full one, 30 with the next new one.
    pub age: u8,
    /// The hour, UTC, at which the moon has to have it.
    pub hour: u8,
    /// Days from that day to the holiday.
    pub later: u8,
}

/// Enters the names of all holidays.
pub(super) fn enter(names: &mut PhraseTable<TimeWord>, raw: &RawHolidays) -> Result<(), LexiconError> {
    type Read = fn(&str) -> Option<Holiday>;
    let tables: [(&str, &Groups, Read); 8] = [
        ("holidays.moon", &raw.moon, moon),
        ("holidays.islamic", &raw.islamic, islamic),
        ("holidays.hebrew", &raw.hebrew, hebrew),
        ("holidays.fixed", &raw.fixed, fixed),
        ("holidays.new_year", &raw.new_year, |_| Some(Holiday::NewYear)),
        ("holidays.easter", &raw.easter, |name| number(name).map(Holiday::Easter)),
        ("holidays.orthodox", &raw.orthodox, |name| number(name).map(Holiday::Orthodox)),
        ("holidays.nth", &raw.nth, nth),
    ];
    for (group, table, read) in tables {
        fill(names, group, table, |name| read(name).map(TimeWord::Holiday))?;
    }
    Ok(())
}

/// "12-25".
fn fixed(name: &str) -> Option<Holiday> {
    let (month, day) = name.split_once('-')?;
    Some(Holiday::Fixed(number(month)?, number(day)?))
}

/// "11-4-4+1".
fn nth(name: &str) -> Option<Holiday> {
    let mut parts = name.split('-');
    let (month, day, nth) = (parts.next()?, parts.next()?, parts.next()?);
    let (nth, days) = nth.split_once('+').unwrap_or((nth, "0"));
    Some(Holiday::Nth(number(month)?, number(day)?, number(nth)?, number(days)?))
}

/// "10-01x3".
fn islamic(name: &str) -> Option<Holiday> {
    let (date, lasts) = name.split_once('x').unwrap_or((name, "1"));
    let (month, day) = date.split_once('-')?;
    Some(Holiday::Islamic(number(month)?, number(day)?, number(lasts)?))
}

/// "nisan-15x8", "av-9 off sabbath".
fn hebrew(name: &str) -> Option<Holiday> {
    let (name, moves) = match name.split_once(' ') {
        None => (name, HebrewMove::Never),
        Some((name, "off sabbath")) => (name, HebrewMove::OffSabbath),
        Some((name, "memorial")) => (name, HebrewMove::Memorial),
        Some((name, "independence")) => (name, HebrewMove::Independence),
        Some(_) => return None,
    };
    let (date, lasts) = name.split_once('x').unwrap_or((name, "1"));
    let (month, day) = date.split_once('-')?;
    const MONTHS: [&str; 12] = [
        "adar", "nisan", "iyar", "sivan", "tammuz", "av", "elul", "tishri", "heshvan", "kislev", "tevet",
        "shevat",
    ];
    let month = u8::try_from(MONTHS.iter().position(|&known| known == month)?).ok()?;
    Some(Holiday::Hebrew(HebrewDay { month, day: number(day)?, moves }, number(lasts)?))
}

/// "10-17/30/13", "02-27/15/13+1".
fn moon(name: &str) -> Option<Holiday> {
    let (name, later) = name.split_once('+').unwrap_or((name, "0"));
    let mut parts = name.split('/');
    let (date, age, hour) = (parts.next()?, parts.next()?, parts.next()?);
    let (month, day) = date.split_once('-')?;
    Some(Holiday::Moon(LunarDay {
        month: number(month)?,
        day: number(day)?,
        age: number(age)?,
        hour: number(hour)?,
        later: number(later)?,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_say_how_a_day_is_found() {
        assert_eq!(fixed("12-25"), Some(Holiday::Fixed(12, 25)));
        assert_eq!(nth("11-4-4+1"), Some(Holiday::Nth(11, 4, 4, 1)));
        assert_eq!(islamic("10-01x3"), Some(Holiday::Islamic(10, 1, 3)));
        let fast = HebrewDay { month: 5, day: 9, moves: HebrewMove::OffSabbath };
        assert_eq!(hebrew("av-9 off sabbath"), Some(Holiday::Hebrew(fast, 1)));
        let full = LunarDay { month: 2, day: 27, age: 15, hour: 13, later: 1 };
        assert_eq!(moon("02-27/15/13+1"), Some(Holiday::Moon(full)));
        assert_eq!(hebrew("av-9 sometimes"), None);
    }
}
