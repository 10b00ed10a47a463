//! The grammar of times counted from another time: "yesterday", "last year", "next Monday", "two days ago", "a year
//! earlier", "three weeks after Christmas", "the following week". First pass: says what the words give.

use crate::extract::number::NumberForm;
use crate::extract::time_grammar;
use crate::extract::time_period;
use crate::extract::time_policy::{self, Outlook};
use crate::extract::time_reported;
use crate::extract::time_shape::{DateShape, Frame, From, Shift, Special, multiple_of};
use crate::extract::time_weekdays;
use crate::extract::time_words::{Words, whole};
use crate::lexicon::time::{Direction, Edge, Lean, TimeUnit, TimeWord};
use crate::model::{Case, TokenKind};

/// The longest relative time that starts here.
pub(super) fn relative(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    time_weekdays::counted(w, at)
        .or_else(|| time_reported::reported(w, at))
        .or_else(|| day_word(w, at))
        .or_else(|| year_ago(w, at))
        .or_else(|| counted(w, at))
        .or_else(|| leaned(w, at))
        .or_else(|| beside(w, at))
        .or_else(|| week_around(w, at))
        .or_else(|| period_end(w, at))
}

/// "yesterday", "the day after tomorrow".
fn day_word(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    match w.name(at)? {
        (next, TimeWord::RelativeDay(days)) => Some((next, DateShape::framed(document(TimeUnit::Day, days)))),
        _ => None,
    }
}

/// Units before or after the day of writing.
fn document(unit: TimeUnit, n_units: i32) -> Frame {
    Frame::Shift(Shift {
        unit,
        n_units: n_units.saturating_mul(multiple_of(unit)),
        from: From::Document,
        rough: false,
        counted: false,
    })
}

fn spoken(unit: TimeUnit, n_units: i32) -> Frame {
    Frame::Shift(Shift {
        unit,
        n_units: n_units.saturating_mul(multiple_of(unit)),
        from: From::LastSpoken,
        rough: false,
        counted: false,
    })
}

/// The frame that a lean and a unit give: "last year", "the following week".
fn lean_frame(lean: Lean, unit: TimeUnit) -> Option<Frame> {
    use TimeUnit as U;
    let named = !matches!(unit, U::Second | U::Minute | U::Hour | U::Night | U::Workday);
    Some(match lean {
        // "the last day" and "this day" are not yesterday and today.
        Lean::Last | Lean::Gone if named && unit != U::Day => document(unit, -1),
        Lean::This if named && unit != U::Day => document(unit, 0),
        Lean::Next | Lean::Coming if unit == U::Day => spoken(unit, 1),
        Lean::Next | Lean::Coming if named => document(unit, 1),
        Lean::Previous if named => spoken(unit, -1),
        Lean::Following if named => spoken(unit, 1),
        Lean::Same if named => spoken(unit, 0),
        Lean::Last
        | Lean::Gone
        | Lean::This
        | Lean::Next
        | Lean::Coming
        | Lean::Previous
        | Lean::Following
        | Lean::Same => return None,
    })
}

/// "last year", "the past week", "this fiscal year", "last May", "next Monday", "last year's third quarter".
fn leaned(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let the = w.skip(at, "the");
    let (next, lean) = w.lean(the)?;
    if lean == Lean::Same && the == at && w.is(at, "same") {
        return None;
    }
    if the > at && w.is_any(the, &["that", "this"]) {
        return None;
    }
    if let Some((end, unit)) = w.unit(next) {
        // "This Week" inside a sentence is a title.
        let title = w.case(next) == Some(Case::Title) && at > w.start && w.case(at) == Some(Case::Title);
        if plural(w, w.back(end, 1)) || title {
            return None;
        }
        // "that day" is bound to what was said; "that time" and the like are not in the list of units.
        let frame = lean_frame(lean, unit)?;
        let mut shape = DateShape::framed(frame);
        shape.fiscal = unit == TimeUnit::FiscalYear;
        if w.is_any(end, &["'s", "’s"])
            && let Some((end, inner)) = part_of_frame(w, end + 1)
        {
            return Some((end, DateShape { frame: shape.frame, ..inner }));
        }
        if unit == TimeUnit::Week
            && let Some((end, weekday, _)) = w.weekday(w.skip(w.skip_hyphen(end), "on"))
            && w.case(w.back(end, 1)) != Some(Case::Lower)
        {
            shape.weekday = Some(weekday);
            return Some((end, shape));
        }
        let or_so = if w.is(end, "or") && w.is(end + 1, "so") { end + 2 } else { end };
        return Some((or_so, shape));
    }
    if w.is(w.back(next, 1), "past") && !w.is(at, "this") && w.weekday(next).is_none() {
        return None;
    }
    let (end, inner) = time_period::leaned(w, next, lean)?;
    if inner.weekday.is_some() && inner.day.is_some() {
        // "this coming Sunday, 8 March": the date tells more than the lean.
        return Some((end, inner));
    }
    Some((end, DateShape { frame: Frame::Lean(lean), ..inner }))
}

