//! Definite descriptions: "the minister", "the company", "the island", "the older agreement", "the vessel".

use crate::lexicon::Lexicon;
use crate::lexicon::coreference::{CITY, COUNTRY, FIRM, Gender, NounSort};
use crate::state::coreference::memory::{Candidate, Memory, may_be_group};
use crate::state::coreference::phrase::{Opener, Phrase};
use crate::state::coreference::referent::{Referent, Sort, Spot};

/// How many sentences back something is looked for that was not called by the noun itself.
const NEAR: u32 = 3;
/// How many sentences apart two things of one noun must be last spoken of, so that the nearer one is meant.
const APART: u32 = 4;
/// Share of the best candidate's weight that the second may have.
const CLEAR: f32 = 0.65;

/// What a description stands for.
pub(super) fn resolve(
    memory: &Memory<'_>,
    phrase: &Phrase<'_>,
    spot: Spot,
    lexicon: &Lexicon,
) -> Option<usize> {
    let open = matches!(phrase.opener, Opener::Definite | Opener::Pointing | Opener::Same);
    if !open || phrase.complement {
        return None;
    }
    let found = Search { memory, phrase, spot, lexicon };
    match phrase.known.sort {
        NounSort::Time | NounSort::Empty => None,
        _ if phrase.many => found.called(),
        NounSort::Person => found.person(),
        NounSort::Group => found.group(),
        NounSort::Place => found.place(),
        NounSort::Agreement => found.agreement(),
        NounSort::People => found.called(),
        NounSort::Thing => found.called().or_else(|| found.wider()),
    }
}

struct Search<'s, 'a> {
    memory: &'s Memory<'a>,
    phrase: &'s Phrase<'a>,
    spot: Spot,
    lexicon: &'s Lexicon,
}

