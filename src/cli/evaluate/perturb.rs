//! `claimdiff evaluate --perturb`: makes mistakes and harmless edits in texts that are right, checks each against the
//! text that it was made in, and counts what would have been missed and what would have been flagged wrongly.

use std::fmt::Write as _;
use std::path::PathBuf;

use rayon::prelude::*;
use serde::Serialize;

use super::articles;
use super::measure::{cell, share, table as columns};
use crate::cli::output;
use crate::ingest::{Format, RawInput};
use crate::lexicon::perturb::PerturbWords;
use crate::model::{Analysis, Document, DocumentId, Finding, Report, Role, Severity, Verdict};
use crate::perturb::{self, Edit, Kind};
use crate::pipeline::{CheckOptions, Engine};
use crate::report::escape;

/// Most examples of one kind in the table; JSON has all.
const MAX_EXAMPLES: usize = 3;

/// What all texts came to. A "loud" finding is a warning or an error.
#[derive(Debug, Serialize)]
struct Perturbed {
    /// Texts that edits were made in.
    articles: usize,
    /// Inputs that could not be read.
    failed: usize,
    /// Findings, loud or not, of the texts held against themselves.
    unchanged_findings: usize,
    /// Passages that edits are made in, with a loud finding before the edit; such findings are not counted as the
    /// edit's.
    unchanged_passages_flagged: usize,
    /// Over all mistakes.
    mistakes: usize,
    /// Mistakes with a loud finding on the changed words.
    caught: Option<f64>,
    /// Mistakes with a loud finding anywhere in their sentence.
    stopped: Option<f64>,
    /// Over all harmless edits.
    harmless: usize,
    /// Harmless edits with a loud finding anywhere.
    #[serde(rename = "false")]
    false_alarms: Option<f64>,
    by_kind: Vec<KindScore>,
    /// Mistakes without a loud finding on the changed words.
    missed: Vec<Example>,
    /// Harmless edits with a loud finding.
    flagged_wrongly: Vec<Example>,
}

#[derive(Debug, Serialize)]
struct KindScore {
    kind: &'static str,
    mistake: bool,
    made: usize,
    /// With a loud finding on the changed words.
    caught: usize,
    /// Caught by a finding whose verdict is divergent.
    named: usize,
    /// With a loud finding anywhere in the sentence (mistakes) or the piece (harmless edits).
    stopped: usize,
}

/// One edit that was not judged as it should be.
#[derive(Debug, Serialize)]
struct Example {
    article: String,
    kind: &'static str,
    /// The words of the text.
    was: String,
    /// The words in their place.
    now: String,
    /// The sentence as edited.
    sentence: String,
    /// Rules of the loud findings of the piece.
    rules: Vec<String>,
}

/// One edit, checked.
struct Checked {
    edit: Edit,
    caught: bool,
    named: bool,
    stopped: bool,
    /// The passage has a loud finding before the edit.
    flagged_before: bool,
    example: Example,
}

pub(super) fn run(
    engine: &Engine,
    options: &CheckOptions,
    paths: &[PathBuf],
    json: bool,
) -> anyhow::Result<()> {
    let words = PerturbWords::english()?;
    let (mut documents, mut failed) = (Vec::new(), 0);
    for path in paths {
        let read = articles::read(engine, path)?;
        documents.extend(read.documents);
        failed += read.failed;
    }
    let articles = documents.len();
    let checked: Vec<(usize, Vec<Checked>)> =
        documents.into_par_iter().map(|document| article(engine, options, &words, document)).collect();
    let unchanged = checked.iter().map(|(findings, _)| findings).sum();
    let edits: Vec<Checked> = checked.into_iter().flat_map(|(_, edits)| edits).collect();
    let measured = score(articles, failed, unchanged, edits);
    let text = if json {
        serde_json::to_string_pretty(&measured)? + "\n"
    } else {
        escape::terminal_lines(&table(&measured))
    };
    output::print(&text, false)
}

