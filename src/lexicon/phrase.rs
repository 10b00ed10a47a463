//! Lookup of words and phrases in running tokens: longest match first, one hash lookup a token.

use std::borrow::Cow;
use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use crate::lexicon::stem;
use crate::model::{Text, for_each_part};

/// How the words of a table are compared with the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// As lower-case words.
    Exact,
    /// By stem, so that "sign" also finds "signed".
    Stem,
}

/// Phrases with a value each.
#[derive(Clone, Debug)]
pub struct PhraseTable<T> {
    mode: Match,
    /// First word of a phrase to its entries.
    heads: FxHashMap<Box<str>, Bucket>,
    entries: Vec<Entry<T>>,
}

/// The entries with one first word, by number: the longest first, equally long ones in alphabetical order, so that
/// an equal one is found by halving. Most words have but one, which needs no list.
#[derive(Clone, Debug)]
struct Bucket {
    first: u32,
    others: Vec<u32>,
}

#[derive(Clone, Debug)]
struct Entry<T> {
    /// The words after the first, parted by single spaces.
    rest: Box<str>,
    /// How many they are.
    n_rest: u32,
    value: T,
}

impl<T> PhraseTable<T> {
    /// A table of `phrases`, in lower case, words parted by spaces. Hyphens and clitics are split as in the text,
    /// and a straight apostrophe also matches a curly one. The first of two equal phrases wins.
    pub fn new<'p>(mode: Match, phrases: impl IntoIterator<Item = (&'p str, T)>) -> Self {
        let phrases = phrases.into_iter();
        let size = phrases.size_hint().0;
        let heads = FxHashMap::with_capacity_and_hasher(size, rustc_hash::FxBuildHasher);
        let mut table = Self { mode, heads, entries: Vec::with_capacity(size) };
        for (phrase, value) in phrases {
            table.insert(phrase, value);
        }
        table
    }

    /// Adds one phrase; an equal one that is already there stays.
    pub fn insert(&mut self, phrase: &str, value: T) {
        let mode = self.mode;
        let mut words = String::with_capacity(phrase.len() + 8);
        let mut n_words = 0;
        for run in phrase.split_whitespace() {
            for_each_part(run, |word| {
                if n_words > 0 {
                    words.push(' ');
                }
                n_words += 1;
                push_normal(word, mode, &mut words);
            });
        }
        if n_words == 0 {
            return;
        }
        let (first, rest) = words.split_once(' ').unwrap_or((&words, ""));
        let (n_rest, this) = (n_words - 1, self.entries.len() as u32);
        match self.heads.get_mut(first) {
            None => {
                self.heads.insert(first.into(), Bucket { first: this, others: Vec::new() });
            }
            Some(bucket) => {
                let order = |other: &u32| {
                    let other = self.entries.get(*other as usize);
                    other.map_or(Ordering::Less, |other| {
                        n_rest.cmp(&other.n_rest).then((*other.rest).cmp(rest))
                    })
                };
                match order(&bucket.first) {
                    Ordering::Equal => return,
                    Ordering::Greater => bucket.others.insert(0, std::mem::replace(&mut bucket.first, this)),
                    Ordering::Less => match bucket.others.binary_search_by(order) {
                        Ok(_) => return,
                        Err(at) => bucket.others.insert(at, this),
                    },
                }
            }
        }
        self.entries.push(Entry { rest: rest.into(), n_rest, value });
    }

    /// The longest phrase that starts at a token and ends before `end`, with its length in tokens.
    pub fn find_at(&self, text: &Text<'_>, token_idx: usize, end: usize) -> Option<(usize, &T)> {
        let found = self.with_head(&self.key(text, token_idx)).find(|entry| {
            token_idx + (entry.n_rest as usize) < end && self.goes_on(text, entry, token_idx + 1)
        });
        found.map(|entry| (entry.n_rest as usize + 1, &entry.value))
    }

    /// Whether the words of an entry after its first stand at a token. Most fail at their first letters, so nothing is
    /// parted before it is compared.
    fn goes_on(&self, text: &Text<'_>, entry: &Entry<T>, start: usize) -> bool {
        let mut rest = &*entry.rest;
        for at in start..start + entry.n_rest as usize {
            let Some(after) = rest.strip_prefix(&*self.key(text, at)) else {
                return false;
            };
            let Some(after) = after.strip_prefix(' ') else {
                return after.is_empty();
            };
            rest = after;
        }
        entry.n_rest == 0
    }

    /// The value of a single word, given in lower case (exact tables) or as stem.
    pub fn get(&self, word: &str) -> Option<&T> {
        self.with_head(word).find(|entry| entry.n_rest == 0).map(|entry| &entry.value)
    }

    /// The phrases that begin with a word, longest first.
    fn with_head(&self, first: &str) -> impl Iterator<Item = &Entry<T>> {
        let bucket = self.heads.get(first).into_iter();
        let ids = bucket.flat_map(|bucket| std::iter::once(&bucket.first).chain(&bucket.others));
        ids.filter_map(|&id| self.entries.get(id as usize))
    }

    fn key<'t>(&self, text: &Text<'t>, token_idx: usize) -> Cow<'t, str> {
        let word = match self.mode {
            Match::Exact => text.lower(token_idx),
            Match::Stem => text.stem(token_idx),
        };
        if !word.is_ascii() && word.contains('’') { word.replace('’', "'").into() } else { word.into() }
    }
}

/// Adds a word as it is compared: in lower case, apostrophes straight, as stem if the table goes by stems. Most
/// entries are in lower case already, and are only copied.
fn push_normal(word: &str, mode: Match, words: &mut String) {
    let normal: Cow<'_, str> = if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        word.into()
    } else {
        word.replace('’', "'").to_lowercase().into()
    };
    let stem = match mode {
        Match::Exact => None,
        Match::Stem => stem(&normal),
    };
    words.push_str(stem.as_deref().unwrap_or(&normal));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_equal_phrases_wins_and_the_longest_is_tried_first() {
        let phrases = [
            ("sea", 1),
            ("sea front road", 2),
            ("sea wall", 3),
            ("sea", 4),
            ("sea front", 5),
            ("Sea-gate", 6),
        ];
        let table = PhraseTable::new(Match::Exact, phrases);
        let chain: Vec<_> = table.with_head("sea").map(|entry| (&*entry.rest, entry.value)).collect();
        assert_eq!(chain, [("- gate", 6), ("front road", 2), ("front", 5), ("wall", 3), ("", 1)]);
        assert_eq!((table.get("sea"), table.get("front"), table.get("")), (Some(&1), None, None));
    }

    #[test]
    fn a_table_by_stems_holds_stems() {
        let table = PhraseTable::new(Match::Stem, [("called off", 1)]);
        assert_eq!(table.with_head("call").next().map(|entry| &*entry.rest), Some("off"));
    }
}
