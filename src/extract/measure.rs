//! One figure with the unit that stands at it: money, per cent, physical units, or nothing.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::number::{NumberForm, NumberSpan};
use crate::extract::{money, physical};
use crate::lexicon::Lexicon;
use crate::lexicon::number::NumberWord;
use crate::lexicon::units::PercentWord;
use crate::model::{MinorUnit, Text, TokenKind, Unit};

/// What all readers of figures need.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) text: &'a Text<'a>,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) numbers: &'a [NumberSpan],
}

/// A figure with its unit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Measured {
    pub(crate) tokens: Range<usize>,
    pub(crate) low: Decimal,
    pub(crate) high: Decimal,
    pub(crate) precision: i32,
    pub(crate) form: NumberForm,
    pub(crate) unit: Measure,
    /// What the figure as written was multiplied by (0.01 for cents and basis points).
    pub(crate) scale: Decimal,
    /// The part of the currency that it was given in.
    pub(crate) minor: Option<MinorUnit>,
}

impl Measured {
    /// A figure without unit.
    pub(crate) fn plain(number: &NumberSpan) -> Self {
        Self {
            tokens: number.tokens.clone(),
            low: number.low,
            high: number.high,
            precision: number.precision,
            form: number.form,
            unit: Measure::None,
            scale: Decimal::ONE,
            minor: None,
        }
    }
}

/// A unit, or the reason why a figure has none.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Measure {
    /// No unit.
    None,
    /// A length of time, which another extractor reads.
    Time,
    /// A unit.
    Unit(Unit),
    /// Money in hundredths whose main unit is told elsewhere ("40 cents").
    Cents,
}

impl<'a> Reader<'a> {
    /// First token and one past the last token of the sentence that a token is in.
    pub(crate) fn sentence(&self, at: usize) -> Range<usize> {
        self.text
            .tokens
            .get(at)
            .and_then(|token| self.text.sentences.get(token.sentence as usize))
            .map_or(at..at, |sentence| sentence.token_range())
    }

    /// The token after a hyphen that touches on both sides, or the token itself.
    pub(crate) fn past_hyphen(&self, at: usize) -> usize {
        let joins = is_dash(self.text.lower(at))
            && self.text.touches_next(at)
            && at.checked_sub(1).is_some_and(|before| self.text.touches_next(before));
        if joins { at + 1 } else { at }
    }

