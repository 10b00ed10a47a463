//! Shares of a whole: "a third", "two thirds", "half", "3/4", "one in five"; and "half a million".

use rust_decimal::Decimal;

use crate::extract::number::{NumberForm, NumberSpan};
use crate::extract::number_use::sign;
use crate::extract::number_words::{Words, cardinal, power_of_ten};
use crate::extract::share::share;
use crate::lexicon::number::NumberWord;
use crate::model::TokenKind;

/// A fraction at a token, or a magnitude that a fraction multiplies.
pub(crate) fn fraction(words: &Words<'_>, at: usize) -> Option<NumberSpan> {
    if let Some(start) = sign(words, at) {
        let positive =
            slash(words, start).or_else(|| over(words, start)).or_else(|| spelled(words, start))?;
        return Some(NumberSpan {
            tokens: at..positive.tokens.end,
            low: -positive.high,
            high: -positive.low,
            ..positive
        });
    }
    slash(words, at).or_else(|| out_of(words, at)).or_else(|| over(words, at)).or_else(|| spelled(words, at))
}

/// "one over three", "700 over 9": a quotient, where the second figure counts nothing.
fn over(words: &Words<'_>, at: usize) -> Option<NumberSpan> {
    (at + 1..at + 4).find(|&i| words.lower(i) == "over")?;
    let first = cardinal(words, at).filter(|part| words.lower(part.end) == "over")?;
    let second = cardinal(words, first.end + 1)?;
    let plain = |form| matches!(form, NumberForm::Digits | NumberForm::Words);
    let counts = matches!(words.kind(second.end), Some(TokenKind::Word | TokenKind::Symbol))
        || words.lower(second.end) == "-";
    let whole = first.value.is_integer() && second.value.is_integer() && second.value > Decimal::ONE;
    let single =
        first.value == Decimal::ONE || first.form == NumberForm::Digits && second.form == NumberForm::Digits;
    if !plain(first.form) || !plain(second.form) || counts || !whole || !single {
        return None;
    }
    Some(span(at, second.end, first.value.checked_div(second.value)?, NumberForm::Fraction))
}

/// "3/4", "1 / 4", "2 1/2".
fn slash(words: &Words<'_>, at: usize) -> Option<NumberSpan> {
    if let Some(share) = plain_slash(words, at) {
        return Some(span(at, at + 3, share, NumberForm::Fraction));
    }
    let share = plain_slash(words, at + 1).filter(|_| words.kind(at) == Some(TokenKind::Number))?;
    let whole = whole_number(words, at).filter(|_| !words.touches_next(at))?;
    Some(span(at, at + 4, whole.checked_add(share)?, NumberForm::Digits))
}

/// Halves to hundredths; a slash between other figures is a date, a season, a form of speech ("24/7").
fn plain_slash(words: &Words<'_>, at: usize) -> Option<Decimal> {
    if words.lower(at + 1) != "/" || words.lower(at + 3) == "/" || words.before(at) == "/" {
        return None;
    }
    let numerator = whole_number(words, at)?;
    let denominator = whole_number(words, at + 2)?;
    const USUAL: [u32; 14] = [2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 32, 64, 100];
    // Beyond the days of a month no slash is a date; years come in fours of digits.
    let beyond = denominator > Decimal::from(31) && denominator <= Decimal::ONE_THOUSAND;
    let alone = words.sentence() == (at..at + 3);
    let usual = beyond && numerator < Decimal::from(20)
        || alone
        || words.lower(at + 3) == "of"
        || USUAL.iter().any(|&parts| Decimal::from(parts) == denominator);
    (usual && numerator < denominator && !numerator.is_zero())
        .then(|| numerator.checked_div(denominator))
        .flatten()
}

fn whole_number(words: &Words<'_>, at: usize) -> Option<Decimal> {
    let digits = words.lower(at);
    let short = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if short { digits.parse().ok() } else { None }
}

/// "one in five", "nine out of ten", "1 in 4".
fn out_of(words: &Words<'_>, at: usize) -> Option<NumberSpan> {
    // A cheap look ahead: "in" or "out of" stands behind a short number.
    let link = (at + 1..at + 4).find(|&i| matches!(words.lower(i), "in" | "out"))?;
    let first = cardinal(words, at).filter(|part| part.end == link)?;
    let (second_at, loose) = match words.lower(link) {
        "in" => (link + 1, false),
        _ if words.lower(link + 1) == "of" => (link + 2, true),
        _ => return None,
    };
    if loose && matches!(words.lower(second_at), "the" | "a" | "all") {
        return None;
    }
    let second = cardinal(words, second_at)?;
    let written = |form| matches!(form, NumberForm::Digits | NumberForm::Words);
    let one = first.value == Decimal::ONE;
    let same_form = written(first.form) && written(second.form) && (one || first.form == second.form);
    let counted = words.kind(second.end) == Some(TokenKind::Word);
    // "one in 21 adults"; "1 in 21" alone too, but not "one in 1998".
    let small = one && second.value <= Decimal::ONE_HUNDRED && second.value.is_integer();
    let round = second.value <= Decimal::TEN
        || small && (counted || words.kind(second.end).is_none())
        || [20, 50, 100, 1000, 10_000, 100_000, 1_000_000]
            .iter()
            .any(|&parts| Decimal::from(parts) == second.value);
    let next_is_time = words.lexicon().is_time_unit(words.lower(second.end));
    // "won two in 2019", "five in three days", "two in four towns" are no shares.
    let share = loose
        || round
            && !next_is_time
            && (first.value == Decimal::ONE || first.value + Decimal::ONE == second.value);
    if !same_form || !share || first.value >= second.value || first.value.is_zero() {
        return None;
    }
    let value = first.value.checked_div(second.value)?;
    Some(span(at, second.end, value, NumberForm::Fraction))
}

