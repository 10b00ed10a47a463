//! The names, noun phrases and pronouns of a sentence, in order, each with its part in its clause.

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::lexicon::coreference::NounSort;
use crate::model::{Mention, Text, TokenKind};
use crate::state::coreference::phrase::{self, Phrase};
use crate::state::coreference::referent::Role;
use crate::state::verb::is_finite;

/// How far, in tokens, the verb of a clause may stand from its start.
const VERB_REACH: usize = 9;

/// What stands at a place.
#[derive(Clone, Debug)]
pub(super) enum ItemKind<'a> {
    /// A name, with the noun phrase that leads to it: "the ferry Nordlys".
    Name { mention: &'a Mention, before: Option<Phrase<'a>> },
    /// A noun phrase.
    Phrase(Phrase<'a>),
    /// A pronoun, or a word that can be one.
    Pronoun,
}

/// One of them.
#[derive(Clone, Debug)]
pub(super) struct Item<'a> {
    pub(super) tokens: Range<usize>,
    pub(super) kind: ItemKind<'a>,
    pub(super) role: Role,
    pub(super) clause: u16,
}

/// A sentence with its clauses.
pub(super) struct Layout<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) sentence: Range<usize>,
    /// Of each token, its clause and whether the clause has a finite verb before it.
    clauses: Vec<(u16, bool)>,
}

impl<'a> Layout<'a> {
    pub(super) fn new(text: &'a Text<'a>, lexicon: &'a Lexicon, sentence: Range<usize>) -> Self {
        let mut layout = Self { text, lexicon, sentence, clauses: Vec::new() };
        layout.clauses = layout.cut();
        layout
    }

