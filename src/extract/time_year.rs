//! Years, alone and in pairs, and what only looks like one.

use crate::extract::time_shape::{DateShape, Special};
use crate::extract::time_words::Words;
use crate::model::Case;

/// "2019", "the year 2008", "fiscal 2024", "FY2024", "2024/25".
pub(super) fn year(w: &Words<'_>, at: usize) -> Option<(usize, DateShape)> {
    let word = w.lower(at);
    if let Some(digits) = word.strip_prefix("fy").filter(|digits| !digits.is_empty()) {
        let value: i16 = digits.parse().ok()?;
        let year = if digits.len() == 2 { 2000 + value } else { value };
        let shape = DateShape { year: Some(year), fiscal: true, ..DateShape::default() };
        return (1900..=2100).contains(&year).then_some((at + 1, shape));
    }
    let the = w.skip(at, "the");
    let fiscal = w.is_any(the, &["fiscal", "financial", "fy"]);
    let next = if fiscal { the + 1 } else { the };
    let named = w.is(next, "year");
    let next = w.skip(next, "year");
    let next = if named { w.skip(next, "of") } else { next };
    if !(the <= at || named || fiscal) {
        return None;
    }
    let (end, year) = w.year(next)?;
    let mut shape = DateShape { year: Some(year), fiscal, ..DateShape::default() };
    if let Some(pair) = second_year(w, end, year) {
        shape.special = Some(Special::Years(year, 2));
        return Some((pair, shape));
    }
    (fiscal || named || year_is_free(w, next, end, year)).then_some((end, shape))
}

/// The "25" of "2024/25".
pub(super) fn second_year(w: &Words<'_>, at: usize, year: i16) -> Option<usize> {
    let joins = w.is_any(at, &["/", "-", "–"]) && w.touches_next(w.back(at, 1)) && w.touches_next(at);
    let (value, len) = w.digits(at + 1).filter(|_| joins)?;
    let follows = value == u32::try_from((year + 1).rem_euclid(100)).ok()?;
    (len == 2 && follows).then_some(at + 2)
}

/// Whether four digits are a year and not a count, a price or a house number.
pub(super) fn year_is_free(w: &Words<'_>, at: usize, end: usize, year: i16) -> bool {
    let before = w.before(at);
    let digits = w.digits(at).is_some();
    if matches!(
        before,
        "$" | "£"
            | "€"
            | "#"
            | "no"
            | "."
            | ":"
            | "+"
            | "@"
            | "page"
            | "room"
            | "flight"
            | "route"
            | "local"
            | "about"
            | "some"
            | "nearly"
            | "over"
            | "almost"
            | "than"
            | "least"
    ) && !(before == "about" || before == ".")
        || w.is_any(end, &["%", "°", "$", "€", "£", "km", "kg", "euros", "dollars", "percent", "per", "mm"])
        || w.is_any(end, &[":", "/", "."])
            && w.touches_next(at)
            && w.touches_next(end)
            && w.digits(end + 1).is_some()
    {
        return false;
    }
    let joined = at > w.start
        && w.touches_next(w.back(at, 1))
        && !matches!(before, "-" | "–" | "—" | "(" | "/" | "\"" | "“" | "'" | "‘" | "[");
    if joined {
        return false;
    }
    let time_before = matches!(
        before,
        "in" | "since"
            | "until"
            | "till"
            | "during"
            | "early"
            | "mid"
            | "late"
            | "summer"
            | "winter"
            | "spring"
            | "autumn"
            | "fall"
            | "year"
            | "season"
            | "circa"
            | "between"
            | "by"
            | "before"
            | "after"
            | "throughout"
            | "through"
    );
    let count = w.is_counted_noun(end);
    if time_before {
        return !(count && year % 100 == 0) && (1000..=2200).contains(&year);
    }
    let nineteen = !digits && (1900..=1999).contains(&year) && !count;
    if nineteen || digits && (1950..=2049).contains(&year) && !count && is_plain(w, at, end) {
        return true;
    }
    if !(1900..=2100).contains(&year) || count {
        return digits
            && (1500..=2100).contains(&year)
            && matches!(before, "(" | "of" | "from" | "to")
            && !count;
    }
    let strong_before = matches!(
        before,
        "(" | ""
            | ","
            | "of"
            | "from"
            | "to"
            | "for"
            | "the"
            | "its"
            | "their"
            | "'s"
            | "’s"
            | "and"
            | "or"
            | "-"
            | "–"
            | "—"
            | "/"
            | "than"
            | "a"
            | "his"
            | "her"
            | "our"
            | "last"
            | "this"
            | "that"
            | "with"
            | "on"
            | "as"
            | "about"
            | "around"
            | ";"
            | "“"
            | "\""
            | "‘"
            | "'"
            | "when"
            | "like"
            | "["
            | "both"
            | "all"
            | "&"
            | "|"
            | "."
            | "is"
            | "was"
            | "not"
    );
    let title_before = at > w.start && w.case(w.back(at, 1)) == Some(Case::Title);
    digits
        && (strong_before || title_before)
        && !(year % 100 == 0
            && year != 2000
            && year != 1900
            && matches!(before, "a" | "of" | "to" | "from" | "the" | "for"))
}

/// Four digits in running text, with nothing beside them that makes a name, a sum or a number of things of them.
fn is_plain(w: &Words<'_>, at: usize, end: usize) -> bool {
    let word_before = at > w.start && w.is_word(w.back(at, 1));
    let number_before = at > w.start && w.number(w.back(at, 1)).is_some();
    let name_before = matches!(w.case(w.back(at, 1)), Some(Case::Title | Case::Upper | Case::Mixed));
    let counts =
        w.is_any(w.back(at, 1), &["some", "about", "around", "only", "least", "nearly", "another", "model"]);
    let figure_after =
        w.number(end).is_some() || w.is_any(end, &["million", "billion", "more", "other", "-"]);
    word_before && !number_before && !name_before && !counts && !figure_after
}
