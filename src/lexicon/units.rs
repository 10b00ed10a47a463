//! The word list `rules/lexicon/en/units.toml`.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::error::LexiconError;
use crate::lexicon::{Match, PhraseTable};
use crate::model::Dimension;

/// The list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    unit: Vec<RawUnit>,
    percent: Vec<String>,
    percentage_point: Vec<String>,
    basis_point: Vec<String>,
    per_mille: Vec<String>,
    below: Vec<String>,
    weigh: Vec<String>,
    measures: Vec<String>,
    not_symbols: Vec<String>,
    contexts: BTreeMap<String, Vec<String>>,
    time_symbols: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawUnit {
    name: String,
    dimension: RawDimension,
    factor: String,
    words: Vec<String>,
    #[serde(default)]
    symbols: Vec<String>,
    #[serde(default)]
    doubtful: Vec<String>,
    offset: Option<String>,
    prefixes: Option<Prefixes>,
    #[serde(default)]
    powers: bool,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RawDimension {
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Prefixes {
    Si,
    Big,
    Binary,
}

/// Word, symbol, power of two.
const BINARY: [(&str, &str, u32); 4] =
    [("kibi", "Ki", 10), ("mebi", "Mi", 20), ("gibi", "Gi", 30), ("tebi", "Ti", 40)];

/// Word, symbol, power of ten.
const BIG: [(&str, &str, i32); 6] = [
    ("kilo", "k", 3),
    ("mega", "M", 6),
    ("giga", "G", 9),
    ("tera", "T", 12),
    ("peta", "P", 15),
    ("exa", "E", 18),
];
const SMALL: [(&str, &str, i32); 7] = [
    ("hecto", "h", 2),
    ("deci", "d", -1),
    ("centi", "c", -2),
    ("milli", "m", -3),
    ("micro", "µ", -6),
    ("nano", "n", -9),
    ("pico", "p", -12),
];

/// A unit as checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitWord {
    /// Canonical singular name.
    pub name: Box<str>,
    /// What it measures.
    pub dimension: Dimension,
    /// One of it in base units.
    pub factor: Decimal,
    /// Where its zero lies, in base units.
    pub offset: Decimal,
}

/// Words whose presence decides what an ambiguous unit means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitContext {
    /// Weather and heat: "28 C" is a temperature.
    Temperature,
    /// Turns, slopes and bearings: "degrees" are angles.
    Angle,
    /// Universities: "degrees" are no measure.
    Study,
    /// Storage and lines: "K" and "M" are data.
    Data,
}

/// A part of a hundred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PercentWord {
    /// "%", "per cent".
    Percent,
    /// "percentage points".
    Point,
    /// "basis points".
    BasisPoint,
    /// "‰".
    PerMille,
}

/// The list as checked.
#[derive(Debug)]
pub struct UnitWords {
    percents: PhraseTable<PercentWord>,
    words: PhraseTable<UnitWord>,
    symbols: FxHashMap<Box<str>, UnitWord>,
    doubtful: FxHashMap<Box<str>, UnitWord>,
    below: PhraseTable<()>,
    weigh: FxHashSet<Box<str>>,
    measures: FxHashSet<Box<str>>,
    contexts: FxHashMap<Box<str>, UnitContext>,
    time_symbols: FxHashMap<Box<str>, Decimal>,
}

impl UnitWords {
    pub(crate) fn from_raw(raw: Raw) -> Result<Self, LexiconError> {
        let mut percents = PhraseTable::new(Match::Exact, []);
        let lists = [
            (&raw.percent, PercentWord::Percent),
            (&raw.percentage_point, PercentWord::Point),
            (&raw.basis_point, PercentWord::BasisPoint),
            (&raw.per_mille, PercentWord::PerMille),
        ];
        for (list, kind) in lists {
            for word in list {
                percents.insert(word, kind);
            }
        }
        let mut out = Self {
            percents,
            words: PhraseTable::new(Match::Exact, []),
            symbols: FxHashMap::default(),
            below: PhraseTable::new(Match::Exact, raw.below.iter().map(|words| (words.as_str(), ()))),
            weigh: raw.weigh.into_iter().map(Into::into).collect(),
            doubtful: FxHashMap::default(),
            measures: raw.measures.into_iter().map(Into::into).collect(),
            contexts: FxHashMap::default(),
            time_symbols: FxHashMap::default(),
        };
        for (name, list) in raw.contexts {
            let context = match name.as_str() {
                "temperature" => UnitContext::Temperature,
                "angle" => UnitContext::Angle,
                "study" => UnitContext::Study,
                "data" => UnitContext::Data,
                _ => return Err(broken(format!("unknown context \"{name}\""))),
            };
            out.contexts.extend(list.into_iter().map(|word| (word.into(), context)));
        }
        for (symbol, seconds) in raw.time_symbols {
            let seconds = decimal("seconds of", &symbol, &seconds)?;
            out.time_symbols.insert(symbol.into(), seconds);
        }
        for unit in &raw.unit {
            let factor = decimal("factor of", &unit.name, &unit.factor)?;
            out.add_with_powers(unit, "", "", factor)?;
            for &(prefix, letters, power) in BINARY.iter().filter(|_| unit.prefixes == Some(Prefixes::Binary))
            {
                let scaled = Decimal::from(1_u64 << power)
                    .checked_mul(factor)
                    .ok_or_else(|| broken(format!("factor of \"{prefix}{}\" is out of range", unit.name)))?;
                out.add_with_powers(unit, prefix, letters, scaled)?;
            }
            let big = BIG.iter().filter(|_| unit.prefixes.is_some());
            let small = SMALL.iter().filter(|_| unit.prefixes == Some(Prefixes::Si));
            for &(prefix, letter, power) in big.chain(small) {
                let scale = power_of_ten(power);
                let scaled = scale
                    .and_then(|scale| factor.checked_mul(scale))
                    .ok_or_else(|| broken(format!("factor of \"{prefix}{}\" is out of range", unit.name)))?;
                out.add_with_powers(unit, prefix, letter, scaled)?;
            }
        }
        for symbol in raw.not_symbols {
            out.symbols.remove(symbol.as_str());
        }
        Ok(out)
    }

