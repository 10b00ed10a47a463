//! Instants that lie hours, minutes or seconds from the time of writing: "in 20 minutes", "two hours ago". Needs the
//! time of day at which a text was written; without it such a time stays open.

use jiff::Span;
use jiff::civil::{Date, DateTime, Time};

use crate::extract::time_resolve::Context;
use crate::extract::time_shape::{Clock, DateShape, Frame, From, Shift};
use crate::lexicon::time::TimeUnit;

/// The instant, if it is counted in units of the clock from the time of writing, and that is known.
pub(super) fn instant(shape: &DateShape, context: &Context) -> Option<DateTime> {
    let Frame::Shift(Shift { unit, n_units, from: From::Document, counted: true, .. }) = shape.frame else {
        return None;
    };
    let seconds = match unit {
        TimeUnit::Second => 1,
        TimeUnit::Minute => 60,
        TimeUnit::Hour => 3_600,
        TimeUnit::Day
        | TimeUnit::Workday
        | TimeUnit::Night
        | TimeUnit::Weekend
        | TimeUnit::Week
        | TimeUnit::Fortnight
        | TimeUnit::Month
        | TimeUnit::Quarter
        | TimeUnit::HalfYear
        | TimeUnit::Year
        | TimeUnit::FiscalYear
        | TimeUnit::Decade
        | TimeUnit::Century
        | TimeUnit::Millennium => return None,
    };
    let now = context.published?.to_datetime(context.published_time?);
    let span = Span::new().try_seconds(i64::from(n_units).checked_mul(seconds)?).ok()?;
    now.checked_add(span).ok()
}

/// The next time that the clock shows an hour, for an entry that names nothing else.
pub(super) fn next(clock: Clock, context: &Context) -> Option<Date> {
    let (hour, minute) = (i8::try_from(clock.hour?).ok()?, i8::try_from(clock.minute.unwrap_or(0)).ok()?);
    let now = context.published_time.filter(|_| context.entry)?;
    let today = context.published?;
    let time = Time::new(hour.rem_euclid(24), minute, 0, 0).ok()?;
    if time < now { today.tomorrow().ok() } else { Some(today) }
}

/// Its value: "2024-11-05T10:20:00".
pub(super) fn timex(instant: DateTime) -> String {
    let (day, clock) = (instant.date(), instant.time());
    format!("{day}T{:02}:{:02}:{:02}", clock.hour(), clock.minute(), clock.second())
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::check_times;

    #[test]
    fn minutes_and_hours_count_from_the_hour_of_writing() {
        for (text, expected) in [
            ("She will call in 20 minutes.", ("20 minutes", "2024-11-05T10:20:00")),
            ("She called two hours ago.", ("two hours ago", "2024-11-05T08:00:00")),
            ("It will end in two and a half hours.", ("two and a half hours", "2024-11-05T12:30:00")),
            ("3 p.m.", ("3 p.m.", "2024-11-05T15")),
            ("9 a.m.", ("9 a.m.", "2024-11-06T09")),
        ] {
            check_times(text, &[expected]);
        }
    }

    #[test]
    fn a_length_of_the_past_stays_a_length() {
        check_times("The bridge was built in two months.", &[]);
        check_times("The bridge will open in two months.", &[("two months", "2025-01")]);
    }
}
