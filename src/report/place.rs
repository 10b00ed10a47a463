//! Where a span lies in its file, in the columns that a format asks for, and how a file is named in it.

use std::borrow::Cow;

use crate::model::{Document, Span};
use crate::report::escape;

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Bytes of the file.
    Byte,
    /// UTF-16 code units.
    Utf16,
}

/// A stretch of a file; lines and columns from 1, the end is one past the last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

/// The stretch of the raw file that a span of the text came from.
pub(super) fn region(document: &Document, span: Span, unit: Unit) -> Region {
    let raw = document.raw_span(span);
    let at = |offset| match unit {
        Unit::Byte => document.raw_line_column(offset),
        Unit::Utf16 => document.raw_line_column_utf16(offset),
    };
    let (line, column) = at(raw.start());
    let (end_line, end_column) = at(raw.end());
    Region { line, column, end_line, end_column }
}

/// A file's name without what says only "here": services compare it with paths of the repository.
pub(super) fn path(name: &str) -> Cow<'_, str> {
    let plain = name.trim_start_matches("./");
    if cfg!(windows) { Cow::Owned(plain.replace('\\', "/")) } else { Cow::Borrowed(plain) }
}

/// A file's name as a URI reference: relative where the user named it so.
pub(super) fn uri(name: &str) -> String {
    let path = path(name);
    let mut uri = String::with_capacity(path.len() + 8);
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    uri.push_str(&escape::uri_path(&path));
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Columns, DocumentBuilder, DocumentId, OffsetMap, Role};

    #[test]
    fn a_name_becomes_a_uri_reference() {
        let table = [
            ("interview.txt", "interview.txt"),
            ("./content/a b.md", "content/a%20b.md"),
            ("../r\u{fc}ck.txt", "../r%C3%BCck.txt"),
            ("/srv/x.txt", "file:///srv/x.txt"),
            ("javascript:alert(1)", "javascript%3Aalert%281%29"),
            ("<stdin>", "%3Cstdin%3E"),
        ];
        for (name, expected) in table {
            assert_eq!(uri(name), expected, "{name}");
        }
    }

    #[test]
    fn columns_count_what_they_are_asked_for() {
        let text = "ä\n😀é on the 4th";
        let mut document = DocumentBuilder {
            id: DocumentId(0),
            role: Role::Piece,
            name: "t".into(),
            text: text.into(),
            raw_line_starts: vec![0, 3],
            offsets: OffsetMap::identity(),
        }
        .build();
        let mut columns = Columns::default();
        for (at, letter) in text.char_indices() {
            columns.push(at + letter.len_utf8(), letter.len_utf8(), letter.len_utf16());
        }
        document.columns = columns;
        let at = text.find("on").expect("the words");
        let span = Span::new(at, at + 6);
        let bytes = Region { line: 2, column: 8, end_line: 2, end_column: 14 };
        assert_eq!(region(&document, span, Unit::Byte), bytes);
        let units = Region { line: 2, column: 5, end_line: 2, end_column: 11 };
        assert_eq!(region(&document, span, Unit::Utf16), units);
    }
}
