//! The word list `rules/lexicon/en/places.toml`: countries, their people and capitals, and words for places.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::error::LexiconError;
use crate::lexicon::{Match, PhraseTable};

/// The list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    countries: BTreeMap<String, RawCountry>,
    cities: BTreeMap<String, String>,
    regions: BTreeMap<String, String>,
    wide: RawWide,
    nouns: RawNouns,
    ordinary: RawOrdinary,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCountry {
    names: Vec<String>,
    #[serde(default)]
    people: Vec<String>,
    #[serde(default)]
    capitals: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWide {
    names: Vec<String>,
    people: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNouns {
    after: Vec<String>,
    before: Vec<String>,
    kinds: Vec<String>,
    prepositions: Vec<String>,
    weak_prepositions: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOrdinary {
    words: Vec<String>,
}

/// What a known place name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceSense {
    /// A state, or the European Union.
    Country,
    /// "Danish", "Danes".
    People,
    /// A seat of government, which can speak for the country.
    Capital,
    /// Another city.
    City,
    /// A part of a country, or a part of the world.
    Region,
}

/// A known place name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceEntry {
    /// What it stands for.
    pub sense: PlaceSense,
    /// The English name of the country or place ("France" for "French").
    pub canonical: Box<str>,
    /// ISO 3166 code of the country that it is or lies in.
    pub country: Option<Box<str>>,
    /// It counts in capitals only ("US").
    pub upper_only: bool,
    /// It is an ordinary word in a text without capitals ("turkey").
    pub ordinary: bool,
}

/// The list as checked.
#[derive(Debug)]
pub struct PlaceWords {
    /// Known names.
    pub known: PhraseTable<PlaceEntry>,
    /// Nouns that end the name of a place ("Hensley Field").
    pub after: FxHashSet<Box<str>>,
    /// Words that begin the name of a place ("Lake Strezna").
    pub before: PhraseTable<()>,
    /// Nouns that say in lower case what stands beside them ("the Aurach valley").
    pub kinds: FxHashSet<Box<str>>,
    /// Prepositions after which an unknown name is a place.
    pub prepositions: FxHashSet<Box<str>>,
    /// Prepositions after which it may be one.
    pub weak_prepositions: FxHashSet<Box<str>>,
    /// English names of the countries by code.
    countries: BTreeMap<Box<str>, Box<str>>,
}

impl PlaceWords {
    pub(crate) fn from_raw(raw: Raw) -> Result<Self, LexiconError> {
        let ordinary: FxHashSet<String> = raw.ordinary.words.into_iter().collect();
        let mut known = PhraseTable::new(Match::Exact, []);
        let mut countries = BTreeMap::new();
        let mut add = |name: &str, sense: PlaceSense, canonical: &str, country: Option<&str>| {
            let lower = name.to_lowercase();
            let upper_only = name.len() <= 6 && name.chars().all(|c| c.is_uppercase() || c == '.');
            let entry = PlaceEntry {
                sense,
                canonical: canonical.into(),
                country: country.map(Into::into),
                upper_only,
                ordinary: ordinary.contains(&lower),
            };
            known.insert(&lower, entry);
        };
        for (code, country) in &raw.countries {
            let Some(canonical) = country.names.first() else {
                return Err(LexiconError {
                    file: "en/places.toml".into(),
                    detail: format!("countries.{code}: expected at least one name, found none"),
                });
            };
            countries.insert(code.as_str().into(), canonical.as_str().into());
            for name in &country.names {
                add(name, PlaceSense::Country, canonical, Some(code));
            }
            for name in &country.people {
                add(name, PlaceSense::People, canonical, Some(code));
            }
            for name in &country.capitals {
                add(name, PlaceSense::Capital, name, Some(code));
            }
        }
        for (sense, lists) in [(PlaceSense::City, &raw.cities), (PlaceSense::Region, &raw.regions)] {
            for (code, list) in lists {
                for name in list.split(';') {
                    add(name, sense, name, Some(code));
                }
            }
        }
        for name in &raw.wide.names {
            add(name, PlaceSense::Region, name, None);
        }
        for (name, place) in &raw.wide.people {
            add(name, PlaceSense::People, place, None);
        }
        Ok(Self {
            known,
            after: set(raw.nouns.after),
            before: PhraseTable::new(Match::Exact, raw.nouns.before.iter().map(|word| (word.as_str(), ()))),
            kinds: set(raw.nouns.kinds),
            prepositions: set(raw.nouns.prepositions),
            weak_prepositions: set(raw.nouns.weak_prepositions),
            countries,
        })
    }

    /// The English name of a country by its ISO 3166 code.
    pub fn country_name(&self, code: &str) -> Option<&str> {
        self.countries.get(code).map(AsRef::as_ref)
    }
}

fn set(words: Vec<String>) -> FxHashSet<Box<str>> {
    words.into_iter().map(Into::into).collect()
}

#[cfg(test)]
mod tests {
    use super::PlaceSense;
    use crate::lexicon::Lexicon;

    #[test]
    fn people_and_capitals_lead_to_the_country() {
        let places = Lexicon::english().unwrap().places;
        for (word, sense, code) in [
            ("danes", PlaceSense::People, "DK"),
            ("tokyo", PlaceSense::Capital, "JP"),
            ("marseille", PlaceSense::City, "FR"),
            ("texas", PlaceSense::Region, "US"),
        ] {
            let entry = places.known.get(word).unwrap();
            assert_eq!((entry.sense, entry.country.as_deref()), (sense, Some(code)), "{word}");
        }
        assert!(places.known.get("us").unwrap().upper_only);
        assert_eq!(places.country_name("GB"), Some("United Kingdom"));
    }
}
