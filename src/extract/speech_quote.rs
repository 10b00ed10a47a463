//! Binds quotations to speech: speaker and cue, the parts of a split quotation, and what is only a name in marks.

use crate::extract::{Found, quote};
use crate::lexicon::Lexicon;
use crate::model::{MentionId, Quotation, QuotationKind, Span, Speech, SpeechKind, Text, TokenKind, Value};

/// Fills in the quotations from the speeches, and the speeches from the quotations that they hold.
pub(crate) fn attribute(
    text: &Text<'_>,
    lexicon: &Lexicon,
    quotations: &mut [Found],
    inside: &[Option<u32>],
    speeches: &mut [Speech],
) {
    for speech in speeches.iter_mut() {
        let range = text.tokens_in(speech.content);
        let mut last = None;
        for idx in range {
            let Some(number) = inside.get(idx).copied().flatten().filter(|number| last != Some(*number))
            else {
                continue;
            };
            last = Some(number);
            let Some(found) = quotations.get_mut(number as usize) else {
                continue;
            };
            let span = text.span_of(found.tokens.clone());
            let Value::Quotation(quotation) = &mut found.value else {
                continue;
            };
            let nearer = quotation.cue.is_none_or(|cue| distance(speech.cue, span) < distance(cue, span));
            if nearer {
                quotation.cue = Some(speech.cue);
                quotation.speaker = speech.speaker;
            }
            // The quotation may begin in an earlier sentence.
            if speech.kind == SpeechKind::Direct {
                speech.content = speech.content.cover(quotation.inner);
            }
        }
    }
    settle_kinds(text, lexicon, quotations, speeches);
    continue_split(text, quotations);
    for speech in speeches.iter_mut() {
        let held = speech.quotation.and_then(|id| quotations.get(id.idx()));
        let term = held.is_none_or(|found| matches!(&found.value, Value::Quotation(quotation) if quotation.kind == QuotationKind::Term));
        if term {
            speech.quotation = None;
            speech.kind = SpeechKind::Indirect;
        }
    }
}

fn distance(a: Span, b: Span) -> usize {
    if a.end() <= b.start() { b.start() - a.end() } else { a.start().saturating_sub(b.end()) }
}

fn settle_kinds(text: &Text<'_>, lexicon: &Lexicon, quotations: &mut [Found], speeches: &[Speech]) {
    // The first speech that holds each quotation.
    let mut kinds: Vec<Option<SpeechKind>> = vec![None; quotations.len()];
    for speech in speeches {
        if let Some(kind) = speech.quotation.and_then(|id| kinds.get_mut(id.idx())) {
            kind.get_or_insert(speech.kind);
        }
    }
    for (found, kind) in quotations.iter_mut().zip(kinds) {
        let tokens = found.tokens.clone();
        let Value::Quotation(quotation) = &mut found.value else {
            continue;
        };
        let inner = text.tokens_in(quotation.inner);
        let words = inner
            .clone()
            .filter(|&at| text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word))
            .count();
        let direct = kind == Some(SpeechKind::Direct);
        let before = tokens.start.checked_sub(1).map_or("", |at| text.lower(at));
        let named = lexicon.speech.naming.contains(before);
        let determined =
            matches!(before, "the" | "a" | "an" | "this" | "its" | "their" | "his" | "her" | "of");
        let then_noun =
            text.tokens.get(tokens.end).is_some_and(|next| next.kind == TokenKind::Word) && determined;
        let ends = matches!(text.word(inner.end.wrapping_sub(1)), "." | "," | "!" | "?");
        let term = if direct {
            false
        } else if (named && words <= 8)
            || (words > 1
                && quote::is_title(text, inner.clone(), lexicon)
                && !(ends && quotation.cue.is_some()))
        {
            true
        } else if quotation.cue.is_some() {
            words <= 3 && then_noun
        } else {
            quote::is_term(text, inner.clone(), lexicon) && !(ends && words > 2)
        };
        let apart = text
            .sentence_at(quotation.inner.start())
            .is_none_or(|sentence| sentence.token_range().start >= tokens.start);
        quotation.kind = match (term, direct || apart && ends || quotation.cue.is_none() && ends && words > 4)
        {
            (true, _) => QuotationKind::Term,
            (false, true) => QuotationKind::Direct,
            (false, false) => QuotationKind::Mixed,
        };
        if term {
            clear(quotation);
        }
    }
}

fn clear(quotation: &mut Quotation) {
    quotation.cue = None;
    quotation.speaker = None;
}

/// A quotation without a cue right after one that "he said" follows, in the same paragraph, goes on with it; a
/// quotation of its own after a sentence that ends in a colon has that sentence's cue already.
fn continue_split(text: &Text<'_>, quotations: &mut [Found]) {
    for idx in 1..quotations.len() {
        let (before, rest) = quotations.split_at_mut(idx);
        let (Some(first), Some(second)) = (before.last_mut(), rest.first_mut()) else {
            continue;
        };
        let (first_tokens, second_tokens) = (first.tokens.clone(), second.tokens.clone());
        let (Value::Quotation(one), Value::Quotation(two)) = (&mut first.value, &mut second.value) else {
            continue;
        };
        let paragraph =
            |span: Span| text.sentence_at(span.start()).map(|sentence| (sentence.block, sentence.turn));
        let same = paragraph(one.inner) == paragraph(two.inner);
        let near = second_tokens.start - first_tokens.end < 40;
        let Some(cue) = one.cue.filter(|cue| {
            same && near && one.kind == QuotationKind::Direct && cue.start() >= one.inner.end()
        }) else {
            continue;
        };
        if two.kind == QuotationKind::Term && !text.word(second_tokens.end - 2).ends_with(['.', '!', '?']) {
            continue;
        }
        let fits = two.cue.is_none() || two.cue == Some(cue);
        // Nothing but the cue's own sentence in between.
        let between = text
            .sentences
            .iter()
            .skip(text.tokens.get(first_tokens.end).map_or(0, |token| token.sentence as usize))
            .take_while(|sentence| sentence.token_range().end <= second_tokens.start)
            .count();
        if fits && between <= 1 {
            two.cue = Some(cue);
            two.speaker = one.speaker;
            two.kind = QuotationKind::Direct;
            one.continued_by = Some(MentionId(idx as u32));
        }
    }
}
