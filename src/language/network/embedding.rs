//! The vector of a word by itself: rows of hash tables for its attributes, side by side, mixed by one layer.
//!
//! Both encoders have tables of their own. A vector depends on the features alone, so that those of frequent words
//! are kept.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::linear::Layer;
use super::weights::Table;
use super::{Features, WIDTH, hash};
use crate::language::archive::{Archive, ArchiveError};

/// Seed of the first table; each further one counts up.
const FIRST_SEED: u32 = 8;
/// Most words whose vectors are kept: 3 MiB. The first ones stay, and text begins with its frequent words.
const MAX_KEPT: usize = 4096;
/// Vectors of both encoders.
const BOTH: usize = 2 * WIDTH;

/// Vectors of all words of a batch, one after the other.
#[derive(Debug)]
pub(super) struct Embedded {
    /// For the encoder that tagger and parser share.
    pub(super) shared: Vec<f32>,
    /// For the encoder of the recogniser.
    pub(super) names: Vec<f32>,
}

/// Tables and mixing layers of both encoders.
#[derive(Debug)]
pub(super) struct Embedding {
    shared: Tables,
    names: Tables,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    rows: FxHashMap<Features, usize>,
    vectors: Vec<f32>,
}

#[derive(Debug)]
struct Tables {
    tables: Vec<Table>,
    mix: Layer,
}

impl Embedding {
    /// Reads the tables.
    pub(super) fn new(archive: &Archive<'static>) -> Result<Self, ArchiveError> {
        let attributes = ["norm", "prefix", "suffix", "shape", "spacy", "is_space"];
        Ok(Self {
            shared: Tables::new(archive, "shared", &attributes)?,
            names: Tables::new(archive, "names", &attributes[..4])?,
            kept: Mutex::default(),
        })
    }

    /// The vectors of all words.
    pub(super) fn embed(&self, sequences: &[&[Features]]) -> Embedded {
        let mut rows: FxHashMap<Features, usize> = FxHashMap::default();
        let mut distinct: Vec<Features> = Vec::new();
        let tokens = || sequences.iter().copied().flatten();
        for token in tokens() {
            rows.entry(*token).or_insert_with(|| {
                distinct.push(*token);
                distinct.len() - 1
            });
        }
        let vectors = self.vectors(&distinct);
        let mut embedded = Embedded { shared: Vec::new(), names: Vec::new() };
        for token in tokens() {
            let row = rows.get(token).copied().unwrap_or(0);
            let both = vectors.get(row * BOTH..(row + 1) * BOTH).unwrap_or(&[0.0; BOTH]);
            let (shared, names) = both.split_at(WIDTH);
            embedded.shared.extend(shared);
            embedded.names.extend(names);
        }
        embedded
    }

    /// Both vectors of each of these words: those that are kept, and those that are worked out now.
    fn vectors(&self, distinct: &[Features]) -> Vec<f32> {
        let mut vectors = vec![0.0; distinct.len() * BOTH];
        let mut missing = Vec::new();
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        for ((at, token), into) in distinct.iter().enumerate().zip(vectors.chunks_exact_mut(BOTH)) {
            match kept.rows.get(token) {
                Some(row) => into.copy_from_slice(&kept.vectors[row * BOTH..(row + 1) * BOTH]),
                None => missing.push(at),
            }
        }
        drop(kept);
        let unknown: Vec<Features> = missing.iter().filter_map(|at| distinct.get(*at)).copied().collect();
        let (shared, names) = (self.shared.mixed(&unknown), self.names.mixed(&unknown));
        for ((at, shared), names) in missing.iter().zip(shared.chunks(WIDTH)).zip(names.chunks(WIDTH)) {
            let into = &mut vectors[at * BOTH..(at + 1) * BOTH];
            into[..WIDTH].copy_from_slice(shared);
            into[WIDTH..].copy_from_slice(names);
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        for (at, token) in missing.iter().zip(unknown) {
            let row = kept.rows.len();
            if row < MAX_KEPT && !kept.rows.contains_key(&token) {
                kept.rows.insert(token, row);
                kept.vectors.extend(&vectors[at * BOTH..(at + 1) * BOTH]);
            }
        }
        vectors
    }
}

impl Tables {
    fn new(archive: &Archive<'static>, name: &str, attributes: &[&str]) -> Result<Self, ArchiveError> {
        let table = |attribute: &&str| Table::new(archive, &format!("{name}.{attribute}"), WIDTH);
        Ok(Self {
            tables: attributes.iter().map(table).collect::<Result<_, _>>()?,
            mix: Layer::new(archive, &format!("{name}.mix"), attributes.len() * WIDTH)?,
        })
    }

    fn mixed(&self, tokens: &[Features]) -> Vec<f32> {
        let mut inputs = vec![0.0; tokens.len() * self.tables.len() * WIDTH];
        let mut parts = inputs.chunks_exact_mut(WIDTH);
        for token in tokens {
            let [norm, prefix, suffix, shape] = token.ids;
            let ids = [norm, prefix, suffix, shape, token.spaced.into(), token.is_space.into()];
            for ((table, id), seed) in self.tables.iter().zip(ids).zip(FIRST_SEED..) {
                let Some(part) = parts.next() else { break };
                for row in hash::rows(id, seed, table.rows()) {
                    table.add(row, part);
                }
            }
        }
        let mut mixed = vec![0.0; tokens.len() * WIDTH];
        let starts: Vec<usize> = (0..tokens.len()).map(|row| row * self.tables.len() * WIDTH).collect();
        self.mix.add(&inputs, &starts, &mut mixed, &mut Vec::new());
        mixed
    }
}
