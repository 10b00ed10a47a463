//! A text as the makers of edits see it.

use std::ops::Range;

use super::{Edit, Kind, seed};
use crate::lexicon::Lexicon;
use crate::lexicon::perturb::PerturbWords;
use crate::model::{Analysis, Case, Sentence, Span, Statement, Text, TokenKind};

/// One analysed text with the word lists.
pub(super) struct Article<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) lexicon: &'a Lexicon,
    pub(super) words: &'a PerturbWords,
    /// For each token, whether it stands between quotation marks.
    quoted: Vec<bool>,
}

impl<'a> Article<'a> {
    pub(super) fn new(analysis: &'a Analysis, lexicon: &'a Lexicon, words: &'a PerturbWords) -> Self {
        let mut quoted = vec![false; analysis.tokens.len()];
        for mention in analysis.mentions.iter().filter(|mention| mention.quotation().is_some()) {
            for at in mention.token_range() {
                if let Some(quoted) = quoted.get_mut(at) {
                    *quoted = true;
                }
            }
        }
        Self { analysis, lexicon, words, quoted }
    }

    pub(super) fn text(&self) -> Text<'a> {
        self.analysis.text()
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.text().word(at)
    }

    /// Lower case, apostrophes straight only where the text has them so.
    pub(super) fn lower(&self, at: usize) -> &'a str {
        self.text().lower(at)
    }

    /// The word before a token in its sentence, in lower case; empty at its start.
    pub(super) fn before(&self, at: usize) -> &'a str {
        match at.checked_sub(1) {
            Some(previous) if self.sentence_of(previous) == self.sentence_of(at) => self.lower(previous),
            _ => "",
        }
    }

    fn sentence_of(&self, at: usize) -> Option<u32> {
        self.analysis.tokens.get(at).map(|token| token.sentence)
    }

    pub(super) fn sentence(&self, at: usize) -> Option<&'a Sentence> {
        self.analysis.sentences.get(self.sentence_of(at)? as usize)
    }

    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.quoted.get(at).copied().unwrap_or(false)
    }

    pub(super) fn any_quoted(&self, tokens: Range<usize>) -> bool {
        tokens.into_iter().any(|at| self.is_quoted(at))
    }

    /// Whether a sentence may belong to a quotation whose marks are not all known: then every letter counts. It has a
    /// mark that is part of none, or speaks in the first person outside any.
    pub(super) fn may_be_quoted(&self, sentence: &Sentence) -> bool {
        sentence.token_range().filter(|&at| !self.is_quoted(at)).any(|at| {
            matches!(
                self.lower(at),
                "i" | "we" | "my" | "our" | "me" | "us" | "\"" | "“" | "”" | "'" | "‘" | "’"
            )
        })
    }

    /// Whether a token is a lower-case word.
    pub(super) fn is_plain_word(&self, at: usize) -> bool {
        let token = self.analysis.tokens.get(at);
        token.is_some_and(|token| token.kind == TokenKind::Word && token.case == Case::Lower)
    }

    /// Whether a token is a word or figure, not a mark.
    pub(super) fn is_word(&self, at: usize) -> bool {
        let token = self.analysis.tokens.get(at);
        token.is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
    }

    /// Whether a token is written with a capital.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        let token = self.analysis.tokens.get(at);
        token.is_some_and(|token| token.kind == TokenKind::Word && token.case != Case::Lower)
    }

    /// Whether a token opens its sentence.
    pub(super) fn opens_sentence(&self, at: usize) -> bool {
        self.sentence(at).is_some_and(|sentence| sentence.token_range().start == at)
    }

    /// The statement that a token stands in.
    pub(super) fn statement(&self, at: usize) -> Option<&'a Statement> {
        let statements = &self.analysis.statements;
        let idx = statements.partition_point(|it| it.token_range().start <= at).checked_sub(1)?;
        statements.get(idx).filter(|statement| statement.token_range().contains(&at))
    }

    /// All tokens of the text.
    pub(super) fn tokens(&self) -> Range<usize> {
        0..self.analysis.tokens.len()
    }

    /// A choice below `n` that hangs on the sentence of a token.
    pub(super) fn choice(&self, at: usize, salt: &str, n: usize) -> usize {
        let words = self.sentence(at).map_or("", |sentence| self.analysis.document.slice(sentence.span));
        // Two edits of one sentence need not choose alike.
        let place = at - self.sentence(at).map_or(at, |sentence| sentence.token_range().start);
        seed::choice(words, &format!("{salt}{place}"), n)
    }

    /// An edit of a range of tokens. The capital of the first word and "a" or "an" before the words are put
    /// right.
    pub(super) fn edit(&self, kind: Kind, tokens: Range<usize>, new: &str) -> Option<Edit> {
        let first = self.analysis.tokens.get(tokens.start)?;
        let sentence = self.sentence(tokens.start)?;
        let mut span = self.text().span_of(tokens.clone());
        let opens = self.before(tokens.start).is_empty() || matches!(self.before(tokens.start), "\"" | "“");
        let mut new = if opens && self.is_capital(tokens.start) { capital(new) } else { new.to_string() };
        let before = self.before(tokens.start);
        if matches!(before, "a" | "an") && first.span.start() > 0 {
            let article = self.analysis.tokens.get(tokens.start - 1)?;
            let right = if takes_an(&new) { "an" } else { "a" };
            if right != before {
                let right =
                    if self.is_capital(tokens.start - 1) { capital(right) } else { right.to_string() };
                let gap = Span::new(article.span.end(), span.start());
                new = format!("{right}{}{new}", self.analysis.document.slice(gap));
                span = article.span.cover(span);
            }
        }
        let id = sentence.id.idx();
        let neighbour = |id: Option<usize>| {
            id.and_then(|id| self.analysis.sentences.get(id)).map_or(sentence.span, |it| it.span)
        };
        let passage = neighbour(id.checked_sub(1)).cover(neighbour(Some(id + 1)));
        Some(Edit { kind, span, new, sentence: sentence.span, passage })
    }
}

/// With a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether "an" stands before such words: by the letter, with the common words that sound otherwise.
fn takes_an(text: &str) -> bool {
    let lower = text.to_lowercase();
    let sounds_you = ["uni", "eu", "use", "one", "uruguay"].iter().any(|start| lower.starts_with(start));
    if lower.starts_with(|letter: char| letter.is_ascii_digit()) {
        return lower.starts_with('8') || lower == "11" || lower == "18";
    }
    lower.starts_with(['a', 'e', 'i', 'o', 'u']) && !sounds_you
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_follows_the_sound() {
        assert!(takes_an("unhappy") && takes_an("80") && takes_an("island"));
        assert!(!takes_an("university") && !takes_an("quay") && !takes_an("1,100"));
    }

    #[test]
    fn a_capital_is_set_on_the_first_letter_alone() {
        assert_eq!(capital("the quay of Tolvarn"), "The quay of Tolvarn");
        assert_eq!(capital(""), "");
    }
}
