//! What every format is read into: a text, its blocks as the markup or the lines give them, and the way back.

use crate::model::{BlockKind, Metadata, OffsetMap, Problem, ProblemKind, Span, Stage};

/// A text with its raw layout, before page furniture, labels and datelines are told apart.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The text.
    pub text: String,
    /// From `text` to the decoded file; empty where both are equal.
    pub map: OffsetMap,
    /// Blocks in order, without overlap.
    pub blocks: Vec<DraftBlock>,
    /// What the format itself says about the document.
    pub metadata: Metadata,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// One block with what the markup says about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DraftBlock {
    /// Where it stands, without surrounding white space.
    pub span: Span,
    /// What it is, so far.
    pub kind: BlockKind,
    /// Its bold stretches, in order.
    pub strong: Vec<Span>,
    /// How many bytes of it are links.
    pub linked: usize,
    /// How many bytes of it are in italics.
    pub italic: usize,
    /// The speaker's label, where the format gives it apart from the words.
    pub label: Option<Span>,
}

impl DraftBlock {
    /// A block without markup.
    pub(super) fn plain(span: Span, kind: BlockKind) -> Self {
        Self { span, kind, strong: Vec::new(), linked: 0, italic: 0, label: None }
    }

    /// Whether all of it is bold.
    pub(super) fn all_strong(&self) -> bool {
        let bold: usize = self.strong.iter().map(|span| span.len()).sum();
        // Spaces and end marks between two bold stretches may be plain.
        bold > 0 && bold + self.strong.len() * 2 >= self.span.len()
    }

    /// Whether all of it is in italics.
    pub(super) fn all_italic(&self) -> bool {
        self.italic > 0 && self.italic + 2 >= self.span.len()
    }
}

/// A problem seen while reading.
pub(super) fn problem(kind: ProblemKind, span: Option<Span>, detail: impl Into<String>) -> Problem {
    Problem { document: None, span, stage: Stage::Ingest, kind, detail: detail.into() }
}

/// Collects text and blocks from marked-up input. White space is folded; every character keeps its source.
#[derive(Debug, Default)]
pub(super) struct Builder {
    /// What has been collected.
    pub draft: Draft,
    block_start: Option<usize>,
    space: Option<Span>,
    strong: Option<usize>,
    block_strong: Vec<Span>,
    linked: usize,
    italic: usize,
    /// Whether what follows is a link.
    pub in_link: bool,
    /// Whether what follows is in italics.
    pub in_italic: bool,
    position: usize,
}

impl Builder {
    /// Adds a stretch of the decoded file as it stands, with white space folded.
    pub(super) fn verbatim(&mut self, file: &str, raw: Span) {
        let Some(words) = file.get(raw.range()) else {
            return;
        };
        let mut at = raw.start();
        for piece in words.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end_matches(char::is_whitespace);
            if !word.is_empty() {
                self.add(word, Span::new(at, at + word.len()), true);
            }
            if word.len() < piece.len() {
                let gap = Span::new(at + word.len(), at + piece.len());
                self.space = Some(self.space.map_or(gap, |space| space.cover(gap)));
            }
            at += piece.len();
        }
        self.position = raw.end();
    }

    /// Adds text that another writing in the file stands for: an entity, an escape.
    pub(super) fn written(&mut self, words: &str, raw: Span) {
        if words.chars().all(char::is_whitespace) {
            self.space = Some(self.space.map_or(raw, |space| space.cover(raw)));
        } else {
            self.add(words, raw, false);
        }
        self.position = raw.end();
    }

    fn add(&mut self, words: &str, raw: Span, verbatim: bool) {
        let space = self.space.take();
        let text = &mut self.draft.text;
        if self.block_start.is_none() {
            self.block_start = Some(text.len());
            self.strong = self.strong.map(|_| text.len());
        } else if let Some(gap) = space {
            self.draft.map.push(text.len(), gap, gap.len() == 1);
            text.push(' ');
            self.linked += usize::from(self.in_link);
            self.italic += usize::from(self.in_italic);
        }
        self.draft.map.push(text.len(), raw, verbatim);
        text.push_str(words);
        self.linked += if self.in_link { words.len() } else { 0 };
        self.italic += if self.in_italic { words.len() } else { 0 };
    }

    /// What follows is bold.
    pub(super) fn open_strong(&mut self) {
        if self.strong.is_none() {
            // The space before bold words is not bold.
            let space = usize::from(self.space.is_some() && self.block_start.is_some());
            self.strong = Some(self.draft.text.len() + space);
        }
    }

    /// What follows is no longer bold.
    pub(super) fn close_strong(&mut self) {
        if let Some(start) = self.strong.take()
            && start < self.draft.text.len()
            && self.block_start.is_some()
        {
            self.block_strong.push(Span::new(start, self.draft.text.len()));
        }
    }

    /// Whether the block that is being collected holds any word.
    pub(super) fn has_words(&self) -> bool {
        self.block_start.is_some()
    }

    /// Ends the block that is being collected, if it holds any word.
    pub(super) fn end_block(&mut self, kind: BlockKind) {
        self.space = None;
        let still_strong = self.strong.is_some();
        self.close_strong();
        if let Some(start) = self.block_start.take() {
            let mut block = DraftBlock::plain(Span::new(start, self.draft.text.len()), kind);
            block.strong = std::mem::take(&mut self.block_strong);
            block.linked = self.linked;
            block.italic = self.italic;
            self.draft.blocks.push(block);
            let at = Span::new(self.position, self.position);
            self.draft.map.push(self.draft.text.len(), at, false);
            self.draft.text.push_str("\n\n");
        }
        if still_strong {
            self.strong = Some(self.draft.text.len());
        }
        self.block_strong.clear();
        self.linked = 0;
        self.italic = 0;
    }

    /// The draft. A text that nothing was added to maps to the file's start.
    pub(super) fn finish(mut self) -> Draft {
        self.end_block(BlockKind::Paragraph);
        if self.draft.text.is_empty() {
            self.draft.map.push(0, Span::new(0, 0), false);
        }
        self.draft
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_and_offsets_stay() {
        let file = "<b>  A\n b</b> c";
        let mut builder = Builder::default();
        builder.open_strong();
        builder.verbatim(file, Span::new(3, 9));
        builder.close_strong();
        builder.verbatim(file, Span::new(13, 15));
        let draft = builder.finish();
        assert_eq!(draft.text, "A b c\n\n");
        assert_eq!(draft.map.to_raw(Span::new(2, 5)), Span::new(8, 15));
        assert_eq!(draft.blocks[0].strong, [Span::new(0, 3)]);
    }
}
