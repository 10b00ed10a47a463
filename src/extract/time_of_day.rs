//! The grammar of times of day, alone or with their date: "15:36", "5 p.m. on Monday", "half past three", "shortly
//! before noon", "Monday morning", "this evening". First pass: says what the words give.

use std::ops::Range;

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
    // "Wed Oct 26 15:50:06 2016"
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
    // "at 9 tomorrow morning": the hour alone is one where a day follows that "at" asks for.
    let asked = w.is_any(w.back(at, 1), &["at", "@"]) || at == w.start;
    let (end, mut clock) = told.or_else(|| hour_alone(w, at).filter(|_| asked))?;
    let comma = w.skip(end, ",");
    let next = if w.is_any(comma, &["on", "of"]) { comma + 1 } else { comma };
    let dated = day_and_part(w, next).filter(|(_, moment)| moment.date.as_ref().is_some_and(is_day));
    if let Some((dated_end, moment)) = dated
        && (told.is_some() || w.is(w.back(at, 1), "at") || time_policy::is_all(w, at, dated_end))
    {
        if let Some(part) = moment.clock.and_then(|clock| clock.part).filter(|_| clock.hour.is_some()) {
            within(w, at..end, &mut clock, part);
        }
        return Some((dated_end, Moment { date: moment.date, clock: Some(clock) }));
    }
    told.map(|_| (end, Moment { date: None, clock: Some(clock) }))
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

/// A time of day that is certainly one: with a colon, "p.m.", "o'clock", "noon", "half past".
pub(super) fn exact(w: &Words<'_>, at: usize) -> Option<(usize, Clock)> {
    // Minutes and seconds of a longer figure ("2:34:11"), or the timestamp of a transcript ("[00:10]").
    let before = w.back(at, 1);
    if w.is(before, ":") && w.touches_next(before) || w.is(before, "[") {
        return None;
    }
    let (end, mut clock) =
        noon(w, at).or_else(|| past(w, at)).or_else(|| digits(w, at)).or_else(|| worded(w, at))?;
    let end = half_day(w, end, &mut clock);
    // "6:30 early morning"
    let end = match (clock.part, w.prefix(end)) {
        (None, Some((next, TimeWord::Edge(_)))) => match w.name(next) {
            Some((next, TimeWord::Part(part))) => {
                apply_part(&mut clock, part);
                next
            }
            _ => end,
        },
        _ => end,
    };
    Some((zone(w, end), clock))
}

fn noon(w: &Words<'_>, at: usize) -> Option<(usize, Clock)> {
    let at_twelve = w.skip(at, "12");
    match w.name(at_twelve)? {
        (next, TimeWord::Clock(hour)) => Some((
            next,
            Clock {
                hour: Some(hour),
                minute: Some(0),
                part: Some(if hour == 0 { PartOfDay::Midnight } else { PartOfDay::Noon }),
                ..Clock::default()
            },
        )),
        _ => None,
    }
}

