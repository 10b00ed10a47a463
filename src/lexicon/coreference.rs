//! The word list `rules/lexicon/en/coreference.toml`: what nouns name, who bears which given names, and which
//! words refer to nothing.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::lexicon::{Match, PhraseTable};

/// The list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    given: RawGiven,
    person: RawPerson,
    groups: RawGroups,
    places: RawPlaces,
    things: RawThings,
    empty: RawEmpty,
    pleonastic: RawPleonastic,
    sets: RawSets,
    forms: RawForms,
    modifiers: RawModifiers,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGiven {
    female: String,
    male: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPerson {
    female: String,
    male: String,
    either: String,
    people: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGroups {
    firms: Vec<String>,
    others: Vec<String>,
    any: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPlaces {
    classes: Vec<String>,
    settlements: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawThings {
    families: Vec<String>,
    agreements: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEmpty {
    nouns: String,
    times: String,
    measures: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPleonastic {
    states: String,
    verbs: String,
    phrases: Vec<String>,
    before: String,
    with_adjective: String,
    with_adjective_next: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSets {
    parties: String,
    sides: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawForms {
    plural: Vec<String>,
    singular: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawModifiers {
    old: String,
    new: String,
    empty: String,
}

/// Which of "he" and "she" a person is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Gender {
    Female,
    Male,
}

/// What a noun names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NounSort {
    /// One person.
    Person,
    /// Persons under one word: "police".
    People,
    /// An organisation or another body of people.
    Group,
    /// A country, town, river.
    Place,
    /// An agreement.
    Agreement,
    /// Everything else.
    Thing,
    /// A time, which no pronoun refers to.
    Time,
    /// Nothing that could be referred to: "a lot", "ten metres".
    Empty,
}

/// A noun of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun {
    /// What it names.
    pub sort: NounSort,
    /// "he" or "she", where the noun says it.
    pub gender: Option<Gender>,
    /// The classes of groups or places that it is in, a bit for each.
    pub classes: u64,
}

impl Noun {
    const fn of(sort: NounSort) -> Self {
        Self { sort, gender: None, classes: 0 }
    }
}

/// Class of a firm of any kind.
pub const FIRM: u64 = 1;
/// Class of a country.
pub const COUNTRY: u64 = 1;
/// Class of a capital or large city.
pub const CITY: u64 = 1 << 2;

type Words = FxHashSet<Box<str>>;

/// The list as checked. All words are lower case and singular.
#[derive(Debug)]
pub struct CoreferenceWords {
    given: FxHashMap<Box<str>, Gender>,
    nouns: FxHashMap<Box<str>, Noun>,
    /// Of which nouns a noun names one kind: "ferry" to "vessel", "ship".
    wider: FxHashMap<Box<str>, Vec<Box<str>>>,
    plural: FxHashMap<Box<str>, Box<str>>,
    singular: Words,
    /// Nouns for any organisation.
    pub any_group: Words,
    /// Nouns of settlements of any size.
    pub settlements: Words,
    /// Words after "it is" that make it refer to nothing.
    pub empty_states: Words,
    /// Verbs after "it" that do, as base forms.
    pub empty_verbs: Words,
    /// Phrases that begin with an "it" that refers to nothing.
    pub empty_phrases: PhraseTable<()>,
    /// Verbs before such an "it".
    pub empty_before: Words,
    /// Verbs before "it" and an adjective: "made it clear".
    pub with_adjective: Words,
    /// The words after it.
    pub with_adjective_next: Words,
    /// Nouns of the members of a pair.
    pub parties: Words,
    /// Nouns of the members of any pair.
    pub sides: Words,
    /// Words that choose the older thing of two.
    pub old: Words,
    /// Words that choose the newer.
    pub new: Words,
    /// Adjectives that choose none.
    pub idle_modifiers: Words,
}

impl CoreferenceWords {
    pub(crate) fn from_raw(raw: &Raw) -> Self {
        let mut given = FxHashMap::default();
        for (list, gender) in [(&raw.given.female, Gender::Female), (&raw.given.male, Gender::Male)] {
            given.extend(list.split_whitespace().map(|name| (Box::from(name), gender)));
        }
        let mut wider: FxHashMap<Box<str>, Vec<Box<str>>> = FxHashMap::default();
        for line in &raw.things.families {
            let mut words = line.split_whitespace();
            let Some(first) = words.next() else { continue };
            for word in words {
                wider.entry(word.into()).or_default().push(first.into());
            }
        }
        let plural = raw.forms.plural.iter().filter_map(|pair| pair.split_once(' '));
        Self {
            given,
            nouns: nouns(raw),
            wider,
            plural: plural.map(|(many, one)| (many.into(), one.into())).collect(),
            singular: set(&raw.forms.singular),
            any_group: set(&raw.groups.any),
            settlements: set(&raw.places.settlements),
            empty_states: set(&raw.pleonastic.states),
            empty_verbs: set(&raw.pleonastic.verbs),
            empty_phrases: PhraseTable::new(
                Match::Exact,
                raw.pleonastic.phrases.iter().map(|phrase| (phrase.as_str(), ())),
            ),
            empty_before: set(&raw.pleonastic.before),
            with_adjective: set(&raw.pleonastic.with_adjective),
            with_adjective_next: set(&raw.pleonastic.with_adjective_next),
            parties: set(&raw.sets.parties),
            sides: set(&raw.sets.sides),
            old: set(&raw.modifiers.old),
            new: set(&raw.modifiers.new),
            idle_modifiers: set(&raw.modifiers.empty),
        }
    }

    /// Who bears a given name in lower case, if nearly always women or men.
    pub fn gender_of(&self, given: &str) -> Option<Gender> {
        self.given.get(given).copied()
    }

    /// What a singular noun in lower case names; `None` if the list does not have it.
    pub fn noun(&self, singular: &str) -> Option<Noun> {
        self.nouns.get(singular).copied()
    }

    /// Whether `wide` can name what was called `narrow`: "vessel" for a ferry.
    pub fn is_wider(&self, wide: &str, narrow: &str) -> bool {
        self.wider.get(narrow).is_some_and(|words| words.iter().any(|word| &**word == wide))
    }

    /// A noun in lower case as singular, and whether it was a plural.
    pub fn singular<'w>(&self, lower: &'w str) -> (Cow<'w, str>, bool) {
        if let Some(one) = self.plural.get(lower) {
            return (Cow::Owned(one.to_string()), true);
        }
        let kept = lower.len() < 4
            || !lower.ends_with('s')
            || lower.ends_with("ss")
            || lower.ends_with("us")
            || lower.ends_with("is")
            || self.singular.contains(lower);
        if kept {
            return (Cow::Borrowed(lower), false);
        }
        if let Some(front) = lower.strip_suffix("ies").filter(|front| front.len() > 1) {
            return (Cow::Owned(format!("{front}y")), true);
        }
        for ending in ["sses", "shes", "ches", "xes", "zes"] {
            if lower.ends_with(ending) {
                return (Cow::Borrowed(lower.strip_suffix("es").unwrap_or(lower)), true);
            }
        }
        (Cow::Borrowed(lower.strip_suffix('s').unwrap_or(lower)), true)
    }
}

/// The nouns of all lists; the first list that has one decides.
fn nouns(raw: &Raw) -> FxHashMap<Box<str>, Noun> {
    let mut nouns: FxHashMap<Box<str>, Noun> = FxHashMap::default();
    let firms = raw.groups.firms.len();
    for (at, line) in raw.groups.firms.iter().chain(&raw.groups.others).enumerate() {
        let classes = 1 << at | if at < firms { FIRM } else { 0 };
        add_class(&mut nouns, line, NounSort::Group, classes);
    }
    for (at, line) in raw.places.classes.iter().enumerate() {
        add_class(&mut nouns, line, NounSort::Place, 1 << at);
    }
    for (list, noun) in [
        (&raw.person.female, Noun { gender: Some(Gender::Female), ..Noun::of(NounSort::Person) }),
        (&raw.person.male, Noun { gender: Some(Gender::Male), ..Noun::of(NounSort::Person) }),
        (&raw.person.either, Noun::of(NounSort::Person)),
        (&raw.person.people, Noun::of(NounSort::People)),
        (&raw.things.agreements, Noun::of(NounSort::Agreement)),
        (&raw.empty.times, Noun::of(NounSort::Time)),
        (&raw.empty.measures, Noun::of(NounSort::Empty)),
        (&raw.empty.nouns, Noun::of(NounSort::Empty)),
    ] {
        for word in list.split_whitespace() {
            nouns.entry(word.into()).or_insert(noun);
        }
    }
    nouns
}

fn add_class(nouns: &mut FxHashMap<Box<str>, Noun>, line: &str, sort: NounSort, classes: u64) {
    for word in line.split_whitespace() {
        let noun = nouns.entry(word.into()).or_insert(Noun::of(sort));
        if noun.sort == sort {
            noun.classes |= classes;
        }
    }
}

fn set(words: &str) -> Words {
    words.split_whitespace().map(Into::into).collect()
}

#[cfg(test)]
mod tests {
    use super::{COUNTRY, FIRM, Gender, NounSort};
    use crate::lexicon::Lexicon;

    #[test]
    fn nouns_have_their_number() {
        let words = Lexicon::english().unwrap().coreference;
        for (written, one, many) in [
            ("ferries", "ferry", true),
            ("churches", "church", true),
            ("women", "woman", true),
            ("houses", "house", true),
            ("crisis", "crisis", false),
            ("news", "news", false),
            ("ferry", "ferry", false),
        ] {
            let (singular, plural) = words.singular(written);
            assert_eq!((&*singular, plural), (one, many), "{written}");
        }
    }

    #[test]
    fn nouns_and_names_say_what_they_name() {
        let words = Lexicon::english().unwrap().coreference;
        assert_eq!(words.noun("country").map(|noun| noun.classes), Some(COUNTRY));
        assert!(
            words.noun("bank").is_some_and(|noun| noun.sort == NounSort::Group && noun.classes & FIRM > 0)
        );
        assert!(words.noun("union").is_some_and(|noun| noun.classes & FIRM == 0));
        assert_eq!(words.noun("woman").and_then(|noun| noun.gender), Some(Gender::Female));
        assert_eq!(words.gender_of("hedda"), Some(Gender::Female));
        assert!(words.is_wider("vessel", "ferry") && !words.is_wider("ferry", "vessel"));
    }
}
