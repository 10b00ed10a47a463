//! Lengths of time: "three days", "two and a half hours", "nearly four years", "a 10-year plan", "2:17:42". A length
//! that is counted from a day ("two days ago") is a date and belongs to [`crate::extract::time`].

use rust_decimal::Decimal;

use crate::extract::Found;
use crate::extract::duration_iso::{Part, iso};
use crate::extract::duration_share::{PERIODS, few, is_unit, more, share, shared_unit};
use crate::extract::number::{NumberForm, NumberSpan};
use crate::extract::time_shape::{grain_of, multiple_of};
use crate::extract::time_words::Words;
use crate::lexicon::Lexicon;
use crate::lexicon::time::{Direction, TimeUnit};
use crate::model::{Approximation, Grain, Quantity, Text, TokenKind, Unit, Value};

/// Finds the lengths of time in a document.
pub fn durations(text: &Text<'_>, lexicon: &Lexicon, numbers: &[NumberSpan]) -> Vec<Found> {
    let mut found = Vec::new();
    for sentence in text.sentences {
        let words = Words::new(text, &lexicon.time, numbers, sentence.token_range());
        let mut at = words.start;
        while at < words.end {
            match length(&words, at) {
                Some((start, end, quantity)) => {
                    at = end.max(at + 1);
                    if let Some(quantity) = quantity {
                        found.push(Found {
                            tokens: start..end,
                            value: Value::Quantity(quantity),
                            extractor: "duration/length",
                        });
                    }
                }
                None => at += 1,
            }
        }
    }
    found
}

/// The length at a token: first token, one past its last, and its value; no value where it belongs to a date.
fn length(w: &Words<'_>, at: usize) -> Option<(usize, usize, Option<Quantity>)> {
    if let Some((end, quantity)) = race_time(w, at) {
        return Some((at, end, Some(quantity)));
    }
    let (mut end, first) = part(w, at)?;
    let mut parts = vec![first];
    let mut loosened = None;
    while parts.len() < 5 {
        let comma = w.skip(end, ",");
        let next = if w.is(comma, "and") { comma + 1 } else { comma };
        // "an hour and a half", "one year and a quarter"
        if let Some((after, share)) = share(w, next).filter(|(after, _)| next > end && !is_unit(w, *after)) {
            if let Some(last) = parts.last_mut() {
                *last = more(*last, share);
            }
            end = after;
            break;
        }
        if let Some((after, minutes)) = minutes_alone(w, next, &parts) {
            parts.push(minutes);
            end = after;
            break;
        }
        // "two hours and just under ten minutes": what loosens the last part loosens the whole.
        let inner = (next > comma).then(|| w.lexicon.lengths.find_at(w.text, next, w.end)).flatten();
        let opens = inner.map_or(next, |(len, _)| next + len);
        match part(w, opens) {
            Some((after, another))
                if finer(another.unit, first.unit, &parts)
                    && !(w.is_any(next, &["a", "an"]) && next == end) =>
            {
                parts.push(another);
                end = after;
                loosened = inner.map(|(_, approximation)| *approximation);
            }
            _ => break,
        }
    }
    if belongs_to_date(w, end) {
        return Some((at, end, None));
    }
    let (start, approximation) = worded(w, at, &mut end);
    let quantity = quantity(&parts, loosened.unwrap_or(approximation))?;
    // "a 34-year-old": the age is the length, and "old" closes it.
    let hyphen = w.skip_hyphen_touching(end);
    if w.is(hyphen, "old") {
        end = hyphen + 1;
    }
    Some((start, end, Some(quantity)))
}

