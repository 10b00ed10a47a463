//! The word list `rules/lexicon/en/time.toml`: which words mean a month, a unit, a direction in time. How they
//! combine is the grammar's business, not the list's.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::error::LexiconError;
use crate::lexicon::holidays::{self, RawHolidays};
use crate::lexicon::{Match, PhraseTable};
use crate::model::{Approximation, PartOfDay};

pub use crate::lexicon::holidays::{HebrewDay, HebrewMove, Holiday, LunarDay};

/// Value name to phrases.
pub(super) type Groups = BTreeMap<String, Vec<String>>;

/// The list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    weak: Vec<String>,
    months: Groups,
    weekdays: Groups,
    weekday_sets: Groups,
    seasons: Groups,
    units: Groups,
    parts_of_day: Groups,
    relative_days: Groups,
    relative_nights: Groups,
    leans: Groups,
    directions: Groups,
    edges: Groups,
    approximations: Groups,
    length_approximations: Groups,
    bounds: Groups,
    clocks: Groups,
    half_days: Groups,
    vague: Groups,
    uncounted: Groups,
    decades: Groups,
    cycles: Groups,
    zones: Groups,
    holidays: RawHolidays,
    tense: Groups,
}

/// A season of the northern year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A unit of time as named; [`crate::model::Grain`] is what it comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Workday,
    Night,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    HalfYear,
    Year,
    FiscalYear,
    Decade,
    Century,
    Millennium,
}

/// "last", "this", "next", and the same told from the time last spoken of; `Gone` and `Coming` are the nearest one on
/// their side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Lean {
    Last,
    This,
    Next,
    Previous,
    Following,
    Same,
    Gone,
    Coming,
}

/// Where a counted distance leads: "two days ago", "two days later".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Direction {
    Ago,
    Ahead,
    Earlier,
    Later,
}

/// Which part of a period is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Edge {
    Early,
    Mid,
    Late,
    Start,
    Middle,
    End,
}

/// "by", "before", "since", "after" a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Up to its end, which belongs to it.
    Until,
    /// Up to its start, which does not.
    Before,
    /// From its start on.
    Since,
    /// From its end on.
    After,
}

/// No date, only a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Vague {
    Past,
    Present,
    Future,
}

/// Which days a plural names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum DaySet {
    Weekday(u8),
    Weekends,
    Weekdays,
}

/// What a word or phrase means for the grammar of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum TimeWord {
    Month(u8),
    Weekday(u8),
    DaySet(DaySet),
    Season(Season),
    Unit(TimeUnit),
    Part(PartOfDay),
    RelativeDay(i32),
    RelativeNight(i32),
    Lean(Lean),
    Edge(Edge),
    Approximation {
        nearly: bool,
    },
    Bound(Bound),
    Clock(u8),
    HalfDay {
        pm: bool,
    },
    Vague(Vague),
    /// "recent months".
    Uncounted(TimeUnit),
    Decade(u8),
    Cycle(TimeUnit),
    Zone,
    Holiday(Holiday),
}

/// The list as checked.
///
/// A phrase may stand in several groups ("second", "before"); a table per role keeps them apart.
#[derive(Debug)]
pub struct TimeWords {
    /// Nouns and adverbs that name a time or a unit of it.
    pub names: PhraseTable<TimeWord>,
    /// Words beside such names: "last", "early", "about", "by", "ago", "p.m.".
    pub modifiers: PhraseTable<TimeWord>,
    /// Bounds before a time, approximations and edges.
    pub prefixes: PhraseTable<TimeWord>,
    /// "recently", "in recent years": no date, only a direction.
    pub vague: PhraseTable<TimeWord>,
    /// Direction words after a length.
    pub directions: PhraseTable<Direction>,
    /// "more than", "nearly" before a length.
    pub lengths: PhraseTable<Approximation>,
    /// Which way the clause looks; true is the future.
    pub tense: PhraseTable<bool>,
    weak: FxHashSet<Box<str>>,
}

