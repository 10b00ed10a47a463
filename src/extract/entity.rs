//! Binds the names of one document to entities: one number for a person under all forms, for a country and its people,
//! for an organisation and its acronym.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::extract::Found;
use crate::extract::acronym;
use crate::extract::name::Piece;
use crate::extract::name_person;
use crate::extract::name_run::Reader;
use crate::extract::name_title::Title;
use crate::lexicon::names::TitleKind;
use crate::model::{Name, NameKind, PersonName, Value, fold};

/// An entity while names are bound.
struct Entity {
    kind: NameKind,
    canonical: String,
    acronym: Option<String>,
}

#[derive(Default)]
struct Book {
    entities: Vec<Entity>,
    /// Folded full name, country code or acronym to entity.
    by_name: FxHashMap<String, u32>,
    /// Folded surname to the entities that bear it, in order of appearance.
    by_surname: FxHashMap<String, Vec<u32>>,
    /// Folded given name to the entities that bear it.
    by_given: FxHashMap<String, Vec<u32>>,
    /// First word of longer names of organisations and places to entity.
    by_part: FxHashMap<String, Vec<u32>>,
}

impl Book {
    fn add(&mut self, kind: NameKind, canonical: &str, key: String) -> u32 {
        let number = self.entities.len() as u32;
        self.entities.push(Entity { kind, canonical: canonical.to_string(), acronym: None });
        self.by_name.insert(key, number);
        number
    }
}

/// Gives every piece its entity, in two passes: full names first, then the short forms.
pub(crate) fn bind(reader: &Reader<'_, '_>, mut pieces: Vec<Piece>) -> Vec<Found> {
    let text = reader.text;
    let definitions = acronym::definitions(text);
    let mut book = Book::default();
    let mut numbers: Vec<Option<u32>> = vec![None; pieces.len()];
    let mut persons: Vec<Option<PersonName>> = Vec::with_capacity(pieces.len());
    for piece in &pieces {
        persons.push((piece.kind == NameKind::Person).then(|| person(reader, piece)));
    }
    for (idx, piece) in pieces.iter().enumerate() {
        numbers[idx] = full_form(reader, piece, persons[idx].as_ref(), &mut book);
    }
    for definition in &definitions {
        let long = text.document.slice(text.span_of(definition.long.clone()));
        let key = key_of(long);
        let number = match book.by_name.get(&key).copied() {
            Some(number) => number,
            None => continue,
        };
        let short = text.document.slice(text.span_of(definition.short.clone()));
        book.by_name.entry(key_of(short)).or_insert(number);
        if let Some(entity) = book.entities.get_mut(number as usize) {
            entity.acronym.get_or_insert_with(|| short.to_string());
        }
    }
    for (idx, piece) in pieces.iter_mut().enumerate() {
        if numbers[idx].is_none() {
            numbers[idx] = Some(short_form(reader, piece, &mut persons[idx], &mut book));
        }
    }
    // A name has its kind from the recogniser if any of its forms has, and none is told by the words themselves.
    let of = |held: fn(&Piece) -> bool| -> FxHashSet<u32> {
        pieces
            .iter()
            .zip(&numbers)
            .filter(|(piece, _)| held(piece))
            .filter_map(|(_, number)| *number)
            .collect()
    };
    let told = of(|piece| piece.sure);
    let recognised: FxHashSet<u32> = of(|piece| piece.recognised).difference(&told).copied().collect();
    pieces
        .into_iter()
        .zip(numbers)
        .zip(persons)
        .filter_map(|((piece, number), person)| {
            let number = number?;
            let entity = book.entities.get(number as usize)?;
            let kind = piece.kind;
            let (canonical, country) = match &piece.place {
                Some(place) => (place.canonical.to_string(), place.country.clone()),
                None => (entity.canonical.clone(), None),
            };
            Some(Found {
                tokens: piece.tokens,
                value: Value::Name(Name {
                    kind,
                    canonical,
                    person: person.filter(|_| kind == NameKind::Person),
                    country,
                    acronym: entity.acronym.clone(),
                    recognised: !piece.sure && (piece.recognised || recognised.contains(&number)),
                    entity: number,
                }),
                extractor: extractor(kind),
            })
        })
        .collect()
}

fn extractor(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "name/person",
        NameKind::Organisation => "name/organisation",
        NameKind::Place => "name/place",
        NameKind::Nationality => "name/nationality",
        NameKind::Other => "name/other",
    }
}

/// The parts of a person's name with its title.
fn person(reader: &Reader<'_, '_>, piece: &Piece) -> PersonName {
    let written = reader.text.document.slice(reader.text.span_of(piece.tokens.clone()));
    let mut person = name_person::parse(&one_line(written), &reader.lexicon.names);
    if let Some(Title { tokens, kind }) = &piece.title {
        let alone = person.surname.is_none() && person.given.len() == 1;
        if alone && *kind != TitleKind::Relation {
            person.surname = person.given.pop();
        }
        if person.given.is_empty() && *kind == TitleKind::Relation {
            person.given.extend(person.surname.take());
        }
        let span = reader.text.span_of(tokens.clone());
        person.title = Some(one_line(reader.text.document.lower(span)).trim_end_matches('.').to_string());
        person.title_span = Some(span);
    }
    person
}

