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
const BLOCK: usize = 128;

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
        let mut scratch = Scratch::default();
        for layer in &self.layers {
            rows = scratch.apply(layer, &rows, &lengths);
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

#[derive(Debug, Default)]
struct Scratch {
    windows: Vec<f32>,
    product: Vec<f32>,
}

impl Scratch {
    /// One layer over all sequences.
    fn apply(&mut self, layer: &Layer, rows: &[f32], lengths: &[usize]) -> Vec<f32> {
        let mut sums = Vec::with_capacity(rows.len());
        let mut done = 0;
        let mut first = 0;
        for length in lengths {
            let sequence = rows.get(first * WIDTH..(first + length) * WIDTH).unwrap_or(&[]);
            for window in sequence.windows(WINDOW * WIDTH).step_by(WIDTH) {
                self.windows.extend(window);
                sums.extend(&window[WIDTH..2 * WIDTH]);
                if self.windows.len() == BLOCK * WINDOW * WIDTH {
                    done = self.finish(layer, &mut sums, done);
                }
            }
            first += length;
        }
        self.finish(layer, &mut sums, done);
        sums
    }

    /// Sends the windows that were gathered through the layer; gives how many sums are ready.
    fn finish(&mut self, layer: &Layer, sums: &mut [f32], done: usize) -> usize {
        layer.add(&self.windows, sums.get_mut(done..).unwrap_or(&mut []), &mut self.product);
        self.windows.clear();
        sums.len()
    }
}
