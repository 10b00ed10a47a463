//! What follows a decimal point in words: "three point two five", "nought point eleven", "6 point 4".

use rust_decimal::Decimal;

use crate::extract::digits;
use crate::extract::number::NumberForm;
use crate::extract::number_digits::group;
use crate::extract::number_words::{Part, Words};
use crate::lexicon::number::NumberWord;
use crate::model::TokenKind;

/// Longest run of digits after a point.
const LONGEST: usize = 12;

/// "point two five" after a number, which may be none ("point five").
pub(super) fn decimal_point(words: &Words<'_>, part: Part) -> Option<Part> {
    if words.lower(part.end) != "point" || part.form == NumberForm::Ordinal || part.precision < 0 {
        return None;
    }
    let start = part.end + 1;
    let (written, end) = digit_words(words, start)
        .or_else(|| plain_digits(words, start))
        .or_else(|| number_words(words, start))?;
    let fraction: Decimal = format!("0.{written}").parse().ok()?;
    Some(Part {
        value: part.value.checked_add(fraction)?,
        precision: -i32::try_from(written.len()).ok()?,
        end,
        form: part.form,
    })
}

/// "two five", "o five": one digit a word.
fn digit_words(words: &Words<'_>, start: usize) -> Option<(String, usize)> {
    let mut written = String::new();
    let mut at = start;
    while written.len() < LONGEST {
        let digit = match words.word(at) {
            Some(NumberWord::Unit(digit @ 0..=9)) => digit,
            _ if matches!(words.lower(at), "o" | "oh") => 0,
            _ => break,
        };
        written += &digit.to_string();
        at += 1;
    }
    // "point six hundred", "point one million": the word is no digit.
    let goes_on = matches!(words.word(at), Some(NumberWord::Magnitude(2)));
    (!written.is_empty() && !goes_on).then_some((written, at))
}

/// "6 point 25".
fn plain_digits(words: &Words<'_>, start: usize) -> Option<(String, usize)> {
    let written = words.lower(start);
    let fits = words.kind(start) == Some(TokenKind::Number)
        && written.len() <= LONGEST
        && written.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| (written.to_string(), start + 1))
}

/// "point eleven", "point six hundred ten".
fn number_words(words: &Words<'_>, start: usize) -> Option<(String, usize)> {
    let (part, _) = group(words, start).filter(|(part, _)| part.form == NumberForm::Words)?;
    Some((part.value.normalize().to_string(), part.end))
}

/// "3e5", "8.1e+6", "4.5x10^6", "2.5 × 10−5", "2^12": the figure with its power, and one past its last token.
pub(super) fn power(words: &Words<'_>, part: Part) -> Option<Part> {
    let end = part.end;
    let touches = words.touches_next(end - 1);
    let lower = words.lower(end);
    if touches && let Some(rest) = lower.strip_prefix('e') {
        let (exponent, end) = if rest.is_empty() { signed(words, end + 1)? } else { (small(rest)?, end + 1) };
        return scaled(part, power_of(Decimal::TEN, exponent)?, exponent, end);
    }
    if touches && lower == "^" {
        let (exponent, end) = signed(words, end + 1)?;
        let value = power_of(part.value, exponent)?;
        return Some(Part { value, precision: part.precision * 2, end, ..part });
    }
    let (base, at) = match lower {
        "x" | "×" | "*" | "·" => (words.lower(end + 1), end + 2),
        _ => (lower.strip_prefix('x').filter(|_| touches)?, end + 1),
    };
    let base: Decimal = base.parse().ok().filter(|_| base.len() <= 2)?;
    let marked = matches!(words.lower(at), "^" | "-" | "−" | "+") && words.touches_next(at - 1);
    if !marked {
        let (exponent, end) = superscript(words, at)?;
        return scaled(part, power_of(base, exponent)?, exponent, end);
    }
    let at = if words.lower(at) == "^" { at + 1 } else { at };
    let (exponent, end) = signed(words, at)?;
    scaled(part, power_of(base, exponent)?, exponent, end)
}

fn scaled(part: Part, times: Decimal, exponent: i32, end: usize) -> Option<Part> {
    let value = part.value.checked_mul(times)?;
    Some(Part { value, precision: part.precision + exponent, end, ..part })
}

/// "6", "-4", "+14", "--3" (a slip for one sign).
fn signed(words: &Words<'_>, at: usize) -> Option<(i32, usize)> {
    let mut at = at;
    let mut negative = false;
    let mut n_signs = 0;
    while n_signs < 2 && matches!(words.lower(at), "-" | "−" | "+") {
        negative ^= words.lower(at) != "+";
        n_signs += 1;
        at += 1;
    }
    let size = small(words.lower(at))?;
    (n_signs == 0 || words.touches_next(at - 1)).then_some((if negative { -size } else { size }, at + 1))
}

fn small(digits: &str) -> Option<i32> {
    let fits = !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if fits { digits.parse().ok() } else { None }
}

/// "10⁻⁵".
fn superscript(words: &Words<'_>, at: usize) -> Option<(i32, usize)> {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let mut at = at;
    let negative = words.lower(at) == "⁻";
    at += usize::from(negative);
    let mut value: Option<i32> = None;
    while value.unwrap_or(0) < 10
        && words.touches_next(at.checked_sub(1)?)
        && let Some(digit) = words.symbol(at).and_then(|mark| DIGITS.iter().position(|&known| known == mark))
    {
        value = Some(value.unwrap_or(0) * 10 + i32::try_from(digit).ok()?);
        at += 1;
    }
    value.map(|value| (if negative { -value } else { value }, at))
}

/// A whole power that a decimal can hold.
fn power_of(base: Decimal, exponent: i32) -> Option<Decimal> {
    let mut value = Decimal::ONE;
    for _ in 0..exponent.unsigned_abs() {
        value = value.checked_mul(base)?;
    }
    let value = if exponent < 0 { Decimal::ONE.checked_div(value)? } else { value };
    (!value.is_zero()).then_some(value)
}

/// Groups of three digits behind a space: "7 654 321", "60 000".
pub(super) fn spaced_groups(words: &Words<'_>, at: usize) -> Option<Part> {
    let three = |at: usize| {
        let written = words.lower(at);
        words.kind(at) == Some(TokenKind::Number)
            && written.len() == 3
            && written.bytes().all(|byte| byte.is_ascii_digit())
    };
    let first = words.lower(at);
    let leads = (1..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_digit())
        && !first.starts_with('0')
        && at.checked_sub(1).is_none_or(|before| words.kind(before) != Some(TokenKind::Number));
    let mut end = at + 1;
    while leads && end - at < 6 && three(end) && !words.touches_next(end - 1) {
        end += 1;
    }
    let n_groups = end - at - 1;
    // One group alone could be another figure ("on May 12 500 people came") unless it is all zeros.
    let sure = n_groups > 1 || n_groups == 1 && words.lower(at + 1) == "000";
    if !sure || words.kind(end) == Some(TokenKind::Number) {
        return None;
    }
    let written: String = (at..end).map(|at| words.lower(at)).collect();
    let (value, precision) = digits::parse(&written)?;
    Some(Part { value, precision, end, form: NumberForm::Digits })
}