/// "15:36", "6:25 a.m.", "7.30pm", "5 p.m.", "1642 GMT", "20:15:30".
fn digits(w: &Words<'_>, at: usize) -> Option<(usize, Clock)> {
    if let Some((hour, minute)) = w.lower(at).split_once('.') {
        // "7.30pm", British.
        let clock = clock(hour.parse().ok()?, minute.parse().ok()?, minute.len() == 2)?;
        return is_half_day(w, at + 1).then_some((at + 1, clock));
    }
    let (value, len) = w.digits(at)?;
    // "15h30"
    if let Some(minute) = w.lower(at + 1).strip_prefix('h').filter(|minute| minute.len() == 2)
        && w.touches_next(at)
        && len <= 2
    {
        return Some((at + 2, clock(value, minute.parse().ok()?, true)?));
    }
    if w.is(at + 1, ":") && w.touches_next(at) && w.touches_next(at + 1) && len <= 2 {
        let (minute, minute_len) = w.digits(at + 2)?;
        let mut found = clock(value, minute, minute_len == 2)?;
        if w.is(at + 3, ":") && w.touches_next(at + 2) && w.touches_next(at + 3) {
            let (second, second_len) = w.digits(at + 4)?;
            // A race time such as "2:17:42" is a duration.
            if second_len != 2 || second > 59 || len == 1 && !is_half_day(w, at + 5) {
                return None;
            }
            found.second = u8::try_from(second).ok();
            return Some((at + 5, found));
        }
        return Some((at + 3, found));
    }
    if len <= 2 && is_half_day(w, at + 1) && (1..=12).contains(&value) {
        return Some((at + 1, clock(value, 0, true).map(|clock| Clock { minute: None, ..clock })?));
    }
    if len <= 2 && w.is_any(at + 1, &["o'clock", "o’clock", "oclock"]) {
        let found = clock(value, 0, true)?;
        return Some((at + 2, Clock { minute: None, open_half: value <= 12, ..found }));
    }
    if matches!(len, 3 | 4) && is_half_day(w, at + 1) && (100..=1259).contains(&value) {
        return Some((at + 1, clock(value / 100, value % 100, true)?));
    }
    if len == 4 && w.is_any(at + 1, &["gmt", "utc", "hours", "hrs", "local"]) {
        return Some((
            at + 1 + usize::from(w.is_any(at + 1, &["hours", "hrs"])),
            clock(value / 100, value % 100, true)?,
        ));
    }
    None
}

fn clock(hour: u32, minute: u32, well_written: bool) -> Option<Clock> {
    (well_written && hour <= 24 && minute <= 59).then(|| Clock {
        hour: u8::try_from(hour).ok(),
        minute: u8::try_from(minute).ok(),
        ..Clock::default()
    })
}

/// "five p.m.", "five o'clock".
fn worded(w: &Words<'_>, at: usize) -> Option<(usize, Clock)> {
    if let Some((end, hour, minute)) = time_hours::said(w, at)
        && (is_half_day(w, end) || w.is(w.back(at, 1), "at") && !counts(w, end))
    {
        let clock = Clock { hour: Some(hour), minute: Some(minute), open_half: true, ..Clock::default() };
        return Some((end, clock));
    }
    let (next, hour) = w.whole_word(at)?;
    let hour = u8::try_from(hour).ok().filter(|hour| (1..=12).contains(hour))?;
    let clock = Clock { hour: Some(hour), open_half: true, ..Clock::default() };
    if w.is_any(next, &["o'clock", "o’clock"]) {
        return Some((next + 1, clock));
    }
    if let Some((after, minute)) =
        w.whole_word(w.skip_hyphen_touching(next)).filter(|(_, minute)| (10..60).contains(minute))
        && (is_half_day(w, after) || w.is(w.back(at, 1), "at") && !counts(w, after))
    {
        return Some((after, Clock { minute: u8::try_from(minute).ok(), ..clock }));
    }
    is_half_day(w, next).then_some((next, clock))
}

/// "half past three", "a quarter to five", "ten past nine", "20 minutes to six".
fn past(w: &Words<'_>, at: usize) -> Option<(usize, Clock)> {
    let start = w.skip(at, "a");
    let (next, minutes) = match w.lower(start) {
        "half" => (start + 1, 30),
        "quarter" => (start + 1, 15),
        _ => small(w, start).filter(|(_, minutes)| *minutes < 60)?,
    };
    let next = if w.is_any(next, &["minutes", "minute", "mins", "min"]) { next + 1 } else { next };
    let to = match w.lower(next) {
        "past" => false,
        "to" if minutes == 15 || minutes % 5 == 0 && w.is_any(w.back(next, 1), &["minutes", "mins"]) => true,
        _ => return None,
    };
    let (end, hour) = match small(w, next + 1) {
        Some(found) => found,
        None => match w.name(next + 1)? {
            (end, TimeWord::Clock(hour)) => (end, u32::from(hour)),
            _ => return None,
        },
    };
    (hour <= 24 && !(w.is(end, ":") || w.is(end, "%"))).then_some(())?;
    let (hour, minute) = if to { ((hour + 23) % 24, 60 - minutes) } else { (hour, minutes) };
    let found = Clock {
        hour: u8::try_from(hour).ok(),
        minute: u8::try_from(minute).ok(),
        open_half: (1..=12).contains(&hour),
        ..Clock::default()
    };
    let end = if w.is_any(end, &["o'clock", "o’clock"]) { end + 1 } else { end };
    Some((end, found))
}

