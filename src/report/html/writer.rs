//! The page as it grows. Markup can only be given as a literal of the program; everything else is escaped.

use std::fmt::Write as _;

use crate::report::escape;

/// A page, or a part of one.
#[derive(Debug, Default)]
pub(super) struct Page {
    out: String,
}

impl Page {
    /// Markup of the program itself.
    pub(super) fn tag(&mut self, markup: &'static str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Text from anywhere.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.out.push_str(&escape::html(text));
        self
    }

    /// A quoted attribute with a value from anywhere.
    pub(super) fn attr(&mut self, name: &'static str, value: &str) -> &mut Self {
        let _ = write!(self.out, " {name}=\"{}\"", escape::html(value));
        self
    }

    /// A key of the page made of a word and numbers: "c-0-12".
    pub(super) fn key(&mut self, word: &'static str, numbers: &[usize]) -> &mut Self {
        self.out.push_str(word);
        for number in numbers {
            let _ = write!(self.out, "-{number}");
        }
        self
    }

    /// An `id`.
    pub(super) fn id(&mut self, word: &'static str, numbers: &[usize]) -> &mut Self {
        self.tag(" id=\"").key(word, numbers).tag("\"")
    }

    /// A link within the page, up to its closing bracket.
    pub(super) fn link(&mut self, word: &'static str, numbers: &[usize]) -> &mut Self {
        self.tag(" href=\"#").key(word, numbers).tag("\"")
    }

    /// The whole.
    pub(super) fn finish(self) -> String {
        self.out
    }
}
