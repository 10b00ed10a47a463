//! Another organisation: one that other sentences of the text name, or an invented one.

use super::article::Article;
use super::{Edit, Kind, names};
use crate::model::{Mention, NameKind};

pub(super) fn edits(article: &Article<'_>) -> Vec<Edit> {
    article.analysis.mentions.iter().filter_map(|mention| edit(article, mention)).collect()
}

fn edit(article: &Article<'_>, mention: &Mention) -> Option<Edit> {
    let name = mention.name().filter(|name| name.kind == NameKind::Organisation)?;
    let tokens = names::bare(article, mention)?;
    let determined = article.before(tokens.start) == "the";
    let home: Vec<u32> = names::here(article, mention).map(|name| name.entity).collect();
    let twice = home.iter().filter(|&&entity| entity == name.entity).count() > 1;
    if twice || article.lower(tokens.start) == "the" {
        return None;
    }
    let words = name.canonical.to_lowercase();
    // Names that share a word may be one body in two forms, or the part of another.
    let apart = |other: &str| {
        let other = other.to_lowercase();
        !other.split(' ').any(|part| part.len() > 2 && words.split(' ').any(|own| own == part))
            && !acronym(&other, &words)
    };
    let others: Vec<&str> = article
        .analysis
        .mentions
        .iter()
        .filter_map(|other| Some((other, other.name()?)))
        .filter(|(other, known)| {
            known.kind == NameKind::Organisation
                && !home.contains(&known.entity)
                && (article.before(other.token_range().start) == "the") == determined
                && apart(&known.canonical)
                && !article.is_quoted(other.token_range().start)
        })
        .map(|(other, _)| article.analysis.document.slice(other.span))
        .filter(|other| !other.to_lowercase().starts_with("the "))
        .collect();
    let invented = &article.words.organisations;
    let borrow = !others.is_empty() && article.choice(tokens.start, "borrow", 2) == 0;
    let new = if borrow {
        (*others.get(article.choice(tokens.start, "organisation", others.len()))?).to_string()
    } else {
        invented.get(article.choice(tokens.start, "organisation", invented.len()))?.clone()
    };
    article.edit(Kind::Organisation, tokens, &new)
}

/// Whether one is made of the first letters of the other.
fn acronym(a: &str, b: &str) -> bool {
    let first = |text: &str| text.split(' ').filter_map(|word| word.chars().next()).collect::<String>();
    first(a) == b || first(b) == a
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentences;
    use super::*;

    #[test]
    fn a_body_becomes_another_one() {
        let made =
            sentences(Kind::Organisation, "The Lindqvarn Foundation paid for the pumps of the old quay.");
        assert!(made[0].ends_with(" paid for the pumps of the old quay."), "{made:?}");
        assert!(!made[0].contains("Lindqvarn"));
    }

    #[test]
    fn an_acronym_is_the_same_body() {
        assert!(acronym("quay works agency", "qwa"));
        assert!(!acronym("quay works agency", "qwb"));
    }
}
