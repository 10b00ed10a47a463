//! What a document has spoken of so far, and how strongly each of it comes to mind: by recency and by the part that
//! it played in its clause.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use crate::state::coreference::referent::{Referent, Role, Sort, Spot};

/// How many earlier mentions are looked at for one pronoun.
const MAX_TRACES: usize = 48;
/// How many earlier things of one noun are compared.
pub(super) const MAX_OF_NOUN: usize = 6;
/// A pronoun in the same part as its candidate.
const PARALLEL: f32 = 1.15;
/// What each sentence in between leaves of a mention's weight.
const DECAY: f32 = 0.5;
/// Share at which mentions count in sentences before the last one that has any.
const EARLIER: f32 = 0.4;

/// One time that something was spoken of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trace {
    pub(super) referent: usize,
    pub(super) spot: Spot,
}

/// Somebody or something that a pronoun may mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) referent: usize,
    pub(super) score: f32,
}

#[derive(Debug, Default)]
pub(super) struct Memory<'a> {
    pub(super) referents: Vec<Referent<'a>>,
    by_entity: FxHashMap<u32, usize>,
    by_noun: FxHashMap<Box<str>, Vec<usize>>,
    traces: VecDeque<Trace>,
    pairs: Vec<usize>,
    /// What the last prompt of the host named last.
    pub(super) topic: Option<usize>,
}

