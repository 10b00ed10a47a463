//! What denies a predicate: "not" on it, "no" on its subject or object, "without" before it, a verb above that denies
//! what it governs.

use crate::lexicon::grammar::GrammarWords;
use crate::model::{Dep, Frame, Link, Tag, Tree};

pub(super) fn mark(tree: &Tree, frames: &mut [Frame], words: &GrammarWords) {
    let own: Vec<Vec<u32>> = frames.iter().map(|frame| own(tree, frame, words)).collect();
    let above: Vec<Option<u32>> = frames.iter().map(|frame| above(tree, frame, frames, words)).collect();
    // A denial of "failed" denies what it governs once more: "did not fail to pay".
    let outer: Vec<Vec<u32>> = frames
        .iter()
        .zip(&above)
        .map(|(frame, above)| match (frame.above, above) {
            (Some((idx, _)), Some(_)) => own.get(idx as usize).cloned().unwrap_or_default(),
            _ => Vec::new(),
        })
        .collect();
    for (((frame, own), above), outer) in frames.iter_mut().zip(own).zip(above).zip(outer) {
        frame.negators = own;
        frame.negators.extend(above);
        frame.negators.extend(outer);
        frame.negators.sort_unstable();
        frame.negators.dedup();
    }
}

fn own(tree: &Tree, frame: &Frame, words: &GrammarWords) -> Vec<u32> {
    let head = frame.head as usize;
    let negative = |at: usize| tree.get(at).is_some_and(|node| words.is_negative(&node.lemma));
    let mut found: Vec<u32> = Vec::new();
    for child in tree.children(head) {
        let Some(node) = tree.get(child) else { continue };
        match node.dep {
            Dep::Neg => found.push(child as u32),
            Dep::Advmod | Dep::Preconj if negative(child) => found.push(child as u32),
            // "no longer", "no more": the "no" hangs on the adverb.
            Dep::Advmod => {
                let mut below = tree.children(child).filter(|&at| is_no(tree, at));
                found.extend(below.next().map(|at| at as u32));
            }
            _ => {}
        }
    }
    // "no" on one argument denies the clause; on a second one it is the same denial ("no one got nothing" is rare).
    let core = frame.agents.iter().chain(&frame.patients).chain(&frame.attribute);
    let denied = core.map(|&at| at as usize).find_map(|at| {
        let node = tree.get(at)?;
        let bare = words.is_negative(&node.lemma) || &*node.lemma == "none";
        if bare {
            return Some(at);
        }
        tree.children(at)
            .find(|&child| is_no(tree, child) || tree.get(child).is_some_and(|n| n.dep == Dep::Neg))
    });
    if let Some(at) = denied.filter(|_| found.is_empty()) {
        found.push(at as u32);
    }
    let governor = tree.head(head).filter(|&at| tree.get(at).is_some_and(|node| &*node.lemma == "without"));
    found.extend(governor.map(|at| at as u32));
    found
}

/// "no" or "neither" before a noun; "No 1" is a rank.
fn is_no(tree: &Tree, at: usize) -> bool {
    let rank = tree.get(at + 1).is_some_and(|node| node.tag == Tag::Cd);
    tree.get(at).is_some_and(|node| {
        !rank && matches!(node.tag, Tag::Dt | Tag::Rb | Tag::Uh) && matches!(&*node.lemma, "no" | "neither")
    })
}

/// The verb above that denies this predicate.
fn above(tree: &Tree, frame: &Frame, frames: &[Frame], words: &GrammarWords) -> Option<u32> {
    let (above, link) = frame.above?;
    let head = frames.get(above as usize)?.head;
    let governs = matches!(link, Link::Content | Link::Complement)
        || link == Link::Adverbial
            && tree.head(frame.head as usize).is_some_and(|at| from_or_doing(tree, at));
    let denies = tree.get(head as usize).is_some_and(|node| words.is_denying(&node.lemma));
    (governs && denies).then_some(head)
}

/// "barred from selling".
fn from_or_doing(tree: &Tree, at: usize) -> bool {
    tree.get(at).is_some_and(|node| &*node.lemma == "from")
}
