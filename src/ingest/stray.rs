//! Remains of markup in plain text: tags are taken out, character references decoded, offsets kept.

use crate::ingest::draft::problem;
use crate::ingest::entities;
use crate::ingest::tags::{Flow, flow, tags};
use crate::model::{OffsetMap, Problem, ProblemKind, Span};

/// The text without tags and with character references decoded, and the way back.
pub(super) fn without_markup(text: String, problems: &mut Vec<Problem>) -> (String, OffsetMap) {
    let edits = edits(&text, problems);
    if edits.is_empty() {
        return (text, OffsetMap::identity());
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut map = OffsetMap::default();
    let mut at = 0;
    let keep = |from: usize, to: usize, cleaned: &mut String, map: &mut OffsetMap| {
        if from < to {
            map.push(cleaned.len(), Span::new(from, to), true);
            cleaned.push_str(text.get(from..to).unwrap_or(""));
        }
    };
    for (span, replacement) in &edits {
        if span.start() < at {
            continue;
        }
        keep(at, span.start(), &mut cleaned, &mut map);
        if !replacement.is_empty() {
            map.push(cleaned.len(), *span, false);
            cleaned.push_str(replacement);
        }
        at = span.end();
    }
    keep(at, text.len(), &mut cleaned, &mut map);
    if map == OffsetMap::default() {
        map.push(0, Span::new(0, 0), false);
    }
    (cleaned, map)
}

/// What stands in the place of what, in order.
fn edits(text: &str, problems: &mut Vec<Problem>) -> Vec<(Span, String)> {
    let mut edits: Vec<(Span, String)> = Vec::new();
    let mut broken = None;
    let mut hidden: Option<(usize, String)> = None;
    for tag in if text.contains('<') { tags(text) } else { Vec::new() } {
        let name = tag.name.to_ascii_lowercase();
        let kind = flow(&name);
        if kind == Flow::Unknown && !tag.name.is_empty() || tag.name.is_empty() && !is_comment(text, tag.span)
        {
            continue;
        }
        if tag.broken {
            broken = broken.or(Some(tag.span));
        }
        match (&hidden, tag.closing) {
            // "<button>Share</button>": the words between the two tags are no text.
            (Some((start, open)), true) if *open == name => {
                let span = Span::new(*start, tag.span.end());
                if !text.get(span.range()).unwrap_or("").contains('\n') {
                    edits.push((span, String::new()));
                }
                hidden = None;
            }
            (None, false) if kind == Flow::Hidden && !tag.broken => {
                hidden = Some((tag.span.start(), name.clone()));
            }
            _ => {}
        }
        let replacement = if kind == Flow::Block && !tag.broken { "\n" } else { "" };
        edits.push((tag.span, replacement.to_string()));
    }
    for (at, _) in text.match_indices('&') {
        let rest = text.get(at..).unwrap_or("");
        if let Some((len, decoded)) = entities::decode(rest)
            && rest.get(..len).is_some_and(|written| written.ends_with(';'))
        {
            edits.push((Span::new(at, at + len), decoded));
        }
    }
    // Longer edits first where two start at the same place: an element before its tag.
    edits.sort_by_key(|(span, _)| (span.start(), std::cmp::Reverse(span.end())));
    if let Some(span) = broken {
        let place = Some(Span::new(span.start(), span.start()));
        problems.push(problem(
            ProblemKind::Markup,
            place,
            "a tag without an end was left out up to the end of its line",
        ));
    }
    edits
}

fn is_comment(text: &str, span: Span) -> bool {
    text.get(span.range()).is_some_and(|tag| tag.starts_with("<!"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_plain_text_is_taken_out() {
        let cases = [
            ("<b>Host:</b> Good &amp; bad, 3 < 4", "Host: Good & bad, 3 < 4"),
            ("One.<br>Two.<button>Share</button> Three.", "One.\nTwo. Three."),
            ("One.\n<button class=\"a\" data-x=\"b\nTwo.", "One.\n\nTwo."),
            ("the <name> of it", "the <name> of it"),
        ];
        for (text, expected) in cases {
            assert_eq!(without_markup(text.to_string(), &mut Vec::new()).0, expected, "{text}");
        }
    }

    #[test]
    fn offsets_lead_back() {
        let raw = "a &amp; <i>b</i> c";
        let (text, map) = without_markup(raw.to_string(), &mut Vec::new());
        let at = text.find("b c").expect("words");
        assert_eq!(map.to_raw(Span::new(at, at + 3)), Span::new(11, raw.len()));
    }
}
