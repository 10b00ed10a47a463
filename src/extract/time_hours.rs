//! The grammar of stretches of the day: "from 9:30 to 11", "between 3 and 5 p.m. on Monday", "tomorrow from 6 to 9
//! p.m.", "2-4pm". An hour alone is only one where the other end or a day beside it says so.

use crate::extract::time_clock::{self, counts, exact, half_day_at};
use crate::extract::time_of_day::{self, is_day};
use crate::extract::time_shape::{Clock, DateShape, Moment};
use crate::extract::time_words::Words;
use crate::lexicon::time::TimeWord;
use crate::model::PartOfDay;

/// One end of a stretch.
#[derive(Clone, Copy, Debug)]
struct Hour {
    clock: Clock,
    /// "p.m.", "in the morning" stand with it, or the hour is above twelve.
    halved: bool,
    /// It is a time of day by itself, not a bare figure.
    marked: bool,
}

/// A stretch of the day with the day before or after it, or alone.
pub(super) fn stretch(w: &Words<'_>, at: usize) -> Option<(usize, Moment, Moment)> {
    dated_first(w, at).or_else(|| hours_first(w, at))
}

/// "tomorrow from 6 to 9 p.m.", "Monday, between 8:15 and 4", "this evening from 6 to 6:45".
fn dated_first(w: &Words<'_>, at: usize) -> Option<(usize, Moment, Moment)> {
    let (mid, moment) = time_of_day::day_and_part(w, at)?;
    let date = moment.date.filter(is_day)?;
    let part = moment.clock.and_then(|clock| clock.part);
    let comma = w.skip(mid, ",");
    let (end, a, b) = hours(w, comma, true)?;
    let (a, b) = settle(a, b, part);
    Some((end, with(Some(&date), a), with(Some(&date), b)))
}

/// "between 3 and 5 p.m. on Monday", "2-4pm".
fn hours_first(w: &Words<'_>, at: usize) -> Option<(usize, Moment, Moment)> {
    let (mid, a, b) = hours(w, at, false)?;
    let (a, b, open) = (a, b, !a.marked && !b.marked);
    let next = w.skip(mid, ",");
    let next = if w.is_any(next, &["on", "of"]) { next + 1 } else { next };
    let dated =
        time_of_day::day_and_part(w, next).filter(|(_, moment)| moment.date.as_ref().is_some_and(is_day));
    if let Some((end, moment)) = dated {
        let (a, b) = settle(a, b, moment.clock.and_then(|clock| clock.part));
        return Some((end, with(moment.date.as_ref(), a), with(moment.date.as_ref(), b)));
    }
    if open {
        return None;
    }
    let (a, b) = settle(a, b, None);
    Some((mid, with(None, a), with(None, b)))
}

fn with(date: Option<&DateShape>, clock: Clock) -> Moment {
    Moment { date: date.cloned(), clock: Some(clock) }
}

/// The two hours with what stands around and between them.
fn hours(w: &Words<'_>, at: usize, dated: bool) -> Option<(usize, Hour, Hour)> {
    let between = w.is(at, "between");
    let opened = between || w.is_any(at, &["from", "at"]);
    let (mid, a) = hour(w, if opened { at + 1 } else { at })?;
    let dash = w.is_hyphen(mid);
    let joins = dash
        || w.is_any(mid, &["to", "until", "till", "til", "through", "thru"])
        || between && w.is_any(mid, &["and", "&"]);
    let (end, b) = hour(w, mid + 1).filter(|_| joins)?;
    // A score, a price or a vote: "lost 3-8 on Monday"; and "from 5 to 6" of anything.
    let asked = a.marked || b.marked || opened && !w.is(at, "at") && (dated || !counts(w, end));
    // "4:00 - this week" and the like end nothing; a figure that is no hour is none.
    (asked && (!dash || a.marked || b.marked || opened)).then_some((end, a, b))
}

/// One hour: marked as one, or a bare figure up to 24, or four digits beside four digits.
fn hour(w: &Words<'_>, at: usize) -> Option<(usize, Hour)> {
    if let Some((end, clock)) = exact(w, at) {
        let halved = !clock.open_half && half_told(w, at, end) || clock.hour.is_some_and(|hour| hour > 12);
        return Some((end, Hour { clock, halved, marked: true }));
    }
    let (end, hour, minute) = bare(w, at)?;
    let clock = Clock { hour: Some(hour), minute, open_half: hour <= 12, ..Clock::default() };
    Some((end, Hour { clock, halved: hour > 12 || hour == 0, marked: false }))
}

/// Whether "p.m.", "noon" or a part of the day stands in what was read.
fn half_told(w: &Words<'_>, at: usize, end: usize) -> bool {
    (at..end).any(|token| {
        half_day_at(w, token).is_some()
            || matches!(w.name(token), Some((_, TimeWord::Clock(_))))
            || w.is_any(token, &["gmt", "utc", "hours", "hrs"])
    })
}