impl<'a> Search<'_, 'a> {
    fn referent(&self, number: usize) -> Option<&Referent<'a>> {
        self.memory.get(number)
    }

    /// The words that choose one of several.
    fn choosing(&self) -> impl Iterator<Item = &'a str> {
        self.phrase
            .words
            .iter()
            .copied()
            .filter(|word| !self.lexicon.coreference.idle_modifiers.contains(*word))
    }

    /// What was called by the same noun.
    fn called(&self) -> Option<usize> {
        let same: Vec<usize> = self
            .memory
            .called(&self.phrase.noun)
            .filter(|&number| self.referent(number).is_some_and(|known| known.many == self.phrase.many))
            .filter(|&number| self.agrees(number))
            .collect();
        self.newest(&same)
    }

    /// Whether what a description adds to its noun was said of something before.
    fn agrees(&self, number: usize) -> bool {
        let Some(known) = self.referent(number) else {
            return false;
        };
        let words = &self.lexicon.coreference;
        let labels = || known.labels.iter().flat_map(|label| label.words.iter().copied());
        let opposed = |side: &rustc_hash::FxHashSet<Box<str>>, other: &rustc_hash::FxHashSet<Box<str>>| {
            self.phrase.words.iter().any(|word| side.contains(*word))
                && labels().any(|word| other.contains(word))
        };
        if opposed(&words.old, &words.new) || opposed(&words.new, &words.old) {
            return false;
        }
        let names = &self.lexicon.names;
        self.choosing().all(|word| {
            labels().any(|other| other == word)
                || known.labels.iter().any(|label| &*label.head == word)
                || known.sort == Sort::Person && names.skip.contains(word)
        })
    }

    /// The one spoken of last, if no other one was spoken of near it.
    fn newest(&self, found: &[usize]) -> Option<usize> {
        let last = |number: usize| self.referent(number).map_or(0, |known| known.last);
        let first = found.iter().copied().max_by_key(|&number| (last(number), number))?;
        let near = found.iter().any(|&other| {
            other != first && last(other) + APART > last(first) && !self.same_members(other, first)
        });
        (!near).then_some(first)
    }

    fn same_members(&self, a: usize, b: usize) -> bool {
        let entities = |number: usize| self.referent(number).map(|known| known.entities.as_slice());
        entities(a).is_some_and(|entities| !entities.is_empty()) && entities(a) == entities(b)
    }

    fn person(&self) -> Option<usize> {
        let titled: Vec<usize> = self
            .memory
            .called(&self.phrase.noun)
            .filter(|&number| {
                self.referent(number).is_some_and(|known| known.sort == Sort::Person && !known.many)
            })
            .filter(|&number| self.agrees(number))
            .collect();
        if !titled.is_empty() {
            return self.newest(&titled);
        }
        if !matches!(&*self.phrase.noun, "man" | "woman" | "boy" | "girl") || self.choosing().next().is_some()
        {
            return None;
        }
        let gender: Option<Gender> = self.phrase.known.gender;
        let persons = self.memory.recent_of(self.spot.sentence, NEAR, |known| {
            known.sort == Sort::Person && !known.many && (known.gender.is_none() || known.gender == gender)
        });
        self.only(&persons)
    }

    fn only(&self, found: &[usize]) -> Option<usize> {
        match found {
            [one] => Some(*one),
            _ => None,
        }
    }

    fn group(&self) -> Option<usize> {
        let classes = self.phrase.known.classes;
        let plain = self.choosing().next().is_none();
        let found = self.memory.candidates(self.spot, 2 * NEAR, |known, _| {
            (known.sort == Sort::Group && !known.many && known.classes & classes > 0)
                .then_some(if known.is_called(&self.phrase.noun) { 1.2 } else { 1.0 })
        });
        let of_class: Vec<Candidate> = found
            .into_iter()
            .filter(|found| if plain { true } else { self.agrees(found.referent) })
            .filter(|found| {
                let exact = classes & FIRM > 0;
                exact
                    || self.referent(found.referent).is_some_and(|known| {
                        known.is_called(&self.phrase.noun) || known.classes & classes > 0
                    })
            })
            .collect();
        if !of_class.is_empty() {
            return self.memory.clear(&of_class, CLEAR);
        }
        if let Some(same) = self.called() {
            return Some(same);
        }
        if !plain || !self.lexicon.coreference.any_group.contains(&*self.phrase.noun) {
            return None;
        }
        let any = self.memory.candidates(self.spot, 2 * NEAR, |known, _| {
            let open = may_be_group(known.sort) && !known.many && known.classes == 0;
            open.then_some(if known.sort == Sort::Group { 1.0 } else { 0.8 })
        });
        self.memory.clear(&any, CLEAR)
    }

    fn place(&self) -> Option<usize> {
        if self.choosing().next().is_some() {
            return self.called();
        }
        let noun = &*self.phrase.noun;
        let words = &self.lexicon.coreference;
        let classes = self.phrase.known.classes;
        let settlement = words.settlements.contains(noun);
        let place = |known: &Referent<'_>| known.sort == Sort::Place && !known.many;
        let kind = self.memory.recent_of(self.spot.sentence, 3 * NEAR, |known| {
            place(known)
                && (known.is_called(noun)
                    || known.classes & classes > 0 && (noun != "capital" || known.is_called("capital")))
        });
        if !kind.is_empty() {
            return self.newest_place(&kind);
        }
        if classes & COUNTRY > 0 || !settlement && noun != "island" && noun != "port" {
            return None;
        }
        // A place of which nothing is known may be of any kind; a city is also a town.
        let may_be = self.memory.recent_of(self.spot.sentence, NEAR, |known| {
            let open = known.named && known.classes == 0 && known.labels.is_empty();
            place(known) && (open || noun == "town" && known.classes & CITY > 0)
        });
        self.only(&may_be)
    }

    /// Two countries in neighbouring sentences are often named: the one in the last sentence that names only one.
    fn newest_place(&self, found: &[usize]) -> Option<usize> {
        let last = |number: usize| self.referent(number).map_or(0, |known| known.last);
        let first = found.first().copied()?;
        let near = found.iter().skip(1).any(|&other| last(other) + 2 > last(first));
        (!near).then_some(first)
    }

    fn agreement(&self) -> Option<usize> {
        let words = &self.lexicon.coreference;
        let all = self
            .memory
            .recent_of(self.spot.sentence, u32::MAX, |known| known.sort == Sort::Agreement && !known.many);
        let old = self.phrase.words.iter().any(|word| words.old.contains(*word));
        let agreeing: Vec<usize> =
            all.iter().copied().filter(|&number| self.agrees(number) || self.aged(number)).collect();
        // Without a word for it the older one is not meant.
        let is_old = |number: &usize| {
            let known = self.referent(*number);
            known.is_some_and(|known| {
                known.labels.iter().any(|label| label.words.iter().any(|word| words.old.contains(*word)))
            })
        };
        let current: Vec<usize> = agreeing.iter().copied().filter(|number| old || !is_old(number)).collect();
        let agreeing = if current.is_empty() { agreeing } else { current };
        let named: Vec<usize> = agreeing
            .iter()
            .copied()
            .filter(|&number| self.referent(number).is_some_and(|known| known.is_called(&self.phrase.noun)))
            .collect();
        if old && agreeing.len() == all.len() && all.len() < 2 {
            // "the older one", where only one was spoken of.
            return self.only(&named).filter(|&number| self.agrees(number));
        }
        if named.is_empty() { self.newest(&agreeing) } else { self.newest(&named) }
    }

    /// "the older pact" after "a pact of 1998" and "a new pact": told by being neither new nor newest.
    fn aged(&self, number: usize) -> bool {
        let words = &self.lexicon.coreference;
        let Some(known) = self.referent(number) else {
            return false;
        };
        let choosing: Vec<&str> = self.choosing().collect();
        let labels = || known.labels.iter().flat_map(|label| label.words.iter().copied());
        let all_old = !choosing.is_empty() && choosing.iter().all(|word| words.old.contains(*word));
        let all_new = !choosing.is_empty() && choosing.iter().all(|word| words.new.contains(*word));
        all_old && labels().any(|word| words.old.contains(word))
            || all_new && labels().any(|word| words.new.contains(word))
    }

    /// A word for the kind of something: "the vessel" after "a ferry".
    fn wider(&self) -> Option<usize> {
        if self.choosing().next().is_some() {
            return None;
        }
        let words = &self.lexicon.coreference;
        let narrower = self.memory.recent_of(self.spot.sentence, NEAR, |known| {
            !known.many && known.labels.iter().any(|label| words.is_wider(&self.phrase.noun, &label.head))
        });
        self.only(&narrower)
    }
}
