//! What the model is told of a word: the numbers of its norm, first character, last characters and shape.

use super::Words;
use super::class::SPACE;
use super::letter_case::lower;
use super::shape::shape;

/// Characters of the suffix that the model looks at.
const SUFFIX: usize = 3;

/// A word without its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lexeme {
    /// Numbers of norm, first character, last three characters and shape.
    pub(super) ids: [u64; 4],
    /// Only white space.
    pub(super) is_space: bool,
    /// Its number among the pieces of exceptions; 0 for none.
    pub(super) piece: u16,
    /// Its number in lower case among the words that the ruler knows; 0 for none.
    pub(super) lower: u16,
}

/// Strings that are used again and again.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    lower: String,
    shape: String,
}

impl Words {
    /// Looks a word up. `norm` is what an exception gives as its norm.
    pub(super) fn lexeme(&self, word: &str, norm: Option<u64>, scratch: &mut Scratch) -> Lexeme {
        lower(word, &self.classes, &mut scratch.lower);
        shape(word, &self.classes, &mut scratch.shape);
        let norm = norm.or_else(|| self.norms.get(self.ids.id(word)));
        let first = word.chars().next().map_or(0, char::len_utf8);
        let last = word.char_indices().rev().nth(SUFFIX - 1).map_or(0, |(at, _)| at);
        Lexeme {
            ids: [
                norm.unwrap_or_else(|| self.ids.id(&scratch.lower)),
                self.ids.id(word.get(..first).unwrap_or("")),
                self.ids.id(word.get(last..).unwrap_or("")),
                self.ids.id(&scratch.shape),
            ],
            is_space: word.chars().all(|letter| self.classes.has(letter, SPACE)),
            piece: self.exceptions.piece(word),
            lower: self.ruler.word(&scratch.lower),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::words::testing::words;

    #[test]
    fn numbers_of_a_word() {
        let words = words();
        let numbers = |parts: [&str; 4]| parts.map(|part| words.ids.id(part));
        let look = |word: &str| words.lexeme(word, None, &mut Scratch::default());
        assert_eq!(look("Cormorants").ids, numbers(["cormorants", "C", "nts", "Xxxxx"]));
        assert_eq!(look("ä€").ids, numbers(["ä€", "ä", "ä€", "x€"]));
        assert_eq!(look("colour").ids, numbers(["color", "c", "our", "xxxx"]));
        assert_eq!(look("X").ids, [words.ids.id("x"), 101, 101, 101]);
        assert!(look("\u{a0}\n").is_space && !look("a").is_space);
    }
}
