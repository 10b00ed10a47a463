//! The word list `rules/lexicon/en/grammar.toml`: closed classes that tell roles and polarity in a tree.

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// As written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    negatives: String,
    denying: String,
    light: String,
    event_nouns: String,
    event_endings: String,
}

/// As checked.
#[derive(Debug)]
pub struct GrammarWords {
    negatives: FxHashSet<Box<str>>,
    denying: FxHashSet<Box<str>>,
    light: FxHashSet<Box<str>>,
    event_nouns: FxHashSet<Box<str>>,
    event_endings: Vec<Box<str>>,
}

/// Shortest stem before the ending of a noun of action: "ring" and "metal" have none.
const MIN_STEM: usize = 4;

impl GrammarWords {
    pub(super) fn from_raw(raw: Raw) -> Self {
        let set = |words: String| words.split_whitespace().map(Into::into).collect();
        Self {
            negatives: set(raw.negatives),
            denying: set(raw.denying),
            light: set(raw.light),
            event_nouns: set(raw.event_nouns),
            event_endings: raw.event_endings.split_whitespace().map(Into::into).collect(),
        }
    }

    /// Whether a lemma denies where it stands: "no", "never", "neither".
    pub fn is_negative(&self, lemma: &str) -> bool {
        self.negatives.contains(lemma)
    }

    /// Whether a verb denies what it governs: "fail", "deny".
    pub fn is_denying(&self, lemma: &str) -> bool {
        self.denying.contains(lemma)
    }

    /// Whether a verb leaves the meaning to its object: "make", "take".
    pub fn is_light(&self, lemma: &str) -> bool {
        self.light.contains(lemma)
    }

    /// Whether a noun names an act: "signing", "approval", "visit".
    pub fn is_event_noun(&self, lemma: &str) -> bool {
        let ends = |ending: &str| lemma.strip_suffix(ending).is_some_and(|stem| stem.len() >= MIN_STEM);
        self.event_nouns.contains(lemma) || self.event_endings.iter().any(|ending| ends(ending))
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn nouns_of_action_are_known_by_ending_or_by_list() {
        let words = crate::lexicon::Lexicon::english().expect("built-in lexicon").grammar;
        for noun in ["signing", "closure", "visit", "agreement"] {
            assert!(words.is_event_noun(noun), "{noun}");
        }
        for noun in ["ring", "metal", "table", "moment"] {
            assert!(!words.is_event_noun(noun), "{noun}");
        }
    }
}
