//! Dates, times of day, ranges and sets of times, with values: reads them sentence by sentence (first pass), then
//! resolves them in order against the document's date and each other (second pass).

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use crate::extract::Found;
use crate::extract::number::NumberSpan;
use crate::extract::time_of_day;
use crate::extract::time_policy::{self, Outlook};
use crate::extract::time_range;
use crate::extract::time_resolve::{Context, Spoken};
use crate::extract::time_set;
use crate::extract::time_shape::{DateShape, Draft, Frame, From, Moment, Shape, Shift, grain_of};
use crate::extract::time_value::resolve;
use crate::extract::time_words::Words;
use crate::lexicon::Lexicon;
use crate::lexicon::time::{Bound, TimeUnit, TimeWord, Vague};
use crate::model::{Grain, Text, TokenKind, Unit, Value};

/// Finds the times of a document; `durations` are the lengths already found, kept for lengths that are counted from a
/// day.
pub fn times(text: &Text<'_>, lexicon: &Lexicon, numbers: &[NumberSpan], durations: &[Found]) -> Vec<Found> {
    let mut drafts = Vec::new();
    for sentence in text.sentences {
        let words = Words::new(text, &lexicon.time, numbers, sentence.token_range());
        let hints: Vec<bool> = (words.start..words.end).map(|at| hints_at_time(&words, at)).collect();
        let mut at = words.start;
        while at < words.end {
            let ahead = durations
                .get(durations.partition_point(|found| found.tokens.start < at))
                .filter(|found| found.tokens.start == at);
            match ahead
                .and_then(|found| in_a_while(&words, found))
                .or_else(|| may_start(&words, at, &hints).then(|| expression(&words, at)).flatten())
            {
                Some(draft) => {
                    at = draft.tokens.end.max(at + 1);
                    drafts.push((words, sentence.id.0, draft));
                }
                None => at += 1,
            }
        }
    }
    let american = is_american(&drafts);
    let mut memory = Memory::default();
    drafts
        .iter()
        .map(|(words, sentence, draft)| {
            let context = Context {
                published: text.document.metadata.published,
                published_time: text.document.metadata.published_time,
                last: Memory::near(memory.last, *sentence),
                day: Memory::near(memory.day, *sentence).or(Memory::near(memory.said, *sentence)),
                earlier_day: Memory::near(memory.earlier_day, *sentence),
                quarter: Memory::near(memory.quarter, *sentence),
                topic_year: topic_year(*sentence, words, &memory),
                outlook: time_policy::outlook(words, draft.tokens.start, draft.tokens.end),
                entry: time_policy::is_all(words, draft.tokens.start, draft.tokens.end),
                american,
            };
            let (value, spoken) = resolve(draft, &context);
            if let Some((period, grain)) = spoken.filter(|_| !is_comparison(&draft.shape)) {
                let spoken = Spoken { period, grain, sentence: *sentence };
                memory.opened = Some((spoken, draft.tokens.start));
                if !is_of_speech(words, draft.tokens.start) {
                    memory.note(spoken);
                } else if grain >= Grain::Day {
                    memory.said = Some(spoken);
                }
            }
            Found {
                tokens: draft.tokens.clone(),
                extractor: extractor(&draft.shape),
                value: Value::Time(value),
            }
        })
        .collect()
}

fn extractor(shape: &Shape) -> &'static str {
    match shape {
        Shape::Moment(_) => "time/moment",
        Shape::Range(..) => "time/range",
        Shape::Set(_) => "time/set",
        Shape::Vague(..) => "time/vague",
    }
}

/// The times spoken of before, as far as later ones count from them.
#[derive(Default)]
struct Memory {
    last: Option<Spoken>,
    day: Option<Spoken>,
    /// A day on which something was said: "a day later" counts from it where no other day was spoken of.
    said: Option<Spoken>,
    /// Another day, spoken of before `day`: the other reading of "two days later".
    earlier_day: Option<Spoken>,
    quarter: Option<Spoken>,
    /// The last time with its first token.
    opened: Option<(Spoken, usize)>,
}

