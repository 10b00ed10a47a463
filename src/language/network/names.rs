//! Names, dates and figures: the recogniser goes from word to word and says of each whether it begins, continues,
//! ends or is a name, or stands outside.

use super::Features;
use super::scorer::{Allowed, Prepared, Scorer};
use super::weights::named;
use crate::language::archive::{Archive, ArchiveError};
use crate::model::{Entity, EntityKind};

/// Words of a state that the network looks at.
pub(super) const PLACES: usize = 3;

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
    /// The moves that are allowed in each [`Case`], by its number.
    cases: Vec<Allowed>,
}

/// What decides which moves are allowed.
#[derive(Clone, Copy, Debug)]
struct Case {
    /// Kind of the name that has begun.
    open: Option<EntityKind>,
    /// A name may go on after this word: within the sentence.
    goes_on: bool,
    /// The word is white space.
    is_space: bool,
}

impl Case {
    fn all() -> impl Iterator<Item = Self> {
        let open = [None].into_iter().chain(EntityKind::ALL.iter().copied().map(Some));
        let mark = [(false, false), (false, true), (true, false), (true, true)];
        open.flat_map(move |open| mark.map(|(goes_on, is_space)| Self { open, goes_on, is_space }))
    }

    /// Its place among [`Self::all`].
    fn number(self) -> usize {
        let open = self.open.map_or(0, |kind| kind as usize + 1);
        open * 4 + usize::from(self.goes_on) * 2 + usize::from(self.is_space)
    }

    fn allows(self, step: Move) -> bool {
        match (step, self.open) {
            (Move::Begin(_), None) => self.goes_on && !self.is_space,
            (Move::Inside(kind), Some(open)) => self.goes_on && kind == open,
            (Move::Last(kind), Some(open)) => kind == open,
            (Move::Unit(_), None) => !self.is_space,
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
        }
    }
}

impl Names {
    /// Reads the recogniser.
    pub(super) fn new(archive: &Archive<'static>) -> Result<Self, ArchiveError> {
        let moves = named(archive, "names.moves", from_name)?;
        let scorer = Scorer::new(archive, "names", moves.len())?;
        let allowed = |case: Case| scorer.allowed(|at| moves.get(at).is_some_and(|step| case.allows(*step)));
        Ok(Self { cases: Case::all().map(allowed).collect(), scorer, moves })
    }

    /// The names of the sequence whose first word is the one at `first` in the batch; `starts` says which words
    /// begin a sentence.
    pub(super) fn recognise(
        &self,
        prepared: &Prepared<PLACES>,
        first: usize,
        words: &[Features],
        starts: &[bool],
    ) -> Vec<Entity> {
        let mut entities = Vec::new();
        let mut open: Option<(usize, EntityKind)> = None;
        for (at, word) in words.iter().enumerate() {
            let goes_on = starts.get(at + 1).is_some_and(|starts| !starts);
            let start = open.map(|(start, _)| first + start);
            let last = open.map(|_| (first + at).saturating_sub(1));
            let case = Case { open: open.map(|(_, kind)| kind), goes_on, is_space: word.is_space };
            let best = self
                .cases
                .get(case.number())
                .and_then(|allowed| self.scorer.best(prepared, [Some(first + at), start, last], allowed));
            let mut close = |start: usize, kind: EntityKind| {
                entities.push(Entity { nodes: start as u32..at as u32 + 1, kind });
            };
            match best.and_then(|best| self.moves.get(best)).copied() {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_numbered_in_their_order() {
        assert!(Case::all().map(Case::number).eq(0..4 * (EntityKind::ALL.len() + 1)));
    }

    #[test]
    fn a_name_ends_as_it_began_and_within_its_sentence() {
        let case = Case { open: Some(EntityKind::Org), goes_on: false, is_space: false };
        assert!(case.allows(Move::Last(EntityKind::Org)) && !case.allows(Move::Last(EntityKind::Gpe)));
        assert!(!case.allows(Move::Inside(EntityKind::Org)) && !case.allows(Move::Outside));
    }
}
