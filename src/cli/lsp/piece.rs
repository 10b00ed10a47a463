//! One open piece: its text, and what the last check found in it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::cli::input;
use crate::cli::lsp::positions::Lines;
use crate::cli::lsp::uri;
use crate::ingest::RawInput;
use crate::model::{Document, DocumentId, Report, Role};
use crate::pipeline::{CheckOptions, Engine};

/// Sources that one piece can have.
const MAX_SOURCES: usize = 1_000;

/// A source as it was when the piece was checked.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) uri: String,
    pub(crate) lines: Lines,
}

/// An open piece.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) lines: Lines,
    pub(crate) version: Option<i64>,
    /// What was found; `None` for a piece without sources.
    pub(crate) report: Option<Report>,
    /// The sources, in the order of the report's documents.
    pub(crate) sources: Vec<Source>,
    /// Why the piece could not be checked.
    pub(crate) error: Option<String>,
    stale: bool,
}

impl Piece {
    /// A piece that was not checked yet.
    pub(crate) fn new(text: &str, version: Option<i64>) -> Self {
        Self { lines: Lines::new(text), version, report: None, sources: Vec::new(), error: None, stale: true }
    }

    /// Whether it has to be checked.
    pub(crate) fn is_stale(&self) -> bool {
        self.stale
    }

    /// Has it checked again.
    pub(crate) fn make_stale(&mut self) {
        self.stale = true;
    }

    /// Checks it against the sources that its front matter names.
    pub(crate) fn check(&mut self, uri: &str, engine: &Engine, options: &CheckOptions) {
        self.stale = false;
        (self.report, self.error) = (None, None);
        self.sources.clear();
        let text = self.lines.text();
        if text.trim().is_empty() {
            return;
        }
        // A fault in one piece must not take the others' checks away.
        let checked = catch_unwind(AssertUnwindSafe(|| checked(text, uri, engine, options)));
        match checked {
            Ok(Ok(Some((report, sources)))) => {
                self.report = Some(report);
                self.sources = sources;
            }
            Ok(Ok(None)) => {}
            Ok(Err(error)) => self.error = Some(format!("{error:#}")),
            Err(_) => self.error = Some("internal error: this piece could not be checked".to_string()),
        }
    }
}

fn checked(
    text: &str,
    uri: &str,
    engine: &Engine,
    options: &CheckOptions,
) -> anyhow::Result<Option<(Report, Vec<Source>)>> {
    let Some(path) = uri::path(uri) else { return Ok(None) };
    let name =
        path.file_name().map_or_else(|| "piece".to_string(), |name| name.to_string_lossy().into_owned());
    let piece = read(engine, &name, text.as_bytes(), 0, Role::Piece)?;
    if piece.metadata.sources.is_empty() {
        return Ok(None);
    }
    let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
    let mut sources = Vec::new();
    let mut documents = Vec::new();
    for (id, written) in (1..).zip(piece.metadata.sources.iter().take(MAX_SOURCES)) {
        let place: PathBuf = folder.join(written);
        let bytes = input::read(&place)?;
        documents.push(read(engine, written, &bytes, id, Role::Source)?);
        // A source that is no text (a Word document) has its lines only.
        let lines = Lines::new(std::str::from_utf8(&bytes).unwrap_or(""));
        sources.push(Source { uri: uri::of(&place), lines });
    }
    Ok(Some((engine.check(piece, documents, options), sources)))
}

fn read(engine: &Engine, name: &str, bytes: &[u8], id: u16, role: Role) -> anyhow::Result<Document> {
    let raw = RawInput { id: DocumentId(id), role, name, bytes, format: None, published: None };
    Ok(engine.read(&raw)?)
}
