//! What a Word document says about itself: title, author, and the day on which it was last saved. That day is no
//! day of publication (templates and archives carry any day); it is only shown where no other is known.

use crate::ingest::dates;
use crate::model::Metadata;
use crate::package::{Node, Package, PackageError, Xml, relations};

/// Reads the core properties of a package, if it has any.
pub(super) fn read(package: &mut Package<'_>, metadata: &mut Metadata) -> Result<(), PackageError> {
    let Some(links) = package.part("_rels/.rels")? else {
        return Ok(());
    };
    let links = relations(&links, "_rels/.rels", "")?;
    let Some(link) = links.iter().find(|link| link.is("core-properties")) else {
        return Ok(());
    };
    match package.part(&link.target)? {
        Some(text) => properties(&text, &link.target, metadata),
        None => Ok(()),
    }
}

fn properties(text: &str, part: &str, metadata: &mut Metadata) -> Result<(), PackageError> {
    let mut words = String::new();
    let mut open = "";
    let mut created = None;
    let mut xml = Xml::new(text, part);
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) => {
                open = tag.name;
                words.clear();
            }
            Node::Text(span) => words.push_str(text.get(span.range()).unwrap_or("")),
            Node::Written(letters, _) => words.push_str(&letters),
            Node::End(_) => {
                let found = words.split_whitespace().collect::<Vec<_>>().join(" ");
                match open {
                    "title" if !found.is_empty() => metadata.title = Some(found),
                    "creator" if !found.is_empty() => metadata.byline = Some(found),
                    "modified" => metadata.saved = dates::iso(&found),
                    "created" => created = dates::iso(&found),
                    _ => {}
                }
                open = "";
            }
        }
    }
    metadata.saved = metadata.saved.or(created);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_read() {
        let text = "<p xmlns:d='x'><d:title> Ferry &amp; port </d:title><d:creator>Ana Ruiz</d:creator>\
                    <d:created>2026-11-02T10:00:00Z</d:created><d:modified>soon</d:modified></p>";
        let mut metadata = Metadata::default();
        properties(text, "core.xml", &mut metadata).expect("properties");
        assert_eq!(metadata.title.as_deref(), Some("Ferry & port"));
        assert_eq!(metadata.byline.as_deref(), Some("Ana Ruiz"));
        assert_eq!(metadata.saved.map(|day| day.to_string()).as_deref(), Some("2026-11-02"));
        assert_eq!(metadata.published, None);
    }
}
