//! The word list `rules/lexicon/en/grammar.toml`: closed classes that tell roles and polarity in a tree.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::error::LexiconError;

/// As written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    negatives: String,
    denying: String,
    carrying: String,
    event_nouns: String,
    event_endings: String,
}

/// As checked.
#[derive(Debug)]
pub struct GrammarWords {
    negatives: FxHashSet<Box<str>>,
    denying: FxHashSet<Box<str>>,
    carrying: FxHashSet<Box<str>>,
    event_nouns: FxHashSet<Box<str>>,
    event_endings: Vec<Box<str>>,
}

/// Shortest stem before the ending of a noun of action: "ring" and "metal" have none.
const MIN_STEM: usize = 4;

impl GrammarWords {
    /// The English words. Only who reads trees needs them, so they are no part of [`crate::lexicon::Lexicon`].
    ///
    /// # Errors
    /// A list that cannot be read, with its place; a test loads it.
    pub fn english() -> Result<Self, LexiconError> {
        Ok(Self::from_raw(super::parse(super::builtin!("grammar"))?))
    }

    /// Those of this process, read when they are first asked for.
    ///
    /// # Errors
    /// As [`Self::english`], each time.
    pub fn shared() -> Result<&'static Self, LexiconError> {
        static SHARED: OnceLock<Result<GrammarWords, LexiconError>> = OnceLock::new();
        SHARED.get_or_init(Self::english).as_ref().map_err(Clone::clone)
    }

    fn from_raw(raw: Raw) -> Self {
        let set = |words: String| words.split_whitespace().map(Into::into).collect();
        Self {
            negatives: set(raw.negatives),
            denying: set(raw.denying),
            carrying: set(raw.carrying),
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

    /// Whether a verb only says how far, how often or how surely what it governs is done: "begin", "plan", "have to".
    pub fn is_carrying(&self, lemma: &str) -> bool {
        self.carrying.contains(lemma)
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
        let words = super::GrammarWords::english().expect("built-in words");
        for noun in ["signing", "closure", "visit", "agreement"] {
            assert!(words.is_event_noun(noun), "{noun}");
        }
        for noun in ["ring", "metal", "table", "moment"] {
            assert!(!words.is_event_noun(noun), "{noun}");
        }
    }
}
