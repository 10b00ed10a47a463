//! The arguments of a predicate: those that hang on it, and those that it takes over from the predicate above.

use crate::language::frames::tense;
use crate::model::{Adjunct, Dep, Frame, FrameKind, Link, Tag, Tense, Tree};

/// The frame of a head with what hangs on it.
pub(super) fn own(tree: &Tree, at: usize, kind: FrameKind) -> Frame {
    let mut frame = Frame {
        head: at as u32,
        kind,
        agents: Vec::new(),
        patients: Vec::new(),
        recipients: Vec::new(),
        attribute: None,
        adjuncts: Vec::new(),
        passive: is_passive(tree, at),
        negators: Vec::new(),
        modal: None,
        tense: if kind == FrameKind::Nominal { Tense::None } else { tense(tree, at) },
        above: None,
        mark: None,
    };
    for child in tree.children(at) {
        if let Some(node) = tree.get(child) {
            match kind {
                FrameKind::Nominal => of_noun(tree, child, node.dep, &mut frame),
                FrameKind::Verb | FrameKind::Copula => of_verb(tree, child, node.dep, &mut frame),
            }
        }
    }
    frame
}

fn of_verb(tree: &Tree, child: usize, dep: Dep, frame: &mut Frame) {
    match dep {
        Dep::Nsubj | Dep::Csubj => push_list(tree, child, &mut frame.agents),
        Dep::Nsubjpass | Dep::Csubjpass | Dep::Dobj => push_list(tree, child, &mut frame.patients),
        Dep::Agent => {
            for object in tree.children_by(child, Dep::Pobj) {
                push_list(tree, object, &mut frame.agents);
            }
        }
        Dep::Dative => match tree.children_by(child, Dep::Pobj).next() {
            Some(object) => push_list(tree, object, &mut frame.recipients),
            None => push_list(tree, child, &mut frame.recipients),
        },
        Dep::Attr | Dep::Acomp | Dep::Oprd => frame.attribute = frame.attribute.or(Some(child as u32)),
        Dep::Prep => push_adjuncts(tree, child, frame),
        Dep::Npadvmod => frame.adjuncts.push(Adjunct { preposition: None, head: child as u32 }),
        Dep::Mark => frame.mark = Some(child as u32),
        Dep::Advmod if tree.get(child).is_some_and(|node| node.tag == Tag::Wrb) => {
            frame.mark = frame.mark.or(Some(child as u32));
        }
        Dep::Aux if tree.get(child).is_some_and(|node| node.tag == Tag::Md) => {
            frame.modal = Some(child as u32);
        }
        _ => {}
    }
}

fn of_noun(tree: &Tree, child: usize, dep: Dep, frame: &mut Frame) {
    match dep {
        Dep::Poss => push_list(tree, child, &mut frame.agents),
        Dep::Prep | Dep::Agent => {
            let lemma = tree.get(child).map_or("", |node| &*node.lemma);
            match lemma {
                "of" | "by" => {
                    for object in tree.children_by(child, Dep::Pobj) {
                        let role = if lemma == "of" { &mut frame.patients } else { &mut frame.agents };
                        push_list(tree, object, role);
                    }
                }
                _ => push_adjuncts(tree, child, frame),
            }
        }
        _ => {}
    }
}

/// What stands under a preposition, and under a further one that hangs on it ("in Oslo on Friday").
fn push_adjuncts(tree: &Tree, preposition: usize, frame: &mut Frame) {
    for child in tree.children(preposition) {
        let Some(node) = tree.get(child) else { continue };
        match node.dep {
            Dep::Pobj | Dep::Pcomp | Dep::Advmod => {
                let mut heads = Vec::new();
                push_list(tree, child, &mut heads);
                let preposition = Some(preposition as u32);
                frame.adjuncts.extend(heads.into_iter().map(|head| Adjunct { preposition, head }));
            }
            _ => {}
        }
    }
}

/// A word and the members of the list that it heads.
fn push_list(tree: &Tree, at: usize, list: &mut Vec<u32>) {
    let mut next = Some(at);
    while let Some(member) = next {
        // A parser's list is a chain; the bound holds for trees from anywhere.
        if list.len() > tree.nodes().len() {
            return;
        }
        list.push(member as u32);
        next = tree.children_by(member, Dep::Conj).next();
    }
}

/// "was repaired", and a participle behind a noun ("the pact signed by Norland").
fn is_passive(tree: &Tree, at: usize) -> bool {
    let participle = tree.get(at).is_some_and(|node| node.tag == Tag::Vbn && node.dep == Dep::Acl);
    participle
        || tree.children(at).any(|child| {
            tree.get(child).is_some_and(|node| matches!(node.dep, Dep::Auxpass | Dep::Nsubjpass | Dep::Agent))
        })
}

