//! Numbers read out digit by digit: "nine one one", "zero six", "four oh seven two".

use rust_decimal::Decimal;

use crate::extract::number::NumberForm;
use crate::extract::number_words::{Part, Words};
use crate::lexicon::number::NumberWord;

/// Longest run that is read as one number.
const LONGEST: usize = 18;

/// Three single digits or more, or two of which the first is a zero; the figure that they write.
pub(super) fn spelled(words: &Words<'_>, at: usize) -> Option<Part> {
    let opens = digit(words, at).filter(|_| matches!(words.word(at), Some(NumberWord::Unit(_))))?;
    let mut value = Decimal::from(opens);
    let mut end = at + 1;
    while let Some(digit) = digit(words, end).filter(|_| end - at < LONGEST) {
        value = value.checked_mul(Decimal::TEN)?.checked_add(digit.into())?;
        end += 1;
    }
    let n_digits = end - at;
    // "two three four hundred", "one two three-room flat", "zero six point five"
    let goes_on = words.word(end).is_some() || words.lower(end) == "point" || words.past_hyphen(end) > end;
    let long = n_digits >= 3 || n_digits == 2 && opens == 0;
    (long && !goes_on).then_some(Part { value, precision: 0, end, form: NumberForm::Words })
}

fn digit(words: &Words<'_>, at: usize) -> Option<u32> {
    match words.word(at) {
        Some(NumberWord::Unit(digit @ 0..=9)) => Some(digit),
        _ => matches!(words.lower(at), "oh" | "o").then_some(0),
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::number::numbers;
    use crate::extract::testing::with_text;

    fn found(text: &str) -> Vec<String> {
        with_text(text, None, |view, lexicon| {
            let slice = |number: &crate::extract::number::NumberSpan| {
                let span = view.document.slice(view.span_of(number.tokens.clone()));
                format!("{span}={}", number.low)
            };
            numbers(view, lexicon).iter().map(slice).collect()
        })
    }

    #[test]
    fn digits_one_by_one_are_one_number() {
        assert_eq!(found("He dialled nine one one."), ["nine one one=911"]);
        assert_eq!(found("Gate zero four opened."), ["zero four=4"]);
        assert_eq!(found("Unit four oh seven replied."), ["four oh seven=407"]);
        assert_eq!(found("They count two, three, four."), ["two=2", "three=3", "four=4"]);
        assert_eq!(found("It ended five zero."), ["five=5", "zero=0"]);
    }
}
