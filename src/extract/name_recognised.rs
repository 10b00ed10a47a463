//! Names whose kind nothing in the word lists tells: what the recogniser of the English pipeline says of them. The
//! lists come first, since they do not slip: a country is never a person, whatever stands around it.

use crate::extract::name::Piece;
use crate::extract::name_run::Reader;
use crate::model::{Case, EntityKind, NameKind, Recogniser, SentenceId, Span};

/// Most words of a person's name.
const PERSON_WORDS: usize = 5;

impl Reader<'_, '_> {
    /// Asks about the pieces that the lists leave open.
    pub(crate) fn recognise(&self, pieces: &mut [Piece], recogniser: &dyn Recogniser) {
        let mut open: Vec<SentenceId> = pieces
            .iter()
            .filter(|piece| is_open(piece))
            .filter_map(|piece| self.sentence_of(piece))
            .collect();
        open.dedup();
        if open.is_empty() {
            return;
        }
        let found = recogniser.recognise(&open);
        for piece in pieces.iter_mut().filter(|piece| is_open(piece)) {
            let span = self.text.span_of(piece.tokens.clone());
            if let Some(kind) = kind_at(&found, span).filter(|kind| self.may_be(piece, *kind)) {
                piece.kind = kind;
                piece.recognised = true;
            }
        }
    }

    fn sentence_of(&self, piece: &Piece) -> Option<SentenceId> {
        self.text.tokens.get(piece.tokens.start).map(|token| SentenceId(token.sentence))
    }

    /// Whether nothing about a name speaks against a kind.
    fn may_be(&self, piece: &Piece, kind: NameKind) -> bool {
        let before = piece.tokens.start.checked_sub(1).map_or("", |at| self.text.lower(at));
        let short = piece.tokens.len() == 1
            && self.text.tokens.get(piece.tokens.start).is_some_and(|token| token.case == Case::Upper);
        match kind {
            // "the Wren" is a ship or a pub; "UNDP" is no person and no place; of single strange words the
            // recogniser takes towns for people.
            NameKind::Person => {
                let words = 2..=PERSON_WORDS;
                !short && !matches!(before, "the" | "a" | "an") && words.contains(&piece.tokens.len())
            }
            NameKind::Place => !short,
            NameKind::Organisation => true,
            NameKind::Nationality | NameKind::Other => false,
        }
    }
}

/// Neither the words of a name nor those around it say what it names. What a preposition or a verb around it makes
/// likely is right more often than the recogniser, which knows few names from beyond its own newspapers.
fn is_open(piece: &Piece) -> bool {
    !piece.sure && piece.place.is_none() && piece.title.is_none() && piece.kind == NameKind::Other
}

/// The kind of the recognised name that has the same words, but for an article or a possessive mark.
fn kind_at(found: &[(Span, EntityKind)], span: Span) -> Option<NameKind> {
    const SLACK: usize = 4;
    let at = found.partition_point(|(other, _)| other.end() < span.end());
    let (other, kind) = found.get(at)?;
    let close = |a: usize, b: usize| a.abs_diff(b) <= SLACK;
    if !(other.overlaps(span) && close(other.start(), span.start()) && close(other.end(), span.end())) {
        return None;
    }
    match kind {
        EntityKind::Person => Some(NameKind::Person),
        EntityKind::Org => Some(NameKind::Organisation),
        EntityKind::Gpe | EntityKind::Loc | EntityKind::Fac => Some(NameKind::Place),
        EntityKind::Norp
        | EntityKind::Cardinal
        | EntityKind::Date
        | EntityKind::Event
        | EntityKind::Language
        | EntityKind::Law
        | EntityKind::Money
        | EntityKind::Ordinal
        | EntityKind::Percent
        | EntityKind::Product
        | EntityKind::Quantity
        | EntityKind::Time
        | EntityKind::WorkOfArt => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::name::names;
    use crate::extract::testing::with_text;
    use crate::model::Value;

    struct Fixed(Vec<(&'static str, EntityKind)>, &'static str);

    impl Recogniser for Fixed {
        fn recognise(&self, _: &[SentenceId]) -> Vec<(Span, EntityKind)> {
            let span = |words: &str| {
                let start = self.1.find(words).expect("the words");
                Span::new(start, start + words.len())
            };
            self.0.iter().map(|(words, kind)| (span(words), *kind)).collect()
        }
    }

    fn kinds(text: &'static str, recognised: &[(&'static str, EntityKind)]) -> Vec<(String, NameKind)> {
        with_text(text, None, |text_view, lexicon| {
            let found = names(text_view, lexicon, &Fixed(recognised.to_vec(), text));
            let named = found.into_iter().filter_map(|found| match found.value {
                Value::Name(name) => Some((name.canonical, name.kind)),
                Value::Time(_) | Value::Quantity(_) | Value::Quotation(_) | Value::Agreement(_) => None,
            });
            named.collect()
        })
    }

    #[test]
    fn what_the_lists_leave_open_is_asked_for() {
        let text = "Tolvane shut the old mill.";
        let plain = kinds(text, &[]);
        assert_eq!(plain.first().map(|it| it.1), Some(NameKind::Other));
        let asked = kinds(text, &[("Tolvane", EntityKind::Org)]);
        assert_eq!(asked.first().map(|it| it.1), Some(NameKind::Organisation));
    }

    #[test]
    fn what_the_lists_know_is_not() {
        let found = kinds("France signed the treaty.", &[("France", EntityKind::Person)]);
        assert_eq!(found.first().map(|it| it.1), Some(NameKind::Place));
    }

    #[test]
    fn a_short_form_in_capitals_is_no_person() {
        let found = kinds("A report by QXLV was late.", &[("QXLV", EntityKind::Person)]);
        assert_eq!(found.first().map(|it| it.1), Some(NameKind::Organisation));
    }
}
