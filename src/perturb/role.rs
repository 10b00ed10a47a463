//! Who does it and whom it is done to, exchanged: "A beat B", "A was beaten by B", and "from A to B".

use super::article::Article;
use super::noun_phrase::{self, Phrase};
use super::{Edit, Kind};

pub(super) fn edits(article: &Article<'_>) -> Vec<Edit> {
    let deeds = article.tokens().filter_map(|at| active(article, at).or_else(|| passive(article, at)));
    let mut made: Vec<Edit> = deeds.chain(article.tokens().filter_map(|at| way(article, at))).collect();
    made.sort_by_key(|edit| edit.span);
    made
}

fn active(article: &Article<'_>, verb: usize) -> Option<Edit> {
    let known = article.words.past(article.lower(verb)).filter(|known| known.deed)?;
    let (actor, object) = both(article, verb, verb)?;
    // "They shut" and "they shoot": a past that is also a base form may stand for either.
    (known.base != known.past).then(|| exchange(article, &actor, &object, verb, verb + 1))?
}

fn passive(article: &Article<'_>, aux: usize) -> Option<Edit> {
    let is_passive = matches!(article.lower(aux), "was" | "were")
        && article.words.is_participle(article.lower(aux + 1))
        && article.lower(aux + 2) == "by";
    let (done_to, actor) = is_passive.then(|| both(article, aux, aux + 2))??;
    (done_to.plural == actor.plural).then(|| exchange(article, &done_to, &actor, aux, aux + 3))?
}

/// The phrases before one token and behind another.
pub(super) fn both(article: &Article<'_>, first: usize, last: usize) -> Option<(Phrase, Phrase)> {
    let quoted = article.is_quoted(first);
    let (before, after) = (noun_phrase::before(article, first)?, noun_phrase::after(article, last)?);
    (!quoted && before.subject.to_lowercase() != after.subject.to_lowercase()).then_some((before, after))
}

fn exchange(article: &Article<'_>, first: &Phrase, second: &Phrase, from: usize, to: usize) -> Option<Edit> {
    let between = article.analysis.document.slice(article.text().span_of(from..to));
    let new = format!("{} {between} {}", second.subject, first.object);
    article.edit(Kind::Role, first.tokens.start..second.tokens.end, &new)
}

/// "from A to B" with two names.
fn way(article: &Article<'_>, from: usize) -> Option<Edit> {
    if article.lower(from) != "from" || article.is_quoted(from) {
        return None;
    }
    let name = |start: usize| {
        let mention = article
            .analysis
            .mentions
            .iter()
            .find(|it| it.name().is_some() && it.token_range().start == start)?;
        Some((mention.token_range(), article.analysis.document.slice(mention.span)))
    };
    let (first, origin) = name(from + 1)?;
    let (second, goal) = (article.lower(first.end) == "to").then(|| name(first.end + 1))??;
    let runs_on = article.is_capital(second.end) || matches!(article.word(second.end), "'s" | "’s" | "-");
    (!runs_on).then(|| article.edit(Kind::Role, first.start..second.end, &format!("{goal} to {origin}")))?
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentences;
    use super::*;

    #[test]
    fn doer_and_object_are_exchanged() {
        assert_eq!(
            sentences(Kind::Role, "The diver rescued Martin Ashgrove at the old quay."),
            ["Martin Ashgrove rescued the diver at the old quay."]
        );
        assert_eq!(
            sentences(Kind::Role, "She accused the mayor in a letter about the quay."),
            ["The mayor accused her in a letter about the quay."]
        );
    }

    #[test]
    fn so_are_both_sides_of_a_passive_and_of_a_way() {
        assert_eq!(
            sentences(Kind::Role, "The diver was rescued by Martin Ashgrove at the old quay."),
            ["Martin Ashgrove was rescued by the diver at the old quay."]
        );
        assert_eq!(
            sentences(Kind::Role, "The ferry sails from Denmark to Norway twice a week."),
            ["The ferry sails from Norway to Denmark twice a week."]
        );
    }

    #[test]
    fn what_is_not_surely_a_phrase_stays() {
        assert!(sentences(Kind::Role, "The diver rescued what was left of the old quay.").is_empty());
    }
}
