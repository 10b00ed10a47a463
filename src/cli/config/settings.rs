//! What counts: the command line first, then the configuration, then the defaults, each value with where it comes
//! from. Settings of single pieces are added to those of the run.

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use jiff::civil::Date;

use super::{At, Config, PairSetting, PathSetting};
use crate::cli::args::{AnalysisDepth, FailOn, OutputArg, OutputFormat, RuleArgs};
use crate::cli::engine::rule_files;
use crate::cli::gate_args::InputArgs;
use crate::cli::paths;
use crate::error::InputError;
use crate::judge::RuleSet;
use crate::lexicon::Lexicon;
use crate::pipeline::{Depth, Engine};
use crate::report::Format;

/// Name of the file of waivers.
const WAIVERS: &str = "waivers.toml";

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Default,
    CommandLine,
    /// A line of the configuration.
    Line(usize),
    /// A file that was found beside the texts.
    Found,
}

/// A value with where it comes from.
#[derive(Clone, Debug)]
pub(crate) struct Set<T> {
    pub(crate) value: T,
    pub(crate) origin: Origin,
}

/// The settings of a run.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) config: Option<Config>,
    pub(crate) outputs: Set<Vec<OutputArg>>,
    pub(crate) fail_on: Set<FailOn>,
    pub(crate) min_confidence: Set<f32>,
    pub(crate) select: Set<Vec<String>>,
    pub(crate) ignore: Set<Vec<String>>,
    pub(crate) rules: Set<Vec<PathBuf>>,
    pub(crate) analysis: Set<Option<AnalysisDepth>>,
    pub(crate) language: Set<Option<String>>,
    pub(crate) waivers: Set<Option<PathBuf>>,
}

/// What holds for one piece.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    /// Sources that are named for this piece; they come before those of its front matter.
    pub(crate) named: Option<Set<Vec<PathBuf>>>,
    /// Sources of a piece that names none itself.
    pub(crate) fallback: Set<Vec<PathBuf>>,
    pub(crate) published: Option<Set<Date>>,
    pub(crate) source_published: Option<Set<Date>>,
    pub(crate) split_at: Option<usize>,
    pub(crate) min_confidence: Set<f32>,
    /// Numbers of the `[[path]]` tables that fit.
    pub(crate) paths: Vec<usize>,
}

impl Settings {
    /// The settings of a run over some pieces.
    pub(crate) fn new(
        inputs: &InputArgs,
        rules: &RuleArgs,
        outputs: &[OutputArg],
        fail_on: Option<FailOn>,
    ) -> anyhow::Result<Self> {
        let folders: Vec<PathBuf> = inputs.pieces.iter().map(|piece| paths::folder_of(piece)).collect();
        let folder = paths::common(&folders);
        let config = Config::find(&inputs.config, &folder)?;
        let none = Config::default();
        let file = config.as_ref().unwrap_or(&none);
        let waivers = match (&inputs.waivers.waivers, &file.waivers) {
            (Some(path), _) => Set { value: Some(path.clone()), origin: Origin::CommandLine },
            (None, Some(at)) => Set { value: Some(at.value.clone()), origin: Origin::Line(at.line) },
            (None, None) => match decisions_near(&folder, config.as_ref()) {
                Some(path) => Set { value: Some(path), origin: Origin::Found },
                None => Set { value: None, origin: Origin::Default },
            },
        };
        let full = vec![OutputArg { format: OutputFormat::Text(Format::Full), path: None }];
        let given = |list: &[String]| Some(list.to_vec()).filter(|list| !list.is_empty());
        Ok(Self {
            outputs: pick(Some(outputs.to_vec()).filter(|list| !list.is_empty()), &file.output, full),
            fail_on: pick(fail_on, &file.fail_on, FailOn::Error),
            min_confidence: pick(rules.min_confidence, &file.min_confidence, 0.0),
            select: pick(given(&rules.select), &file.select, Vec::new()),
            ignore: pick(given(&rules.ignore), &file.ignore, Vec::new()),
            rules: pick(Some(rules.rules.clone()).filter(|list| !list.is_empty()), &file.rules, Vec::new()),
            analysis: optional(rules.analysis.analysis, file.analysis.as_ref()),
            language: optional(inputs.language.clone(), file.language.as_ref()),
            waivers,
            config,
        })
    }

    /// The `[[pair]]` of a piece.
    pub(crate) fn pair(&self, piece: &Path) -> Option<&PairSetting> {
        self.config.as_ref()?.pair(piece)
    }

    /// What holds for a piece.
    pub(crate) fn choice(&self, inputs: &InputArgs, piece: &Path) -> Choice {
        let pair = self.pair(piece);
        let fitting = self.fitting(piece);
        let line =
            |at: Option<&At<Date>>| at.map(|at| Set { value: at.value, origin: Origin::Line(at.line) });
        let given = |date: Option<Date>| date.map(|value| Set { value, origin: Origin::CommandLine });
        let named = if !inputs.source.is_empty() {
            Some(Set { value: inputs.source.clone(), origin: Origin::CommandLine })
        } else if inputs.split_at.is_some() {
            None
        } else {
            pair.and_then(|pair| pair.sources.as_ref()).map(set)
        };
        Choice {
            named,
            fallback: self.fallback(piece, &fitting),
            published: given(inputs.published).or_else(|| line(pair.and_then(|it| it.published.as_ref()))),
            source_published: given(inputs.source_published)
                .or_else(|| line(pair.and_then(|it| it.source_published.as_ref()))),
            split_at: inputs
                .split_at
                .or_else(|| pair.filter(|_| inputs.source.is_empty()).and_then(|pair| pair.split_at)),
            min_confidence: match fitting.iter().rev().find_map(|(_, path)| path.min_confidence.as_ref()) {
                Some(at) if self.min_confidence.origin != Origin::CommandLine => set(at),
                _ => self.min_confidence.clone(),
            },
            paths: fitting.iter().map(|(idx, _)| *idx).collect(),
        }
    }

