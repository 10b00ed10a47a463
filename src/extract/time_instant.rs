//! Instants that lie hours, minutes or seconds from the time of writing: "in 20 minutes", "two hours ago". Needs the
//! time of day at which a text was written; without it such a time stays open.

use jiff::Span;
use jiff::civil::DateTime;

use crate::extract::time_resolve::Context;
use crate::extract::time_shape::{DateShape, Frame, From, Shift};
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

/// Its value: "2024-11-05T10:20:00".
pub(super) fn timex(instant: DateTime) -> String {
    let (day, clock) = (instant.date(), instant.time());
    format!("{day}T{:02}:{:02}:{:02}", clock.hour(), clock.minute(), clock.second())
}
