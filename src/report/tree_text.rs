//! Dependency trees as text: one word a line below its head, and the frames of the sentence after it.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use crate::model::{Analysis, Frame, FrameKind, Parse, Tense};
use crate::report::{escape, facts_text};

/// Renders the parses of an analysis, given in the order of its sentences.
pub fn render(analysis: &Analysis, parses: &[Parse]) -> String {
    let mut out = String::new();
    for (sentence, parse) in analysis.sentences.iter().zip(parses) {
        facts_text::push_sentence(analysis, sentence, &mut out);
        for root in parse.tree.roots() {
            push_tree(analysis, parse, root, &mut out);
        }
        for entity in parse.tree.entities() {
            let words = (entity.nodes.start..entity.nodes.end).map(|at| word(analysis, parse, at));
            let words: Vec<String> = words.collect();
            let _ = writeln!(out, "    {:<13}{}", entity.kind.name().to_lowercase(), words.join(" "));
        }
        for frame in &parse.frames {
            push_frame(analysis, parse, frame, &mut out);
        }
        out.push('\n');
    }
    out
}

/// A word and all below it, with a step to the right for each level; no recursion, so that no tree is too deep.
fn push_tree(analysis: &Analysis, parse: &Parse, root: usize, out: &mut String) {
    const DEEPEST: usize = 24;
    let mut open = vec![(root, 0usize)];
    while let Some((at, depth)) = open.pop() {
        let Some(node) = parse.tree.get(at) else { continue };
        let text = word(analysis, parse, at as u32);
        let indent = 2 * depth.min(DEEPEST);
        let gap = 34usize.saturating_sub(indent + text.width()).max(1);
        let _ = writeln!(
            out,
            "    {:indent$}{text}{:gap$}{:<10} {:<5} {:<5} {}",
            "",
            "",
            node.dep.name(),
            node.tag.name(),
            node.pos.name(),
            escape::terminal(&node.lemma),
        );
        open.extend(parse.tree.children(at).rev().map(|child| (child, depth + 1)));
    }
}

fn push_frame(analysis: &Analysis, parse: &Parse, frame: &Frame, out: &mut String) {
    let list =
        |nodes: &[u32]| nodes.iter().map(|&at| word(analysis, parse, at)).collect::<Vec<_>>().join(", ");
    let mut line = format!("    frame        {}", word(analysis, parse, frame.head));
    for (name, nodes) in [("who", &frame.agents), ("whom", &frame.patients), ("to", &frame.recipients)] {
        if !nodes.is_empty() {
            let _ = write!(line, "  {name}: {}", list(nodes));
        }
    }
    if let Some(attribute) = frame.attribute {
        let _ = write!(line, "  is: {}", word(analysis, parse, attribute));
    }
    for adjunct in &frame.adjuncts {
        let preposition = adjunct.preposition.map_or("at", |at| parse.lemma(at));
        let _ = write!(line, "  {preposition}: {}", word(analysis, parse, adjunct.head));
    }
    if frame.is_negated() {
        let _ = write!(line, "  denied by: {}", list(&frame.negators));
    }
    let _ = write!(line, "  ({})", kind(frame));
    out.push_str(&line);
    out.push('\n');
}

fn kind(frame: &Frame) -> &'static str {
    match (frame.kind, frame.tense) {
        (FrameKind::Nominal, _) => "noun",
        (_, Tense::Past) => "past",
        (_, Tense::Perfect) => "perfect",
        (_, Tense::Present) => "present",
        (_, Tense::Future) => "future",
        (_, Tense::None) => "no tense",
    }
}

fn word(analysis: &Analysis, parse: &Parse, at: u32) -> String {
    let span = parse.node(at).map(|node| node.span);
    span.map_or_else(String::new, |span| escape::terminal(analysis.document.slice(span)).into_owned())
}
