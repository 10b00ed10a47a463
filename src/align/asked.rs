//! The sentences whose trees the comparisons of a piece need: those of its claims, and those of the statements that may
//! speak of the same event. A claim that stands in the source word for word needs none.

use std::collections::BTreeSet;

use crate::model::{Analysis, Pair, PairFeatures, SentenceId};

/// How many of a claim's candidates are read with their trees: the source's passage is among them or nowhere.
const MAX_READ_CANDIDATES: usize = 3;

/// Sentences to be read with their trees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Those of the piece.
    pub piece: BTreeSet<SentenceId>,
    /// Those of the sources, by index of the source. Comparisons look at the trees of these alone: a source may be
    /// shared with other pieces, and what they asked for must not change a result.
    pub sources: BTreeSet<(usize, SentenceId)>,
}

impl Asked {
    pub(super) fn new(piece: &Analysis, sources: &[Analysis], pairs: &[Pair]) -> Self {
        let mut asked = Self::default();
        for (statement, pair) in piece.statements.iter().zip(pairs) {
            if pair.candidates.first().is_none_or(|best| is_copy(&best.features)) {
                continue;
            }
            asked.piece.insert(statement.sentence);
            for candidate in pair.candidates.iter().take(MAX_READ_CANDIDATES) {
                let source = sources.iter().position(|source| source.document.id == candidate.document);
                let theirs = source.and_then(|at| sources.get(at)?.statements.get(candidate.statement.idx()));
                asked.sources.extend(source.zip(theirs).map(|(at, theirs)| (at, theirs.sentence)));
            }
        }
        asked
    }
}

/// Whether a claim and its passage have the same words.
fn is_copy(features: &PairFeatures) -> bool {
    features.coverage >= 1.0 && features.reverse >= 1.0
}
