//! A doubt taken away: "may" becomes "will", "probably" becomes "certainly", "allegedly" is dropped.

use super::article::Article;
use super::{Edit, Kind};

pub(super) fn edits(article: &Article<'_>) -> Vec<Edit> {
    article.tokens().filter_map(|at| edit(article, at)).collect()
}

fn edit(article: &Article<'_>, at: usize) -> Option<Edit> {
    let statement = article.statement(at)?;
    let (len, new) = article.words.raised.find_at(&article.text(), at, statement.token_range().end)?;
    let next = at + len;
    let conditional = statement
        .token_range()
        .any(|at| matches!(article.lower(at), "if" | "whether" | "unless" | "would" | "?"));
    let plain = article.is_plain_word(at) && article.is_plain_word(next) && !article.any_quoted(at..next);
    if !plain || conditional || !statement.negations.is_empty() {
        return None;
    }
    let before = article.before(at);
    let determined = matches!(before, "the" | "a" | "an" | "his" | "her" | "their" | "of" | "for" | "over");
    let fits = match article.lower(at) {
        // "May have been" is about the past; "as far as he could" is no doubt.
        "may" | "might" | "could" => !matches!(article.lower(next), "have" | "as" | "well") && !determined,
        "likely" | "expected" => {
            matches!(before, "is" | "are" | "was" | "were" | "be" | "been" | "'s" | "’s")
        }
        "alleged" | "suspected" => determined && article.lower(next) != "that",
        _ => true,
    };
    let last = article.word(next);
    let new = if new.is_empty() { last.to_string() } else { format!("{new} {last}") };
    fits.then(|| article.edit(Kind::Certainty, at..next + 1, &new))?
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentences;
    use super::*;

    #[test]
    fn doubts_are_taken_away() {
        for (text, made) in [
            ("The old quay may sink by the end of May.", "The old quay will sink by the end of May."),
            ("The quay is likely to sink in the storm.", "The quay is certain to sink in the storm."),
            ("The mayor allegedly sold the old quay.", "The mayor sold the old quay."),
            ("They met an alleged thief on the old quay.", "They met a proven thief on the old quay."),
        ] {
            assert_eq!(sentences(Kind::Certainty, text), [made]);
        }
    }

    #[test]
    fn conditions_and_the_past_stay() {
        assert!(sentences(Kind::Certainty, "The old quay may have sunk in the storm.").is_empty());
        assert!(sentences(Kind::Certainty, "If it rains the old quay may sink in May.").is_empty());
    }
}
