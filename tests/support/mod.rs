//! What several test files share: reports built by hand, temporary folders, runs of the program.
#![allow(dead_code, reason = "every test file uses a part of it")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use claimdiff::model::{
    Block, BlockKind, Category, ClaimResult, Document, DocumentBuilder, DocumentId, Evidence, Finding, Input,
    NotCheckable, OffsetMap, PairFeatures, Problem, ProblemKind, Relation, Report, Role, RuleNote,
    SentenceId, Severity, SlotRow, Span, Speaker, SpeakerId, SpeakerRole, Stage, Tool, Verdict,
};

/// A document of one block, with the speaker "Editor".
pub(crate) fn document(id: u16, role: Role, name: &str, text: &str) -> Document {
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at as u32 + 1));
    let mut document = DocumentBuilder {
        id: DocumentId(id),
        role,
        name: name.to_string(),
        text: text.to_string(),
        raw_line_starts: starts.collect(),
        offsets: OffsetMap::identity(),
    }
    .build();
    document.blocks.push(Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph });
    document.speakers.push(Speaker {
        name: "Editor".to_string(),
        labels: vec!["Editor".to_string()],
        role: Some(SpeakerRole::Host),
    });
    document
}

/// Where `words` stand in a document.
pub(crate) fn span(document: &Document, words: &str) -> Span {
    let at = document.text().find(words).expect("the words stand in the text");
    Span::new(at, at + words.len())
}

/// What a report built by hand is made of.
pub(crate) struct Made<'a> {
    pub(crate) piece_name: &'a str,
    pub(crate) source_name: &'a str,
    pub(crate) piece: &'a str,
    pub(crate) source: &'a str,
    /// The piece's sentence, its words that differ, and the words of the source.
    pub(crate) finding: (&'a str, &'a str, Option<&'a str>),
    pub(crate) message: &'a str,
}

/// One claim with one finding, one remark that is not checkable, and one problem.
pub(crate) fn report(made: &Made<'_>) -> Report {
    let piece = document(0, Role::Piece, made.piece_name, made.piece);
    let source = document(1, Role::Source, made.source_name, made.source);
    let (sentence, claim_words, source_words) = made.finding;
    let claim_span = span(&piece, claim_words);
    let source_span = source_words.map(|words| span(&source, words));
    let verdict = if source_span.is_some() { Verdict::Divergent } else { Verdict::Unsupported };
    let finding = Finding {
        rule: "date/day-mismatch".to_string(),
        category: Category::Date,
        verdict,
        severity: Severity::Error,
        confidence: 0.93,
        message: made.message.to_string(),
        claim_span,
        claim_value: Some("XXXX-XX-04".to_string()),
        source: source_span.map(|_| DocumentId(1)),
        source_span,
        source_value: source_span.map(|_| "XXXX-XX-03".to_string()),
        suggestion: source_words.map(str::to_string),
        fingerprint: "0123456789abcdef".to_string(),
        waived: None,
    };
    let claim = ClaimResult {
        id: 0,
        sentence: SentenceId(0),
        span: span(&piece, sentence),
        speaker: Some(SpeakerId(0)),
        verdict,
        not_checkable: None,
        score: Some(0.11),
        score_parts: Vec::new(),
        slots: vec![SlotRow {
            slot: "time",
            claim: claim_span,
            source: source_span.map(|span| (DocumentId(1), span)),
            relation: if source_span.is_some() { Relation::Disjoint } else { Relation::Absent },
        }],
        evidence: vec![Evidence {
            source: DocumentId(1),
            span: Span::new(0, made.source.len()),
            score: 0.83,
            features: PairFeatures::default(),
        }],
        findings: vec![finding],
    };
    let courtesy = ClaimResult {
        id: 1,
        sentence: SentenceId(1),
        span: Span::new(0, 0),
        speaker: None,
        verdict: Verdict::NotCheckable,
        not_checkable: Some(NotCheckable::Courtesy),
        score: None,
        score_parts: Vec::new(),
        slots: Vec::new(),
        evidence: Vec::new(),
        findings: Vec::new(),
    };
    let problem = Problem {
        document: Some(DocumentId(1)),
        span: None,
        stage: Stage::Ingest,
        kind: ProblemKind::NoDate,
        detail: "no date is known".to_string(),
    };
    Report {
        tool: Tool::THIS,
        inputs: [&piece, &source]
            .into_iter()
            .map(|document| Input {
                id: document.id,
                role: document.role,
                name: document.name.clone(),
                published: None,
                sha256: document.name.clone(),
            })
            .collect(),
        documents: vec![piece, source],
        split_line: None,
        claims: vec![claim, courtesy],
        problems: vec![problem],
        rules: vec![RuleNote {
            id: "date/day-mismatch".to_string(),
            title: "Another day".to_string(),
            severity: Severity::Error,
            why: "Days are retold from memory.".to_string(),
            limits: "Silent where no date is known.".to_string(),
        }],
    }
}

/// A new folder that goes away with the test.
pub(crate) fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// Runs the program in a folder.
pub(crate) fn claimdiff(folder: &Path, args: &[&str], stdin: Option<&Path>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimdiff"));
    command.args(args).current_dir(folder).env_remove("NO_COLOR").env_remove("COLUMNS");
    match stdin {
        Some(path) => command.stdin(std::fs::File::open(path).expect("the input file")),
        None => command.stdin(std::process::Stdio::null()),
    };
    command.output().expect("the program starts")
}

/// A folder of the repository.
pub(crate) fn repository(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}
