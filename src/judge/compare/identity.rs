//! Which names of the piece and of the sources are the same person, body or place.

use rustc_hash::FxHashMap;

use crate::lexicon::Lexicon;
use crate::model::{Analysis, Name, NameKind, NameRelation, Span, fold};

/// Everything that one document says about one name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entity<'a> {
    /// Its mentions' names; empty for a number that no mention has.
    pub(crate) names: Vec<&'a Name>,
    /// The fullest of them.
    main: Option<&'a Name>,
    /// Titles that stand with it, without honorifics, each with its first place.
    pub(crate) titles: Vec<(&'a str, Span)>,
}

impl<'a> Entity<'a> {
    /// The fullest form.
    pub(crate) fn main(&self) -> Option<&'a Name> {
        self.main
    }
}

/// Entities of all documents, and which of them are the same.
#[derive(Debug)]
pub struct Identity<'a> {
    piece: Vec<Entity<'a>>,
    sources: Vec<Vec<Entity<'a>>>,
    /// For every entity of the piece its entities in the sources.
    same: Vec<Vec<(usize, u32)>>,
    /// Names of those who speak in the piece or in a source, folded words.
    speakers: Vec<Vec<String>>,
}

impl<'a> Identity<'a> {
    pub(crate) fn new(piece: &'a Analysis, sources: &'a [Analysis], lexicon: &Lexicon) -> Self {
        let ours = entities(piece);
        let theirs: Vec<Vec<Entity<'a>>> = sources.iter().map(entities).collect();
        let mut index: FxHashMap<String, Vec<(usize, u32)>> = FxHashMap::default();
        for (source, list) in theirs.iter().enumerate() {
            for (number, entity) in list.iter().enumerate() {
                for key in keys(entity, lexicon) {
                    let bucket = index.entry(key).or_default();
                    if bucket.last() != Some(&(source, number as u32)) {
                        bucket.push((source, number as u32));
                    }
                }
            }
        }
        let same = ours
            .iter()
            .map(|entity| {
                let mut found: Vec<(usize, u32)> = keys(entity, lexicon)
                    .iter()
                    .filter_map(|key| index.get(key))
                    .flatten()
                    .copied()
                    .filter(|&(source, number)| {
                        theirs
                            .get(source)
                            .and_then(|list| list.get(number as usize))
                            .is_some_and(|other| agree(entity, other, lexicon))
                    })
                    .collect();
                found.sort_unstable();
                found.dedup();
                found
            })
            .collect();
        // A source may be a conversation too: whoever speaks in it is named in it.
        let speakers = std::iter::once(piece).chain(sources).flat_map(|it| &it.document.speakers);
        let speakers = speakers.flat_map(|speaker| {
            speaker.labels.iter().chain([&speaker.name]).map(|label| folded_words(label)).collect::<Vec<_>>()
        });
        Self { piece: ours, same, speakers: speakers.collect(), sources: theirs }
    }

    /// The source entities that are the same as one of the piece.
    pub(crate) fn same_as(&self, entity: u32) -> &[(usize, u32)] {
        self.same.get(entity as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether a source entity is the same as one of the piece.
    pub(crate) fn is_same(&self, entity: u32, source: usize, theirs: u32) -> bool {
        self.same_as(entity).contains(&(source, theirs))
    }

    /// Whether an entity of the piece is one of a source but for a letter or two; the name comparison says so.
    pub(crate) fn is_misspelled(&self, entity: u32, source: usize, theirs: u32, lexicon: &Lexicon) -> bool {
        let person =
            |entity: Option<&Entity<'a>>| entity.and_then(Entity::main).and_then(|name| name.person.as_ref());
        match (person(self.of_piece(entity)), person(self.of_source(source, theirs))) {
            (Some(a), Some(b)) => a.relation(b, &lexicon.names) == NameRelation::Misspelled,
            _ => false,
        }
    }

    /// An entity of the piece.
    pub(crate) fn of_piece(&self, entity: u32) -> Option<&Entity<'a>> {
        self.piece.get(entity as usize)
    }

    /// An entity of a source.
    pub(crate) fn of_source(&self, source: usize, entity: u32) -> Option<&Entity<'a>> {
        self.sources.get(source)?.get(entity as usize)
    }

