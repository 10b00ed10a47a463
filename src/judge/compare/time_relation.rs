//! Whether one time is true if another one is: days by their ranges, or field by field where no range is known.

use jiff::civil::Date;

use crate::model::{DateRange, Grain, PartOfDay, PartialDate, Relation, TimeKind, TimeModifier, TimeValue};

/// How a claim's time relates to a source's, and the field in which they differ; `None` where the two cannot be
/// compared.
pub(super) fn relate(claim: &TimeValue, source: &TimeValue) -> Option<(Relation, &'static str)> {
    if claim.kind == TimeKind::Set || source.kind == TimeKind::Set {
        let both = claim.kind == source.kind;
        return both.then_some(if claim.timex == source.timex {
            (Relation::Same, "none")
        } else {
            (Relation::Disjoint, "range")
        });
    }
    if is_vague(claim) || is_vague(source) {
        return (is_vague(claim) && is_vague(source)).then_some((Relation::Compatible, "none"));
    }
    let days = days(claim, source);
    let clock = clock(claim, source);
    match (days, clock) {
        (Some((Relation::Disjoint, field)), _) => Some((Relation::Disjoint, field)),
        (_, Some(Relation::Disjoint)) => Some((Relation::Disjoint, "time_of_day")),
        (Some(days), Some(clock)) => Some((days.0.max(clock), "none")),
        (Some(days), None) => Some(days),
        (None, Some(clock)) => Some((clock, "none")),
        (None, None) => None,
    }
}

/// "recently", "now", "soon".
fn is_vague(time: &TimeValue) -> bool {
    time.timex.ends_with("_REF")
}

/// By days, where both have any.
fn days(claim: &TimeValue, source: &TimeValue) -> Option<(Relation, &'static str)> {
    let fields = by_fields(&claim.given, &source.given);
    // "since March" against "since May": the two bounds are held against each other, not what lies behind them.
    if claim.modifier == source.modifier
        && matches!(claim.modifier, Some(TimeModifier::Before | TimeModifier::After))
        && matches!(fields, Some((Relation::Disjoint, _)))
    {
        return fields;
    }
    let (Some(ours), Some(theirs)) = (claim.range, source.range) else {
        return fields;
    };
    let mut best = by_ranges(claim, ours, source, theirs);
    // A contradiction needs every reading to disagree.
    for a in [Some(ours), claim.alternative].into_iter().flatten() {
        for b in [Some(theirs), source.alternative].into_iter().flatten() {
            if best == Relation::Disjoint {
                best = by_ranges(claim, a, source, b);
            }
        }
    }
    Some(match best {
        Relation::Disjoint => (Relation::Disjoint, differing_field(claim, source)),
        relation @ Relation::Same
        | relation @ Relation::Compatible
        | relation @ Relation::LessExact
        | relation @ Relation::MoreExact
        | relation @ Relation::Absent => (relation, "none"),
    })
}

/// The days that a wording allows: "before May" is everything up to its start.
fn allowed(range: DateRange, modifier: Option<TimeModifier>) -> DateRange {
    match modifier {
        Some(TimeModifier::Before) => DateRange { start: None, end: range.end },
        Some(TimeModifier::After) => DateRange { start: range.start, end: None },
        Some(TimeModifier::Start | TimeModifier::Mid | TimeModifier::End | TimeModifier::Approx) | None => {
            range
        }
    }
}

fn by_ranges(claim: &TimeValue, ours: DateRange, source: &TimeValue, theirs: DateRange) -> Relation {
    if ours == theirs {
        return Relation::Same;
    }
    let ours = allowed(ours, claim.modifier);
    let theirs = allowed(theirs, source.modifier);
    let start = |range: DateRange| range.start.unwrap_or(Date::MIN);
    let end = |range: DateRange| range.end.unwrap_or(Date::MAX);
    let slack = |grain: Grain| if grain <= Grain::Month { 0 } else { 1 };
    if start(ours) <= start(theirs) && end(theirs) <= end(ours) {
        Relation::LessExact
    } else if start(theirs) <= start(ours) && end(ours) <= end(theirs) {
        Relation::MoreExact
    } else if (start(ours) <= end(theirs) && start(theirs) <= end(ours))
        || claim.modifier == Some(TimeModifier::Approx) && distance(ours, theirs) <= slack(claim.grain)
    {
        Relation::Compatible
    } else {
        Relation::Disjoint
    }
}

