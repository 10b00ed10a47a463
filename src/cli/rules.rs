//! `claimdiff rules`: what rules there are, what they do, and whether their tests hold.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::cli::args::RulesCommand;
use crate::cli::engine::{rule_files, rule_set};
use crate::cli::exit::Outcome;
use crate::cli::output;
use crate::ingest::{Format, RawInput};
use crate::judge::{Fired, Rule, RuleSet, RuleTest, explain, fields, run_tests, skeleton};
use crate::model::{DocumentId, Report, Role};
use crate::pipeline::{CheckOptions, Engine};
use crate::report::{escape, plural};

pub(crate) fn run(command: &RulesCommand) -> anyhow::Result<Outcome> {
    match command {
        RulesCommand::List { rules } => list(rules),
        RulesCommand::Fields => list_fields(),
        RulesCommand::Explain { id, rules } => {
            let rules = rule_set(rules)?;
            print(&explain(rules.find(id)?)?)
        }
        RulesCommand::Test { dir } => test(dir.as_deref()),
        RulesCommand::New { id } => new(id),
    }
}

fn print(text: &str) -> anyhow::Result<Outcome> {
    output::print(&escape::terminal_lines(text), false)?;
    Ok(Outcome::Clean)
}

fn list(folders: &[PathBuf]) -> anyhow::Result<Outcome> {
    let rules = rule_set(folders)?;
    let width = rules.rules().iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in rules.rules() {
        let _ = writeln!(
            text,
            "{:<width$}  {:<7}  {:<11}  {:<10}  {}",
            rule.id,
            rule.severity.name(),
            rule.verdict.name(),
            rule.compares.name(),
            rule.title
        );
    }
    let _ = writeln!(text, "\n{}", plural(rules.rules().len(), "rule"));
    print(&text)
}

fn list_fields() -> anyhow::Result<Outcome> {
    let rows = fields();
    let width = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for row in rows {
        let _ = writeln!(text, "{:<width$}  {}", row.name, row.meaning);
        let _ = writeln!(text, "{:<width$}  = {}", "", row.values);
    }
    print(&text)
}

/// A skeleton whose own reading fails names what is wrong with the id.
fn new(id: &str) -> anyhow::Result<Outcome> {
    let text = skeleton(id);
    Rule::read_whole("new rule", text.clone())?;
    output::print(&text, false)?;
    Ok(Outcome::Clean)
}

fn test(folder: Option<&Path>) -> anyhow::Result<Outcome> {
    let (all, tested) = match folder {
        None => {
            let all = RuleSet::builtin()?;
            (all.clone(), all)
        }
        Some(folder) => {
            let files = rule_files(folder)?;
            // A rule under test may be a built-in one that its author is changing, which then has no second copy.
            let tested = RuleSet::default().with_files(&files)?;
            let mut all = RuleSet::builtin()?;
            let taken: Vec<String> = tested
                .rules()
                .iter()
                .map(|rule| rule.id.clone())
                .filter(|id| all.get(id).is_some())
                .collect();
            all.ignore(&taken)?;
            (all.with_files(&files)?, tested)
        }
    };
    let engine = Engine::with_rules(all)?;
    let run = run_tests(tested.rules(), &|test| compare(&engine, test))?;
    if run.n_tests == 0 {
        bail!("expected rules with tests, found none; add [[test]] tables to them");
    }
    let mut text = String::new();
    for failure in &run.failures {
        let _ = writeln!(text, "FAILED {failure}\n");
    }
    let (rules, tests) = (plural(run.n_rules, "rule"), plural(run.n_tests, "test"));
    let _ = writeln!(text, "{rules}, {tests}, {} failed", run.failures.len());
    print(&text)?;
    Ok(if run.failures.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

/// Takes one test through all stages. A text that cannot be read gives no finding, and so fails a firing test.
fn compare(engine: &Engine, test: &RuleTest) -> Vec<Fired> {
    let read = |id, role, text: &str, published| {
        engine.read(&RawInput {
            id: DocumentId(id),
            role,
            name: "test",
            bytes: text.as_bytes(),
            format: Some(Format::Plain),
            published,
        })
    };
    let piece = read(0, Role::Piece, &test.claim, test.published);
    let source = read(1, Role::Source, &test.source, test.source_published);
    let (Ok(piece), Ok(source)) = (piece, source) else {
        return Vec::new();
    };
    let mut sources = vec![source];
    if let Some(other) = &test.other_source {
        let Ok(other) = read(2, Role::Source, other, test.source_published) else { return Vec::new() };
        sources.push(other);
    }
    let report = engine.check(piece, sources, &CheckOptions::default());
    fired(&report)
}

fn fired(report: &Report) -> Vec<Fired> {
    let words = |span| report.documents.first().map_or("", |piece| piece.slice(span));
    report
        .findings()
        .map(|(_, finding)| Fired {
            rule: finding.rule.clone(),
            words: words(finding.claim_span).to_string(),
        })
        .collect()
}
