//! What the whole document says of each named entity: what it names, whether "he" or "she" fits, by which nouns it
//! can be called.

use crate::lexicon::Lexicon;
use crate::lexicon::coreference::{CITY, COUNTRY, FIRM, Gender, NounSort};
use crate::lexicon::places::PlaceSense;
use crate::model::{Mention, Name, NameKind, Text};
use crate::state::coreference::referent::{Label, Sort};

/// One entity.
#[derive(Clone, Debug)]
pub(super) struct Profile<'a> {
    pub(super) sort: Sort,
    pub(super) gender: Option<Gender>,
    pub(super) labels: Vec<Label<'a>>,
    pub(super) classes: u64,
}

/// The profiles by entity number.
pub(super) fn profiles<'a>(text: &Text<'a>, mentions: &'a [Mention], lexicon: &Lexicon) -> Vec<Profile<'a>> {
    let mut profiles: Vec<Profile<'a>> = Vec::new();
    for mention in mentions {
        let Some(name) = mention.name() else { continue };
        let at = name.entity as usize;
        if at >= profiles.len() {
            let empty = Profile { sort: Sort::Unknown, gender: None, labels: Vec::new(), classes: 0 };
            profiles.resize(at + 1, empty);
        }
        if let Some(profile) = profiles.get_mut(at) {
            learn(profile, text, mention, name, lexicon);
        }
    }
    profiles
}

fn learn<'a>(
    profile: &mut Profile<'a>,
    text: &Text<'a>,
    mention: &Mention,
    name: &'a Name,
    lexicon: &Lexicon,
) {
    let words = &lexicon.coreference;
    if profile.sort == Sort::Unknown || name.kind == NameKind::Person {
        profile.sort = Sort::of_name(name.kind);
    }
    match name.kind {
        NameKind::Person => {
            let Some(person) = &name.person else { return };
            let given = person.given.first().and_then(|given| words.gender_of(&given.to_lowercase()));
            if let Some(title) = &person.title {
                learn_title(profile, title, lexicon);
            }
            profile.gender = profile.gender.or(given);
        }
        NameKind::Place | NameKind::Nationality => {
            let canonical = name.canonical.to_lowercase();
            match lexicon.places.known.get(&canonical).map(|entry| entry.sense) {
                Some(PlaceSense::Country) => profile.classes |= COUNTRY,
                Some(PlaceSense::Capital | PlaceSense::City) => profile.classes |= CITY,
                Some(PlaceSense::Region | PlaceSense::People) | None => {}
            }
            learn_classes(profile, text, mention, lexicon, NounSort::Place);
        }
        // "the brewer Callum Strathie": who has a given name is no brewery.
        NameKind::Organisation | NameKind::Other if given_of(name, lexicon).is_some() => {
            profile.sort = Sort::Person;
            profile.gender = profile.gender.or(given_of(name, lexicon));
        }
        NameKind::Organisation => {
            learn_classes(profile, text, mention, lexicon, NounSort::Group);
            let last = mention.token_range().last().map_or("", |at| text.lower(at));
            if lexicon.names.company.contains(last) {
                profile.classes |= FIRM;
            }
        }
        NameKind::Other => {}
    }
}

/// The gender that the given name in front of another word says.
fn given_of(name: &Name, lexicon: &Lexicon) -> Option<Gender> {
    let (given, rest) = name.canonical.split_once(' ')?;
    let plain = !rest.contains(' ')
        && !lexicon.names.organisation.contains(rest.to_lowercase().as_str())
        && lexicon.coreference.noun(&rest.to_lowercase()).is_none();
    if plain { lexicon.coreference.gender_of(&given.to_lowercase()) } else { None }
}

/// The offices of a title ("foreign minister") and the gender that it says ("mrs", "spokeswoman").
fn learn_title<'a>(profile: &mut Profile<'a>, title: &'a str, lexicon: &Lexicon) {
    let parts: Vec<&'a str> = title.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    for (at, word) in parts.iter().enumerate() {
        let plain = word.trim_matches('.');
        if let Some(gender) = lexicon.coreference.noun(plain).and_then(|noun| noun.gender) {
            profile.gender = Some(gender);
        }
        let known = profile.labels.iter().any(|label| &*label.head == plain);
        if !known && lexicon.names.titles.get(plain).is_some() {
            let others = parts.iter().enumerate().filter(|&(other, _)| other != at);
            profile.labels.push(Label { head: plain.into(), words: others.map(|(_, word)| *word).collect() });
        }
    }
}

/// The classes that the words of the name itself say: "Sarn Bridge Company", "Isle of Carra".
fn learn_classes(
    profile: &mut Profile<'_>,
    text: &Text<'_>,
    mention: &Mention,
    lexicon: &Lexicon,
    sort: NounSort,
) {
    for at in mention.token_range() {
        let (singular, _) = lexicon.coreference.singular(text.lower(at));
        if let Some(noun) = lexicon.coreference.noun(&singular).filter(|noun| noun.sort == sort) {
            profile.classes |= noun.classes;
        }
    }
}
