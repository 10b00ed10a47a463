//! From bytes to a [`Document`]: decoding, markup, layout, metadata, turns, and the cut through combined
//! documents. Reads no file and never fails on broken text: what is wrong becomes a problem of the document.

mod allow;
mod combined;
mod dateline;
mod dates;
mod decode;
mod docx;
mod docx_paragraph;
mod docx_properties;
mod docx_story;
mod docx_styles;
mod draft;
mod entities;
mod front_matter;
mod furniture;
mod headings;
mod html;
mod html_class;
mod html_json_ld;
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
use crate::ingest::draft::Draft;
use crate::ingest::sniff::Container;
use crate::lexicon::Lexicon;
use crate::model::{Columns, Document, DocumentBuilder, DocumentId, OffsetMap, Problem, Role, WordPlaces};
use crate::package::PackageError;

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Format {
    Plain,
    Markdown,
    Html,
    Json,
    Docx,
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
    let container = sniff::container(raw.name, raw.bytes, raw.format).map_err(error)?;
    let Taken { draft, map, line_starts, columns, cut, problems, format } = match container {
        Some(Container::Docx) => word(raw.bytes).map_err(error)?,
        None => text(raw, lexicon).map_err(error)?,
    };
    if draft.blocks.is_empty() {
        return Err(error(
            "expected a text, found nothing but markup; name a file that holds one".to_string(),
        ));
    }
    // Places seen before the text was rebuilt are places in the file, not in the text.
    let moved = draft.map != OffsetMap::identity() || cut.is_some();
    let mut problems = problems;
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
        raw_line_starts: line_starts,
        offsets: match &cut {
            Some(cut) => draft.map.then(&cut.map).then(&map),
            None => draft.map.then(&map),
        },
    }
    .build();
    document.columns = columns;
    if let Some(cut) = &cut {
        document.allowances = allow::allowances(cut, &map, &document);
    }
    // Characters that were taken out after a problem was seen may have moved its place into a character.
    for problem in &mut problems {
        problem.span = problem.span.filter(|span| document.text().get(span.range()).is_some());
    }
    document.problems = problems;
    // Writers of Word documents often set headlines by hand, as those of plain text do.
    let by_hand = matches!(format, Format::Plain | Format::Docx);
    layout::arrange(&mut document, draft.blocks, by_hand, lexicon);
    metadata::fill(&mut document, draft.metadata, raw.published, &lexicon.layout);
    Ok(document)
}

/// A file taken apart, before its layout is told.
struct Taken {
    draft: Draft,
    /// From the draft's file to the raw bytes.
    map: OffsetMap,
    line_starts: Vec<u32>,
    columns: Columns,
    /// The file without its inline waivers; a Word document has none.
    cut: Option<allow::Cut>,
    problems: Vec<Problem>,
    format: Format,
}

fn text(raw: &RawInput<'_>, lexicon: &Lexicon) -> Result<Taken, String> {
    let decoded = decode::decode(raw.bytes);
    if decoded.text.trim().is_empty() {
        return Err("expected a text, found nothing but white space; name a file that holds one".to_string());
    }
    let format = raw.format.unwrap_or_else(|| sniff::format(raw.name, &decoded.text));
    let mut cut = allow::cut(&decoded.text, format);
    let text = match &mut cut {
        Some(cut) => std::mem::take(&mut cut.text),
        None => decoded.text,
    };
    let draft = match format {
        Format::Plain | Format::Docx => plain::read(text),
        Format::Markdown => markdown::read(&text),
        Format::Html => html::read(&text, &lexicon.layout),
        Format::Json => json::read(&text, &lexicon.layout)?,
    };
    let decode::Decoded { map, line_starts, columns, problems, .. } = decoded;
    Ok(Taken { draft, map, line_starts, columns, cut, problems, format })
}

fn word(bytes: &[u8]) -> Result<Taken, String> {
    let docx::Word { draft, line_starts, .. } = docx::read(bytes).map_err(|error| error.to_string())?;
    let map = OffsetMap::identity();
    let columns = decode::columns(draft.text.as_bytes(), &draft.text, &map);
    let format = Format::Docx;
    Ok(Taken { draft, map, line_starts, columns, cut: None, problems: Vec::new(), format })
}

/// Where the text of a Word document stands in the XML of its main part.
///
/// # Errors
/// As [`read`], for a document that cannot be read.
pub fn word_places(bytes: &[u8]) -> Result<WordPlaces, PackageError> {
    docx::read(bytes).map(|word| word.places)
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
