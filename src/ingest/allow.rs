//! Inline waivers: found before any format is read, and taken out of the text, so that no stage ever takes them for
//! words of the piece. Whether they hold is not decided here.

use crate::ingest::Format;
use crate::ingest::tags;
use crate::model::{Allowance, Document, OffsetMap, Span};

/// What every inline waiver begins with.
const MARK: &str = "claimdiff:";
/// Longest remark, in characters, that a message repeats.
const SHOWN: usize = 60;

/// A text without its inline waivers.
#[derive(Debug)]
pub(super) struct Cut {
    /// What is left.
    pub text: String,
    /// From what is left to the whole text.
    pub map: OffsetMap,
    remarks: Vec<Remark>,
}

/// One remark, with places in the whole text.
#[derive(Debug, PartialEq, Eq)]
struct Remark {
    /// Where it begins.
    at: usize,
    /// What is taken out for it.
    span: Span,
    words: String,
    /// Whether nothing else stands in its line.
    alone: bool,
    covers: Option<usize>,
}

/// Takes the inline waivers out of a text; `None` if there are none.
pub(super) fn cut(text: &str, format: Format) -> Option<Cut> {
    if !text.contains(MARK) || format == Format::Json {
        return None;
    }
    let lines = lines(text);
    let mut remarks = comments(text);
    if format != Format::Html {
        bare(text, &lines, &mut remarks);
    }
    if remarks.is_empty() {
        return None;
    }
    stand_alone(text, &lines, &mut remarks);
    cover(text, &lines, &mut remarks);
    let mut left = String::with_capacity(text.len());
    let mut map = OffsetMap::default();
    let mut at = 0;
    let spans = remarks.iter().map(|remark| remark.span).chain([Span::new(text.len(), text.len())]);
    for span in spans {
        if let Some(words) = text.get(at..span.start()).filter(|words| !words.is_empty()) {
            map.push(left.len(), Span::new(at, span.start()), true);
            left.push_str(words);
        }
        at = span.end().max(at);
    }
    Some(Cut { text: left, map, remarks })
}

/// The waivers with their lines in the file; `decoded` leads from the whole text to the file.
pub(super) fn allowances(cut: &Cut, decoded: &OffsetMap, document: &Document) -> Vec<Allowance> {
    let line = |at: usize| document.raw_line_column(decoded.to_raw(Span::new(at, at + 1)).start()).0;
    let read = |remark: &Remark| {
        let (rule, reason) = parse(&remark.words);
        Allowance {
            line: line(remark.at),
            covers: if remark.alone { remark.covers.map(line) } else { Some(line(remark.at)) },
            rule: rule.to_string(),
            reason: reason.to_string(),
            written: remark.words.chars().take(SHOWN).collect(),
        }
    };
    cut.remarks.iter().map(read).collect()
}

/// The rule and the reason of `claimdiff: allow RULE: REASON`; what is missing is empty.
fn parse(words: &str) -> (&str, &str) {
    let rest = words.strip_prefix(MARK).unwrap_or("").trim_start();
    let Some(rest) = rest
        .strip_prefix("allow")
        .filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
    else {
        return ("", "");
    };
    let (rule, reason) = rest.split_once(':').unwrap_or((rest, ""));
    // "REASON" is what the report shows in the place of the reason.
    (rule.trim(), Some(reason.trim()).filter(|reason| *reason != "REASON").unwrap_or(""))
}

fn comments(text: &str) -> Vec<Remark> {
    let read = |tag: tags::Tag<'_>| {
        let words = text.get(tag.span.range())?.strip_prefix("<!--")?.strip_suffix("-->")?.trim();
        words.starts_with(MARK).then(|| Remark::new(tag.span, words))
    };
    tags::tags(text).into_iter().filter(|tag| tag.name.is_empty() && !tag.broken).filter_map(read).collect()
}

