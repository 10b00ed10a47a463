//! Under-specified shapes to time values.

use crate::extract::duration_iso;
use crate::extract::time_calendar::{Period, shift, weekday_in_week};
use crate::extract::time_instant;
use crate::extract::time_policy::Outlook;
use crate::extract::time_resolve::{self, Context};
use crate::extract::time_shape::{Clock, Draft, Frame, Moment, SetShape, Shape, Special};
use crate::extract::time_span::{self, End};
use crate::extract::time_timex;
use crate::lexicon::time::{Bound, Edge, TimeUnit, Vague};
use crate::model::{DateRange, Grain, PartialDate, TimeAnchor, TimeKind, TimeModifier, TimeValue};

/// The value of a draft, and the time that later ones may count from.
pub(super) fn resolve(draft: &Draft, context: &Context) -> (TimeValue, Option<(Period, Grain)>) {
    match &draft.shape {
        Shape::Vague(vague, unit) => (vague_value(*vague, *unit), None),
        Shape::Set(set) => (set_value(set), None),
        Shape::Moment(moment) => moment_value(draft, moment, context),
        Shape::Range(a, b) => range_value(a, b, context),
    }
}

fn vague_value(vague: Vague, unit: Option<TimeUnit>) -> TimeValue {
    let timex = match (unit, vague) {
        (Some(unit), _) => duration_iso::uncounted(unit),
        (None, Vague::Past) => "PAST_REF".into(),
        (None, Vague::Present) => "PRESENT_REF".into(),
        (None, Vague::Future) => "FUTURE_REF".into(),
    };
    empty(TimeKind::Date, Grain::Day, TimeAnchor::DocumentDate, timex)
}

fn set_value(set: &SetShape) -> TimeValue {
    let mut value = empty(TimeKind::Set, set.grain, TimeAnchor::None, set.timex.clone());
    value.given.weekday = set.weekday;
    value
}

fn empty(kind: TimeKind, grain: Grain, anchor: TimeAnchor, timex: String) -> TimeValue {
    TimeValue {
        kind,
        grain,
        given: PartialDate::default(),
        range: None,
        alternative: None,
        anchor,
        modifier: None,
        timex: timex.into(),
        offset: None,
    }
}

fn moment_value(draft: &Draft, moment: &Moment, context: &Context) -> (TimeValue, Option<(Period, Grain)>) {
    let resolved = moment.date.as_ref().map(|date| {
        // A limit lies ahead more often than not: what was agreed until August runs until the next one.
        let outlook = match (draft.bound, context.outlook) {
            (Some(Bound::Until), Outlook::Unknown) => Outlook::Future,
            (Some(Bound::Until), Outlook::Past) if date.weekday.is_none() => Outlook::Unknown,
            (_, outlook) => outlook,
        };
        time_resolve::date(date, &Context { outlook, ..*context })
    });
    let mut timex = match (&moment.date, &resolved) {
        (Some(date), Some(resolved)) => match (date.special, resolved.period) {
            (Some(Special::FirstUnits(n_units, unit)), _) => duration_iso::counted(n_units.into(), unit),
            (Some(Special::Ended(unit)), _) if unit != TimeUnit::Quarter => duration_iso::counted(1, unit),
            (_, Some(period)) => time_timex::of_nth_week(date, period)
                .unwrap_or_else(|| time_timex::of_period(period, resolved.grain)),
            (_, None) => time_timex::of_fields(date, resolved.grain),
        },
        _ => String::new(),
    };
    let next = moment.clock.filter(|_| moment.date.is_none());
    let next = next.and_then(|clock| time_instant::next(clock, context));
    if let Some(day) = next {
        timex = time_timex::of_period(Period::day(day), Grain::Day);
    }
    if let Some(clock) = moment.clock {
        timex.push_str(&time_timex::of_clock(clock));
    }
    let instant = moment.date.as_ref().and_then(|date| time_instant::instant(date, context));
    if let Some(instant) = instant {
        timex = time_instant::timex(instant);
    }
    let kind = if moment.clock.is_some() || instant.is_some() { TimeKind::Time } else { TimeKind::Date };
    let anchor = resolved.as_ref().map_or(TimeAnchor::None, |resolved| resolved.anchor);
    let grain = clock_grain(moment.clock).or(resolved.as_ref().map(|resolved| resolved.grain));
    let mut value = empty(kind, grain.unwrap_or(Grain::Day), anchor, timex);
    value.given = given(moment);
    value.modifier = modifier(draft, moment);
    let Some(resolved) = resolved else {
        value.range = next.map(|day| bounded(Period::day(day), draft.bound));
        return (value, None);
    };
    let edge = moment.date.as_ref().and_then(|date| date.edge);
    let narrowed =
        |period: Option<Period>| period.map(|period| edge.map_or(period, |edge| period.part(edge)));
    // "before the end of the year" is within the year.
    let bound = match (draft.bound, edge) {
        (Some(Bound::Before), Some(Edge::End | Edge::Late)) => Some(Bound::Until),
        (bound, _) => bound,
    };
    value.range = narrowed(resolved.tolerant.or(resolved.period)).map(|period| bounded(period, bound));
    value.alternative = narrowed(resolved.alternative).map(|period| bounded(period, bound));
    if let Some(instant) = instant {
        value.range = Some(bounded(Period::day(instant.date()), bound));
    }
    value.offset = resolved.offset;
    // What a limit names is not when anything happened.
    let limit = matches!(draft.bound, Some(Bound::Until | Bound::Before));
    let spoken = resolved.period.filter(|_| !limit).map(|period| (period, resolved.grain));
    (value, spoken)
}

