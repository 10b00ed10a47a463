//! Who is meant by "he", "she", "his", "her": the person named last. Bodies and things are left alone.

use crate::model::{Mention, NameKind, Sentence, Text};

/// Walks through a document and remembers who was named last.
#[derive(Debug, Default)]
pub(super) struct Focus {
    person: Option<u32>,
}

impl Focus {
    /// The entities meant in a sentence by pronouns, given its mentions; moves the focus on.
    pub(super) fn meant(
        &mut self,
        text: &Text<'_>,
        sentence: &Sentence,
        mentions: &[&Mention],
    ) -> Vec<(usize, u32)> {
        let mut meant = Vec::new();
        let mut persons = mentions
            .iter()
            .filter(|mention| mention.name().is_some_and(|name| name.kind == NameKind::Person))
            .filter_map(|mention| mention.name().map(|name| (mention.token_range().end, name.entity)))
            .peekable();
        for at in sentence.token_range() {
            while let Some((_, entity)) = persons.next_if(|&(end, _)| end <= at) {
                self.person = Some(entity);
            }
            if is_person_pronoun(text.lower(at))
                && let Some(entity) = self.person
            {
                meant.push((at, entity));
            }
        }
        if let Some((_, entity)) = persons.last() {
            self.person = Some(entity);
        }
        meant
    }
}

/// Whether a lower-case word stands for one person.
pub(super) fn is_person_pronoun(lower: &str) -> bool {
    matches!(lower, "he" | "she" | "him" | "her" | "his" | "hers" | "himself" | "herself")
}
