//! What pronouns and descriptions stand for, by rules over tokens, names and word lists: agreement in number, kind and
//! gender, recency, the part in the clause, and who speaks in a conversation. One pass over the document; where two
//! readings are as good as each other, none is chosen.

mod description;
mod dialogue;
mod empty;
mod item;
mod memory;
mod naming;
mod phrase;
mod profile;
mod pronoun;
mod referent;
mod relative;
mod resolve;
mod set;
mod voice;
mod walk;

use crate::extract::Extraction;
use crate::lexicon::Lexicon;
use crate::model::{Reference, Text};
use walk::Walk;

/// The references of a document, sorted by span.
pub fn references(text: &Text<'_>, extraction: &Extraction, lexicon: &Lexicon) -> Vec<Reference> {
    let mut walk = Walk::new(text, extraction, lexicon);
    for sentence in text.sentences {
        walk.sentence(sentence);
    }
    let mut references = walk.references;
    references.sort_by_key(|reference| reference.span);
    references.dedup_by_key(|reference| reference.span);
    references
}
