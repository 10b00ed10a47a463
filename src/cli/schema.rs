//! `claimdiff schema`, `completions`, `man`: what is generated from the program's own types.

use std::path::Path;

use anyhow::bail;
use clap::CommandFactory as _;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

use crate::cli::args::{Args, SchemaName};
use crate::cli::batch::PairRow;
use crate::cli::exit::Outcome;
use crate::cli::facts::{FactsLine, FactsRow};
use crate::cli::lines::LineError;
use crate::cli::{input, output};
use crate::error::place::did_you_mean;
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

/// The page of a command, given as its names in a row; of the program itself if there are none.
pub(crate) fn man(names: &[String]) -> anyhow::Result<Outcome> {
    let mut program = Args::command();
    // Gives every command its whole name ("claimdiff-rules-list").
    program.build();
    let mut command = &program;
    for name in names {
        let known: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
        let Some(found) = command.find_subcommand(name) else {
            bail!(
                "expected a command of `{}`, found `{name}`{} (`{} --help` lists them)",
                command.get_name(),
                did_you_mean(name, known),
                command.get_bin_name().unwrap_or("claimdiff")
            );
        };
        command = found;
    }
    let mut bytes = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut bytes)?;
    output::print(&String::from_utf8_lossy(&bytes), false)?;
    Ok(Outcome::Clean)
}

/// The pages of the program and of all commands, as files.
pub(crate) fn man_pages(folder: &Path) -> anyhow::Result<Outcome> {
    if !folder.is_dir() {
        bail!("{}: expected a folder for the pages, found none; make it first", input::name(folder));
    }
    let mut program = Args::command();
    program.build();
    let mut open = vec![&program];
    while let Some(command) = open.pop() {
        let page = clap_mangen::Man::new(command.clone());
        let mut bytes = Vec::new();
        page.render(&mut bytes)?;
        output::write_file(&folder.join(page.get_filename()), &bytes)?;
        open.extend(command.get_subcommands().filter(|command| command.get_name() != "help"));
    }
    Ok(Outcome::Clean)
}
