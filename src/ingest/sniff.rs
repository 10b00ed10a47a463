//! Which format a file has, by its name or, failing that, by its first words.

use crate::ingest::Format;
use crate::ingest::tags::{Flow, flow, tags};
use crate::package::is_zip;

/// How much of a text is looked at, in characters.
const HEAD: usize = 4_000;

/// A file that is no text itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// A Word document.
    Docx,
}

/// What kind of container a file is, if it is one; what cannot be read is an error that says what to do.
pub(super) fn container(
    name: &str,
    bytes: &[u8],
    format: Option<Format>,
) -> Result<Option<Container>, String> {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    let word = matches!(extension.as_deref(), Some("docx" | "docm" | "dotx" | "dotm"));
    let asked = match format {
        Some(Format::Docx) => true,
        Some(Format::Plain | Format::Markdown | Format::Html | Format::Json) => return Ok(None),
        None => false,
    };
    if is_zip(bytes) {
        return Ok(Some(Container::Docx));
    }
    for (start, found, advice) in FOREIGN {
        if bytes.starts_with(start) {
            return Err(format!("expected a text, found {found}; {advice}"));
        }
    }
    if asked || word {
        return Err(
            "expected a Word document (.docx), found a file of another kind; save it as .docx, or name \
                    its format with --input-format"
                .to_string(),
        );
    }
    Ok(None)
}

/// Files of text processors that are not read, by their first bytes.
const FOREIGN: &[(&[u8], &str, &str)] = &[
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "a Word document of the old kind (.doc), or one with a password",
        "open it in Word or LibreOffice and save it as .docx without a password",
    ),
    (
        b"%PDF-",
        "a PDF",
        "copy its text out with a program that keeps the order of its lines, such as `pdftotext FILE.pdf \
         FILE.txt` of poppler, and check that text",
    ),
    (b"{\\rtf", "rich text (.rtf)", "open it in Word or LibreOffice and save it as .docx"),
];

/// The format of a file that the user did not name a format for.
pub(super) fn format(name: &str, text: &str) -> Format {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    match extension.as_deref() {
        Some("html" | "htm" | "xhtml") => return Format::Html,
        Some("md" | "markdown" | "mdown") => return Format::Markdown,
        Some("json" | "ninjs") => return Format::Json,
        _ => {}
    }
    let head: String = text.chars().take(HEAD).collect();
    let start = head.trim_start();
    if start.starts_with('{') && start.get(1..).is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
    {
        return Format::Json;
    }
    if start.starts_with('<') && !start.starts_with("<!--") || head.contains("</p>") {
        let blocks = tags(&head)
            .iter()
            .filter(|tag| !tag.broken && !tag.closing && flow(&tag.name.to_ascii_lowercase()) == Flow::Block)
            .count();
        if blocks >= 3
            || start.starts_with("<!DOCTYPE")
            || start.starts_with("<!doctype")
            || start.starts_with("<html")
        {
            return Format::Html;
        }
    }
    let front_matter =
        start.starts_with("---\n") || start.starts_with("---\r\n") || start.starts_with("+++\n");
    let markdown_lines = head
        .lines()
        .filter(|line| {
            let marks = line.bytes().take_while(|byte| *byte == b'#').count();
            (1..=6).contains(&marks) && line.get(marks..).is_some_and(|rest| rest.starts_with(' '))
                || line.starts_with("**") && line.get(2..).is_some_and(|rest| rest.contains("**"))
                || line.contains("](")
        })
        .count();
    if front_matter || markdown_lines >= 2 {
        return Format::Markdown;
    }
    Format::Plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_first_words_tell_the_format() {
        for (name, text, expected) in [
            ("a.html", "x", Format::Html),
            ("a.MD", "x", Format::Markdown),
            ("-", "{\"title\": 1}", Format::Json),
            ("-", "<div><p>One.</p><p>Two.</p></div>", Format::Html),
            ("-", "# One\n\n**Host:** two", Format::Markdown),
            ("a.txt", "He said <b>no</b>.", Format::Plain),
        ] {
            assert_eq!(format(name, text), expected, "{name} {text}");
        }
    }
}
