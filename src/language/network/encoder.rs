//! Words in their surroundings: four layers, each of which looks at a word and its two neighbours and adds what it
//! finds to the word's vector.
//!
//! Four rows of zeros before and after each sequence take part as if they were words, as when the weights were
//! learned. A layer gives two rows less than it takes, so that in the end the words alone are left.

use super::WIDTH;
use super::linear::Layer;
use crate::language::archive::{Archive, ArchiveError};

/// Number of layers, and of rows of zeros on either side.
const DEPTH: usize = 4;
/// Rows that a layer sees at once.
const WINDOW: usize = 3;
/// Rows that go through a layer together: few enough for the caches, enough for a fast product.
const BLOCK: usize = 126;

/// The four layers.
#[derive(Debug)]
pub(super) struct Encoder {
    layers: [Layer; DEPTH],
}

impl Encoder {
    /// Reads the layers of an encoder.
    pub(super) fn new(archive: &Archive<'static>, name: &str) -> Result<Self, ArchiveError> {
        let layer = |at: usize| Layer::new(archive, &format!("{name}.window{at}"), WINDOW * WIDTH);
        Ok(Self { layers: [layer(1)?, layer(2)?, layer(3)?, layer(4)?] })
    }

    /// Takes the vectors of the words of all sequences, one after the other, and gives as many.
    pub(super) fn encode(&self, vectors: Vec<f32>, lengths: &[usize]) -> Vec<f32> {
        let mut rows = padded(&vectors, lengths);
        let mut lengths: Vec<usize> = lengths.iter().map(|length| length + 2 * DEPTH).collect();
        let mut scratch = Vec::new();
        for layer in &self.layers {
            rows = apply(layer, &rows, &lengths, &mut scratch);
            lengths.iter_mut().for_each(|length| *length -= WINDOW - 1);
        }
        rows
    }
}

fn padded(vectors: &[f32], lengths: &[usize]) -> Vec<f32> {
    let edge = [0.0; DEPTH * WIDTH];
    let mut rows = Vec::with_capacity(vectors.len() + lengths.len() * 2 * edge.len());
    let mut rest = vectors;
    for length in lengths {
        let (words, others) = rest.split_at_checked(length * WIDTH).unwrap_or((rest, &[]));
        rows.extend(edge);
        rows.extend(words);
        rows.extend(edge);
        rest = others;
    }
    rows
}

/// One layer over all sequences.
fn apply(layer: &Layer, rows: &[f32], lengths: &[usize], scratch: &mut Vec<f32>) -> Vec<f32> {
    let mut starts = Vec::with_capacity(rows.len() / WIDTH);
    let mut sums = Vec::with_capacity(rows.len());
    let mut first = 0;
    for length in lengths {
        let inner = first + 1..first + length - 1;
        starts.extend(inner.clone().map(|row| (row - 1) * WIDTH));
        sums.extend(rows.get(inner.start * WIDTH..inner.end * WIDTH).unwrap_or(&[]));
        first += length;
    }
    for (starts, sums) in starts.chunks(BLOCK).zip(sums.chunks_mut(BLOCK * WIDTH)) {
        layer.add(rows, starts, sums, scratch);
    }
    sums
}
