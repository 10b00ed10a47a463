//! What is cut off the beginning, the end and the middle of a word: punctuation, currency signs, units, clitics.
//!
//! A rule is a row of characters or classes, perhaps with characters that must stand before it and one that must, or
//! must not, stand after it. `models/build/affixes.py` proves that the rules of the model have this shape and puts
//! the single characters without condition last, as one class.

use serde::Deserialize;

use super::class::{Classes, INFIX_FIRST, PREFIX_FIRST, SUFFIX_LAST};
use crate::language::archive::ArchiveError;

const SECTION: &str = "words.affixes";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AffixFile {
    prefix: Vec<RuleFile>,
    suffix: Vec<RuleFile>,
    infix: Vec<RuleFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    items: Vec<ItemFile>,
    #[serde(default)]
    behind: Vec<ItemFile>,
    ahead: Option<ItemFile>,
    not_ahead: Option<ItemFile>,
    #[serde(default)]
    repeat: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum ItemFile {
    Letter(char),
    Class(u32),
}

/// One character, or any character that has this bit.
#[derive(Clone, Copy, Debug)]
enum Item {
    Letter(char),
    Class(u32),
}

impl Item {
    fn new(file: &ItemFile) -> Result<Self, ArchiveError> {
        match file {
            ItemFile::Letter(letter) => Ok(Self::Letter(*letter)),
            ItemFile::Class(bit) if *bit < u32::BITS => Ok(Self::Class(1 << bit)),
            ItemFile::Class(bit) => Err(ArchiveError::section(SECTION, format!("class {bit} is none of 32"))),
        }
    }

    fn all(files: &[ItemFile]) -> Result<Box<[Self]>, ArchiveError> {
        files.iter().map(Self::new).collect()
    }

    fn is(self, letter: char, classes: &Classes) -> bool {
        match self {
            Self::Letter(own) => own == letter,
            Self::Class(bit) => classes.has(letter, bit),
        }
    }
}

#[derive(Debug)]
struct Rule {
    /// Stand before it.
    behind: Box<[Item]>,
    /// What it takes.
    items: Box<[Item]>,
    /// The last item as often as possible.
    repeat: bool,
    /// Stands after it; or must not, where the flag is false.
    ahead: Option<(Item, bool)>,
}

impl Rule {
    fn new(file: &RuleFile) -> Result<Self, ArchiveError> {
        let ahead = match (&file.ahead, &file.not_ahead) {
            (Some(item), None) => Some((Item::new(item)?, true)),
            (None, Some(item)) => Some((Item::new(item)?, false)),
            (None, None) => None,
            (Some(_), Some(_)) => return Err(ArchiveError::section(SECTION, "a rule with two sides ahead")),
        };
        if file.items.is_empty() {
            return Err(ArchiveError::section(SECTION, "a rule without characters"));
        }
        Ok(Self {
            behind: Item::all(&file.behind)?,
            items: Item::all(&file.items)?,
            repeat: file.repeat,
            ahead,
        })
    }

    /// Bytes that the rule takes from `at` on.
    fn forward(&self, word: &str, at: usize, classes: &Classes) -> Option<usize> {
        let (before, after) = word.split_at_checked(at)?;
        let mut letters = after.chars();
        let mut last = *self.items.first()?;
        for item in &self.items {
            letters.next().filter(|letter| item.is(*letter, classes))?;
            last = *item;
        }
        if self.repeat {
            let rest = letters.as_str();
            letters = rest.trim_start_matches(|letter| last.is(letter, classes)).chars();
        }
        let length = after.len() - letters.as_str().len();
        if let Some((item, wanted)) = self.ahead
            && letters.next().is_some_and(|letter| item.is(letter, classes)) != wanted
        {
            return None;
        }
        self.stands_after(before, classes).then_some(length)
    }

    /// Bytes that the rule takes from the end of a word.
    fn backward(&self, word: &str, classes: &Classes) -> Option<usize> {
        let mut letters = word.chars();
        for item in self.items.iter().rev() {
            letters.next_back().filter(|letter| item.is(*letter, classes))?;
        }
        if self.repeat {
            let first = *self.items.first()?;
            let rest = letters.as_str();
            letters = rest.trim_end_matches(|letter| first.is(letter, classes)).chars();
        }
        let before = letters.as_str();
        self.stands_after(before, classes).then_some(word.len() - before.len())
    }

    fn stands_after(&self, before: &str, classes: &Classes) -> bool {
        let mut letters = before.chars();
        self.behind.iter().rev().all(|item| letters.next_back().is_some_and(|it| item.is(it, classes)))
    }
}

/// The rules for prefixes, suffixes and infixes.
#[derive(Debug)]
pub(super) struct Affixes {
    prefix: Box<[Rule]>,
    suffix: Box<[Rule]>,
    infix: Box<[Rule]>,
}

impl Affixes {
    /// Reads a JSON object with three lists of rules.
    pub(super) fn load(section: &[u8]) -> Result<Self, ArchiveError> {
        let file: AffixFile = serde_json::from_slice(section)
            .map_err(|error| ArchiveError::section(SECTION, error.to_string()))?;
        let rules = |files: &[RuleFile]| files.iter().map(Rule::new).collect::<Result<Box<[_]>, _>>();
        Ok(Self { prefix: rules(&file.prefix)?, suffix: rules(&file.suffix)?, infix: rules(&file.infix)? })
    }

    /// Bytes of the prefix; 0 without one. The first rule that fits decides.
    pub(super) fn prefix(&self, word: &str, classes: &Classes) -> usize {
        if !word.chars().next().is_some_and(|letter| classes.has(letter, PREFIX_FIRST)) {
            return 0;
        }
        self.prefix.iter().find_map(|rule| rule.forward(word, 0, classes)).unwrap_or(0)
    }

    /// Bytes of the suffix; 0 without one. The longest one is taken.
    pub(super) fn suffix(&self, word: &str, classes: &Classes) -> usize {
        if !word.chars().next_back().is_some_and(|letter| classes.has(letter, SUFFIX_LAST)) {
            return 0;
        }
        self.suffix.iter().filter_map(|rule| rule.backward(word, classes)).max().unwrap_or(0)
    }

    /// The next infix at or after `from`: where it begins and ends. The first rule that fits at a place decides.
    pub(super) fn infix(&self, word: &str, from: usize, classes: &Classes) -> Option<(usize, usize)> {
        let rest = word.get(from..)?;
        let starts = rest.char_indices().filter(|(_, letter)| classes.has(*letter, INFIX_FIRST));
        starts.map(|(at, _)| from + at).find_map(|at| {
            let length = self.infix.iter().find_map(|rule| rule.forward(word, at, classes))?;
            Some((at, at + length))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::language::words::testing::words;

    fn prefix(word: &str) -> &str {
        &word[..words().affixes.prefix(word, &words().classes)]
    }

    fn suffix(word: &str) -> &str {
        &word[word.len() - words().affixes.suffix(word, &words().classes)..]
    }

    fn infixes(word: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some((start, end)) = words().affixes.infix(word, from, &words().classes) {
            found.push(&word[start..end]);
            from = end;
        }
        found
    }

    #[test]
    fn prefixes() {
        assert_eq!(prefix("(lantern"), "(");
        assert_eq!(prefix("US$40"), "US$");
        assert_eq!(prefix("....gone"), "....");
        assert_eq!(prefix(".gone"), "");
        assert_eq!(prefix("+fog"), "+");
        assert_eq!(prefix("+5"), "");
        assert_eq!(prefix("+"), "+");
        assert_eq!(prefix("🦊🦊"), "🦊");
        assert_eq!(prefix(""), "");
    }

    #[test]
    fn suffixes() {
        assert_eq!(suffix("otter’s"), "’s");
        assert_eq!(suffix("otter's"), "'s");
        assert_eq!(suffix("12km²"), "km²");
        assert_eq!(suffix("12km"), "km");
        assert_eq!(suffix("km"), "");
        assert_eq!(suffix("wait....."), ".....");
        assert_eq!(suffix("weir."), ".");
        assert_eq!(suffix("K.R."), "");
        assert_eq!(suffix("KR."), ".");
        assert_eq!(suffix("-4°C."), ".");
        assert_eq!(suffix("90%"), "%");
    }

    #[test]
    fn infixes_are_found_from_left_to_right() {
        assert_eq!(infixes("ferry-house,barn"), ["-", ","]);
        assert_eq!(infixes("kelp--reef---sand"), ["--", "---"]);
        assert_eq!(infixes("3-4"), ["-"]);
        assert_eq!(infixes("3,4"), Vec::<&str>::new());
        assert_eq!(infixes("wade...swim"), ["..."]);
        assert_eq!(infixes("reeds.Rain"), ["."]);
        assert_eq!(infixes("reeds.rain"), Vec::<&str>::new());
    }
}
