//! A claim and the source statements that may speak of the same event.

use crate::model::{DocumentId, StatementId};

/// Why a candidate was chosen: the parts of its score, each 0 to 1 unless said otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PairFeatures {
    /// IDF-weighted share of the claim's content words that the passage holds.
    pub coverage: f32,
    /// IDF-weighted share of the passage statement's content words that the claim holds.
    pub reverse: f32,
    /// Share of the claim's names that the passage holds.
    pub names: f32,
    /// Share of the claim's values that the passage holds.
    pub values: f32,
    /// 1 if the predicates are the same or of one family, 0.5 if they are opposites; shown, not part of the score.
    pub predicate: f32,
    /// Near the evidence of the claim before it (conversations follow the report).
    pub order: f32,
    /// Content words shared, as a count.
    pub shared_words: u16,
    /// Names shared, as a count.
    pub shared_names: u16,
}

/// A source statement with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// In which source.
    pub document: DocumentId,
    /// Which statement.
    pub statement: StatementId,
    /// How likely both speak of the same event, 0 to 1.
    pub score: f32,
    /// What the score is made of.
    pub features: PairFeatures,
}

/// A claim's statement with its candidates, sorted by score, then by position.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The piece's statement.
    pub claim: StatementId,
    /// Best first; empty where nothing is shared.
    pub candidates: Vec<Candidate>,
}