/// Subjects that a predicate has from elsewhere: the noun that a relative clause is about, the subject of the verb
/// above an infinitive, of the first verb of a list. Frames above come first in a walk over the links.
pub(super) fn inherit(tree: &Tree, frames: &mut [Frame]) {
    for idx in order(frames) {
        let Some(frame) = frames.get(idx) else { continue };
        let from =
            relative(tree, frame).or_else(|| cleft(tree, frame)).or_else(|| subject_above(frame, frames));
        if let (Some(from), Some(frame)) = (from, frames.get_mut(idx)) {
            apply(tree, frame, from);
        }
    }
}

/// Indices of the frames, each after the one above it.
fn order(frames: &[Frame]) -> Vec<usize> {
    let depth = |idx: usize| {
        let mut depth = 0usize;
        let mut at = frames.get(idx).and_then(|frame| frame.above);
        while let Some((above, _)) = at {
            depth += 1;
            if depth > frames.len() {
                break;
            }
            at = frames.get(above as usize).and_then(|frame| frame.above);
        }
        depth
    };
    let mut order: Vec<(usize, usize)> = (0..frames.len()).map(|idx| (depth(idx), idx)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, idx)| idx).collect()
}

/// What a predicate takes over.
struct Inherited {
    nodes: Vec<u32>,
    /// As its object, not as its subject.
    object: bool,
    /// The verb above is passive, and so is this participle ("was signed and published").
    passive: bool,
}

/// The noun of a relative clause takes the place of its pronoun, or the place that is empty.
fn relative(tree: &Tree, frame: &Frame) -> Option<Inherited> {
    let (_, Link::Relative) = frame.above.unwrap_or((0, relative_link(tree, frame)?)) else { return None };
    let noun = tree.head(frame.head as usize)? as u32;
    let pronoun = |list: &[u32]| list.first().is_some_and(|&at| is_relative_pronoun(tree, at));
    let subject = if frame.passive { &frame.patients } else { &frame.agents };
    if pronoun(subject) || subject.is_empty() && is_participle(tree, frame) {
        return Some(Inherited { nodes: vec![noun], object: false, passive: false });
    }
    let free = frame.patients.is_empty() || pronoun(&frame.patients);
    let stranded = frame.kind == FrameKind::Copula;
    (free && !subject.is_empty() && !frame.passive && !stranded).then(|| Inherited {
        nodes: vec![noun],
        object: true,
        passive: false,
    })
}

/// A relative clause or participle is about its noun, whether or not a frame stands above the noun.
fn relative_link(tree: &Tree, frame: &Frame) -> Option<Link> {
    let dep = tree.get(frame.head as usize)?.dep;
    matches!(dep, Dep::Relcl | Dep::Acl).then_some(Link::Relative)
}

fn is_participle(tree: &Tree, frame: &Frame) -> bool {
    tree.get(frame.head as usize).is_some_and(|node| matches!(node.tag, Tag::Vbn | Tag::Vbg))
}

fn is_relative_pronoun(tree: &Tree, at: u32) -> bool {
    tree.get(at as usize).is_some_and(|node| matches!(node.tag, Tag::Wdt | Tag::Wp))
}

/// "It was Haan who phoned": the one who is singled out is the subject.
fn cleft(tree: &Tree, frame: &Frame) -> Option<Inherited> {
    let subject = if frame.passive { &frame.patients } else { &frame.agents };
    let head = tree.head(frame.head as usize)?;
    let be = tree.get(head)?;
    let it = tree.children_by(head, Dep::Nsubj).next()?;
    let singled = tree.children_by(head, Dep::Attr).next()?;
    let holds = &*be.lemma == "be"
        && tree.get(it).is_some_and(|node| &*node.lemma == "it")
        && subject.first().is_some_and(|&at| is_relative_pronoun(tree, at));
    holds.then(|| Inherited { nodes: vec![singled as u32], object: false, passive: false })
}

/// The subject of the predicate above, for infinitives, participles and later members of a list.
fn subject_above(frame: &Frame, frames: &[Frame]) -> Option<Inherited> {
    let (above, link) = frame.above?;
    let above = frames.get(above as usize)?;
    let own_subject = if frame.passive { &frame.patients } else { &frame.agents };
    if !own_subject.is_empty() {
        return None;
    }
    let of_above = if above.passive { &above.patients } else { &above.agents };
    let nodes = match link {
        // "urged the bank to sell": the bank sells.
        Link::Complement if !above.passive && !above.patients.is_empty() => above.patients.clone(),
        Link::Complement | Link::Conjunct => of_above.clone(),
        Link::Adverbial if frame.tense == Tense::None => of_above.clone(),
        Link::Adverbial | Link::Content | Link::Relative | Link::Other => return None,
    };
    let passive = link == Link::Conjunct && above.passive && frame.tense == Tense::None;
    (!nodes.is_empty()).then_some(Inherited { nodes, object: false, passive })
}

fn apply(tree: &Tree, frame: &mut Frame, from: Inherited) {
    frame.passive |= from.passive;
    let place = if from.object != frame.passive { &mut frame.patients } else { &mut frame.agents };
    place.retain(|&at| !is_relative_pronoun(tree, at));
    place.extend(from.nodes);
}
