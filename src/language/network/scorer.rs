//! Scores of the moves in a state: what the words at some places of the state say, summed, through one hidden layer.
//!
//! What a word says at each place is worked out once for all words of a batch; a state only adds it up.

use pulp::Arch;

use super::WIDTH;
use super::product::Packed;
use super::weights::{Matrix, vector};
use crate::language::archive::{Archive, ArchiveError};

/// Units of the hidden layer, and width of the reduced vectors.
const HIDDEN: usize = 64;
/// Sums of the hidden layer: two pieces of each unit, piece after piece.
const SUMS: usize = 2 * HIDDEN;
/// Moves that are scored beside each other: as many sums as fit into registers.
const LANES: usize = 32;

/// The network of a transition system that looks at `PLACES` words of a state.
#[derive(Debug)]
pub(super) struct Scorer<const PLACES: usize> {
    /// From [`WIDTH`] numbers to [`HIDDEN`].
    reduce: Packed,
    reduce_bias: Vec<f32>,
    /// From [`HIDDEN`] numbers to places × [`SUMS`].
    lower: Packed,
    lower_bias: Vec<f32>,
    /// What stands for a missing word: places × [`SUMS`].
    pad: Vec<f32>,
    /// For each block of moves: hidden units × moves of the block.
    upper: Vec<[[f32; LANES]; HIDDEN]>,
    upper_bias: Vec<f32>,
}

/// What each word of a batch says at each place.
#[derive(Debug)]
pub(super) struct Prepared {
    features: Vec<f32>,
}

impl<const PLACES: usize> Scorer<PLACES> {
    /// Reads the network for so many moves.
    pub(super) fn new(archive: &Archive<'static>, name: &str, moves: usize) -> Result<Self, ArchiveError> {
        let part = |part: &str| format!("{name}.{part}");
        let upper = Matrix::new(archive, &part("upper.weights"), moves, HIDDEN)?;
        let mut blocks = vec![[[0.0; LANES]; HIDDEN]; moves.div_ceil(LANES)];
        for (at, row) in upper.values.chunks_exact(HIDDEN).enumerate() {
            let block = blocks.get_mut(at / LANES).into_iter().flatten();
            block.zip(row).for_each(|(lanes, weight)| lanes[at % LANES] = *weight);
        }
        Ok(Self {
            reduce: Packed::new(&Matrix::new(archive, &part("reduce.weights"), HIDDEN, WIDTH)?),
            reduce_bias: vector(archive, &part("reduce.bias"), HIDDEN)?,
            lower: Packed::new(&Matrix::new(archive, &part("lower.weights"), PLACES * SUMS, HIDDEN)?),
            lower_bias: vector(archive, &part("lower.bias"), SUMS)?,
            pad: vector(archive, &part("lower.pad"), PLACES * SUMS)?,
            upper: blocks,
            upper_bias: vector(archive, &part("upper.bias"), moves)?,
        })
    }

    /// Works out what the words say.
    pub(super) fn prepare(&self, vectors: &[f32]) -> Prepared {
        let (mut reduced, mut features) = (Vec::new(), Vec::new());
        self.reduce.multiply_all(vectors, &mut reduced);
        for row in reduced.chunks_exact_mut(HIDDEN) {
            row.iter_mut().zip(&self.reduce_bias).for_each(|(value, bias)| *value += bias);
        }
        self.lower.multiply_all(&reduced, &mut features);
        Prepared { features }
    }

    /// Scores of all moves when these words of the batch stand at the places.
    pub(super) fn score(&self, prepared: &Prepared, places: [Option<usize>; PLACES], scores: &mut Vec<f32>) {
        // Within this call the compiler may use the widest registers that the processor has.
        Arch::new().dispatch(|| self.score_inline(prepared, places, scores));
    }

    #[inline(always)]
    fn score_inline(&self, prepared: &Prepared, places: [Option<usize>; PLACES], scores: &mut Vec<f32>) {
        let mut sums = [0.0; SUMS];
        for (place, word) in places.into_iter().enumerate() {
            let (table, row) = word.map_or((&self.pad, 0), |word| (&prepared.features, word));
            let start = (row * PLACES + place) * SUMS;
            let part = table.get(start..start + SUMS).unwrap_or(&[]);
            sums.iter_mut().zip(part).for_each(|(sum, value)| *sum += value);
        }
        sums.iter_mut().zip(&self.lower_bias).for_each(|(sum, bias)| *sum += bias);
        let (first, second) = sums.split_at(HIDDEN);
        let mut hidden = [0.0; HIDDEN];
        for ((unit, first), second) in hidden.iter_mut().zip(first).zip(second) {
            *unit = if second > first { *second } else { *first };
        }
        scores.clear();
        for block in &self.upper {
            let mut lanes = [0.0; LANES];
            for (unit, weights) in hidden.iter().zip(block) {
                lanes.iter_mut().zip(weights).for_each(|(lane, weight)| *lane += unit * weight);
            }
            scores.extend(lanes);
        }
        scores.truncate(self.upper_bias.len());
        scores.iter_mut().zip(&self.upper_bias).for_each(|(score, bias)| *score += bias);
    }
}

/// The move with the greatest score among those that are allowed, the first of equal ones.
pub(super) fn best<M: Copy>(scores: &[f32], moves: &[M], allowed: impl Fn(M) -> bool) -> Option<M> {
    let mut best: Option<(f32, M)> = None;
    for (score, step) in scores.iter().zip(moves) {
        if best.is_none_or(|(greatest, _)| *score > greatest) && allowed(*step) {
            best = Some((*score, *step));
        }
    }
    best.map(|(_, step)| step)
}

#[cfg(test)]
mod tests {
    use super::best;

    #[test]
    fn the_first_of_equal_scores_wins_among_those_allowed() {
        let (scores, moves) = ([3.0, 1.0, 2.0, 2.0], ['a', 'b', 'c', 'd']);
        assert_eq!(best(&scores, &moves, |step| step != 'a'), Some('c'));
        assert_eq!(best(&scores, &moves, |_| false), None);
    }
}
