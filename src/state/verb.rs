//! Which tokens are verbs, by form and position. The dependency tree will answer this better; nothing outside
//! this file guesses at it.

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::model::{Case, Text, TokenKind};

/// Whether a token looks like a finite verb: on the list, or a regular past that no article stands before.
pub(super) fn is_finite(text: &Text<'_>, token_idx: usize, lexicon: &Lexicon) -> bool {
    let Some(token) = text.tokens.get(token_idx) else {
        return false;
    };
    if token.kind != TokenKind::Word {
        return false;
    }
    let lower = text.lower(token_idx);
    let finite = match lower.strip_prefix('’') {
        Some(clitic) => lexicon.relations.is_finite(&format!("'{clitic}")),
        None => lexicon.relations.is_finite(lower),
    };
    if finite {
        return true;
    }
    let before = token_idx.checked_sub(1).map_or("", |idx| text.lower(idx));
    // After these pronouns stands a verb: "I find", "they pay".
    if matches!(before, "i" | "we" | "they") && token.case == Case::Lower && !is_adverb(lower) {
        return true;
    }
    token.case == Case::Lower
        && lower.len() > 3
        && lower.ends_with("ed")
        && !matches!(
            before,
            "the" | "a" | "an" | "of" | "its" | "their" | "his" | "her" | "-" | "in" | "for" | "with"
        )
}

/// Whether a token is an auxiliary or modal.
pub(super) fn is_auxiliary(lower: &str) -> bool {
    matches!(
        lower,
        "am" | "is"
            | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "has"
            | "have"
            | "had"
            | "having"
            | "do"
            | "does"
            | "did"
            | "will"
            | "would"
            | "shall"
            | "should"
            | "can"
            | "could"
            | "may"
            | "might"
            | "must"
            | "'s"
            | "’s"
            | "'re"
            | "’re"
            | "'ve"
            | "’ve"
            | "'ll"
            | "’ll"
            | "'d"
            | "’d"
            | "'m"
            | "’m"
            | "wo"
            | "ca"
            | "going"
            | "to"
            | "n't"
            | "n’t"
            | "not"
    )
}

/// The verb group of a clause: its first finite verb with auxiliaries and the verb that they help.
pub(super) fn verb_group(text: &Text<'_>, clause: &Range<usize>, lexicon: &Lexicon) -> Option<Range<usize>> {
    let start = clause.clone().find(|&idx| is_finite(text, idx, lexicon) && !is_possessive(text, idx))?;
    let mut end = start + 1;
    if is_auxiliary(text.lower(start)) {
        while end < clause.end && (is_auxiliary(text.lower(end)) || is_adverb(text.lower(end))) {
            end += 1;
        }
        let main = text.lower(end);
        let verbal = main.ends_with("ed")
            || main.ends_with("ing")
            || main.ends_with("en")
            || text.stem(end) != main
            || lexicon.status.is_act(text.stem(end))
            || end > start + 1;
        let lower_case = text
            .tokens
            .get(end)
            .is_some_and(|token| token.kind == TokenKind::Word && token.case == Case::Lower);
        if end < clause.end && verbal && lower_case && !is_determiner(main) {
            end += 1;
        }
    }
    Some(start..end)
}

/// "'s" directly after a name is a genitive more often than a verb; it is one where a noun follows.
fn is_possessive(text: &Text<'_>, token_idx: usize) -> bool {
    if !matches!(text.lower(token_idx), "'s" | "’s") {
        return false;
    }
    let before = token_idx.checked_sub(1).map_or("", |idx| text.lower(idx));
    !matches!(
        before,
        "it" | "he" | "she" | "that" | "there" | "what" | "who" | "here" | "where" | "how" | "when" | "let"
    )
}

fn is_adverb(lower: &str) -> bool {
    lower.ends_with("ly")
        || matches!(
            lower,
            "also"
                | "already"
                | "still"
                | "now"
                | "just"
                | "even"
                | "never"
                | "always"
                | "only"
                | "again"
                | "since"
                | "yet"
                | "soon"
                | "often"
                | "then"
                | "once"
                | "first"
        )
}

/// Words that open a noun group.
pub(super) fn is_determiner(lower: &str) -> bool {
    matches!(
        lower,
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "these"
            | "those"
            | "its"
            | "his"
            | "her"
            | "their"
            | "our"
            | "my"
            | "your"
            | "some"
            | "any"
            | "no"
            | "every"
            | "each"
            | "all"
            | "both"
    )
}
