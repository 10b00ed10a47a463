//! Cuts a text into words: at white space, then affixes off each stretch between, then exceptions once more where
//! affixes were cut that belong together.

use rustc_hash::FxHashMap;

use super::lexeme::{Lexeme, Scratch};
use super::url::is_url;
use super::{Word, Words};

/// Longest stretch that is kept with its words, in bytes.
const CACHED_LENGTH: usize = 64;
/// Most stretches that are kept; then all are dropped.
const CACHED: usize = 16_384;

/// How stretches met before were cut: makes a second look cheap, changes no result. One for each thread.
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
            if cache.stretches.len() >= CACHED {
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

    /// The pieces of a stretch in order: their lengths in bytes, and what they are.
    fn cut(&self, stretch: &str, scratch: &mut Scratch, push: &mut impl FnMut((u32, Lexeme))) {
        let mut plain = |word: &str, push: &mut dyn FnMut((u32, Lexeme))| {
            push((word.len() as u32, self.lexeme(word, None, scratch)));
        };
        let mut suffixes = Vec::new();
        let mut rest = stretch;
        while !rest.is_empty() && self.exceptions.get(rest).is_none() {
            let (prefix, after) =
                rest.split_at_checked(self.affixes.prefix(rest, &self.classes)).unwrap_or(("", rest));
            if !prefix.is_empty() && self.exceptions.get(after).is_some() {
                plain(prefix, push);
                rest = after;
                break;
            }
            let suffix = self.affixes.suffix(after, &self.classes);
            let (before, suffix) = rest.split_at_checked(rest.len() - suffix).unwrap_or((rest, ""));
            if !suffix.is_empty() && self.exceptions.get(before).is_some() {
                suffixes.push(suffix);
                rest = before;
                break;
            }
            if prefix.is_empty() && suffix.is_empty() {
                break;
            }
            if !prefix.is_empty() {
                plain(prefix, push);
            }
            if !suffix.is_empty() {
                suffixes.push(suffix);
            }
            rest = before.get(prefix.len()..).unwrap_or("");
        }
        if let Some(pieces) = self.exceptions.get(rest) {
            self.push_exception(rest, pieces, scratch, push);
        } else if !rest.is_empty() {
            self.cut_inside(rest, |word| plain(word, push));
        }
        for suffix in suffixes.iter().rev() {
            push((suffix.len() as u32, self.lexeme(suffix, None, scratch)));
        }
    }

    /// Cuts a word without affixes at its infixes. One at its very beginning cuts nothing.
    fn cut_inside(&self, word: &str, mut push: impl FnMut(&str)) {
        let mut start = 0;
        if !is_url(word, &self.classes) {
            let mut from = 0;
            while let Some((infix, end)) = self.affixes.infix(word, from, &self.classes) {
                from = end;
                if infix > 0 {
                    word.get(start..infix).filter(|part| !part.is_empty()).into_iter().for_each(&mut push);
                    word.get(infix..end).into_iter().for_each(&mut push);
                    start = end;
                }
            }
        }
        word.get(start..).filter(|part| !part.is_empty()).into_iter().for_each(push);
    }

    fn push_exception(
        &self,
        word: &str,
        pieces: &[super::exceptions::Piece],
        scratch: &mut Scratch,
        push: &mut dyn FnMut((u32, Lexeme)),
    ) {
        let mut at = 0;
        for piece in pieces {
            let text = word.get(at..at + piece.length).unwrap_or("");
            at += piece.length;
            let norm = piece.norm.as_deref().map(|norm| self.ids.id(norm));
            push((piece.length as u32, self.lexeme(text, norm, scratch)));
        }
    }

    /// Second pass: rows of words that would be an exception if they stood together are looked at again; of those
    /// that overlap the longest counts, of equally long ones the first.
    fn rejoin(&self, text: &str, first: usize, scratch: &mut Scratch, out: &mut Vec<Word>) {
        let words = out.get(first..).unwrap_or(&[]);
        let mut rows: Vec<(usize, usize)> = Vec::new();
        for (start, word) in words.iter().enumerate() {
            if word.piece != 0 {
                let pieces = words.iter().skip(start).map(|word| word.piece);
                rows.extend(self.exceptions.rows(pieces).map(|length| (start, start + length)));
            }
        }
        if rows.is_empty() {
            return;
        }
        rows.sort_by_key(|(start, end)| (std::cmp::Reverse(end - start), *start));
        let mut taken = vec![false; words.len()];
        rows.retain(|(start, end)| {
            let free = taken.get(*start) == Some(&false) && taken.get(end - 1) == Some(&false);
            taken.iter_mut().take(*end).skip(*start).for_each(|taken| *taken = true);
            free
        });
        rows.sort_unstable();
        let old = out.split_off(first);
        let mut next = 0;
        for (start, end) in rows {
            let Some((row, before)) = old.get(start..end).zip(old.get(next..start)) else { continue };
            out.extend_from_slice(before);
            next = end;
            let (Some(from), Some(last)) = (row.first(), row.last()) else { continue };
            let (offset, end) = (from.start as usize, last.end as usize);
            let joined = text.get(offset..end).unwrap_or("");
            let Some(pieces) = self.exceptions.get(joined) else {
                // White space stands between the words: no exception.
                out.extend_from_slice(row);
                continue;
            };
            let mut at = offset;
            self.push_exception(joined, pieces, scratch, &mut |(length, lexeme)| {
                let end = at + length as usize;
                out.push(Word::new(at, end, lexeme));
                at = end;
            });
            if let Some(word) = out.last_mut() {
                word.space_after = last.space_after;
            }
        }
        out.extend_from_slice(old.get(next..).unwrap_or(&[]));
    }
}
