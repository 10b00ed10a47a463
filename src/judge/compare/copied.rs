//! Silence for what is copied: a claim whose words stand in the same place of the source sentence that it follows
//! cannot diverge there, whatever other passages say.

use std::ops::Range;

use crate::judge::compare::bench::Bench;
use crate::judge::compare::twin::Twin;
use crate::lexicon::status::Negator;
use crate::model::{Analysis, Certainty, Comparison, Feature, FeatureValue, Primitive, Statement};

/// Whether a comparison says nothing, since its claim is copied from a source.
pub(super) fn is_copied(bench: &Bench<'_>, comparison: &Comparison) -> bool {
    let gainsays = matches!(
        comparison.feature(Feature::Relation),
        Some(FeatureValue::Word(word)) if word == "disjoint" || word == "absent"
    );
    let Some(twin) = bench.twin(comparison.sentence) else {
        return false;
    };
    let tokens = bench.piece.text().tokens_in(comparison.claim_span);
    let Some(statement) =
        statement(bench, &tokens).filter(|_| gainsays && twin.holds(bench.piece, tokens.clone()))
    else {
        return false;
    };
    if joins_clauses(bench, twin, statement) {
        return false;
    }
    match comparison.primitive {
        Primitive::Time | Primitive::Quantity | Primitive::Name | Primitive::Title | Primitive::Place => true,
        Primitive::Quotation => has_marks(bench, twin, &tokens),
        Primitive::Status
        | Primitive::Polarity
        | Primitive::Direction
        | Primitive::Certainty
        | Primitive::Speech
        | Primitive::Role
        | Primitive::Quantifier
        | Primitive::Act
        | Primitive::Statement => keeps_force(bench, twin, statement),
        Primitive::Recall | Primitive::Sources | Primitive::Pattern => false,
    }
}

fn statement<'a>(bench: &Bench<'a>, tokens: &Range<usize>) -> Option<&'a Statement> {
    let statements = &bench.piece.statements;
    let at = statements.partition_point(|it| it.token_range().start <= tokens.start).checked_sub(1)?;
    bench.piece.statement(statements.get(at)?.id)
}

/// Whether a clause is made of parts of two: between its words the source has another verb, with what that verb says.
fn joins_clauses(bench: &Bench<'_>, twin: &Twin, statement: &Statement) -> bool {
    let Some(source) = bench.sources.get(twin.source) else {
        return true;
    };
    let text = source.text();
    let original = twin.original(&statement.token_range());
    let start = source.statements.partition_point(|it| it.token_range().end <= original.start);
    let there = source.statements.iter().skip(start).take_while(|it| it.token_range().start < original.end);
    let there = there.filter_map(|it| bench.source_statement(twin.source, it.id));
    let predicates = there.filter_map(|it| it.predicate.as_ref()).map(|it| text.tokens_in(it.span));
    predicates.into_iter().any(|mut verb| {
        original.contains(&verb.start)
            && !verb.is_empty()
            && verb.all(|at| !twin.is_original(at))
            && !exchanged(bench, twin, statement)
    })
}

/// Whether the clause's own verb is no copy either: then it stands in the place of the source's.
fn exchanged(bench: &Bench<'_>, twin: &Twin, statement: &Statement) -> bool {
    let verb = statement.predicate.as_ref().map(|it| bench.piece.text().tokens_in(it.span));
    verb.is_some_and(|mut verb| verb.all(|at| twin.partner(at).is_none()))
}

/// Whether a clause neither loses nor gains a word that denies, hedges or tells how far an act has come. Behind the
/// last copied word only a condition still speaks of the clause.
fn keeps_force(bench: &Bench<'_>, twin: &Twin, statement: &Statement) -> bool {
    let Some(source) = bench.sources.get(twin.source) else {
        return false;
    };
    let (ours, theirs) = twin.changed(&statement.token_range());
    let end = twin.original(&statement.token_range()).end;
    let lost =
        |at: usize| if at < end { has_force(bench, source, at) } else { is_condition(bench, source, at) };
    !ours.iter().any(|&at| has_force(bench, bench.piece, at)) && !theirs.into_iter().any(lost)
}

fn is_condition(bench: &Bench<'_>, analysis: &Analysis, at: usize) -> bool {
    let text = analysis.text();
    let found = bench.lexicon.status.certainty.find_at(&text, at, text.tokens.len());
    found.is_some_and(|(_, certainty)| *certainty == Certainty::Conditional)
}

/// Whether a word, alone or with those behind it, denies, hedges or tells how far an act has come.
fn has_force(bench: &Bench<'_>, analysis: &Analysis, at: usize) -> bool {
    let (text, words) = (analysis.text(), &bench.lexicon.status);
    let end = text.tokens.len();
    words.negators.find_at(&text, at, end).is_some_and(|(_, negator)| *negator == Negator::Denies)
        || words.certainty.find_at(&text, at, end).is_some()
        || words.status.find_at(&text, at, end).is_some()
}

/// Whether the original of a copied quotation stands between marks too.
fn has_marks(bench: &Bench<'_>, twin: &Twin, tokens: &Range<usize>) -> bool {
    let Some(source) = bench.sources.get(twin.source) else {
        return false;
    };
    let (first, last) = (tokens.start, tokens.end.saturating_sub(1));
    let first = (first..tokens.end).find_map(|at| twin.partner(at));
    let last = (tokens.start..=last).rev().find_map(|at| twin.partner(at));
    let (Some(first), Some(last)) = (first, last) else {
        return false;
    };
    let span = source.text().span_of(first..last + 1);
    source
        .mentions
        .iter()
        .filter_map(|mention| mention.quotation())
        .any(|quotation| quotation.inner.contains(span))
}
