//! What an HTML file says about itself: title, date of publication, author. Decides nothing about its text.

use html5gum::StartTag;
use jiff::civil::Date;

use crate::ingest::dates;
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
                let date = serde_json::from_str::<serde_json::Value>(&self.data)
                    .ok()
                    .and_then(|data| published(&data));
                self.published = self.published.or(date);
            }
            _ => {}
        }
    }

    /// Writes down what was found.
    pub(super) fn finish(self, metadata: &mut Metadata) {
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        metadata.title = self.og_title.or((!title.is_empty()).then_some(title));
        metadata.published = self.published.or(self.time);
        metadata.byline = self.author;
    }
}

/// `datePublished` of the first thing that has one, two levels down at most.
fn published(data: &serde_json::Value) -> Option<Date> {
    let direct =
        |value: &serde_json::Value| value.get("datePublished").and_then(|date| dates::iso(date.as_str()?));
    let list = data.as_array().or_else(|| data.get("@graph").and_then(serde_json::Value::as_array));
    direct(data).or_else(|| list?.iter().find_map(direct))
}
