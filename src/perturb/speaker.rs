//! Words put into another person's mouth.

use super::article::Article;
use super::{Edit, Kind, names};
use crate::model::Speech;

/// Words that must be said at least, so that it matters who said them.
const MIN_WORDS: usize = 4;

pub(super) fn edits(article: &Article<'_>) -> Vec<Edit> {
    article.analysis.speeches.iter().filter_map(|speech| edit(article, speech)).collect()
}

fn edit(article: &Article<'_>, speech: &Speech) -> Option<Edit> {
    let speaker = speech.speaker.filter(|_| !speech.negated)?;
    let words = article.text().tokens_in(speech.content).filter(|&at| article.is_word(at)).count();
    let mut mentions = article.analysis.mentions_in(speaker).filter(|mention| mention.name().is_some());
    let mention =
        mentions.find(|mention| mention.name().is_some_and(|name| names::is_person(article, name)))?;
    let tokens = names::bare(article, mention)?;
    let entity = mention.name()?.entity;
    let twice = names::here(article, mention).filter(|other| other.entity == entity).count() > 1;
    let new = names::other_person(article, mention, &tokens)?;
    (words >= MIN_WORDS && !twice).then(|| article.edit(Kind::Speaker, tokens, &new))?
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentences;
    use super::*;

    #[test]
    fn the_speaker_is_exchanged() {
        let made = sentences(Kind::Speaker, "Martin Ashgrove said that the old quay was shut for good.");
        assert!(made[0].ends_with(" said that the old quay was shut for good."), "{made:?}");
        assert!(!made[0].contains("Martin"));
    }

    #[test]
    fn the_title_of_a_speaker_stays() {
        let made = sentences(Kind::Speaker, "\"We shut the old quay for good,\" Mayor Martin Ashgrove said.");
        assert!(made[0].contains(" Mayor ") && !made[0].contains("Ashgrove said"), "{made:?}");
    }
}