    /// The items of the sentence, in order of their ends. `names` are its names, in order; `is_noun` knows the singular
    /// nouns that named something in the sentences before.
    pub(super) fn items(&self, names: &[&'a Mention], is_noun: &dyn Fn(&str) -> bool) -> Vec<Item<'a>> {
        let mut items: Vec<Item<'a>> = Vec::new();
        let mut names = names.iter().copied().peekable();
        let mut at = self.sentence.start;
        while at < self.sentence.end {
            while names.next_if(|name| name.token_range().start < at).is_some() {}
            if let Some(name) = names.next_if(|name| name.token_range().start == at) {
                let tokens = name.token_range();
                at = tokens.end.max(at + 1);
                items.push(self.item(tokens, ItemKind::Name { mention: name, before: None }));
                continue;
            }
            let pair = self.text.lower(at) == "both";
            if is_pronoun(self.text.lower(at)) && !(pair && self.is_pair_noun(at + 1)) {
                items.push(self.item(at..at + 1, ItemKind::Pronoun));
                if !phrase::is_possessive(self.text.lower(at)) {
                    at += 1;
                    continue;
                }
            }
            let after_item = items.last().is_some_and(|item| item.tokens.end == at);
            let Some(read) = phrase::read(self, at, after_item, names.clone(), is_noun) else {
                at += 1;
                continue;
            };
            let end = read.end;
            let mut inside = names.clone();
            while let Some(name) = inside.next_if(|name| name.token_range().start < end) {
                let tokens = name.token_range();
                let last = tokens.end >= end;
                let start = if last { read.start } else { tokens.start };
                let before = if last { read.phrase.clone() } else { None };
                let kind = ItemKind::Name { mention: name, before };
                let mut item = self.item(start..tokens.end, kind);
                if !last && item.role != Role::Possessor {
                    item.role = Role::Inside;
                }
                items.push(item);
                names.next();
                if last {
                    at = tokens.end;
                }
            }
            if at < end {
                if let Some(phrase) = read.phrase {
                    items.push(self.item(phrase.tokens.clone(), ItemKind::Phrase(phrase)));
                }
                at = end;
            }
        }
        items
    }

    /// Whether a plural follows "both": "both towns", "both of the towns" not.
    fn is_pair_noun(&self, at: usize) -> bool {
        at < self.sentence.end
            && self.lexicon.coreference.singular(self.text.lower(at)).1
            && !is_finite(self.text, at, self.lexicon)
    }

    fn item(&self, tokens: Range<usize>, kind: ItemKind<'a>) -> Item<'a> {
        let role = self.role(&tokens, matches!(kind, ItemKind::Pronoun));
        Item { clause: self.clause(tokens.start).0, tokens, kind, role }
    }

    fn clause(&self, at: usize) -> (u16, bool) {
        let idx = at.saturating_sub(self.sentence.start);
        self.clauses.get(idx).copied().unwrap_or_default()
    }

    fn role(&self, tokens: &Range<usize>, pronoun: bool) -> Role {
        let lower = self.text.lower(tokens.start);
        if pronoun {
            match lower {
                "he" | "she" | "they" | "who" | "i" | "we" => return Role::Subject,
                "his" | "its" | "their" | "my" | "our" | "your" | "whose" => return Role::Possessor,
                "her" if self.is_possessive_her(tokens.start) => return Role::Possessor,
                _ => {}
            }
        }
        let before = tokens.start.checked_sub(1).filter(|&at| at >= self.sentence.start);
        let preposition = |at: usize| self.lexicon.speech.grammar.prepositions.contains(self.text.lower(at));
        if before.is_some_and(preposition) {
            return if self.clause(tokens.start).1 { Role::Oblique } else { Role::Fronted };
        }
        if !pronoun && matches!(self.text.lower(tokens.end), "'s" | "’s" | "'" | "’") {
            return Role::Possessor;
        }
        if self.clause(tokens.start).1 { Role::Object } else { Role::Subject }
    }

    /// Whether "her" stands before a noun.
    pub(super) fn is_possessive_her(&self, at: usize) -> bool {
        let next = self.text.lower(at + 1);
        let grammar = &self.lexicon.speech.grammar;
        at + 1 < self.sentence.end
            && self.text.tokens.get(at + 1).is_some_and(|token| token.kind != TokenKind::Mark)
            && !grammar.prepositions.contains(next)
            && !grammar.boundaries.contains(next)
            && !grammar.determiners.contains(next)
            && !grammar.auxiliaries.contains(next)
            && (!grammar.adverbs.contains(next) || matches!(next, "first" | "once" | "own" | "long"))
            && !phrase::is_possessive(next)
            && !(matches!(next, "last" | "next") && self.is_time(at + 2))
    }

    fn is_time(&self, at: usize) -> bool {
        let (singular, _) = self.lexicon.coreference.singular(self.text.lower(at));
        self.lexicon.coreference.noun(&singular).is_some_and(|noun| noun.sort == NounSort::Time)
    }

    /// Clauses and finite verbs, token by token.
    fn cut(&self) -> Vec<(u16, bool)> {
        let mut clauses = Vec::with_capacity(self.sentence.len());
        let (mut clause, mut has_verb) = (0_u16, false);
        for at in self.sentence.clone() {
            if at > self.sentence.start && self.begins(at, has_verb) {
                clause = clause.saturating_add(1);
                has_verb = false;
            }
            clauses.push((clause, has_verb));
            has_verb |= is_finite(self.text, at, self.lexicon);
        }
        clauses
    }

    fn begins(&self, at: usize, has_verb: bool) -> bool {
        match self.text.lower(at) {
            ";" | ":" | "—" | "–" | "\"" | "“" | "”" => true,
            "because" | "although" | "though" | "while" | "whereas" | "unless" | "if" | "whether"
            | "which" | "who" | "whom" | "whose" => true,
            "that" | "when" | "where" | "until" | "since" | "after" | "before" | "as" => {
                self.verb_within(at + 1)
            }
            // "said it would", "hopes they come": a clause without "that".
            "he" | "she" | "they" | "we" | "i" | "it" => {
                has_verb
                    && (at + 1..self.sentence.end.min(at + 3))
                        .any(|idx| is_finite(self.text, idx, self.lexicon))
            }
            "and" | "but" | "or" | "so" | "yet" | "," => {
                has_verb && self.opens_subject(at + 1) && self.verb_within(at + 2)
            }
            _ => false,
        }
    }

    fn opens_subject(&self, at: usize) -> bool {
        let lower = self.text.lower(at);
        let grammar = &self.lexicon.speech.grammar;
        at < self.sentence.end
            && (grammar.pronouns.contains(lower)
                || grammar.determiners.contains(lower)
                || self.text.tokens.get(at).is_some_and(|token| token.case != crate::model::Case::Lower))
    }

    /// Whether a finite verb follows before the next mark.
    fn verb_within(&self, from: usize) -> bool {
        (from..self.sentence.end.min(from + VERB_REACH))
            .take_while(|&at| !matches!(self.text.lower(at), "," | ";" | ":" | "—" | "and"))
            .any(|at| is_finite(self.text, at, self.lexicon))
    }
}

fn is_pronoun(lower: &str) -> bool {
    phrase::is_possessive(lower)
        || matches!(
            lower,
            "he" | "him"
                | "himself"
                | "she"
                | "hers"
                | "herself"
                | "it"
                | "itself"
                | "they"
                | "them"
                | "theirs"
                | "themselves"
                | "who"
                | "whom"
                | "which"
                | "both"
                | "there"
                | "i"
                | "me"
                | "mine"
                | "myself"
                | "we"
                | "us"
                | "ours"
                | "ourselves"
                | "you"
                | "yours"
        )
}
