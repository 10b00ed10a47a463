//! Places and nationalities: the same in the same position, or another one.

use crate::judge::compare::across::SAME_PLACE;
use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::dissent;
use crate::judge::compare::hit::{Hit, Outcome};
use crate::model::{Analysis, Category, Comparison, Feature, Mention, Name, NameKind, Primitive, Relation};

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Vec<Comparison> {
    let ours = bench.ours(&claim.statement.places);
    ours.filter_map(|mention| Some(one(bench, claim, mention, mention.name()?))).flatten().collect()
}

fn one<'a>(bench: &Bench<'a>, claim: &Claim<'a>, mention: &'a Mention, name: &'a Name) -> Vec<Comparison> {
    let tokens = mention.token_range();
    let known = !bench.identity.same_as(name.entity).is_empty();
    let mut comparison = bench.comparison(claim, Primitive::Place, Category::Place, mention.span);
    comparison.claim_value = Some(name.canonical.clone());
    comparison
        .word(Feature::NameKind, if name.kind == NameKind::Nationality { "nationality" } else { "place" });
    comparison.flag(Feature::Specific, true);
    let across = bench.across(claim, mention);
    let mut hits = Vec::new();
    for (source, theirs, rank) in bench.mentions_near(claim) {
        let Some(other) = theirs.name().filter(|other| is_place(other)) else {
            continue;
        };
        let placed = across.is_some_and(|(there, it)| there == source && it.span == theirs.span);
        let relation = if bench.identity.is_same(name.entity, source, other.entity) {
            Relation::Same
        } else if (placed && excludes(name, other))
            || (rivals(bench, mention, name, source, theirs, other)
                && !bench.names_in(claim, source, other.entity))
        {
            Relation::Disjoint
        } else {
            continue;
        };
        hits.push(Hit {
            source,
            mention: theirs,
            relation,
            context: if placed { SAME_PLACE } else { bench.context(claim, &tokens, source, theirs) },
            rank,
        });
    }
    match bench.settle(&hits) {
        Outcome::Support(hit, dissent) => {
            bench.against(&mut comparison, claim, &tokens, &hit);
            let other =
                dissent.and_then(|other| dissent::compare(bench, claim, &comparison, &tokens, &hit, &other));
            return std::iter::once(comparison).chain(other).collect();
        }
        Outcome::Conflict(hit, elsewhere) => {
            bench.against(&mut comparison, claim, &tokens, &hit);
            comparison.flag(Feature::Elsewhere, elsewhere.is_some() || known);
            comparison.source_value = hit.mention.name().map(|theirs| theirs.canonical.clone());
        }
        Outcome::Absent if known => return Vec::new(),
        Outcome::Absent => {
            comparison.word(Feature::Relation, Relation::Absent.name());
            comparison.number(Feature::KnownWords, bench.known_words(name));
            comparison.number(
                Feature::SameEvent,
                claim.pair.candidates.first().map_or(0.0, |candidate| candidate.score),
            );
            comparison.flag(Feature::Elsewhere, false);
        }
    }
    vec![comparison]
}

/// Whether two places at the same place of a sentence exclude each other: neither can lie in the other. A town of
/// which the country is not known may lie in any.
fn excludes(ours: &Name, theirs: &Name) -> bool {
    match (&ours.country, &theirs.country) {
        (Some(a), Some(b)) => a != b,
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn is_place(name: &Name) -> bool {
    matches!(name.kind, NameKind::Place | NameKind::Nationality)
}

/// Whether two places can stand for each other: the same preposition before them, or adjectives of the same noun.
fn rivals(
    bench: &Bench<'_>,
    ours: &Mention,
    name: &Name,
    source: usize,
    theirs: &Mention,
    other: &Name,
) -> bool {
    let Some(analysis) = bench.sources.get(source) else {
        return false;
    };
    // A country and a town in it are not rivals; whether the town lies in it is not known.
    if name.country.is_some() != other.country.is_some() && name.kind == other.kind {
        return false;
    }
    let before = |analysis: &Analysis, mention: &Mention| {
        let text = analysis.text();
        mention.token_range().start.checked_sub(1).map(|idx| text.lower(idx).to_string()).unwrap_or_default()
    };
    let after = |analysis: &Analysis, mention: &Mention| {
        let text = analysis.text();
        text.stem(mention.token_range().end).to_string()
    };
    let adjective = |name: &Name| name.kind == NameKind::Nationality;
    if adjective(name) && adjective(other) {
        return bench.lexicon.relations.same_family(&after(bench.piece, ours), &after(analysis, theirs));
    }
    let (a, b) = (before(bench.piece, ours), before(analysis, theirs));
    let spot = |word: &str| matches!(word, "in" | "at" | "near" | "outside" | "inside");
    !adjective(name) && !adjective(other) && (a == b || (spot(&a) && spot(&b))) && is_preposition(&a)
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "in" | "at"
            | "near"
            | "to"
            | "from"
            | "of"
            | "on"
            | "outside"
            | "inside"
            | "for"
            | "into"
            | "towards"
            | "with"
            | "the"
    )
}