    /// Sources for a piece that names none: those of the last `[[path]]` that has some, else those of the file. A text
    /// is no source of itself.
    fn fallback(&self, piece: &Path, fitting: &[(usize, &PathSetting)]) -> Set<Vec<PathBuf>> {
        let of_path = fitting.iter().rev().find_map(|(_, path)| path.sources.as_ref());
        let at = of_path.or_else(|| self.config.as_ref()?.sources.as_ref());
        let place = paths::place(piece);
        match at {
            Some(at) if !at.value.iter().any(|source| paths::place(source) == place) => set(at),
            _ => Set { value: Vec::new(), origin: Origin::Default },
        }
    }

    /// The `[[path]]` tables that fit a piece, in the order of the file.
    fn fitting(&self, piece: &Path) -> Vec<(usize, &PathSetting)> {
        let Some(config) = self.config.as_ref().filter(|config| !config.paths.is_empty()) else {
            return Vec::new();
        };
        let seen = paths::seen_from(&config.folder, piece);
        config.paths.iter().enumerate().filter(|(_, path)| path.glob.value.is_match(&seen)).collect()
    }

    /// Every rule, none switched off.
    fn all_rules(&self) -> anyhow::Result<RuleSet> {
        let mut rules = RuleSet::builtin()?;
        for folder in &self.rules.value {
            rules = rules.with_files(&rule_files(folder)?)?;
        }
        if let Some(config) = &self.config {
            for at in &config.severity {
                let (selector, severity) = &at.value;
                rules
                    .set_severity(selector, *severity)
                    .map_err(|error| self.wrong(Origin::Line(at.line), &error))?;
            }
        }
        Ok(rules)
    }

    /// The rules for pieces to which some `[[path]]` tables apply.
    pub(crate) fn rule_set(&self, path_numbers: &[usize]) -> anyhow::Result<RuleSet> {
        let mut rules = self.all_rules()?;
        let (mut select, mut ignore) = (self.select.clone(), vec![self.ignore.clone()]);
        let tables = self
            .config
            .iter()
            .flat_map(|config| path_numbers.iter().filter_map(|idx| config.paths.get(*idx)));
        for path in tables {
            for at in &path.severity {
                let (selector, severity) = &at.value;
                rules
                    .set_severity(selector, *severity)
                    .map_err(|error| self.wrong(Origin::Line(at.line), &error))?;
            }
            if let Some(at) = path.select.as_ref().filter(|_| self.select.origin != Origin::CommandLine) {
                select = set(at);
            }
            if let Some(at) = path.ignore.as_ref().filter(|_| self.ignore.origin != Origin::CommandLine) {
                ignore.push(set(at));
            }
        }
        if !select.value.is_empty() {
            rules.select(&select.value).map_err(|error| self.wrong(select.origin, &error))?;
        }
        for list in ignore {
            rules.ignore(&list.value).map_err(|error| self.wrong(list.origin, &error))?;
        }
        Ok(rules)
    }

    /// The engine with the rules of the run and the words of the house.
    pub(crate) fn engine(&self) -> anyhow::Result<Engine> {
        let mut lexicon = Lexicon::english()?;
        if let Some(config) = &self.config {
            lexicon.add(&config.house);
        }
        let depth = match self.analysis.value {
            Some(AnalysisDepth::Full) => Depth::Full,
            Some(AnalysisDepth::Shallow) => Depth::Shallow,
            None => Depth::DEEPEST,
        };
        Ok(Engine::with_words(lexicon, self.rule_set(&[])?)?.with_depth(depth)?)
    }

    /// An error of a rule selector, with its line where it comes from the configuration.
    fn wrong(&self, origin: Origin, error: &InputError) -> anyhow::Error {
        match (origin, &self.config) {
            (Origin::Line(line), Some(config)) => {
                anyhow!("{}:{line}: {}: {}", config.name, error.name, error.detail)
            }
            _ => anyhow!("{}: {}", error.name, error.detail),
        }
    }
}

/// A file of waivers in the folder of the pieces or above it, but no higher than the configuration or the root of the
/// repository: a decision from elsewhere must not let anything stand.
fn decisions_near(folder: &Path, config: Option<&Config>) -> Option<PathBuf> {
    let top = config.map(|config| paths::place(paths::here_or_current(&config.folder)));
    paths::nearest_below(folder, WAIVERS, |here| match &top {
        Some(top) => here == top,
        None => here.join(".git").exists(),
    })
}

fn set<T: Clone>(at: &At<T>) -> Set<T> {
    Set { value: at.value.clone(), origin: Origin::Line(at.line) }
}

fn pick<T: Clone>(given: Option<T>, file: &Option<At<T>>, default: T) -> Set<T> {
    match (given, file) {
        (Some(value), _) => Set { value, origin: Origin::CommandLine },
        (None, Some(at)) => set(at),
        (None, None) => Set { value: default, origin: Origin::Default },
    }
}

fn optional<T: Clone>(given: Option<T>, file: Option<&At<T>>) -> Set<Option<T>> {
    match (given, file) {
        (Some(value), _) => Set { value: Some(value), origin: Origin::CommandLine },
        (None, Some(at)) => Set { value: Some(at.value.clone()), origin: Origin::Line(at.line) },
        (None, None) => Set { value: None, origin: Origin::Default },
    }
}
