//! What the tests against known truth share: reading pairs, checking them, and counting what was caught. The
//! measure is that of the labelled pairs: loud findings (warning, error) against the words that matter.
#![allow(dead_code, reason = "every test file uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};

use claimdiff::ingest::{self, Format, RawInput};
use claimdiff::model::{Document, DocumentId, Report, Role, Severity, Span, Verdict};
use claimdiff::pipeline::{CheckOptions, Engine};
use serde::Deserialize;

/// One fact of the piece and what is true of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gold {
    /// The sentence, as it stands in the file.
    pub(crate) claim: String,
    /// The words of it that matter.
    pub(crate) focus: String,
    pub(crate) verdict: GoldVerdict,
    pub(crate) category: String,
    /// Words of the source that show it.
    #[serde(default)]
    pub(crate) evidence: Option<String>,
    pub(crate) why: String,
    /// Why the program does not find this mistake today.
    #[serde(default)]
    pub(crate) known_miss: Option<String>,
    /// Why the program flags this without need today.
    #[serde(default)]
    pub(crate) known_false: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GoldVerdict {
    Supported,
    Divergent,
    Unsupported,
    NotCheckable,
}

/// A text as bytes, with what is known of it.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) format: Option<Format>,
    pub(crate) published: Option<String>,
    pub(crate) text: String,
}

/// A piece, its sources (none: a combined document), and what is true of it.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) id: String,
    pub(crate) piece: Part,
    pub(crate) sources: Vec<Part>,
    pub(crate) gold: Vec<Gold>,
}

/// `gold.json` of a folder below `fixtures/pairs/`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PairFile {
    #[serde(rename = "id")]
    id: String,
    #[serde(rename = "domain")]
    _domain: String,
    piece: PartFile,
    #[serde(default)]
    sources: Vec<PartFile>,
    gold: Vec<Gold>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartFile {
    file: String,
    #[serde(default)]
    published: Option<String>,
}

/// The pairs of a folder of folders, by name.
pub(crate) fn read_folders(root: &Path) -> Vec<(PathBuf, Pair)> {
    let mut folders: Vec<PathBuf> = fs::read_dir(root)
        .unwrap_or_else(|error| panic!("{}: {error}", root.display()))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.join("gold.json").is_file())
        .collect();
    folders.sort();
    folders
        .into_iter()
        .map(|folder| {
            let pair = read_folder(&folder);
            (folder, pair)
        })
        .collect()
}

fn read_folder(folder: &Path) -> Pair {
    let path = folder.join("gold.json");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let file: PairFile =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let part = |part: &PartFile| {
        let path = folder.join(&part.file);
        Part {
            name: part.file.clone(),
            format: None,
            published: part.published.clone(),
            text: fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())),
        }
    };
    Pair {
        id: file.id.clone(),
        piece: part(&file.piece),
        sources: file.sources.iter().map(part).collect(),
        gold: file.gold,
    }
}

/// Reads and checks a pair.
pub(crate) fn check(engine: &Engine, pair: &Pair) -> Report {
    let read = |part: &Part, id: u16, role: Role| -> Document {
        engine
            .read(&RawInput {
                id: DocumentId(id),
                role,
                name: &part.name,
                bytes: part.text.as_bytes(),
                format: part.format,
                published: part.published.as_deref().map(|date| date.parse().expect("a date YYYY-MM-DD")),
            })
            .unwrap_or_else(|error| panic!("{}: {}: {error}", pair.id, part.name))
    };
    let piece = read(&pair.piece, 0, Role::Piece);
    if !pair.sources.is_empty() {
        let sources = (1..).zip(&pair.sources).map(|(id, part)| read(part, id, Role::Source)).collect();
        return engine.check(piece, sources, &CheckOptions::default());
    }
    let parts = ingest::split_combined(&piece, None, engine.lexicon())
        .unwrap_or_else(|error| panic!("{}: {error}", pair.id))
        .unwrap_or_else(|| panic!("{}: the combined document cannot be split", pair.id));
    let options = CheckOptions { split_line: Some(parts.line), ..CheckOptions::default() };
    engine.check(parts.piece, vec![parts.source], &options)
}

