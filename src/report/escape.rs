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

/// Text between the tags of an HTML or XML page, or in a quoted attribute: what [`terminal`] makes of it, with the five
/// characters that could end it as references.
pub fn html(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for letter in terminal(text).chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // No characters of XML at all.
            '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            _ => safe.push(letter),
        }
    }
    safe
}

/// Running text of GitHub's or GitLab's Markdown, on one line: no markup, no link, no HTML, and nobody is called by an
/// `@` or an issue by a `#`.
pub fn markdown(text: &str) -> String {
    let plain = terminal(text);
    let mut safe = String::with_capacity(plain.len() + 8);
    let mut letters = plain.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$' => {
                safe.push('\\');
                safe.push(letter);
            }
            // Marks of a list, a heading or an escape only where a line begins.
            '-' | '+' | '=' if before == ' ' && safe.trim().is_empty() => {
                safe.push('\\');
                safe.push(letter);
            }
            ':' if next == '/' => safe.push_str("\\:"),
            '.' if ["www", "WWW", "Www"].iter().any(|www| safe.ends_with(www)) => safe.push_str("\\."),
            // A comment parts what a service would read as one word, and leaves no trace on the page.
            '@' | '#' | '!' if next.is_alphanumeric() => {
                safe.push(letter);
                safe.push_str("<!-- -->");
            }
            '#' => safe.push_str("\\#"),
            _ => safe.push(letter),
        }
        before = letter;
    }
    safe
}

/// The path of a URI: what may not stand in one as it is, as bytes in hexadecimal.
pub fn uri_path(path: &str) -> String {
    let mut safe = String::with_capacity(path.len() + 8);
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                safe.push(char::from(byte));
            }
            _ => safe.push_str(&format!("%{byte:02X}")),
        }
    }
    safe
}

/// The message of a GitHub workflow command.
pub fn workflow_data(text: &str) -> String {
    // Breaks stay breaks: they are wanted in a message.
    let lines: Vec<_> = text.split('\n').map(terminal).collect();
    lines.join("\n").replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a GitHub workflow command.
pub fn workflow_property(text: &str) -> String {
    workflow_data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A line of a GitHub log that is no command, whatever a text wants it to be.
pub fn workflow_line(text: &str) -> String {
    let safe = terminal(text).replace("##[", "## [").replace("##vso[", "##vso [");
    if safe.trim_start().starts_with("::") { format!("- {}", safe.trim_start()) } else { safe }
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
    fn a_page_gets_text_and_nothing_else() {
        let table = [
            ("<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"),
            ("a\" onload=\"x & y", "a&quot; onload=&quot;x &amp; y"),
            ("\u{202e}\u{0}\u{ffff}", "&lt;U+202E&gt;&lt;U+0000&gt;\u{fffd}"),
        ];
        for (raw, safe) in table {
            assert_eq!(html(raw), safe, "{raw:?}");
        }
    }

    #[test]
    fn markdown_has_no_markup_from_a_text() {
        let table = [
            ("1,150 people - \"all\" of 3.5%", "1,150 people - \"all\" of 3.5%"),
            ("*a* _b_ `c` [d](e) <b> | x", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<b\\> \\| x"),
            ("@mayor #12 # ![x", "@<!-- -->mayor #<!-- -->12 \\# !\\[x"),
            ("https://x.example www.y.example", "https\\://x.example www\\.y.example"),
            ("- item\n# head", "\\- item \\# head"),
            ("&lt;", "\\&lt;"),
        ];
        for (raw, safe) in table {
            assert_eq!(markdown(raw), safe, "{raw:?}");
        }
    }

    #[test]
    fn no_text_becomes_a_workflow_command() {
        assert_eq!(workflow_data("50%\n::error::x"), "50%25%0A::error::x");
        assert_eq!(workflow_property("a,b:c\nd"), "a%2Cb%3Ac%0Ad");
        assert_eq!(workflow_line("  ::add-mask::x"), "- ::add-mask::x");
        assert_eq!(workflow_line("x ##[add-path]y"), "x ## [add-path]y");
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(terminal_lines("a\n\u{7}b"), "a\n<U+0007>b");
    }
}
