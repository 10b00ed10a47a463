//! Signs that two strange capitalised words name an organisation, not a person: how the name ends, what it is called,
//! has and does.

use rustc_hash::FxHashSet;

use crate::extract::name::Piece;
use crate::extract::name_run::Reader;
use crate::model::{NameKind, Sentence};

/// Most words between "X, a …" and the noun that says what X is.
const MAX_DESCRIPTION: usize = 6;

impl Reader<'_, '_> {
    /// Whether the name itself or the words beside it say that it is an organisation.
    pub(crate) fn is_organisation_by_context(&self, piece: &Piece, sentence: &Sentence) -> bool {
        let (start, end) = (piece.tokens.start, piece.tokens.end);
        let range = sentence.token_range();
        let names = &self.lexicon.names;
        let last = self.text.lower(end.saturating_sub(1));
        let made_up = names.company_endings.iter().any(|ending| {
            last.strip_suffix(ending.as_str()).is_some_and(|rest| rest.is_empty() || rest.len() > 2)
        });
        if made_up && piece.tokens.len() > 1 {
            return true;
        }
        let before = |back: usize| {
            start.checked_sub(back).filter(|&at| at >= range.start).map_or("", |at| self.text.lower(at))
        };
        // "the drugmaker X", "chief executive of X", "shares in X"
        if names.organisation_kinds.contains(before(1))
            || matches!(before(1), "of" | "at" | "in" | "for") && names.organisation_parts.contains(before(2))
        {
            return true;
        }
        let after = |ahead: usize| if end + ahead < range.end { self.text.lower(end + ahead) } else { "" };
        // "X, a company in Y,"
        if after(0) == "," && matches!(after(1), "a" | "an" | "the") {
            let noun = (2..2 + MAX_DESCRIPTION)
                .map(after)
                .take_while(|word| {
                    !matches!(*word, "," | "." | "of" | "in" | "that" | "which" | "who" | "for" | "")
                })
                .last();
            if noun.is_some_and(|noun| names.organisation_kinds.contains(noun)) {
                return true;
            }
        }
        // "X's profit", "X shares"
        if matches!(after(0), "'s" | "’s" | "'" | "’") && names.organisation_goods.contains(after(1))
            || matches!(after(0), "shares" | "stock")
        {
            return true;
        }
        if names.organisation_acts.contains(after(0)) {
            return true;
        }
        // "X said it would", "X said its"
        let says = self.lexicon.speech.verb(after(0), self.text.stem(end)).is_some();
        let that = usize::from(after(1) == "that");
        says && (after(1 + that) == "its"
            || after(1 + that) == "it"
                && matches!(
                    after(2 + that),
                    "would" | "will" | "plans" | "planned" | "expects" | "expected" | "had"
                ))
    }

    /// What is an organisation at one place is one at every place where nothing else tells.
    pub(crate) fn spread_organisations(&self, pieces: &mut [Piece]) {
        let written = |piece: &Piece| self.text.document.slice(self.text.span_of(piece.tokens.clone()));
        let known: FxHashSet<&str> = pieces
            .iter()
            .filter(|piece| piece.kind == NameKind::Organisation && piece.tokens.len() > 1)
            .map(written)
            .collect();
        for piece in pieces.iter_mut() {
            if piece.kind == NameKind::Person && !piece.sure && known.contains(written(piece)) {
                piece.kind = NameKind::Organisation;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::name;
    use crate::extract::testing::with_text;
    use crate::model::{NameKind, Value};

    fn kinds(line: &str) -> Vec<NameKind> {
        with_text(line, None, |text, lexicon| {
            name::names(text, lexicon, &crate::model::NoRecogniser)
                .into_iter()
                .filter_map(|found| match found.value {
                    Value::Name(name) => Some(name.kind),
                    Value::Time(_) | Value::Quantity(_) | Value::Quotation(_) | Value::Agreement(_) => None,
                })
                .collect()
        })
    }

    #[test]
    fn strange_words_that_name_an_organisation() {
        for line in [
            "Wollumbin Biosciences rose.",
            "Garrawin Tolmec said it would hire again.",
            "Garrawin Tolmec, a small chip company, fell.",
            "The drugmaker Garrawin Tolmec fell.",
            "Garrawin Tolmec's profit fell.",
            "Garrawin Tolmec's profit fell. Garrawin Tolmec is old.",
        ] {
            let found = kinds(line);
            assert!(
                !found.is_empty() && found.iter().all(|kind| *kind == NameKind::Organisation),
                "{line} {found:?}"
            );
        }
    }

    #[test]
    fn strange_words_that_name_a_person() {
        for line in [
            "Garrawin Tolmec said he would go.",
            "Garrawin Tolmec, a sailor, fell.",
            "Garrawin Tolmec slept.",
        ] {
            assert_eq!(kinds(line), [NameKind::Person], "{line}");
        }
    }
}
