//! The same date in another spelling: month and day in the other order, a month cut short, a weekday with "on".

use super::article::Article;
use super::{Edit, Kind};
use crate::model::{Mention, TimeKind, TokenKind};

pub(super) fn edits(article: &Article<'_>) -> Vec<Edit> {
    article.analysis.mentions.iter().filter_map(|mention| edit(article, mention)).collect()
}

fn edit(article: &Article<'_>, mention: &Mention) -> Option<Edit> {
    let time = mention.time().filter(|time| time.kind == TimeKind::Date)?;
    let tokens = mention.token_range();
    if article.any_quoted(tokens.clone()) || time.modifier.is_some() {
        return None;
    }
    weekday(article, tokens.start).filter(|_| tokens.len() == 1).or_else(|| {
        // Other words of the date, such as "on Friday, May 3", keep their place.
        tokens.clone().find_map(|at| day_of_month(article, at, tokens.end))
    })
}

/// "Sunday" and "on Sunday".
fn weekday(article: &Article<'_>, at: usize) -> Option<Edit> {
    let day = article.words.weekday(article.word(at))?;
    let name = article.words.weekdays.get(day)?;
    let before = article.before(at);
    let ends = !article.is_word(at + 1) && !matches!(article.word(at + 1), "'s" | "’s" | "-" | "/");
    if !(ends || article.words.follows_weekday(article.lower(at + 1))) {
        return None;
    }
    if before == "on" && !article.opens_sentence(at - 1) {
        return article.edit(Kind::DateSpelling, at - 1..at + 1, name);
    }
    let free = !before.is_empty() && article.is_plain_word(at.checked_sub(1)?) && !article.words.ties(before);
    let free = free
        && !matches!(before, "on" | "last" | "next" | "early" | "late" | "or" | "through" | "not" | "one");
    free.then(|| article.edit(Kind::DateSpelling, at..at + 1, &format!("on {name}")))?
}

/// "May 3", "3 May", "May 3, 2015".
fn day_of_month(article: &Article<'_>, at: usize, end: usize) -> Option<Edit> {
    let day = |at: usize| {
        let number = article.analysis.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
        (number && article.word(at).parse::<u32>().is_ok_and(|day| (1..=31).contains(&day)))
            .then(|| article.word(at))
    };
    let month = |at: usize| {
        let (month, form) = article.words.month(article.word(at))?;
        let names = article.words.months.get(month)?;
        (form == 0).then(|| names.first().map(String::as_str))?
    };
    // "April 3 and 4" is two days.
    let listed = matches!(article.word(at + 2), "-" | "–" | "and" | "to" | "or")
        && article.word(at + 3).parse::<u32>().is_ok();
    if at + 1 >= end || listed {
        return None;
    }
    if let (Some(name), Some(day)) = (month(at), day(at + 1)) {
        let year = article.word(at + 3);
        if article.word(at + 2) == "," && at + 3 < end && year.len() == 4 {
            return article.edit(Kind::DateSpelling, at..at + 4, &format!("{day} {name} {year}"));
        }
        return article.edit(Kind::DateSpelling, at..at + 2, &format!("{day} {name}"));
    }
    let (day, name) = (day(at)?, month(at + 1)?);
    article.edit(Kind::DateSpelling, at..at + 2, &format!("{name} {day}"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentences;
    use super::*;

    fn spelled(text: &str) -> Vec<String> {
        sentences(Kind::DateSpelling, text)
    }

    #[test]
    fn day_and_month_change_places() {
        assert_eq!(
            spelled("The old quay was sold on April 14, 2015, to divers."),
            ["The old quay was sold on 14 April 2015, to divers."]
        );
        assert_eq!(
            spelled("The old quay was sold on 14 April to divers."),
            ["The old quay was sold on April 14 to divers."]
        );
    }

    #[test]
    fn a_weekday_takes_and_loses_its_preposition() {
        assert_eq!(spelled("The old quay was sold on Tuesday."), ["The old quay was sold Tuesday."]);
        assert_eq!(
            spelled("The mayor sold it Tuesday after a vote."),
            ["The mayor sold it on Tuesday after a vote."]
        );
        assert!(spelled("The Tuesday market on the quay was sold.").is_empty());
    }
}
