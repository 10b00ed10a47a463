//! Tags: the one with the greatest sum of the vector's values, each weighted for the tag.

use super::product::Packed;
use super::weights::{Matrix, named, vector};
use super::{Vector, WIDTH};
use crate::language::archive::{Archive, ArchiveError};
use crate::model::Tag;

/// Number of tags that the tagger gives.
const TAGS: usize = 50;
/// Their scores, in whole panels.
const SCORES: usize = 64;
/// Words that are scored together.
const BLOCK: usize = 96;

/// Weights of all tags.
#[derive(Debug)]
pub(super) struct Tagger {
    tags: Vec<Tag>,
    weights: Packed<WIDTH, SCORES>,
    bias: [f32; TAGS],
}

impl Tagger {
    /// Reads the tagger.
    pub(super) fn new(archive: &Archive<'static>) -> Result<Self, ArchiveError> {
        let tags = named(archive, "tagger.tags", Tag::from_name)?;
        let weights = Matrix::new(archive, "tagger.weights", TAGS)?;
        Ok(Self { weights: Packed::new(weights.rows.iter()), bias: vector(archive, "tagger.bias")?, tags })
    }

    /// The tag of each vector.
    pub(super) fn tags(&self, vectors: &[Vector]) -> Vec<Tag> {
        let mut tags = Vec::with_capacity(vectors.len());
        let mut scores = [[0.0; SCORES]; BLOCK];
        for vectors in vectors.chunks(BLOCK) {
            self.weights.multiply_all(vectors, &mut scores);
            tags.extend(scores.iter().take(vectors.len()).map(|scores| self.best(scores)));
        }
        tags
    }

    fn best(&self, scores: &[f32; SCORES]) -> Tag {
        let mut best = (f32::MIN, Tag::Xx);
        for ((score, bias), tag) in scores.iter().zip(&self.bias).zip(&self.tags) {
            if score + bias > best.0 {
                best = (score + bias, *tag);
            }
        }
        best.1
    }
}
