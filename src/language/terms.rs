//! The content terms of a text: words without function words, by family; set phrases by the word that they stand
//! for.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::lexicon::Lexicon;
use crate::model::{Case, Sentence, Term, Text, TokenKind};

/// All content terms in order.
pub(super) fn terms(text: &Text<'_>, lexicon: &Lexicon) -> Vec<Term> {
    let mut terms = Vec::with_capacity(text.tokens.len() / 2);
    for sentence in text.sentences {
        of_sentence(text, sentence, lexicon, &mut terms);
    }
    terms
}

fn of_sentence(text: &Text<'_>, sentence: &Sentence, lexicon: &Lexicon, terms: &mut Vec<Term>) {
    let relations = &lexicon.relations;
    let range = sentence.token_range();
    let mut at = range.start;
    while at < range.end {
        if let Some((len, words)) = relations.phrases.find_at(text, at, range.end) {
            for word in words {
                let key = key(word, relations.family(word));
                terms.push(Term { key, token: at as u32, name: false, figure: false });
            }
            at += len;
            continue;
        }
        if let Some(token) = text.tokens.get(at) {
            let (lower, stem) = (text.lower(at), text.stem(at));
            match token.kind {
                TokenKind::Word
                    if !relations.is_stop(lower, stem) && lower.chars().any(char::is_alphanumeric) =>
                {
                    let name = token.case != Case::Lower && at > range.start;
                    terms.push(Term {
                        key: key(stem, relations.family(stem)),
                        token: at as u32,
                        name,
                        figure: false,
                    });
                }
                TokenKind::Number => {
                    terms.push(Term { key: key(lower, None), token: at as u32, name: false, figure: true });
                }
                TokenKind::Word | TokenKind::Mark | TokenKind::Symbol => {}
            }
        }
        at += 1;
    }
}

/// Hash of a family, or of the stem where it has none.
fn key(stem: &str, family: Option<u32>) -> u64 {
    let mut hasher = FxHasher::default();
    match family {
        Some(family) => (1u8, family).hash(&mut hasher),
        None => (0u8, stem).hash(&mut hasher),
    }
    hasher.finish()
}
