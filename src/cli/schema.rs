//! `claimdiff schema`, `completions`, `man`: what is generated from the program's own types.

use clap::CommandFactory as _;
use schemars::{JsonSchema, schema_for};

use crate::cli::args::{Args, SchemaName};
use crate::cli::batch::PairRow;
use crate::cli::exit::Outcome;
use crate::cli::facts::{FactsLine, FactsRow};
use crate::cli::output;
use crate::judge;
use crate::report::wire::{WirePair, WireReport};

pub(crate) fn schema(name: SchemaName) -> anyhow::Result<Outcome> {
    let text = match name {
        SchemaName::Report => of::<WireReport<'_>>()?,
        SchemaName::Batch => of::<WirePair<'_>>()?,
        SchemaName::BatchInput => of::<PairRow>()?,
        SchemaName::Facts => of::<FactsLine<'_>>()?,
        SchemaName::FactsInput => of::<FactsRow>()?,
        SchemaName::Rule => judge::schema(),
    };
    output::print(&text, false)?;
    Ok(Outcome::Clean)
}

fn of<T: JsonSchema>() -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(&schema_for!(T))? + "\n")
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
