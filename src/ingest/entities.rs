//! Character references of HTML: "&amp;", "&#8217;", "&rsquo;".

use html5gum::{Token, Tokenizer};

/// Longest reference that is looked at, in bytes.
const LONGEST: usize = 36;

/// The reference at the start of `rest` (which starts with `&`): its length and what it stands for.
pub(super) fn decode(rest: &str) -> Option<(usize, String)> {
    let body = rest.strip_prefix('&')?;
    let len =
        body.bytes().take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    let semicolon = usize::from(body.as_bytes().get(len) == Some(&b';'));
    let written = rest.get(..1 + len + semicolon)?;
    if len == 0 {
        return None;
    }
    let common = match written {
        "&amp;" => "&",
        "&lt;" => "<",
        "&gt;" => ">",
        "&quot;" => "\"",
        "&apos;" | "&#39;" | "&#x27;" => "'",
        "&nbsp;" | "&#160;" => "\u{a0}",
        "&rsquo;" | "&#8217;" => "’",
        "&lsquo;" | "&#8216;" => "‘",
        "&ldquo;" | "&#8220;" => "“",
        "&rdquo;" | "&#8221;" => "”",
        "&ndash;" | "&#8211;" => "–",
        "&mdash;" | "&#8212;" => "—",
        "&hellip;" | "&#8230;" => "…",
        "&euro;" => "€",
        "&pound;" => "£",
        _ => "",
    };
    if !common.is_empty() {
        return Some((written.len(), common.to_string()));
    }
    // Everything else, with all the special cases of the standard, is the tokenizer's business.
    let mut decoded = String::new();
    for Ok(token) in Tokenizer::new(written) {
        if let Token::String(text) = token {
            decoded.push_str(&String::from_utf8_lossy(&text));
        }
    }
    let cleaned = decoded.replace(['\0', '\u{ad}', '\u{200b}', '\u{200e}', '\u{200f}', '\u{feff}'], "");
    (decoded != written).then_some((written.len(), cleaned))
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn references_are_decoded() {
        let cases = [
            ("&amp; x", Some((5, "&"))),
            ("&Scaron;", Some((8, "Š"))),
            ("&#x20AC;5", Some((8, "€"))),
            ("&nbsp", Some((5, "\u{a0}"))),
            ("& x", None),
            ("&T", None),
            ("&unknown;", None),
        ];
        for (text, expected) in cases {
            let expected = expected.map(|(len, text)| (len, text.to_string()));
            assert_eq!(decode(text), expected, "{text}");
        }
    }
}
