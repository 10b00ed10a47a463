//! Another figure, too far off to be a rounding: borrowed from elsewhere in the text, or computed. The figure keeps
//! the form that it is written in.

use super::article::Article;
use super::{Edit, Kind};
use crate::model::{Approximation, Mention, Quantity, TokenKind, Unit};

/// Borrowed figures lie at least this far from the true one.
const MIN_RATIO: f64 = 1.4;

pub(super) fn edits(article: &Article<'_>) -> Vec<Edit> {
    article.analysis.mentions.iter().filter_map(|mention| edit(article, mention)).collect()
}

fn edit(article: &Article<'_>, mention: &Mention) -> Option<Edit> {
    let quantity = mention.quantity()?;
    let at = numeral(article, mention, quantity)?;
    let new =
        if quantity.unit == Unit::Ordinal { other_place(article, at) } else { other(article, quantity, at) };
    article.edit(Kind::Number, at..at + 1, &new?)
}

/// The one token that tells the figure; none where several do, or where it is no plain figure.
pub(super) fn numeral(article: &Article<'_>, mention: &Mention, quantity: &Quantity) -> Option<usize> {
    let tokens = mention.token_range();
    let plain = quantity.low == quantity.high
        && !matches!(quantity.unit, Unit::Score | Unit::Fraction)
        && quantity.approximation != Approximation::Vague;
    if !plain || article.any_quoted(tokens.clone()) || in_name(article, mention) {
        return None;
    }
    let mut numerals = tokens.filter(|&at| is_numeral(article, at));
    let at = numerals.next()?;
    // ".45", "©1999", "3D" and "the 1940s" are no figures by themselves, and four digits may be a year.
    let text = article.text();
    let before =
        at.checked_sub(1).filter(|&before| text.touches_next(before)).map_or("$", |it| article.word(it));
    let alone = matches!(before, "$" | "£" | "€" | "¥" | "(" | "\"" | "“" | "-");
    let joined =
        text.touches_next(at) && article.is_word(at + 1) && !article.word(at + 1).starts_with(['\'', '’']);
    let year = article.word(at).parse::<u32>().is_ok_and(|number| (1900..=2099).contains(&number));
    (numerals.next().is_none() && alone && !joined && !year).then_some(at)
}

/// Whether the figure is part of a name ("Studio 54").
fn in_name(article: &Article<'_>, mention: &Mention) -> bool {
    article.analysis.mentions.iter().any(|other| other.name().is_some() && other.span.overlaps(mention.span))
}

/// Digits, or a number word that does not only multiply.
fn is_numeral(article: &Article<'_>, at: usize) -> bool {
    let number = article.analysis.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
    let lower = article.lower(at);
    let magnitude = article.words.magnitudes.get(lower).is_some() || lower == "hundred";
    number || (article.lexicon.number.word(lower).is_some() && !magnitude)
}

/// Another place in an order, where it is written as a word.
fn other_place(article: &Article<'_>, at: usize) -> Option<String> {
    let places = &article.words.ordinals;
    let place = places.iter().position(|word| word == article.lower(at))?;
    let determined = matches!(article.before(at), "the" | "his" | "her" | "their" | "its");
    let moved = (place + 1 + article.choice(at, "ordinal", places.len() - 1)) % places.len();
    // "The second" may be a length of time or go on "the second half": only before a noun, and never "half".
    let noun =
        article.is_plain_word(at + 1) && !matches!(article.lower(at + 1), "half" | "to" | "and" | "of");
    (determined && noun).then(|| places.get(moved).cloned()).flatten()
}

fn other(article: &Article<'_>, quantity: &Quantity, at: usize) -> Option<String> {
    let word = article.word(at);
    if let Some(number) = article.words.cardinals.iter().position(|it| it == article.lower(at)) {
        return other_cardinal(article, quantity, at, number);
    }
    let written = Written::read(word)?;
    let may = |value: f64| match quantity.approximation {
        // "More than 40" is not gainsaid by "more than 25".
        Approximation::AtLeast => value > written.value,
        Approximation::AtMost => value < written.value,
        Approximation::Bare | Approximation::About | Approximation::Nearly | Approximation::Exactly => true,
        Approximation::Vague => false,
    };
    let percent = quantity.unit == Unit::Percent;
    let fits = |value: f64| may(value) && !(percent && value > 100.0) && value >= 2.0_f64.min(written.value);
    let borrowed = borrowed(article, quantity, at, &written, fits);
    if article.choice(at, "borrow", 2) == 0 && borrowed.is_some() {
        return borrowed;
    }
    let factors = [1.5, 0.5, 1.8, 3.0, 0.6];
    let first = article.choice(at, "factor", factors.len());
    (0..factors.len()).find_map(|i| {
        let value = written.round(written.value * factors[(first + i) % factors.len()]);
        let apart =
            (value - written.value).abs() >= 2.0 * written.step() && value > 1.0_f64.min(written.value / 4.0);
        (apart && fits(value)).then(|| written.write(value))
    })
}

