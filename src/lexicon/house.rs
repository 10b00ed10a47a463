//! Words that a newsroom adds to the word lists: names of its own beat, and spellings that it takes for one.

use crate::lexicon::Lexicon;
use crate::lexicon::names::TitleKind;
use crate::lexicon::places::{PlaceEntry, PlaceSense};

/// Words of one house, as they are written in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HouseWords {
    /// Names of organisations that no word in them tells.
    pub organisations: Vec<String>,
    /// Given names.
    pub given_names: Vec<String>,
    /// Offices and titles, in lower case in the middle of a sentence.
    pub titles: Vec<String>,
    /// Places, each with all its spellings; the first is the usual one.
    pub places: Vec<Vec<String>>,
    /// Single words in names of persons, each with all its spellings.
    pub spellings: Vec<Vec<String>>,
}

impl Lexicon {
    /// Adds the words of a house. What the lists know already stays as it is.
    pub fn add(&mut self, words: &HouseWords) {
        for name in &words.organisations {
            self.names.known.insert(&name.to_lowercase(), ());
        }
        self.names.given.extend(words.given_names.iter().map(|name| name.to_lowercase().into()));
        for title in &words.titles {
            self.names.titles.insert(&title.to_lowercase(), TitleKind::Office);
        }
        for spellings in &words.places {
            let known = spellings.iter().find_map(|name| self.places.known.get(&name.to_lowercase()));
            let Some(entry) = known.cloned().or_else(|| Some(new_place(spellings.first()?))) else {
                continue;
            };
            for name in spellings {
                self.places.known.insert(&name.to_lowercase(), entry.clone());
            }
        }
        for spellings in &words.spellings {
            self.names.add_spellings(spellings);
        }
    }
}

fn new_place(name: &str) -> PlaceEntry {
    PlaceEntry {
        sense: PlaceSense::City,
        canonical: name.into(),
        country: None,
        upper_only: false,
        ordinary: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NameRelation, PersonName};

    fn lexicon() -> Lexicon {
        let mut lexicon = Lexicon::english().unwrap();
        lexicon.add(&HouseWords {
            organisations: vec!["Harrow Desk".into()],
            given_names: vec!["Zybelle".into()],
            titles: vec!["Bridge Warden".into()],
            places: vec![
                vec!["Lissabon".into(), "Lisbon".into()],
                vec!["Norrvik".into(), "Old Norrvik".into()],
            ],
            spellings: vec![vec!["Strzhenko".into(), "Stryenko".into()]],
        });
        lexicon
    }

    #[test]
    fn a_spelling_of_a_known_place_is_that_place() {
        let places = lexicon().places;
        assert_eq!(places.known.get("lissabon"), places.known.get("lisbon"));
        assert_eq!(places.known.get("norrvik").map(|entry| &*entry.canonical), Some("Norrvik"));
    }

    #[test]
    fn names_and_titles_are_known() {
        let names = lexicon().names;
        assert!(names.given.contains("zybelle"));
    }

    #[test]
    fn two_spellings_of_a_surname_are_one_name() {
        let names = lexicon().names;
        let person = |surname: &str| PersonName {
            given: vec!["Ada".into()],
            surname: Some(surname.into()),
            ..PersonName::default()
        };
        let relation = |a: &str, b: &str| person(a).relation(&person(b), &names);
        assert_eq!(relation("Strzhenko", "Stryenko"), NameRelation::Same);
        assert_ne!(relation("Strzhenko", "Strahlenko"), NameRelation::Same);
    }
}
