//! Puts the ends of comments into the XML of a Word document's text. A run is cut in two where a comment begins or
//! ends inside it; nothing else of the text is touched.

use std::collections::BTreeMap;

use crate::model::Span;
use crate::package::{Node, PackageError, Tag, Xml};

/// A comment, and the letters that it is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    /// Number of the comment.
    pub id: u32,
    /// From its first to its last letter, in bytes of the part.
    pub span: Span,
}

/// A run of the text, outside all boxes.
#[derive(Debug)]
struct Run {
    span: Span,
    /// Its start tag.
    open: Span,
    settings: Option<Span>,
    children: Vec<Child>,
}

/// What stands in a run.
#[derive(Debug)]
struct Child {
    span: Span,
    /// Its start tag, if it holds letters.
    letters: Option<Span>,
    /// Where its letters end.
    end: usize,
    /// Whether white space at the ends of its letters is kept.
    kept: bool,
}

/// Where a mark goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    /// Between two runs.
    Runs,
    /// Between two things in a run.
    Children(usize),
    /// Between two letters.
    Letters(usize, usize),
}

/// The marks at one place: what ends there comes before what begins there.
#[derive(Debug)]
struct Marks {
    cut: Cut,
    ends: Vec<u32>,
    begins: Vec<u32>,
}

/// The text of the part with the marks of all comments.
pub(super) fn splice(text: &str, part: &str, anchors: &[Anchor]) -> Result<String, PackageError> {
    let mut offsets: Vec<usize> =
        anchors.iter().flat_map(|anchor| [anchor.span.start(), anchor.span.end()]).collect();
    offsets.sort_unstable();
    let runs = runs(text, part, &offsets)?;
    let mut places: BTreeMap<usize, Marks> = BTreeMap::new();
    for anchor in anchors {
        for (offset, begins) in [(anchor.span.start(), true), (anchor.span.end(), false)] {
            let Some((at, cut)) = cut(&runs, offset, begins) else { continue };
            let marks = places.entry(at).or_insert(Marks { cut, ends: Vec::new(), begins: Vec::new() });
            if begins { marks.begins.push(anchor.id) } else { marks.ends.push(anchor.id) }
        }
    }
    let mut edits: Vec<(Span, String)> = Vec::new();
    for (at, marks) in &places {
        edits.push((Span::new(*at, *at), written(text, &runs, *at, marks)));
        if let Cut::Letters(run, child) = marks.cut
            && let Some(child) = runs.get(run).and_then(|run| run.children.get(child))
        {
            edits.extend(kept_spaces(text, child));
        }
    }
    edits.sort_by_key(|(span, _)| (span.start(), span.end()));
    edits.dedup_by(|one, other| one.0 == other.0);
    let mut out = String::with_capacity(text.len() + anchors.len() * 256);
    let mut at = 0;
    for (span, new) in edits {
        out.push_str(text.get(at..span.start()).unwrap_or(""));
        out.push_str(&new);
        at = span.end();
    }
    out.push_str(text.get(at..).unwrap_or(""));
    Ok(out)
}

/// The outermost runs in which one of the offsets lies.
fn runs(text: &str, part: &str, offsets: &[usize]) -> Result<Vec<Run>, PackageError> {
    let mut runs: Vec<Run> = Vec::new();
    let mut current: Option<Run> = None;
    // How many elements are open inside the run, itself included.
    let mut depth = 0_usize;
    let mut xml = Xml::new(text, part);
    while let Some(node) = xml.next()? {
        match (node, &mut current) {
            (Node::Start(tag), None) if tag.is_word("r") => {
                current = Some(Run { span: tag.span, open: tag.span, settings: None, children: Vec::new() });
                depth = 1;
            }
            (Node::Start(tag), Some(run)) => {
                depth += 1;
                if depth == 2 {
                    run.children.push(child(&tag));
                }
            }
            (Node::End(span), Some(run)) => {
                depth -= 1;
                if depth == 1 {
                    end_child(text, run, span);
                } else if depth == 0 {
                    run.span = run.span.cover(span);
                    let first = offsets.partition_point(|offset| *offset < run.span.start());
                    let inside = offsets.get(first).is_some_and(|offset| *offset <= run.span.end());
                    runs.extend(current.take().filter(|_| inside));
                }
            }
            _ => {}
        }
    }
    Ok(runs)
}

