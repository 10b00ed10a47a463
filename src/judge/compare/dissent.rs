//! Sources that differ: one of them bears the claim's value out, another has another value in the same place.

use std::ops::Range;

use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::hit::Hit;
use crate::model::{Comparison, Feature, Primitive};

/// Holds the dissenting source against a comparison that another source bears out.
pub(super) fn compare<'a>(
    bench: &Bench<'a>,
    claim: &Claim<'a>,
    borne_out: &Comparison,
    tokens: &Range<usize>,
    support: &Hit<'a>,
    dissent: &Hit<'a>,
) -> Option<Comparison> {
    let [ours, theirs] = [support, dissent].map(|hit| bench.sources.get(hit.source));
    let (ours, theirs) = (ours?, theirs?);
    let mut comparison =
        bench.comparison(claim, Primitive::Sources, borne_out.category, borne_out.claim_span);
    comparison.claim_value.clone_from(&borne_out.claim_value);
    comparison.note =
        Some(format!("{} says \"{}\"", ours.document.name, ours.document.slice(support.mention.span)));
    bench.against(&mut comparison, claim, tokens, dissent);
    let dates = ours.document.metadata.published.zip(theirs.document.metadata.published);
    let age = match dates {
        Some((ours, theirs)) if theirs > ours => "newer",
        Some((ours, theirs)) if theirs < ours => "older",
        Some(_) => "same",
        None => "unknown",
    };
    comparison.word(Feature::Age, age);
    Some(comparison)
}
