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
        let plain =
            |phrases: &[String]| PhraseTable::new(Match::Exact, phrases.iter().map(|p| (p.as_str(), ())));
        Self {
            cues,
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
