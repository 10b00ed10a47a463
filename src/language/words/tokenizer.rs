//! Cuts a text into words: at white space, then affixes off each stretch between, then exceptions once more where
//! affixes were cut that belong together.

use rustc_hash::FxHashMap;

use super::lexeme::{Lexeme, Scratch};
use super::{Word, Words};

/// Longest stretch that is kept with its words, in bytes.
const CACHED_LENGTH: usize = 64;
/// Most stretches that are kept, and most pieces of them; then all are dropped.
const CACHED: usize = 16_384;
const CACHED_PIECES: usize = 65_536;

/// How stretches met before were cut: makes a second look cheap, changes no result. One for each thread, and for
/// one [`Words`] only.
#[derive(Debug, Default)]
pub struct WordCache {
    /// Where the pieces of a stretch begin and end in `pieces`.
    stretches: FxHashMap<Box<str>, (u32, u32)>,
    pieces: Vec<(u32, Lexeme)>,
    scratch: Scratch,
}

impl Words {
    /// Appends the words of a text to `out`. White space makes words of its own, except a single space after a word.
    ///
    /// Offsets are bytes of the text, which must be shorter than 4 GiB.
    pub fn tokenize(&self, text: &str, cache: &mut WordCache, out: &mut Vec<Word>) {
        let first = out.len();
        let mut start = 0;
        let mut in_space = text.chars().next().is_some_and(|letter| self.is_space(letter));
        for (at, letter) in text.char_indices() {
            if self.is_space(letter) == in_space {
                continue;
            }
            self.push_stretch(text, start, at, cache, out);
            start = at;
            in_space = !in_space;
            if letter == ' ' {
                start += 1;
                if let Some(word) = out.last_mut() {
                    word.space_after = true;
                }
            }
        }
        self.push_stretch(text, start, text.len(), cache, out);
        self.rejoin(text, first, &mut cache.scratch, out);
    }

    fn is_space(&self, letter: char) -> bool {
        self.classes.has(letter, super::class::SPACE)
    }

    fn push_stretch(&self, text: &str, start: usize, end: usize, cache: &mut WordCache, out: &mut Vec<Word>) {
        let Some(stretch) = text.get(start..end).filter(|stretch| !stretch.is_empty()) else { return };
        let mut at = start;
        let mut push = |(length, lexeme): (u32, Lexeme)| {
            let end = at + length as usize;
            out.push(Word::new(at, end, lexeme));
            at = end;
        };
        if let Some((from, to)) = cache.stretches.get(stretch) {
            let pieces = cache.pieces.get(*from as usize..*to as usize).unwrap_or(&[]);
            pieces.iter().copied().for_each(push);
        } else if stretch.len() > CACHED_LENGTH {
            self.cut(stretch, &mut cache.scratch, &mut push);
        } else {
            if cache.stretches.len() >= CACHED || cache.pieces.len() >= CACHED_PIECES {
                cache.stretches.clear();
                cache.pieces.clear();
            }
            let from = cache.pieces.len();
            let pieces = &mut cache.pieces;
            self.cut(stretch, &mut cache.scratch, &mut |piece| {
                pieces.push(piece);
                push(piece);
            });
            cache.stretches.insert(stretch.into(), (from as u32, pieces.len() as u32));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::words::testing::{cut, texts, words};

    #[test]
    fn white_space_makes_words_but_for_a_single_space_after_one() {
        assert_eq!(texts("kelp  and\nreef \r\n"), ["kelp", " ", "and", "\n", "reef", "\r\n"]);
        assert_eq!(texts(" kelp "), [" ", "kelp"]);
        assert_eq!(texts("kelp\u{a0}and\u{3000}reef"), ["kelp", "\u{a0}", "and", "\u{3000}", "reef"]);
        assert_eq!(texts("\n\n"), ["\n\n"]);
        assert_eq!(texts(""), Vec::<&str>::new());
        let marks: Vec<(bool, bool)> =
            cut("kelp, \n reef").iter().map(|word| (word.space_after, word.is_space)).collect();
        assert_eq!(marks, [(false, false), (true, false), (false, true), (false, false)]);
    }

    #[test]
    fn words_are_appended_and_a_second_look_gives_the_same() {
        let text = "The barge's pilot (61) hasn't seen the U.S. coast-guard... yet.";
        let (mut cache, mut out) = (WordCache::default(), Vec::new());
        words().tokenize(text, &mut cache, &mut out);
        let once = out.len();
        words().tokenize(text, &mut cache, &mut out);
        assert_eq!(out[..once], out[once..]);
        assert_eq!(out[..once], cut(text));
    }

    #[test]
    fn the_cache_is_bounded() {
        let text: String = (0..3 * CACHED).map(|at| format!("w{at} ")).collect();
        let (mut cache, mut out) = (WordCache::default(), Vec::new());
        words().tokenize(&text, &mut cache, &mut out);
        assert_eq!(out.len(), 3 * CACHED);
        assert!(cache.stretches.len() <= CACHED);
        words().tokenize(&"!?".repeat(400).repeat(2), &mut cache, &mut out);
        assert!(cache.pieces.len() <= CACHED_PIECES + CACHED_LENGTH);
    }

    #[test]
    fn odd_texts_are_covered_byte_for_byte() {
        for odd in [
            "\0\u{1b}",
            "👩\u{200d}🔬🏽",
            "e\u{301}\u{301}",
            "aЖ中ا٣",
            "))(('\"",
            ":-))\n",
            "1.2.3@x.org:",
            "…--'s",
        ] {
            let text = odd.repeat(2_000);
            let mut at = 0;
            for word in cut(&text) {
                assert_eq!(word.start as usize, at, "{odd}");
                at = word.end as usize + usize::from(word.space_after);
            }
            assert_eq!(at, text.len(), "{odd}");
        }
    }
}
