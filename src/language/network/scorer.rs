//! Scores of the moves in a state: what the words at some places of the state say, summed, through one hidden layer.
//!
//! What a word says at each place is worked out once for all words of a batch; a state only adds it up.

use std::array;

use pulp::{Arch, Simd, WithSimd};

use super::product::Packed;
use super::weights::{Matrix, floats, vector};
use super::{Vector, WIDTH};
use crate::language::archive::{Archive, ArchiveError};

/// Units of the hidden layer, and width of the reduced vectors.
const HIDDEN: usize = 64;
/// Sums of the hidden layer: two pieces of each unit, piece after piece.
const SUMS: usize = 2 * HIDDEN;
/// Registers of scores that are worked on beside each other.
const REGISTERS: usize = 7;
/// Most moves: as many scores as fit into seven of the widest registers.
const MOVES: usize = REGISTERS * 16;
/// Stands for the score of a move that is not allowed.
const BARRED: f32 = f32::NEG_INFINITY;

/// The network of a transition system that looks at `PLACES` words of a state.
#[derive(Debug)]
pub(super) struct Scorer<const PLACES: usize> {
    /// From [`WIDTH`] numbers to [`HIDDEN`].
    reduce: Packed<WIDTH, HIDDEN>,
    reduce_bias: [f32; HIDDEN],
    /// From [`HIDDEN`] numbers to [`SUMS`], for each place.
    lower: [Packed<HIDDEN, SUMS>; PLACES],
    lower_bias: [f32; SUMS],
    /// What stands for a missing word at each place.
    pad: [[f32; SUMS]; PLACES],
    /// For each hidden unit the weights of all moves.
    upper: Vec<[f32; MOVES]>,
    upper_bias: Vec<f32>,
    /// As [`Arch::new`] finds it each time; it takes long beside a step.
    arch: Arch,
}

/// What each word of a batch says at each place.
#[derive(Debug)]
pub(super) struct Prepared<const PLACES: usize> {
    reduced: Vec<[f32; HIDDEN]>,
    said: [Vec<[f32; SUMS]>; PLACES],
}

impl<const PLACES: usize> Default for Prepared<PLACES> {
    fn default() -> Self {
        Self { reduced: Vec::new(), said: array::from_fn(|_| Vec::new()) }
    }
}

/// The moves that are allowed in a case: what is added to their scores.
#[derive(Debug)]
pub(super) struct Allowed(Box<[f32; MOVES]>);

impl<const PLACES: usize> Scorer<PLACES> {
    /// Reads the network for so many moves.
    pub(super) fn new(archive: &Archive<'static>, name: &str, moves: usize) -> Result<Self, ArchiveError> {
        let part = |part: &str| format!("{name}.{part}");
        let rows = Matrix::new(archive, &part("upper.weights"), moves)?.rows;
        if moves > MOVES {
            let detail = format!("expected at most {MOVES} moves, found {moves}");
            return Err(ArchiveError::section(&part("upper.weights"), detail));
        }
        let weight = |unit: usize, step: usize| rows.get(step).map_or(0.0, |row: &[f32; HIDDEN]| row[unit]);
        let upper = (0..HIDDEN).map(|unit| array::from_fn(|step| weight(unit, step)));
        let reduce = Matrix::new(archive, &part("reduce.weights"), HIDDEN)?;
        let lower = Matrix::new(archive, &part("lower.weights"), PLACES * SUMS)?;
        let pad = floats(archive, &part("lower.pad"), PLACES * SUMS)?;
        Ok(Self {
            reduce: Packed::new(reduce.rows.iter()),
            reduce_bias: vector(archive, &part("reduce.bias"))?,
            lower: array::from_fn(|place| Packed::new(lower.rows.iter().skip(place * SUMS).take(SUMS))),
            lower_bias: vector(archive, &part("lower.bias"))?,
            pad: array::from_fn(|place| array::from_fn(|at| pad[place * SUMS + at])),
            upper: upper.collect(),
            upper_bias: floats(archive, &part("upper.bias"), moves)?,
            arch: Arch::new(),
        })
    }

    /// The moves that are allowed in some case, by their number.
    pub(super) fn allowed(&self, allows: impl Fn(usize) -> bool) -> Allowed {
        let bias =
            |step: usize| self.upper_bias.get(step).copied().filter(|_| allows(step)).unwrap_or(BARRED);
        Allowed(Box::new(array::from_fn(bias)))
    }