impl<'a> Memory<'a> {
    pub(super) fn get(&self, referent: usize) -> Option<&Referent<'a>> {
        self.referents.get(referent)
    }

    pub(super) fn of_entity(&self, entity: u32) -> Option<usize> {
        self.by_entity.get(&entity).copied()
    }

    /// Adds what was not spoken of before.
    pub(super) fn add(&mut self, referent: Referent<'a>) -> usize {
        let number = self.referents.len();
        if let [entity] = referent.entities.as_slice()
            && referent.named
        {
            self.by_entity.entry(*entity).or_insert(number);
        }
        for label in &referent.labels {
            self.by_noun.entry(label.head.clone()).or_default().push(number);
        }
        if referent.members.len() == 2 {
            self.pairs.push(number);
        }
        self.referents.push(referent);
        number
    }

    /// Notes a noun by which something known is called.
    pub(super) fn call(&mut self, referent: usize, head: &str, words: &[&'a str], classes: u64) {
        let Some(known) = self.referents.get_mut(referent) else {
            return;
        };
        known.classes |= classes;
        if !known.is_called(head) {
            known.labels.push(crate::state::coreference::referent::Label {
                head: head.into(),
                words: words.to_vec(),
            });
            self.by_noun.entry(head.into()).or_default().push(referent);
        }
    }

    /// Whether a singular noun has named something.
    pub(super) fn has_called(&self, noun: &str) -> bool {
        self.by_noun.contains_key(noun)
    }

    /// Those that a singular noun has named, the newest first.
    pub(super) fn called<'s>(&'s self, noun: &str) -> impl Iterator<Item = usize> + use<'s, 'a> {
        self.by_noun.get(noun).into_iter().flatten().rev().take(MAX_OF_NOUN).copied()
    }

    /// What was read as one of a list draws later words as a part of it.
    pub(super) fn list(&mut self, members: &[usize], from: usize) {
        for trace in self.traces.iter_mut().rev().take_while(|trace| trace.spot.at >= from) {
            if members.contains(&trace.referent) {
                trace.spot.role = Role::Inside;
            }
        }
    }

    /// The pairs, the newest first.
    pub(super) fn pairs(&self) -> impl Iterator<Item = usize> {
        self.pairs.iter().rev().take(MAX_OF_NOUN).copied()
    }

    /// Notes that something is spoken of.
    pub(super) fn touch(&mut self, referent: usize, spot: Spot, span: Option<crate::model::Span>) {
        if let Some(known) = self.referents.get_mut(referent) {
            known.last = spot.sentence;
            if let Some(span) = span {
                known.span = span;
            }
        }
        if self.traces.len() == MAX_TRACES {
            self.traces.pop_front();
        }
        self.traces.push_back(Trace { referent, spot });
    }

    /// The mentions of the last `reach` sentences, the newest first.
    pub(super) fn recent(&self, sentence: u32, reach: u32) -> impl Iterator<Item = &Trace> {
        self.traces
            .iter()
            .rev()
            .take_while(move |trace| trace.spot.sentence.saturating_add(reach) >= sentence)
    }

    /// Those spoken of in the last `reach` sentences that pass `weigh`, with their weight, the strongest first.
    /// `weigh` gives a factor for what a candidate is, or nothing.
    pub(super) fn candidates(
        &self,
        spot: Spot,
        reach: u32,
        weigh: impl Fn(&Referent<'a>, &Trace) -> Option<f32>,
    ) -> Vec<Candidate> {
        struct Seen {
            candidate: Candidate,
            sentence: u32,
            best: f32,
            first: bool,
        }
        let mut seen: Vec<Seen> = Vec::new();
        for trace in self.recent(spot.sentence, reach) {
            let Some(referent) = self.referents.get(trace.referent) else { continue };
            let Some(factor) = weigh(referent, trace) else { continue };
            let distance = spot.sentence.saturating_sub(trace.spot.sentence);
            let parallel =
                if trace.spot.role == spot.role && spot.role != Role::Possessor { PARALLEL } else { 1.0 };
            let weight = factor * trace.spot.role.weight() * parallel * DECAY.powi(distance as i32);
            match seen.iter_mut().find(|seen| seen.candidate.referent == trace.referent) {
                None => seen.push(Seen {
                    candidate: Candidate { referent: trace.referent, score: weight },
                    sentence: trace.spot.sentence,
                    best: weight,
                    first: true,
                }),
                // One mention a sentence counts, the strongest.
                Some(seen) if seen.sentence == trace.spot.sentence => {
                    seen.candidate.score +=
                        (weight - seen.best).max(0.0) * if seen.first { 1.0 } else { EARLIER };
                    seen.best = seen.best.max(weight);
                }
                Some(seen) => {
                    seen.candidate.score += EARLIER * weight;
                    seen.first = false;
                    seen.sentence = trace.spot.sentence;
                    seen.best = weight;
                }
            }
        }
        let mut found: Vec<Candidate> = seen.into_iter().map(|seen| seen.candidate).collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.referent.cmp(&b.referent)));
        found
    }

    /// The strongest candidate, unless the next one is nearly as strong: its share of the first must not pass `share`.
    pub(super) fn clear(&self, found: &[Candidate], share: f32) -> Option<usize> {
        let first = found.first()?;
        let rival = found.iter().skip(1).find(|other| !self.overlap(first.referent, other.referent));
        (rival.is_none_or(|rival| rival.score <= share * first.score)).then_some(first.referent)
    }

    /// Whether one of two is a part of the other, as a member of a pair.
    fn overlap(&self, a: usize, b: usize) -> bool {
        let has = |whole: usize, part: usize| {
            self.referents.get(whole).is_some_and(|referent| referent.members.contains(&part))
        };
        has(a, b) || has(b, a)
    }

    /// The different ones of a sort spoken of in the last `reach` sentences, the newest first.
    pub(super) fn recent_of(
        &self,
        sentence: u32,
        reach: u32,
        keep: impl Fn(&Referent<'a>) -> bool,
    ) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for trace in self.recent(sentence, reach) {
            if !found.contains(&trace.referent) && self.referents.get(trace.referent).is_some_and(&keep) {
                found.push(trace.referent);
            }
        }
        found
    }
}

/// Whether something can be an organisation.
pub(super) fn may_be_group(sort: Sort) -> bool {
    matches!(sort, Sort::Group | Sort::Unknown)
}