/// Number words, from "two" on: one that is at least two and half as much away.
fn other_cardinal(article: &Article<'_>, quantity: &Quantity, at: usize, idx: usize) -> Option<String> {
    let words = &article.words.cardinals;
    let number = idx + 2;
    let fits = |other: usize| {
        let apart = other.abs_diff(number) >= 2 && other.abs_diff(number) * 2 >= number;
        let may = match quantity.approximation {
            Approximation::AtLeast => other > number,
            Approximation::AtMost => other < number,
            Approximation::Bare
            | Approximation::About
            | Approximation::Nearly
            | Approximation::Exactly
            | Approximation::Vague => true,
        };
        apart && may
    };
    let fitting: Vec<usize> = (2..words.len() + 2).filter(|&other| fits(other)).collect();
    let other = fitting.get(article.choice(at, "cardinal", fitting.len()))?;
    words.get(other - 2).cloned()
}

/// A figure of the same unit from another sentence.
fn borrowed(
    article: &Article<'_>,
    quantity: &Quantity,
    at: usize,
    written: &Written,
    fits: impl Fn(f64) -> bool,
) -> Option<String> {
    let home = article.sentence(at)?.id;
    let others: Vec<&str> = article
        .analysis
        .mentions
        .iter()
        .filter(|mention| mention.sentence != home)
        .filter_map(|mention| {
            let other = mention.quantity().filter(|other| other.unit == quantity.unit)?;
            let word = article.word(numeral(article, mention, other)?);
            let value = Written::read(word)?.value;
            let ratio = value.max(written.value) / value.min(written.value).max(f64::MIN_POSITIVE);
            (ratio >= MIN_RATIO && fits(value)).then_some(word)
        })
        .collect();
    others.get(article.choice(at, "borrowed", others.len())).map(|word| (*word).to_string())
}

/// Digits as they are written.
pub(super) struct Written {
    pub(super) value: f64,
    decimals: usize,
    grouped: bool,
    /// Zeros at the end of a whole number: what it is rounded to.
    zeros: u32,
}

impl Written {
    pub(super) fn read(word: &str) -> Option<Self> {
        let bare = word.replace(',', "");
        let value: f64 = bare.parse().ok().filter(|value| (1e-3..1e12).contains(value))?;
        let decimals = bare.split_once('.').map_or(0, |(_, part)| part.len());
        let zeros =
            if decimals > 0 { 0 } else { bare.bytes().rev().take_while(|&digit| digit == b'0').count() };
        Some(Self { value, decimals, grouped: word.contains(','), zeros: u32::try_from(zeros).ok()? })
    }

    /// The last digit that was given.
    fn step(&self) -> f64 {
        10_f64.powi(i32::try_from(self.zeros).unwrap_or(0) - i32::try_from(self.decimals).unwrap_or(0))
    }

    fn round(&self, value: f64) -> f64 {
        (value / self.step()).round() * self.step()
    }

    pub(super) fn write(&self, value: f64) -> String {
        let plain = format!("{value:.*}", self.decimals);
        if !self.grouped && value < 10_000.0 {
            return plain;
        }
        let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut text = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                text.push(',');
            }
            text.push(digit);
        }
        if rest.is_empty() { text } else { format!("{text}.{rest}") }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentences;
    use super::*;

    fn figures(text: &str) -> Vec<String> {
        sentences(Kind::Number, text)
    }

    #[test]
    fn a_figure_becomes_another_one_in_the_same_form() {
        let made = figures("The works of the new quay cost 2,400 crowns in all.");
        let word = made[0].split(' ').find(|word| word.contains(',')).expect("grouped");
        assert_ne!(word, "2,400");
        let made = figures("They put three pumps into the old quay.");
        assert!(made[0].ends_with("pumps into the old quay.") && !made[0].contains("three"), "{made:?}");
    }

    #[test]
    fn a_bound_is_moved_to_where_it_is_wrong() {
        let made = figures("More than 40 people came to the old quay.");
        let number: f64 = made[0].split(' ').nth(2).and_then(|word| word.parse().ok()).expect("a figure");
        assert!(number > 40.0, "{made:?}");
    }

    #[test]
    fn ranges_and_vague_figures_are_left_alone() {
        assert!(figures("Dozens of people came to the old quay of the town.").is_empty());
        assert!(figures("Between 30 and 40 people came to the old quay.").is_empty());
    }

    #[test]
    fn digits_are_read_and_written_alike() {
        for word in ["1,340", "2.4", "300", "17"] {
            let written = Written::read(word).expect("digits");
            assert_eq!(written.write(written.value), word);
        }
        assert_eq!(Written::read("x").map(|it| it.value), None);
    }
}
