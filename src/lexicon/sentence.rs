//! The word list `rules/lexicon/en/sentence.toml`.

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    titles: Vec<String>,
    inner: Vec<String>,
    numbered: Vec<String>,
    months: Vec<String>,
    places: Vec<String>,
    suffixes: Vec<String>,
    times: Vec<String>,
    after_time: Vec<String>,
    starters: Vec<String>,
    cues: Vec<String>,
    after_cue: Vec<String>,
    particles: Vec<String>,
}

/// How an abbreviation behaves at the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// "Dr.": with a capital, the sentence always goes on.
    Title,
    /// "e.g.": the sentence always goes on.
    Inner,
    /// "No.": goes on where a figure follows; otherwise an ordinary word.
    Numbered,
    /// "Nov.": goes on where a figure or a small letter follows.
    Month,
    /// "Tenn.": with a capital, like a suffix.
    Place,
    /// "Inc.", "U.S.": ends where a typical first word follows.
    Suffix,
    /// "p.m.": ends where a capital follows that belongs to no time.
    Time,
}

/// The list as checked. All words in lower case.
#[derive(Debug)]
pub struct SentenceWords {
    abbreviations: FxHashMap<Box<str>, Abbreviation>,
    after_time: WordSet,
    starters: WordSet,
    cues: WordSet,
    after_cue: WordSet,
    particles: WordSet,
}

/// A set of words, for lookup only.
type WordSet = rustc_hash::FxHashSet<Box<str>>;

impl SentenceWords {
    pub(crate) fn from_raw(raw: Raw) -> Self {
        let mut abbreviations = FxHashMap::default();
        // A word that stands in two lists takes the first meaning.
        for (words, kind) in [
            (raw.numbered, Abbreviation::Numbered),
            (raw.titles, Abbreviation::Title),
            (raw.inner, Abbreviation::Inner),
            (raw.months, Abbreviation::Month),
            (raw.times, Abbreviation::Time),
            (raw.places, Abbreviation::Place),
            (raw.suffixes, Abbreviation::Suffix),
        ] {
            for word in words {
                abbreviations.entry(word.into_boxed_str()).or_insert(kind);
            }
        }
        let set = |words: Vec<String>| words.into_iter().map(String::into_boxed_str).collect();
        Self {
            abbreviations,
            after_time: set(raw.after_time),
            starters: set(raw.starters),
            cues: set(raw.cues),
            after_cue: set(raw.after_cue),
            particles: set(raw.particles),
        }
    }

    /// How a word behaves before a point, if it is an abbreviation (given in lower case, without its last point).
    pub fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        self.abbreviations.get(word).copied()
    }

    /// Whether the word goes on with a time of day ("9 a.m. Monday").
    pub fn follows_time(&self, word: &str) -> bool {
        self.after_time.contains(word)
    }

    /// Whether the word, with a capital, typically begins a sentence.
    pub fn is_starter(&self, word: &str) -> bool {
        self.starters.contains(word)
    }

    /// Whether the word is a reporting verb that may follow a quotation.
    pub fn is_cue(&self, word: &str) -> bool {
        self.cues.contains(word)
    }

    /// Whether the word may follow a reporting verb that belongs to the quotation before it.
    pub fn follows_cue(&self, word: &str) -> bool {
        self.after_cue.contains(word)
    }

    /// Whether the word is a small word inside names.
    pub fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }
}
