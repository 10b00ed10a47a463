//! Words: tokens with their case and stem, and the content terms among them. Never looks at meaning.

pub mod archive;
#[cfg(feature = "english-model")]
mod english;
pub mod frames;
#[cfg(feature = "english-model")]
mod network;
mod terms;
mod tokenizer;
pub mod words;

#[cfg(feature = "english-model")]
pub use self::english::{Analyser, TextTree};
use crate::lexicon::Lexicon;
use crate::model::{Document, Sentence, Term, Text, Token};

/// Cuts every sentence into tokens and notes in each sentence which tokens are its own.
pub fn analyse(document: &Document, sentences: &mut [Sentence]) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(document.text().len() / 5);
    for sentence in sentences {
        let start = tokens.len() as u32;
        tokenizer::tokenize(document, sentence.span, sentence.id.0, &mut tokens);
        sentence.tokens = start..tokens.len() as u32;
    }
    tokens
}

/// The content terms of a text, in order.
pub fn terms(text: &Text<'_>, lexicon: &Lexicon) -> Vec<Term> {
    terms::terms(text, lexicon)
}
