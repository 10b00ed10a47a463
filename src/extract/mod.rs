//! From tokens to mentions with typed, normalised values, and to who says what.
//!
//! Figures come first, since times and names build on them; then every extractor proposes, and `overlap` decides.

pub mod acronym;
mod address;
pub mod agreement;
mod approximation;
mod capital;
mod currency;
mod digits;
pub mod duration;
mod duration_iso;
mod duration_share;
mod entity;
mod fraction;
mod glued;
mod head;
mod measure;
mod money;
pub mod name;
mod name_lower;
mod name_organisation;
pub mod name_person;
mod name_recognised;
mod name_run;
mod name_title;
pub mod number;
mod number_digits;
mod number_point;
mod number_spelled;
mod number_use;
mod number_words;
mod overlap;
mod physical;
mod pounds;
pub mod quantity;
pub mod quote;
mod range;
mod relative;
mod share;
mod single;
pub mod speech;
mod speech_content;
mod speech_cue;
mod speech_frame;
mod speech_object;
mod speech_quote;
mod speech_subject;
mod speech_verb;
mod sum;
#[cfg(test)]
pub(crate) mod testing;
pub mod time;
mod time_calendar;
mod time_clock;
mod time_grammar;
mod time_hebrew;
mod time_hours;
mod time_instant;
mod time_moon;
mod time_of_day;
mod time_period;
mod time_policy;
mod time_range;
mod time_relative;
mod time_reported;
mod time_resolve;
mod time_set;
mod time_shape;
mod time_shift;
mod time_span;
mod time_timex;
mod time_value;
mod time_weekdays;
mod time_words;
mod time_year;
mod vague;

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::model::{Acronym, Mention, Recogniser, Speech, Text, Value};

/// What was found in one document.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// Mentions, sorted by span.
    pub mentions: Vec<Mention>,
    /// Speech, sorted by cue.
    pub speeches: Vec<Speech>,
    /// Short forms, sorted by span.
    pub acronyms: Vec<Acronym>,
}

/// A proposal of one extractor.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The tokens.
    pub tokens: Range<usize>,
    /// What they mean.
    pub value: Value,
    /// Which extractor ("quantity/money").
    pub extractor: &'static str,
}

/// Finds everything in one document.
pub fn mentions(text: &Text<'_>, lexicon: &Lexicon, recogniser: &dyn Recogniser) -> Extraction {
    let numbers = number::numbers(text, lexicon);
    let durations = duration::durations(text, lexicon, &numbers);
    let mut found = quantity::quantities(text, lexicon, &numbers);
    found.extend(time::times(text, lexicon, &numbers, &durations));
    found.extend(durations);
    let names = name::names(text, lexicon, recogniser);
    address::drop_house_numbers(text, lexicon, &mut found);
    currency::settle(text, lexicon, &mut found, &names);
    let mut quotations = quote::quotations(text, lexicon);
    let mut speeches = speech::speeches(text, lexicon, &mut quotations, &names);
    found.extend(agreement::agreements(text, lexicon, &names));
    found.extend(quotations);
    found.extend(names);
    let mut mentions = overlap::resolve(text, found);
    speech::renumber(&mut mentions, &mut speeches);
    Extraction { mentions, speeches, acronyms: acronym::acronyms(text) }
}
