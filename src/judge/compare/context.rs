//! How much of a claim's words stands around a place in a source, the value's own words left out.

use std::ops::Range;

use crate::judge::compare::bench::{Bench, Claim};
use crate::model::{Analysis, Mention, SentenceId, Statement, Term};

/// Share of a term that stands in the sentence, or next to it, but not in the clause of the value.
const IN_SENTENCE: f32 = 0.85;
const IN_NEIGHBOR: f32 = 0.35;
/// Weight of the words right around the value within the context.
const LOCAL_SHARE: f32 = 0.25;
/// Reach, in terms, of "right around".
const LOCAL_REACH: usize = 3;

impl<'a> Bench<'a> {
    /// How much of the claim's clause, the value's own words left out, stands around a place in a source.
    pub fn context(&self, claim: &Claim<'a>, value: &Range<usize>, source: usize, mention: &Mention) -> f32 {
        let Some(analysis) = self.sources.get(source) else {
            return 0.0;
        };
        let Some(statement) = self.statement_of(source, mention) else {
            return 0.0;
        };
        let left_out = claim.terms_at(value);
        if left_out.len() == claim.terms.len() {
            // Nothing but the value ("In May."): the pairing speaks.
            let near = claim.passages.iter().find(|p| p.source == source && p.sentence == statement.sentence);
            return near.map_or(0.0, |passage| passage.score);
        }
        // The same for every value of the claim and every mention of the statement: found once.
        let mut known = claim.shares.borrow_mut();
        let key = (source, statement.id.idx());
        let shares = known
            .entry(key)
            .or_insert_with(|| self.shares(claim, source, analysis, statement))
            .without(&left_out);
        let local = self.local(claim, value, analysis, mention);
        (1.0 - LOCAL_SHARE) * shares + LOCAL_SHARE * local.unwrap_or(shares)
    }

    /// How much of each of the claim's terms stands around a statement.
    fn shares(&self, claim: &Claim<'a>, source: usize, analysis: &Analysis, statement: &Statement) -> Shares {
        let id = statement.sentence.idx();
        let [here, before, after] =
            [Some(id), id.checked_sub(1), Some(id + 1)].map(|sentence| self.keys_of(source, sentence));
        let share_around = |term: &Term| {
            let holds = |keys: &[u64]| keys.binary_search(&term.key).is_ok();
            if holds(here) {
                IN_SENTENCE
            } else if holds(before) || holds(after) {
                IN_NEIGHBOR
            } else {
                0.0
            }
        };
        let mut share_of: Vec<f32> = claim.distinct.list.iter().map(share_around).collect();
        for place in claim.distinct.shared(analysis.terms_in(statement.token_range())) {
            if let Some(share) = share_of.get_mut(place) {
                *share = 1.0;
            }
        }
        let (mut total, mut shared) = (0.0, 0.0);
        let mut sums = vec![(0.0, 0.0)];
        for (term, &place) in claim.terms.iter().zip(&claim.distinct.of_term) {
            let weight = f64::from(self.alignment.weight(term.key));
            total += weight;
            shared += weight * f64::from(share_of.get(place).copied().unwrap_or(0.0));
            sums.push((total, shared));
        }
        Shares { sums }
    }

    /// Share of the terms next to the claim's value that stand next to the source's; `None` without any.
    fn local(
        &self,
        claim: &Claim<'a>,
        value: &Range<usize>,
        analysis: &Analysis,
        mention: &Mention,
    ) -> Option<f32> {
        let near = |terms: &[Term], tokens: &Range<usize>| -> Vec<u64> {
            let start = terms.partition_point(|term| (term.token as usize) < tokens.start);
            let end = terms.partition_point(|term| (term.token as usize) < tokens.end);
            let before = terms.get(start.saturating_sub(LOCAL_REACH)..start).unwrap_or(&[]);
            let after = terms.get(end..(end + LOCAL_REACH).min(terms.len())).unwrap_or(&[]);
            before.iter().chain(after).map(|term| term.key).collect()
        };
        let statement = analysis.sentences.get(mention.sentence.idx())?;
        let theirs = near(analysis.terms_in(statement.token_range()), &mention.token_range());
        let ours = near(claim.terms, value);
        if ours.is_empty() {
            return None;
        }
        let weight =
            |keys: &mut dyn Iterator<Item = &u64>| keys.map(|&key| self.alignment.weight(key)).sum::<f32>();
        let total = weight(&mut ours.iter());
        Some(weight(&mut ours.iter().filter(|key| theirs.contains(key))) / total.max(f32::EPSILON))
    }

    /// Content words and names that a claim, the value's own words left out, shares with a source sentence.
    pub fn shared(
        &self,
        claim: &Claim<'a>,
        value: &Range<usize>,
        source: usize,
        sentence: SentenceId,
    ) -> (usize, usize) {
        let here = self.keys_of(source, Some(sentence.idx()));
        let holds = |term: &Term| here.binary_search(&term.key).is_ok();
        let mut holds: Vec<bool> = claim.distinct.list.iter().map(holds).collect();
        let left_out = claim.terms_at(value);
        let mut counts = (0, 0);
        for (idx, (term, &place)) in claim.terms.iter().zip(&claim.distinct.of_term).enumerate() {
            // Each key counts once: at the first of its places that is not left out.
            if !left_out.contains(&idx) && holds.get_mut(place).is_some_and(std::mem::take) {
                counts.0 += 1;
                counts.1 += usize::from(term.name);
            }
        }
        counts
    }
}

/// Weights of a claim's terms, and how much of them stands around a statement, summed up from the first term on:
/// leaving out the terms of a value is then one subtraction.
#[derive(Debug)]
pub(super) struct Shares {
    /// Weight, and weight that is shared, of all terms before.
    sums: Vec<(f64, f64)>,
}

impl Shares {
    /// The share of the weight that stands around the statement, some terms left out.
    fn without(&self, left_out: &Range<usize>) -> f32 {
        let at = |idx: usize| self.sums.get(idx).copied().unwrap_or_default();
        let (all, start, end) =
            (self.sums.last().copied().unwrap_or_default(), at(left_out.start), at(left_out.end));
        let (total, shared) = (all.0 - (end.0 - start.0), all.1 - (end.1 - start.1));
        if total > 0.0 { (shared / total) as f32 } else { 0.0 }
    }
}
