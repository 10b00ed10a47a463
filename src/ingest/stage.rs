//! Remarks on what happens in the room: "(laughs)", "[MUSIC]", "(17:09 - BACK TO ANNA)".

use crate::lexicon::layout::Layout;
use crate::model::{Document, Span};

/// Longest remark, in bytes.
const LONGEST: usize = 90;

/// Whether a whole block, brackets and all, is a remark.
pub(super) fn is_remark(words: &str, layout: &Layout) -> bool {
    let words = words.trim().trim_matches(|letter| matches!(letter, '*' | '_'));
    if words.len() > LONGEST {
        return false;
    }
    if let Some(rest) = words.strip_prefix(">>") {
        return is_time(rest.trim());
    }
    let inside = match (words.chars().next(), words.chars().next_back()) {
        (Some('('), Some(')')) | (Some('['), Some(']')) => words.get(1..words.len() - 1).unwrap_or(""),
        _ => return is_time(words),
    };
    if inside.contains(['(', '[']) || inside.is_empty() {
        return false;
    }
    let capitals = inside.chars().any(char::is_uppercase) && !inside.chars().any(char::is_lowercase);
    is_stage_words(inside, layout) || is_time(inside) || capitals && inside.len() > 3
}

/// "18:02", "17:03:20", "00:12.5".
fn is_time(words: &str) -> bool {
    words.contains(':')
        && words.starts_with(|letter: char| letter.is_ascii_digit())
        && words
            .chars()
            .all(|letter| letter.is_ascii_digit() || matches!(letter, ':' | '.' | ' ' | '-' | '>' | '–'))
}

/// Whether words in brackets speak of laughter, music, silence.
fn is_stage_words(inside: &str, layout: &Layout) -> bool {
    let lower = inside.trim().to_lowercase();
    let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_string();
    layout.stage.contains(lower.as_str())
        || lower.split_whitespace().count() <= 5
            && lower.split_whitespace().any(|word| layout.stage.contains(bare(word).as_str()))
}

/// Cuts what is said at the remarks that stand between its sentences; the flag tells a remark. A remark inside a
/// sentence stays where it is.
pub(super) fn cut(document: &Document, span: Span, layout: &Layout) -> Vec<(Span, bool)> {
    let words = document.slice(span);
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(open) = words.get(at..).and_then(|rest| rest.find(['(', '['])).map(|found| at + found) {
        at = open + 1;
        let close = if words.get(open..).is_some_and(|rest| rest.starts_with('(')) { ')' } else { ']' };
        let Some(len) = words.get(at..).and_then(|rest| {
            rest.char_indices().take(LONGEST).find(|(_, letter)| *letter == close).map(|(len, _)| len)
        }) else {
            continue;
        };
        let end = at + len + 1;
        if !is_remark(words.get(open..end).unwrap_or(""), layout) {
            continue;
        }
        let before = words.get(start..open).unwrap_or("").trim_end();
        let after = words.get(end..).unwrap_or("").trim_start();
        let between = before.is_empty() || before.ends_with(['.', '!', '?', '"', '”', '’', '…', '»']);
        let opens = after
            .chars()
            .next()
            .is_none_or(|letter| !letter.is_lowercase() && !matches!(letter, ',' | '.' | ';' | ':'));
        if between && opens {
            pieces.push((Span::new(span.start() + start, span.start() + open), false));
            pieces.push((Span::new(span.start() + open, span.start() + end), true));
            start = end;
        }
        at = end;
    }
    pieces.push((Span::new(span.start() + start, span.end()), false));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn remarks_are_told_from_words() {
        let lexicon = Lexicon::english().expect("lexicon");
        for (words, expected) in [
            ("(laughs)", true),
            ("[INTRO MUSIC FADES]", true),
            ("(17:09:15 - BACK TO ANNA)", true),
            (">> 17:03:20", true),
            ("[00:12]", true),
            ("(the minister, who left on Friday)", false),
            ("(EU)", false),
            ("Laughs.", false),
        ] {
            assert_eq!(is_remark(words, &lexicon.layout), expected, "{words}");
        }
    }
}
