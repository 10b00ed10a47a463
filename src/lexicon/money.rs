//! The word list `rules/lexicon/en/money.toml`.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::error::LexiconError;
use crate::lexicon::{Match, PhraseTable};
use crate::model::Currency;

/// The list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    suffixes: BTreeMap<String, u32>,
    need_amount: Vec<String>,
    common_codes: Vec<String>,
    open_signs: Vec<String>,
    kin: Vec<Vec<String>>,
    of_money: Vec<String>,
    multiples: BTreeMap<String, String>,
    default: BTreeMap<String, String>,
    symbols: BTreeMap<String, String>,
    dollars: BTreeMap<String, String>,
    letters: BTreeMap<String, String>,
    minor: BTreeMap<String, String>,
    coins: BTreeMap<String, RawCoin>,
    unions: BTreeMap<String, Vec<String>>,
    names: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCoin {
    code: String,
    share: String,
}

/// What a currency noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyScale {
    /// The main unit.
    Main,
    /// A part of it ("cents"), as a share of the main unit.
    Part(Decimal),
    /// A thousand of it ("grand").
    Thousand,
}

/// A currency noun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrencyWord {
    /// The currency; unknown where the noun does not tell it.
    pub currency: Currency,
    /// Main unit or a part of it.
    pub scale: MoneyScale,
    /// The noun in the singular.
    pub singular: Box<str>,
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
    /// What units of a currency are called, by code.
    codes: FxHashMap<Box<str>, Box<str>>,
    common_codes: FxHashSet<Box<str>>,
    open_signs: FxHashSet<Box<str>>,
    of_money: FxHashSet<Box<str>>,
    /// Codes by noun and country ("pound", "EG").
    national: FxHashMap<(Box<str>, Box<str>), Box<str>>,
}

/// Nouns under which currencies are known, in one form each.
struct Nouns {
    kin: FxHashMap<String, String>,
}

impl Nouns {
    fn new(groups: Vec<Vec<String>>) -> Self {
        let pairs = groups.into_iter().filter_map(|group| group.first().cloned().map(|first| (first, group)));
        let kin = pairs.flat_map(|(first, group)| group.into_iter().map(move |noun| (noun, first.clone())));
        Self { kin: kin.collect() }
    }

    /// The last word of a name in the form that its relatives share.
    fn noun(&self, name: &str) -> String {
        let last = name.rsplit(' ').next().unwrap_or(name);
        self.kin.get(last).cloned().unwrap_or_else(|| last.to_string())
    }
}

