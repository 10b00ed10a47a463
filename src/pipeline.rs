//! The order of the stages. Nothing else knows it.

use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::model::{Analysis, Document, Text};
use crate::{extract, language, segment, state};

/// Everything that is loaded once and used for every pair.
#[derive(Debug)]
pub struct Engine {
    lexicon: Lexicon,
}

impl Engine {
    /// Loads the built-in word lists.
    ///
    /// # Errors
    /// A word list that cannot be read.
    pub fn new() -> Result<Self, Error> {
        Ok(Self {
            lexicon: Lexicon::english()?,
        })
    }

    /// The word lists.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Takes one document through every stage before comparison.
    pub fn analyse(&self, document: Document) -> Analysis {
        let mut sentences = segment::split(&document, &self.lexicon);
        let tokens = language::analyse(&document, &mut sentences);
        let text = Text {
            document: &document,
            sentences: &sentences,
            tokens: &tokens,
        };
        let terms = language::terms(&text, &self.lexicon);
        let extraction = extract::mentions(&text, &self.lexicon);
        let statements = state::statements(&text, &extraction, &self.lexicon);
        let extract::Extraction { mentions, speeches } = extraction;
        Analysis {
            document,
            sentences,
            tokens,
            terms,
            mentions,
            speeches,
            statements,
        }
    }
}
