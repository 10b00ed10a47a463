//! Whether the same person speaks on both sides.

use crate::judge::compare::bench::{Bench, Claim};
use crate::model::{Analysis, Mention, NameKind, Span};

/// How far from its cue, in bytes, reported content is looked for.
const CONTENT_REACH: usize = 16 * 1024;
/// How far after the speaker's words, in bytes, a name in apposition begins.
const APPOSITION_REACH: usize = 6;

/// Whether the same person speaks on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SameSpeaker {
    /// The same.
    Same,
    /// Two persons who are both named.
    Other,
    /// One side does not name anybody.
    Unknown,
}

impl SameSpeaker {
    /// Name in rules.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Other => "other",
            Self::Unknown => "unknown",
        }
    }
}

/// Compares the speaker of a claim's quotation with that of a source's.
pub(super) fn same_speaker(
    bench: &Bench<'_>,
    claim: &Claim<'_>,
    ours: &Mention,
    source: usize,
    theirs: &Mention,
) -> SameSpeaker {
    let Some(analysis) = bench.sources.get(source) else {
        return SameSpeaker::Unknown;
    };
    let Some(span) = speaker_span(bench, claim, ours) else {
        return SameSpeaker::Unknown;
    };
    let their_span = theirs.quotation().and_then(|quotation| quotation.speaker);
    let Some(their_span) = their_span.or_else(|| attributed_to(analysis, theirs.span)) else {
        return SameSpeaker::Unknown;
    };
    entities(bench, span, source, analysis, their_span)
}

/// Compares two speakers by the words that name them.
pub(super) fn entities(
    bench: &Bench<'_>,
    speaker_words: Span,
    source: usize,
    analysis: &Analysis,
    their_words: Span,
) -> SameSpeaker {
    let their_entity = entity_of(analysis, their_words);
    match (entity_of(bench.piece, speaker_words), their_entity) {
        (Some(a), Some(b)) if bench.identity.is_same(a, source, b) => SameSpeaker::Same,
        (Some(a), Some(b)) if bench.identity.is_misspelled(a, source, b, bench.lexicon) => SameSpeaker::Same,
        (Some(a), Some(b)) => {
            // A body speaks through its people: only two persons exclude each other.
            let person = |kind: Option<NameKind>| kind == Some(NameKind::Person);
            let ours = bench.identity.of_piece(a).and_then(|entity| entity.main()).map(|name| name.kind);
            let theirs =
                bench.identity.of_source(source, b).and_then(|entity| entity.main()).map(|name| name.kind);
            // Two pronouns are bound too loosely to say that somebody else is meant.
            let pronoun = |analysis: &Analysis, words: Span| {
                matches!(analysis.document.lower(words), "he" | "she" | "him" | "her" | "they")
            };
            let loose = pronoun(bench.piece, speaker_words) && pronoun(analysis, their_words);
            if person(ours) && person(theirs) && !loose { SameSpeaker::Other } else { SameSpeaker::Unknown }
        }
        (None, Some(b)) => described(bench, speaker_words, source, b),
        _ => SameSpeaker::Unknown,
    }
}

/// "the mayor" against a person whose title has the word.
fn described(bench: &Bench<'_>, ours: Span, source: usize, theirs: u32) -> SameSpeaker {
    let text = bench.piece.text();
    let last = text.tokens_in(ours).last().map(|idx| text.lower(idx)).unwrap_or("");
    let titled = bench.identity.of_source(source, theirs).is_some_and(|entity| {
        entity.titles.iter().any(|(title, _)| title.split_whitespace().any(|word| word == last))
    });
    if titled { SameSpeaker::Same } else { SameSpeaker::Unknown }
}

/// The words that name the speaker of a claim's quotation.
pub(super) fn speaker_span(bench: &Bench<'_>, claim: &Claim<'_>, ours: &Mention) -> Option<Span> {
    let named = ours.quotation().and_then(|quotation| quotation.speaker);
    named
        .or_else(|| claim.statement.attribution.as_ref().and_then(|attribution| attribution.speaker))
        .or_else(|| attributed_to(bench.piece, ours.span))
}

/// The speaker whose reported content covers a span.
fn attributed_to(analysis: &Analysis, span: Span) -> Option<Span> {
    let (low, high) = (span.start().saturating_sub(CONTENT_REACH), span.end() + CONTENT_REACH);
    let start = analysis.speeches.partition_point(|speech| speech.cue.start() < low);
    let mut near = analysis.speeches.get(start..)?.iter().take_while(|speech| speech.cue.start() <= high);
    near.find(|speech| speech.content.overlaps(span)).and_then(|speech| speech.speaker)
}

/// The entity that a speaker's words name, or mean by a pronoun.
pub(super) fn entity_of(analysis: &Analysis, speaker: Span) -> Option<u32> {
    let mut inside = analysis.mentions_in(with_apposition(analysis, speaker)).filter_map(Mention::name);
    let first = inside.next();
    let named = first
        .into_iter()
        .chain(inside)
        .find(|name| name.kind == NameKind::Person)
        .or(first)
        .map(|name| name.entity);
    named.or_else(|| {
        let of = |statement: &crate::model::Statement| {
            let attribution = statement.attribution.as_ref()?;
            attribution.speaker.filter(|span| *span == speaker).and(attribution.entity)
        };
        let start = analysis.statements.partition_point(|statement| statement.span.end() < speaker.start());
        let from = start.saturating_sub(4);
        analysis.statements.get(from..(start + 5).min(analysis.statements.len()))?.iter().find_map(of)
    })
}

/// The speaker's words with a name that follows them in apposition ("its director, Dr Sorley").
fn with_apposition(analysis: &Analysis, speaker: Span) -> Span {
    let Some(next) =
        analysis.mentions.get(analysis.mentions.partition_point(|m| m.span.start() < speaker.end())..)
    else {
        return speaker;
    };
    let reach = speaker.end() + APPOSITION_REACH;
    let mut near = next.iter().take_while(|mention| mention.span.start() <= reach);
    let person = near.find(|mention| mention.name().is_some());
    let close = person.filter(|mention| {
        let between = Span::new(speaker.end(), mention.span.start());
        analysis.document.slice(between).trim_start().starts_with(',')
            && mention.name().is_some_and(|name| name.kind == NameKind::Person)
    });
    close.map_or(speaker, |mention| speaker.cover(mention.span))
}
