//! Persons and bodies: the same in the same part, a slip of the pen, another one, or nobody the sources know.

use crate::judge::compare::across::SAME_PLACE;
use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::hit::{Hit, Outcome};
use crate::judge::compare::identity::folded_words;
use crate::judge::compare::unrecognised::exchanged;

use crate::model::{
    Case, Category, Comparison, Feature, Mention, Name, NameKind, NameRelation, Primitive, Relation, fold,
    is_slip,
};

/// A name may only be meant for another one without any common part where this much of the claim stands around it.
const REPLACED: f32 = 0.75;
/// With the same title, this much is enough.
const SAME_TITLE: f32 = 0.5;

/// A part of a name with fewer letters is often a particle or an initial.
const SHORTEST_PART: usize = 3;

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Vec<Comparison> {
    let ours = bench.ours(&claim.statement.names);
    ours.filter_map(|mention| {
        let name = mention.name()?;
        match name.told_kind() {
            NameKind::Person | NameKind::Organisation => one(bench, claim, mention, name),
            NameKind::Other => {
                in_place(bench, claim, mention, name).or_else(|| unknown_only(bench, claim, mention, name))
            }
            NameKind::Place | NameKind::Nationality => None,
        }
    })
    .collect()
}

fn one<'a>(bench: &Bench<'a>, claim: &Claim<'a>, mention: &'a Mention, name: &'a Name) -> Option<Comparison> {
    // "MV" out of "MV-12" is no name by itself.
    let cut_off = bench.piece.text().touches_next(mention.token_range().end.saturating_sub(1))
        && bench.piece.text().lower(mention.token_range().end) == "-";
    if bench.identity.is_speaker(name) || cut_off {
        return None;
    }
    let known = !bench.identity.same_as(name.entity).is_empty();
    let tokens = mention.token_range();
    let mut comparison = start(bench, claim, mention, name);
    if !known {
        if let Some((hit, part, distance)) = near_miss(bench, claim, mention, name) {
            bench.against(&mut comparison, claim, &tokens, &hit);
            comparison.word(Feature::Part, part);
            comparison.number(Feature::EditDistance, distance as f32);
            comparison.source_value = hit.mention.name().map(|theirs| theirs.canonical.clone());
            return Some(comparison);
        }
        comparison.number(Feature::KnownWords, bench.known_words(name));
        return Some(absent(bench, claim, comparison));
    }
    // The speaker of reported words is the speech comparison's concern.
    let is_speaker = claim
        .statement
        .attribution
        .as_ref()
        .and_then(|a| a.speaker)
        .is_some_and(|s| s.overlaps(mention.span));
    let across = placed(bench, claim, mention, name);
    if is_speaker {
        return None;
    }
    let mut hits = hits(bench, claim, mention, name);
    hits.extend(across);
    match bench.settle(&hits) {
        Outcome::Support(hit, _) => bench.against(&mut comparison, claim, &tokens, &hit),
        Outcome::Conflict(hit, elsewhere) => {
            let in_place = across.is_some_and(|it| it.mention.span == hit.mention.span);
            let meant =
                || meant_there(bench, name, &hit) || may_be_meant(bench, name, hit.source, hit.mention);
            if is_short_form(name, hit.mention) || !in_place && meant() {
                return None;
            }
            bench.against(&mut comparison, claim, &tokens, &hit);
            comparison.flag(Feature::Elsewhere, elsewhere.is_some() || known);
            comparison.word(Feature::Part, "whole");
            comparison.source_value = hit.mention.name().map(|theirs| theirs.canonical.clone());
        }
        Outcome::Absent => return None,
    }
    Some(comparison)
}

/// A name of unknown kind at the place where the source has another one.
fn in_place<'a>(
    bench: &Bench<'a>,
    claim: &Claim<'a>,
    mention: &'a Mention,
    name: &'a Name,
) -> Option<Comparison> {
    let hit = placed(bench, claim, mention, name).filter(|hit| hit.relation == Relation::Disjoint)?;
    if bench.identity.is_speaker(name) || hit.mention.name()?.kind == NameKind::Nationality {
        return None;
    }
    exchanged(bench, claim, mention.span, bench.sources.get(hit.source)?, hit.mention)
}

