//! Tags: the one with the greatest sum of the vector's values, each weighted for the tag.

use pulp::Simd;

use super::product::{Finish, Packed};
use super::weights::{Matrix, named, vector};
use super::{Vector, WIDTH};
use crate::language::archive::{Archive, ArchiveError};
use crate::model::Tag;

/// Number of tags that the tagger gives.
const TAGS: usize = 50;
/// Their scores, in whole panels.
const SCORES: usize = 64;

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
        let mut best = Best { tagger: self, tags: Vec::with_capacity(vectors.len()) };
        self.weights.multiply_all(vectors, &mut best);
        best.tags
    }
}

/// Keeps the best tag of each vector.
struct Best<'a> {
    tagger: &'a Tagger,
    tags: Vec<Tag>,
}

impl Finish<SCORES> for Best<'_> {
    #[inline(always)]
    fn finish<S: Simd>(&mut self, _: S, _: usize, products: &[f32; SCORES]) {
        let mut best = (f32::MIN, Tag::Xx);
        for ((score, bias), tag) in products.iter().zip(&self.tagger.bias).zip(&self.tagger.tags) {
            if score + bias > best.0 {
                best = (score + bias, *tag);
            }
        }
        self.tags.push(best.1);
    }
}
