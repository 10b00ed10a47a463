//! Source values held against a claim's, the choice between support and conflict, and the comparison that comes of
//! it.

use std::ops::Range;

use crate::judge::compare::bench::{Bench, Claim};
use crate::model::{
    Category, Comparison, Feature, Mention, Primitive, Relation, Span, SpeakerRole, Statement,
};

/// Support holds against a conflict if its context is at least this share of the conflict's.
const SUPPORT_SHARE: f32 = 0.8;
/// How much of the claim's other words has to stand around another source's value that is to differ from it.
const DISSENT: f32 = 0.5;

/// A source mention held against a claim's.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'a> {
    /// Index among the sources.
    pub source: usize,
    /// The source's mention.
    pub mention: &'a Mention,
    /// How the claim's value relates to it.
    pub relation: Relation,
    /// How much of the claim's other words stand around it, 0 to 1.
    pub context: f32,
    /// Place of its passage.
    pub rank: usize,
}

/// What the hits for one value come to.
#[derive(Clone, Copy, Debug)]
pub enum Outcome<'a> {
    /// A source says it; another source may have another value in the same place.
    Support(Hit<'a>, Option<Hit<'a>>),
    /// The source says otherwise; the value may stand elsewhere, for another subject.
    Conflict(Hit<'a>, Option<Hit<'a>>),
    /// Nothing of the kind.
    Absent,
}

impl<'a> Bench<'a> {
    /// A comparison with the features that every slot has.
    pub fn comparison(
        &self,
        claim: &Claim<'a>,
        primitive: Primitive,
        category: Category,
        span: Span,
    ) -> Comparison {
        let mut comparison = Comparison {
            primitive,
            category,
            sentence: claim.sentence.id,
            claim_span: span,
            claim_value: None,
            source: None,
            source_value: None,
            note: None,
            features: Vec::with_capacity(20),
        };
        if let Some(extractive) = self.extractive {
            comparison.number(Feature::Extractive, extractive);
        }
        comparison.flag(Feature::Dialogue, self.dialogue);
        let spoken = self.sources.iter().any(|source| !source.document.turns.is_empty());
        comparison.flag(Feature::SourceSpoken, spoken);
        comparison.flag(Feature::Premise, claim.statement.idle.is_some());
        comparison.flag(Feature::Agreement, !claim.statement.agreements.is_empty());
        comparison.flag(Feature::Attributed, claim.statement.attribution.is_some());
        comparison.word(Feature::ClaimPolarity, claim.statement.polarity.value.name());
        comparison.word(Feature::ClaimCertainty, claim.statement.certainty.value.name());
        let coverage = claim.pair.candidates.first().map_or(0.0, |candidate| candidate.features.coverage);
        comparison.number(Feature::Coverage, coverage);
        comparison.word(
            Feature::SpeakerRole,
            match self.role(claim) {
                Some(SpeakerRole::Host) => "host",
                Some(SpeakerRole::Guest) => "guest",
                None => "none",
            },
        );
        comparison
    }

    fn role(&self, claim: &Claim<'a>) -> Option<SpeakerRole> {
        let turn = self.piece.document.turns.get(claim.sentence.turn? as usize)?;
        self.piece.document.speakers.get(usize::from(turn.speaker?.0))?.role
    }

    /// Adds what is known about the source's side.
    pub fn against(
        &self,
        comparison: &mut Comparison,
        claim: &Claim<'a>,
        value: &Range<usize>,
        hit: &Hit<'a>,
    ) {
        let Some(analysis) = self.sources.get(hit.source) else {
            return;
        };
        comparison.source = Some((analysis.document.id, hit.mention.span));
        comparison.word(Feature::Relation, hit.relation.name());
        comparison.number(Feature::SameEvent, hit.context);
        comparison.flag(Feature::Aligned, self.is_aligned(claim, value, hit.source, hit.mention));
        comparison.number(Feature::Rank, hit.rank as f32);
        let (words, names) = self.shared(claim, value, hit.source, hit.mention.sentence);
        comparison.number(Feature::SharedWords, words as f32);
        comparison.number(Feature::SharedNames, names as f32);
        if let Some(statement) = self.statement_of(hit.source, hit.mention) {
            comparison.word(Feature::SourcePolarity, statement.polarity.value.name());
            comparison.word(Feature::SourceCertainty, statement.certainty.value.name());
            comparison.flag(Feature::SamePredicate, self.same_predicate(claim.statement, statement));
        }
    }

    /// Whether two statements have the same predicate, or one of the same family.
    pub fn same_predicate(&self, claim: &Statement, source: &Statement) -> bool {
        match (&claim.predicate, &source.predicate) {
            (Some(a), Some(b)) => self.lexicon.relations.same_family(&a.value, &b.value),
            _ => false,
        }
    }

    /// Chooses between support and conflict.
    pub fn settle(&self, hits: &[Hit<'a>]) -> Outcome<'a> {
        let best = |supports: bool| {
            hits.iter()
                .filter(|hit| hit.relation.supports() == supports)
                .max_by(|a, b| a.context.total_cmp(&b.context).then(b.mention.span.cmp(&a.mention.span)))
                .copied()
        };
        match (best(true), best(false)) {
            (Some(support), Some(conflict)) if support.context >= SUPPORT_SHARE * conflict.context => {
                Outcome::Support(support, dissent(hits, &support))
            }
            (support, Some(conflict)) => Outcome::Conflict(conflict, support),
            (Some(support), None) => Outcome::Support(support, None),
            (None, None) => Outcome::Absent,
        }
    }
}

/// The best other value of another source that stands in the supported one's place.
fn dissent<'a>(hits: &[Hit<'a>], support: &Hit<'a>) -> Option<Hit<'a>> {
    // A source that has the value too has the other one for something else.
    let agrees = |source: usize| hits.iter().any(|hit| hit.source == source && hit.relation.supports());
    let rivals = hits.iter().filter(|hit| hit.relation == Relation::Disjoint && !agrees(hit.source));
    let rivals = rivals.filter(|hit| hit.context >= DISSENT.max(SUPPORT_SHARE * support.context));
    rivals.copied().reduce(|best, hit| if hit.context > best.context { hit } else { best })
}
