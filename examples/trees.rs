//! Trees of texts, for a comparison with spaCy: `models/build/agreement.py` and `models/build/speed.py` start it.
//!
//! Each line of standard input is a text, written as a JSON string. For each a JSON line comes out: `words` with start
//! and end in bytes, `tags`, `pos`, `heads`, `labels`, `lemmas`, and `entities` with first word, end and kind. With
//! `--time` the milliseconds that loading took, the number of words and the words a second come out instead; a number
//! behind it says how many threads share the work and the weights.
//!
//! Texts are read as they are needed, so that memory does not grow with their number.

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a program for the terminal")]

use std::error::Error;
use std::io::{BufRead, BufWriter, Write, stdin, stdout};
use std::thread;
use std::time::{Duration, Instant};

use claimdiff::language::Analyser;
use claimdiff::model::Tree;
use serde::Serialize;

/// Most texts that go through the networks together.
const BATCH: usize = 64;
/// A batch with so many bytes takes no further text.
const BATCH_BYTES: usize = 64 * 1024;

type Failure = Box<dyn Error + Send + Sync>;

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

fn main() -> Result<(), Failure> {
    let start = Instant::now();
    let analyser = Analyser::shared()?;
    let loaded = start.elapsed();
    let mut arguments = std::env::args().skip(1);
    let mut out = BufWriter::new(stdout().lock());
    if arguments.next().as_deref() == Some("--time") {
        let threads = arguments.next().map_or(Ok(1), |threads| threads.parse::<usize>())?;
        let (words, busy) = time(analyser, threads)?;
        let speed = words as f64 / busy.as_secs_f64();
        writeln!(out, "{:.2} {words} {speed:.0}", loaded.as_secs_f64() * 1e3)?;
        return Ok(());
    }
    loop {
        let texts = batch()?;
        if texts.is_empty() {
            return Ok(());
        }
        for tree in trees(analyser, &texts) {
            serde_json::to_writer(&mut out, &row(&tree))?;
            writeln!(out)?;
        }
    }
}

/// The next texts; none at the end.
fn batch() -> Result<Vec<String>, Failure> {
    let (mut texts, mut bytes) = (Vec::new(), 0);
    for line in stdin().lock().lines() {
        let text: String = serde_json::from_str(&line?)?;
        bytes += text.len();
        texts.push(text);
        if texts.len() == BATCH || bytes >= BATCH_BYTES {
            break;
        }
    }
    Ok(texts)
}

fn trees(analyser: &Analyser, texts: &[String]) -> Vec<Tree> {
    let texts: Vec<(&str, usize)> = texts.iter().map(|text| (text.as_str(), 0)).collect();
    analyser.trees(&texts).into_iter().map(|read| read.tree).collect()
}

/// The words of all texts, and how long the thread that was longest at work with their trees was.
fn time(analyser: &Analyser, threads: usize) -> Result<(usize, Duration), Failure> {
    let work = || {
        let (mut words, mut busy) = (0, Duration::ZERO);
        loop {
            let texts = batch()?;
            if texts.is_empty() {
                return Ok((words, busy));
            }
            let start = Instant::now();
            words += trees(analyser, &texts).iter().map(|tree| tree.nodes().len()).sum::<usize>();
            busy += start.elapsed();
        }
    };
    let done: Vec<Result<(usize, Duration), Failure>> = thread::scope(|scope| {
        let started: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        started.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    let mut all = (0, Duration::ZERO);
    for one in done {
        let (words, busy) = one?;
        all = (all.0 + words, all.1.max(busy));
    }
    Ok(all)
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
