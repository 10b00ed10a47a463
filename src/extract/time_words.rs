//! What stands at a token, as far as the time grammar cares: figures, years, month names, units, little words. Every
//! reader takes a token index and gives the index after what it read.

use crate::extract::number::{NumberForm, NumberSpan};
use crate::lexicon::time::{Direction, Lean, TimeUnit, TimeWord, TimeWords};
use crate::model::{Case, PartOfDay, Text, TokenKind};

/// One sentence, seen by the time grammar. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) lexicon: &'a TimeWords,
    numbers: &'a [NumberSpan],
    /// First token of the sentence.
    pub(super) start: usize,
    /// One past its last token.
    pub(super) end: usize,
}

impl<'a> Words<'a> {
    pub(super) fn new(
        text: &'a Text<'a>,
        lexicon: &'a TimeWords,
        numbers: &'a [NumberSpan],
        tokens: std::ops::Range<usize>,
    ) -> Self {
        // Only the figures of the sentence, so that finding one takes no search through those of the text.
        let first = numbers.partition_point(|number| number.tokens.start < tokens.start);
        let own = numbers.get(first..).unwrap_or_default();
        let n_own = own.partition_point(|number| number.tokens.start < tokens.end);
        let numbers = own.get(..n_own).unwrap_or_default();
        Self { text, lexicon, numbers, start: tokens.start, end: tokens.end }
    }

