//! Which terms of the sources may stand for a term of the piece: words derived from it and words of its meaning. Each
//! term is expanded once, through the table of kinship, and meets the sources' terms in a map.

use rustc_hash::FxHashMap;

use crate::lexicon::Lexicon;
use crate::lexicon::kinship::Kinship;
use crate::lexicon::kinship_table::Entry;
use crate::model::{Analysis, Term};

/// How much a word counts that is of the same family, and one that means the same; the latter times its strength.
const FAMILY: f32 = 0.9;
const SYNONYM: f32 = 0.7;
/// Kinships that are weaker do not count.
const LEAST: f32 = 0.3;

/// For each term of a piece the source terms that are akin to it, with how much they count, 0 to 1.
#[derive(Clone, Debug, Default)]
pub struct Akin {
    of: FxHashMap<u64, Box<[(u64, f32)]>>,
}

impl Akin {
    pub(super) fn new(piece: &Analysis, sources: &[Analysis], lexicon: &Lexicon) -> Self {
        let mut source_terms: FxHashMap<Entry, u64> = FxHashMap::default();
        for source in sources {
            for_each_word(source, |key, word| {
                for entry in lexicon.entries_of_form(word) {
                    source_terms.entry(entry).or_insert(key);
                }
            });
        }
        let mut of = FxHashMap::default();
        for_each_word(piece, |key, word| {
            let mut found: Vec<(u64, f32)> = Vec::new();
            for entry in lexicon.entries_of_form(word) {
                // The same entry under another key: a form that the stemmer does not know.
                let same = source_terms.get(&entry).map(|&other| (other, FAMILY));
                let near = lexicon.kinship.links(entry).filter_map(|(other, kin)| {
                    let share = match kin.kinship {
                        Kinship::Family => FAMILY,
                        Kinship::Synonym => SYNONYM * kin.strength,
                        Kinship::Same
                        | Kinship::Broader
                        | Kinship::Narrower
                        | Kinship::Causes
                        | Kinship::CausedBy
                        | Kinship::Opposite
                        | Kinship::None => 0.0,
                    };
                    let other = source_terms.get(&other)?;
                    (kin.strength >= LEAST && share > 0.0).then_some((*other, share))
                });
                found.extend(same.into_iter().chain(near).filter(|(other, _)| *other != key));
            }
            // The strongest kinship of each pair, and the strongest pairs first.
            found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
            found.dedup_by_key(|(other, _)| *other);
            found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            if !found.is_empty() {
                of.insert(key, found.into_boxed_slice());
            }
        });
        Self { of }
    }

    /// The source terms akin to a term of the piece, the closest first; the term itself is not among them.
    pub fn of(&self, key: u64) -> &[(u64, f32)] {
        self.of.get(&key).map_or(&[], |list| list)
    }

    /// How much of a term of the piece a list of source terms holds: 1 for the term itself, less for one akin to it.
    /// The list is sorted.
    pub fn share(&self, key: u64, sorted: &[u64]) -> f32 {
        let holds = |key: u64| sorted.binary_search(&key).is_ok();
        if holds(key) {
            return 1.0;
        }
        self.of(key).iter().find(|(other, _)| holds(*other)).map_or(0.0, |(_, share)| *share)
    }
}

/// Every term once that is a word and no name, with the word in lower case.
fn for_each_word<'a>(analysis: &'a Analysis, mut each: impl FnMut(u64, &'a str)) {
    let text = analysis.text();
    let mut seen = rustc_hash::FxHashSet::default();
    for sentence in &analysis.sentences {
        for term in analysis.terms_in(sentence.token_range()) {
            let Term { key, token, name, figure } = term;
            if !name && !figure && seen.insert(*key) {
                each(*key, text.lower(*token as usize));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_kin_in_a_list_counts() {
        let list: Box<[(u64, f32)]> = Box::new([(40, 0.9), (20, 0.6)]);
        let akin = Akin { of: [(10, list)].into_iter().collect() };
        assert_eq!(akin.of(10), [(40, 0.9), (20, 0.6)]);
        assert!(akin.of(40).is_empty());
        for (sorted, share) in
            [(&[10, 40][..], 1.0), (&[20, 40], 0.9), (&[20, 30], 0.6), (&[30, 50], 0.0), (&[], 0.0)]
        {
            assert_eq!(akin.share(10, sorted), share, "{sorted:?}");
        }
    }
}
