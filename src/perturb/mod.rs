//! Mistakes and harmless edits made in a text that is right, to see which of them a check would catch. One kind of
//! edit a file; each changes one thing in one sentence and keeps the grammar. Deterministic: nothing here is drawn,
//! what is chosen hangs on the words alone. Never checks anything itself.
//!
//! A mistake is a real one: its value is not accepted as a rounding of the true one, a name comes from elsewhere in
//! the same text or from a list of invented ones, a verb is denied as a writer would deny it. A harmless edit keeps
//! what the sentence says.

mod adverb;
mod article;
mod certainty;
mod contraction;
mod date;
mod date_spelling;
mod kind;
mod magnitude;
mod names;
mod negation;
mod noun_phrase;
mod number;
mod number_spelling;
mod organisation;
mod person;
mod place;
mod quoted;
mod role;
mod seed;
mod speaker;
mod status;
mod synonym;
#[cfg(test)]
mod testing;
mod voice;

use crate::lexicon::Lexicon;
use crate::lexicon::perturb::PerturbWords;
use crate::model::{Analysis, SentenceKind, Span};

use article::Article;
pub use kind::Kind;

/// Most edits of one kind in one text: long texts must not outweigh short ones.
const MAX_PER_KIND: usize = 2;

/// One change to one sentence of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What it is.
    pub kind: Kind,
    /// The words that it takes the place of, in the text of the document.
    pub span: Span,
    /// The new words; never empty.
    pub new: String,
    /// The sentence, before the edit.
    pub sentence: Span,
    /// The sentence with its neighbours: a piece that is right but for the edit.
    pub passage: Span,
}

impl Edit {
    /// The passage with the edit made, and the place of the new words in it. `text` is that of the document.
    pub fn piece(&self, text: &str) -> (String, Span) {
        let part = |start: usize, end: usize| text.get(start..end).unwrap_or("");
        let mut piece = part(self.passage.start(), self.span.start()).to_string();
        let start = piece.len();
        piece.push_str(&self.new);
        let changed = Span::new(start, piece.len());
        piece.push_str(part(self.span.end(), self.passage.end()));
        (piece, changed)
    }
}

/// The edits of a text: a bounded number of each kind, spread over the text, in the order of the kinds.
pub fn edits(analysis: &Analysis, lexicon: &Lexicon, words: &PerturbWords) -> Vec<Edit> {
    let article = Article::new(analysis, lexicon, words);
    let mut edits = Vec::new();
    for &kind in Kind::ALL {
        let made = of_kind(&article, kind);
        edits.extend(seed::spread(made.len(), MAX_PER_KIND).filter_map(|at| made.get(at).cloned()));
    }
    edits
}

/// All edits of one kind that the text allows.
fn of_kind(article: &Article<'_>, kind: Kind) -> Vec<Edit> {
    let mut made = match kind {
        Kind::Date => date::edits(article),
        Kind::Number => number::edits(article),
        Kind::Magnitude => magnitude::edits(article),
        Kind::Person => person::edits(article),
        Kind::Place => place::edits(article),
        Kind::Organisation => organisation::edits(article),
        Kind::QuotedWord => quoted::edits(article),
        Kind::Speaker => speaker::edits(article),
        Kind::Negation => negation::edits(article),
        Kind::Certainty => certainty::edits(article),
        Kind::Status => status::edits(article),
        Kind::Role => role::edits(article),
        Kind::DateSpelling => date_spelling::edits(article),
        Kind::NumberSpelling => number_spelling::edits(article),
        Kind::Contraction => contraction::edits(article),
        Kind::Synonym => synonym::edits(article),
        Kind::Voice => voice::edits(article),
        Kind::DroppedAdverb => adverb::edits(article),
    };
    made.retain(|edit| is_usable(article, edit));
    made
}

/// Whether the edit changes a sentence that a reader takes as a statement.
fn is_usable(article: &Article<'_>, edit: &Edit) -> bool {
    let text = article.text();
    let Some(sentence) = text.sentence_at(edit.span.start()) else {
        return false;
    };
    let words = sentence.token_range().len();
    sentence.kind == SentenceKind::Plain
        && sentence.span.contains(edit.span)
        && (MIN_TOKENS..=MAX_TOKENS).contains(&words)
        && !edit.new.trim().is_empty()
        && text.document.slice(edit.span) != edit.new
        && (edit.kind.is_mistake() || !article.may_be_quoted(sentence))
}

/// Shorter sentences say too little, longer ones are lists or unbroken text.
const MIN_TOKENS: usize = 5;
const MAX_TOKENS: usize = 60;
