//! Reads the texts that edits are made in: a file, a folder of texts, or JSON lines with a source.

use std::path::Path;

use anyhow::{Context, bail};
use serde::Deserialize;

use crate::cli::batch::Sources;
use crate::cli::input;
use crate::ingest::RawInput;
use crate::model::{Document, DocumentId, Role};
use crate::pipeline::Engine;

/// Endings of files in a folder that are read as texts.
const ENDINGS: &[&str] = &["txt", "md", "markdown", "html", "htm"];

/// The texts, and how many inputs could not be used.
#[derive(Debug, Default)]
pub(super) struct Articles {
    pub(super) documents: Vec<Document>,
    pub(super) failed: usize,
}

/// A line of JSON; other keys are let through.
#[derive(Debug, Deserialize)]
struct Row {
    source: Sources,
}

pub(super) fn read(engine: &Engine, path: &Path) -> anyhow::Result<Articles> {
    let articles = if path.is_dir() {
        folder(engine, path)?
    } else {
        let bytes = input::read(path)?;
        let lines = path.extension().is_some_and(|ending| ending == "jsonl");
        if lines {
            json_lines(engine, path, &bytes)
        } else {
            Articles { documents: vec![text(engine, path, &bytes)?], failed: 0 }
        }
    };
    if articles.documents.is_empty() {
        bail!(
            "{}: expected texts: a file, a folder with {} files, or JSON lines {{\"source\": \"…\"}}; found none: check the path",
            input::name(path),
            ENDINGS.join(", ")
        );
    }
    Ok(articles)
}

/// The texts right in a folder, sorted by name.
fn folder(engine: &Engine, path: &Path) -> anyhow::Result<Articles> {
    let entries = std::fs::read_dir(path).with_context(|| {
        format!("{}: expected a folder that can be listed; check its permissions", input::name(path))
    })?;
    let mut files = Vec::new();
    for entry in entries {
        let file = entry
            .with_context(|| {
                format!("{}: expected a folder that can be listed; check its permissions", input::name(path))
            })?
            .path();
        let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        if ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())) && file.is_file() {
            files.push(file);
        }
    }
    files.sort();
    let mut articles = Articles::default();
    for file in files {
        match text(engine, &file, &input::read(&file)?) {
            Ok(document) => articles.documents.push(document),
            Err(_) => articles.failed += 1,
        }
    }
    Ok(articles)
}

/// The sources of all lines; one that comes back is taken once.
fn json_lines(engine: &Engine, path: &Path, bytes: &[u8]) -> Articles {
    let mut articles = Articles::default();
    let mut seen = std::collections::BTreeSet::new();
    let lines = bytes.split(|&byte| byte == b'\n').enumerate();
    for (number, line) in lines.filter(|(_, line)| !line.trim_ascii().is_empty()) {
        let Ok(row) = serde_json::from_slice::<Row>(line) else {
            articles.failed += 1;
            continue;
        };
        let texts = match row.source {
            Sources::One(text) => vec![text],
            Sources::Several(texts) => texts,
        };
        for text in texts {
            if seen.contains(&text) {
                continue;
            }
            let name = format!("{}:{}", input::name(path), number + 1);
            match read_bytes(engine, &name, text.as_bytes()) {
                Ok(document) => articles.documents.push(document),
                Err(_) => articles.failed += 1,
            }
            seen.insert(text);
        }
    }
    articles
}

fn text(engine: &Engine, path: &Path, bytes: &[u8]) -> anyhow::Result<Document> {
    read_bytes(engine, &input::name(path), bytes)
}

fn read_bytes(engine: &Engine, name: &str, bytes: &[u8]) -> anyhow::Result<Document> {
    let raw = RawInput { id: DocumentId(1), role: Role::Source, name, bytes, format: None, published: None };
    Ok(engine.read(&raw)?)
}
