//! HTML to text and blocks, through a tokenizer: no tree, no recursion. Tags that are never closed, as news sites
//! write them, cost nothing but their own element.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use crate::ingest::draft::{Builder, Draft, problem};
use crate::ingest::tags::{self, Flow, flow};
use crate::ingest::{entities, html_class, html_meta};
use crate::lexicon::layout::Layout;
use crate::limits::MAX_HTML_DEPTH;
use crate::model::{BlockKind, ProblemKind, Span};

/// What an element is, beyond its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Nothing special.
    Text,
    /// Page furniture.
    Furniture,
    /// Author and date.
    Byline,
    /// Words under a picture.
    Caption,
}

/// One step through the file.
#[derive(Debug)]
pub(super) enum Event {
    Start { name: String, sort: Sort },
    End { name: String },
    Text(Span),
}

/// Reads HTML.
pub(super) fn read(file: &str, layout: &Layout) -> Draft {
    let mut builder = Builder::default();
    let mended = tags::without_broken(file, &mut builder.draft.problems);
    let file = mended.as_deref().unwrap_or(file);
    let events = events(file, layout, &mut builder);
    let ends = html_class::ends(&events, file);
    let mut walk = Walk {
        file,
        builder,
        heading: false,
        quotation: 0,
        item: false,
        sorts: Vec::new(),
        next_end: usize::MAX,
        sort: None,
        preformatted: 0,
    };
    for (at, event) in events.iter().enumerate() {
        walk.leave(at);
        match event {
            Event::Start { name, sort } => walk.start(name, *sort, ends.get(at).copied().unwrap_or(at)),
            Event::End { name } => walk.end(name),
            Event::Text(span) => walk.text(*span),
        }
    }
    walk.flush();
    walk.builder.finish()
}

