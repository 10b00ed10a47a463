//! Layers of units with three pieces (maxout) whose outputs are normalised.

use pulp::Arch;

use super::WIDTH;
use super::product::Packed;
use super::weights::{Matrix, vector};
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
pub(super) struct Layer {
    /// Outputs are the pieces of all units, piece after piece.
    weights: Packed,
    bias: Vec<f32>,
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Layer {
    /// Reads a layer with so many inputs.
    pub(super) fn new(archive: &Archive<'static>, name: &str, inputs: usize) -> Result<Self, ArchiveError> {
        Ok(Self {
            weights: Packed::new(&Matrix::new(archive, &format!("{name}.weights"), PIECES * WIDTH, inputs)?),
            bias: vector(archive, &format!("{name}.bias"), PIECES * WIDTH)?,
            gain: vector(archive, &format!("{name}.gain"), WIDTH)?,
            shift: vector(archive, &format!("{name}.shift"), WIDTH)?,
        })
    }

    /// Adds the outputs for the rows that begin at these places of `data` to the rows of `sums`; `scratch` is only
    /// room to work in.
    pub(super) fn add(&self, data: &[f32], starts: &[usize], sums: &mut [f32], scratch: &mut Vec<f32>) {
        self.weights.multiply(data, starts, scratch);
        // Within this call the compiler may use the widest registers that the processor has.
        Arch::new().dispatch(|| {
            let (outputs, _) = scratch.as_chunks::<{ PIECES * WIDTH }>();
            for (pieces, sum) in outputs.iter().zip(sums.as_chunks_mut::<WIDTH>().0) {
                let mut row = self.greatest(pieces);
                normalise(&mut row);
                for (((sum, value), gain), shift) in sum.iter_mut().zip(row).zip(&self.gain).zip(&self.shift)
                {
                    *sum += value * gain + shift;
                }
            }
        });
    }

    #[inline(always)]
    fn greatest(&self, pieces: &[f32; PIECES * WIDTH]) -> [f32; WIDTH] {
        let mut row = [f32::MIN; WIDTH];
        for (plane, bias) in pieces.chunks_exact(WIDTH).zip(self.bias.chunks_exact(WIDTH)) {
            for ((best, value), bias) in row.iter_mut().zip(plane).zip(bias) {
                let value = value + bias;
                *best = if value > *best { value } else { *best };
            }
        }
        row
    }
}

#[inline(always)]
fn normalise(row: &mut [f32; WIDTH]) {
    let mean = sum(row, |value| value) / WIDTH as f32;
    let variance = sum(row, |value| (value - mean) * (value - mean)) / WIDTH as f32;
    let scale = 1.0 / (variance + LEAST_VARIANCE).sqrt();
    for value in row {
        *value = (*value - mean) * scale;
    }
}

#[inline(always)]
fn sum(row: &[f32; WIDTH], part: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0; LANES];
    for values in row.as_chunks::<LANES>().0 {
        for (lane, value) in lanes.iter_mut().zip(values) {
            *lane += part(*value);
        }
    }
    lanes.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_normalised_row_has_mean_0_and_variance_1() {
        let mut row: [f32; WIDTH] = std::array::from_fn(|at| at as f32 * 3.0 + 7.0);
        normalise(&mut row);
        assert!(sum(&row, |value| value).abs() < 1e-3);
        assert!((sum(&row, |value| value * value) / WIDTH as f32 - 1.0).abs() < 1e-3);
        let mut same = [4.0; WIDTH];
        normalise(&mut same);
        assert_eq!(same, [0.0; WIDTH]);
    }
}
