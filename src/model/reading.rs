//! What dependency trees say of the sentences of a document: filled in for those sentences that a comparison needs,
//! and for no others.

use std::sync::OnceLock;

use crate::model::{Parse, SentenceId, Statement};

/// One sentence as its tree has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The tree and its frames.
    pub parse: Parse,
    /// The statements of the sentence with the slots that the tree gives them; as many as without it, in their
    /// order and with their numbers.
    pub statements: Vec<Statement>,
}

/// The readings of a document, by sentence. What a reading says depends on its sentence alone, so that threads may
/// fill them in while others look: whoever comes first, the result is the same.
#[derive(Clone, Debug, Default)]
pub struct Readings(Vec<OnceLock<Reading>>);

impl Readings {
    /// Room for the readings of so many sentences.
    pub fn new(sentences: usize) -> Self {
        Self((0..sentences).map(|_| OnceLock::new()).collect())
    }

    /// The reading of a sentence, if it was made.
    pub fn get(&self, sentence: SentenceId) -> Option<&Reading> {
        self.0.get(sentence.idx())?.get()
    }

    /// Keeps the reading of a sentence; of several the first is kept.
    pub fn set(&self, sentence: SentenceId, reading: Reading) {
        if let Some(slot) = self.0.get(sentence.idx()) {
            // A second one is equal to the first.
            let _kept = slot.set(reading);
        }
    }
}
