//! The source sentence that a sentence of the piece follows nearly word for word, with the words of both laid side by
//! side. What is copied in place needs no further proof; what stands in the place of other words was exchanged.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::{FxHashSet, FxHasher};

use crate::align::Alignment;
use crate::limits::MAX_DIFF_WORDS;
use crate::model::{Analysis, Sentence, SentenceId, TokenKind};

/// A sentence follows another one if it shares this much of its words, in their order.
const MIN_SHARE: f32 = 0.7;
/// And at least so many.
const MIN_WORDS: usize = 5;
/// How many source sentences are tried for a sentence.
const MAX_TRIED: usize = 4;

/// A sentence of the piece beside the source sentence that it follows.
#[derive(Clone, Debug)]
pub(super) struct Twin {
    /// Index among the sources.
    pub(super) source: usize,
    /// The sentence there.
    pub(super) sentence: SentenceId,
    /// Pairs of tokens that are the same word, piece and source, in order.
    pairs: Vec<(usize, usize)>,
    /// Tokens of both sentences.
    ours: Range<usize>,
    theirs: Range<usize>,
}

/// What stands between two neighbouring copies on both sides; one of them may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    pub(super) ours: Range<usize>,
    pub(super) theirs: Range<usize>,
}

/// A source sentence that may be a twin.
struct Tried {
    source: usize,
    id: SentenceId,
    theirs: Vec<(usize, u64)>,
    /// Words that the piece's sentence has too, in any order.
    count: usize,
}

impl Twin {
    /// The twin of a sentence: of the sources' sentences that its statements are paired with, the one with most of
    /// its words.
    pub(super) fn find(
        piece: &Analysis,
        sources: &[Analysis],
        alignment: &Alignment,
        sentence: &Sentence,
    ) -> Option<Self> {
        let ours = words(piece, sentence);
        if ours.len() < MIN_WORDS {
            return None;
        }
        let start = piece.statements.partition_point(|statement| statement.sentence < sentence.id);
        let own = piece.statements.iter().skip(start).take_while(|it| it.sentence == sentence.id);
        let mut tried: Vec<(usize, SentenceId)> = Vec::new();
        for candidate in own.filter_map(|it| alignment.pairs.get(it.id.idx())).flat_map(|it| &it.candidates) {
            let source = sources.iter().position(|source| source.document.id == candidate.document);
            let statement = source.and_then(|at| sources.get(at)?.statements.get(candidate.statement.idx()));
            if let (Some(source), Some(statement)) = (source, statement)
                && !tried.contains(&(source, statement.sentence))
            {
                tried.push((source, statement.sentence));
            }
        }
        let known: FxHashSet<u64> = ours.iter().map(|(_, word)| *word).collect();
        let mut shared: Vec<Tried> = tried
            .into_iter()
            .filter_map(|(source, id)| {
                let analysis = sources.get(source)?;
                let theirs = words(analysis, analysis.sentences.get(id.idx())?);
                let count = theirs.iter().filter(|(_, word)| known.contains(word)).count();
                is_enough(count, ours.len()).then_some(Tried { source, id, theirs, count })
            })
            .collect();
        // The sort is stable: of equals the better paired comes first.
        shared.sort_by_key(|it| std::cmp::Reverse(it.count));
        let mut best: Option<Self> = None;
        for Tried { source, id, theirs, .. } in shared.into_iter().take(MAX_TRIED) {
            let pairs = common(&ours, &theirs);
            let more = best.as_ref().is_none_or(|best| pairs.len() > best.pairs.len());
            if more && is_enough(pairs.len(), ours.len()) {
                let there = sources.get(source)?.sentences.get(id.idx())?.token_range();
                best =
                    Some(Self { source, sentence: id, pairs, ours: sentence.token_range(), theirs: there });
            }
        }
        best
    }

    /// The source's token that a token of the piece is the copy of.
    pub(super) fn partner(&self, token: usize) -> Option<usize> {
        let at = self.pairs.binary_search_by_key(&token, |(ours, _)| *ours).ok()?;
        self.pairs.get(at).map(|(_, theirs)| *theirs)
    }

    /// Whether every word among these tokens is copied, and there is one.
    pub(super) fn holds(&self, piece: &Analysis, tokens: Range<usize>) -> bool {
        let is_word = |at: &usize| piece.tokens.get(*at).is_some_and(|token| counts(token.kind));
        tokens.clone().any(|at| is_word(&at))
            && tokens.into_iter().all(|at| !is_word(&at) || self.partner(at).is_some())
    }

    /// The source's tokens between those that the words right before and right behind these tokens are copies of.
    pub(super) fn facing(&self, tokens: &Range<usize>) -> Range<usize> {
        let from = self.pairs.partition_point(|(ours, _)| *ours < tokens.start);
        let to = self.pairs.partition_point(|(ours, _)| *ours < tokens.end);
        let start =
            from.checked_sub(1).and_then(|at| self.pairs.get(at)).map_or(self.theirs.start, |it| it.1 + 1);
        let end = self.pairs.get(to).map_or(self.theirs.end, |it| it.1);
        start..end.max(start)
    }

    /// The piece's tokens between those that are copies of the words right before and right behind these tokens of the
    /// source.
    pub(super) fn facing_ours(&self, tokens: &Range<usize>) -> Range<usize> {
        let from = self.pairs.partition_point(|(_, theirs)| *theirs < tokens.start);
        let to = self.pairs.partition_point(|(_, theirs)| *theirs < tokens.end);
        let start =
            from.checked_sub(1).and_then(|at| self.pairs.get(at)).map_or(self.ours.start, |it| it.0 + 1);
        let end = self.pairs.get(to).map_or(self.ours.end, |it| it.0);
        start..end.max(start)
    }

