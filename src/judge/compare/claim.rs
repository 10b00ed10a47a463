//! One statement of the piece with its passages, and what is found of it once for all comparisons.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::judge::compare::context::Shares;
use crate::judge::compare::facing::Facing;
use crate::model::{Mention, Pair, Sentence, SentenceId, Statement, Term};

/// One statement of the piece with its passages.
#[derive(Debug)]
pub struct Claim<'a> {
    /// The statement.
    pub statement: &'a Statement,
    /// Its sentence.
    pub sentence: &'a Sentence,
    /// Its candidates.
    pub pair: &'a Pair,
    /// Source sentences to look in, best first.
    pub passages: Vec<Passage>,
    /// Its content terms.
    pub terms: &'a [Term],
    /// The same, each key once.
    pub(super) distinct: Distinct,
    /// The mentions of the passages: source, mention, place of the passage.
    pub(super) near: Vec<(usize, &'a Mention, usize)>,
    /// By source and statement there: how much of each term counts as standing around the statement.
    pub(super) shares: RefCell<FxHashMap<(usize, usize), Shares>>,
    /// By source and entity there: whether the claim's sentence names it too.
    pub(super) named: RefCell<FxHashMap<(usize, u32), bool>>,
    /// The statements of the passages.
    pub(super) facing: OnceCell<Vec<Facing<'a>>>,
}

/// A source sentence that a claim may rest on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Passage {
    /// Index among the sources.
    pub source: usize,
    /// The sentence.
    pub sentence: SentenceId,
    /// Place among the claim's candidates, from 0; a neighbour has its candidate's place.
    pub rank: usize,
    /// The candidate's score; a neighbour's is lower.
    pub score: f32,
    /// Stands beside a candidate, and is none itself.
    pub neighbor: bool,
}

/// The terms of a claim, each key once, so that a source's terms are looked up instead of compared one by one.
#[derive(Debug)]
pub(super) struct Distinct {
    /// Key to place in `list`.
    places: FxHashMap<u64, usize>,
    /// The first term of each key.
    pub(super) list: Vec<Term>,
    /// For each term of the claim, the place of its key in `list`.
    pub(super) of_term: Vec<usize>,
}

impl Distinct {
    pub(super) fn new(terms: &[Term]) -> Self {
        let mut distinct =
            Self { places: FxHashMap::default(), list: Vec::new(), of_term: Vec::with_capacity(terms.len()) };
        for term in terms {
            let next = distinct.list.len();
            let place = *distinct.places.entry(term.key).or_insert(next);
            if place == next {
                distinct.list.push(*term);
            }
            distinct.of_term.push(place);
        }
        distinct
    }

    /// Whether the claim has a term of that key.
    pub(super) fn holds(&self, key: u64) -> bool {
        self.places.contains_key(&key)
    }

    /// Gives the places of the keys that a source's terms share with the claim, as often as they stand there.
    pub(super) fn shared<'t>(&'t self, terms: &'t [Term]) -> impl Iterator<Item = usize> + 't {
        terms.iter().filter_map(|term| self.places.get(&term.key).copied())
    }
}

impl Claim<'_> {
    /// The claim's terms among a range of tokens, as a range of `terms`.
    pub(super) fn terms_at(&self, tokens: &Range<usize>) -> Range<usize> {
        let start = self.terms.partition_point(|term| (term.token as usize) < tokens.start);
        let end = self.terms.partition_point(|term| (term.token as usize) < tokens.end);
        start..end.max(start)
    }
}
