//! The grammar of ranges: "from 2 to 5 May", "between June 2014 and April 2018", "3-5 November", "2019-2023", "9 a.m. to
//! 5 p.m.". First pass: the ends lend each other the fields that only one of them has.

use crate::extract::time_shape::{DateShape, Frame, From, Moment, Shift};
use crate::extract::time_words::Words;
use crate::extract::{time_hours, time_of_day};
use crate::lexicon::time::TimeUnit;
use crate::model::Case;

/// A range that starts here, with its "from" or "between".
///
/// `moment` is what was read at the token itself.
pub(super) fn range(
    w: &Words<'_>,
    at: usize,
    moment: Option<&(usize, Moment)>,
) -> Option<(usize, Moment, Moment)> {
    let between = w.is(at, "between");
    let opened = between || w.is(at, "from");
    let first = if opened { at + 1 } else { at };
    // Most times are no ranges, and reading both ends is work.
    if !(first + 1..first + LONGEST_END).any(|next| is_link(w, next, between)) {
        return None;
    }
    if let Some(found) = time_hours::stretch(w, at) {
        return Some(found);
    }
    let day_pair = month_of_two_days(w, first);
    if let Some((end, a, b)) = day_pair {
        return Some((end, a, b));
    }
    let years = w.year(first).is_some_and(|(next, _)| {
        w.is_hyphen(next) && w.year(next + 1).is_some()
            || connector(w, next, false)
                .is_some_and(|(next, _)| w.month(next).is_some() || w.year(next).is_some())
    });
    let told = moment.filter(|_| !opened).cloned();
    let (mid, mut a) =
        month_beside_month(w, first).or(told).or_else(|| end_of_range(w, first, opened || years))?;
    let (next, dash) = connector(w, mid, between)?;
    let (end, mut b) = end_of_range(w, next, true)?;
    let through =
        w.is_any(mid, &["through", "thru"]) && a.date.as_ref().is_some_and(|date| date.year.is_some());
    let plain_word = !opened && !dash && !through;
    if plain_word && !same_kind(&a, &b) || !compatible(&a, &b) {
        return None;
    }
    lend(&mut a, &mut b);
    Some((end, a, b))
}

/// Most tokens of the first end of a range.
const LONGEST_END: usize = 14;

/// Whether a token may join two ends.
fn is_link(w: &Words<'_>, at: usize, between: bool) -> bool {
    const LINKS: [&str; 9] = ["to", "until", "till", "til", "through", "thru", "~", "-", "between"];
    w.is_any(at, &LINKS) || w.is_hyphen(at) || between && w.is_any(at, &["and", "&"])
}

fn connector(w: &Words<'_>, at: usize, between: bool) -> Option<(usize, bool)> {
    if between && w.is_any(at, &["and", "&"]) {
        return Some((at + 1, false));
    }
    if w.is_hyphen(at) || w.is(at, "~") {
        return Some((at + 1, !between));
    }
    w.is_any(at, &["to", "until", "till", "through", "thru"]).then_some((at + 1, false))
}

/// One end: a moment, or a year or hour that would be too bare alone.
fn end_of_range(w: &Words<'_>, at: usize, asked: bool) -> Option<(usize, Moment)> {
    if let Some((end, moment)) = time_of_day::moment(w, at) {
        // A shift by units is an end of a range only as a named day or year ("from last May to this June").
        return Some((end, moment));
    }
    if !asked {
        return None;
    }
    if w.is(at, "now") || w.is(at, "date") && w.is(w.back(at, 1), "to") {
        let today =
            Shift { unit: TimeUnit::Day, n_units: 0, from: From::Document, rough: false, counted: false };
        return Some((at + 1, Moment { date: Some(DateShape::framed(Frame::Shift(today))), clock: None }));
    }
    let (end, year) = w.year(at)?;
    (1400..=2200).contains(&year).then_some(())?;
    (!w.is_counted_noun(end)).then(|| {
        let date = DateShape { year: Some(year), ..DateShape::default() };
        (end, Moment { date: Some(date), clock: None })
    })
}

/// "May to January", "Apr-Jul 2022": words that would not be months alone are months beside another one.
fn month_beside_month(w: &Words<'_>, at: usize) -> Option<(usize, Moment)> {
    let (next, month, _) = w.month(at).filter(|_| w.case(at) != Some(Case::Lower))?;
    let (other, _) = connector(w, next, w.is(w.back(at, 1), "between"))?;
    let (end, ..) = w.month(other).filter(|_| w.case(other) != Some(Case::Lower))?;
    // "March to May Day" and "May to June Carter" end in a name.
    let name = w.case(end) == Some(Case::Title) && w.month(end).is_none() && w.is_word(end);
    let date = DateShape { month: Some(month), ..DateShape::default() };
    (!name).then_some((next, Moment { date: Some(date), clock: None }))
}

