//! What dependency trees say of the sentences of a document: filled in for those sentences that a comparison needs,
//! and for no others.

use std::sync::OnceLock;

use crate::model::{Frame, Parse, SentenceId, Span, Statement};

/// One sentence as its tree has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The tree and its frames.
    pub parse: Parse,
    /// The statements of the sentence with the slots that the tree gives them; as many as without it, in their
    /// order and with their numbers.
    pub statements: Vec<Statement>,
    /// For each statement the heads of the predicates that make up its own, from the verb that carries to the act
    /// that is carried ("failed to pay"); empty where the tree sees none.
    pub chains: Vec<Box<[u32]>>,
}

impl Reading {
    /// The act that a statement tells of, by its place among the sentence's statements.
    pub fn act(&self, statement: usize) -> Option<&Frame> {
        let head = self.chains.get(statement)?.last()?;
        self.parse.frame_at(*head as usize)
    }

    /// The act that the words of a span belong to, a time or a place say: that of the nearest predicate above them. On
    /// one of the verbs of a chain ("failed last year to pay") they belong to the act at its end.
    pub fn host(&self, span: Span) -> Option<&Frame> {
        let nearest = self.parse.frame_of(self.parse.tree.head_of(span)?)?;
        let chain = self.chains.iter().find(|chain| chain.contains(&nearest.head));
        match chain.and_then(|chain| chain.last()) {
            Some(head) => self.parse.frame_at(*head as usize),
            None => Some(nearest),
        }
    }
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
