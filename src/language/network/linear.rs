//! Layers of units with three pieces (maxout) whose outputs are normalised.

use std::array;

use pulp::{Arch, Simd, WithSimd};

use super::product::{Finish, Packed};
use super::weights::{Matrix, vector};
use super::{Vector, WIDTH};
use crate::language::archive::{Archive, ArchiveError};

/// Pieces of a unit.
const PIECES: usize = 3;
/// Sums of the inputs: the pieces of all units, piece after piece.
pub(super) const SUMS: usize = PIECES * WIDTH;
/// What keeps the spread of equal values from being zero.
const LEAST_VARIANCE: f32 = 1e-8;
/// Sums run in so many lanes beside each other.
const LANES: usize = 16;

/// A layer of [`WIDTH`] units: of three sums of the inputs each keeps the greatest; the outputs of a row are
/// normalised to mean 0 and variance 1, stretched and shifted.
#[derive(Debug)]
pub(super) struct Layer<const INPUTS: usize> {
    weights: Packed<INPUTS, SUMS>,
    after: After,
}

/// What follows the product.
#[derive(Debug)]
pub(super) struct After {
    bias: [Vector; PIECES],
    gain: Vector,
    shift: Vector,
}

impl<const INPUTS: usize> Layer<INPUTS> {
    /// Reads a layer.
    pub(super) fn new(archive: &Archive<'static>, name: &str) -> Result<Self, ArchiveError> {
        let weights = Matrix::new(archive, &format!("{name}.weights"), SUMS)?;
        Ok(Self { weights: Packed::new(weights.rows.iter()), after: After::new(archive, name)? })
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

impl Finish<SUMS> for Sums<'_> {
    #[inline(always)]
    fn finish<S: Simd>(&mut self, simd: S, row: usize, products: &[f32; SUMS]) {
        let Some(sum) = self.sums.get_mut(row) else { return };
        self.after.add(simd, products, sum);
    }
}

impl After {
    /// Reads what follows the product in a layer.
    pub(super) fn new(archive: &Archive<'static>, name: &str) -> Result<Self, ArchiveError> {
        let bias: [f32; SUMS] = vector(archive, &format!("{name}.bias"))?;
        Ok(Self {
            bias: array::from_fn(|piece| array::from_fn(|unit| bias[piece * WIDTH + unit])),
            gain: vector(archive, &format!("{name}.gain"))?,
            shift: vector(archive, &format!("{name}.shift"))?,
        })
    }

    /// Adds the outputs for the sums of all rows to `outputs`.
    pub(super) fn add_all(&self, rows: &[[f32; SUMS]], outputs: &mut [Vector]) {
        Arch::new().dispatch(All { after: self, rows, outputs });
    }

    /// Adds the outputs for these sums of a row to `sum`.
    #[inline(always)]
    fn add<S: Simd>(&self, simd: S, products: &[f32; SUMS], sum: &mut Vector) {
        let mut outputs = self.greatest(simd, products);
        let (outputs, _) = S::as_mut_simd_f32s(&mut outputs);
        normalise(simd, outputs);
        let (gain, shift) = (S::as_simd_f32s(&self.gain).0, S::as_simd_f32s(&self.shift).0);
        let (sum, _) = S::as_mut_simd_f32s(sum);
        for (((sum, output), gain), shift) in sum.iter_mut().zip(outputs).zip(gain).zip(shift) {
            *sum = simd.add_f32s(*sum, simd.add_f32s(simd.mul_f32s(*output, *gain), *shift));
        }
    }

    #[inline(always)]
    fn greatest<S: Simd>(&self, simd: S, products: &[f32; SUMS]) -> Vector {
        let mut row = [f32::MIN; WIDTH];
        let (best, _) = S::as_mut_simd_f32s(&mut row);
        for (plane, bias) in products.as_chunks::<WIDTH>().0.iter().zip(&self.bias) {
            let (plane, bias) = (S::as_simd_f32s(plane).0, S::as_simd_f32s(bias).0);
            for ((best, value), bias) in best.iter_mut().zip(plane).zip(bias) {
                *best = simd.max_f32s(*best, simd.add_f32s(*value, *bias));
            }
        }
        row
    }
}

struct All<'a> {
    after: &'a After,
    rows: &'a [[f32; SUMS]],
    outputs: &'a mut [Vector],
}

impl WithSimd for All<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        for (row, output) in self.rows.iter().zip(self.outputs) {
            self.after.add(simd, row, output);
        }
    }
}

/// To mean 0 and variance 1.
#[inline(always)]
fn normalise<S: Simd>(simd: S, row: &mut [S::f32s]) {
    let mean = simd.splat_f32s(sum(simd, row) / WIDTH as f32);
    let mut squares = [0.0; WIDTH];
    let (squares, _) = S::as_mut_simd_f32s(&mut squares);
    for (value, square) in row.iter_mut().zip(squares.iter_mut()) {
        *value = simd.sub_f32s(*value, mean);
        *square = simd.mul_f32s(*value, *value);
    }
    let variance = sum(simd, squares) / WIDTH as f32;
    let scale = simd.splat_f32s(1.0 / (variance + LEAST_VARIANCE).sqrt());
    for value in row {
        *value = simd.mul_f32s(*value, scale);
    }
}

/// In the same order on every processor: lane by lane, then one half of the lanes and the other.
#[inline(always)]
fn sum<S: Simd>(simd: S, row: &[S::f32s]) -> f32 {
    let mut lanes = [0.0; LANES];
    let (sums, _) = S::as_mut_simd_f32s(&mut lanes);
    for values in row.chunks_exact(LANES / S::F32_LANES) {
        for (sum, value) in sums.iter_mut().zip(values) {
            *sum = simd.add_f32s(*sum, *value);
        }
    }
    let mut count = LANES;
    while count > 1 {
        count /= 2;
        for at in 0..count {
            lanes[at] += lanes[at + count];
        }
    }
    lanes[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Normalised(Vector);

    impl WithSimd for Normalised {
        type Output = Vector;

        #[inline(always)]
        fn with_simd<S: Simd>(mut self, simd: S) -> Vector {
            normalise(simd, S::as_mut_simd_f32s(&mut self.0).0);
            self.0
        }
    }

    #[test]
    fn a_normalised_row_has_mean_0_and_variance_1() {
        let row = Arch::new().dispatch(Normalised(array::from_fn(|at| at as f32 * 3.0 + 7.0)));
        assert!(row.iter().sum::<f32>().abs() < 1e-3);
        assert!((row.iter().map(|value| value * value).sum::<f32>() / WIDTH as f32 - 1.0).abs() < 1e-3);
        assert_eq!(Arch::new().dispatch(Normalised([4.0; WIDTH])), [0.0; WIDTH]);
    }

    #[test]
    fn narrow_registers_give_the_same_as_wide_ones() {
        let row: Vector = array::from_fn(|at| (at * 37 % 101) as f32 * 0.173 - 5.0);
        let narrow = Normalised(row).with_simd(pulp::Scalar);
        assert_eq!(Arch::new().dispatch(Normalised(row)), narrow);
    }
}
