//! The grammar of named periods: quarters, halves, seasons, years, decades, centuries, fiscal years, holidays, weeks,
//! and the nth day or week of a larger period. First pass: says what the words give.

use crate::extract::time_grammar::{has_frame, is_noun_after, year_after};
use crate::extract::time_policy;
use crate::extract::time_relative;
use crate::extract::time_shape::{DateShape, Special};
use crate::extract::time_words::Words;
use crate::extract::time_year::{second_year, year};
use crate::lexicon::time::{Holiday, Lean, TimeUnit, TimeWord};
use crate::model::Case;

/// The longest named period that starts here.
pub(super) fn period(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let readings = [
        quarter_code(w, at),
        part_of_year(w, at),
        year(w, at),
        decade(w, at),
        century(w, at),
        named(w, at),
        nth(w, at),
        week_number(w, at),
    ];
    let mut best: Option<(usize, DateShape)> = None;
    for reading in readings.into_iter().flatten() {
        if best.as_ref().is_none_or(|best| reading.0 > best.0) {
            best = Some(reading);
        }
    }
    best
}

fn special(special: Special) -> DateShape {
    DateShape { special: Some(special), ..DateShape::default() }
}

/// "Q3 2024", "H1 of 2025", "2024 Q3", "3Q".
fn quarter_code(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    if let Some((next, year)) = w.year(at)
        && let Some((end, code)) = code(w, w.skip_hyphen_touching(next))
    {
        let mut shape = special(code);
        shape.year = Some(year);
        return Some((end, shape));
    }
    let (next, code) = code(w, at)?;
    let mut shape = special(code);
    let end = year_after(w, w.skip_hyphen_touching(next), &mut shape, true);
    if shape.year.is_none() && end == next && w.case(at) == Some(Case::Lower) && w.digits(at).is_none() {
        return None;
    }
    Some((end, shape))
}

fn code(w: &Words<'_>, at: usize) -> Option<(usize, Special)> {
    Some(match w.lower(at) {
        "q1" => (at + 1, Special::Quarter(1)),
        "q2" => (at + 1, Special::Quarter(2)),
        "q3" => (at + 1, Special::Quarter(3)),
        "q4" => (at + 1, Special::Quarter(4)),
        "h1" => (at + 1, Special::Half(1)),
        "h2" => (at + 1, Special::Half(2)),
        digit @ ("1" | "2" | "3" | "4") if w.touches_next(at) && w.is(at + 1, "q") => {
            (at + 2, Special::Quarter(digit.parse().ok()?))
        }
        _ => return None,
    })
}

/// "the third quarter of 2024", "fiscal second quarter", "the first half of the year", "the first nine months of 2023",
/// "the 1988 third quarter".
fn part_of_year(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let the = w.skip(at, "the");
    let mut shape = DateShape::default();
    let (mut next, year) = match w.year(the) {
        Some((next, year)) => (next, Some(year)),
        None => (the, None),
    };
    if w.is_any(next, &["fiscal", "financial"]) {
        shape.fiscal = true;
        next += 1;
    }
    shape.year = year;
    let (next, nth) = w.ordinal(next).or_else(|| last_as_nine(w, next))?;
    let next = w.skip(w.skip_hyphen_touching(next), "fiscal");
    if w.is(next, "half") {
        let nth = if nth == 9 { 2 } else { nth };
        shape.special = Some(Special::Half(u8::try_from(nth).ok().filter(|nth| (1..=2).contains(nth))?));
        let end = of_year(w, next + 1, &mut shape)?;
        return Some((end, shape));
    }
    if let Some((units, TimeUnit::Quarter)) = w.unit(next) {
        // "third-quarter profit" is an adjective: its article is not part of the time.
        if w.is_hyphen(w.back(units, 2)) && the > at {
            return None;
        }
        let nth = if nth == 9 { 4 } else { nth };
        shape.special = Some(Special::Quarter(u8::try_from(nth).ok().filter(|nth| (1..=4).contains(nth))?));
        let quarters_plural = w.is(next, "quarters") && units == next + 1;
        if quarters_plural {
            return None;
        }
        let dated = of_year(w, units, &mut shape);
        // "the last quarter" alone is the one that is over, not the fourth.
        if dated.is_none() && w.is(w.back(next, 1), "last") {
            return None;
        }
        return Some((dated.unwrap_or(units), shape));
    }
    if nth == 1
        && let Some((counted, n_units)) = count(w, next)
        && let Some((units, unit @ (TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Week))) = w.unit(counted)
    {
        shape.special = Some(Special::FirstUnits(u16::try_from(n_units).ok()?, unit));
        let end = of_year(w, units, &mut shape).filter(|_| has_frame(&shape))?;
        return Some((end, shape));
    }
    None
}

fn count(w: &Words<'_>, at: usize) -> Option<(usize, u32)> {
    w.digits(at).map(|(value, _)| (at + 1, value)).or_else(|| w.whole_word(at))
}

fn last_as_nine(w: &Words<'_>, at: usize) -> Option<(usize, u32)> {
    w.is_any(at, &["last", "final"]).then_some((at + 1, 9))
}

