//! Figures in digits and words, before anybody knows what they count.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::number_words::Words;
use crate::extract::{fraction, glued, number_use, vague};
use crate::lexicon::Lexicon;
use crate::model::Text;

/// How a figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberForm {
    /// "1,340", "2.4 billion", "3.5".
    Digits,
    /// "twelve", "half a million", "a dozen".
    Words,
    /// "third", "22nd".
    Ordinal,
    /// "a third", "two thirds", "half", "3/4": a share.
    Fraction,
    /// "several", "dozens", "hundreds": a range by its meaning.
    Vague,
}

/// One figure, or a range of them, without unit.
///
/// Invariant: `low <= high`.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberSpan {
    /// Its tokens, with magnitude words ("2.4 billion", "2.4bn", "half a million"), without approximators.
    pub tokens: Range<usize>,
    /// Lower end.
    pub low: Decimal,
    /// Upper end; equal to `low` for a single figure.
    pub high: Decimal,
    /// Power of ten of the last digit that was given.
    pub precision: i32,
    /// How it is written.
    pub form: NumberForm,
}

/// Finds every figure of a text, in order; they do not overlap and never cross a sentence.
pub fn numbers(text: &Text<'_>, lexicon: &Lexicon) -> Vec<NumberSpan> {
    let mut found = Vec::new();
    for sentence in text.sentences {
        let range = sentence.token_range();
        let words = Words::new(text, &lexicon.number, range.clone());
        let mut at = range.start;
        while at < range.end {
            let number = number_at(&words, at).or_else(|| glued::amount(&words, &lexicon.money, at));
            if let Some(number) = number {
                at = number.tokens.end;
                found.push(number);
            } else {
                at += 1;
            }
        }
    }
    found
}

