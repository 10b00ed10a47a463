//! `claimdiff check`: finds pieces and their sources, checks, writes the report.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, anyhow, bail};
use jiff::civil::Date;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::cli::args::{CheckArgs, FailOn, InputFormat};
use crate::cli::batch::guarded;
use crate::cli::config::{Origin, Set, Settings};
use crate::cli::exit::{self, Outcome};
use crate::cli::gate_args::InputArgs;
use crate::cli::walk::{self, Found, Piece};
use crate::cli::{changed, explain, input, output, waivers, word};
use crate::ingest::{self, Parts, RawInput};
use crate::model::{Document, DocumentId, Problem, ProblemKind, Report, Role, Severity, Stage};
use crate::pipeline::{CheckOptions, Engine};
use crate::report::{plural, summary};

/// Sources that one piece can have.
const MAX_SOURCES: usize = 1_000;

pub(crate) fn run(args: &CheckArgs) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let settings = Settings::new(&args.inputs, &args.rules, &args.output, args.fail_on)?;
    let outputs = &settings.outputs.value;
    output::check(
        outputs,
        &args.inputs.pieces.iter().chain(&args.inputs.source).cloned().collect::<Vec<_>>(),
    )?;
    let run = Run::new(&args.inputs, settings)?;
    let pieces: Vec<PathBuf> = run.pieces.iter().map(|piece| piece.path.clone()).collect();
    word::check(&run.settings.outputs.value, &pieces)?;
    if let Some(fingerprint) = &args.explain {
        return explain::run(&run, fingerprint);
    }
    let Checked { mut reports, files, errors } = run.check();
    if reports.is_empty() && !errors.is_empty() {
        return fail(errors);
    }
    let outputs = &run.settings.outputs.value;
    output::check(outputs, &files)?;
    waivers::apply(&mut reports, &run)?;
    if let Some(file) = &args.baseline.baseline {
        waivers::adopt(&mut reports, file, &args.baseline)?;
    }
    word::write(&reports, outputs, &pieces)?;
    output::write(&reports, outputs, start.elapsed())?;
    run.say_what_was_left_out(reports.len());
    if !errors.is_empty() {
        return fail(errors);
    }
    if run.pieces.is_empty() {
        return Ok(Outcome::Clean);
    }
    outcome(&reports, run.settings.fail_on.value)
}

/// Of several errors all are told; the last one ends the run.
fn fail(mut errors: Vec<anyhow::Error>) -> anyhow::Result<Outcome> {
    let last = errors.pop();
    for error in errors {
        exit::complain(&format!("error: {error:#}"));
    }
    Err(last.unwrap_or_else(|| anyhow!("internal error: no piece was checked; please report it")))
}

/// A run over the pieces that were found.
pub(crate) struct Run<'a> {
    pub(crate) inputs: &'a InputArgs,
    pub(crate) settings: Settings,
    pub(crate) engine: &'static Engine,
    /// Engines for pieces with rules of their own, by the `[[path]]` tables that fit them.
    engines: BTreeMap<Vec<usize>, Engine>,
    pub(crate) pieces: Vec<Piece>,
    n_without: usize,
    n_unchanged: usize,
    walked: bool,
}

/// What came of the pieces of a run.
pub(crate) struct Checked {
    pub(crate) reports: Vec<Report>,
    /// Every file that was read.
    pub(crate) files: Vec<PathBuf>,
    pub(crate) errors: Vec<anyhow::Error>,
}

