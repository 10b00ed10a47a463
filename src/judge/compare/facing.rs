//! The source statements that face a claim, for the slots that have no value of their own (status, polarity,
//! certainty, direction): how much of the claim each of them holds.

use crate::judge::compare::bench::{Bench, Claim};
use crate::limits::MAX_FACING;
use crate::model::{Comparison, Feature, Relation, Span, Statement, Term};

/// A source statement that faces a claim.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facing<'a> {
    /// Index among the sources.
    pub(super) source: usize,
    /// The statement.
    pub(super) statement: &'a Statement,
    /// Weighted share of the claim's terms in the statement's sentence, those of the statement itself in full, those
    /// that stand there as words akin to them in part.
    pub(super) coverage: f32,
    /// Terms shared with the sentence.
    pub(super) shared: usize,
    /// Names among them.
    pub(super) names: usize,
    /// Place of the passage.
    pub(super) rank: usize,
}

/// Share of a term that stands in the sentence but not in the statement.
const IN_SENTENCE: f32 = 0.8;

/// Every statement of the claim's passages, in order of the passages; found once.
pub(super) fn facing<'c, 'a>(bench: &Bench<'a>, claim: &'c Claim<'a>) -> &'c [Facing<'a>] {
    claim.facing.get_or_init(|| find(bench, claim))
}

fn find<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Vec<Facing<'a>> {
    let weights: Vec<f32> = claim.distinct.list.iter().map(|term| bench.alignment.weight(term.key)).collect();
    let total: f32 = weights.iter().sum();
    let mut found = Vec::new();
    for passage in &claim.passages {
        let Some(analysis) = bench.sources.get(passage.source) else {
            continue;
        };
        let sentence = bench.keys_of(passage.source, Some(passage.sentence.idx()));
        let holds = |term: &Term| sentence.binary_search(&term.key).is_ok();
        let around: Vec<bool> = claim.distinct.list.iter().map(holds).collect();
        for statement in bench.statements_of(passage.source, passage.sentence) {
            if found.len() >= MAX_FACING {
                return found;
            }
            let mut own = vec![false; weights.len()];
            for place in claim.distinct.shared(analysis.terms_in(statement.token_range())) {
                if let Some(holds) = own.get_mut(place) {
                    *holds = true;
                }
            }
            let (mut shared, mut n_shared, mut names) = (0.0, 0, 0);
            for (((term, weight), in_own), in_sentence) in
                claim.distinct.list.iter().zip(&weights).zip(own).zip(&around)
            {
                if in_own || *in_sentence {
                    shared += if in_own { *weight } else { IN_SENTENCE * weight };
                    n_shared += 1;
                    names += usize::from(term.name);
                } else {
                    // A paraphrase holds the claim's words as others of their meaning.
                    shared += IN_SENTENCE * weight * bench.alignment.akin.share(term.key, sentence);
                }
            }
            let coverage = if total > 0.0 { shared / total } else { 0.0 };
            let rank = passage.rank;
            found.push(Facing { source: passage.source, statement, coverage, shared: n_shared, names, rank });
        }
    }
    found
}

/// The best of a list by coverage; the first of equals.
pub(super) fn best<'a, 'f>(list: impl Iterator<Item = &'f Facing<'a>>) -> Option<Facing<'a>>
where
    'a: 'f,
{
    list.copied().reduce(|best, other| if other.coverage > best.coverage { other } else { best })
}

impl Facing<'_> {
    /// Weighted share of the statement's terms that the claim holds, 0 to 1.
    fn reverse(&self, bench: &Bench<'_>, claim: &Claim<'_>) -> f32 {
        let Some(analysis) = bench.sources.get(self.source) else { return 0.0 };
        let (mut total, mut shared) = (0.0, 0.0);
        for term in analysis.terms_in(self.statement.token_range()) {
            let weight = bench.alignment.weight(term.key);
            total += weight;
            if claim.distinct.holds(term.key) {
                shared += weight;
            }
        }
        if total > 0.0 { shared / total } else { 0.0 }
    }
}

/// Adds what is known about the source's side of a comparison without values.
pub(super) fn against(
    bench: &Bench<'_>,
    comparison: &mut Comparison,
    claim: &Claim<'_>,
    facing: &Facing<'_>,
    span: Span,
    relation: Relation,
) {
    if let Some(analysis) = bench.sources.get(facing.source) {
        comparison.source = Some((analysis.document.id, span));
    }
    comparison.word(Feature::Relation, relation.name());
    comparison.number(Feature::SameEvent, facing.coverage);
    comparison.number(Feature::Rank, facing.rank as f32);
    comparison.number(Feature::Reverse, facing.reverse(bench, claim));
    comparison.number(Feature::SharedWords, facing.shared as f32);
    comparison.number(Feature::SharedNames, facing.names as f32);
    comparison.word(Feature::SourcePolarity, facing.statement.polarity.value.name());
    comparison.word(Feature::SourceCertainty, facing.statement.certainty.value.name());
    comparison.flag(Feature::SamePredicate, bench.same_predicate(claim.statement, facing.statement));
}
