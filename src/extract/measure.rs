//! One figure with the unit that stands at it: money, per cent, physical units, or nothing.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::money;
use crate::extract::number::{NumberForm, NumberSpan};
use crate::lexicon::Lexicon;
use crate::lexicon::number::NumberWord;
use crate::lexicon::units::PercentWord;
use crate::model::{Text, TokenKind, Unit};

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

    /// A number with the unit at it.
    pub(crate) fn measure(&self, number: &NumberSpan) -> Measured {
        let plain = Measured {
            tokens: number.tokens.clone(),
            low: number.low,
            high: number.high,
            precision: number.precision,
            form: number.form,
            unit: Measure::None,
        };
        if number.form == NumberForm::Ordinal {
            return plain;
        }
        let sentence = self.sentence(number.tokens.start);
        money::money(self, &plain, &sentence)
            .or_else(|| self.percent(&plain, &sentence))
            .or_else(|| self.physical(&plain, &sentence))
            .or_else(|| self.time(&plain))
            .or_else(|| self.millions(&plain, &sentence))
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
        // "%20" in an address
        let sign = plain.tokens.end;
        let in_address = self.text.word(sign) == "%"
            && self.text.touches_next(sign)
            && matches!(self.kind(sign + 1), Some(TokenKind::Word | TokenKind::Number));
        if in_address {
            return None;
        }
        let (end, word) = self
            .unit_places(plain)
            .find_map(|at| table.find_at(self.text, at, sentence.end).map(|(len, &word)| (at + len, word)))
            .or_else(|| self.hyphenated_per_cent(plain.tokens.end))?;
        let (unit, shift) = match word {
            PercentWord::Percent => (Unit::Percent, 0),
            PercentWord::Point => (Unit::PercentagePoint, 0),
            PercentWord::BasisPoint => (Unit::PercentagePoint, -2),
        };
        let scale = if shift == 0 { Decimal::ONE } else { Decimal::new(1, 2) };
        Some(Measured {
            tokens: plain.tokens.start..end,
            low: plain.low.checked_mul(scale)?,
            high: plain.high.checked_mul(scale)?,
            precision: plain.precision + shift,
            unit: Measure::Unit(unit),
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

    fn physical(&self, plain: &Measured, sentence: &Range<usize>) -> Option<Measured> {
        let units = &self.lexicon.units;
        if let Some(below) = self.below(plain, sentence) {
            return Some(below);
        }
        let (end, unit) = self.unit_places(plain).find_map(|at| {
            if at >= sentence.end {
                return None;
            }
            if let Some((len, unit)) = units.words().find_at(self.text, at, sentence.end) {
                return Some((at + len, unit));
            }
            let symbol = self.text.word(at);
            // A lone capital behind a space is a name more often than a unit.
            let touches = self.touches_before(at);
            let lone = symbol.len() == 1 && symbol.bytes().all(|byte| byte.is_ascii_uppercase());
            let suits =
                plain.form == NumberForm::Digits && (touches || !lone) && !self.text.lower(at).is_empty();
            let unit = units.symbol(symbol).filter(|_| suits)?;
            // "m2" is one token, "m²" two.
            let power = self.text.word(at + 1);
            if matches!(power, "²" | "³")
                && self.text.touches_next(at)
                && let Some(powered) = units.symbol(&format!("{symbol}{power}"))
            {
                return Some((at + 2, powered));
            }
            Some((at + 1, unit))
        })?;
        let (mut low, mut high, mut end) = (plain.low, plain.high, end);
        if unit.dimension == crate::model::Dimension::Temperature
            && let Some((len, ())) = units.below().find_at(self.text, end, sentence.end)
            && low > Decimal::ZERO
        {
            // "below" alone needs nothing behind it ("sixteen degrees below.").
            if len > 1 || !self.is_word(end + 1) {
                (low, high) = (-high, -low);
                end += len;
            }
        }
        Some(Measured {
            tokens: plain.tokens.start..end,
            low,
            high,
            unit: Measure::Unit(Unit::Physical {
                name: unit.name.clone(),
                dimension: unit.dimension,
                factor: unit.factor,
            }),
            ..plain.clone()
        })
    }

    /// "sixteen below zero", without degrees.
    fn below(&self, plain: &Measured, sentence: &Range<usize>) -> Option<Measured> {
        let units = &self.lexicon.units;
        let (len, ()) = units.below().find_at(self.text, plain.tokens.end, sentence.end)?;
        let degree = units.words().get("degree").filter(|_| len > 1 && plain.low > Decimal::ZERO)?;
        Some(Measured {
            tokens: plain.tokens.start..plain.tokens.end + len,
            low: -plain.high,
            high: -plain.low,
            unit: Measure::Unit(Unit::Physical {
                name: degree.name.clone(),
                dimension: degree.dimension,
                factor: degree.factor,
            }),
            ..plain.clone()
        })
    }

    fn time(&self, plain: &Measured) -> Option<Measured> {
        self.unit_places(plain)
            .any(|at| self.lexicon.number.is_time_unit(self.text.lower(at)))
            .then(|| Measured { unit: Measure::Time, ..plain.clone() })
    }

    /// "5m people", "3M": millions, where "m" cannot be metres.
    fn millions(&self, plain: &Measured, sentence: &Range<usize>) -> Option<Measured> {
        let at = plain.tokens.end;
        let letter = self.text.word(at);
        let suffix = at < sentence.end && self.touches_before(at) && letter == "M";
        if !suffix || plain.form != NumberForm::Digits {
            return None;
        }
        scaled(plain, 6, at + 1)
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