/// "the year-ago quarter", "the year-earlier period", "the year-earlier third quarter", "year-ago".
fn year_ago(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let the = w.skip(at, "the");
    let start =
        if the > at && w.is_any(the, &["comparable", "corresponding", "same"]) { the + 1 } else { the };
    let joined = w.is(start, "year") && w.is_hyphen(start + 1) && w.is_any(start + 2, &["ago", "earlier"]);
    if !joined {
        return None;
    }
    let frame = Frame::Shift(Shift {
        unit: TimeUnit::Year,
        n_units: -1,
        from: From::LastSpoken,
        rough: false,
        counted: true,
    });
    let end = start + 3;
    if w.is_any(end, &["quarter", "period", "month", "week"]) {
        return Some((end + 1, DateShape::framed(frame)));
    }
    if let Some((end, inner)) = part_of_frame(w, end) {
        return Some((end, DateShape { frame, ..inner }));
    }
    (the == at).then(|| (end, DateShape::framed(frame)))
}

/// The part after "last year's": a month, quarter, season or holiday.
fn part_of_frame(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    if let Some((end, shape)) = time_period::leaned(w, at, Lean::This) {
        return (shape.weekday.is_none()).then_some((end, shape));
    }
    let (end, shape) = time_period::period(w, at)?;
    let fits = matches!(shape.special, Some(Special::Quarter(_) | Special::Half(_) | Special::Season(_)));
    (fits && shape.year.is_none() && shape.frame == Frame::Open).then_some((end, shape))
}

fn plural(w: &Words<'_>, at: usize) -> bool {
    w.lower(at).ends_with('s') && !w.is(at, "previous")
}

/// "two days ago", "a year earlier", "three weeks after Christmas", "10 days from now", "a year-ago quarter".
fn counted(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    if let Some((end, shape)) = half_hour(w, at) {
        return Some((end, shape));
    }
    let (next, amount, rough) = length(w, at)?;
    let (unit_end, unit) = w.unit(w.skip_hyphen_touching(next))?;
    let (unit_end, amount, rough) = half_more(w, unit_end, amount, rough);
    let or_so = w.is(unit_end, "or") && w.is_any(unit_end + 1, &["so", "more", "two", "three"]);
    let next = if or_so { unit_end + 2 } else { unit_end };
    let next = w.skip_hyphen_touching(next);
    let rough = rough || or_so;
    let make = |from: From, sign: i32| {
        Frame::Shift(Shift {
            unit,
            n_units: amount.saturating_mul(multiple_of(unit)).saturating_mul(sign),
            from,
            rough,
            counted: true,
        })
    };
    // "closed for 14 months from 1 March" tells a length and its start, "14 months from 1 March" a day.
    let length = w.is(next, "from") && w.is(w.back(at, 1), "for");
    if !length
        && w.is_any(next, &["before", "after", "from"])
        && let Some((end, other)) = named_anchor(w, next + 1)
    {
        let sign = if w.is(next, "before") { -1 } else { 1 };
        return Some((end, DateShape::framed(make(From::Named(Box::new(other)), sign))));
    }
    // "in two weeks' time"
    if w.is(w.back(at, 1), "in") || w.is(at, "in") {
        let apostrophe = if w.is_any(next, &["'", "’", "'s", "’s"]) { next + 1 } else { next };
        if w.is(apostrophe, "time") && apostrophe > next {
            return Some((apostrophe + 1, DateShape::framed(make(From::Document, 1))));
        }
    }
    if w.is(w.back(at, 1), "in") && w.direction(next).is_none() {
        // "will leave in two months" names a day, "was built in two months" a length.
        return (time_policy::outlook(w, at.saturating_sub(1).max(w.start), next) == Outlook::Future)
            .then(|| (next, DateShape::framed(make(From::Document, 1))));
    }
    let (end, direction) = w.direction(next)?;
    let frame = match direction {
        Direction::Ago => make(From::Document, -1),
        Direction::Ahead => make(From::Document, 1),
        Direction::Earlier if closes(w, next, end) => make(From::LastSpoken, -1),
        Direction::Later if closes(w, next, end) => make(From::LastSpoken, 1),
        Direction::Earlier | Direction::Later => return None,
    };
    Some((end, DateShape::framed(frame)))
}

