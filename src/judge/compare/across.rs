//! Values that stand at the same place of a sentence and of the source sentence that it follows: one was put in the
//! place of the other.

use std::ops::Range;

use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::twin::Twin;
use crate::model::{Analysis, Mention, TokenKind, Value};

/// Context of a value at the same place: all words around it are the same.
pub(super) const SAME_PLACE: f32 = 1.0;

impl<'a> Bench<'a> {
    /// The source's mention of the same type at the place of a mention of the claim, where it is another one. The
    /// words right before and right behind have to be copies.
    pub(super) fn across(&self, claim: &Claim<'a>, mention: &Mention) -> Option<(usize, &'a Mention)> {
        let twin = self.twin(claim.sentence.id)?;
        let analysis = self.sources.get(twin.source)?;
        let tokens = mention.token_range();
        if twin.holds(self.piece, tokens.clone()) {
            return None;
        }
        let facing = twin.facing(&tokens);
        let from = analysis.text().span_of(facing);
        let found = analysis.mentions_in(from).find(|theirs| {
            same_type(mention, theirs)
                && same_place(self.piece, &tokens, analysis, &theirs.token_range(), twin)
        })?;
        Some((twin.source, found))
    }

    /// Whether a value of the claim and a mention of a source stand at the same place.
    pub(super) fn is_aligned(
        &self,
        claim: &Claim<'a>,
        value: &Range<usize>,
        source: usize,
        theirs: &Mention,
    ) -> bool {
        let twin = self.twin(claim.sentence.id).filter(|twin| twin.source == source);
        twin.zip(self.sources.get(source)).is_some_and(|(twin, analysis)| {
            twin.sentence == theirs.sentence
                && same_place(self.piece, value, analysis, &theirs.token_range(), twin)
        })
    }
}

fn same_type(a: &Mention, b: &Mention) -> bool {
    match (&a.value, &b.value) {
        (Value::Time(_), Value::Time(_))
        | (Value::Quantity(_), Value::Quantity(_))
        | (Value::Name(_), Value::Name(_)) => true,
        (
            Value::Time(_) | Value::Quantity(_) | Value::Name(_) | Value::Quotation(_) | Value::Agreement(_),
            Value::Time(_) | Value::Quantity(_) | Value::Name(_) | Value::Quotation(_) | Value::Agreement(_),
        ) => false,
    }
}

/// Whether the words around both are the same.
fn same_place(
    piece: &Analysis,
    ours: &Range<usize>,
    analysis: &Analysis,
    theirs: &Range<usize>,
    twin: &Twin,
) -> bool {
    let pair = |ours: Option<usize>, theirs: Option<usize>| match (ours, theirs) {
        (Some(ours), Some(theirs)) => twin.partner(ours) == Some(theirs),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    pair(word_before(piece, ours.start), word_before(analysis, theirs.start))
        && pair(word_behind(piece, ours.end), word_behind(analysis, theirs.end))
}

/// The word before a token in its sentence, marks passed over.
fn word_before(analysis: &Analysis, token: usize) -> Option<usize> {
    let sentence = analysis.tokens.get(token)?.sentence;
    let same = |at: &usize| analysis.tokens.get(*at).is_some_and(|it| it.sentence == sentence);
    (0..token).rev().take_while(same).find(|&at| is_word(analysis, at))
}

/// The word from a token on in the sentence of the token before it.
fn word_behind(analysis: &Analysis, token: usize) -> Option<usize> {
    let sentence = analysis.tokens.get(token.checked_sub(1)?)?.sentence;
    let same = |at: &usize| analysis.tokens.get(*at).is_some_and(|it| it.sentence == sentence);
    (token..analysis.tokens.len()).take_while(same).find(|&at| is_word(analysis, at))
}

fn is_word(analysis: &Analysis, at: usize) -> bool {
    analysis.tokens.get(at).is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
}
