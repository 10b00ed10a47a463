//! The one place where untrusted text (from files, file names, rule files) is made safe for each target. Never
//! drops a character in silence: what cannot be shown is replaced by its code point.

use std::borrow::Cow;

/// Text for one line of a terminal: white space becomes a space; control characters (escape sequences with them),
/// bidirectional and invisible marks become `<U+202E>`.
pub fn terminal(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        push_terminal(letter, &mut safe);
    }
    Cow::Owned(safe)
}

/// Adds one character in the form in which [`terminal`] shows it.
pub fn push_terminal(letter: char, safe: &mut String) {
    if is_plain(letter) {
        safe.push(letter);
    } else if letter.is_whitespace() && !matches!(letter, '\u{85}') {
        safe.push(' ');
    } else {
        safe.push_str(&format!("<U+{:04X}>", u32::from(letter)));
    }
}

/// Text of several lines for a terminal: as [`terminal`], but line breaks stay.
pub fn terminal_lines(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(terminal).collect();
    lines.join("\n")
}

/// Text for an XML element or attribute; what XML cannot hold, or a reader cannot see, is shown as in [`terminal`].
pub fn xml_text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ if is_plain(letter) && !matches!(letter, '\u{fffe}' | '\u{ffff}') => safe.push(letter),
            _ if letter.is_whitespace() => safe.push(' '),
            _ => safe.push_str(&format!("&lt;U+{:04X}&gt;", u32::from(letter))),
        }
    }
    safe
}

/// Whether a character can stand as it is on a terminal line.
fn is_plain(letter: char) -> bool {
    if letter.is_ascii() {
        return !letter.is_ascii_control();
    }
    !(letter.is_control() || is_hidden(letter) || matches!(letter, '\u{2028}' | '\u{2029}'))
}

/// Bidirectional marks, zero-width characters, soft hyphens, fillers and tags: they move or hide what stands around
/// them (CVE-2021-42574; the list follows bat's preprocessor and Unicode's default-ignorable characters).
fn is_hidden(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_line_holds_nothing_that_moves_the_cursor_or_hides_text() {
        let table = [
            ("plain, “ü” 한국", "plain, “ü” 한국"),
            ("\u{1b}[31mred", "<U+001B>[31mred"),
            ("a\u{202e}b", "a<U+202E>b"),
            ("zero\u{200b}width", "zero<U+200B>width"),
            ("tab\tand\r\nbreak", "tab and  break"),
            ("c1 \u{9b}31m", "c1 <U+009B>31m"),
            ("line\u{2028}sep", "line sep"),
            ("tag\u{e0041}", "tag<U+E0041>"),
        ];
        for (raw, safe) in table {
            assert_eq!(terminal(raw), safe, "{raw:?}");
        }
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(terminal_lines("a\n\u{7}b"), "a\n<U+0007>b");
    }
}
