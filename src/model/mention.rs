//! Spans with a typed, normalised value.

use std::ops::Range;

use crate::model::{Agreement, Name, Quantity, Quotation, SentenceId, Span, TimeValue};

/// Index of a mention in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionId(pub u32);

impl MentionId {
    /// As an index.
    pub fn idx(self) -> usize {
        self.0 as usize
    }
}

/// What a mention means.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A date, time of day, period or set of times.
    Time(TimeValue),
    /// A figure with its unit; durations and ordinals too.
    Quantity(Quantity),
    /// Words between quotation marks.
    Quotation(Quotation),
    /// A person, organisation, place or nationality.
    Name(Name),
    /// A treaty, contract, memorandum, deal.
    Agreement(Agreement),
}

/// A span of the text with its value. Mentions are sorted by span; those of the same type do not overlap.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Index.
    pub id: MentionId,
    /// The sentence that it starts in.
    pub sentence: SentenceId,
    /// Where it stands.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<u32>,
    /// What it means.
    pub value: Value,
    /// Which extractor found it, for explanations ("quantity/money").
    pub extractor: &'static str,
}

impl Mention {
    /// Its tokens as a range of indices.
    pub fn token_range(&self) -> Range<usize> {
        self.tokens.start as usize..self.tokens.end as usize
    }

    /// The time value, if it is one.
    pub fn time(&self) -> Option<&TimeValue> {
        if let Value::Time(time) = &self.value { Some(time) } else { None }
    }

    /// The quantity, if it is one.
    pub fn quantity(&self) -> Option<&Quantity> {
        if let Value::Quantity(quantity) = &self.value { Some(quantity) } else { None }
    }

    /// The quotation, if it is one.
    pub fn quotation(&self) -> Option<&Quotation> {
        if let Value::Quotation(quotation) = &self.value { Some(quotation) } else { None }
    }

    /// The name, if it is one.
    pub fn name(&self) -> Option<&Name> {
        if let Value::Name(name) = &self.value { Some(name) } else { None }
    }

    /// The agreement, if it is one.
    pub fn agreement(&self) -> Option<&Agreement> {
        if let Value::Agreement(agreement) = &self.value { Some(agreement) } else { None }
    }

    /// Kind on the wire, as DESIGN names it.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Time(time) => time.kind.name(),
            Value::Quantity(quantity) => quantity.kind_name(),
            Value::Quotation(_) => "quote",
            Value::Name(name) => name.kind.name(),
            Value::Agreement(_) => "agreement",
        }
    }
}
