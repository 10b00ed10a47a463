//! How a vote went: unanimous in the claim and divided in the source, or the other way round.

use std::ops::Range;

use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::facing::{Facing, against, best, facing};
use crate::lexicon::relations::Vote;
use crate::model::{
    Analysis, Category, Comparison, DocumentId, Feature, Mention, Primitive, Relation, SentenceKind, Span,
    Unit,
};

/// The first words of the sources on a vote without anybody against it, and on one with somebody.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Votes {
    united: Option<(DocumentId, Span)>,
    divided: Option<(DocumentId, Span)>,
}

impl Votes {
    fn of(bench: &Bench<'_>) -> Self {
        let mut votes = Self::default();
        for analysis in bench.sources {
            for sentence in &analysis.sentences {
                let Some((at, vote)) = told(bench, analysis, sentence.token_range()) else { continue };
                let found = Some((analysis.document.id, analysis.text().span_of(at)));
                match vote {
                    Vote::United => votes.united = votes.united.or(found),
                    Vote::Divided | Vote::Counted => votes.divided = votes.divided.or(found),
                }
            }
        }
        votes
    }
}

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Option<Comparison> {
    if claim.sentence.kind == SentenceKind::Question {
        return None;
    }
    let (at, ours) = told(bench, bench.piece, claim.statement.token_range())?;
    let theirs = |it: &Facing<'a>| {
        let analysis = bench.sources.get(it.source)?;
        let sentence = analysis.sentences.get(it.statement.sentence.idx())?;
        told(bench, analysis, sentence.token_range())
    };
    let facing = facing(bench, claim);
    let says = |vote: bool| {
        facing.iter().filter(move |it| theirs(it).is_some_and(|(_, other)| (other == ours) == vote))
    };
    let contrary = only_contrary(bench, ours);
    let mut comparison =
        bench.comparison(claim, Primitive::Quantifier, Category::Scope, bench.piece.text().span_of(at));
    comparison.word(Feature::Means, "vote");
    comparison.flag(Feature::Elsewhere, contrary.is_some());
    let Some(rival) = best(says(false)) else {
        comparison.source = Some(contrary?);
        comparison.word(Feature::Relation, Relation::Disjoint.name());
        return Some(comparison);
    };
    if best(says(true)).is_some_and(|ally| ally.coverage >= rival.coverage) {
        return None;
    }
    let (there, _) = theirs(&rival)?;
    // "The vote was seven to two" says of what in the sentence before it.
    let beside = |it: &&Facing<'a>| {
        it.source == rival.source && it.statement.sentence.0.abs_diff(rival.statement.sentence.0) <= 1
    };
    let about = best(facing.iter().filter(beside)).unwrap_or(rival);
    let analysis = bench.sources.get(rival.source)?;
    against(bench, &mut comparison, claim, &about, analysis.text().span_of(there), Relation::Disjoint);
    Some(comparison)
}

/// A story has one vote as a rule: where all that the sources say of votes is the contrary, that needs no passage of the
/// claim's words. Both are looked for once, however many claims speak of votes.
fn only_contrary(bench: &Bench<'_>, ours: Vote) -> Option<(DocumentId, Span)> {
    let told = bench.votes.get_or_init(|| Votes::of(bench));
    match ours {
        Vote::United if told.united.is_none() => told.divided,
        Vote::Divided if told.divided.is_none() => told.united,
        Vote::United | Vote::Divided | Vote::Counted => None,
    }
}

/// What some tokens say of a vote, with the words that say it: nobody was against, or somebody was.
fn told(bench: &Bench<'_>, analysis: &Analysis, tokens: Range<usize>) -> Option<(Range<usize>, Vote)> {
    let text = analysis.text();
    let mut counted = false;
    for at in tokens.clone() {
        match bench.lexicon.relations.vote.find_at(&text, at, tokens.end) {
            Some((_, Vote::Counted)) => counted = true,
            Some((len, &vote)) => {
                let denied = at.saturating_sub(2).max(tokens.start)..at;
                let denied = denied
                    .into_iter()
                    .any(|idx| matches!(text.lower(idx), "not" | "n't" | "never" | "nobody" | "no"));
                return match (vote, denied) {
                    (Vote::United, true) => Some((at..at + len, Vote::Divided)),
                    (vote, false) => Some((at..at + len, vote)),
                    // "Nobody dissented" and "not divided" are left alone.
                    (Vote::Divided | Vote::Counted, true) => None,
                };
            }
            None => {}
        }
    }
    if !counted {
        return None;
    }
    let figures: Vec<(&Mention, bool)> = analysis
        .mentions_in(text.span_of(tokens))
        .filter_map(|mention| {
            let figure = mention.quantity().filter(|it| !it.low.is_zero() && !it.high.is_zero())?;
            Some((mention, figure.unit == Unit::Score))
        })
        .collect();
    let score = figures.iter().find(|(_, score)| *score).map(|(mention, _)| mention.token_range());
    // "Seven votes to two", "by 63 to 41".
    let apart = || {
        figures.windows(2).find_map(|pair| {
            let [(one, _), (other, _)] = pair else { return None };
            let between = one.token_range().end..other.token_range().start;
            let close =
                between.len() <= 2 && between.into_iter().any(|at| matches!(text.lower(at), "to" | "against"));
            close.then(|| one.token_range().start..other.token_range().end)
        })
    };
    score.or_else(apart).map(|at| (at, Vote::Divided))
}
