//! Goes through a document sentence by sentence, resolves what refers, and remembers what is named.

use crate::extract::Extraction;
use crate::lexicon::Lexicon;
use crate::model::{
    Mention, QuotationKind, Reference, ReferenceKind, Sentence, SentenceKind, Span, SpeakerId, Text,
};
use crate::state::coreference::dialogue::Cast;
use crate::state::coreference::item::{Item, ItemKind, Layout};
use crate::state::coreference::memory::Memory;
use crate::state::coreference::phrase::{Opener, Phrase};
use crate::state::coreference::profile::{Profile, profiles};
use crate::state::coreference::referent::{Label, Referent, Sort, Spot};
use crate::state::coreference::{description, set};

/// How far, in tokens, a relative pronoun stands from what it stands for.
pub(super) const RELATIVE_REACH: usize = 8;
/// Longest list of names that is remembered as one.
const MAX_LIST: usize = 6;

/// The pass over a document.
pub(super) struct Walk<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) extraction: &'a Extraction,
    pub(super) profiles: Vec<Profile<'a>>,
    pub(super) cast: Cast,
    pub(super) memory: Memory<'a>,
    pub(super) next_mention: usize,
    pub(super) turn: Option<u32>,
    pub(super) references: Vec<Reference>,
}

/// What is known while one sentence is read.
pub(super) struct Here<'a> {
    pub(super) number: u32,
    pub(super) layout: Layout<'a>,
    pub(super) items: Vec<Item<'a>>,
    pub(super) quotes: Vec<&'a Mention>,
    pub(super) speaker: Option<SpeakerId>,
    pub(super) question: bool,
    pub(super) heading: bool,
    /// Referent of each item that has one.
    pub(super) meant: Vec<Option<usize>>,
    /// "I" and "my" inside quotations, whose speaker may be named after it.
    pub(super) own: Vec<usize>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(text: &'a Text<'a>, extraction: &'a Extraction, lexicon: &'a Lexicon) -> Self {
        let profiles = profiles(text, &extraction.mentions, lexicon);
        let is_person =
            |entity: u32| profiles.get(entity as usize).is_some_and(|known| known.sort == Sort::Person);
        let cast = Cast::new(text, &extraction.mentions, &is_person);
        Self {
            text,
            lexicon,
            extraction,
            profiles,
            cast,
            memory: Memory::default(),
            next_mention: 0,
            turn: None,
            references: Vec::new(),
        }
    }

    /// Resolves the references of a sentence. Sentences come in order.
    pub(super) fn sentence(&mut self, sentence: &Sentence) {
        let mut names = Vec::new();
        let mut quotes = Vec::new();
        while let Some(mention) = self.extraction.mentions.get(self.next_mention) {
            if mention.span.start() >= sentence.span.end() {
                break;
            }
            if mention.span.start() >= sentence.span.start() {
                if mention.name().is_some() {
                    names.push(mention);
                }
                if mention.quotation().is_some_and(|quote| quote.kind != QuotationKind::Term) {
                    quotes.push(mention);
                }
            }
            self.next_mention += 1;
        }
        if sentence.turn != self.turn {
            self.turn = sentence.turn;
        }
        let speaker = sentence.turn.and_then(|turn| self.text.document.turns.get(turn as usize)?.speaker);
        let layout = Layout::new(self.text, self.lexicon, sentence.token_range());
        let items = layout.items(&names, &|noun| self.memory.has_called(noun));
        let mut here = Here {
            number: sentence.id.0,
            meant: vec![None; items.len()],
            items,
            layout,
            quotes,
            speaker,
            question: sentence.kind == SentenceKind::Question,
            heading: sentence.kind == SentenceKind::Heading,
            own: Vec::new(),
        };
        for at in 0..here.items.len() {
            let meant = self.item(&mut here, at);
            if let Some(slot) = here.meant.get_mut(at) {
                *slot = meant;
            }
            self.list(&here, at);
        }
        self.own_words(&here);
        if here.speaker.is_some_and(|id| self.cast.is_host(id)) {
            self.memory.topic = self.topic(&here);
        }
    }

    /// The last thing that a prompt names.
    pub(super) fn topic(&self, here: &Here<'_>) -> Option<usize> {
        here.meant.iter().rev().flatten().copied().find(|&referent| {
            self.memory.get(referent).is_some_and(|known| !known.many && known.sort != Sort::Person)
        })
    }

    pub(super) fn spot(here: &Here<'_>, item: &Item<'_>) -> Spot {
        Spot { sentence: here.number, clause: item.clause, at: item.tokens.start, role: item.role }
    }

    /// What an item stands for; notes it.
    pub(super) fn item(&mut self, here: &mut Here<'a>, at: usize) -> Option<usize> {
        let item = here.items.get(at)?.clone();
        let spot = Self::spot(here, &item);
        let span = self.text.span_of(item.tokens.clone());
        match &item.kind {
            ItemKind::Name { mention, before } => {
                let number = self.named(mention, item.role)?;
                if let Some(phrase) = before {
                    self.describe(number, phrase);
                }
                self.memory.touch(number, spot, Some(mention.span));
                Some(number)
            }
            ItemKind::Phrase(phrase) => self.phrase(here, at, phrase, spot, span),
            ItemKind::Pronoun => self.pronoun(here, at, &item, spot, span),
        }
    }

    pub(super) fn phrase(
        &mut self,
        here: &Here<'a>,
        at: usize,
        phrase: &Phrase<'a>,
        spot: Spot,
        span: Span,
    ) -> Option<usize> {
        if let Some(number) = self.beside_name(here, at, phrase) {
            self.describe(number, phrase);
            return None;
        }
        if phrase.opener == Opener::Pair {
            let noun = Some(phrase).filter(|phrase| !matches!(&*phrase.noun, "two" | "pair"));
            let found = set::pair(&self.memory, noun, here.number, &here.layout);
            if let Some(found) = found {
                self.refer(span, phrase.tokens.clone(), ReferenceKind::Set, found);
                self.memory.touch(found, spot, Some(span));
                return Some(found);
            }
        }
        if let Some(member) = self.member(here, phrase) {
            self.refer(span, phrase.tokens.clone(), ReferenceKind::Set, member);
            self.memory.touch(member, spot, None);
            return Some(member);
        }
        if let Some(found) = description::resolve(&self.memory, phrase, spot, self.lexicon) {
            self.refer(span, phrase.tokens.clone(), ReferenceKind::Description, found);
            self.describe(found, phrase);
            self.memory.touch(found, spot, Some(span));
            return Some(found);
        }
        if phrase.opener == Opener::Indefinite && self.is_predicate(here, phrase.tokens.start) {
            return None;
        }
        // The text below a headline tells again what the headline names.
        let sort = Sort::of_noun(phrase.known.sort).filter(|_| !here.heading)?;
        let number = self.memory.add(Referent {
            sort,
            many: phrase.many,
            gender: phrase.known.gender,
            entities: Vec::new(),
            members: Vec::new(),
            labels: vec![Label { head: phrase.noun.clone(), words: phrase.words.clone() }],
            classes: phrase.known.classes,
            named: false,
            span,
            last: here.number,
        });
        self.memory.touch(number, spot, None);
        Some(number)
    }

    /// Whether a noun phrase only says what something is: "she was a teacher", "it is not a ship".
    fn is_predicate(&self, here: &Here<'_>, at: usize) -> bool {
        let grammar = &self.lexicon.speech.grammar;
        let first = here.layout.sentence.start;
        let mut verb = at;
        while verb > first
            && (grammar.adverbs.contains(self.text.lower(verb - 1)) || self.text.lower(verb - 1) == "not")
        {
            verb -= 1;
        }
        let Some(be) = verb.checked_sub(1).filter(|&be| be > first) else {
            return false;
        };
        let verb = self.text.lower(be);
        if verb == "as" {
            return true;
        }
        let is = grammar.be.contains(verb) || matches!(verb, "became" | "become" | "becomes" | "’s" | "’m");
        // "there was a vote", "there has been a vote".
        is && !(be.saturating_sub(3).max(first)..be).any(|idx| self.text.lower(idx) == "there")
    }

    /// "the former", "the latter", "the other": no noun behind them.
    pub(super) fn member(&self, here: &Here<'_>, phrase: &Phrase<'_>) -> Option<usize> {
        if phrase.opener != Opener::Definite || !phrase.words.iter().all(|word| *word == "other") {
            return None;
        }
        match &*phrase.noun {
            "former" => set::member(&self.memory, false, here.number),
            "latter" => set::member(&self.memory, true, here.number),
            "other" if phrase.words.is_empty() => set::other(&self.memory, here.number),
            "one" if phrase.words.first() == Some(&"other") => set::other(&self.memory, here.number),
            _ => None,
        }
    }

    /// Two or more of one sort joined by "and" can be meant together.
    pub(super) fn list(&mut self, here: &Here<'a>, last: usize) {
        let Some(sort) = self.sort_at(here, last) else { return };
        let mut members = Vec::new();
        let mut at = last;
        members.extend(here.meant.get(last).copied().flatten());
        while members.len() < MAX_LIST {
            let Some(before) = at.checked_sub(1) else { break };
            let (Some(left), Some(right)) = (here.items.get(before), here.items.get(at)) else { break };
            let gap = left.tokens.end..right.tokens.start;
            let word = self.text.lower(gap.start);
            let joins = gap.len() == 1 && if at == last { word == "and" } else { word == "," };
            let alike = self.sort_at(here, before).is_some_and(|other| {
                other == sort
                    || is_name(left) && is_name(right) && (other == Sort::Unknown || sort == Sort::Unknown)
            });
            if !joins || !alike {
                break;
            }
            members.extend(here.meant.get(before).copied().flatten());
            at = before;
        }
        if members.len() < 2 {
            return;
        }
        members.reverse();
        members.dedup();
        // "Two unions, Bergbund and Metall,".
        if let Some(ItemKind::Phrase(phrase)) =
            at.checked_sub(1).and_then(|before| here.items.get(before)).map(|item| &item.kind)
            && phrase.many
            && here.items.get(at).is_some_and(|item| item.tokens.start == phrase.tokens.end + 1)
            && self.text.lower(phrase.tokens.end) == ","
        {
            for &member in &members {
                self.describe(member, &Phrase { many: false, ..phrase.clone() });
            }
        }
        let mut entities: Vec<u32> = members
            .iter()
            .filter_map(|&member| self.memory.get(member))
            .flat_map(|member| member.entities.iter().copied())
            .collect();
        entities.sort_unstable();
        entities.dedup();
        let (Some(first), Some(end)) = (here.items.get(at), here.items.get(last)) else { return };
        let span = self.text.span_of(first.tokens.start..end.tokens.end);
        let spot = Self::spot(here, first);
        self.memory.list(&members, first.tokens.start);
        let number = self.memory.add(Referent {
            sort,
            many: true,
            gender: None,
            entities,
            members,
            labels: Vec::new(),
            classes: 0,
            named: false,
            span,
            last: here.number,
        });
        self.memory.touch(number, spot, None);
    }

    /// The sort of an item that names or describes one thing.
    pub(super) fn sort_at(&self, here: &Here<'_>, at: usize) -> Option<Sort> {
        let pronoun = matches!(here.items.get(at)?.kind, ItemKind::Pronoun);
        let known = self.memory.get(here.meant.get(at).copied().flatten()?)?;
        (!pronoun && !known.many).then_some(known.sort)
    }

    pub(super) fn refer(
        &mut self,
        span: Span,
        tokens: std::ops::Range<usize>,
        kind: ReferenceKind,
        meant: usize,
    ) {
        let Some(known) = self.memory.get(meant) else { return };
        self.references.push(Reference {
            span,
            tokens: tokens.start as u32..tokens.end as u32,
            kind,
            entities: known.entities.clone(),
            antecedent: known.span,
            speaker: None,
        });
    }
}

pub(super) fn is_name(item: &Item<'_>) -> bool {
    matches!(item.kind, ItemKind::Name { .. })
}

pub(super) fn here_start(here: &Here<'_>) -> usize {
    here.layout.text.span_of(here.layout.sentence.clone()).start()
}
