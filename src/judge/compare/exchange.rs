//! Who does it: the claim gives an act to somebody to whom the source gives another part in it, or another act. Read off
//! the dependency trees, so that it holds for passives, clefts and verbs of the same meaning.

use crate::judge::compare::act::{Act, Likeness, Predicate};
use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::facing::{Facing, against};
use crate::lexicon::predicates::PredicateWords;
use crate::model::{
    Category, Comparison, Dep, Feature, Mention, Pos, Primitive, Relation, SentenceKind, Span, StatementKind,
};

/// A source's act of the claim's kind, done by another.
#[derive(Clone, Copy, Debug)]
struct Rival {
    /// Those who do it there.
    doer: Span,
    /// The claim's doer is the one to whom it is done there.
    turned: bool,
    /// How many other participants both share.
    arguments: usize,
    /// The claim's doer does something else there.
    busy: bool,
}

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Option<Comparison> {
    if claim.statement.kind == StatementKind::Fragment || claim.sentence.kind == SentenceKind::Question {
        return None;
    }
    bench.acts(claim).find_map(|ours| one(bench, claim, &ours))
}

fn one<'a>(bench: &Bench<'a>, claim: &Claim<'a>, ours: &Act<'a>) -> Option<Comparison> {
    let doers = &ours.frame.agents;
    let set_aside = ours.is_saying() || ours.is_naming() || ours.is_be() || ours.frame.is_negated();
    let predicate = ours.predicate();
    if !ours.is_clause() || set_aside || doers.is_empty() || predicate.is_light(bench) {
        return None;
    }
    let mut best: Option<(Facing<'a>, Rival)> = None;
    for (here, act) in bench.acts_facing(claim) {
        match hold(bench, ours, &predicate, &act) {
            Held::Borne => return None,
            Held::Apart => {}
            Held::Rival(rival) => {
                let closer = |(facing, best): &(Facing<'_>, Rival)| {
                    (rival.turned, here.coverage) > (best.turned, facing.coverage)
                };
                if best.as_ref().is_none_or(closer) {
                    best = Some((here, rival));
                }
            }
        }
    }
    let (facing, rival) = best?;
    let mut comparison = bench.comparison(claim, Primitive::Role, Category::RoleSwap, span(claim, ours)?);
    against(bench, &mut comparison, claim, &facing, rival.doer, Relation::Disjoint);
    comparison.flag(Feature::SamePredicate, true);
    comparison.flag(Feature::Turned, rival.turned);
    comparison.flag(Feature::Busy, rival.busy);
    comparison.number(Feature::Arguments, rival.arguments as f32);
    Some(comparison)
}

/// What an act of the source says of who does the claim's.
enum Held {
    /// The same one does it.
    Borne,
    /// Another act, or it leaves open who does it.
    Apart,
    Rival(Rival),
}

fn hold<'a>(bench: &Bench<'a>, ours: &Act<'a>, predicate: &Predicate, act: &Act<'a>) -> Held {
    let theirs = act.predicate();
    if predicate.likeness(bench, &theirs) != Likeness::Same || is_converse(ours, act) {
        return Held::Apart;
    }
    let (doers, there) = (&ours.frame.agents, &act.frame.agents);
    let any_same =
        |a: &[u32], b: &[u32]| a.iter().any(|at| b.iter().any(|other| ours.is_same(bench, *at, act, *other)));
    if there.is_empty() && !any_same(doers, &act.frame.patients) {
        return Held::Apart;
    }
    if any_same(doers, there) && !all_differ(bench, ours, doers, act, there) {
        return Held::Borne;
    }
    let rest = |act: &Act<'a>| -> Vec<u32> { act.others().chain(act.adjuncts()).collect() };
    let (ours_rest, theirs_rest) = (rest(ours), rest(act));
    let ours_rest: Vec<u32> =
        ours_rest.into_iter().filter(|at| !doers.contains(at) && !ours.is_value(*at)).collect();
    let theirs_rest: Vec<u32> = theirs_rest.into_iter().filter(|at| !there.contains(at)).collect();
    let shared = |at: &&u32| theirs_rest.iter().any(|other| ours.is_same(bench, **at, act, *other));
    let arguments = ours_rest.iter().filter(shared).count();
    let turned =
        any_same(doers, &act.frame.patients) && (there.is_empty() || any_same(&ours.frame.patients, there));
    let other = all_differ(bench, ours, doers, act, there);
    if !(turned && !there.is_empty() || other && arguments > 0) {
        return Held::Apart;
    }
    let spans = there.iter().filter_map(|at| noun_phrase(act, *at));
    let Some(doer) = spans.reduce(Span::cover) else { return Held::Apart };
    let contrast = |at: &u32| there.iter().any(|other| is_other_of_kind(ours, *at, act, *other));
    let busy = doers.iter().any(|at| contrast(at) || is_busy(bench, ours, *at, act));
    Held::Rival(Rival { doer, turned, arguments, busy })
}

/// "Bought from" and "sold to": each side does its own part.
fn is_converse(ours: &Act<'_>, act: &Act<'_>) -> bool {
    let lemma = |act: &Act<'_>| act.parse.lemma(act.frame.head).to_lowercase();
    let (a, b) = (lemma(ours), lemma(act));
    a != b && !PredicateWords::english().converse(&a, &b).is_empty()
}