    /// The lower-case word, empty outside the sentence.
    pub(super) fn lower(&self, at: usize) -> &'a str {
        if at >= self.start && at < self.end { self.text.lower(at) } else { "" }
    }

    /// The lower-case word before a token.
    pub(super) fn before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |before| self.lower(before))
    }

    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.lower(at) == word
    }

    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.lower(at))
    }

    /// The token after `word`, if it stands here; else the same token.
    pub(super) fn skip(&self, at: usize, word: &str) -> usize {
        if self.is(at, word) { at + 1 } else { at }
    }

    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        self.is_any(at, &["-", "\u{2010}", "\u{2011}", "–", "—"])
    }

    pub(super) fn skip_hyphen(&self, at: usize) -> usize {
        if self.is_hyphen(at) { at + 1 } else { at }
    }

    /// Whether a token touches the one after it, inside the sentence.
    pub(super) fn touches_next(&self, at: usize) -> bool {
        at + 1 < self.end && self.text.touches_next(at)
    }

    /// Skips a hyphen that joins two words.
    pub(super) fn skip_hyphen_touching(&self, at: usize) -> usize {
        let joins = at > self.start && self.text.touches_next(self.back(at, 1)) && self.touches_next(at);
        if joins && (self.is_hyphen(at) || self.is(at, "/")) { at + 1 } else { at }
    }

    pub(super) fn case(&self, at: usize) -> Option<Case> {
        self.text.tokens.get(at).filter(|_| at < self.end).map(|token| token.case)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        at < self.end && self.text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// The token some places before; an index past the end where there is none.
    pub(super) fn back(&self, at: usize, n_tokens: usize) -> usize {
        at.checked_sub(n_tokens).filter(|&back| back >= self.start).unwrap_or(self.text.tokens.len())
    }

    fn is_capital(&self, at: usize) -> bool {
        !matches!(self.case(at), None | Some(Case::Lower))
    }

    /// The name of a time or unit that starts here.
    pub(super) fn name(&self, at: usize) -> Option<(usize, TimeWord)> {
        let (len, word) = self.lexicon.names.find_at(self.text, at, self.end)?;
        Some((at + len, *word))
    }

    /// The vague time that starts here.
    pub(super) fn vague(&self, at: usize) -> Option<(usize, TimeWord)> {
        let (len, word) = self.lexicon.vague.find_at(self.text, at, self.end)?;
        Some((at + len, *word))
    }

    /// The modifier that starts here.
    pub(super) fn modifier(&self, at: usize) -> Option<(usize, TimeWord)> {
        let (len, word) = self.lexicon.modifiers.find_at(self.text, at, self.end)?;
        Some((at + len, *word))
    }

    /// The bound, approximation or edge that starts here.
    pub(super) fn prefix(&self, at: usize) -> Option<(usize, TimeWord)> {
        let (len, word) = self.lexicon.prefixes.find_at(self.text, at, self.end)?;
        Some((at + len, *word))
    }

    /// The direction word after a length.
    pub(super) fn direction(&self, at: usize) -> Option<(usize, Direction)> {
        let (len, word) = self.lexicon.directions.find_at(self.text, at, self.end)?;
        Some((at + len, *word))
    }

    pub(super) fn lean(&self, at: usize) -> Option<(usize, Lean)> {
        match self.modifier(at)? {
            (next, TimeWord::Lean(lean)) => Some((next, lean)),
            _ => None,
        }
    }

    pub(super) fn unit(&self, at: usize) -> Option<(usize, TimeUnit)> {
        match self.name(at)? {
            (next, TimeWord::Unit(unit)) => Some((next, unit)),
            (next, TimeWord::Part(PartOfDay::Night)) if self.is_any(at, &["night", "nights"]) => {
                Some((next, TimeUnit::Night))
            }
            _ => None,
        }
    }

    /// A month's name with the point of its abbreviation, and whether the word alone is enough to be one.
    pub(super) fn month(&self, at: usize) -> Option<(usize, u8, bool)> {
        match self.name(at)? {
            (next, TimeWord::Month(month)) => {
                let strong = self.is_capital(at) && !self.lexicon.is_weak(self.lower(at));
                Some((self.skip_point(next), month, strong))
            }
            _ => None,
        }
    }

    /// A weekday's name, and whether the word alone is enough to be one.
    pub(super) fn weekday(&self, at: usize) -> Option<(usize, u8, bool)> {
        match self.name(at)? {
            (next, TimeWord::Weekday(day)) => {
                let strong = !self.lexicon.is_weak(self.lower(at));
                Some((self.skip_point(next), day, strong))
            }
            _ => None,
        }
    }

    /// The point of an abbreviation, where it does not end the sentence.
    fn skip_point(&self, at: usize) -> usize {
        let touches = at.checked_sub(1).is_some_and(|before| self.text.touches_next(before));
        let short = at.checked_sub(1).is_some_and(|word| self.lower(word).len() <= 4);
        if touches && short && self.is(at, ".") && at + 1 < self.end { at + 1 } else { at }
    }

    /// Plain digits, without marks: value and number of digits.
    pub(super) fn digits(&self, at: usize) -> Option<(u32, usize)> {
        let word = self.lower(at);
        if word.is_empty() || word.len() > 8 || !word.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Some((word.parse().ok()?, word.len()))
    }

    /// A figure of the number extractor that starts here.
    pub(super) fn number(&self, at: usize) -> Option<&'a NumberSpan> {
        let idx = self.numbers.partition_point(|number| number.tokens.start < at);
        self.numbers.get(idx).filter(|number| number.tokens.start == at && number.tokens.end <= self.end)
    }

    /// A small whole number in words, not an ordinal.
    pub(super) fn whole_word(&self, at: usize) -> Option<(usize, u32)> {
        let number = self.number(at).filter(|number| number.form == NumberForm::Words)?;
        whole(number).map(|value| (number.tokens.end, value))
    }

    /// An ordinal in digits or words: "3rd", "third".
    pub(super) fn ordinal(&self, at: usize) -> Option<(usize, u32)> {
        if let Some((value, _)) = self.digits(at) {
            let suffix = self.touches_next(at) && self.is_any(at + 1, &["st", "nd", "rd", "th"]);
            return suffix.then_some((at + 2, value));
        }
        let number = self.number(at)?;
        let small_words = || matches!(self.lower(at), "quarter" | "half");
        match number.form {
            NumberForm::Ordinal => whole(number).map(|value| (number.tokens.end, value)),
            NumberForm::Digits | NumberForm::Words | NumberForm::Vague => None,
            NumberForm::Fraction => {
                // "a third" read as a share by the number extractor is no ordinal; a lone "third" may be one.
                (number.tokens.len() == 1 && !small_words())
                    .then(|| ordinal_word(self.lower(at)).map(|value| (at + 1, value)))
                    .flatten()
            }
        }
    }

    /// A day of the month: "3", "3rd", "third", "twenty-first". The flag tells an ordinal.
    pub(super) fn day_of_month(&self, at: usize) -> Option<(usize, u8, bool)> {
        let fits = |value: u32| u8::try_from(value).ok().filter(|day| (1..=31).contains(day));
        if let Some((next, value)) = self.ordinal(at) {
            return Some((next, fits(value)?, true));
        }
        if let Some((value, len)) = self.digits(at) {
            let decimal = self.touches_next(at)
                && (self.is_any(at + 1, &["%", "°"])
                    || self.is(at + 1, ":") && self.digits(at + 2).is_some());
            return (len <= 2 && !decimal).then(|| fits(value)).flatten().map(|day| (at + 1, day, false));
        }
        None
    }

    /// A year that is written as one: "2019", "1850", "nineteen ninety-six", "two thousand and one".
    pub(super) fn year(&self, at: usize) -> Option<(usize, i16)> {
        if let Some((value, len)) = self.digits(at) {
            let year = i16::try_from(value).ok()?;
            let decade = self.touches_next(at) && self.is_any(at + 1, &["s", "'s", "’s"]) && year % 10 == 0;
            return (len == 4 && (1000..=2999).contains(&year) && !(decade && self.is(at + 1, "s")))
                .then_some((at + 1, year));
        }
        if matches!(self.lower(at), "'" | "’") && self.touches_next(at) {
            let (value, len) = self.digits(at + 1)?;
            let year = i16::try_from(value).ok()?;
            let century = if year < 40 { 2000 } else { 1900 };
            return (len == 2).then_some((at + 2, century + year));
        }
        self.year_in_words(at)
    }

    fn year_in_words(&self, at: usize) -> Option<(usize, i16)> {
        let (next, value) = self.whole_word(at)?;
        // "one thousand nine hundred" is a number, "nineteen hundred" a year.
        let counted = value < 2000 && self.is_any(at, &["one", "a", "thousand"]);
        if (1500..=2999).contains(&value) && !counted {
            return Some((next, i16::try_from(value).ok()?));
        }
        if !(16..=20).contains(&value) {
            return None;
        }
        let next = self.skip_hyphen(next);
        let (end, rest) = self.whole_word(next)?;
        (10..=99)
            .contains(&rest)
            .then(|| i16::try_from(value * 100 + rest).ok().map(|year| (end, year)))
            .flatten()
    }

    /// A preposition that stands before times.
    pub(super) fn is_preposition(&self, at: usize) -> bool {
        self.is_any(
            at,
            &[
                "on", "in", "at", "by", "for", "from", "since", "until", "till", "before", "after", "around",
                "about",
            ],
        )
    }

    /// Whether a lower-case plural noun starts here, which makes the figure before it a count.
    pub(super) fn is_counted_noun(&self, at: usize) -> bool {
        let word = self.lower(at);
        if !self.is_word(at) || self.is_capital(at) {
            return false;
        }
        let plural = word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !matches!(
                word,
                "was"
                    | "has"
                    | "is"
                    | "this"
                    | "its"
                    | "his"
                    | "does"
                    | "always"
                    | "sales"
                    | "results"
                    | "earnings"
                    | "elections"
                    | "games"
            );
        plural
            || matches!(
                word,
                "people"
                    | "men"
                    | "women"
                    | "children"
                    | "percent"
                    | "km"
                    | "kg"
                    | "hectare"
                    | "square"
                    | "feet"
                    | "of"
            )
    }
}

/// The value of a single whole number.
pub(super) fn whole(number: &NumberSpan) -> Option<u32> {
    use rust_decimal::prelude::ToPrimitive;
    (number.low == number.high && number.low.is_integer()).then(|| number.low.to_u32()).flatten()
}

fn ordinal_word(word: &str) -> Option<u32> {
    const WORDS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    WORDS.iter().position(|&known| known == word).and_then(|at| u32::try_from(at + 1).ok())
}
