//! Finds the strings of a JSON text and where they stand, so that words from a JSON file lead back to its bytes.
//! The text is known to be valid JSON; nothing here checks it again.

use crate::model::{OffsetMap, Span};

/// How deep values are looked at.
const DEEPEST: usize = 3;

/// A string value with its path ("turns/0/text") and the place of its letters between the quotes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub path: String,
    pub span: Span,
}

/// All string values down to three levels, in order.
pub(super) fn strings(text: &str) -> Vec<Found> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    // One entry for each open object or list: its kind, the key or the number of the value that comes next.
    let mut stack: Vec<(bool, String, usize)> = Vec::new();
    let mut key_next = false;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => {
                stack.push((*byte == b'{', String::new(), 0));
                key_next = *byte == b'{';
            }
            b'}' | b']' => {
                stack.pop();
                key_next = false;
            }
            b',' => {
                if let Some((object, _, count)) = stack.last_mut() {
                    *count += 1;
                    key_next = *object;
                }
            }
            b':' => key_next = false,
            b'"' => {
                let end = string_end(bytes, at + 1);
                let span = Span::new(at + 1, end);
                if key_next {
                    if let Some((_, key, _)) = stack.last_mut() {
                        *key = text.get(span.range()).unwrap_or("").to_string();
                    }
                } else if stack.len() <= DEEPEST {
                    let steps: Vec<String> = stack
                        .iter()
                        .map(|(object, key, count)| if *object { key.clone() } else { count.to_string() })
                        .collect();
                    found.push(Found { path: steps.join("/"), span });
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The text that a string's letters stand for, and the way back to the file.
pub(super) fn unescape(text: &str, span: Span) -> (String, OffsetMap) {
    let raw = text.get(span.range()).unwrap_or("");
    let mut words = String::with_capacity(raw.len());
    let mut map = OffsetMap::default();
    let mut at = 0;
    while at < raw.len() {
        let plain = raw.get(at..).and_then(|rest| rest.find('\\')).unwrap_or(raw.len() - at);
        let place = |from: usize, to: usize| Span::new(span.start() + from, span.start() + to);
        if plain > 0 {
            map.push(words.len(), place(at, at + plain), true);
            words.push_str(raw.get(at..at + plain).unwrap_or(""));
            at += plain;
            continue;
        }
        // A pair of surrogates is one letter written as two escapes.
        let (letter, len) = escape(raw.get(at..).unwrap_or(""));
        map.push(words.len(), place(at, (at + len).min(raw.len())), false);
        words.push(letter);
        at += len;
    }
    if words.is_empty() {
        map.push(0, Span::new(span.start(), span.start()), false);
    }
    (words, map)
}

fn escape(rest: &str) -> (char, usize) {
    let unit = |at: usize| rest.get(at..at + 4).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    match rest.as_bytes().get(1) {
        Some(b'n') => ('\n', 2),
        Some(b't') => ('\t', 2),
        Some(b'r') => ('\r', 2),
        Some(b'b' | b'f') => (' ', 2),
        Some(b'u') => {
            let first = unit(2).unwrap_or(0xfffd);
            let second = rest.get(6..8).filter(|mark| *mark == "\\u").and_then(|_| unit(8));
            match second
                .filter(|second| (0xd800..0xdc00).contains(&first) && (0xdc00..0xe000).contains(second))
            {
                Some(second) => {
                    let letter = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                    (char::from_u32(letter).unwrap_or('\u{fffd}'), 12)
                }
                None => (char::from_u32(first).filter(|letter| *letter != '\0').unwrap_or('\u{fffd}'), 6),
            }
        }
        Some(letter) if letter.is_ascii() => (char::from(*letter), 2),
        _ => ('\u{fffd}', 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_found_with_their_paths() {
        let text = r#"{"title": "A \"b\"", "n": 1, "turns": [{"speaker": "X", "text": "y"}]}"#;
        let all = strings(text);
        let paths: Vec<&str> = all.iter().map(|found| found.path.as_str()).collect();
        assert_eq!(paths, ["title", "turns/0/speaker", "turns/0/text"]);
        assert_eq!(&text[all[0].span.range()], r#"A \"b\""#);
    }

    #[test]
    fn escapes_lead_back_to_their_bytes() {
        let text = r#"a\nb \u20ac5 \ud83d\ude00 c"#;
        let (words, map) = unescape(text, Span::new(0, text.len()));
        assert_eq!(words, "a\nb €5 😀 c");
        let at = words.find('5').expect("5");
        assert_eq!(map.to_raw(Span::new(at, at + 1)), Span::new(11, 12));
        let at = words.find('😀').expect("face");
        assert_eq!(map.to_raw(Span::new(at, at + 4)), Span::new(13, 25));
    }
}