/// A capitalised name of unknown kind only counts where no source has it.
fn unknown_only<'a>(
    bench: &Bench<'a>,
    claim: &Claim<'a>,
    mention: &'a Mention,
    name: &'a Name,
) -> Option<Comparison> {
    if bench.identity.is_speaker(name) || !bench.identity.same_as(name.entity).is_empty() {
        return None;
    }
    (bench.known_words(name) < 1.0).then(|| {
        let mut comparison = start(bench, claim, mention, name);
        comparison.number(Feature::KnownWords, bench.known_words(name));
        absent(bench, claim, comparison)
    })
}

fn start<'a>(bench: &Bench<'a>, claim: &Claim<'a>, mention: &Mention, name: &Name) -> Comparison {
    let category = match name.told_kind() {
        NameKind::Person => Category::PersonName,
        NameKind::Organisation if !claim.statement.agreements.is_empty() => Category::AgreementParty,
        NameKind::Organisation | NameKind::Other => Category::Organisation,
        NameKind::Place | NameKind::Nationality => Category::Place,
    };
    let mut comparison = bench.comparison(claim, Primitive::Name, category, mention.span);
    comparison.claim_value = Some(name.canonical.clone());
    comparison.word(Feature::NameKind, kind_name(name.told_kind()));
    comparison.flag(Feature::Specific, true);
    comparison
}

fn absent<'a>(bench: &Bench<'a>, claim: &Claim<'a>, mut comparison: Comparison) -> Comparison {
    comparison.word(Feature::Relation, Relation::Absent.name());
    comparison
        .number(Feature::SameEvent, claim.pair.candidates.first().map_or(0.0, |candidate| candidate.score));
    comparison.flag(Feature::Elsewhere, false);
    if let Some(passage) = claim.passages.first()
        && let Some(source) = bench.sources.get(passage.source)
        && let Some(sentence) = source.sentences.get(passage.sentence.idx())
    {
        comparison.source = Some((source.document.id, sentence.span));
    }
    comparison
}

/// The names of the same kind in the claim's passages.
fn hits<'a>(bench: &Bench<'a>, claim: &Claim<'a>, mention: &Mention, name: &Name) -> Vec<Hit<'a>> {
    let tokens = mention.token_range();
    bench
        .mentions_near(claim)
        .filter_map(|(source, theirs, rank)| {
            let other = theirs.name()?;
            if other.told_kind() != name.told_kind() {
                return None;
            }
            let same = bench.identity.is_same(name.entity, source, other.entity);
            let relation = if same { Relation::Same } else { Relation::Disjoint };
            let also_ours = !same && bench.names_in(claim, source, other.entity);
            (!also_ours).then(|| Hit {
                source,
                mention: theirs,
                relation,
                context: bench.context(claim, &tokens, source, theirs),
                rank,
            })
        })
        .collect()
}

/// The other name at the same place of the source sentence that the claim follows.
pub(super) fn placed<'a>(
    bench: &Bench<'a>,
    claim: &Claim<'a>,
    mention: &Mention,
    name: &Name,
) -> Option<Hit<'a>> {
    let (source, theirs) = bench.across(claim, mention)?;
    let other = theirs.name()?;
    let kinds = other.kind == name.kind || name.kind == NameKind::Other || other.kind == NameKind::Other;
    let same = bench.identity.is_same(name.entity, source, other.entity);
    let relation = if same { Relation::Same } else { Relation::Disjoint };
    kinds.then_some(Hit { source, mention: theirs, relation, context: SAME_PLACE, rank: 0 })
}

/// Whether the claim's person is meant in the hit's clause by a pronoun or stands there beside the other one.
fn meant_there(bench: &Bench<'_>, name: &Name, hit: &Hit<'_>) -> bool {
    let Some(statement) = bench.statement_of(hit.source, hit.mention) else {
        return false;
    };
    statement.participants.iter().any(|&entity| bench.identity.is_same(name.entity, hit.source, entity))
}

/// Whether the sentence of another name may tell of the claim's as well: it has a part of the person's name ("Wilk"
/// beside somebody else), all words of the body's ("the city's election commission"), or a "he" or "she" of whom the text
/// does not say who it is.
fn may_be_meant(bench: &Bench<'_>, name: &Name, source: usize, theirs: &Mention) -> bool {
    let Some(analysis) = bench.sources.get(source) else { return false };
    let Some(sentence) = analysis.sentences.get(theirs.sentence.idx()) else { return false };
    let text = analysis.text();
    let own = theirs.token_range();
    let mut around = sentence.token_range().filter(|at| !own.contains(at));
    let parts = folded_words(&name.canonical);
    if name.told_kind() != NameKind::Person {
        let words: Vec<String> = around.map(|at| fold(text.lower(at))).collect();
        return parts.len() > 1 && parts.iter().all(|part| words.contains(part));
    }
    around.any(|at| {
        let word = text.lower(at);
        let named = analysis.tokens.get(at).is_some_and(|token| token.case != Case::Lower)
            && word.len() >= SHORTEST_PART
            && parts.contains(&fold(word));
        let open = matches!(word, "he" | "she")
            && !analysis.references_in(at..at + 1).any(|reference| !reference.entities.is_empty());
        named || open
    })
}

