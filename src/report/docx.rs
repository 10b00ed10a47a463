//! `docx`: the Word document that was checked, with a comment on each finding. Everything else in it stays as it
//! was: the parts that need no change are copied as they lie in the archive. A pure function of the report and the
//! document's bytes; comments carry no date.

use std::collections::BTreeMap;

use crate::model::{ClaimResult, Document, Finding, Report, Span, WordPlaces};
use crate::package::{Node, Package, PackageError, Xml, relations, relations_name};
use crate::report::docx_splice::{Anchor, splice};
use crate::report::escape;

/// Longest passage of a source that a comment shows, in characters.
const LONGEST_PASSAGE: usize = 400;

const CONTENT_TYPES: &str = "[Content_Types].xml";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const TYPES_SPACE: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const LINKS_SPACE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The two forms of the format: Word's vocabulary, and the kind of a link to comments.
const TRANSITIONAL: (&str, &str) = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
);
const STRICT: (&str, &str) = (
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
);

/// The document with a comment on each finding that no reviewer let stand.
///
/// # Errors
/// A document that cannot be read, or not be copied.
pub fn render(report: &Report, file: &[u8], places: &WordPlaces) -> Result<Vec<u8>, PackageError> {
    let mut package = Package::open(file)?;
    let main = package.main_part()?;
    let text = package.needed(&main)?;
    let (space, kind) = if text.contains(STRICT.0) { STRICT } else { TRANSITIONAL };
    let links_name = relations_name(&main);
    let links = package.part(&links_name)?;
    let known = match &links {
        Some(text) => relations(text, &links_name, &main)?,
        None => Vec::new(),
    };
    let linked = known.iter().find(|link| link.is("comments")).map(|link| link.target.clone());
    let old = match &linked {
        Some(name) => package.part(name)?,
        None => None,
    };
    let comments_name = linked.clone().unwrap_or_else(|| beside(&main, "claimdiff-comments.xml"));
    let first_id = match &old {
        Some(text) => next_id(text, &comments_name)?,
        None => 0,
    };
    let mut anchors = Vec::new();
    let mut comments = String::new();
    if let Some(piece) = super::piece(report) {
        let open = report.findings().filter(|(_, finding)| finding.waived.is_none());
        for (id, (claim, finding)) in (first_id..).zip(open) {
            if let Some(span) = place(piece, claim, finding, places) {
                anchors.push(Anchor { id, span });
                comments.push_str(&comment(id, space, &paragraphs(report, claim, finding)));
            }
        }
    }
    let mut parts = BTreeMap::new();
    if !anchors.is_empty() {
        parts.insert(main.clone(), splice(&text, &main, &anchors)?);
        let empty = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{space}\"></w:comments>"
        );
        let whole = insert_last(old.as_deref().unwrap_or(&empty), &comments_name, &comments)?;
        parts.insert(comments_name.clone(), whole);
        if linked.is_none() {
            let id = free_id(known.iter().map(|link| link.id.as_str()));
            let file = comments_name.rsplit('/').next().unwrap_or("");
            let link = format!(
                "<Relationship xmlns=\"{LINKS_SPACE}\" Id=\"{id}\" Type=\"{kind}\" Target=\"{file}\"/>"
            );
            let empty = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"{LINKS_SPACE}\"></Relationships>"
            );
            let whole = insert_last(links.as_deref().unwrap_or(&empty), &links_name, &link)?;
            parts.insert(links_name, whole);
        }
        if old.is_none() {
            let types = package.needed(CONTENT_TYPES)?;
            let entry = format!(
                "<Override xmlns=\"{TYPES_SPACE}\" PartName=\"/{comments_name}\" ContentType=\"{COMMENTS_TYPE}\"/>"
            );
            parts.insert(CONTENT_TYPES.to_string(), insert_last(&types, CONTENT_TYPES, &entry)?);
        }
    }
    package.with_parts(parts)
}

/// Where a finding's words stand in the main part; failing that, its sentence, or the beginning of the text, so
/// that no finding is lost.
fn place(piece: &Document, claim: &ClaimResult, finding: &Finding, places: &WordPlaces) -> Option<Span> {
    let spans = [finding.claim_span, claim.span, Span::new(0, piece.text().len())];
    let whole = spans.map(|span| piece.raw_span(span)).into_iter().find_map(|span| places.part_span(span));
    whole.or_else(|| places.part_span(Span::new(0, usize::MAX)))
}

