//! What a speaker says was said before ("you spoke of 40 million"), against the earlier turns: the figures and dates
//! of both, compared as a claim's with its source's.

use crate::align::Alignment;
use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::words::{Words, match_words};
use crate::judge::compare::{quantity, time};
use crate::lexicon::Lexicon;
use crate::model::{Analysis, Category, Comparison, Primitive};

/// How far back, in sentences, a speaker quotes the conversation.
const REACH: usize = 60;
/// Share of a quotation's words that an earlier sentence must have, in order.
const SAID: f32 = 0.9;

/// Whether quoted words were spoken in an earlier turn of the conversation: "You said you were 'a bit afraid'".
pub(super) fn was_said_before(bench: &Bench<'_>, claim: &Claim<'_>, quoted: &Words) -> bool {
    let before = bench.piece.sentences.get(..claim.sentence.id.idx()).unwrap_or(&[]);
    before
        .iter()
        .rev()
        .take(REACH)
        .filter(|earlier| earlier.turn.is_some() && earlier.turn != claim.sentence.turn)
        .any(|earlier| {
            let words = Words::of(bench.piece, earlier.token_range());
            match_words(&quoted.words, &words.words).overlap >= SAID
        })
}

/// Compares the recalled values of a piece with its own earlier turns, which `alignment` names; with it the number of
/// statements that had too many values to compare them all.
pub(super) fn comparisons(
    piece: &Analysis,
    alignment: &Alignment,
    lexicon: &Lexicon,
) -> (Vec<Comparison>, usize) {
    let bench = Bench::new(piece, std::slice::from_ref(piece), alignment, lexicon);
    let mut found = Vec::new();
    for claim in bench.recalling_claims() {
        found.extend(time::compare(&bench, &claim));
        found.extend(quantity::compare(&bench, &claim));
    }
    for comparison in &mut found {
        comparison.primitive = Primitive::Recall;
        comparison.category = Category::ParaphraseAttribution;
    }
    (found, bench.cut.get())
}