/// Tokenizes the file. Content that is no text is left out; metadata is taken in.
fn events(file: &str, layout: &Layout, builder: &mut Builder) -> Vec<Event> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut events = Vec::new();
    let mut hidden: Option<String> = None;
    let mut meta = html_meta::Reader::default();
    let mut depth = 0_usize;
    let mut deepest = 0_usize;
    for Ok(token) in Tokenizer::new_with_emitter(file, emitter) {
        match token {
            Token::StartTag(tag) => {
                let name = name_of(&tag.name);
                meta.start(&name, &tag);
                if hidden.is_some() {
                    continue;
                }
                if flow(&name) == Flow::Hidden && name != "button" || name == "title" {
                    hidden = (!tag.self_closing).then_some(name);
                    continue;
                }
                if matches!(name.as_str(), "div" | "section" | "blockquote" | "ul" | "ol" | "table" | "span")
                {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
                let sort = sort_of(&name, &tag, layout);
                events.push(Event::Start { name, sort });
            }
            Token::EndTag(tag) => {
                let name = name_of(&tag.name);
                meta.end(&name);
                if hidden.as_ref().is_some_and(|open| *open == name) {
                    hidden = None;
                } else if hidden.is_none() {
                    if matches!(
                        name.as_str(),
                        "div" | "section" | "blockquote" | "ul" | "ol" | "table" | "span"
                    ) {
                        depth = depth.saturating_sub(1);
                    }
                    events.push(Event::End { name });
                }
            }
            Token::String(text) => {
                let span = Span::new(text.span.start, text.span.end);
                meta.text(file.get(span.range()).unwrap_or(""));
                if hidden.is_none() {
                    events.push(Event::Text(span));
                }
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    if deepest > MAX_HTML_DEPTH {
        let detail = format!("elements are nested {deepest} deep; only {MAX_HTML_DEPTH} levels are followed");
        builder.draft.problems.push(problem(ProblemKind::Markup, None, detail));
    }
    meta.finish(&mut builder.draft.metadata);
    events
}

fn name_of(name: &[u8]) -> String {
    String::from_utf8_lossy(name).to_lowercase()
}

fn sort_of(name: &str, tag: &StartTag<usize>, layout: &Layout) -> Sort {
    if matches!(name, "nav" | "footer" | "aside" | "form" | "button" | "label" | "dialog" | "menu") {
        return Sort::Furniture;
    }
    if matches!(name, "html" | "body" | "main" | "article") {
        return Sort::Text;
    }
    let value = |key: &str| {
        tag.attributes.get(key.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned())
    };
    let hides = |key: &str| tag.attributes.contains_key(key.as_bytes());
    if hides("hidden") {
        return Sort::Furniture;
    }
    let role = value("role").unwrap_or_default();
    if matches!(
        role.as_str(),
        "navigation" | "search" | "banner" | "contentinfo" | "complementary" | "button"
    ) {
        return Sort::Furniture;
    }
    let itemprop = value("itemprop").unwrap_or_default();
    if matches!(itemprop.as_str(), "author" | "datePublished") || name == "address" || name == "time" {
        return Sort::Byline;
    }
    let names = [value("class"), value("id")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    html_class::sort_of_names(&names, layout)
}

/// The way through the events.
struct Walk<'a> {
    file: &'a str,
    builder: Builder,
    heading: bool,
    quotation: usize,
    item: bool,
    /// What the text now is, innermost last, with the event at which that ends.
    sorts: Vec<(Sort, usize)>,
    /// The first event at which one of them ends.
    next_end: usize,
    /// What the words of the block so far are.
    sort: Option<Sort>,
    preformatted: usize,
}

impl Walk<'_> {
    /// Forgets what ends at this event. Looks at the list only when something does: most events end nothing.
    fn leave(&mut self, at: usize) {
        if at >= self.next_end {
            self.sorts.retain(|(_, end)| *end > at);
            self.next_end = self.sorts.iter().map(|(_, end)| *end).min().unwrap_or(usize::MAX);
        }
    }

    fn enter(&mut self, sort: Sort, end: usize) {
        if self.sorts.len() < MAX_HTML_DEPTH {
            self.sorts.push((sort, end));
            self.next_end = self.next_end.min(end);
        }
    }

    fn start(&mut self, name: &str, sort: Sort, end: usize) {
        let block = flow(name) == Flow::Block;
        // A line break ends a block, unless it only folds a headline.
        if block && !(name == "br" && self.heading) {
            self.flush();
        }
        if sort != Sort::Text && self.sorts.len() < MAX_HTML_DEPTH {
            if sort == Sort::Furniture {
                self.flush();
            }
            self.enter(sort, end);
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = true,
            "blockquote" => self.quotation += 1,
            "li" => self.item = true,
            "p" | "div" => self.heading = false,
            "figcaption" | "caption" => self.enter(Sort::Caption, end),
            "pre" => self.preformatted += 1,
            "b" | "strong" | "dt" | "th" => self.builder.open_strong(),
            "i" | "em" => self.builder.in_italic = true,
            "a" => self.builder.in_link = true,
            "hr" => self.builder.close_strong(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "b" | "strong" | "dt" | "th" => self.builder.close_strong(),
            "i" | "em" => self.builder.in_italic = false,
            "a" => self.builder.in_link = false,
            _ => {}
        }
        if flow(name) == Flow::Block {
            self.flush();
            self.builder.close_strong();
            self.builder.in_italic = false;
            self.builder.in_link = false;
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = false,
            "blockquote" => self.quotation = self.quotation.saturating_sub(1),
            "li" | "ul" | "ol" => self.item = false,
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, span: Span) {
        let words = self.file.get(span.range()).unwrap_or("");
        if !words.trim().is_empty() {
            let now = match self.sorts.iter().find(|(sort, _)| *sort == Sort::Furniture) {
                Some(_) => Sort::Furniture,
                None => self.sorts.last().map_or(Sort::Text, |(sort, _)| *sort),
            };
            // A block is of a sort if all its words are.
            self.sort = match self.sort {
                Some(before) if before != now && (before == Sort::Text || now == Sort::Text) => {
                    Some(Sort::Text)
                }
                Some(before) => Some(before),
                None => Some(now),
            };
        }
        if self.preformatted > 0 {
            let mut at = span.start();
            for line in words.split_inclusive('\n') {
                self.line(Span::new(at, at + line.len()));
                at += line.len();
                if line.ends_with('\n') {
                    self.flush();
                }
            }
        } else {
            self.line(span);
        }
    }

    fn line(&mut self, span: Span) {
        let words = self.file.get(span.range()).unwrap_or("");
        let mut at = 0;
        while let Some(found) = words.get(at..).and_then(|rest| rest.find('&')).map(|found| at + found) {
            let (end, decoded) = match entities::decode(words.get(found..).unwrap_or("")) {
                Some((len, decoded)) => (found + len, Some(decoded)),
                None => (found + 1, None),
            };
            let raw = |from: usize, to: usize| Span::new(span.start() + from, span.start() + to);
            match decoded {
                Some(decoded) => {
                    self.builder.verbatim(self.file, raw(at, found));
                    self.builder.written(&decoded, raw(found, end));
                }
                None => self.builder.verbatim(self.file, raw(at, end)),
            }
            at = end;
        }
        self.builder.verbatim(self.file, Span::new(span.start() + at, span.end()));
    }

    fn flush(&mut self) {
        if !self.builder.has_words() {
            return;
        }
        let kind = match self.sort.take().unwrap_or(Sort::Text) {
            Sort::Furniture => BlockKind::Boilerplate,
            Sort::Byline if !self.heading => BlockKind::Byline,
            Sort::Caption => BlockKind::Caption,
            _ if self.heading => BlockKind::Heading,
            _ if self.quotation > 0 => BlockKind::Quotation,
            _ if self.item => BlockKind::ListItem,
            Sort::Text | Sort::Byline => BlockKind::Paragraph,
        };
        self.builder.end_block(kind);
    }
}
