//! Conditions over the features of a comparison, checked: a [`Condition`] cannot name a feature that does not
//! exist, a word that the feature never has, or a bound outside its range.
//!
//! A feature that is unknown in a comparison makes a condition on it false. `not` turns that around, so `not` of a
//! condition on an unknown feature is true: "not known to be" reads as "not".

use std::fmt;
use std::ops::Range;

use super::place::{Place, did_you_mean, list};
use super::when_file::{RawBounds, RawCheck, RawPart, RawWhen};
use crate::error::RuleError;
use crate::model::{Comparison, Feature, FeatureKind, FeatureValue};

/// Something that holds for a comparison or does not.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// The flag has this value.
    Flag(Feature, bool),
    /// The word is one of these.
    Word(Feature, Vec<String>),
    /// The number lies within these bounds.
    Number(Feature, Bounds),
    /// Every one holds.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold, or is unknown.
    Not(Box<Condition>),
}

/// Bounds on a number; at least one is set.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// This or more.
    pub min: Option<f32>,
    /// This or less.
    pub max: Option<f32>,
    /// Less than this.
    pub below: Option<f32>,
    /// More than this.
    pub above: Option<f32>,
}

impl Bounds {
    fn hold(self, value: f32) -> bool {
        self.min.is_none_or(|bound| value >= bound)
            && self.max.is_none_or(|bound| value <= bound)
            && self.below.is_none_or(|bound| value < bound)
            && self.above.is_none_or(|bound| value > bound)
    }
}

impl Condition {
    /// Whether the condition holds.
    pub fn holds(&self, comparison: &Comparison) -> bool {
        match self {
            Self::Flag(feature, wanted) => {
                matches!(comparison.feature(*feature), Some(FeatureValue::Flag(value)) if value == wanted)
            }
            Self::Word(feature, words) => match comparison.feature(*feature) {
                Some(FeatureValue::Word(value)) => words.iter().any(|word| word == value),
                Some(FeatureValue::Flag(_) | FeatureValue::Number(_)) | None => false,
            },
            Self::Number(feature, bounds) => {
                matches!(comparison.feature(*feature), Some(FeatureValue::Number(value)) if bounds.hold(*value))
            }
            Self::All(parts) => parts.iter().all(|part| part.holds(comparison)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(comparison)),
            Self::Not(part) => !part.holds(comparison),
        }
    }

    /// How many features are settled where the condition holds: those of its shortest alternative under `any`,
    /// and one for all that stands under `not`.
    pub fn specificity(&self) -> usize {
        match self {
            Self::Flag(..) | Self::Word(..) | Self::Number(..) | Self::Not(_) => 1,
            Self::All(parts) => parts.iter().map(Self::specificity).sum(),
            Self::Any(parts) => parts.iter().map(Self::specificity).min().unwrap_or(0),
        }
    }

    /// Checks a table of conditions.
    pub(super) fn check(raw: &RawWhen, place: &Place<'_>) -> Result<Self, RuleError> {
        let mut parts = Vec::with_capacity(raw.parts.len());
        for (key, part) in &raw.parts {
            let group = |tables: &[RawWhen]| {
                if tables.is_empty() || tables.iter().any(|table| table.parts.is_empty()) {
                    let name = key.get_ref();
                    return Err(place.error(&key.span(), format!("`{name}` holds no condition")));
                }
                tables.iter().map(|table| Self::check(table, place)).collect::<Result<Vec<_>, _>>()
            };
            parts.push(match part {
                RawPart::All(tables) => Self::All(group(tables)?),
                RawPart::Any(tables) => Self::Any(group(tables)?),
                RawPart::Not(table) => {
                    let mut inner = group(std::slice::from_ref(table))?;
                    Self::Not(Box::new(inner.pop().unwrap_or(Self::All(Vec::new()))))
                }
                RawPart::Check(raw_check) => {
                    let feature = feature_named(key.get_ref(), &key.span(), place)?;
                    check_one(feature, raw_check.get_ref(), &raw_check.span(), place)?
                }
            });
        }
        Ok(if parts.len() == 1 { parts.pop().unwrap_or(Self::All(Vec::new())) } else { Self::All(parts) })
    }
}

