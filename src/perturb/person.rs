//! Another person's name where nobody's words are ascribed to the person.

use super::article::Article;
use super::{Edit, Kind, names};
use crate::model::Mention;

pub(super) fn edits(article: &Article<'_>) -> Vec<Edit> {
    let speakers = names::speakers(article);
    let silent = article.analysis.mentions.iter().filter(|it| speakers.binary_search(&it.id.0).is_err());
    silent.filter_map(|mention| edit(article, mention)).collect()
}

fn edit(article: &Article<'_>, mention: &Mention) -> Option<Edit> {
    let name = mention.name().filter(|name| names::is_person(article, name))?;
    let tokens = names::bare(article, mention)?;
    // Where the sentence names the person twice, one of both would stay.
    let twice = names::here(article, mention).filter(|other| other.entity == name.entity).count() > 1;
    let new = names::other_person(article, mention, &tokens)?;
    (!twice).then(|| article.edit(Kind::Person, tokens, &new))?
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentences;
    use super::*;

    #[test]
    fn a_person_becomes_another_one() {
        let made = sentences(Kind::Person, "The council met Martin Ashgrove on the old quay.");
        assert_eq!(made.len(), 1);
        assert!(
            made[0].starts_with("The council met ") && made[0].ends_with(" on the old quay."),
            "{made:?}"
        );
        assert!(!made[0].contains("Martin"), "{made:?}");
    }

    #[test]
    fn a_speaker_is_another_kind() {
        assert!(sentences(Kind::Person, "Martin Ashgrove said that the old quay was shut.").is_empty());
    }
}
