//! JSON: our own shape (`title`, `published`, `byline`, `body` or `turns`) and IPTC ninjs (`headline`,
//! `versioncreated`, `byline`, `body_text` or `body_xhtml`). Any other shape is refused.

use serde::Deserialize;

use crate::ingest::draft::{Draft, problem};
use crate::ingest::json_strings::{Found, strings, unescape};
use crate::ingest::{dates, html, plain};
use crate::lexicon::layout::Layout;
use crate::model::{BlockKind, OffsetMap, ProblemKind, Span};

const SHAPE: &str = "expected {\"title\", \"published\", \"byline\", \"body\" or \"turns\": [{\"speaker\", \"text\"}]} \
                     or IPTC ninjs with \"body_text\" or \"body_xhtml\"";

/// The keys that are read; others may stand beside them.
#[derive(Debug, Deserialize)]
struct Raw {
    title: Option<String>,
    headline: Option<String>,
    published: Option<String>,
    versioncreated: Option<String>,
    firstcreated: Option<String>,
    byline: Option<String>,
    sources: Option<Vec<String>>,
    body: Option<String>,
    body_text: Option<String>,
    body_xhtml: Option<String>,
    turns: Option<Vec<RawTurn>>,
}

#[derive(Debug, Deserialize)]
struct RawTurn {
    #[allow(dead_code, reason = "checked here, read from the file with its place")]
    speaker: Option<String>,
    #[allow(dead_code, reason = "checked here, read from the file with its place")]
    text: String,
}

/// Reads JSON; the error says what was expected and what was found.
pub(super) fn read(file: &str, layout: &Layout) -> Result<Draft, String> {
    let raw: Raw =
        serde_json::from_str(file).map_err(|error| format!("{SHAPE}, found something else: {error}"))?;
    if raw.body.is_none() && raw.turns.is_none() && raw.body_text.is_none() && raw.body_xhtml.is_none() {
        return Err(format!("{SHAPE}, found none of the keys that hold text"));
    }
    let found = strings(file);
    let mut draft = Draft::default();
    // In the order of the file, so that offsets never go back.
    let (turns, fields): (Vec<&Found>, Vec<&Found>) =
        found.iter().partition(|string| string.path.starts_with("turns/"));
    let title = if raw.title.is_some() { "title" } else { "headline" };
    let xhtml = raw.body_text.is_none() && raw.body.is_none();
    let first_turn = turns.first().map_or(usize::MAX, |string| string.span.start());
    let mut turns = Some(turns);
    for string in fields {
        if string.span.start() > first_turn {
            conversation(&mut draft, file, turns.take().unwrap_or_default());
        }
        let (words, map) = unescape(file, string.span);
        match string.path.as_str() {
            path if path == title => {
                let mut heading = plain::read(words);
                for block in &mut heading.blocks {
                    block.kind = BlockKind::Heading;
                }
                append(&mut draft, heading, &map);
            }
            "body" | "body_text" => append(&mut draft, plain::read(words), &map),
            "body_xhtml" if xhtml => append(&mut draft, html::read(&words, layout), &map),
            _ => {}
        }
    }
    conversation(&mut draft, file, turns.take().unwrap_or_default());
    draft.metadata.title = raw.title.or(raw.headline);
    draft.metadata.byline = raw.byline;
    draft.metadata.sources = raw.sources.unwrap_or_default();
    if let Some(written) = raw.published.or(raw.versioncreated).or(raw.firstcreated) {
        draft.metadata.published = dates::iso(&written);
        if draft.metadata.published.is_none() {
            let written: String = written.chars().filter(|letter| !letter.is_control()).take(40).collect();
            let detail = format!("expected a date such as 2026-11-03, found \"{written}\"");
            draft.problems.push(problem(ProblemKind::Metadata, None, detail));
        }
    }
    Ok(draft)
}

/// Adds turns, in the order of the file: the speaker's name as a label apart from what is said.
fn conversation(draft: &mut Draft, file: &str, strings: Vec<&Found>) {
    let mut number = String::new();
    let mut speaker: Option<Span> = None;
    let mut said: Option<usize> = None;
    for string in strings {
        let mut steps = string.path.split('/').skip(1);
        let (Some(turn), Some(key)) = (steps.next(), steps.next()) else {
            continue;
        };
        if turn != number {
            number = turn.to_string();
            (speaker, said) = (None, None);
        }
        let (words, map) = unescape(file, string.span);
        match key {
            "speaker" => {
                let at = draft.text.len();
                let name = words.replace('\n', " ");
                let len = name.trim_end().len();
                append(draft, Draft { text: name, ..Draft::default() }, &map);
                speaker = Some(Span::new(at, at + len));
            }
            "text" => {
                said = Some(draft.blocks.len());
                append(draft, plain::read(words), &map);
            }
            _ => {}
        }
        if let (Some(label), Some(block)) = (speaker, said.and_then(|said| draft.blocks.get_mut(said))) {
            block.label = Some(label);
        }
    }
}

/// Puts a draft of one string behind what there is; `map` leads from that string to the file.
fn append(draft: &mut Draft, other: Draft, map: &OffsetMap) {
    let base = draft.text.len();
    let joined = other.map.then(map);
    let mut at = 0;
    // Every letter is mapped; runs that touch are joined again by the map itself.
    for letter in other.text.chars() {
        let end = at + letter.len_utf8();
        let raw = joined.to_raw(Span::new(at, end));
        draft.map.push(base + at, raw, raw.len() == end - at);
        at = end;
    }
    let end = joined.to_raw(Span::new(0, at)).end();
    draft.text.push_str(&other.text);
    draft.map.push(draft.text.len(), Span::new(end, end), false);
    draft.text.push_str("\n\n");
    let shift = |span: Span| Span::new(span.start() + base, span.end() + base);
    draft.blocks.extend(other.blocks.into_iter().map(|mut block| {
        block.span = shift(block.span);
        block.strong = block.strong.into_iter().map(shift).collect();
        block
    }));
    draft.problems.extend(other.problems);
}
