//! Shares and small counts of a unit of time, which the figures alone do not tell: "four and a quarter hours", "the past
//! few nights", "the last two quarters".

use rust_decimal::Decimal;

use crate::extract::duration_iso::Part;
use crate::extract::number::NumberForm;
use crate::extract::time_words::Words;

/// A part with a share of its unit added.
pub(super) fn more(part: Part, share: Decimal) -> Part {
    Part { low: part.low + share, high: part.high + share, precision: part.precision.min(-1), ..part }
}

/// "half", "a quarter", "three quarters" of a unit that is named elsewhere.
pub(super) fn share(w: &Words<'_>, at: usize) -> Option<(usize, Decimal)> {
    let (next, n_quarters) = match w.lower(at) {
        "a" | "an" | "one" => (at + 1, 1),
        "two" => (at + 1, 2),
        "three" => (at + 1, 3),
        _ => (at, 1),
    };
    match w.lower(next) {
        "half" if n_quarters == 1 => Some((next + 1, Decimal::new(5, 1))),
        "quarter" | "quarters" => Some((next + 1, Decimal::new(25 * n_quarters, 2))),
        _ => None,
    }
}

/// Whether a unit follows, perhaps after "of" and an article: then the share is one of that unit.
pub(super) fn is_unit(w: &Words<'_>, at: usize) -> bool {
    let of = w.skip(at, "of");
    let article = if w.is_any(of, &["a", "an"]) { of + 1 } else { of };
    w.unit(w.skip_hyphen_touching(article)).is_some()
}

/// "four and a quarter hours", "two and three quarters of an hour": a whole number and a share of the same unit.
pub(super) fn shared_unit(w: &Words<'_>, at: usize) -> Option<(usize, Part)> {
    let (_, whole) = SMALL.iter().find(|(word, _)| w.is(at, word))?;
    let (after, share) = share(w, at + 2).filter(|_| w.is(at + 1, "and"))?;
    let of = w.skip(after, "of");
    let article = if w.is_any(of, &["a", "an"]) { of + 1 } else { of };
    let (end, unit) = w.unit(w.skip_hyphen_touching(article))?;
    let whole = Decimal::from(*whole);
    Some((end, more(Part { low: whole, high: whole, precision: 0, vague: false, unit }, share)))
}

/// "the past few nights", "the next couple of months", "the last two quarters": counts that are lengths only after such
/// a word.
pub(super) fn few(w: &Words<'_>, at: usize) -> Option<(usize, Part)> {
    if w.is(at, "a") && w.is(at + 1, "couple") {
        let (end, unit) = w.unit(w.skip(at + 2, "of"))?;
        let part = Part { low: Decimal::TWO, high: Decimal::TWO, precision: 0, vague: false, unit };
        return w.lower(w.back(end, 1)).ends_with('s').then_some((end, part));
    }
    if !w.is_any(w.back(at, 1), PERIODS) {
        return None;
    }
    let (next, low, high, vague) = match w.lower(at) {
        "few" => (at + 1, 2, 10, true),
        "couple" => (w.skip(at + 1, "of"), 2, 2, false),
        _ => {
            let number = w.number(at).filter(|number| number.form == NumberForm::Fraction)?;
            let (_, count) = SMALL.iter().find(|(word, _)| w.is(at, word))?;
            (number.tokens.end.checked_sub(1)?, *count, *count, false)
        }
    };
    let (end, unit) = w.unit(next)?;
    let part = Part { low: Decimal::from(low), high: Decimal::from(high), precision: 0, vague, unit };
    w.lower(w.back(end, 1)).ends_with('s').then_some((end, part))
}

/// Numbers that stand beside quarters and halves, which the figures around them would swallow.
const SMALL: [(&str, i32); 12] = [
    ("one", 1),
    ("1", 1),
    ("two", 2),
    ("2", 2),
    ("three", 3),
    ("3", 3),
    ("four", 4),
    ("4", 4),
    ("five", 5),
    ("5", 5),
    ("six", 6),
    ("eight", 8),
];

/// Words that lay a length against the time of writing or of another event.
pub(super) const PERIODS: &[&str] =
    &["past", "last", "next", "first", "coming", "previous", "latest", "final", "following", "upcoming"];

#[cfg(test)]
mod tests {
    use crate::extract::testing::with_text;
    use crate::extract::{duration, number};
    use crate::model::Value;

    fn values(text: &str) -> Vec<String> {
        with_text(text, None, |text, lexicon| {
            let numbers = number::numbers(text, lexicon);
            let found = duration::durations(text, lexicon, &numbers);
            let wire = found.iter().filter_map(|found| match &found.value {
                Value::Quantity(quantity) => quantity.wire.as_deref().map(str::to_string),
                Value::Time(_) | Value::Quotation(_) | Value::Name(_) | Value::Agreement(_) => None,
            });
            wire.collect()
        })
    }

    #[test]
    fn shares_belong_to_the_unit_that_follows() {
        for (text, expected) in [
            ("It took two and three quarters of an hour.", "PT165M"),
            ("It took an hour and a quarter.", "PT75M"),
            ("It took a minute and 20 seconds.", "PT80S"),
            ("It took two hours twenty.", "PT140M"),
        ] {
            assert_eq!(values(text), [expected], "{text}");
        }
    }

    #[test]
    fn few_and_couple_count_after_past_and_next() {
        assert_eq!(values("Over the past few nights it rained."), ["PXD"]);
        assert_eq!(values("It took a couple of hours."), ["PT2H"]);
        assert_eq!(values("It fell in the last three quarters."), ["P3Q"]);
        assert_eq!(values("Within the next couple of months it opens."), ["P2M"]);
        assert_eq!(values("He ate three quarters of the cake."), Vec::<String>::new());
    }
}