impl<'a> Run<'a> {
    /// Finds the pieces of a run.
    pub(crate) fn new(inputs: &'a InputArgs, settings: Settings) -> anyhow::Result<Self> {
        let named = inputs.pieces.iter().chain(&inputs.source);
        if named.filter(|path| input::is_stdin(path)).count() > 1 {
            bail!(
                "expected standard input (`-`) once, found it several times; put one of the texts into a file"
            );
        }
        // Freeing every word list is work that no run needs: the process ends with it.
        let engine: &'static Engine = Box::leak(Box::new(settings.engine()?));
        let Found { mut pieces, n_without, walked } =
            walk::find(engine, inputs, &settings, inputs.changed_since.is_some())?;
        let mut n_unchanged = 0;
        if let Some(revision) = &inputs.changed_since {
            (pieces, n_unchanged) = changed::keep(pieces, &settings, revision)?;
        }
        let mut engines = BTreeMap::new();
        for paths in pieces.iter().map(|piece| &piece.choice.paths).filter(|paths| !paths.is_empty()) {
            if !engines.contains_key(paths) {
                engines.insert(paths.clone(), engine.with_other_rules(settings.rule_set(paths)?));
            }
        }
        Ok(Self { inputs, settings, engine, engines, pieces, n_without, n_unchanged, walked })
    }

    /// Checks every piece. One that cannot be read does not keep the others from being checked; each is read, checked
    /// and cleared away before its thread takes the next one.
    pub(crate) fn check(&self) -> Checked {
        let one = |piece: &Piece| -> Result<(Report, Vec<PathBuf>), anyhow::Error> {
            let checked = guarded(|| Ok(self.job(piece).map(|job| self.check_job(piece, job))));
            checked.map_err(|error| anyhow!("{}: {error}", input::name(&piece.path)))?
        };
        // Starting threads for one piece would cost more than they could save.
        let results: Vec<_> = if self.pieces.len() == 1 {
            self.pieces.iter().map(one).collect()
        } else {
            self.pieces.par_iter().map(one).collect()
        };
        let mut checked = Checked { reports: Vec::new(), files: Vec::new(), errors: Vec::new() };
        for (piece, result) in self.pieces.iter().zip(results) {
            checked.files.push(piece.path.clone());
            match result {
                Ok((report, files)) => {
                    checked.reports.push(report);
                    checked.files.extend(files);
                }
                Err(error) => checked.errors.push(error),
            }
        }
        checked
    }

    fn check_job(&self, piece: &Piece, job: Job) -> (Report, Vec<PathBuf>) {
        let options = self.options(piece, &job);
        (self.engine_for(piece).check(job.piece, job.sources, &options), job.named)
    }

    pub(crate) fn options(&self, piece: &Piece, job: &Job) -> CheckOptions {
        CheckOptions { min_confidence: piece.choice.min_confidence.value, split_line: job.split_line }
    }

    pub(crate) fn engine_for(&self, piece: &Piece) -> &Engine {
        self.engines.get(&piece.choice.paths).unwrap_or(self.engine)
    }

    /// The sources are those of the command line or of a `[[pair]]`, else those of the piece's front matter, else those
    /// of the configuration, else the first part of a combined document.
    pub(crate) fn job(&self, text: &Piece) -> anyhow::Result<Job> {
        let (path, choice) = (&text.path, &text.choice);
        let piece = self.read(text, path, 0, Role::Piece)?;
        let named: Vec<PathBuf> = match &choice.named {
            Some(named) => named.value.clone(),
            None if choice.split_at.is_some() => Vec::new(),
            None if piece.metadata.sources.is_empty() => choice.fallback.value.clone(),
            None => {
                let folder = path.parent().unwrap_or(Path::new(""));
                piece.metadata.sources.iter().map(|source| folder.join(source)).collect()
            }
        };
        if !named.is_empty() {
            if named.len() > MAX_SOURCES {
                bail!(
                    "{}: {} sources, at most {MAX_SOURCES} are read; leave some out",
                    piece.name,
                    named.len()
                );
            }
            let sources = (1..)
                .zip(&named)
                .map(|(id, source)| {
                    let read = self.read(text, source, id, Role::Source);
                    // Whoever types a source knows of which piece it is one.
                    let typed = choice.named.as_ref().is_some_and(|set| set.origin == Origin::CommandLine);
                    if typed { read } else { read.with_context(|| format!("{}: its source", piece.name)) }
                })
                .collect::<anyhow::Result<Vec<_>>>()?;
            return Ok(Job { piece, sources, split_line: None, named });
        }
        let Some(parts) = ingest::split_combined(&piece, choice.split_at, self.engine.lexicon())? else {
            bail!(
                "{}: expected a source, found none, and the text does not look like a report with an interview after \
                 it; name the report with --source FILE or in front matter (`sources: [report.md]`), or the line where \
                 the piece begins with --split-at LINE",
                piece.name
            );
        };
        let Parts { mut piece, mut source, line } = parts;
        // Both parts come from one file; a day given for one part alone belongs to that part.
        let day = |given: &Option<Set<Date>>| given.as_ref().map(|set| set.value);
        piece.metadata.published = day(&choice.published).or(piece.metadata.published);
        source.metadata.published = day(&choice.source_published).or(source.metadata.published);
        Ok(Job { piece, sources: vec![source], split_line: Some(line), named: Vec::new() })
    }

