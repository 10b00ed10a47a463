//! The grammar of days and periods told by how many of them lie between: "four Mondays from now", "three Sundays ago",
//! "the Saturday after next", "the week before last", "a week on Monday". First pass: says what the words give.

use crate::extract::time_shape::{DateShape, Frame, From, Shift, multiple_of};
use crate::extract::time_words::Words;
use crate::lexicon::time::{DaySet, Direction, Lean, TimeUnit, TimeWord};

/// Such a time that starts here.
pub(super) fn counted(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    several(w, at).or_else(|| beyond(w, at)).or_else(|| week_on(w, at))
}

/// Units from a day or period.
fn step(unit: TimeUnit, n_units: i32, from: From) -> DateShape {
    let n_units = n_units.saturating_mul(multiple_of(unit));
    let counted = !matches!(from, From::Document);
    DateShape::framed(Frame::Shift(Shift { unit, n_units, from, rough: false, counted }))
}

/// Weeks from the nearest such weekday ahead or behind.
fn weeks_from(weekday: u8, lean: Lean, n_weeks: i32) -> DateShape {
    let day = DateShape { weekday: Some(weekday), ..DateShape::framed(Frame::Lean(lean)) };
    step(TimeUnit::Week, n_weeks, From::Named(Box::new(day)))
}

/// "four Mondays from now", "three Sundays ago".
fn several(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let (next, count) = match w.digits(at) {
        Some((value, 1 | 2)) => (at + 1, value),
        _ => w.whole_word(at)?,
    };
    let count = i32::try_from(count).ok().filter(|count| (1..=52).contains(count))?;
    let (end, TimeWord::DaySet(DaySet::Weekday(day)) | TimeWord::Weekday(day)) = w.name(next)? else {
        return None;
    };
    match w.direction(end)? {
        (end, Direction::Ago) => Some((end, weeks_from(day, Lean::Gone, 1 - count))),
        (end, Direction::Ahead) => Some((end, weeks_from(day, Lean::Coming, count - 1))),
        (_, Direction::Earlier | Direction::Later) => None,
    }
}

/// "the Saturday after next", "the month after next", "the year before last".
fn beyond(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let the = w.skip(at, "the");
    let ends = |next: usize| match (w.lower(next), w.lower(next + 1)) {
        ("after", "next") => Some(true),
        ("before", "last") => Some(false),
        _ => None,
    };
    if let Some((next, day, _)) = w.weekday(the) {
        let (lean, n_weeks) = if ends(next)? { (Lean::Coming, 1) } else { (Lean::Gone, -1) };
        return Some((next + 2, weeks_from(day, lean, n_weeks)));
    }
    let (next, unit) = w.unit(the).filter(|_| the > at)?;
    let ahead = ends(next)?;
    let long = !matches!(
        unit,
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day | TimeUnit::Workday
    );
    // "the year before last year's vote" counts from that year, "the month after next Friday" from that day.
    let goes_on = w.name(next + 2).is_some();
    let single = !w.lower(next - 1).ends_with('s');
    (long && single && !goes_on).then(|| (next + 2, step(unit, if ahead { 2 } else { -2 }, From::Document)))
}

/// "a week on Monday", "a week from Friday".
fn week_on(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let (next, unit) = w.unit(at + 1).filter(|_| w.is(at, "a"))?;
    let weeks = if unit == TimeUnit::Week {
        1
    } else if unit == TimeUnit::Fortnight {
        2
    } else {
        return None;
    };
    let (end, day, _) = w.weekday(next + 1).filter(|_| w.is_any(next, &["on", "from"]))?;
    // "twice a week on Mondays and Fridays" is a habit.
    (!w.is_any(end, &["and", "or"])
        && w.number(w.back(at, 1)).is_none()
        && !w.is_any(w.back(at, 1), &["once", "twice", "times"]))
    .then(|| (end, weeks_from(day, Lean::Coming, weeks)))
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::check_times;

    /// Times are told on Tuesday, 5 November 2024.
    #[test]
    fn weekdays_are_counted_from_the_nearest_one() {
        for (text, expected) in [
            ("four Mondays from now", "2024-12-02"),
            ("three Sundays ago", "2024-10-20"),
            ("the Saturday after next", "2024-11-16"),
            ("a week on Monday", "2024-11-18"),
        ] {
            check_times(&format!("The gate opens {text}."), &[(text, expected)]);
        }
    }

    #[test]
    fn periods_before_the_last_and_after_the_next() {
        for (text, expected) in [
            ("the quarter after next", "2025-Q2"),
            ("the year before last", "2022"),
            ("the month after next", "2025-01"),
        ] {
            check_times(&format!("The gate opens {text}."), &[(text, expected)]);
        }
    }
}
