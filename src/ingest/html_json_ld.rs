//! JSON-LD in HTML: what a page says of its article in the vocabulary of schema.org. Pages hold several such things
//! (the site, the path to the page, the article); the article counts, not what happens to come first.

use serde_json::Value;

use crate::ingest::{dates, entities};
use crate::model::Metadata;

/// How many things are looked at; pages hold a handful.
const MOST_THINGS: usize = 1_000;
/// Most authors that are named.
const MOST_AUTHORS: usize = 20;

/// Takes in what one script says. What an earlier script said stays, unless this one speaks of the article and that
/// one did not; returns whether it does.
pub(super) fn read(data: &str, known: &mut Metadata, article_known: bool) -> bool {
    let Ok(data) = serde_json::from_str::<Value>(data) else {
        return article_known;
    };
    let things = things(&data);
    let article = things.iter().find(|thing| is_article(thing));
    let dated = || things.iter().find(|thing| thing.get("datePublished").is_some());
    let Some(thing) = article.or_else(dated) else {
        return article_known;
    };
    if article_known {
        return true;
    }
    let better = article.is_some();
    let set = |old: &mut Option<String>, new: Option<String>| {
        if let Some(new) = new.filter(|_| better || old.is_none()) {
            *old = Some(new);
        }
    };
    set(&mut known.title, words(thing.get("headline").or_else(|| thing.get("name"))));
    set(&mut known.byline, authors(thing.get("author").or_else(|| thing.get("creator"))));
    let date = ["datePublished", "dateCreated", "uploadDate"]
        .iter()
        .find_map(|key| thing.get(key).and_then(Value::as_str).and_then(dates::iso));
    if better || known.published.is_none() {
        known.published = date.or(known.published);
    }
    better
}

/// The things of a script, those inside graphs and pages included, in order.
fn things(data: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    let mut open = vec![data];
    while let Some(value) = open.pop() {
        if found.len() + open.len() >= MOST_THINGS {
            break;
        }
        if let Some(list) = value.as_array() {
            open.extend(list.iter().take(MOST_THINGS).rev());
        } else if value.is_object() {
            found.push(value);
            open.extend(["mainEntityOfPage", "mainEntity", "@graph"].iter().filter_map(|key| value.get(key)));
        }
    }
    found
}

/// "NewsArticle", "ReportageNewsArticle", "BlogPosting" and the like.
fn is_article(thing: &Value) -> bool {
    let is = |kind: &Value| {
        kind.as_str()
            .is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report")
    };
    match thing.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

/// The names of persons and bodies: as words, as things with a name, or as lists of both.
fn authors(value: Option<&Value>) -> Option<String> {
    let value = value?;
    let list = value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice);
    let name = |author: &Value| words(author.get("name").or(Some(author)));
    let names: Vec<String> =
        list.iter().filter_map(name).filter(|name| !name.starts_with("http")).take(MOST_AUTHORS).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// Words without line breaks; entities, which many sites leave in, are resolved.
fn words(value: Option<&Value>) -> Option<String> {
    let raw = value?.as_str()?;
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        let (before, after) = rest.split_at_checked(at)?;
        text.push_str(before);
        match entities::decode(after) {
            Some((len, letters)) => {
                text.push_str(&letters);
                rest = after.get(len..).unwrap_or("");
            }
            None => {
                text.push('&');
                rest = after.get(1..).unwrap_or("");
            }
        }
    }
    text.push_str(rest);
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!folded.is_empty()).then_some(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(scripts: &[&str]) -> String {
        let mut known = Metadata::default();
        let mut article = false;
        for script in scripts {
            article = read(script, &mut known, article);
        }
        let date = known.published.map_or("-".to_string(), |date| date.to_string());
        format!("{} | {} | {date}", known.title.unwrap_or("-".into()), known.byline.unwrap_or("-".into()))
    }

    #[test]
    fn the_article_counts() {
        let site = r#"{"@type": "WebPage", "name": "Site", "datePublished": "2020-01-01"}"#;
        let article = r#"{"@type": ["Thing", "NewsArticle"], "headline": "Ferry &amp; port", "datePublished": "2026-11-03T10:00:00+01:00",
            "author": [{"@type": "Person", "name": "Ana  Ruiz"}, "Ben Holm", "https://x.y"]}"#;
        let expected = "Ferry & port | Ana Ruiz, Ben Holm | 2026-11-03";
        assert_eq!(told(&[article]), expected);
        assert_eq!(told(&[site, article]), expected);
        assert_eq!(told(&[article, site]), expected);
        assert_eq!(told(&[&format!("[{site}, {{\"@graph\": [{site}, {article}]}}]")]), expected);
        assert_eq!(told(&[&format!("{{\"@type\": \"WebPage\", \"mainEntity\": {article}}}")]), expected);
        assert_eq!(told(&[site]), "Site | - | 2020-01-01");
    }

    #[test]
    fn broken_scripts_say_nothing() {
        for script in
            ["", "{", "[1, null, \"x\"]", "{\"@type\": 3, \"author\": {\"name\": []}}", &"[".repeat(500)]
        {
            assert_eq!(told(&[script]), "- | - | -", "{script}");
        }
    }
}
