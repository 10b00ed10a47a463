//! Who speaks and who is spoken to in a conversation, as entities of the text.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{Document, Mention, NameKind, Span, SpeakerId, SpeakerRole, Text, fold};

/// The speakers of a document with the entities that they are.
#[derive(Debug, Default)]
pub(super) struct Cast {
    entities: Vec<Option<u32>>,
    hosts: Vec<bool>,
    /// The label of each speaker's first turn.
    labels: Vec<Option<Span>>,
}

impl Cast {
    pub(super) fn new(text: &Text<'_>, mentions: &[Mention], is_person: &dyn Fn(u32) -> bool) -> Self {
        let document = text.document;
        let persons = Persons::new(mentions);
        let named: Vec<Option<u32>> =
            document.speakers.iter().map(|speaker| persons.of_label(&speaker.name)).collect();
        let hosts = document.speakers.iter().map(|speaker| speaker.role == Some(SpeakerRole::Host)).collect();
        let mut labels: Vec<Option<Span>> = vec![None; document.speakers.len()];
        for turn in &document.turns {
            let slot = turn.speaker.and_then(|id| labels.get_mut(usize::from(id.0)));
            if let Some(slot @ None) = slot {
                *slot = turn.label;
            }
        }
        let mut cast = Self { entities: named, hosts, labels };
        cast.introduce(document, mentions, is_person);
        cast
    }

    /// A guest whose label is no name ("Guest:") is the person whom the host's first words name.
    fn introduce(&mut self, document: &Document, mentions: &[Mention], is_person: &dyn Fn(u32) -> bool) {
        let nameless: Vec<usize> = (0..self.entities.len())
            .filter(|&at| self.hosts.get(at) == Some(&false) && self.entities.get(at) == Some(&None))
            .filter(|&at| document.speakers.get(at).is_some_and(|speaker| is_label(&speaker.name)))
            .collect();
        let ([guest], Some(opening)) = (nameless.as_slice(), document.turns.first()) else {
            return;
        };
        let host = opening.speaker.is_some_and(|id| self.is_host(id));
        let taken: FxHashSet<u32> = self.entities.iter().flatten().copied().collect();
        let mut persons = mentions
            .iter()
            .filter(|mention| opening.span.contains(mention.span))
            .filter_map(Mention::name)
            .filter(|name| is_person(name.entity) && !taken.contains(&name.entity))
            .map(|name| name.entity);
        let first = persons.next();
        if host
            && persons.all(|entity| Some(entity) == first)
            && let Some(entity) = self.entities.get_mut(*guest)
        {
            *entity = first;
        }
    }

    /// The entity that a speaker is, where the text names them.
    pub(super) fn entity(&self, speaker: SpeakerId) -> Option<u32> {
        self.entities.get(usize::from(speaker.0)).copied().flatten()
    }

    /// The words by which a speaker is known where the text has no others.
    pub(super) fn label(&self, speaker: SpeakerId) -> Option<Span> {
        self.labels.get(usize::from(speaker.0)).copied().flatten()
    }

    /// Who is no third person in a speaker's words: the speaker, and the other one if they are two.
    pub(super) fn present(&self, speaker: SpeakerId) -> impl Iterator<Item = u32> + '_ {
        [Some(speaker), self.hearer(speaker)].into_iter().flatten().filter_map(|id| self.entity(id))
    }

    pub(super) fn is_host(&self, speaker: SpeakerId) -> bool {
        self.hosts.get(usize::from(speaker.0)).copied().unwrap_or(false)
    }

    /// Whom a speaker speaks to, if they are two.
    pub(super) fn hearer(&self, speaker: SpeakerId) -> Option<SpeakerId> {
        match (self.entities.len(), speaker.0) {
            (2, 0) => Some(SpeakerId(1)),
            (2, 1) => Some(SpeakerId(0)),
            _ => None,
        }
    }
}

/// "Guest", "Q": one word that names nobody in particular.
fn is_label(name: &str) -> bool {
    matches!(
        name.to_lowercase().as_str(),
        "guest" | "a" | "answer" | "interviewee" | "expert" | "reporter" | "correspondent"
    )
}

/// The persons of a document by their folded names.
struct Persons(FxHashMap<String, u32>);

impl Persons {
    fn new(mentions: &[Mention]) -> Self {
        let mut by_name = FxHashMap::default();
        for name in mentions.iter().filter_map(Mention::name) {
            if matches!(name.kind, NameKind::Person | NameKind::Organisation | NameKind::Other) {
                by_name.entry(fold(&name.canonical)).or_insert(name.entity);
            }
        }
        Self(by_name)
    }

    /// "Dr. Vera Holt" by "vera holt" or "holt".
    fn of_label(&self, label: &str) -> Option<u32> {
        let folded = fold(label);
        let words: Vec<&str> = folded.split_whitespace().collect();
        (0..words.len()).find_map(|from| self.0.get(&words.get(from..)?.join(" ")).copied())
    }
}
