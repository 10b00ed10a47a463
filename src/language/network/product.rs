//! Products of rows with matrices, as fast as the processor allows: `pulp` offers its widest registers in safe code
//! and falls back to narrower ones.
//!
//! `matrixmultiply` (by way of `ndarray`) and `gemm` were measured beside it, with 288 inputs and 288 outputs on a
//! processor with AVX-512: for 6, 24 and 126 rows they reach 23, 44 and 50, or 20, 34 and 50 billion multiply-adds a
//! second, this file 78, 95 and 98. They do not use these registers, and put the matrix into their order each time;
//! here that is done once.

use pulp::{Arch, Simd, WithSimd};

use super::weights::Matrix;

/// Outputs that lie beside each other: two of the widest registers.
const PANEL: usize = 32;
/// Rows that are worked on together: with two registers of outputs each, and what is multiplied, they just fit into
/// sixteen registers.
const ROWS: usize = 6;

/// A matrix in the order in which it is read: for each panel of outputs, its weights input after input.
#[derive(Debug)]
pub(super) struct Packed {
    panels: Vec<f32>,
    inputs: usize,
    outputs: usize,
}

impl Packed {
    /// From a matrix with a row of weights for each output.
    pub(super) fn new(matrix: &Matrix) -> Self {
        let (inputs, outputs) = (matrix.width, matrix.rows);
        let mut panels = vec![0.0; outputs.next_multiple_of(PANEL) * inputs];
        for (at, row) in matrix.values.chunks_exact(inputs).enumerate() {
            let first = at / PANEL * PANEL * inputs + at % PANEL;
            for (into, weight) in panels.iter_mut().skip(first).step_by(PANEL).zip(row) {
                *into = *weight;
            }
        }
        Self { panels, inputs, outputs }
    }

    /// Numbers of a row of outputs with its padding.
    pub(super) fn stride(&self) -> usize {
        self.outputs.next_multiple_of(PANEL)
    }

    /// Multiplies rows that begin at these places of `data`, which may overlap. `out` takes a row of
    /// [`Self::stride`] numbers for each; those behind the outputs are zero.
    pub(super) fn multiply(&self, data: &[f32], starts: &[usize], out: &mut Vec<f32>) {
        out.resize(starts.len() * self.stride(), 0.0);
        Arch::new().dispatch(Product { weights: self, data, starts, out });
    }

    /// Multiplies rows that lie one after the other.
    pub(super) fn multiply_all(&self, data: &[f32], out: &mut Vec<f32>) {
        let starts: Vec<usize> = (0..data.len() / self.inputs).map(|row| row * self.inputs).collect();
        self.multiply(data, &starts, out);
    }
}

struct Product<'a> {
    weights: &'a Packed,
    data: &'a [f32],
    starts: &'a [usize],
    out: &'a mut [f32],
}

impl WithSimd for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let (inputs, stride) = (self.weights.inputs, self.weights.stride());
        for (at, panel) in self.weights.panels.chunks_exact(PANEL * inputs).enumerate() {
            let (panel, _) = S::as_simd_f32s(panel);
            for pass in 0..PANEL / S::F32_LANES / 2 {
                let column = at * PANEL + pass * 2 * S::F32_LANES;
                let (groups, rest) = self.starts.as_chunks::<ROWS>();
                for (group, starts) in groups.iter().enumerate() {
                    let out = &mut self.out[group * ROWS * stride + column..];
                    tile(simd, self.data, starts, inputs, (panel, pass), (out, stride));
                }
                for (row, start) in (groups.len() * ROWS..).zip(rest) {
                    let out = &mut self.out[row * stride + column..];
                    tile(simd, self.data, &[*start], inputs, (panel, pass), (out, stride));
                }
            }
        }
    }
}

/// Some rows times two registers of outputs. Each sum runs in order of the inputs, whatever rows stand beside it.
#[inline(always)]
fn tile<S: Simd, const COUNT: usize>(
    simd: S,
    data: &[f32],
    starts: &[usize; COUNT],
    inputs: usize,
    (panel, pass): (&[S::f32s], usize),
    (out, stride): (&mut [f32], usize),
) {
    let rows = starts.map(|start| &data[start..start + inputs]);
    let mut sums = [[simd.splat_f32s(0.0); 2]; COUNT];
    for (input, weights) in panel.chunks_exact(PANEL / S::F32_LANES).take(inputs).enumerate() {
        let weights = [weights[pass * 2], weights[pass * 2 + 1]];
        for (sums, row) in sums.iter_mut().zip(&rows) {
            let value = simd.splat_f32s(row[input]);
            sums[0] = simd.mul_add_e_f32s(value, weights[0], sums[0]);
            sums[1] = simd.mul_add_e_f32s(value, weights[1], sums[1]);
        }
    }
    for (sums, out) in sums.iter().zip(out.chunks_mut(stride)) {
        let (out, _) = S::as_mut_simd_f32s(out);
        out[..2].copy_from_slice(sums);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(rows: usize, width: usize) -> Matrix {
        let values = (0..rows * width).map(|at| (at % 97) as f32 * 0.37 - 11.0).collect();
        Matrix { values, rows, width }
    }

    #[test]
    fn products_are_sums_of_products() {
        let (matrix, data) = (matrix(70, 19), (0..13 * 19).map(|at| (at % 31) as f32).collect::<Vec<_>>());
        let packed = Packed::new(&matrix);
        let mut out = Vec::new();
        packed.multiply_all(&data, &mut out);
        for (row, out) in data.chunks(19).zip(out.chunks(packed.stride())) {
            for (weights, found) in matrix.values.chunks(19).zip(out) {
                let expected: f32 = row.iter().zip(weights).map(|(a, b)| a * b).sum();
                assert!((expected - found).abs() < 0.01, "{expected} {found}");
            }
            assert!(out[70..].iter().all(|number| *number == 0.0));
        }
    }

    #[test]
    fn a_row_has_the_same_product_alone_and_among_others() {
        let packed = Packed::new(&matrix(300, 70));
        let data: Vec<f32> = (0..41 * 70).map(|at| (at % 89) as f32 * 0.13 - 5.0).collect();
        let (mut all, mut one) = (Vec::new(), Vec::new());
        packed.multiply_all(&data, &mut all);
        for (row, expected) in data.chunks(70).zip(all.chunks(packed.stride())) {
            packed.multiply_all(row, &mut one);
            assert_eq!(one, expected);
        }
    }
}
