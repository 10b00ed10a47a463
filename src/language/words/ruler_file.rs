//! The rules of the ruler as they stand in the model, read into sets.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::language::archive::ArchiveError;
use crate::model::{Dep, Morph, Pos, Tag};

const SECTION: &str = "words.ruler";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    tokens: Vec<ConditionFile>,
    at: usize,
    tag: Option<String>,
    pos: Option<String>,
    dep: Option<String>,
    morph: Option<String>,
    lemma: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConditionFile {
    tags: Option<Vec<String>>,
    not_tags: Option<Vec<String>>,
    deps: Option<Vec<String>>,
    not_deps: Option<Vec<String>>,
    lowers: Option<Vec<String>>,
    space: Option<bool>,
}

/// Numbers of the words in lower case that rules name, from 1.
pub(super) type Numbers = FxHashMap<Box<str>, u16>;

/// What a word must be. A bit of `tags` and `deps` stands for each value.
#[derive(Debug)]
pub(super) struct Condition {
    pub(super) tags: u64,
    pub(super) deps: u64,
    /// Numbers of the words in lower case; none for any word.
    pub(super) lowers: Option<Box<[u16]>>,
    pub(super) space: Option<bool>,
}

/// What a row of words must be, and what one of them then is.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) tokens: Box<[Condition]>,
    /// The word of the row that is marked.
    pub(super) at: usize,
    pub(super) tag: Option<Tag>,
    pub(super) pos: Option<Pos>,
    pub(super) dep: Option<Dep>,
    pub(super) morph: Option<Morph>,
    pub(super) lemma: Option<Box<str>>,
}

/// The rules in their order, and the numbers of the words that they name.
pub(super) fn read(section: &[u8]) -> Result<(Vec<Rule>, Numbers), ArchiveError> {
    let files: Vec<RuleFile> =
        serde_json::from_slice(section).map_err(|error| ArchiveError::section(SECTION, error.to_string()))?;
    let mut numbers = Numbers::default();
    let rules = files.into_iter().map(|file| rule(file, &mut numbers)).collect::<Result<_, _>>()?;
    Ok((rules, numbers))
}

fn rule(file: RuleFile, numbers: &mut Numbers) -> Result<Rule, ArchiveError> {
    if file.at >= file.tokens.len() {
        return Err(ArchiveError::section(SECTION, "a rule marks a word outside its row"));
    }
    Ok(Rule {
        tokens: file.tokens.into_iter().map(|token| condition(token, numbers)).collect::<Result<_, _>>()?,
        at: file.at,
        tag: value(file.tag, Tag::from_name)?,
        pos: value(file.pos, Pos::from_name)?,
        dep: value(file.dep, Dep::from_name)?,
        morph: value(file.morph, Morph::from_text)?,
        lemma: file.lemma.map(String::into_boxed_str),
    })
}

fn condition(file: ConditionFile, numbers: &mut Numbers) -> Result<Condition, ArchiveError> {
    let tags = |names: Option<Vec<String>>| set(names, |name| Tag::from_name(name).map(|tag| tag as u64));
    let deps = |names: Option<Vec<String>>| set(names, |name| Dep::from_name(name).map(|dep| dep as u64));
    let mut number = |word: String| {
        let free = numbers.len() as u16 + 1;
        *numbers.entry(word.into()).or_insert(free)
    };
    Ok(Condition {
        tags: tags(file.tags)?.unwrap_or(u64::MAX) & !tags(file.not_tags)?.unwrap_or(0),
        deps: deps(file.deps)?.unwrap_or(u64::MAX) & !deps(file.not_deps)?.unwrap_or(0),
        lowers: file.lowers.map(|words| words.into_iter().map(&mut number).collect()),
        space: file.space,
    })
}

fn set(names: Option<Vec<String>>, bit: impl Fn(&str) -> Option<u64>) -> Result<Option<u64>, ArchiveError> {
    let add = |bits: u64, name: String| bit(&name).map(|bit| bits | 1 << bit).ok_or_else(|| unknown(&name));
    names.map(|names| names.into_iter().try_fold(0, add)).transpose()
}

fn value<T>(name: Option<String>, from_name: impl Fn(&str) -> Option<T>) -> Result<Option<T>, ArchiveError> {
    name.map(|name| from_name(&name).ok_or_else(|| unknown(&name))).transpose()
}

fn unknown(name: &str) -> ArchiveError {
    ArchiveError::section(SECTION, format!("`{name}` is not known to this program"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_becomes_sets() {
        let text =
            br#"[{"tokens":[{"tags":["NN"],"not_deps":["det"]},{"lowers":["eh"]}],"at":1,"pos":"INTJ"}]"#;
        let (rules, numbers) = read(text).expect("a rule");
        assert_eq!(rules[0].tokens[0].tags, 1 << Tag::Nn as u64);
        assert_eq!(rules[0].tokens[0].deps, !(1 << Dep::Det as u64));
        assert_eq!(rules[0].tokens[1].lowers.as_deref(), Some(&[numbers["eh"]][..]));
        assert_eq!((rules[0].pos, rules[0].tag), (Some(Pos::Intj), None));
    }

    #[test]
    fn what_is_not_known_is_an_error() {
        for text in [
            r#"[{"tokens":[{"tags":["ODD"]}],"at":0}]"#,
            r#"[{"tokens":[{}],"at":1}]"#,
            r#"[{"tokens":[{}],"at":0,"morph":"Mood=Sad"}]"#,
            r#"[{"tokens":[{"shape":"X"}],"at":0}]"#,
        ] {
            assert!(read(text.as_bytes()).is_err(), "{text}");
        }
    }
}
