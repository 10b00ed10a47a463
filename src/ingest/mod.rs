//! From bytes to a [`Document`]: decoding, markup, layout, metadata, turns, and the cut through combined
//! documents. Reads no file and never fails on broken text: what is wrong becomes a problem of the document.

mod dates;
mod decode;
mod draft;
mod entities;
mod front_matter;
mod html;
mod html_class;
mod html_meta;
mod markdown;
mod plain;
mod stray;
mod tags;

use jiff::civil::Date;

use crate::error::InputError;
use crate::lexicon::Lexicon;
use crate::model::{Block, Document, DocumentBuilder, DocumentId, OffsetMap, Role};

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Format {
    Plain,
    Markdown,
    Html,
    Json,
}

/// A file's bytes with what the user said about it.
#[derive(Clone, Debug)]
pub struct RawInput<'a> {
    /// Number within the run.
    pub id: DocumentId,
    /// Piece or source.
    pub role: Role,
    /// Name for messages; its extension says the format where `format` does not.
    pub name: &'a str,
    /// The bytes.
    pub bytes: &'a [u8],
    /// The format, if the user said it.
    pub format: Option<Format>,
    /// The day of publication, if the user said it.
    pub published: Option<Date>,
}

/// Reads one input.
///
/// # Errors
/// An input that holds no text at all, or JSON of another shape.
pub fn read(raw: &RawInput<'_>, _lexicon: &Lexicon) -> Result<Document, InputError> {
    let text = String::from_utf8_lossy(raw.bytes).into_owned();
    if text.trim().is_empty() {
        return Err(InputError {
            name: raw.name.to_string(),
            detail: "expected a text, found nothing but white space; name a file that holds one".to_string(),
        });
    }
    let mut line_starts = vec![0];
    line_starts.extend(
        raw.bytes
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == b'\n')
            .map(|(at, _)| at as u32 + 1),
    );
    let draft = plain::read(text);
    let mut document = DocumentBuilder {
        id: raw.id,
        role: raw.role,
        name: raw.name.to_string(),
        text: draft.text,
        raw_line_starts: line_starts,
        offsets: OffsetMap::identity(),
    }
    .build();
    document.blocks = draft
        .blocks
        .iter()
        .map(|block| Block {
            span: block.span,
            kind: block.kind,
        })
        .collect();
    document.metadata.published = raw.published;
    Ok(document)
}

/// A combined document in its two parts.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The interview, as document 0.
    pub piece: Document,
    /// The report, as document 1.
    pub source: Document,
    /// Raw line, from 1, at which the piece begins.
    pub line: usize,
}

/// Cuts a combined document (report first, then the interview) in two; `at_line` (raw line, from 1) forces the
/// place. `None` if it does not look like a combined document.
///
/// # Errors
/// A forced line that lies outside the text, or leaves one part empty.
pub fn split_combined(
    _document: &Document,
    _at_line: Option<usize>,
    _lexicon: &Lexicon,
) -> Result<Option<Parts>, InputError> {
    Ok(None)
}
