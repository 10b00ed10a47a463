//! Whether words of number count something: signs before them, "one" as a pronoun, "second" as a length of time.

use crate::extract::number::{NumberForm, NumberSpan};
use crate::extract::number_words::{Words, cardinal};
use crate::model::TokenKind;

/// The token behind a minus: "minus five", "-5", "-.5". A sign touches its digits and nothing touches the sign; it
/// stands apart only where the figure is all there is ("- 3,400").
pub(crate) fn sign(words: &Words<'_>, at: usize) -> Option<usize> {
    match words.lower(at) {
        "minus" | "negative" => Some(at + 1),
        "-" | "−" => {
            let digits = words.kind(at + 1) == Some(TokenKind::Number)
                || words.lower(at + 1) == "." && words.kind(at + 2) == Some(TokenKind::Number);
            let free = !at.checked_sub(1).is_some_and(|before| words.touches_next(before));
            // "2 -7 litres" is a range.
            let after_figure =
                at.checked_sub(1).is_some_and(|before| words.kind(before) == Some(TokenKind::Number));
            let range = words.sentence();
            let touches = words.touches_next(at) && !after_figure;
            let alone = at == range.start && range.len() <= 6;
            (digits && free && (touches || alone)).then_some(at + 1)
        }
        _ => None,
    }
}

/// A cardinal or ordinal number at a token.
pub(crate) fn number(words: &Words<'_>, at: usize) -> Option<NumberSpan> {
    let (start, negative) = sign(words, at).map_or((at, false), |start| (start, true));
    let part = cardinal(words, start)?;
    if part.form == NumberForm::Ordinal && (negative || !is_ordinal(words, start, part.end)) {
        return None;
    }
    if !negative && part.end == start + 1 && words.lower(start) == "one" && is_pronoun(words, start) {
        return None;
    }
    let value = if negative { -part.value } else { part.value };
    Some(NumberSpan {
        tokens: at..part.end,
        low: value,
        high: value,
        precision: part.precision,
        form: part.form,
    })
}

/// "one" that stands for a thing instead of counting it.
fn is_pronoun(words: &Words<'_>, at: usize) -> bool {
    let (before, after) = (words.before(at), words.lower(at + 1));
    if after == "of" {
        // "one of the five members" counts, "one of the best" does not.
        let mut next = at + 2;
        if matches!(words.lower(next), "the" | "these" | "those" | "its" | "their" | "our" | "his" | "her") {
            next += 1;
        }
        return cardinal(words, next).is_none_or(|part| part.form == NumberForm::Ordinal);
    }
    let alone = words.kind(at + 1) != Some(TokenKind::Word) && words.kind(at + 1) != Some(TokenKind::Number);
    words.lexicon().is_pronoun_before(before)
        || words.lexicon().is_pronoun_after(after)
        || alone
            && words.lower(at + 1) != "-"
            && !before.is_empty()
            && words.kind(at - 1) == Some(TokenKind::Word)
}

/// Whether an ordinal word counts places: "second" may be a length of time, and set phrases count nothing.
fn is_ordinal(words: &Words<'_>, start: usize, end: usize) -> bool {
    if end == start + 1 && words.lower(start) == "second" {
        let before = words.before(start);
        let after_word = words.kind(end) == Some(TokenKind::Word);
        let timed = matches!(before, "per" | "every" | "each" | "split" | "one")
            || start.checked_sub(1).is_some_and(|at| words.kind(at) == Some(TokenKind::Number))
            || matches!(before, "a" | "the" | "-")
                && (!after_word || matches!(words.lower(end), "later" | "after" | "ago" | "before" | "and"))
                && before != "the";
        if timed {
            return false;
        }
    }
    !words.is_set_phrase(start)
}