/// "half an hour ago", "in half an hour": in minutes.
fn half_hour(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let article = if w.is_any(at + 1, &["a", "an"]) { at + 2 } else { at + 1 };
    let (end, _) = w.unit(article).filter(|(_, unit)| w.is(at, "half") && *unit == TimeUnit::Hour)?;
    let (end, n_units) = match w.direction(end) {
        Some((end, Direction::Ago)) => (end, -30),
        Some((end, Direction::Ahead)) => (end, 30),
        Some((_, Direction::Earlier | Direction::Later)) => return None,
        None if w.is(w.back(at, 1), "in") && time_policy::outlook(w, at - 1, end) == Outlook::Future => {
            (end, 30)
        }
        None => return None,
    };
    let shift = Shift { unit: TimeUnit::Minute, n_units, from: From::Document, rough: false, counted: true };
    Some((end, DateShape::framed(Frame::Shift(shift))))
}

/// "before" and "after" count from what was said only where nothing follows that they could govern.
fn closes(w: &Words<'_>, at: usize, end: usize) -> bool {
    if !w.is_any(at, &["before", "after", "previously"]) {
        return true;
    }
    let mark = w.text.tokens.get(end).is_none_or(|token| token.kind == TokenKind::Mark);
    end >= w.end
        || mark
        || w.is_any(end, &["and", "but", "when", "as", "in", "at", "while", "was", "were", "had"])
}

/// The time that "before" and "after" govern: a date, or "now" and "today".
fn named_anchor(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let (end, shape) = time_grammar::date(w, at)?;
    // "350 million a year from 2027" is a rate and its start.
    if w.is(w.back(at, 1), "from") && !shape.is_day() && shape.frame == Frame::Open {
        return None;
    }
    // No chain of more than one step: "two days after three weeks before …" is not followed.
    let nested = matches!(&shape.frame, Frame::Shift(Shift { from: From::Named(_), .. }));
    (!nested).then_some((end, shape))
}

/// The number of a length: figure, number word, "a", "the", "a couple of", or none before "year-ago".
fn length(w: &Words<'_>, at: usize) -> Option<(usize, i32, bool)> {
    if w.is(at, "a") && w.is(at + 1, "couple") {
        return Some((w.skip(at + 2, "of"), 2, true));
    }
    if let Some(number) = w.number(at) {
        let small = number.form != NumberForm::Ordinal && number.form != NumberForm::Fraction;
        let value = whole(number).and_then(|value| i32::try_from(value).ok());
        return match (number.form, value) {
            (NumberForm::Vague, _) if w.is(at, "couple") || w.is(at + 1, "couple") => {
                Some((number.tokens.end, 2, true))
            }
            (_, Some(value)) if small => Some((number.tokens.end, value, false)),
            _ => None,
        };
    }
    if let Some((value, len)) = w.digits(at).filter(|(_, len)| *len <= 4) {
        let _ = len;
        return i32::try_from(value).ok().map(|value| (at + 1, value, false));
    }
    if w.is_any(at, &["a", "an", "one"]) {
        return Some((at + 1, 1, false));
    }
    let joined = w.unit(at).is_some_and(|(end, _)| w.is_hyphen(end) || w.is_hyphen(end.saturating_sub(2)));
    (joined && !plural(w, at)).then_some((at, 1, false))
}

/// "a year and a half": rounded up, and rough.
fn half_more(w: &Words<'_>, at: usize, amount: i32, rough: bool) -> (usize, i32, bool) {
    if w.is(at, "and") && w.is(at + 1, "a") && w.is(at + 2, "half") {
        (at + 3, amount + 1, true)
    } else {
        (at, amount, rough)
    }
}

/// "the year before", "the day after", "the week earlier".
fn beside(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    if !w.is(at, "the") {
        return None;
    }
    let (next, unit) = w.unit(at + 1)?;
    if plural(w, w.back(next, 1)) {
        return None;
    }
    if w.is_any(next, &["before", "after"])
        && let Some((end, other)) = named_anchor(w, next + 1)
    {
        let n_units = if w.is(next, "before") { -1 } else { 1 };
        let shift = Shift { unit, n_units, from: From::Named(Box::new(other)), rough: false, counted: true };
        return Some((end, DateShape::framed(Frame::Shift(shift))));
    }
    let (end, direction) = w.direction(next)?;
    let frame = match direction {
        Direction::Earlier if closes(w, next, end) => spoken(unit, -1),
        Direction::Later if closes(w, next, end) => spoken(unit, 1),
        Direction::Earlier | Direction::Later | Direction::Ago | Direction::Ahead => return None,
    };
    Some((end, DateShape::framed(frame)))
}

