//! The word list `rules/lexicon/en/layout.toml`.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// The list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    class_furniture: Vec<String>,
    class_byline: Vec<String>,
    class_caption: Vec<String>,
    furniture_start: Vec<String>,
    furniture_inside: Vec<String>,
    furniture_line: Vec<String>,
    byline_start: Vec<String>,
    byline_roles: Vec<String>,
    published_words: Vec<String>,
    host_roles: Vec<String>,
    guest_roles: Vec<String>,
    question_labels: Vec<String>,
    answer_labels: Vec<String>,
    stage: Vec<String>,
    interview_words: Vec<String>,
    interview_lines: Vec<String>,
    not_labels: Vec<String>,
    caption_start: Vec<String>,
    months: Vec<Vec<String>>,
    agencies: Vec<String>,
}

/// A set of words or lines, for lookup only.
type WordSet = FxHashSet<Box<str>>;

/// The list as checked. All words in lower case.
#[derive(Debug)]
#[allow(missing_docs, reason = "the file documents each list")]
pub struct Layout {
    pub class_furniture: WordSet,
    pub class_byline: WordSet,
    pub class_caption: WordSet,
    pub furniture_start: Vec<String>,
    pub furniture_inside: Vec<String>,
    pub furniture_line: WordSet,
    pub byline_start: Vec<String>,
    pub byline_roles: Vec<String>,
    pub published_words: Vec<String>,
    pub host_roles: WordSet,
    pub guest_roles: WordSet,
    pub question_labels: WordSet,
    pub answer_labels: WordSet,
    pub stage: WordSet,
    pub interview_words: Vec<String>,
    pub interview_lines: WordSet,
    pub not_labels: WordSet,
    pub caption_start: Vec<String>,
    pub agencies: WordSet,
    months: FxHashMap<Box<str>, i8>,
}

impl Layout {
    pub(crate) fn from_raw(raw: Raw) -> Self {
        let set = |words: Vec<String>| words.into_iter().map(String::into_boxed_str).collect();
        Self {
            class_furniture: set(raw.class_furniture),
            class_byline: set(raw.class_byline),
            class_caption: set(raw.class_caption),
            furniture_start: raw.furniture_start,
            furniture_inside: raw.furniture_inside,
            furniture_line: set(raw.furniture_line),
            byline_start: raw.byline_start,
            byline_roles: raw.byline_roles,
            published_words: raw.published_words,
            host_roles: set(raw.host_roles),
            guest_roles: set(raw.guest_roles),
            question_labels: set(raw.question_labels),
            answer_labels: set(raw.answer_labels),
            stage: set(raw.stage),
            interview_words: raw.interview_words,
            interview_lines: set(raw.interview_lines),
            not_labels: set(raw.not_labels),
            caption_start: raw.caption_start,
            agencies: set(raw.agencies),
            months: (1..)
                .zip(raw.months)
                .flat_map(|(month, names)| names.into_iter().map(move |name| (name.into_boxed_str(), month)))
                .collect(),
        }
    }

    /// The number of a month, by its name in lower case.
    pub fn month(&self, name: &str) -> Option<i8> {
        self.months.get(name).copied()
    }
}
