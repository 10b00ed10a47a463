//! The word list `rules/lexicon/en/names.toml`: titles, parts of names, words of organisations; and
//! `common.txt`, the stems of the common words of the language, which are no names by themselves.

use std::cmp::Ordering;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::lexicon::{Match, PhraseTable, stem};
use crate::model::{AgreementKind, NameLore, fold};

/// Stems of common words, one a line, sorted. Made from the word lists of SCOWL (see the notice beside it).
const COMMON: &str = include_str!("../../rules/lexicon/en/common.txt");

/// The list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    address: RawAddress,
    office: RawOffice,
    parts: RawParts,
    organisation: RawOrganisation,
    other: RawWords,
    never: RawNever,
    agreement: RawAgreement,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAgreement {
    accord: String,
    contract: String,
    other: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWords {
    words: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAddress {
    words: String,
    mere: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOffice {
    nouns: String,
    phrases: Vec<String>,
    modifiers: String,
    skip: String,
    relations: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawParts {
    particles: String,
    suffixes: String,
    family_first: String,
    given: String,
    nicknames: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOrganisation {
    words: String,
    suffixes: String,
    of: String,
    known: Vec<String>,
    endings: Vec<String>,
    kinds: String,
    goods: String,
    acts: String,
    parts: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNever {
    words: String,
    openers: String,
}

/// What a title says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TitleKind {
    /// "Mr", "Dr": stands before a name only.
    Address,
    /// "minister": an office, a profession.
    Office,
    /// "wife": what one person is to another.
    Relation,
}

type Words = FxHashSet<Box<str>>;

/// The list as checked.
#[derive(Debug)]
pub struct NameWords {
    /// Forms of address, offices and relations, longest first.
    pub titles: PhraseTable<TitleKind>,
    /// Words before an office noun that belong to the title ("foreign").
    pub modifiers: Words,
    /// Words before a title that do not ("former").
    pub skip: Words,
    /// Forms of address that are nobody's name ("mr").
    pub address: Words,
    /// Particles inside names ("van der").
    pub particles: Words,
    /// What follows a name ("Jr").
    pub suffixes: Words,
    /// Family names that may stand first.
    pub family_first: Words,
    /// Known given names.
    pub given: Words,
    /// Name to the numbers of the groups of nicknames that it is in.
    nicknames: FxHashMap<Box<str>, Vec<u16>>,
    /// Word of a name, folded, to the numbers of the lists of spellings that it is in.
    spellings: FxHashMap<Box<str>, Vec<usize>>,
    /// The first spelling of each list, folded.
    usual_spellings: Vec<Box<str>>,
    /// Words that make a capitalised sequence an organisation.
    pub organisation: Words,
    /// Company suffixes.
    pub company: Words,
    /// Words that go on with "of" and capitals.
    pub of: Words,
    /// Endings of made-up names of companies.
    pub company_endings: Vec<String>,
    /// Nouns that say of a name that it is an organisation.
    pub organisation_kinds: Words,
    /// What only organisations have.
    pub organisation_goods: Words,
    /// Verbs of organisations.
    pub organisation_acts: Words,
    /// Words before "of" and an organisation.
    pub organisation_parts: Words,
    /// Known organisations.
    pub known: PhraseTable<()>,
    /// Last words of events, works, laws, products.
    pub other: Words,
    /// Capitalised words that are no names.
    pub never: Words,
    /// Words that open a sentence.
    pub openers: Words,
    /// Stem of a noun to the kind of agreement.
    agreements: FxHashMap<Box<str>, AgreementKind>,
    /// Sorted lines.
    common: &'static str,
}

impl NameWords {
    pub(crate) fn from_raw(raw: Raw) -> Self {
        let mut titles = PhraseTable::new(Match::Exact, []);
        for phrase in &raw.office.phrases {
            titles.insert(phrase, TitleKind::Office);
        }
        for (list, kind) in [
            (&raw.office.relations, TitleKind::Relation),
            (&raw.office.nouns, TitleKind::Office),
            (&raw.address.words, TitleKind::Address),
        ] {
            for word in list.split_whitespace() {
                titles.insert(word, kind);
            }
        }
        let mut nicknames: FxHashMap<Box<str>, Vec<u16>> = FxHashMap::default();
        for (group, names) in raw.parts.nicknames.iter().enumerate() {
            for name in names.split_whitespace() {
                nicknames.entry(name.into()).or_default().push(group as u16);
            }
        }
        let mut agreements: FxHashMap<Box<str>, AgreementKind> = FxHashMap::default();
        for (list, kind) in [
            (&raw.agreement.accord, AgreementKind::Accord),
            (&raw.agreement.contract, AgreementKind::Contract),
            (&raw.agreement.other, AgreementKind::Other),
        ] {
            for noun in list.split_whitespace() {
                agreements.insert(stem(noun).map_or_else(|| noun.into(), Into::into), kind);
            }
        }
        Self {
            agreements,
            titles,
            modifiers: set(&raw.office.modifiers),
            skip: set(&raw.office.skip),
            address: set(&raw.address.mere),
            particles: set(&raw.parts.particles),
            suffixes: set(&raw.parts.suffixes),
            family_first: set(&raw.parts.family_first),
            given: set(&raw.parts.given),
            nicknames,
            spellings: FxHashMap::default(),
            usual_spellings: Vec::new(),
            organisation: set(&raw.organisation.words),
            company: set(&raw.organisation.suffixes),
            of: set(&raw.organisation.of),
            organisation_kinds: set(&raw.organisation.kinds),
            organisation_goods: set(&raw.organisation.goods),
            organisation_acts: set(&raw.organisation.acts),
            organisation_parts: set(&raw.organisation.parts),
            company_endings: raw.organisation.endings,
            known: PhraseTable::new(
                Match::Exact,
                raw.organisation.known.iter().map(|name| (name.as_str(), ())),
            ),
            other: set(&raw.other.words),
            never: set(&raw.never.words),
            openers: set(&raw.never.openers),
            common: without_remarks(COMMON),
        }
    }

    /// Whether two lower-case given names may stand for one another ("bob", "robert").
    pub fn are_nicknames(&self, a: &str, b: &str) -> bool {
        match (self.nicknames.get(a), self.nicknames.get(b)) {
            (Some(a), Some(b)) => a.iter().any(|group| b.contains(group)),
            _ => false,
        }
    }

    /// Takes several spellings of a word in names for one.
    pub(super) fn add_spellings(&mut self, spellings: &[String]) {
        for word in spellings {
            self.spellings.entry(fold(word).into()).or_default().push(self.usual_spellings.len());
        }
        self.usual_spellings.extend(spellings.first().map(|first| fold(first).into()));
    }

    /// The usual spellings of a word in names, folded, that the house writes in several ways.
    pub(crate) fn usual_spellings(&self, folded: &str) -> impl Iterator<Item = &str> {
        let lists = self.spellings.get(folded).into_iter().flatten();
        lists.filter_map(|list| self.usual_spellings.get(*list)).map(AsRef::as_ref)
    }

    /// The kind of agreement that a noun names, by its stem.
    pub fn agreement(&self, stem: &str) -> Option<AgreementKind> {
        self.agreements.get(stem).copied()
    }

    /// Whether a word, given with its stem, is common.
    pub fn is_common_word(&self, lower: &str, stem: &str) -> bool {
        self.is_common(stem) || self.is_common(lower)
    }

    /// Whether a stem is that of a common word.
    pub fn is_common(&self, stem: &str) -> bool {
        in_sorted_lines(self.common, stem)
    }
}

impl NameLore for NameWords {
    fn are_nicknames(&self, a: &str, b: &str) -> bool {
        Self::are_nicknames(self, a, b)
    }

    fn are_spellings(&self, a: &str, b: &str) -> bool {
        match (self.spellings.get(a), self.spellings.get(b)) {
            (Some(a), Some(b)) => a.iter().any(|list| b.contains(list)),
            _ => false,
        }
    }

    fn is_given_name(&self, name: &str) -> bool {
        self.given.contains(name)
    }
}

fn set(words: &str) -> Words {
    words.split_whitespace().map(Into::into).collect()
}

/// The text after its first lines that begin with `#`.
fn without_remarks(mut text: &str) -> &str {
    while text.starts_with('#') {
        text = text.split_once('\n').map_or("", |(_, rest)| rest);
    }
    text
}

/// Whether a word stands in a list of sorted lines: halves the text, not a table of its lines, since making one
/// would cost more than all the searches of a run.
fn in_sorted_lines(mut text: &str, word: &str) -> bool {
    while !text.is_empty() {
        // A line feed is one byte, so that the line around any byte begins and ends on character borders.
        let bytes = text.as_bytes();
        let (before, after) = bytes.split_at(bytes.len() / 2);
        let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let end = after.iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |at| before.len() + at);
        let Some(line) = text.get(start..end) else { return false };
        text = match word.cmp(line) {
            Ordering::Equal => return true,
            Ordering::Less => text.get(..start),
            Ordering::Greater => text.get(end + 1..),
        }
        .unwrap_or("");
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn nicknames_go_both_ways_and_stay_in_their_group() {
        let names = Lexicon::english().unwrap().names;
        assert!(names.are_nicknames("bob", "robert") && names.are_nicknames("robert", "bob"));
        assert!(!names.are_nicknames("bob", "benjamin"));
    }

    #[test]
    fn common_words_are_known_by_stem() {
        let names = Lexicon::english().unwrap().names;
        assert!(names.is_common("offici") && names.is_common("hous"));
        assert!(!names.is_common("borrell") && !names.is_common(""));
    }

    #[test]
    fn every_line_of_the_common_words_is_found() {
        let lines: Vec<&str> = super::without_remarks(super::COMMON).lines().collect();
        assert!(lines.len() > 10_000 && lines.is_sorted());
        let lost = |word: &&&str| !super::in_sorted_lines(super::without_remarks(super::COMMON), word);
        assert_eq!(lines.iter().find(lost), None);
    }
}
