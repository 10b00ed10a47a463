//! Acronyms with their expansion: "World Food Programme (WFP)", "WFP (World Food Programme)".
//!
//! After A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text",
//! Pacific Symposium on Biocomputing 8 (2003).

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::model::{Acronym, Case, Sentence, Span, Text, TokenKind};

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

/// Most words between two marks that can be an expansion.
const MAX_LONG: usize = 12;

/// Share of a sentence's longer words in capitals from which capitals say nothing.
const SHOUTED: usize = 2;

/// Every short form of a document with what it stands for where the text says so, in order.
pub fn acronyms(text: &Text<'_>) -> Vec<Acronym> {
    let definitions = definitions(text);
    let mut known: FxHashMap<&str, Span> = FxHashMap::default();
    let mut found: Vec<Acronym> = Vec::new();
    for definition in &definitions {
        let short = text.span_of(definition.short.clone());
        let long = text.span_of(definition.long.clone());
        known.entry(singular(text.document.slice(short))).or_insert(long);
        found.push(Acronym { span: short, long: Some(long), defined_here: true });
    }
    let mut defined = found.iter().map(|acronym| acronym.span).collect::<Vec<_>>();
    defined.sort_unstable_by_key(|span| span.start());
    for sentence in text.sentences {
        if is_shouted(text, sentence) {
            continue;
        }
        let range = sentence.token_range();
        let mut idx = range.start;
        while idx < range.end {
            let end = short_form_end(text, idx, range.end);
            if end == idx {
                idx += 1;
                continue;
            }
            let span = text.span_of(idx..end);
            let at = defined.partition_point(|other| other.end() <= span.start());
            if !defined.get(at).is_some_and(|other| other.overlaps(span)) {
                let long = known.get(singular(text.document.slice(span))).copied();
                found.push(Acronym { span, long, defined_here: false });
            }
            idx = end;
        }
    }
    found.sort_by_key(|acronym| (acronym.span.start(), acronym.span.end()));
    found
}

/// "CNNs" is the plural of "CNN".
fn singular(short: &str) -> &str {
    short.strip_suffix('s').filter(|stem| stem.chars().count() > 1).unwrap_or(short)
}

/// Whether most words are in capitals, as in a headline of shouted words.
fn is_shouted(text: &Text<'_>, sentence: &Sentence) -> bool {
    let words = sentence.token_range().filter(|&idx| {
        text.tokens.get(idx).is_some_and(|token| token.kind == TokenKind::Word && token.span.len() > 3)
    });
    let (mut all, mut upper) = (0, 0);
    for idx in words {
        all += 1;
        upper += usize::from(text.tokens.get(idx).is_some_and(|token| token.case == Case::Upper));
    }
    all > 2 && upper * SHOUTED > all
}

/// One past a short form that begins at a token: letters mostly in capitals, joined by hyphens or "&"; the token
/// itself where none begins.
fn short_form_end(text: &Text<'_>, start: usize, limit: usize) -> usize {
    if !is_capital_word(text, start) {
        return start;
    }
    let mut end = start + 1;
    while end + 1 < limit
        && matches!(text.word(end), "-" | "&" | "/" | "\u{2010}" | "\u{2011}")
        && text.touches_next(end - 1)
        && text.touches_next(end)
        && is_capital_word(text, end + 1)
        && text.word(end) != "/"
    {
        end += 2;
    }
    end
}

/// Two to ten characters, of which at least two are capitals and three in five of the letters.
fn is_capital_word(text: &Text<'_>, idx: usize) -> bool {
    let Some(token) = text.tokens.get(idx) else {
        return false;
    };
    if token.kind != TokenKind::Word || !matches!(token.case, Case::Upper | Case::Mixed) {
        return false;
    }
    let word = text.word(idx);
    let core = singular(word);
    let letters = core.chars().filter(|letter| letter.is_alphabetic()).count();
    let capitals = core.chars().filter(|letter| letter.is_uppercase()).count();
    let roman = word.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X')) && word != "IV";
    (2..=10).contains(&core.chars().count()) && capitals >= 2 && capitals * 5 >= letters * 3 && !roman
}