/// "2 to 5 May", "3-5 November 2024", "May 3-5", "3rd and 5th of May" after "between".
fn month_of_two_days(w: &Words<'_>, at: usize) -> Option<(usize, Moment, Moment)> {
    let moment = |date: DateShape| Moment { date: Some(date), clock: None };
    let opened_between = w.is(w.back(at, 1), "between");
    // Month first.
    if let Some((next, month, _)) = w.month(at)
        && let Some((mid, first, _)) = w.day_of_month(w.skip(next, "the"))
        && let Some((next, _)) = connector(w, mid, opened_between)
        && let Some((end, second, _)) = w.day_of_month(w.skip(next, "the"))
        && w.month(end).is_none()
        && second > first
        && !w.is(end, ":")
    {
        let date =
            |day| DateShape { month: Some(month), day: Some(day), month_first: true, ..DateShape::default() };
        let (mut a, mut b) = (date(first), date(second));
        let end = crate::extract::time_grammar::year_after(w, end, &mut b, true);
        a.year = b.year;
        a.frame = b.frame.clone();
        return Some((end, moment(a), moment(b)));
    }
    // Day first: the second end is a full date.
    let the = w.skip(at, "the");
    let (mid, first, _) = w.day_of_month(the)?;
    let (next, _) = connector(w, mid, opened_between)?;
    let (end, b) = time_of_day::moment(w, next)?;
    let mut date = b.date.clone()?;
    let fits = date.day.is_some_and(|second| second > first)
        && date.month.is_some()
        && !date.month_first
        && b.clock.is_none();
    if !fits || date.swappable {
        return None;
    }
    date.day = Some(first);
    date.weekday = None;
    Some((end, moment(date), b))
}

/// Whether two ends without "from" make a range: both clocks, both days, both months or both years.
fn same_kind(a: &Moment, b: &Moment) -> bool {
    match (&a.date, &b.date) {
        (Some(a), Some(b)) => {
            a.day.is_some() == b.day.is_some()
                && a.weekday.is_some() == b.weekday.is_some()
                && a.month.is_some() == b.month.is_some()
                && a.frame == Frame::Open
        }
        (None, None) => true,
        (Some(_), None) => a.clock.is_some(),
        (None, Some(_)) => b.clock.is_some(),
    }
}

fn compatible(a: &Moment, b: &Moment) -> bool {
    match (&a.date, &b.date) {
        // "2019-2023" yes, "2023-2019" is a score or a code.
        (Some(a), Some(b)) => match (a.year, b.year) {
            (Some(first), Some(second)) => first <= second,
            _ => true,
        },
        (None, None) => a.clock.is_some() && b.clock.is_some(),
        (Some(_), None) | (None, Some(_)) => a.clock.is_some() || b.clock.is_some(),
    }
}

/// Fields that only one end has hold for both.
fn lend(a: &mut Moment, b: &mut Moment) {
    match (&mut a.date, &mut b.date) {
        (Some(a), Some(b)) => {
            if a.year.is_none() && a.frame == Frame::Open && (a.month <= b.month) {
                a.year = b.year;
                if b.frame != Frame::Open && b.month.is_some() {
                    a.frame = b.frame.clone();
                }
            } else if a.year.is_none() && a.frame == Frame::Open && a.month > b.month {
                a.year = b.year.map(|year| year - 1);
            }
            if b.year.is_none() && b.frame == Frame::Open && b.month.is_some() {
                b.year = a.year.map(|year| if b.month < a.month { year + 1 } else { year });
            }
            if a.month.is_none() && a.day.is_some() {
                a.month = b.month;
            }
            if b.month.is_none() && b.day.is_some() {
                b.month = a.month;
                b.year = b.year.or(a.year);
            }
        }
        (Some(date), None) => b.date = Some(date.clone()),
        (None, Some(date)) => a.date = Some(date.clone()),
        (None, None) => {}
    }
    if let (Some(first), Some(second)) = (&mut a.clock, &b.clock)
        && first.open_half
        && !second.open_half
        && let (Some(hour), Some(end)) = (first.hour, second.hour)
        && end > 12
        && hour + 12 < end
    {
        // "from 5 to 6 p.m." means both in the afternoon.
        first.hour = Some(hour + 12);
        first.open_half = false;
    }
}
