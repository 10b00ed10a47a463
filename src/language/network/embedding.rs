//! The vector of a word by itself: rows of hash tables for its attributes, side by side, mixed by one layer.
//!
//! Both encoders have tables of their own. A vector depends on the features alone, so that those of frequent words
//! are kept.

use std::sync::{Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;

use super::attribute::Attribute;
use super::encoder::{pad, places};
use super::linear::{After, SUMS};
use super::weights::{Matrix, Table};
use super::{Features, Vector, WIDTH};
use crate::language::archive::{Archive, ArchiveError};

/// Seed of the first table; each further one counts up.
const FIRST_SEED: u32 = 8;
/// Most words whose vectors are kept: 6 MB. The first ones stay, and text begins with its frequent words.
const MAX_KEPT: usize = 8192;
/// Attributes that the encoders look at, in order of their tables.
const ATTRIBUTES: [&str; 6] = ["norm", "prefix", "suffix", "shape", "spacy", "is_space"];
/// The encoder of the recogniser does not look at the last two.
const NAME_ATTRIBUTES: usize = 4;

/// Vectors of the words of a batch, with rows of zeros between the sequences.
#[derive(Debug, Default)]
pub(super) struct Embedded {
    /// For the encoder that tagger and parser share.
    pub(super) shared: Vec<Vector>,
    /// For the encoder of the recogniser.
    pub(super) names: Vec<Vector>,
}

/// Tables and mixing layers of both encoders.
#[derive(Debug)]
pub(super) struct Embedding {
    shared: Mixed,
    names: Mixed,
    kept: Mutex<Kept>,
}

/// Vectors of words for both encoders.
type Kept = FxHashMap<Features, Box<[Vector; 2]>>;

/// The attributes of an encoder and what follows their product.
#[derive(Debug)]
struct Mixed {
    attributes: Vec<Attribute>,
    after: After,
}

impl Embedding {
    /// Reads the tables.
    pub(super) fn new(archive: &Archive<'static>) -> Result<Self, ArchiveError> {
        Ok(Self {
            shared: Mixed::new::<{ ATTRIBUTES.len() * WIDTH }>(archive, "shared")?,
            names: Mixed::new::<{ NAME_ATTRIBUTES * WIDTH }>(archive, "names")?,
            kept: Mutex::default(),
        })
    }

    /// The vectors of all words of sequences of these lengths.
    pub(super) fn embed(&self, sequences: &[&[Features]], lengths: &[usize], embedded: &mut Embedded) {
        pad(lengths, &mut embedded.shared);
        pad(lengths, &mut embedded.names);
        let mut unknown = Unknown::default();
        let kept = self.kept();
        for (at, token) in places(lengths).zip(sequences.iter().copied().flatten()) {
            match kept.get(token) {
                Some(vectors) => embedded.put(at, vectors),
                None => unknown.note(at, *token),
            }
        }
        drop(kept);
        let (shared, names) = (self.shared.vectors(&unknown.words), self.names.vectors(&unknown.words));
        let vectors = |row: usize| Some([*shared.get(row)?, *names.get(row)?]);
        for (at, row) in &unknown.places {
            vectors(*row).iter().for_each(|vectors| embedded.put(*at, vectors));
        }
        let mut kept = self.kept();
        for (row, token) in unknown.words.into_iter().enumerate() {
            if kept.len() < MAX_KEPT {
                kept.extend(vectors(row).map(|vectors| (token, Box::new(vectors))));
            }
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Embedded {
    fn put(&mut self, at: usize, [shared, names]: &[Vector; 2]) {
        self.shared[at] = *shared;
        self.names[at] = *names;
    }
}

/// The words of a batch whose vectors are not kept.
#[derive(Debug, Default)]
struct Unknown {
    rows: FxHashMap<Features, usize>,
    /// Each word once.
    words: Vec<Features>,
    /// Where in the batch which of them stands.
    places: Vec<(usize, usize)>,
}

impl Unknown {
    fn note(&mut self, at: usize, token: Features) {
        let row = *self.rows.entry(token).or_insert_with(|| {
            self.words.push(token);
            self.words.len() - 1
        });
        self.places.push((at, row));
    }
}

impl Mixed {
    /// Reads as many attributes as make so many inputs of the mixing layer.
    fn new<const INPUTS: usize>(archive: &Archive<'static>, name: &str) -> Result<Self, ArchiveError> {
        let mix = format!("{name}.mix");
        let weights = Matrix::<INPUTS>::new(archive, &format!("{mix}.weights"), SUMS)?;
        let mut attributes = Vec::new();
        for ((attribute, seed), at) in ATTRIBUTES.iter().zip(FIRST_SEED..).zip(0..INPUTS / WIDTH) {
            let table = Table::new(archive, &format!("{name}.{attribute}"), WIDTH)?;
            let part = weights.rows.iter().filter_map(|row| row.as_chunks().0.get(at));
            attributes.push(Attribute::new(table, seed, part));
        }
        Ok(Self { attributes, after: After::new(archive, &mix)? })
    }

    fn vectors(&self, tokens: &[Features]) -> Vec<Vector> {
        let mut sums = vec![[0.0; SUMS]; tokens.len()];
        for (at, attribute) in self.attributes.iter().enumerate() {
            attribute.add(tokens.iter().map(|token| value(token, at)), &mut sums);
        }
        let mut vectors = vec![[0.0; WIDTH]; tokens.len()];
        self.after.add_all(&sums, &mut vectors);
        vectors
    }
}

/// The value of an attribute that a word has, by the number of the attribute.
fn value(token: &Features, attribute: usize) -> u64 {
    token.ids.get(attribute).copied().unwrap_or_else(|| match attribute {
        4 => token.spaced.into(),
        _ => token.is_space.into(),
    })
}
