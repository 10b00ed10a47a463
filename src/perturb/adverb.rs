//! An adverb left out that nothing hangs on. Hedges, approximators and words of scope ("only", "nearly") are not
//! among them.

use super::article::Article;
use super::{Edit, Kind};

pub(super) fn edits(article: &Article<'_>) -> Vec<Edit> {
    article.tokens().filter_map(|at| edit(article, at)).collect()
}

fn edit(article: &Article<'_>, at: usize) -> Option<Edit> {
    if !article.is_plain_word(at) || !article.words.is_idle_adverb(article.lower(at)) || article.is_quoted(at)
    {
        return None;
    }
    let next = article.lower(at + 1);
    // "Not really", "as quickly as", "the very day": something hangs on those.
    let hangs = matches!(
        article.before(at),
        "not"
            | "n't"
            | "n’t"
            | "never"
            | "as"
            | "so"
            | "too"
            | "how"
            | "more"
            | "less"
            | "most"
            | "the"
            | "this"
            | "that"
            | "and"
            | "but"
            | "or"
            | "-"
    );
    let free = article.is_plain_word(at + 1)
        && !matches!(next, "and" | "or" | "as" | "but" | "than" | "enough" | "little" | "few");
    (free && !hangs).then(|| article.edit(Kind::DroppedAdverb, at..at + 2, article.word(at + 1)))?
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentences;
    use super::*;

    #[test]
    fn an_idle_adverb_is_dropped() {
        assert_eq!(
            sentences(Kind::DroppedAdverb, "The town also sold the old quay."),
            ["The town sold the old quay."]
        );
        assert_eq!(
            sentences(Kind::DroppedAdverb, "It was a very old quay of stone."),
            ["It was an old quay of stone."]
        );
    }

    #[test]
    fn one_that_is_denied_or_compared_stays() {
        assert!(sentences(Kind::DroppedAdverb, "It was not really old as quays go.").is_empty());
        assert!(sentences(Kind::DroppedAdverb, "They left as quickly as they could from there.").is_empty());
    }
}