/// Lines that are nothing but a waiver, outside comments.
fn bare(text: &str, lines: &[Span], remarks: &mut Vec<Remark>) {
    let n_comments = remarks.len();
    let mut next = 0;
    for &line in lines {
        while next < n_comments && remarks.get(next).is_some_and(|remark| remark.span.end() <= line.start()) {
            next += 1;
        }
        let words = text.get(line.range()).unwrap_or("").trim();
        let inside =
            next < n_comments && remarks.get(next).is_some_and(|remark| remark.span.start() < line.end());
        // Anything else after the mark may be a speaker of that name.
        let allows = words.strip_prefix(MARK).is_some_and(|rest| rest.trim_start().starts_with("allow"));
        if allows && !inside {
            remarks.push(Remark::new(line, words));
        }
    }
    remarks.sort_by_key(|remark| remark.span);
}

/// Marks the remarks beside which nothing but other remarks stands; together they take their whole lines away.
fn stand_alone(text: &str, lines: &[Span], remarks: &mut [Remark]) {
    let blank = |from: usize, to: usize| text.get(from..to).is_some_and(|words| words.trim().is_empty());
    let whole: Vec<Span> = remarks.iter().map(|remark| whole_lines(lines, remark.span)).collect();
    // Where the remark before ends or the one after begins, and whether it is clear on its far side.
    let mut before = (0, true);
    for (remark, lines) in remarks.iter_mut().zip(&whole) {
        let shares = before.0 > lines.start();
        remark.alone = blank(before.0.max(lines.start()), remark.span.start()) && (!shares || before.1);
        before = (remark.span.end(), remark.alone);
    }
    let mut after = (usize::MAX, true);
    for (remark, lines) in remarks.iter_mut().zip(&whole).rev() {
        let shares = after.0 < lines.end();
        let clear = blank(remark.span.end(), after.0.min(lines.end())) && (!shares || after.1);
        after = (remark.span.start(), clear);
        remark.alone &= clear;
    }
    let mut taken = 0;
    for (remark, lines) in remarks.iter_mut().zip(&whole).filter(|(remark, _)| remark.alone) {
        remark.span = Span::new(lines.start().max(taken), lines.end());
        taken = lines.end();
    }
}

/// The lines that a stretch of the text touches, with their ends.
fn whole_lines(lines: &[Span], span: Span) -> Span {
    let at = |offset: usize| {
        let idx = lines.partition_point(|line| line.start() <= offset).checked_sub(1)?;
        lines.get(idx).copied()
    };
    let (first, last) = (at(span.start()), at(span.end().saturating_sub(1)));
    first.zip(last).map_or(span, |(first, last)| first.cover(last))
}

/// A remark that stands alone speaks of the next line that holds anything else.
fn cover(text: &str, lines: &[Span], remarks: &mut [Remark]) {
    let mut next_text = None;
    let mut open = remarks.iter_mut().rev().peekable();
    for &line in lines.iter().rev() {
        let words = text.get(line.range()).unwrap_or("");
        let mut covered = false;
        while let Some(remark) = open.next_if(|remark| remark.at >= line.start()) {
            remark.covers = next_text;
            covered |= remark.alone;
        }
        // Inner lines of a remark over several lines are no text either.
        covered |= open.peek().is_some_and(|remark| remark.alone && remark.span.end() > line.start());
        if !covered && !words.trim().is_empty() {
            next_text = Some(line.start() + words.len() - words.trim_start().len());
        }
    }
}

/// The lines with their ends, as the decoder counts them.
fn lines(text: &str) -> Vec<Span> {
    let end = if text.contains('\n') { '\n' } else { '\r' };
    let mut at = 0;
    text.split_inclusive(end)
        .map(|line| {
            at += line.len();
            Span::new(at - line.len(), at)
        })
        .collect()
}

