//! Places in a text as editors count them: lines, and UTF-16 units within a line, both from 0.

use serde_json::{Value, json};

use crate::model::Span;

/// Where the lines of a text begin.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    text: String,
    starts: Vec<usize>,
}

impl Lines {
    /// The lines of a text.
    pub(crate) fn new(text: &str) -> Self {
        let mut starts = vec![0];
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            // A carriage return alone ends a line as well.
            if *byte == b'\n' || *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
                starts.push(at + 1);
            }
        }
        Self { text: text.to_string(), starts }
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Line and UTF-16 column of a byte.
    fn position(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or("");
        (line, before.encode_utf16().count())
    }

    /// A range of the protocol.
    pub(crate) fn range(&self, span: Span) -> Value {
        let point = |offset| {
            let (line, character) = self.position(offset);
            json!({ "line": line, "character": character })
        };
        json!({ "start": point(span.start()), "end": point(span.end()) })
    }

    /// The byte at a place of the protocol; places past the end of a line are its end.
    pub(crate) fn offset(&self, position: &Value) -> usize {
        let number = |key: &str| position[key].as_u64().and_then(|it| usize::try_from(it).ok()).unwrap_or(0);
        let (line, character) = (number("line"), number("character"));
        let Some(&start) = self.starts.get(line) else {
            return self.text.len();
        };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let words = self.text.get(start..end).unwrap_or("").trim_end_matches(['\n', '\r']);
        let mut units = 0;
        for (at, letter) in words.char_indices() {
            if units >= character {
                return start + at;
            }
            units += letter.len_utf16();
        }
        start + words.len()
    }

    /// Where the line of a byte begins, and the white space that it begins with.
    pub(crate) fn line_start(&self, offset: usize) -> (usize, &str) {
        let (line, _) = self.position(offset);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let rest = self.text.get(start..).unwrap_or("");
        let indent = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        (start, rest.get(..indent).unwrap_or(""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_utf_16_units() {
        let lines = Lines::new("a\r\n  é😀x\ny");
        let x = lines.text().find('x').expect("x");
        assert_eq!(lines.position(x), (1, 5));
        assert_eq!(lines.offset(&json!({ "line": 1, "character": 5 })), x);
        assert_eq!(lines.offset(&json!({ "line": 1, "character": 99 })), x + 1);
        assert_eq!(lines.offset(&json!({ "line": 9, "character": 0 })), lines.text().len());
        assert_eq!(lines.line_start(x), (3, "  "));
        assert_eq!(Lines::new("a\rb").position(2), (1, 0));
    }
}
