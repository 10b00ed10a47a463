//! Dates of publication, as metadata, bylines and datelines write them. The extractors read all other times.

use jiff::civil::Date;

use crate::lexicon::layout::Layout;

/// A date as written: the year may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it starts and ends in the text that was searched.
    pub start: usize,
    pub end: usize,
    pub day: i8,
    pub month: i8,
    pub year: Option<i16>,
    /// Day and month could be the other way round ("07/05/2025").
    pub ambiguous: bool,
}

impl Found {
    /// The day, if the year is known.
    pub(super) fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day).ok()
    }
}

/// Reads the date at the start of an ISO 8601 time ("2023-04-17T15:36:00+05:00").
pub(super) fn iso(text: &str) -> Option<Date> {
    text.trim().get(..10)?.parse().ok()
}

/// The first date in a short text.
pub(super) fn find(text: &str, layout: &Layout, month_first: bool) -> Option<Found> {
    let parts = parts(text);
    (0..parts.len()).find_map(|at| {
        let rest = parts.get(at..)?;
        numeric(rest, month_first).or_else(|| worded(rest, layout))
    })
}

/// A run of letters, a run of digits, or one other character that is no white space.
#[derive(Clone, Copy, Debug)]
struct Part<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

impl Part<'_> {
    fn number(&self) -> Option<i16> {
        self.text.parse().ok()
    }

    fn is(&self, mark: &[&str]) -> bool {
        mark.contains(&self.text)
    }
}

/// How much of a text is searched, in parts; a date of publication stands in a short line.
const MOST_PARTS: usize = 80;

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let class = |letter: char| (letter.is_alphabetic(), letter.is_ascii_digit());
    let mut last = (false, false);
    for (at, letter) in text.char_indices() {
        let now = class(letter);
        let end = at + letter.len_utf8();
        let full = parts.len() == MOST_PARTS;
        match parts.last_mut() {
            Some(part) if now == last && now != (false, false) && part.end == at => {
                part.end = end;
                part.text = text.get(part.start..end).unwrap_or("");
            }
            _ if letter.is_whitespace() => {}
            _ if full => break,
            _ => parts.push(Part { start: at, end, text: text.get(at..end).unwrap_or("") }),
        }
        last = now;
    }
    parts
}

/// "2025-03-14", "14/03/2025", "14.03.25".
fn numeric(parts: &[Part<'_>], month_first: bool) -> Option<Found> {
    let [first, mark, second, again, third, ..] = parts else {
        return None;
    };
    let touching = first.end == mark.start
        && mark.end == second.start
        && second.end == again.start
        && again.end == third.start;
    if !touching || mark.text != again.text || !mark.is(&["-", "/", "."]) {
        return None;
    }
    let (a, b, c) = (first.number()?, second.number()?, third.number()?);
    let (year, month, day, ambiguous) = if first.text.len() == 4 {
        (a, b, c, false)
    } else if third.text.len() == 4 || third.text.len() == 2 && mark.text != "-" {
        let year = if third.text.len() == 2 { 2000 + c } else { c };
        let both = a <= 12 && b <= 12 && a != b;
        if b > 12 || both && month_first && mark.text == "/" {
            (year, a, b, both)
        } else {
            (year, b, a, both && mark.text == "/")
        }
    } else {
        return None;
    };
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok()?;
    Some(Found { start: first.start, end: third.end, day, month, year: Some(year), ambiguous })
}

/// "14 March 2025", "14th of March", "March 14, 2025", "Nov. 3".
fn worded(parts: &[Part<'_>], layout: &Layout) -> Option<Found> {
    let first = parts.first()?;
    let mut rest = parts.get(1..)?;
    let skip = |rest: &mut &[Part<'_>], words: &[&str]| {
        while let Some((part, tail)) = rest.split_first() {
            if !words.contains(&part.text.to_lowercase().as_str()) {
                break;
            }
            *rest = tail;
        }
    };
    let month_of = |part: &Part<'_>| layout.month(&part.text.to_lowercase()).filter(|_| part.text != "may");
    let (day, month, mut end);
    if let Some(number) = first.number().filter(|_| first.text.len() <= 2) {
        skip(&mut rest, &["st", "nd", "rd", "th", "of", "."]);
        let (part, tail) = rest.split_first()?;
        (day, month, end) = (number, month_of(part)?, part.end);
        rest = tail;
    } else {
        month = month_of(first)?;
        skip(&mut rest, &["."]);
        let (part, tail) = rest.split_first()?;
        day = part.number().filter(|_| part.text.len() <= 2)?;
        end = part.end;
        rest = tail;
        // "March 14:30" is a time, "March 14%" a share.
        if rest.first().is_some_and(|next| next.is(&[":", "%"]) && next.start == end) {
            return None;
        }
        skip(&mut rest, &["st", "nd", "rd", "th"]);
    }
    skip(&mut rest, &[",", "."]);
    let year = rest.first().filter(|part| part.text.len() == 4).and_then(|part| {
        end = part.end;
        part.number()
    });
    let day = i8::try_from(day).ok()?;
    Date::new(year.unwrap_or(2024), month, day).ok()?;
    Some(Found {
        start: first.start,
        end,
        day,
        month,
        year: year.filter(|year| (1800..2200).contains(year)),
        ambiguous: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn dates_of_publication() {
        let lexicon = Lexicon::english().expect("lexicon");
        let cases = [
            ("PORT ELLEN, 12 September 2023 -", "12.9.2023"),
            ("Published 08/06/2023 at 10:20", "8.6.2023"),
            ("Thu 9 Nov 2023, 07:50", "9.11.2023"),
            ("By Rob | June 8, 2025", "8.6.2025"),
            ("Oct. 3rd, 2024", "3.10.2024"),
            ("12/25/2024", "25.12.2024"),
            ("28.02.2023, 14.20", "28.2.2023"),
            ("2023-04-17 15:36", "17.4.2023"),
            ("DHAKA, July 8 (Agency)", "8.7.?"),
            ("the 7th of June", "7.6.?"),
            ("you may 5 times", "none"),
            ("Updated 13:25", "none"),
            ("31 June 2024", "none"),
        ];
        for (text, expected) in cases {
            let found = find(text, &lexicon.layout, false).map_or("none".to_string(), |found| {
                let year = found.year.map_or("?".to_string(), |year| year.to_string());
                format!("{}.{}.{year}", found.day, found.month)
            });
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn american_order_where_the_text_is_american() {
        let lexicon = Lexicon::english().expect("lexicon");
        let found = find("07/05/2025", &lexicon.layout, true).expect("date");
        assert_eq!((found.month, found.day, found.ambiguous), (7, 5, true));
    }
}
