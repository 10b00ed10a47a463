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
use crate::error::TreeError;
use crate::lexicon::Lexicon;
#[cfg(feature = "english-model")]
use crate::lexicon::grammar::GrammarWords;
use crate::model::{Document, Parse, Sentence, Term, Text, Token};

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

/// How many sentences go through the networks together: enough to keep them busy, few enough to bound memory.
#[cfg(feature = "english-model")]
const BATCH: usize = 64;

/// Trees and frames of stretches of text, each given with the byte of its document at which it begins; in their
/// order, whatever documents they are from.
///
/// # Errors
/// The program has no model, or one that it cannot read.
#[cfg(feature = "english-model")]
pub fn parses(texts: &[(&str, usize)]) -> Result<Vec<Parse>, TreeError> {
    let model = |error: &dyn std::fmt::Display| TreeError::Model(error.to_string());
    let analyser = Analyser::shared().map_err(|error| model(&error))?;
    let words = GrammarWords::shared().map_err(|error| model(&error))?;
    let mut parses = Vec::with_capacity(texts.len());
    for batch in texts.chunks(BATCH) {
        parses.extend(analyser.trees(batch).into_iter().map(|read| frames::parse(read.tree, words)));
    }
    Ok(parses)
}

/// Trees and frames of stretches of text, each given with the byte of its document at which it begins; in their
/// order, whatever documents they are from.
///
/// # Errors
/// Always: the program was built without its model.
#[cfg(not(feature = "english-model"))]
pub fn parses(_: &[(&str, usize)]) -> Result<Vec<Parse>, TreeError> {
    Err(TreeError::NoModel)
}
