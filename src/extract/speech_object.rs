//! What stands after a reporting verb: a clause, a thing, several things, or nothing that is said.

use std::ops::Range;

use crate::extract::speech_cue::{Cue, CueReader, Group};
use crate::lexicon::speech::SpeechVerb;
use crate::model::{Case, NameKind, TokenKind, Value};

/// Within how many tokens a clause shows its verb.
const MAX_TO_VERB: usize = 9;

/// Most tokens of a hearer or an occasion between "asked" and the question.
const MAX_TO_QUESTION: usize = 8;

impl CueReader<'_, '_> {
    /// Whether a clause with a verb of its own begins at a token, before any mark.
    pub(super) fn is_clause(&self, start: usize, limit: usize) -> bool {
        (start + 1..limit.min(start + MAX_TO_VERB))
            .take_while(|&at| {
                !self.quoted(at)
                    && self.text.tokens.get(at).is_some_and(|token| token.kind != TokenKind::Mark)
                    && !matches!(self.text.lower(at), "who" | "which" | "that")
            })
            .any(|at| self.is_finite_like(at))
    }

    /// A small word that ends as plurals do: "filings".
    pub(super) fn is_plural(&self, idx: usize) -> bool {
        let word = self.text.lower(idx);
        let grammar = &self.lexicon.speech.grammar;
        self.text
            .tokens
            .get(idx)
            .is_some_and(|token| token.kind == TokenKind::Word && token.case != Case::Upper)
            && word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("is")
            && !grammar.auxiliaries.contains(word)
            && !grammar.determiners.contains(word)
            && !grammar.closers.contains(word)
            && !grammar.prepositions.contains(word)
    }

    /// "derogatory comments", "problems": things without a determiner, as objects of verbs that need no clause.
    pub(super) fn is_plural_object(&self, start: usize, limit: usize) -> bool {
        let end = self.noun_phrase_end(start, limit);
        (start..end.min(start + 4)).any(|at| self.is_plural(at))
    }

    /// "and has called for", "and promised": at a conjunction, where the subject does another thing.
    pub(super) fn starts_other_act(&self, at: usize, limit: usize) -> bool {
        if self.text.lower(at) != "and" {
            return false;
        }
        let grammar = &self.lexicon.speech.grammar;
        let verb = (at + 1..limit.min(at + 4)).find(|&next| {
            let word = self.text.lower(next);
            !grammar.adverbs.contains(word) && !word.ends_with("ly")
        });
        verb.is_some_and(|next| {
            matches!(self.text.lower(next), "has" | "have" | "had" | "is" | "was" | "will" | "did" | "does")
                || self.text.lower(next).ends_with("ed") && self.verb_at(next).is_some()
        })
    }

    /// "what she calls …": the verb of a free relative clause.
    pub(super) fn is_free_relative(&self, verb: usize, range: &Range<usize>) -> bool {
        let group = self.group(verb, range.start);
        self.noun_phrase_start(group.start, range.start)
            .and_then(|start| start.checked_sub(1))
            .is_some_and(|before| before >= range.start && self.text.lower(before) == "what")
    }

    /// Where the name ends that "what she calls …" gives: with the noun phrase and what is quoted in it.
    pub(super) fn named_end(&self, start: usize, limit: usize) -> usize {
        let mut end = self.noun_phrase_end(start, limit);
        while end < limit && self.quoted(end) {
            end += 1;
        }
        end
    }

    /// "As Holt noted, the port …": what is said follows the comma.
    pub(super) fn opened_by_as(
        &self,
        verb: usize,
        speaker: Option<&Range<usize>>,
        range: &Range<usize>,
    ) -> Option<usize> {
        let before = speaker?.start.checked_sub(1).filter(|&before| before >= range.start)?;
        let opens = self.text.lower(before) == "as"
            && (range.start..before)
                .all(|at| !self.is_wordlike(at) || matches!(self.text.lower(at), "and" | "but"));
        let start = verb + 2;
        (opens && self.text.word(verb + 1) == "," && (start..range.end).any(|at| self.is_wordlike(at)))
            .then_some(start)
    }

