//! A text as the program sees it: what was said, by whom, and the way back to the file.

use jiff::civil::{Date, Time};

use crate::model::{Allowance, Columns, OffsetMap, Problem, Span};

/// Number of a document within one run; the piece is 0, its sources follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub u16);

/// Index into [`Document::speakers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpeakerId(pub u16);

/// What a document is used as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The text that is checked.
    Piece,
    /// A text taken as true.
    Source,
}

/// A stretch of layout: one paragraph, one heading, one line of page furniture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the text, without surrounding white space.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is. Only headings, paragraphs, list items, quotations and captions hold sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BlockKind {
    /// A headline or section title.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// A quotation set apart.
    Quotation,
    /// Words apart from the running text: under a picture, in a box, in a note.
    Caption,
    /// Who wrote it, and when.
    Byline,
    /// A remark on what happens in the room: "(laughs)".
    StageDirection,
    /// Share buttons, newsletter prompts, menus, remains of markup: not text.
    Boilerplate,
}

impl BlockKind {
    /// Whether sentences are looked for in such a block.
    pub fn has_sentences(self) -> bool {
        matches!(self, Self::Heading | Self::Paragraph | Self::ListItem | Self::Quotation | Self::Caption)
    }
}

/// What one speaker says until the next one speaks. A turn may run over several blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Who speaks; `None` if the label cannot be told.
    pub speaker: Option<SpeakerId>,
    /// The words, without the label.
    pub span: Span,
    /// The label ("Editor:"), if there is one.
    pub label: Option<Span>,
}

/// Somebody who speaks in a transcript, under all labels that belong to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The fullest name or label ("Dr. Yang Yun-ho").
    pub name: String,
    /// Every label as written, in order of appearance.
    pub labels: Vec<String>,
    /// Whether they ask or answer.
    pub role: Option<SpeakerRole>,
}

/// The two parts in an interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SpeakerRole {
    /// Asks: editor, anchor, presenter.
    Host,
    /// Answers.
    Guest,
}

/// What a document says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Headline, from front matter, HTML or the first heading.
    pub title: Option<String>,
    /// Day of publication: given by the user, else front matter or metadata, else the dateline.
    pub published: Option<Date>,
    /// Time of day of publication, where it was given; what lies minutes or hours away is counted from it.
    pub published_time: Option<Time>,
    /// Where `published` was found, if in the text.
    pub published_span: Option<Span>,
    /// Day on which the file was last saved, where it says so. It is no day of publication.
    pub saved: Option<Date>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Place of the dateline ("PORT ELLEN").
    pub dateline_place: Option<String>,
    /// Source files that front matter names, as written.
    pub sources: Vec<String>,
}

/// A decoded text with its layout.
///
/// Invariants: `text` holds no NUL; every offset of `text` maps back to raw bytes through `offsets`; `blocks` and
/// `turns` are sorted and do not overlap.
#[derive(Clone, Debug)]
pub struct Document {
    /// Number within the run.
    pub id: DocumentId,
    /// Piece or source.
    pub role: Role,
    /// File name as given by the user, for messages.
    pub name: String,
    text: String,
    lower: String,
    raw_line_starts: Vec<u32>,
    /// From text offsets to raw offsets.
    pub offsets: OffsetMap,
    /// From byte columns of the raw file to columns in UTF-16 code units.
    pub columns: Columns,
    /// Layout, in order.
    pub blocks: Vec<Block>,
    /// Turns, in order; empty for a text without speakers.
    pub turns: Vec<Turn>,
    /// Speakers, in order of appearance.
    pub speakers: Vec<Speaker>,
    /// What the document says about itself.
    pub metadata: Metadata,
    /// Inline waivers, in the order of the file; they are no part of the text.
    pub allowances: Vec<Allowance>,
    /// Hex SHA-256 of the raw bytes; empty where nobody asked for it.
    pub sha256: String,
    /// What could not be read as it should.
    pub problems: Vec<Problem>,
}

