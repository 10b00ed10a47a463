//! The command line exactly as typed. Nothing here reads a file or knows a default that depends on one; what the
//! settings mean together is worked out in the commands.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::cli::gate_args::{BaselineArgs, ConfigCommand, InputArgs, WaiversCommand};
use crate::error::place::did_you_mean;
use crate::report::Format;

/// Compares what an interview says with what its source news report says, and shows the difference like a diff.
#[derive(Debug, Parser)]
#[command(name = "claimdiff", version, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check pieces against their sources
    Check(Box<CheckArgs>),
    /// Check many pairs: one JSON line in, one JSON line out
    Batch(BatchArgs),
    /// Show what is extracted from a text: mentions with values, statements with slots
    Facts(FactsArgs),
    /// Go through the findings of a report one by one: accept, waive with a reason, skip
    Review(ReviewArgs),
    /// List and prune the decisions that let findings stand
    #[command(subcommand)]
    Waivers(WaiversCommand),
    /// Write a claimdiff.toml to begin from
    Init {
        /// Folder that gets the file
        #[arg(value_name = "DIR", default_value = ".")]
        dir: PathBuf,
    },
    /// Show the settings that count
    #[command(subcommand)]
    Config(ConfigCommand),
    /// List, explain, test and start rules
    #[command(subcommand)]
    Rules(RulesCommand),
    /// Measure against labelled data
    Evaluate(EvaluateArgs),
    /// Serve an editor: check pieces as they are written (language server protocol, standard input and output)
    Lsp(LspArgs),
    /// The second process of a run that reads PDFs
    #[cfg(feature = "pdf")]
    #[command(hide = true)]
    PdfText {
        /// PDF
        from: PathBuf,
        /// Where its text goes
        to: PathBuf,
    },
    /// Print the JSON Schema of a format
    Schema(SchemaArgs),
    /// Print completions for a shell
    Completions {
        /// Shell
        shell: clap_complete::Shell,
    },
    /// Print a manual page: of the program, or of one of its commands
    Man {
        /// Command, such as `check` or `rules explain`
        #[arg(value_name = "COMMAND")]
        command: Vec<String>,

        /// Write the pages of all commands into this folder
        #[arg(long, value_name = "DIR", conflicts_with = "command")]
        dir: Option<PathBuf>,
    },
}

/// Which rules are used; shared by every command that checks.
#[derive(Clone, Debug, Default, ClapArgs)]
#[command(next_help_heading = "Rules")]
pub(crate) struct RuleArgs {
    /// Use only these rules; `date` or `date/*` takes all below `date/`
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) select: Vec<String>,

    /// Leave these rules out
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,

    /// Add the rule files in this folder to those that are built in
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Vec<PathBuf>,

    /// Leave out findings below this confidence, 0 to 1 [default: 0]
    #[arg(long, value_name = "NUMBER", value_parser = share)]
    pub(crate) min_confidence: Option<f32>,

    #[command(flatten)]
    pub(crate) analysis: AnalysisArgs,
}

/// How far sentences are taken apart; shared by every command that reads texts.
#[derive(Clone, Copy, Debug, Default, ClapArgs)]
pub(crate) struct AnalysisArgs {
    /// How far sentences are taken apart; without it, as far as this program can
    #[arg(long, value_name = "DEPTH")]
    pub(crate) analysis: Option<AnalysisDepth>,
}

/// How far sentences are taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnalysisDepth {
    /// With dependency trees where a comparison needs them
    Full,
    /// By word order alone: several times as fast, and less exact
    Shallow,
}

