//! "did not" and "didn't", outside quotation marks, where every letter counts.

use super::article::Article;
use super::{Edit, Kind};

pub(super) fn edits(article: &Article<'_>) -> Vec<Edit> {
    article.tokens().filter_map(|at| edit(article, at)).collect()
}

fn edit(article: &Article<'_>, at: usize) -> Option<Edit> {
    let end = article.sentence(at)?.token_range().end;
    let (len, new) = article.words.contractions.find_at(&article.text(), at, end)?;
    // "That's what it is.": the stressed form at the end stays long.
    (!article.any_quoted(at..at + len) && article.is_word(at + len))
        .then(|| article.edit(Kind::Contraction, at..at + len, new))?
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentences;
    use super::*;

    #[test]
    fn both_ways() {
        assert_eq!(
            sentences(Kind::Contraction, "They did not sell the old quay."),
            ["They didn't sell the old quay."]
        );
        assert_eq!(
            sentences(Kind::Contraction, "They won't sell the old quay."),
            ["They will not sell the old quay."]
        );
    }

    #[test]
    fn quotations_and_stressed_forms_stay() {
        assert!(
            sentences(Kind::Contraction, "\"We do not sell the quay,\" Martin Ashgrove said.").is_empty()
        );
        assert!(sentences(Kind::Contraction, "Nobody on the old quay knew where it is.").is_empty());
    }
}