impl Memory {
    /// Sentences after which a time is no longer what "two days later" counts from.
    const REACH: u32 = 12;

    fn near(spoken: Option<Spoken>, sentence: u32) -> Option<Spoken> {
        spoken.filter(|last| sentence.saturating_sub(last.sentence) <= Self::REACH)
    }

    fn note(&mut self, spoken: Spoken) {
        if matches!(spoken.grain, Grain::Quarter | Grain::HalfYear) {
            self.quarter = Some(spoken);
        }
        if spoken.grain >= Grain::Day {
            if self.day.is_some_and(|day| day.period != spoken.period) {
                self.earlier_day = self.day;
            }
            self.day = Some(spoken);
        }
        self.last = Some(spoken);
    }
}

/// Whether a time tells when something was said and not when it happened: "said on Tuesday".
fn is_of_speech(w: &Words<'_>, at: usize) -> bool {
    const SAYING: [&str; 12] = [
        "said",
        "says",
        "told",
        "announced",
        "reported",
        "added",
        "wrote",
        "reporters",
        "stated",
        "confirmed",
        "published",
        "statement",
    ];
    let verb = if w.is_any(w.back(at, 1), &["on", "late", "early"]) { w.back(at, 2) } else { w.back(at, 1) };
    w.is_any(verb, &SAYING)
}

/// The year that a sentence sets out with ("Next year's race is on 19 April").
fn topic_year(sentence: u32, words: &Words<'_>, memory: &Memory) -> Option<i16> {
    let opened = memory.opened.filter(|(spoken, start)| {
        spoken.sentence == sentence && spoken.grain == Grain::Year && *start <= words.start + 1
    });
    opened.map(|(spoken, _)| spoken.period.start.year())
}

/// Whether a time is only named to compare with: "up from 4 million a year earlier" does not move the story there.
fn is_comparison(shape: &Shape) -> bool {
    let Shape::Moment(Moment { date: Some(date), .. }) = shape else {
        return false;
    };
    matches!(&date.frame, Frame::Shift(shift) if shift.counted && shift.n_units < 0
        && matches!(grain_of(shift.unit), Grain::Year | Grain::Quarter | Grain::HalfYear))
}

