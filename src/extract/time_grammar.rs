//! The grammar of calendar dates: "3 November 2024", "Nov. 3", "2024-11-03", "on the 3rd", "March 2024", "Monday, the
//! 3rd of May last year". First pass: says what the words give and resolves nothing.

use crate::extract::time_clock;
use crate::extract::time_period;
use crate::extract::time_policy;
use crate::extract::time_relative;
use crate::extract::time_shape::{DateShape, Frame, Special};
use crate::extract::time_words::Words;
use crate::lexicon::time::{Edge, TimeWord};
use crate::model::Case;

/// A date of any grain, with "early", "mid-", "the end of" before it.
pub(super) fn date(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    edged(w, at).or_else(|| plain(w, at))
}

/// "early March", "mid-2024", "the end of next year", "late on Monday".
fn edged(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    if w.is_any(at, &["earlier", "later"])
        && let Some((end, shape)) = time_relative::relative(w, at + 1)
        && matches!(&shape.frame, Frame::Shift(shift) if !shift.counted)
    {
        // "earlier this year" is this year; the clause tells on which side of now.
        return Some((end, shape));
    }
    let start = w.skip(at, "the");
    let (next, TimeWord::Edge(edge)) = w.prefix(start)? else {
        return None;
    };
    let of = w.is(w.back(next, 1), "of");
    if matches!(edge, Edge::Start | Edge::End) && !of && start != at {
        return None;
    }
    let next = w.skip_hyphen(next);
    let (end, mut shape) = plain(w, next)?;
    let bare_the = shape == DateShape::default();
    if bare_the || shape.edge.is_some() {
        return None;
    }
    shape.edge = Some(edge);
    Some((end, shape))
}

/// The longest of all readings without an edge word.
fn plain(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let readings = [
        numeric(w, at),
        with_weekday(w, at),
        within_month(w, at),
        time_period::period(w, at),
        time_relative::relative(w, at),
    ];
    let mut best: Option<(usize, DateShape)> = None;
    for reading in readings.into_iter().flatten() {
        if best.as_ref().is_none_or(|best| reading.0 > best.0) {
            best = Some(reading);
        }
    }
    best
}

/// "2024-11-03", "03/11/2024", "3.11.2024", and "3/11" after "on" or a weekday.
fn numeric(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    if let Some(shape) = dotted(w.lower(at)) {
        return Some((at + 1, shape));
    }
    if let Some(found) = with_month_name(w, at).or_else(|| compact(w, at)) {
        return Some(found);
    }
    let (first, first_len) = w.digits(at)?;
    let sep = w.lower(at + 1);
    if !matches!(sep, "-" | "/") || !w.touches_next(at) || !w.touches_next(at + 1) {
        return None;
    }
    let (second, second_len) = w.digits(at + 2)?;
    if let Some(found) = year_and_month(w, at, (first, first_len), (second, second_len)) {
        return Some(found);
    }
    if w.is(at + 3, sep) && w.touches_next(at + 2) && w.touches_next(at + 3) {
        // "03T16" of an ISO time is the day and a clock.
        let third = w.lower(at + 4);
        let day_of_iso = third.split_once('t').map_or(third, |(day, _)| day);
        if first_len == 4 {
            let day = day_of_iso.parse().ok()?;
            return Some((at + 5, checked(second, day, full_year(first, 4), false)?));
        }
        let (third, third_len) = w.digits(at + 4)?;
        let year = full_year(third, third_len)?;
        return Some((at + 5, day_and_month(first, second, Some(year))?));
    }
    let after = w.is_any(w.back(at, 1), &["on", "by", "until", "since", "from", "to"])
        || at > w.start && w.weekday(w.back(at, 1)).is_some();
    let short = first_len <= 2 && second_len <= 2 && sep == "/";
    let clock = w.is_any(at + 3, &["at", "@"]) && time_clock::exact(w, at + 4).is_some();
    ((after || clock) && short)
        .then(|| day_and_month(first, second, None))
        .flatten()
        .map(|shape| (at + 3, shape))
}

