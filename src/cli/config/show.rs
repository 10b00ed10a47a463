//! `claimdiff config show`: every setting with where it comes from, as TOML that could stand in the file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use toml::Value;

use super::settings::{Origin, Set, Settings};
use super::{At, Config};
use crate::cli::args::{AnalysisDepth, CheckArgs, FailOn, OutputArg};
use crate::cli::exit::Outcome;
use crate::cli::{input, output};
use crate::model::Severity;
use crate::report::escape;

/// Column at which the origins stand.
const COLUMN: usize = 48;

/// Prints the settings of a run with these arguments, and what holds for each piece that is named.
pub(crate) fn show(args: &CheckArgs) -> anyhow::Result<Outcome> {
    let settings = Settings::new(&args.inputs, &args.rules, &args.output, args.fail_on)?;
    // A selector that names no rule is an error here as it is in `check`.
    settings.rule_set(&[])?;
    let mut out = Shown { text: String::new(), file: settings.config.as_ref().map(|it| it.name.clone()) };
    match &settings.config {
        Some(config) => out.line(&format!("# configuration: {}", config.name)),
        None => out.line("# no configuration"),
    }
    out.settings(&settings);
    if let Some(config) = &settings.config {
        out.tables(config);
    }
    for piece in args.inputs.pieces.iter().filter(|piece| !piece.is_dir()) {
        out.piece(&settings, args, piece);
    }
    output::print(&escape::terminal_lines(&out.text), false)?;
    Ok(Outcome::Clean)
}

struct Shown {
    text: String,
    file: Option<String>,
}