/// What ingest knows when it makes a [`Document`].
#[derive(Clone, Debug)]
pub struct DocumentBuilder {
    /// See [`Document::id`].
    pub id: DocumentId,
    /// See [`Document::role`].
    pub role: Role,
    /// See [`Document::name`].
    pub name: String,
    /// The decoded text.
    pub text: String,
    /// Byte offsets in the raw file at which its lines start; the first is 0.
    pub raw_line_starts: Vec<u32>,
    /// See [`Document::offsets`].
    pub offsets: OffsetMap,
}

impl DocumentBuilder {
    /// Makes the document, without layout. NUL characters in the text become spaces.
    pub fn build(self) -> Document {
        let text = if self.text.contains('\0') { self.text.replace('\0', " ") } else { self.text };
        let raw_line_starts = if self.raw_line_starts.is_empty() { vec![0] } else { self.raw_line_starts };
        Document {
            id: self.id,
            role: self.role,
            name: self.name,
            lower: lowercase_in_place(&text),
            text,
            raw_line_starts,
            offsets: self.offsets,
            columns: Columns::default(),
            blocks: Vec::new(),
            turns: Vec::new(),
            speakers: Vec::new(),
            metadata: Metadata::default(),
            allowances: Vec::new(),
            sha256: String::new(),
            problems: Vec::new(),
        }
    }
}

impl Document {
    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words of a span; empty if the span does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The words of a span in lower case, of the same length in bytes as the words themselves.
    pub fn lower(&self, span: Span) -> &str {
        self.lower.get(span.range()).unwrap_or("")
    }

    /// Line and column of a raw offset, both from 1; the column counts bytes.
    pub fn raw_line_column(&self, raw_offset: usize) -> (usize, usize) {
        let line = self.raw_line_starts.partition_point(|&start| start as usize <= raw_offset).max(1);
        let start = self.raw_line_starts.get(line - 1).copied().unwrap_or(0) as usize;
        (line, raw_offset.saturating_sub(start) + 1)
    }

    /// As [`Document::raw_line_column`], with the column in UTF-16 code units.
    pub fn raw_line_column_utf16(&self, raw_offset: usize) -> (usize, usize) {
        let (line, column) = self.raw_line_column(raw_offset);
        (line, self.columns.units(raw_offset + 1 - column, raw_offset) + 1)
    }

    /// The raw bytes behind a span of the text.
    pub fn raw_span(&self, span: Span) -> Span {
        self.offsets.to_raw(span)
    }

    /// Line in the raw file, from 1, at which a span of the text starts.
    pub fn line_of(&self, span: Span) -> usize {
        self.raw_line_column(self.raw_span(span).start()).0
    }

    /// The turn in which a text offset lies.
    pub fn turn_at(&self, offset: usize) -> Option<usize> {
        let idx = self.turns.partition_point(|turn| turn.span.start() <= offset).checked_sub(1)?;
        self.turns.get(idx).filter(|turn| offset < turn.span.end()).map(|_| idx)
    }

    /// The raw line starts, for a document that is cut out of this one.
    pub fn raw_line_starts(&self) -> &[u32] {
        &self.raw_line_starts
    }
}

/// Lower case without moving any byte: a letter whose lower case has another length stays as it is.
fn lowercase_in_place(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii() {
            lower.push(letter.to_ascii_lowercase());
            continue;
        }
        let mut mapped = letter.to_lowercase();
        match (mapped.next(), mapped.next()) {
            (Some(small), None) if small.len_utf8() == letter.len_utf8() => lower.push(small),
            _ => lower.push(letter),
        }
    }
    lower
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        DocumentBuilder {
            id: DocumentId(0),
            role: Role::Piece,
            name: "t.txt".into(),
            text: text.into(),
            raw_line_starts: vec![0, 3],
            offsets: OffsetMap::identity(),
        }
        .build()
    }

    #[test]
    fn lower_case_keeps_every_offset() {
        let doc = document("İZMİR Ünal");
        assert_eq!(doc.lower.len(), doc.text.len());
        assert!(doc.lower.ends_with("ünal"));
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        let doc = document("ab\ncd");
        assert_eq!(doc.raw_line_column(0), (1, 1));
        assert_eq!(doc.raw_line_column(4), (2, 2));
    }

    #[test]
    fn nul_becomes_a_space() {
        assert_eq!(document("a\0b").text(), "a b");
    }
}