    fn read(&self, text: &Piece, path: &Path, id: u16, role: Role) -> anyhow::Result<Document> {
        let bytes = input::read(path)?;
        let published = match role {
            Role::Piece => &text.choice.published,
            Role::Source => &text.choice.source_published,
        };
        #[cfg_attr(not(feature = "pdf"), expect(unused_mut, reason = "the text of a PDF takes its place"))]
        let (mut text_bytes, mut given) = (Cow::Borrowed(&bytes[..]), self.inputs.input_format.map(format));
        #[cfg(feature = "pdf")]
        if role == Role::Source && crate::cli::pdf::is_pdf(&bytes) {
            text_bytes = Cow::Owned(crate::cli::pdf::text(&input::name(path), &bytes)?.into_bytes());
            given = Some(ingest::Format::Plain);
        }
        let mut document = self.engine.read(&RawInput {
            id: DocumentId(id),
            role,
            name: &input::name(path),
            bytes: &text_bytes,
            format: given,
            published: published.as_ref().map(|set| set.value),
        })?;
        document.sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        if let Some(language) = self.settings.language.value.as_ref().filter(|language| *language != "en") {
            document.problems.push(Problem {
                document: Some(document.id),
                span: None,
                stage: Stage::Ingest,
                kind: ProblemKind::Language,
                detail: format!(
                    "no word lists for the language `{language}`: read as English, so only figures, ISO dates, \
                     quotations and names can be relied on"
                ),
            });
        }
        Ok(document)
    }

    /// On standard error, so that no output of a format is disturbed.
    fn say_what_was_left_out(&self, n_checked: usize) {
        if !self.walked && self.inputs.changed_since.is_none() {
            return;
        }
        let mut line = format!("{} checked", plural(n_checked, "piece"));
        if self.n_without > 0 {
            line += &format!("; {} without sources skipped", plural(self.n_without, "text"));
        }
        if let Some(revision) = &self.inputs.changed_since {
            line += &format!("; {} unchanged since {revision} left out", plural(self.n_unchanged, "piece"));
        }
        exit::complain(&line);
    }
}

/// One piece with its sources, read.
pub(crate) struct Job {
    pub(crate) piece: Document,
    pub(crate) sources: Vec<Document>,
    split_line: Option<usize>,
    /// Files of the sources.
    named: Vec<PathBuf>,
}

fn format(format: InputFormat) -> ingest::Format {
    match format {
        InputFormat::Text => ingest::Format::Plain,
        InputFormat::Markdown => ingest::Format::Markdown,
        InputFormat::Html => ingest::Format::Html,
        InputFormat::Json => ingest::Format::Json,
        InputFormat::Docx => ingest::Format::Docx,
    }
}

/// A run that checked nothing is an error, never a pass.
fn outcome(reports: &[Report], fail_on: FailOn) -> anyhow::Result<Outcome> {
    let summary = summary(reports);
    if summary.claims == 0 {
        bail!(
            "nothing to check: no sentence of the piece states anything that a source could bear out; check that \
             the right file is named as the piece, and that it is read in the right format (--input-format)"
        );
    }
    let floor = match fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Note => Severity::Note,
        FailOn::Never => return Ok(Outcome::Clean),
    };
    let fails = |report: &Report| {
        report.findings().any(|(_, finding)| finding.waived.is_none() && finding.severity >= floor)
    };
    Ok(if reports.iter().any(fails) { Outcome::Findings } else { Outcome::Clean })
}
