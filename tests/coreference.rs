//! What pronouns and descriptions stand for, on invented texts. In `fixtures/coreference/` every word that refers
//! stands as `{she=Hedda Brunsvold}`: the words, and whom or what they mean; members of a pair are joined by " + ", and
//! "-" stands for nothing. A reference that the program finds without a mark counts as wrong.
//!
//! `cargo test --test coreference -- --nocapture` prints precision and recall and every slip.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::string_slice,
    reason = "tests read files, report, and fail loudly"
)]

mod support;

use std::collections::BTreeMap;
use std::fs;

use claimdiff::ingest::RawInput;
use claimdiff::model::{Analysis, DocumentId, Mention, Reference, Role, Span};
use claimdiff::pipeline::Engine;

/// Today's levels: what is bound is bound rightly; what could be bound is.
const PRECISION: f64 = 0.96;
const RECALL: f64 = 0.9;

struct Gold {
    span: Span,
    meant: String,
}

/// The text without marks, and the marks.
fn unmarked(marked: &str) -> (String, Vec<Gold>) {
    let (mut text, mut gold, mut rest) = (String::new(), Vec::new(), marked);
    while let Some(at) = rest.find('{') {
        text.push_str(&rest[..at]);
        let end = rest[at..].find('}').expect("a mark ends") + at;
        let (words, meant) = rest[at + 1..end].split_once('=').expect("words and meaning");
        gold.push(Gold { span: Span::new(text.len(), text.len() + words.len()), meant: meant.to_string() });
        text.push_str(words);
        rest = &rest[end + 1..];
    }
    text.push_str(rest);
    (text, gold)
}

/// The words that a reference leads to, one after the other, to the first that refer to nothing else.
fn chain<'a>(analysis: &'a Analysis, reference: &Reference) -> Vec<&'a str> {
    let mut words = vec![analysis.document.slice(reference.antecedent)];
    let mut span = reference.antecedent;
    while let Some(next) = analysis.reference_at(span).filter(|next| next.antecedent != span) {
        span = next.antecedent;
        words.push(analysis.document.slice(span));
        if words.len() > 20 {
            break;
        }
    }
    words
}

fn names(analysis: &Analysis, reference: &Reference) -> Vec<String> {
    let canonical = |entity: &u32| {
        let name = analysis.mentions.iter().filter_map(Mention::name).find(|name| name.entity == *entity);
        name.map(|name| name.canonical.clone())
    };
    reference.entities.iter().filter_map(canonical).collect()
}

fn is_right(analysis: &Analysis, reference: &Reference, meant: &str) -> bool {
    let mut wanted: Vec<String> = meant.split(" + ").map(str::to_string).collect();
    let mut found = names(analysis, reference);
    wanted.sort();
    found.sort();
    if found == wanted {
        return true;
    }
    let speaker = reference.speaker.and_then(|id| analysis.document.speakers.get(usize::from(id.0)));
    if speaker.is_some_and(|speaker| speaker.name == meant) {
        return true;
    }
    let meant = meant.to_lowercase();
    let close = |words: &&str| words.to_lowercase().contains(&meant);
    wanted.len() == 1 && chain(analysis, reference).iter().any(close)
}

#[derive(Default)]
struct Counts {
    gold: usize,
    bound: usize,
    right: usize,
}

#[test]
fn references_stand_for_what_they_mean() {
    let engine = Engine::new().expect("the engine");
    let folder = support::repository("fixtures/coreference");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let (mut all, mut kinds): (Counts, BTreeMap<&str, Counts>) = Default::default();
    for file in files {
        let marked = fs::read_to_string(&file).expect("UTF-8");
        let (text, gold) = unmarked(&marked);
        let name = file.file_name().expect("a name").to_string_lossy().to_string();
        let raw = RawInput {
            id: DocumentId(0),
            role: Role::Piece,
            name: &name,
            bytes: text.as_bytes(),
            format: None,
            published: None,
        };
        let analysis = engine.analyse(engine.read(&raw).expect("a document"));
        let at = |gold: &Gold| analysis.references.iter().find(|reference| reference.span == gold.span);
        assert_eq!(analysis.document.text(), text.replace("\r", ""), "{name}: offsets must stay");
        let mut counts =
            Counts { gold: gold.iter().filter(|gold| gold.meant != "-").count(), ..Counts::default() };
        for mark in &gold {
            let words = &text[mark.span.range()];
            let line = text[..mark.span.start()].lines().count();
            match at(mark) {
                None if mark.meant == "-" => {}
                None => eprintln!("{name}:{line}: missed {words} = {}", mark.meant),
                Some(reference) => {
                    counts.bound += 1;
                    let right = mark.meant != "-" && is_right(&analysis, reference, &mark.meant);
                    let kind = kinds.entry(reference.kind.name()).or_default();
                    kind.bound += 1;
                    kind.right += usize::from(right);
                    counts.right += usize::from(right);
                    if !right {
                        let found = analysis.document.slice(reference.antecedent);
                        eprintln!(
                            "{name}:{line}: WRONG {words} = {} but {found} {:?}",
                            mark.meant,
                            names(&analysis, reference)
                        );
                    }
                }
            }
        }
        for reference in &analysis.references {
            if !gold.iter().any(|mark| mark.span == reference.span) {
                counts.bound += 1;
                kinds.entry(reference.kind.name()).or_default().bound += 1;
                let line = text[..reference.span.start()].lines().count();
                let words = &text[reference.span.range()];
                eprintln!(
                    "{name}:{line}: UNMARKED {words} = {}",
                    analysis.document.slice(reference.antecedent)
                );
            }
        }
        eprintln!("{name}: {} of {} bound rightly, {} bound", counts.right, counts.gold, counts.bound);
        all.gold += counts.gold;
        all.bound += counts.bound;
        all.right += counts.right;
    }
    for (kind, counts) in &kinds {
        eprintln!("{kind}: {} of {} right", counts.right, counts.bound);
    }
    let precision = all.right as f64 / all.bound as f64;
    let recall = all.right as f64 / all.gold as f64;
    eprintln!("{} references: precision {precision:.3}, recall {recall:.3}", all.gold);
    assert!(precision >= PRECISION, "precision {precision:.3}");
    assert!(recall >= RECALL, "recall {recall:.3}");
}