/// Places of an entry in the bytes of the piece's file: sentence, words that matter.
pub(crate) fn places(pair: &Pair, gold: &Gold) -> (Span, Span) {
    let Some(at) = pair.piece.text.rfind(&gold.claim) else {
        panic!("{}: the claim {:?} is not in the piece", pair.id, gold.claim);
    };
    let Some(inner) = gold.claim.find(&gold.focus) else {
        panic!("{}: {:?} is not in its claim", pair.id, gold.focus);
    };
    let start = at + inner;
    (Span::new(at, at + gold.claim.len()), Span::new(start, start + gold.focus.len()))
}

/// A finding with its place in the bytes of the piece's file.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) rule: String,
    pub(crate) message: String,
    pub(crate) severity: Severity,
    pub(crate) span: Span,
}

impl Placed {
    pub(crate) fn is_loud(&self) -> bool {
        self.severity >= Severity::Warning
    }
}

/// All findings of a report, placed.
pub(crate) fn placed(report: &Report) -> Vec<Placed> {
    let piece = report.documents.first().expect("a piece");
    report
        .findings()
        .map(|(_, finding)| Placed {
            rule: finding.rule.clone(),
            message: finding.message.clone(),
            severity: finding.severity,
            span: piece.raw_span(finding.claim_span),
        })
        .collect()
}

/// Counts over pairs.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) divergent: usize,
    pub(crate) caught: usize,
    pub(crate) unsupported: usize,
    pub(crate) unsupported_found: usize,
    pub(crate) supported: usize,
    pub(crate) false_alarms: usize,
    pub(crate) not_checkable: usize,
    pub(crate) idle: usize,
    pub(crate) alarms: usize,
    pub(crate) right: usize,
}

/// `a` of `b`, 0 where there is nothing.
pub(crate) fn share(a: usize, b: usize) -> f64 {
    if b == 0 { 0.0 } else { a as f64 / b as f64 }
}

impl Counts {
    /// One line with every share.
    pub(crate) fn line(&self) -> String {
        format!(
            "caught {:.3} ({}/{})  unsupported {:.3}  false {:.3} ({}/{})  idle {:.3} ({}/{})  precision {:.3} ({}/{})",
            share(self.caught, self.divergent),
            self.caught,
            self.divergent,
            share(self.unsupported_found, self.unsupported),
            share(self.false_alarms, self.supported),
            self.false_alarms,
            self.supported,
            share(self.idle, self.not_checkable),
            self.idle,
            self.not_checkable,
            share(self.right, self.alarms),
            self.right,
            self.alarms,
        )
    }

    /// Adds one pair.
    pub(crate) fn add(&mut self, pair: &Pair, report: &Report) {
        let findings = placed(report);
        let piece = report.documents.first().expect("a piece");
        let (mut sentences, mut wrong) = (Vec::new(), Vec::new());
        for gold in &pair.gold {
            let (sentence, focus) = places(pair, gold);
            sentences.push(sentence);
            let loud_on = |span: Span| findings.iter().any(|f| f.is_loud() && f.span.overlaps(span));
            match gold.verdict {
                GoldVerdict::Divergent => {
                    wrong.push(focus);
                    self.divergent += 1;
                    self.caught += usize::from(loud_on(focus));
                }
                GoldVerdict::Unsupported => {
                    wrong.push(focus);
                    let flagged = report.claims.iter().any(|claim| {
                        matches!(claim.verdict, Verdict::Divergent | Verdict::Unsupported)
                            && piece.raw_span(claim.span).overlaps(sentence)
                    });
                    let found = findings.iter().any(|f| f.span.overlaps(focus));
                    self.unsupported += 1;
                    self.unsupported_found += usize::from(flagged || found);
                }
                GoldVerdict::Supported => {
                    self.supported += 1;
                    self.false_alarms += usize::from(loud_on(focus));
                }
                GoldVerdict::NotCheckable => {
                    let mixed = pair
                        .gold
                        .iter()
                        .any(|other| other.claim == gold.claim && other.verdict != gold.verdict);
                    self.not_checkable += 1;
                    self.idle += usize::from(!mixed && loud_on(sentence));
                }
            }
        }
        for finding in findings.iter().filter(|finding| finding.is_loud()) {
            if sentences.iter().any(|span| finding.span.overlaps(*span)) {
                self.alarms += 1;
                self.right += usize::from(wrong.iter().any(|span| finding.span.overlaps(*span)));
            }
        }
    }
}

/// The folder of labelled data, if `CLAIMDIFF_DATA` names one.
pub(crate) fn data() -> Option<PathBuf> {
    std::env::var_os("CLAIMDIFF_DATA").map(PathBuf::from)
}
