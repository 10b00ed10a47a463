//! From bytes to a [`Document`]: decoding, markup, layout, metadata, turns, and the cut through combined
//! documents. Reads no file and never fails on broken text: what is wrong becomes a problem of the document.

mod allow;
mod combined;
mod dateline;
mod dates;
mod decode;
mod draft;
mod entities;
mod front_matter;
mod furniture;
mod headings;
mod html;
mod html_class;
mod html_meta;
mod json;
mod json_strings;
mod labels;
mod layout;
mod markdown;
mod metadata;
mod plain;
mod sniff;
mod speakers;
mod stage;
mod stray;
mod tags;
mod transcript;

use jiff::civil::Date;

use crate::error::InputError;
use crate::lexicon::Lexicon;
use crate::model::{Document, DocumentBuilder, DocumentId, OffsetMap, Role};

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
pub fn read(raw: &RawInput<'_>, lexicon: &Lexicon) -> Result<Document, InputError> {
    let error = |detail: String| InputError { name: raw.name.to_string(), detail };
    let decoded = decode::decode(raw.bytes);
    if decoded.text.trim().is_empty() {
        return Err(error(
            "expected a text, found nothing but white space; name a file that holds one".to_string(),
        ));
    }
    let format = raw.format.unwrap_or_else(|| sniff::format(raw.name, &decoded.text));
    let mut cut = allow::cut(&decoded.text, format);
    let text = match &mut cut {
        Some(cut) => std::mem::take(&mut cut.text),
        None => decoded.text,
    };
    let draft = match format {
        Format::Plain => plain::read(text),
        Format::Markdown => markdown::read(&text),
        Format::Html => html::read(&text, &lexicon.layout),
        Format::Json => json::read(&text, &lexicon.layout).map_err(error)?,
    };
    if draft.blocks.is_empty() {
        return Err(error(
            "expected a text, found nothing but markup; name a file that holds one".to_string(),
        ));
    }
    // Places seen before the text was rebuilt are places in the file, not in the text.
    let moved = draft.map != OffsetMap::identity() || cut.is_some();
    let mut problems = decoded.problems;
    problems.extend(draft.problems);
    for problem in &mut problems {
        problem.document = Some(raw.id);
        problem.span = problem.span.filter(|_| !moved);
    }
    let mut document = DocumentBuilder {
        id: raw.id,
        role: raw.role,
        name: raw.name.to_string(),
        text: draft.text,
        raw_line_starts: decoded.line_starts,
        offsets: match &cut {
            Some(cut) => draft.map.then(&cut.map).then(&decoded.map),
            None => draft.map.then(&decoded.map),
        },
    }
    .build();
    document.columns = decoded.columns;
    if let Some(cut) = &cut {
        document.allowances = allow::allowances(cut, &decoded.map, &document);
    }
    // Characters that were taken out after a problem was seen may have moved its place into a character.
    for problem in &mut problems {
        problem.span = problem.span.filter(|span| document.text().get(span.range()).is_some());
    }
    document.problems = problems;
    layout::arrange(&mut document, draft.blocks, format == Format::Plain, lexicon);
    metadata::fill(&mut document, draft.metadata, raw.published, &lexicon.layout);
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
    document: &Document,
    at_line: Option<usize>,
    lexicon: &Lexicon,
) -> Result<Option<Parts>, InputError> {
    combined::split(document, at_line, lexicon)
}
