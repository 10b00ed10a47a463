//! The word list `rules/lexicon/en/dialogue.toml`: what people say in a conversation that is not a statement
//! about the report.

use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::lexicon::{Match, PhraseTable};

/// The list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    courtesy: Vec<String>,
    conversation: Vec<String>,
    opinion: Vec<String>,
    opinion_verbs: Vec<String>,
    prediction: Vec<String>,
    command: Vec<String>,
    generic: Vec<String>,
    own: RawOwn,
}

/// Signs in a speech.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOwn {
    appeal: Vec<String>,
    view: Vec<String>,
    ideal: Vec<String>,
    possible: Vec<String>,
    fact: Vec<String>,
}

/// What a word shows about a sentence in somebody's own voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnSign {
    /// Asks something of the hearers.
    Appeal,
    /// Tells what the speaker thinks, feels, promises.
    View,
    /// Names what everybody is for.
    Ideal,
    /// Tells what may be.
    Possible,
    /// Names what records are kept of.
    Fact,
}

/// What a set phrase of conversation is a sign of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DialogueCue {
    /// Greeting, thanks, farewell.
    Courtesy,
    /// Talk about the conversation itself.
    Conversation,
    /// The speaker's own view.
    Opinion,
    /// The speaker's look ahead.
    Prediction,
}

/// The list as checked.
#[derive(Debug)]
pub struct DialogueWords {
    /// Set phrases.
    pub cues: PhraseTable<DialogueCue>,
    /// Commands at the start of a sentence.
    pub commands: PhraseTable<()>,
    /// Generic subjects.
    pub generic: PhraseTable<()>,
    /// Signs in a sentence in somebody's own voice.
    pub own: PhraseTable<OwnSign>,
    opinion_verbs: FxHashSet<String>,
}

impl DialogueWords {
    pub(crate) fn from_raw(raw: Raw) -> Self {
        let mut cues = PhraseTable::new(Match::Exact, []);
        for (phrases, cue) in [
            (&raw.courtesy, DialogueCue::Courtesy),
            (&raw.conversation, DialogueCue::Conversation),
            (&raw.opinion, DialogueCue::Opinion),
            (&raw.prediction, DialogueCue::Prediction),
        ] {
            for phrase in phrases {
                cues.insert(phrase, cue);
            }
        }
        let mut own = PhraseTable::new(Match::Exact, []);
        for (phrases, sign) in [
            (&raw.own.appeal, OwnSign::Appeal),
            (&raw.own.view, OwnSign::View),
            (&raw.own.ideal, OwnSign::Ideal),
            (&raw.own.possible, OwnSign::Possible),
            (&raw.own.fact, OwnSign::Fact),
        ] {
            for phrase in phrases {
                own.insert(phrase, sign);
            }
        }
        let plain =
            |phrases: &[String]| PhraseTable::new(Match::Exact, phrases.iter().map(|p| (p.as_str(), ())));
        Self {
            cues,
            own,
            commands: plain(&raw.command),
            generic: plain(&raw.generic),
            opinion_verbs: raw.opinion_verbs.into_iter().collect(),
        }
    }

    /// Whether a lower-case word is a verb of opinion in the first person.
    pub fn is_opinion_verb(&self, lower: &str) -> bool {
        self.opinion_verbs.contains(lower)
    }
}
