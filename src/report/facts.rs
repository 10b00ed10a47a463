//! From what was found in one document to the wire types of `facts`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::{
    Acronym, Analysis, Approximation, DateRange, Dimension, Document, Mention, MentionId, Name, NotCheckable,
    PersonName, Quantity, Quotation, Reference, Slot, Span, SpeakerId, Speech, SpeechKind, Statement,
    StatementKind, TimeModifier, TimeValue, Unit, Value,
};
use crate::report::facts_wire::{
    FactAttribution, FactCurrency, FactDays, FactMention, FactPerson, FactReference, FactSlot, FactSpeech,
    FactStatement, FactValue, Facts,
};

/// Puts an analysis into its wire form, with the statements that [`crate::pipeline::Engine::statements`] gives.
pub fn facts<'a>(analysis: &'a Analysis, statements: &'a [Statement]) -> Facts<'a> {
    Facts {
        mentions: analysis
            .mentions
            .iter()
            .map(|mention| fact_mention(&analysis.document, mention))
            .chain(analysis.acronyms.iter().flat_map(|acronym| fact_acronym(&analysis.document, acronym)))
            .collect(),
        references: references(analysis),
        statements: statements.iter().map(|it| fact_statement(&analysis.document, it)).collect(),
        speeches: analysis.speeches.iter().map(|speech| fact_speech(analysis, speech)).collect(),
    }
}

/// The short form with what it stands for as its value, and where it is defined, the long form.
fn fact_acronym<'a>(document: &'a Document, acronym: &Acronym) -> impl Iterator<Item = FactMention<'a>> {
    let mention = |kind: &'static str, span: Span, value: Option<&'a str>| {
        let raw = document.raw_span(span);
        FactMention {
            kind,
            start: raw.start(),
            end: raw.end(),
            text: document.slice(span),
            value: value.map(FactValue::Text),
            ..FactMention::default()
        }
    };
    let long = acronym.long.map(|span| document.slice(span));
    let defined = acronym.long.filter(|_| acronym.defined_here);
    std::iter::once(mention("acronym_short", acronym.span, long))
        .chain(defined.map(|span| mention("acronym_long", span, None)))
}

fn references<'a>(analysis: &'a Analysis) -> Vec<FactReference<'a>> {
    let document = &analysis.document;
    let mut canonical: BTreeMap<u32, &str> = BTreeMap::new();
    for name in analysis.mentions.iter().filter_map(Mention::name) {
        canonical.entry(name.entity).or_insert(&name.canonical);
    }
    let names = |entities: &[u32]| -> Vec<&'a str> {
        entities.iter().filter_map(|id| canonical.get(id).copied()).collect()
    };
    let speaker =
        |id: SpeakerId| document.speakers.get(usize::from(id.0)).map(|speaker| speaker.name.as_str());
    let fact = |reference: &'a Reference| {
        let raw = document.raw_span(reference.span);
        FactReference {
            start: raw.start(),
            end: raw.end(),
            text: document.slice(reference.span),
            kind: reference.kind.name(),
            entities: &reference.entities,
            names: names(&reference.entities),
            antecedent: slot(document, reference.antecedent, None),
            speaker: reference.speaker.and_then(speaker),
        }
    };
    analysis.references.iter().map(fact).collect()
}

fn fact_speech<'a>(analysis: &'a Analysis, speech: &'a Speech) -> FactSpeech<'a> {
    let document = &analysis.document;
    FactSpeech {
        kind: match speech.kind {
            SpeechKind::Direct => "direct",
            SpeechKind::Mixed => "mixed",
            SpeechKind::Indirect => "indirect",
        },
        content: slot(document, speech.content, None),
        continued: continuations(analysis, speech),
        cue: slot(document, speech.cue, None),
        speaker: speech.speaker.map(|span| slot(document, span, None)),
        strength: speech.strength.name(),
        negated: speech.negated,
    }
}

