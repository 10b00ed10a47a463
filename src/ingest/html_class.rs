//! Which HTML elements hold page furniture, told by class and id, and where such an element really ends: its own
//! end tag is often missing, or belongs to another element.

use rustc_hash::FxHashMap;

use crate::ingest::html::{Event, Sort};
use crate::ingest::tags::{Flow, flow};
use crate::lexicon::layout::Layout;
use crate::limits::MAX_HTML_DEPTH;

/// A paragraph of at least so many bytes is text, not furniture.
const LONG_PARAGRAPH: usize = 90;
/// An element with more long paragraphs than this holds the article, whatever its class says.
const MANY_PARAGRAPHS: usize = 2;

/// What the names in `class` and `id` say.
pub(super) fn sort_of_names(names: &str, layout: &Layout) -> Sort {
    let mut byline = false;
    let mut caption = false;
    for name in names.split_whitespace() {
        // "newsletter-signup" and "newsletterSignup" are looked at part by part; "related" also as a whole.
        let mut part = String::with_capacity(name.len());
        let mut parts: Vec<String> = vec![name.to_lowercase()];
        for letter in name.chars().take(64) {
            if !letter.is_alphanumeric() || letter.is_uppercase() && part.ends_with(char::is_lowercase) {
                parts.push(std::mem::take(&mut part));
            }
            if letter.is_alphanumeric() {
                part.extend(letter.to_lowercase());
            }
        }
        parts.push(part);
        for part in &parts {
            if layout.class_furniture.contains(part.as_str()) {
                return Sort::Furniture;
            }
            byline |= layout.class_byline.contains(part.as_str());
            caption |= layout.class_caption.contains(part.as_str());
        }
    }
    match (byline, caption) {
        (_, true) => Sort::Caption,
        (true, false) => Sort::Byline,
        (false, false) => Sort::Text,
    }
}

/// For every start tag the event at which its element ends.
pub(super) fn ends(events: &[Event], file: &str) -> Vec<usize> {
    let mut ends = matched(events);
    let next_block = next_block(events);
    let weight = weights(events, file);
    for (at, event) in events.iter().enumerate() {
        let Event::Start { name, sort } = event else {
            continue;
        };
        if *sort == Sort::Text && !matches!(name.as_str(), "figcaption" | "caption") {
            continue;
        }
        let Some(end) = ends.get_mut(at) else { continue };
        let block = next_block.get(at + 1).copied().unwrap_or(events.len());
        let holds = |end: usize| {
            let sum = |at: usize| weight.get(at.min(events.len())).copied().unwrap_or((0, 0));
            let (from, to) = (sum(at + 1), sum(end));
            (to.0 - from.0, to.1 - from.1)
        };
        let simple = matches!(
            name.as_str(),
            "p" | "li" | "span" | "a" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "td" | "time"
        );
        let (headlines, paragraphs) = if *end == usize::MAX { (0, 0) } else { holds(*end) };
        // Not closed, or closed by the end tag of another element: it ends where the next block begins.
        if *end == usize::MAX || headlines > 0 || paragraphs > MANY_PARAGRAPHS {
            *end = block;
        } else if simple {
            *end = (*end).min(block);
        }
    }
    ends
}

/// The end tag of each start tag, by name; `usize::MAX` where there is none.
fn matched(events: &[Event]) -> Vec<usize> {
    let mut ends = vec![usize::MAX; events.len()];
    let mut open: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Start { name, .. } => {
                let stack = open.entry(name).or_default();
                if matches!(name.as_str(), "p" | "li" | "dt" | "dd" | "td" | "tr") {
                    // A new one closes the one before.
                    if let Some(before) = stack.pop()
                        && let Some(end) = ends.get_mut(before)
                    {
                        *end = at;
                    }
                }
                if stack.len() < MAX_HTML_DEPTH {
                    stack.push(at);
                }
            }
            Event::End { name } => {
                if let Some(start) = open.get_mut(name.as_str()).and_then(Vec::pop)
                    && let Some(end) = ends.get_mut(start)
                {
                    *end = at;
                }
            }
            Event::Text(_) => {}
        }
    }
    ends
}

/// For every event the first start of a block at or after it.
fn next_block(events: &[Event]) -> Vec<usize> {
    let mut next = vec![events.len(); events.len() + 1];
    let mut block = events.len();
    for (at, event) in events.iter().enumerate().rev() {
        if let Event::Start { name, .. } = event
            && flow(name) == Flow::Block
            && !matches!(name.as_str(), "br" | "li" | "hr")
        {
            block = at;
        }
        if let Some(slot) = next.get_mut(at) {
            *slot = block;
        }
    }
    next
}

/// Running sums before each event: main headlines, long paragraphs.
fn weights(events: &[Event], file: &str) -> Vec<(usize, usize)> {
    let mut sums = Vec::with_capacity(events.len() + 1);
    let (mut headlines, mut paragraphs) = (0, 0);
    let mut words = 0;
    let mut in_paragraph = false;
    for event in events {
        sums.push((headlines, paragraphs));
        match event {
            Event::Text(span) => words += file.get(span.range()).map_or(0, |text| text.trim().len()),
            Event::Start { name, .. } | Event::End { name } if flow(name) == Flow::Block => {
                paragraphs += usize::from(in_paragraph && words >= LONG_PARAGRAPH);
                words = 0;
                let starts = matches!(event, Event::Start { .. });
                in_paragraph = starts && name == "p";
                headlines += usize::from(starts && name == "h1");
            }
            Event::Start { .. } | Event::End { .. } => {}
        }
    }
    sums.push((headlines, paragraphs));
    sums
}
