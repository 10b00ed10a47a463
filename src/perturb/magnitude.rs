//! A figure that is off by a power of ten: "million" for "billion", or a nought too many.

use super::article::Article;
use super::number::{Written, numeral};
use super::{Edit, Kind};
use crate::model::{Approximation, Mention, Unit};

pub(super) fn edits(article: &Article<'_>) -> Vec<Edit> {
    article.analysis.mentions.iter().filter_map(|mention| edit(article, mention)).collect()
}

fn edit(article: &Article<'_>, mention: &Mention) -> Option<Edit> {
    let quantity = mention.quantity()?;
    let at = numeral(article, mention, quantity)?;
    let mut words = mention.token_range().filter_map(|at| {
        let new = article.words.magnitudes.get(article.lower(at))?;
        Some((at, new))
    });
    if let Some((at, new)) = words.next() {
        let less = new == "million" && article.lower(at) == "billion" || article.lower(at) == "trillion";
        let accepted = match quantity.approximation {
            Approximation::AtLeast => less,
            Approximation::AtMost => !less,
            Approximation::Bare
            | Approximation::About
            | Approximation::Nearly
            | Approximation::Exactly
            | Approximation::Vague => false,
        };
        return (!accepted).then(|| article.edit(Kind::Magnitude, at..at + 1, new)).flatten();
    }
    let written = Written::read(article.word(at))?;
    let fits = match quantity.unit {
        Unit::Percent => (1.0..=10.0).contains(&written.value),
        Unit::Count | Unit::Money(_) | Unit::Physical { .. } => written.value >= 12.0,
        Unit::PercentagePoint
        | Unit::Duration(_)
        | Unit::Ordinal
        | Unit::RelativeOrdinal(_)
        | Unit::Fraction
        | Unit::Score => false,
    };
    // "Up to 40" is true of 400 as well, where a report says it; ages stand bare behind a name.
    let bound = quantity.approximation == Approximation::AtMost;
    let aside = article.before(at) == "," && quantity.head.is_none();
    (fits && !bound && !aside)
        .then(|| article.edit(Kind::Magnitude, at..at + 1, &written.write(written.value * 10.0)))?
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentences;
    use super::*;

    #[test]
    fn a_word_for_a_power_is_exchanged() {
        assert_eq!(
            sentences(Kind::Magnitude, "The new quay cost 2.4 million euros in all."),
            ["The new quay cost 2.4 billion euros in all."]
        );
    }

    #[test]
    fn a_nought_is_added() {
        assert_eq!(
            sentences(Kind::Magnitude, "The old quay holds 1,340 boats in summer."),
            ["The old quay holds 13,400 boats in summer."]
        );
    }

    #[test]
    fn ages_and_ranks_are_left_alone() {
        assert!(sentences(Kind::Magnitude, "Jonas Tamborini, 43, came to the old quay.").is_empty());
        assert!(sentences(Kind::Magnitude, "He came in third in the race of the quay.").is_empty());
    }
}