    fn add_with_powers(
        &mut self,
        unit: &RawUnit,
        prefix: &str,
        letter: &str,
        factor: Decimal,
    ) -> Result<(), LexiconError> {
        let name = format!("{prefix}{}", unit.name);
        let words: Vec<String> = unit.words.iter().map(|word| format!("{prefix}{word}")).collect();
        let symbols: Vec<String> = unit.symbols.iter().map(|symbol| format!("{letter}{symbol}")).collect();
        let offset = match &unit.offset {
            Some(offset) => decimal("offset of", &unit.name, offset)?,
            None => Decimal::ZERO,
        };
        let plain =
            UnitWord { name: name.as_str().into(), dimension: dimension(unit.dimension), factor, offset };
        for word in &words {
            self.add_word(word, &plain);
        }
        for symbol in &symbols {
            self.symbols.entry(symbol.as_str().into()).or_insert_with(|| plain.clone());
            let letters = symbol.len() > 1 && symbol.bytes().all(|byte| byte.is_ascii_lowercase());
            if letters && !symbol.ends_with('s') {
                // "60 kms"
                self.symbols.entry(format!("{symbol}s").into()).or_insert_with(|| plain.clone());
            }
        }
        for symbol in &unit.doubtful {
            let symbol = format!("{letter}{symbol}").into();
            self.doubtful.entry(symbol).or_insert_with(|| plain.clone());
        }
        if !unit.powers {
            return Ok(());
        }
        // Very large and very small powers do not fit a decimal; nobody writes them.
        let fits = |value: &Decimal| !value.is_zero();
        let area = factor.checked_mul(factor).filter(fits);
        // Volumes are told in litres, a thousandth of a cubic metre.
        let volume =
            area.and_then(|area| area.checked_mul(factor)?.checked_mul(Decimal::ONE_THOUSAND)).filter(fits);
        let square = area.map(|factor| UnitWord {
            name: format!("square {name}").into(),
            dimension: Dimension::Area,
            factor,
            offset: Decimal::ZERO,
        });
        let cubic = volume.map(|factor| UnitWord {
            name: format!("cubic {name}").into(),
            dimension: Dimension::Volume,
            factor,
            offset: Decimal::ZERO,
        });
        let powers =
            [(&square, &["square", "sq", "sq."][..], ["2", "²"]), (&cubic, &["cubic", "cu"][..], ["3", "³"])];
        for (powered, leads, marks) in powers {
            let Some(powered) = powered else { continue };
            let behind = if leads.contains(&"square") { "squared" } else { "cubed" };
            for word in words.iter().chain(&symbols) {
                let word = word.to_lowercase();
                for lead in leads {
                    self.add_word(&format!("{lead} {word}"), powered);
                }
                self.words.insert(&format!("{word} {behind}"), powered.clone());
                self.words.insert(&format!("{word}s {behind}"), powered.clone());
            }
            for symbol in &symbols {
                for mark in marks {
                    let symbol = format!("{symbol}{mark}").into();
                    self.symbols.entry(symbol).or_insert_with(|| powered.clone());
                }
            }
        }
        Ok(())
    }

    fn add_word(&mut self, word: &str, unit: &UnitWord) {
        self.words.insert(word, unit.clone());
        if !word.ends_with('s') {
            self.words.insert(&format!("{word}s"), unit.clone());
        }
        if word.contains(' ') {
            // "megawatt-hours"
            let hyphened = word.replace(' ', "-");
            self.words.insert(&hyphened, unit.clone());
            self.words.insert(&format!("{hyphened}s"), unit.clone());
        }
    }

