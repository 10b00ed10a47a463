//! Trees of texts, for a comparison with spaCy: `models/build/agreement.py` and `models/build/speed.py` start it.
//!
//! Each line of standard input is a text, written as a JSON string. For each a JSON line comes out: `words` with start
//! and end in bytes, `tags`, `pos`, `heads`, `labels`, `lemmas`, and `entities` with first word, end and kind. With
//! `--time` the texts are read so many times, and the milliseconds that loading took and the words a second come out
//! instead.

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a program for the terminal")]

use std::error::Error;
use std::io::{BufRead, BufWriter, Write, stdin, stdout};
use std::time::Instant;

use claimdiff::language::Analyser;
use claimdiff::model::Tree;
use serde::Serialize;

/// Texts that go through the networks together.
const BATCH: usize = 64;

#[derive(Serialize)]
struct Row<'a> {
    words: Vec<(usize, usize)>,
    tags: Vec<&'static str>,
    pos: Vec<&'static str>,
    heads: Vec<u32>,
    labels: Vec<&'static str>,
    lemmas: Vec<&'a str>,
    entities: Vec<(u32, u32, &'static str)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let analyser = Analyser::shared()?;
    let loaded = start.elapsed();
    let mut arguments = std::env::args().skip(1);
    let rounds = match arguments.next().as_deref() {
        Some("--time") => Some(arguments.next().map_or(Ok(1), |rounds| rounds.parse::<usize>())?),
        Some(_) | None => None,
    };
    let texts = stdin().lock().lines().map(|line| Ok(serde_json::from_str(&line?)?));
    let texts: Vec<String> = texts.collect::<Result<_, Box<dyn Error>>>()?;
    let texts: Vec<(&str, usize)> = texts.iter().map(|text| (text.as_str(), 0)).collect();
    let mut out = BufWriter::new(stdout().lock());
    if let Some(rounds) = rounds {
        for _ in 0..rounds {
            let start = Instant::now();
            let trees = texts.chunks(BATCH).flat_map(|batch| analyser.trees(batch));
            let words: usize = trees.map(|tree| tree.tree.nodes().len()).sum();
            let speed = words as f64 / start.elapsed().as_secs_f64();
            writeln!(out, "{:.2} {words} {speed:.0}", loaded.as_secs_f64() * 1e3)?;
        }
        return Ok(());
    }
    for batch in texts.chunks(BATCH) {
        for tree in analyser.trees(batch) {
            serde_json::to_writer(&mut out, &row(&tree.tree))?;
            writeln!(out)?;
        }
    }
    Ok(())
}

fn row(tree: &Tree) -> Row<'_> {
    let nodes = tree.nodes();
    Row {
        words: nodes.iter().map(|node| (node.span.start(), node.span.end())).collect(),
        tags: nodes.iter().map(|node| node.tag.name()).collect(),
        pos: nodes.iter().map(|node| node.pos.name()).collect(),
        heads: nodes.iter().map(|node| node.head).collect(),
        labels: nodes.iter().map(|node| node.dep.name()).collect(),
        lemmas: nodes.iter().map(|node| &*node.lemma).collect(),
        entities: tree.entities().iter().map(|it| (it.nodes.start, it.nodes.end, it.kind.name())).collect(),
    }
}
