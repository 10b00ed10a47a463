//! The command line: files, terminal, environment and exit codes live here and nowhere else.

mod args;
mod batch;
mod changed;
mod check;
mod config;
mod engine;
mod evaluate;
mod exit;
mod explain;
mod facts;
mod gate_args;
mod input;
mod lines;
mod lsp;
mod output;
mod paths;
#[cfg(feature = "pdf")]
mod pdf;
mod review;
mod rules;
mod schema;
mod waivers;
mod walk;
mod word;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use args::{Args, Command};
use exit::Outcome;
use gate_args::ConfigCommand;

/// Runs the program.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    // What a panic says may hold words of an input.
    std::panic::set_hook(Box::new(|panic| {
        exit::complain(&format!("internal error: {panic}"));
    }));
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            // A reader that went away (`claimdiff --help | head -1`) is no failure.
            let _ = error.print();
            return ExitCode::SUCCESS;
        }
        Err(error) => return exit::usage(&error),
    };
    exit::code(dispatch(&args.command))
}

fn dispatch(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Check(args) => check::run(args),
        Command::Batch(args) => batch::run(args),
        Command::Facts(args) => facts::run(args),
        Command::Review(args) => review::run(args),
        Command::Waivers(command) => waivers::run(command),
        Command::Init { dir } => config::init(dir),
        Command::Config(ConfigCommand::Show(args)) => config::show(args),
        Command::Rules(command) => rules::run(command),
        Command::Evaluate(args) => evaluate::run(args),
        Command::Lsp(args) => lsp::run(&args.rules),
        #[cfg(feature = "pdf")]
        Command::PdfText { from, to } => pdf::extract(from, to),
        Command::Schema(args) => schema::schema(args.name),
        Command::Completions { shell } => schema::completions(*shell),
        Command::Man { command, dir: None } => schema::man(command),
        Command::Man { dir: Some(dir), .. } => schema::man_pages(dir),
    }
}
