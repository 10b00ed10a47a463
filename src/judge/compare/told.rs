//! What the claim tells as done while the source denies it, has it still to come, or leaves it open. The two acts are
//! matched by predicate and arguments on the dependency trees, so that a "not" or a "may" of another act in the
//! source's sentence says nothing.

use crate::judge::compare::act::{Act, Likeness, Open, Predicate};
use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::facing::{Facing, against};
use crate::judge::compare::status::is_condition;
use crate::model::{
    Approximation, Category, Comparison, Feature, Primitive, QuotationKind, Relation, SentenceKind, Span,
    StatementKind, Status,
};

/// How much of the claim the act of another sentence has to hold, beside the rival, to bear the claim out.
const ALLY: f32 = 0.95;
/// The same where it has the claim's own predicate.
const SAME_ACT: f32 = 0.6;
/// Words that say that something is done by now, whatever the tense.
const BY_NOW: &[&str] = &["already", "now", "since"];

/// A source's act with what it shares with the claim's.
#[derive(Clone, Copy, Debug)]
struct Rival<'a> {
    facing: Facing<'a>,
    /// Why the claim's act is not told as done; a denied opposite tells it as done.
    open: Option<Open>,
    /// Denied by saying the opposite.
    opposite: bool,
    same_predicate: bool,
    same_subject: bool,
    arguments: usize,
}

/// What a shared predicate, and a shared argument, weigh beside the share of the claim's words.
const PREDICATE: f32 = 0.3;
const ARGUMENT: f32 = 0.1;

impl Rival<'_> {
    /// How likely it is the claim's own act.
    fn closeness(&self) -> f32 {
        let tie = |holds: bool, weight: f32| if holds { weight } else { 0.0 };
        self.facing.coverage + tie(self.same_predicate, PREDICATE) + tie(self.arguments > 0, ARGUMENT)
    }
}

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Option<Comparison> {
    if claim.statement.kind == StatementKind::Fragment
        || claim.sentence.kind == SentenceKind::Question
        || is_condition(bench, claim)
        || has_upper_bound(bench, claim)
    {
        return None;
    }
    bench.acts(claim).find_map(|ours| one(bench, claim, &ours))
}

fn one<'a>(bench: &Bench<'a>, claim: &Claim<'a>, ours: &Act<'a>) -> Option<Comparison> {
    // A claim that denies anything is the polarity comparison's concern.
    let denies = !ours.statement.negations.is_empty();
    let set_aside = denies || ours.is_saying() || ours.is_naming() || is_quoted(bench, claim, ours);
    if !ours.is_clause() || set_aside || ours.open().is_some() && !ours.stops() {
        return None;
    }
    // "Has had" tells of no act that could be pending; "is in the bag" may.
    let predicate = ours.predicate();
    let light = predicate.is_light(bench);
    if light && !ours.is_be() {
        return None;
    }
    let rivals = rivals(bench, claim, ours, (!light).then_some(&predicate));
    let best = rivals
        .iter()
        .filter(|rival| rival.open.is_some() && is_tied(rival))
        .reduce(|best, other| if other.closeness() > best.closeness() { other } else { best })?;
    let bears_out = |other: &&Rival<'_>| {
        let (theirs, here) = (other.facing, best.facing);
        let same_act = other.same_predicate;
        let share = if same_act { SAME_ACT } else { ALLY };
        // The clauses of a sentence share its words; only its own act speaks for the claim.
        let apart =
            (theirs.source, theirs.statement.sentence) != (here.source, here.statement.sentence) || same_act;
        let tied = if best.same_predicate { other.same_predicate } else { other.arguments > 0 };
        other.open.is_none() && apart && tied && theirs.coverage >= share * here.coverage
    };
    if rivals.iter().any(|other| bears_out(&other)) {
        return None;
    }
    Some(comparison(bench, claim, ours, best))
}

