//! Which proposals stand: of those that read the same words as figures or times, one wins.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::extract::Found;
use crate::model::{Mention, MentionId, SentenceId, Text, Unit, Value};

/// What competes with what: mentions of one class do not overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Figure,
    Quotation,
    Name,
    Agreement,
}

/// Settles overlaps, sorts, and numbers what is left.
pub(crate) fn resolve(text: &Text<'_>, found: Vec<Found>) -> Vec<Mention> {
    let mut ranked: Vec<Found> = found.into_iter().filter(|found| !found.tokens.is_empty()).collect();
    ranked.sort_by_key(|found| {
        (
            class(&found.value),
            Reverse(strength(&found.value)),
            Reverse(found.tokens.len()),
            found.tokens.start,
        )
    });
    let mut taken: BTreeMap<(Class, usize), usize> = BTreeMap::new();
    let mut kept: Vec<Found> = Vec::with_capacity(ranked.len());
    for found in ranked {
        let class = class(&found.value);
        let blocked = taken
            .range(..(class, found.tokens.end))
            .next_back()
            .is_some_and(|(&(other, _), &end)| other == class && end > found.tokens.start);
        if !blocked {
            taken.insert((class, found.tokens.start), found.tokens.end);
            kept.push(found);
        }
    }
    // A bare figure inside a name is a part of the name ("Channel 4").
    kept.retain(|found| {
        let bare = matches!(&found.value, Value::Quantity(quantity) if matches!(quantity.unit, Unit::Count | Unit::Ordinal | Unit::RelativeOrdinal(_)));
        !bare || !is_inside_name(&taken, found)
    });
    kept.sort_by_key(|found| (found.tokens.start, Reverse(found.tokens.end), class(&found.value)));
    kept.into_iter()
        .enumerate()
        .map(|(idx, found)| Mention {
            id: MentionId(idx as u32),
            sentence: SentenceId(text.tokens.get(found.tokens.start).map_or(0, |token| token.sentence)),
            span: text.span_of(found.tokens.clone()),
            tokens: found.tokens.start as u32..found.tokens.end as u32,
            value: found.value,
            extractor: found.extractor,
        })
        .collect()
}

fn is_inside_name(taken: &BTreeMap<(Class, usize), usize>, found: &Found) -> bool {
    taken.range(..=(Class::Name, found.tokens.start)).next_back().is_some_and(|(&(class, start), &end)| {
        class == Class::Name && end >= found.tokens.end && end - start > found.tokens.len()
    })
}

fn class(value: &Value) -> Class {
    match value {
        Value::Time(_) | Value::Quantity(_) => Class::Figure,
        Value::Quotation(_) => Class::Quotation,
        Value::Name(_) => Class::Name,
        Value::Agreement(_) => Class::Agreement,
    }
}

/// Figures with a unit say what they are; then come times and lengths of time; bare figures last.
fn strength(value: &Value) -> u8 {
    match value {
        Value::Quantity(quantity) => match quantity.unit {
            Unit::Percent | Unit::PercentagePoint | Unit::Money(_) => 2,
            Unit::Duration(_) | Unit::Physical { .. } => 1,
            Unit::Count | Unit::Ordinal | Unit::Fraction | Unit::Score | Unit::RelativeOrdinal(_) => 0,
        },
        // "5 pm" are no picometres, "8p" after "at" no pence.
        Value::Time(time) if time.given.hour.is_some() => 2,
        Value::Time(_) => 1,
        Value::Quotation(_) | Value::Name(_) | Value::Agreement(_) => 0,
    }
}
