//! The styles of a Word document, as far as they say what a paragraph is or how letters are set. The names looked
//! for are those that Word gives its own styles in every language.

use std::collections::BTreeMap;

use crate::model::BlockKind;
use crate::package::{Node, PackageError, Xml};

/// Longest chain of styles that are based on each other.
const LONGEST_CHAIN: usize = 16;
/// The outline level of running text.
const BODY_LEVEL: u8 = 9;

/// How one style, or one run, sets letters: nothing said is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub hidden: Option<bool>,
}

impl Letters {
    /// Takes in a property such as `w:b`; other names are let pass.
    pub(super) fn set(&mut self, name: &str, on: bool) {
        match name {
            "b" => self.bold = Some(on),
            "i" => self.italic = Some(on),
            "vanish" => self.hidden = Some(on),
            _ => {}
        }
    }
}

#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    level: Option<u8>,
    list: Option<bool>,
    letters: Letters,
}

/// All styles, by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    normal: Option<String>,
}

impl Styles {
    /// Reads the styles part.
    pub(super) fn read(text: &str, part: &str) -> Result<Self, PackageError> {
        let mut styles = Self::default();
        let mut current: Option<(String, Style)> = None;
        let mut depth = 0_usize;
        let mut xml = Xml::new(text, part);
        while let Some(node) = xml.next()? {
            let tag = match node {
                Node::Start(tag) => tag,
                Node::End(_) => {
                    depth = depth.saturating_sub(1);
                    if depth == 1
                        && let Some((id, style)) = current.take()
                    {
                        styles.by_id.insert(id, style);
                    }
                    continue;
                }
                Node::Text(_) | Node::Written(..) => continue,
            };
            depth += 1;
            if depth == 2 && tag.is_word("style") {
                let id = tag.get("styleId").unwrap_or_default();
                let default = tag.get("default").is_some_and(|value| value == "1" || value == "true");
                if default && tag.get("type").is_some_and(|kind| kind == "paragraph") {
                    styles.normal = Some(id.clone());
                }
                current = Some((id, Style::default()));
            }
            let Some((_, style)) = &mut current else { continue };
            // Deeper elements belong to parts of tables, or to tracked changes of the style.
            match (depth, tag.name) {
                (3, "name") => style.name = tag.val().unwrap_or_default().to_lowercase(),
                (3, "basedOn") => style.based_on = tag.val(),
                (4, "outlineLvl") => style.level = tag.val().and_then(|level| level.parse().ok()),
                (4, "numPr") => style.list = Some(true),
                (4, name) => style.letters.set(name, tag.is_on()),
                _ => {}
            }
        }
        Ok(styles)
    }

    /// The style and those that it is based on, nearest first.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        let first = id.and_then(|id| self.by_id.get(id));
        std::iter::successors(first, |style| self.by_id.get(style.based_on.as_deref()?)).take(LONGEST_CHAIN)
    }

    /// How a paragraph style sets letters.
    pub(super) fn of_paragraph(&self, id: Option<&str>) -> Letters {
        self.letters(id.or(self.normal.as_deref()))
    }

    /// How a style sets letters.
    pub(super) fn letters(&self, id: Option<&str>) -> Letters {
        let first = |of: fn(&Letters) -> Option<bool>| self.chain(id).find_map(|style| of(&style.letters));
        Letters {
            bold: first(|letters| letters.bold),
            italic: first(|letters| letters.italic),
            hidden: first(|letters| letters.hidden),
        }
    }

    /// What a paragraph is, by its style, its own outline level, and whether it is numbered itself.
    pub(super) fn kind(&self, id: Option<&str>, level: Option<u8>, listed: Option<bool>) -> BlockKind {
        let id = id.or(self.normal.as_deref());
        for style in self.chain(id) {
            let name = style.name.as_str();
            if matches!(name, "title" | "subtitle") || name.starts_with("heading ") {
                return BlockKind::Heading;
            }
            if name.starts_with("toc ") || matches!(name, "table of figures" | "header" | "footer") {
                return BlockKind::Boilerplate;
            }
            match name {
                "caption" => return BlockKind::Caption,
                "quote" | "intense quote" | "block text" => return BlockKind::Quotation,
                _ => {}
            }
        }
        let level = level.or_else(|| self.chain(id).find_map(|style| style.level));
        if level.is_some_and(|level| level < BODY_LEVEL) {
            return BlockKind::Heading;
        }
        match listed.or_else(|| self.chain(id).find_map(|style| style.list)) {
            Some(true) => BlockKind::ListItem,
            Some(false) | None => BlockKind::Paragraph,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_inherited_and_rings_end() {
        let text = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
            <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
            <w:style w:type="paragraph" w:styleId="b"><w:name w:val="heading 2"/><w:rPr><w:b/></w:rPr></w:style>
            <w:style w:styleId="c"><w:name w:val="House head"/><w:basedOn w:val="b"/><w:rPr><w:b w:val="0"/></w:rPr></w:style>
            <w:style w:styleId="d"><w:name w:val="x"/><w:basedOn w:val="e"/></w:style>
            <w:style w:styleId="e"><w:name w:val="y"/><w:basedOn w:val="d"/><w:pPr><w:numPr/></w:pPr></w:style>
            <w:style w:styleId="f"><w:name w:val="z"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
        </w:styles>"#;
        let styles = Styles::read(text, "styles").expect("styles");
        for (id, kind, bold) in [
            (None, BlockKind::Paragraph, None),
            (Some("b"), BlockKind::Heading, Some(true)),
            (Some("c"), BlockKind::Heading, Some(false)),
            (Some("d"), BlockKind::ListItem, None),
            (Some("f"), BlockKind::Heading, None),
            (Some("none"), BlockKind::Paragraph, None),
        ] {
            assert_eq!(styles.kind(id, None, None), kind, "{id:?}");
            assert_eq!(styles.of_paragraph(id).bold, bold, "{id:?}");
        }
        assert_eq!(styles.kind(Some("d"), None, Some(false)), BlockKind::Paragraph);
    }
}