#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) inputs: InputArgs,

    /// Format of the report (full, concise, diff, json, jsonl, sarif, github, gitlab, junit, rdjsonl, markdown, html,
    /// docx),
    /// and where to write it; may be given several times
    #[arg(long, short, value_name = "FORMAT[=PATH]")]
    pub(crate) output: Vec<OutputArg>,

    /// Exit with 1 if a finding is at least this severe [default: error]
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,

    /// Replay one finding: what was extracted on both sides, how the pair scored, which rule fired
    #[arg(long, value_name = "FINGERPRINT", conflicts_with = "output")]
    pub(crate) explain: Option<String>,

    #[command(flatten)]
    pub(crate) baseline: BaselineArgs,

    #[command(flatten)]
    pub(crate) rules: RuleArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ReviewArgs {
    /// What `claimdiff check --output json` wrote
    #[arg(value_name = "REPORT.json", conflicts_with = "apply")]
    pub(crate) report: Option<PathBuf>,

    /// Put saved decisions to work instead: those of the page of `--output html`, or of a review in the terminal
    #[arg(long, value_name = "DECISIONS.json")]
    pub(crate) apply: Option<PathBuf>,

    /// File that waivers go to [default: the waivers.toml that a check would use, else one in this folder]
    #[arg(long, value_name = "FILE")]
    pub(crate) waivers: Option<PathBuf>,

    /// Who decides [default: as git knows you]
    #[arg(long, value_name = "NAME")]
    pub(crate) who: Option<String>,

    /// File in which decisions are kept until the review is done [default: REPORT.decisions.json]
    #[arg(long, value_name = "FILE", conflicts_with = "apply")]
    pub(crate) decisions: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct BatchArgs {
    /// Lines {"id", "claim", "source", "claim_published"?, "source_published"?}, where "source" is a text or a list
    /// of texts; `-` or nothing reads standard input
    #[arg(value_name = "PAIRS.jsonl", default_value = "-")]
    pub(crate) file: PathBuf,

    #[command(flatten)]
    pub(crate) rules: RuleArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct FactsArgs {
    /// Text to read; `-` or nothing reads standard input
    #[arg(value_name = "FILE", default_value = "-")]
    pub(crate) file: PathBuf,

    /// Read lines {"id", "text", "reference_date"?} and write lines {"id", "mentions", "statements"}
    #[arg(long)]
    pub(crate) jsonl: bool,

    /// Print the dependency tree of every sentence, with who does what to whom
    #[arg(long, conflicts_with = "jsonl")]
    pub(crate) tree: bool,

    /// Day of publication, against which relative dates are read (YYYY-MM-DD)
    #[arg(long, value_name = "DATE", value_parser = day, conflicts_with = "jsonl")]
    pub(crate) published: Option<Date>,

    #[command(flatten)]
    pub(crate) analysis: AnalysisArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// List all rules
    List {
        /// Also list the rule files in this folder
        #[arg(long, value_name = "DIR")]
        rules: Vec<PathBuf>,
    },
    /// List what a rule may ask about a comparison
    Fields,
    /// Say why a rule exists, where its limits are, and what it fires on
    Explain {
        /// Rule, such as date/day-mismatch
        id: String,
        /// Also look in this folder
        #[arg(long, value_name = "DIR")]
        rules: Vec<PathBuf>,
    },
    /// Run the tests that rules carry: of those that are built in, or of those in a folder
    Test {
        /// Folder of rule files
        dir: Option<PathBuf>,
    },
    /// Print a new rule to begin from
    New {
        /// Rule, such as place/wrong-quay
        id: String,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct EvaluateArgs {
    /// Labelled claims (JSON lines {"id", "source", "claim", "label"}) or report / interview pairs (JSON with "gold")
    #[arg(value_name = "GOLD", required_unless_present = "perturb")]
    pub(crate) files: Vec<PathBuf>,

    /// Make mistakes and harmless edits in texts of your own (a file, a folder, JSON lines with a "source"), and print
    /// by kind what the check would have missed and what it would have flagged wrongly
    #[arg(long, value_name = "PATH", conflicts_with_all = ["files", "fit_score"])]
    pub(crate) perturb: Vec<PathBuf>,

    /// Print JSON instead of a table
    #[arg(long)]
    pub(crate) json: bool,

    /// Print how often each rule is right, as a Markdown table
    #[arg(long, conflicts_with_all = ["json", "fit_score", "perturb"])]
    pub(crate) by_rule: bool,

    /// Fit the weights of the support score to the labelled claims, and print them as rules/score.toml
    #[arg(long, conflicts_with = "json")]
    pub(crate) fit_score: bool,

    #[command(flatten)]
    pub(crate) rules: RuleArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct LspArgs {
    /// Editors say how they talk to the server; there is only this way
    #[arg(long, hide = true)]
    pub(crate) stdio: bool,

    #[command(flatten)]
    pub(crate) rules: RuleArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct SchemaArgs {
    /// Which format
    pub(crate) name: SchemaName,
}

/// What a schema is printed of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaName {
    /// `check --output json`, and each line of `jsonl`
    Report,
    /// A line that `batch` writes
    Batch,
    /// A line that `batch` reads
    BatchInput,
    /// A line that `facts --jsonl` writes
    Facts,
    /// A line that `facts --jsonl` reads
    FactsInput,
    /// A rule file
    Rule,
}

/// Format of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    /// Plain text
    Text,
    /// Markdown, with or without front matter
    Markdown,
    /// HTML
    Html,
    /// JSON with title, body or turns
    Json,
    /// Word document (.docx)
    Docx,
}

/// From which severity on a finding fails the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Errors only
    Error,
    /// Warnings and errors
    Warning,
    /// Any finding
    Note,
    /// Nothing fails the run
    Never,
}

/// `FORMAT[=PATH]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OutputArg {
    pub(crate) format: OutputFormat,
    /// Standard output if `None`.
    pub(crate) path: Option<PathBuf>,
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OutputFormat {
    /// A text made of the reports alone.
    Text(Format),
    /// The Word document that was checked, with comments.
    Docx,
}

impl OutputFormat {
    /// Name on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Text(format) => format.name(),
            Self::Docx => "docx",
        }
    }
}

impl FromStr for OutputArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, path) = text.split_once('=').map_or((text, None), |(name, path)| (name, Some(path)));
        let format = match Format::ALL.iter().find(|format| format.name() == name) {
            Some(format) => OutputFormat::Text(*format),
            None if name == "docx" && path.is_none_or(|path| path == "-") => {
                return Err("a Word document cannot be printed: expected docx=FILE".to_string());
            }
            None if name == "docx" => OutputFormat::Docx,
            None => {
                let names: Vec<_> = Format::ALL.iter().map(|format| format.name()).chain(["docx"]).collect();
                let hint = did_you_mean(name, names.iter().copied());
                return Err(format!("no format `{name}`: expected one of {}{hint}", names.join(", ")));
            }
        };
        match path {
            Some("") => Err(format!("expected a path after `{name}=`, found nothing")),
            Some(path) => {
                Ok(Self { format, path: Some(PathBuf::from(path)).filter(|path| path.as_os_str() != "-") })
            }
            None => Ok(Self { format, path: None }),
        }
    }
}

/// A day as users and lines of input write it.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("expected a date such as 2026-11-03, found {text:?}"))
}

fn share(text: &str) -> Result<f32, String> {
    let number: f32 =
        text.parse().map_err(|_| format!("expected a number between 0 and 1, found {text:?}"))?;
    if (0.0..=1.0).contains(&number) {
        Ok(number)
    } else {
        Err(format!("expected a number between 0 and 1, found {text:?}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        <Args as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn an_output_is_a_format_and_perhaps_a_path() {
        let read = |text: &str| text.parse::<OutputArg>();
        assert_eq!(
            read("json=out.json").unwrap(),
            OutputArg { format: OutputFormat::Text(Format::Json), path: Some("out.json".into()) }
        );
        assert_eq!(read("diff=-").unwrap().path, None);
        assert!(read("jsn").unwrap_err().contains("expected one of full"));
        assert!(read("json=").is_err());
        assert!(read("docx").unwrap_err().contains("docx=FILE"));
    }
}