    pub(crate) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.text.tokens.get(at).map(|token| token.kind)
    }

    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
    }

    /// Whether a token touches the one before it.
    pub(crate) fn touches_before(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.text.touches_next(before))
    }

    /// Whether the last figure before a token ends right before it ("3 boxes").
    pub(crate) fn numbers_end_before(&self, at: usize) -> bool {
        let idx = self.numbers.partition_point(|number| number.tokens.start < at);
        let last = idx.checked_sub(1).and_then(|idx| self.numbers.get(idx));
        last.is_some_and(|number| number.tokens.end == at)
    }

    /// A number with the unit at it; nothing before `floor` belongs to it.
    pub(crate) fn measure(&self, number: &NumberSpan, floor: usize) -> Measured {
        let plain = Measured::plain(number);
        if number.form == NumberForm::Ordinal {
            return plain;
        }
        let sentence = self.sentence(number.tokens.start);
        let sentence = sentence.start.max(floor.min(number.tokens.start))..sentence.end;
        money::money(self, &plain, &sentence)
            .or_else(|| self.percent(&plain, &sentence))
            .or_else(|| self.percentage_of(&plain, &sentence))
            .or_else(|| physical::physical(self, &plain, &sentence))
            .or_else(|| self.time(&plain))
            .or_else(|| self.large(&plain, &sentence))
            .unwrap_or(plain)
    }

    /// Where a unit may stand: behind the figure or a hyphen, "of" ("dozens of kilometres"), "a" ("half a mile").
    pub(crate) fn unit_places(&self, plain: &Measured) -> impl Iterator<Item = usize> + use<'a> {
        let end = plain.tokens.end;
        let direct = self.past_hyphen(end);
        let fraction = plain.form == NumberForm::Fraction;
        let of = if self.text.lower(end) == "of" { end + 1 } else { end };
        let article = matches!(self.text.lower(of), "a" | "an" | "one");
        let linked = if fraction && article {
            Some(of + 1)
        } else if plain.form == NumberForm::Vague && of > end {
            Some(of)
        } else {
            None
        };
        std::iter::once(direct).chain(linked)
    }

    fn percent(&self, plain: &Measured, sentence: &Range<usize>) -> Option<Measured> {
        let table = self.lexicon.units.percents();
        // "%20" and "20%20" in an address
        let touched = plain
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|at| self.text.word(at) == "%" && self.text.touches_next(at));
        let sign = plain.tokens.end;
        let in_address = self.text.word(sign) == "%"
            && self.text.touches_next(sign)
            && matches!(self.kind(sign + 1), Some(TokenKind::Word | TokenKind::Number));
        if in_address || touched {
            return None;
        }
        let (end, word) = self
            .unit_places(plain)
            .find_map(|at| table.find_at(self.text, at, sentence.end).map(|(len, &word)| (at + len, word)))
            .or_else(|| self.hyphenated_per_cent(plain.tokens.end))?;
        let (unit, scale) = match word {
            PercentWord::Percent => (Unit::Percent, Decimal::ONE),
            PercentWord::Point => (Unit::PercentagePoint, Decimal::ONE),
            PercentWord::BasisPoint => (Unit::PercentagePoint, Decimal::new(1, 2)),
            PercentWord::PerMille => (Unit::Percent, Decimal::new(1, 1)),
        };
        Some(Measured {
            tokens: plain.tokens.start..end,
            low: plain.low.checked_mul(scale)?,
            high: plain.high.checked_mul(scale)?,
            precision: plain.precision - scale.scale() as i32,
            unit: Measure::Unit(unit),
            scale,
            ..plain.clone()
        })
    }

    /// "a percentage of 48": the figure is the share where it counts nothing itself.
    fn percentage_of(&self, plain: &Measured, sentence: &Range<usize>) -> Option<Measured> {
        let of = plain.tokens.start.checked_sub(1).filter(|&of| of > sentence.start)?;
        let counts = matches!(self.kind(plain.tokens.end), Some(TokenKind::Word | TokenKind::Symbol))
            && plain.tokens.end < sentence.end
            && !self.lexicon.number.ends_head(self.text.lower(plain.tokens.end));
        if self.text.lower(of) != "of" || counts {
            return None;
        }
        let table = self.lexicon.units.percents();
        let start = (1..=2).rev().find_map(|len| {
            let start = of.checked_sub(len).filter(|&start| start >= sentence.start)?;
            let (n_words, word) = table.find_at(self.text, start, of)?;
            (n_words == len && *word == PercentWord::Percent && self.is_word(start)).then_some(start)
        })?;
        (!self.numbers_end_before(start)).then(|| Measured {
            tokens: start..plain.tokens.end,
            unit: Measure::Unit(Unit::Percent),
            ..plain.clone()
        })
    }

    /// "5-per-cent".
    fn hyphenated_per_cent(&self, end: usize) -> Option<(usize, PercentWord)> {
        let per = self.past_hyphen(end);
        let cent = self.past_hyphen(per + 1);
        (self.text.lower(per) == "per" && self.text.lower(cent) == "cent")
            .then_some((cent + 1, PercentWord::Percent))
    }

    fn time(&self, plain: &Measured) -> Option<Measured> {
        self.unit_places(plain)
            .any(|at| self.lexicon.number.is_time_unit(self.text.lower(at)))
            .then(|| Measured { unit: Measure::Time, ..plain.clone() })
    }

    /// "3M", "10G", and "2.3 K" where nothing is counted: letters for powers, where no unit claims them.
    fn large(&self, plain: &Measured, sentence: &Range<usize>) -> Option<Measured> {
        let at = plain.tokens.end;
        let power = match self.text.word(at) {
            "M" => 6,
            "G" => 9,
            "T" => 12,
            "k" | "K" => 3,
            _ => return None,
        };
        let touches = self.touches_before(at);
        let counts = (self.is_word(at + 1) || self.past_hyphen(at + 1) > at + 1) && at + 1 < sentence.end;
        let capital = touches && self.text.word(at) == "M";
        if at >= sentence.end || plain.form != NumberForm::Digits || counts && !capital {
            return None;
        }
        scaled(plain, power, at + 1)
    }

    /// Whether a number already ends in a magnitude ("2.4bn", "5 million").
    pub(crate) fn magnitude(&self, number: &Measured) -> Option<u32> {
        let last = number.tokens.end.checked_sub(1)?;
        let word = self.text.lower(last);
        if !self.is_word(last) {
            return None;
        }
        match self.lexicon.number.word(word) {
            Some(NumberWord::Magnitude(power)) => Some(power),
            Some(
                NumberWord::Unit(_)
                | NumberWord::Ten(_)
                | NumberWord::Group(_)
                | NumberWord::Ordinal(_)
                | NumberWord::OrdinalMagnitude(_)
                | NumberWord::Denominator { .. }
                | NumberWord::Vague { .. },
            ) => None,
            None => self.lexicon.number.suffix(word).filter(|_| self.touches_before(last)),
        }
    }
}

/// A figure times a power of ten that a word behind it gives.
pub(crate) fn scaled(plain: &Measured, power: u32, end: usize) -> Option<Measured> {
    let times = crate::extract::number_words::power_of_ten(power)?;
    Some(Measured {
        tokens: plain.tokens.start..end,
        low: plain.low.checked_mul(times)?,
        high: plain.high.checked_mul(times)?,
        precision: plain.precision + power as i32,
        ..plain.clone()
    })
}

/// Hyphens and dashes that join figures.
pub(crate) fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "\u{2010}" | "\u{2011}" | "–" | "—")
}
