//! Capitalised words that were not taken for a name, at the place where the source sentence that the claim follows has
//! one: a bare surname in a short piece says by itself only little of what it is.

use std::ops::Range;

use crate::judge::compare::across::SAME_PLACE;
use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::identity::folded_words;
use crate::judge::compare::name::kind_name;
use crate::judge::compare::twin::Twin;
use crate::model::{
    Analysis, Case, Category, Comparison, Feature, Mention, Name, NameKind, Primitive, Relation, Span,
    TokenKind, fold, is_slip,
};

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Vec<Comparison> {
    let Some(twin) = bench.twin(claim.sentence.id) else {
        return Vec::new();
    };
    let sentence = bench.sources.get(twin.source).and_then(|source| {
        let span = source.sentences.get(twin.sentence.idx())?.span;
        Some((source, span))
    });
    let Some((source, span)) = sentence else {
        return Vec::new();
    };
    source.mentions_in(span).filter_map(|mention| one(bench, claim, twin, source, mention)).collect()
}

fn one<'a>(
    bench: &Bench<'a>,
    claim: &Claim<'a>,
    twin: &Twin,
    source: &'a Analysis,
    theirs: &'a Mention,
) -> Option<Comparison> {
    theirs.name().filter(|name| name.kind != NameKind::Nationality)?;
    if theirs.token_range().any(|at| twin.is_original(at)) {
        return None;
    }
    let tokens = trimmed(bench.piece, twin.facing_ours(&theirs.token_range()));
    let written = !tokens.is_empty()
        && claim.statement.token_range().contains(&tokens.start)
        && tokens.clone().all(|at| is_capital(bench.piece, at))
        && twin.facing(&tokens).start <= theirs.token_range().start
        && trimmed(source, twin.facing(&tokens)) == theirs.token_range();
    if !written || is_known(bench, &tokens) || is_common(bench, &tokens) {
        return None;
    }
    exchanged(bench, claim, bench.piece.text().span_of(tokens), source, theirs)
}

/// The comparison of words of the claim with the other name at their place in a source.
pub(super) fn exchanged<'a>(
    bench: &Bench<'a>,
    claim: &Claim<'a>,
    span: Span,
    source: &Analysis,
    theirs: &Mention,
) -> Option<Comparison> {
    let name = theirs.name()?;
    let words = bench.piece.document.slice(span);
    if names_same(words, name) {
        return None;
    }
    let (ours, full) = (fold(words), fold(&name.canonical));
    let surname = full.split(' ').next_back().unwrap_or("");
    let letters = strsim::osa_distance(&ours, surname).min(strsim::osa_distance(&ours, &full));
    let slip = is_slip(&ours, surname) || is_slip(&ours, &full);
    let primitive = if name.kind == NameKind::Place { Primitive::Place } else { Primitive::Name };
    let mut comparison = bench.comparison(claim, primitive, category(claim, span, name.kind), span);
    comparison.claim_value = Some(words.to_string());
    comparison.source = Some((source.document.id, theirs.span));
    comparison.source_value = Some(name.canonical.clone());
    comparison.word(Feature::Relation, Relation::Disjoint.name());
    comparison.word(Feature::NameKind, kind_name(name.kind));
    comparison.word(Feature::Part, if slip { "surname" } else { "whole" });
    comparison.number(Feature::EditDistance, letters as f32);
    comparison.number(Feature::SameEvent, SAME_PLACE);
    comparison
        .flag(Feature::Elsewhere, folded_words(words).iter().all(|word| bench.words.contains(word.as_str())));
    comparison.flag(Feature::Specific, true);
    comparison.flag(Feature::Aligned, true);
    Some(comparison)
}

/// The category of another name: where somebody's words are ascribed to it, who said them.
fn category(claim: &Claim<'_>, span: Span, kind: NameKind) -> Category {
    let speaker = claim.statement.attribution.as_ref().and_then(|attribution| attribution.speaker);
    let speaks = speaker.is_some_and(|speaker| speaker.overlaps(span));
    match kind {
        NameKind::Person | NameKind::Other if speaks && claim.statement.quotations.is_empty() => {
            Category::ParaphraseAttribution
        }
        NameKind::Person | NameKind::Other if speaks => Category::QuoteAttribution,
        NameKind::Person => Category::PersonName,
        NameKind::Organisation | NameKind::Other => Category::Organisation,
        NameKind::Place | NameKind::Nationality => Category::Place,
    }
}

/// Without marks and genitives at both ends.
fn trimmed(analysis: &Analysis, tokens: Range<usize>) -> Range<usize> {
    let text = analysis.text();
    let counts = |at: &usize| {
        text.tokens.get(*at).is_some_and(|token| token.kind == TokenKind::Word)
            && !text.word(*at).starts_with(['\'', '’'])
    };
    let start = tokens.clone().find(counts).unwrap_or(tokens.end);
    let end = tokens.rev().find(counts).map_or(start, |at| at + 1);
    start..end.max(start)
}

fn is_capital(analysis: &Analysis, at: usize) -> bool {
    analysis.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word && token.case != Case::Lower)
}

/// Whether a mention of the piece already speaks for these words.
fn is_known(bench: &Bench<'_>, tokens: &Range<usize>) -> bool {
    let span = bench.piece.text().span_of(tokens.clone());
    let start = bench.piece.mentions.partition_point(|mention| mention.span.end() <= span.start());
    let near =
        bench.piece.mentions.iter().skip(start).take_while(|mention| mention.span.start() < span.end());
    near.into_iter().any(|mention| mention.quotation().is_none() && mention.span.overlaps(span))
}

/// Whether one of the words is a common one, which may be no name at all at the start of a sentence.
fn is_common(bench: &Bench<'_>, tokens: &Range<usize>) -> bool {
    let text = bench.piece.text();
    tokens.clone().any(|at| bench.lexicon.names.is_common_word(text.lower(at), text.stem(at)))
}

/// Whether the words are part of the name, or its short form.
fn names_same(words: &str, name: &Name) -> bool {
    let full = folded_words(&name.canonical);
    let short = name.acronym.as_ref().is_some_and(|acronym| fold(acronym) == fold(words));
    short || folded_words(words).iter().all(|word| full.contains(word))
}