fn feature_named(name: &str, span: &Range<usize>, place: &Place<'_>) -> Result<Feature, RuleError> {
    Feature::from_name(name).ok_or_else(|| {
        let known = Feature::ALL.iter().map(|feature| feature.info().name);
        let hint = did_you_mean(name, known.chain(["all", "any", "not"]));
        place.error(span, format!("unknown feature `{name}`{hint} (`claimdiff rules fields` lists all)"))
    })
}

fn check_one(
    feature: Feature,
    raw: &RawCheck,
    span: &Range<usize>,
    place: &Place<'_>,
) -> Result<Condition, RuleError> {
    let info = feature.info();
    let name = info.name;
    let wrong_type = |wanted: &str| Err(place.error(span, format!("`{name}` is {wanted}")));
    match (info.kind, raw) {
        (FeatureKind::Flag, RawCheck::Flag(value)) => Ok(Condition::Flag(feature, *value)),
        (FeatureKind::Flag, _) => wrong_type("a yes or no: expected true or false"),
        (FeatureKind::Word(known), RawCheck::Word(word)) => {
            check_words(feature, known, std::slice::from_ref(word), span, place)
        }
        (FeatureKind::Word(known), RawCheck::OneOf(words)) => check_words(feature, known, words, span, place),
        (FeatureKind::Word(_), _) => wrong_type("a word: expected a word or a list of words"),
        (FeatureKind::Number(low, high), RawCheck::Number(at_least)) => {
            let bounds = RawBounds { min: Some(*at_least), ..RawBounds::default() };
            check_bounds(feature, (low, high), bounds, span, place)
        }
        (FeatureKind::Number(low, high), RawCheck::Bounds(bounds)) => {
            check_bounds(feature, (low, high), *bounds, span, place)
        }
        (FeatureKind::Number(..), _) => {
            wrong_type("a number: expected a number (at least), or { min, max, below, above }")
        }
    }
}

