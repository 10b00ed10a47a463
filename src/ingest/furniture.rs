//! Page furniture, bylines and captions among the blocks that nobody speaks: told by a few words of theirs, by
//! the share of links, by separators. Never touches what is longer than a line.

use crate::ingest::draft::DraftBlock;
use crate::ingest::{dates, stage};
use crate::lexicon::layout::Layout;
use crate::model::{BlockKind, Document};

/// A line of furniture is no longer than this, in bytes.
const LONGEST_LINE: usize = 220;
/// ... if it is known by its beginning only.
const LONGEST_START: usize = 130;
/// A byline is no longer than this.
const LONGEST_BYLINE: usize = 150;
/// A byline stands among so many blocks at the start, unless it holds an address.
const BYLINE_BLOCKS: usize = 14;

/// Sets the kind of a block that has none of its own yet.
pub(super) fn classify(document: &Document, block: &mut DraftBlock, idx: usize, layout: &Layout) {
    if matches!(block.kind, BlockKind::Boilerplate) {
        return;
    }
    let words = document.slice(block.span);
    if words.len() > LONGEST_LINE {
        // A class may call a whole article "meta".
        if block.kind == BlockKind::Byline {
            block.kind = BlockKind::Paragraph;
        }
        return;
    }
    let lower = document.lower(block.span).replace('’', "'");
    let bold_question = block.all_strong() && words.trim_end().ends_with('?');
    if stage::is_remark(words, layout) {
        block.kind = BlockKind::StageDirection;
    } else if layout.caption_start.iter().any(|start| lower.starts_with(start.as_str())) {
        block.kind = BlockKind::Caption;
    } else if block.kind == BlockKind::Byline {
    } else if is_byline(document, block, words, &lower, idx, layout) {
        block.kind = BlockKind::Byline;
    } else if !bold_question && (is_furniture(words, &lower, block, layout) || is_links(block, words)) {
        block.kind = BlockKind::Boilerplate;
    }
}

fn is_furniture(words: &str, lower: &str, block: &DraftBlock, layout: &Layout) -> bool {
    let bare = lower.trim_matches(|letter: char| !letter.is_alphanumeric());
    if layout.furniture_line.contains(bare) || !words.contains(char::is_alphanumeric) {
        return true;
    }
    let start = lower.len() <= LONGEST_START
        && block.kind != BlockKind::Heading
        && layout
            .furniture_start
            .iter()
            .any(|start| lower.trim_start_matches(['[', '(', '>', ' ']).starts_with(start.as_str()));
    let inside = block.kind != BlockKind::Heading
        && layout.furniture_inside.iter().any(|phrase| lower.contains(phrase.as_str()));
    let marks = words
        .split_whitespace()
        .filter(|word| matches!(*word, "|" | "›" | "»" | ">>" | ">" | "·" | "•" | "/" | "+++"))
        .count();
    let buttons = words.starts_with('[') && words.ends_with(']') && words.len() < 60;
    start
        || inside
        || marks >= 2 && words.len() <= LONGEST_START && block.kind != BlockKind::Heading
        || buttons
}

/// Mostly links, and no sentence.
fn is_links(block: &DraftBlock, words: &str) -> bool {
    block.linked * 10 >= words.len() * 7
        && !words.ends_with(['.', '!', '?'])
        && block.kind != BlockKind::Heading
}

fn is_byline(
    document: &Document,
    block: &DraftBlock,
    words: &str,
    lower: &str,
    idx: usize,
    layout: &Layout,
) -> bool {
    if words.len() > LONGEST_BYLINE || block.kind == BlockKind::ListItem {
        return false;
    }
    let sentence = words.ends_with(['.', '!', '?']) && words.split_whitespace().count() > 6;
    if has_address(words) && !sentence {
        return true;
    }
    if idx >= BYLINE_BLOCKS || sentence {
        return false;
    }
    // "By Ana Ruiz", "By our culture desk": a name or a desk follows, and no sentence.
    let named = layout.byline_start.iter().any(|start| {
        lower.strip_prefix(start.as_str()).is_some_and(|rest| {
            let from = words.len() - rest.len();
            let name = words.get(from..).unwrap_or("").trim_start_matches(['*', '_', ' ']);
            name.starts_with(char::is_uppercase) && name.split_whitespace().count() <= 16
                || layout.byline_roles.iter().any(|role| rest.contains(role.as_str()))
        })
    });
    if named {
        return true;
    }
    let role = words.contains(" = ") && layout.byline_roles.iter().any(|role| lower.contains(role.as_str()));
    // "Tuesday, 18 July 2023, 16:30", "Northern Wire, Monday 2 October 2023", "Published 08/06/2023 at 10:20".
    let date = dates::find(words, layout, false).is_some_and(|found| {
        let rest = document.slice(block.span).len() - (found.end - found.start);
        found.year.is_some() && (rest <= 70 || words.contains(['|', '·']))
            || rest <= 24 && words.split_whitespace().count() <= 6
    });
    let published = layout.published_words.iter().any(|word| lower.starts_with(word.as_str()))
        && words.contains(|letter: char| letter.is_ascii_digit());
    let sentence_like = words.ends_with(['.', '!', '?', ',']) && !date;
    (role || date && block.kind != BlockKind::Heading || published) && !sentence_like || is_place_line(words)
}

/// An e-mail address.
fn has_address(words: &str) -> bool {
    words.split_whitespace().any(|word| {
        word.trim_matches(['(', ')', '<', '>', ',', '.'])
            .split_once('@')
            .is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !host.contains('@'))
    })
}

/// "PORT ELLEN, Scotland, Monday" on a line of its own: a place in capitals, then short parts.
fn is_place_line(words: &str) -> bool {
    let Some((place, rest)) = words.split_once(',') else {
        return false;
    };
    place.len() >= 4
        && place.len() <= 30
        && !place.chars().any(char::is_lowercase)
        && place.chars().filter(|letter| letter.is_uppercase()).count() >= 4
        && rest.split_whitespace().count() <= 5
        && rest
            .split_whitespace()
            .all(|word| word.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit()))
        && !words.ends_with(['.', '!', '?'])
}
