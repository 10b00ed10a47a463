//! Markdown to text and blocks: markup removed, offsets kept, front matter read.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::ingest::draft::{Builder, Draft};
use crate::ingest::tags::{self, Flow};
use crate::ingest::{entities, front_matter};
use crate::model::{BlockKind, Span};

/// Reads Markdown.
pub(super) fn read(file: &str) -> Draft {
    let mut builder = Builder::default();
    let body = front_matter::read(file, &mut builder.draft);
    let mended = tags::without_broken(file, &mut builder.draft.problems);
    let file = mended.as_deref().unwrap_or(file);
    let mut walk = Walk { file, builder, kinds: Vec::new(), skip: 0, hidden: None };
    let source = file.get(body..).unwrap_or("");
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        walk.event(event, Span::new(body + range.start, body + range.end));
    }
    walk.builder.finish()
}

struct Walk<'a> {
    file: &'a str,
    builder: Builder,
    /// Blocks that are open, outermost first.
    kinds: Vec<BlockKind>,
    /// How many elements without text (images, code) are open.
    skip: usize,
    /// An HTML element whose content is no text.
    hidden: Option<String>,
}

impl Walk<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            _ if self.skip > 0 => {}
            Event::Text(words) | Event::Code(words) => self.words(&words, span),
            Event::Html(_) | Event::InlineHtml(_) => self.html(span),
            Event::SoftBreak => self.builder.verbatim(self.file, span),
            // Two spaces at a line's end: the next line stands apart, as between the turns of a conversation.
            Event::HardBreak | Event::Rule => self.flush(),
            Event::InlineMath(words) | Event::DisplayMath(words) => self.words(&words, span),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let kind = match tag {
            Tag::Heading { .. } => BlockKind::Heading,
            Tag::BlockQuote(_) => BlockKind::Quotation,
            Tag::Item | Tag::List(_) => BlockKind::ListItem,
            Tag::Paragraph
            | Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => BlockKind::Paragraph,
            Tag::Strong => return self.builder.open_strong(),
            Tag::Emphasis => return self.builder.in_italic = true,
            Tag::Link { .. } => return self.builder.in_link = true,
            Tag::Image { .. } | Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.skip += 1;
                return;
            }
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => return,
        };
        self.flush();
        self.kinds.push(kind);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.builder.close_strong(),
            TagEnd::Emphasis => self.builder.in_italic = false,
            TagEnd::Link => self.builder.in_link = false,
            TagEnd::Image | TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => {
                self.skip = self.skip.saturating_sub(1);
            }
            TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::HtmlBlock
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell => {
                self.flush();
                self.kinds.pop();
            }
        }
    }

    fn words(&mut self, words: &str, span: Span) {
        if self.hidden.is_some() {
            return;
        }
        if self.file.get(span.range()) == Some(words) {
            self.builder.verbatim(self.file, span);
        } else if let Some(at) =
            self.file.get(span.range()).filter(|raw| !raw.starts_with('&')).and_then(|raw| raw.find(words))
        {
            // Code: the words stand between marks.
            let start = span.start() + at;
            self.builder.verbatim(self.file, Span::new(start, start + words.len()));
        } else {
            self.builder.written(words, span);
        }
    }

    /// HTML inside Markdown: tags go, the words between them stay.
    fn html(&mut self, span: Span) {
        let raw = self.file.get(span.range()).unwrap_or("");
        let mut at = 0;
        for tag in tags::tags(raw) {
            self.html_words(span.start(), raw, at, tag.span.start());
            at = tag.span.end();
            let name = tag.name.to_ascii_lowercase();
            match (tags::flow(&name), &self.hidden) {
                (Flow::Hidden, Some(open)) if tag.closing && *open == name => self.hidden = None,
                (Flow::Hidden, None) if !tag.closing && !tag.broken => self.hidden = Some(name),
                (Flow::Block, _) => self.flush(),
                (Flow::Inline, _) if name == "b" || name == "strong" => match tag.closing {
                    true => self.builder.close_strong(),
                    false => self.builder.open_strong(),
                },
                _ => {}
            }
        }
        self.html_words(span.start(), raw, at, raw.len());
    }

    fn html_words(&mut self, offset: usize, raw: &str, from: usize, to: usize) {
        if self.hidden.is_some() {
            return;
        }
        let words = raw.get(from..to).unwrap_or("");
        let mut at = 0;
        while let Some(found) = words.get(at..).and_then(|rest| rest.find('&')).map(|found| at + found) {
            let place = |a: usize, b: usize| Span::new(offset + from + a, offset + from + b);
            match entities::decode(words.get(found..).unwrap_or("")) {
                Some((len, decoded)) => {
                    self.builder.verbatim(self.file, place(at, found));
                    self.builder.written(&decoded, place(found, found + len));
                    at = found + len;
                }
                None => {
                    self.builder.verbatim(self.file, place(at, found + 1));
                    at = found + 1;
                }
            }
        }
        self.builder.verbatim(self.file, Span::new(offset + from + at, offset + to));
    }

    fn flush(&mut self) {
        let kind = match self.kinds.last() {
            Some(BlockKind::Paragraph) | None => self
                .kinds
                .iter()
                .rev()
                .find(|kind| matches!(kind, BlockKind::Quotation | BlockKind::ListItem))
                .copied()
                .unwrap_or(BlockKind::Paragraph),
            Some(kind) => *kind,
        };
        self.builder.end_block(kind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_offsets_stay() {
        let file = "# A *b*\n\nOne **two** [three](http://x.y) &amp; 5\\*6.\nSeven.\n\n- item\n";
        let draft = read(file);
        let words: Vec<&str> = draft.blocks.iter().map(|block| &draft.text[block.span.range()]).collect();
        assert_eq!(words, ["A b", "One two three & 5*6. Seven.", "item"]);
        for word in ["two", "three", "Seven", "item"] {
            let at = draft.text.find(word).expect("word");
            let raw = draft.map.to_raw(Span::new(at, at + word.len()));
            assert_eq!(&file[raw.range()], word);
        }
        let at = draft.text.find('&').expect("entity");
        assert_eq!(&file[draft.map.to_raw(Span::new(at, at + 1)).range()], "&amp;");
    }

    #[test]
    fn kinds_and_bold_stretches() {
        let draft = read("## T\n\n**Host:** Hi.\n\n> Said.\n\n![x](y.png)\n");
        let kinds: Vec<BlockKind> = draft.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [BlockKind::Heading, BlockKind::Paragraph, BlockKind::Quotation]);
        assert_eq!(&draft.text[draft.blocks[1].strong[0].range()], "Host:");
    }
}
