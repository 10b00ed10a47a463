//! Second pass: fits what the words give into the calendar, against the document's date, the time last spoken of and
//! the outlook of the clause. Never invents a field: without a date to count from, the range stays open.

use jiff::civil::{Date, Time};

use crate::extract::time_calendar::{
    Period, days_between, holiday_in, iso_week, nth_weekday, quarter_of, shift, weekday_in_week,
};
use crate::extract::time_period::LAST;
use crate::extract::time_policy::{Outlook, choose};
use crate::extract::time_shape::{DateShape, Frame, Special, grain_of, multiple_of};
use crate::extract::time_shift;
use crate::lexicon::time::{Lean, TimeUnit};
use crate::model::{Grain, TimeAnchor};

/// What a time is resolved against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    pub(super) published: Option<Date>,
    /// The time of day of writing.
    pub(super) published_time: Option<Time>,
    /// The day or longer time last spoken of.
    pub(super) last: Option<Spoken>,
    /// The day last spoken of, and another one before it.
    pub(super) day: Option<Spoken>,
    pub(super) earlier_day: Option<Spoken>,
    /// The year that the sentence sets out with.
    pub(super) topic_year: Option<i16>,
    /// The quarter or half-year last spoken of, which figures of "a year ago" are compared with.
    pub(super) quarter: Option<Spoken>,
    pub(super) outlook: Outlook,
    /// The time is all that its sentence says.
    pub(super) entry: bool,
    /// The document writes the month before the day.
    pub(super) american: bool,
}

/// A time spoken of before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spoken {
    pub(super) period: Period,
    pub(super) grain: Grain,
    /// Index of its sentence.
    pub(super) sentence: u32,
}

/// A date in the calendar, as far as that goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolved {
    pub(super) period: Option<Period>,
    /// A looser reading of `period` for comparison, where the words are not exact ("two weeks ago").
    pub(super) tolerant: Option<Period>,
    pub(super) alternative: Option<Period>,
    pub(super) grain: Grain,
    pub(super) anchor: TimeAnchor,
    pub(super) offset: Option<i32>,
}

impl Resolved {
    pub(super) fn open(grain: Grain, anchor: TimeAnchor) -> Self {
        Self { period: None, tolerant: None, alternative: None, grain, anchor, offset: None }
    }
}

/// Resolves a date.
pub(super) fn date(shape: &DateShape, context: &Context) -> Resolved {
    let mut shape = shape.clone();
    let mut swapped = None;
    if shape.swappable {
        let other = DateShape { day: shape.month, month: shape.day, swappable: false, ..shape.clone() };
        let one = std::mem::replace(&mut shape, other.clone());
        (shape, swapped) = if context.american { (other, Some(one)) } else { (one, Some(other)) };
        shape.swappable = false;
    }
    if shape.special == Some(Special::SpokenQuarter) {
        let spoken = time_shift::reported(context).map(|period| quarter_of(period.start));
        shape.special = spoken.map(Special::Quarter);
    }
    let mut resolved = match &shape.frame {
        Frame::Shift(shift) => time_shift::shifted(&shape, shift, context),
        Frame::Lean(lean) => leaned(&shape, *lean, context),
        Frame::Open => open(&shape, context),
    };
    if let Some(other) = swapped
        && let Some(year) = other.year
    {
        resolved.alternative = Period::year(year).and_then(|year| place(&other, year));
    }
    resolved
}

/// The grain of what the fields name; `frame` is that of the frame.
pub(super) fn grain(shape: &DateShape, frame: Grain) -> Grain {
    if let Some(Special::Ended(unit)) = shape.special {
        return grain_of(unit);
    }
    if shape.is_day() {
        return Grain::Day;
    }
    match shape.special {
        Some(Special::Quarter(_)) => Grain::Quarter,
        Some(Special::Half(_)) => Grain::HalfYear,
        Some(Special::Season(_)) => Grain::Season,
        Some(Special::Holiday(_) | Special::NthWeekday(..) | Special::LastDay(_)) => Grain::Day,
        Some(Special::Week(_)) => Grain::Week,
        Some(Special::Weekend) => Grain::Weekend,
        Some(Special::NthUnit(_, unit)) => grain_of(unit),
        Some(Special::Years(_, n_years)) if n_years >= 100 => Grain::Century,
        Some(Special::Years(_, 2)) => Grain::Year,
        Some(Special::Years(..) | Special::Decade(_)) => Grain::Decade,
        Some(Special::FirstUnits(_, unit) | Special::Ended(unit)) => grain_of(unit),
        Some(Special::SpokenQuarter) => Grain::Quarter,
        None if shape.month.is_some() => Grain::Month,
        None if shape.year.is_some() => Grain::Year,
        None => frame,
    }
}

