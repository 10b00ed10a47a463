//! Chooses between proposals for the same words, and makes mentions of what stays.
//!
//! Times and figures exclude each other; names, quotations and agreements are layers of their own, so that a name may
//! stand inside a quotation and a date inside both.

use crate::extract::Found;
use crate::model::{Mention, MentionId, SentenceId, Text, Unit, Value};

/// The proposals that stay, sorted by span, as mentions.
pub(super) fn resolve(text: &Text<'_>, found: Vec<Found>) -> Vec<Mention> {
    let mut kept = found;
    // Longer first at one place; of equal ones the more telling type.
    kept.sort_by(|a, b| {
        let key = |f: &Found| {
            (
                layer(&f.value),
                f.tokens.start,
                std::cmp::Reverse(f.tokens.end),
                rank(&f.value),
            )
        };
        key(a).cmp(&key(b))
    });
    let mut chosen: Vec<Found> = Vec::with_capacity(kept.len());
    for candidate in kept {
        match chosen.last_mut() {
            Some(last)
                if layer(&last.value) == layer(&candidate.value)
                    && candidate.tokens.start < last.tokens.end =>
            {
                // A later start only wins by being longer.
                if candidate.tokens.len() > last.tokens.len() {
                    *last = candidate;
                }
            }
            _ => chosen.push(candidate),
        }
    }
    chosen.retain(|found| !found.tokens.is_empty());
    chosen.sort_by_key(|found| {
        (
            found.tokens.start,
            std::cmp::Reverse(found.tokens.end),
            layer(&found.value),
        )
    });
    chosen
        .into_iter()
        .enumerate()
        .map(|(id, found)| Mention {
            id: MentionId(id as u32),
            sentence: SentenceId(
                text.tokens
                    .get(found.tokens.start)
                    .map_or(0, |token| token.sentence),
            ),
            span: text.span_of(found.tokens.clone()),
            tokens: found.tokens.start as u32..found.tokens.end as u32,
            value: found.value,
            extractor: found.extractor,
        })
        .collect()
}

/// Proposals of one layer exclude each other.
fn layer(value: &Value) -> u8 {
    match value {
        Value::Time(_) | Value::Quantity(_) => 0,
        Value::Quotation(_) => 1,
        Value::Name(_) => 2,
        Value::Agreement(_) => 3,
    }
}

/// Of two proposals for the very same words, the lower rank stays.
fn rank(value: &Value) -> u8 {
    match value {
        Value::Time(_) => 0,
        Value::Quantity(quantity) => match quantity.unit {
            Unit::Duration(_) => 1,
            Unit::Count => 3,
            Unit::Percent
            | Unit::PercentagePoint
            | Unit::Money(_)
            | Unit::Physical { .. }
            | Unit::Ordinal
            | Unit::Fraction
            | Unit::Score => 2,
        },
        Value::Quotation(_) | Value::Name(_) | Value::Agreement(_) => 0,
    }
}
