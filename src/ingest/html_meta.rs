//! What an HTML file says about itself: title, date of publication, author. Decides nothing about its text.

use html5gum::StartTag;
use jiff::civil::Date;

use crate::ingest::{dates, html_json_ld};
use crate::model::Metadata;

/// Collects metadata while the file is tokenized.
#[derive(Debug, Default)]
pub(super) struct Reader {
    title: String,
    in_title: bool,
    in_data: bool,
    data: String,
    og_title: Option<String>,
    published: Option<Date>,
    time: Option<Date>,
    author: Option<String>,
    /// What JSON-LD says, and whether it says it of the article.
    linked: Metadata,
    article: bool,
}

impl Reader {
    /// Looks at a start tag.
    pub(super) fn start(&mut self, name: &str, tag: &StartTag<usize>) {
        let value = |key: &str| {
            tag.attributes.get(key.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned())
        };
        match name {
            "title" => self.in_title = self.title.is_empty(),
            "script" => {
                self.in_data =
                    value("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"));
                self.data.clear();
            }
            "time" => {
                let date = value("datetime").as_deref().and_then(dates::iso);
                self.time = self.time.or(date);
            }
            "meta" => {
                let key = value("property")
                    .or_else(|| value("name"))
                    .or_else(|| value("itemprop"))
                    .unwrap_or_default();
                let content = value("content").unwrap_or_default();
                self.meta(&key.to_lowercase(), content);
            }
            _ => {}
        }
    }

    fn meta(&mut self, key: &str, content: String) {
        match key {
            "og:title" | "twitter:title" => self.og_title = self.og_title.take().or(Some(content)),
            "article:published_time"
            | "datepublished"
            | "date"
            | "dc.date"
            | "dc.date.issued"
            | "pubdate"
            | "publish_date"
            | "sailthru.date"
            | "parsely-pub-date"
            | "article.published" => {
                self.published = self.published.or_else(|| dates::iso(&content));
            }
            "author" | "article:author" | "dc.creator" | "byl" if !content.starts_with("http") => {
                self.author = self.author.take().or(Some(content).filter(|name| !name.trim().is_empty()));
            }
            _ => {}
        }
    }

    /// Looks at text, also of elements that are not shown.
    pub(super) fn text(&mut self, words: &str) {
        if self.in_title {
            self.title.push_str(words);
        } else if self.in_data {
            self.data.push_str(words);
        }
    }

    /// Looks at an end tag.
    pub(super) fn end(&mut self, name: &str) {
        match name {
            "title" => self.in_title = false,
            "script" if self.in_data => {
                self.in_data = false;
                self.article = html_json_ld::read(&self.data, &mut self.linked, self.article);
            }
            _ => {}
        }
    }

    /// Writes down what was found.
    pub(super) fn finish(self, metadata: &mut Metadata) {
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        metadata.title = self.og_title.or(self.linked.title).or((!title.is_empty()).then_some(title));
        metadata.published = self.published.or(self.linked.published).or(self.time);
        // A page's `author` is often its site; an article's authors are those who wrote it.
        metadata.byline = match self.article {
            true => self.linked.byline.or(self.author),
            false => self.author.or(self.linked.byline),
        };
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::{Format, RawInput, read};
    use crate::lexicon::Lexicon;
    use crate::model::{DocumentId, Role};

    /// Title, author and day of a page.
    fn told(head: &str) -> String {
        let lexicon = Lexicon::english().expect("lexicon");
        let page = format!(
            "<html><head>{head}</head><body><p>The ferry sank off the coast on Monday.</p></body></html>"
        );
        let raw = RawInput {
            id: DocumentId(0),
            role: Role::Source,
            name: "page.html",
            bytes: page.as_bytes(),
            format: Some(Format::Html),
            published: None,
        };
        let metadata = read(&raw, &lexicon).expect("a page").metadata;
        let date = metadata.published.map_or("-".to_string(), |date| date.to_string());
        format!(
            "{} | {} | {date}",
            metadata.title.unwrap_or("-".into()),
            metadata.byline.unwrap_or("-".into())
        )
    }

    #[test]
    fn saved_pages_say_title_author_and_day() {
        let og = "<meta property='og:title' content='Ferry sinks'><meta property=\"article:published_time\" content=\"2026-11-03T08:00:00Z\">";
        let ld = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry sinks, 3 dead",
            "datePublished":"2026-11-04","dateModified":"2026-11-09","author":{"name":"Ana Ruiz"}}</script>"#;
        let title = "<title>Ferry sinks | Daily</title>";
        assert_eq!(told(&format!("{title}{og}")), "Ferry sinks | - | 2026-11-03");
        assert_eq!(
            told(&format!("{title}{ld}<meta name='author' content='Daily'>")),
            "Ferry sinks, 3 dead | Ana Ruiz | 2026-11-04"
        );
        assert_eq!(told(&format!("{ld}{og}")), "Ferry sinks | Ana Ruiz | 2026-11-03");
        assert_eq!(told("<meta name='author' content='Ben Holm'>"), "- | Ben Holm | -");
    }
}
