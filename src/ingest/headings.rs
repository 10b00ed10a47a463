//! Headlines in texts whose format has none: short lines without an end mark that stand above something longer.

use crate::ingest::draft::DraftBlock;
use crate::ingest::labels::Label;
use crate::lexicon::layout::Layout;
use crate::model::{BlockKind, Document};

/// A headline is no longer than this, in bytes.
const LONGEST: usize = 130;

/// Marks the headlines of plain text. Other formats have their own, but for lines such as "INTERVIEW".
pub(super) fn mark(
    document: &Document,
    drafts: &mut [DraftBlock],
    found: &[Option<Label>],
    plain: bool,
    layout: &Layout,
) {
    let texts: Vec<usize> = (0..drafts.len())
        .filter(|idx| drafts.get(*idx).is_some_and(|block| block.kind.has_sentences()))
        .collect();
    // Lines without end marks, one below the other, are not all headlines: some text must stand below.
    let has_body = texts.iter().filter_map(|idx| drafts.get(*idx)).any(|block| block.span.len() > LONGEST)
        || found.iter().any(Option::is_some);
    for (nth, &idx) in texts.iter().enumerate() {
        let labeled = |idx: usize| found.get(idx).is_some_and(Option::is_some);
        let Some(block) = drafts.get(idx) else { continue };
        if labeled(idx) || block.kind != BlockKind::Paragraph {
            continue;
        }
        let words = document.slice(block.span);
        let lower = document.lower(block.span);
        let announces =
            layout.interview_lines.contains(lower.trim_matches(|letter: char| !letter.is_alphanumeric()));
        let Some(&below) = texts.get(nth + 1) else {
            continue;
        };
        let longer = drafts
            .get(below)
            .is_some_and(|next| next.span.len() > words.len() || labeled(below) || short(document, next));
        let last_said = found.get(..idx).is_some_and(|before| before.iter().any(Option::is_some));
        let open = !words
            .trim_end_matches(['"', '”', '’', '»', '\'', ')'])
            .ends_with(['.', '!', '?', ':', ';', ',', '…', '-', '—']);
        // A headline may be a question, or end in a quotation's mark, where nothing stands above it.
        let top = nth == 0 && !words.ends_with(['.', ':', ',', ';']);
        if (announces
            || plain
                && has_body
                && words.len() <= LONGEST
                && (open || top)
                && longer
                && !last_said
                && !block.all_italic())
            && let Some(block) = drafts.get_mut(idx)
        {
            block.kind = BlockKind::Heading;
        }
    }
}

/// A second headline, or the line below one.
fn short(document: &Document, block: &DraftBlock) -> bool {
    document.slice(block.span).len() <= LONGEST
}
