//! Holds every slot of a claim against the sources. Support is looked for first, from anywhere; a conflict needs
//! the same event. What comes out are comparisons with named features; the rules decide what is a finding.

mod across;
mod act;
mod bench;
mod certainty;
mod claim;
mod context;
mod copied;
mod denied;
mod derived;
mod direction;
mod dissent;
mod exchange;
mod facing;
mod force;
mod hit;
mod identity;
mod name;
mod place;
mod polarity;
mod quantifier;
mod quantity;
mod quantity_relation;
mod quotation;
mod recall;
mod role;
mod said_of;
mod speaker;
mod speech;
mod statement;
mod status;
mod time;
mod time_relation;
mod title;
mod told;
mod twin;
mod unrecognised;
mod vote;
mod words;
mod words_index;

use crate::align::Alignment;
use crate::lexicon::Lexicon;
use crate::limits::{MAX_CLAIM_VALUES, MAX_NEAR_MENTIONS};
use crate::model::{Analysis, Comparison, NotCheckable, Problem, ProblemKind, Stage};

pub use bench::Bench;

/// All comparisons of a piece with its sources, in the order of the piece's statements, and whether any were left
/// out because a limit was hit; `earlier` pairs talk about the conversation with the turns before it.
pub fn comparisons(
    piece: &Analysis,
    sources: &[Analysis],
    alignment: &Alignment,
    earlier: Option<&Alignment>,
    lexicon: &Lexicon,
) -> (Vec<Comparison>, Option<Problem>) {
    let bench = Bench::new(piece, sources, alignment, lexicon);
    let (mut found, cut) =
        earlier.map(|earlier| recall::comparisons(piece, earlier, lexicon)).unwrap_or_default();
    for claim in bench.claims() {
        let first = found.len();
        found.extend(quotation::compare(&bench, &claim));
        if claim.statement.idle == Some(NotCheckable::Opinion) {
            continue;
        }
        found.extend(time::compare(&bench, &claim));
        found.extend(quantity::compare(&bench, &claim));
        found.extend(name::compare(&bench, &claim));
        found.extend(unrecognised::compare(&bench, &claim));
        found.extend(title::compare(&bench, &claim));
        found.extend(place::compare(&bench, &claim));
        found.extend(status::compare(&bench, &claim));
        found.extend(certainty::compare(&bench, &claim));
        found.extend(polarity::compare(&bench, &claim));
        found.extend(denied::compare(&bench, &claim));
        found.extend(told::compare(&bench, &claim));
        found.extend(force::compare(&bench, &claim));
        found.extend(role::compare(&bench, &claim));
        found.extend(exchange::compare(&bench, &claim));
        found.extend(direction::compare(&bench, &claim));
        found.extend(speech::compare(&bench, &claim));
        found.extend(quantifier::compare(&bench, &claim));
        found.extend(vote::compare(&bench, &claim));
        let whole = statement::compare(&bench, &claim, found.get(first..).unwrap_or(&[]));
        found.extend(whole);
    }
    found.retain(|comparison| !copied::is_copied(&bench, comparison));
    let cut = cut + bench.cut.get();
    let problem = (cut > 0).then(|| Problem {
        document: Some(piece.document.id),
        span: None,
        stage: Stage::Judge,
        kind: ProblemKind::Limit,
        detail: format!(
            "{cut} statement(s) with very many values: of each kind the first {MAX_CLAIM_VALUES} were compared, with \
             the first {MAX_NEAR_MENTIONS} values of the passages"
        ),
    });
    (found, problem)
}

/// A figure as text, for values on the wire.
fn quantity_text(quantity: &crate::model::Quantity) -> String {
    if let Some(wire) = quantity.wire.as_ref().filter(|_| quantity.minor.is_none()) {
        return wire.to_string();
    }
    let unit = match &quantity.unit {
        crate::model::Unit::Money(currency) => format!(" {}", currency.code),
        crate::model::Unit::Percent => "%".to_string(),
        crate::model::Unit::Physical { name, .. } => format!(" {name}"),
        crate::model::Unit::Count
        | crate::model::Unit::PercentagePoint
        | crate::model::Unit::Duration(_)
        | crate::model::Unit::Ordinal
        | crate::model::Unit::RelativeOrdinal(_)
        | crate::model::Unit::Fraction
        | crate::model::Unit::Score => String::new(),
    };
    if quantity.low == quantity.high {
        format!("{}{unit}", quantity.low.normalize())
    } else {
        format!("{}–{}{unit}", quantity.low.normalize(), quantity.high.normalize())
    }
}
