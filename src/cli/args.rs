//! The command line exactly as typed. Nothing here reads a file or knows a default that depends on one; what the
//! settings mean together is worked out in the commands.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};

/// Compares what an interview says with what its source news report says.
#[derive(Debug, Parser)]
#[command(name = "claimdiff", version, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show what is extracted from a text: mentions with values, statements with slots
    Facts(FactsArgs),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct FactsArgs {
    /// Text to read; `-` or nothing reads standard input
    #[arg(value_name = "FILE", default_value = "-")]
    pub(crate) file: PathBuf,

    /// Read lines {"id", "text", "reference_date"?} and write lines {"id", "mentions", "statements"}
    #[arg(long)]
    pub(crate) jsonl: bool,

    /// Day of publication, against which relative dates are read (YYYY-MM-DD)
    #[arg(long, value_name = "DATE", conflicts_with = "jsonl")]
    pub(crate) published: Option<jiff::civil::Date>,
}
