//! Lookup of words and phrases in running tokens: longest match first, one hash lookup a token.

use rustc_hash::FxHashMap;

use crate::lexicon::stem;
use crate::model::{Text, split_word};

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
    /// By first word; longest phrase first.
    entries: FxHashMap<Box<str>, Vec<Entry<T>>>,
}

#[derive(Clone, Debug)]
struct Entry<T> {
    rest: Vec<Box<str>>,
    value: T,
}

impl<T> PhraseTable<T> {
    /// A table of `phrases`, in lower case, words parted by spaces. Hyphens and clitics are split as in the text,
    /// and a straight apostrophe also matches a curly one. The first of two equal phrases wins.
    pub fn new<'p>(mode: Match, phrases: impl IntoIterator<Item = (&'p str, T)>) -> Self {
        let mut table = Self { mode, entries: FxHashMap::default() };
        for (phrase, value) in phrases {
            table.insert(phrase, value);
        }
        table
    }

    /// Adds one phrase; an equal one that is already there stays.
    pub fn insert(&mut self, phrase: &str, value: T) {
        let mut words = phrase.split_whitespace().flat_map(split_word).map(|word| {
            let word = normal(word);
            match self.mode {
                Match::Exact => word,
                Match::Stem => stem(&word).map_or(word, Into::into),
            }
        });
        let Some(first) = words.next() else { return };
        let rest: Vec<Box<str>> = words.collect();
        let bucket = self.entries.entry(first).or_default();
        if bucket.iter().any(|entry| entry.rest == rest) {
            return;
        }
        let at = bucket.partition_point(|entry| entry.rest.len() >= rest.len());
        bucket.insert(at, Entry { rest, value });
    }

    /// The longest phrase that starts at a token and ends before `end`, with its length in tokens.
    pub fn find_at(&self, text: &Text<'_>, token_idx: usize, end: usize) -> Option<(usize, &T)> {
        let bucket = self.entries.get(&*self.key(text, token_idx))?;
        bucket
            .iter()
            .find(|entry| {
                token_idx + entry.rest.len() < end
                    && entry
                        .rest
                        .iter()
                        .enumerate()
                        .all(|(i, word)| *self.key(text, token_idx + 1 + i) == **word)
            })
            .map(|entry| (entry.rest.len() + 1, &entry.value))
    }

    /// The value of a single word, given in lower case (exact tables) or as stem.
    pub fn get(&self, word: &str) -> Option<&T> {
        self.entries.get(word)?.iter().find(|entry| entry.rest.is_empty()).map(|entry| &entry.value)
    }

    fn key<'t>(&self, text: &Text<'t>, token_idx: usize) -> std::borrow::Cow<'t, str> {
        let word = match self.mode {
            Match::Exact => text.lower(token_idx),
            Match::Stem => text.stem(token_idx),
        };
        if word.contains('’') { word.replace('’', "'").into() } else { word.into() }
    }
}

/// Lower case, apostrophes straight. Most entries are so already, and are only copied.
fn normal(word: &str) -> Box<str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return word.into();
    }
    word.replace('’', "'").to_lowercase().into()
}
