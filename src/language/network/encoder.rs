//! Words in their surroundings: four layers, each of which looks at a word and its two neighbours and adds what it
//! finds to the word's vector.
//!
//! Four rows of zeros before and after each sequence take part as if they were words, as when the weights were
//! learned. A layer gives two rows less than it takes, so that in the end the words alone are left.

use super::linear::Layer;
use super::{Vector, WIDTH};
use crate::language::archive::{Archive, ArchiveError};

/// Number of layers, and of rows of zeros on either side.
const DEPTH: usize = 4;
/// Rows that a layer sees at once.
const WINDOW: usize = 3;

/// The four layers.
#[derive(Debug)]
pub(super) struct Encoder {
    layers: [Layer<{ WINDOW * WIDTH }>; DEPTH],
}

impl Encoder {
    /// Reads the layers of an encoder.
    pub(super) fn new(archive: &Archive<'static>, name: &str) -> Result<Self, ArchiveError> {
        let layer = |at: usize| Layer::new(archive, &format!("{name}.window{at}"));
        Ok(Self { layers: [layer(1)?, layer(2)?, layer(3)?, layer(4)?] })
    }

    /// Takes padded rows (see [`pad`]) and leaves those of the words alone, one after the other.
    pub(super) fn encode(&self, rows: &mut Vec<Vector>, lengths: &[usize], room: &mut Room) {
        for (layer, edge) in self.layers.iter().zip((0..DEPTH).rev()) {
            apply(layer, rows, lengths.iter().map(|length| length + 2 * edge), room);
            std::mem::swap(rows, &mut room.rows);
        }
    }
}

/// Room to work in, kept from one batch to the next.
#[derive(Debug, Default)]
pub(super) struct Room {
    rows: Vec<Vector>,
    starts: Vec<usize>,
}

/// Makes rows of zeros for sequences of so many words and those around them.
pub(super) fn pad(lengths: &[usize], rows: &mut Vec<Vector>) {
    rows.clear();
    rows.resize(lengths.iter().map(|length| length + 2 * DEPTH).sum(), [0.0; WIDTH]);
}

/// Which of these rows are for the words.
pub(super) fn places(lengths: &[usize]) -> impl Iterator<Item = usize> {
    let mut first = 0;
    lengths.iter().flat_map(move |length| {
        let words = first + DEPTH..first + DEPTH + length;
        first = words.end + DEPTH;
        words
    })
}

/// One layer over all sequences, which gives so many rows for each.
fn apply(
    layer: &Layer<{ WINDOW * WIDTH }>,
    rows: &[Vector],
    lengths: impl Iterator<Item = usize>,
    room: &mut Room,
) {
    room.starts.clear();
    room.rows.clear();
    let mut first = 0;
    for length in lengths {
        room.starts.extend((first..first + length).map(|row| row * WIDTH));
        room.rows.extend(rows.get(first + 1..first + 1 + length).unwrap_or(&[]));
        first += length + WINDOW - 1;
    }
    layer.add(rows.as_flattened(), &room.starts, &mut room.rows);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_between_rows_of_zeros() {
        let mut rows = vec![[1.0; WIDTH]; 3];
        pad(&[2, 0, 1], &mut rows);
        assert!(places(&[2, 0, 1]).eq([4, 5, 22]));
        assert_eq!(rows, vec![[0.0; WIDTH]; 27]);
    }
}
