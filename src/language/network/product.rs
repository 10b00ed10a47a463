//! Products of rows with matrices, as fast as the processor allows: `pulp` offers its widest registers in safe code
//! and falls back to narrower ones.
//!
//! A few rows at a time meet a panel of weights; their sums stay in registers. Several such groups follow before the
//! next panel, so that a panel is read from the first cache. All sizes are known to the compiler, so that nothing is
//! checked inside.
//!
//! `matrixmultiply` (by way of `ndarray`) and `gemm` were measured, with 288 inputs and 288 outputs on a processor with
//! AVX-512: they reach 50 billion multiply-adds a second at most. They do not use these
//! registers, and put the matrix into their order each time; here that is done once.

use std::array;

use pulp::{Arch, Simd, WithSimd};

/// Outputs that lie beside each other: two of the widest registers.
const PANEL: usize = 32;
/// Rows that are worked on together: with two registers of outputs each, and what is multiplied, they fit into 32
/// registers.
const ROWS: usize = 12;
/// As many as fit into 16 registers.
const FEW_ROWS: usize = 6;
/// Groups of rows that meet a panel of weights before the next one does, as long as it is in the first cache.
const GROUPS: usize = 4;

/// A matrix in the order in which it is read: for each panel of outputs, its weights input after input. The number of
/// outputs is rounded up to whole panels; those that are added are zero.
#[derive(Debug)]
pub(super) struct Packed<const INPUTS: usize, const OUTPUTS: usize> {
    panels: Vec<[Weights; INPUTS]>,
}

/// The weights of one input for a panel, where a line of the cache begins.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Weights([f32; PANEL]);

/// What is done with the products.
pub(super) trait Finish<const OUTPUTS: usize> {
    /// Takes the products of the row at this place. To be inlined: it works with the registers of `S`.
    fn finish<S: Simd>(&mut self, simd: S, row: usize, products: &[f32; OUTPUTS]);
}

impl<const INPUTS: usize, const OUTPUTS: usize> Packed<INPUTS, OUTPUTS> {
    /// From the rows of weights of all outputs; what lacks is zero, what is too much is left out.
    pub(super) fn new<'a>(rows: impl Iterator<Item = &'a [f32; INPUTS]>) -> Self {
        let mut panels = vec![[Weights([0.0; PANEL]); INPUTS]; OUTPUTS / PANEL];
        for (at, row) in rows.enumerate() {
            let panel = panels.get_mut(at / PANEL).into_iter().flatten();
            panel.zip(row).for_each(|(weights, weight)| weights.0[at % PANEL] = *weight);
        }
        Self { panels }
    }

    /// Multiplies the rows that begin at these places of `data`, which may overlap.
    pub(super) fn multiply(&self, data: &[f32], starts: &[usize], finish: &mut impl Finish<OUTPUTS>) {
        Arch::new().dispatch(Product { weights: self, data, starts, finish });
    }

    /// Multiplies rows that lie one after the other; as many products come out as there is room for.
    pub(super) fn multiply_all(&self, data: &[[f32; INPUTS]], products: &mut [[f32; OUTPUTS]]) {
        Arch::new().dispatch(Plain { weights: self, data, products });
    }
}

struct Plain<'a, const INPUTS: usize, const OUTPUTS: usize> {
    weights: &'a Packed<INPUTS, OUTPUTS>,
    data: &'a [[f32; INPUTS]],
    products: &'a mut [[f32; OUTPUTS]],
}

impl<const INPUTS: usize, const OUTPUTS: usize> WithSimd for Plain<'_, INPUTS, OUTPUTS> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        if S::REGISTER_COUNT < 32 {
            self.multiply::<S, FEW_ROWS>(simd);
        } else {
            self.multiply::<S, ROWS>(simd);
        }
    }
}

impl<const INPUTS: usize, const OUTPUTS: usize> Plain<'_, INPUTS, OUTPUTS> {
    #[inline(always)]
    fn multiply<S: Simd, const COUNT: usize>(self, simd: S) {
        let (groups, rest) = self.data.as_chunks::<COUNT>();
        let (products, others) = self.products.as_chunks_mut::<COUNT>();
        for (rows, products) in groups.iter().zip(products.iter_mut()) {
            for (at, panel) in self.weights.panels.iter().enumerate() {
                tiles(simd, panel, rows.each_ref(), at * PANEL, products);
            }
        }
        if rest.is_empty() {
            return;
        }
        let mut rows = [[0.0; INPUTS]; COUNT];
        rows.iter_mut().zip(rest).for_each(|(row, from)| *row = *from);
        let mut last = [[0.0; OUTPUTS]; COUNT];
        for (at, panel) in self.weights.panels.iter().enumerate() {
            tiles(simd, panel, rows.each_ref(), at * PANEL, &mut last);
        }
        let others =
            products.get_mut(groups.len()..).unwrap_or(&mut []).as_flattened_mut().iter_mut().chain(others);
        others.zip(&last).take(rest.len()).for_each(|(into, products)| *into = *products);
    }
}

/// Begins where a line of the cache does.
#[repr(align(64))]
struct Aligned<T>(T);

struct Product<'a, F, const INPUTS: usize, const OUTPUTS: usize> {
    weights: &'a Packed<INPUTS, OUTPUTS>,
    data: &'a [f32],
    starts: &'a [usize],
    finish: &'a mut F,
}

