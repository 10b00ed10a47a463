//! Acts that a text tells of inside a clause about something else: a relative clause in its middle, an infinitive, a
//! participle, a noun of action ("the signing of the pact by both ministers on Friday").

use crate::lexicon::grammar::GrammarWords;
use crate::model::{
    Analysis, Frame, Mention, MentionId, NameKind, Reading, SentenceId, Span, Statement, StatementKind, Value,
};
use crate::state::deep::Clause;

/// The statements of a sentence that was read with its tree: those of its clauses, each with the times and places that
/// belong to its own act, and those of the acts inside them. A sentence that was not read has those of word order.
pub fn events(analysis: &Analysis, sentence: SentenceId, words: &GrammarWords) -> Vec<Statement> {
    let Some((reading, span)) =
        analysis.readings.get(sentence).zip(analysis.sentences.get(sentence.idx()).map(|it| it.span))
    else {
        return analysis.plain_statements_of(sentence).to_vec();
    };
    let text = analysis.text();
    let clause = Clause { text: &text, parse: &reading.parse, words, span };
    let hosted: Vec<(&Mention, u32)> = analysis
        .mentions_in(span)
        .filter_map(|mention| Some((mention, reading.host(mention.span)?.head)))
        .collect();
    let inner = reading.parse.frames.iter().filter(|frame| !is_of_clause(reading, frame));
    let inner: Vec<Statement> =
        inner.filter_map(|frame| embedded(analysis, reading, &clause, frame, &hosted)).collect();
    let elsewhere = |id: &MentionId| {
        let host = hosted.iter().find(|(mention, _)| mention.id == *id);
        host.is_some_and(|(_, head)| {
            reading.parse.frame_at(*head as usize).is_some_and(|frame| !is_of_clause(reading, frame))
        })
    };
    let clauses = reading.statements.iter().map(|statement| {
        let mut own = statement.clone();
        own.times.retain(|id| !elsewhere(id));
        own.places.retain(|id| !elsewhere(id));
        own
    });
    let mut all: Vec<Statement> = clauses.chain(inner).collect();
    // Clauses before what stands inside them.
    all.sort_by_key(|it| (it.id, it.kind == StatementKind::Embedded, it.span));
    all
}

/// Whether a predicate is that of a clause, or one of several that make it up.
fn is_of_clause(reading: &Reading, frame: &Frame) -> bool {
    reading.chains.iter().any(|chain| chain.contains(&frame.head))
}

fn embedded(
    analysis: &Analysis,
    reading: &Reading,
    clause: &Clause<'_>,
    frame: &Frame,
    hosted: &[(&Mention, u32)],
) -> Option<Statement> {
    let parse = &reading.parse;
    let head = parse.node(frame.head)?.span;
    let around = reading.statements.iter().find(|it| it.span.contains(head))?;
    let span = parse.tree.subtree_span(frame.head as usize)?;
    let tokens = analysis.text().tokens_in(span);
    let own = |keep: &dyn Fn(&Value) -> bool| -> Vec<MentionId> {
        let here = hosted.iter().filter(|(mention, host)| *host == frame.head && keep(&mention.value));
        here.map(|(mention, _)| mention.id).collect()
    };
    let is_name =
        |value: &Value, kinds: &[NameKind]| matches!(value, Value::Name(name) if kinds.contains(&name.kind));
    let named = analysis.mentions_in(span).filter_map(Mention::name).map(|name| name.entity);
    let meant = analysis.references_in(tokens.clone()).flat_map(|it| it.entities.iter().copied());
    let mut participants: Vec<u32> = named.chain(meant).collect();
    participants.sort_unstable();
    participants.dedup();
    let marked_here = |marker: Span| reading.host(marker).is_some_and(|host| host.head == frame.head);
    let negations = clause.negations(std::iter::once(frame), &[]);
    Some(Statement {
        id: around.id,
        sentence: around.sentence,
        span,
        tokens: tokens.start as u32..tokens.end as u32,
        kind: StatementKind::Embedded,
        idle: around.idle,
        predicate: clause.predicate(frame, frame),
        actor: clause.argument(&frame.agents),
        object: clause.object(frame),
        times: own(&|value| matches!(value, Value::Time(_))),
        places: own(&|value| is_name(value, &[NameKind::Place, NameKind::Nationality])),
        names: own(&|value| is_name(value, &[NameKind::Person, NameKind::Organisation, NameKind::Other])),
        quantities: own(&|value| matches!(value, Value::Quantity(quantity) if !quantity.is_relative())),
        agreements: own(&|value| matches!(value, Value::Agreement(_))),
        quotations: own(&|value| matches!(value, Value::Quotation(_))),
        participants,
        attribution: around.attribution.clone(),
        polarity: clause.polarity(frame, &negations),
        negations,
        certainty: clause.certainty(frame, &around.certainty),
        status: around.status.clone().filter(|slot| marked_here(slot.span)),
    })
}