fn clock_grain(clock: Option<Clock>) -> Option<Grain> {
    let clock = clock?;
    Some(match (clock.hour, clock.minute, clock.second) {
        (_, _, Some(_)) => Grain::Second,
        (_, Some(_), None) => Grain::Minute,
        (Some(_), None, None) => Grain::Hour,
        (None, None, None) => Grain::PartOfDay,
    })
}

fn given(moment: &Moment) -> PartialDate {
    let mut given = PartialDate::default();
    if let Some(date) = &moment.date {
        given.year = date.year;
        given.month = date.month;
        given.day = date.day;
        given.weekday = date.weekday;
    }
    if let Some(clock) = moment.clock {
        given.hour = clock.hour;
        given.minute = clock.minute;
        given.part_of_day = clock.part;
    }
    given
}

fn modifier(draft: &Draft, moment: &Moment) -> Option<TimeModifier> {
    let edge = moment.date.as_ref().and_then(|date| date.edge);
    let bound = draft.bound.or(moment.clock.and_then(|clock| clock.edge));
    match (bound, edge) {
        (Some(Bound::Until | Bound::Before), _) => Some(TimeModifier::Before),
        (Some(Bound::Since | Bound::After), _) => Some(TimeModifier::After),
        (None, Some(Edge::Early | Edge::Start)) => Some(TimeModifier::Start),
        (None, Some(Edge::Mid | Edge::Middle)) => Some(TimeModifier::Mid),
        (None, Some(Edge::Late | Edge::End)) => Some(TimeModifier::End),
        (None, None) => draft.approximate.then_some(TimeModifier::Approx),
    }
}

/// The days that a bound leaves: "before March" ends with February, "since 1998" has no end.
fn bounded(period: Period, bound: Option<Bound>) -> DateRange {
    match bound {
        None => period.range(),
        Some(Bound::Until) => DateRange { start: None, end: Some(period.end) },
        Some(Bound::Before) => DateRange { start: None, end: shift(period.start, Grain::Day, -1) },
        Some(Bound::Since) => DateRange { start: Some(period.start), end: None },
        Some(Bound::After) => DateRange { start: shift(period.end, Grain::Day, 1), end: None },
    }
}

/// A range; later times count from its end.
fn range_value(a: &Moment, b: &Moment, context: &Context) -> (TimeValue, Option<(Period, Grain)>) {
    let mut first = range_end(a, context);
    let mut second = range_end(b, context);
    in_order(&first, &mut second);
    if let (Some((_, first)), Some((_, second))) = (&mut first.date, &second.date)
        && first.anchor != second.anchor
    {
        first.anchor = TimeAnchor::DocumentDate;
    }
    let anchor = first.date.or(second.date).map_or(TimeAnchor::None, |(_, resolved)| resolved.anchor);
    let grain = clock_grain(a.clock).or(second.date.map(|(_, second)| second.grain)).unwrap_or(Grain::Day);
    let mut value = empty(TimeKind::Range, grain, anchor, time_span::value(&first, &second));
    value.given = given(a);
    let narrowed = |end: &End<'_>| {
        let period = end.period?;
        let edge = end.date.and_then(|(date, _)| date.edge);
        Some(edge.map_or(period, |edge| period.part(edge)))
    };
    let (Some(from), Some(to)) = (narrowed(&first), narrowed(&second)) else {
        return (value, None);
    };
    if to.end < from.start {
        return (value, None);
    }
    value.range = Some(Period::new(from.start, to.end).range());
    (value, Some((to, grain)))
}

fn range_end<'m>(moment: &'m Moment, context: &Context) -> End<'m> {
    let date = moment.date.as_ref().map(|date| (date, time_resolve::date(date, context)));
    End { date, period: date.and_then(|(_, resolved)| resolved.period), clock: moment.clock }
}

/// Moves the second end behind the first one: "from November to March" ends in the next March, "from next Tuesday to
/// Saturday" on the Saturday after that Tuesday.
fn in_order(first: &End<'_>, second: &mut End<'_>) {
    let (Some(from), Some(to), Some((shape, _))) = (first.period, second.period, second.date) else {
        return;
    };
    if to.end >= from.start || shape.frame != Frame::Open || shape.year.is_some() {
        return;
    }
    let weekday_only = shape.weekday.is_some() && !(shape.day.is_some() || shape.month.is_some());
    second.period = if weekday_only {
        let same_week = shape.weekday.and_then(|day| weekday_in_week(from.start, day));
        same_week
            .and_then(|day| if day < from.start { shift(day, Grain::Week, 1) } else { Some(day) })
            .map(Period::day)
    } else {
        let moved = |day| shift(day, Grain::Year, 1);
        moved(to.start).zip(moved(to.end)).map(|(a, b)| Period::new(a, b))
    };
}
