//! All of judgment in one call: comparisons, scores, rules, verdicts.

use crate::align::Alignment;
use crate::judge::finding;
use crate::judge::score::{Features, Scorer, add_findings};
use crate::judge::score_model::ScoreModel;
use crate::judge::{RuleSet, compare, verdict};
use crate::lexicon::Lexicon;
use crate::model::{
    Analysis, ClaimResult, Comparison, Feature, Finding, Primitive, Problem, SentenceId, Statement, Text,
};

/// What judgment stands on, besides the texts.
#[derive(Clone, Copy, Debug)]
pub struct Bases<'a> {
    /// Word lists.
    pub lexicon: &'a Lexicon,
    /// Rules.
    pub rules: &'a RuleSet,
    /// Weights of the support score.
    pub model: &'a ScoreModel,
    /// Findings below this confidence are left out.
    pub min_confidence: f32,
}

/// What judgment comes to.
#[derive(Clone, Debug, Default)]
pub struct Judgment {
    /// Every sentence of the piece, in order.
    pub claims: Vec<ClaimResult>,
    /// The features behind each claim's score, in the same order; `None` for what is not checkable.
    pub features: Vec<Option<Features>>,
    /// What could not be checked.
    pub problems: Vec<Problem>,
}

/// Judges a piece against its sources, and its talk about the conversation against its `earlier` turns.
pub fn judge(
    piece: &Analysis,
    sources: &[Analysis],
    alignment: &Alignment,
    earlier: Option<&Alignment>,
    bases: Bases<'_>,
) -> Judgment {
    let (mut comparisons, cut) = compare::comparisons(piece, sources, alignment, earlier, bases.lexicon);
    // Those of a sentence stand together; the sort is stable, so they keep the order of its statements.
    comparisons.sort_by_key(|comparison| comparison.sentence);
    let scorer = Scorer::new(piece, sources, alignment);
    let mut features: Vec<Option<Features>> = piece
        .sentences
        .iter()
        .map(|sentence| {
            let statements = statements_of(piece, sentence.id);
            let checkable = !statements.is_empty() && verdict::idle(&statements).is_none();
            checkable.then(|| scorer.features(sentence, of_sentence(&comparisons, sentence.id)))
        })
        .collect();
    for comparison in comparisons.iter_mut().filter(|comparison| comparison.primitive == Primitive::Statement)
    {
        if let Some(features) = features.get(comparison.sentence.idx()).and_then(Option::as_ref) {
            comparison.number(Feature::Score, bases.model.score(features));
        }
    }
    let texts: Vec<Text<'_>> = sources.iter().map(Analysis::text).collect();
    let found = finding::findings(&comparisons, bases.rules, &piece.text(), &texts);
    let mut findings = found.findings.into_iter().peekable();
    let mut claims = Vec::with_capacity(piece.sentences.len());
    for (id, sentence) in piece.sentences.iter().enumerate() {
        let mut own: Vec<Finding> = Vec::new();
        while let Some((_, finding)) = findings.next_if(|(home, _)| *home <= sentence.id) {
            own.push(finding);
        }
        let scored = features.get_mut(id).and_then(Option::as_mut).map(|features| {
            // All findings: what a user wants to see of them does not make a claim better supported.
            add_findings(features, own.iter());
            (bases.model.score(features), bases.model.parts(features))
        });
        own.retain(|finding| finding.confidence >= bases.min_confidence);
        let here = of_sentence(&comparisons, sentence.id);
        let mut claim = verdict::claim(id as u32, piece, sources, alignment, sentence, here, own);
        if let Some((score, parts)) = scored {
            claim.score = Some(score);
            claim.score_parts = parts;
        }
        claims.push(claim);
    }
    let problems = cut.into_iter().chain(found.problems).collect();
    Judgment { claims, features, problems }
}

fn of_sentence(comparisons: &[Comparison], sentence: SentenceId) -> &[Comparison] {
    let start = comparisons.partition_point(|comparison| comparison.sentence < sentence);
    let end = comparisons.partition_point(|comparison| comparison.sentence <= sentence);
    comparisons.get(start..end).unwrap_or(&[])
}

fn statements_of(piece: &Analysis, sentence: SentenceId) -> Vec<&Statement> {
    piece.statements_of(sentence).iter().collect()
}