/// "of 2024", "of the year", "of last year", "last year", "2024".
fn of_year(w: &Words<'_>, at: usize, shape: &mut DateShape) -> Option<usize> {
    if let Some((end, frame)) = w.is(at, "of").then(|| time_relative::this_year(w, at + 1)).flatten() {
        shape.frame = frame;
        return Some(end);
    }
    let fiscal = if w.is(at, "of") && w.is(at + 1, "fiscal") {
        shape.fiscal = true;
        at + 2
    } else {
        at
    };
    let end = year_after(w, fiscal, shape, false);
    (end > fiscal || has_frame(shape)).then_some(end)
}

/// "the 1990s", "'90s", "the nineties".
fn decade(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let the = w.skip(at, "the");
    let quote = if w.is_any(the, &["'", "’", "‘"]) { the + 1 } else { the };
    // "mid-1990s" is cut into three words.
    if let Some(first) = w.lower(the).strip_suffix("0s").and_then(|tens| tens.parse::<i16>().ok())
        && (100..=299).contains(&first)
    {
        return Some((the + 1, special(Special::Years(first * 10, 10))));
    }
    if let Some((value, len)) = w.digits(quote) {
        let plural = w.touches_next(quote) && w.is_any(quote + 1, &["s", "'s", "’s"]);
        if !plural || value % 10 != 0 {
            return None;
        }
        let first = i16::try_from(value).ok()?;
        // "1900s" and "2000s" stay decades: news means the first ten years.
        return match len {
            4 if (1000..=2990).contains(&first) => {
                let n_years = if first % 100 == 0 && first < 1900 { 100 } else { 10 };
                Some((quote + 2, special(Special::Years(first, n_years))))
            }
            2 if the > at || quote > the => {
                Some((quote + 2, special(Special::Decade(u8::try_from(first / 10).ok()?))))
            }
            _ => None,
        };
    }
    match w.name(the)? {
        (next, TimeWord::Decade(tens))
            if the > at || w.is_any(w.back(at, 1), &["early", "mid", "late", "-"]) =>
        {
            Some((next, special(Special::Decade(tens))))
        }
        _ => None,
    }
}

/// "the 19th century", "20th-century".
fn century(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let the = w.skip(at, "the");
    let (next, nth) = w.ordinal(the)?;
    let next = w.skip_hyphen_touching(next);
    let (end, unit) = w.unit(next)?;
    let (n_years, limit) = match unit {
        TimeUnit::Century => (100, 30),
        TimeUnit::Millennium => (1000, 3),
        TimeUnit::Second
        | TimeUnit::Minute
        | TimeUnit::Hour
        | TimeUnit::Day
        | TimeUnit::Workday
        | TimeUnit::Night
        | TimeUnit::Weekend
        | TimeUnit::Week
        | TimeUnit::Fortnight
        | TimeUnit::Month
        | TimeUnit::Quarter
        | TimeUnit::HalfYear
        | TimeUnit::Year
        | TimeUnit::FiscalYear
        | TimeUnit::Decade => return None,
    };
    (1..=limit).contains(&nth).then_some(())?;
    let first = (i16::try_from(nth).ok()? - 1) * n_years + 1;
    Some((end, special(Special::Years(first, n_years))))
}

/// Seasons and holidays, with their year.
fn named(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let the = w.skip(at, "the");
    let before = w.before(at);
    match w.name(the)? {
        (next, TimeWord::Season(season)) => {
            let mut shape = special(Special::Season(season));
            let mut end = year_after(w, next, &mut shape, false);
            if let Some(pair) = shape.year.and_then(|year| second_year(w, end, year)) {
                end = pair;
            }
            let asked = matches!(
                before,
                "in" | "during"
                    | "since"
                    | "until"
                    | "by"
                    | "before"
                    | "throughout"
                    | "early"
                    | "mid"
                    | "late"
                    | "through"
                    | "every"
                    | "each"
            ) || w.is_hyphen(w.back(at, 1)) && w.is_any(w.back(at, 2), &["mid"]);
            let noun_after = w.is_word(end) && w.is_counted_noun(end) || w.is(end, "of");
            (end > next || asked && !noun_after).then_some((end, shape))
        }
        (next, TimeWord::Holiday(holiday)) => {
            let capital = (the..next).any(|token| !matches!(w.case(token), None | Some(Case::Lower)));
            let mut shape = special(Special::Holiday(holiday));
            let end = year_after(w, next, &mut shape, true);
            if end == next && names_thing(w, at, next) && holiday != Holiday::NewYear {
                return None;
            }
            let asked = w.is_preposition(w.back(at, 1)) || time_policy::is_all(w, at, end);
            (capital || end > next || asked).then_some((end, shape))
        }
        (next, TimeWord::Unit(TimeUnit::Weekend)) if the > at => Some((next, special(Special::Weekend))),
        _ => None,
    }
}

/// Stands for "last" where ordinals may be any.
pub(super) const LAST: u8 = 99;

