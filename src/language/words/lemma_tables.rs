//! The tables of the lemmatizer: endings, forms that no ending explains, and the lemmas that there are.

use std::collections::BTreeMap;

use super::front_coded::FrontCoded;
use crate::language::archive::{Archive, ArchiveError};
use crate::model::Pos;

const RULES: &str = "words.lemma_rules";
const INDEX: &str = "words.lemma_index";
const EXCEPTIONS: &str = "words.lemma_exceptions";

/// An ending and what takes its place.
type Ending = (Box<str>, Box<str>);

/// The tables for all parts of speech.
#[derive(Debug)]
pub(super) struct LemmaTables {
    rules: BTreeMap<Box<str>, Box<[Ending]>>,
    index: FrontCoded,
    exceptions: FrontCoded,
}

/// Number of a part of speech in the tables.
fn number(pos: Pos) -> Option<u8> {
    [Pos::Adj, Pos::Adv, Pos::Noun, Pos::Verb].iter().zip(0..).find(|(it, _)| **it == pos).map(|(_, at)| at)
}

/// Name of a part of speech in the tables; none where they have no rules.
fn name(pos: Pos) -> Option<&'static str> {
    match pos {
        Pos::Adj => Some("adj"),
        Pos::Adv => Some("adv"),
        Pos::Noun => Some("noun"),
        Pos::Verb => Some("verb"),
        Pos::Punct => Some("punct"),
        Pos::Adp | Pos::Aux | Pos::Cconj | Pos::Det | Pos::Intj | Pos::Num | Pos::Part | Pos::Pron => None,
        Pos::Propn | Pos::Sconj | Pos::Space | Pos::Sym | Pos::X => None,
    }
}

impl LemmaTables {
    /// Reads rules as JSON and takes the other tables as they are.
    pub(super) fn load(archive: &Archive<'_>) -> Result<Self, ArchiveError> {
        let rules = serde_json::from_slice(archive.section(RULES)?)
            .map_err(|error| ArchiveError::section(RULES, error.to_string()))?;
        Ok(Self {
            rules,
            index: FrontCoded::load(INDEX, archive.section(INDEX)?, Some(1))?,
            exceptions: FrontCoded::load(EXCEPTIONS, archive.section(EXCEPTIONS)?, None)?,
        })
    }

    /// The endings for a part of speech in their order; none for one whose words have no other forms.
    pub(super) fn endings(&self, pos: Pos) -> Option<&[Ending]> {
        self.rules.get(name(pos)?).map(|endings| &**endings)
    }

    /// Whether a word is a lemma of this part of speech.
    pub(super) fn is_lemma(&self, word: &str, pos: Pos) -> bool {
        number(pos).is_some_and(|at| self.index.get(word).is_some_and(|bits| bits[0] & 1 << at != 0))
    }

    /// The lemmas of a form that no ending explains, in their order.
    pub(super) fn exceptions(&self, form: &str, pos: Pos) -> Vec<String> {
        let (Some(number), Some(mut bytes)) = (number(pos), self.exceptions.get(form)) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        while let Some(([of, shared, length], rest)) = bytes.split_first_chunk::<3>() {
            let Some((ending, rest)) = rest.split_at_checked(usize::from(*length)) else { break };
            bytes = rest;
            if *of == number {
                let mut lemma = form.as_bytes().get(..usize::from(*shared)).unwrap_or(&[]).to_vec();
                lemma.extend(ending);
                found.extend(String::from_utf8(lemma));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::words::testing::words;

    #[test]
    fn tables_by_part_of_speech() {
        let tables = &words().lemmas;
        assert!(tables.is_lemma("otter", Pos::Noun) && !tables.is_lemma("otter", Pos::Verb));
        assert!(!tables.is_lemma("otters", Pos::Noun) && !tables.is_lemma("the", Pos::Det));
        assert_eq!(tables.exceptions("geese", Pos::Noun), ["goose"]);
        assert_eq!(tables.exceptions("geese", Pos::Verb), Vec::<String>::new());
        assert_eq!(tables.exceptions("worse", Pos::Adj), ["bad"]);
        assert!(tables.endings(Pos::Punct).is_some() && tables.endings(Pos::Propn).is_none());
    }
}
