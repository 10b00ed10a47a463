//! The vector of a word by itself: rows of hash tables for its attributes, side by side, mixed by one layer.
//!
//! Both encoders have tables of their own. A vector depends on the features alone, so that those of frequent words
//! are kept.

use std::sync::{Mutex, MutexGuard, PoisonError};

use pulp::Arch;
use rustc_hash::FxHashMap;

use super::encoder::pad;
use super::linear::Layer;
use super::weights::Table;
use super::{Features, Vector, WIDTH, hash};
use crate::language::archive::{Archive, ArchiveError};

/// Seed of the first table; each further one counts up.
const FIRST_SEED: u32 = 8;
/// Most words whose vectors are kept: 12 MiB. The first ones stay, and text begins with its frequent words.
const MAX_KEPT: usize = 16_384;
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
    shared: Tables<{ ATTRIBUTES.len() * WIDTH }>,
    names: Tables<{ NAME_ATTRIBUTES * WIDTH }>,
    kept: Mutex<Kept>,
}

/// Vectors of words for both encoders.
type Kept = FxHashMap<Features, Box<[Vector; 2]>>;

#[derive(Debug)]
struct Tables<const INPUTS: usize> {
    tables: Vec<Table>,
    mix: Layer<INPUTS>,
}

impl Embedding {
    /// Reads the tables.
    pub(super) fn new(archive: &Archive<'static>) -> Result<Self, ArchiveError> {
        Ok(Self {
            shared: Tables::new(archive, "shared")?,
            names: Tables::new(archive, "names")?,
            kept: Mutex::default(),
        })
    }

    /// The vectors of all words of sequences of these lengths.
    pub(super) fn embed(&self, sequences: &[&[Features]], lengths: &[usize], embedded: &mut Embedded) {
        pad(lengths, &mut embedded.names);
        let rows = pad(lengths, &mut embedded.shared);
        let mut unknown = Unknown::default();
        let kept = self.kept();
        for (at, token) in rows.zip(sequences.iter().copied().flatten()) {
            match kept.get(token) {
                Some(vectors) => embedded.put(at, vectors),
                None => unknown.note(at, *token),
            }
        }
        drop(kept);
        let (shared, names) = (self.shared.mixed(&unknown.words), self.names.mixed(&unknown.words));
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

impl<const INPUTS: usize> Tables<INPUTS> {
    fn new(archive: &Archive<'static>, name: &str) -> Result<Self, ArchiveError> {
        let table = |attribute: &&str| Table::new(archive, &format!("{name}.{attribute}"), WIDTH);
        let attributes = ATTRIBUTES.iter().take(INPUTS / WIDTH);
        Ok(Self {
            tables: attributes.map(table).collect::<Result<_, _>>()?,
            mix: Layer::new(archive, &format!("{name}.mix"))?,
        })
    }

    fn mixed(&self, tokens: &[Features]) -> Vec<Vector> {
        let mut inputs = vec![[0.0; INPUTS]; tokens.len()];
        // Within this call the compiler may use the widest registers that the processor has.
        Arch::new()
            .dispatch(|| inputs.iter_mut().zip(tokens).for_each(|(input, token)| self.look_up(token, input)));
        let mut mixed = vec![[0.0; WIDTH]; tokens.len()];
        let starts: Vec<usize> = (0..tokens.len()).map(|row| row * INPUTS).collect();
        self.mix.add(inputs.as_flattened(), &starts, &mut mixed);
        mixed
    }

    /// The rows of all tables for a word, side by side.
    #[inline(always)]
    fn look_up(&self, token: &Features, input: &mut [f32; INPUTS]) {
        let [norm, prefix, suffix, shape] = token.ids;
        let ids = [norm, prefix, suffix, shape, token.spaced.into(), token.is_space.into()];
        let parts = input.as_chunks_mut::<WIDTH>().0;
        for (((table, id), seed), part) in self.tables.iter().zip(ids).zip(FIRST_SEED..).zip(parts) {
            for row in hash::rows(id, seed, table.rows()) {
                table.add(row, part);
            }
        }
    }
}
