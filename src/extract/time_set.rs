//! The grammar of sets of times: "every Monday", "twice a year", "annually", "on Fridays and Saturdays", "weekdays".

use crate::extract::time_shape::{SetShape, grain_of};
use crate::extract::time_words::Words;
use crate::extract::{time_clock, time_timex};
use crate::lexicon::time::{DaySet, TimeUnit, TimeWord};
use crate::model::{Grain, PartOfDay};

/// A set of times that starts here.
pub(super) fn set(w: &Words<'_>, at: usize) -> Option<(usize, SetShape)> {
    each(w, at)
        .or_else(|| day_of_each(w, at))
        .or_else(|| times_per(w, at))
        .or_else(|| days(w, at))
        .or_else(|| cycle(w, at))
}

/// "every Monday", "each year", "every two weeks", "every other month", "every second Tuesday", "every July".
fn each(w: &Words<'_>, at: usize) -> Option<(usize, SetShape)> {
    if !w.is_any(at, &["every", "each"]) {
        return None;
    }
    let mut next = at + 1;
    let mut n_units = 1;
    if w.is_any(next, &["other", "second"]) {
        (next, n_units) = (next + 1, 2);
    } else if w.is(next, "single") {
        next += 1;
    } else if let Some((end, value)) = w.ordinal(next).or_else(|| whole(w, next)) {
        (next, n_units) = (end, value);
    }
    if let Some((end, month, _)) = w.month(next) {
        return Some((end, shape(format!("XXXX-{month:02}"), Grain::Month, None)));
    }
    if let Some((mut end, day, _)) = w.weekday(next) {
        let mut timex = format!("XXXX-WXX-{day}");
        if let Some((part_end, TimeWord::Part(part))) = w.name(end) {
            timex.push_str(part_code(part));
            end = part_end;
        }
        if let Some((clock_end, clock)) = hour_after(w, end) {
            timex.push_str(&clock);
            end = clock_end;
        }
        return Some((end, shape(timex, Grain::Day, Some(day))));
    }
    match w.name(next)? {
        (end, TimeWord::DaySet(DaySet::Weekends)) => {
            Some((end, shape(period(TimeUnit::Weekend, n_units), Grain::Weekend, None)))
        }
        (end, TimeWord::Unit(TimeUnit::Day)) if n_units == 1 && hour_after(w, end).is_some() => {
            let (end, clock) = hour_after(w, end)?;
            Some((end, shape(format!("XXXX-XX-XX{clock}"), Grain::Day, None)))
        }
        (end, TimeWord::Unit(TimeUnit::Second | TimeUnit::Quarter))
            if n_units == 2 && !w.is(next, "quarter") =>
        {
            let _ = end;
            None
        }
        (end, TimeWord::Unit(unit)) => Some((end, shape(period(unit, n_units), grain_of(unit), None))),
        (end, TimeWord::Part(part)) => {
            Some((end, shape(format!("XXXX-XX-XX{}", part_code(part)), Grain::PartOfDay, None)))
        }
        (end, TimeWord::Season(season)) => {
            Some((end, shape(format!("XXXX-{}", season_code(season)), Grain::Season, None)))
        }
        _ => None,
    }
}

/// "the 7th of every month".
fn day_of_each(w: &Words<'_>, at: usize) -> Option<(usize, SetShape)> {
    let (next, day, _) = w.day_of_month(w.skip(at, "the")).filter(|(.., ordinal)| *ordinal)?;
    let each = w.is(next, "of") && w.is_any(next + 1, &["every", "each"]);
    let (end, _) = w.unit(next + 2).filter(|(_, unit)| each && *unit == TimeUnit::Month)?;
    Some((end, shape(format!("XXXX-XX-{day:02}"), Grain::Day, None)))
}

/// "at 4 p.m." after the days of a set.
fn hour_after(w: &Words<'_>, at: usize) -> Option<(usize, String)> {
    let (end, clock) = time_clock::exact(w, w.skip(at, "at"))?;
    Some((end, time_timex::of_clock(clock)))
}

fn whole(w: &Words<'_>, at: usize) -> Option<(usize, u32)> {
    w.digits(at).filter(|(_, len)| *len <= 3).map(|(value, _)| (at + 1, value)).or_else(|| w.whole_word(at))
}

/// "twice a year", "once every two years", "three times a week".
fn times_per(w: &Words<'_>, at: usize) -> Option<(usize, SetShape)> {
    let next = if w.is_any(at, &["once", "twice", "thrice"]) {
        at + 1
    } else {
        let (next, _) = whole(w, at)?;
        if !w.is(next, "times") {
            return None;
        }
        next + 1
    };
    if w.is_any(next, &["a", "an", "per"])
        && let Some((end, unit)) = w.unit(next + 1)
    {
        return Some((end, shape(period(unit, 1), grain_of(unit), None)));
    }
    each(w, next)
}