/// What a comment says, one paragraph each.
fn paragraphs(report: &Report, claim: &ClaimResult, finding: &Finding) -> Vec<String> {
    let mut lines = vec![format!("{}: {}", finding.severity.name(), finding.message)];
    let source = finding.source.zip(finding.source_span);
    let nearest = claim.evidence.first().map(|evidence| (evidence.source, evidence.span));
    if let Some((id, span)) = source.or(nearest)
        && let Some(document) = report.document(id)
    {
        let passage = claim
            .evidence
            .iter()
            .find(|evidence| evidence.source == id && evidence.span.contains(span))
            .map_or(span, |evidence| evidence.span);
        let (name, line) = (&document.name, document.line_of(span));
        let said = if source.is_some() { "says" } else { "comes nearest" };
        lines.push(format!("{name}, line {line}, {said}: “{}”", shortened(document.slice(passage))));
    }
    if let Some(suggestion) = &finding.suggestion {
        lines.push(format!("Change to: {suggestion}"));
    }
    lines.push(format!("Rule {}, confidence {:.2}", finding.rule, finding.confidence));
    lines
}

fn shortened(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= LONGEST_PASSAGE {
        return words;
    }
    words.chars().take(LONGEST_PASSAGE).chain(['…']).collect()
}

fn comment(id: u32, space: &str, lines: &[String]) -> String {
    let mut xml =
        format!("<w:comment xmlns:w=\"{space}\" w:id=\"{id}\" w:author=\"claimdiff\" w:initials=\"cd\">");
    for line in lines {
        let words = escape::html(line);
        xml.push_str(&format!("<w:p><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>"));
    }
    xml.push_str("</w:comment>");
    xml
}

/// The first id above those of the comments that are there.
fn next_id(text: &str, part: &str) -> Result<u32, PackageError> {
    let mut next = 0_u32;
    let mut xml = Xml::new(text, part);
    while let Some(node) = xml.next()? {
        if let Node::Start(tag) = node
            && tag.is_word("comment")
            && let Some(id) = tag.get("id").and_then(|id| id.parse::<u32>().ok())
        {
            next = next.max(id.saturating_add(1));
        }
    }
    Ok(next)
}

/// Puts XML before the end of a part's outermost element.
fn insert_last(text: &str, part: &str, inside: &str) -> Result<String, PackageError> {
    let mut xml = Xml::new(text, part);
    let mut end = Span::new(text.len(), text.len());
    let mut root = None;
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) => {
                root.get_or_insert(tag.span);
            }
            Node::End(span) => end = span,
            Node::Text(_) | Node::Written(..) => {}
        }
    }
    let (before, after) = text.split_at_checked(end.start()).unwrap_or((text, ""));
    let Some(root) = root.filter(|_| end.is_empty()) else {
        return Ok(format!("{before}{inside}{after}"));
    };
    // The element was empty: its one tag becomes two.
    let tag = text.get(root.range()).unwrap_or("");
    let name = tag.trim_start_matches('<').split([' ', '/', '>', '\n', '\r', '\t']).next().unwrap_or("");
    let (head, open) = (text.get(..root.start()).unwrap_or(""), tag.trim_end_matches("/>"));
    Ok(format!("{head}{open}>{inside}</{name}>{after}"))
}

fn free_id<'a>(taken: impl Iterator<Item = &'a str>) -> String {
    let taken: Vec<&str> = taken.collect();
    let mut ids = (1..).map(|nth: u32| format!("rIdClaimdiff{nth}"));
    ids.find(|id| !taken.contains(&id.as_str())).unwrap_or_default()
}

/// A file in the folder of a part.
fn beside(part: &str, file: &str) -> String {
    part.rsplit_once('/').map_or_else(|| file.to_string(), |(folder, _)| format!("{folder}/{file}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_is_put_at_the_end_of_the_outermost_element() {
        for (text, expected) in [
            ("<a><b/></a>", "<a><b/><c/></a>"),
            ("<?xml version='1.0'?>\n<a x='1'/>\n", "<?xml version='1.0'?>\n<a x='1'><c/></a>\n"),
            ("<n:a></n:a>", "<n:a><c/></n:a>"),
        ] {
            assert_eq!(insert_last(text, "p", "<c/>").expect("XML"), expected);
        }
    }

    #[test]
    fn ids_do_not_meet() {
        let text = "<w:comments xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>\
                    <w:comment w:id='4'/><w:comment w:id='2'/></w:comments>";
        assert_eq!(next_id(text, "c").expect("XML"), 5);
        assert_eq!(free_id(["rIdClaimdiff1", "rId2"].into_iter()), "rIdClaimdiff2");
    }
}
