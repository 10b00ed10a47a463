//! `claimdiff schema`, `completions`, `man`: what is generated from the program's own types.

use clap::CommandFactory as _;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

use crate::cli::args::{Args, SchemaName};
use crate::cli::batch::PairRow;
use crate::cli::exit::Outcome;
use crate::cli::facts::{FactsLine, FactsRow};
use crate::cli::lines::LineError;
use crate::cli::output;
use crate::judge;
use crate::report::wire::{WirePair, WireReport};

/// A line that `batch` writes: the answer, or why there is none.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code, reason = "stands for its schema only")]
enum BatchLine<'a> {
    Answer(WirePair<'a>),
    Error(LineError),
}

/// A line that `facts --jsonl` writes: the answer, or why there is none.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code, reason = "stands for its schema only")]
enum FactsAnswer<'a> {
    Answer(FactsLine<'a>),
    Error(LineError),
}

pub(crate) fn schema(name: SchemaName) -> anyhow::Result<Outcome> {
    let text = match name {
        SchemaName::Report => of::<WireReport<'_>>(SchemaSettings::default().for_serialize())?,
        SchemaName::Batch => of::<BatchLine<'_>>(SchemaSettings::default().for_serialize())?,
        SchemaName::BatchInput => of::<PairRow>(SchemaSettings::default())?,
        SchemaName::Facts => of::<FactsAnswer<'_>>(SchemaSettings::default().for_serialize())?,
        SchemaName::FactsInput => of::<FactsRow>(SchemaSettings::default())?,
        SchemaName::Rule => judge::schema(),
    };
    output::print(&text, false)?;
    Ok(Outcome::Clean)
}

/// A key that is left out at times is required in what is read only if it has no default, and never in what is
/// written: hence the settings.
fn of<T: JsonSchema>(settings: SchemaSettings) -> anyhow::Result<String> {
    let schema = settings.into_generator().into_root_schema_for::<T>();
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

pub(crate) fn completions(shell: clap_complete::Shell) -> anyhow::Result<Outcome> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "claimdiff", &mut bytes);
    output::print(&String::from_utf8_lossy(&bytes), false)?;
    Ok(Outcome::Clean)
}

pub(crate) fn man() -> anyhow::Result<Outcome> {
    let mut bytes = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut bytes)?;
    output::print(&String::from_utf8_lossy(&bytes), false)?;
    Ok(Outcome::Clean)
}
