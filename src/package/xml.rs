//! XML read forward, with the place of everything in its part. No tree and no recursion: depth is a counter with a
//! limit. A document type is refused and no entity is ever expanded, so that nothing can grow while it is read.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use crate::model::Span;
use crate::package::{MAX_XML_DEPTH, PackageError, shown};

/// Which vocabulary an element belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// Word's own.
    Word,
    /// Alternatives for programs that do not understand a newer element.
    Compatibility,
    /// Any other one, or none.
    Other,
}

/// A start tag. An empty element has one as well, followed by its end.
#[derive(Clone, Debug)]
pub struct Tag<'a> {
    /// Vocabulary.
    pub space: Space,
    /// Name, without its prefix.
    pub name: &'a str,
    /// Where the tag stands.
    pub span: Span,
    start: BytesStart<'a>,
}

impl Tag<'_> {
    /// Whether it is an element of Word's own vocabulary.
    pub fn is_word(&self, name: &str) -> bool {
        self.space == Space::Word && self.name == name
    }

    /// An attribute, by its name without prefix.
    pub fn get(&self, name: &str) -> Option<String> {
        self.start
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().as_ref() == name)
            .and_then(|attribute| {
                attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
            })
    }

    /// `w:val`.
    pub fn val(&self) -> Option<String> {
        self.get("val")
    }

    /// Whether a property such as `w:b` is switched on: it is, unless it says no.
    pub fn is_on(&self) -> bool {
        !self.val().is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"))
    }
}

/// One step through a part.
#[derive(Clone, Debug)]
pub enum Node<'a> {
    /// An element begins.
    Start(Tag<'a>),
    /// An element ends; where its end tag stands (nothing, for an empty element).
    End(Span),
    /// Letters as they stand in the part.
    Text(Span),
    /// A letter, or letters, written another way: a reference, a marked section.
    Written(Cow<'a, str>, Span),
}

/// A part that is being read.
pub struct Xml<'a> {
    part: &'a str,
    text: &'a str,
    reader: NsReader<&'a [u8]>,
    depth: usize,
}

impl<'a> Xml<'a> {
    /// Begins to read a part.
    pub fn new(text: &'a str, part: &'a str) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { part, text, reader, depth: 0 }
    }

    /// The next step; `None` at the end.
    ///
    /// # Errors
    /// XML that is not well-formed, has a document type, or is nested too deep.
    #[allow(clippy::should_implement_trait, reason = "an iterator would make every caller collect errors")]
    pub fn next(&mut self) -> Result<Option<Node<'a>>, PackageError> {
        loop {
            let start = self.position();
            let (part, text) = (self.part, self.text);
            let error = |detail: String| PackageError::Xml { part: shown(part), offset: start, detail };
            let (space, event) = match self.reader.read_resolved_event() {
                Ok((space, event)) => (space_of(&space), event),
                Err(found) => {
                    return Err(error(format!(
                        "expected well-formed XML, found {}",
                        shown(&found.to_string())
                    )));
                }
            };
            let span = Span::new(start, self.position());
            return Ok(Some(match event {
                Event::Start(tag) => {
                    self.depth += 1;
                    if self.depth > MAX_XML_DEPTH {
                        let detail = format!(
                            "expected at most {MAX_XML_DEPTH} elements inside each other, found more"
                        );
                        return Err(error(detail));
                    }
                    Node::Start(Tag { space, name: name_of(text, span), span, start: tag })
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::End(span)
                }
                Event::Text(_) => Node::Text(span),
                Event::CData(data) => Node::Written(data.into_inner(), span),
                Event::GeneralRef(name) => {
                    let letter = match name.resolve_char_ref() {
                        Ok(Some(letter)) => letter,
                        Ok(None) => match &*name.into_inner() {
                            "amp" => '&',
                            "lt" => '<',
                            "gt" => '>',
                            "quot" => '"',
                            "apos" => '\'',
                            other => {
                                return Err(error(format!(
                                    "expected a known entity, found &{};",
                                    shown(other)
                                )));
                            }
                        },
                        Err(found) => return Err(error(shown(&found.to_string()))),
                    };
                    Node::Written(Cow::Owned(letter.to_string()), span)
                }
                Event::DocType(_) => {
                    return Err(error(
                        "expected no document type (DTD), found one; none is ever read".to_string(),
                    ));
                }
                Event::Eof if self.depth > 0 => {
                    return Err(error(
                        "expected the end of every element, found the end of the part".to_string(),
                    ));
                }
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Empty(_) => continue,
            }));
        }
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }
}

fn space_of(space: &ResolveResult<'_>) -> Space {
    let ResolveResult::Bound(namespace) = space else {
        return Space::Other;
    };
    match namespace.0 {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Space::Word,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Space::Compatibility,
        _ => Space::Other,
    }
}

/// The name in a start tag, without its prefix.
fn name_of(text: &str, span: Span) -> &str {
    let tag = text.get(span.range()).unwrap_or("").trim_start_matches('<');
    let end = tag.find(|letter: char| letter.is_ascii_whitespace() || matches!(letter, '/' | '>'));
    let name = tag.get(..end.unwrap_or(tag.len())).unwrap_or("");
    name.rsplit_once(':').map_or(name, |(_, name)| name)
}
