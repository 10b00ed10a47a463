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

#[cfg(test)]
mod tests {
    use crate::extract::testing::with_text;
    use crate::model::ReferenceKind;

    /// The references of a text, one sentence a line: words and antecedent.
    fn found(text: &str) -> Vec<(String, String)> {
        with_text(text, None, |text, lexicon| {
            let extraction = crate::extract::mentions(text, lexicon, &crate::model::NoRecogniser);
            let slice = |span| text.document.slice(span).to_string();
            let references = super::references(text, &extraction, lexicon);
            assert!(references.is_sorted_by_key(|reference| reference.span));
            assert!(references.iter().all(|reference| reference.kind != ReferenceKind::Hearer));
            references.iter().map(|it| (slice(it.span), slice(it.antecedent))).collect()
        })
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = found(text);
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn gender_number_and_kind_agree() {
        check(
            "Hedda Brunvold met Knut Fosslid on Monday.\nShe gave him a map.",
            &[("She", "Hedda Brunvold"), ("him", "Knut Fosslid")],
        );
        check("The fishermen sold a boat.\nThey miss it.", &[("They", "The fishermen"), ("it", "a boat")]);
    }

    #[test]
    fn two_candidates_alike_leave_a_pronoun_open() {
        check("Knut Fosslid and Torger Vinjum met on Monday.\nHe wept.", &[]);
    }

    #[test]
    fn an_it_that_stands_for_nothing_is_left_alone() {
        for line in [
            "The yard sold a boat.\nIt rained all night.",
            "The yard sold a boat.\nIt is clear that prices will rise.",
            "The yard sold a boat.\nIt was Hedda Brunvold who paid.",
            "The yard sold a boat.\nIt took two years to agree.",
        ] {
            assert!(found(line).iter().all(|(words, _)| words != "It"), "{line}");
        }
    }

    #[test]
    fn descriptions_find_what_they_name() {
        check(
            "Hedda Brunvold, the minister, bought a car ferry.\nThe minister sold the vessel on Friday.",
            &[("The minister", "Hedda Brunvold"), ("the vessel", "a car ferry")],
        );
        // Another ferry, and a part of it, are not the first one.
        check("A car ferry sank.\nThe rail ferry was late and the ferry terminal closed.", &[]);
    }

    #[test]
    fn pairs_are_meant_together_or_one_by_one() {
        check(
            "Estonia and Chile signed a pact.\nThe former needs fish; the latter sells it.\nBoth countries gain.",
            &[("The former", "Estonia"), ("the latter", "Chile"), ("Both countries", "Estonia and Chile")],
        );
    }

    #[test]
    fn a_pronoun_may_stand_before_the_name() {
        check("When she left the hall, Hedda Brunvold smiled.", &[("she", "Hedda Brunvold")]);
    }
}