/// Whether one of two names is the short form of the other.
fn is_short_form(name: &Name, theirs: &Mention) -> bool {
    let other = theirs.name().map_or("", |other| other.canonical.as_str());
    is_short_for(&name.canonical, other) || is_short_for(other, &name.canonical)
}

/// "ANC" for "African National Congress"; a name that was read in part has some of the letters.
fn is_short_for(short: &str, long: &str) -> bool {
    let initials: String = long
        .split(|letter: char| !letter.is_alphanumeric())
        .filter_map(|word| word.chars().next().filter(|letter| letter.is_uppercase()))
        .collect();
    let n_letters = short.chars().count();
    (2..=6).contains(&n_letters)
        && short.chars().all(char::is_uppercase)
        && initials.chars().count() >= 2
        && (short.starts_with(&initials) || short.ends_with(&initials))
}

/// A name of the passages that the unknown name may be meant for: the part that differs, and by how many letters.
fn near_miss<'a>(
    bench: &Bench<'a>,
    claim: &Claim<'a>,
    mention: &Mention,
    name: &Name,
) -> Option<(Hit<'a>, &'static str, usize)> {
    let tokens = mention.token_range();
    let mut best: Option<(Hit<'a>, &'static str, usize)> = None;
    let across = placed(bench, claim, mention, name);
    for (source, theirs, rank) in bench.mentions_near(claim) {
        let Some(other) = theirs.name().filter(|other| other.told_kind() == name.told_kind()) else {
            continue;
        };
        if bench.names_in(claim, source, other.entity) {
            continue;
        }
        let full =
            bench.identity.of_source(source, other.entity).and_then(|entity| entity.main()).unwrap_or(other);
        let in_place = across.is_some_and(|it| it.source == source && it.mention.span == theirs.span);
        if is_short_form(name, theirs) || !in_place && may_be_meant(bench, name, source, theirs) {
            continue;
        }
        let context = if in_place { SAME_PLACE } else { bench.context(claim, &tokens, source, theirs) };
        let Some((part, distance)) = differing_part(bench, name, full, context) else {
            continue;
        };
        let hit = Hit { source, mention: theirs, relation: Relation::Disjoint, context, rank };
        let closer = |best: &(Hit<'a>, &'static str, usize)| {
            (order(part), distance) < (order(best.1), best.2)
                || ((order(part), distance) == (order(best.1), best.2) && context > best.0.context)
        };
        if best.as_ref().is_none_or(closer) {
            best = Some((hit, part, distance));
        }
    }
    best
}

fn order(part: &str) -> u8 {
    match part {
        "surname" => 0,
        "given" => 1,
        _ => 2,
    }
}

/// The part of the name that differs, and by how many letters; `None` if it is a name of somebody else.
fn differing_part(
    bench: &Bench<'_>,
    ours: &Name,
    theirs: &Name,
    context: f32,
) -> Option<(&'static str, usize)> {
    let letters = strsim::osa_distance(&fold(&ours.canonical), &fold(&theirs.canonical));
    let (Some(a), Some(b)) = (&ours.person, &theirs.person) else {
        if is_slip(&fold(&ours.canonical), &fold(&theirs.canonical)) {
            return Some(("surname", letters));
        }
        return (context >= REPLACED).then_some(("whole", letters));
    };
    let part = match a.relation(b, &bench.lexicon.names) {
        NameRelation::Same | NameRelation::Compatible => return None,
        NameRelation::Misspelled => "surname",
        NameRelation::OtherGiven => "given",
        NameRelation::OtherSurname => "whole",
        NameRelation::Different => {
            let same_title = a.title.is_some() && a.title == b.title;
            let replaced = context >= REPLACED || (same_title && context >= SAME_TITLE);
            return replaced.then_some(("whole", letters));
        }
    };
    Some((part, letters))
}

pub(super) fn kind_name(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "person",
        NameKind::Organisation => "organisation",
        NameKind::Place => "place",
        NameKind::Nationality => "nationality",
        NameKind::Other => "other",
    }
}
