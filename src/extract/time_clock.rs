//! The grammar of clock times: "15:36", "5 p.m.", "half past three", "at eight forty", "1642 GMT". First pass: says
//! what the words give.

use crate::extract::time_hours;
use crate::extract::time_shape::Clock;
use crate::extract::time_words::Words;
use crate::lexicon::time::TimeWord;
use crate::model::PartOfDay;

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
pub(super) fn bare_hour(w: &Words<'_>, at: usize) -> Option<(usize, Clock)> {
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

#[cfg(test)]
mod tests {
    use crate::extract::testing::check_times;

    #[test]
    fn clocks_in_words_and_with_letters() {
        for (text, expected) in
            [("eight forty-two", "T08:42"), ("15h30", "T15:30"), ("9:15 a.m. (BST)", "T09:15")]
        {
            check_times(&format!("The gate was locked at {text} and sealed."), &[(text, expected)]);
        }
        check_times("It was valued at three twenty per cent.", &[]);
    }
}