/// The entity of a name that stands for itself; `None` for a short form.
fn full_form(
    reader: &Reader<'_, '_>,
    piece: &Piece,
    person: Option<&PersonName>,
    book: &mut Book,
) -> Option<u32> {
    let written = one_line(reader.text.document.slice(reader.text.span_of(piece.tokens.clone())));
    if let Some(place) = &piece.place {
        let key = match (&place.country, piece.kind) {
            (Some(code), NameKind::Nationality) => format!("#{code}"),
            (Some(code), _) if reader.lexicon.places.country_name(code) == Some(&*place.canonical) => {
                format!("#{code}")
            }
            _ => key_of(&place.canonical),
        };
        return Some(match book.by_name.get(&key) {
            Some(number) => *number,
            None => book.add(NameKind::Place, &place.canonical, key),
        });
    }
    match person {
        Some(person) => {
            let (Some(surname), [first, ..]) = (&person.surname, person.given.as_slice()) else {
                return None;
            };
            let key = key_of(&written);
            let surname = fold(surname);
            let known = book.by_surname.get(&surname).into_iter().flatten().copied().find(|&number| {
                book.entities.get(number as usize).is_some_and(|entity| {
                    name_person::parse(&entity.canonical, &reader.lexicon.names)
                        .relation(person, &reader.lexicon.names)
                        <= crate::model::NameRelation::Compatible
                })
            });
            if let Some(number) = known {
                if let Some(entity) = book.entities.get_mut(number as usize)
                    && written.len() > entity.canonical.len()
                {
                    entity.canonical = written;
                }
                return Some(number);
            }
            let number = book.add(NameKind::Person, &written, key);
            book.by_surname.entry(surname).or_default().push(number);
            book.by_given.entry(fold(first)).or_default().push(number);
            Some(number)
        }
        None if piece.sure || piece.tokens.len() > 1 => {
            let key = key_of(&written);
            if let Some(number) = book.by_name.get(&key) {
                return Some(*number);
            }
            let number = book.add(piece.kind, &written, key);
            if piece.tokens.len() > 1 {
                for idx in piece.tokens.clone() {
                    if !reader.is_common(idx) && reader.is_name_word(idx) {
                        book.by_part.entry(fold(reader.text.word(idx))).or_default().push(number);
                    }
                }
            }
            Some(number)
        }
        None => None,
    }
}

/// The entity of a short form: a surname, a given name, an acronym, the first word of a longer name; else its own.
fn short_form(
    reader: &Reader<'_, '_>,
    piece: &mut Piece,
    person_name: &mut Option<PersonName>,
    book: &mut Book,
) -> u32 {
    let written = one_line(reader.text.document.slice(reader.text.span_of(piece.tokens.clone())));
    let folded = key_of(&written);
    let titled = piece.title.is_some();
    let surname = person_name
        .as_ref()
        .and_then(|person| person.surname.as_deref())
        .map_or_else(|| folded.clone(), fold);
    let given = person_name
        .as_ref()
        .and_then(|person| person.given.first())
        .map_or_else(|| folded.clone(), |given| fold(given));
    let bearer = book.by_surname.get(&surname).and_then(|bearers| bearers.first()).or_else(|| {
        let bearers = book.by_given.get(&given)?;
        (bearers.len() == 1 && !titled).then(|| bearers.first())?
    });
    let relation = piece.title.as_ref().is_some_and(|title| title.kind == TitleKind::Relation);
    if let Some(&number) = bearer
        && !relation
        && (piece.kind != NameKind::Place || !piece.sure)
    {
        if piece.kind != NameKind::Person {
            piece.kind = NameKind::Person;
            *person_name = Some(person(reader, piece));
        }
        if let Some(parts) = person_name
            && parts.surname.is_none()
            && book.by_surname.contains_key(&surname)
        {
            parts.surname = parts.given.pop();
        }
        if let Some(parts) = person_name
            && parts.given.is_empty()
            && !book.by_surname.contains_key(&surname)
        {
            parts.given.extend(parts.surname.take());
        }
        return number;
    }
    if let Some(&number) = book.by_name.get(&folded) {
        if let Some(entity) = book.entities.get(number as usize)
            && !titled
        {
            if entity.kind == NameKind::Person && piece.kind != NameKind::Person {
                *person_name = Some(person(reader, piece));
            }
            piece.kind = entity.kind;
        }
        return number;
    }
    if !titled && let Some(number) = book.by_part.get(&folded).and_then(|numbers| numbers.first()).copied() {
        if let Some(entity) = book.entities.get(number as usize) {
            piece.kind = entity.kind;
        }
        return number;
    }
    let number = book.add(piece.kind, &written, folded);
    if let Some(parts) = person_name {
        if parts.surname.is_some() {
            book.by_surname.entry(surname).or_default().push(number);
        } else {
            book.by_given.entry(given).or_default().push(number);
        }
    }
    number
}

fn key_of(written: &str) -> String {
    let folded = fold(written);
    folded.strip_prefix("the ").map_or(folded.clone(), Into::into)
}

/// A name that runs over a line break, in one line.
fn one_line(written: &str) -> String {
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}
