//! Denied what was affirmed, as a writer would deny it ("was not", "did not sign"), and affirmed what was denied.

use super::article::Article;
use super::{Edit, Kind, noun_phrase};
use crate::model::{Certainty, Mention};

pub(super) fn edits(article: &Article<'_>) -> Vec<Edit> {
    article
        .tokens()
        .filter(|&at| !article.is_quoted(at) && !article.opens_sentence(at))
        .filter_map(|at| deny(article, at).or_else(|| affirm(article, at)))
        .collect()
}

/// Puts a negation to a finite verb that has none.
fn deny(article: &Article<'_>, at: usize) -> Option<Edit> {
    let statement = article.statement(at)?;
    let subject = statement.token_range().start..at;
    let two_ways = subject.into_iter().any(|at| article.words.is_quantified(article.lower(at)));
    let certain = statement.certainty.value == Certainty::Fact;
    if !statement.negations.is_empty() || !certain || two_ways || article.before(at) == "there" {
        return None;
    }
    auxiliary(article, at).or_else(|| full_verb(article, at))
}

fn auxiliary(article: &Article<'_>, at: usize) -> Option<Edit> {
    let next = article.lower(at + 1);
    let fits = match article.lower(at) {
        // "That is, …", "is that …" and the like are frames.
        "is" | "are" | "was" | "were" => {
            article.is_word(at + 1)
                && !matches!(next, "that" | "why" | "because" | "how" | "what" | "when" | "where" | "to")
        }
        "has" | "have" | "had" => article.words.is_participle(next),
        "will" | "would" | "can" => article.is_plain_word(at + 1) && !article.is_determiner(at - 1),
        _ => false,
    };
    // "Was also", "can and will", "is only": the negation would belong to the next word.
    let scoped = matches!(
        next,
        "and" | "or" | "also" | "only" | "just" | "still" | "even" | "so" | "now" | "as" | "about" | "all"
    );
    // "As is", "who are we": the subject stands before.
    let subject = at > 0
        && article.is_word(at - 1)
        && !matches!(article.before(at), "as" | "what" | "how" | "than" | "where");
    (fits && subject && !scoped).then(|| {
        let new = match article.lower(at) {
            "can" => format!("cannot {}", article.word(at + 1)),
            _ => format!("{} not {}", article.word(at), article.word(at + 1)),
        };
        article.edit(Kind::Negation, at..at + 2, &new)
    })?
}

/// "signed" to "did not sign", "signs" to "does not sign", right behind its subject.
fn full_verb(article: &Article<'_>, at: usize) -> Option<Edit> {
    if !article.is_plain_word(at) || !article.is_word(at + 1) && article.word(at + 1) != "." {
        return None;
    }
    let lower = article.lower(at);
    let pronoun = matches!(article.before(at), "he" | "she" | "it" | "they" | "who");
    let named = article
        .analysis
        .mentions
        .iter()
        .any(|it: &Mention| it.name().is_some() && it.token_range().end == at);
    let (aux, verb) = match (article.words.past(lower), article.words.third(lower)) {
        (Some(verb), _) if verb.base != verb.past => ("did", verb),
        (_, Some(verb)) if matches!(article.before(at), "he" | "she" | "it" | "who") => ("does", verb),
        _ => return None,
    };
    let subject =
        pronoun || ((named || noun_phrase::before(article, at).is_some()) && !is_reduced(article, at));
    subject.then(|| article.edit(Kind::Negation, at..at + 1, &format!("{aux} not {}", verb.base)))?
}

/// Whether the clause has another verb behind this one: "the deal signed in May was …".
fn is_reduced(article: &Article<'_>, at: usize) -> bool {
    let Some(statement) = article.statement(at) else { return true };
    let rest = (at + 1..statement.token_range().end).take_while(|&at| {
        !matches!(article.lower(at), "," | "that" | "who" | "which" | "and" | "but" | "when" | "as" | "after")
    });
    rest.into_iter().any(|at| article.lexicon.relations.is_finite(article.lower(at)))
}

/// Takes the negation of a verb away.
fn affirm(article: &Article<'_>, at: usize) -> Option<Edit> {
    let statement = article.statement(at)?;
    let negator = at + 1;
    let denies = matches!(article.lower(negator), "not" | "n't" | "n’t");
    let frame =
        |word: &str| article.words.needs_negation(word) || matches!(word, "but" | "only" | "just" | "all");
    let breaks = (negator..statement.token_range().end).any(|at| frame(article.lower(at)));
    // The statement's only negation, in the middle of it.
    if !denies || statement.negations.len() != 1 || breaks || !article.is_word(negator + 1) {
        return None;
    }
    let next = negator + 1;
    let verb = article.words.base(article.lower(next));
    let new = match (article.lower(at), verb) {
        ("did", Some(verb)) => verb.past.clone(),
        ("does", Some(verb)) => verb.third.clone(),
        (
            "is" | "are" | "was" | "were" | "has" | "have" | "had" | "will" | "would" | "could" | "should",
            _,
        ) => {
            format!("{} {}", article.word(at), article.word(next))
        }
        ("ca", _) => format!("can {}", article.word(next)),
        ("wo", _) => format!("will {}", article.word(next)),
        _ => return None,
    };
    article.edit(Kind::Negation, at..next + 1, &new)
}

impl Article<'_> {
    /// Whether a token opens a noun phrase, so that the next one is no verb ("the will").
    fn is_determiner(&self, at: usize) -> bool {
        matches!(self.lower(at), "the" | "a" | "an" | "his" | "her" | "its" | "their" | "of" | "my")
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentences;
    use super::*;

    fn negated(text: &str) -> Vec<String> {
        sentences(Kind::Negation, text)
    }

    #[test]
    fn auxiliaries_and_full_verbs_are_denied() {
        assert_eq!(negated("The old quay was built by divers."), ["The old quay was not built by divers."]);
        assert_eq!(
            negated("The old quay has collapsed in the storm."),
            ["The old quay has not collapsed in the storm."]
        );
        assert_eq!(
            negated("Martin Ashgrove approved the pumps of the quay."),
            ["Martin Ashgrove did not approve the pumps of the quay."]
        );
    }

    #[test]
    fn a_negation_is_taken_away() {
        assert_eq!(
            negated("The mayor did not sign the contract for the quay."),
            ["The mayor signed the contract for the quay."]
        );
        assert_eq!(
            negated("The divers weren't hurt at the old quay."),
            ["The divers were hurt at the old quay."]
        );
    }

    #[test]
    fn what_would_be_read_in_two_ways_stays() {
        assert!(negated("All boats were sold at the old quay.").is_empty());
        assert!(negated("The mayor did not sign any contract for the quay.").is_empty());
    }

    #[test]
    fn a_participle_behind_its_noun_is_no_verb() {
        assert_eq!(
            negated("The contract approved in May was sold on."),
            ["The contract approved in May was not sold on."]
        );
    }
}
