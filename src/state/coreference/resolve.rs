//! What each pronoun of a sentence means.

use crate::model::{ReferenceKind, Span};
use crate::state::coreference::item::{Item, ItemKind};
use crate::state::coreference::pronoun::{self, Ask, Wanted};
use crate::state::coreference::referent::{Role, Sort, Spot};
use crate::state::coreference::walk::{Here, Walk};
use crate::state::coreference::{empty, set};

impl<'a> Walk<'a> {
    pub(super) fn pronoun(
        &mut self,
        here: &mut Here<'a>,
        at: usize,
        item: &Item<'a>,
        spot: Spot,
        span: Span,
    ) -> Option<usize> {
        let token = item.tokens.start;
        let lower = self.text.lower(token);
        let tokens = item.tokens.clone();
        match lower {
            "i" | "me" | "my" | "mine" | "myself" => {
                if self.quote_at(here, span).is_some() {
                    here.own.push(at);
                } else if let Some(speaker) = here.speaker {
                    self.speaks(span, tokens, ReferenceKind::Speaker, speaker);
                }
                None
            }
            "you" | "your" | "yours" => {
                let speaker = here.speaker.filter(|_| self.quote_at(here, span).is_none())?;
                // What a guest says to "you" is mostly said of anybody.
                if self.cast.is_host(speaker)
                    && let Some(hearer) = self.cast.hearer(speaker)
                {
                    self.speaks(span, tokens, ReferenceKind::Hearer, hearer);
                }
                None
            }
            "we" | "us" | "our" | "ours" | "ourselves" => {
                let speaker = here.speaker.filter(|_| self.quote_at(here, span).is_none())?;
                self.speaks(span, tokens, ReferenceKind::Speaker, speaker);
                None
            }
            "who" | "whom" | "whose" | "which" => self.relative(here, at, spot, span),
            "both" => {
                let bare = here.items.get(at + 1).is_none_or(|next| next.tokens.start > token + 1);
                let found =
                    bare.then(|| set::pair(&self.memory, None, here.number, &here.layout)).flatten()?;
                self.refer(span, tokens, ReferenceKind::Set, found);
                self.memory.touch(found, spot, None);
                Some(found)
            }
            "there" => self.there(here, spot, span, tokens),
            _ => self.personal(here, item, spot, span),
        }
    }

    pub(super) fn personal(
        &mut self,
        here: &Here<'a>,
        item: &Item<'a>,
        spot: Spot,
        span: Span,
    ) -> Option<usize> {
        let token = item.tokens.start;
        let lower = self.text.lower(token);
        let wanted = pronoun::wanted(lower)?;
        if lower == "it" && empty::is_empty_it(&here.layout, token) {
            return None;
        }
        let mut barred: Vec<usize> = Vec::new();
        if let Some(speaker) = here.speaker {
            barred.extend(self.cast.present(speaker).filter_map(|entity| self.memory.of_entity(entity)));
        }
        if let Some(quote) = self.quote_at(here, span)
            && let Some(speaker) = quote.quotation().and_then(|quote| quote.speaker)
            && matches!(wanted, Wanted::Person(_))
        {
            barred.extend(self.meant_by(here, speaker));
        }
        let ask = Ask {
            wanted,
            spot,
            reflexive: lower.ends_with("self") || lower.ends_with("selves"),
            acts: pronoun::acts(&here.layout, token),
            barred,
        };
        let back = pronoun::resolve(&self.memory, &ask);
        let ahead = self.ahead(here, token, &ask);
        let found = match (back, ahead) {
            (Some(back), Some((ahead, _))) if back != ahead => return None,
            (Some(back), _) => back,
            (None, Some((ahead, words))) => {
                if let Some(known) = self.memory.referents.get_mut(ahead) {
                    known.span = words;
                }
                ahead
            }
            (None, None) => return None,
        };
        let possessive = matches!(lower, "his" | "its" | "their") || item.role == Role::Possessor;
        let kind = if possessive { ReferenceKind::Possessive } else { ReferenceKind::Personal };
        self.refer(span, item.tokens.clone(), kind, found);
        self.memory.touch(found, spot, None);
        if let (Wanted::Person(gender), Some(known)) = (wanted, self.memory.referents.get_mut(found)) {
            known.gender = known.gender.or(Some(gender));
            if known.sort == Sort::Unknown {
                known.sort = Sort::Person;
            }
        }
        Some(found)
    }

    /// Whom the main clause names, for a pronoun in the clause before it.
    pub(super) fn ahead(&mut self, here: &Here<'a>, token: usize, ask: &Ask) -> Option<(usize, Span)> {
        let subject = pronoun::ahead(&here.layout, token)?;
        let item = here.items.iter().find(|item| item.tokens.start >= subject)?;
        let ItemKind::Name { mention, .. } = &item.kind else { return None };
        // A title may stand between the comma and the name.
        if item.tokens.start > subject + 4 || item.role != Role::Subject {
            return None;
        }
        let entity = mention.name()?.entity;
        let number = self.of_entity(entity, mention.span);
        let fits = self.memory.get(number).is_some_and(|known| pronoun::fits(ask, known).is_some());
        (fits && !ask.barred.contains(&number)).then_some((number, mention.span))
    }

    /// "there": the place named last.
    pub(super) fn there(
        &mut self,
        here: &Here<'a>,
        spot: Spot,
        span: Span,
        tokens: std::ops::Range<usize>,
    ) -> Option<usize> {
        if empty::is_empty_there(&here.layout, spot.at) {
            return None;
        }
        let found = self
            .memory
            .candidates(spot, 1, |known, _| (known.sort == Sort::Place && !known.many).then_some(1.0));
        let found = self.memory.clear(&found, 0.8)?;
        self.refer(span, tokens, ReferenceKind::Place, found);
        self.memory.touch(found, spot, None);
        Some(found)
    }
}