/// The longest reading of the figure that starts at a token.
fn number_at(words: &Words<'_>, at: usize) -> Option<NumberSpan> {
    if !words.can_start(at) {
        return None;
    }
    fraction::fraction(words, at)
        .or_else(|| vague::vague(words, at))
        .or_else(|| number_use::number(words, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::with_text;

    fn found(text: &str) -> Vec<String> {
        with_text(text, None, |view, lexicon| {
            numbers(view, lexicon)
                .into_iter()
                .map(|number| {
                    let form = match number.form {
                        NumberForm::Digits => "",
                        NumberForm::Words => "w",
                        NumberForm::Ordinal => "th",
                        NumberForm::Fraction => "f",
                        NumberForm::Vague => "~",
                    };
                    let span = view.document.slice(view.span_of(number.tokens.clone()));
                    let (low, high) = (number.low.normalize(), number.high.normalize());
                    if low == high {
                        format!("{span}={low}{form}")
                    } else {
                        format!("{span}={low}..{high}{form}")
                    }
                })
                .collect()
        })
    }

    #[test]
    fn digits_with_magnitudes() {
        let cases: [(&str, &[&str]); 9] = [
            ("They lost 1,340 jobs.", &["1,340=1340"]),
            ("It cost 2.4 billion, or 2.4bn.", &["2.4 billion=2400000000", "2.4bn=2400000000"]),
            ("About 19 lakh people, Tk 45 crore.", &["19 lakh=1900000", "45 crore=450000000"]),
            ("A 12k race.", &["12k=12000"]),
            ("A 22nd win and the 3rd.", &["22nd=22th", "3rd=3th"]),
            ("It fell to -5 and −3.2.", &["-5=-5", "−3.2=-3.2"]),
            ("2½ litres, 3/4 of them, 2 1/2", &["2½=2.5", "3/4=0.75f", "2 1/2=2.5"]),
            ("on 3/4/2024", &["3=3", "4=4", "2024=2024"]),
            ("１２ or ٣ seats", &["１２=12", "٣=3"]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn words_to_the_trillions() {
        let cases: [(&str, &[&str]); 15] = [
            (
                "twenty-one thousand two hundred and five",
                &["twenty-one thousand two hundred and five=21205w"],
            ),
            ("twelve hundred men", &["twelve hundred=1200w"]),
            ("three and a half million", &["three and a half million=3500000w"]),
            ("a million and a half", &["a million and a half=1500000w"]),
            ("half a million people", &["half a million=500000w"]),
            ("three quarters of a million", &["three quarters of a million=750000w"]),
            ("one-and-a-half times", &["one-and-a-half=1.5w"]),
            ("half a dozen, two dozen", &["half a dozen=6w", "two dozen=24w"]),
            ("a couple of dozen towns", &["a couple of dozen=24w"]),
            ("a hundred and one", &["a hundred and one=101w"]),
            ("three trillion four billion", &["three trillion four billion=3004000000000w"]),
            ("three point two five", &["three point two five=3.25w"]),
            ("ten and five", &["ten=10w", "five=5w"]),
            ("minus sixteen", &["minus sixteen=-16w"]),
            ("2 million and 3", &["2 million=2000000", "3=3"]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn powers_points_and_groups() {
        let cases: [(&str, &[&str]); 14] = [
            ("3e5 of 7.2e-3", &["3e5=300000", "7.2e-3=0.0072"]),
            ("4.5x10^6, 2.5 × 10−4, 3×10⁵", &["4.5x10^6=4500000", "2.5 × 10−4=0.00025", "3×10⁵=300000"]),
            ("2^12 and 4^-1", &["2^12=4096", "4^-1=0.25"]),
            ("2 345 678 souls, 30 000 of them", &["2 345 678=2345678", "30 000=30000"]),
            ("On 4 May 350 came.", &["4=4", "350=350"]),
            ("six point eleven, 2 point 75", &["six point eleven=6.11w", "2 point 75=2.75"]),
            ("nought point oh four", &["nought point oh four=0.04w"]),
            ("At this point four men left.", &["four=4w"]),
            ("sixty - four, eighty—third", &["sixty - four=64w", "eighty—third=83th"]),
            ("sixtyfour", &["sixtyfour=64w"]),
            (
                "7 hundred and 19, 38 lakh and 15,000",
                &["7 hundred and 19=719", "38 lakh=3800000", "15,000=15000"],
            ),
            ("two million, three hundred and ten", &["two million, three hundred and ten=2000310w"]),
            ("four hundred and two dozen", &["four hundred and two dozen=424w"]),
            ("a fund of $310 million second bonds", &["310 million=310000000", "second=2th"]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn shares_with_long_denominators() {
        let cases: [(&str, &[&str]); 10] = [
            ("four twenty-fifths", &["four twenty-fifths=0.16f"]),
            ("a hundred millionths", &["a hundred millionths=0.0001f"]),
            ("six hundred and one quarter", &["six hundred and one quarter=600.25w"]),
            ("one - eighth", &["one - eighth=0.125f"]),
            ("-3/8 and 2/75 of it", &["-3/8=-0.375f", "2/75=0.0266666666666666666666666667f"]),
            ("one over sixteen", &["one over sixteen=0.0625f"]),
            ("one over sixteen years", &["one=1w", "sixteen=16w"]),
            ("seven million and a quarter million", &["seven million and a quarter million=7250000w"]),
            ("her one hundredth match", &["one hundredth=100th"]),
            ("fewer than half voters", &["half=0.5f"]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn ordinals_and_seconds() {
        let cases: [(&str, &[&str]); 6] = [
            ("the thirty-first vote", &["thirty-first=31th"]),
            ("their two hundredth match", &["two hundredth=200th"]),
            ("a second vessel", &["second=2th"]),
            ("ten metres a second.", &["ten=10w"]),
            ("in thirty seconds", &["thirty=30w"]),
            ("At first the First Lady waved.", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn fractions_and_vague_figures() {
        let cases: [(&str, &[&str]); 14] = [
            ("two thirds of them", &["two thirds=0.6666666666666666666666666667f"]),
            ("a quarter of the seats", &["a quarter=0.25f"]),
            ("a third vessel", &["third=3th"]),
            ("cut by a fifth.", &["a fifth=0.2f"]),
            ("half of the members", &["half=0.5f"]),
            ("in the first half", &["first=1th"]),
            ("one in five adults", &["one in five=0.2f"]),
            ("nine out of ten", &["nine out of ten=0.9f"]),
            ("in the third quarter", &["third=3th"]),
            ("several towns", &["several=3..9~"]),
            ("dozens, tens of thousands", &["dozens=24..99~", "tens of thousands=20000..99999~"]),
            ("a few hundred", &["a few hundred=200..999~"]),
            ("hundreds of thousands of euros", &["hundreds of thousands=200000..999999~"]),
            ("scores of boats; many scores", &["scores=40..99~"]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn one_as_a_pronoun_is_no_figure() {
        for text in ["That one fell.", "no one came", "one of the best", "a new one", "One another"] {
            assert!(found(text).is_empty(), "{text}");
        }
        assert_eq!(found("One boat sank."), ["One=1w"]);
        assert_eq!(found("one of the five boats"), ["one=1w", "five=5w"]);
    }

    #[test]
    fn endless_words_stay_linear_and_safe() {
        let text = "million ".repeat(3000) + &"9".repeat(200) + &" trillion trillion".repeat(500);
        found(&text);
        found(&"one and a half hundred and a ".repeat(2000));
    }
}
