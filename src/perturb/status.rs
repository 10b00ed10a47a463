//! An act that is still to come, told as done: "will open", "plans to open", "agreed to buy".

use super::article::Article;
use super::{Edit, Kind};

pub(super) fn edits(article: &Article<'_>) -> Vec<Edit> {
    article.tokens().filter_map(|at| edit(article, at)).collect()
}

fn edit(article: &Article<'_>, at: usize) -> Option<Edit> {
    let statement = article.statement(at)?;
    let sentence = article.sentence(at)?.token_range();
    let (len, ()) = article.words.pending.find_at(&article.text(), at, sentence.end)?;
    let verb = article.words.base(article.lower(at + len))?;
    // A time would have to move with the act, and a second verb with the first.
    let rest = at + len + 1..sentence.end;
    let bound = sentence.into_iter().any(|at| article.words.is_bound(article.lower(at)));
    let second = rest.into_iter().any(|at| {
        matches!(article.lower(at), "and" | "or") && article.words.base(article.lower(at + 1)).is_some()
    });
    let fits = statement.times.is_empty()
        && statement.negations.is_empty()
        && !bound
        && !second
        && !article.is_quoted(at)
        && article.is_plain_word(at)
        && !matches!(article.before(at), "the" | "a" | "his" | "her" | "of" | "to");
    fits.then(|| article.edit(Kind::Status, at..at + len + 1, &verb.past))?
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentences;
    use super::*;

    #[test]
    fn what_is_to_come_is_told_as_done() {
        assert_eq!(
            sentences(Kind::Status, "The town will open the old quay to ferries."),
            ["The town opened the old quay to ferries."]
        );
        assert_eq!(
            sentences(Kind::Status, "The group agreed to buy the old quay."),
            ["The group bought the old quay."]
        );
        assert_eq!(
            sentences(Kind::Status, "The town has yet to approve the old quay."),
            ["The town approved the old quay."]
        );
    }

    #[test]
    fn a_time_or_a_condition_keeps_the_sentence() {
        assert!(sentences(Kind::Status, "The town will open the quay next year.").is_empty());
        assert!(sentences(Kind::Status, "The town will open the quay if the pumps hold.").is_empty());
    }
}
