//! Word sequences of quotations, compared after typographic normalisation.

use std::ops::Range;

use crate::limits::MAX_DIFF_WORDS;
use crate::model::{Analysis, Mention, MentionId, Span, TokenKind};

/// One quotation as a sequence of words.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// Lower-case words, apostrophes straight.
    pub(super) words: Vec<String>,
    /// The token of each word.
    pub(super) tokens: Vec<usize>,
    /// Whether an ellipsis stands right before the word: an honest cut.
    pub(super) cut_before: Vec<bool>,
}

impl Words {
    /// The words of a range of tokens, bracketed insertions left out.
    pub(super) fn of(analysis: &Analysis, tokens: Range<usize>) -> Self {
        let text = analysis.text();
        let mut list = Self { words: Vec::new(), tokens: Vec::new(), cut_before: Vec::new() };
        let (mut bracket, mut cut) = (false, false);
        for at in tokens {
            let word = text.lower(at);
            match word {
                "[" => bracket = true,
                "]" => bracket = false,
                "…" => cut = true,
                "." if text.lower(at + 1) == "." => cut = true,
                _ => {
                    let spoken = text
                        .tokens
                        .get(at)
                        .is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
                    if spoken && !bracket && list.words.len() < MAX_DIFF_WORDS {
                        list.words.push(word.replace('’', "'"));
                        list.tokens.push(at);
                        list.cut_before.push(cut);
                        cut = false;
                    }
                }
            }
        }
        list
    }

    /// The words of a quotation with the parts that continue it.
    pub(super) fn of_quotation(analysis: &Analysis, mention: &Mention) -> Self {
        let mut list = Self { words: Vec::new(), tokens: Vec::new(), cut_before: Vec::new() };
        let mut next: Option<&Mention> = Some(mention);
        let mut last: Option<MentionId> = None;
        while let Some(quotation) = next.and_then(Mention::quotation) {
            let part = Self::of(analysis, analysis.text().tokens_in(quotation.inner));
            list.words.extend(part.words);
            list.tokens.extend(part.tokens);
            list.cut_before.extend(part.cut_before);
            // Parts only lead forward, so that a broken chain cannot go round.
            let follow = quotation.continued_by.filter(|id| last.is_none_or(|last| *id > last));
            last = follow;
            next = follow.and_then(|id| analysis.mention(id));
        }
        list.words.truncate(MAX_DIFF_WORDS);
        list.tokens.truncate(MAX_DIFF_WORDS);
        list.cut_before.truncate(MAX_DIFF_WORDS);
        list
    }
}

/// How a claim's quotation sits in a source's.
#[derive(Clone, Debug, Default)]
pub(super) struct Match {
    /// Longest common subsequence over the claim's words, 0 to 1.
    pub(super) overlap: f32,
    /// Positions of the claim's words that the source does not have there.
    pub(super) changed: Vec<usize>,
    /// Pairs of positions, claim and source, of the common words.
    pub(super) common: Vec<(usize, usize)>,
}

/// Longest common subsequence, with the places; both sides are bounded by [`MAX_DIFF_WORDS`].
pub(super) fn match_words(claim: &[String], source: &[String]) -> Match {
    let (n, m) = (claim.len(), source.len());
    if n == 0 || m == 0 {
        return Match::default();
    }
    let width = m + 1;
    let mut table = vec![0u16; (n + 1) * width];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            table[i * width + j] = if claim[i] == source[j] {
                table[(i + 1) * width + j + 1] + 1
            } else {
                table[(i + 1) * width + j].max(table[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut found = Match { overlap: f32::from(table[0]) / n as f32, ..Match::default() };
    while i < n {
        if j < m && claim[i] == source[j] {
            found.common.push((i, j));
            i += 1;
            j += 1;
        } else if j < m && table[i * width + j + 1] >= table[(i + 1) * width + j] {
            j += 1;
        } else {
            found.changed.push(i);
            i += 1;
        }
    }
    found
}

/// The span of the changed words of a quotation, from the first to the last.
pub(super) fn changed_span(analysis: &Analysis, words: &Words, found: &Match) -> Option<Span> {
    let first = words.tokens.get(*found.changed.first()?)?;
    let last = words.tokens.get(*found.changed.last()?)?;
    Some(analysis.text().span_of(*first..*last + 1))
}

#[cfg(test)]
mod tests {
    use super::match_words;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(String::from).collect()
    }

    #[test]
    fn the_changed_word_is_found() {
        let found = match_words(&words("a lamp and not a torch"), &words("it is a lamp and not a fire"));
        assert_eq!(found.changed, [5]);
        assert!((found.overlap - 5.0 / 6.0).abs() < 1e-6);
    }

    #[test]
    fn words_that_stand_nowhere_have_no_overlap() {
        assert!(match_words(&words("quite another thing"), &words("we keep the gate")).overlap < 0.1);
    }
}
