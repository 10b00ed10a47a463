//! `claimdiff batch`: one pair a line in, one result a line out, in the same order. A source that comes back within
//! a chunk of lines is analysed once.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde_json::Value;

use crate::cli::args::{BatchArgs, day};
use crate::cli::engine::engine;
use crate::cli::exit::Outcome;
use crate::cli::input;
use crate::cli::lines::{self, LineError};
use crate::ingest::RawInput;
use crate::model::{Analysis, Document, DocumentId, Report, Role};
use crate::pipeline::{CheckOptions, Engine};
use crate::report::json;

/// A line in. Other keys are let through, so that labelled data can be used as it is.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
pub(crate) struct PairRow {
    /// Given back as it is.
    pub(crate) id: Value,
    /// The text that is checked: a sentence or a whole document.
    pub(crate) claim: String,
    /// The text or texts taken as true.
    pub(crate) source: Sources,
    /// Day of publication, YYYY-MM-DD.
    #[serde(default)]
    claim_published: Option<String>,
    /// Day of publication of the sources, YYYY-MM-DD.
    #[serde(default)]
    source_published: Option<String>,
}

/// One text or several.
#[derive(Debug, PartialEq, Eq, Hash, Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
pub(crate) enum Sources {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

/// What tells one list of analysed sources from another.
type SourceKey<'r> = (&'r Sources, Option<&'r str>);

pub(crate) fn run(args: &BatchArgs) -> anyhow::Result<Outcome> {
    let engine = engine(&args.rules)?;
    let options = CheckOptions { min_confidence: args.rules.min_confidence.unwrap_or(0.0), split_line: None };
    let out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    lines::run(input::open(&args.file)?, out, |rows: Vec<PairRow>| {
        check_rows(&engine, &rows, &options, |row, report| {
            serde_json::to_vec(&json::pair(&row.id, report))
                .map_err(|error| LineError::of_id(row.id.clone(), error.to_string()))
        })
    })
}

/// Checks every pair and answers with what `answer` makes of its report, in the order of the rows.
pub(crate) fn check_rows<T: Send>(
    engine: &Engine,
    rows: &[PairRow],
    options: &CheckOptions,
    answer: impl Fn(&PairRow, &Report) -> Result<T, LineError> + Sync,
) -> Vec<Result<T, LineError>> {
    let mut slots: FxHashMap<SourceKey<'_>, usize> = FxHashMap::default();
    let mut distinct: Vec<SourceKey<'_>> = Vec::new();
    let slot_of: Vec<usize> = rows
        .iter()
        .map(|row| {
            let key = (&row.source, row.source_published.as_deref());
            *slots.entry(key).or_insert_with(|| {
                distinct.push(key);
                distinct.len() - 1
            })
        })
        .collect();
    let analyses: Vec<Result<Vec<Analysis>, String>> =
        distinct.par_iter().map(|&key| guarded(|| analyse_sources(engine, key))).collect();
    rows.par_iter()
        .zip(&slot_of)
        .map(|(row, &slot)| {
            let failed = |error: String| LineError::of_id(row.id.clone(), error);
            let sources = match analyses.get(slot) {
                Some(Ok(sources)) => sources,
                Some(Err(error)) => return Err(failed(format!("source: {error}"))),
                None => return Err(failed("source: not analysed".to_string())),
            };
            let report = guarded(|| {
                let day = published("claim_published", row.claim_published.as_deref())?;
                let piece = read(engine, 0, Role::Piece, &row.claim, day)
                    .map_err(|error| format!("claim: {error}"))?;
                Ok(engine.check_analysed(piece, sources, options))
            });
            answer(row, &report.map_err(failed)?)
        })
        .collect()
}

fn analyse_sources(engine: &Engine, (sources, date): SourceKey<'_>) -> Result<Vec<Analysis>, String> {
    let day = published("source_published", date)?;
    let texts = match sources {
        Sources::One(text) => std::slice::from_ref(text),
        Sources::Several(texts) => texts,
    };
    if texts.is_empty() {
        return Err("expected at least one text, found an empty list".to_string());
    }
    (1..=u16::MAX)
        .zip(texts)
        .map(|(id, text)| Ok(engine.analyse(read(engine, id, Role::Source, text, day)?)))
        .collect()
}

fn read(
    engine: &Engine,
    id: u16,
    role: Role,
    text: &str,
    published: Option<Date>,
) -> Result<Document, String> {
    let raw = RawInput {
        id: DocumentId(id),
        role,
        name: match role {
            Role::Piece => "claim",
            Role::Source => "source",
        },
        bytes: text.as_bytes(),
        format: None,
        published,
    };
    // The advice after the semicolon speaks of files, which a line has none of.
    let short = |detail: &str| detail.split(';').next().unwrap_or(detail).to_string();
    engine.read(&raw).map_err(|error| short(&error.detail))
}

/// One bad document must not end the run: a panic becomes the error of its line.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err("internal error: this pair could not be checked; please report it with both texts".to_string())
    })
}

fn published(key: &str, text: Option<&str>) -> Result<Option<Date>, String> {
    text.map(day).transpose().map_err(|error| format!("{key}: {error}"))
}
