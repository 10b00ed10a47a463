//! Another weekday, day, month or year: borrowed from elsewhere in the text where it has one, else moved on. And a
//! relative time that can never be the same.

use super::article::Article;
use super::{Edit, Kind};
use crate::model::{Mention, TimeKind, TokenKind};

/// Longest day of the month that every month has.
const LAST_SURE_DAY: u32 = 28;

pub(super) fn edits(article: &Article<'_>) -> Vec<Edit> {
    let dates = article.analysis.mentions.iter().filter(|mention| {
        mention.time().is_some_and(|time| matches!(time.kind, TimeKind::Date | TimeKind::Range))
    });
    dates.filter_map(|mention| edit(article, mention)).collect()
}

fn edit(article: &Article<'_>, mention: &Mention) -> Option<Edit> {
    let tokens = mention.token_range();
    if article.any_quoted(tokens.clone()) {
        return None;
    }
    if let Some((len, new)) = article.words.relative.find_at(&article.text(), tokens.start, tokens.end)
        && len == tokens.len()
    {
        let tied = article.words.ties(article.before(tokens.start));
        return (!tied).then(|| article.edit(Kind::Date, tokens, new)).flatten();
    }
    let choices: Vec<(usize, String)> =
        tokens.clone().filter_map(|at| Some((at, other(article, at)?))).collect();
    let (at, new) = choices.get(article.choice(tokens.start, "date", choices.len()))?;
    article.edit(Kind::Date, *at..at + 1, new)
}

/// Another value for one token of a date.
fn other(article: &Article<'_>, at: usize) -> Option<String> {
    let word = article.word(at);
    if let Some(day) = article.words.weekday(word) {
        let days = &article.words.weekdays;
        return days.get((day + 2 + article.choice(at, "weekday", 4)) % days.len()).cloned();
    }
    // "Sept." is cut before its point.
    if let Some((month, form)) = article.words.month(word) {
        let months = &article.words.months;
        let names = months.get((month + 2 + article.choice(at, "month", 8)) % months.len())?;
        return names.get(form).or(names.first()).cloned();
    }
    let token = article.analysis.tokens.get(at)?;
    // "The 1940s", "7-Eleven".
    if article.text().touches_next(at) && !matches!(article.word(at + 1), "," | "." | ")" | ";" | ":") {
        return None;
    }
    let number: u32 = word.parse().ok()?;
    match number {
        _ if token.kind != TokenKind::Number => None,
        1..=31 => {
            let moved = number + 3 + u32::try_from(article.choice(at, "day", 9)).unwrap_or(0);
            Some(((moved - 1) % LAST_SURE_DAY + 1).to_string())
        }
        1900..=2099 => Some(other_year(article, at, number)),
        _ => None,
    }
}

/// A year of the text that is another one, or one some years before.
fn other_year(article: &Article<'_>, at: usize, year: u32) -> String {
    let years: Vec<u32> = article
        .analysis
        .mentions
        .iter()
        .filter(|mention| {
            mention.time().is_some() && mention.sentence.0 != article.sentence(at).map_or(0, |s| s.id.0)
        })
        .flat_map(|mention| mention.token_range())
        .filter_map(|token| article.word(token).parse().ok())
        .filter(|other| (1900..=2099).contains(other) && *other != year)
        .collect();
    let pick = article.choice(at, "year", years.len() + 1);
    let moved = year - 2 - u32::try_from(article.choice(at, "years back", 5)).unwrap_or(0);
    years.get(pick).copied().unwrap_or(moved).to_string()
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentences;
    use super::*;

    #[test]
    fn a_weekday_becomes_another_one() {
        let made = sentences(Kind::Date, "The ferry left the quay on Tuesday with forty guests.");
        assert_eq!(made.len(), 1);
        assert!(
            made[0].starts_with("The ferry left the quay on ") && !made[0].contains("Tuesday"),
            "{made:?}"
        );
    }

    #[test]
    fn a_year_is_never_kept() {
        let made =
            sentences(Kind::Date, "The quay was built in 1964. The pumps were added to the quay in 1991.");
        assert_eq!(made.len(), 2);
        assert!(!made[0].contains("1964") && !made[1].contains("1991"), "{made:?}");
    }

    #[test]
    fn a_relative_time_that_is_tied_in_stays() {
        assert_eq!(
            sentences(Kind::Date, "The pumps of the old quay failed last year."),
            ["The pumps of the old quay failed three years ago."]
        );
        assert!(sentences(Kind::Date, "The pumps have failed since last year in the old quay.").is_empty());
    }
}