/// All definitions of a document, in order.
pub fn definitions(text: &Text<'_>) -> Vec<Definition> {
    let mut found: Vec<Definition> = Vec::new();
    for sentence in text.sentences {
        let range = sentence.token_range();
        for idx in range.clone() {
            let definition = match text.word(idx) {
                "(" | "[" => bracketed(text, &range, idx),
                "," => after_comma(text, &range, idx),
                _ => apposed(text, &range, idx),
            };
            let free = |definition: &Definition| {
                found.last().is_none_or(|last| {
                    last.short.end.max(last.long.end) <= definition.short.start.max(definition.long.start)
                })
            };
            if let Some(definition) = definition.filter(free) {
                found.push(definition);
            }
        }
    }
    found
}

fn bracketed(text: &Text<'_>, range: &Range<usize>, open: usize) -> Option<Definition> {
    let close =
        (open + 1..range.end.min(open + MAX_BRACKET)).find(|&idx| matches!(text.word(idx), ")" | "]"))?;
    let mut inner =
        open + 1..(open + 1..close).find(|&idx| matches!(text.word(idx), ";" | ",")).unwrap_or(close);
    // "(\"NBF\")", "(or NBF)", "(hereafter NBF)".
    while inner.len() > 1
        && matches!(
            text.lower(inner.start),
            "\"" | "“" | "'" | "‘" | "or" | "the" | "hereafter" | "henceforth"
        )
    {
        inner.start += 1;
    }
    while inner.len() > 1 && matches!(text.word(inner.end - 1), "\"" | "”" | "'" | "’") {
        inner.end -= 1;
    }
    short_inside(text, range.start, open, &inner).or_else(|| long_inside(text, range.start, open, inner))
}

/// "the Uniform Harvest Rule, or UHR," and "UHR, the Uniform Harvest Rule,".
fn after_comma(text: &Text<'_>, range: &Range<usize>, comma: usize) -> Option<Definition> {
    let mut next = comma + 1;
    let before = comma.checked_sub(1).filter(|&before| before >= range.start)?;
    if is_capital_word(text, before) {
        while matches!(text.lower(next), "the" | "a" | "an" | "or" | "short" | "for" | "i.e.") {
            next += 1;
        }
        let limit = range.end.min(next + MAX_LONG);
        let end = (next..limit)
            .find(|&idx| matches!(text.word(idx), "," | "." | ";" | "(" | "—" | "–" | ":"))
            .unwrap_or(limit);
        return forward(text, before..comma, next, end);
    }
    next += usize::from(text.lower(next) == "or");
    let end = short_form_end(text, next, range.end);
    let closed = end >= range.end || matches!(text.word(end), "," | "." | ";" | ")" | "—" | "–" | ":");
    if end == next || !closed || text.lower(next - 1) != "or" {
        return None;
    }
    short_inside(text, range.start, comma, &(next..end))
}

/// "the Uniform Harvest Rule UHR": the same initials, one by one.
fn apposed(text: &Text<'_>, range: &Range<usize>, idx: usize) -> Option<Definition> {
    let end = short_form_end(text, idx, range.end);
    let letters: Vec<char> = text.lower(idx).chars().collect();
    let start = idx.checked_sub(letters.len()).filter(|&start| start >= range.start)?;
    if end != idx + 1 || letters.len() < 3 {
        return None;
    }
    let initials = (start..idx)
        .zip(&letters)
        .all(|(at, letter)| text.lower(at).starts_with(*letter) && !is_capital_word(text, at));
    initials.then_some(Definition { short: idx..end, long: start..idx })
}

/// The expansion that begins at a token and uses up the letters by the beginnings of its words.
fn forward(text: &Text<'_>, short: Range<usize>, start: usize, limit: usize) -> Option<Definition> {
    let written = text.document.slice(text.span_of(short.clone()));
    let wanted: Vec<char> =
        singular(written).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let mut used = 0;
    for idx in start..limit {
        if text.tokens.get(idx).is_none_or(|token| token.kind != TokenKind::Word) {
            continue;
        }
        let first = text.lower(idx).chars().next();
        if used < wanted.len() && first == wanted.get(used).copied() {
            used += 1;
            if used == wanted.len() {
                return (wanted.len() > 1).then_some(Definition { short, long: start..idx + 1 });
            }
        } else if used == 0 || !is_link(text.lower(idx)) {
            return None;
        }
    }
    None
}

