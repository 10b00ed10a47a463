//! The value of a range: "(2014-06-01,2018-04-01,P46M)", from the first instant of the one end to the first instant of
//! the other, with the length. What no word gives stays X, as in the value of a date that could not be resolved;
//! the days that a range was resolved to are told apart from it.

use jiff::civil::Date;

use crate::extract::time_calendar::{Period, days_between, shift};
use crate::extract::time_resolve::Resolved;
use crate::extract::time_shape::{Clock, DateShape, Frame};
use crate::extract::time_timex;
use crate::lexicon::time::Edge;
use crate::model::Grain;

/// One end of a range.
#[derive(Clone, Copy, Debug)]
pub(super) struct End<'m> {
    pub(super) date: Option<(&'m DateShape, Resolved)>,
    /// The days of the date, in order with those of the other end.
    pub(super) period: Option<Period>,
    pub(super) clock: Option<Clock>,
}

/// The value of a range from one end to the other.
pub(super) fn value(first: &End<'_>, second: &End<'_>) -> String {
    // An end that the words place lends its place to a weekday: "from next Tuesday to Sunday".
    let lent = [first, second].iter().any(|end| end.date.is_some_and(|(shape, _)| is_told(shape)));
    let (from, to) = (instant(first, lent), instant(second, lent));
    match length(first, second) {
        Some(length) => format!("({from},{to},{length})"),
        None => format!("({from},{to},PX)"),
    }
}

/// The first instant of an end.
fn instant(end: &End<'_>, lent: bool) -> String {
    let mut text = match &end.date {
        Some((shape, resolved)) => day(shape, resolved, end.period, lent),
        None => String::new(),
    };
    if let Some(clock) = end.clock {
        text.push_str(&time_timex::of_clock(clock));
    }
    text
}

/// Whether the words place a date in the calendar and leave no field to be found.
fn is_told(shape: &DateShape) -> bool {
    shape.frame != Frame::Open || shape.year.is_some() || shape.special.is_some()
}

fn day(shape: &DateShape, resolved: &Resolved, period: Option<Period>, lent: bool) -> String {
    let told = is_told(shape) || lent && shape.month.is_none() && shape.weekday.is_some();
    let fields = || match (shape.month, shape.day, shape.weekday) {
        (Some(month), None, _) if shape.edge.is_some() => {
            let period = Period::month(2000, month)?;
            let first = first_day(shape, Some(period))?;
            Some(format!("XXXX-{:02}-{:02}", first.month(), first.day()))
        }
        (Some(month), day, _) => Some(format!("XXXX-{month:02}-{:02}", day.unwrap_or(1))),
        (None, Some(day), _) => Some(format!("XXXX-XX-{day:02}")),
        (None, None, Some(weekday)) => Some(format!("XXXX-WXX-{weekday}")),
        (None, None, None) => None,
    };
    match (fields(), first_day(shape, period)) {
        (Some(fields), _) if !told => fields,
        (_, Some(day)) => time_timex::of_period(Period::day(day), Grain::Day),
        (_, None) => time_timex::of_fields(shape, resolved.grain),
    }
}

/// The first day of an end; of "the end of 1994" it is the day after.
fn first_day(shape: &DateShape, period: Option<Period>) -> Option<Date> {
    let period = period?;
    match shape.edge {
        Some(Edge::End | Edge::Late) => period.end.tomorrow().ok(),
        Some(Edge::Mid | Edge::Middle) if period.n_days() <= 31 => period.start.with().day(16).build().ok(),
        Some(Edge::Mid | Edge::Middle) => shift(period.start, Grain::Day, period.n_days() / 2),
        Some(Edge::Early | Edge::Start) | None => Some(period.start),
    }
}

/// The days of an end, in a leap year of no calendar where the year is not told.
fn nominal(end: &End<'_>) -> Option<Date> {
    let (shape, _) = end.date.as_ref()?;
    if let Some(day) = first_day(shape, end.period) {
        return Some(day);
    }
    let (month, day) = (shape.month?, shape.day.unwrap_or(1));
    Date::new(shape.year.unwrap_or(2000), i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The length in the coarsest unit that both ends are told in: years, months, days, or hours and minutes. Months are
/// counted from name to name.
fn length(first: &End<'_>, second: &End<'_>) -> Option<String> {
    if first.clock.is_some() || second.clock.is_some() {
        return hours(first, second);
    }
    let (from, to) = (nominal(first)?, nominal(second)?);
    let coarse = |end: &End<'_>, grain: Grain| {
        end.date.as_ref().is_some_and(|(shape, resolved)| {
            resolved.grain <= grain && (shape.edge.is_none() || grain == Grain::Month)
        })
    };
    let n_months = (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month())
        - i32::from(from.month());
    // "from November to March"
    let n_months = if n_months < 0 { n_months + 12 } else { n_months };
    let whole_months = from.day() == 1 && to.day() == 1;
    if whole_months && n_months % 12 == 0 && coarse(first, Grain::Year) && coarse(second, Grain::Year) {
        return Some(format!("P{}Y", n_months / 12));
    }
    if coarse(first, Grain::Month) && coarse(second, Grain::Month) {
        return Some(format!("P{n_months}M"));
    }
    let n_days = days_between(from, to);
    let n_days = if n_days < 0 { n_days + 365 } else { n_days };
    (n_days >= 0).then(|| format!("P{n_days}D"))
}

fn hours(first: &End<'_>, second: &End<'_>) -> Option<String> {
    let n_minutes = |clock: Option<Clock>| {
        let Some(clock) = clock else { return Some(0) };
        Some(i32::from(clock.hour?) * 60 + i32::from(clock.minute.unwrap_or(0)))
    };
    let n_days = match (nominal(first), nominal(second)) {
        (Some(from), Some(to)) => days_between(from, to),
        _ => 0,
    };
    let total = n_days * 1440 + n_minutes(second.clock)? - n_minutes(first.clock)?;
    // "from 10 p.m. to 6 a.m." ends on the next day.
    let total = if total < 0 { total + 1440 } else { total };
    let (days, hours, minutes) = (total / 1440, total / 60 % 24, total % 60);
    (total > 0).then(|| {
        let part = |n_units: i32, letter: &str| match n_units {
            0 => String::new(),
            _ => format!("{n_units}{letter}"),
        };
        let clock = format!("{}{}", part(hours, "H"), part(minutes, "M"));
        let clock = if clock.is_empty() { clock } else { format!("T{clock}") };
        format!("P{}{clock}", part(days, "D"))
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::check_times;

    #[test]
    fn what_no_word_gives_stays_open() {
        for (text, expected) in [
            ("from March to July", "(XXXX-03-01,XXXX-07-01,P4M)"),
            ("from 4 to 9 May", "(XXXX-05-04,XXXX-05-09,P5D)"),
            ("from the middle of March 2021 to the end of June 2021", "(2021-03-16,2021-07-01,P4M)"),
            ("from 2011 through May 2014", "(2011-01-01,2014-05-01,P40M)"),
            ("between Q1 2022 and Q3 2022", "(2022-01-01,2022-07-01,P6M)"),
            ("from next Tuesday to Sunday", "(2024-11-12,2024-11-17,P5D)"),
        ] {
            check_times(&format!("The lock was shut {text}."), &[(text, expected)]);
        }
    }

    #[test]
    fn a_range_may_run_to_the_day_of_writing() {
        let text = "between May 2023 and now";
        check_times(&format!("It rained {text}."), &[(text, "(2023-05-01,2024-11-05,P554D)")]);
    }
}