    /// "Asked whether it leaked, …", "when asked how", "was asked why": the question, with nobody who asks.
    pub(super) fn asked(
        &self,
        idx: usize,
        verb: SpeechVerb,
        group: &Group,
        range: &Range<usize>,
    ) -> Option<Cue> {
        if self.text.lower(idx) != "asked" {
            return None;
        }
        let previous = idx.checked_sub(1).filter(|&before| before >= range.start);
        let opens = previous.is_none_or(|before| {
            matches!(self.text.lower(before), "," | "when" | "if" | "and" | "—" | "–" | "(" | "”" | "\"")
                || self.quoted(before)
        });
        let opens = opens && (previous.is_none() || self.text.lower(idx.wrapping_sub(1)) != "and");
        if !opens && !group.passive {
            return None;
        }
        let grammar = &self.lexicon.speech.grammar;
        let start = (idx + 1..range.end.min(idx + 1 + MAX_TO_QUESTION))
            .take_while(|&at| self.is_wordlike(at) && !self.quoted(at))
            .find(|&at| {
                let word = self.text.lower(at);
                grammar.question_words.contains(word) || matches!(word, "about" | "who" | "which" | "where")
            })?;
        let end = (start..range.end)
            .find(|&at| !self.quoted(at) && matches!(self.text.word(at), "," | ";" | "—" | "–"))
            .unwrap_or(range.end);
        (end > start + 1).then_some(Cue {
            tokens: idx..idx + 1,
            speaker: None,
            content: start..end,
            strength: verb.strength,
            negated: group.negated,
            open: true,
        })
    }

    /// Whether a verb such as "went" stands right beside a quotation or before a colon.
    pub(super) fn stands_at_quotation(&self, idx: usize, group: &Group, range: &Range<usize>) -> bool {
        let mut next = idx + 1;
        if self.text.lower(next) == "on" {
            next += 1;
        }
        if matches!(self.text.word(next), "," | ":") {
            next += 1;
        }
        let announced = self.text.word(next.wrapping_sub(1)) == ":";
        let after =
            next < range.end && self.quoted(next) && !matches!(self.text.lower(idx), "put" | "putting");
        let subject = self.noun_phrase_start(group.start, range.start).unwrap_or(group.start);
        let before = subject.checked_sub(1).is_some_and(|before| self.quoted(before));
        let inverted = idx.checked_sub(1).is_some_and(|before| self.quoted(before));
        announced || after || before || inverted
    }

    /// "“…” — Vera Holt": a name after a dash under somebody's words.
    pub(super) fn signature(&self, dash: usize, range: &Range<usize>) -> Option<Cue> {
        if !matches!(self.text.word(dash), "—" | "–" | "―" | "--" | "-") {
            return None;
        }
        let last = dash.checked_sub(1).filter(|&last| self.quoted(last))?;
        let name = self.name_at(dash + 1)?;
        let person = matches!(&name.value, Value::Name(name) if name.kind == NameKind::Person);
        let closes =
            name.tokens.end >= range.end || matches!(self.text.word(name.tokens.end), "," | "." | "(");
        if !person || name.tokens.start != dash + 1 || !closes {
            return None;
        }
        let content = if dash == range.start {
            self.quotation_before(dash, range)
        } else {
            let number = self.inside.get(last).copied().flatten();
            let floor = range.start;
            let start = (floor..=last)
                .rev()
                .take_while(|&at| self.inside.get(at).copied().flatten() == number)
                .last()?;
            start..dash
        };
        (!content.is_empty()).then(|| Cue {
            tokens: dash..dash + 1,
            speaker: Some(name.tokens.clone()),
            content,
            strength: crate::model::SpeechStrength::Neutral,
            negated: false,
            open: false,
        })
    }
}

/// "itself": found itself, asked himself.
pub(super) fn is_reflexive(word: &str) -> bool {
    word.ends_with("self") || word.ends_with("selves")
}
