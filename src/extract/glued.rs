//! Amounts that are written as one word with their currency: "USD412", "RM42.50", "EUR3bn".

use crate::extract::digits;
use crate::extract::number::{NumberForm, NumberSpan};
use crate::extract::number_words::{Words, power_of_ten};
use crate::lexicon::money::MoneyWords;
use crate::lexicon::number::NumberWord;
use crate::model::{Currency, TokenKind};

/// A code, perhaps after a letter for its magnitude ("MUSD"): the currency and a power of ten.
pub(crate) fn scaled_code(money: &MoneyWords, written: &str) -> Option<(Currency, u32)> {
    if let Some(currency) = money.code(written) {
        return Some((currency, 0));
    }
    let rest = written.get(1..).filter(|rest| rest.len() == 3)?;
    let power = match written.chars().next()? {
        'K' | 'k' => 3,
        'M' | 'm' => 6,
        'B' | 'b' => 9,
        _ => return None,
    };
    money.code(rest).filter(|_| !money.is_common_code(rest)).map(|currency| (currency, power))
}

/// A word that begins with letters of a currency and goes on with digits: currency, power, digits, last letters.
pub(crate) fn parts<'t>(money: &MoneyWords, word: &'t str) -> Option<(Currency, u32, &'t str, &'t str)> {
    let first = word.find(|letter: char| letter.is_ascii_digit()).filter(|&first| first >= 2)?;
    let (letters, rest) = word.split_at_checked(first)?;
    let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, tail) = rest.split_at_checked(end)?;
    // "COP28" is a meeting.
    let common = money.is_common_code(letters) && digits.len() < 4;
    let (currency, power) = scaled_code(money, letters).filter(|_| !common).or_else(|| {
        let known = money.letters(letters).filter(|_| letters.len() > 1)?;
        Some((known, 0))
    })?;
    Some((currency, power, digits, tail))
}

/// The amount in such a word, with the digits and the magnitude behind it.
pub(crate) fn amount(words: &Words<'_>, money: &MoneyWords, at: usize) -> Option<NumberSpan> {
    if words.kind(at)? != TokenKind::Word {
        return None;
    }
    let (_, power, digits, tail) = parts(money, words.written(at))?;
    let mut written = digits.to_string();
    let mut end = at + 1;
    while tail.is_empty()
        && words.touches_next(end - 1)
        && matches!(words.lower(end), "." | ",")
        && words.touches_next(end)
        && words.kind(end + 1) == Some(TokenKind::Number)
    {
        written += words.lower(end);
        written += words.lower(end + 1);
        end += 2;
    }
    let (mut value, mut precision) = digits::parse(&written)?;
    let letters = if tail.is_empty() && words.touches_next(end - 1) { words.written(end) } else { tail };
    let suffix = words.lexicon().suffix(&letters.to_lowercase()).or_else(|| money.suffix(letters));
    let spaced = match words.word(end) {
        Some(NumberWord::Magnitude(more)) if tail.is_empty() => Some(more),
        _ => None,
    };
    let more = match (suffix.filter(|_| !letters.is_empty()), spaced) {
        (Some(more), _) => {
            end += usize::from(tail.is_empty());
            more
        }
        (None, Some(more)) => {
            end += 1;
            more
        }
        (None, None) if tail.is_empty() => 0,
        (None, None) => return None,
    };
    let total = power + more;
    value = value.checked_mul(power_of_ten(total)?)?;
    precision += total as i32;
    Some(NumberSpan { tokens: at..end, low: value, high: value, precision, form: NumberForm::Digits })
}