/// "on Fridays and Saturdays", "weekdays", "Monday nights".
fn days(w: &Words<'_>, at: usize) -> Option<(usize, SetShape)> {
    let (next, first) = day_set(w, at)?;
    let and = if w.is_any(next, &["and", "or"]) { day_set(w, next + 1) } else { None };
    Some(match (first, and) {
        (DaySet::Weekday(a), Some((end, DaySet::Weekday(b)))) => {
            (end, shape(format!("XXXX-WXX-{a},XXXX-WXX-{b}"), Grain::Day, None))
        }
        (DaySet::Weekday(day), _) => {
            let part = w.lower(w.back(next, 1)).strip_suffix('s').and_then(|word| match word {
                "morning" => Some("TMO"),
                "afternoon" => Some("TAF"),
                "evening" => Some("TEV"),
                "night" => Some("TNI"),
                _ => None,
            });
            let (next, clock) = hour_after(w, next).unwrap_or((next, part.unwrap_or_default().into()));
            (next, shape(format!("XXXX-WXX-{day}{clock}"), Grain::Day, Some(day)))
        }
        (DaySet::Weekends, _) => (next, shape("XXXX-WXX-WE".into(), Grain::Weekend, None)),
        (DaySet::Weekdays, _) => (next, shape("XXXX-WXX-WD".into(), Grain::Day, None)),
    })
}

fn day_set(w: &Words<'_>, at: usize) -> Option<(usize, DaySet)> {
    match w.name(at)? {
        (next, TimeWord::DaySet(days)) => Some((next, days)),
        (next, TimeWord::Weekday(day))
            if w.is_any(next, &["nights", "mornings", "afternoons", "evenings"]) =>
        {
            Some((next + 1, DaySet::Weekday(day)))
        }
        _ => None,
    }
}

/// Words that can follow an adverb and not an adjective.
const CLOSING: [&str; 22] = [
    "and", "or", "but", "in", "on", "at", "to", "from", "by", "for", "until", "since", "as", "with", "when",
    "while", "if", "because", "between", "before", "after", "through",
];

/// "annually", "daily".
fn cycle(w: &Words<'_>, at: usize) -> Option<(usize, SetShape)> {
    match w.name(at)? {
        (next, TimeWord::Cycle(unit)) => {
            // "a quarterly dividend" names a kind of thing; "paid quarterly" a time.
            let noun = w.is_any(w.back(at, 1), &["the", "a", "its", "their"]);
            let adjective =
                noun || !w.lower(at).ends_with("ally") && w.is_word(next) && !w.is_any(next, &CLOSING);
            (!adjective).then(|| (next, shape(period(unit, 1), grain_of(unit), None)))
        }
        _ => None,
    }
}

fn shape(timex: String, grain: Grain, weekday: Option<u8>) -> SetShape {
    SetShape { timex, grain, weekday }
}

fn period(unit: TimeUnit, n_units: u32) -> String {
    match unit {
        TimeUnit::Second => format!("PT{n_units}S"),
        TimeUnit::Minute => format!("PT{n_units}M"),
        TimeUnit::Hour => format!("PT{n_units}H"),
        TimeUnit::Day | TimeUnit::Workday | TimeUnit::Night => format!("P{n_units}D"),
        TimeUnit::Weekend => format!("P{n_units}WE"),
        TimeUnit::Week => format!("P{n_units}W"),
        TimeUnit::Fortnight => format!("P{}W", n_units.saturating_mul(2)),
        TimeUnit::Month => format!("P{n_units}M"),
        TimeUnit::Quarter => format!("P{}M", n_units.saturating_mul(3)),
        TimeUnit::HalfYear => format!("P{}M", n_units.saturating_mul(6)),
        TimeUnit::Year | TimeUnit::FiscalYear => format!("P{n_units}Y"),
        TimeUnit::Decade => format!("P{}Y", n_units.saturating_mul(10)),
        TimeUnit::Century => format!("P{}Y", n_units.saturating_mul(100)),
        TimeUnit::Millennium => format!("P{}Y", n_units.saturating_mul(1000)),
    }
}

/// TIMEX3 code of a part of the day.
pub(super) fn part_code(part: PartOfDay) -> &'static str {
    match part {
        PartOfDay::EarlyMorning | PartOfDay::Morning => "TMO",
        PartOfDay::Noon => "T12:00",
        PartOfDay::Afternoon => "TAF",
        PartOfDay::Evening => "TEV",
        PartOfDay::Night => "TNI",
        PartOfDay::Midnight => "T24:00",
    }
}

/// TIMEX3 code of a season.
pub(super) fn season_code(season: crate::lexicon::time::Season) -> &'static str {
    use crate::lexicon::time::Season;
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}