fn check_words(
    feature: Feature,
    known: &[&str],
    words: &[String],
    span: &Range<usize>,
    place: &Place<'_>,
) -> Result<Condition, RuleError> {
    let name = feature.info().name;
    if words.is_empty() {
        return Err(place.error(span, format!("the list of words for `{name}` is empty")));
    }
    for word in words {
        if !known.is_empty() && !known.contains(&word.as_str()) {
            let hint = did_you_mean(word, known.iter().copied());
            let all = list(known.iter().copied());
            return Err(
                place.error(span, format!("`{name}` is never `{word}`{hint} (expected one of {all})"))
            );
        }
    }
    Ok(Condition::Word(feature, words.to_vec()))
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "bounds are small decimals, compared with features of the same precision"
)]
fn check_bounds(
    feature: Feature,
    (low, high): (f32, f32),
    raw: RawBounds,
    span: &Range<usize>,
    place: &Place<'_>,
) -> Result<Condition, RuleError> {
    let name = feature.info().name;
    let given = [raw.min, raw.max, raw.below, raw.above];
    if given.iter().all(Option::is_none) {
        return Err(place.error(span, format!("`{name}` has no bound: expected min, max, below or above")));
    }
    let range = f64::from(low)..=f64::from(high);
    if let Some(bound) = given.iter().flatten().find(|bound| !range.contains(bound)) {
        return Err(
            place.error(span, format!("`{name}` lies between {low} and {high}: found the bound {bound}"))
        );
    }
    let floor = raw.min.into_iter().chain(raw.above).fold(f64::NEG_INFINITY, f64::max);
    let ceiling = raw.max.into_iter().chain(raw.below).fold(f64::INFINITY, f64::min);
    if floor > ceiling {
        return Err(place
            .error(span, format!("no `{name}` lies between {floor} and {ceiling}: the bounds are crossed")));
    }
    let narrow = |bound: Option<f64>| bound.map(|bound| bound as f32);
    Ok(Condition::Number(
        feature,
        Bounds {
            min: narrow(raw.min),
            max: narrow(raw.max),
            below: narrow(raw.below),
            above: narrow(raw.above),
        },
    ))
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let join = |f: &mut fmt::Formatter<'_>, parts: &[Self], word: &str| {
            for (idx, part) in parts.iter().enumerate() {
                if idx > 0 {
                    f.write_str(word)?;
                }
                match part {
                    Self::All(inner) | Self::Any(inner) if inner.len() > 1 => write!(f, "({part})")?,
                    Self::All(_)
                    | Self::Any(_)
                    | Self::Flag(..)
                    | Self::Word(..)
                    | Self::Number(..)
                    | Self::Not(_) => write!(f, "{part}")?,
                }
            }
            Ok(())
        };
        match self {
            Self::Flag(feature, true) => write!(f, "{}", feature.info().name),
            Self::Flag(feature, false) => write!(f, "no {}", feature.info().name),
            Self::Word(feature, words) => write!(f, "{} is {}", feature.info().name, words.join(" or ")),
            Self::Number(feature, bounds) => {
                write!(f, "{}", feature.info().name)?;
                let named = [
                    ("at least", bounds.min),
                    ("at most", bounds.max),
                    ("below", bounds.below),
                    ("above", bounds.above),
                ];
                named
                    .iter()
                    .filter_map(|(word, bound)| Some((word, (*bound)?)))
                    .try_for_each(|(word, bound)| write!(f, " {word} {bound}"))
            }
            Self::All(parts) => join(f, parts, " and "),
            Self::Any(parts) => join(f, parts, " or "),
            Self::Not(part) => write!(f, "not ({part})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Category, Primitive, SentenceId, Span};

    fn check(text: &str) -> Result<Condition, RuleError> {
        let place = Place { file: "t.toml", text, lines_before: 0 };
        let raw: RawWhen = toml::from_str(text).map_err(|error| place.toml_error(&error))?;
        Condition::check(&raw, &place)
    }

    fn comparison() -> Comparison {
        let mut comparison = Comparison {
            primitive: Primitive::Time,
            category: Category::Date,
            sentence: SentenceId(0),
            claim_span: Span::new(0, 1),
            claim_value: None,
            source: None,
            source_value: None,
            note: None,
            features: Vec::new(),
        };
        comparison.word(Feature::Relation, "disjoint");
        comparison.number(Feature::SameEvent, 0.6);
        comparison.flag(Feature::Elsewhere, false);
        comparison
    }

    #[test]
    fn conditions_hold_or_not() {
        for (text, expected) in [
            ("relation = 'disjoint'", true),
            ("relation = 'absent'", false),
            ("relation = ['absent', 'disjoint']", true),
            ("same_event = 0.6", true),
            ("same_event = 0.7", false),
            ("same_event = { above = 0.6 }", false),
            ("same_event = { min = 0.5, below = 0.7 }", true),
            ("elsewhere = false", true),
            ("elsewhere = true", false),
            ("relation = 'disjoint'\nelsewhere = true", false),
            ("any = [{ elsewhere = true }, { same_event = 0.5 }]", true),
            ("all = [{ elsewhere = false }, { same_event = 0.9 }]", false),
            ("not = { elsewhere = true }", true),
            // Unknown here: false, and so true under `not`.
            ("agreement = false", false),
            ("not = { agreement = false }", true),
        ] {
            let condition = check(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(condition.holds(&comparison()), expected, "{text}");
        }
    }

    #[test]
    fn a_broken_condition_is_refused_with_its_line_and_the_nearest_word() {
        for (text, line, words) in [
            ("\nsame_evnt = 0.5", 2, "did you mean `same_event`?"),
            ("relation = 'disjont'", 1, "did you mean `disjoint`?"),
            ("same_event = 1.5", 1, "between 0 and 1"),
            ("same_event = 'high'", 1, "expected a number"),
            ("same_event = { mn = 0.5 }", 1, "did you mean `min`?"),
            ("same_event = {}", 1, "no bound"),
            ("same_event = { min = 0.8, max = 0.2 }", 1, "crossed"),
            ("elsewhere = 3", 1, "true or false"),
            ("\n\nany = []", 3, "no condition"),
            ("not = {}", 1, "no condition"),
            ("relation = []", 1, "empty"),
            ("not = { al = [] }", 1, "did you mean `all`?"),
        ] {
            let error = check(text).expect_err(text);
            assert_eq!(error.line, line, "{text}: {error}");
            assert!(error.detail.contains(words), "{text}: {error}");
        }
    }

    #[test]
    fn an_alternative_is_no_more_specific_than_its_shortest_arm() {
        let condition =
            check("rank = 1\nany = [{ elsewhere = true }, { same_event = 0.5, relation = 'same' }]").unwrap();
        assert_eq!(condition.specificity(), 2);
    }
}
