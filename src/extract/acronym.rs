//! Acronyms with their expansion: "World Food Programme (WFP)", "WFP (World Food Programme)".
//!
//! After A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text",
//! Pacific Symposium on Biocomputing 8 (2003).

use std::ops::Range;

use crate::model::{Text, TokenKind};

/// A short form with its expansion, both as tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// "WFP".
    pub short: Range<usize>,
    /// "World Food Programme".
    pub long: Range<usize>,
}

/// Most tokens inside the brackets.
const MAX_BRACKET: usize = 12;

/// All definitions of a document, in order.
pub fn definitions(text: &Text<'_>) -> Vec<Definition> {
    let mut found = Vec::new();
    for sentence in text.sentences {
        let range = sentence.token_range();
        for open in range.clone().filter(|&idx| matches!(text.word(idx), "(" | "[")) {
            let Some(close) = (open + 1..range.end.min(open + MAX_BRACKET))
                .find(|&idx| matches!(text.word(idx), ")" | "]"))
            else {
                continue;
            };
            let inner =
                open + 1..(open + 1..close).find(|&idx| matches!(text.word(idx), ";" | ",")).unwrap_or(close);
            if let Some(definition) = short_inside(text, range.start, open, &inner) {
                found.push(definition);
            } else if let Some(definition) = long_inside(text, range.start, open, inner) {
                found.push(definition);
            }
        }
    }
    found
}

fn short_inside(text: &Text<'_>, floor: usize, open: usize, inner: &Range<usize>) -> Option<Definition> {
    let short = text.document.slice(text.span_of(inner.clone()));
    if !is_short(short) || inner.len() > 4 {
        return None;
    }
    let letters = short.chars().filter(|c| c.is_alphanumeric()).count();
    let window = floor.max(open.saturating_sub(2 * (letters + 5).min(letters * 2)))..open;
    let start = long_start(text, short, &window)?;
    Some(Definition { short: inner.clone(), long: start..open })
}

fn long_inside(text: &Text<'_>, floor: usize, open: usize, inner: Range<usize>) -> Option<Definition> {
    let before = open.checked_sub(1).filter(|&before| before >= floor)?;
    let short = text.word(before);
    if inner.len() < 2 || !is_short(short) || !short.chars().all(|c| c.is_uppercase() || !c.is_alphabetic()) {
        return None;
    }
    let start = long_start(text, short, &inner)?;
    (start == inner.start).then_some(Definition { short: before..open, long: inner })
}

/// Two to ten letters, the first a letter or digit, with at least one capital or one letter.
fn is_short(short: &str) -> bool {
    let count = short.chars().count();
    (2..=12).contains(&count)
        && short.chars().next().is_some_and(char::is_alphanumeric)
        && short.chars().any(char::is_uppercase)
        && short.split_whitespace().count() <= 2
}

/// The first token of the expansion: every letter of the short form is found from right to left, the first one at the
/// beginning of a word.
fn long_start(text: &Text<'_>, short: &str, window: &Range<usize>) -> Option<usize> {
    let mut letters: Vec<char> =
        short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let mut wanted = letters.pop()?;
    for idx in window.clone().rev() {
        let token = text.tokens.get(idx)?;
        if token.kind == TokenKind::Mark
            && !matches!(text.word(idx), "-" | "/" | "." | "'" | "\u{2010}" | "\u{2011}")
        {
            return None;
        }
        if token.span.len() > 60 {
            return None;
        }
        let word: Vec<char> = text.lower(idx).chars().collect();
        for at in (0..word.len()).rev() {
            if word[at] != wanted {
                continue;
            }
            if letters.is_empty() {
                if at != 0 {
                    continue;
                }
                // More than the short form itself.
                let long = text.document.slice(text.span_of(idx..window.end));
                return (long.len() > short.len() && !long.split_whitespace().any(|word| word == short))
                    .then_some(idx);
            }
            wanted = letters.pop()?;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::definitions;
    use crate::extract::testing::with_text;

    #[test]
    fn both_orders_and_no_others() {
        for (line, expected) in [
            ("The World Harvest Programme (WHP) said so.", vec![("WHP", "World Harvest Programme")]),
            ("The WHP (World Harvest Programme) said so.", vec![("WHP", "World Harvest Programme")]),
            ("the gross domestic product (GDP) fell", vec![("GDP", "gross domestic product")]),
            ("The vote (17 against) was clear.", vec![]),
            ("The mayor (Ana Ruiz) left.", vec![]),
        ] {
            let found = with_text(line, None, |text, _| {
                definitions(text)
                    .into_iter()
                    .map(|d| {
                        let slice = |range| text.document.slice(text.span_of(range)).to_string();
                        (slice(d.short), slice(d.long))
                    })
                    .collect::<Vec<_>>()
            });
            let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            assert_eq!(found, expected, "{line}");
        }
    }
}
