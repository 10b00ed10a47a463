//! The word list `rules/lexicon/en/units.toml`.

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
    below: Vec<String>,
    weigh: Vec<String>,
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
    prefixes: Option<Prefixes>,
    #[serde(default)]
    powers: bool,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
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
    Force,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Prefixes {
    Si,
    Big,
}

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
}

/// The list as checked.
#[derive(Debug)]
pub struct UnitWords {
    percents: PhraseTable<PercentWord>,
    words: PhraseTable<UnitWord>,
    symbols: FxHashMap<Box<str>, UnitWord>,
    below: PhraseTable<()>,
    weigh: FxHashSet<Box<str>>,
}

impl UnitWords {
    pub(crate) fn from_raw(raw: Raw) -> Result<Self, LexiconError> {
        let mut percents = PhraseTable::new(Match::Exact, []);
        let lists = [
            (&raw.percent, PercentWord::Percent),
            (&raw.percentage_point, PercentWord::Point),
            (&raw.basis_point, PercentWord::BasisPoint),
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
        };
        for unit in &raw.unit {
            let factor: Decimal = unit.factor.parse().map_err(|_| {
                broken(format!("factor of \"{}\": expected a decimal, found \"{}\"", unit.name, unit.factor))
            })?;
            out.add_with_powers(unit, "", "", factor);
            let big = BIG.iter().filter(|_| unit.prefixes.is_some());
            let small = SMALL.iter().filter(|_| unit.prefixes == Some(Prefixes::Si));
            for &(prefix, letter, power) in big.chain(small) {
                let scale = power_of_ten(power);
                let scaled = scale
                    .and_then(|scale| factor.checked_mul(scale))
                    .ok_or_else(|| broken(format!("factor of \"{prefix}{}\" is out of range", unit.name)))?;
                out.add_with_powers(unit, prefix, letter, scaled);
            }
        }
        Ok(out)
    }

    fn add_with_powers(&mut self, unit: &RawUnit, prefix: &str, letter: &str, factor: Decimal) {
        let name = format!("{prefix}{}", unit.name);
        let words: Vec<String> = unit.words.iter().map(|word| format!("{prefix}{word}")).collect();
        let symbols: Vec<String> = unit.symbols.iter().map(|symbol| format!("{letter}{symbol}")).collect();
        let plain = UnitWord { name: name.as_str().into(), dimension: dimension(unit.dimension), factor };
        for word in &words {
            self.add_word(word, &plain);
        }
        for symbol in &symbols {
            self.symbols.entry(symbol.as_str().into()).or_insert_with(|| plain.clone());
        }
        if !unit.powers {
            return;
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
        });
        let cubic = volume.map(|factor| UnitWord {
            name: format!("cubic {name}").into(),
            dimension: Dimension::Volume,
            factor,
        });
        let powers =
            [(&square, &["square", "sq", "sq."][..], ["2", "²"]), (&cubic, &["cubic", "cu"][..], ["3", "³"])];
        for (powered, leads, marks) in powers {
            let Some(powered) = powered else { continue };
            for word in words.iter().chain(&symbols) {
                for lead in leads {
                    self.add_word(&format!("{lead} {}", word.to_lowercase()), powered);
                }
            }
            for symbol in &symbols {
                for mark in marks {
                    let symbol = format!("{symbol}{mark}").into();
                    self.symbols.entry(symbol).or_insert_with(|| powered.clone());
                }
            }
        }
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
        RawDimension::Force => Dimension::Force,
        RawDimension::Other => Dimension::Other,
    }
}

fn power_of_ten(power: i32) -> Option<Decimal> {
    let size = 10_i128.checked_pow(power.unsigned_abs())?;
    let value = Decimal::try_from_i128_with_scale(size, 0).ok()?;
    if power < 0 { Decimal::ONE.checked_div(value) } else { Some(value) }
}

fn broken(detail: String) -> LexiconError {
    LexiconError { file: "en/units.toml".into(), detail }
}
