//! "I" and "you": who speaks in a turn or in a quotation.

use crate::model::{Mention, Reference, ReferenceKind, Span, SpeakerId};
use crate::state::coreference::item::{Item, ItemKind};
use crate::state::coreference::walk::{Here, Walk, here_start};

impl<'a> Walk<'a> {
    /// "I" and "my" inside quotations: whoever is quoted.
    pub(super) fn own_words(&mut self, here: &Here<'a>) {
        for &at in &here.own {
            let Some(item) = here.items.get(at) else { continue };
            let span = self.text.span_of(item.tokens.clone());
            let Some(quote) = self.quote_at(here, span) else { continue };
            let speech =
                self.extraction.speeches.partition_point(|speech| speech.cue.start() < here_start(here));
            let speeches = self.extraction.speeches.get(speech..).unwrap_or(&[]).iter();
            let told = speeches
                .take_while(|speech| speech.cue.start() < quote.span.end() + 400)
                .find(|speech| speech.quotation == Some(quote.id))
                .and_then(|speech| speech.speaker);
            let speaker = quote.quotation().and_then(|quote| quote.speaker).or(told);
            if let Some(number) = speaker.and_then(|span| self.meant_by(here, span)) {
                self.refer(span, item.tokens.clone(), ReferenceKind::Speaker, number);
            }
        }
    }

    /// The person or body that a speaker's words name, describe or mean.
    pub(super) fn meant_by(&mut self, here: &Here<'a>, words: Span) -> Option<usize> {
        let tokens = self.text.tokens_in(words);
        let inside = |item: &Item<'_>| tokens.start <= item.tokens.start && item.tokens.end <= tokens.end;
        let named = here.items.iter().zip(&here.meant).filter(|(item, _)| inside(item));
        let found = named
            .clone()
            .find_map(|(item, meant)| matches!(item.kind, ItemKind::Name { .. }).then_some(*meant).flatten());
        if let Some(found) = found.or_else(|| named.filter_map(|(_, meant)| *meant).next()) {
            return Some(found);
        }
        let start = self.extraction.mentions.partition_point(|mention| mention.span.start() < words.start());
        let mention = self
            .extraction
            .mentions
            .get(start..)?
            .iter()
            .take_while(|mention| mention.span.start() < words.end())
            .find(|mention| mention.name().is_some())?;
        let entity = mention.name()?.entity;
        Some(self.of_entity(entity, mention.span))
    }

    /// The quotation around a span.
    pub(super) fn quote_at(&self, here: &Here<'a>, span: Span) -> Option<&'a Mention> {
        let inside = |mention: &Mention| mention.quotation().is_some_and(|quote| quote.inner.contains(span));
        if let Some(found) = here.quotes.iter().copied().find(|mention| inside(mention)) {
            return Some(found);
        }
        // A quotation of several sentences.
        const REACH: usize = 12;
        let end = self.extraction.mentions.partition_point(|mention| mention.span.start() < span.start());
        let near = self.extraction.mentions.get(end.saturating_sub(REACH)..end)?.iter().rev();
        near.into_iter().find(|mention| inside(mention))
    }

    pub(super) fn speaks(
        &mut self,
        span: Span,
        tokens: std::ops::Range<usize>,
        kind: ReferenceKind,
        speaker: SpeakerId,
    ) {
        let entity = self.cast.entity(speaker);
        let known = entity.and_then(|entity| self.memory.of_entity(entity));
        let known = known.and_then(|number| self.memory.get(number)).map(|known| known.span);
        let Some(antecedent) = known.or_else(|| self.cast.label(speaker)) else {
            return;
        };
        self.references.push(Reference {
            span,
            tokens: tokens.start as u32..tokens.end as u32,
            kind,
            entities: entity.into_iter().collect(),
            antecedent,
            speaker: Some(speaker),
        });
    }
}
