//! Who recognises names beside the word lists.

use crate::model::{EntityKind, SentenceId, Span};

/// Recognises names in sentences of one document. Whoever extracts asks for those sentences only in which the word
/// lists leave a name open.
pub trait Recogniser {
    /// The names in these sentences, in the order of the text, with their kinds.
    fn recognise(&self, sentences: &[SentenceId]) -> Vec<(Span, EntityKind)>;
}

/// Recognises nothing: the word lists speak alone.
#[derive(Clone, Copy, Debug)]
pub struct NoRecogniser;

impl Recogniser for NoRecogniser {
    fn recognise(&self, _: &[SentenceId]) -> Vec<(Span, EntityKind)> {
        Vec::new()
    }
}
