//! The word list `rules/lexicon/en/status.toml`: negation, certainty, and the status ladder.

use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::error::LexiconError;
use crate::lexicon::{Match, PhraseTable, stem};
use crate::model::{Certainty, Status};

/// The list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    negation: Vec<String>,
    negating: Vec<String>,
    not_negation: Vec<String>,
    certainty: RawCertainty,
    status: RawStatus,
    done: RawDone,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCertainty {
    conditional: Vec<String>,
    open: Vec<String>,
    possible: Vec<String>,
    planned: Vec<String>,
    likely: Vec<String>,
    assured: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStatus {
    rumoured: Vec<String>,
    considered: Vec<String>,
    proposed: Vec<String>,
    expected: Vec<String>,
    agreed_in_principle: Vec<String>,
    in_force: Vec<String>,
    rejected: Vec<String>,
    suspended: Vec<String>,
    cancelled: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDone {
    acts: String,
}

/// What a negator denies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Negator {
    /// "not", "no", "never", "failed to".
    Denies,
    /// "not only", "no doubt": looks like one and is none.
    Idle,
}

/// The list as checked.
#[derive(Debug)]
pub struct StatusWords {
    /// Negators, with the phrases that only look like one.
    pub negators: PhraseTable<Negator>,
    /// Hedges.
    pub certainty: PhraseTable<Certainty>,
    /// Words that leave no doubt.
    pub assured: PhraseTable<()>,
    /// Markers of the status ladder.
    pub status: PhraseTable<Status>,
    acts: FxHashSet<Box<str>>,
}

impl StatusWords {
    pub(crate) fn from_raw(raw: Raw) -> Result<Self, LexiconError> {
        let idle = raw.not_negation.iter().map(|phrase| (phrase.as_str(), Negator::Idle));
        let plain = raw.negation.iter().map(|phrase| (phrase.as_str(), Negator::Denies));
        let mut negators = PhraseTable::new(Match::Exact, idle.chain(plain));
        for phrase in &raw.negating {
            for form in verb_forms(phrase) {
                negators.insert(&form, Negator::Denies);
            }
        }
        let c = &raw.certainty;
        let certainty = table(&[
            (&c.conditional, Certainty::Conditional),
            (&c.open, Certainty::Open),
            (&c.possible, Certainty::Possible),
            (&c.planned, Certainty::Planned),
            (&c.likely, Certainty::Likely),
        ]);
        let assured = table(&[(&c.assured, ())]);
        let s = &raw.status;
        let status = table(&[
            (&s.rumoured, Status::Rumoured),
            (&s.considered, Status::Considered),
            (&s.proposed, Status::Proposed),
            (&s.expected, Status::Expected),
            (&s.agreed_in_principle, Status::AgreedInPrinciple),
            (&s.in_force, Status::InForce),
            (&s.rejected, Status::Rejected),
            (&s.suspended, Status::Suspended),
            (&s.cancelled, Status::Cancelled),
        ]);
        let acts =
            raw.done.acts.split_whitespace().map(|word| stem(word).unwrap_or_else(|| word.into()).into());
        Ok(Self { negators, certainty, assured, status, acts: acts.collect() })
    }

    /// Whether a stem is that of a verb whose past tense says that an act was completed.
    pub fn is_act(&self, stem: &str) -> bool {
        self.acts.contains(stem)
    }
}

/// A table by stem, so that all forms of a verb are found.
fn table<T: Copy>(lists: &[(&Vec<String>, T)]) -> PhraseTable<T> {
    PhraseTable::new(
        Match::Stem,
        lists.iter().flat_map(|(phrases, value)| phrases.iter().map(|phrase| (phrase.as_str(), *value))),
    )
}

/// The phrase with its first word in the regular forms of a verb.
fn verb_forms(phrase: &str) -> Vec<String> {
    let (verb, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
    let root = verb.strip_suffix('e').unwrap_or(verb);
    let root = if verb.ends_with('y') { verb } else { root };
    let mut past = format!("{root}ed");
    if let Some(stem) = verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o'])) {
        past = format!("{stem}ied");
    }
    let third = match verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o'])) {
        Some(stem) => format!("{stem}ies"),
        None => format!("{verb}s"),
    };
    [verb.to_string(), past, third, format!("{root}ing")]
        .into_iter()
        .map(|form| if rest.is_empty() { form } else { format!("{form} {rest}") })
        .collect()
}