fn is_link(lower: &str) -> bool {
    matches!(lower, "of" | "and" | "the" | "for" | "in" | "on" | "to" | "with" | "by" | "de" | "la" | "du")
}

fn short_inside(text: &Text<'_>, floor: usize, open: usize, inner: &Range<usize>) -> Option<Definition> {
    let short = text.document.slice(text.span_of(inner.clone()));
    if !is_short(short) || inner.len() > 4 {
        return None;
    }
    let letters = short.chars().filter(|c| c.is_alphanumeric()).count();
    let window = floor.max(open.saturating_sub(2 * (letters + 5).min(letters * 2)))..open;
    let start = initials_start(text, short, &window)
        .or_else(|| long_start(text, short, &window))
        .or_else(|| long_start(text, short.strip_suffix('s')?, &window))?;
    if is_link(text.lower(start)) {
        return None;
    }
    Some(Definition { short: inner.clone(), long: start..open })
}

fn long_inside(text: &Text<'_>, floor: usize, open: usize, inner: Range<usize>) -> Option<Definition> {
    let before = open.checked_sub(1).filter(|&before| before >= floor)?;
    let short = text.word(before);
    if inner.len() < 2 || !is_capital_word(text, before) {
        return None;
    }
    let start = long_start(text, short, &inner).or_else(|| long_start(text, singular(short), &inner))?;
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

/// The first token of an expansion whose words begin with the letters of the short form, small words aside.
fn initials_start(text: &Text<'_>, short: &str, window: &Range<usize>) -> Option<usize> {
    let mut letters: Vec<char> =
        singular(short).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if letters.len() < 2 {
        return None;
    }
    for idx in window.clone().rev() {
        let token = text.tokens.get(idx)?;
        let lower = text.lower(idx);
        if token.kind == TokenKind::Mark {
            if matches!(lower, "-" | "\u{2010}" | "\u{2011}") {
                continue;
            }
            return None;
        }
        let fits = lower.chars().next() == letters.last().copied();
        // The small word is passed over where the word before it has the letter too.
        let before = idx.checked_sub(1).filter(|&before| before >= window.start);
        let better = is_link(lower)
            && before.is_some_and(|before| text.lower(before).chars().next() == letters.last().copied());
        if fits && !better {
            letters.pop();
            if letters.is_empty() {
                return Some(idx);
            }
        } else if !is_link(lower) {
            return None;
        }
    }
    None
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
    fn short_forms_with_and_without_an_expansion() {
        let line = "The World Harvest Programme (WHP) met the DRV. WHPs, said Act II, are like TVs.";
        let found = with_text(line, None, |text, _| {
            super::acronyms(text)
                .into_iter()
                .map(|acronym| {
                    let slice = |span| text.document.slice(span).to_string();
                    (slice(acronym.span), acronym.long.map(slice).unwrap_or_default())
                })
                .collect::<Vec<_>>()
        });
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let whp = "World Harvest Programme";
        assert_eq!(found, [("WHP", whp), ("DRV", ""), ("WHPs", whp), ("TVs", "")]);
        assert!(with_text("FIRE NEAR THE OLD PORT", None, |text, _| super::acronyms(text)).is_empty());
    }

    #[test]
    fn both_orders_and_no_others() {
        for (line, expected) in [
            ("The World Harvest Programme (WHP) said so.", vec![("WHP", "World Harvest Programme")]),
            ("The WHP (World Harvest Programme) said so.", vec![("WHP", "World Harvest Programme")]),
            ("the gross domestic product (GDP) fell", vec![("GDP", "gross domestic product")]),
            (
                "The Agency and Stable Owners Club (ASOC) met.",
                vec![("ASOC", "Agency and Stable Owners Club")],
            ),
            ("The Uniform Harvest Rule, or UHR, holds.", vec![("UHR", "Uniform Harvest Rule")]),
            ("UHR, the Uniform Harvest Rule, holds.", vec![("UHR", "Uniform Harvest Rule")]),
            ("Uniform Harvest Rules (\"UHRs\") hold.", vec![("UHRs", "Uniform Harvest Rules")]),
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
