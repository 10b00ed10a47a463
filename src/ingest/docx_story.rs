//! The way through a part of a Word document that holds text: the body, the footnotes, the endnotes. Collects its
//! paragraphs as a reader sees them once all tracked changes are accepted.

use crate::ingest::docx::{Counts, LINE_BREAK};
use crate::ingest::docx_paragraph::{Paragraph, Setting};
use crate::ingest::docx_styles::{Letters, Styles};
use crate::model::{BlockKind, Span};
use crate::package::{Node, PackageError, Space, Tag, Xml};

/// The mark of a note in the running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// "footnote" or "endnote".
    pub kind: &'static str,
    /// Which note.
    pub id: String,
    /// Where the mark stands in the part.
    pub place: Span,
}

/// An element that is open, as far as it matters for what is inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Other,
    Paragraph,
    ParagraphSettings,
    /// Settings of the mark at a paragraph's end.
    EndSettings,
    Run,
    RunSettings,
    /// Letters; whether white space at their ends is kept.
    Letters(bool),
    Link,
    /// A box; how many fields were open around it.
    Box,
    /// Cells and boxes end what a deleted paragraph end would join.
    Cell,
    /// Alternatives; whether one was taken.
    Alternatives(bool),
    /// A form field; whether it only shows a prompt.
    Form(bool),
    Note,
    /// What is not read, with everything inside.
    Skipped,
}

/// A run: its letters as it sets them itself, and its style.
#[derive(Clone, Debug, Default)]
struct Run {
    own: Letters,
    style: Option<String>,
}

/// A paragraph that is open, with what its settings said.
#[derive(Debug)]
struct OpenParagraph {
    paragraph: Paragraph,
    style: Option<String>,
    level: Option<u8>,
    listed: Option<bool>,
}

/// The paragraphs of one part.
#[derive(Debug)]
pub(super) struct Story<'s> {
    styles: &'s Styles,
    /// Running text, in order.
    pub paragraphs: Vec<Paragraph>,
    /// The text of boxes, in order.
    pub boxes: Vec<Paragraph>,
    /// Marks of notes, in order.
    pub marks: Vec<Mark>,
    /// What its reader has to know.
    pub counts: Counts,
    open: Vec<Open>,
    current: Vec<OpenParagraph>,
    runs: Vec<Run>,
    /// For each box that is open, and the text around: fields, and whether their result has begun.
    fields: Vec<Vec<bool>>,
    /// A paragraph whose end was deleted, waiting for the next one.
    carried: Option<Paragraph>,
    /// Letters of the text element that is open.
    letters: Vec<(String, Span, bool)>,
    note: Option<String>,
    skipped: usize,
    links: usize,
    boxed: usize,
}

