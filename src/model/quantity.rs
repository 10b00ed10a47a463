//! Figures: exact decimals with a unit and the way they were worded.

use rust_decimal::Decimal;

use crate::model::{Grain, Span};

/// What a physical unit measures. Units of one dimension can be converted into each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Dimension {
    Length,
    Area,
    Volume,
    Mass,
    Speed,
    Energy,
    Power,
    Temperature,
    Frequency,
    Data,
    Pressure,
    Current,
    Voltage,
    Angle,
    Force,
    Other,
}

/// What is counted or measured.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A bare number or a count of things; what is counted stands in [`Quantity::head`].
    Count,
    /// Per cent, as a number of hundredths (5 for "5 %").
    Percent,
    /// Percentage points; a basis point is 0.01 of them.
    PercentagePoint,
    /// Money, by ISO 4217 code ("EUR"), in main units (cents are 0.01). "XXX" where the currency is not told.
    Money(Box<str>),
    /// A physical unit: canonical name ("kilometre"), dimension, and factor to the dimension's base unit.
    Physical {
        /// Canonical singular name.
        name: Box<str>,
        /// What it measures.
        dimension: Dimension,
        /// One of it in base units of the dimension (metre, square metre, litre, gram, m/s, joule, watt …).
        factor: Decimal,
    },
    /// A length of time in units of the grain (3 with `Grain::Week` for "three weeks").
    Duration(Grain),
    /// A place in an order ("third", "22nd").
    Ordinal,
    /// A share of a whole, as a fraction (0.5 for "half of").
    Fraction,
    /// Two figures that belong together ("2-1", "19 votes to 11"): the first is `low`, the second `high`.
    Score,
}

/// How a figure was worded; says which true values it accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Approximation {
    /// Bare: accepts what rounds to it at its own precision.
    Bare,
    /// "about", "some", "roughly", "or so".
    About,
    /// "nearly", "almost", "just under": a little less.
    Nearly,
    /// "more than", "over", "at least": this or more.
    AtLeast,
    /// "up to", "at most", "less than": this or less.
    AtMost,
    /// "exactly", "precisely".
    Exactly,
    /// "dozens", "several", "hundreds": the range itself is the meaning.
    Vague,
}

impl Approximation {
    /// Name on the wire and in rule files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bare => "bare",
            Self::About => "about",
            Self::Nearly => "nearly",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Exactly => "exactly",
            Self::Vague => "vague",
        }
    }
}

/// A figure.
///
/// Invariant: `low <= high` unless the unit is [`Unit::Score`]; both are exact decimals.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Lower end; equal to `high` for a single figure.
    pub low: Decimal,
    /// Upper end.
    pub high: Decimal,
    /// What is counted.
    pub unit: Unit,
    /// Power of ten of the last digit that was given: 8 for "2.4 billion", 0 for "1,340", -1 for "3.5".
    pub precision: i32,
    /// How it was worded.
    pub approximation: Approximation,
    /// The head noun of what is counted ("jobs" in "1,340 jobs", "houses" in "52,700 flooded cellars").
    pub head: Option<Span>,
    /// What it is per ("a year", "per tonne", "a share"), as the lower-case unit noun's span.
    pub per: Option<Span>,
    /// TIMEX3 / wire value where it is not simply the number ("P3D" for a duration).
    pub wire: Option<Box<str>>,
}

impl Quantity {
    /// Kind on the wire.
    pub fn kind_name(&self) -> &'static str {
        match self.unit {
            Unit::Percent | Unit::PercentagePoint => "percentage",
            Unit::Money(_) => "money",
            Unit::Physical { .. } => "quantity",
            Unit::Duration(_) => "duration",
            Unit::Ordinal => "ordinal",
            Unit::Count | Unit::Fraction | Unit::Score => "number",
        }
    }
}