/// "3 hours forty", "two hours and ten": minutes after hours, at the end of what is said.
fn minutes_alone(w: &Words<'_>, at: usize, parts: &[Part]) -> Option<(usize, Part)> {
    let hours = parts.last().is_some_and(|part| part.unit == TimeUnit::Hour && part.precision == 0);
    let number = w.number(at).filter(|_| hours)?;
    let end = number.tokens.end;
    let whole = matches!(number.form, NumberForm::Digits | NumberForm::Words) && number.low == number.high;
    let fits = number.low >= Decimal::ONE && number.low < Decimal::from(60) && number.precision == 0;
    let closes = end >= w.end || w.text.tokens.get(end).is_some_and(|token| token.kind == TokenKind::Mark);
    (whole && fits && closes && !w.is_hyphen(end)).then_some((
        end,
        Part { low: number.low, high: number.high, precision: 0, vague: false, unit: TimeUnit::Minute },
    ))
}

fn finer(unit: TimeUnit, than: TimeUnit, parts: &[Part]) -> bool {
    let last = parts.last().map_or(than, |part| part.unit);
    grain_of(unit) > grain_of(last)
        && !matches!(unit, TimeUnit::Quarter | TimeUnit::Weekend | TimeUnit::Night)
}

/// "three weeks", "10-year", "half an hour", "a couple of days", "two more minutes", "for a year", "for months".
fn part(w: &Words<'_>, at: usize) -> Option<(usize, Part)> {
    let make = |low: Decimal, high: Decimal, precision: i32, vague: bool, unit: TimeUnit| Part {
        low,
        high,
        precision,
        vague,
        unit,
    };
    if let Some(found) = shared_unit(w, at).or_else(|| few(w, at)) {
        return Some(found);
    }
    if let Some(number) = w.number(at) {
        if number.form == NumberForm::Ordinal {
            return None;
        }
        let (next, low, high, precision) = joined_range(w, number);
        let mut next = next;
        if matches!(number.form, NumberForm::Vague | NumberForm::Fraction) {
            next = w.skip(next, "of");
            next = if w.is_any(next, &["a", "an"]) { next + 1 } else { next };
        }
        if w.is_any(
            next,
            &[
                "more",
                "additional",
                "extra",
                "further",
                "full",
                "whole",
                "consecutive",
                "straight",
                "long",
                "solid",
                "fewer",
                "less",
            ],
        ) {
            next += 1;
        }
        let (end, unit) = unit_after(w, next)?;
        return Some((end, make(low, high, precision, number.form == NumberForm::Vague, unit)));
    }
    if w.is(at, "half") {
        let next = if w.is_any(at + 1, &["a", "an"]) { at + 2 } else { w.skip_hyphen(at + 1) };
        let (end, unit) = w.unit(next)?;
        let half = Decimal::new(5, 1);
        return (unit != TimeUnit::Quarter).then_some((end, make(half, half, -1, false, unit)));
    }
    if w.is_any(at, &["a", "an", "another"]) {
        let (next, amount) = if w.is(at + 1, "half") {
            (w.skip_hyphen(at + 2), Decimal::new(5, 1))
        } else {
            (at + 1, Decimal::ONE)
        };
        let (end, unit) = w.unit(next)?;
        // "twice a year", "$3 a year", "a second time": a length only where the words around ask for one.
        let and = w.skip(w.skip(end, ","), "and");
        let goes_on = and > end && (share(w, and).is_some() || w.number(and).is_some() && is_length(w, and));
        let asked = asks_for_length(w, at)
            || w.is(at, "another")
            || w.is(w.skip_hyphen_touching(end), "long") && end + 1 < w.end
            || goes_on
            || at == w.start && end >= w.end;
        let plural = w.lower(w.back(end, 1)).ends_with('s');
        // "for a second lake" counts lakes, not seconds.
        let ordinal = unit == TimeUnit::Second && w.is_counted_noun(end);
        return (asked && !ordinal && !plural && !w.is(end, "of")).then_some((
            end,
            make(amount, amount, if amount == Decimal::ONE { 0 } else { -1 }, false, unit),
        ));
    }
    let (end, unit) = w.unit(at)?;
    let plural = w.lower(w.back(end, 1)).ends_with('s');
    let alone = plural
        && w.is_any(
            at.wrapping_sub(1),
            &["for", "over", "within", "after", "take", "takes", "took", "last", "lasted", "of"],
        )
        && !w.is(end, "of")
        && !matches!(unit, TimeUnit::Quarter | TimeUnit::Second | TimeUnit::Weekend | TimeUnit::Night);
    let of = w.is(w.back(at, 1), "of");
    (alone && !of).then(|| (end, make(Decimal::TWO, Decimal::from(100), 0, true, unit)))
}