/// Whether a holiday with an article only describes what follows: "the Good Friday Agreement", "a Christmas market".
fn names_thing(w: &Words<'_>, at: usize, next: usize) -> bool {
    const ARTICLES: [&str; 9] = ["the", "a", "an", "his", "her", "its", "their", "our", "annual"];
    (w.is(at, "the") || w.is_any(w.back(at, 1), &ARTICLES)) && is_noun_after(w, next)
}

/// "the first Tuesday of October", "the last week of 2016", "the second week in May".
fn nth(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let the = w.skip(at, "the");
    let counted = w.ordinal(the);
    let (next, nth) = counted.or_else(|| last_as_nine(w, the))?;
    let nth = u8::try_from(nth).ok().filter(|nth| (1..=53).contains(nth))?;
    let (next, inner) = match w.name(next)? {
        (next, TimeWord::Weekday(day)) if nth < 6 || counted.is_none() => {
            (next, Special::NthWeekday(nth, day))
        }
        (
            next,
            TimeWord::Unit(unit @ (TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Weekend)),
        ) => (next, Special::NthUnit(if counted.is_none() { LAST } else { nth }, unit)),
        _ => return None,
    };
    if !w.is_any(next, &["of", "in"]) {
        return None;
    }
    let mut shape = special(inner);
    let whole = w.skip(next + 1, "the");
    let homonym = w.case(whole) == Some(Case::Lower) && w.is_any(whole, &["may", "march"]);
    if let Some((end, month, _)) = w.month(whole).filter(|_| !homonym) {
        shape.month = Some(month);
        let end = year_after(w, end, &mut shape, false);
        return Some((end, shape));
    }
    if let Some((end, year)) = w.year(whole) {
        shape.year = Some(year);
        return Some((end, shape));
    }
    let (end, frame) = time_relative::month_frame(w, next + 1)
        .or_else(|| time_relative::year_frame(w, next + 1))
        .or_else(|| time_relative::this_year(w, next + 1))?;
    shape.frame = frame;
    Some((end, shape))
}

/// "week 10", "week 10 of 2021".
fn week_number(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    if !w.is(at, "week") {
        return None;
    }
    let (value, _) = w.digits(at + 1)?;
    let week = u8::try_from(value).ok().filter(|week| (1..=53).contains(week))?;
    let mut shape = special(Special::Week(week));
    let end = year_after(w, at + 2, &mut shape, false);
    Some((end, shape))
}

/// Whether a lean may stand before a season, month or holiday ("last summer").
pub(super) fn leaned(w: &Words<'_>, at: usize, lean: Lean) -> Option<(usize, DateShape)> {
    if let Some((end, month, strong)) = w.month(at) {
        let capital = w.case(at) != Some(Case::Lower);
        let mut shape = DateShape { month: Some(month), ..DateShape::default() };
        let mut end_all = end;
        if let Some((day_end, day, _)) = w.day_of_month(w.skip_hyphen_touching(end)) {
            shape.day = Some(day);
            end_all = day_end;
        }
        let lower_ok = !w.is_any(at, &["may", "march", "august"]);
        return (capital || strong || lower_ok).then_some((end_all, shape));
    }
    if let Some((end, day, strong)) = w.weekday(at) {
        let shape = DateShape { weekday: Some(day), ..DateShape::default() };
        let dated = w.skip(end, ",");
        let date =
            crate::extract::time_grammar::within_month(w, dated).filter(|(_, date)| date.day.is_some());
        if let Some((end, date)) = date {
            return Some((end, DateShape { weekday: Some(day), ..date }));
        }
        return strong.then_some((end, shape));
    }
    match w.name(at)? {
        (end, TimeWord::Season(season)) => Some((end, special(Special::Season(season)))),
        (end, TimeWord::Holiday(holiday)) => Some((end, special(Special::Holiday(holiday)))),
        (end, TimeWord::Unit(TimeUnit::Weekend)) => Some((end, special(Special::Weekend))),
        (end, TimeWord::Decade(tens)) if lean == Lean::Same => Some((end, special(Special::Decade(tens)))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::check_times;

    #[test]
    fn holidays_of_many_calendars() {
        for (text, expected) in [
            ("Diwali 2022", "2022-10-24"),
            ("Yom Kippur 2023", "2023-09-25"),
            ("Eid al-Fitr 2023", "2023-04-21"),
            ("Presidents' Day 2025", "2025-02-17"),
        ] {
            check_times(&format!("The gate was shut on {text}."), &[(text, expected)]);
        }
    }

    #[test]
    fn a_holiday_that_names_a_thing_is_no_date() {
        check_times("The Easter Parade was long.", &[]);
        check_times("They sell it at the Christmas market.", &[]);
    }

    #[test]
    fn ordinals_and_the_last_one() {
        for (text, expected) in [
            ("the ninth week of 2023", "2023-W09"),
            ("the last week of 2023", "2023-W52"),
            ("last quarter", "2024-Q3"),
        ] {
            check_times(&format!("Sales fell {text}."), &[(text, expected)]);
        }
    }
}
