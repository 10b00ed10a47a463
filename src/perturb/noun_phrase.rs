//! Simple noun phrases right before and right behind a verb: a pronoun, a name, or an article with a few words. What
//! is not surely one is none.

use std::ops::Range;

use super::article::{Article, capital};

/// Most words of a phrase without a name.
const MAX_WORDS: usize = 4;

/// Who does it, or to whom it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) tokens: Range<usize>,
    /// As subject ("he", "the mayor"), in the case of running text.
    pub(super) subject: String,
    /// As object ("him", "the mayor").
    pub(super) object: String,
    pub(super) plural: bool,
}

/// The phrase between the start of the clause and a token.
pub(super) fn before(article: &Article<'_>, verb: usize) -> Option<Phrase> {
    let clause = article.statement(verb)?.token_range();
    let opens = |at: &usize| {
        let lower = article.lower(*at);
        !article.is_word(*at)
            || matches!(lower, "and" | "but" | "that" | "when" | "because" | "after" | "while" | "as")
    };
    let start = (clause.start..verb).find(|at| !opens(at))?;
    phrase(article, start..verb)
}

/// The phrase behind a token, which has to end surely.
pub(super) fn after(article: &Article<'_>, verb: usize) -> Option<Phrase> {
    let sentence = article.sentence(verb)?.token_range();
    let start = verb + 1;
    let ends = |at: &usize| {
        *at >= sentence.end
            || !article.is_word(*at)
            || (*at > start && article.words.follows_noun(article.lower(*at)))
    };
    let end = (start..=(start + MAX_WORDS + 2).min(sentence.end)).find(ends)?;
    let genitive = matches!(article.word(end), "'" | "’" | "-" | "/" | "$" | "\"" | "“")
        || article.word(end).ends_with("'s");
    // "A court and nine others", "the governors of both": the phrase goes on.
    let goes_on =
        matches!(article.lower(end), "of" | "and" | "or" | "that" | "who" | "which") && end < sentence.end;
    (!genitive && !goes_on).then(|| phrase(article, start..end))?
}

fn phrase(article: &Article<'_>, tokens: Range<usize>) -> Option<Phrase> {
    let words = tokens.clone().all(|at| article.is_word(at) && !article.word(at).starts_with(['\'', '’']));
    let time = article.analysis.mentions.iter().any(|it| {
        it.time().is_some() && it.token_range().start < tokens.end && tokens.start < it.token_range().end
    });
    if tokens.is_empty() || !words || time || article.any_quoted(tokens.clone()) {
        return None;
    }
    let first = article.lower(tokens.start);
    if tokens.len() == 1
        && let Some((subject, object, plural)) = pronoun(first)
    {
        return Some(Phrase { tokens, subject: subject.into(), object: object.into(), plural });
    }
    let last = tokens.end - 1;
    let named = (tokens.start..tokens.end).all(|at| article.is_capital(at) || article.lower(at) == "of");
    let determined = matches!(first, "the" | "a" | "an" | "his" | "her" | "their" | "its");
    let rest = if determined { tokens.start + 1..tokens.end } else { tokens.clone() };
    let proper = !rest.is_empty() && rest.clone().all(|at| article.is_capital(at));
    let common = !rest.is_empty()
        && tokens.len() <= MAX_WORDS
        && rest.into_iter().all(|at| noun_like(article, at))
        && (determined || (tokens.len() == 1 && article.words.is_plural(first)));
    let name = named
        && article
            .analysis
            .mentions
            .iter()
            .any(|it| it.name().is_some() && it.token_range().end == tokens.end);
    if !(common || (determined && proper) || name) {
        return None;
    }
    let noun = article.lower(last);
    let plural = !name
        && (article.words.is_plural(noun)
            || (noun.ends_with('s') && !noun.ends_with("ss") && !noun.ends_with("us")));
    let text = article.analysis.document.slice(article.text().span_of(tokens.clone()));
    let plain = if name { text.to_string() } else { lowered(text) };
    Some(Phrase { tokens, subject: plain.clone(), object: plain, plural })
}

fn pronoun(lower: &str) -> Option<(&'static str, &'static str, bool)> {
    match lower {
        "he" | "him" => Some(("he", "him", false)),
        "she" => Some(("she", "her", false)),
        "they" | "them" => Some(("they", "them", true)),
        _ => None,
    }
}

/// A lower-case word that is no verb, adverb or word of grammar.
fn noun_like(article: &Article<'_>, at: usize) -> bool {
    let lower = article.lower(at);
    (article.is_plain_word(at) || article.opens_sentence(at))
        && !lower.ends_with("ly")
        && !lower.ends_with("ed")
        && !lower.ends_with("ing")
        && !article.lexicon.relations.is_finite(lower)
        && !article.words.follows_noun(lower)
        && !article.lexicon.relations.is_stop(lower, lower)
}

/// With a small first letter, where the rest of the first word is small.
fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string()).unwrap_or_default();
    let lower = format!("{first}{}", letters.as_str());
    let word = text.split(' ').next().unwrap_or("");
    if capital(&word.to_lowercase()) == word { lower } else { text.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_word_with_one_capital_is_lowered() {
        assert_eq!(lowered("The mayor"), "the mayor");
        assert_eq!(lowered("FBI agents"), "FBI agents");
    }

    #[test]
    fn pronouns_have_two_cases() {
        assert_eq!(pronoun("she"), Some(("she", "her", false)));
        // "Her" may open a longer phrase.
        assert_eq!(pronoun("her"), None);
    }
}