/// "a third", "two thirds", "half", "three quarters of a million", "half a dozen".
fn spelled(words: &Words<'_>, at: usize) -> Option<NumberSpan> {
    let (share, end) = share(words, at)?;
    // "half a million", "a quarter of a billion", "half-dozen": the share of a magnitude.
    let mut next = words.past_hyphen(end);
    if words.lower(next) == "of" {
        next += 1;
    }
    if words.lower(next) == "a" {
        next += 1;
    }
    let times = match words.word(next) {
        Some(NumberWord::Magnitude(power)) => Some((power_of_ten(power)?, power as i32 - 1)),
        Some(NumberWord::Group(times)) => Some((times.into(), 0)),
        _ => None,
    };
    if let Some((times, precision)) = times {
        // Thirds of powers of ten are given to the digit of the share.
        let value = share.checked_mul(times)?;
        let mut out = span(at, next + 1, value, NumberForm::Words);
        out.precision = precision;
        return Some(out);
    }
    stands_alone(words, at, end).then(|| span(at, end, share, NumberForm::Fraction))
}

/// Whether a share is one: "a third vessel" is an ordinal, "the first half" and "half-time" name things, "a
/// quarter" of a year is a time.
fn stands_alone(words: &Words<'_>, at: usize, end: usize) -> bool {
    let (before, next) = (words.before(at), words.lower(end));
    let joined = next == "-" && words.past_hyphen(end) > end;
    if joined {
        return false;
    }
    let last = end - 1;
    // "a metre and a half": the half belongs to the unit before it.
    if before == "and" && matches!(words.lower(at), "a" | "half") && !matches!(next, "of" | "the") {
        return false;
    }
    if words.lower(last) == "half" && last == at {
        // "more than half voters"
        let worded = matches!(
            before,
            "than" | "over" | "nearly" | "almost" | "about" | "around" | "roughly" | "under"
        );
        // "the men's half marathon": a half is a share of something definite.
        let noun_follows = words.kind(end) == Some(TokenKind::Word) && !is_after_share(next);
        let definite = matches!(
            next,
            "a" | "an" | "his" | "her" | "its" | "their" | "our" | "my" | "your" | "these" | "those" | "all"
        ) || words.word(end).is_some();
        if noun_follows && !definite && !worded && !next.ends_with("ly") {
            return false;
        }
        let named = matches!(words.word(at.saturating_sub(1)), Some(NumberWord::Ordinal(_)))
            || matches!(
                before,
                "last"
                    | "a"
                    | "other"
                    | "the"
                    | "latter"
                    | "that"
                    | "this"
                    | "each"
                    | "-"
                    | "1st"
                    | "2nd"
                    | "nd"
                    | "st"
            );
        return !named || next == "of" && before != "-";
    }
    let article = matches!(words.lower(at), "a" | "an");
    let place = match words.word(last) {
        Some(NumberWord::Ordinal(_)) => article,
        // "the one hundredth match", but "one-hundredth second"
        Some(NumberWord::OrdinalMagnitude(_)) => {
            article || words.lower(at) == "one" && words.lower(at + 1) != "-"
        }
        _ => false,
    };
    if place {
        let noun_follows = words.kind(end) == Some(TokenKind::Word) && !is_after_share(next);
        return !noun_follows;
    }
    if words.lower(last) == "quarter" && matches!(words.lower(at), "a" | "one") {
        return !matches!(
            next,
            "past" | "to" | "final" | "finals" | "century" | "earlier" | "later" | "ago" | "after" | "before"
        );
    }
    true
}

/// Words that may follow a share and cannot open a noun phrase that an ordinal belongs to.
fn is_after_share(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "on"
            | "to"
            | "from"
            | "by"
            | "at"
            | "as"
            | "for"
            | "since"
            | "over"
            | "and"
            | "or"
            | "but"
            | "more"
            | "less"
            | "fewer"
            | "higher"
            | "lower"
            | "larger"
            | "smaller"
            | "cheaper"
            | "dearer"
            | "than"
            | "the"
            | "this"
            | "last"
            | "was"
            | "were"
            | "is"
            | "are"
            | "had"
            | "have"
            | "has"
            | "would"
            | "will"
            | "above"
            | "below"
            | "off"
            | "within"
            | "compared"
            | "after"
            | "before"
            | "during"
            | "between"
            | "that"
            | "who"
            | "which"
    )
}

fn span(at: usize, end: usize, value: Decimal, form: NumberForm) -> NumberSpan {
    NumberSpan { tokens: at..end, low: value, high: value, precision: -2, form }
}