fn child(tag: &Tag<'_>) -> Child {
    Child {
        span: tag.span,
        letters: tag.is_word("t").then_some(tag.span),
        end: tag.span.end(),
        kept: tag.get("space").is_some_and(|value| value == "preserve"),
    }
}

fn end_child(text: &str, run: &mut Run, end: Span) {
    let Some(mut child) = run.children.pop() else { return };
    child.span = child.span.cover(end);
    child.end = end.start();
    let name = text.get(child.span.range()).unwrap_or("").trim_start_matches('<');
    let name = name.split([' ', '/', '>', '\n', '\r', '\t']).next().unwrap_or("");
    if name.rsplit(':').next() == Some("rPr") && run.children.is_empty() {
        run.settings = Some(child.span);
    } else {
        run.children.push(child);
    }
}

/// The place for a mark at an offset: where the letters are cut, or the nearest border of what cannot be cut.
fn cut(runs: &[Run], offset: usize, begins: bool) -> Option<(usize, Cut)> {
    let at = runs.partition_point(|run| run.span.end() < offset);
    let (idx, run) = runs.get(at).map(|run| (at, run))?;
    let inside = |child: &Child| {
        let span = child.span;
        if begins {
            span.start() <= offset && offset < span.end()
        } else {
            span.start() < offset && offset <= span.end()
        }
    };
    let Some(nth) = run.children.iter().position(inside) else {
        return Some((if begins { run.span.start() } else { run.span.end() }, Cut::Runs));
    };
    let child = run.children.get(nth)?;
    let (before, after) = match child.letters {
        Some(open) if open.end() < offset && offset < child.end => {
            return Some((offset, Cut::Letters(idx, nth)));
        }
        Some(open) => (offset <= open.end(), offset >= child.end),
        None => (offset == child.span.start(), offset == child.span.end()),
    };
    Some(match (before, after) {
        (true, _) if nth == 0 => (run.span.start(), Cut::Runs),
        (true, _) => (child.span.start(), Cut::Children(idx)),
        (_, true) if nth + 1 == run.children.len() => (run.span.end(), Cut::Runs),
        (_, true) => (child.span.end(), Cut::Children(idx)),
        // Inside a picture or a box, which takes no comment itself.
        _ => (if begins { run.span.start() } else { run.span.end() }, Cut::Runs),
    })
}

/// The XML at one place.
fn written(text: &str, runs: &[Run], at: usize, marks: &Marks) -> String {
    let slice = |span: Span| text.get(span.range()).unwrap_or("");
    let near = runs.iter().find(|run| run.span.start() <= at && at <= run.span.end());
    let name = near.map_or("w:r", |run| tag_name(slice(run.open)));
    let prefix = name.strip_suffix('r').unwrap_or("w:");
    let mut xml = String::new();
    for id in &marks.ends {
        xml.push_str(&format!(
            "<{prefix}commentRangeEnd {prefix}id=\"{id}\"/><{name}><{prefix}commentReference {prefix}id=\"{id}\"/></{name}>"
        ));
    }
    for id in &marks.begins {
        xml.push_str(&format!("<{prefix}commentRangeStart {prefix}id=\"{id}\"/>"));
    }
    let again = |run: usize| {
        runs.get(run)
            .map_or_else(String::new, |run| format!("{}{}", slice(run.open), run.settings.map_or("", slice)))
    };
    match marks.cut {
        Cut::Runs => xml,
        Cut::Children(run) => format!("</{name}>{xml}{}", again(run)),
        Cut::Letters(run, _) => {
            format!("</{prefix}t></{name}>{xml}{}<{prefix}t xml:space=\"preserve\">", again(run))
        }
    }
}

/// A text element that is cut must keep the white space at the cut, and still show none at its own ends.
fn kept_spaces(text: &str, child: &Child) -> Vec<(Span, String)> {
    let Some(open) = child.letters.filter(|_| !child.kept) else {
        return Vec::new();
    };
    let words = text.get(open.end()..child.end).unwrap_or("");
    let lead = words.len() - words.trim_start().len();
    let tail = words.len() - words.trim_end().len();
    let name = tag_name(text.get(open.range()).unwrap_or(""));
    let tag = format!("<{name} xml:space=\"preserve\">");
    let mut edits = vec![(Span::new(open.start(), open.end() + lead), tag)];
    if tail > 0 {
        edits.push((Span::new(child.end - tail, child.end), String::new()));
    }
    edits
}

