//! What `facts` found in one document, for a person: every sentence with its mentions and statements.

use std::fmt::Write as _;

use crate::model::{Analysis, Document, Sentence, SentenceId, Span, Statement};
use crate::report::facts::facts;
use crate::report::facts_wire::{FactMention, FactReference, FactSlot, FactStatement, FactValue, Facts};
use crate::report::{escape, plural};

/// Renders an analysis sentence by sentence.
pub fn render(analysis: &Analysis, statements: &[Statement]) -> String {
    let facts = facts(analysis, statements);
    let mut out = String::new();
    let mut mentions = analysis.mentions.iter().map(|m| m.sentence).zip(&facts.mentions).peekable();
    let mut statements = statements.iter().map(|s| s.sentence).zip(&facts.statements).peekable();
    let mut references = analysis.references.iter().zip(&facts.references).peekable();
    for sentence in &analysis.sentences {
        push_sentence(analysis, sentence, &mut out);
        while let Some((_, mention)) = next_of(&mut mentions, sentence.id) {
            push_mention(mention, &mut out);
        }
        while let Some((_, fact)) =
            references.next_if(|(reference, _)| reference.span.start() < sentence.span.end())
        {
            push_reference(fact, &mut out);
        }
        while let Some((_, statement)) = next_of(&mut statements, sentence.id) {
            push_statement(statement, &facts, &mut out);
        }
    }
    let _ = writeln!(
        out,
        "\n{}, {}, {}",
        plural(analysis.sentences.len(), "sentence"),
        plural(analysis.mentions.len(), "mention"),
        plural(facts.statements.len(), "statement")
    );
    out
}

/// Renders the sentences of an analysis that overlap a span, with the statements that were compared.
pub fn sentences_in(analysis: &Analysis, span: Span) -> String {
    let statements: Vec<Statement> = analysis.all_statements().cloned().collect();
    let facts = facts(analysis, &statements);
    let mut out = String::new();
    for sentence in analysis.sentences.iter().filter(|sentence| sentence.span.overlaps(span)) {
        push_sentence(analysis, sentence, &mut out);
        for (mention, fact) in analysis.mentions.iter().zip(&facts.mentions) {
            if mention.sentence == sentence.id {
                push_mention(fact, &mut out);
            }
        }
        for (reference, fact) in analysis.references.iter().zip(&facts.references) {
            if sentence.span.contains(reference.span) {
                push_reference(fact, &mut out);
            }
        }
        for (statement, fact) in statements.iter().zip(&facts.statements) {
            if statement.sentence == sentence.id {
                push_statement(fact, &facts, &mut out);
            }
        }
    }
    out
}

pub(super) fn push_sentence(analysis: &Analysis, sentence: &Sentence, out: &mut String) {
    let document = &analysis.document;
    let _ = writeln!(
        out,
        "{}:{}  {}{}",
        escape::terminal(&document.name),
        document.line_of(sentence.span),
        speaker(document, sentence.turn),
        escape::terminal(document.slice(sentence.span)),
    );
}

/// The next item, if it belongs to the sentence or, being out of order, to an earlier one.
fn next_of<T>(
    items: &mut std::iter::Peekable<impl Iterator<Item = (SentenceId, T)>>,
    sentence: SentenceId,
) -> Option<(SentenceId, T)> {
    items.next_if(|(of, _)| *of <= sentence)
}

fn speaker(document: &Document, turn: Option<u32>) -> String {
    let name = turn
        .and_then(|turn| document.turns.get(turn as usize))
        .and_then(|turn| turn.speaker)
        .and_then(|id| document.speakers.get(usize::from(id.0)));
    name.map_or_else(String::new, |speaker| format!("{}:  ", escape::terminal(&speaker.name)))
}

fn push_mention(mention: &FactMention<'_>, out: &mut String) {
    let _ = write!(out, "    {:<13}{:<32}", mention.kind, escape::terminal(mention.text));
    match &mention.value {
        Some(FactValue::Text(value)) => out.push_str(&escape::terminal(value)),
        Some(FactValue::Printed(value)) => out.push_str(value),
        Some(FactValue::Range { min, max }) => {
            let _ = write!(out, "{min} to {max}");
        }
        Some(FactValue::AtLeast { min }) => {
            let _ = write!(out, "{min} or more");
        }
        Some(FactValue::AtMost { max }) => {
            let _ = write!(out, "{max} or less");
        }
        None => {}
    }
    let details = [
        ("", mention.unit),
        ("of ", mention.head),
        ("per ", mention.per),
        ("", mention.approximation),
        ("", mention.modifier),
        ("says ", mention.speaker),
        ("cue ", mention.cue),
        ("known as ", mention.acronym),
    ];
    for (label, detail) in details {
        if let Some(detail) = detail {
            let _ = write!(out, "  {label}{}", escape::terminal(detail));
        }
    }
    if let Some(days) = &mention.days {
        let end = |day: &Option<String>| day.clone().unwrap_or_else(|| "..".to_string());
        let _ = write!(out, "  [{} to {}]", end(&days.first), end(&days.last));
    }
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}

fn push_reference(reference: &FactReference<'_>, out: &mut String) {
    let meant = match (reference.names.as_slice(), reference.speaker) {
        ([], Some(speaker)) => escape::terminal(speaker).to_string(),
        ([], None) => escape::terminal(reference.antecedent.text).to_string(),
        (names, _) => escape::terminal(&names.join(" + ")).to_string(),
    };
    let _ = writeln!(
        out,
        "    {:<13}{:<32}{meant}  {}",
        "reference",
        escape::terminal(reference.text),
        reference.kind
    );
}

fn push_statement(statement: &FactStatement<'_>, facts: &Facts<'_>, out: &mut String) {
    let predicate = statement.predicate.as_ref();
    let _ = write!(out, "    {:<13}", statement.kind);
    out.push_str(&escape::terminal(predicate.map_or("(no predicate)", |slot| slot.text)));
    let mut part = |label: &str, text: &str| {
        let _ = write!(out, "  {label}: {}", escape::terminal(text));
    };
    for (label, slot) in [("who", &statement.actor), ("what", &statement.object)] {
        if let Some(slot) = slot {
            part(label, slot.text);
        }
    }
    let lists = [
        ("when", &statement.times),
        ("where", &statement.places),
        ("names", &statement.names),
        ("how much", &statement.quantities),
        ("agreement", &statement.agreements),
        ("quoted", &statement.quotations),
    ];
    for (label, numbers) in lists {
        let texts: Vec<_> = numbers
            .iter()
            .filter_map(|&number| facts.mentions.get(number))
            .map(|mention| mention.text)
            .collect();
        if !texts.is_empty() {
            part(label, &texts.join(" | "));
        }
    }
    if let Some(attribution) = &statement.attribution {
        let speaker = attribution.speaker.unwrap_or("?");
        part("said by", &format!("{speaker} ({}, {})", attribution.cue, attribution.strength));
    }
    for (label, ordinary, slot) in [
        ("polarity", "affirmed", Some(&statement.polarity)),
        ("certainty", "fact", Some(&statement.certainty)),
        ("status", "", statement.status.as_ref()),
    ] {
        if let Some(FactSlot { text, value: Some(value), .. }) = slot
            && *value != ordinary
        {
            part(label, &format!("{value} ({text})"));
        }
    }
    out.push('\n');
}
