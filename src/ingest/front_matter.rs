//! Front matter: the few keys that matter, from a small and careful subset of YAML, or from TOML. Never guesses:
//! what it cannot read is a problem, and the text after it is still read.

use crate::ingest::dates;
use crate::ingest::draft::{Draft, problem};
use crate::model::{ProblemKind, Span};

/// Reads front matter into the draft's metadata. Returns where the text begins.
pub(super) fn read(file: &str, draft: &mut Draft) -> usize {
    let fence = match file.lines().next().map(str::trim_end) {
        Some("---") => "---",
        Some("+++") => "+++",
        _ => return 0,
    };
    let Some((body_end, end)) = closing(file, fence) else {
        // A lone line of dashes is a rule, not front matter.
        if fence == "+++" {
            complain(draft, "front matter that starts with +++ has no second +++; it is read as text");
        }
        return 0;
    };
    let body_start = file.find('\n').map_or(file.len(), |at| at + 1);
    let body = file.get(body_start..body_end).unwrap_or("");
    if fence == "+++" {
        toml(body, draft);
    } else {
        if !looks_like_yaml(body) {
            return 0;
        }
        yaml(body, draft);
    }
    end
}

/// Where the closing fence starts, and where the text after it does.
fn closing(file: &str, fence: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for (idx, line) in file.split_inclusive('\n').enumerate() {
        let words = line.trim_end();
        if idx > 0 && (words == fence || fence == "---" && words == "...") {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Between two rules a text may stand; front matter begins with a key.
fn looks_like_yaml(body: &str) -> bool {
    let first = body.lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    first.is_none_or(|line| {
        line.split_once(':').is_some_and(|(key, _)| !key.is_empty() && !key.contains(char::is_whitespace))
    })
}

fn toml(body: &str, draft: &mut Draft) {
    match body.parse::<toml::Table>() {
        Ok(table) => {
            for (key, value) in &table {
                let values = match value {
                    toml::Value::Array(list) => list.iter().map(toml_words).collect(),
                    toml::Value::String(_)
                    | toml::Value::Datetime(_)
                    | toml::Value::Integer(_)
                    | toml::Value::Float(_)
                    | toml::Value::Boolean(_) => vec![toml_words(value)],
                    toml::Value::Table(_) => continue,
                };
                set(key, &values, draft);
            }
        }
        Err(error) => complain(draft, format!("front matter is not TOML: {}", error.message())),
    }
}

fn toml_words(value: &toml::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_string)
}

/// `key: value`, `key: [a, b]`, and `key:` with `- item` lines below it. Deeper structure is left alone.
fn yaml(body: &str, draft: &mut Draft) {
    let mut open: Option<(String, Vec<String>)> = None;
    for line in body.lines() {
        let words = line.trim_end();
        let bare = words.trim_start();
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        let indented = bare.len() < words.len();
        if let Some(item) = bare.strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
            match &mut open {
                Some((_, items)) => items.push(scalar(item)),
                None => complain(draft, "front matter: a list item stands without a key before it"),
            }
            continue;
        }
        if indented {
            continue;
        }
        if let Some((key, items)) = open.take() {
            set(&key, &items, draft);
        }
        let Some((key, value)) = bare.split_once(':') else {
            complain(draft, format!("front matter: expected \"key: value\", found \"{}\"", shortened(bare)));
            continue;
        };
        let value = value.trim();
        let key = key.trim().trim_matches(['"', '\'']).to_string();
        if value.is_empty() || value.starts_with('#') || matches!(value, ">" | "|" | ">-" | "|-") {
            open = Some((key, Vec::new()));
        } else if let Some(list) = value.strip_prefix('[') {
            match list.trim_end().strip_suffix(']') {
                Some(list) => {
                    let items: Vec<String> =
                        list.split(',').map(scalar).filter(|item| !item.is_empty()).collect();
                    set(&key, &items, draft);
                }
                None => {
                    complain(draft, format!("front matter: the list of \"{}\" has no ]", shortened(&key)));
                }
            }
        } else {
            set(&key, &[scalar(value)], draft);
        }
    }
    if let Some((key, items)) = open {
        set(&key, &items, draft);
    }
}

/// A plain or quoted scalar, without a comment behind it.
fn scalar(written: &str) -> String {
    let written = written.trim();
    for quote in ['"', '\''] {
        if let Some(rest) = written.strip_prefix(quote) {
            return rest.split_once(quote).map_or(rest, |(inside, _)| inside).to_string();
        }
    }
    written.split(" #").next().unwrap_or("").trim().to_string()
}

fn set(key: &str, values: &[String], draft: &mut Draft) {
    let Some(first) = values.iter().find(|value| !value.is_empty()) else {
        return;
    };
    match key.to_lowercase().as_str() {
        "title" | "headline" => draft.metadata.title = Some(first.clone()),
        "published" | "date" | "publishdate" | "published_at" | "pubdate" => match dates::iso(first) {
            Some(date) => draft.metadata.published = draft.metadata.published.or(Some(date)),
            None => complain(
                draft,
                format!(
                    "front matter: expected a date such as 2026-11-03 for \"{key}\", found \"{}\"",
                    shortened(first)
                ),
            ),
        },
        "byline" | "author" | "authors" | "by" => draft.metadata.byline = Some(values.join(", ")),
        "source" | "sources" => {
            draft.metadata.sources.extend(values.iter().filter(|value| !value.is_empty()).cloned());
        }
        _ => {}
    }
}

fn shortened(words: &str) -> String {
    words.chars().filter(|letter| !letter.is_control()).take(40).collect()
}

/// Front matter is no part of the text, so that a problem in it has no place there.
fn complain(draft: &mut Draft, detail: impl Into<String>) {
    draft.problems.push(problem(ProblemKind::Metadata, Some(Span::new(0, 0)), detail));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(file: &str) -> (Draft, usize) {
        let mut draft = Draft::default();
        let start = read(file, &mut draft);
        (draft, start)
    }

    #[test]
    fn yaml_keys_are_read() {
        let file = "---\ntitle: \"A: b\" # c\npublished: 2026-11-03\nauthors:\n  - Ana\n  - Ben\nsources: [a.md, 'b c.md']\nextra:\n  deep: 1\n---\nText";
        let (draft, start) = draft(file);
        assert_eq!(draft.metadata.title.as_deref(), Some("A: b"));
        assert_eq!(draft.metadata.published.map(|date| date.to_string()).as_deref(), Some("2026-11-03"));
        assert_eq!(draft.metadata.byline.as_deref(), Some("Ana, Ben"));
        assert_eq!(draft.metadata.sources, ["a.md", "b c.md"]);
        assert_eq!(&file[start..], "Text");
        assert!(draft.problems.is_empty());
    }

    #[test]
    fn toml_keys_are_read() {
        let (draft, _) =
            draft("+++\ntitle = 'T'\ndate = 2026-11-03T10:00:00Z\nsources = ['r.md']\n+++\nText");
        assert_eq!(draft.metadata.published.map(|date| date.to_string()).as_deref(), Some("2026-11-03"));
        assert_eq!(draft.metadata.sources, ["r.md"]);
    }

    #[test]
    fn broken_front_matter_is_a_problem_not_an_end() {
        for (file, problems, start) in [
            ("---\ntitle: x\ndate: soon\n---\nText", 1, 28),
            ("---\ntitle: x\nsources: [a\nnonsense\n---\nText", 2, 38),
            ("+++\ntitle = \n+++\nText", 1, 17),
            ("+++\ntitle = 1\nText", 1, 0),
            ("---\n\nA text between rules.\n\n---\n", 0, 0),
        ] {
            let (draft, at) = draft(file);
            assert_eq!((draft.problems.len(), at), (problems, start), "{file}");
        }
    }
}