/// The findings of one text against itself, and its edits checked.
fn article(
    engine: &Engine,
    options: &CheckOptions,
    words: &PerturbWords,
    document: Document,
) -> (usize, Vec<Checked>) {
    let source = [engine.analyse(document)];
    let [analysis] = &source;
    let text = analysis.document.text();
    let whole = check(engine, options, analysis, &source, text);
    let unchanged = whole.map_or(0, |report| report.findings().count());
    let edits = perturb::edits(analysis, engine.lexicon(), words);
    let checked = edits.into_iter().filter_map(|edit| {
        let (piece, changed) = edit.piece(text);
        let report = check(engine, options, analysis, &source, &piece)?;
        let before = check(engine, options, analysis, &source, text.get(edit.passage.range())?)?;
        let known: Vec<(&str, &str)> = loud_findings(&before).map(|it| said(&before, it)).collect();
        let document = report.documents.first()?;
        let start = edit.sentence.start() - edit.passage.start();
        let end = piece.len() - (edit.passage.end() - edit.sentence.end());
        let sentence = crate::model::Span::new(start, end);
        let loud: Vec<&Finding> =
            loud_findings(&report).filter(|it| !known.contains(&said(&report, it))).collect();
        let on = |it: &&&Finding| document.raw_span(it.claim_span).overlaps(changed);
        let near = |it: &&Finding| document.raw_span(it.claim_span).overlaps(sentence);
        let example = Example {
            article: analysis.document.name.clone(),
            kind: edit.kind.name(),
            was: analysis.document.slice(edit.span).to_string(),
            now: edit.new.clone(),
            sentence: piece.get(sentence.range()).unwrap_or("").to_string(),
            rules: loud.iter().map(|it| it.rule.clone()).collect(),
        };
        Some(Checked {
            caught: loud.iter().filter(on).count() > 0,
            named: loud.iter().filter(on).any(|it| it.verdict == Verdict::Divergent),
            stopped: if edit.kind.is_mistake() {
                loud.iter().copied().any(|it| near(&it))
            } else {
                !loud.is_empty()
            },
            flagged_before: !known.is_empty(),
            edit,
            example,
        })
    });
    let checked = checked.collect();
    (unchanged, checked)
}

fn loud_findings(report: &Report) -> impl Iterator<Item = &Finding> {
    report.findings().map(|(_, finding)| finding).filter(|it| it.severity >= Severity::Warning)
}

/// What tells one finding from another in two pieces: the rule and the words of the piece.
fn said<'r>(report: &'r Report, finding: &'r Finding) -> (&'r str, &'r str) {
    let words = report.documents.first().map_or("", |piece| piece.slice(finding.claim_span));
    (&finding.rule, words)
}

/// Checks a piece that was made of a text against the text.
fn check(
    engine: &Engine,
    options: &CheckOptions,
    analysis: &Analysis,
    source: &[Analysis],
    piece: &str,
) -> Option<Report> {
    let raw = RawInput {
        id: DocumentId(0),
        role: Role::Piece,
        name: &analysis.document.name,
        bytes: piece.as_bytes(),
        format: Some(Format::Plain),
        published: analysis.document.metadata.published,
    };
    // A passage that holds no text was not made of any sentence.
    Some(engine.check_analysed(engine.read(&raw).ok()?, source, options))
}

