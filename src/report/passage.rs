//! A passage of a document with marked words, made safe, and cut to a window of the terminal's width around them.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::model::{ClaimResult, Document, DocumentId, Finding, Report, Span, Verdict};
use crate::report::{escape, words};

/// Spans of more words than this are marked word by word instead of whole.
const WHOLE_WORDS: usize = 6;

/// One shown character: as it is, or replaced by its code point.
#[derive(Debug)]
struct Cell {
    shown: String,
    width: usize,
    marked: bool,
}

/// A passage as one line of text, ready for the terminal.
#[derive(Debug)]
pub struct Passage {
    cells: Vec<Cell>,
}

/// A stretch of a shown passage.
#[derive(Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The text, safe for a terminal.
    pub text: String,
    /// Columns that it takes.
    pub width: usize,
    /// Whether it is marked.
    pub marked: bool,
}

impl Passage {
    /// The words of `span`, with those of `marks` marked. Runs of white space become one space.
    pub fn new(document: &Document, span: Span, marks: &[Span]) -> Self {
        let mut cells: Vec<Cell> = Vec::with_capacity(span.len());
        let mut space = true;
        for (at, letter) in document.slice(span).char_indices() {
            let offset = span.start() + at;
            let marked = marks.iter().any(|mark| mark.start() <= offset && offset < mark.end());
            if letter.is_whitespace() {
                if !space {
                    let inside = cells.last().is_some_and(|cell| cell.marked) && marked;
                    cells.push(Cell { shown: " ".to_string(), width: 1, marked: inside });
                }
                space = true;
                continue;
            }
            space = false;
            let mut shown = String::new();
            escape::push_terminal(letter, &mut shown);
            let width = shown.chars().map(|shown| shown.width().unwrap_or(0)).sum();
            cells.push(Cell { shown, width, marked });
        }
        Self { cells }
    }

    /// The part around the marks that fits into `width` columns, with an ellipsis where something was cut.
    pub fn window(&self, width: usize) -> Vec<Stretch> {
        if self.width() <= width {
            return stretches(&self.cells, false, false);
        }
        let range = self.fitting(width.saturating_sub(2).max(8));
        let cells = self.cells.get(range.clone()).unwrap_or(&[]);
        stretches(cells, range.start > 0, range.end < self.cells.len())
    }

    /// Columns that it takes whole.
    pub fn width(&self) -> usize {
        self.cells.iter().map(|cell| cell.width).sum()
    }

    /// The whole passage.
    pub fn whole(&self) -> Vec<Stretch> {
        stretches(&self.cells, false, false)
    }

    /// Grows a range from the first mark to both sides until the columns are used up, then moves its ends to word
    /// borders.
    fn fitting(&self, width: usize) -> Range<usize> {
        let first = self.cells.iter().position(|cell| cell.marked).unwrap_or(0);
        let last = self.cells.iter().rposition(|cell| cell.marked).map_or(first, |last| last + 1);
        let size = |range: Range<usize>| -> usize {
            self.cells.get(range).unwrap_or(&[]).iter().map(|cell| cell.width).sum()
        };
        let (mut start, mut end) = (first, first);
        let mut used = 0;
        while end < last && used + size(end..end + 1) <= width {
            used += size(end..end + 1);
            end += 1;
        }
        loop {
            let before = (start > 0).then(|| size(start - 1..start));
            let after = (end < self.cells.len()).then(|| size(end..end + 1));
            let grown = used;
            if let Some(more) = before.filter(|more| used + more <= width) {
                start -= 1;
                used += more;
            }
            if let Some(more) = after.filter(|more| used + more <= width) {
                end += 1;
                used += more;
            }
            if used == grown {
                break;
            }
        }
        let space = |at: usize| self.cells.get(at).is_some_and(|cell| cell.shown == " ");
        let whole_start = (start..first).find(|&at| at == 0 || space(at - 1)).unwrap_or(start);
        let cut_end = end < self.cells.len() && !space(end);
        // A mark that is longer than the window may be cut, but at a word's end too.
        let floor = if last < end { last } else { start + (end - start) / 2 };
        let whole_end = (floor..end).rev().find(|&at| space(at)).filter(|_| cut_end).unwrap_or(end);
        whole_start..whole_end
    }
}

