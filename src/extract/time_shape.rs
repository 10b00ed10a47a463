//! What the words of a time expression say, before it is resolved: the first of the two passes. Holds no dates of
//! its own and looks at no document date.

use std::ops::Range;

use crate::lexicon::time::{Bound, Edge, Holiday, Lean, Season, TimeUnit, Vague};
use crate::model::{Grain, PartOfDay};

/// One time expression as read from the words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    /// Its tokens, without a preposition before them.
    pub(super) tokens: Range<usize>,
    /// What it says.
    pub(super) shape: Shape,
    /// "by", "since" before it.
    pub(super) bound: Option<Bound>,
    /// "about", "nearly" before it.
    pub(super) approximate: bool,
}

/// The kinds of expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    /// A date of any grain, perhaps with a time of day.
    Moment(Moment),
    /// From one to the other.
    Range(Box<Moment>, Box<Moment>),
    /// "every Monday", "twice a year"; the text is its TIMEX3 value.
    Set(SetShape),
    /// "recently"; with its unit, "in recent years".
    Vague(Vague, Option<TimeUnit>),
}

/// A set of times.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SetShape {
    /// TIMEX3 value: "XXXX-WXX-1", "P1Y".
    pub(super) timex: String,
    /// How exact each of the times is.
    pub(super) grain: Grain,
    /// The weekday, if it is one.
    pub(super) weekday: Option<u8>,
}

/// A date, a time of day, or both. Each may be missing, not both.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Moment {
    pub(super) date: Option<DateShape>,
    pub(super) clock: Option<Clock>,
}

/// A time of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: Option<u8>,
    pub(super) minute: Option<u8>,
    pub(super) second: Option<u8>,
    pub(super) part: Option<PartOfDay>,
    /// "shortly before noon", "just after five".
    pub(super) edge: Option<Bound>,
    /// The hour may be meant twelve hours later ("at 5").
    pub(super) open_half: bool,
}

/// Where the larger period comes from, that the fields lie in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Frame {
    /// Not told: the nearest one.
    #[default]
    Open,
    /// "last", "this", "next" before the field itself: "last May".
    Lean(Lean),
    /// A period counted from a day: "last year", "two days ago".
    Shift(Shift),
}

/// A number of units before or after some day.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shift {
    pub(super) unit: TimeUnit,
    /// Negative is earlier.
    pub(super) n_units: i32,
    pub(super) from: From,
    /// The count is only about right ("about two weeks ago") or not whole ("a year and a half ago").
    pub(super) rough: bool,
    /// It was counted ("two weeks ago"), not named ("last week").
    pub(super) counted: bool,
}

/// What a shift counts from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum From {
    /// The day of writing.
    Document,
    /// The time that was last spoken of.
    LastSpoken,
    /// The quarter or half-year that the text is about, else the last whole one.
    Reported,
    /// A time named beside it: "three weeks after Christmas".
    Named(Box<DateShape>),
}

/// The fields of a date, as far as the words give them, inside a frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct DateShape {
    pub(super) frame: Frame,
    pub(super) year: Option<i16>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    pub(super) weekday: Option<u8>,
    pub(super) special: Option<Special>,
    /// "early", "the end of".
    pub(super) edge: Option<Edge>,
    /// Day and month may be meant the other way round.
    pub(super) swappable: bool,
    /// The month was written before the day, as in America.
    pub(super) month_first: bool,
    /// The year is a fiscal one.
    pub(super) fiscal: bool,
}

/// What lies in a year or month beside months and days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Special {
    Quarter(u8),
    Half(u8),
    Season(Season),
    Holiday(Holiday),
    /// "week 10".
    Week(u8),
    Weekend,
    /// "the second Tuesday of": which (9 is the last), weekday.
    NthWeekday(u8, u8),
    /// "the first week of": which (99 is the last), unit.
    NthUnit(u8, TimeUnit),
    /// First year and number of years: "the 1990s", "19th century", "2024/25".
    Years(i16, i16),
    /// Two digits of a decade whose century is not told: "the nineties".
    Decade(u8),
    /// The last day of the period: "year-end".
    LastDay(TimeUnit),
    /// The whole of a period counted by its number of units: "the first nine months".
    FirstUnits(u16, TimeUnit),
    /// "the 2003 quarter": the quarter that is spoken of, in a year.
    SpokenQuarter,
    /// "the year ended 31 March": a stretch of one unit up to a day.
    Ended(TimeUnit),
}

impl DateShape {
    /// A date with nothing but a frame.
    pub(super) fn framed(frame: Frame) -> Self {
        Self { frame, ..Self::default() }
    }

    /// Whether it names a single day within a month.
    pub(super) fn is_day(&self) -> bool {
        self.day.is_some() || self.weekday.is_some()
    }
}

/// The grain that a unit comes to.
pub(super) fn grain_of(unit: TimeUnit) -> Grain {
    match unit {
        TimeUnit::Second => Grain::Second,
        TimeUnit::Minute => Grain::Minute,
        TimeUnit::Hour => Grain::Hour,
        TimeUnit::Day | TimeUnit::Workday | TimeUnit::Night => Grain::Day,
        TimeUnit::Weekend => Grain::Weekend,
        TimeUnit::Week | TimeUnit::Fortnight => Grain::Week,
        TimeUnit::Month => Grain::Month,
        TimeUnit::Quarter => Grain::Quarter,
        TimeUnit::HalfYear => Grain::HalfYear,
        TimeUnit::Year | TimeUnit::FiscalYear => Grain::Year,
        TimeUnit::Decade => Grain::Decade,
        TimeUnit::Century | TimeUnit::Millennium => Grain::Century,
    }
}

/// Units of the grain in one unit ("fortnight" is two weeks).
pub(super) fn multiple_of(unit: TimeUnit) -> i32 {
    match unit {
        TimeUnit::Fortnight => 2,
        TimeUnit::Millennium => 10,
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
        | TimeUnit::HalfYear
        | TimeUnit::Year
        | TimeUnit::FiscalYear
        | TimeUnit::Decade
        | TimeUnit::Century => 1,
    }
}