/// Every act of the claim's passages that was read with its tree.
/// They are compared by predicate only where the claim's says something.
fn rivals<'a>(
    bench: &Bench<'a>,
    claim: &Claim<'a>,
    ours: &Act<'a>,
    predicate: Option<&Predicate>,
) -> Vec<Rival<'a>> {
    let mut found = Vec::new();
    let absorbed: &[u32] = predicate.map_or(&[], |predicate| &predicate.absorbed);
    let (subject, stops) = (ours.subject(), ours.stops());
    let others: Vec<u32> = ours.others().chain(ours.adjuncts()).filter(|at| !absorbed.contains(at)).collect();
    for (facing, act) in bench.acts_facing(claim) {
        let theirs: Vec<u32> = act.subject().iter().copied().chain(act.others()).collect();
        let shared = |at: &&u32| theirs.iter().any(|other| ours.is_same(bench, **at, &act, *other));
        let adjunct = |at: &&u32| act.adjuncts().any(|other| ours.is_same(bench, **at, &act, other));
        let same_subject = subject.iter().any(|at| shared(&at));
        let telling = |at: &&u32| !ours.is_value(**at);
        let arguments = subject.iter().chain(&others).filter(telling);
        let arguments = arguments.filter(|at| shared(at) || adjunct(at)).count();
        let likeness = predicate.map_or(Likeness::Unknown, |ours| ours.likeness(bench, &act.predicate()));
        let told_opposite = likeness == Likeness::Opposite;
        let (open, opposite) = match act.open() {
            None if told_opposite => (Some(Open::Denied), true),
            Some(Open::Denied) if told_opposite => (None, false),
            // Both tell that it was stopped.
            Some(Open::Pending(status)) if stops && !status.on_ladder() => (None, false),
            open => (open, false),
        };
        let same_predicate = likeness != Likeness::Unknown;
        // An expression with a noun of its own ("open an inquiry") ties two acts as an argument does.
        let arguments = arguments + usize::from(same_predicate && !absorbed.is_empty());
        found.push(Rival { facing, open, opposite, same_predicate, same_subject, arguments });
    }
    found
}

/// Whether both acts share more than words: a predicate that says something, or an argument.
fn is_tied(rival: &Rival<'_>) -> bool {
    rival.arguments > 0 || rival.same_predicate
}

fn comparison<'a>(bench: &Bench<'a>, claim: &Claim<'a>, ours: &Act<'a>, rival: &Rival<'a>) -> Comparison {
    let (category, openness) = match rival.open {
        Some(Open::Pending(status)) if status.on_ladder() => (Category::AgreementStatus, "pending"),
        Some(Open::Pending(_)) => (Category::AgreementStatus, "called_off"),
        Some(Open::Uncertain(_)) => (Category::Certainty, "uncertain"),
        Some(Open::Denied) | None => (Category::Polarity, "denied"),
    };
    // What is left open differs from a fact as what is hedged does.
    let primitive = if openness == "uncertain" { Primitive::Certainty } else { Primitive::Act };
    let mut comparison = bench.comparison(claim, primitive, category, span(claim, ours));
    comparison.word(Feature::Openness, openness);
    comparison.flag(Feature::Happened, ours.has_happened() || is_by_now(bench, claim));
    comparison.flag(Feature::SameSubject, rival.same_subject);
    comparison.number(Feature::Arguments, rival.arguments as f32);
    if let Some(Open::Pending(status)) = rival.open {
        comparison.word(Feature::SourceStatus, status.name());
        comparison.claim_value = Some(Status::Done.name().to_string());
        comparison.source_value = Some(status.name().to_string());
    }
    against(bench, &mut comparison, claim, &rival.facing, rival.facing.statement.span, Relation::Disjoint);
    if let Some(Open::Uncertain(certainty)) = rival.open {
        comparison.word(Feature::SourceCertainty, certainty.name());
    }
    comparison.flag(Feature::SamePredicate, rival.same_predicate);
    comparison.word(Feature::Means, if rival.opposite { "opposite" } else { "negation" });
    comparison
}

/// The predicate of the claim, with what a copula says of its subject.
fn span(claim: &Claim<'_>, ours: &Act<'_>) -> Span {
    let own = claim.statement.predicate.as_ref().map(|slot| slot.span);
    let head = ours.span().unwrap_or(claim.statement.span);
    let own = own.filter(|span| span.contains(head)).unwrap_or(head);
    if !ours.is_be() {
        return own;
    }
    let said = ours.frame.attribute.into_iter().chain(ours.adjuncts()).filter_map(|at| ours.parse.node(at));
    let said = said.map(|node| node.span).filter(|span| claim.statement.span.contains(*span));
    said.fold(own, Span::cover)
}

/// Words in quotation marks are the quotation comparison's concern.
fn is_quoted(bench: &Bench<'_>, claim: &Claim<'_>, ours: &Act<'_>) -> bool {
    bench.ours(&claim.statement.quotations).any(|mention| {
        let inner = mention.quotation().filter(|it| it.kind != QuotationKind::Term).map(|it| it.inner);
        inner.zip(ours.span()).is_some_and(|(inner, head)| inner.contains(head))
    })
}

/// "Up to 300 tonnes" leaves as much open as "may be 300 tonnes".
fn has_upper_bound(bench: &Bench<'_>, claim: &Claim<'_>) -> bool {
    bench
        .ours(&claim.statement.quantities)
        .any(|mention| mention.quantity().is_some_and(|figure| figure.approximation == Approximation::AtMost))
}

fn is_by_now(bench: &Bench<'_>, claim: &Claim<'_>) -> bool {
    let text = bench.piece.text();
    claim.statement.token_range().any(|at| BY_NOW.contains(&text.lower(at)))
}
