//! Reported words without quotation marks: said by the same person, by another one, or by nobody.

use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::facing::{Facing, against, facing};
use crate::judge::compare::name::placed;
use crate::judge::compare::speaker::{SameSpeaker, entities, entity_of};
use crate::model::{Category, Comparison, Feature, NameKind, Primitive, Relation, Span};

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Option<Comparison> {
    let attribution = claim.statement.attribution.as_ref()?;
    let speaker = attribution.speaker?;
    if let Some(comparison) = exchanged(bench, claim, speaker) {
        return Some(comparison);
    }
    // The clause that holds nothing but the cue has no content of its own.
    let content = content(bench, claim, speaker, attribution.cue)?;
    let ours = entity_of(bench.piece, speaker);
    let known = ours.is_some_and(|entity| !bench.identity.same_as(entity).is_empty());
    let mut best: Option<(Facing<'a>, SameSpeaker)> = None;
    let mut own = 0.0_f32;
    for &here in facing(bench, claim) {
        let Some(analysis) = bench.sources.get(here.source) else {
            continue;
        };
        let theirs = here.statement.attribution.as_ref().and_then(|attribution| attribution.speaker);
        let relation = theirs
            .map_or(SameSpeaker::Unknown, |theirs| entities(bench, speaker, here.source, analysis, theirs));
        if relation != SameSpeaker::Other {
            own = own.max(here.coverage);
        }
        if best.as_ref().is_none_or(|(other, _)| here.coverage > other.coverage) {
            best = Some((here, relation));
        }
    }
    let (facing, who) = best?;
    let mut comparison = bench.comparison(claim, Primitive::Speech, Category::ParaphraseAttribution, content);
    comparison.word(Feature::Strength, attribution.strength.name());
    comparison.flag(Feature::SpeakerKnown, known);
    let other = who == SameSpeaker::Other && own < facing.coverage * 0.8;
    comparison.word(Feature::Speaker, if other { "other" } else { who.name() });
    let theirs = facing.statement.attribution.as_ref().and_then(|attribution| attribution.speaker);
    comparison.word(Feature::SourceSpeaker, if theirs.is_some() { "named" } else { "none" });
    let relation = if other { Relation::Disjoint } else { Relation::Absent };
    let span = if other { theirs.unwrap_or(facing.statement.span) } else { facing.statement.span };
    if other {
        comparison.claim_span = speaker;
    }
    against(bench, &mut comparison, claim, &facing, span, relation);
    Some(comparison)
}

/// Another person or body that says it in the source sentence that the claim follows.
fn exchanged<'a>(bench: &Bench<'a>, claim: &Claim<'a>, speaker: Span) -> Option<Comparison> {
    let attribution = claim.statement.attribution.as_ref()?;
    let mut inside = bench.piece.mentions_in(speaker);
    let (mention, name) = inside.find_map(|mention| Some((mention, mention.name()?)))?;
    let hit = placed(bench, claim, mention, name).filter(|hit| hit.relation == Relation::Disjoint)?;
    let other = hit.mention.name()?;
    let speak = !matches!(name.kind, NameKind::Place | NameKind::Nationality);
    let known = !bench.identity.same_as(name.entity).is_empty();
    // Somebody whom the report does not know is the name comparison's concern.
    if !speak || !known || bench.identity.is_misspelled(name.entity, hit.source, other.entity, bench.lexicon)
    {
        return None;
    }
    let source = bench.sources.get(hit.source)?;
    let mut comparison =
        bench.comparison(claim, Primitive::Speech, Category::ParaphraseAttribution, mention.span);
    comparison.source = Some((source.document.id, hit.mention.span));
    comparison.word(Feature::Relation, Relation::Disjoint.name());
    comparison.word(Feature::Strength, attribution.strength.name());
    comparison.word(Feature::Speaker, SameSpeaker::Other.name());
    comparison.word(Feature::SourceSpeaker, "named");
    comparison.flag(Feature::SpeakerKnown, known);
    comparison.flag(Feature::Aligned, true);
    comparison.number(Feature::SameEvent, hit.context);
    Some(comparison)
}

/// The clause's words without speaker and cue; `None` if nothing is left.
fn content(bench: &Bench<'_>, claim: &Claim<'_>, speaker: Span, cue: Span) -> Option<Span> {
    let clause = claim.statement.span;
    let cut = speaker.cover(cue);
    let end = clause.end();
    let span = if cut.start() <= clause.start() + 4 && cut.end() < end {
        Span::new(cut.end().max(clause.start()), end)
    } else if cut.overlaps(clause) && cut.end() + 4 >= end {
        Span::new(clause.start(), cut.start().max(clause.start()))
    } else {
        clause
    };
    let words = bench.piece.document.slice(span);
    let start = span.start() + (words.len() - words.trim_start_matches([' ', ',', ':']).len());
    let kept = words.trim_end_matches([' ', ',', '.', ';', '!', '?']);
    let span = Span::new(start, (span.start() + kept.len()).max(start));
    (bench.piece.text().tokens_in(span).len() > 2).then_some(span)
}
