//! The one place where past and future readings are chosen between, and where the direction of a clause is read.
//!
//! Measured on news: a weekday alone is the most recent one, today included, in nine cases of ten unless the clause
//! looks ahead; month and day mean the nearest year; a month alone is the current or the most recent one.

use jiff::civil::Date;

use crate::extract::time_calendar::{Period, days_between};
use crate::extract::time_shape::{DateShape, Special};
use crate::extract::time_words::Words;
use crate::model::{Case, TokenKind};

/// Which way the clause around a time looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outlook {
    Past,
    Future,
    Unknown,
}

/// Words read on either side of a time to find its verb.
const REACH: usize = 14;

/// The outlook of the clause that a time stands in: the nearest verb before it, else the nearest after it.
pub(super) fn outlook(w: &Words<'_>, start: usize, end: usize) -> Outlook {
    if is_all(w, start, end) {
        return Outlook::Future;
    }
    // "a strike for December" is one to come, whatever the verb; the nearest reading decides.
    if w.is(w.back(start, 1), "for") {
        return Outlook::Unknown;
    }
    let from = start.saturating_sub(REACH).max(w.start);
    let mut at = start;
    while at > from {
        at -= 1;
        if let Some(found) = sign(w, at, start) {
            // A verb behind a comma or quotation mark belongs to another clause, but is better than none.
            return found;
        }
        if w.is_any(at, &["\"", "”", "“", ";"]) {
            break;
        }
    }
    let to = (end + REACH).min(w.end);
    (end..to).find_map(|at| sign(w, at, to)).unwrap_or(Outlook::Unknown)
}

/// Whether a time is all that is said, with a preposition at most: an entry of a diary looks ahead.
pub(super) fn is_all(w: &Words<'_>, start: usize, end: usize) -> bool {
    let mark = |at: usize| w.text.tokens.get(at).is_none_or(|token| token.kind == TokenKind::Mark);
    let before = |at: usize| w.is_word(at) && w.case(at) == Some(Case::Lower) || w.is_preposition(at);
    start <= w.start + 2 && (w.start..start).all(before) && (end..w.end).all(mark)
}

fn sign(w: &Words<'_>, at: usize, end: usize) -> Option<Outlook> {
    if let Some((_, future)) = w.lexicon.tense.find_at(w.text, at, end.max(at + 1)) {
        // "will be held", "to be sold": the form is past, the clause is not.
        if !*future && w.is(w.back(at, 1), "be") {
            return Some(Outlook::Future);
        }
        // "had been due", "was expected" look ahead from a time that is itself past.
        let past_plan = *future && at > w.start && w.is_any(w.back(at, 1), &["was", "were", "been", "had"]);
        return Some(if *future && !past_plan { Outlook::Future } else { Outlook::Past });
    }
    let word = w.lower(at);
    if !w.text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word) {
        return None;
    }
    if is_past_form(word) {
        let planned =
            at > w.start + 1 && w.is(w.back(at, 1), "be") && !w.is_any(w.back(at, 2), &["had", "have"]);
        return Some(if planned { Outlook::Future } else { Outlook::Past });
    }
    if word == "to" {
        return infinitive(w, at);
    }
    let third_person = at > w.start
        && w.is_any(w.back(at, 1), &["he", "she", "it"])
        && word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss");
    third_person.then_some(Outlook::Future)
}

fn is_past_form(word: &str) -> bool {
    let noun = matches!(word, "indeed" | "hundred" | "embed" | "united" | "naked" | "sacred");
    let stem_in_eed = word.ends_with("eed") && !matches!(word, "agreed" | "freed" | "guaranteed" | "decreed");
    word.len() > 4 && word.ends_with("ed") && !noun && !stem_in_eed
}

/// "plans to meet" looks ahead, "managed to meet" does not; "to Paris" and "to the" are no verbs.
fn infinitive(w: &Words<'_>, at: usize) -> Option<Outlook> {
    const DONE: [&str; 16] = [
        "managed",
        "began",
        "begun",
        "failed",
        "started",
        "continued",
        "helped",
        "used",
        "forced",
        "came",
        "went",
        "refused",
        "seemed",
        "appeared",
        "tried",
        "had",
    ];
    let next = w.lower(at + 1);
    let verb = w.is_word(at + 1)
        && w.case(at + 1) == Some(Case::Lower)
        && !next.ends_with('s')
        && !next.ends_with("ing")
        && !matches!(
            next,
            "the"
                | "a"
                | "an"
                | "this"
                | "that"
                | "his"
                | "her"
                | "their"
                | "our"
                | "my"
                | "it"
                | "him"
                | "them"
                | "me"
                | "be"
        )
        && w.name(at + 1).is_none();
    if !verb || at == w.start {
        return None;
    }
    Some(if DONE.contains(&w.lower(w.back(at, 1))) { Outlook::Past } else { Outlook::Future })
}

/// The reading chosen, and the other one.
pub(super) fn choose(
    shape: &DateShape,
    published: Date,
    past: Option<Period>,
    future: Option<Period>,
    outlook: Outlook,
) -> (Option<Period>, Option<Period>) {
    let (past, future) = match (past, future) {
        (Some(past), Some(future)) if past == future => return (Some(past), None),
        (Some(past), Some(future)) => (past, future),
        (past, future) => return (past.or(future), None),
    };
    let back = days_between(past.end, published);
    let ahead = days_between(published, future.start);
    let takes_future = if shape.weekday.is_some() && shape.month.is_none() && shape.day.is_none() {
        outlook == Outlook::Future
    } else if shape.day.is_some() || matches!(shape.special, Some(Special::Holiday(_))) {
        let near = (back - ahead).abs() < 20 && shape.month.is_none();
        match outlook {
            Outlook::Future if near || ahead < back.saturating_mul(3) => true,
            Outlook::Past if near || back < ahead.saturating_mul(3) => false,
            Outlook::Future | Outlook::Past | Outlook::Unknown => ahead < back,
        }
    } else if shape.month.is_some() || matches!(shape.special, Some(Special::Season(_))) {
        match outlook {
            Outlook::Future => true,
            Outlook::Past => false,
            // A bare month is more often one that is over; farther ahead it would have its year.
            Outlook::Unknown => ahead.saturating_mul(2) < back,
        }
    } else if matches!(shape.special, Some(Special::Weekend | Special::Week(_))) {
        outlook == Outlook::Future || outlook == Outlook::Unknown && ahead < back
    } else {
        // Figures of a quarter are told after it.
        outlook == Outlook::Future && ahead < back
    };
    if takes_future { (Some(future), Some(past)) } else { (Some(past), Some(future)) }
}
