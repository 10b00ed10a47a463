//! Polarity, certainty and status of a clause, each with the words that say so.

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::lexicon::status::Negator;
use crate::model::{Case, Certainty, Polarity, Slot, Span, Status, Text};
use crate::state::verb::verb_group;

/// The tokens of a clause that deny something, fixed phrases left out.
pub(super) fn negators(text: &Text<'_>, clause: &Range<usize>, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = clause.start;
    while at < clause.end {
        match lexicon.status.negators.find_at(text, at, clause.end) {
            Some((len, Negator::Denies)) => {
                found.push(at..at + len);
                at += len;
            }
            Some((len, Negator::Idle)) => at += len,
            None => at += 1,
        }
    }
    found
}

/// Affirmed or denied: an odd number of negators denies.
pub(super) fn polarity(text: &Text<'_>, clause: &Range<usize>, negators: &[Range<usize>]) -> Slot<Polarity> {
    match negators.first() {
        Some(first) if negators.len() % 2 == 1 => {
            Slot { span: text.span_of(first.clone()), value: Polarity::Negated }
        }
        _ => Slot { span: text.span_of(clause.clone()), value: Polarity::Affirmed },
    }
}

/// The weakest hedge of a clause.
pub(super) fn certainty(text: &Text<'_>, clause: &Range<usize>, lexicon: &Lexicon) -> Slot<Certainty> {
    let mut weakest = Slot { span: text.span_of(clause.clone()), value: Certainty::Fact };
    let mut at = clause.start;
    while at < clause.end {
        // "Come what may" holds a hedge's word and leaves no doubt.
        if let Some((len, ())) = lexicon.status.assured.find_at(text, at, clause.end) {
            at += len;
            continue;
        }
        match lexicon.status.certainty.find_at(text, at, clause.end) {
            Some((len, &value)) if !is_month(text, at) => {
                if value < weakest.value {
                    weakest = Slot { span: text.span_of(at..at + len), value };
                }
                at += len;
            }
            _ => at += 1,
        }
    }
    weakest
}

/// "May" with a capital inside a sentence is a month or a name, not a hedge.
fn is_month(text: &Text<'_>, at: usize) -> bool {
    text.lower(at) == "may" && text.tokens.get(at).is_some_and(|token| token.case == Case::Title)
}

/// How far the act of a clause has come, if its words or its tense say so.
pub(super) fn status(text: &Text<'_>, clause: &Range<usize>, lexicon: &Lexicon) -> Option<Slot<Status>> {
    let mut marked: Option<Slot<Status>> = None;
    let mut at = clause.start;
    while at < clause.end {
        match lexicon.status.status.find_at(text, at, clause.end) {
            Some((len, &value)) => {
                // The lowest rung that is named counts: "is expected to be considered".
                if marked.as_ref().is_none_or(|slot| value < slot.value) {
                    marked = Some(Slot { span: text.span_of(at..at + len), value });
                }
                at += len;
            }
            None => at += 1,
        }
    }
    marked.or_else(|| completed(text, clause, lexicon).map(|span| Slot { span, value: Status::Done }))
}

/// The verb group of a clause that tells a completed act: perfect, passive past, or the past of an act verb. What one
/// "has to" do is still to come.
fn completed(text: &Text<'_>, clause: &Range<usize>, lexicon: &Lexicon) -> Option<Span> {
    let group = verb_group(text, clause, lexicon)?;
    let last = group.end.checked_sub(1)?;
    let (first_word, main) = (text.lower(group.start), text.lower(last));
    let perfect = matches!(first_word, "has" | "have" | "had" | "'s" | "’s" | "'ve" | "’ve" | "'d" | "’d");
    let passive = group.clone().any(|idx| matches!(text.lower(idx), "was" | "were" | "been"));
    let participle = main.ends_with("ed") || main.ends_with('n') || text.stem(last) != main;
    let act = lexicon.status.is_act(text.stem(last));
    let ahead = group.clone().skip(1).any(|idx| text.lower(idx) == "to");
    let done = if group.len() > 1 {
        !ahead && (perfect || passive) && participle && !main.ends_with("ing") && act
    } else {
        act && main != text.stem(last) && !main.ends_with('s')
    };
    done.then(|| text.span_of(group))
}