fn score(articles: usize, failed: usize, unchanged_findings: usize, edits: Vec<Checked>) -> Perturbed {
    let count = |kind: Kind, of: fn(&Checked) -> bool| {
        edits.iter().filter(|it| it.edit.kind == kind && of(it)).count()
    };
    let by_kind: Vec<KindScore> = Kind::ALL
        .iter()
        .map(|&kind| KindScore {
            kind: kind.name(),
            mistake: kind.is_mistake(),
            made: count(kind, |_| true),
            caught: count(kind, |it| it.caught),
            named: count(kind, |it| it.named),
            stopped: count(kind, |it| it.stopped),
        })
        .collect();
    let sum = |mistake: bool, of: fn(&KindScore) -> usize| -> usize {
        by_kind.iter().filter(|it| it.mistake == mistake).map(of).sum()
    };
    let (mistakes, harmless) = (sum(true, |it| it.made), sum(false, |it| it.made));
    let (caught, stopped) =
        (share(sum(true, |it| it.caught), mistakes), share(sum(true, |it| it.stopped), mistakes));
    let false_alarms = share(sum(false, |it| it.stopped), harmless);
    let unchanged_passages_flagged = edits.iter().filter(|it| it.flagged_before).count();
    let (mut missed, mut flagged_wrongly) = (Vec::new(), Vec::new());
    for it in edits {
        if it.edit.kind.is_mistake() && !it.caught {
            missed.push(it.example);
        } else if !it.edit.kind.is_mistake() && it.stopped {
            flagged_wrongly.push(it.example);
        }
    }
    Perturbed {
        articles,
        failed,
        unchanged_findings,
        unchanged_passages_flagged,
        mistakes,
        caught,
        stopped,
        harmless,
        false_alarms,
        by_kind,
        missed,
        flagged_wrongly,
    }
}

/// Counts by kind, then examples of what went wrong.
fn table(measured: &Perturbed) -> String {
    let mut text = format!(
        "{} texts, {} not read; held against themselves: {} findings, {} of {} passages flagged before an edit\n\n",
        measured.articles,
        measured.failed,
        measured.unchanged_findings,
        measured.unchanged_passages_flagged,
        measured.mistakes + measured.harmless
    );
    let head = |names: &[&str]| names.iter().map(|name| (*name).to_string()).collect::<Vec<_>>();
    let mut rows = vec![head(&["mistake", "made", "caught", "named", "in sentence"])];
    let mistakes = || measured.by_kind.iter().filter(|it| it.mistake);
    rows.extend(mistakes().map(|it| {
        let shares = [it.caught, it.named, it.stopped].map(|count| cell(share(count, it.made)));
        [it.kind.to_string(), it.made.to_string()].into_iter().chain(shares).collect()
    }));
    let named = share(mistakes().map(|it| it.named).sum(), measured.mistakes);
    let all = [measured.caught, named, measured.stopped].map(cell);
    rows.push(["all".to_string(), measured.mistakes.to_string()].into_iter().chain(all).collect());
    text.push_str(&columns(&rows));
    let mut rows = vec![head(&["harmless edit", "made", "false"])];
    rows.extend(
        measured
            .by_kind
            .iter()
            .filter(|it| !it.mistake)
            .map(|it| vec![it.kind.to_string(), it.made.to_string(), cell(share(it.stopped, it.made))]),
    );
    rows.push(vec!["all".to_string(), measured.harmless.to_string(), cell(measured.false_alarms)]);
    let _ = write!(text, "\n{}", columns(&rows));
    examples(&mut text, "missed", &measured.missed);
    examples(&mut text, "flagged wrongly", &measured.flagged_wrongly);
    text
}

fn examples(text: &mut String, title: &str, examples: &[Example]) {
    for kind in Kind::ALL {
        let own: Vec<&Example> = examples.iter().filter(|it| it.kind == kind.name()).collect();
        if own.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n{title}: {} ({})", kind.name(), own.len());
        for it in own.iter().take(MAX_EXAMPLES) {
            let rules =
                if it.rules.is_empty() { String::new() } else { format!("  [{}]", it.rules.join(", ")) };
            let _ = writeln!(
                text,
                "  {}: {:?} for {:?}{rules}\n    {}",
                it.article,
                it.now,
                it.was,
                one_line(&it.sentence)
            );
        }
        if own.len() > MAX_EXAMPLES {
            let _ = writeln!(text, "  … and {} more; --json has all", own.len() - MAX_EXAMPLES);
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
