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
    Resistance,
    Luminance,
    Radiation,
    Concentration,
    Density,
    Flow,
    DataRate,
    Consumption,
    Acceleration,
    Other,
}

impl Dimension {
    /// Name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Area => "area",
            Self::Volume => "volume",
            Self::Mass => "mass",
            Self::Speed => "speed",
            Self::Energy => "energy",
            Self::Power => "power",
            Self::Temperature => "temperature",
            Self::Frequency => "frequency",
            Self::Data => "data",
            Self::Pressure => "pressure",
            Self::Current => "current",
            Self::Voltage => "voltage",
            Self::Angle => "angle",
            Self::Force => "force",
            Self::Resistance => "resistance",
            Self::Luminance => "luminance",
            Self::Radiation => "radiation",
            Self::Concentration => "concentration",
            Self::Density => "density",
            Self::Flow => "flow",
            Self::DataRate => "data_rate",
            Self::Consumption => "consumption",
            Self::Acceleration => "acceleration",
            Self::Other => "other",
        }
    }
}

/// A currency, and how surely the text names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Currency {
    /// ISO 4217 code ("EUR"); "XXX" where nothing tells it.
    pub code: Box<str>,
    /// What units of the currency are called ("dollar", "pound"); countries share such names.
    pub noun: Option<Box<str>>,
    /// Whether the text tells which country's it is ("US$", "EGP", "Swiss francs"). A bare "dollars" or "$" does not,
    /// and the code is then the likeliest one.
    pub told: bool,
}

impl Currency {
    /// A currency of which nothing is known.
    pub fn unknown() -> Self {
        Self { code: "XXX".into(), noun: None, told: false }
    }

    /// Whether two mentions can mean one currency: the same code, or the same noun where one leaves the country open.
    pub fn may_be(&self, other: &Self) -> bool {
        let nameless = |a: &Self| &*a.code == "XXX" && a.noun.is_none();
        self.code == other.code && (&*self.code != "XXX" || self.noun == other.noun)
            || nameless(self)
            || nameless(other)
            || (!self.told || !other.told) && self.noun.is_some() && self.noun == other.noun
    }
}

/// A part of a currency in which an amount was given ("cent").
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MinorUnit {
    /// Singular name in lower case.
    pub name: Box<str>,
    /// One of it in main units (0.01).
    pub share: Decimal,
}

/// From where a relative place in an order is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Anchor {
    /// From the thing at hand: "next" is 1, "previous" -1.
    Current,
    /// From the last thing: "last" is 0, "last but one" -1.
    End,
}

impl Anchor {
    /// Name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::End => "end",
        }
    }
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
    /// Money in main units (cents are 0.01).
    Money(Currency),
    /// A physical unit: canonical name ("kilometre"), dimension, and factor to the dimension's base unit.
    Physical {
        /// Canonical singular name.
        name: Box<str>,
        /// What it measures.
        dimension: Dimension,
        /// One of it in base units of the dimension (metre, square metre, litre, gram, m/s, joule, watt …).
        factor: Decimal,
        /// Where its zero lies, in base units: 273.15 kelvin for degrees Celsius, 0 for all but temperatures.
        offset: Decimal,
    },
    /// A length of time in units of the grain (3 with `Grain::Week` for "three weeks").
    Duration(Grain),
    /// A place in an order ("third", "22nd").
    Ordinal,
    /// A place counted from the end or from the present one ("the last but one", "next"); the figure is the offset.
    RelativeOrdinal(Anchor),
    /// A share of a whole, as a fraction (0.5 for "half of").
    Fraction,
    /// Two figures that belong together ("2-1", "19 votes to 11"): the first is `low`, the second `high`.
    Score,
}

impl Unit {
    /// The currency of money.
    pub fn currency(&self) -> Option<&Currency> {
        if let Self::Money(currency) = self { Some(currency) } else { None }
    }

    /// What a physical unit measures.
    pub fn dimension(&self) -> Option<Dimension> {
        if let Self::Physical { dimension, .. } = self { Some(*dimension) } else { None }
    }
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
    /// The part of the currency in which an amount was given; the figure itself is in main units.
    pub minor: Option<MinorUnit>,
    /// The figure with its unit, without the words that bound or loosen it; nothing where these are none.
    pub bare: Option<Span>,
}

impl Quantity {
    /// Kind on the wire.
    pub fn kind_name(&self) -> &'static str {
        match self.unit {
            Unit::Percent | Unit::PercentagePoint => "percentage",
            Unit::Money(_) => "money",
            Unit::Physical { .. } => "quantity",
            Unit::Duration(_) => "duration",
            Unit::Ordinal | Unit::RelativeOrdinal(_) => "ordinal",
            Unit::Count | Unit::Fraction | Unit::Score => "number",
        }
    }

    /// Whether it only points within an order ("the next meeting") and is no figure that a text can get wrong.
    pub fn is_relative(&self) -> bool {
        matches!(self.unit, Unit::RelativeOrdinal(_))
    }
}

#[cfg(test)]
mod tests {
    use super::Currency;

    #[test]
    fn a_bare_noun_may_be_any_country_s() {
        let money =
            |code: &str, noun: &str, told| Currency { code: code.into(), noun: Some(noun.into()), told };
        let (bare, egyptian) = (money("GBP", "pound", false), money("EGP", "pound", true));
        assert!(bare.may_be(&egyptian) && egyptian.may_be(&bare));
        assert!(!egyptian.may_be(&money("GBP", "pound", true)));
        assert!(!bare.may_be(&money("USD", "dollar", false)));
        assert!(!money("XXX", "franc", false).may_be(&money("XXX", "peso", false)));
        assert!(Currency::unknown().may_be(&egyptian));
    }
}