/// Whether a figure with a unit of time stands here.
fn is_length(w: &Words<'_>, at: usize) -> bool {
    w.number(at).is_some_and(|number| unit_after(w, number.tokens.end).is_some())
}

/// "two to three", "12-18" in front of a unit, if the number extractor left them apart.
fn joined_range(w: &Words<'_>, number: &NumberSpan) -> (usize, Decimal, Decimal, i32) {
    let end = number.tokens.end;
    let plain = (end, number.low, number.high, number.precision);
    if !(w.is_any(end, &["to", "or"]) || w.is_hyphen(end)) {
        return plain;
    }
    match w.number(end + 1) {
        Some(second)
            if second.form != NumberForm::Ordinal
                && second.high >= number.low
                && w.unit(w.skip_hyphen_touching(second.tokens.end)).is_some() =>
        {
            (second.tokens.end, number.low, second.high, number.precision.min(second.precision))
        }
        _ => plain,
    }
}

/// The unit after an amount, joined by a hyphen or not.
fn unit_after(w: &Words<'_>, at: usize) -> Option<(usize, TimeUnit)> {
    let next = w.skip_hyphen_touching(at);
    if let Some(found) = w.unit(next) {
        return Some(found);
    }
    // "30s" would be a decade; "2h", "45m" are lengths only where a digit touches them.
    let touching = next > w.start && w.touches_next(w.back(next, 1)) && next == at;
    match w.lower(next) {
        "h" if touching => Some((next + 1, TimeUnit::Hour)),
        _ => None,
    }
}

fn asks_for_length(w: &Words<'_>, at: usize) -> bool {
    const ASKING: [&str; 22] = [
        "for", "in", "within", "after", "over", "than", "about", "around", "nearly", "almost", "least",
        "most", "only", "just", "take", "takes", "took", "last", "lasts", "lasted", "under", "spent",
    ];
    w.is_any(w.back(at, 1), &ASKING)
}

/// Whether the length is counted from a day, which makes it a date.
fn belongs_to_date(w: &Words<'_>, end: usize) -> bool {
    let or_so = if w.is(end, "or") && w.is(end + 1, "so") { end + 2 } else { end };
    match w.direction(w.skip_hyphen_touching(or_so)) {
        Some((next, Direction::Earlier | Direction::Later)) => {
            let governs = w.is_any(w.back(next, 1), &["before", "after"]);
            let mark = w.text.tokens.get(next).is_none_or(|token| token.kind == TokenKind::Mark);
            !governs || next >= w.end || mark
        }
        Some((_, Direction::Ago | Direction::Ahead)) => true,
        None => false,
    }
}

/// "nearly", "more than" before, "or so" after; and "the past" before, which belongs to the span.
fn worded(w: &Words<'_>, at: usize, end: &mut usize) -> (usize, Approximation) {
    let mut start = at;
    let mut approximation = Approximation::Bare;
    for len in (1..=4).rev() {
        if let Some(from) = start.checked_sub(len).filter(|&from| from >= w.start)
            && let Some((n_words, found)) = w.lexicon.lengths.find_at(w.text, from, start)
            && n_words == len
        {
            // "within three days" bounds the length, but the preposition is not part of it.
            // "paid over six years" is how long, "it took over six years" a bound.
            let bounding = !w.is(from, "over")
                || w.is_any(
                    w.back(from, 1),
                    &["took", "takes", "take", "lasted", "for", "after", "in", "of", "been", "is", "was"],
                );
            if bounding {
                approximation = *found;
            }
            if !w.is(from, "within") && !w.is(from, "over") {
                start = from;
            }
            break;
        }
    }
    if let Some(before) = start.checked_sub(1).filter(|&before| before >= w.start)
        && w.is_any(before, PERIODS)
    {
        start = before;
        if let Some(the) = start.checked_sub(1).filter(|&the| the >= w.start)
            && w.is_any(the, &["the", "this", "these"])
        {
            start = the;
        }
    }
    // "the nine months": the article belongs to a length that is a known one, not to "the 10-year plan".
    if let Some(the) = start.checked_sub(1).filter(|&the| the >= w.start && start == at)
        && w.is_any(the, &["the", "these", "those"])
        && !(at..*end).any(|token| w.is_hyphen(token))
        && !w.is_hyphen(*end)
    {
        start = the;
    }
    if w.is(*end, "or") && w.is(*end + 1, "so") {
        *end += 2;
        approximation = Approximation::About;
    }
    (start, approximation)
}

