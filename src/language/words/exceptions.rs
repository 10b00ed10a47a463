//! Words that are cut otherwise than the rules would, or that have a norm of their own: contractions, abbreviations,
//! smileys, times of day.

use rustc_hash::FxHashMap;

use crate::language::archive::ArchiveError;

const SECTION: &str = "words.exceptions";

/// Text and norm of the pieces; lengths of the tokens by which the second pass knows the exception again.
type ExceptionFile = (Vec<(String, Option<String>)>, Option<Vec<usize>>);

/// A piece of an exception.
#[derive(Debug)]
pub(super) struct Piece {
    /// Bytes of its text.
    pub(super) length: usize,
    /// Its norm, where the exception gives one.
    pub(super) norm: Option<Box<str>>,
}

/// The exceptions, and the rows of tokens that they would be without being exceptions.
#[derive(Debug, Default)]
pub(super) struct Exceptions {
    words: FxHashMap<Box<str>, Box<[Piece]>>,
    /// Bytes of the longest exception.
    longest: usize,
    /// Numbers of the tokens of the rows, from 1.
    pieces: FxHashMap<Box<str>, u16>,
    /// Tree of the rows: from a node and the number of a token to the next node; 0 is the root.
    next: FxHashMap<(u32, u16), u32>,
    /// Whether a row ends at a node.
    ends: Vec<bool>,
}

impl Exceptions {
    /// Reads a JSON list of exceptions.
    pub(super) fn load(section: &[u8]) -> Result<Self, ArchiveError> {
        let listed: Vec<ExceptionFile> = serde_json::from_slice(section)
            .map_err(|error| ArchiveError::section(SECTION, error.to_string()))?;
        let mut found = Self { ends: vec![false], ..Self::default() };
        for (pieces, row) in listed {
            let word: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
            let broken = || ArchiveError::section(SECTION, format!("the tokens of `{word}` do not fit"));
            if let Some(row) = row {
                found.add_row(&word, &row).ok_or_else(broken)?;
            }
            let piece = |(text, norm): (String, Option<String>)| Piece {
                length: text.len(),
                norm: norm.map(String::into_boxed_str),
            };
            found.longest = found.longest.max(word.len());
            found.words.insert(word.into(), pieces.into_iter().map(piece).collect());
        }
        Ok(found)
    }

    fn add_row(&mut self, word: &str, lengths: &[usize]) -> Option<()> {
        let mut rest = word;
        let mut node = 0;
        for length in lengths {
            let (token, after) = rest.split_at_checked(*length)?;
            rest = after;
            let free = u16::try_from(self.pieces.len() + 1).ok()?;
            let piece = *self.pieces.entry(token.into()).or_insert(free);
            node = *self.next.entry((node, piece)).or_insert_with(|| {
                self.ends.push(false);
                self.ends.len() as u32 - 1
            });
        }
        *self.ends.get_mut(node as usize)? = true;
        rest.is_empty().then_some(())
    }

    /// The pieces of a word that is an exception.
    pub(super) fn get(&self, word: &str) -> Option<&[Piece]> {
        // A long word is not hashed: it may be looked up once for each of its affixes.
        if word.len() > self.longest { None } else { self.words.get(word).map(|pieces| &**pieces) }
    }

    /// Number of a token that stands in one of the rows; 0 for any other.
    pub(super) fn piece(&self, token: &str) -> u16 {
        if token.len() > self.longest { 0 } else { self.pieces.get(token).copied().unwrap_or(0) }
    }

    /// How many tokens each row takes that begins with the first of these numbers.
    pub(super) fn rows(&self, pieces: impl Iterator<Item = u16>) -> impl Iterator<Item = usize> {
        let step = |node: &mut u32, piece: u16| {
            *node = *self.next.get(&(*node, piece))?;
            Some(*node)
        };
        let nodes = pieces.take_while(|piece| *piece != 0).scan(0, step);
        let ends = |node: u32| self.ends.get(node as usize).copied().unwrap_or(false);
        nodes.enumerate().filter(move |(_, node)| ends(*node)).map(|(at, _)| at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::words::testing::words;

    #[test]
    fn pieces_and_rows_of_an_exception() {
        let exceptions = &words().exceptions;
        let pieces = exceptions.get("Shouldn't").expect("an exception");
        let parts: Vec<(usize, Option<&str>)> =
            pieces.iter().map(|piece| (piece.length, piece.norm.as_deref())).collect();
        assert_eq!(parts, [(6, Some("should")), (3, Some("not"))]);
        assert!(exceptions.get("shovel").is_none());
        let rows = |tokens: [&str; 3]| {
            let numbers = tokens.map(|token| exceptions.piece(token));
            exceptions.rows(numbers.into_iter()).collect::<Vec<_>>()
        };
        assert_eq!(rows([":", ")", ")"]), [2, 3]);
        assert_eq!(rows([":", "barnacle", ")"]), Vec::<usize>::new());
    }

    #[test]
    fn a_row_must_be_its_word() {
        assert!(Exceptions::load(br#"[[[["ab",null]],[1,1]]]"#).is_ok());
        assert!(Exceptions::load(br#"[[[["ab",null]],[1,2]]]"#).is_err());
        assert!(Exceptions::load(br#"[[[["ab",null]],[1]]]"#).is_err());
        assert!(Exceptions::load(b"[[]]").is_err());
    }
}
