//! House numbers, which are neither years nor counts: "at 1974 Alder Street".

use crate::extract::Found;
use crate::lexicon::Lexicon;
use crate::model::{Case, Text, TokenKind, Value};

/// Most words of a street's name before "Street".
const LONGEST: usize = 3;

/// Takes out years and counts that stand before the name of a street.
pub(crate) fn drop_house_numbers(text: &Text<'_>, lexicon: &Lexicon, found: &mut Vec<Found>) {
    found.retain(|found| {
        let figure = matches!(found.value, Value::Time(_) | Value::Quantity(_));
        !(figure && is_house_number(text, lexicon, found))
    });
}

fn is_house_number(text: &Text<'_>, lexicon: &Lexicon, found: &Found) -> bool {
    let number = found.tokens.end.saturating_sub(1);
    let digits = text.tokens.get(number).is_some_and(|token| token.kind == TokenKind::Number);
    let short = text.lower(number).len() <= 5 && text.lower(number).bytes().all(|byte| byte.is_ascii_digit());
    let before = found.tokens.start.checked_sub(1).map_or("", |at| text.lower(at));
    // "in 2019 Alder Street was closed": after these it is a year.
    let dated =
        matches!(before, "in" | "since" | "by" | "until" | "during" | "of" | "the" | "before" | "after");
    if !digits || !short || found.tokens.len() > 1 || dated {
        return false;
    }
    let named = |at: usize| {
        let token = text.tokens.get(at);
        token.is_some_and(|token| token.kind == TokenKind::Word && token.case != Case::Lower)
            || token.is_some_and(|token| token.kind == TokenKind::Number) && at > number + 1
    };
    let sentence = text.tokens.get(number).map(|token| token.sentence);
    (number + 2..=number + 1 + LONGEST).take_while(|&at| (number + 1..at).all(named)).any(|at| {
        let same = text.tokens.get(at).map(|token| token.sentence) == sentence;
        let capital = text.tokens.get(at).is_some_and(|token| token.case != Case::Lower);
        // "12 Wall Street banks" are counted.
        let next = text.tokens.get(at + 1).filter(|next| Some(next.sentence) == sentence);
        let counts = next.is_some_and(|next| next.kind == TokenKind::Word && next.case == Case::Lower)
            && !lexicon.number.ends_head(text.lower(at + 1));
        same && capital && !counts && lexicon.number.is_street(text.lower(at))
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::mentions;
    use crate::extract::testing::with_text;

    fn figures(text: &str) -> Vec<String> {
        with_text(text, None, |view, lexicon| {
            let mentions = mentions(view, lexicon, &crate::model::NoRecogniser).mentions.into_iter();
            let figures = mentions.filter(|mention| mention.time().is_some() || mention.quantity().is_some());
            figures.map(|mention| view.document.slice(mention.span).to_string()).collect()
        })
    }

    #[test]
    fn a_number_before_a_street_is_no_year() {
        assert!(figures("They met at 1974 Alder Street.").is_empty());
        assert!(figures("The office, 2019 West Quay Road, is shut.").is_empty());
        assert_eq!(figures("In 2019 Alder Street was closed."), ["2019"]);
        assert_eq!(figures("They met at 30 places."), ["30"]);
        assert_eq!(figures("He wrote to 14 Alder Street papers."), ["14"]);
    }
}
