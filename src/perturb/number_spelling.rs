//! The same figure in another spelling: digits and words, with and without commas, "%" and "percent".

use super::article::Article;
use super::number::numeral;
use super::{Edit, Kind};
use crate::model::{Mention, Unit};

pub(super) fn edits(article: &Article<'_>) -> Vec<Edit> {
    article.analysis.mentions.iter().filter_map(|mention| edit(article, mention)).collect()
}

fn edit(article: &Article<'_>, mention: &Mention) -> Option<Edit> {
    let quantity = mention.quantity()?;
    let at = numeral(article, mention, quantity)?;
    let tokens = mention.token_range();
    if quantity.unit == Unit::Percent {
        return percent(article, at, tokens.end);
    }
    let word = article.word(at);
    if word.contains(',') && word.len() == 5 {
        return article.edit(Kind::NumberSpelling, at..at + 1, &word.replace(',', ""));
    }
    // A letter, sign or figure that touches belongs to the figure.
    let alone = !article.text().touches_next(at) || matches!(article.word(at + 1), "," | "." | "-");
    let alone = alone
        && (at == 0 || !article.text().touches_next(at - 1) || matches!(article.word(at - 1), "(" | "\""));
    let counts = matches!(quantity.unit, Unit::Count | Unit::Duration(_));
    let words = &article.words.cardinals;
    let new = match words.iter().position(|it| it == article.lower(at)) {
        Some(number) => (number + 2).to_string(),
        None => words.get(word.parse::<usize>().ok()?.checked_sub(2)?)?.clone(),
    };
    (alone && counts).then(|| article.edit(Kind::NumberSpelling, at..at + 1, &new))?
}

fn percent(article: &Article<'_>, at: usize, end: usize) -> Option<Edit> {
    let (len, new) = article.words.percent.find_at(&article.text(), at + 1, end)?;
    let digits = article.word(at).starts_with(|letter: char| letter.is_ascii_digit());
    let gap = if new == "%" { "" } else { " " };
    digits.then(|| {
        article.edit(Kind::NumberSpelling, at..at + 1 + len, &format!("{}{gap}{new}", article.word(at)))
    })?
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentences;
    use super::*;

    fn spelled(text: &str) -> Vec<String> {
        sentences(Kind::NumberSpelling, text)
    }

    #[test]
    fn figures_are_spelled_otherwise() {
        assert_eq!(
            spelled("They put three pumps into the old quay."),
            ["They put 3 pumps into the old quay."]
        );
        assert_eq!(
            spelled("They put 12 pumps into the old quay."),
            ["They put twelve pumps into the old quay."]
        );
        assert_eq!(
            spelled("They put 1,340 pumps into the old quay."),
            ["They put 1340 pumps into the old quay."]
        );
        assert_eq!(spelled("About 35 percent of the old quay sank."), ["About 35% of the old quay sank."]);
    }
}
