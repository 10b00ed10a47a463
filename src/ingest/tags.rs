//! Finds HTML tags in a text without a parser, above all broken ones: a tag that is cut off inside an attribute
//! must swallow its own line, never the text after it.

use crate::ingest::draft::problem;
use crate::model::{Problem, ProblemKind, Span};

/// An attribute value longer than this, in bytes, that runs over a line end is not one.
const LONGEST_VALUE: usize = 4_096;

/// Something in angle brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// All of it.
    pub span: Span,
    /// Name as written; empty for a comment.
    pub name: &'a str,
    /// Whether it is `</name>`.
    pub closing: bool,
    /// Whether it has no end of its own.
    pub broken: bool,
}

/// All tags and comments, in order. Linear: a tag is read at most to the first `<` after its first line.
pub(super) fn tags(text: &str) -> Vec<Tag<'_>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    // Once no comment end is found, none follows: looking again at every comment would cost quadratic time.
    let mut comments_end = true;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('<')).map(|found| at + found) {
        let next = bytes.get(open + 1).copied().unwrap_or(b' ');
        if text.get(open..).is_some_and(|rest| rest.starts_with("<!--")) {
            let rest = text.get(open + 4..).filter(|_| comments_end);
            let end = rest.and_then(|rest| rest.find("-->")).map(|found| open + 4 + found + 3);
            comments_end &= end.is_some();
            // A comment without an end hides one line only.
            let span = Span::new(open, end.unwrap_or_else(|| line_end(text, open)));
            found.push(Tag { span, name: "", closing: false, broken: end.is_none() });
            at = span.end().max(open + 1);
        } else if next.is_ascii_alphabetic() || next == b'/' || next == b'!' {
            let tag = tag(text, open);
            at = tag.span.end().max(open + 1);
            found.push(tag);
        } else {
            at = open + 1;
        }
    }
    found
}

fn tag(text: &str, open: usize) -> Tag<'_> {
    let bytes = text.as_bytes();
    let byte = |at: usize| bytes.get(at).copied();
    let closing = byte(open + 1) == Some(b'/');
    let name_start = open + 1 + usize::from(closing);
    let name_len = text.get(name_start..).unwrap_or("").bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = text.get(name_start..name_start + name_len).unwrap_or("");
    let whole = |end: usize| Tag { span: Span::new(open, end), name, closing, broken: false };
    let cut = |end: usize| Tag {
        span: Span::new(open, end.min(line_end(text, open))),
        name,
        closing,
        broken: true,
    };
    let mut at = name_start + name_len;
    while let Some(letter) = byte(at) {
        match letter {
            b'>' => return whole(at + 1),
            b'<' => return cut(at),
            b'=' => {
                let blank =
                    text.get(at + 1..).unwrap_or("").bytes().take_while(u8::is_ascii_whitespace).count();
                match byte(at + 1 + blank) {
                    Some(quote @ (b'"' | b'\'')) => match value_end(bytes, at + 2 + blank, quote) {
                        Some(end) => at = end,
                        None => return cut(usize::MAX),
                    },
                    _ => at += 1,
                }
            }
            _ => at += 1,
        }
    }
    cut(usize::MAX)
}

/// One past the closing quote of an attribute value, if it has one that can be believed.
fn value_end(bytes: &[u8], start: usize, quote: u8) -> Option<usize> {
    let mut lines = false;
    for (at, &byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            b'\n' => lines = true,
            b'<' if lines => return None,
            _ if byte == quote => {
                let after = bytes.get(at + 1).copied().unwrap_or(b' ');
                // A value over several lines that is followed by a word was closed by a quotation of the text.
                let believed = !lines || after.is_ascii_whitespace() || matches!(after, b'>' | b'/');
                return believed.then_some(at + 1);
            }
            _ if lines && at - start > LONGEST_VALUE => return None,
            _ => {}
        }
    }
    None
}

fn line_end(text: &str, from: usize) -> usize {
    text.get(from..).and_then(|rest| rest.find('\n')).map_or(text.len(), |found| from + found)
}

/// Puts spaces in the place of broken tags, byte for byte, so that a parser passes over them.
pub(super) fn without_broken(text: &str, problems: &mut Vec<Problem>) -> Option<String> {
    let broken: Vec<Tag<'_>> = tags(text).into_iter().filter(|tag| tag.broken).collect();
    let first = broken.first()?;
    problems.push(problem(
        ProblemKind::Markup,
        Some(Span::new(first.span.start(), first.span.start())),
        format!("{} tag(s) without an end were left out up to the end of their line", broken.len()),
    ));
    let mut mended = String::with_capacity(text.len());
    let mut at = 0;
    for tag in &broken {
        mended.push_str(text.get(at..tag.span.start()).unwrap_or(""));
        mended.extend(std::iter::repeat_n(' ', tag.span.len()));
        at = tag.span.end();
    }
    mended.push_str(text.get(at..).unwrap_or(""));
    Some(mended)
}

/// How an element breaks the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// Starts and ends a block.
    Block,
    /// Stands inside a line.
    Inline,
    /// Its content is no text at all.
    Hidden,
    /// No element of HTML.
    Unknown,
}

/// How an element of that name, in lower case, breaks the text.
pub(super) fn flow(name: &str) -> Flow {
    match name {
        "address" | "article" | "aside" | "blockquote" | "body" | "br" | "center" | "dd" | "details"
        | "dialog" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form"
        | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "head" | "header" | "hgroup" | "hr" | "html"
        | "legend" | "li" | "main" | "menu" | "nav" | "ol" | "p" | "pre" | "section" | "summary"
        | "table" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" | "ul" | "caption" => Flow::Block,
        "script" | "style" | "noscript" | "template" | "svg" | "iframe" | "select" | "textarea"
        | "object" | "audio" | "video" | "canvas" | "button" | "math" => Flow::Hidden,
        "a" | "abbr" | "b" | "big" | "cite" | "code" | "data" | "del" | "em" | "font" | "i" | "img"
        | "input" | "ins" | "label" | "link" | "mark" | "meta" | "q" | "s" | "small" | "span" | "strong"
        | "sub" | "sup" | "time" | "u" | "wbr" | "picture" | "source" | "title" | "base" | "kbd" | "samp"
        | "var" | "dfn" | "bdi" | "bdo" => Flow::Inline,
        _ => Flow::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_cut_off_in_an_attribute_swallows_its_line_only() {
        for text in [
            "One.\n<button class=\"x \" data-a=\"b\nTwo “three”.\nFour.",
            "One.\n<button class=\"x \" data-a=\"b\nTwo.\nHe said \"we stay\" and left.",
            "One.\n<button class=\"x \" data-a=\"b\n<p>Two.</p>",
            "One.\n<a href=x y\n<p>Two.</p>",
        ] {
            let tag = tags(text)[0];
            assert!(tag.broken, "{text}");
            assert!(text[..tag.span.end()].lines().count() == 2, "{text}");
        }
    }

    #[test]
    fn whole_tags_are_left_alone() {
        for text in
            ["<a title=\"x > y\">", "<img\n src='a'\n alt=\"two\nlines\">", "<p>", "</p>", "<!-- a < b -->"]
        {
            let all = tags(text);
            assert_eq!((all.len(), all[0].broken, all[0].span.len()), (1, false, text.len()), "{text}");
        }
        assert!(tags("3 < 4 and a<3").is_empty());
    }
}
