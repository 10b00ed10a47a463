//! What a document says about itself: title, day of publication, author, place. The user's word comes first, then
//! the format's own fields, then bylines, then the dateline.

use jiff::civil::Date;

use crate::ingest::dates;
use crate::ingest::draft::problem;
use crate::lexicon::layout::Layout;
use crate::model::{BlockKind, Document, Metadata, ProblemKind, Role, Span};

/// How much of a text is looked at for American habits, in bytes.
const HABITS: usize = 4_000;

/// Fills in the metadata of a document that has its blocks.
pub(super) fn fill(document: &mut Document, fields: Metadata, user: Option<Date>, layout: &Layout) {
    let mut metadata = fields;
    if metadata.title.is_none() {
        let heading = document.blocks.iter().find(|block| block.kind == BlockKind::Heading);
        metadata.title = heading.map(|block| document.slice(block.span).to_string());
    }
    let american = is_american(document, layout);
    let mut year_less = false;
    for block in document.blocks.iter().filter(|block| block.kind == BlockKind::Byline) {
        let words = document.slice(block.span);
        if metadata.dateline_place.is_none() {
            metadata.dateline_place = place(words, layout);
        }
        if metadata.byline.is_none() && !words.starts_with(|letter: char| letter.is_ascii_digit()) {
            metadata.byline = author(words, document.lower(block.span), layout);
        }
        if let Some(found) = dates::find(words, layout, american) {
            year_less |= found.year.is_none();
            if let Some(date) = found.date().filter(|_| metadata.published.is_none() && user.is_none()) {
                let span = Span::new(block.span.start() + found.start, block.span.start() + found.end);
                metadata.published = Some(date);
                metadata.published_span = Some(span);
                if found.ambiguous {
                    let order = if american { "month first" } else { "day first" };
                    let detail = format!("\"{}\" was read {order}, as {date}", document.slice(span));
                    let mut seen = problem(ProblemKind::Metadata, Some(span), detail);
                    seen.document = Some(document.id);
                    document.problems.push(seen);
                }
            }
        }
    }
    if user.is_some() {
        metadata.published = user;
        metadata.published_span = None;
    }
    if metadata.published.is_none() {
        let mut detail = if year_less {
            "the dateline gives no year, so the day of publication is not known: relative dates are compared field by field"
        } else {
            "no day of publication was found: relative dates are compared field by field"
        }
        .to_string();
        if let Some(saved) = metadata.saved {
            let option = match document.role {
                Role::Piece => "--published",
                Role::Source => "--source-published",
            };
            detail.push_str(&format!(" (the file was last saved on {saved}; {option} gives the day)"));
        }
        let mut seen = problem(ProblemKind::NoDate, None, detail);
        seen.document = Some(document.id);
        document.problems.push(seen);
    }
    document.metadata = metadata;
}

/// The name after "By", up to a separator.
fn author(words: &str, lower: &str, layout: &Layout) -> Option<String> {
    let start = layout.byline_start.iter().find(|start| lower.starts_with(start.as_str()));
    let name = match start {
        Some(start) => words.get(start.len()..)?,
        None => words.split_once(" = ")?.1,
    };
    let name = name.split(['|', '·', '(', '/', ',']).next()?.trim();
    let name: Vec<&str> = name.split_whitespace().filter(|word| !word.contains('@')).collect();
    (!name.is_empty()).then(|| name.join(" "))
}

/// The place at the start of a dateline: capitals, or what stands before a comma and a date.
fn place(words: &str, layout: &Layout) -> Option<String> {
    let words = words.trim_start_matches(['*', '_']);
    let first = words.split([',', '(', '—', '–', '|']).next()?.trim().trim_end_matches([' ', '.', '-']);
    let first = first.split(" - ").next()?.trim();
    let capitals = first.chars().filter(|letter| letter.is_uppercase()).count() >= 2
        && !first.chars().any(char::is_lowercase);
    let dated = words.contains(',')
        && first.split_whitespace().count() <= 3
        && first.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
        && dates::find(words, layout, false)
            .is_some_and(|found| found.start <= first.len() + 2 && found.start > 0);
    let letters =
        !first.is_empty() && !first.contains(|letter: char| letter.is_ascii_digit() || letter == '@');
    (letters && (capitals || dated)).then(|| first.to_string())
}

/// "March 14, 2025" and the like: the month comes first.
fn is_american(document: &Document, layout: &Layout) -> bool {
    let end =
        document.text().char_indices().map(|(at, _)| at).take_while(|at| *at <= HABITS).last().unwrap_or(0);
    let head = document.slice(Span::new(0, end));
    let words: Vec<&str> = head.split_whitespace().collect();
    words.windows(3).any(|three| {
        let [month, day, year] = three else { return false };
        let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        layout.month(&bare(month)).is_some()
            && day.ends_with(',')
            && bare(day).parse::<u8>().is_ok()
            && bare(year).len() == 4
            && bare(year).parse::<u16>().is_ok()
    })
}
