//! Holds the program against labelled data that lies beside the checkout: `CLAIMDIFF_DATA` names the folder. Without
//! the variable nothing is measured and the tests say so; with it, a missing file is a failure.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::string_slice,
    reason = "tests read files, report, and fail loudly"
)]

mod gold;

use std::fs;
use std::path::Path;

use claimdiff::ingest::Format;
use claimdiff::model::Verdict;
use claimdiff::pipeline::Engine;
use gold::{Counts, Gold, Pair, Part, share};
use serde::Deserialize;
use serde::de::DeserializeOwned;

fn read<T: DeserializeOwned>(path: &Path) -> T {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Truth about a document: what a careful editor would accept.
#[derive(Debug, Deserialize)]
struct Seed {
    document: String,
    gold: Vec<SeedEntry>,
}

#[derive(Debug, Deserialize)]
struct SeedEntry {
    claim: String,
    focus: String,
    accept: Vec<String>,
    why: String,
    /// Whether a finding must, or a loud one may not, lie on the focus.
    expect_finding: Option<bool>,
}

#[test]
fn the_seed_document_is_judged_as_an_editor_would() {
    let Some(data) = gold::data() else {
        eprintln!("skipped: CLAIMDIFF_DATA names no folder");
        return;
    };
    let folder = data.join("seeds");
    let seed: Seed = read(&folder.join("gold.json"));
    let path = folder.join(&seed.document);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let engine = Engine::new().expect("the engine");
    let pair = Pair {
        id: "seed".to_string(),
        piece: Part { name: seed.document.clone(), format: None, published: None, text },
        sources: Vec::new(),
        gold: Vec::new(),
    };
    let report = gold::check(&engine, &pair);
    let piece = report.documents.first().expect("a piece");
    let findings = gold::placed(&report);
    let mut misses = Vec::new();
    for entry in &seed.gold {
        let truth = Gold {
            claim: entry.claim.clone(),
            focus: entry.focus.clone(),
            verdict: gold::GoldVerdict::Supported,
            category: String::new(),
            evidence: None,
            why: String::new(),
            known_miss: None,
            known_false: None,
        };
        let (sentence, focus) = gold::places(&pair, &truth);
        // A headline that is no sentence of its own, and text read as furniture, is not checkable.
        let verdict = report
            .claims
            .iter()
            .filter(|claim| piece.raw_span(claim.span).overlaps(sentence))
            .map(|claim| claim.verdict)
            .max()
            .unwrap_or(Verdict::NotCheckable);
        let on: Vec<_> = findings.iter().filter(|f| f.span.overlaps(focus)).collect();
        let finding_holds = match entry.expect_finding {
            Some(true) => !on.is_empty(),
            Some(false) => !on.iter().any(|f| f.is_loud()),
            None => true,
        };
        let holds = finding_holds && entry.accept.iter().any(|name| name == verdict.name());
        let rules: Vec<&str> = on.iter().map(|f| f.rule.as_str()).collect();
        let line = format!(
            "{} {} (accepted: {}) {:?} {:?} {}",
            if holds { "ok  " } else { "MISS" },
            verdict.name(),
            entry.accept.join(", "),
            entry.focus,
            rules,
            if holds { "" } else { &entry.why },
        );
        eprintln!("{line}");
        if !holds {
            misses.push(line);
        }
    }
    let total = seed.gold.len();
    eprintln!("seed: {} of {total}", total - misses.len());
    assert!(misses.is_empty(), "{} of {total} missed:\n{}", misses.len(), misses.join("\n"));
}

/// A pair in one file.
#[derive(Debug, Deserialize)]
struct OneFile {
    id: String,
    report: Option<Text>,
    interview: Option<Text>,
    combined: Option<Text>,
    gold: Vec<Gold>,
}

#[derive(Debug, Deserialize)]
struct Text {
    format: String,
    published: Option<String>,
    text: String,
}

impl Text {
    fn part(self, name: &str) -> Part {
        Part {
            name: name.to_string(),
            format: Some(match self.format.as_str() {
                "text" => Format::Plain,
                "markdown" => Format::Markdown,
                "html" => Format::Html,
                other => panic!("unknown format {other:?}"),
            }),
            published: self.published,
            text: self.text,
        }
    }
}

/// What the pairs whose number lies in the range come to.
fn measure(folder: &Path, numbers: std::ops::RangeInclusive<u32>) -> Counts {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let number = name.get(..2).and_then(|digits| digits.parse().ok());
            name.ends_with(".json") && number.is_some_and(|number| numbers.contains(&number))
        })
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "{}: no pairs", folder.display());
    let engine = Engine::new().expect("the engine");
    let mut counts = Counts::default();
    for path in paths {
        let file: OneFile = read(&path);
        let (piece, sources) = match (file.combined, file.interview, file.report) {
            (Some(combined), _, _) => (combined.part("combined"), Vec::new()),
            (None, Some(piece), Some(source)) => (piece.part("interview"), vec![source.part("report")]),
            (None, _, _) => panic!("{}: expected report and interview, or combined", path.display()),
        };
        let pair = Pair { id: file.id, piece, sources, gold: file.gold };
        counts.add(&pair, &gold::check(&engine, &pair));
    }
    counts
}

#[test]
fn ordinary_pairs_reach_the_floors() {
    let Some(data) = gold::data() else {
        eprintln!("skipped: CLAIMDIFF_DATA names no folder");
        return;
    };
    let counts = measure(&data.join("pairs"), 21..=99);
    eprintln!("ordinary pairs: {}", counts.line());
    let holds = share(counts.caught, counts.divergent) > 0.45
        && share(counts.false_alarms, counts.supported) < 0.05
        && share(counts.idle, counts.not_checkable) < 0.03
        && share(counts.right, counts.alarms) > 0.7;
    assert!(
        holds,
        "expected caught above 0.45, false below 0.05, idle below 0.03, precision above 0.7; found {}",
        counts.line()
    );
}

#[test]
fn hard_pairs_raise_few_false_alarms() {
    let Some(data) = gold::data() else {
        eprintln!("skipped: CLAIMDIFF_DATA names no folder");
        return;
    };
    let counts = measure(&data.join("pairs"), 1..=20);
    eprintln!("hard pairs: {}", counts.line());
    assert!(
        share(counts.false_alarms, counts.supported) < 0.08,
        "expected false below 0.08; found {}",
        counts.line()
    );
}