/// Finds the fields inside a larger period; `None` if they do not fit ("30 February").
pub(super) fn place(shape: &DateShape, within: Period) -> Option<Period> {
    let year = within.start.year();
    let inside = match shape.month {
        Some(month) => Period::month(year, month)?,
        None => within,
    };
    match shape.special {
        Some(Special::Quarter(quarter)) => return Period::quarter(year, quarter),
        Some(Special::Half(half)) => return Period::half(year, half),
        Some(Special::Season(season)) => return Period::season(year, season),
        Some(Special::Holiday(holiday)) => return holiday_in(holiday, year),
        Some(Special::Week(week)) => return iso_week(year, week),
        Some(Special::Weekend) => return Period::weekend_of(within.start),
        Some(Special::NthWeekday(nth, weekday)) => return nth_weekday(inside, weekday, nth).map(Period::day),
        Some(Special::NthUnit(nth, unit)) => return nth_unit(inside, nth, unit),
        Some(Special::Years(first, n_years)) => return Period::years(first, n_years),
        Some(Special::Decade(tens)) => {
            return Period::years(century_of(year, tens) + i16::from(tens) * 10, 10);
        }
        Some(Special::LastDay(_)) => return Some(Period::day(within.end)),
        Some(Special::FirstUnits(n_units, unit)) => {
            let end = shift(within.start, grain_of(unit), i32::from(n_units))?.yesterday().ok()?;
            return Some(Period::new(within.start, end));
        }
        Some(Special::Ended(unit)) => {
            let day =
                Date::new(inside.start.year(), inside.start.month(), i8::try_from(shape.day?).ok()?).ok()?;
            let start = shift(day, grain_of(unit), -multiple_of(unit))?.tomorrow().ok()?;
            return Some(Period::new(start, day));
        }
        Some(Special::SpokenQuarter) | None => {}
    }
    match (shape.day, shape.weekday) {
        (Some(day), _) => {
            let day = i8::try_from(day).ok()?;
            Date::new(inside.start.year(), inside.start.month(), day).ok().map(Period::day)
        }
        (None, Some(weekday)) => weekday_in_week(inside.start, weekday).map(Period::day),
        (None, None) => Some(inside),
    }
}

/// "the twenties" of a text of this century are those of the last one before 2030 only if they lie ahead.
fn century_of(year: i16, tens: u8) -> i16 {
    let century = year - year.rem_euclid(100);
    let this = century + i16::from(tens) * 10;
    if this > year { century - 100 } else { century }
}

/// "the second week of May": counted from the first day; the last one ends with the period.
fn nth_unit(inside: Period, nth: u8, unit: TimeUnit) -> Option<Period> {
    let grain = grain_of(unit);
    if nth == LAST {
        return match grain {
            Grain::Week | Grain::Weekend => {
                let start = shift(inside.end, Grain::Day, -6)?;
                Some(Period::new(start, inside.end))
            }
            Grain::Century
            | Grain::Decade
            | Grain::Year
            | Grain::HalfYear
            | Grain::Season
            | Grain::Quarter
            | Grain::Month
            | Grain::Day
            | Grain::PartOfDay
            | Grain::Hour
            | Grain::Minute
            | Grain::Second => Period::around(inside.end, grain),
        };
    }
    let start = shift(inside.start, grain, i32::from(nth) - 1)?;
    match grain {
        Grain::Week => Some(Period::new(start, shift(start, Grain::Day, 6)?)),
        Grain::Century
        | Grain::Decade
        | Grain::Year
        | Grain::HalfYear
        | Grain::Season
        | Grain::Quarter
        | Grain::Month
        | Grain::Weekend
        | Grain::Day
        | Grain::PartOfDay
        | Grain::Hour
        | Grain::Minute
        | Grain::Second => Period::around(start, grain),
    }
}

/// Without a frame: the year is known, or the nearest fit is looked for.
fn open(shape: &DateShape, context: &Context) -> Resolved {
    let grain = grain(shape, Grain::Day);
    if let Some(year) = shape.year {
        let mut resolved = Resolved::open(grain, TimeAnchor::Absolute);
        resolved.period = Period::year(year).and_then(|year| place(shape, year));
        return resolved;
    }
    if let Some(Special::Years(first, n_years)) = shape.special {
        let mut resolved = Resolved::open(grain, TimeAnchor::Absolute);
        resolved.period = Period::years(first, n_years);
        return resolved;
    }
    let mut resolved = Resolved::open(grain, TimeAnchor::DocumentDate);
    let Some(published) = context.published else {
        return resolved;
    };
    if let Some(year) = context.topic_year.filter(|_| shape.month.is_some()) {
        resolved.period = Period::year(year).and_then(|year| place(shape, year));
        return resolved;
    }
    let reference = reference_for(shape, context, published);
    let (past, future) = candidates(shape, reference);
    let (chosen, other) = match (past, future) {
        (Some(past), Some(future)) if context.entry && past != future => {
            // "Tuesday, 6 May" as an entry is the year in which that day is a Tuesday.
            let fits = |period: Period| shape.weekday.is_some_and(|day| weekday_of(period) == day);
            let dated = shape.month.is_some() && shape.day.is_some();
            if dated && fits(past) && !fits(future) {
                (Some(past), Some(future))
            } else {
                (Some(future), Some(past))
            }
        }
        (past, future) => choose(shape, reference, past, future, context.outlook),
    };
    resolved.period = chosen;
    resolved.alternative = other;
    resolved
}

