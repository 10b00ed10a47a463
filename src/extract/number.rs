//! Figures in digits and words, before anybody knows what they count.

use std::ops::Range;

use rust_decimal::Decimal;

/// How a figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberForm {
    /// "1,150", "2.4 billion", "3.5".
    Digits,
    /// "twelve", "half a million", "a dozen".
    Words,
    /// "third", "22nd".
    Ordinal,
    /// "a third", "two thirds", "half", "3/4": a share.
    Fraction,
    /// "several", "dozens", "hundreds": a range by its meaning.
    Vague,
}

/// One figure, or a range of them, without unit.
///
/// Invariant: `low <= high`.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberSpan {
    /// Its tokens, with magnitude words ("2.4 billion", "2.4bn", "half a million"), without approximators.
    pub tokens: Range<usize>,
    /// Lower end.
    pub low: Decimal,
    /// Upper end; equal to `low` for a single figure.
    pub high: Decimal,
    /// Power of ten of the last digit that was given.
    pub precision: i32,
    /// How it is written.
    pub form: NumberForm,
}
