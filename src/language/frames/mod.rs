//! Predicates with their arguments, read off a dependency tree: who does what to whom, denied or not, under what.
//! Knows the labels of the tree; knows nothing of the texts that are compared.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "tag sets have dozens of values; those without a name here play no part"
)]

mod arguments;
mod links;
mod negation;
#[cfg(test)]
mod testing;

use crate::lexicon::grammar::GrammarWords;
use crate::model::{Dep, Frame, FrameKind, Node, Parse, Pos, Tag, Tense, Tree};

/// Reads the frames off a tree.
pub fn parse(tree: Tree, words: &GrammarWords) -> Parse {
    let mut frames: Vec<Frame> = (0..tree.nodes().len())
        .filter_map(|at| {
            let kind = kind(&tree, at, words)?;
            Some(arguments::own(&tree, at, kind))
        })
        .collect();
    links::link(&tree, &mut frames, words);
    arguments::inherit(&tree, &mut frames);
    negation::mark(&tree, &mut frames, words);
    Parse { tree, frames }
}

/// Whether a word heads a frame, and of which kind.
fn kind(tree: &Tree, at: usize, words: &GrammarWords) -> Option<FrameKind> {
    let node = tree.get(at)?;
    match node.pos {
        Pos::Verb | Pos::Aux if !is_auxiliary(node) => {
            let says = |dep| tree.children_by(at, dep).next().is_some();
            let copula = &*node.lemma == "be" && (says(Dep::Attr) || says(Dep::Acomp));
            Some(if copula { FrameKind::Copula } else { FrameKind::Verb })
        }
        Pos::Noun if words.is_event_noun(&node.lemma) => {
            let has_arguments = tree.children(at).any(|child| {
                tree.get(child).is_some_and(|child| {
                    child.dep == Dep::Poss || child.dep == Dep::Prep && matches!(&*child.lemma, "of" | "by")
                })
            });
            has_arguments.then_some(FrameKind::Nominal)
        }
        _ => None,
    }
}

/// A verb that only helps another, or a participle that is an adjective in place ("the signed pact").
fn is_auxiliary(node: &Node) -> bool {
    matches!(node.dep, Dep::Aux | Dep::Auxpass | Dep::Amod | Dep::Compound)
}

/// The tense that the verb group of a head shows.
fn tense(tree: &Tree, at: usize) -> Tense {
    let helpers = tree
        .children(at)
        .filter(|child| tree.get(*child).is_some_and(|node| matches!(node.dep, Dep::Aux | Dep::Auxpass)))
        .filter_map(|child| tree.get(child));
    let mut tense = match tree.get(at).map(|node| node.tag) {
        Some(Tag::Vbd) => Tense::Past,
        Some(Tag::Vbz | Tag::Vbp) => Tense::Present,
        _ => Tense::None,
    };
    for helper in helpers {
        match (&*helper.lemma, helper.tag) {
            ("will" | "shall", _) => return Tense::Future,
            ("have", _) => tense = Tense::Perfect,
            (_, Tag::Md) => tense = Tense::Present,
            (_, Tag::Vbd) if tense != Tense::Perfect => tense = Tense::Past,
            (_, Tag::Vbz | Tag::Vbp) if tense == Tense::None => tense = Tense::Present,
            _ => {}
        }
    }
    tense
}

#[cfg(test)]
mod tests {
    use super::testing::{frames, parse};
    use super::*;

    #[test]
    fn the_passive_has_the_roles_of_the_active() {
        let found = frames(
            "The//DT/det/1 bridge//NN/nsubjpass/4 was/be/VBD/auxpass/4 not//RB/neg/4 repaired/repair/VBN/ROOT/4 \
             by//IN/agent/4 the//DT/det/7 council//NN/pobj/5",
        );
        assert_eq!(found, ["council > not repair > bridge"]);
    }

    #[test]
    fn lists_are_taken_apart_and_subjects_shared() {
        let found = frames(
            "Olsen//NNP/nsubj/4 and//CC/cc/0 Haan//NNP/conj/0 have//VBP/aux/4 signed/sign/VBN/ROOT/4 and//CC/cc/4 \
             published/publish/VBN/conj/4 the//DT/det/8 accord//NN/dobj/6",
        );
        assert_eq!(found, ["olsen+haan > sign > ", "olsen+haan > publish > accord"]);
    }

    #[test]
    fn a_relative_clause_is_about_its_noun() {
        let found = frames(
            "The//DT/det/1 accord//NN/nsubj/7 which//WDT/nsubjpass/4 was/be/VBD/auxpass/4 signed/sign/VBN/relcl/1 \
             by//IN/agent/4 Norland//NNP/pobj/5 pleases/please/VBZ/ROOT/7 us//PRP/dobj/7",
        );
        assert_eq!(found, ["norland > sign > accord", "accord > please > us"]);
    }

    #[test]
    fn a_cleft_singles_out_its_subject() {
        let found = frames(
            "It//PRP/nsubj/1 was/be/VBD/ROOT/1 Haan//NNP/attr/1 who//WP/nsubj/4 phoned/phone/VBD/ccomp/1 \
             Olsen//NNP/dobj/4",
        );
        assert_eq!(found, ["it > be > ", "haan > phone > olsen"]);
    }

    #[test]
    fn verbs_that_deny_reach_what_they_govern() {
        let found = frames(
            "Olsen//NNP/nsubj/1 refused/refuse/VBD/ROOT/1 to//TO/aux/3 sell//VB/xcomp/1 the//DT/det/5 \
             barn//NN/dobj/3",
        );
        assert_eq!(found, ["olsen > refuse > ", "olsen > not sell > barn"]);
        let found = frames(
            "Olsen//NNP/nsubj/3 did/do/VBD/aux/3 not//RB/neg/3 fail//VB/ROOT/3 to//TO/aux/5 pay//VB/xcomp/3",
        );
        assert_eq!(found, ["olsen > not fail > ", "olsen > pay > "]);
    }

    #[test]
    fn no_on_an_argument_denies_the_clause() {
        let found = frames("Neither//DT/det/1 side//NN/nsubj/2 accepted/accept/VBD/ROOT/2 it//PRP/dobj/2");
        assert_eq!(found, ["side > not accept > it"]);
        let found = frames("No//DT/det/1 one//NN/nsubjpass/3 was/be/VBD/auxpass/3 hurt//VBN/ROOT/3");
        assert_eq!(found, [" > not hurt > one"]);
    }

    #[test]
    fn a_noun_of_action_has_roles_too() {
        let found = frames(
            "The//DT/det/1 signing//NN/nsubj/7 of//IN/prep/1 the//DT/det/4 pact//NN/pobj/2 by//IN/prep/1 \
             ministers/minister/NNS/pobj/5 surprised/surprise/VBD/ROOT/7 us//PRP/dobj/7",
        );
        assert_eq!(found, ["minister > signing > pact", "signing > surprise > us"]);
    }

    #[test]
    fn tense_comes_from_the_verb_group() {
        let parse = parse(
            "The//DT/det/1 pact//NN/nsubjpass/4 will//MD/aux/4 be//VB/auxpass/4 signed/sign/VBN/ROOT/4 \
             after//IN/mark/7 talks/talk/NNS/nsubj/7 ended/end/VBD/advcl/4",
        );
        let tenses: Vec<Tense> = parse.frames.iter().map(|frame| frame.tense).collect();
        assert_eq!(tenses, [Tense::Future, Tense::Past]);
        assert_eq!(parse.frames[1].mark.map(|at| parse.lemma(at)), Some("after"));
    }
}