/// "2024-03", "03/2024"; not the seasons "2011-12" and "2011/12", nor a day of which more follows.
fn year_and_month(
    w: &Words<'_>,
    at: usize,
    (first, first_len): (u32, usize),
    (second, second_len): (u32, usize),
) -> Option<(usize, DateShape)> {
    let goes_on = w.is_any(at + 3, &["-", "/", "."]) && w.touches_next(at + 2);
    let (year, month) = match (first_len, second_len) {
        (4, 2) => (first, second),
        (1 | 2, 4) => (second, first),
        _ => return None,
    };
    let year = full_year(year, 4).filter(|year| (1900..=2099).contains(year) && !goes_on)?;
    let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
    let season = first_len == 4 && i32::from(month) > i32::from(year.rem_euclid(100));
    (!season).then(|| (at + 3, DateShape { year: Some(year), month: Some(month), ..DateShape::default() }))
}

/// "22-Nov-2024", "2024-Nov-22", "Nov-22-2024", "Nov-2024": parts joined by one mark, a month by its name among them.
fn with_month_name(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let mut shape = DateShape::default();
    let mut next = at;
    let sep = w.lower(w.month(at).map_or(at + 1, |(end, ..)| end));
    if !matches!(sep, "-" | "/" | "–") {
        return None;
    }
    for _ in 0..3 {
        if let Some((end, month, _)) = w.month(next).filter(|_| shape.month.is_none()) {
            shape.month_first = shape.day.is_none();
            (shape.month, next) = (Some(month), end);
        } else if let Some((value, len)) = w.digits(next) {
            next += 1;
            let day = u8::try_from(value).ok().filter(|day| len <= 2 && (1..=31).contains(day));
            match day.filter(|_| shape.day.is_none()) {
                Some(day) => shape.day = Some(day),
                None if shape.year.is_none() => shape.year = Some(full_year(value, len)?),
                None => return None,
            }
        } else {
            break;
        }
        let joined = w.is(next, sep) && w.touches_next(w.back(next, 1)) && w.touches_next(next);
        if !joined {
            shape.month?;
            return (shape.year.is_some() || shape.day.is_some() && next > at + 2).then_some((next, shape));
        }
        next += 1;
    }
    None
}

/// "20241103": only a real day of the last or this century.
fn compact(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let (value, _) = w.digits(at).filter(|(_, len)| *len == 8)?;
    let year = i16::try_from(value / 10_000).ok().filter(|year| (1900..=2099).contains(year))?;
    let shape = checked(value / 100 % 100, value % 100, Some(year), false)?;
    jiff::civil::Date::new(year, shape.month? as i8, shape.day? as i8).ok()?;
    Some((at + 1, shape))
}

/// "3.11.2024" is one token.
fn dotted(word: &str) -> Option<DateShape> {
    let mut parts = word.split('.');
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || a.len() > 2 || b.len() > 2 {
        return None;
    }
    let year = full_year(c.parse().ok()?, c.len())?;
    day_and_month(a.parse().ok()?, b.parse().ok()?, Some(year))
}

