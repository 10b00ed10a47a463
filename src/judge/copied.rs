//! How much of a sentence is copied: runs of words that stand in the same order in a source.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::limits::MAX_DIFF_WORDS;
use crate::model::{Analysis, Sentence, TokenKind};

/// How many places of one pair of words are tried.
const MAX_PLACES: usize = 12;
/// Shortest run that counts as copied.
const MIN_RUN: usize = 3;

/// The words of all sources with an index of neighbouring pairs.
#[derive(Debug)]
pub(super) struct CopyIndex<'a> {
    sources: &'a [Analysis],
    /// Hashed words of all sources in a row, with a zero between two sources.
    words: Vec<u64>,
    /// Hash of each pair of neighbours with its place, sorted.
    pairs: Vec<(u64, u32)>,
}

/// How much of a sentence is copied.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Copied {
    /// Sum of the squared lengths of copied runs over the number of words.
    pub(super) density: f32,
    /// Share of words in copied runs of three or more.
    pub(super) share: f32,
}

impl<'a> CopyIndex<'a> {
    /// Indexes all sources.
    pub(super) fn new(sources: &'a [Analysis]) -> Self {
        let mut words = Vec::new();
        for source in sources {
            for sentence in &source.sentences {
                push_words(source, sentence, &mut words);
            }
            words.push(0);
        }
        let mut pairs: Vec<(u64, u32)> = words
            .windows(2)
            .enumerate()
            .filter_map(|(at, pair)| match pair {
                [a, b] if *a != 0 && *b != 0 => Some((pair_key(*a, *b), at as u32)),
                _ => None,
            })
            .collect();
        pairs.sort_unstable();
        Self { sources, words, pairs }
    }

    /// Greedy longest runs of a sentence.
    pub(super) fn copied(&self, analysis: &Analysis, sentence: &Sentence) -> Copied {
        let mut words = Vec::with_capacity(sentence.tokens.len());
        push_words(analysis, sentence, &mut words);
        let (mut at, mut squares, mut shared) = (0, 0, 0);
        while at < words.len() {
            let run = self.longest(&words, at);
            if run >= 2 {
                squares += run * run;
            }
            if run >= MIN_RUN {
                shared += run;
            }
            at += run.max(1);
        }
        let n_words = words.len().max(1) as f32;
        Copied { density: squares as f32 / n_words, share: shared as f32 / n_words }
    }

    fn longest(&self, words: &[u64], at: usize) -> usize {
        let (Some(&first), Some(&second)) = (words.get(at), words.get(at + 1)) else {
            return 0;
        };
        let key = pair_key(first, second);
        let start = self.pairs.partition_point(|(other, _)| *other < key);
        let places = self.pairs.get(start..).unwrap_or(&[]).iter().take_while(|(other, _)| *other == key);
        places
            .take(MAX_PLACES)
            .map(|&(_, place)| {
                let there = self.words.get(place as usize..).unwrap_or(&[]);
                words.get(at..).unwrap_or(&[]).iter().zip(there).take_while(|(a, b)| a == b).count()
            })
            .max()
            .unwrap_or(0)
    }

    /// Longest common subsequence and shared trigrams of a sentence with a source sentence, each over the words of
    /// the former.
    pub(super) fn against(
        &self,
        analysis: &Analysis,
        sentence: &Sentence,
        (source, other): (usize, &Sentence),
    ) -> (f32, f32) {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        push_words(analysis, sentence, &mut ours);
        if let Some(source) = self.sources.get(source) {
            push_words(source, other, &mut theirs);
        }
        ours.truncate(MAX_DIFF_WORDS);
        theirs.truncate(MAX_DIFF_WORDS);
        if ours.is_empty() {
            return (0.0, 0.0);
        }
        let common = subsequence(&ours, &theirs) as f32 / ours.len() as f32;
        let trigrams: Vec<&[u64]> = theirs.windows(3).collect();
        let n_ours = ours.len().saturating_sub(2);
        let hits = ours.windows(3).filter(|trigram| trigrams.contains(trigram)).count();
        (common, if n_ours == 0 { common } else { hits as f32 / n_ours as f32 })
    }
}

/// Length of the longest common subsequence, in one row of memory.
fn subsequence(a: &[u64], b: &[u64]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or(0)
}

fn push_words(analysis: &Analysis, sentence: &Sentence, words: &mut Vec<u64>) {
    for token in analysis.tokens.get(sentence.token_range()).unwrap_or(&[]) {
        if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
            let mut hasher = FxHasher::default();
            analysis.document.lower(token.span).hash(&mut hasher);
            words.push(hasher.finish() | 1);
        }
    }
}

fn pair_key(a: u64, b: u64) -> u64 {
    let mut hasher = FxHasher::default();
    (a, b).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::subsequence;

    #[test]
    fn common_subsequence_keeps_order() {
        assert_eq!(subsequence(&[1, 2, 3, 4], &[2, 9, 4, 1]), 2);
        assert_eq!(subsequence(&[], &[1]), 0);
    }
}