impl Shown {
    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{line}");
    }

    fn setting(&mut self, key: &str, value: &str, origin: Origin) {
        let file = self.file.as_deref().unwrap_or("");
        let origin = match origin {
            Origin::Default => "default".to_owned(),
            Origin::CommandLine => "command line".to_owned(),
            Origin::Line(line) => format!("{file}:{line}"),
            Origin::Found => "found beside the pieces".to_owned(),
        };
        let setting = format!("{key} = {value}");
        let _ = writeln!(self.text, "{setting:<COLUMN$}  # {origin}");
    }

    fn settings(&mut self, settings: &Settings) {
        self.setting("fail-on", &quoted(fail_on(settings.fail_on.value)), settings.fail_on.origin);
        self.setting(
            "min-confidence",
            &number(settings.min_confidence.value),
            settings.min_confidence.origin,
        );
        let outputs: Vec<String> = settings.outputs.value.iter().map(output_words).collect();
        self.setting("output", &list(&outputs), settings.outputs.origin);
        self.setting("select", &list(&settings.select.value), settings.select.origin);
        self.setting("ignore", &list(&settings.ignore.value), settings.ignore.origin);
        self.setting("rules", &paths(&settings.rules.value), settings.rules.origin);
        match settings.config.as_ref().and_then(|config| config.sources.as_ref()) {
            Some(At { value, line }) => self.setting("sources", &paths(value), Origin::Line(*line)),
            None => self.setting("sources", "[]", Origin::Default),
        }
        match &settings.waivers {
            Set { value: Some(path), origin } => {
                self.setting("waivers", &quoted(&input::name(path)), *origin);
            }
            Set { value: None, .. } => self.line("# waivers: no file"),
        }
        let depth = match settings.analysis.value {
            Some(AnalysisDepth::Shallow) => "shallow",
            Some(AnalysisDepth::Full) => "full",
            None if cfg!(feature = "english-model") => "full",
            None => "shallow",
        };
        self.setting("analysis", &quoted(depth), settings.analysis.origin);
        let language = settings.language.value.as_deref().unwrap_or("en");
        self.setting("language", &quoted(language), settings.language.origin);
    }

    fn tables(&mut self, config: &Config) {
        self.severities("severity", &config.severity);
        for (key, words) in [
            ("organisations", &config.house.organisations),
            ("given-names", &config.house.given_names),
            ("titles", &config.house.titles),
        ] {
            if !words.is_empty() {
                self.line(&format!("lexicon.{key} = {}", list(words)));
            }
        }
        for (key, lists) in [("places", &config.house.places), ("spellings", &config.house.spellings)] {
            if !lists.is_empty() {
                let lists: Vec<String> = lists.iter().map(|words| list(words)).collect();
                self.line(&format!("lexicon.{key} = [{}]", lists.join(", ")));
            }
        }
        for path in &config.paths {
            self.line("\n[[path]]");
            self.setting("glob", &quoted(path.glob.value.glob().glob()), Origin::Line(path.glob.line));
            if let Some(at) = &path.min_confidence {
                self.setting("min-confidence", &number(at.value), Origin::Line(at.line));
            }
            for (key, at) in [("select", &path.select), ("ignore", &path.ignore)] {
                if let Some(at) = at {
                    self.setting(key, &list(&at.value), Origin::Line(at.line));
                }
            }
            if let Some(at) = &path.sources {
                self.setting("sources", &paths(&at.value), Origin::Line(at.line));
            }
            self.severities("severity", &path.severity);
        }
        for pair in &config.pairs {
            self.line("\n[[pair]]");
            self.setting("piece", &quoted(&input::name(&pair.piece.value)), Origin::Line(pair.piece.line));
            if let Some(at) = &pair.sources {
                self.setting("sources", &paths(&at.value), Origin::Line(at.line));
            }
            for (key, at) in [("published", &pair.published), ("source-published", &pair.source_published)] {
                if let Some(at) = at {
                    self.setting(key, &at.value.to_string(), Origin::Line(at.line));
                }
            }
            if let Some(line) = pair.split_at {
                self.line(&format!("split-at = {line}"));
            }
        }
    }

    fn severities(&mut self, table: &str, list: &[At<(String, Severity)>]) {
        for At { value: (selector, severity), line } in list {
            self.setting(
                &format!("{table}.{}", quoted(selector)),
                &quoted(severity.name()),
                Origin::Line(*line),
            );
        }
    }

    /// What holds for one piece, where it differs from what is shown above or is known for a piece only.
    fn piece(&mut self, settings: &Settings, args: &CheckArgs, piece: &Path) {
        let choice = settings.choice(&args.inputs, piece);
        self.line(&format!("\n# {}", input::name(piece)));
        match &choice.named {
            Some(named) => self.setting("sources", &paths(&named.value), named.origin),
            None if choice.fallback.value.is_empty() => {
                self.line("# sources: those of its front matter, or its own first part");
            }
            None => {
                self.line("# sources: those of its front matter, else");
                self.setting("sources", &paths(&choice.fallback.value), choice.fallback.origin);
            }
        }
        for (key, date) in [("published", &choice.published), ("source-published", &choice.source_published)]
        {
            if let Some(date) = date {
                self.setting(key, &date.value.to_string(), date.origin);
            }
        }
        self.setting("min-confidence", &number(choice.min_confidence.value), choice.min_confidence.origin);
    }
}

fn quoted(words: &str) -> String {
    Value::String(words.to_owned()).to_string()
}

/// The shortest decimal that stands for the number.
fn number(value: f32) -> String {
    format!("{value:?}")
}

fn list(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    format!("[{}]", words.join(", "))
}

fn paths(paths: &[PathBuf]) -> String {
    list(&paths.iter().map(|path| input::name(path)).collect::<Vec<_>>())
}

fn output_words(output: &OutputArg) -> String {
    match &output.path {
        Some(path) => format!("{}={}", output.format.name(), input::name(path)),
        None => output.format.name().to_owned(),
    }
}

fn fail_on(fail_on: FailOn) -> &'static str {
    match fail_on {
        FailOn::Error => "error",
        FailOn::Warning => "warning",
        FailOn::Note => "note",
        FailOn::Never => "never",
    }
}
