//! Places counted from the end or from the present one: "the last but one", "penultimate", "the next", "a previous".

use rust_decimal::Decimal;

use crate::extract::Found;
use crate::extract::measure::Reader;
use crate::model::{Anchor, Approximation, Quantity, Unit, Value};

/// Finds the relative ordinals of a document.
pub(crate) fn relative_ordinals(r: &Reader<'_>) -> Vec<Found> {
    let table = r.lexicon.number.relative();
    let mut found = Vec::new();
    for sentence in r.text.sentences {
        let range = sentence.token_range();
        let mut at = range.start;
        while at < range.end {
            let Some((len, &(anchor, offset))) = table.find_at(r.text, at, range.end) else {
                at += 1;
                continue;
            };
            if !is_fixed(r, at) {
                found.push(ordinal(r, at, len, anchor, offset));
            }
            at += len;
        }
    }
    found
}

/// "at last" has no place in an order.
fn is_fixed(r: &Reader<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| r.text.lower(before));
    r.text.lower(at) == "last" && matches!(before, "at" | "will" | "to" | "can" | "could" | "would" | "not")
}

fn ordinal(r: &Reader<'_>, at: usize, len: usize, anchor: Anchor, offset: i32) -> Found {
    let place = Decimal::from(offset);
    let tokens = at..at + len;
    let sign = if offset < 0 { "" } else { "+" };
    let value = Quantity {
        low: place,
        high: place,
        unit: Unit::RelativeOrdinal(anchor),
        precision: 0,
        approximation: Approximation::Bare,
        head: r.is_word(tokens.end).then(|| r.text.span_of(tokens.end..tokens.end + 1)),
        per: None,
        wire: Some(format!("{}{sign}{offset}", anchor.name()).into()),
        minor: None,
        bare: None,
    };
    Found { tokens, value: Value::Quantity(value), extractor: "quantity/relative-ordinal" }
}
