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
use crate::limits::MAX_TREE_WORDS;
use crate::model::{Document, Parse, Sentence, Span, Term, Text, Token};

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

/// Trees and frames of stretches of a document, in their order.
///
/// # Errors
/// The program has no model, or one that it cannot read.
#[cfg(feature = "english-model")]
pub fn parses(document: &Document, spans: &[Span]) -> Result<Vec<Parse>, TreeError> {
    let model = |error: &dyn std::fmt::Display| TreeError::Model(error.to_string());
    let analyser = Analyser::shared().map_err(|error| model(&error))?;
    let words = GrammarWords::english().map_err(|error| model(&error))?;
    let mut parses = Vec::with_capacity(spans.len());
    for batch in spans.chunks(BATCH) {
        let texts: Vec<(&str, usize)> =
            batch.iter().map(|span| (document.slice(*span), span.start())).collect();
        parses.extend(analyser.trees(&texts).into_iter().map(|read| frames::parse(read.tree, &words)));
    }
    Ok(parses)
}

/// Trees and frames of stretches of a document, in their order.
///
/// # Errors
/// Always: the program was built without its model.
#[cfg(not(feature = "english-model"))]
pub fn parses(_: &Document, _: &[Span]) -> Result<Vec<Parse>, TreeError> {
    Err(TreeError::NoModel)
}

/// Whether a stretch of text was too long for one tree (see [`MAX_TREE_WORDS`]) and was read in pieces: no arc and no
/// name reaches from one piece to another, which is worth a [`Problem`](crate::model::Problem).
pub fn in_pieces(parse: &Parse) -> bool {
    parse.tree.nodes().len() > MAX_TREE_WORDS
}