impl TimeWords {
    pub(crate) fn from_raw(raw: Raw) -> Result<Self, LexiconError> {
        let mut names = PhraseTable::new(Match::Exact, []);
        let mut modifiers = PhraseTable::new(Match::Exact, []);
        let mut prefixes = PhraseTable::new(Match::Exact, []);
        let mut vague_times = PhraseTable::new(Match::Exact, []);
        let mut directions = PhraseTable::new(Match::Exact, []);
        let mut lengths = PhraseTable::new(Match::Exact, []);
        let mut tense = PhraseTable::new(Match::Exact, []);
        fill(&mut vague_times, "uncounted", &raw.uncounted, |name| unit(name).map(TimeWord::Uncounted))?;
        fill(&mut vague_times, "vague", &raw.vague, |name| vague(name).map(TimeWord::Vague))?;
        fill(&mut names, "months", &raw.months, |name| number(name).map(TimeWord::Month))?;
        fill(&mut names, "weekdays", &raw.weekdays, |name| number(name).map(TimeWord::Weekday))?;
        fill(&mut names, "weekday_sets", &raw.weekday_sets, |name| {
            Some(TimeWord::DaySet(match name {
                "weekend" => DaySet::Weekends,
                "weekday" => DaySet::Weekdays,
                _ => DaySet::Weekday(number(name)?),
            }))
        })?;
        fill(&mut names, "seasons", &raw.seasons, |name| season(name).map(TimeWord::Season))?;
        fill(&mut names, "relative_days", &raw.relative_days, |name| {
            number(name).map(TimeWord::RelativeDay)
        })?;
        fill(&mut names, "relative_nights", &raw.relative_nights, |name| {
            number(name).map(TimeWord::RelativeNight)
        })?;
        fill(&mut names, "decades", &raw.decades, |name| number(name).map(TimeWord::Decade))?;
        fill(&mut names, "cycles", &raw.cycles, |name| unit(name).map(TimeWord::Cycle))?;
        fill(&mut names, "clocks", &raw.clocks, |name| number(name).map(TimeWord::Clock))?;
        fill(&mut names, "parts_of_day", &raw.parts_of_day, |name| part(name).map(TimeWord::Part))?;
        fill(&mut names, "units", &raw.units, |name| unit(name).map(TimeWord::Unit))?;
        holidays::enter(&mut names, &raw.holidays)?;
        fill(&mut modifiers, "leans", &raw.leans, |name| lean(name).map(TimeWord::Lean))?;
        fill(&mut modifiers, "half_days", &raw.half_days, |name| match name {
            "am" => Some(TimeWord::HalfDay { pm: false }),
            "pm" => Some(TimeWord::HalfDay { pm: true }),
            _ => None,
        })?;
        fill(&mut modifiers, "zones", &raw.zones, |name| (name == "zone").then_some(TimeWord::Zone))?;
        fill(&mut prefixes, "edges", &raw.edges, |name| edge(name).map(TimeWord::Edge))?;
        fill(&mut prefixes, "approximations", &raw.approximations, |name| match name {
            "about" => Some(TimeWord::Approximation { nearly: false }),
            "nearly" => Some(TimeWord::Approximation { nearly: true }),
            _ => None,
        })?;
        fill(&mut prefixes, "bounds", &raw.bounds, |name| bound(name).map(TimeWord::Bound))?;
        fill(&mut directions, "directions", &raw.directions, direction)?;
        fill(&mut lengths, "length_approximations", &raw.length_approximations, approximation)?;
        fill(&mut tense, "tense", &raw.tense, |name| match name {
            "future" => Some(true),
            "past" => Some(false),
            _ => None,
        })?;
        Ok(Self {
            names,
            modifiers,
            prefixes,
            vague: vague_times,
            directions,
            lengths,
            tense,
            weak: raw.weak.iter().map(|word| word.as_str().into()).collect(),
        })
    }

    /// Whether a lower-case word needs a capital or a time beside it to be one.
    pub fn is_weak(&self, word: &str) -> bool {
        self.weak.contains(word)
    }
}

