//! The grammar of times of day, alone or with their date: "15:36", "5 p.m. on Monday", "shortly before noon", "Monday
//! morning", "this evening". First pass: says what the words give.

use std::ops::Range;

use crate::extract::time_clock::{apply_part, bare_hour, exact, half_day_at};
use crate::extract::time_grammar;
use crate::extract::time_shape::{Clock, DateShape, Frame, From, Moment, Shift};
use crate::extract::time_words::Words;
use crate::extract::{time_hours, time_policy, time_relative};
use crate::lexicon::time::{Bound, Edge, Lean, TimeUnit, TimeWord};
use crate::model::PartOfDay;

/// A date, a time of day, or both, whichever reads farthest.
pub(super) fn moment(w: &Words<'_>, at: usize) -> Option<(usize, Moment)> {
    let first = date_then_clock(w, at);
    let second = clock_then_date(w, at);
    match (first, second) {
        (Some(first), Some(second)) => Some(if second.0 > first.0 { second } else { first }),
        (first, second) => first.or(second),
    }
}

/// "Monday morning", "3 November at 15:36", "yesterday afternoon", "tomorrow at 7".
fn date_then_clock(w: &Words<'_>, at: usize) -> Option<(usize, Moment)> {
    let (end, mut moment) = day_and_part(w, at)?;
    if !moment.date.as_ref().is_some_and(is_day) {
        return Some((end, moment));
    }
    let Some(end) = at_clock(w, end, &mut moment) else {
        return Some((end, moment));
    };
    // "Thu Mar 12 09:41:27 2020"
    if let Some(date) = moment.date.as_mut().filter(|date| date.year.is_none() && date.month.is_some())
        && let Some((year_end, year)) = w.year(end).filter(|_| w.digits(end).is_some())
        && moment.clock.is_some_and(|clock| clock.minute.is_some())
        && !w.is_counted_noun(year_end)
    {
        date.year = Some(year);
        return Some((year_end, moment));
    }
    Some((end, moment))
}

/// A date with its part of the day: "Monday morning", "3 November in the evening", "last night", "yesterday am".
pub(super) fn day_and_part(w: &Words<'_>, at: usize) -> Option<(usize, Moment)> {
    if let Some(found) = lean_part(w, at) {
        return Some(found);
    }
    let (end, date) = time_grammar::date(w, at)?;
    let day = is_day(&date);
    let mut moment = Moment { date: Some(date), clock: None };
    if !day {
        return Some((end, moment));
    }
    let mut part_of = |part| moment.clock = Some(Clock { part: Some(part), ..Clock::default() });
    // "tomorrow pm"
    if w.is_any(end, &["am", "pm"]) && w.digits(w.back(end, 1)).is_none() {
        part_of(if w.is(end, "am") { PartOfDay::Morning } else { PartOfDay::Afternoon });
        return Some((end + 1, moment));
    }
    let joined = w.skip_hyphen_touching(end);
    let early = w.skip(joined, "early");
    if let Some((next, TimeWord::Part(part))) = w.name(early)
        && !w.lower(early).ends_with('s')
    {
        part_of(part);
        return Some((in_week(w, next, &mut moment), moment));
    }
    if w.is_any(end, &["in", "at", "during"]) {
        let the = w.skip(end + 1, "the");
        if let Some((next, TimeWord::Part(part))) = w.name(the).filter(|_| the > end + 1 || w.is(end, "at")) {
            part_of(part);
            return Some((next, moment));
        }
    }
    Some((end, moment))
}

/// "next week" after "Monday evening".
fn in_week(w: &Words<'_>, end: usize, moment: &mut Moment) -> usize {
    let Some(date) = moment.date.as_mut().filter(|date| date.weekday.is_some() && date.day.is_none()) else {
        return end;
    };
    match time_relative::week_frame(w, w.skip(end, "of")) {
        Some((next, frame)) if date.frame == Frame::Open => {
            date.frame = frame;
            next
        }
        _ => end,
    }
}

