//! Layers of units with three pieces (maxout) whose outputs are normalised.

use std::array;

use super::product::{Finish, Packed};
use super::weights::{Matrix, vector};
use super::{Vector, WIDTH};
use crate::language::archive::{Archive, ArchiveError};

/// Pieces of a unit.
const PIECES: usize = 3;
/// What keeps the spread of equal values from being zero.
const LEAST_VARIANCE: f32 = 1e-8;
/// Sums run in so many lanes beside each other.
const LANES: usize = 16;

/// A layer of [`WIDTH`] units: of three sums of the inputs each keeps the greatest; the outputs of a row are
/// normalised to mean 0 and variance 1, stretched and shifted.
#[derive(Debug)]
pub(super) struct Layer<const INPUTS: usize> {
    /// Outputs are the pieces of all units, piece after piece.
    weights: Packed<INPUTS, { PIECES * WIDTH }>,
    after: After,
}

/// What follows the product.
#[derive(Debug)]
struct After {
    bias: [Vector; PIECES],
    gain: Vector,
    shift: Vector,
}

impl<const INPUTS: usize> Layer<INPUTS> {
    /// Reads a layer.
    pub(super) fn new(archive: &Archive<'static>, name: &str) -> Result<Self, ArchiveError> {
        let weights = Matrix::new(archive, &format!("{name}.weights"), PIECES * WIDTH)?;
        let bias: [f32; PIECES * WIDTH] = vector(archive, &format!("{name}.bias"))?;
        Ok(Self {
            weights: Packed::new(weights.rows.iter()),
            after: After {
                bias: array::from_fn(|piece| array::from_fn(|unit| bias[piece * WIDTH + unit])),
                gain: vector(archive, &format!("{name}.gain"))?,
                shift: vector(archive, &format!("{name}.shift"))?,
            },
        })
    }

    /// Adds the outputs for the rows that begin at these places of `data` to `sums`.
    pub(super) fn add(&self, data: &[f32], starts: &[usize], sums: &mut [Vector]) {
        self.weights.multiply(data, starts, &mut Sums { after: &self.after, sums });
    }
}

/// The rows to which the outputs are added.
struct Sums<'a> {
    after: &'a After,
    sums: &'a mut [Vector],
}

impl Finish<{ PIECES * WIDTH }> for Sums<'_> {
    #[inline(always)]
    fn finish(&mut self, row: usize, products: &[f32; PIECES * WIDTH]) {
        let Some(sum) = self.sums.get_mut(row) else { return };
        let mut outputs = self.after.greatest(products);
        normalise(&mut outputs);
        let scaled = outputs.iter().zip(&self.after.gain).zip(&self.after.shift);
        for (sum, ((value, gain), shift)) in sum.iter_mut().zip(scaled) {
            *sum += value * gain + shift;
        }
    }
}

impl After {
    #[inline(always)]
    fn greatest(&self, products: &[f32; PIECES * WIDTH]) -> Vector {
        let mut row = [f32::MIN; WIDTH];
        for (plane, bias) in products.chunks_exact(WIDTH).zip(&self.bias) {
            for ((best, value), bias) in row.iter_mut().zip(plane).zip(bias) {
                let value = value + bias;
                *best = if value > *best { value } else { *best };
            }
        }
        row
    }
}

#[inline(always)]
fn normalise(row: &mut Vector) {
    let mean = sum(row, |value| value) / WIDTH as f32;
    let variance = sum(row, |value| (value - mean) * (value - mean)) / WIDTH as f32;
    let scale = 1.0 / (variance + LEAST_VARIANCE).sqrt();
    for value in row {
        *value = (*value - mean) * scale;
    }
}

/// In the same order on every processor: lane by lane, then one half of the lanes and the other.
#[inline(always)]
fn sum(row: &Vector, part: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0; LANES];
    for values in row.as_chunks::<LANES>().0 {
        for (lane, value) in lanes.iter_mut().zip(values) {
            *lane += part(*value);
        }
    }
    let eight: [f32; 8] = std::array::from_fn(|at| lanes[at] + lanes[at + 8]);
    let four: [f32; 4] = std::array::from_fn(|at| eight[at] + eight[at + 4]);
    (four[0] + four[2]) + (four[1] + four[3])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_normalised_row_has_mean_0_and_variance_1() {
        let mut row: Vector = std::array::from_fn(|at| at as f32 * 3.0 + 7.0);
        normalise(&mut row);
        assert!(sum(&row, |value| value).abs() < 1e-3);
        assert!((sum(&row, |value| value * value) / WIDTH as f32 - 1.0).abs() < 1e-3);
        let mut same = [4.0; WIDTH];
        normalise(&mut same);
        assert_eq!(same, [0.0; WIDTH]);
    }
}