    /// Whether a name is one of the people who speak in the piece or in a source: all its words stand in a label, or a whole label
    /// stands in it ("Nora Quillan" under `NORA:`).
    pub(crate) fn is_speaker(&self, name: &Name) -> bool {
        let words = folded_words(&name.canonical);
        let within = |a: &[String], b: &[String]| !a.is_empty() && a.iter().all(|word| b.contains(word));
        self.speakers.iter().any(|label| within(&words, label) || within(label, &words))
    }
}

fn entities(analysis: &Analysis) -> Vec<Entity<'_>> {
    let mut list: Vec<Entity<'_>> = Vec::new();
    for (mention, name) in analysis.mentions.iter().filter_map(|mention| Some((mention, mention.name()?))) {
        let number = name.entity as usize;
        if number >= list.len() {
            list.resize_with(number + 1, Entity::default);
        }
        if let Some(entity) = list.get_mut(number) {
            entity.names.push(name);
            // Of equally full forms the last.
            if entity.main.is_none_or(|main| name.canonical.len() >= main.canonical.len()) {
                entity.main = Some(name);
            }
            if let Some(title) = name.person.as_ref().and_then(|person| person.title.as_deref())
                && !is_honorific(title)
                && !entity.titles.iter().any(|(known, _)| *known == title)
            {
                entity.titles.push((title, mention.span));
            }
        }
    }
    list
}

/// Forms of address say nothing of what a person is.
pub(crate) fn is_honorific(title: &str) -> bool {
    let title = title.trim_end_matches('.');
    matches!(
        title,
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "mx"
            | "dr"
            | "doctor"
            | "sir"
            | "dame"
            | "lord"
            | "lady"
            | "prof"
            | "professor"
            | "madam"
            | "monsieur"
            | "herr"
            | "frau"
    )
}

/// Keys under which an entity can be found: surname, whole name, short form, country.
fn keys(entity: &Entity<'_>, lexicon: &Lexicon) -> Vec<String> {
    let mut keys = Vec::new();
    for name in &entity.names {
        let canonical = fold(&name.canonical);
        if let Some(country) = &name.country {
            keys.push(format!("country:{country}"));
        }
        if let Some(acronym) = &name.acronym {
            keys.push(fold(acronym));
        }
        match &name.person {
            Some(person) => {
                keys.extend(person.surname.as_deref().map(fold));
                let surname = person.surname.as_deref().map(fold).unwrap_or_default();
                keys.extend(lexicon.names.usual_spellings(&surname).map(str::to_string));
                if person.surname.is_none() {
                    keys.extend(person.given.first().map(|given| fold(given)));
                }
            }
            None => keys.extend(
                canonical.split_whitespace().find(|word| word.len() > 3 && *word != "the").map(String::from),
            ),
        }
        keys.push(canonical);
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Whether two entities that share a key are one.
fn agree(a: &Entity<'_>, b: &Entity<'_>, lexicon: &Lexicon) -> bool {
    let (Some(a), Some(b)) = (a.main(), b.main()) else {
        return false;
    };
    if let (Some(x), Some(y)) = (&a.country, &b.country) {
        // Two towns of one country are two places; the country itself, its people and its capital's name for its
        // government are one.
        let whole = |name: &Name, code: &str| {
            name.kind == NameKind::Nationality
                || lexicon.places.country_name(code).is_some_and(|known| known == name.canonical)
        };
        return fold(&a.canonical) == fold(&b.canonical) || (x == y && (whole(a, x) || whole(b, y)));
    }
    if let (Some(x), Some(y)) = (&a.person, &b.person) {
        return matches!(x.relation(y, &lexicon.names), NameRelation::Same | NameRelation::Compatible);
    }
    let (x, y) = (folded_words(&a.canonical), folded_words(&b.canonical));
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    let acronym = |name: &Name, other: &str| {
        name.acronym.as_deref().is_some_and(|acronym| fold(acronym) == fold(other))
    };
    short.iter().all(|word| long.contains(word)) || acronym(a, &b.canonical) || acronym(b, &a.canonical)
}

/// The words of a name, folded, without possessive and article.
pub(crate) fn folded_words(name: &str) -> Vec<String> {
    name.split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '\'' | '’')))
        .map(|word| fold(word.trim_end_matches("'s").trim_end_matches("’s")))
        .filter(|word| !word.is_empty() && word != "the")
        .collect()
}
