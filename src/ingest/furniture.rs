//! What a block without a speaker is: text, headline, byline, stage direction, or page furniture.

use crate::ingest::draft::DraftBlock;
use crate::ingest::{dates, label};
use crate::lexicon::layout::Layout;
use crate::model::BlockKind;

/// A line longer than this is text, whatever it begins with.
const SHORT: usize = 140;
/// Longest headline in plain text.
const HEADLINE: usize = 120;

/// The kind of a block; `plain` says that the format has no headings of its own, `first` that nothing but furniture
/// stands before it.
pub(super) fn kind(text: &str, block: &DraftBlock, layout: &Layout, plain: bool, first: bool) -> BlockKind {
    let words = text.get(block.span.range()).unwrap_or("").trim();
    if matches!(
        block.kind,
        BlockKind::Boilerplate | BlockKind::Byline | BlockKind::StageDirection | BlockKind::Caption
    ) {
        return block.kind;
    }
    let lower = words.to_lowercase();
    if block.linked * 10 > words.len() * 6 && block.kind != BlockKind::Heading || is_furniture(&lower, layout)
    {
        return BlockKind::Boilerplate;
    }
    if is_stage(words) {
        return BlockKind::StageDirection;
    }
    if block.kind == BlockKind::Heading {
        return BlockKind::Heading;
    }
    if is_byline(words, &lower, layout) {
        return BlockKind::Byline;
    }
    if layout
        .caption_start
        .iter()
        .any(|start| lower.starts_with(start.as_str()))
    {
        return BlockKind::Caption;
    }
    let open_end = !words.ends_with(['.', '!', '?', '…', ';', ',', '"', '”', '\'', '’']);
    let announces = lower.len() < HEADLINE
        && layout
            .interview_lines
            .contains(lower.trim_matches([':', '.', ' ']));
    let quoted = words.starts_with(['«', '“', '"', '„']) && words.ends_with(['»', '”', '"', '“']);
    let headline = plain && words.len() <= HEADLINE && (open_end || (quoted && words.len() < 90));
    if announces || (headline && (first || words.split_whitespace().count() >= 2)) {
        return BlockKind::Heading;
    }
    block.kind
}

fn is_furniture(lower: &str, layout: &Layout) -> bool {
    if lower.len() > SHORT {
        return false;
    }
    let bare = lower.trim_matches(|letter: char| !letter.is_alphanumeric());
    let bars = lower.matches(['|', '›', '»', '>']).count() >= 2;
    bare.is_empty()
        || bars
        || layout.furniture_line.contains(bare)
        || layout
            .furniture_start
            .iter()
            .any(|start| lower.starts_with(start.as_str()) || bare.starts_with(start.as_str()))
        || layout
            .furniture_inside
            .iter()
            .any(|inside| lower.contains(inside.as_str()))
}

/// A whole block in brackets.
fn is_stage(words: &str) -> bool {
    let pair = |open: char, close: char| {
        words.starts_with(open) && words.ends_with(close) && words.matches(open).count() == 1
    };
    words.len() < 120 && (pair('(', ')') || pair('[', ']'))
}

fn is_byline(words: &str, lower: &str, layout: &Layout) -> bool {
    if words.len() > SHORT {
        return false;
    }
    let n_words = words.split_whitespace().count();
    let starts = layout
        .byline_start
        .iter()
        .any(|start| lower.starts_with(start.as_str()))
        && n_words <= 14;
    let published = layout
        .published_words
        .iter()
        .any(|word| lower.starts_with(word.as_str()))
        && n_words <= 16;
    let mail = lower.split_whitespace().any(|word| word.contains('@')) && n_words <= 12;
    let dated = n_words <= 10
        && dates::find(words, layout, false).is_some()
        && !words.ends_with('.')
        && !words.contains(": ");
    // "Paris = Correspondent …"
    let desk = words.contains(" = ")
        && layout
            .byline_roles
            .iter()
            .any(|role| lower.contains(role.as_str()));
    starts && !words.ends_with(['.', '?', '!']) || published || mail || dated || desk
}

/// The dateline at the start of a paragraph: its length with the dash and the spaces after it.
pub(super) fn dateline(words: &str, layout: &Layout) -> Option<usize> {
    let head = label::cut(words, 90);
    for dash in [" - ", " – ", " — ", " -- ", ". "] {
        let Some(at) = head.find(dash) else { continue };
        let prefix = head.get(..at)?;
        if is_dateline(prefix, dash == ". ", layout) {
            let end = at + dash.len();
            return Some(
                end + words
                    .get(end..)?
                    .chars()
                    .take_while(|l| l.is_whitespace() || matches!(l, '-' | '–' | '—'))
                    .map(char::len_utf8)
                    .sum::<usize>(),
            );
        }
    }
    None
}

fn is_dateline(prefix: &str, by_point: bool, layout: &Layout) -> bool {
    let first: String = prefix
        .chars()
        .take_while(|letter| letter.is_alphabetic())
        .collect();
    let shouted = first.chars().count() >= 3 && first.chars().all(char::is_uppercase);
    let words: Vec<&str> = prefix.split_whitespace().collect();
    let capital = words.iter().all(|word| !word.starts_with(char::is_lowercase));
    if by_point {
        return shouted && words.len() <= 4 && prefix.contains(',');
    }
    let dated = dates::find(prefix, layout, false).is_some();
    shouted && words.len() <= 10
        || dated && words.len() <= 9 && capital
        || capital && words.len() <= 3 && prefix.ends_with('.')
}