fn stretches(cells: &[Cell], cut_before: bool, cut_after: bool) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut push = |text: &str, width: usize, marked: bool| match stretches.last_mut() {
        Some(last) if last.marked == marked => {
            last.text.push_str(text);
            last.width += width;
        }
        _ => stretches.push(Stretch { text: text.to_string(), width, marked }),
    };
    if cut_before {
        push("…", 1, false);
    }
    for cell in cells {
        push(&cell.shown, cell.width, cell.marked);
    }
    if cut_after {
        push("…", 1, false);
    }
    stretches
}

/// The two sides of a finding: the words that differ, and the passages around them.
#[derive(Debug)]
pub struct Sides<'a> {
    /// The piece's sentence, with its marks.
    pub claim: (&'a Document, Span, Vec<Span>),
    /// The source's passage, with its marks.
    pub source: Option<(&'a Document, Span, Vec<Span>)>,
    /// Whether that passage is only the nearest one, without words that stand against the claim's.
    pub is_nearest: bool,
}

/// Works out what to show of a finding. `None` only for a report whose piece is missing.
pub fn sides<'a>(report: &'a Report, claim: &ClaimResult, finding: &Finding) -> Option<Sides<'a>> {
    let piece = super::piece(report)?;
    let around = claim.span.cover(finding.claim_span);
    let words = finding.source.zip(finding.source_span);
    let Some((id, span)) = words.filter(|_| has_counterpart(finding)) else {
        let evidence = claim.evidence.first().map(|evidence| (evidence.source, evidence.span));
        let nearest =
            words.or(evidence).and_then(|(id, span)| Some((report.document(id)?, span, Vec::new())));
        return Some(Sides {
            claim: (piece, around, vec![finding.claim_span]),
            source: nearest,
            is_nearest: true,
        });
    };
    let source = report.document(id)?;
    let (claim_marks, source_marks) = marks(piece, finding.claim_span, source, span);
    Some(Sides {
        claim: (piece, around, claim_marks),
        source: Some((source, context(claim, id, source, span), source_marks)),
        is_nearest: false,
    })
}

/// Whether the source's words stand against the claim's, or are only the passage nearest to it: of what a source
/// does not say, there are no words to mark unless it says a value that is less exact.
fn has_counterpart(finding: &Finding) -> bool {
    finding.verdict != Verdict::Unsupported || finding.source_value.is_some()
}

/// Short spans are marked whole, long ones word by word.
fn marks(piece: &Document, claim: Span, source: &Document, span: Span) -> (Vec<Span>, Vec<Span>) {
    let (claim_text, source_text) = (piece.slice(claim), source.slice(span));
    let long = |text: &str| text.split_whitespace().count() > WHOLE_WORDS;
    if !long(claim_text) && !long(source_text) {
        return (vec![claim], vec![span]);
    }
    let (left, right) = words::differing(claim_text, source_text);
    let place = |whole: Span, ranges: Vec<Range<usize>>| -> Vec<Span> {
        let start = whole.start();
        ranges.iter().map(|range| Span::new(start + range.start, start + range.end)).collect()
    };
    let (left, right) = (place(claim, left), place(span, right));
    if left.is_empty() && right.is_empty() { (vec![claim], vec![span]) } else { (left, right) }
}

/// The passage around a source's words: the evidence that holds them, or else their sentence.
fn context(claim: &ClaimResult, id: DocumentId, source: &Document, span: Span) -> Span {
    let evidence =
        claim.evidence.iter().find(|evidence| evidence.source == id && evidence.span.contains(span));
    if let Some(evidence) = evidence {
        return evidence.span;
    }
    let at = source.blocks.partition_point(|block| block.span.start() <= span.start());
    let block = at.checked_sub(1).and_then(|at| source.blocks.get(at)).map(|block| block.span);
    let block = block.filter(|block| block.contains(span)).unwrap_or(span);
    let before = source.slice(Span::new(block.start(), span.start()));
    let start = before.rfind(['.', '!', '?', '\n']).map_or(block.start(), |at| block.start() + at + 1);
    let after = source.slice(Span::new(span.end(), block.end()));
    let end = after.find(['.', '!', '?', '\n']).map_or(block.end(), |at| span.end() + at + 1);
    Span::new(start, end)
}
