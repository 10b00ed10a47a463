//! Places in sentences without any capital: a transcript or a chat.

use crate::extract::name::Piece;
use crate::extract::name_run::Reader;
use crate::lexicon::places::PlaceSense;
use crate::model::{Case, NameKind, Sentence};

impl Reader<'_, '_> {
    /// In a sentence without any capital: known places only.
    pub(crate) fn small_letters(&self, sentence: &Sentence, pieces: &mut Vec<Piece>) {
        let range = sentence.token_range();
        let any_capital =
            range.clone().any(|idx| self.text.tokens.get(idx).is_some_and(|token| token.case != Case::Lower));
        if any_capital {
            return;
        }
        let mut idx = range.start;
        while idx < range.end {
            let found = self
                .lexicon
                .places
                .known
                .find_at(self.text, idx, range.end)
                .filter(|(_, entry)| !entry.ordinary && !entry.upper_only);
            if let Some((len, entry)) = found {
                let kind =
                    if entry.sense == PlaceSense::People { NameKind::Nationality } else { NameKind::Place };
                pieces.push(Piece {
                    tokens: idx..idx + len,
                    kind,
                    sure: true,
                    recognised: false,
                    title: None,
                    place: Some(entry.clone()),
                });
                idx += len;
            } else {
                idx += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::name::names;
    use crate::extract::testing::with_text;
    use crate::model::NoRecogniser;

    #[test]
    fn known_places_are_found_without_capitals_and_only_then() {
        let count =
            |text: &str| with_text(text, None, |text, lexicon| names(text, lexicon, &NoRecogniser).len());
        assert_eq!(count("we flew to norway in may"), 1);
        assert_eq!(count("We flew to norway in may"), 0);
    }
}
