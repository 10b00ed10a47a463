//! Figures that follow from two figures of the sources: sums, differences, shares, changes, and figures per piece.
//!
//! Free arithmetic would explain nearly every false figure. So both operands stand in one sentence, or in
//! neighbouring ones, and the passage speaks of the claim's matter; without that, a word of the claim has to name
//! the operation ("all told", "apiece", "less").

use rust_decimal::Decimal;

use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::quantity_relation::relate;
use crate::model::{Mention, Quantity, Relation, Unit};

/// Two figures of the source are only combined where their sentence shares this much with the claim.
const DERIVE_CONTEXT: f32 = 0.3;
/// How many figures of the passages are tried.
const MAX_OPERANDS: usize = 12;

/// The operations that a word of the claim names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Named {
    sum: bool,
    difference: bool,
    division: bool,
}

impl Named {
    fn any(self) -> bool {
        self != Self::default()
    }
}

/// Two figures of one passage that make the claim's, as a sum that can be shown.
pub(super) fn derived<'a>(
    bench: &Bench<'a>,
    claim: &Claim<'a>,
    quantity: &Quantity,
    near: &[(usize, &'a Mention, usize)],
) -> Option<String> {
    let named = named(bench, claim);
    let no_value = 0..0;
    let operands: Vec<(usize, &Mention, &Quantity)> = near
        .iter()
        .filter(|(source, mention, _)| {
            named.any() || bench.context(claim, &no_value, *source, mention) >= DERIVE_CONTEXT
        })
        .filter_map(|&(source, mention, _)| mention.quantity().map(|quantity| (source, mention, quantity)))
        .take(MAX_OPERANDS)
        .collect();
    for (i, (source, mention, a)) in operands.iter().enumerate() {
        for (other_source, other, b) in operands.iter().skip(i + 1) {
            let close = source == other_source && mention.sentence.0.abs_diff(other.sentence.0) <= 1;
            if !close {
                continue;
            }
            let made =
                if a.unit == b.unit { combine(quantity, a, b) } else { per_piece(quantity, a, b, named) };
            let made = made.or_else(|| product(bench, *source, (mention, a), (other, b), quantity));
            if made.is_some() {
                return made;
            }
        }
    }
    None
}

fn named(bench: &Bench<'_>, claim: &Claim<'_>) -> Named {
    let text = bench.piece.text();
    let mut named = Named::default();
    for at in claim.statement.token_range() {
        match text.lower(at) {
            "altogether" | "together" | "combined" | "total" | "sum" => named.sum = true,
            "told" if text.lower(at.saturating_sub(1)) == "all" => named.sum = true,
            "less" | "fewer" | "more" | "short" | "difference" | "gap" => named.difference = true,
            word if is_each(word) || matches!(word, "average" | "per") => named.division = true,
            _ => {}
        }
    }
    named
}

/// Two figures of one unit.
fn combine(claim: &Quantity, a: &Quantity, b: &Quantity) -> Option<String> {
    let (high, low) = if a.low >= b.low { (a, b) } else { (b, a) };
    let shown = |sign: &str| Some(format!("{} {sign} {}", high.low.normalize(), low.low.normalize()));
    if says(claim, high.low - low.low, &high.unit, high) {
        return shown("−");
    }
    if says(claim, high.low + low.low, &high.unit, high) {
        return shown("+");
    }
    if low.low.is_zero() || high.low.is_zero() {
        return None;
    }
    let share = low.low.checked_div(high.low)?;
    let percent = share * Decimal::ONE_HUNDRED;
    if says(claim, share, &Unit::Fraction, high) || says(claim, percent, &Unit::Percent, high) {
        return Some(format!("{} ÷ {}", low.low.normalize(), high.low.normalize()));
    }
    let change = (high.low - low.low).checked_div(low.low)?;
    says(claim, change * Decimal::ONE_HUNDRED, &Unit::Percent, high).then(|| {
        let (high, low) = (high.low.normalize(), low.low.normalize());
        format!("({high} − {low}) ÷ {low}")
    })
}

/// A sum divided among a count, or a count of things with so much each, where the claim says "apiece" or the
/// source "each".
fn per_piece(claim: &Quantity, a: &Quantity, b: &Quantity, named: Named) -> Option<String> {
    let (whole, count) = match (&a.unit, &b.unit) {
        (Unit::Count, _) => (b, a),
        (_, Unit::Count) => (a, b),
        _ => return None,
    };
    if !named.division || count.low <= Decimal::ONE {
        return None;
    }
    let share = whole.low.checked_div(count.low)?;
    says(claim, share, &whole.unit, whole)
        .then(|| format!("{} ÷ {}", whole.low.normalize(), count.low.normalize()))
}

/// "two halls with 40 seats each": the source names the operation.
fn product(
    bench: &Bench<'_>,
    source: usize,
    (first, a): (&Mention, &Quantity),
    (second, b): (&Mention, &Quantity),
    claim: &Quantity,
) -> Option<String> {
    let analysis = bench.sources.get(source)?;
    let sentence =
        analysis.sentences.get(first.sentence.idx()).filter(|_| first.sentence == second.sentence)?;
    let text = analysis.text();
    if a.unit != Unit::Count || !sentence.token_range().any(|at| is_each(text.lower(at))) {
        return None;
    }
    let whole = a.low.checked_mul(b.low)?;
    says(claim, whole, &b.unit, b).then(|| format!("{} × {}", a.low.normalize(), b.low.normalize()))
}

fn is_each(word: &str) -> bool {
    matches!(word, "each" | "apiece")
}

fn says(claim: &Quantity, value: Decimal, unit: &Unit, like: &Quantity) -> bool {
    let made = Quantity { low: value, high: value, unit: unit.clone(), head: None, ..like.clone() };
    relate(claim, &made).is_some_and(Relation::supports)
}