impl<'s> Story<'s> {
    /// Nothing read yet.
    pub(super) fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            paragraphs: Vec::new(),
            boxes: Vec::new(),
            marks: Vec::new(),
            counts: Counts::default(),
            open: Vec::new(),
            current: Vec::new(),
            runs: Vec::new(),
            fields: vec![Vec::new()],
            carried: None,
            letters: Vec::new(),
            note: None,
            skipped: 0,
            links: 0,
            boxed: 0,
        }
    }

    /// Reads a part, whose outermost element must have the given name.
    pub(super) fn read(&mut self, text: &str, part: &str, root: &str) -> Result<(), PackageError> {
        let mut xml = Xml::new(text, part);
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(tag) if self.open.is_empty() && !tag.is_word(root) => {
                    return Err(PackageError::Xml {
                        part: part.to_string(),
                        offset: tag.span.start(),
                        detail: format!("expected <{root}> of a Word document, found <{}>", tag.name),
                    });
                }
                Node::Start(tag) => self.start(&tag),
                Node::End(span) => self.end(span),
                Node::Text(span) => self.text(text.get(span.range()).unwrap_or(""), span, true),
                Node::Written(words, span) => self.text(&words, span, false),
            }
        }
        self.release();
        Ok(())
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let parent = self.open.last().copied().unwrap_or(Open::Other);
        let open = if self.skipped > 0 { Open::Skipped } else { self.opened(tag, parent) };
        match open {
            Open::Skipped => self.skipped += 1,
            Open::Paragraph => self.begin_paragraph(),
            Open::Run => self.runs.push(Run::default()),
            Open::Link => self.links += 1,
            Open::Box => {
                self.release();
                self.fields.push(Vec::new());
                self.boxed += 1;
            }
            Open::Cell => self.release(),
            Open::Letters(_) => self.letters.clear(),
            Open::Note => {
                self.release();
                // Lines that part notes from text are notes of another type.
                let text = tag.get("type").is_none_or(|kind| kind == "normal");
                self.note = tag.get("id").filter(|_| text);
            }
            Open::Other
            | Open::ParagraphSettings
            | Open::EndSettings
            | Open::RunSettings
            | Open::Alternatives(_)
            | Open::Form(_) => {}
        }
        self.open.push(open);
    }

    /// What an element is, below its parent; settings and marks without content are taken in here.
    fn opened(&mut self, tag: &Tag<'_>, parent: Open) -> Open {
        match tag.space {
            Space::Word => {}
            Space::Compatibility => return self.alternative(tag, parent),
            Space::Other => return Open::Other,
        }
        // What a setting was before a tracked change.
        if tag.name.ends_with("Change") {
            return Open::Skipped;
        }
        match (tag.name, parent) {
            ("p", _) => Open::Paragraph,
            ("pPr", Open::Paragraph) => Open::ParagraphSettings,
            ("rPr", Open::ParagraphSettings) => Open::EndSettings,
            ("rPr", Open::Run) => Open::RunSettings,
            ("del" | "moveFrom", Open::EndSettings) => {
                self.counts.changes += usize::from(tag.name == "del");
                if let Some(open) = self.current.last_mut() {
                    open.paragraph.end_deleted = true;
                }
                Open::Other
            }
            ("del" | "moveFrom", _) => {
                self.counts.changes += 1;
                Open::Skipped
            }
            ("ins", _) => {
                self.counts.changes += 1;
                Open::Other
            }
            ("sectPr" | "rt", _) => Open::Skipped,
            ("r", _) => Open::Run,
            ("hyperlink", _) => Open::Link,
            ("txbxContent", _) => Open::Box,
            ("tbl", _) => {
                self.release();
                Open::Other
            }
            ("tc", _) => Open::Cell,
            ("footnote" | "endnote", _) => Open::Note,
            ("sdt", _) => Open::Form(false),
            ("showingPlcHdr", _) => {
                let form = self.open.iter_mut().rev().find(|open| matches!(open, Open::Form(_)));
                form.into_iter().for_each(|form| *form = Open::Form(tag.is_on()));
                Open::Other
            }
            ("sdtContent", Open::Form(true)) => Open::Skipped,
            ("altChunk" | "subDoc", _) => {
                self.counts.embedded += 1;
                Open::Other
            }
            (_, Open::ParagraphSettings | Open::Other) => self.paragraph_setting(tag),
            (_, Open::RunSettings) => {
                if let Some(run) = self.runs.last_mut() {
                    match tag.name {
                        "rStyle" => run.style = tag.val(),
                        name => run.own.set(name, tag.is_on()),
                    }
                }
                Open::Other
            }
            (_, Open::Run) => self.run_content(tag),
            _ => Open::Other,
        }
    }

    /// Of several forms of one thing, the first is read: the others say the same for older programs.
    fn alternative(&mut self, tag: &Tag<'_>, parent: Open) -> Open {
        match (tag.name, parent) {
            ("AlternateContent", _) => Open::Alternatives(false),
            ("Choice" | "Fallback", Open::Alternatives(false)) => {
                if let Some(open) = self.open.last_mut() {
                    *open = Open::Alternatives(true);
                }
                // What stands in a run stands in it through its alternatives as well.
                Open::Other
            }
            ("Choice" | "Fallback", _) => Open::Skipped,
            _ => Open::Other,
        }
    }

    fn paragraph_setting(&mut self, tag: &Tag<'_>) -> Open {
        let in_settings = self.open.iter().rev().take(2).any(|open| *open == Open::ParagraphSettings);
        if let Some(open) = self.current.last_mut().filter(|_| in_settings) {
            match tag.name {
                "pStyle" => open.style = tag.val(),
                "outlineLvl" => open.level = tag.val().and_then(|level| level.parse().ok()),
                "numPr" => open.listed = Some(true),
                "numId" => open.listed = Some(tag.val().is_none_or(|id| id != "0")),
                _ => {}
            }
        }
        Open::Other
    }

    fn run_content(&mut self, tag: &Tag<'_>) -> Open {
        match tag.name {
            "t" => return Open::Letters(tag.get("space").is_some_and(|value| value == "preserve")),
            "tab" | "ptab" => self.letter("\t", tag.span),
            "br" | "cr" => self.letter(LINE_BREAK.encode_utf8(&mut [0; 4]), tag.span),
            "noBreakHyphen" => self.letter("-", tag.span),
            "fldChar" => {
                let fields = self.fields.last_mut();
                match (tag.get("fldCharType").as_deref(), fields) {
                    (Some("begin"), Some(fields)) => fields.push(false),
                    (Some("separate"), Some(fields)) => {
                        fields.last_mut().into_iter().for_each(|result| *result = true);
                    }
                    (Some("end"), Some(fields)) => {
                        fields.pop();
                    }
                    _ => {}
                }
            }
            "footnoteReference" | "endnoteReference" if self.is_seen() => {
                let kind = if tag.name == "footnoteReference" { "footnote" } else { "endnote" };
                if let Some(id) = tag.get("id") {
                    self.marks.push(Mark { kind, id, place: tag.span });
                }
            }
            _ => {}
        }
        Open::Other
    }

    fn end(&mut self, _span: Span) {
        match self.open.pop() {
            Some(Open::Skipped) => self.skipped = self.skipped.saturating_sub(1),
            Some(Open::Paragraph) => self.end_paragraph(),
            Some(Open::Run) => {
                self.runs.pop();
            }
            Some(Open::Link) => self.links = self.links.saturating_sub(1),
            Some(Open::Box) => {
                self.release();
                self.fields.pop();
                self.boxed = self.boxed.saturating_sub(1);
            }
            Some(Open::Cell) => self.release(),
            Some(Open::Note) => {
                self.release();
                self.note = None;
            }
            Some(Open::Letters(kept)) => self.end_letters(kept),
            Some(
                Open::Other
                | Open::ParagraphSettings
                | Open::EndSettings
                | Open::RunSettings
                | Open::Alternatives(_)
                | Open::Form(_),
            )
            | None => {}
        }
    }

    fn text(&mut self, words: &str, span: Span, verbatim: bool) {
        if matches!(self.open.last(), Some(Open::Letters(_))) {
            self.letters.push((words.to_string(), span, verbatim));
        }
    }

    /// White space at the ends of a text element counts only where the element says so.
    fn end_letters(&mut self, kept: bool) {
        let mut letters = std::mem::take(&mut self.letters);
        if !kept {
            if let Some((words, span, true)) = letters.first_mut() {
                let trimmed = words.trim_start().to_string();
                *span = Span::new(span.end() - trimmed.len().min(span.len()), span.end());
                *words = trimmed;
            }
            if let Some((words, span, true)) = letters.last_mut() {
                words.truncate(words.trim_end().len());
                *span = Span::new(span.start(), span.start() + words.len());
            }
        }
        for (words, span, verbatim) in letters {
            self.add(&words, span, verbatim);
        }
    }

    fn letter(&mut self, words: &str, span: Span) {
        self.add(words, span, false);
    }

    /// Whether letters are seen: not set hidden, and no part of what a field computes from.
    fn is_seen(&self) -> bool {
        let settings = self.settings();
        !settings.1 && self.fields.last().is_none_or(|fields| fields.iter().all(|result| *result))
    }

    fn add(&mut self, words: &str, span: Span, verbatim: bool) {
        if !self.is_seen() {
            return;
        }
        let (setting, _) = self.settings();
        if let Some(open) = self.current.last_mut() {
            self.counts.hidden += open.paragraph.add(words, span, verbatim, setting);
        }
    }

    /// How letters are set here, and whether they are hidden: by the run itself, else by its style and the paragraph's
    /// style, which switch each other over.
    fn settings(&self) -> (Setting, bool) {
        let run = self.runs.last().cloned().unwrap_or_default();
        let style = self.styles.letters(run.style.as_deref());
        let paragraph = self.styles.of_paragraph(self.current.last().and_then(|open| open.style.as_deref()));
        let of = |own: Option<bool>, style: Option<bool>, paragraph: Option<bool>| {
            own.unwrap_or(style.unwrap_or(false) != paragraph.unwrap_or(false))
        };
        let setting = Setting {
            bold: of(run.own.bold, style.bold, paragraph.bold),
            italic: of(run.own.italic, style.italic, paragraph.italic),
            link: self.links > 0,
        };
        (setting, of(run.own.hidden, style.hidden, paragraph.hidden))
    }

    fn begin_paragraph(&mut self) {
        let paragraph =
            self.carried.take().unwrap_or_else(|| Paragraph::new(BlockKind::Paragraph, self.note.clone()));
        self.current.push(OpenParagraph { paragraph, style: None, level: None, listed: None });
    }

    fn end_paragraph(&mut self) {
        let Some(OpenParagraph { mut paragraph, style, level, listed }) = self.current.pop() else {
            return;
        };
        paragraph.kind = match self.boxed {
            0 => self.styles.kind(style.as_deref(), level, listed),
            _ => BlockKind::Caption,
        };
        // A cell that holds a figure or a few words names or labels something; alone it states nothing.
        let in_cell = self.open.contains(&Open::Cell) && paragraph.kind == BlockKind::Paragraph;
        if in_cell && !paragraph.text.trim_end().ends_with(['.', '!', '?', '”', '"']) {
            paragraph.kind = BlockKind::Heading;
        }
        if std::mem::take(&mut paragraph.end_deleted) {
            self.carried = Some(paragraph);
        } else {
            self.finish(paragraph);
        }
    }

    /// Lets go of a paragraph that waits for a next one: there is none.
    fn release(&mut self) {
        if let Some(paragraph) = self.carried.take() {
            self.finish(paragraph);
        }
    }

    fn finish(&mut self, paragraph: Paragraph) {
        let to = if self.boxed > 0 { &mut self.boxes } else { &mut self.paragraphs };
        to.push(paragraph);
    }
}

#[cfg(test)]
mod tests;