/// Days between two ranges that do not meet.
fn distance(a: DateRange, b: DateRange) -> i32 {
    let gap = |from: Option<Date>, to: Option<Date>| match (from, to) {
        (Some(from), Some(to)) => from.until(to).map_or(i32::MAX, |span| span.get_days().abs()),
        _ => i32::MAX,
    };
    gap(a.end, b.start).min(gap(b.end, a.start))
}

/// Field by field, for partial dates: every field that both give must agree.
fn by_fields(claim: &PartialDate, source: &PartialDate) -> Option<(Relation, &'static str)> {
    let mut common = 0;
    let mut differ = |ours: Option<i32>, theirs: Option<i32>, field: &'static str| match (ours, theirs) {
        (Some(a), Some(b)) if a != b => Some(field),
        (Some(_), Some(_)) => {
            common += 1;
            None
        }
        _ => None,
    };
    let wide = |value: Option<u8>| value.map(i32::from);
    let field = differ(claim.year.map(i32::from), source.year.map(i32::from), "year")
        .or_else(|| differ(wide(claim.month), wide(source.month), "month"))
        .or_else(|| differ(wide(claim.day), wide(source.day), "day"))
        .or_else(|| differ(wide(claim.weekday), wide(source.weekday), "weekday"));
    match field {
        Some(field) => Some((Relation::Disjoint, field)),
        None if common == 0 => None,
        None => {
            let known = |date: &PartialDate| {
                [date.year.is_some(), date.month.is_some(), date.day.is_some(), date.weekday.is_some()]
            };
            let (ours, theirs) = (known(claim), known(source));
            let more = ours.iter().zip(&theirs).any(|(a, b)| *a && !*b);
            let less = ours.iter().zip(&theirs).any(|(a, b)| !*a && *b);
            Some((
                if more && !less {
                    Relation::Compatible
                } else if less {
                    Relation::LessExact
                } else {
                    Relation::Same
                },
                "none",
            ))
        }
    }
}

fn differing_field(claim: &TimeValue, source: &TimeValue) -> &'static str {
    match by_fields(&claim.given, &source.given) {
        Some((Relation::Disjoint, field)) => field,
        _ => "range",
    }
}

/// By the clock: minutes of the day, or parts of the day.
fn clock(claim: &TimeValue, source: &TimeValue) -> Option<Relation> {
    let ours = hours(claim)?;
    let theirs = hours(source)?;
    Some(if ours == theirs {
        Relation::Same
    } else if ours.0 <= theirs.1 && theirs.0 <= ours.1 {
        if ours.1 - ours.0 >= theirs.1 - theirs.0 { Relation::LessExact } else { Relation::Compatible }
    } else {
        Relation::Disjoint
    })
}

/// First and last minute of the day that a time allows.
fn hours(time: &TimeValue) -> Option<(i32, i32)> {
    let tolerance = match time.modifier {
        Some(TimeModifier::Approx | TimeModifier::Before | TimeModifier::After) => 60,
        Some(TimeModifier::Start | TimeModifier::Mid | TimeModifier::End) | None => 0,
    };
    if let Some(hour) = time.given.hour {
        let start = i32::from(hour) * 60 + i32::from(time.given.minute.unwrap_or(0));
        return Some((start - tolerance, start + tolerance));
    }
    let (start, end) = match time.given.part_of_day? {
        PartOfDay::EarlyMorning => (3 * 60, 9 * 60),
        PartOfDay::Morning => (5 * 60, 12 * 60),
        PartOfDay::Noon => (11 * 60 + 30, 13 * 60),
        PartOfDay::Afternoon => (12 * 60, 18 * 60),
        PartOfDay::Evening => (17 * 60, 24 * 60),
        PartOfDay::Night => (18 * 60, 30 * 60),
        PartOfDay::Midnight => (23 * 60 + 30, 24 * 60 + 30),
    };
    Some((start - tolerance, end + tolerance))
}

/// Whether a weekday and a full date of one expression fit each other.
pub(super) fn calendar_fits(time: &TimeValue) -> bool {
    let given = &time.given;
    match (given.weekday, given.year, given.month, given.day) {
        (Some(weekday), Some(year), Some(month), Some(day)) => Date::new(year, month as i8, day as i8)
            .map_or(true, |date| date.weekday().to_monday_one_offset() == weekday as i8),
        _ => true,
    }
}
