//! Arguments of the gate in CI exactly as typed: configuration, waivers, what has changed.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};
use jiff::civil::Date;

use crate::cli::args::{CheckArgs, InputFormat, day};

/// The texts of a run and what is said about them.
#[derive(Clone, Debug, Default, ClapArgs)]
pub(crate) struct InputArgs {
    /// Texts or folders to check; `-` reads standard input. A piece finds its sources in its front matter (`sources`),
    /// in `claimdiff.toml`, or in itself, if it is a combined document (report first, then the interview). Without any,
    /// the pairs of `claimdiff.toml`
    #[arg(value_name = "PIECE")]
    pub(crate) pieces: Vec<PathBuf>,

    /// A text taken as true; may be given several times
    #[arg(long, short, value_name = "FILE")]
    pub(crate) source: Vec<PathBuf>,

    /// Day on which the pieces were published (YYYY-MM-DD), against which their relative dates are read
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) published: Option<Date>,

    /// Day on which the sources were published
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) source_published: Option<Date>,

    /// Line at which the piece begins in a combined document
    #[arg(long, value_name = "LINE", conflicts_with = "source")]
    pub(crate) split_at: Option<usize>,

    /// Format of the inputs, if their names do not say it
    #[arg(long, value_name = "FORMAT")]
    pub(crate) input_format: Option<InputFormat>,

    /// Language of the texts, if it is not English (two letters)
    #[arg(long, value_name = "LANG")]
    pub(crate) language: Option<String>,

    /// Check only pieces that have changed since this revision, or one of whose sources has (asks git)
    #[arg(long, value_name = "REV")]
    pub(crate) changed_since: Option<String>,

    #[command(flatten)]
    pub(crate) config: ConfigArgs,

    #[command(flatten)]
    pub(crate) waivers: WaiversArgs,
}

/// Which configuration counts.
#[derive(Clone, Debug, Default, ClapArgs)]
#[command(next_help_heading = "Configuration")]
pub(crate) struct ConfigArgs {
    /// Configuration; without it, the nearest `claimdiff.toml` in the folder of the pieces or above it
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Use no configuration
    #[arg(long, conflicts_with = "config")]
    pub(crate) no_config: bool,
}

/// Where decisions stand.
#[derive(Clone, Debug, Default, ClapArgs)]
#[command(next_help_heading = "Waivers")]
pub(crate) struct WaiversArgs {
    /// File of waivers; without it, that of the configuration, or the nearest `waivers.toml` in the folder of the pieces
    /// or above it, up to the configuration or the root of the repository
    #[arg(long, value_name = "FILE")]
    pub(crate) waivers: Option<PathBuf>,
}

/// Taking over what is found today.
#[derive(Clone, Debug, Default, ClapArgs)]
#[command(next_help_heading = "Waivers")]
pub(crate) struct BaselineArgs {
    /// Write all findings of this run that nobody waived into this file of waivers, with one reason, and let them stand
    #[arg(long, value_name = "FILE", requires = "reason", conflicts_with = "explain")]
    pub(crate) baseline: Option<PathBuf>,

    /// Reason of the waivers that `--baseline` writes
    #[arg(long, value_name = "TEXT", requires = "baseline")]
    pub(crate) reason: Option<String>,

    /// Who decides; without it, the `user.name` of git
    #[arg(long, value_name = "NAME", requires = "baseline")]
    pub(crate) who: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum WaiversCommand {
    /// List the waivers
    List(ListArgs),
    /// Check the pieces that have waivers, and remove the waivers that are expired or stale
    Prune(PruneArgs),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    pub(crate) config: ConfigArgs,

    #[command(flatten)]
    pub(crate) waivers: WaiversArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct PruneArgs {
    #[command(flatten)]
    pub(crate) inputs: InputArgs,

    /// Say what would be removed, and remove nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Print every setting with where it comes from; takes the arguments of `check`
    Show(Box<CheckArgs>),
}