/// Enters every phrase of a group; an unknown value name is an error that names the table.
pub(super) fn fill<T: Copy>(
    table: &mut PhraseTable<T>,
    group: &str,
    raw: &Groups,
    read: impl Fn(&str) -> Option<T>,
) -> Result<(), LexiconError> {
    for (name, phrases) in raw {
        let value = read(name).ok_or_else(|| LexiconError {
            file: "en/time.toml".into(),
            detail: format!("[{group}] {name:?} is not the name of a value"),
        })?;
        for phrase in phrases {
            // The apostrophe behind a plural is a word of its own in running text.
            table.insert(&phrase.replace("s' ", "s ' "), value);
        }
    }
    Ok(())
}

pub(super) fn number<T: std::str::FromStr>(name: &str) -> Option<T> {
    name.parse().ok()
}

fn season(name: &str) -> Option<Season> {
    Some(match name {
        "spring" => Season::Spring,
        "summer" => Season::Summer,
        "autumn" => Season::Autumn,
        "winter" => Season::Winter,
        _ => return None,
    })
}

fn unit(name: &str) -> Option<TimeUnit> {
    Some(match name {
        "second" => TimeUnit::Second,
        "minute" => TimeUnit::Minute,
        "hour" => TimeUnit::Hour,
        "day" => TimeUnit::Day,
        "workday" => TimeUnit::Workday,
        "night" => TimeUnit::Night,
        "weekend" => TimeUnit::Weekend,
        "week" => TimeUnit::Week,
        "fortnight" => TimeUnit::Fortnight,
        "month" => TimeUnit::Month,
        "quarter" => TimeUnit::Quarter,
        "half_year" => TimeUnit::HalfYear,
        "year" => TimeUnit::Year,
        "fiscal_year" => TimeUnit::FiscalYear,
        "decade" => TimeUnit::Decade,
        "century" => TimeUnit::Century,
        "millennium" => TimeUnit::Millennium,
        _ => return None,
    })
}

fn part(name: &str) -> Option<PartOfDay> {
    Some(match name {
        "early_morning" => PartOfDay::EarlyMorning,
        "morning" => PartOfDay::Morning,
        "noon" => PartOfDay::Noon,
        "afternoon" => PartOfDay::Afternoon,
        "evening" => PartOfDay::Evening,
        "night" => PartOfDay::Night,
        _ => return None,
    })
}

fn lean(name: &str) -> Option<Lean> {
    Some(match name {
        "last" => Lean::Last,
        "this" => Lean::This,
        "next" => Lean::Next,
        "previous" => Lean::Previous,
        "following" => Lean::Following,
        "same" => Lean::Same,
        "gone" => Lean::Gone,
        "coming" => Lean::Coming,
        _ => return None,
    })
}

fn direction(name: &str) -> Option<Direction> {
    Some(match name {
        "ago" => Direction::Ago,
        "ahead" => Direction::Ahead,
        "earlier" => Direction::Earlier,
        "later" => Direction::Later,
        _ => return None,
    })
}

fn approximation(name: &str) -> Option<Approximation> {
    Some(match name {
        "about" => Approximation::About,
        "nearly" => Approximation::Nearly,
        "at_least" => Approximation::AtLeast,
        "at_most" => Approximation::AtMost,
        "exactly" => Approximation::Exactly,
        _ => return None,
    })
}

fn edge(name: &str) -> Option<Edge> {
    Some(match name {
        "early" => Edge::Early,
        "mid" => Edge::Mid,
        "late" => Edge::Late,
        "start" => Edge::Start,
        "middle" => Edge::Middle,
        "end" => Edge::End,
        _ => return None,
    })
}

fn bound(name: &str) -> Option<Bound> {
    Some(match name {
        "until" => Bound::Until,
        "before" => Bound::Before,
        "since" => Bound::Since,
        "after" => Bound::After,
        _ => return None,
    })
}

fn vague(name: &str) -> Option<Vague> {
    Some(match name {
        "past" => Vague::Past,
        "present" => Vague::Present,
        "future" => Vague::Future,
        _ => return None,
    })
}
