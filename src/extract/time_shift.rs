//! Second pass, for times counted from another time: "last year", "two days ago", "a year earlier", "three weeks after
//! Christmas", "the latest quarter". Finds the day to count from, counts, and says how far the words may be off.

use jiff::civil::Date;

use crate::extract::time_calendar::{Period, days_between, shift};
use crate::extract::time_resolve::{Context, Resolved, Spoken, date, grain, place};
use crate::extract::time_shape::{DateShape, From, Shift, grain_of};
use crate::lexicon::time::TimeUnit;
use crate::model::{Grain, TimeAnchor};

/// "last year", "two days ago", "the following week", "three weeks after Christmas", and fields inside them.
pub(super) fn shifted(shape: &DateShape, step: &Shift, context: &Context) -> Resolved {
    let unit_grain = grain_of(step.unit);
    let (base, base_grain, anchor) = match &step.from {
        From::Document => (context.published.map(Period::day), Grain::Day, TimeAnchor::DocumentDate),
        From::LastSpoken => match last_for(unit_grain, context) {
            Some(last) => (Some(last.period), last.grain, TimeAnchor::OtherTime),
            // "a year earlier" with nothing before it counts from the text itself; "later" does not.
            None if step.n_units < 0 || context.entry => {
                (context.published.map(Period::day), Grain::Day, TimeAnchor::DocumentDate)
            }
            None => (None, Grain::Day, TimeAnchor::OtherTime),
        },
        From::Reported if unit_grain == Grain::Quarter => {
            (reported(context), Grain::Quarter, TimeAnchor::DocumentDate)
        }
        From::Reported => {
            let spoken = last_for(unit_grain, context).map(|last| last.period);
            (spoken.or(context.published.map(Period::day)), Grain::Day, TimeAnchor::OtherTime)
        }
        From::Named(other) => {
            let other = date(other, context);
            (
                other.period,
                other.grain,
                if other.anchor == TimeAnchor::Absolute {
                    TimeAnchor::Absolute
                } else {
                    TimeAnchor::OtherTime
                },
            )
        }
    };
    let mut own_grain = unit_grain;
    let mut base = base;
    let mut base_grain = base_grain;
    // "a year ago" said of a quarter's figures is that quarter; "a year earlier" said of a month is that month.
    if step.counted && unit_grain == Grain::Year && !step.rough && step.n_units == -1 {
        let same =
            context.last.filter(|last| matches!(step.from, From::LastSpoken) && last.grain == Grain::Month);
        let quarter = context.quarter.filter(|quarter| is_current(quarter.period, context));
        if let Some(last) = quarter.filter(|_| !matches!(step.from, From::Named(_))).or(same) {
            base = Some(last.period);
            base_grain = last.grain;
            own_grain = last.grain;
        }
    }
    // Days and weeks that are counted from a day give a day.
    if step.counted && matches!(unit_grain, Grain::Week | Grain::Weekend) && base_grain >= Grain::Day {
        own_grain = Grain::Day;
    }
    let mut resolved = Resolved::open(grain(shape, own_grain), anchor);
    if matches!(step.from, From::Document) {
        resolved.offset = Some(step.n_units);
    }
    let Some(base) = base else {
        return resolved;
    };
    // "seven weeks after June" is only known to a month.
    if base_grain < unit_grain {
        resolved.tolerant =
            moved(base.start, step).zip(moved(base.end, step)).map(|(a, b)| Period::new(a, b));
        return resolved;
    }
    let from = if step.n_units > 0 && base_grain == Grain::Weekend { base.end } else { base.start };
    // The weekend of a holiday on a Monday or Tuesday is the one before it.
    let early = from.weekday().to_monday_zero_offset() < 2;
    let before = step.unit == TimeUnit::Weekend && base_grain == Grain::Day && early && !step.counted;
    let from = if before { shift(from, Grain::Week, -1).unwrap_or(from) } else { from };
    let Some(day) = moved(from, step) else {
        return resolved;
    };
    let frame = Period::around(day, own_grain);
    let bare = !shape.is_day() && shape.month.is_none() && shape.special.is_none();
    if shape.fiscal && bare {
        resolved.period = frame;
        resolved.tolerant =
            frame.and_then(|year| Some(Period::new(shift(year.start, Grain::Month, -9)?, year.end)));
        return resolved;
    }
    if bare {
        resolved.period = frame;
        if step.counted {
            let whole = Period::around(day, unit_grain).filter(|_| unit_grain < own_grain);
            resolved.tolerant = if base_grain >= Grain::Day {
                tolerance(day, whole.or(frame), unit_grain, step.rough)
            } else {
                whole.or(frame)
            };
            resolved.alternative = other_day(step, context, own_grain);
        }
    } else {
        resolved.period = frame.and_then(|frame| place(shape, frame));
    }
    resolved
}