fn small(w: &Words<'_>, at: usize) -> Option<(usize, u32)> {
    w.digits(at).filter(|(_, len)| *len <= 2).map(|(value, _)| (at + 1, value)).or_else(|| w.whole_word(at))
}

/// "7" after "tomorrow at".
fn bare_hour(w: &Words<'_>, at: usize) -> Option<(usize, Clock)> {
    let (end, hour) = small(w, at)?;
    let hour = u8::try_from(hour).ok().filter(|hour| (1..=24).contains(hour))?;
    (!counts(w, end)).then_some((end, Clock { hour: Some(hour), open_half: hour <= 12, ..Clock::default() }))
}

/// Whether the figure before a token counts something or is a price.
pub(super) fn counts(w: &Words<'_>, at: usize) -> bool {
    w.is_word(at) && w.is_counted_noun(at)
        || w.unit(at).is_some()
        || w.is_any(at, &["%", "per", "percent", "million", "billion"])
}

fn is_half_day(w: &Words<'_>, at: usize) -> bool {
    half_day_at(w, at).is_some()
}

/// "p.m.", "in the afternoon", and the "p" of "8p": the token after it, and whether it is past noon.
pub(super) fn half_day_at(w: &Words<'_>, at: usize) -> Option<(usize, bool)> {
    if let Some((next, TimeWord::HalfDay { pm })) = w.modifier(at) {
        return Some((next, pm));
    }
    let touches = at > w.start && w.touches_next(w.back(at, 1)) && w.digits(w.back(at, 1)).is_some();
    match w.lower(at) {
        "p" if touches => Some((at + 1, true)),
        "a" if touches => Some((at + 1, false)),
        _ => None,
    }
}

/// Reads "p.m." or "in the afternoon" and turns the hour to the 24-hour clock.
fn half_day(w: &Words<'_>, at: usize, clock: &mut Clock) -> usize {
    match half_day_at(w, at) {
        Some((next, pm)) => {
            set_half(clock, pm);
            next
        }
        None => at,
    }
}

fn set_half(clock: &mut Clock, pm: bool) {
    clock.open_half = false;
    clock.hour = clock.hour.map(|hour| match (pm, hour) {
        (true, 1..=11) => hour + 12,
        (false, 12) => 0,
        _ => hour,
    });
}

/// "tonight at eight" is 20:00.
pub(super) fn apply_part(clock: &mut Clock, part: PartOfDay) {
    match part {
        PartOfDay::Afternoon | PartOfDay::Evening | PartOfDay::Night
            if clock.open_half || clock.hour.is_some_and(|hour| hour < 12) =>
        {
            set_half(clock, true);
        }
        PartOfDay::EarlyMorning | PartOfDay::Morning => set_half(clock, false),
        PartOfDay::Noon
        | PartOfDay::Midnight
        | PartOfDay::Afternoon
        | PartOfDay::Evening
        | PartOfDay::Night => {}
    }
}

fn zone(w: &Words<'_>, at: usize) -> usize {
    // "9 a.m. (BST)"
    let open = w.skip(at, "(");
    match w.modifier(open) {
        Some((next, TimeWord::Zone)) if open == at => next,
        Some((next, TimeWord::Zone)) if w.is(next, ")") => next + 1,
        _ => at,
    }
}