    /// Words for per cent and points.
    pub fn percents(&self) -> &PhraseTable<PercentWord> {
        &self.percents
    }

    /// Names of units, in lower case.
    pub fn words(&self) -> &PhraseTable<UnitWord> {
        &self.words
    }

    /// The unit of a symbol as written ("km").
    pub fn symbol(&self, symbol: &str) -> Option<&UnitWord> {
        self.symbols.get(symbol)
    }

    /// The unit of a symbol that is one only where the words around speak for it ("C").
    pub fn doubtful(&self, symbol: &str) -> Option<&UnitWord> {
        self.doubtful.get(symbol)
    }

    /// What a word says of ambiguous units near it.
    pub fn context(&self, word: &str) -> Option<UnitContext> {
        self.contexts.get(word).copied()
    }

    /// Seconds of a sign for a length of time behind a slash ("h").
    pub fn time_symbol(&self, symbol: &str) -> Option<Decimal> {
        self.time_symbols.get(symbol).copied()
    }

    /// Whether "in" behind a figure and before this word are inches.
    pub fn is_measure(&self, word: &str) -> bool {
        self.measures.contains(word)
    }

    /// Whether a word or symbol, as written, is a unit of weight.
    pub fn is_weight(&self, written: &str) -> bool {
        let unit = self.symbol(written).or_else(|| self.words.get(written));
        unit.is_some_and(|unit| unit.dimension == Dimension::Mass) && written.len() > 1
    }

    /// Phrases after degrees that turn the sign.
    pub fn below(&self) -> &PhraseTable<()> {
        &self.below
    }

    /// Whether "pounds" after this word are a weight.
    pub fn is_weigh(&self, word: &str) -> bool {
        self.weigh.contains(word)
    }
}

fn dimension(raw: RawDimension) -> Dimension {
    match raw {
        RawDimension::Length => Dimension::Length,
        RawDimension::Area => Dimension::Area,
        RawDimension::Volume => Dimension::Volume,
        RawDimension::Mass => Dimension::Mass,
        RawDimension::Speed => Dimension::Speed,
        RawDimension::Energy => Dimension::Energy,
        RawDimension::Power => Dimension::Power,
        RawDimension::Temperature => Dimension::Temperature,
        RawDimension::Frequency => Dimension::Frequency,
        RawDimension::Data => Dimension::Data,
        RawDimension::Pressure => Dimension::Pressure,
        RawDimension::Current => Dimension::Current,
        RawDimension::Voltage => Dimension::Voltage,
        RawDimension::Angle => Dimension::Angle,
        RawDimension::Force => Dimension::Force,
        RawDimension::Resistance => Dimension::Resistance,
        RawDimension::Luminance => Dimension::Luminance,
        RawDimension::Radiation => Dimension::Radiation,
        RawDimension::Concentration => Dimension::Concentration,
        RawDimension::Density => Dimension::Density,
        RawDimension::Flow => Dimension::Flow,
        RawDimension::DataRate => Dimension::DataRate,
        RawDimension::Consumption => Dimension::Consumption,
        RawDimension::Acceleration => Dimension::Acceleration,
        RawDimension::Other => Dimension::Other,
    }
}

fn decimal(what: &str, name: &str, written: &str) -> Result<Decimal, LexiconError> {
    written.parse().map_err(|_| broken(format!("{what} \"{name}\": expected a decimal, found \"{written}\"")))
}

fn power_of_ten(power: i32) -> Option<Decimal> {
    let size = 10_i128.checked_pow(power.unsigned_abs())?;
    let value = Decimal::try_from_i128_with_scale(size, 0).ok()?;
    if power < 0 { Decimal::ONE.checked_div(value) } else { Some(value) }
}

fn broken(detail: String) -> LexiconError {
    LexiconError { file: "en/units.toml".into(), detail }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn temperatures_have_their_zero() {
        let units = Lexicon::english().unwrap().units;
        let base = |name: &str, value: i64| {
            let unit = units.words().get(name).unwrap();
            (unit.factor * rust_decimal::Decimal::from(value) + unit.offset).round_dp(2).to_string()
        };
        assert_eq!(base("celsius", 100), base("fahrenheit", 212));
        assert_eq!(base("kelvin", 0), "0");
    }

    #[test]
    fn symbols_take_prefixes_and_a_plural() {
        let units = Lexicon::english().unwrap().units;
        assert_eq!(&*units.symbol("kms").unwrap().name, "kilometre");
        assert_eq!(&*units.symbol("MiB").unwrap().name, "mebibyte");
        assert_eq!(&*units.words().get("kibibyte").unwrap().name, "kibibyte");
        assert!(units.symbol("pm").is_none() && units.symbol("C").is_none());
        assert!(units.is_weight("kg") && !units.is_weight("km"));
    }
}