impl<F, const INPUTS: usize, const OUTPUTS: usize> WithSimd for Product<'_, F, INPUTS, OUTPUTS>
where
    F: Finish<OUTPUTS>,
{
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, simd: S) {
        let count = self.starts.len();
        // What is left of whole groups goes with few rows, if they are few.
        let wide = if S::REGISTER_COUNT < 32 { 0 } else { count.min((count + FEW_ROWS - 1) / ROWS * ROWS) };
        let (wide, rest) = self.starts.split_at(wide);
        self.multiply::<S, ROWS>(simd, wide, 0);
        self.multiply::<S, FEW_ROWS>(simd, rest, wide.len());
    }
}

impl<F: Finish<OUTPUTS>, const INPUTS: usize, const OUTPUTS: usize> Product<'_, F, INPUTS, OUTPUTS> {
    /// The rows that begin at these places, the first of which is the row at `first`, in groups of so many.
    #[inline(always)]
    fn multiply<S: Simd, const COUNT: usize>(&mut self, simd: S, starts: &[usize], first: usize) {
        let none = [0.0; INPUTS];
        let mut products = Aligned([[[0.0; OUTPUTS]; COUNT]; GROUPS]);
        for (block, starts) in starts.chunks(GROUPS * COUNT).enumerate() {
            for (at, panel) in self.weights.panels.iter().enumerate() {
                for (starts, products) in starts.chunks(COUNT).zip(&mut products.0) {
                    let rows = array::from_fn(|row| {
                        let start = starts.get(row).copied().unwrap_or(0);
                        self.data.get(start..).and_then(|data| data.first_chunk()).unwrap_or(&none)
                    });
                    tiles(simd, panel, rows, at * PANEL, products);
                }
            }
            let products = products.0.as_flattened().iter().take(starts.len());
            for (products, row) in products.zip(first + block * GROUPS * COUNT..) {
                self.finish.finish(simd, row, products);
            }
        }
    }
}

/// Some rows times a panel of outputs, two registers of them at a time. Each sum runs in order of the inputs, whatever
/// rows stand beside it.
#[inline(always)]
fn tiles<S: Simd, const COUNT: usize, const INPUTS: usize, const OUTPUTS: usize>(
    simd: S,
    panel: &[Weights; INPUTS],
    rows: [&[f32; INPUTS]; COUNT],
    column: usize,
    products: &mut [[f32; OUTPUTS]; COUNT],
) {
    for pass in 0..PANEL / S::F32_LANES / 2 {
        let mut sums = [[simd.splat_f32s(0.0); 2]; COUNT];
        for input in 0..INPUTS {
            let (weights, _) = S::as_simd_f32s(&panel[input].0);
            let weights = [weights[pass * 2], weights[pass * 2 + 1]];
            for (sums, row) in sums.iter_mut().zip(&rows) {
                let value = simd.splat_f32s(row[input]);
                sums[0] = simd.mul_add_e_f32s(value, weights[0], sums[0]);
                sums[1] = simd.mul_add_e_f32s(value, weights[1], sums[1]);
            }
        }
        let column = column + pass * 2 * S::F32_LANES;
        for (sums, products) in sums.iter().zip(products.iter_mut()) {
            let (products, _) = S::as_mut_simd_f32s(&mut products[column..column + 2 * S::F32_LANES]);
            products.iter_mut().zip(sums).for_each(|(product, sum)| *product = *sum);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keeps all products.
    struct Kept(Vec<[f32; 32]>);

    impl Finish<32> for Kept {
        fn finish<S: Simd>(&mut self, _: S, row: usize, products: &[f32; 32]) {
            assert_eq!(row, self.0.len());
            self.0.push(*products);
        }
    }

    fn numbers<const WIDTH: usize>(rows: usize) -> Vec<[f32; WIDTH]> {
        let number = |at: usize| (at * 31 % 97) as f32 * 0.37 - 11.0;
        (0..rows).map(|row| std::array::from_fn(|at| number(row * WIDTH + at))).collect()
    }

    fn multiply<const INPUTS: usize, const OUTPUTS: usize>(
        packed: &Packed<INPUTS, OUTPUTS>,
        data: &[[f32; INPUTS]],
    ) -> Vec<[f32; OUTPUTS]> {
        let mut products = vec![[f32::NAN; OUTPUTS]; data.len()];
        packed.multiply_all(data, &mut products);
        products
    }

    #[test]
    fn products_are_sums_of_products() {
        let (weights, data) = (numbers::<19>(70), numbers::<19>(31));
        let products: Vec<[f32; 96]> = multiply(&Packed::new(weights.iter()), &data);
        assert_eq!(products.len(), data.len());
        for (row, found) in data.iter().zip(products) {
            for (weights, found) in weights.iter().zip(found) {
                let expected: f32 = row.iter().zip(weights).map(|(a, b)| a * b).sum();
                assert!((expected - found).abs() < 0.01, "{expected} {found}");
            }
            assert!(found[70..].iter().all(|number| *number == 0.0));
        }
    }

    #[test]
    fn a_row_has_the_same_product_alone_and_among_others() {
        let packed: Packed<70, 320> = Packed::new(numbers(300).iter());
        let data = numbers(41);
        for (row, expected) in data.iter().zip(multiply(&packed, &data)) {
            assert_eq!(multiply(&packed, std::slice::from_ref(row)), [expected]);
        }
    }

    #[test]
    fn rows_may_overlap() {
        let packed: Packed<6, 32> = Packed::new(numbers(32).iter());
        let data = numbers::<2>(30);
        let starts: Vec<usize> = (0..28).map(|row| row * 2).collect();
        let windows: Vec<[f32; 6]> =
            data.as_flattened().windows(6).step_by(2).map(|it| std::array::from_fn(|at| it[at])).collect();
        let mut kept = Kept(Vec::new());
        packed.multiply(data.as_flattened(), &starts, &mut kept);
        assert_eq!(kept.0, multiply(&packed, &windows));
    }
}
