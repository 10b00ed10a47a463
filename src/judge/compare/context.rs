//! How much of a claim's words stands around a place in a source, the value's own words left out.

use std::ops::Range;

use crate::judge::compare::bench::{Bench, Claim};
use crate::model::{Analysis, Mention, SentenceId, Term};

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
        // The same for every value of the claim and every mention of the statement: found once.
        let mut known = claim.shares.borrow_mut();
        let shares = known.entry((source, statement.id.idx())).or_insert_with(|| {
            let clause = analysis.terms_in(statement.token_range());
            let around = self.around(analysis, statement.sentence);
            claim.terms.iter().map(|term| share_of(term.key, clause, &around)).collect()
        });
        let mut total = 0.0;
        let mut shared = 0.0;
        for (term, share) in claim.terms.iter().zip(shares.iter()) {
            if value.contains(&(term.token as usize)) {
                continue;
            }
            let weight = self.alignment.weight(term.key);
            total += weight;
            shared += weight * share;
        }
        if total <= 0.0 {
            // Nothing but the value ("In May."): the pairing speaks.
            let near = claim.passages.iter().find(|p| p.source == source && p.sentence == statement.sentence);
            return near.map_or(0.0, |passage| passage.score);
        }
        let local = self.local(claim, value, analysis, mention);
        (1.0 - LOCAL_SHARE) * (shared / total) + LOCAL_SHARE * local.unwrap_or(shared / total)
    }

    /// The terms of a sentence and of its neighbours.
    fn around(&self, analysis: &'a Analysis, sentence: SentenceId) -> [&'a [Term]; 3] {
        let of = |id: Option<usize>| {
            let sentence = id.and_then(|id| analysis.sentences.get(id));
            sentence.map_or(&[][..], |sentence| analysis.terms_in(sentence.token_range()))
        };
        let id = sentence.idx();
        [of(Some(id)), of(id.checked_sub(1)), of(Some(id + 1))]
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
        let Some(analysis) = self.sources.get(source) else {
            return (0, 0);
        };
        let [here, ..] = self.around(analysis, sentence);
        let mut seen: Vec<u64> = Vec::new();
        let mut counts = (0, 0);
        for term in claim.terms.iter().filter(|term| !value.contains(&(term.token as usize))) {
            if !seen.contains(&term.key) && here.iter().any(|other| other.key == term.key) {
                seen.push(term.key);
                counts.0 += 1;
                counts.1 += usize::from(term.name);
            }
        }
        counts
    }
}

fn share_of(key: u64, clause: &[Term], around: &[&[Term]; 3]) -> f32 {
    let holds = |terms: &[Term]| terms.iter().any(|term| term.key == key);
    if holds(clause) {
        1.0
    } else if holds(around[0]) {
        IN_SENTENCE
    } else if holds(around[1]) || holds(around[2]) {
        IN_NEIGHBOR
    } else {
        0.0
    }
}
