//! Source quotations by their words, so that a quotation of the piece is compared with a few of them only.

use rustc_hash::FxHashMap;

use crate::judge::compare::bench::Bench;
use crate::judge::compare::words::Words;
use crate::model::{Analysis, Mention, MentionId};

/// Word to source and quotation.
pub(super) type WordIndex = FxHashMap<String, Vec<(usize, MentionId)>>;

/// How many of a quotation's rarest words are looked up, and how many source quotations they may give.
const MAX_RARE_WORDS: usize = 4;
const MAX_LISTED: usize = 24;

/// Source quotations by their words.
pub(super) fn index(sources: &[Analysis]) -> WordIndex {
    let mut index = WordIndex::default();
    for (source, analysis) in sources.iter().enumerate() {
        for mention in analysis.mentions.iter().filter(|mention| mention.quotation().is_some()) {
            for word in Words::of_quotation(analysis, mention).words {
                let list = index.entry(word).or_default();
                if list.last() != Some(&(source, mention.id)) {
                    list.push((source, mention.id));
                }
            }
        }
    }
    index
}

impl<'a> Bench<'a> {
    /// The source quotations that share the rarest words of a list.
    pub fn quotations_with(&self, words: &[String]) -> Vec<(usize, &'a Mention)> {
        let mut lists: Vec<&Vec<(usize, MentionId)>> =
            words.iter().filter_map(|word| self.quotations.get(word)).collect();
        lists.sort_by_key(|list| list.len());
        let mut found: Vec<(usize, MentionId)> =
            lists.into_iter().take(MAX_RARE_WORDS).flatten().take(MAX_LISTED).copied().collect();
        found.sort_unstable();
        found.dedup();
        let mention =
            |(source, id): (usize, MentionId)| Some((source, self.sources.get(source)?.mention(id)?));
        found.into_iter().filter_map(mention).collect()
    }
}
