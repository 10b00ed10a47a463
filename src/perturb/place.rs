//! Another country, nationality or town. A town is exchanged for one that no article has: that a town of the text
//! does not lie in another place of the text cannot be known.

use std::ops::Range;

use super::article::Article;
use super::{Edit, Kind, names};
use crate::lexicon::places::PlaceSense;
use crate::model::{Mention, NameKind};

pub(super) fn edits(article: &Article<'_>) -> Vec<Edit> {
    article.analysis.mentions.iter().filter_map(|mention| edit(article, mention)).collect()
}

fn edit(article: &Article<'_>, mention: &Mention) -> Option<Edit> {
    let name = mention.name().filter(|name| matches!(name.kind, NameKind::Place | NameKind::Nationality))?;
    let tokens = names::bare(article, mention)?;
    // "The Netherlands", "the Seine": the article belongs to the name. "Paris, France" is one place in two parts.
    let awkward = matches!(article.before(tokens.start), "the" | "of") && name.kind == NameKind::Place
        || article.lower(tokens.start) == "the"
        || (article.before(tokens.start) == "," && tokens.start >= 2 && article.is_capital(tokens.start - 2));
    let new = other(article, mention, &tokens)?;
    (!awkward && !article.analysis.document.text().contains(&new))
        .then(|| article.edit(Kind::Place, tokens, &new))?
}

fn other(article: &Article<'_>, mention: &Mention, tokens: &Range<usize>) -> Option<String> {
    let known = article.lexicon.places.known.find_at(&article.text(), tokens.start, tokens.end);
    let known = known.filter(|(len, _)| *len == tokens.len()).map(|(_, entry)| entry.sense);
    let countries = &article.words.countries;
    let country = countries.get(article.choice(tokens.start, "country", countries.len()));
    match known {
        Some(PlaceSense::Country) => {
            borrowed(article, mention, tokens).or(country.map(|(name, _)| name.clone()))
        }
        // An adjective, or its plural as a noun; "the French" is left alone.
        Some(PlaceSense::People) => {
            let word = article.lower(tokens.start);
            let adjective = word.ends_with("an") || word.ends_with("ish") || word.ends_with("ese");
            let before_noun = article.is_plain_word(tokens.end);
            (adjective && before_noun).then(|| country.map(|(_, people)| people.clone()))?
        }
        Some(PlaceSense::Region) => None,
        Some(PlaceSense::Capital | PlaceSense::City) | None => {
            let towns = &article.words.towns;
            towns.get(article.choice(tokens.start, "town", towns.len())).cloned()
        }
    }
}

/// Another country of the text, every other time.
fn borrowed(article: &Article<'_>, mention: &Mention, tokens: &Range<usize>) -> Option<String> {
    let home: Vec<&str> = names::here(article, mention).map(|name| name.canonical.as_str()).collect();
    let others: Vec<&str> = article
        .analysis
        .mentions
        .iter()
        .filter_map(|other| Some((other, other.name()?)))
        .filter(|(other, name)| {
            name.kind == NameKind::Place
                && !home.contains(&name.canonical.as_str())
                && other.token_range().len() == 1
                && article.analysis.document.slice(other.span) == name.canonical
                && article
                    .lexicon
                    .places
                    .known
                    .find_at(&article.text(), other.token_range().start, other.token_range().end)
                    .is_some_and(|(_, entry)| entry.sense == PlaceSense::Country)
        })
        .map(|(_, name)| name.canonical.as_str())
        .collect();
    let pick = article.choice(tokens.start, "borrow", 2) == 0;
    others
        .get(article.choice(tokens.start, "place", others.len()))
        .filter(|_| pick)
        .map(|name| (*name).to_string())
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentences;
    use super::*;

    #[test]
    fn towns_and_countries_are_exchanged() {
        let made = sentences(Kind::Place, "The ferry left Bergen for the old quay in Denmark.");
        assert_eq!(made.len(), 2);
        assert!(!made[0].contains("Bergen") && !made[1].contains("Denmark"), "{made:?}");
    }

    #[test]
    fn the_article_goes_with_the_nationality() {
        let made = sentences(Kind::Place, "They hired an Italian diver for the old quay.");
        assert!(made[0].starts_with("They hired a"), "{made:?}");
        assert!(!made[0].contains("an Norw") && !made[0].contains("Italian"), "{made:?}");
    }

    #[test]
    fn a_place_with_an_article_is_left_alone() {
        assert!(sentences(Kind::Place, "The ferry comes from the Netherlands twice a week.").is_empty());
    }
}
