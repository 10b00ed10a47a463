//! Products of matrices, and layers of units with three pieces (maxout) whose outputs are normalised.
//!
//! The products come from `matrixmultiply` by way of `ndarray`, which offers it without `unsafe` on our side. Each
//! row of a product is summed in the same order whatever rows stand beside it.

use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2};

use super::WIDTH;
use super::weights::{Matrix, vector};
use crate::language::archive::{Archive, ArchiveError};

/// Pieces of a unit.
const PIECES: usize = 3;
/// What keeps the spread of equal values from being zero.
const LEAST_VARIANCE: f32 = 1e-8;
/// Sums run in so many lanes beside each other.
const LANES: usize = 8;

/// Multiplies each row of `rows` (as wide as `weights` has rows) with `weights`; `out` is as wide as `weights`.
pub(super) fn product(rows: &[f32], weights: &Matrix, out: &mut Vec<f32>) {
    let count = rows.len() / weights.rows.max(1);
    out.clear();
    out.resize(count * weights.width, 0.0);
    let shapes = (
        ArrayView2::from_shape((count, weights.rows), rows),
        ArrayView2::from_shape((weights.rows, weights.width), &weights.values),
        ArrayViewMut2::from_shape((count, weights.width), out),
    );
    // The shapes fit: all three come from the lengths above.
    if let (Ok(rows), Ok(weights), Ok(mut out)) = shapes {
        general_mat_mul(1.0, &rows, &weights, 0.0, &mut out);
    }
}

/// A layer of [`WIDTH`] units: of three sums of the inputs each keeps the greatest; the outputs of a row are
/// normalised to mean 0 and variance 1, stretched and shifted.
#[derive(Debug)]
pub(super) struct Layer {
    /// Inputs × (pieces × units), piece after piece.
    weights: Matrix,
    bias: Vec<f32>,
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Layer {
    /// Reads a layer with so many inputs.
    pub(super) fn new(archive: &Archive<'static>, name: &str, inputs: usize) -> Result<Self, ArchiveError> {
        Ok(Self {
            weights: Matrix::new(archive, &format!("{name}.weights"), PIECES * WIDTH, inputs)?.transposed(),
            bias: vector(archive, &format!("{name}.bias"), PIECES * WIDTH)?,
            gain: vector(archive, &format!("{name}.gain"), WIDTH)?,
            shift: vector(archive, &format!("{name}.shift"), WIDTH)?,
        })
    }

    /// Adds the outputs for each row of `inputs` to the rows of `sums`; `scratch` is only room to work in.
    pub(super) fn add(&self, inputs: &[f32], sums: &mut [f32], scratch: &mut Vec<f32>) {
        product(inputs, &self.weights, scratch);
        let (outputs, _) = scratch.as_chunks::<{ PIECES * WIDTH }>();
        let (sums, _) = sums.as_chunks_mut::<WIDTH>();
        for (pieces, sum) in outputs.iter().zip(sums) {
            let mut row = self.greatest(pieces);
            normalise(&mut row);
            for (((sum, value), gain), shift) in sum.iter_mut().zip(row).zip(&self.gain).zip(&self.shift) {
                *sum += value * gain + shift;
            }
        }
    }

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

fn normalise(row: &mut [f32; WIDTH]) {
    let mean = sum(row, |value| value) / WIDTH as f32;
    let variance = sum(row, |value| (value - mean) * (value - mean)) / WIDTH as f32;
    let scale = 1.0 / (variance + LEAST_VARIANCE).sqrt();
    for value in row {
        *value = (*value - mean) * scale;
    }
}

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
    fn a_row_has_the_same_product_alone_and_among_others() {
        let weights = Matrix {
            values: (0..300 * 70).map(|at| (at % 97) as f32 * 0.37 - 11.0).collect(),
            rows: 300,
            width: 70,
        };
        let rows: Vec<f32> = (0..41 * 300).map(|at| (at % 89) as f32 * 0.13 - 5.0).collect();
        let (mut all, mut one) = (Vec::new(), Vec::new());
        product(&rows, &weights, &mut all);
        for (row, expected) in rows.chunks(300).zip(all.chunks(70)) {
            product(row, &weights, &mut one);
            assert_eq!(one, expected);
        }
    }

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
