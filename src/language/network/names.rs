//! Names, dates and figures: the recogniser goes from word to word and says of each whether it begins, continues,
//! ends or is a name, or stands outside.

use super::Features;
use super::scorer::{Prepared, Scorer, best};
use super::weights::named;
use crate::language::archive::{Archive, ArchiveError};
use crate::model::{Entity, EntityKind};

/// Words of a state that the network looks at.
const PLACES: usize = 3;

/// What a move says of the next word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    Begin(EntityKind),
    Inside(EntityKind),
    Last(EntityKind),
    Unit(EntityKind),
    Outside,
    /// Learned for words that an earlier stage has barred; never taken.
    Barred,
}

/// The moves and their network.
#[derive(Debug)]
pub(super) struct Names {
    /// What the words of a batch say to the recogniser.
    pub(super) scorer: Scorer<PLACES>,
    moves: Vec<Move>,
}

impl Names {
    /// Reads the recogniser.
    pub(super) fn new(archive: &Archive<'static>) -> Result<Self, ArchiveError> {
        let moves = named(archive, "names.moves", from_name)?;
        Ok(Self { scorer: Scorer::new(archive, "names", moves.len())?, moves })
    }

    /// The names of the sequence whose first word is the one at `first` in the batch; `starts` says which words
    /// begin a sentence.
    pub(super) fn recognise(
        &self,
        prepared: &Prepared,
        first: usize,
        words: &[Features],
        starts: &[bool],
    ) -> Vec<Entity> {
        let mut entities = Vec::new();
        let mut open: Option<(usize, EntityKind)> = None;
        let mut scores = Vec::new();
        for (at, word) in words.iter().enumerate() {
            // A name goes on only within the sentence.
            let goes_on = starts.get(at + 1).is_some_and(|starts| !starts);
            let start = open.map(|(start, _)| first + start);
            let last = open.map(|_| (first + at).saturating_sub(1));
            self.scorer.score(prepared, [Some(first + at), start, last], &mut scores);
            let allows = |step| match (step, open) {
                (Move::Begin(_), None) => goes_on && !word.is_space,
                (Move::Inside(kind), Some((_, open))) => goes_on && kind == open,
                (Move::Last(kind), Some((_, open))) => kind == open,
                (Move::Unit(_), None) => !word.is_space,
                (Move::Outside, None) => true,
                (
                    Move::Begin(_)
                    | Move::Inside(_)
                    | Move::Last(_)
                    | Move::Unit(_)
                    | Move::Outside
                    | Move::Barred,
                    _,
                ) => false,
            };
            let mut close = |start: usize, kind: EntityKind| {
                entities.push(Entity { nodes: start as u32..at as u32 + 1, kind });
            };
            match best(&scores, &self.moves, allows) {
                Some(Move::Begin(kind)) => open = Some((at, kind)),
                Some(Move::Unit(kind)) => close(at, kind),
                Some(Move::Last(_)) => {
                    if let Some((start, kind)) = open.take() {
                        close(start, kind);
                    }
                }
                Some(Move::Inside(_) | Move::Outside | Move::Barred) | None => {}
            }
        }
        entities
    }
}

fn from_name(name: &str) -> Option<Move> {
    let kind = EntityKind::from_name;
    match name.split_once('-') {
        None => (name == "O").then_some(Move::Outside),
        Some(("U", "")) => Some(Move::Barred),
        Some(("B", name)) => kind(name).map(Move::Begin),
        Some(("I", name)) => kind(name).map(Move::Inside),
        Some(("L", name)) => kind(name).map(Move::Last),
        Some(("U", name)) => kind(name).map(Move::Unit),
        Some(_) => None,
    }
}
