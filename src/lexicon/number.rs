//! The word list `rules/lexicon/en/number.toml`.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::error::LexiconError;
use crate::lexicon::{Match, PhraseTable};
use crate::model::{Anchor, Approximation};

/// The list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    cardinals: BTreeMap<String, u32>,
    tens: BTreeMap<String, u32>,
    magnitudes: BTreeMap<String, u32>,
    suffixes: BTreeMap<String, u32>,
    groups: BTreeMap<String, u32>,
    ordinals: BTreeMap<String, u32>,
    ordinal_magnitudes: BTreeMap<String, u32>,
    denominators: BTreeMap<String, u32>,
    vague: BTreeMap<String, [u64; 2]>,
    vague_of: BTreeMap<String, [u64; 2]>,
    vague_articles: BTreeMap<String, [u64; 2]>,
    approximators: RawApproximators,
    labels: Vec<String>,
    score_words: Vec<String>,
    collectives: Vec<String>,
    not_heads: Vec<String>,
    per_units: Vec<String>,
    time_units: Vec<String>,
    not_ordinal: Vec<String>,
    pronoun_before: Vec<String>,
    pronoun_after: Vec<String>,
    change_words: Vec<String>,
    streets: Vec<String>,
    relative: RawRelative,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRelative {
    current: BTreeMap<String, i32>,
    end: BTreeMap<String, i32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawApproximators {
    before: RawWordings,
    after: RawWordings,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWordings {
    #[serde(default)]
    about: Vec<String>,
    #[serde(default)]
    nearly: Vec<String>,
    #[serde(default)]
    at_least: Vec<String>,
    #[serde(default)]
    at_most: Vec<String>,
    #[serde(default)]
    exactly: Vec<String>,
}

/// What a single word does in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberWord {
    /// Zero to nineteen.
    Unit(u32),
    /// Twenty to ninety.
    Ten(u32),
    /// Multiplies by this power of ten.
    Magnitude(u32),
    /// Multiplies by this number ("dozen").
    Group(u32),
    /// A place below twenty, or a round ten.
    Ordinal(u32),
    /// A place that is a power of ten ("hundredth").
    OrdinalMagnitude(u32),
    /// Parts of a whole ("half", "quarters", "fifths"); `plural` as it is written.
    Denominator {
        /// How many parts the whole has.
        parts: u64,
        /// Whether the word stands in the plural.
        plural: bool,
    },
    /// A range by its meaning.
    Vague {
        /// Lower end.
        low: u64,
        /// Upper end.
        high: u64,
        /// What must stand around it.
        needs: VagueNeeds,
    },
}

/// What makes a vague word a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VagueNeeds {
    /// Nothing.
    Nothing,
    /// "of" behind it.
    Of,
    /// "a" before it.
    Article,
}

/// The list as checked.
#[derive(Debug)]
pub struct NumberWords {
    words: FxHashMap<Box<str>, NumberWord>,
    suffixes: FxHashMap<Box<str>, u32>,
    approximators_before: PhraseTable<Approximation>,
    approximators_after: PhraseTable<Approximation>,
    labels: FxHashSet<Box<str>>,
    score_words: FxHashSet<Box<str>>,
    collectives: FxHashSet<Box<str>>,
    not_heads: FxHashSet<Box<str>>,
    per_units: FxHashSet<Box<str>>,
    time_units: FxHashSet<Box<str>>,
    not_ordinal: PhraseTable<()>,
    pronoun_before: FxHashSet<Box<str>>,
    pronoun_after: FxHashSet<Box<str>>,
    change_words: FxHashSet<Box<str>>,
    streets: FxHashSet<Box<str>>,
    relative: PhraseTable<(Anchor, i32)>,
}

