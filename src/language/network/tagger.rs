//! Tags: the one with the greatest sum of the vector's values, each weighted for the tag.

use super::WIDTH;
use super::product::Packed;
use super::weights::{Matrix, named, vector};
use crate::language::archive::{Archive, ArchiveError};
use crate::model::Tag;

/// Weights of all tags.
#[derive(Debug)]
pub(super) struct Tagger {
    tags: Vec<Tag>,
    weights: Packed,
    bias: Vec<f32>,
}

impl Tagger {
    /// Reads the tagger.
    pub(super) fn new(archive: &Archive<'static>) -> Result<Self, ArchiveError> {
        let tags = named(archive, "tagger.tags", Tag::from_name)?;
        Ok(Self {
            weights: Packed::new(&Matrix::new(archive, "tagger.weights", tags.len(), WIDTH)?),
            bias: vector(archive, "tagger.bias", tags.len())?,
            tags,
        })
    }

    /// The tag of each vector.
    pub(super) fn tags(&self, vectors: &[f32]) -> Vec<Tag> {
        let mut scores = Vec::new();
        self.weights.multiply_all(vectors, &mut scores);
        scores.chunks_exact(self.weights.stride()).map(|scores| self.best(scores)).collect()
    }

    fn best(&self, scores: &[f32]) -> Tag {
        let mut best = (f32::MIN, Tag::Xx);
        for ((score, bias), tag) in scores.iter().zip(&self.bias).zip(&self.tags) {
            if score + bias > best.0 {
                best = (score + bias, *tag);
            }
        }
        best.1
    }
}
