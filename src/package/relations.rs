//! Which part of a package belongs to which other one. Links out of the package are left out.

use crate::package::{Node, PackageError, Xml};

/// A link from one part to another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Its name within the part that it starts from.
    pub id: String,
    /// What the other part is, as an address.
    pub kind: String,
    /// Name of the other part, from the root of the package.
    pub target: String,
}

impl Relation {
    /// Whether the other part is of a kind: `comments`, `styles`. The addresses of the strict and the transitional
    /// form of the format differ in all but the end.
    pub fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

/// The links that a relationship part names; `base` is the part that they start from.
///
/// # Errors
/// Broken XML.
pub fn relations(text: &str, part: &str, base: &str) -> Result<Vec<Relation>, PackageError> {
    let mut found = Vec::new();
    let mut xml = Xml::new(text, part);
    while let Some(node) = xml.next()? {
        let Node::Start(tag) = node else { continue };
        if tag.name != "Relationship" || tag.get("TargetMode").is_some_and(|mode| mode == "External") {
            continue;
        }
        if let (Some(id), Some(kind), Some(target)) = (tag.get("Id"), tag.get("Type"), tag.get("Target")) {
            found.push(Relation { id, kind, target: resolve(base, &target) });
        }
    }
    Ok(found)
}

/// The name of the part that holds the links of a part: `word/_rels/document.xml.rels`.
pub fn relations_name(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').map_or(("", part), |(folder, file)| (folder, file));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{file}.rels")
}

/// A target as written, from the root of the package.
fn resolve(base: &str, target: &str) -> String {
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let whole = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_string(),
        None => format!("{folder}/{target}"),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_from_the_root() {
        let table = [
            ("", "word/document.xml", "word/document.xml"),
            ("word/document.xml", "comments.xml", "word/comments.xml"),
            ("word/document.xml", "/word/styles.xml", "word/styles.xml"),
            ("word/document.xml", "../docProps/core.xml", "docProps/core.xml"),
            ("a.xml", "../../b.xml", "b.xml"),
        ];
        for (base, target, expected) in table {
            assert_eq!(resolve(base, target), expected, "{base} {target}");
        }
        assert_eq!(relations_name("word/document.xml"), "word/_rels/document.xml.rels");
        assert_eq!(relations_name("document.xml"), "_rels/document.xml.rels");
    }

    #[test]
    fn links_out_of_the_package_are_left_out() {
        let text = "<Relationships><Relationship Id='a' Type='x/comments' Target='c.xml'/>\
                    <Relationship Id='b' Type='x/hyperlink' Target='http://h' TargetMode='External'/></Relationships>";
        let found = relations(text, "r", "word/document.xml").expect("links");
        assert_eq!(found.len(), 1);
        assert!(found[0].is("comments") && found[0].target == "word/c.xml");
    }
}
