//! Another word that means the same wherever it stands.

use super::article::Article;
use super::{Edit, Kind};

pub(super) fn edits(article: &Article<'_>) -> Vec<Edit> {
    article.tokens().filter_map(|at| edit(article, at)).collect()
}

fn edit(article: &Article<'_>, at: usize) -> Option<Edit> {
    let end = article.sentence(at)?.token_range().end;
    let (len, new) = article.words.synonyms.find_at(&article.text(), at, end)?;
    let small = article.is_plain_word(at) || (article.opens_sentence(at) && !article.is_capital(at + 1));
    let joined = article.word(at + len) == "-" || article.before(at) == "-";
    (small && !joined && !article.any_quoted(at..at + len))
        .then(|| article.edit(Kind::Synonym, at..at + len, new))?
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentences;
    use super::*;

    #[test]
    fn words_and_phrases_are_exchanged() {
        assert_eq!(
            sentences(Kind::Synonym, "An enormous crane stood on the old quay."),
            ["A huge crane stood on the old quay."]
        );
        assert_eq!(
            sentences(Kind::Synonym, "Despite the storm they stayed on the quay."),
            ["In spite of the storm they stayed on the quay."]
        );
    }

    #[test]
    fn quotations_and_names_stay() {
        assert!(sentences(Kind::Synonym, "\"It was a huge crane for us,\" the mayor told them.").is_empty());
        assert!(sentences(Kind::Synonym, "They met the singer of the band Often Wexcombe there.").is_empty());
    }
}
