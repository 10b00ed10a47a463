//! The grammar of the periods that a report is about without naming them: "the latest quarter", "the 2003 period",
//! "for the year", "the year ended 31 March". First pass: says what the words give.

use crate::extract::time_grammar;
use crate::extract::time_shape::{DateShape, Frame, From, Shift, Special};
use crate::extract::time_words::Words;
use crate::lexicon::time::TimeUnit;

/// The longest such period that starts here.
pub(super) fn reported(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    ended(w, at).or_else(|| latest(w, at)).or_else(|| of_year(w, at)).or_else(|| going_on(w, at))
}

fn counted_from(from: From, unit: TimeUnit) -> DateShape {
    DateShape::framed(Frame::Shift(Shift { unit, n_units: 0, from, rough: false, counted: false }))
}

/// "the latest quarter", "the latest period", "the quarter" after "in" and the like.
fn latest(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let the = w.skip(at, "the");
    let next = if w.is_any(the, &["latest", "latest-reported"]) { the + 1 } else { the };
    let named = w.is(next, "quarter") || w.is(next, "period") && next > the;
    let asked = next > the || the > at && is_within(w, at);
    let goes_on = w.is(next + 1, "of") || w.is_hyphen(next + 1);
    (named && asked && !goes_on).then(|| (next + 1, counted_from(From::Reported, TimeUnit::Quarter)))
}

/// "the 2003 quarter", "the 2003 period": the quarter spoken of, in that year.
fn of_year(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let the = w.skip(at, "the");
    let (next, year) = w.year(the).filter(|_| the > at)?;
    w.is_any(next, &["quarter", "period"]).then(|| {
        let shape =
            DateShape { year: Some(year), special: Some(Special::SpokenQuarter), ..DateShape::default() };
        (next + 1, shape)
    })
}

/// "the year ended 31 March": only the words that name the stretch; the day is a time of its own.
fn ended(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let the = if w.is_any(at, &["the", "its", "a"]) { at + 1 } else { at };
    let (next, unit) = w.unit(the)?;
    let stretch = matches!(
        unit,
        TimeUnit::Year | TimeUnit::FiscalYear | TimeUnit::Quarter | TimeUnit::Month | TimeUnit::Week
    );
    if !stretch || !w.is_any(next, &["ended", "ending"]) || w.lower(w.back(next, 1)).ends_with('s') {
        return None;
    }
    let on = w.skip(next + 1, "on");
    let (_, day) =
        time_grammar::date(w, on).filter(|(_, date)| date.day.is_some() && date.month.is_some())?;
    let fiscal = unit == TimeUnit::FiscalYear;
    let start = if w.is(at, "its") { the } else { at };
    (start == at).then_some((next, DateShape { special: Some(Special::Ended(unit)), fiscal, ..day }))
}

/// "for the year", "in the full year", "later in the week": the one that is spoken of.
fn going_on(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let whole = if w.is_any(at + 1, &["full", "whole", "entire"]) { at + 2 } else { at + 1 };
    let (next, unit) = w.unit(whole).filter(|_| w.is(at, "the"))?;
    let long = matches!(unit, TimeUnit::Year | TimeUnit::FiscalYear | TimeUnit::Month | TimeUnit::Week);
    let alone = w.lower(w.back(next, 1)) != "years" && !w.lower(w.back(next, 1)).ends_with('s');
    let later = w.is(w.back(at, 1), "in") && w.is_any(w.back(at, 2), &["earlier", "later", "early", "late"]);
    let asked = later || w.is_any(w.back(at, 1), &["for", "during", "throughout"]);
    let goes_on = w.is_hyphen(next)
        || w.is_any(
            next,
            &[
                "of",
                "that",
                "before",
                "after",
                "since",
                "when",
                "to",
                "ending",
                "ended",
                "following",
                "earlier",
                "later",
                "leading",
                "until",
                "prior",
                "previous",
                "ahead",
                "through",
                "in",
                "and",
                "we",
                "he",
                "they",
                "she",
                "i",
                "you",
                "it",
                "between",
                "beginning",
                "starting",
            ],
        );
    (long && alone && asked && !goes_on).then(|| (next, counted_from(From::Reported, unit)))
}

/// Whether a preposition that asks for a period stands before a token.
fn is_within(w: &Words<'_>, at: usize) -> bool {
    w.is_any(w.back(at, 1), &["in", "for", "during", "over", "throughout", "within", "after"])
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::check_times;

    #[test]
    fn the_quarter_is_the_last_whole_one_or_the_one_spoken_of() {
        check_times("Sales fell in the latest quarter.", &[("the latest quarter", "2024-Q3")]);
        check_times(
            "In the second quarter sales fell. Costs rose in the quarter.",
            &[("the second quarter", "2024-Q2"), ("the quarter", "2024-Q2")],
        );
        check_times(
            "In the second quarter sales fell. They rose in the 2023 period.",
            &[("the second quarter", "2024-Q2"), ("the 2023 period", "2023-Q2")],
        );
    }

    #[test]
    fn a_year_that_ended_is_a_length_up_to_its_day() {
        check_times(
            "Profit for the year ended 31 March rose.",
            &[("the year", "P1Y"), ("31 March", "2024-03-31")],
        );
    }

    #[test]
    fn the_year_of_a_title_is_no_time() {
        check_times("She was named grower of the year.", &[]);
        check_times("For the year before the war nothing is known.", &[]);
    }
}
