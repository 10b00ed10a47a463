//! `claimdiff.toml`: where it is found, and its settings as checked. What they come to beside the command line is
//! worked out in `settings.rs`.

mod init;
mod raw;
mod settings;
mod show;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use globset::{GlobBuilder, GlobMatcher};
use jiff::civil::Date;
use toml::Spanned;
use toml::value::Datetime;

use crate::cli::args::{AnalysisDepth, FailOn, OutputArg};
use crate::cli::gate_args::ConfigArgs;
use crate::cli::{input, paths};
use crate::error::FileError;
use crate::lexicon::house::HouseWords;
use crate::model::Severity;
use raw::{RawConfig, RawPair, RawPath, RawSeverity};

pub(crate) use init::init;
pub(crate) use settings::{Choice, Origin, Set, Settings};
pub(crate) use show::show;

/// Name of the file.
pub(crate) const FILE: &str = "claimdiff.toml";

/// A value with the line that it stands in.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) line: usize,
}

/// The file as checked. Paths are those of the file, joined to its folder.
#[derive(Debug, Default)]
pub(crate) struct Config {
    /// The file as it is shown.
    pub(crate) name: String,
    /// Where it lies.
    pub(crate) folder: PathBuf,
    pub(crate) sources: Option<At<Vec<PathBuf>>>,
    pub(crate) output: Option<At<Vec<OutputArg>>>,
    pub(crate) fail_on: Option<At<FailOn>>,
    pub(crate) min_confidence: Option<At<f32>>,
    pub(crate) select: Option<At<Vec<String>>>,
    pub(crate) ignore: Option<At<Vec<String>>>,
    pub(crate) rules: Option<At<Vec<PathBuf>>>,
    pub(crate) waivers: Option<At<PathBuf>>,
    pub(crate) analysis: Option<At<AnalysisDepth>>,
    pub(crate) language: Option<At<String>>,
    pub(crate) severity: Vec<At<(String, Severity)>>,
    pub(crate) house: HouseWords,
    pub(crate) pairs: Vec<PairSetting>,
    /// Resolved paths of the pieces of the pairs, each with its number.
    places: BTreeMap<PathBuf, usize>,
    pub(crate) paths: Vec<PathSetting>,
}

/// One `[[pair]]`.
#[derive(Debug)]
pub(crate) struct PairSetting {
    pub(crate) piece: At<PathBuf>,
    pub(crate) sources: Option<At<Vec<PathBuf>>>,
    pub(crate) published: Option<At<Date>>,
    pub(crate) source_published: Option<At<Date>>,
    pub(crate) split_at: Option<usize>,
}

/// One `[[path]]`.
#[derive(Debug)]
pub(crate) struct PathSetting {
    pub(crate) glob: At<GlobMatcher>,
    pub(crate) sources: Option<At<Vec<PathBuf>>>,
    pub(crate) min_confidence: Option<At<f32>>,
    pub(crate) select: Option<At<Vec<String>>>,
    pub(crate) ignore: Option<At<Vec<String>>>,
    pub(crate) severity: Vec<At<(String, Severity)>>,
}

impl Config {
    /// The configuration that the user named, else the nearest one in a folder or above it.
    pub(crate) fn find(args: &ConfigArgs, folder: &Path) -> anyhow::Result<Option<Self>> {
        if args.no_config {
            return Ok(None);
        }
        let path = match &args.config {
            Some(path) => Some(path.clone()),
            None => paths::nearest(folder, FILE),
        };
        path.map(|path| Self::read(&path)).transpose()
    }

    /// The `[[pair]]` of a piece.
    pub(crate) fn pair(&self, piece: &Path) -> Option<&PairSetting> {
        let place = (!self.pairs.is_empty()).then(|| paths::place(piece))?;
        self.pairs.get(*self.places.get(&place)?)
    }

    fn read(path: &Path) -> anyhow::Result<Self> {
        let name = input::name(path);
        let text = String::from_utf8(input::read(path)?)
            .with_context(|| format!("{name}: expected UTF-8 text; save the file as UTF-8"))?;
        let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
        Ok(Reader { name: &name, text: &text, folder: &folder }.config()?)
    }
}

