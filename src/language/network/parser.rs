//! The tree of a sequence: an arc-eager parser that takes the best move that is allowed until no word is left.

use super::Features;
use super::decorated::{Label, restore};
use super::edges::Edges;
use super::scorer::{Allowed, Prepared, Scorer};
use super::state::{Side, State};
use super::weights::named;
use crate::language::archive::{Archive, ArchiveError};
use crate::model::Dep;

/// Words of a state that the network looks at.
pub(super) const PLACES: usize = 8;

/// What a move does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    Shift,
    Reduce,
    Left(u16),
    Right(u16),
    Break,
}

/// The moves and their network.
#[derive(Debug)]
pub(super) struct Parser {
    /// What the words of a batch say to the parser.
    pub(super) scorer: Scorer<PLACES>,
    moves: Vec<Move>,
    /// The moves that are allowed in each [`Case`], by its number.
    cases: Vec<Allowed>,
    /// Labels that the moves name by their place here.
    labels: Vec<Label>,
}

/// A tree, or several for a sequence of several sentences.
#[derive(Debug)]
pub(super) struct Parse {
    /// Index of each word's head; its own for a root.
    pub(super) heads: Vec<u32>,
    /// Label of each word's arc.
    pub(super) labels: Vec<Dep>,
    /// Whether a sentence begins with the word.
    pub(super) starts: Vec<bool>,
}

impl Parser {
    /// Reads the parser.
    pub(super) fn new(archive: &Archive<'static>) -> Result<Self, ArchiveError> {
        let names = named(archive, "parser.moves", split)?;
        let mut labels = Vec::new();
        let mut moves = Vec::with_capacity(names.len());
        for (kind, label) in names {
            let at = labels.len() as u16;
            labels.extend(label);
            moves.push(match kind {
                'S' => Move::Shift,
                'D' => Move::Reduce,
                'L' => Move::Left(at),
                'R' => Move::Right(at),
                _ => Move::Break,
            });
        }
        let scorer = Scorer::new(archive, "parser", moves.len())?;
        let allowed = |case: Case| scorer.allowed(|at| moves.get(at).is_some_and(|step| case.allows(*step)));
        Ok(Self {
            cases: (0..Case::COUNT).map(|number| allowed(Case(number))).collect(),
            scorer,
            moves,
            labels,
        })
    }

    /// The tree of the sequence whose first word is the one at `first` in the batch.
    pub(super) fn parse(&self, prepared: &Prepared<PLACES>, first: usize, words: &[Features]) -> Parse {
        let mut state = State::new(words.len());
        while !state.is_final() {
            let places = places(&state).map(|word| word.map(|word| first + word));
            let allowed = self.cases.get(Case::of(&state).0);
            let best = allowed.and_then(|allowed| self.scorer.best(prepared, places, allowed));
            match best.and_then(|best| self.moves.get(best)).copied() {
                Some(Move::Shift) => state.shift(),
                Some(Move::Reduce) => state.reduce(),
                Some(Move::Left(label)) => state.attach_left(label),
                Some(Move::Right(label)) => state.attach_right(label),
                Some(Move::Break) => state.break_sentence(),
                // Some move is always allowed; without one there would be no progress.
                None => break,
            }
        }
        self.finish(&state, words)
    }

    fn finish(&self, state: &State, words: &[Features]) -> Parse {
        let root = Label { dep: Dep::Root, head: None };
        let (mut heads, mut labels) = (Vec::with_capacity(words.len()), Vec::with_capacity(words.len()));
        for (at, arc) in state.arcs().enumerate() {
            let (head, label) = arc.map_or((at, root), |(head, label)| {
                (head, self.labels.get(usize::from(label)).copied().unwrap_or(root))
            });
            heads.push(head as u32);
            labels.push(label);
        }
        restore(&mut heads, &mut labels, words);
        let starts = Edges::new(&heads).sentence_starts(&heads);
        Parse { heads, labels: labels.into_iter().map(|label| label.dep).collect(), starts }
    }
}

/// Kind and label of a move by its name: "L-nsubj".
fn split(name: &str) -> Option<(char, Option<Label>)> {
    match name.split_once('-') {
        None => matches!(name, "S" | "D").then(|| (name.chars().next().unwrap_or('S'), None)),
        Some(("B", _)) => Some(('B', None)),
        Some((kind @ ("L" | "R"), label)) => Some((kind.chars().next()?, Some(Label::from_name(label)?))),
        Some(_) => None,
    }
}

/// The words that the network looks at.
fn places(state: &State) -> [Option<usize>; PLACES] {
    let (top, next) = (state.stacked(0), state.coming(0));
    let child = |word: Option<usize>, side| word.and_then(|word| state.last_child(word, side));
    [
        next,
        state.coming(1),
        top,
        state.stacked(1),
        state.stacked(2),
        child(next, Side::Left),
        child(top, Side::Left),
        child(top, Side::Right),
    ]
}

/// Which moves a state allows, as bits.
#[derive(Clone, Copy, Debug)]
struct Case(usize);

impl Case {
    const SHIFT: usize = 1;
    const REDUCE: usize = 2;
    const ARCS: usize = 4;
    const SENTENCE: usize = 8;
    const COUNT: usize = 16;

    fn of(state: &State) -> Self {
        let (next, second) = (state.coming(0), state.coming(1));
        let stacked = state.depth() > 0;
        // A new sentence begins on an empty stack: nothing reaches across its border.
        let border = next.is_some_and(|next| state.starts_sentence(next));
        let returned = next.is_some_and(|next| state.is_returned(next));
        let neighbours = next.zip(second).filter(|(next, second)| *second == next + 1);
        let bit = |bit: usize, set: bool| if set { bit } else { 0 };
        Self(
            bit(Self::SHIFT, !stacked || state.left() >= 2 && !border && !returned)
                | bit(Self::REDUCE, stacked)
                | bit(Self::ARCS, stacked && next.is_some() && !border)
                | bit(Self::SENTENCE, neighbours.is_some_and(|(_, second)| !state.starts_sentence(second))),
        )
    }

    fn allows(self, step: Move) -> bool {
        let bit = match step {
            Move::Shift => Self::SHIFT,
            Move::Reduce => Self::REDUCE,
            Move::Left(_) | Move::Right(_) => Self::ARCS,
            Move::Break => Self::SENTENCE,
        };
        self.0 & bit != 0
    }
}
