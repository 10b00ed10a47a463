//! Every folder below `fixtures/pairs/` with a `gold.json` is a report and a piece. `expected.txt` beside it holds
//! what the program says of the piece, in short; `gold.json` holds what is true of it.
//!
//! After a wanted change, `CLAIMDIFF_BLESS=1 cargo test --test pairs` writes `expected.txt` anew; read the
//! difference before committing it.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::string_slice,
    reason = "tests read files, report, and fail loudly"
)]

mod gold;
mod support;

use std::fmt::Write as _;
use std::fs;

use claimdiff::model::Report;
use claimdiff::pipeline::Engine;
use gold::{Counts, GoldVerdict, Placed};
use similar::TextDiff;

/// White space of any length as one space.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The report in short: what was read, then a line for each sentence, and its findings below it.
fn render(report: &Report) -> String {
    let mut out = String::new();
    for document in &report.documents {
        let date = document.metadata.published.map_or_else(|| "no date".to_string(), |date| date.to_string());
        let speakers: Vec<&str> = document.speakers.iter().map(|s| s.name.as_str()).collect();
        let _ = writeln!(out, "{}  {date}  speakers: {}", document.name, speakers.join("; "));
    }
    if let Some(line) = report.split_line {
        let _ = writeln!(out, "the piece begins at line {line}");
    }
    for problem in &report.problems {
        let _ = writeln!(out, "problem: {}", problem.detail);
    }
    let Some(piece) = report.documents.first() else {
        return out;
    };
    for claim in &report.claims {
        let speaker = claim
            .speaker
            .and_then(|id| piece.speakers.get(usize::from(id.0)))
            .map_or("-", |speaker| speaker.name.as_str());
        let verdict = claim.not_checkable.map_or(claim.verdict.name(), |reason| reason.name());
        let _ = writeln!(out, "\n{verdict:<11} [{speaker}] {}", plain(piece.slice(claim.span)));
        for finding in &claim.findings {
            let words = plain(piece.slice(finding.claim_span));
            let source = finding
                .source
                .zip(finding.source_span)
                .and_then(|(id, span)| Some(plain(report.document(id)?.slice(span))))
                .map_or_else(|| "nothing".to_string(), |words| format!("\"{words}\""));
            let _ = writeln!(
                out,
                "    {} [{}] {}: \"{words}\" against {source}",
                finding.severity.name(),
                finding.rule,
                finding.verdict.name(),
            );
        }
    }
    let summary = report.summary();
    let _ = writeln!(
        out,
        "\n{} statements: {} supported, {} divergent, {} unsupported; {} not checkable",
        summary.claims, summary.supported, summary.divergent, summary.unsupported, summary.not_checkable
    );
    out
}

#[test]
fn every_pair_is_reported_as_expected() {
    let engine = Engine::new().expect("the engine");
    let pairs = gold::read_folders(&support::repository("fixtures/pairs"));
    assert!(pairs.len() >= 8, "pairs have gone missing: {} left", pairs.len());
    let bless = std::env::var_os("CLAIMDIFF_BLESS").is_some();
    let mut differences = String::new();
    for (folder, pair) in &pairs {
        let found = render(&gold::check(&engine, pair));
        let path = folder.join("expected.txt");
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if found == expected {
            continue;
        }
        if bless {
            fs::write(&path, &found).expect("expected.txt is written");
            continue;
        }
        let diff = TextDiff::from_lines(&expected, &found);
        let _ = writeln!(
            differences,
            "{}",
            diff.unified_diff()
                .context_radius(2)
                .header(&format!("{}/expected.txt", pair.id), "what the program says")
        );
    }
    assert!(
        differences.is_empty(),
        "{differences}\nCLAIMDIFF_BLESS=1 writes the files anew; read the difference before committing it"
    );
}

/// Known misses and known false alarms are named in `gold.json`; everything else must hold.
#[test]
fn every_pair_keeps_to_its_truth() {
    let engine = Engine::new().expect("the engine");
    let mut counts = Counts::default();
    let mut broken = Vec::new();
    for (_, pair) in gold::read_folders(&support::repository("fixtures/pairs")) {
        let report = gold::check(&engine, &pair);
        counts.add(&pair, &report);
        let findings = gold::placed(&report);
        for entry in &pair.gold {
            if let Some(words) = &entry.evidence {
                let stands = pair.sources.iter().chain([&pair.piece]).any(|part| part.text.contains(words));
                assert!(stands, "{}: the evidence {words:?} stands in no source", pair.id);
            }
            let (_, focus) = gold::places(&pair, entry);
            let on = || findings.iter().filter(|finding| finding.span.overlaps(focus));
            let loud = on().find(|finding| finding.is_loud());
            match entry.verdict {
                GoldVerdict::Supported | GoldVerdict::NotCheckable => match (loud, &entry.known_false) {
                    (Some(Placed { rule, message, .. }), None) => {
                        let focus = &entry.focus;
                        broken.push(format!("{}: false alarm on {focus:?}: {rule}: {message}", pair.id));
                    }
                    (None, Some(_)) => broken.push(format!(
                        "{}: {:?} is no longer flagged: drop known_false",
                        pair.id, entry.focus
                    )),
                    (Some(_), Some(_)) | (None, None) => {}
                },
                GoldVerdict::Divergent => {
                    let caught = on().any(Placed::is_loud);
                    if !caught && entry.known_miss.is_none() {
                        broken.push(format!("{}: missed {:?}: {}", pair.id, entry.focus, entry.why));
                    }
                    if caught && entry.known_miss.is_some() {
                        broken.push(format!(
                            "{}: {:?} is no longer missed: drop known_miss",
                            pair.id, entry.focus
                        ));
                    }
                }
                GoldVerdict::Unsupported => {}
            }
        }
    }
    eprintln!("invented pairs: {}", counts.line());
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
