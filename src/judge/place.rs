//! Where something stands in a rule file. Every message about a rule file is made here, so that each one has a file,
//! a line, and, where one is near, a suggestion.

use std::ops::Range;

use crate::error::RuleError;
pub(super) use crate::error::place::{did_you_mean, list, nearest};
use crate::error::place::{line_of, toml_detail};

/// A rule file, or the part of it that is being read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// The file, as the user named it.
    pub(super) file: &'a str,
    /// The part that is read.
    pub(super) text: &'a str,
    /// Lines of the file before that part.
    pub(super) lines_before: usize,
}

impl Place<'_> {
    /// An error at a byte range of the part.
    pub(super) fn error(&self, span: &Range<usize>, detail: impl Into<String>) -> RuleError {
        RuleError {
            file: self.file.to_owned(),
            line: self.lines_before + line_of(self.text, span.start),
            detail: detail.into(),
        }
    }

    /// What the TOML reader found, with the nearest key that it would have taken.
    pub(super) fn toml_error(&self, error: &toml::de::Error) -> RuleError {
        let detail = toml_detail(error);
        self.error(&error.span().unwrap_or(0..0), detail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_count_over_the_whole_file() {
        let place = Place { file: "a.toml", text: "x\ny\n", lines_before: 10 };
        assert_eq!(place.error(&(2..3), "d").line, 12);
    }
}
