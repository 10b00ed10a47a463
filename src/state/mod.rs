//! From mentions to statements: one per clause. What fills a slot at first are patterns and word order, in `clause`,
//! `verb` and `modality`; where a sentence has a tree, `deep` fills the slots from it.

mod check_worthy;
mod clause;
mod coreference;
mod deep;
mod event;
mod modality;
mod own_word;
mod verb;

use std::ops::Range;

use crate::extract::Extraction;
use crate::lexicon::Lexicon;
use crate::model::{
    Attribution, Mention, MentionId, NameKind, NotCheckable, Reference, ReferenceKind, Sentence,
    SentenceKind, Slot, Span, Speech, Statement, StatementId, StatementKind, Text, Value,
};
use check_worthy::Voice;

pub use coreference::references;

pub use deep::read;
pub use event::events;

/// States every clause of a document, in order.
pub fn statements(
    text: &Text<'_>,
    extraction: &Extraction,
    references: &[Reference],
    lexicon: &Lexicon,
) -> Vec<Statement> {
    let mut statements = Vec::with_capacity(text.sentences.len() * 2);
    let dialogue = !text.document.turns.is_empty();
    let mut mentions = extraction.mentions.iter().peekable();
    let mut speeches = extraction.speeches.iter().peekable();
    for sentence in text.sentences {
        let mut here = Vec::new();
        while let Some(mention) = mentions.next_if(|mention| mention.span.start() < sentence.span.end()) {
            here.push(mention);
        }
        let mut said = Vec::new();
        while let Some(speech) = speeches.next_if(|speech| speech.cue.start() < sentence.span.end()) {
            said.push(speech);
        }
        let meant = references_in(references, sentence);
        let contents: Vec<Span> = said
            .iter()
            .filter(|speech| !is_first_person(text, speech))
            .map(|speech| speech.content)
            .collect();
        let clauses = clause::clauses(text, sentence.token_range(), &here, &contents, lexicon);
        let voice = match (dialogue, said.is_empty()) {
            (true, _) => Voice::Dialogue,
            (false, true) => Voice::Own,
            (false, false) => Voice::Report,
        };
        let idle = check_worthy::idle(text, sentence, &clauses, &here, voice, lexicon);
        let builder = Builder { text, lexicon, sentence, mentions: &here, speeches: &said, meant };
        for (tokens, idle) in clauses.into_iter().zip(idle) {
            let id = StatementId(statements.len() as u32);
            statements.push(builder.statement(id, tokens, idle));
        }
    }
    statements
}

/// The references that begin in a sentence.
fn references_in<'r>(references: &'r [Reference], sentence: &Sentence) -> &'r [Reference] {
    let start = references.partition_point(|reference| reference.span.start() < sentence.span.start());
    let end = references.partition_point(|reference| reference.span.start() < sentence.span.end());
    references.get(start..end.max(start)).unwrap_or(&[])
}

fn is_first_person(text: &Text<'_>, speech: &Speech) -> bool {
    speech.speaker.is_some_and(|span| matches!(text.document.lower(span), "i" | "we"))
}

struct Builder<'a> {
    text: &'a Text<'a>,
    lexicon: &'a Lexicon,
    sentence: &'a Sentence,
    mentions: &'a [&'a Mention],
    speeches: &'a [&'a Speech],
    meant: &'a [Reference],
}