    /// The source's tokens from the first to the last that a word of this range is a copy of.
    pub(super) fn original(&self, tokens: &Range<usize>) -> Range<usize> {
        let from = self.pairs.partition_point(|(ours, _)| *ours < tokens.start);
        let to = self.pairs.partition_point(|(ours, _)| *ours < tokens.end);
        match self.pairs.get(from..to) {
            Some([first, .., last]) => first.1..last.1 + 1,
            Some([only]) => only.1..only.1 + 1,
            _ => 0..0,
        }
    }

    /// How many words are copied.
    pub(super) fn len(&self) -> usize {
        self.pairs.len()
    }

    /// The stretches between the copies, before the first and behind the last of them too.
    pub(super) fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let (mut ours, mut theirs) = (self.ours.start, self.theirs.start);
        let end = (self.ours.end, self.theirs.end);
        for (a, b) in self.pairs.iter().copied().chain([end]) {
            if a > ours || b > theirs {
                gaps.push(Gap { ours: ours..a.max(ours), theirs: theirs..b.max(theirs) });
            }
            (ours, theirs) = (a + 1, b + 1);
        }
        gaps
    }

    /// Whether a token of the source's sentence is the original of a copied word.
    pub(super) fn is_original(&self, token: usize) -> bool {
        self.pairs.binary_search_by_key(&token, |(_, theirs)| *theirs).is_ok()
    }

    /// The source's tokens that face a range and are no copies' originals, and the piece's that are no copies.
    pub(super) fn changed(&self, tokens: &Range<usize>) -> (Vec<usize>, Vec<usize>) {
        let theirs = self.facing(tokens);
        let ours = tokens.clone().filter(|at| self.ours.contains(at) && self.partner(*at).is_none());
        (ours.collect(), theirs.filter(|at| !self.is_original(*at)).collect())
    }
}

fn is_enough(shared: usize, all: usize) -> bool {
    shared >= MIN_WORDS && shared as f32 >= MIN_SHARE * all as f32
}

fn counts(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Word | TokenKind::Number)
}

/// The words and figures of a sentence with their tokens; contractions as the long forms, so that both are one word.
fn words(analysis: &Analysis, sentence: &Sentence) -> Vec<(usize, u64)> {
    let text = analysis.text();
    let words =
        sentence.token_range().filter(|&at| text.tokens.get(at).is_some_and(|token| counts(token.kind)));
    words
        .take(MAX_DIFF_WORDS)
        .map(|at| {
            let word = match text.lower(at) {
                "n't" | "n’t" => "not",
                "wo" if matches!(text.lower(at + 1), "n't" | "n’t") => "will",
                "ca" if matches!(text.lower(at + 1), "n't" | "n’t") => "can",
                word => word,
            };
            let mut hasher = FxHasher::default();
            word.replace('’', "'").hash(&mut hasher);
            (at, hasher.finish())
        })
        .collect()
}

/// Longest common subsequence, as pairs of tokens.
fn common(ours: &[(usize, u64)], theirs: &[(usize, u64)]) -> Vec<(usize, usize)> {
    let width = theirs.len() + 1;
    let mut table = vec![0u16; (ours.len() + 1) * width];
    for (i, (_, word)) in ours.iter().enumerate().rev() {
        for (j, (_, other)) in theirs.iter().enumerate().rev() {
            table[i * width + j] = if word == other {
                table[(i + 1) * width + j + 1] + 1
            } else {
                table[(i + 1) * width + j].max(table[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while let (Some((at, word)), Some((there, other))) = (ours.get(i), theirs.get(j)) {
        if word == other {
            pairs.push((*at, *there));
            (i, j) = (i + 1, j + 1);
        } else if table[(i + 1) * width + j] >= table[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn twin(ours: &str, theirs: &str) -> Option<Twin> {
        let words = |text: &str| -> Vec<(usize, u64)> {
            text.split(' ').enumerate().map(|(at, word)| (at, word.bytes().map(u64::from).sum())).collect()
        };
        let (ours, theirs) = (words(ours), words(theirs));
        let pairs = common(&ours, &theirs);
        is_enough(pairs.len(), ours.len()).then_some(Twin {
            source: 0,
            sentence: SentenceId(0),
            pairs,
            ours: 0..ours.len(),
            theirs: 0..theirs.len(),
        })
    }

    #[test]
    fn an_exchanged_word_faces_the_other_one() {
        let twin = twin("the mayor of Ulm shut the quay", "the mayor of Bern shut the quay").expect("a twin");
        assert_eq!(twin.partner(3), None);
        assert_eq!(twin.facing(&(3..4)), 3..4);
        assert_eq!(twin.changed(&(0..7)), (vec![3], vec![3]));
    }

    #[test]
    fn a_word_left_out_faces_nothing_of_ours() {
        let twin =
            twin("the quay was shut by the mayor", "the quay was not shut by the mayor").expect("a twin");
        assert_eq!(twin.changed(&(2..4)), (vec![], vec![3]));
    }

    #[test]
    fn a_paraphrase_is_no_twin() {
        assert!(twin("they closed the old harbour wall", "the mayor of Bern shut the quay").is_none());
    }
}
