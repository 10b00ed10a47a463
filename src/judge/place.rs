//! Where something stands in a rule file, and what its author may have meant. Every message about a rule file is
//! made here, so that each one has a file, a line, and, where one is near, a suggestion.

use std::ops::Range;

use crate::error::RuleError;

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
        let before = self.text.get(..span.start).unwrap_or(self.text);
        RuleError {
            file: self.file.to_owned(),
            line: self.lines_before + before.matches('\n').count() + 1,
            detail: detail.into(),
        }
    }

    /// What the TOML reader found, with the nearest key that it would have taken.
    pub(super) fn toml_error(&self, error: &toml::de::Error) -> RuleError {
        let mut detail = error.message().to_owned();
        for (plain, said) in [
            ("unknown field", "unknown key"),
            ("missing field", "missing key"),
            ("unknown variant", "unknown word"),
        ] {
            if let Some(rest) = detail.strip_prefix(plain) {
                detail = format!("{said}{rest}");
                break;
            }
        }
        let quoted: Vec<&str> = detail.split('`').skip(1).step_by(2).collect();
        if detail.starts_with("unknown")
            && let Some((found, known)) = quoted.split_first()
        {
            let hint = did_you_mean(found, known.iter().copied());
            detail.push_str(&hint);
        }
        self.error(&error.span().unwrap_or(0..0), detail)
    }
}

/// "; did you mean `nearest`?", or nothing if no known word is near.
pub(super) fn did_you_mean<'k>(found: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    nearest(found, known).map_or_else(String::new, |word| format!("; did you mean `{word}`?"))
}

/// The known word that is nearest to what was found, if any is near at all.
pub(super) fn nearest<'k>(found: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let found = found.to_lowercase();
    known
        .into_iter()
        .map(|word| (strsim::normalized_damerau_levenshtein(&found, word), word))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, word)| word)
}

/// Words as they are listed in a message.
pub(super) fn list<'k>(known: impl IntoIterator<Item = &'k str>) -> String {
    let quoted: Vec<String> = known.into_iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_offered_only_if_it_is_near() {
        assert_eq!(nearest("mesage", ["message", "suggest"]), Some("message"));
        assert_eq!(nearest("colour", ["message", "suggest"]), None);
    }

    #[test]
    fn lines_count_over_the_whole_file() {
        let place = Place { file: "a.toml", text: "x\ny\n", lines_before: 10 };
        assert_eq!(place.error(&(2..3), "d").line, 12);
    }
}
