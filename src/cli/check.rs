//! `claimdiff check`: reads pieces and sources, checks, writes the report.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::bail;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::cli::args::{CheckArgs, FailOn, InputFormat, OutputArg, OutputFormat};
use crate::cli::engine::engine;
use crate::cli::exit::Outcome;
use crate::cli::{explain, input, output, word};
use crate::ingest::{self, Parts, RawInput};
use crate::model::{Document, DocumentId, Problem, ProblemKind, Report, Role, Severity, Stage};
use crate::pipeline::{CheckOptions, Engine};
use crate::report::{Format, summary};

/// Sources that one piece can have.
const MAX_SOURCES: usize = 1_000;

pub(crate) fn run(args: &CheckArgs) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let outputs = if args.output.is_empty() {
        vec![OutputArg { format: OutputFormat::Text(Format::Full), path: None }]
    } else {
        args.output.clone()
    };
    let inputs: Vec<PathBuf> = args.pieces.iter().chain(&args.source).cloned().collect();
    output::check(&outputs, &inputs)?;
    word::check(&outputs, &args.pieces)?;
    if inputs.iter().filter(|path| input::is_stdin(path)).count() > 1 {
        bail!("expected standard input (`-`) once, found it several times; put one of the texts into a file");
    }
    // Freeing every word list is work that no run needs: the process ends with it.
    let engine: &Engine = Box::leak(Box::new(engine(&args.rules)?));
    let jobs =
        args.pieces.iter().map(|piece| job(engine, args, piece)).collect::<anyhow::Result<Vec<_>>>()?;
    let named: Vec<PathBuf> = jobs.iter().flat_map(|job| job.named.clone()).collect();
    output::check(&outputs, &named)?;
    let options =
        |job: &Job| CheckOptions { min_confidence: args.rules.min_confidence, split_line: job.split_line };
    if let Some(fingerprint) = &args.explain {
        return explain::run(engine, jobs.into_iter().map(|job| (options(&job), job)).collect(), fingerprint);
    }
    let check = |job: Job| {
        let options = options(&job);
        engine.check(job.piece, job.sources, &options)
    };
    // Starting threads for one piece would cost more than they could save.
    let reports: Vec<Report> = if jobs.len() == 1 {
        jobs.into_iter().map(check).collect()
    } else {
        jobs.into_par_iter().map(check).collect()
    };
    word::write(&reports, &outputs, &args.pieces)?;
    output::write(&reports, &outputs, start.elapsed())?;
    outcome(&reports, args.fail_on)
}

/// One piece with its sources, read.
pub(crate) struct Job {
    pub(crate) piece: Document,
    pub(crate) sources: Vec<Document>,
    split_line: Option<usize>,
    /// Files of the sources.
    named: Vec<PathBuf>,
}

/// The sources are those of the command line, else those of the piece's front matter, else the first part of a
/// combined document.
fn job(engine: &Engine, args: &CheckArgs, path: &Path) -> anyhow::Result<Job> {
    let piece = read(engine, args, path, 0, Role::Piece)?;
    let named: Vec<PathBuf> = if args.source.is_empty() && args.split_at.is_none() {
        let folder = path.parent().unwrap_or(Path::new(""));
        piece.metadata.sources.iter().map(|source| folder.join(source)).collect()
    } else {
        args.source.clone()
    };
    if !named.is_empty() {
        if named.len() > MAX_SOURCES {
            bail!("{}: {} sources, at most {MAX_SOURCES} are read", piece.name, named.len());
        }
        let sources = (1..)
            .zip(&named)
            .map(|(id, source)| read(engine, args, source, id, Role::Source))
            .collect::<anyhow::Result<Vec<_>>>()?;
        return Ok(Job { piece, sources, split_line: None, named });
    }
    let Some(parts) = ingest::split_combined(&piece, args.split_at, engine.lexicon())? else {
        bail!(
            "{}: expected a source, found none, and the text does not look like a report with an interview after \
             it; name the report with --source FILE, or the line where the piece begins with --split-at LINE",
            piece.name
        );
    };
    let Parts { mut piece, mut source, line } = parts;
    // Both parts come from one file; a day given for one part alone belongs to that part.
    piece.metadata.published = args.published.or(piece.metadata.published);
    source.metadata.published = args.source_published.or(source.metadata.published);
    Ok(Job { piece, sources: vec![source], split_line: Some(line), named: Vec::new() })
}

fn read(engine: &Engine, args: &CheckArgs, path: &Path, id: u16, role: Role) -> anyhow::Result<Document> {
    let bytes = input::read(path)?;
    let mut document = engine.read(&RawInput {
        id: DocumentId(id),
        role,
        name: &input::name(path),
        bytes: &bytes,
        format: args.input_format.map(format),
        published: match role {
            Role::Piece => args.published,
            Role::Source => args.source_published,
        },
    })?;
    document.sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if let Some(language) = args.language.as_ref().filter(|language| *language != "en") {
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
