//! Titles and professions of a person whom both sides name.

use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::identity::is_honorific;
use crate::model::{Category, Comparison, Feature, Mention, Name, Primitive, Relation, Span};

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Vec<Comparison> {
    let ours = bench.ours(&claim.statement.names);
    ours.filter_map(|mention| one(bench, claim, mention, mention.name()?)).collect()
}

fn one<'a>(bench: &Bench<'a>, claim: &Claim<'a>, mention: &Mention, name: &Name) -> Option<Comparison> {
    let title = name.person.as_ref()?.title.as_deref().filter(|title| !is_honorific(title))?;
    let same = bench.identity.same_as(name.entity);
    let mut theirs: Vec<(usize, &str, Span)> = Vec::new();
    for &(source, entity) in same {
        let titles =
            bench.identity.of_source(source, entity).map(|entity| entity.titles.as_slice()).unwrap_or(&[]);
        theirs.extend(titles.iter().map(|&(title, span)| (source, title, span)));
    }
    if theirs.is_empty() {
        return None;
    }
    let span = name.person.as_ref().and_then(|person| person.title_span).unwrap_or(mention.span);
    let mut comparison = bench.comparison(claim, Primitive::Title, Category::PersonTitle, span);
    comparison.claim_value = Some(title.to_string());
    comparison.flag(Feature::Specific, true);
    if theirs.iter().any(|(_, other, _)| compatible(bench, title, other)) {
        comparison.word(Feature::Relation, Relation::Same.name());
        return Some(comparison);
    }
    // The title that is most like it is the one meant.
    let &(source, other, _) = theirs.iter().max_by(|a, b| {
        strsim::normalized_levenshtein(title, a.1).total_cmp(&strsim::normalized_levenshtein(title, b.1))
    })?;
    let places = theirs.iter().filter(|(home, title, _)| *home == source && *title == other);
    let first = places.map(|&(_, _, span)| span).min()?;
    comparison.source = Some((bench.sources.get(source)?.document.id, first));
    comparison.source_value = Some(other.to_string());
    comparison.word(Feature::Relation, Relation::Disjoint.name());
    comparison.number(Feature::SameEvent, 1.0);
    comparison.word(Feature::Part, "title");
    let head = |title: &str| title.split_whitespace().next_back().map(String::from);
    comparison.flag(Feature::SameHead, head(title) == head(other));
    comparison.number(Feature::Similarity, strsim::normalized_levenshtein(title, other) as f32);
    Some(comparison)
}

/// One title's words are among the other's, or the heads are of one family and nothing contradicts.
fn compatible(bench: &Bench<'_>, ours: &str, theirs: &str) -> bool {
    let words = |title: &str| -> Vec<String> {
        title
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| {
                !word.is_empty()
                    && !matches!(*word, "the" | "of" | "for" | "and" | "s" | "a" | "an" | "its" | "their")
            })
            .map(|word| crate::lexicon::stem(word).unwrap_or_else(|| word.to_string()))
            .collect()
    };
    let (a, b) = (words(ours), words(theirs));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let held = |word: &String| long.iter().any(|other| bench.lexicon.relations.same_family(word, other));
    !short.is_empty() && short.iter().all(held)
}