    /// Works out what the words say.
    pub(super) fn prepare(&self, vectors: &[Vector], prepared: &mut Prepared<PLACES>) {
        let count = vectors.len();
        // Rows of an earlier batch are written over.
        let grown = prepared.reduced.len().max(count);
        prepared.reduced.resize(grown, [0.0; HIDDEN]);
        let Some(reduced) = prepared.reduced.get_mut(..count) else { return };
        self.reduce.multiply_all(vectors, reduced);
        for row in reduced.iter_mut() {
            row.iter_mut().zip(&self.reduce_bias).for_each(|(value, bias)| *value += bias);
        }
        for (lower, said) in self.lower.iter().zip(&mut prepared.said) {
            said.resize(grown, [0.0; SUMS]);
            lower.multiply_all(reduced, said);
        }
    }

    /// Number of the move with the greatest score among those that are allowed, the first of equal ones, when these
    /// words of the batch stand at the places.
    pub(super) fn best(
        &self,
        prepared: &Prepared<PLACES>,
        places: [Option<usize>; PLACES],
        allowed: &Allowed,
    ) -> Option<usize> {
        self.arch.dispatch(Step { scorer: self, prepared, places, allowed })
    }
}

/// The choice of one move.
struct Step<'a, const PLACES: usize> {
    scorer: &'a Scorer<PLACES>,
    prepared: &'a Prepared<PLACES>,
    places: [Option<usize>; PLACES],
    allowed: &'a Allowed,
}

impl<const PLACES: usize> WithSimd for Step<'_, PLACES> {
    type Output = Option<usize>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Option<usize> {
        let hidden = self.hidden(simd);
        let mut scores = [BARRED; MOVES];
        let width = REGISTERS * S::F32_LANES;
        for block in 0..MOVES / width {
            let columns = block * width..(block + 1) * width;
            let mut sums = [simd.splat_f32s(0.0); REGISTERS];
            for (unit, weights) in hidden.iter().zip(&self.scorer.upper) {
                let unit = simd.splat_f32s(*unit);
                let (weights, _) = S::as_simd_f32s(&weights[columns.clone()]);
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum = simd.mul_add_e_f32s(unit, *weights, *sum);
                }
            }
            let (scores, _) = S::as_mut_simd_f32s(&mut scores[columns.clone()]);
            let (allowed, _) = S::as_simd_f32s(&self.allowed.0[columns]);
            for ((score, sum), allowed) in scores.iter_mut().zip(sums).zip(allowed) {
                *score = simd.add_f32s(sum, *allowed);
            }
        }
        best(&scores)
    }
}

impl<const PLACES: usize> Step<'_, PLACES> {
    /// The values of the hidden units.
    #[inline(always)]
    fn hidden<S: Simd>(&self, simd: S) -> [f32; HIDDEN] {
        // Closures would not be compiled for the registers of `S`.
        let mut sums = [0.0; SUMS];
        let (sums_of, _) = S::as_mut_simd_f32s(&mut sums);
        for ((place, said), missing) in self.places.iter().zip(&self.prepared.said).zip(&self.scorer.pad) {
            let said = match place {
                Some(word) => said.get(*word).unwrap_or(missing),
                None => missing,
            };
            for (sum, said) in sums_of.iter_mut().zip(S::as_simd_f32s(said).0) {
                *sum = simd.add_f32s(*sum, *said);
            }
        }
        let (bias, _) = S::as_simd_f32s(&self.scorer.lower_bias);
        for (sum, bias) in sums_of.iter_mut().zip(bias) {
            *sum = simd.add_f32s(*sum, *bias);
        }
        let (first, second) = sums_of.split_at(HIDDEN / S::F32_LANES);
        let mut hidden = [0.0; HIDDEN];
        for ((unit, first), second) in S::as_mut_simd_f32s(&mut hidden).0.iter_mut().zip(first).zip(second) {
            *unit = simd.max_f32s(*first, *second);
        }
        hidden
    }
}

/// Place of the greatest score, the first of equal ones; none if all are barred.
#[inline(always)]
fn best(scores: &[f32; MOVES]) -> Option<usize> {
    let mut lanes = [BARRED; 16];
    for scores in scores.as_chunks::<16>().0 {
        for (lane, score) in lanes.iter_mut().zip(scores) {
            *lane = if *score > *lane { *score } else { *lane };
        }
    }
    let greatest =
        lanes.iter().fold(BARRED, |greatest, score| if *score > greatest { *score } else { greatest });
    if greatest > BARRED { scores.iter().position(|score| *score == greatest) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_equal_scores_wins_among_those_allowed() {
        let mut scores = [BARRED; MOVES];
        assert_eq!(best(&scores), None);
        scores[3..7].copy_from_slice(&[1.0, 2.0, 2.0, -3.0]);
        assert_eq!(best(&scores), Some(4));
        scores[MOVES - 1] = 2.5;
        assert_eq!(best(&scores), Some(MOVES - 1));
    }
}