fn tag_name(tag: &str) -> &str {
    tag.trim_start_matches('<').split([' ', '/', '>', '\n', '\r', '\t']).next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPACE: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";

    /// The part with one comment on the letters between the two bars.
    fn commented(body: &str) -> String {
        let marked = format!("<w:p {SPACE}>{body}</w:p>");
        let (start, end) = (marked.find('|').expect("a bar"), marked.rfind('|').expect("a bar") - 1);
        let text = marked.replace('|', "");
        let out = splice(&text, "d", &[Anchor { id: 7, span: Span::new(start, end) }]).expect("XML");
        let mut xml = Xml::new(&out, "d");
        while xml.next().expect("well-formed").is_some() {}
        let out = out.replace(&format!("<w:p {SPACE}>"), "").replace("</w:p>", "");
        let out = out.replace("<w:commentRangeStart w:id=\"7\"/>", "[");
        let end = "<w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r>";
        out.replace(end, "]").replace(" xml:space=\"preserve\"", "*")
    }

    #[test]
    fn runs_are_cut_where_a_comment_begins_and_ends() {
        let table = [
            ("<w:r><w:t>|a|</w:t></w:r>", "[<w:r><w:t>a</w:t></w:r>]"),
            (
                "<w:r x='1'><w:rPr><w:b/></w:rPr><w:t>one |two| three</w:t></w:r>",
                "<w:r x='1'><w:rPr><w:b/></w:rPr><w:t*>one </w:t></w:r>[<w:r x='1'><w:rPr><w:b/></w:rPr><w:t*>two</w:t></w:r>]\
                 <w:r x='1'><w:rPr><w:b/></w:rPr><w:t*> three</w:t></w:r>",
            ),
            (
                "<w:r><w:t>a|b</w:t></w:r><w:r><w:t>c|d</w:t></w:r>",
                "<w:r><w:t*>a</w:t></w:r>[<w:r><w:t*>b</w:t></w:r><w:r><w:t*>c</w:t></w:r>]<w:r><w:t*>d</w:t></w:r>",
            ),
            (
                "<w:r><w:t>a</w:t><w:tab/><w:t>|b|</w:t><w:br/></w:r>",
                "<w:r><w:t>a</w:t><w:tab/></w:r>[<w:r><w:t>b</w:t></w:r>]<w:r><w:br/></w:r>",
            ),
            (
                "<w:r><w:t>a</w:t>|<w:footnoteReference w:id='1'/>|</w:r>",
                "<w:r><w:t>a</w:t></w:r>[<w:r><w:footnoteReference w:id='1'/></w:r>]",
            ),
            (
                "<w:r><w:t> a|b| </w:t></w:r>",
                "<w:r><w:t*>a</w:t></w:r>[<w:r><w:t*>b</w:t></w:r>]<w:r><w:t*></w:t></w:r>",
            ),
            (
                "<w:r><w:pict><w:r><w:t>x|y|z</w:t></w:r></w:pict></w:r>",
                "[<w:r><w:pict><w:r><w:t>xyz</w:t></w:r></w:pict></w:r>]",
            ),
        ];
        for (body, expected) in table {
            assert_eq!(commented(body), expected, "{body}");
        }
    }

    #[test]
    fn comments_may_overlap_and_touch() {
        let text = format!("<w:p {SPACE}><w:r><w:t>abcdef</w:t></w:r></w:p>");
        let at = text.find("abcdef").expect("the letters");
        let anchor = |id, from, to| Anchor { id, span: Span::new(at + from, at + to) };
        let out = splice(&text, "d", &[anchor(0, 0, 2), anchor(1, 2, 4), anchor(2, 1, 6)]).expect("XML");
        let marks: Vec<(usize, &str)> = [
            "RangeStart w:id=\"0\"",
            "RangeStart w:id=\"2\"",
            "RangeEnd w:id=\"0\"",
            "RangeStart w:id=\"1\"",
            "RangeEnd w:id=\"1\"",
            "RangeEnd w:id=\"2\"",
        ]
        .into_iter()
        .map(|mark| (out.find(mark).expect("a mark"), mark))
        .collect();
        assert!(marks.is_sorted(), "{out}");
        assert_eq!(out.matches("<w:t").count(), 4, "{out}");
    }
}
