//! From statements to pairs: for every claim the source statements that may speak of the same event. Goes through
//! an inverted index; never compares all with all.

mod akin;
mod asked;
mod earlier;
mod index;
mod pairing;

use rustc_hash::FxHashMap;

use crate::lexicon::Lexicon;
use crate::model::{Analysis, Pair};

pub use akin::Akin;
pub use asked::Asked;
pub use index::Unit;

/// How many candidates a claim keeps.
pub const MAX_CANDIDATES: usize = 5;

/// What alignment gives to judgment.
#[derive(Clone, Debug)]
pub struct Alignment {
    /// One pair per statement of the piece, in order.
    pub pairs: Vec<Pair>,
    /// Weight of every term of the sources: the rarer, the heavier.
    pub weights: FxHashMap<u64, f32>,
    /// Weight of a term that no source has.
    pub unknown_weight: f32,
    /// The source sentences, in order of documents and sentences.
    pub units: Vec<Unit>,
    /// Which source terms may stand for a term of the piece.
    pub akin: Akin,
    /// Which sentences are to be read with their trees.
    pub asked: Asked,
}

impl Alignment {
    fn new(pairs: Vec<Pair>, index: index::Index, akin: Akin, asked: Asked) -> Self {
        let index::Index { weights, unknown_weight, units, .. } = index;
        Self { pairs, weights, unknown_weight, units, akin, asked }
    }

    /// Weight of a term.
    pub fn weight(&self, key: u64) -> f32 {
        self.weights.get(&key).copied().unwrap_or(self.unknown_weight)
    }
}

/// Aligns a piece with its sources.
pub fn align(piece: &Analysis, sources: &[Analysis], lexicon: &Lexicon) -> Alignment {
    let index = index::Index::new(sources);
    let akin = Akin::new(piece, sources, lexicon);
    let pairs = pairing::pairs(piece, sources, &index, &akin, lexicon, &pairing::Everywhere);
    let asked = Asked::new(piece, sources, &pairs);
    Alignment::new(pairs, index, akin, asked)
}

/// Aligns what the speakers of a piece say of their conversation ("as you said earlier") with the earlier turns of
/// those whose words they recall. `None` where nobody does.
pub fn align_with_earlier_turns(piece: &Analysis, lexicon: &Lexicon) -> Option<Alignment> {
    earlier::align(piece, lexicon)
}