/// The quotations that go on with the one that a speech holds, as far as they lie outside its content.
fn continuations<'a>(analysis: &'a Analysis, speech: &Speech) -> Vec<FactSlot<'a>> {
    let next = |id: MentionId| analysis.mention(id)?.quotation()?.continued_by;
    std::iter::successors(speech.quotation.and_then(next), |id| next(*id))
        .filter_map(|id| analysis.mention(id))
        .filter(|mention| !mention.span.overlaps(speech.content))
        .map(|mention| slot(&analysis.document, mention.span, None))
        .collect()
}

fn slot<'a>(document: &'a Document, span: Span, value: Option<&'a str>) -> FactSlot<'a> {
    let raw = document.raw_span(span);
    FactSlot { start: raw.start(), end: raw.end(), text: document.slice(span), value }
}

fn fact_mention<'a>(document: &'a Document, mention: &'a Mention) -> FactMention<'a> {
    let span = fact_span(mention);
    let raw = document.raw_span(span);
    let base = FactMention {
        kind: mention.kind(),
        start: raw.start(),
        end: raw.end(),
        text: document.slice(span),
        ..FactMention::default()
    };
    match &mention.value {
        Value::Time(time) => fact_time(base, time),
        Value::Quantity(quantity) => fact_quantity(base, document, quantity),
        Value::Quotation(quotation) => fact_quotation(base, document, quotation),
        Value::Name(name) => fact_name(base, name),
        Value::Agreement(agreement) => {
            FactMention { value: Some(FactValue::Text(&agreement.noun)), parties: &agreement.parties, ..base }
        }
    }
}

/// The words that the value stands for: a bound ("over") belongs to an amount with a unit, whose value has it; what
/// only loosens a figure ("about") stands in `approximation`.
fn fact_span(mention: &Mention) -> Span {
    let figure = mention.quantity().and_then(|quantity| quantity.bare.filter(|_| !is_bound(quantity)));
    figure.unwrap_or(mention.span)
}

/// Whether the value is printed as a bound.
fn is_bound(quantity: &Quantity) -> bool {
    let worded = matches!(quantity.approximation, Approximation::AtLeast | Approximation::AtMost);
    worded && quantity.low == quantity.high && matches!(quantity.unit, Unit::Money(_) | Unit::Physical { .. })
}

fn fact_time<'a>(base: FactMention<'a>, time: &'a TimeValue) -> FactMention<'a> {
    let print = |date: Option<Date>| date.map(|date| date.to_string());
    let days = |range: DateRange| FactDays { first: print(range.start), last: print(range.end) };
    FactMention {
        value: Some(FactValue::Text(&time.timex)),
        grain: Some(time.grain.name()),
        modifier: time.modifier.map(modifier),
        days: time.range.map(days),
        other_days: time.alternative.map(days),
        ..base
    }
}

fn fact_quantity<'a>(
    base: FactMention<'a>,
    document: &'a Document,
    quantity: &'a Quantity,
) -> FactMention<'a> {
    FactMention {
        value: Some(quantity_value(quantity)),
        unit: unit(quantity),
        dimension: quantity.unit.dimension().map(Dimension::name),
        currency: quantity.unit.currency().map(|currency| FactCurrency {
            code: &currency.code,
            noun: currency.noun.as_deref(),
            told: currency.told,
        }),
        head: quantity.head.map(|span| document.slice(span)),
        per: quantity.per.map(|span| document.slice(span)),
        approximation: Some(quantity.approximation)
            .filter(|wording| *wording != Approximation::Bare)
            .map(Approximation::name),
        ..base
    }
}

/// The value in the unit that it was given in.
fn quantity_value(quantity: &Quantity) -> FactValue<'_> {
    if let Some(wire) = quantity.wire.as_ref().filter(|_| quantity.minor.is_none() && !is_bound(quantity)) {
        return FactValue::Text(wire);
    }
    let share = quantity.minor.as_ref().map_or(Decimal::ONE, |minor| minor.share);
    let print = |value: Decimal| decimal(value.checked_div(share).unwrap_or(value));
    let (low, high) = (print(quantity.low), print(quantity.high));
    if quantity.unit == Unit::Score {
        FactValue::Printed(format!("{low}-{high}"))
    } else if is_bound(quantity) && quantity.approximation == Approximation::AtLeast {
        FactValue::AtLeast { min: low }
    } else if is_bound(quantity) {
        FactValue::AtMost { max: high }
    } else if quantity.low == quantity.high {
        FactValue::Printed(low)
    } else {
        FactValue::Range { min: low, max: high }
    }
}