fn all_differ(bench: &Bench<'_>, ours: &Act<'_>, doers: &[u32], act: &Act<'_>, there: &[u32]) -> bool {
    !there.is_empty()
        && doers.iter().all(|at| there.iter().all(|other| differ(bench, ours, *at, act, *other)))
}

/// Whether two participants are certainly not the same: two names, two nouns that the source keeps apart, one noun with
/// other modifiers ("the finance ministry", "the science ministry").
fn differ(bench: &Bench<'_>, ours: &Act<'_>, at: u32, act: &Act<'_>, other: u32) -> bool {
    let noun = |act: &Act<'_>, at: u32| {
        act.parse.node(at).is_some_and(|node| matches!(node.pos, Pos::Noun | Pos::Propn))
    };
    // A pronoun may be read wrongly.
    if !noun(ours, at) || !noun(act, other) || ours.is_value(at) || act.is_value(other) {
        return false;
    }
    let (a, b) = (ours.entity(at), act.entity(other));
    if let (Some(a), Some(b), Some(source)) = (a, b, act.source) {
        return !bench.identity.is_same(a, source, b) && !bench.identity.same_as(a).is_empty();
    }
    if is_other_of_kind(ours, at, act, other) {
        return true;
    }
    if ours.parse.lemma(at).eq_ignore_ascii_case(act.parse.lemma(other)) {
        return false;
    }
    // A noun may be another word for a name or a noun, unless the source has it beside the other.
    a.is_none() && !ours.is_same(bench, at, act, other) && is_told_apart(bench, ours, at, act, other)
}

/// One noun with other words before it: "the finance ministry", "the science ministry".
fn is_other_of_kind(ours: &Act<'_>, at: u32, act: &Act<'_>, other: u32) -> bool {
    if !ours.parse.lemma(at).eq_ignore_ascii_case(act.parse.lemma(other)) {
        return false;
    }
    let (mine, yours) = (modifiers(ours, at), modifiers(act, other));
    !mine.is_empty() && !yours.is_empty() && mine.iter().all(|word| !yours.contains(word))
}

/// The nouns and names before a noun, in lower case; adjectives tell less ("retail prices", "higher prices").
fn modifiers(act: &Act<'_>, at: u32) -> Vec<String> {
    let before = act.parse.tree.children_by(at as usize, Dep::Compound);
    before.map(|child| act.parse.lemma(child as u32).to_lowercase()).collect()
}

/// Whether the source's sentence has the claim's noun beside the one that does it there.
fn is_told_apart(bench: &Bench<'_>, ours: &Act<'_>, at: u32, act: &Act<'_>, other: u32) -> bool {
    let nodes = act.parse.tree.nodes();
    (0..nodes.len() as u32).any(|node| {
        let noun = act.parse.node(node).is_some_and(|it| matches!(it.pos, Pos::Noun));
        noun && node != other && ours.is_same(bench, at, act, node)
    })
}

/// Whether the claim's doer has another part in the sentence of the source's act or next to it.
fn is_busy<'a>(bench: &Bench<'a>, ours: &Act<'a>, at: u32, act: &Act<'a>) -> bool {
    let Some(source) = act.source else { return false };
    let sentence = act.statement.sentence;
    let near = [Some(sentence.0), sentence.0.checked_sub(1), Some(sentence.0 + 1)];
    let named = ours.entity(at).is_some_and(|entity| {
        let spans = near.into_iter().flatten().filter_map(|id| act.analysis.sentences.get(id as usize));
        let names = spans.flat_map(|it| act.analysis.mentions_in(it.span)).filter_map(Mention::name);
        names.into_iter().any(|name| bench.identity.is_same(entity, source, name.entity))
    });
    named
        || bench.acts_of(source, sentence).any(|other| {
            other.frame.head != act.frame.head
                && other.frame.agents.iter().any(|there| {
                    ours.is_same(bench, at, &other, *there) && !differ(bench, ours, at, &other, *there)
                })
        })
}

/// A noun with the words before it that belong to it: "the harbour office".
fn noun_phrase(act: &Act<'_>, at: u32) -> Option<Span> {
    let head = act.parse.node(at)?.span;
    let before = act.parse.tree.children(at as usize).filter_map(|child| act.parse.tree.get(child));
    let own = before.filter(|node| {
        node.span.end() <= head.start()
            && matches!(node.dep, Dep::Det | Dep::Compound | Dep::Amod | Dep::Nummod | Dep::Poss)
    });
    Some(own.map(|node| node.span).fold(head, Span::cover))
}

/// From who does it to the act where they stand together; or who does it.
fn span(claim: &Claim<'_>, ours: &Act<'_>) -> Option<Span> {
    let actor = claim.statement.actor.as_ref().map(|slot| slot.span);
    let heads = ours.frame.agents.iter().filter_map(|at| ours.parse.node(*at)).map(|node| node.span);
    let doer = heads.reduce(Span::cover)?;
    let doer = actor.filter(|span| span.contains(doer)).unwrap_or(doer);
    let act = ours.span()?;
    let both = doer.cover(act);
    let near = claim.statement.span.contains(both) && doer.end() <= act.start();
    Some(if near { both } else { doer })
}