fn full_year(value: u32, len: usize) -> Option<i16> {
    let year = i16::try_from(value).ok()?;
    match len {
        4 => (1000..=2999).contains(&year).then_some(year),
        2 => Some(if year < 50 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

/// Day first, unless that is impossible.
fn day_and_month(first: u32, second: u32, year: Option<i16>) -> Option<DateShape> {
    let both = first <= 12 && second <= 12 && first != second;
    if second <= 12 {
        checked(second, first, year, both)
    } else {
        checked(first, second, year, false).map(|shape| DateShape { month_first: true, ..shape })
    }
}

fn checked(month: u32, day: u32, year: Option<i16>, swappable: bool) -> Option<DateShape> {
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| DateShape {
        year,
        month: Some(month),
        day: Some(day),
        swappable,
        ..DateShape::default()
    })
}

/// "Monday", "Monday 3 November", "Tues the 4th", "Monday of this week".
fn with_weekday(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let (next, weekday, strong) = w.weekday(at)?;
    // The "Friday" of "the Good Friday Agreement" is no day.
    let inside = at > w.start && matches!(w.name(at - 1), Some((end, TimeWord::Holiday(_))) if end > at);
    if inside {
        return None;
    }
    let after_comma = w.skip(next, ",");
    let day = numeric(w, after_comma)
        .or_else(|| within_month(w, after_comma))
        .filter(|(_, shape)| shape.day.is_some());
    if let Some((end, mut shape)) = day {
        shape.weekday = Some(weekday);
        return Some((end, shape));
    }
    let only = DateShape { weekday: Some(weekday), ..DateShape::default() };
    // "Friday the 27th": the month is the one in which that day is a Friday.
    if let Some((end, day, true)) = w.day_of_month(w.skip(after_comma, "the"))
        && !is_noun_after(w, end)
        && (after_comma == next || w.digits(w.skip(after_comma, "the")).is_some())
    {
        return Some((end, DateShape { day: Some(day), ..only }));
    }
    let of = if w.is(next, "of") { next + 1 } else { next };
    if let Some((end, frame)) = time_relative::week_frame(w, of) {
        return Some((end, DateShape { frame, ..only }));
    }
    // A short form alone is a weekday only where a preposition asks for one.
    let asked = w.is_any(w.back(at, 1), &["on", "every", "until", "by"]) && w.case(at) == Some(Case::Title);
    (strong || asked || time_policy::is_all(w, at, next)).then_some((next, only))
}

/// Dates that name a month: day first, month first, or the month alone; and "the 3rd" with no month at all.
pub(super) fn within_month(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    month_first(w, at)
        .or_else(|| day_first(w, at))
        .or_else(|| day_alone(w, at))
        .map(|(end, shape)| weekday_after(w, end, shape))
}

/// "3 November, a Sunday" and "3 November (Sunday)": the weekday says no more than the date, or contradicts it.
fn weekday_after(w: &Words<'_>, end: usize, mut shape: DateShape) -> (usize, DateShape) {
    let apposed = w.is(end, ",") && w.is(end + 1, "a");
    let next = if apposed { end + 2 } else { end + 1 };
    if shape.day.is_none() || !(apposed || w.is(end, "(")) {
        return (end, shape);
    }
    match w.weekday(next) {
        Some((after, weekday, true)) if apposed || w.is(after, ")") => {
            shape.weekday = Some(weekday);
            (if apposed { after } else { after + 1 }, shape)
        }
        _ => (end, shape),
    }
}

/// "Nov. 3, 2024", "November 3rd", "May the 4th", "March 2024", "May last year", "March".
fn month_first(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let (next, month, strong) = w.month(at)?;
    let lower_homonym =
        w.case(at) == Some(Case::Lower) && w.is_any(at, &["may", "march", "august", "mar", "sun"]);
    if lower_homonym && !time_policy::is_all(w, at, w.end) {
        return None;
    }
    let mut shape = DateShape { month: Some(month), ..DateShape::default() };
    let day_at = w.skip(w.skip_hyphen_touching(next), "the");
    if let Some((end, day, ordinal)) =
        w.day_of_month(day_at).or_else(|| day_in_words(w, day_at).filter(|_| w.year(day_at).is_none()))
        && (ordinal || !w.is(end, "%") && !w.is_counted_noun(end) || w.is(end, "of"))
    {
        shape.day = Some(day);
        shape.month_first = true;
        let end = year_after(w, end, &mut shape, true);
        return Some((end, shape));
    }
    let end = year_after(w, next, &mut shape, false);
    let entry = w.case(at) != Some(Case::Lower) && time_policy::is_all(w, at, next);
    if end > next || strong && month_is_free(w, at, next) || month_is_asked(w, at) || entry {
        return Some((end, shape));
    }
    None
}

/// "twenty-nine" after a month.
fn day_in_words(w: &Words<'_>, at: usize) -> Option<(usize, u8, bool)> {
    let (next, value) = w.whole_word(at)?;
    if value == 20
        && let Some((end, ones)) = w.whole_word(next).filter(|(_, ones)| *ones < 10)
    {
        return Some((end, 20 + u8::try_from(ones).ok()?, false));
    }
    u8::try_from(value).ok().filter(|day| (1..=31).contains(day)).map(|day| (next, day, false))
}

/// A name such as "June Carter" is no month; a month before a name stands after a preposition.
fn month_is_free(w: &Words<'_>, at: usize, next: usize) -> bool {
    let name_after = w.case(next) == Some(Case::Title);
    let name_before = at > w.start && w.case(w.back(at, 1)) == Some(Case::Title) && at - 1 > w.start;
    !(name_after || name_before) || month_is_asked(w, at)
}

fn month_is_asked(w: &Words<'_>, at: usize) -> bool {
    const PREPOSITIONS: [&str; 24] = [
        "in", "since", "until", "till", "by", "last", "next", "this", "early", "mid", "late", "of",
        "through", "during", "before", "after", "around", "about", "every", "each", "between", "from", "-",
        "mid-",
    ];
    at > w.start && w.case(at) != Some(Case::Lower) && PREPOSITIONS.contains(&w.lower(w.back(at, 1)))
        || at > w.start
            && w.case(at) != Some(Case::Lower)
            && w.is_any(w.back(at, 1), &["and", "to", "or"])
            && at >= 2 + w.start
            && (w.month(w.back(at, 2)).is_some() || w.year(w.back(at, 2)).is_some())
}

/// "3 November 2024", "the 3rd of November", "3rd Nov", "22-Nov".
fn day_first(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let day_at = w.skip(at, "the");
    let spoken = w.digits(day_at).is_none() && w.ordinal(day_at).is_none();
    let (next, day, _) = w.day_of_month(day_at).or_else(|| day_in_words(w, day_at))?;
    let next = w.skip(w.skip(next, "day"), "of");
    let next = w.skip_hyphen_touching(next);
    let (next, month, _) = w.month(next)?;
    if w.case(w.back(next, 1)) == Some(Case::Lower)
        && w.is_any(w.back(next, 1), &["may", "march"])
        && !w.is(w.back(next, 2), "of")
    {
        return None;
    }
    let mut shape = DateShape { day: Some(day), month: Some(month), ..DateShape::default() };
    let end = year_after(w, w.skip_hyphen_touching(next), &mut shape, true);
    let end = if w.is_hyphen(w.back(end, 1)) { end - 1 } else { end };
    // "twenty-five May 1986" in words needs its year: "took twenty-five May 1st".
    (!spoken || shape.year.is_some()).then_some((end, shape))
}

/// "the 3rd", "the 3rd of this month": a day whose month is not told.
fn day_alone(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let day_at = w.skip(at, "the");
    let (next, day, ordinal) = w.day_of_month(day_at).filter(|(.., ordinal)| *ordinal)?;
    let shape = DateShape { day: Some(day), ..DateShape::default() };
    if w.is(next, "of")
        && let Some((end, frame)) = time_relative::month_frame(w, next + 1)
    {
        return Some((end, DateShape { frame, ..shape }));
    }
    w.digits(day_at).filter(|_| ordinal && day_at > at)?;
    let asked = w.is_any(
        at.wrapping_sub(1),
        &[
            "on", "by", "until", "till", "since", "before", "after", "from", "to", "between", "and",
            "through", "around", "of",
        ],
    ) || at > w.start && w.weekday(w.back(at, 1)).is_some();
    (asked && !is_noun_after(w, next) && !w.is_hyphen(next)).then_some((next, shape))
}

/// Whether a word stands at a token that an ordinal before it may count: "the 3rd round".
pub(super) fn is_noun_after(w: &Words<'_>, at: usize) -> bool {
    w.is_word(at)
        && !w.is_any(
            at,
            &[
                "and", "at", "in", "to", "by", "but", "when", "where", "he", "she", "they", "it", "we", "i",
                "as", "for", "after", "before", "with", "while", "who", "until", "or", "not", "was", "were",
                "is", "will", "would", "had", "has", "from", "if", "that", "because", "then", "for",
                "rather", "instead", "already", "only", "the", "a", "an", "this", "around", "about",
                "between",
            ],
        )
}

/// The year after a month or day, with its comma or "of"; the end stays where it was if there is none.
pub(super) fn year_after(w: &Words<'_>, at: usize, shape: &mut DateShape, after_day: bool) -> usize {
    let comma = w.is(at, ",");
    let next = if comma { at + 1 } else { w.skip(w.skip(at, "of"), "in") };
    let next = if w.is(next, "the") && w.is(next + 1, "year") { next + 2 } else { next };
    if let Some((end, year)) = w.year(next) {
        let count = w.is_counted_noun(end) && (comma || year % 100 == 0);
        let clock = w.is(end, ":") && w.touches_next(next);
        if !count && !clock {
            shape.year = Some(year);
            return end;
        }
    }
    // "2 June of 68", "June of '68"
    if w.is(at, "of")
        && let Some((value, 2)) = w.digits(next)
        && (after_day || value > 31 && !w.is_counted_noun(next + 1))
    {
        shape.year = full_year(value, 2);
        return next + 1;
    }
    if (!comma || after_day)
        && let Some((end, frame)) = time_relative::year_frame(w, next)
    {
        shape.frame = frame;
        return end;
    }
    at
}

/// Whether a special period is only a stretch that needs its year.
pub(super) fn has_frame(shape: &DateShape) -> bool {
    shape.year.is_some() || shape.frame != Frame::Open || matches!(shape.special, Some(Special::Years(..)))
}
