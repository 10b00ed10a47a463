//! JSON articles: `{"title", "published", "byline", "body" | "turns": [{"speaker", "text"}]}` and IPTC ninjs. Every
//! character of a string maps back to its escape in the file.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::ingest::draft::{Draft, DraftBlock};
use crate::ingest::{dates, plain};
use crate::model::{BlockKind, Span};

#[derive(Deserialize)]
struct Article<'a> {
    #[serde(borrow, alias = "headline")]
    title: Option<&'a RawValue>,
    #[serde(borrow, alias = "versioncreated", alias = "date")]
    published: Option<&'a RawValue>,
    #[serde(borrow, alias = "author")]
    byline: Option<&'a RawValue>,
    #[serde(borrow, alias = "body_text", alias = "text")]
    body: Option<&'a RawValue>,
    #[serde(borrow)]
    turns: Option<Vec<RawTurn<'a>>>,
}

#[derive(Deserialize)]
struct RawTurn<'a> {
    #[serde(borrow)]
    speaker: &'a RawValue,
    #[serde(borrow)]
    text: &'a RawValue,
}

const EXPECTED: &str =
    "expected {\"title\", \"published\", \"byline\", \"body\" or \"turns\": [{\"speaker\", \"text\"}]}";

/// Reads JSON; the error says what was expected.
pub(super) fn read(file: &str) -> Result<Draft, String> {
    let article: Article<'_> =
        serde_json::from_str(file).map_err(|error| format!("{EXPECTED}, found: {error}"))?;
    let mut draft = Draft::default();
    let mut writer = Writer {
        file,
        draft: &mut draft,
    };
    if let Some(title) = article.title {
        let span = writer.push(title)?;
        writer.block(span, BlockKind::Heading, None);
    }
    match (article.body, article.turns) {
        (Some(body), _) => {
            let span = writer.push(body)?;
            let words = writer.draft.text.get(span.range()).unwrap_or("").to_string();
            for line in plain::lines(&words).filter(|line| !line.is_empty()) {
                let moved = Span::new(span.start() + line.start(), span.start() + line.end());
                writer.block(moved, BlockKind::Paragraph, None);
            }
        }
        (None, Some(turns)) => {
            for turn in turns {
                let label = writer.push(turn.speaker)?;
                let words = writer.push(turn.text)?;
                writer.block(label.cover(words), BlockKind::Paragraph, Some(label));
            }
        }
        (None, None) => return Err(format!("{EXPECTED}, found neither \"body\" nor \"turns\"")),
    }
    let plain =
        |value: Option<&RawValue>| value.and_then(|value| serde_json::from_str::<String>(value.get()).ok());
    draft.metadata.title = plain(article.title);
    draft.metadata.byline = plain(article.byline);
    draft.metadata.published = plain(article.published).and_then(|date| dates::iso(&date));
    Ok(draft)
}

struct Writer<'a, 'd> {
    file: &'a str,
    draft: &'d mut Draft,
}

impl Writer<'_, '_> {
    /// Appends a JSON string and a line break; returns where its characters stand in the text.
    fn push(&mut self, value: &RawValue) -> Result<Span, String> {
        let raw = value.get();
        let inner = raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let inner = inner.ok_or_else(|| {
            format!(
                "{EXPECTED}, found {} where a string should stand",
                crate::ingest::label::cut(raw, 40)
            )
        })?;
        // The raw value borrows from the file, so its address says where it stands.
        let offset = inner.as_ptr() as usize - self.file.as_ptr() as usize;
        let start = self.draft.text.len();
        let mut at = 0;
        while let Some(letter) = inner.get(at..).and_then(|rest| rest.chars().next()) {
            let (letter, len) = if letter == '\\' {
                unescape(inner, at)
            } else {
                (letter, letter.len_utf8())
            };
            let raw = Span::new(offset + at, offset + at + len);
            let verbatim = len == letter.len_utf8()
                && inner
                    .get(at..at + len)
                    .is_some_and(|text| text.starts_with(letter));
            self.draft.map.push(self.draft.text.len(), raw, verbatim);
            self.draft.text.push(letter);
            at += len;
        }
        let span = Span::new(start, self.draft.text.len());
        let end = Span::new(offset + inner.len(), offset + inner.len());
        self.draft.map.push(self.draft.text.len(), end, false);
        self.draft.text.push('\n');
        Ok(span)
    }

    fn block(&mut self, span: Span, kind: BlockKind, label: Option<Span>) {
        let mut block = DraftBlock::plain(span, kind);
        block.label = label;
        self.draft.blocks.push(block);
    }
}

/// The character that an escape stands for, and its length in the file; `serde_json` has checked that it is one.
fn unescape(text: &str, at: usize) -> (char, usize) {
    let code = |from: usize| {
        text.get(from..from + 4)
            .and_then(|hex| u32::from_str_radix(hex, 16).ok())
    };
    match text.get(at + 1..).and_then(|rest| rest.chars().next()) {
        Some('n') => ('\n', 2),
        Some('t') => ('\t', 2),
        Some('r') => ('\r', 2),
        Some('b' | 'f') => (' ', 2),
        Some('u') => {
            let high = code(at + 2).unwrap_or(0xfffd);
            if (0xd800..0xdc00).contains(&high)
                && let Some(low) = code(at + 8).filter(|low| (0xdc00..0xe000).contains(low))
            {
                let joined = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                return (char::from_u32(joined).unwrap_or('\u{fffd}'), 12);
            }
            (char::from_u32(high).unwrap_or('\u{fffd}'), 6)
        }
        Some(other) => (other, 1 + other.len_utf8()),
        None => ('\\', 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_map_back_to_the_file() {
        let file = r#"{"title": "A \"B\"", "body": "Caf\u00e9\nopens."}"#;
        let draft = read(file).expect("an article");
        let at = draft.text.find('é').expect("decoded");
        let raw = draft.map.to_raw(Span::new(at, at + 2));
        assert_eq!(file.get(raw.range()), Some("\\u00e9"));
        assert_eq!(draft.blocks.len(), 3);
    }

    #[test]
    fn another_shape_says_what_was_expected() {
        let error = read(r#"{"words": 3}"#).expect_err("no article");
        assert!(error.contains("expected") && error.contains("turns"), "{error}");
    }
}
