//! The word list `rules/lexicon/en/relations.toml`: which words carry no content, which mean the same, which
//! exclude each other, which point up or down.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::error::LexiconError;
use crate::lexicon::{Match, PhraseTable, stem};
use crate::model::split_word;

/// The list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    stop: String,
    families: Vec<String>,
    opposites: Vec<String>,
    finite: String,
    up: String,
    down: String,
    flat: String,
    motion: String,
    all: String,
    none: String,
    part: String,
    difference: String,
    vote: RawVote,
    phrases: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVote {
    united: Vec<String>,
    divided: Vec<String>,
    counted: Vec<String>,
}

/// What a text says of a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vote {
    /// Nobody was against it.
    United,
    /// Somebody was.
    Divided,
    /// A score beside it is the count of a vote.
    Counted,
}

/// Which way a change or comparison points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Direction {
    Up,
    Down,
    Flat,
}

impl Direction {
    /// Name in rule files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Flat => "flat",
        }
    }
}

/// How much of a set is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum SetWord {
    All,
    None,
    Part,
}

/// The list as checked. Words are stems.
#[derive(Debug)]
pub struct RelationWords {
    stop: FxHashSet<Box<str>>,
    finite: FxHashSet<Box<str>>,
    families: FxHashMap<Box<str>, u32>,
    opposites: FxHashMap<Box<str>, Vec<(u32, bool)>>,
    directions: FxHashMap<Box<str>, Direction>,
    motion: FxHashSet<Box<str>>,
    sets: FxHashMap<Box<str>, SetWord>,
    difference: FxHashSet<Box<str>>,
    /// How a vote went.
    pub vote: PhraseTable<Vote>,
    /// Set phrases and the words (as stems) that take their place.
    pub phrases: PhraseTable<Vec<Box<str>>>,
}

impl RelationWords {
    pub(crate) fn from_raw(raw: Raw) -> Result<Self, LexiconError> {
        let mut families = FxHashMap::default();
        for (id, line) in raw.families.iter().enumerate() {
            for word in stems(line) {
                families.entry(word).or_insert(id as u32);
            }
        }
        let mut opposites: FxHashMap<Box<str>, Vec<(u32, bool)>> = FxHashMap::default();
        for (id, line) in raw.opposites.iter().enumerate() {
            let Some((left, right)) = line.split_once('|') else {
                return Err(LexiconError {
                    file: "en/relations.toml".into(),
                    detail: format!("opposites: expected two sides parted by \"|\", found \"{line}\""),
                });
            };
            for (side, words) in [(false, left), (true, right)] {
                for word in stems(words) {
                    opposites.entry(word).or_default().push((id as u32, side));
                }
            }
        }
        let mut directions = FxHashMap::default();
        for (words, direction) in
            [(&raw.up, Direction::Up), (&raw.down, Direction::Down), (&raw.flat, Direction::Flat)]
        {
            for word in forms(words) {
                directions.entry(word).or_insert(direction);
            }
        }
        let mut sets = FxHashMap::default();
        for (words, set) in [(&raw.all, SetWord::All), (&raw.none, SetWord::None), (&raw.part, SetWord::Part)]
        {
            for word in words.split_whitespace() {
                sets.entry(word.into()).or_insert(set);
            }
        }
        let phrases = PhraseTable::new(
            Match::Exact,
            raw.phrases.iter().map(|(phrase, words)| (phrase.as_str(), stems(words).collect())),
        );
        let votes = [
            (&raw.vote.united, Vote::United),
            (&raw.vote.divided, Vote::Divided),
            (&raw.vote.counted, Vote::Counted),
        ];
        let vote = PhraseTable::new(
            Match::Exact,
            votes.iter().flat_map(|(list, vote)| list.iter().map(|phrase| (phrase.as_str(), *vote))),
        );
        let finite = raw.finite.split_whitespace().map(Into::into).collect();
        let motion = stems(&raw.motion).collect();
        Ok(Self {
            stop: forms(&raw.stop).collect(),
            finite,
            families,
            opposites,
            directions,
            motion,
            sets,
            difference: raw.difference.split_whitespace().map(Into::into).collect(),
            vote,
            phrases,
        })
    }

    /// Whether a word, given in lower case and as stem, carries no content of its own.
    pub fn is_stop(&self, lower: &str, stem: &str) -> bool {
        self.stop.contains(lower) || self.stop.contains(stem)
    }

    /// Whether a lower-case word is a finite verb form by the list.
    pub fn is_finite(&self, lower: &str) -> bool {
        self.finite.contains(lower)
    }

    /// The family of a stem.
    pub fn family(&self, stem: &str) -> Option<u32> {
        self.families.get(stem).copied()
    }

    /// Whether two stems are the same word or of one family.
    pub fn same_family(&self, a: &str, b: &str) -> bool {
        a == b || self.family(a).is_some_and(|family| self.family(b) == Some(family))
    }

    /// The oppositions in which a stem takes part, with its side.
    pub fn oppositions(&self, stem: &str) -> &[(u32, bool)] {
        self.opposites.get(stem).map_or(&[], Vec::as_slice)
    }

    /// Whether two stems exclude each other.
    pub fn opposed(&self, a: &str, b: &str) -> bool {
        self.oppositions(a).iter().any(|(id, side)| {
            self.oppositions(b).iter().any(|(other, other_side)| id == other && side != other_side)
        })
    }

    /// Direction of a word, given in lower case and as stem: comparatives by form ("higher"), verbs by stem.
    pub fn direction(&self, lower: &str, stem: &str) -> Option<Direction> {
        self.directions.get(lower).or_else(|| self.directions.get(stem)).copied()
    }

    /// Whether a verb, given as stem, makes a direction of the particle after it: "went up", "is down".
    pub fn is_motion(&self, stem: &str) -> bool {
        self.motion.contains(stem)
    }

    /// Whether a lower-case word behind a figure makes a difference of it: "40 euros less".
    pub fn is_difference(&self, lower: &str) -> bool {
        self.difference.contains(lower)
    }

    /// How much of a set a lower-case word means.
    pub fn set_word(&self, lower: &str) -> Option<SetWord> {
        self.sets.get(lower).copied()
    }
}

/// The stems of a line of words; hyphenated ones give their parts.
fn stems(line: &str) -> impl Iterator<Item = Box<str>> + '_ {
    line.split_whitespace()
        .flat_map(split_word)
        .filter(|part| *part != "-")
        .map(|word| stem(word).map_or_else(|| word.into(), Into::into))
}

/// The words of a line as they stand and as stems.
fn forms(line: &str) -> impl Iterator<Item = Box<str>> + '_ {
    line.split_whitespace()
        .flat_map(|word| [Some(Box::from(word)), stem(word).map(Box::from)].into_iter().flatten())
}