/// "the week of 20 August", "the week beginning 12 May", "the weekend of Epiphany", "May Day weekend".
fn week_around(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let around = |unit: TimeUnit, day: DateShape| {
        let from = From::Named(Box::new(day));
        DateShape::framed(Frame::Shift(Shift { unit, n_units: 0, from, rough: false, counted: false }))
    };
    let the = w.skip(at, "the");
    if let Some((next, unit @ (TimeUnit::Week | TimeUnit::Weekend))) = w.unit(the)
        && w.is_any(next, &["of", "beginning", "commencing", "starting"])
    {
        let (end, day) = time_grammar::date(w, w.skip(next + 1, "on"))?;
        let names_day = day.day.is_some() || matches!(day.special, Some(Special::Holiday(_)));
        return names_day.then(|| (end, around(unit, day)));
    }
    let (next, TimeWord::Holiday(holiday)) = w.name(the)? else {
        return None;
    };
    let mut day = DateShape { special: Some(Special::Holiday(holiday)), ..DateShape::default() };
    let dated = time_grammar::year_after(w, next, &mut day, true);
    let (end, _) = w.unit(dated).filter(|(_, unit)| *unit == TimeUnit::Weekend)?;
    let end = if dated > next { end } else { time_grammar::year_after(w, end, &mut day, true) };
    Some((end, around(TimeUnit::Weekend, day)))
}

/// "year-end", "the year's end", "the end of the year", "the end of the month".
fn period_end(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let the = w.skip(at, "the");
    let of = w.is(the + 1, "of");
    if of && let Some((next, TimeWord::Edge(edge))) = w.prefix(the) {
        let (end, unit) = w.unit(w.skip(next, "the"))?;
        if plural(w, w.back(end, 1)) || edge != Edge::End && (!w.is(next, "the") || the == at) {
            return None;
        }
        if !matches!(
            unit,
            TimeUnit::Year
                | TimeUnit::Month
                | TimeUnit::Week
                | TimeUnit::Quarter
                | TimeUnit::FiscalYear
                | TimeUnit::Decade
                | TimeUnit::Century
        ) {
            return None;
        }
        let mut shape = DateShape::framed(document(unit, 0));
        shape.edge = Some(edge);
        shape.fiscal = unit == TimeUnit::FiscalYear;
        return Some((end, shape));
    }
    let (next, unit) = w.unit(the)?;
    if !matches!(unit, TimeUnit::Year | TimeUnit::Month) || plural(w, w.back(next, 1)) {
        return None;
    }
    let possessive = w.is_any(next, &["'s", "’s"]);
    let next = if possessive { next + 1 } else { w.skip_hyphen_touching(next) };
    let joined = possessive || w.is_hyphen(w.back(next, 1)) || the == at;
    (w.is(next, "end") && joined).then(|| {
        let mut shape = DateShape::framed(document(unit, 0));
        shape.special = Some(Special::LastDay(unit));
        (next + 1, shape)
    })
}

/// "last year", "this year", "the following year", "the year before" as the year of a month or quarter.
pub(super) fn year_frame(w: &Words<'_>, at: usize) -> Option<(usize, Frame)> {
    unit_frame(w, at, |unit| matches!(unit, TimeUnit::Year | TimeUnit::FiscalYear))
}

/// "this month", "next month" as the month of a day.
pub(super) fn month_frame(w: &Words<'_>, at: usize) -> Option<(usize, Frame)> {
    if w.is(at, "the") && w.is(at + 1, "month") {
        return Some((at + 2, document(TimeUnit::Month, 0)));
    }
    unit_frame(w, at, |unit| unit == TimeUnit::Month)
}

/// "last week", "this week" as the week of a weekday.
pub(super) fn week_frame(w: &Words<'_>, at: usize) -> Option<(usize, Frame)> {
    unit_frame(w, at, |unit| unit == TimeUnit::Week)
}

/// "the year" after "the first half of".
pub(super) fn this_year(w: &Words<'_>, at: usize) -> Option<(usize, Frame)> {
    let fiscal = w.is(at, "the") && w.is_any(at + 1, &["fiscal", "financial"]) && w.is(at + 2, "year");
    if fiscal {
        return Some((at + 3, document(TimeUnit::FiscalYear, 0)));
    }
    (w.is(at, "the") && w.is(at + 1, "year")).then(|| (at + 2, document(TimeUnit::Year, 0)))
}

fn unit_frame(w: &Words<'_>, at: usize, fits: impl Fn(TimeUnit) -> bool) -> Option<(usize, Frame)> {
    let the = w.skip(at, "the");
    if let Some((next, lean)) = w.lean(the) {
        let (end, unit) = w.unit(next)?;
        return (fits(unit) && !plural(w, w.back(end, 1)))
            .then(|| lean_frame(lean, unit).map(|frame| (end, frame)))
            .flatten();
    }
    let (end, shape) = counted(w, at).or_else(|| beside(w, at))?;
    match shape.frame {
        Frame::Shift(shift) if fits(shift.unit) => {
            Some((end, Frame::Shift(Shift { counted: false, ..shift })))
        }
        Frame::Shift(_) | Frame::Lean(_) | Frame::Open => None,
    }
}