/// Whether the document writes month before day more often than the other way.
fn is_american(drafts: &[(Words<'_>, u32, Draft)]) -> bool {
    let mut month_first = 0;
    let mut day_first = 0;
    for (_, _, draft) in drafts {
        if let Shape::Moment(Moment { date: Some(date), .. }) = &draft.shape
            && date.day.is_some()
            && date.month.is_some()
            && !date.swappable
        {
            if date.month_first {
                month_first += 1;
            } else {
                day_first += 1;
            }
        }
    }
    month_first > day_first
}

/// The longest expression at a token, with the bound before it.
fn expression(w: &Words<'_>, at: usize) -> Option<Draft> {
    let moment = time_of_day::moment(w, at);
    let range = time_range::range(w, at, moment.as_ref())
        .map(|(end, a, b)| (end, Shape::Range(Box::new(a), Box::new(b))));
    let set = time_set::set(w, at).map(|(end, set)| (end, Shape::Set(set)));
    let moment = moment.map(|(end, moment)| (end, Shape::Moment(moment)));
    let vague = vague(w, at).map(|(end, vague, unit)| (end, Shape::Vague(vague, unit)));
    let mut best: Option<(usize, Shape)> = None;
    for reading in [range, set, moment, vague].into_iter().flatten() {
        if best.as_ref().is_none_or(|best| reading.0 > best.0) {
            best = Some(reading);
        }
    }
    let (end, shape) = best?;
    let (start, bound, approximate) =
        if matches!(shape, Shape::Vague(..)) { (at, None, false) } else { before(w, at) };
    let end = if w.is(end, "or") && w.is_any(end + 1, &["later", "earlier"]) { end + 2 } else { end };
    Some(Draft { tokens: start..end, shape, bound: bound.or_else(|| at_the_edge(w, end)), approximate })
}

/// "in two and a half hours", "in a quarter of an hour": counted in minutes, where the clause looks ahead.
fn in_a_while(w: &Words<'_>, found: &Found) -> Option<Draft> {
    let Value::Quantity(quantity) = &found.value else {
        return None;
    };
    let Unit::Duration(grain @ (Grain::Hour | Grain::Minute)) = quantity.unit else {
        return None;
    };
    let tokens = found.tokens.clone();
    let n_minutes = quantity.low * Decimal::from(if grain == Grain::Hour { 60 } else { 1 });
    let exact = quantity.low == quantity.high && n_minutes.is_integer() && !quantity.low.is_integer();
    if !exact || !w.is(w.back(tokens.start, 1), "in") || w.direction(tokens.end).is_some() {
        return None;
    }
    let looks_ahead = time_policy::outlook(w, tokens.start.saturating_sub(1), tokens.end) == Outlook::Future;
    let n_units = n_minutes.to_i32().filter(|_| looks_ahead)?;
    let shift = Shift { unit: TimeUnit::Minute, n_units, from: From::Document, rough: false, counted: true };
    let date = Some(DateShape::framed(Frame::Shift(shift)));
    let shape = Shape::Moment(Moment { date, clock: None });
    Some(Draft { tokens, shape, bound: None, approximate: false })
}

/// Whether a time may start at a token: a cheap look at its word, so that most tokens cost one lookup. Little words
/// start one only where a word of time stands close behind.
fn may_start(w: &Words<'_>, at: usize, hints: &[bool]) -> bool {
    let hint = |at: usize| at.checked_sub(w.start).and_then(|idx| hints.get(idx)).is_some_and(|hint| *hint);
    let little = w.is_any(at, &["the", "a", "an", "in", "from", "between"]);
    hint(at) || little && (at + 1..at + 4).any(hint)
}

/// Whether a word belongs to times more often than not.
fn hints_at_time(w: &Words<'_>, at: usize) -> bool {
    let Some(token) = w.text.tokens.get(at) else {
        return false;
    };
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Mark => w.is_any(at, &["'", "’", "‘"]),
        TokenKind::Symbol => false,
        TokenKind::Word => {
            w.is_any(
                at,
                &[
                    "one",
                    "every",
                    "each",
                    "once",
                    "twice",
                    "half",
                    "quarter",
                    "year",
                    "month",
                    "fiscal",
                    "final",
                    "q1",
                    "q2",
                    "q3",
                    "q4",
                    "h1",
                    "h2",
                    "later",
                    "earlier",
                    "thrice",
                    "financial",
                    "fy",
                    "period",
                    "latest",
                    "date",
                ],
            ) || w.name(at).is_some()
                || w.lean(at).is_some()
                || w.vague(at).is_some()
                || matches!(w.prefix(at), Some((_, TimeWord::Edge(_))))
                || w.number(at).is_some()
                || w.lower(at).starts_with("fy")
                || w.lower(at).bytes().next().is_some_and(|byte| byte.is_ascii_digit())
        }
    }
}

/// "recently", "the past"; not "the past two months", "as soon as", "the future of".
fn vague(w: &Words<'_>, at: usize) -> Option<(usize, Vague, Option<TimeUnit>)> {
    let (end, vague, unit) = match w.vague(at)? {
        (end, TimeWord::Vague(vague)) => (end, vague, None),
        (end, TimeWord::Uncounted(unit)) => (end, Vague::Past, Some(unit)),
        _ => return None,
    };
    let counted = w.is(w.back(end, 1), "past")
        && (w.number(end).is_some() || w.unit(end).is_some() || w.is_any(end, &["few", "couple", "several"]));
    let bound = end == at + 1 && w.is(at, "soon") && w.is_any(end, &["as", "after", "before", "afterwards"])
        || end == at + 1
            && w.is(at, "shortly")
            && w.is_any(end, &["after", "before", "afterwards", "thereafter"]);
    let of = w.is(end, "of") && !w.is(w.back(end, 1), "ago");
    (!counted && !bound && !of).then_some((end, vague, unit))
}

/// "about", "by", "since" before a time: where the span starts, the bound, and whether it is approximate.
fn before(w: &Words<'_>, at: usize) -> (usize, Option<Bound>, bool) {
    let mut approximate = false;
    let mut start = at;
    // The longest prefix that ends here; they are at most four words long.
    let ending_here = |end: usize| {
        (1..=4).rev().find_map(|len| {
            let from = end.checked_sub(len).filter(|&from| from >= w.start)?;
            let (next, word) = w.prefix(from)?;
            (next == end).then_some((from, word))
        })
    };
    if let Some((from, TimeWord::Approximation { .. })) = ending_here(start) {
        approximate = true;
        start = from;
    }
    let bound = match ending_here(start) {
        Some((from, TimeWord::Bound(bound))) => {
            // "from 1998" alone is where something comes from as often as when it began.
            let plain_from = w.is(from, "from") && from + 1 == start;
            (!plain_from).then_some(bound)
        }
        _ => None,
    };
    (if approximate { start } else { at }, bound, approximate)
}

/// "at the earliest", "at the latest", "or later", "onwards" after a time.
fn at_the_edge(w: &Words<'_>, end: usize) -> Option<Bound> {
    let at_the = w.is(end, "at") && w.is(end + 1, "the");
    let or = w.is(w.back(end, 2), "or");
    if at_the && w.is(end + 2, "earliest")
        || or && w.is(w.back(end, 1), "later")
        || w.is_any(end, &["onwards", "onward"])
    {
        return Some(Bound::Since);
    }
    (at_the && w.is(end + 2, "latest") || or && w.is(w.back(end, 1), "earlier")).then_some(Bound::Until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::with_text;
    use crate::extract::{duration, number};

    /// Every time found: its words, its TIMEX3 value.
    fn found(text: &str, published: Option<&str>) -> Vec<(String, String)> {
        with_text(text, published, |text, lexicon| {
            let numbers = number::numbers(text, lexicon);
            let durations = duration::durations(text, lexicon, &numbers);
            times(text, lexicon, &numbers, &durations)
                .iter()
                .filter_map(|found| match &found.value {
                    Value::Time(time) => {
                        let span = text.span_of(found.tokens.clone());
                        Some((text.document.slice(span).to_string(), time.timex.to_string()))
                    }
                    Value::Quantity(_) | Value::Quotation(_) | Value::Name(_) | Value::Agreement(_) => None,
                })
                .collect()
        })
    }

    /// Tuesday, 5 November 2024.
    const TODAY: Option<&str> = Some("2024-11-05");

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = found(text, TODAY);
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn dates_in_every_spelling() {
        for text in [
            "3 November 2024",
            "Nov. 3, 2024",
            "November 3rd, 2024",
            "the 3rd of November 2024",
            "2024-11-03",
            "3.11.2024",
            "3 Nov 2024",
            "Sunday, Nov. 3",
            "Sunday 3 November",
            "November 3",
            "03/11/2024",
        ] {
            check(&format!("They met on {text}."), &[(text, "2024-11-03")]);
        }
    }

    #[test]
    fn periods() {
        for (text, expected) in [
            ("March 2024", "2024-03"),
            ("2019", "2019"),
            ("2024/25", "2024"),
            ("Q3 2024", "2024-Q3"),
            ("the third quarter of 2023", "2023-Q3"),
            ("the first half of 2025", "2025-H1"),
            ("summer 2023", "2023-SU"),
            ("the 1990s", "199"),
            ("the nineties", "199"),
            ("the 19th century", "18"),
            ("early March 2023", "2023-03"),
            ("mid-2023", "2023"),
            ("the end of 2023", "2023"),
            ("Easter 2024", "2024-03-31"),
            ("the first Tuesday of October 2024", "2024-10-01"),
            ("fiscal 2023", "2023"),
        ] {
            check(&format!("It rose in {text}."), &[(text, expected)]);
        }
    }

    #[test]
    fn relative_times() {
        for (text, expected) in [
            ("yesterday", "2024-11-04"),
            ("last year", "2023"),
            ("last May", "2024-05"),
            ("May last year", "2023-05"),
            ("a year ago", "2023"),
            ("two days ago", "2024-11-03"),
            ("last week", "2024-W44"),
            ("this month", "2024-11"),
            ("Monday", "2024-11-04"),
            ("last Monday", "2024-10-28"),
            ("last night", "2024-11-04TNI"),
            ("this morning", "2024-11-05TMO"),
            ("Monday morning", "2024-11-04TMO"),
            ("recently", "PAST_REF"),
            ("late last year", "2023"),
            ("the third quarter of last year", "2023-Q3"),
            ("last year's third quarter", "2023-Q3"),
        ] {
            check(&format!("They met {text}."), &[(text, expected)]);
        }
        for (text, expected) in [
            ("Monday", "2024-11-11"),
            ("next Monday", "2024-11-11"),
            ("tomorrow", "2024-11-06"),
            ("next month", "2024-12"),
            ("the end of the year", "2024"),
        ] {
            check(&format!("They will meet by {text}."), &[(text, expected)]);
        }
    }

    #[test]
    fn later_times_count_from_the_last_one() {
        check(
            "It began on 3 June 2023. Two days later they left. The following week it ended.",
            &[
                ("3 June 2023", "2023-06-03"),
                ("Two days later", "2023-06-05"),
                ("The following week", "2023-W24"),
            ],
        );
    }

    #[test]
    fn times_of_day() {
        for (text, expected) in [
            ("15:36", "T15:36"),
            ("5 p.m.", "T17"),
            ("6:25 a.m.", "T06:25"),
            ("noon", "T12:00"),
            ("half past three", "T03:30"),
            ("five o'clock", "T05"),
            ("5 p.m. on Monday", "2024-11-04T17"),
            ("15:36 on 3 November", "2024-11-03T15:36"),
            ("7.30pm", "T19:30"),
            ("noon Monday", "2024-11-04T12:00"),
        ] {
            check(&format!("He died at {text} and she left."), &[(text, expected)]);
        }
    }

    #[test]
    fn ranges_and_sets() {
        for (text, expected) in [
            ("between June 2014 and April 2018", "(2014-06-01,2018-04-01,P46M)"),
            ("from 2 to 5 May 2023", "(2023-05-02,2023-05-05,P3D)"),
            ("3-5 November 2023", "(2023-11-03,2023-11-05,P2D)"),
            ("2019-2023", "(2019-01-01,2023-01-01,P4Y)"),
            ("every Monday", "XXXX-WXX-1"),
            ("twice a year", "P1Y"),
            ("annually", "P1Y"),
            ("from 1998 to 2003", "(1998-01-01,2003-01-01,P5Y)"),
            ("May 3-5, 2023", "(2023-05-03,2023-05-05,P2D)"),
        ] {
            check(&format!("It was held {text}."), &[(text, expected)]);
        }
    }

    #[test]
    fn what_is_no_time() {
        for text in [
            "They may march on.",
            "May I ask?",
            "Some 2000 people sat in the sun.",
            "It cost 2,500 euros.",
            "They had a second look at the fall of the wall.",
            "Mrs May spoke.",
            "He won 1950 votes.",
            "June Carter sang.",
            "It rose 3 percent.",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn without_a_document_date_nothing_is_guessed() {
        let found = found("He left on the 3rd, on Monday, last year.", None);
        let values: Vec<&str> = found.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(values, ["XXXX-XX-03", "XXXX-WXX-1", "XXXX"]);
    }
}
