//! `claimdiff facts`: what is extracted from one text, or from every line of a JSON-lines file.

use std::io::{self, Write as _};

use anyhow::Context as _;
use jiff::civil::{Date, Time};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::cli::args::{FactsArgs, day};
use crate::cli::engine::with_analysis;
use crate::cli::exit::Outcome;
use crate::cli::input;
use crate::cli::lines::{self, LineError};
use crate::extract::name_person::parse;
use crate::ingest::{self, Format, RawInput};
use crate::model::{DocumentId, Role};
use crate::pipeline::Engine;
use crate::report::facts::facts;
use crate::report::facts_text;
use crate::report::facts_wire::{FactNames, Facts};
use crate::report::tree_text;

/// A line in. Other keys are let through, so that labelled data can be used as it is.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
pub(crate) struct FactsRow {
    /// Given back as it is.
    id: Value,
    /// The text.
    text: String,
    /// Day against which relative dates are read, perhaps with a time, from which minutes and hours are counted; a
    /// zone after the time is not used.
    #[serde(default)]
    reference_date: Option<String>,
    /// With `name2`: two person names, of which the answer says how they relate.
    #[serde(default)]
    name1: Option<String>,
    /// The other name.
    #[serde(default)]
    name2: Option<String>,
}

/// A line out.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(crate) struct FactsLine<'a> {
    /// As in the line that was read.
    pub(crate) id: &'a Value,
    /// How the two names of the row relate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) names: Option<FactNames>,
    /// What was found.
    #[serde(flatten)]
    pub(crate) facts: Facts<'a>,
}

pub(crate) fn run(args: &FactsArgs) -> anyhow::Result<Outcome> {
    let engine = with_analysis(Engine::new()?, args.analysis)?;
    if args.jsonl {
        let out = io::BufWriter::new(io::stdout().lock());
        return lines::run(input::open(&args.file)?, out, |rows: Vec<FactsRow>| {
            rows.par_iter().map(|row| line(&engine, row)).collect()
        });
    }
    let bytes = input::read(&args.file)?;
    let document = ingest::read(
        &RawInput {
            id: DocumentId(0),
            role: Role::Piece,
            name: &input::name(&args.file),
            bytes: &bytes,
            format: None,
            published: args.published,
        },
        engine.lexicon(),
    )?;
    let analysis = engine.analyse(document);
    let shown = if args.tree {
        tree_text::render(&analysis, &engine.parses(&analysis)?)
    } else {
        facts_text::render(&analysis, &engine.statements(&analysis)?)
    };
    io::stdout().lock().write_all(shown.as_bytes())?;
    Ok(Outcome::Clean)
}

fn line(engine: &Engine, row: &FactsRow) -> Result<Vec<u8>, LineError> {
    let failed = |error: String| LineError::of_id(row.id.clone(), error);
    let published = row.reference_date.as_deref().map(reference_day).transpose().map_err(failed)?;
    let time = row.reference_date.as_deref().and_then(reference_time);
    if row.text.trim().is_empty() {
        let facts = Facts::default();
        return print(&FactsLine { id: &row.id, names: names(engine, row), facts })
            .map_err(|error| failed(error.to_string()));
    }
    let mut document = ingest::read(
        &RawInput {
            id: DocumentId(0),
            role: Role::Piece,
            name: "text",
            bytes: row.text.as_bytes(),
            format: Some(Format::Plain),
            published,
        },
        engine.lexicon(),
    )
    .map_err(|error| failed(error.detail))?;
    document.metadata.published_time = time;
    let analysis = engine.analyse(document);
    let statements = engine.statements(&analysis).map_err(|error| failed(error.to_string()))?;
    print(&FactsLine { id: &row.id, names: names(engine, row), facts: facts(&analysis, &statements) })
        .map_err(|error| failed(error.to_string()))
}

fn names(engine: &Engine, row: &FactsRow) -> Option<FactNames> {
    let words = &engine.lexicon().names;
    let (first, second) = (row.name1.as_deref()?, row.name2.as_deref()?);
    Some(parse(first, words).relation(&parse(second, words), words).into())
}

fn print(line: &FactsLine<'_>) -> anyhow::Result<Vec<u8>> {
    serde_json::to_vec(line).context("an answer line")
}

/// The time of a date with a time, as the place of writing has it.
fn reference_time(text: &str) -> Option<Time> {
    let (_, clock) = text.split_once(['T', ' '])?;
    let end = clock.find(|letter: char| !letter.is_ascii_digit() && letter != ':').unwrap_or(clock.len());
    clock.get(..end)?.parse().ok()
}

/// The day of a date or of a date with a time.
fn reference_day(text: &str) -> Result<Date, String> {
    let date = text.split(['T', ' ']).next().unwrap_or(text);
    day(date).map_err(|error| format!("reference_date: {error}"))
}