impl MoneyWords {
    pub(crate) fn from_raw(raw: Raw) -> Result<Self, LexiconError> {
        let common: FxHashSet<String> = raw.need_amount.into_iter().collect();
        let kin = Nouns::new(raw.kin);
        let mut codes: FxHashMap<Box<str>, Box<str>> = FxHashMap::default();
        let mut n_of_noun: FxHashMap<Box<str>, usize> = FxHashMap::default();
        for (code, names) in &raw.names {
            check_code(code)?;
            let name = names.iter().find(|name| name.contains(' ')).or(names.first());
            let noun: Box<str> = name.map_or_else(String::new, |name| kin.noun(name)).into();
            *n_of_noun.entry(noun.clone()).or_default() += 1;
            codes.insert(code.as_str().into(), noun);
        }
        let lone = |noun: &str| n_of_noun.get(noun).is_some_and(|&n| n == 1);
        let named = |code: &str, noun: &str, told: bool| Currency {
            code: code.into(),
            noun: (!noun.is_empty()).then(|| noun.into()),
            told,
        };
        let of_code = |code: &str| named(code, codes.get(code).map_or("", |noun| noun), code != "XXX");
        let mut nouns = PhraseTable::new(Match::Exact, []);
        let mut add = |noun: &str, currency: &Currency, scale, is_full| {
            let word = |written: &str| CurrencyWord {
                currency: currency.clone(),
                scale,
                // "5p", "40c"
                singular: match (noun.chars().count(), &*currency.code) {
                    (1, "GBP") => "penny".into(),
                    (1, _) => "cent".into(),
                    _ => noun.into(),
                },
                needs_amount: common.contains(written),
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
            let family = kin.noun(noun);
            add(noun, &named(code, &family, lone(&family)), MoneyScale::Main, false);
        }
        for (code, names) in &raw.names {
            for name in names {
                let full = name.contains(' ');
                let family = kin.noun(name);
                let told =
                    full || lone(&family) || codes.get(code.as_str()).is_none_or(|own| **own != *family);
                add(name, &Currency { told, ..of_code(code) }, MoneyScale::Main, full);
            }
        }
        for (noun, code) in &raw.minor {
            check_code(code)?;
            let full = noun.contains(' ');
            let currency = Currency { told: full, ..of_code(code) };
            add(noun, &currency, MoneyScale::Part(Decimal::new(1, 2)), full);
        }
        for (noun, coin) in &raw.coins {
            check_code(&coin.code)?;
            let share = coin.share.parse().map_err(|_| {
                broken(format!("share of \"{noun}\": expected a decimal, found \"{}\"", coin.share))
            })?;
            add(noun, &Currency { told: false, ..of_code(&coin.code) }, MoneyScale::Part(share), false);
        }
        for (noun, code) in &raw.multiples {
            check_code(code)?;
            add(noun, &Currency { told: false, ..of_code(code) }, MoneyScale::Thousand, false);
        }
        let map = |list: BTreeMap<String, String>| -> Result<FxHashMap<Box<str>, Box<str>>, LexiconError> {
            list.into_iter()
                .map(|(word, code)| check_code(&code).map(|()| (word.into(), code.into())))
                .collect()
        };
        // Most codes begin with the code of their country.
        let mut national: FxHashMap<(Box<str>, Box<str>), Box<str>> = FxHashMap::default();
        let in_order: BTreeMap<&str, &str> = codes.iter().map(|(code, noun)| (&**code, &**noun)).collect();
        for (code, noun) in in_order {
            let country = code.get(..2).unwrap_or(code);
            national.insert((noun.into(), country.into()), code.into());
        }
        for (code, countries) in &raw.unions {
            let noun = codes.get(code.as_str()).cloned().unwrap_or_default();
            for country in countries {
                national.insert((noun.clone(), country.as_str().into()), code.as_str().into());
            }
        }
        let set = |list: Vec<String>| list.into_iter().map(Into::into).collect();
        Ok(Self {
            nouns,
            symbols: map(raw.symbols)?,
            dollars: map(raw.dollars)?,
            letters: map(raw.letters)?,
            suffixes: raw.suffixes.into_iter().map(|(word, power)| (word.into(), power)).collect(),
            codes,
            common_codes: set(raw.common_codes),
            open_signs: set(raw.open_signs),
            of_money: set(raw.of_money),
            national,
        })
    }

    /// Currency nouns, in lower case.
    pub fn nouns(&self) -> &PhraseTable<CurrencyWord> {
        &self.nouns
    }

    /// The currency of a sign or abbreviation, as written.
    pub fn symbol(&self, written: &str) -> Option<Currency> {
        self.symbols.get(written).map(|code| self.sign(written, code))
    }

    /// The currency that letters before "$" give; short ones as written, codes in any case.
    pub fn dollar(&self, letters: &str) -> Option<Currency> {
        let code = self.dollars.get(letters).cloned();
        let code = code.or_else(|| {
            let upper = letters.to_uppercase();
            self.codes.contains_key(&*upper).then(|| upper.into())
        })?;
        Some(self.of_code(&code))
    }

    /// The currency of letters that stand at a figure, as written.
    pub fn letters(&self, written: &str) -> Option<Currency> {
        self.letters.get(written).map(|code| self.sign(written, code))
    }

    /// The power of ten of letters after an amount ("m" in "£11.8m").
    pub fn suffix(&self, written: &str) -> Option<u32> {
        self.suffixes.get(written).copied()
    }

    /// The currency of an ISO 4217 code, as written.
    pub fn code(&self, written: &str) -> Option<Currency> {
        self.codes.contains_key(written).then(|| self.of_code(written))
    }

    /// Whether a code is an ordinary word in capitals too ("ALL").
    pub fn is_common_code(&self, written: &str) -> bool {
        self.common_codes.contains(written)
    }

    /// A country's currency by its noun in the singular ("pound", "EG").
    pub fn national(&self, noun: &str, country: &str) -> Option<Currency> {
        self.national.get(&(noun.into(), country.into())).map(|code| self.of_code(code))
    }

    /// Whether "pounds of" this noun are money.
    pub fn is_of_money(&self, noun: &str) -> bool {
        self.of_money.contains(noun)
    }

    fn of_code(&self, code: &str) -> Currency {
        let noun = self.codes.get(code).filter(|noun| !noun.is_empty()).cloned();
        Currency { code: code.into(), noun, told: code != "XXX" }
    }

    fn sign(&self, written: &str, code: &str) -> Currency {
        let currency = self.of_code(code);
        Currency { told: currency.told && !self.open_signs.contains(written), ..currency }
    }
}

fn check_code(code: &str) -> Result<(), LexiconError> {
    if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Ok(());
    }
    Err(broken(format!("currency code: expected three capitals, found \"{code}\"")))
}

fn broken(detail: String) -> LexiconError {
    LexiconError { file: "en/money.toml".into(), detail }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn nouns_and_signs_leave_the_country_open() {
        let money = Lexicon::english().unwrap().money;
        let noun = |word: &str| money.nouns().get(word).unwrap().currency.clone();
        assert!(!noun("dollars").told && !noun("pounds").told && !noun("francs").told);
        assert!(noun("euros").told && noun("pula").told);
        assert_eq!(noun("pounds").noun.as_deref(), Some("pound"));
        assert!(!money.symbol("$").unwrap().told);
        assert!(money.dollar("A").unwrap().told && money.dollar("mxn").is_some());
        assert_eq!(&*money.national("pound", "EG").unwrap().code, "EGP");
        assert_eq!(&*money.national("franc", "SN").unwrap().code, "XOF");
        assert_eq!(&*money.national("crown", "SE").unwrap().code, "SEK");
    }
}
