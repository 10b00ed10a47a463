//! Up or down, more or less: the direction word next to an equal figure, or the only one of each clause.

use std::ops::Range;

use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::facing::{Facing, against, best, facing};
use crate::judge::compare::polarity::same_figure;
use crate::judge::compare::quantity_relation::unit_name;
use crate::lexicon::relations::Direction;
use crate::model::{Analysis, Category, Comparison, Feature, Primitive, Relation, TokenKind};

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Option<Comparison> {
    let ours = directions(bench, bench.piece, claim.statement.token_range());
    let &(at, direction) = only(&ours)?;
    if direction == Direction::Flat {
        return None;
    }
    let mut rivals: Vec<(Facing<'a>, usize, Direction)> = Vec::new();
    let mut allies: Vec<Facing<'a>> = Vec::new();
    for &here in facing(bench, claim) {
        let Some(analysis) = bench.sources.get(here.source) else {
            continue;
        };
        let theirs = directions(bench, analysis, here.statement.token_range());
        if theirs.iter().any(|(_, other)| *other == direction) {
            allies.push(here);
        } else if let Some(&(idx, other)) = only(&theirs) {
            rivals.push((here, idx, other));
        }
    }
    // The change by the claim's own figure is the one that the claim speaks of.
    let same = |it: &Facing<'a>| {
        let analysis = bench.sources.get(it.source);
        analysis.is_some_and(|analysis| same_figure(bench, claim, analysis, it.statement).is_some())
    };
    let exact = rivals.iter().any(|(facing, ..)| same(facing));
    if exact {
        rivals.retain(|(facing, ..)| same(facing));
        allies.retain(|ally| same(ally));
    }
    let rival = best(rivals.iter().map(|(facing, ..)| facing))?;
    if best(allies.iter()).is_some_and(|ally| ally.coverage >= rival.coverage) {
        return None;
    }
    let &(_, idx, other) = rivals.iter().find(|(facing, ..)| facing.statement.id == rival.statement.id)?;
    let analysis = bench.sources.get(rival.source)?;
    let span = bench.piece.text().span_of(at..at + 1);
    let mut comparison = bench.comparison(claim, Primitive::Direction, Category::Comparison, span);
    comparison.word(Feature::ClaimDirection, direction.name());
    comparison.word(Feature::SourceDirection, other.name());
    let figure = same_figure(bench, claim, analysis, rival.statement);
    comparison.flag(Feature::SameFigure, figure.is_some());
    if let Some(figure) = figure {
        comparison.word(Feature::Unit, unit_name(&figure.unit));
    }
    against(bench, &mut comparison, claim, &rival, analysis.text().span_of(idx..idx + 1), Relation::Disjoint);
    Some(comparison)
}

/// The one direction of a clause: one word, or several that agree.
fn only(directions: &[(usize, Direction)]) -> Option<&(usize, Direction)> {
    let first = directions.first()?;
    directions.iter().all(|(_, other)| *other == first.1).then_some(first)
}

/// The direction words of a clause; approximators of a figure ("more than 300", "over a year") are none, nor are
/// comparisons that a negator turns into a superlative ("never more").
fn directions(bench: &Bench<'_>, analysis: &Analysis, clause: Range<usize>) -> Vec<(usize, Direction)> {
    let text = analysis.text();
    clause
        .filter_map(|at| {
            let direction = bench.lexicon.relations.direction(text.lower(at), text.stem(at))?;
            if is_particle(bench, analysis, at) {
                return None;
            }
            let than = matches!(text.lower(at + 1), "than" | "to");
            let figure = |idx: usize| {
                text.tokens
                    .get(idx)
                    .is_some_and(|t| t.kind == TokenKind::Number || t.kind == TokenKind::Symbol)
            };
            let before = at.checked_sub(1).map_or("", |idx| text.lower(idx));
            let approximator = than && (figure(at + 2) || before == "no") || before == "once";
            let superlative =
                at.checked_sub(2).is_some_and(|idx| (idx..at).any(|idx| text.lower(idx) == "never"));
            (!approximator && !superlative && !in_figure(analysis, at)).then_some((at, direction))
        })
        .collect()
}

/// "made up", "put up", "broke down": a particle says where nothing goes. "Went up", "up 8 per cent", "up from 4" do.
fn is_particle(bench: &Bench<'_>, analysis: &Analysis, at: usize) -> bool {
    let text = analysis.text();
    if !matches!(text.lower(at), "up" | "down" | "ahead" | "behind") {
        return false;
    }
    let moves = at.checked_sub(1).is_some_and(|idx| bench.lexicon.relations.is_motion(text.stem(idx)));
    let next = text.lower(at + 1);
    let amount = text.tokens.get(at + 1).is_some_and(|token| {
        token.kind == TokenKind::Number || token.kind == TokenKind::Symbol || in_figure(analysis, at + 1)
    });
    !(moves || amount || matches!(next, "by" | "from" | "of"))
}

fn in_figure(analysis: &Analysis, token: usize) -> bool {
    analysis.tokens.get(token).is_some_and(|token| {
        analysis.mention_at(token.span).is_some_and(|mention| mention.quantity().is_some())
    })
}
