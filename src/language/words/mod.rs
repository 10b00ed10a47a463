//! The words of English as the shipped pipeline sees them: where they begin and end, the numbers under which its
//! networks know them, and, once they are tagged and parsed, universal parts of speech, features and lemmas.
//!
//! Everything is decided as spaCy decides it with the same tables. The tables come from the sections `words.*` of a
//! model (`models/build/words.py`).

mod affix;
mod class;
mod cut;
mod exceptions;
mod front_coded;
mod ids;
mod lemma_tables;
mod lemmatizer;
mod letter_case;
mod lexeme;
mod norm;
mod rejoin;
mod ruler;
mod ruler_file;
mod shape;
#[cfg(test)]
mod testing;
mod tokenizer;
mod url;

use self::lexeme::Lexeme;
pub use self::ruler::Marks;
pub use self::tokenizer::WordCache;
use crate::language::archive::{Archive, ArchiveError};

/// A word of a text, or a stretch of white space that stands where a word could.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Byte of the text at which it begins.
    pub start: u32,
    /// Byte of the text at which it has ended.
    pub end: u32,
    /// A single space follows that is no word of its own.
    pub space_after: bool,
    /// Only white space.
    pub is_space: bool,
    /// Number among the pieces of exceptions, for the second pass over the words.
    piece: u16,
    /// Number of the word in lower case, for the ruler.
    lower: u16,
    /// Numbers of norm, first character, last three characters and shape.
    pub ids: [u64; 4],
}

impl Word {
    fn new(start: usize, end: usize, lexeme: Lexeme) -> Self {
        Self {
            start: start as u32,
            end: end as u32,
            space_after: false,
            is_space: lexeme.is_space,
            piece: lexeme.piece,
            lower: lexeme.lower,
            ids: lexeme.ids,
        }
    }

    /// The word in its text; empty if it is a word of another text.
    pub fn text<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// All tables. They do not change, so that threads can share them.
#[derive(Debug)]
pub struct Words {
    classes: class::Classes,
    affixes: affix::Affixes,
    exceptions: exceptions::Exceptions,
    ids: ids::Ids,
    norms: norm::Norms,
    ruler: ruler::Ruler,
    lemmas: lemma_tables::LemmaTables,
}

impl Words {
    /// Reads the sections `words.*` of a model.
    ///
    /// # Errors
    /// A section is not there or does not hold what it should.
    pub fn load(archive: &Archive<'_>) -> Result<Self, ArchiveError> {
        Ok(Self {
            classes: class::Classes::load(archive.section("words.classes")?)?,
            affixes: affix::Affixes::load(archive.section("words.affixes")?)?,
            exceptions: exceptions::Exceptions::load(archive.section("words.exceptions")?)?,
            ids: ids::Ids::load(archive.section("words.symbols")?)?,
            norms: norm::Norms::load(archive.section("words.norms")?)?,
            ruler: ruler::Ruler::load(archive.section("words.ruler")?)?,
            lemmas: lemma_tables::LemmaTables::load(archive)?,
        })
    }
}
