//! What one attribute of words (their norm, their suffix, …) adds to the layer that mixes the attributes: rows of a
//! hash table, summed and multiplied. Many words share an attribute, so that it is kept.

use std::sync::{Mutex, PoisonError};

use pulp::Arch;
use rustc_hash::FxHashMap;

use super::hash;
use super::linear::SUMS;
use super::product::Packed;
use super::weights::Table;
use super::{Vector, WIDTH};

/// Most values that are kept (5 MB), beside those of one batch; then all are dropped.
const MAX_KEPT: usize = 4096;

/// The table of an attribute with its part of the layer.
#[derive(Debug)]
pub(super) struct Attribute {
    table: Table,
    seed: u32,
    weights: Packed<WIDTH, SUMS>,
    kept: Mutex<Kept>,
}

/// Products of values of the attribute.
#[derive(Debug, Default)]
struct Kept {
    places: FxHashMap<u64, usize>,
    products: Vec<[f32; SUMS]>,
}

impl Attribute {
    /// Takes the table, the seed of its hash, and for each output of the layer the weights of this attribute.
    pub(super) fn new<'a>(table: Table, seed: u32, weights: impl Iterator<Item = &'a Vector>) -> Self {
        Self { table, seed, weights: Packed::new(weights), kept: Mutex::default() }
    }

    /// Adds the products of the values that words have to the sums of the words.
    pub(super) fn add(&self, values: impl Iterator<Item = u64> + Clone, sums: &mut [[f32; SUMS]]) {
        let kept = &mut *self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.products.len() > MAX_KEPT {
            *kept = Kept::default();
        }
        let known = kept.products.len();
        let mut new = Vec::new();
        for value in values.clone() {
            kept.places.entry(value).or_insert_with(|| {
                new.push(self.vector(value));
                known + new.len() - 1
            });
        }
        kept.products.resize(known + new.len(), [0.0; SUMS]);
        self.weights.multiply_all(&new, kept.products.get_mut(known..).unwrap_or(&mut []));
        // Within this call the compiler may use the widest registers that the processor has.
        Arch::new().dispatch(|| {
            for (sums, value) in sums.iter_mut().zip(values) {
                let place = kept.places.get(&value).copied().unwrap_or(known);
                let products = kept.products.get(place).unwrap_or(&[0.0; SUMS]);
                sums.iter_mut().zip(products).for_each(|(sum, product)| *sum += product);
            }
        });
    }

    /// The rows of the table for a value, summed.
    fn vector(&self, value: u64) -> Vector {
        Arch::new().dispatch(|| {
            let mut vector = [0.0; WIDTH];
            for row in hash::rows(value, self.seed, self.table.rows()) {
                self.table.add(row, &mut vector);
            }
            vector
        })
    }
}
