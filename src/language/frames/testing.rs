//! Trees in tests, written as "word/lemma/TAG/dep/head" per word; the lemma may be left empty where it is the word.

use crate::lexicon::Lexicon;
use crate::model::{Dep, Frame, Node, Parse, Pos, Span, Tag, Tree};

/// Universal tag of a fine one, near enough for tests.
fn pos(tag: Tag, lemma: &str, dep: Dep) -> Pos {
    match tag.name() {
        "NN" | "NNS" => Pos::Noun,
        "NNP" | "NNPS" => Pos::Propn,
        "PRP" | "WP" | "WDT" => Pos::Pron,
        name if name.starts_with("VB") || name == "MD" => {
            let helps = matches!(dep, Dep::Aux | Dep::Auxpass) || lemma == "be";
            if helps { Pos::Aux } else { Pos::Verb }
        }
        "JJ" | "JJR" => Pos::Adj,
        "RB" => Pos::Adv,
        "IN" => Pos::Adp,
        _ => Pos::X,
    }
}

pub(super) fn parse(notation: &str) -> Parse {
    let mut start = 0;
    let nodes = notation
        .split_whitespace()
        .map(|word| {
            let parts: Vec<&str> = word.split('/').collect();
            let [form, lemma, tag, dep, head] = parts[..] else { panic!("five parts in {word}") };
            let lemma = if lemma.is_empty() { form.to_lowercase() } else { lemma.to_owned() };
            let (tag, dep) = (Tag::from_name(tag).expect("a tag"), Dep::from_name(dep).expect("a label"));
            let span = Span::new(start, start + form.len());
            start += form.len() + 1;
            let pos = pos(tag, &lemma, dep);
            Node { span, tag, pos, dep, head: head.parse().expect("a head"), lemma: lemma.into() }
        })
        .collect();
    let words = Lexicon::english().expect("built-in lexicon").grammar;
    super::parse(Tree::new(nodes, Vec::new()), &words)
}

/// "agents > predicate > patients", lemmas, with "not" before a denied predicate.
pub(super) fn shown(parse: &Parse, frame: &Frame) -> String {
    let list = |nodes: &[u32]| nodes.iter().map(|&at| parse.lemma(at)).collect::<Vec<_>>().join("+");
    let not = if frame.is_negated() { "not " } else { "" };
    format!("{} > {not}{} > {}", list(&frame.agents), parse.lemma(frame.head), list(&frame.patients))
}

/// All frames of a tree, shown.
pub(super) fn frames(notation: &str) -> Vec<String> {
    let parse = parse(notation);
    parse.frames.iter().map(|frame| shown(&parse, frame)).collect()
}