/// "[,] [at|around] 15:36" after a day.
fn at_clock(w: &Words<'_>, end: usize, moment: &mut Moment) -> Option<usize> {
    let comma = w.skip(end, ",");
    let (prep, edge) = clock_prefix(w, comma);
    let (next, mut clock) =
        exact(w, prep).or_else(|| bare_hour(w, prep).filter(|_| w.is_any(w.back(prep, 1), &["at", "@"])))?;
    clock.edge = edge;
    if let Some(Clock { part: Some(part), .. }) = moment.clock {
        within(w, prep..next, &mut clock, part);
    }
    moment.clock = Some(clock);
    Some(next)
}

/// A clock time inside a part of the day; "1 a.m." stays what it is in "tonight at 1 a.m.".
fn within(w: &Words<'_>, tokens: Range<usize>, clock: &mut Clock, part: PartOfDay) {
    clock.part = Some(part);
    if !tokens.into_iter().any(|token| half_day_at(w, token).is_some()) {
        apply_part(clock, part);
    }
}

/// "at", "around", "shortly before" in front of a clock time.
fn clock_prefix(w: &Words<'_>, at: usize) -> (usize, Option<Bound>) {
    let mut next = at;
    let mut edge = None;
    while w.is_any(
        next,
        &[
            "at",
            "@",
            "around",
            "about",
            "just",
            "shortly",
            "exactly",
            "approximately",
            "soon",
            "right",
            "before",
            "after",
            "until",
            "by",
        ],
    ) {
        match w.lower(next) {
            "before" => edge = Some(Bound::Before),
            "after" => edge = Some(Bound::After),
            _ => {}
        }
        next += 1;
    }
    (next, edge)
}

/// "this morning", "that evening", "last night", "tonight at eight".
fn lean_part(w: &Words<'_>, at: usize) -> Option<(usize, Moment)> {
    let (next, days, part, spoken) = if let Some((next, TimeWord::RelativeNight(days))) = w.name(at) {
        (next, days, PartOfDay::Night, false)
    } else {
        let the = w.skip(at, "the");
        let late = w.is_any(at, &["later", "earlier", "late", "early"]);
        let the = if late { the + 1 } else { the };
        let (lean_end, lean) = w.lean(the)?;
        let (next, TimeWord::Part(part)) = w.name(lean_end)? else {
            return None;
        };
        match lean {
            Lean::This => (next, 0, part, false),
            Lean::Last | Lean::Gone => (next, -1, part, false),
            Lean::Next | Lean::Coming | Lean::Following => (next, 1, part, true),
            Lean::Previous => (next, -1, part, true),
            Lean::Same => (next, 0, part, true),
        }
    };
    let moment = Moment {
        date: Some(DateShape::framed(Frame::Shift(Shift {
            unit: TimeUnit::Day,
            n_units: days,
            from: if spoken { From::LastSpoken } else { From::Document },
            rough: false,
            counted: false,
        }))),
        clock: Some(Clock { part: Some(part), ..Clock::default() }),
    };
    Some((next, moment))
}

pub(super) fn is_day(date: &DateShape) -> bool {
    let day_shift = matches!(&date.frame, Frame::Shift(shift) if shift.unit == TimeUnit::Day);
    date.is_day()
        || day_shift
        || matches!(
            date.special,
            Some(
                crate::extract::time_shape::Special::Holiday(_)
                    | crate::extract::time_shape::Special::NthWeekday(..)
            )
        )
}

/// "5 p.m. on Monday", "noon Thursday", "the morning of 3 May", or the clock alone.
fn clock_then_date(w: &Words<'_>, at: usize) -> Option<(usize, Moment)> {
    let told = exact(w, at).or_else(|| part_and_hour(w, at)).or_else(|| part_phrase(w, at));
    // "at 6 tomorrow evening": the hour alone is one where a day follows that "at" asks for.
    let asked = w.is_any(w.back(at, 1), &["at", "@"]);
    let (end, mut clock) = told.or_else(|| hour_alone(w, at).filter(|_| asked || at == w.start))?;
    let comma = w.skip(end, ",");
    let next = if w.is_any(comma, &["on", "of"]) { comma + 1 } else { comma };
    let dated = day_and_part(w, next).filter(|(_, moment)| moment.date.as_ref().is_some_and(is_day));
    if let Some((dated_end, moment)) = dated
        && (told.is_some() || asked && looks_ahead(&moment) || time_policy::is_all(w, at, dated_end))
    {
        if let Some(part) = moment.clock.and_then(|clock| clock.part).filter(|_| clock.hour.is_some()) {
            within(w, at..end, &mut clock, part);
        }
        return Some((dated_end, Moment { date: moment.date, clock: Some(clock) }));
    }
    told.map(|_| (end, Moment { date: None, clock: Some(clock) }))
}

