//! Word documents (.docx) to text and blocks. The text has one line for each paragraph: those of the running text
//! with its tables first, then boxes, then footnotes and endnotes in the order of their marks. Tracked changes are
//! read as if they were accepted; hidden text, headers, footers and comments are left out.
//!
//! Offsets of such a document are offsets of that text, and its lines are its paragraphs: bytes of a packed file
//! mean nothing to anybody.

use std::collections::BTreeMap;

use crate::ingest::docx_paragraph::Paragraph;
use crate::ingest::docx_properties;
use crate::ingest::docx_story::Story;
use crate::ingest::docx_styles::Styles;
use crate::ingest::draft::{Draft, DraftBlock, problem};
use crate::model::{BlockKind, Problem, ProblemKind, Span, WordPlaces};
use crate::package::{Package, PackageError, relations, relations_name};

/// A Word document as text.
#[derive(Debug, Default)]
pub(super) struct Word {
    /// Text and blocks.
    pub draft: Draft,
    /// Where the paragraphs start in the text.
    pub line_starts: Vec<u32>,
    /// Where the text stands in the main part.
    pub places: WordPlaces,
}

/// Reads a Word document.
pub(super) fn read(bytes: &[u8]) -> Result<Word, PackageError> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part()?;
    let Some(text) = package.part(&main)? else {
        return Err(PackageError::Archive(format!("a zip archive without {main}")));
    };
    let links = match package.part(&relations_name(&main))? {
        Some(text) => relations(&text, &relations_name(&main), &main)?,
        None => Vec::new(),
    };
    let mut linked = |kind: &str| -> Result<Option<(String, String)>, PackageError> {
        match links.iter().find(|link| link.is(kind)) {
            Some(link) => Ok(package.part(&link.target)?.map(|text| (link.target.clone(), text))),
            None => Ok(None),
        }
    };
    let styles = match linked("styles")? {
        Some((name, text)) => Styles::read(&text, &name)?,
        None => Styles::default(),
    };
    let mut story = Story::new(&styles);
    story.read(&text, &main, "document")?;
    let mut notes = Vec::new();
    for kind in ["footnote", "endnote"] {
        if let Some((name, text)) = linked(&format!("{kind}s"))? {
            let mut part = Story::new(&styles);
            part.read(&text, &name, &format!("{kind}s"))?;
            notes.extend(noted(&story, part, kind));
        }
    }
    let mut word = Word::default();
    let counts = story.counts;
    for paragraph in story.paragraphs.into_iter().chain(story.boxes).chain(notes) {
        word.add(paragraph);
    }
    word.draft.problems = problems(&counts);
    docx_properties::read(&mut package, &mut word.draft.metadata)?;
    Ok(word)
}

/// The paragraphs of the notes whose marks the running text holds, each at the place of its mark.
fn noted(story: &Story<'_>, part: Story<'_>, kind: &str) -> Vec<Paragraph> {
    let mut by_id: BTreeMap<String, Vec<Paragraph>> = BTreeMap::new();
    for paragraph in part.paragraphs {
        if let Some(id) = paragraph.note.clone() {
            by_id.entry(id).or_default().push(paragraph);
        }
    }
    let marks = story.marks.iter().filter(|mark| mark.kind == kind);
    marks
        .flat_map(|mark| {
            let mut paragraphs = by_id.remove(&mark.id).unwrap_or_default();
            for paragraph in &mut paragraphs {
                paragraph.around = Some(mark.place);
                paragraph.kind = BlockKind::Caption;
            }
            paragraphs
        })
        .collect()
}

/// What was seen while a document was read that its reader has to know.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// Tracked changes.
    pub changes: usize,
    /// Embedded documents, which are not read.
    pub embedded: usize,
    /// Characters that are not seen and can hide a difference.
    pub hidden: usize,
}

fn problems(counts: &Counts) -> Vec<Problem> {
    let all = [
        (
            counts.changes,
            ProblemKind::TrackedChanges,
            "tracked change(s): what was put in is read, what was taken out is not",
        ),
        (counts.embedded, ProblemKind::Markup, "document(s) embedded in this one were not read"),
        (
            counts.hidden,
            ProblemKind::HiddenCharacters,
            "bidirectional or zero-width mark(s), which can hide a difference, were left out",
        ),
    ];
    let seen = all.into_iter().filter(|(count, _, _)| *count > 0);
    seen.map(|(count, kind, detail)| problem(kind, None, format!("{count} {detail}"))).collect()
}

impl Word {
    /// Adds a paragraph as a line of the text, and a block for each of its own lines.
    fn add(&mut self, paragraph: Paragraph) {
        let base = self.draft.text.len();
        self.line_starts.push(base as u32);
        let shift = |span: Span| Span::new(span.start() + base, span.end() + base);
        match paragraph.around {
            Some(place) => self.places.push(shift(Span::new(0, paragraph.text.len())), place, false),
            None => {
                for (text, part, verbatim) in &paragraph.places {
                    self.places.push(shift(*text), *part, *verbatim);
                }
            }
        }
        let mut at = 0;
        for line in paragraph.text.split_inclusive(LINE_BREAK) {
            let words = line.trim();
            let start = at + (line.len() - line.trim_start().len());
            at += line.len();
            if words.is_empty() {
                continue;
            }
            let span = Span::new(start, start + words.len());
            let mut block = DraftBlock::plain(shift(span), paragraph.kind);
            block.strong = within(&paragraph.strong, span, &paragraph.text).map(shift).collect();
            block.italic = within(&paragraph.italic, span, &paragraph.text).map(Span::len).sum();
            block.linked = within(&paragraph.linked, span, &paragraph.text).map(Span::len).sum();
            self.draft.blocks.push(block);
        }
        self.draft.text.push_str(&paragraph.text);
        self.draft.text.push('\n');
    }
}

/// What stands for a break inside a paragraph, as in Word's own text.
pub(super) const LINE_BREAK: char = '\u{b}';

/// The parts of some stretches that lie inside a span, without white space at their ends.
fn within<'a>(stretches: &'a [Span], span: Span, text: &'a str) -> impl Iterator<Item = Span> + 'a {
    stretches.iter().filter(move |stretch| stretch.overlaps(span)).filter_map(move |stretch| {
        let (start, end) = (stretch.start().max(span.start()), stretch.end().min(span.end()));
        let words = text.get(start..end)?;
        let lead = words.len() - words.trim_start().len();
        let trimmed = words.trim();
        (!trimmed.is_empty()).then(|| Span::new(start + lead, start + lead + trimmed.len()))
    })
}