/// "2:17:42": hours, minutes and seconds of a race, with a single digit of hours.
fn race_time(w: &Words<'_>, at: usize) -> Option<(usize, Quantity)> {
    let (hours, len) = w.digits(at)?;
    let joined = (at..at + 4).all(|token| w.touches_next(token)) && w.is(at + 1, ":") && w.is(at + 3, ":");
    if len != 1 || !joined || w.is(w.back(at, 1), "at") {
        return None;
    }
    let (minutes, seconds) = (w.digits(at + 2)?, w.digits(at + 4)?);
    if minutes.1 != 2 || seconds.1 != 2 || minutes.0 > 59 || seconds.0 > 59 {
        return None;
    }
    let total = Decimal::from(hours * 3600 + minutes.0 * 60 + seconds.0);
    Some((
        at + 5,
        Quantity {
            low: total,
            high: total,
            unit: Unit::Duration(Grain::Second),
            precision: 0,
            approximation: Approximation::Bare,
            head: None,
            per: None,
            wire: Some(format!("PT{hours}H{}M{}S", minutes.0, seconds.0).into()),
            minor: None,
            bare: None,
        },
    ))
}

/// All parts as one quantity in the finest unit, with an ISO 8601 value.
fn quantity(parts: &[Part], approximation: Approximation) -> Option<Quantity> {
    let finest = parts.last()?;
    let grain = grain_of(finest.unit);
    let (mut low, mut high) = (Decimal::ZERO, Decimal::ZERO);
    for part in parts {
        let factor =
            units_of(grain_of(part.unit), grain)?.checked_mul(Decimal::from(multiple_of(part.unit)))?;
        low = low.checked_add(part.low.checked_mul(factor)?)?;
        high = high.checked_add(part.high.checked_mul(factor)?)?;
    }
    let vague = parts.iter().any(|part| part.vague);
    Some(Quantity {
        low,
        high,
        unit: Unit::Duration(grain),
        precision: finest.precision,
        approximation: if vague { Approximation::Vague } else { approximation },
        head: None,
        per: None,
        wire: Some(iso(parts).into()),
        minor: None,
        bare: None,
    })
}

/// How many of the finer grain make one of the coarser; months of 30 days where the calendar would decide.
fn units_of(coarse: Grain, fine: Grain) -> Option<Decimal> {
    let seconds = |grain: Grain| -> i64 {
        match grain {
            Grain::Century => 3_155_760_000,
            Grain::Decade => 315_576_000,
            Grain::Year => 31_557_600,
            Grain::HalfYear => 15_778_800,
            Grain::Season | Grain::Quarter => 7_889_400,
            Grain::Month => 2_629_800,
            Grain::Week => 604_800,
            Grain::Weekend => 172_800,
            Grain::Day => 86_400,
            Grain::PartOfDay => 21_600,
            Grain::Hour => 3_600,
            Grain::Minute => 60,
            Grain::Second => 1,
        }
    };
    Decimal::from(seconds(coarse))
        .checked_div(Decimal::from(seconds(fine)))
        .map(|factor| factor.round_dp(6).normalize())
}
