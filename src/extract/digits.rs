//! Digits with separators: "1,340", "1.200.000", "12,34,567", "3,5". Never looks at words.

use rust_decimal::Decimal;

/// The value of digits as a token has them, and the power of ten of their last digit.
///
/// A single comma before three digits parts thousands, otherwise it is a decimal comma; a point is a decimal
/// point unless there are several. What fits no convention ("1,2,3", a version, more digits than a decimal
/// holds) is no number.
pub(crate) fn parse(written: &str) -> Option<(Decimal, i32)> {
    let written: String = written.chars().filter(|letter| !letter.is_whitespace()).collect();
    let commas = written.matches(',').count();
    let points = written.matches('.').count();
    let (whole, fraction) = match (commas, points) {
        (0, 0) => (written, String::new()),
        (0, 1) => split_last(&written, '.')?,
        (0, _) => (grouped(&written, '.')?, String::new()),
        (1, 0) => match grouped(&written, ',') {
            Some(whole) => (whole, String::new()),
            None => split_last(&written, ',')?,
        },
        (_, 0) => (grouped(&written, ',')?, String::new()),
        (_, _) => {
            let decimal = if written.rfind(',') > written.rfind('.') { ',' } else { '.' };
            let separator = if decimal == ',' { '.' } else { ',' };
            let (whole, fraction) = split_last(&written, decimal)?;
            (grouped(&whole, separator)?, fraction)
        }
    };
    if whole.len() + fraction.len() > 28 {
        return None;
    }
    let precision = i32::try_from(fraction.len()).ok()?;
    let value =
        if fraction.is_empty() { whole.parse().ok()? } else { format!("{whole}.{fraction}").parse().ok()? };
    Some((value, -precision))
}

fn split_last(written: &str, mark: char) -> Option<(String, String)> {
    let (whole, fraction) = written.rsplit_once(mark)?;
    Some((whole.into(), fraction.into()))
}

/// The digits without separators, if the groups have the right lengths: three each, or two each before a last
/// three as in India.
fn grouped(written: &str, separator: char) -> Option<String> {
    let parts: Vec<&str> = written.split(separator).collect();
    let (first, rest) = parts.split_first()?;
    let (last, middle) = rest.split_last()?;
    let head = (1..=3).contains(&first.len()) && !(first.starts_with('0') && rest.len() == 1);
    let threes = middle.iter().all(|part| part.len() == 3);
    let twos = first.len() <= 2 && middle.iter().all(|part| part.len() == 2);
    (head && last.len() == 3 && (threes || twos)).then(|| parts.concat())
}

/// The digit that a character of any script stands for.
pub(crate) fn any_script(letter: char) -> Option<u32> {
    // First characters of the decimal digit blocks that news texts come with.
    const ZEROS: [char; 8] =
        ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{e50}', '\u{1040}', '\u{ff10}'];
    ZEROS.iter().find_map(|&zero| u32::from(letter).checked_sub(u32::from(zero)).filter(|&digit| digit < 10))
}

/// The value of a fraction written as one character ("½"), as numerator and denominator.
pub(crate) fn vulgar(letter: char) -> Option<(u32, u32)> {
    Some(match letter {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_of_every_convention() {
        let cases = [
            ("7", "7", 0),
            ("1,340", "1340", 0),
            ("3.50", "3.50", -2),
            ("3,5", "3.5", -1),
            ("0,125", "0.125", -3),
            ("1.200.000", "1200000", 0),
            ("1.234,56", "1234.56", -2),
            ("1,234.56", "1234.56", -2),
            ("12,34,567", "1234567", 0),
            ("1\u{202f}200", "1200", 0),
            ("0033", "33", 0),
        ];
        for (written, value, precision) in cases {
            let value: Decimal = value.parse().expect("value");
            assert_eq!(parse(written), Some((value, precision)), "{written}");
        }
    }

    #[test]
    fn lists_and_endless_digits_are_no_number() {
        for written in ["1,2,3", "2024,2025,1", "1.2.3", &"9".repeat(40)] {
            assert_eq!(parse(written), None, "{written}");
        }
    }
}