/// A file while it is checked.
struct Reader<'a> {
    name: &'a str,
    text: &'a str,
    folder: &'a Path,
}

impl Reader<'_> {
    fn config(&self) -> Result<Config, FileError> {
        let raw: RawConfig =
            toml::from_str(self.text).map_err(|error| FileError::toml(self.name, self.text, &error))?;
        let pairs: Vec<PairSetting> =
            raw.pair.into_iter().map(|it| self.pair(it)).collect::<Result<_, _>>()?;
        let mut places = BTreeMap::new();
        for (idx, pair) in pairs.iter().enumerate() {
            if places.insert(paths::place(&pair.piece.value), idx).is_some() {
                return Err(FileError {
                    file: self.name.to_owned(),
                    line: pair.piece.line,
                    detail: format!(
                        "expected one [[pair]] for each piece, found a second one for {}; give one of them all sources",
                        input::name(&pair.piece.value)
                    ),
                });
            }
        }
        Ok(Config {
            places,
            pairs,
            name: self.name.to_owned(),
            folder: self.folder.to_path_buf(),
            sources: raw.sources.map(|it| self.paths(it)).transpose()?,
            output: raw.output.map(|it| self.outputs(it)).transpose()?,
            fail_on: raw.fail_on.map(|it| self.at(it, Into::into)),
            min_confidence: raw.min_confidence.map(|it| self.share(&it)).transpose()?,
            select: raw.select.map(|it| self.at(it, |it| it)),
            ignore: raw.ignore.map(|it| self.at(it, |it| it)),
            rules: raw.rules.map(|it| self.paths(it)).transpose()?,
            waivers: raw.waivers.map(|it| self.path(it)).transpose()?,
            analysis: raw.analysis.map(|it| self.at(it, Into::into)),
            language: raw.language.map(|it| self.at(it, |it| it)),
            severity: self.severities(raw.severity),
            house: self.house(raw.lexicon)?,
            paths: raw.path.into_iter().map(|it| self.path_setting(it)).collect::<Result<_, _>>()?,
        })
    }

    fn error(&self, at: usize, detail: String) -> FileError {
        FileError::at(self.name, self.text, at, detail)
    }

    fn at<T, U>(&self, written: Spanned<T>, make: impl FnOnce(T) -> U) -> At<U> {
        let line = crate::error::place::line_of(self.text, written.span().start);
        At { value: make(written.into_inner()), line }
    }

    fn path(&self, written: Spanned<String>) -> Result<At<PathBuf>, FileError> {
        if written.get_ref().trim().is_empty() {
            return Err(self.error(written.span().start, "expected a path, found nothing".to_owned()));
        }
        Ok(self.at(written, |path| self.folder.join(path)))
    }

    fn paths(&self, written: Spanned<Vec<String>>) -> Result<At<Vec<PathBuf>>, FileError> {
        if written.get_ref().iter().any(|path| path.trim().is_empty()) {
            return Err(self.error(written.span().start, "expected paths, found an empty one".to_owned()));
        }
        Ok(self.at(written, |paths| paths.iter().map(|path| self.folder.join(path)).collect()))
    }

    /// Outputs with a path go where the file says, from its own folder.
    fn outputs(&self, written: Spanned<Vec<String>>) -> Result<At<Vec<OutputArg>>, FileError> {
        let start = written.span().start;
        let mut outputs = Vec::new();
        for text in written.get_ref() {
            let mut output: OutputArg = text.parse().map_err(|error| self.error(start, error))?;
            output.path = output.path.map(|path| self.folder.join(path));
            outputs.push(output);
        }
        Ok(self.at(written, |_| outputs))
    }

    fn share(&self, written: &Spanned<f64>) -> Result<At<f32>, FileError> {
        let number = *written.get_ref();
        if !(0.0..=1.0).contains(&number) {
            let detail = format!("expected a number between 0 and 1, found {number}");
            return Err(self.error(written.span().start, detail));
        }
        Ok(At { value: number as f32, line: crate::error::place::line_of(self.text, written.span().start) })
    }

    fn date(&self, written: Spanned<Datetime>) -> Result<At<Date>, FileError> {
        let text = written.get_ref().to_string();
        match crate::cli::args::day(text.get(..10).unwrap_or(&text)) {
            Ok(date) => Ok(self.at(written, |_| date)),
            Err(error) => Err(self.error(written.span().start, error)),
        }
    }

    fn severities(&self, written: BTreeMap<Spanned<String>, RawSeverity>) -> Vec<At<(String, Severity)>> {
        let mut list: Vec<_> = written
            .into_iter()
            .map(|(selector, severity)| self.at(selector, |selector| (selector, severity.into())))
            .collect();
        // A later line may make an exception of an earlier one.
        list.sort_by_key(|at: &At<(String, Severity)>| at.line);
        list
    }

    fn house(&self, raw: raw::RawLexicon) -> Result<HouseWords, FileError> {
        let words = |list: Option<Spanned<Vec<String>>>| list.map(Spanned::into_inner).unwrap_or_default();
        for lists in [&raw.places, &raw.spellings].into_iter().flatten() {
            if lists.get_ref().iter().any(|list| list.is_empty()) {
                let detail = "expected lists of spellings such as [\"Kyiv\", \"Kiev\"], found an empty one";
                return Err(self.error(lists.span().start, detail.to_owned()));
            }
        }
        if let Some(lists) = &raw.spellings {
            let several = lists.get_ref().iter().flatten().find(|name| name.split_whitespace().count() != 1);
            if let Some(name) = several {
                let detail = format!(
                    "expected single words as spellings, found \"{name}\"; names of places go into `places`"
                );
                return Err(self.error(lists.span().start, detail));
            }
        }
        Ok(HouseWords {
            organisations: words(raw.organisations),
            given_names: words(raw.given_names),
            titles: words(raw.titles),
            places: raw.places.map(Spanned::into_inner).unwrap_or_default(),
            spellings: raw.spellings.map(Spanned::into_inner).unwrap_or_default(),
        })
    }

    fn pair(&self, raw: RawPair) -> Result<PairSetting, FileError> {
        let start = raw.piece.span().start;
        if raw.sources.as_ref().is_some_and(|sources| sources.get_ref().is_empty()) {
            return Err(self.error(start, "expected at least one source, found an empty list".to_owned()));
        }
        if raw.sources.is_some() && raw.split_at.is_some() {
            let detail =
                "`split-at` cuts a combined document, which has no `sources`; leave one of the two out";
            return Err(self.error(start, detail.to_owned()));
        }
        let piece = self.path(raw.piece)?;
        Ok(PairSetting {
            piece,
            sources: raw.sources.map(|it| self.paths(it)).transpose()?,
            published: raw.published.map(|it| self.date(it)).transpose()?,
            source_published: raw.source_published.map(|it| self.date(it)).transpose()?,
            split_at: raw.split_at,
        })
    }

    fn path_setting(&self, raw: RawPath) -> Result<PathSetting, FileError> {
        let glob = GlobBuilder::new(raw.glob.get_ref()).literal_separator(true).build();
        let glob = glob.map_err(|error| {
            let detail = format!(
                "expected a pattern such as `archive/**`, found `{}`: {}",
                raw.glob.get_ref(),
                error.kind()
            );
            self.error(raw.glob.span().start, detail)
        })?;
        Ok(PathSetting {
            glob: self.at(raw.glob, |_| glob.compile_matcher()),
            sources: raw.sources.map(|it| self.paths(it)).transpose()?,
            min_confidence: raw.min_confidence.map(|it| self.share(&it)).transpose()?,
            select: raw.select.map(|it| self.at(it, |it| it)),
            ignore: raw.ignore.map(|it| self.at(it, |it| it)),
            severity: self.severities(raw.severity),
        })
    }
}
