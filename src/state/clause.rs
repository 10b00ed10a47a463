//! Cuts a sentence into clauses by punctuation, conjunctions and verbs. Every part has a finite verb of its own,
//! or is the whole sentence.

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::model::{Mention, QuotationKind, Span, Text};
use crate::state::verb::{is_auxiliary, is_finite};

/// How far, in tokens, a finite verb may stand from the start of a clause that no conjunction opens.
const VERB_REACH: usize = 8;

/// The clauses of a sentence, in order; together they are the sentence.
pub(super) fn clauses(
    text: &Text<'_>,
    sentence: Range<usize>,
    mentions: &[&Mention],
    contents: &[Span],
    lexicon: &Lexicon,
) -> Vec<Range<usize>> {
    let borders = Borders { quoted: quoted_spans(mentions), contents, lexicon };
    let mut clauses = Vec::new();
    let mut start = sentence.start;
    let mut has_verb = false;
    for at in sentence.clone() {
        if at > start && borders.begins(text, at, &sentence, has_verb) {
            clauses.push(start..at);
            start = at;
            has_verb = false;
        }
        has_verb |= is_finite(text, at, lexicon);
    }
    if start < sentence.end {
        match clauses.last_mut() {
            // A tail without verb belongs to the clause before it.
            Some(last) if !has_verb => last.end = sentence.end,
            _ => clauses.push(start..sentence.end),
        }
    }
    clauses
}

/// The inner spans of quotations that are long enough to be clauses.
fn quoted_spans(mentions: &[&Mention]) -> Vec<Span> {
    mentions
        .iter()
        .filter_map(|mention| mention.quotation())
        .filter(|quotation| quotation.kind != QuotationKind::Term)
        .map(|quotation| quotation.inner)
        .collect()
}

/// What clauses are cut by, besides the words.
struct Borders<'a> {
    /// Inner spans of quotations.
    quoted: Vec<Span>,
    /// Contents of reported speech.
    contents: &'a [Span],
    lexicon: &'a Lexicon,
}

impl Borders<'_> {
    /// Whether a token is an auxiliary or "not".
    fn is_helper(&self, text: &Text<'_>, at: usize) -> bool {
        is_auxiliary(text.lower(at)) || self.lexicon.status.negators.find_at(text, at, at + 1).is_some()
    }

    /// Whether a clause begins at a token, given whether the clause so far has a verb.
    fn begins(&self, text: &Text<'_>, at: usize, sentence: &Range<usize>, has_verb: bool) -> bool {
        let (Some(token), Some(previous)) = (text.tokens.get(at), text.tokens.get(at - 1)) else {
            return false;
        };
        if !has_verb {
            return false;
        }
        if let Some(span) = self.quoted.iter().find(|span| span.contains(token.span)) {
            // One border where the quotation begins; what stands inside stays together.
            return previous.span.start() < span.start();
        }
        let verb_in = |from: usize, reach: usize| {
            verb_within(text, from..(from + reach).min(sentence.end), self.lexicon)
        };
        if self.quoted.iter().any(|span| span.contains(previous.span)) {
            return verb_in(at, VERB_REACH);
        }
        if self.contents.iter().any(|content| content.start() == token.span.start()) {
            return verb_in(at, sentence.len());
        }
        let before = text.lower(at - 1);
        if matches!(before, ";" | ":" | "—" | "–") {
            return verb_in(at, sentence.len());
        }
        let opener = text.lower(at);
        if before == "," {
            return if is_conjunction(opener) {
                verb_in(at + 1, 12)
            } else {
                opens_subject(text, at) && verb_in(at + 1, VERB_REACH)
            };
        }
        match opener {
            // "has not yet agreed", "has so far paid": an adverb inside the verb group.
            "yet" | "so" if self.is_helper(text, at - 1) => false,
            "and" | "but" | "or" | "yet" | "so" => {
                text.lower(at + 1) == "that"
                    || (opens_subject(text, at + 1) && verb_in(at + 1, VERB_REACH))
                    || is_finite(text, at + 1, self.lexicon)
            }
            "because" | "although" | "though" | "while" | "whereas" | "unless" | "if" | "which" => {
                verb_in(at + 1, VERB_REACH)
            }
            _ => false,
        }
    }
}

fn verb_within(text: &Text<'_>, range: Range<usize>, lexicon: &Lexicon) -> bool {
    range.take_while(|&idx| !matches!(text.lower(idx), ";" | "—")).any(|idx| is_finite(text, idx, lexicon))
}

fn is_conjunction(lower: &str) -> bool {
    matches!(
        lower,
        "and"
            | "but"
            | "or"
            | "so"
            | "yet"
            | "while"
            | "although"
            | "though"
            | "because"
            | "since"
            | "which"
            | "who"
            | "whom"
            | "whose"
            | "where"
            | "when"
            | "if"
            | "unless"
            | "until"
            | "as"
            | "after"
            | "before"
            | "whereas"
            | "nor"
    )
}

/// Whether a subject may begin at a token: a pronoun, an article or a name.
fn opens_subject(text: &Text<'_>, at: usize) -> bool {
    let Some(token) = text.tokens.get(at) else {
        return false;
    };
    token.case != crate::model::Case::Lower
        || matches!(
            text.lower(at),
            "he" | "she"
                | "it"
                | "they"
                | "we"
                | "i"
                | "you"
                | "there"
                | "this"
                | "that"
                | "these"
                | "those"
                | "the"
                | "a"
                | "an"
                | "its"
                | "his"
                | "her"
                | "their"
                | "my"
                | "our"
                | "no"
                | "nobody"
                | "none"
                | "one"
                | "some"
                | "many"
                | "most"
                | "all"
        )
}
