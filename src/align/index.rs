//! The inverted index over the sentences of all sources.

use rustc_hash::FxHashMap;

use crate::align::pairing;
use crate::model::{Analysis, SentenceId};

/// Most sentences of one term that are looked at.
const MAX_POSTINGS: usize = 128;

/// One source sentence.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Index of the source among the sources (not its document number).
    pub source: usize,
    /// The sentence.
    pub sentence: SentenceId,
    /// Its terms, sorted, without doubles.
    pub terms: Vec<u64>,
    /// Their weight together.
    pub total: f32,
}

/// Terms to sentences, with the weight of each term.
#[derive(Debug)]
pub(super) struct Index {
    pub(super) units: Vec<Unit>,
    postings: FxHashMap<u64, Vec<u32>>,
    /// Terms to sentences that refer to them without the words.
    meant: FxHashMap<u64, Vec<u32>>,
    pub(super) weights: FxHashMap<u64, f32>,
    pub(super) unknown_weight: f32,
}

impl Index {
    pub(super) fn new(sources: &[Analysis]) -> Self {
        let mut units = Vec::new();
        let mut postings: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        let mut meant: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (source, analysis) in sources.iter().enumerate() {
            for sentence in &analysis.sentences {
                let mut terms: Vec<u64> =
                    analysis.terms_in(sentence.token_range()).iter().map(|term| term.key).collect();
                terms.sort_unstable();
                terms.dedup();
                for &term in &terms {
                    postings.entry(term).or_default().push(units.len() as u32);
                }
                for term in pairing::meant(analysis, sentence.token_range()).flatten() {
                    let number = units.len() as u32;
                    let list = meant.entry(term.key).or_default();
                    if terms.binary_search(&term.key).is_err() && list.last() != Some(&number) {
                        list.push(number);
                    }
                }
                units.push(Unit { source, sentence: sentence.id, terms, total: 0.0 });
            }
        }
        let n_units = units.len() as f32;
        let weight = |df: f32| (1.0 + n_units / df).ln();
        let weights: FxHashMap<u64, f32> =
            postings.iter().map(|(&term, list)| (term, weight(list.len() as f32))).collect();
        for unit in &mut units {
            unit.total = unit.terms.iter().filter_map(|term| weights.get(term)).sum();
        }
        Self { units, postings, meant, weights, unknown_weight: weight(0.5) }
    }

    /// The sentences that hold a term. A term of a very long source that stands nearly everywhere tells nothing:
    /// its list is cut, so that the cost of a claim does not grow with the source.
    pub(super) fn postings(&self, term: u64) -> &[u32] {
        match self.postings.get(&term) {
            Some(list) if list.len() <= MAX_POSTINGS => list,
            _ => &[],
        }
    }

    /// The sentences that refer to a term by other words; none where they are too many.
    pub(super) fn meant(&self, term: u64) -> &[u32] {
        match self.meant.get(&term) {
            Some(list) if list.len() <= MAX_POSTINGS => list,
            _ => &[],
        }
    }

    pub(super) fn weight(&self, term: u64) -> f32 {
        self.weights.get(&term).copied().unwrap_or(self.unknown_weight)
    }
}