impl Remark {
    fn new(span: Span, words: &str) -> Self {
        Self { at: span.start(), span, words: words.to_string(), alone: false, covers: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left, and for each remark its rule, reason and the words of the line that it speaks of.
    fn seen(text: &str, format: Format) -> (String, Vec<(String, String, Option<String>)>) {
        let Some(cut) = cut(text, format) else {
            return (text.to_string(), Vec::new());
        };
        let line = |at: usize| text[at..].lines().next().unwrap_or("").to_string();
        let remarks = cut.remarks.iter().map(|remark| {
            let (rule, reason) = parse(&remark.words);
            (rule.to_string(), reason.to_string(), remark.covers.filter(|_| remark.alone).map(line))
        });
        (cut.text.clone(), remarks.collect())
    }

    fn one(rule: &str, reason: &str, covers: Option<&str>) -> Vec<(String, String, Option<String>)> {
        vec![(rule.to_string(), reason.to_string(), covers.map(str::to_string))]
    }

    #[test]
    fn a_remark_alone_in_its_line_goes_with_the_line_and_speaks_of_the_next_one() {
        for (text, left) in [
            ("One.\n<!-- claimdiff: allow a/b: so agreed: yes -->\n\nTwo.\n", "One.\n\nTwo.\n"),
            ("One.\n  claimdiff: allow a/b: so agreed: yes\r\nTwo.\n", "One.\nTwo.\n"),
            ("One.\n<!--\nclaimdiff: allow a/b:\n so agreed: yes\n-->\nTwo.", "One.\nTwo."),
        ] {
            let (kept, found) = seen(text, Format::Markdown);
            assert_eq!(kept, left, "{text}");
            assert_eq!(found[0].2.as_deref(), Some("Two."), "{text}");
            assert_eq!((found[0].0.as_str(), found[0].1.as_str()), ("a/b", "so agreed: yes"), "{text}");
        }
    }

    #[test]
    fn a_remark_beside_text_goes_alone() {
        let text = "One. <!-- claimdiff: allow a/b: why -->\nTwo.";
        assert_eq!(seen(text, Format::Plain), ("One. \nTwo.".to_string(), one("a/b", "why", None)));
    }

    #[test]
    fn remarks_may_follow_each_other() {
        let text = "claimdiff: allow a/b: x\n<!-- claimdiff: allow c/d: y --> <!-- claimdiff: allow e/f: z -->\nOne.\n";
        let (left, found) = seen(text, Format::Plain);
        assert_eq!(left, "One.\n");
        assert!(found.iter().all(|(_, _, covers)| covers.as_deref() == Some("One.")), "{found:?}");
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn what_is_missing_is_empty() {
        for (text, rule, reason) in [
            ("<!-- claimdiff: allow a/b -->", "a/b", ""),
            ("<!-- claimdiff: allow a/b: REASON -->", "a/b", ""),
            ("<!-- claimdiff: alow a/b: x -->", "", ""),
            ("claimdiff: allow", "", ""),
        ] {
            assert_eq!(seen(text, Format::Markdown).1, one(rule, reason, None), "{text}");
        }
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for (text, format) in [
            ("claimdiff: We ask the questions.", Format::Plain),
            ("<!-- claimdiff is a tool --> claimdiff: x", Format::Markdown),
            ("<p>claimdiff: allow a/b: c</p>\nclaimdiff: allow a/b: c", Format::Html),
            ("{\"body\": \"claimdiff: allow a/b: c\"}", Format::Json),
        ] {
            assert_eq!(seen(text, format), (text.to_string(), Vec::new()), "{text}");
        }
    }

    #[test]
    fn many_remarks_in_one_line_take_no_longer_than_they_are_long() {
        let text = "<!-- claimdiff: allow a/b: c --> ".repeat(20_000) + "\nOne.";
        let (left, found) = seen(&text, Format::Plain);
        assert_eq!((left.trim(), found.len()), ("One.", 20_000));
    }

    #[test]
    fn offsets_lead_back_over_what_was_taken_out() {
        let text = "One.\nclaimdiff: allow a/b: c\nTwo.";
        let cut = cut(text, Format::Plain).unwrap();
        let at = cut.text.find("Two").unwrap();
        let raw = cut.map.to_raw(Span::new(at, at + 3));
        assert_eq!(&text[raw.range()], "Two");
    }
}