/// "5", "five", "four fifteen", "0845", "8.45".
pub(super) fn bare(w: &Words<'_>, at: usize) -> Option<(usize, u8, Option<u8>)> {
    let hour_of = |value: u32| u8::try_from(value).ok().filter(|hour| *hour <= 24);
    let minute_of = |value: u32| u8::try_from(value).ok().filter(|minute| *minute < 60);
    if let Some((value, len)) = w.digits(at) {
        return match len {
            4 if w.lower(at).starts_with(['0', '1', '2']) && !(1900..=2099).contains(&value) => {
                Some((at + 1, hour_of(value / 100)?, Some(minute_of(value % 100)?)))
            }
            1 | 2 => Some((at + 1, hour_of(value)?, None)),
            _ => None,
        };
    }
    if let Some((hour, minute)) = w.lower(at).split_once('.') {
        let minute = Some(minute).filter(|minute| minute.len() == 2)?;
        return Some((at + 1, hour_of(hour.parse().ok()?)?, Some(minute_of(minute.parse().ok()?)?)));
    }
    if let Some((end, hour, minute)) = said(w, at) {
        return Some((end, hour, Some(minute)));
    }
    let (next, value) = w.whole_word(at)?;
    let hour = hour_of(value).filter(|hour| (1..=12).contains(hour))?;
    match w.whole_word(w.skip_hyphen_touching(next)) {
        Some((end, minute)) if (10..60).contains(&minute) => Some((end, hour, minute_of(minute))),
        _ => Some((next, hour, None)),
    }
}

/// "eight forty-two", which the figures take for one number: the hour and its minutes.
pub(super) fn said(w: &Words<'_>, at: usize) -> Option<(usize, u8, u8)> {
    let (end, value) = w.whole_word(at)?;
    let minute = value.rem_euclid(100);
    let spoken = (110..=1259).contains(&value) && (10..60).contains(&minute);
    let counted = (at..end).any(|token| w.is_any(token, &["hundred", "thousand", "and"]));
    (spoken && !counted).then(|| Some((end, u8::try_from(value / 100).ok()?, u8::try_from(minute).ok()?)))?
}

/// Lends the half of the day from one end to the other: "from 1 to 6 p.m." is all afternoon, "8.15 to 2.45 p.m." is
/// not. A part of the day beside them says it for both.
fn settle(mut a: Hour, mut b: Hour, part: Option<PartOfDay>) -> (Clock, Clock) {
    if let Some(part) = part {
        for end in [&mut a, &mut b] {
            if !end.halved {
                time_clock::apply_part(&mut end.clock, part);
                end.halved = true;
            }
        }
    }
    let minutes =
        |clock: Clock| u32::from(clock.hour.unwrap_or(0)) * 60 + u32::from(clock.minute.unwrap_or(0));
    let later = |clock: &mut Clock| {
        clock.hour = clock.hour.map(|hour| if hour < 12 { hour + 12 } else { hour });
    };
    match (a.halved, b.halved) {
        (false, true) => {
            let mut moved = a.clock;
            later(&mut moved);
            let noon = a.clock.hour == Some(12);
            if minutes(b.clock) > 720 && minutes(moved) < minutes(b.clock) && !noon {
                a.clock = moved;
            }
        }
        (_, false) if minutes(b.clock) <= minutes(a.clock) => later(&mut b.clock),
        _ => {}
    }
    a.clock.open_half = a.clock.open_half && !a.halved && !b.halved;
    b.clock.open_half = b.clock.open_half && !a.halved && !b.halved;
    (a.clock, b.clock)
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::check_times;

    #[test]
    fn hours_lend_each_other_their_half_of_the_day() {
        for (text, expected) in [
            ("from 2 to 4 p.m.", "(T14,T16,PT2H)"),
            ("9.15-3.45pm", "(T09:15,T15:45,PT6H30M)"),
            ("between 8 and 11am", "(T08,T11,PT3H)"),
            ("from 11:30 a.m. to 1", "(T11:30,T13,PT1H30M)"),
        ] {
            check_times(&format!("The shop is open {text}."), &[(text, expected)]);
        }
    }

    #[test]
    fn a_day_beside_them_belongs_to_them() {
        for (text, expected) in [
            ("tomorrow from 6:00 to 7:30pm", "(2024-11-06T18:00,2024-11-06T19:30,PT1H30M)"),
            ("between 2 and 5 tomorrow", "(2024-11-06T02,2024-11-06T05,PT3H)"),
            ("yesterday evening from 7 to 9", "(2024-11-04T19,2024-11-04T21,PT2H)"),
        ] {
            check_times(&format!("The gate was locked {text}."), &[(text, expected)]);
        }
    }

    #[test]
    fn scores_and_counts_are_no_hours() {
        check_times("They lost 3-8.", &[]);
        check_times("The vote went from 4 to 6 members.", &[]);
        check_times("They lost Monday 2-6.", &[("Monday", "2024-11-04")]);
    }
}