/// An exact decimal without trailing zeros.
fn decimal(value: Decimal) -> String {
    value.normalize().to_string()
}

fn fact_quotation<'a>(base: FactMention<'a>, document: &'a Document, quote: &Quotation) -> FactMention<'a> {
    FactMention {
        speaker: quote.speaker.map(|span| document.slice(span)),
        cue: quote.cue.map(|span| document.slice(span)),
        ..base
    }
}

fn fact_name<'a>(base: FactMention<'a>, name: &'a Name) -> FactMention<'a> {
    FactMention {
        value: Some(FactValue::Text(&name.canonical)),
        person: name.person.as_ref().map(fact_person),
        country: name.country.as_deref(),
        acronym: name.acronym.as_deref(),
        entity: Some(name.entity),
        ..base
    }
}

fn fact_person(person: &PersonName) -> FactPerson<'_> {
    FactPerson {
        title: person.title.as_deref(),
        given: &person.given,
        surname: person.surname.as_deref(),
        suffix: person.suffix.as_deref(),
    }
}

fn fact_statement<'a>(document: &'a Document, statement: &'a Statement) -> FactStatement<'a> {
    let raw = document.raw_span(statement.span);
    let slot = |span: Span, value: Option<&'a str>| slot(document, span, value);
    let bare = |filled: &Option<Slot<()>>| filled.as_ref().map(|filled| slot(filled.span, None));
    let numbers = |ids: &[MentionId]| ids.iter().map(|id| id.idx()).collect();
    FactStatement {
        start: raw.start(),
        end: raw.end(),
        text: document.slice(statement.span),
        kind: match statement.kind {
            StatementKind::Clause => "clause",
            StatementKind::Fragment => "fragment",
            StatementKind::Embedded => "embedded",
        },
        not_checkable: statement.idle.map(NotCheckable::name),
        predicate: statement.predicate.as_ref().map(|filled| slot(filled.span, Some(&filled.value))),
        actor: bare(&statement.actor),
        object: bare(&statement.object),
        times: numbers(&statement.times),
        places: numbers(&statement.places),
        names: numbers(&statement.names),
        quantities: numbers(&statement.quantities),
        agreements: numbers(&statement.agreements),
        quotations: numbers(&statement.quotations),
        attribution: statement.attribution.as_ref().map(|attribution| FactAttribution {
            speaker: attribution.speaker.map(|span| document.slice(span)),
            cue: document.slice(attribution.cue),
            strength: attribution.strength.name(),
        }),
        polarity: slot(statement.polarity.span, Some(statement.polarity.value.name())),
        certainty: slot(statement.certainty.span, Some(statement.certainty.value.name())),
        status: statement.status.as_ref().map(|filled| slot(filled.span, Some(filled.value.name()))),
    }
}

fn unit(quantity: &Quantity) -> Option<&str> {
    match &quantity.unit {
        Unit::Count | Unit::Ordinal | Unit::RelativeOrdinal(_) => None,
        Unit::Percent => Some("percent"),
        Unit::PercentagePoint => Some("percentage_point"),
        Unit::Money(currency) => Some(quantity.minor.as_ref().map_or(&*currency.code, |minor| &*minor.name)),
        Unit::Physical { name, .. } => Some(name),
        Unit::Duration(of) => Some(of.name()),
        Unit::Fraction => Some("fraction"),
        Unit::Score => Some("score"),
    }
}

fn modifier(modifier: TimeModifier) -> &'static str {
    match modifier {
        TimeModifier::Start => "start",
        TimeModifier::Mid => "mid",
        TimeModifier::End => "end",
        TimeModifier::Approx => "approx",
        TimeModifier::Before => "before",
        TimeModifier::After => "after",
    }
}