/// Whether a day can make a bare figure before it an hour: "at 6 tomorrow", "at 10 this morning". In "closed at 18 Friday"
/// the figure is a price.
fn looks_ahead(moment: &Moment) -> bool {
    let frame = moment.date.as_ref().map(|date| &date.frame);
    moment.clock.is_some() || matches!(frame, Some(Frame::Shift(shift)) if shift.n_units > 0)
}

/// "9", "eight", "five-thirty": an hour that only what follows tells from a figure.
fn hour_alone(w: &Words<'_>, at: usize) -> Option<(usize, Clock)> {
    let (end, hour, minute) = time_hours::bare(w, at)?;
    Some((end, Clock { hour: Some(hour), minute, open_half: hour <= 12, ..Clock::default() }))
}

/// "the morning at 9", "early morning, at 6:40".
fn part_and_hour(w: &Words<'_>, at: usize) -> Option<(usize, Clock)> {
    let (mid, alone) = part_phrase(w, at)?;
    let mut moment = Moment { date: None, clock: Some(alone) };
    let comma = w.skip(mid, ",");
    let end = at_clock(w, mid, &mut moment).filter(|_| w.is(comma, "at"))?;
    Some((end, moment.clock?))
}

/// "the morning", "in the evening", "late afternoon": a part of the day by itself.
fn part_phrase(w: &Words<'_>, at: usize) -> Option<(usize, Clock)> {
    let the = w.skip(at, "the");
    let mut next = the;
    let mut edge = false;
    if let Some((after, TimeWord::Edge(Edge::Early | Edge::Mid | Edge::Late))) = w.prefix(next) {
        next = w.skip_hyphen(after);
        edge = true;
    }
    let (end, TimeWord::Part(part)) = w.name(next)? else {
        return None;
    };
    let word = w.lower(next);
    // "good morning", "the night watch", "a morning": only what is told as a time.
    let told = edge
        || the > at
            && w.is_any(
                at.wrapping_sub(1),
                &["in", "during", "of", "by", "until", "on", "through", "throughout", "for", "late"],
            )
        || matches!(word, "overnight" | "dawn" | "daybreak" | "midday")
        || word == "early" && the > at
        || w.is(w.back(at, 1), "at") && matches!(word, "night" | "dusk" | "sunset" | "sunrise" | "lunchtime");
    let plural = w.lower(w.back(end, 1)).ends_with('s') && !w.is(w.back(end, 1), "hours");
    let noun_after = w.is_word(end) && the == at && !edge && w.is_counted_noun(end);
    (told && !plural && !noun_after).then_some((end, Clock { part: Some(part), ..Clock::default() }))
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::check_times;

    #[test]
    fn a_day_behind_an_hour_belongs_to_it() {
        for (text, expected) in [
            ("6 tomorrow evening", "2024-11-06T18"),
            ("10 this morning", "2024-11-05T10"),
            ("8 a.m. this morning", "2024-11-05T08"),
        ] {
            check_times(&format!("The gate was locked at {text}."), &[(text, expected)]);
        }
        check_times("The share closed at 18 Friday.", &[("Friday", "2024-11-01")]);
    }

    #[test]
    fn a_told_half_of_the_day_stays() {
        let text = "tonight at 1 a.m.";
        check_times(&format!("They leave {text}"), &[("tonight at 1 a.m.", "2024-11-05T01")]);
    }
}
