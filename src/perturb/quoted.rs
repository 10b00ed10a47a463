//! A word inside quotation marks exchanged for one of the same form with another meaning.

use super::article::Article;
use super::{Edit, Kind};
use crate::model::{Mention, QuotationKind};

/// Shorter quotations are terms.
const MIN_WORDS: usize = 4;

pub(super) fn edits(article: &Article<'_>) -> Vec<Edit> {
    article.analysis.mentions.iter().filter_map(|mention| edit(article, mention)).collect()
}

fn edit(article: &Article<'_>, mention: &Mention) -> Option<Edit> {
    let quotation = mention.quotation().filter(|quotation| quotation.kind != QuotationKind::Term)?;
    let tokens = article.text().tokens_in(quotation.inner);
    let words = tokens.clone().filter(|&at| article.is_word(at)).count();
    let choices: Vec<(usize, &String)> = tokens
        .filter_map(|at| {
            let lower = article.lower(at);
            // A word inside a set phrase or a name is no word by itself.
            let alone = !article.is_capital(at) || article.opens_sentence(at);
            let joined = matches!(
                article.word(at + 1),
                "-" | "'s" | "’s" | "'re" | "’re" | "'ve" | "’ve" | "'ll" | "’ll"
            );
            Some((at, article.words.swaps.get(lower)?))
                .filter(|_| alone && !joined && article.before(at) != "-")
        })
        .collect();
    let (at, new) = choices.get(article.choice(mention.token_range().start, "quoted", choices.len()))?;
    (words >= MIN_WORDS).then(|| article.edit(Kind::QuotedWord, *at..at + 1, new))?
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentences;
    use super::*;

    #[test]
    fn a_word_of_a_quotation_is_exchanged() {
        assert_eq!(
            sentences(Kind::QuotedWord, "\"It is a good deal for the quay,\" Martin Ashgrove said."),
            ["\"It is a bad deal for the quay,\" Martin Ashgrove said."]
        );
    }

    #[test]
    fn words_outside_and_terms_are_left_alone() {
        assert!(sentences(Kind::QuotedWord, "It was a good deal for the old quay.").is_empty());
        assert!(sentences(Kind::QuotedWord, "They call it the \"good old\" quay of the town.").is_empty());
    }
}