impl Builder<'_> {
    fn statement(&self, id: StatementId, tokens: Range<usize>, idle: Option<NotCheckable>) -> Statement {
        let span = self.text.span_of(tokens.clone());
        let group = verb::verb_group(self.text, &tokens, self.lexicon);
        let predicate = group.clone().and_then(|group| {
            let main = group.end.checked_sub(1)?;
            Some(Slot { span: self.text.span_of(group), value: self.text.stem(main).to_string() })
        });
        let negations = modality::negators(self.text, &tokens, self.lexicon);
        let part = |range: Range<usize>| {
            (!range.is_empty()).then(|| Slot { span: self.text.span_of(range), value: () })
        };
        Statement {
            id,
            sentence: self.sentence.id,
            span,
            tokens: tokens.start as u32..tokens.end as u32,
            kind: if group.is_some() { StatementKind::Clause } else { StatementKind::Fragment },
            idle,
            predicate,
            actor: group.clone().and_then(|group| part(tokens.start..group.start)),
            object: group.and_then(|group| part(group.end..tokens.end)),
            times: self.ids(span, |value| matches!(value, Value::Time(_))),
            places: self.ids(span, |value| is_name(value, &[NameKind::Place, NameKind::Nationality])),
            names: self.ids(span, |value| {
                is_name(value, &[NameKind::Person, NameKind::Organisation, NameKind::Other])
            }),
            quantities: self
                .ids(span, |value| matches!(value, Value::Quantity(quantity) if !quantity.is_relative())),
            agreements: self.ids(span, |value| matches!(value, Value::Agreement(_))),
            quotations: self.ids(span, |value| matches!(value, Value::Quotation(_))),
            participants: self.participants(span, &tokens),
            attribution: self.attribution(span),
            polarity: modality::polarity(self.text, &tokens, &negations),
            negations: negations.into_iter().map(|range| range.start as u32..range.end as u32).collect(),
            certainty: modality::certainty(self.text, &tokens, self.lexicon),
            status: match self.sentence.kind {
                SentenceKind::Question => None,
                SentenceKind::Plain | SentenceKind::Heading => {
                    modality::status(self.text, &tokens, self.lexicon)
                }
            },
        }
    }

    fn ids(&self, clause: Span, keep: impl Fn(&Value) -> bool) -> Vec<MentionId> {
        let inside = self.mentions.iter().filter(|mention| clause.overlaps(mention.span));
        inside.filter(|mention| keep(&mention.value)).map(|mention| mention.id).collect()
    }

    fn participants(&self, clause: Span, tokens: &Range<usize>) -> Vec<u32> {
        let named = self.mentions.iter().filter(|mention| clause.contains(mention.span));
        let named = named.filter_map(|mention| mention.name()).map(|name| name.entity);
        let meant = self.meant.iter().filter(|reference| tokens.contains(&reference.token_range().start));
        let meant = meant.flat_map(|reference| reference.entities.iter().copied());
        let mut all: Vec<u32> = named.chain(meant).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The speech whose content the clause belongs to, or whose cue stands in the clause.
    fn attribution(&self, clause: Span) -> Option<Attribution> {
        let speech = self
            .speeches
            .iter()
            .find(|speech| speech.content.overlaps(clause))
            .or_else(|| self.speeches.iter().find(|speech| clause.contains(speech.cue)))?;
        Some(Attribution {
            speaker: speech.speaker,
            entity: speech.speaker.and_then(|span| self.entity_in(span)),
            turn_speaker: speech.turn_speaker,
            cue: speech.cue,
            strength: speech.strength,
        })
    }

    /// The person or body that a speaker's words name or mean.
    fn entity_in(&self, speaker: Span) -> Option<u32> {
        let named = self.mentions.iter().filter(|mention| speaker.contains(mention.span));
        let mut names = named.filter_map(|mention| mention.name());
        let person = names.clone().find(|name| name.kind == NameKind::Person);
        if let Some(name) = person.or_else(|| names.next()) {
            return Some(name.entity);
        }
        let tokens = self.text.tokens_in(speaker);
        let meant = self.meant.iter().filter(|reference| tokens.contains(&reference.token_range().start));
        // "their minister" means nobody by "their"; of "I" the turn tells who it is.
        let told = meant.filter(|reference| {
            reference.token_range().end == tokens.end
                && !matches!(reference.kind, ReferenceKind::Speaker | ReferenceKind::Hearer)
        });
        told.into_iter().find_map(Reference::entity)
    }
}

fn is_name(value: &Value, kinds: &[NameKind]) -> bool {
    matches!(value, Value::Name(name) if kinds.contains(&name.kind))
}
