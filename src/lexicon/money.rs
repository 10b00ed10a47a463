//! The word list `rules/lexicon/en/money.toml`.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::error::LexiconError;
use crate::lexicon::{Match, PhraseTable};

/// The list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    suffixes: BTreeMap<String, u32>,
    need_amount: Vec<String>,
    multiples: BTreeMap<String, String>,
    default: BTreeMap<String, String>,
    symbols: BTreeMap<String, String>,
    dollars: BTreeMap<String, String>,
    letters: BTreeMap<String, String>,
    minor: BTreeMap<String, String>,
    names: BTreeMap<String, Vec<String>>,
}

/// What a currency noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyScale {
    /// The main unit.
    Main,
    /// A hundredth of it ("cents").
    Hundredth,
    /// A thousand of it ("grand").
    Thousand,
}

/// A currency noun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrencyWord {
    /// ISO 4217 code, "XXX" where the noun does not tell it.
    pub code: Box<str>,
    /// Main unit or a part of it.
    pub scale: MoneyScale,
    /// A common word too: needs an amount of a hundred or more.
    pub needs_amount: bool,
    /// Whether a country or other name in the noun tells the currency ("Australian dollar").
    pub is_full: bool,
}

/// The list as checked.
#[derive(Debug)]
pub struct MoneyWords {
    nouns: PhraseTable<CurrencyWord>,
    symbols: FxHashMap<Box<str>, Box<str>>,
    dollars: FxHashMap<Box<str>, Box<str>>,
    letters: FxHashMap<Box<str>, Box<str>>,
    suffixes: FxHashMap<Box<str>, u32>,
    codes: FxHashSet<Box<str>>,
}

impl MoneyWords {
    pub(crate) fn from_raw(raw: Raw) -> Result<Self, LexiconError> {
        let common: FxHashSet<String> = raw.need_amount.into_iter().collect();
        let mut nouns = PhraseTable::new(Match::Exact, []);
        let mut add = |noun: &str, code: &str, scale, is_full| {
            let word = |noun: &str| CurrencyWord {
                code: code.into(),
                scale,
                needs_amount: common.contains(noun),
                is_full,
            };
            nouns.insert(noun, word(noun));
            if !noun.ends_with('s') {
                let plural = format!("{noun}s");
                let entry = word(&plural);
                nouns.insert(&plural, entry);
            }
        };
        for (noun, code) in &raw.default {
            check_code(code)?;
            add(noun, code, MoneyScale::Main, false);
        }
        for (code, names) in &raw.names {
            check_code(code)?;
            for name in names {
                add(name, code, MoneyScale::Main, name.contains(' '));
            }
        }
        for (noun, code) in &raw.minor {
            check_code(code)?;
            add(noun, code, MoneyScale::Hundredth, noun.contains(' '));
        }
        for (noun, code) in &raw.multiples {
            check_code(code)?;
            add(noun, code, MoneyScale::Thousand, false);
        }
        let map = |list: BTreeMap<String, String>| -> Result<FxHashMap<Box<str>, Box<str>>, LexiconError> {
            list.into_iter()
                .map(|(word, code)| check_code(&code).map(|()| (word.into(), code.into())))
                .collect()
        };
        Ok(Self {
            nouns,
            symbols: map(raw.symbols)?,
            dollars: map(raw.dollars)?,
            letters: map(raw.letters)?,
            suffixes: raw.suffixes.into_iter().map(|(word, power)| (word.into(), power)).collect(),
            codes: raw.names.into_keys().map(Into::into).collect(),
        })
    }

    /// Currency nouns, in lower case.
    pub fn nouns(&self) -> &PhraseTable<CurrencyWord> {
        &self.nouns
    }

    /// The code of a sign or abbreviation, as written.
    pub fn symbol(&self, written: &str) -> Option<&str> {
        self.symbols.get(written).map(|code| &**code)
    }

    /// The code that letters before "$" give, as written.
    pub fn dollar(&self, letters: &str) -> Option<&str> {
        self.dollars.get(letters).map(|code| &**code)
    }

    /// The code of letters that stand only before a figure, as written.
    pub fn letters(&self, written: &str) -> Option<&str> {
        self.letters.get(written).map(|code| &**code)
    }

    /// The power of ten of letters after an amount ("m" in "£11.8m").
    pub fn suffix(&self, written: &str) -> Option<u32> {
        self.suffixes.get(written).copied()
    }

    /// An ISO 4217 code, as written.
    pub fn code(&self, written: &str) -> Option<&str> {
        self.codes.get(written).map(|code| &**code)
    }
}

fn check_code(code: &str) -> Result<(), LexiconError> {
    if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Ok(());
    }
    Err(LexiconError {
        file: "en/money.toml".into(),
        detail: format!("currency code: expected three capitals, found \"{code}\""),
    })
}