/// Whether a period is one that a report written now would be about: it ended less than ten months ago, or is about to.
fn is_current(period: Period, context: &Context) -> bool {
    const LATEST: std::ops::Range<i32> = -45..300;
    context.published.is_none_or(|day| LATEST.contains(&days_between(period.end, day)))
}

/// The quarter that the text is about: the one last spoken of, else the last whole one.
pub(super) fn reported(context: &Context) -> Option<Period> {
    let spoken = context.quarter.map(|quarter| quarter.period).filter(|period| is_current(*period, context));
    spoken.or_else(|| Period::around(shift(context.published?, Grain::Quarter, -1)?, Grain::Quarter))
}

/// What "later" and "the same" count from: a day for days and weeks, anything for longer units.
fn last_for(unit: Grain, context: &Context) -> Option<Spoken> {
    match context.last {
        Some(last) if last.grain < unit => context.day.or(Some(last)),
        last => last,
    }
}

/// The reading of "two days later" from the day before the last one spoken of.
fn other_day(step: &Shift, context: &Context, grain: Grain) -> Option<Period> {
    let earlier = context.earlier_day.filter(|_| matches!(step.from, From::LastSpoken))?;
    Period::around(moved(earlier.period.start, step)?, grain)
}

fn moved(from: Date, step: &Shift) -> Option<Date> {
    if step.unit == TimeUnit::Workday {
        // Five working days make a week.
        let (weeks, days) = (step.n_units / 5, step.n_units % 5);
        return shift(from, Grain::Day, weeks * 7 + days);
    }
    shift(from, grain_of(step.unit), step.n_units)
}

/// How far "two weeks ago" may be off: half a unit on both sides, and the whole unit that it falls into.
fn tolerance(day: Date, frame: Option<Period>, unit: Grain, rough: bool) -> Option<Period> {
    let slack = match unit {
        Grain::Century => 18_000,
        Grain::Decade => 1_800,
        Grain::Year => 183,
        Grain::HalfYear => 90,
        Grain::Season | Grain::Quarter => 45,
        Grain::Month => 16,
        Grain::Week | Grain::Weekend => 4,
        Grain::Day | Grain::PartOfDay | Grain::Hour | Grain::Minute | Grain::Second => 0,
    };
    let slack = if rough && slack == 0 { 1 } else { slack };
    let frame = frame?;
    let start = shift(day, Grain::Day, -slack)?.min(frame.start);
    let end = shift(day, Grain::Day, slack)?.max(frame.end);
    Some(Period::new(start, end))
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::check_times;

    #[test]
    fn steps_from_a_named_day() {
        for (text, expected) in [
            ("two weeks after Easter 2024", "2024-04-14"),
            ("the day before Christmas 2023", "2023-12-24"),
            ("the week of 9 April 2024", "2024-W15"),
            ("the weekend of 9 March 2024", "2024-W10-WE"),
        ] {
            check_times(&format!("They met {text}."), &[(text, expected)]);
        }
    }
}