impl NumberWords {
    pub(crate) fn from_raw(raw: Raw) -> Result<Self, LexiconError> {
        let mut words: FxHashMap<Box<str>, NumberWord> = FxHashMap::default();
        // Later entries win: "dozens" alone is vague, "two dozens" is read where the number before it is seen.
        for (word, &parts) in &raw.ordinals {
            // "twenty-firsts" are parts; "thirty seconds" are a time.
            if parts != 2 {
                let plural = NumberWord::Denominator { parts: parts.into(), plural: true };
                words.insert(format!("{word}s").into(), plural);
            }
        }
        for (word, &power) in &raw.ordinal_magnitudes {
            let parts = 10_u64.checked_pow(power).unwrap_or(0);
            if parts > 0 {
                let plural = NumberWord::Denominator { parts, plural: true };
                words.insert(format!("{word}s").into(), plural);
            }
        }
        for (word, parts) in raw.denominators {
            if parts < 2 {
                return Err(broken(format!("denominator \"{word}\" must be 2 or more, found {parts}")));
            }
            let plural = word.ends_with('s');
            words.insert(word.into(), NumberWord::Denominator { parts: parts.into(), plural });
        }
        // "twentyfirst", "fortytwo"
        for (ten, &value) in &raw.tens {
            for (unit, &more) in raw.cardinals.iter().filter(|(_, more)| (1..=9).contains(*more)) {
                words.insert(format!("{ten}{unit}").into(), NumberWord::Unit(value + more));
            }
            for (unit, &more) in raw.ordinals.iter().filter(|(_, more)| (1..=9).contains(*more)) {
                words.insert(format!("{ten}{unit}").into(), NumberWord::Ordinal(value + more));
            }
        }
        type Make = fn(u32) -> NumberWord;
        let plain: [(BTreeMap<String, u32>, Make); 6] = [
            (raw.cardinals, NumberWord::Unit),
            (raw.tens, NumberWord::Ten),
            (raw.magnitudes, NumberWord::Magnitude),
            (raw.groups, NumberWord::Group),
            (raw.ordinals, NumberWord::Ordinal),
            (raw.ordinal_magnitudes, NumberWord::OrdinalMagnitude),
        ];
        for (list, make) in plain {
            for (word, value) in list {
                words.insert(word.into(), make(value));
            }
        }
        let vague = [
            (raw.vague, VagueNeeds::Nothing),
            (raw.vague_of, VagueNeeds::Of),
            (raw.vague_articles, VagueNeeds::Article),
        ];
        for (list, needs) in vague {
            for (word, [low, high]) in list {
                if low > high {
                    return Err(broken(format!("range of \"{word}\" must go up, found [{low}, {high}]")));
                }
                words.insert(word.into(), NumberWord::Vague { low, high, needs });
            }
        }
        let mut relative = PhraseTable::new(Match::Exact, []);
        for (anchor, list) in [(Anchor::Current, raw.relative.current), (Anchor::End, raw.relative.end)] {
            for (phrase, offset) in list {
                relative.insert(&phrase, (anchor, offset));
            }
        }
        let set = |list: Vec<String>| list.into_iter().map(Into::into).collect();
        Ok(Self {
            words,
            suffixes: raw.suffixes.into_iter().map(|(word, power)| (word.into(), power)).collect(),
            approximators_before: wordings(&raw.approximators.before),
            approximators_after: wordings(&raw.approximators.after),
            labels: set(raw.labels),
            score_words: set(raw.score_words),
            collectives: set(raw.collectives),
            not_heads: set(raw.not_heads),
            per_units: set(raw.per_units),
            time_units: set(raw.time_units),
            not_ordinal: PhraseTable::new(
                Match::Exact,
                raw.not_ordinal.iter().map(|phrase| (phrase.as_str(), ())),
            ),
            pronoun_before: set(raw.pronoun_before),
            pronoun_after: set(raw.pronoun_after),
            change_words: set(raw.change_words),
            streets: set(raw.streets),
            relative,
        })
    }

    /// What a lower-case word does in a number.
    pub fn word(&self, word: &str) -> Option<NumberWord> {
        self.words.get(word).copied()
    }

    /// The power of ten of letters that touch digits ("k").
    pub fn suffix(&self, word: &str) -> Option<u32> {
        self.suffixes.get(word).copied()
    }

    /// Approximators before a figure.
    pub fn approximators_before(&self) -> &PhraseTable<Approximation> {
        &self.approximators_before
    }

    /// Approximators behind a figure.
    pub fn approximators_after(&self) -> &PhraseTable<Approximation> {
        &self.approximators_after
    }

    /// Whether a figure after this noun is its name ("Article 5").
    pub fn is_label(&self, word: &str) -> bool {
        self.labels.contains(word)
    }

    /// Whether this word near "2-1" tells of a result.
    pub fn is_score_word(&self, word: &str) -> bool {
        self.score_words.contains(word)
    }

    /// Whether this noun is counted without an -s.
    pub fn is_collective(&self, word: &str) -> bool {
        self.collectives.contains(word)
    }

    /// Whether this word ends the search for the noun that is counted.
    pub fn ends_head(&self, word: &str) -> bool {
        self.not_heads.contains(word)
    }

    /// Whether "a" before this noun means "per".
    pub fn is_per_unit(&self, word: &str) -> bool {
        self.per_units.contains(word)
    }

    /// Whether a number before this noun is a duration.
    pub fn is_time_unit(&self, word: &str) -> bool {
        self.time_units.contains(word)
    }

    /// Set phrases in which an ordinal counts nothing.
    pub fn not_ordinal(&self) -> &PhraseTable<()> {
        &self.not_ordinal
    }

    /// Whether "one" after this word is a pronoun.
    pub fn is_pronoun_before(&self, word: &str) -> bool {
        self.pronoun_before.contains(word)
    }

    /// Whether "from 40 to 44" near this word tells of a change.
    pub fn is_change(&self, word: &str) -> bool {
        self.change_words.contains(word)
    }

    /// Whether this noun ends the name of a street.
    pub fn is_street(&self, word: &str) -> bool {
        self.streets.contains(word)
    }

    /// Phrases for a place counted from the end or from the present one.
    pub fn relative(&self) -> &PhraseTable<(Anchor, i32)> {
        &self.relative
    }

    /// Whether "one" before this word is a pronoun.
    pub fn is_pronoun_after(&self, word: &str) -> bool {
        self.pronoun_after.contains(word)
    }
}

fn wordings(raw: &RawWordings) -> PhraseTable<Approximation> {
    let lists = [
        (&raw.about, Approximation::About),
        (&raw.nearly, Approximation::Nearly),
        (&raw.at_least, Approximation::AtLeast),
        (&raw.at_most, Approximation::AtMost),
        (&raw.exactly, Approximation::Exactly),
    ];
    let entries =
        lists.into_iter().flat_map(|(list, kind)| list.iter().map(move |phrase| (phrase.as_str(), kind)));
    PhraseTable::new(Match::Exact, entries)
}

fn broken(detail: String) -> LexiconError {
    LexiconError { file: "en/number.toml".into(), detail }
}
