//! Labels of speakers at the start of a block: `Name:`, `Name (Role):`, `[NAME]`, `Name –`, bold names, time stamps
//! before any of them.

use crate::ingest::draft::DraftBlock;
use crate::lexicon::layout::Layout;
use crate::model::Span;

/// Longest label, in bytes and words.
const MAX_BYTES: usize = 64;
const MAX_WORDS: usize = 7;

/// How a label is marked off from the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// The format itself says it.
    Given,
    /// `Name:`.
    Colon,
    /// `[NAME]`.
    Bracket,
    /// `Name –`: only a label where it recurs.
    Dash,
}

/// A label at the start of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// The label, without mark and time stamp.
    pub span: Span,
    /// Where the words begin.
    pub words: usize,
    /// How it is marked.
    pub mark: Mark,
}

/// The label of a block, if it has one.
pub(super) fn find(text: &str, block: &DraftBlock, layout: &Layout) -> Option<Label> {
    let (start, end) = (block.span.start(), block.span.end());
    if let Some(span) = block.label {
        let words = if span.end() >= start && span.end() <= end {
            span.end()
        } else {
            start
        };
        return Some(Label {
            span,
            words: skip_space(text, words, end),
            mark: Mark::Given,
        });
    }
    let at = skip_time(text, start, end);
    let rest = text.get(at..end)?;
    if let Some(inner) = rest.strip_prefix('[') {
        let close = inner.find(']').filter(|close| *close <= MAX_BYTES)?;
        let name = inner.get(..close)?;
        let span = Span::new(at + 1, at + 1 + close);
        let after = inner.get(close + 1..)?.trim_start();
        let stage = layout.stage.contains(name.to_lowercase().as_str());
        let label = is_name_like(name, layout) && !stage && !after.is_empty();
        return label.then(|| Label {
            span,
            words: skip_space(text, at + close + 2, end),
            mark: Mark::Bracket,
        });
    }
    let head = cut(rest, MAX_BYTES + 4);
    if let Some(colon) = colon(head) {
        let name = head.get(..colon)?;
        let after = rest.get(colon + 1..)?;
        if after.starts_with(char::is_whitespace) && is_name_like(name, layout) {
            return Some(Label {
                span: Span::new(at, at + colon),
                words: skip_space(text, at + colon + 1, end),
                mark: Mark::Colon,
            });
        }
    }
    for dash in [" – ", " — ", " - "] {
        if let Some(place) = head.find(dash)
            && let Some(name) = head.get(..place)
            && is_name_like(name, layout)
            && name.split_whitespace().count() <= 4
        {
            let words = skip_space(text, at + place + dash.len(), end);
            return Some(Label {
                span: Span::new(at, at + place),
                words,
                mark: Mark::Dash,
            });
        }
    }
    None
}

/// The first colon outside brackets.
fn colon(head: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, letter) in head.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            ':' if depth <= 0 => return Some(at),
            _ => {}
        }
    }
    None
}

/// A person, a role, or "Q" and "A": few words, all with a capital but for particles and what stands in brackets.
fn is_name_like(name: &str, layout: &Layout) -> bool {
    let name = name.trim().trim_matches(['*', '_']).trim();
    let lower = name.to_lowercase();
    if name.is_empty() || name.len() > MAX_BYTES || layout.not_labels.contains(lower.as_str()) {
        return false;
    }
    let outside = match name.find('(') {
        Some(open) => name.get(..open).unwrap_or("").trim(),
        None => name,
    };
    let words: Vec<&str> = outside.split_whitespace().collect();
    let particle = |word: &str| {
        matches!(
            word,
            "de" | "da"
                | "di"
                | "van"
                | "von"
                | "der"
                | "den"
                | "del"
                | "al"
                | "bin"
                | "la"
                | "of"
                | "and"
                | "our"
                | "the"
        )
    };
    !words.is_empty()
        && words.len() <= MAX_WORDS
        && words
            .first()
            .is_some_and(|word| word.starts_with(char::is_uppercase))
        && words
            .iter()
            .all(|word| particle(word) || word.starts_with(char::is_uppercase))
        && !outside.contains(['.', '!', '?', '"', '“', '«']) | is_short_form(outside)
}

/// "Dr. Ahn", "M.H.", "J. Smith".
fn is_short_form(name: &str) -> bool {
    name.split_whitespace().all(|word| {
        !word.contains('.')
            || (word.ends_with('.') && word.len() <= 5)
            || word.split('.').all(|part| part.chars().count() <= 1)
    }) && !name.contains(['!', '?', '"', '“', '«'])
}

/// Past "[19:02:10]", "(00:12)", "18:02:10", ">>".
fn skip_time(text: &str, start: usize, end: usize) -> usize {
    let mut at = start;
    for _ in 0..3 {
        let rest = text.get(at..end).unwrap_or("");
        let open = rest
            .chars()
            .take_while(|letter| matches!(letter, '[' | '(' | '>' | ' '))
            .map(char::len_utf8)
            .sum::<usize>();
        let inner = rest.get(open..).unwrap_or("");
        let time = inner
            .bytes()
            .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'))
            .count();
        let is_time = time >= 4 && inner.get(..time).is_some_and(|time| time.contains(':'));
        if is_time {
            let close = inner
                .get(time..)
                .unwrap_or("")
                .chars()
                .take_while(|l| matches!(l, ']' | ')' | '-' | '–') || l.is_whitespace());
            at += open + time + close.map(char::len_utf8).sum::<usize>();
        } else if rest.starts_with(">>") {
            at += 2;
        } else {
            break;
        }
        at = skip_space(text, at, end);
    }
    at.min(end)
}

fn skip_space(text: &str, at: usize, end: usize) -> usize {
    let rest = text.get(at..end).unwrap_or("");
    at + (rest.len() - rest.trim_start().len())
}

/// The start of a text, cut at a character.
pub(super) fn cut(text: &str, mut len: usize) -> &str {
    len = len.min(text.len());
    while !text.is_char_boundary(len) {
        len -= 1;
    }
    text.get(..len).unwrap_or("")
}