/// A day without its month is near the day that was last spoken of, if that was said just before.
fn reference_for(shape: &DateShape, context: &Context, published: Date) -> Date {
    let bare_day = shape.day.is_some() && shape.month.is_none();
    match context.last {
        Some(last) if bare_day && last.grain >= Grain::Month => last.period.start,
        _ => published,
    }
}

/// The unit that the words leave open, in which the candidates lie apart.
fn step(shape: &DateShape) -> Grain {
    if shape.month.is_some() {
        return Grain::Year;
    }
    match shape.special {
        Some(Special::Weekend) => Grain::Week,
        Some(Special::NthUnit(_, TimeUnit::Week | TimeUnit::Day)) | Some(Special::NthWeekday(..)) => {
            Grain::Month
        }
        Some(_) => Grain::Year,
        None if shape.day.is_some() => Grain::Month,
        None => Grain::Week,
    }
}

/// The latest fit that has begun by a day, and the earliest that has not ended before it.
fn candidates(shape: &DateShape, reference: Date) -> (Option<Period>, Option<Period>) {
    let step = step(shape);
    let fits = |period: &Period| {
        let weekday = weekday_of(*period);
        shape.day.is_none() || shape.month.is_some() || shape.weekday.is_none_or(|wanted| wanted == weekday)
    };
    let at = |n_units: i32| {
        let day = first_of(shift_from_first(reference, step, n_units)?, step)?;
        place(shape, Period::around(day, step)?).filter(fits)
    };
    // "Friday the 27th" comes round within a year.
    let reach = if shape.weekday.is_some() && step == Grain::Month { 12 } else { 4 };
    // Four steps reach over months that lack the day and back to the last leap year.
    let mut past = None;
    let mut future = None;
    for n_units in 0..=reach {
        past = past.or_else(|| at(-n_units).filter(|period| period.start <= reference));
        future = future.or_else(|| at(n_units).filter(|period| period.end >= reference));
    }
    (past, future)
}

/// Monday is 1.
fn weekday_of(period: Period) -> u8 {
    period.start.weekday().to_monday_one_offset() as u8
}

fn shift_from_first(day: Date, step: Grain, n_units: i32) -> Option<Date> {
    shift(first_of(day, step)?, step, n_units)
}

fn first_of(day: Date, step: Grain) -> Option<Date> {
    Period::around(day, step).map(|period| period.start)
}

fn in_week_of(period: Option<Period>, day: Date) -> bool {
    Period::week_of(day).zip(period).is_some_and(|(week, period)| week.contains(period.start))
}

/// "last May", "this summer", "next Monday", "the following Friday".
fn leaned(shape: &DateShape, lean: Lean, context: &Context) -> Resolved {
    let from_last = matches!(lean, Lean::Previous | Lean::Following | Lean::Same);
    let anchor =
        if from_last && context.last.is_some() { TimeAnchor::OtherTime } else { TimeAnchor::DocumentDate };
    let mut resolved = Resolved::open(grain(shape, Grain::Day), anchor);
    let last = context.last.filter(|last| from_last && last.grain >= Grain::Month);
    let Some(reference) = last.map(|last| last.period.start).or(context.published) else {
        return resolved;
    };
    let step = step(shape);
    let at = |n_units: i32| {
        let day = shift_from_first(reference, step, n_units)?;
        place(shape, Period::around(day, step)?)
    };
    let (first, second) = match lean {
        Lean::Last | Lean::Previous | Lean::Gone => {
            let mut before =
                (0..=2).filter_map(|n_units| at(-n_units)).filter(|period| period.end < reference);
            let (mut first, mut second) = (before.next(), before.next());
            // "last Wednesday" said on Thursday is that of the week before: else it would be "yesterday".
            if lean == Lean::Last && shape.weekday.is_some() && in_week_of(first, reference) {
                (first, second) = (second, first);
            }
            // "last October" said in November is the one before: else it would be "last month".
            let just_over = lean != Lean::Gone
                && shape.month.is_some()
                && shape.day.is_none()
                && first.is_some_and(|period| days_between(period.end, reference) <= 31);
            if just_over { (second, first) } else { (first, second.filter(|_| shape.weekday.is_some())) }
        }
        Lean::Next | Lean::Following | Lean::Coming => {
            let mut after = (0..=2).filter_map(at).filter(|period| period.start > reference);
            let first = after.next();
            // "next Friday" said on Monday means the one of the next week, but may mean the coming one.
            let second = if shape.weekday.is_some() && lean == Lean::Next { after.next() } else { None };
            if second.is_some() && in_week_of(first, reference) { (second, first) } else { (first, second) }
        }
        Lean::This | Lean::Same => {
            let near = |period: &Period| days_between(period.start, reference).abs();
            let mut all: Vec<Period> = (-1..=1).filter_map(at).collect();
            all.sort_by_key(near);
            let ahead =
                all.iter().find(|period| period.end >= reference && context.outlook == Outlook::Future);
            let own = if step == Grain::Week { ahead.or(all.first()).copied() } else { at(0) };
            (own, None)
        }
    };
    resolved.period = first;
    resolved.alternative = second;
    resolved
}
