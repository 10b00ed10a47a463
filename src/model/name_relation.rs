//! Whether two person names can be names of one person: initials, nicknames, order, diacritics, joined and
//! hyphenated given names, double surnames. Knows no text and no list: [`NameLore`] brings the nicknames.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::PersonName;

/// What word lists know about given names; all in lower case without diacritics.
pub trait NameLore {
    /// Whether the two may stand for one another ("bob", "robert").
    fn are_nicknames(&self, a: &str, b: &str) -> bool;
    /// Whether it is a given name that people bear, so that a one-letter difference is another name, not a slip.
    fn is_given_name(&self, name: &str) -> bool;
}

/// How two person names relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameRelation {
    /// The same name, but for diacritics, capitals, marks and order.
    Same,
    /// One leaves out or abbreviates what the other has.
    Compatible,
    /// One or two letters differ.
    Misspelled,
    /// The surname is the same, the given name another.
    OtherGiven,
    /// The given name is the same, the surname another.
    OtherSurname,
    /// Two names.
    Different,
}

impl PersonName {
    /// Whether this and `other` can be names of one person. Titles are not compared.
    pub fn relation(&self, other: &Self, lore: &dyn NameLore) -> NameRelation {
        let (a, b) = (Folded::new(self), Folded::new(other));
        if a.all == b.all && a.suffix_agrees(&b) {
            return NameRelation::Same;
        }
        let given = a.given_relation(&b, lore);
        let surname = a.surname_relation(&b);
        let relation = match (given, surname) {
            _ if !a.suffix_agrees(&b) => NameRelation::OtherGiven,
            (Part::Same | Part::Fits | Part::Absent, Part::Same | Part::Fits | Part::Absent) => {
                if given == Part::Absent && surname == Part::Absent {
                    // A given name alone against a surname alone.
                    NameRelation::Different
                } else if given == Part::Same && surname == Part::Same {
                    NameRelation::Same
                } else {
                    NameRelation::Compatible
                }
            }
            (Part::Slip, Part::Same | Part::Fits | Part::Absent)
            | (Part::Same | Part::Fits | Part::Absent, Part::Slip) => NameRelation::Misspelled,
            (Part::Other, Part::Same | Part::Fits) => NameRelation::OtherGiven,
            (Part::Same | Part::Fits, Part::Other) => NameRelation::OtherSurname,
            (Part::Other, _) | (Part::Slip | Part::Absent, Part::Other) | (Part::Slip, Part::Slip) => {
                NameRelation::Different
            }
        };
        let joined_again = matches!(
            relation,
            NameRelation::OtherGiven | NameRelation::OtherSurname | NameRelation::Different
        ) && a.joined == b.joined;
        if joined_again { NameRelation::Same } else { relation }
    }
}

/// How one part of two names relates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Same,
    Fits,
    Slip,
    Other,
    Absent,
}

/// A name without diacritics, capitals and marks.
struct Folded {
    given: Vec<String>,
    surname: Vec<String>,
    suffix: Option<String>,
    /// All words, for another order.
    all: BTreeSet<String>,
    joined: String,
}

const PARTICLES: [&str; 14] =
    ["van", "der", "den", "de", "du", "del", "di", "da", "von", "v", "la", "ten", "ter", "delle"];

impl Folded {
    fn new(name: &PersonName) -> Self {
        let given: Vec<String> = name.given.iter().flat_map(|part| given_words(part)).collect();
        let surname: Vec<String> = name.surname.as_deref().map(surname_words).unwrap_or_default();
        let all = given.iter().chain(&surname).cloned().collect();
        let joined = given.iter().chain(&surname).map(String::as_str).collect();
        Self { given, surname, suffix: name.suffix.as_deref().map(suffix_of), all, joined }
    }

    fn suffix_agrees(&self, other: &Self) -> bool {
        match (&self.suffix, &other.suffix) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
    }

    fn given_relation(&self, other: &Self, lore: &dyn NameLore) -> Part {
        if self.given.is_empty() || other.given.is_empty() {
            return Part::Absent;
        }
        if self.given == other.given || self.given.concat() == other.given.concat() {
            return Part::Same;
        }
        let (short, long) = if self.given.len() <= other.given.len() {
            (&self.given, &other.given)
        } else {
            (&other.given, &self.given)
        };
        let first = word_relation(&short[0], &long[0], lore);
        // "H. Manuel" is also called "Manuel", but "H. M." not "M.".
        let skips_initial = short[0] != long[0]
            && is_initial(&long[0])
            && long.get(1).is_some_and(|second| {
                !is_initial(second) && word_relation(&short[0], second, lore) != Part::Other
            });
        if skips_initial && first == Part::Other {
            return in_order(short, &long[1..], lore);
        }
        match in_order(short, long, lore) {
            Part::Other if starts_joined(short, long) => Part::Fits,
            Part::Other if split_fits(short, long, lore) => Part::Fits,
            part @ Part::Same
            | part @ Part::Fits
            | part @ Part::Slip
            | part @ Part::Other
            | part @ Part::Absent => part,
        }
    }

    fn surname_relation(&self, other: &Self) -> Part {
        let (Some(a), Some(b)) = (self.surname.last(), other.surname.last()) else {
            return Part::Absent;
        };
        if self.surname.concat() == other.surname.concat() {
            return Part::Same;
        }
        if a == b {
            // "Vandenberg" has its particles inside; a double name may leave its first half out.
            return Part::Fits;
        }
        let (short, long) = if self.surname.len() <= other.surname.len() {
            (&self.surname, &other.surname)
        } else {
            (&other.surname, &self.surname)
        };
        if short.len() < long.len() && long.concat().ends_with(&short.concat()) && short.concat().len() > 3 {
            return Part::Fits;
        }
        if is_slip(&self.surname.concat(), &other.surname.concat()) { Part::Slip } else { Part::Other }
    }
}

/// Whether the words of `short` stand in `long` in the same order, the first with the first.
fn in_order(short: &[String], long: &[String], lore: &dyn NameLore) -> Part {
    let mut worst = Part::Same;
    let mut rest = long.iter();
    for (at, word) in short.iter().enumerate() {
        let found = if at == 0 {
            rest.next().map(|other| word_relation(word, other, lore))
        } else {
            rest.find_map(|other| Some(word_relation(word, other, lore)).filter(|part| *part != Part::Other))
        };
        worst = match (worst, found) {
            (_, None | Some(Part::Other | Part::Absent)) => return Part::Other,
            (Part::Slip, _) | (_, Some(Part::Slip)) => Part::Slip,
            (Part::Fits, _) | (_, Some(Part::Fits)) => Part::Fits,
            (worst, Some(Part::Same)) => worst,
        };
    }
    if worst == Part::Same && short.len() < long.len() { Part::Fits } else { worst }
}

/// "Jinli" against "Jin Li Q.": the joined words begin alike.
fn starts_joined(short: &[String], long: &[String]) -> bool {
    let Some(first) = short.first().filter(|first| first.len() > 3) else {
        return false;
    };
    let mut joined = String::new();
    for (at, word) in long.iter().enumerate() {
        joined.push_str(word);
        if joined == *first {
            return at > 0
                && short.iter().skip(1).all(|word| long.iter().skip(at + 1).any(|other| fits(word, other)));
        }
    }
    false
}

/// "JF" against "Jian Fei": letters of initials that were written together.
fn split_fits(short: &[String], long: &[String], lore: &dyn NameLore) -> bool {
    let spread: Vec<String> = short
        .iter()
        .flat_map(|word| {
            let initials = word.len() <= 3 && !word.contains(['a', 'e', 'i', 'o', 'u', 'y']);
            if initials { word.chars().map(String::from).collect() } else { vec![word.clone()] }
        })
        .collect();
    spread.len() > short.len()
        && if spread.len() <= long.len() {
            in_order(&spread, long, lore) != Part::Other
        } else {
            in_order(long, &spread, lore) != Part::Other
        }
}

fn word_relation(a: &str, b: &str, lore: &dyn NameLore) -> Part {
    if a == b {
        return Part::Same;
    }
    if is_initial(a) || is_initial(b) {
        return if a.chars().next() == b.chars().next() { Part::Fits } else { Part::Other };
    }
    if fits(a, b) || lore.are_nicknames(a, b) {
        return Part::Fits;
    }
    if is_slip(a, b) && !(lore.is_given_name(a) && lore.is_given_name(b)) {
        return Part::Slip;
    }
    Part::Other
}

/// A short form that is the beginning of the other.
fn fits(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.starts_with(short) && (short.len() == 1 || short.len() >= 3 && long.len() >= short.len() + 2)
}

fn is_initial(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// One or two letters of difference in words that are long enough for that to be a slip.
pub(crate) fn is_slip(a: &str, b: &str) -> bool {
    let (la, lb) = (a.chars().count(), b.chars().count());
    let shorter = la.min(lb);
    if shorter < 4 || la.abs_diff(lb) > 2 || shorter > 60 {
        return false;
    }
    let distance = strsim::osa_distance(a, b);
    distance == 1 || distance == 2 && shorter >= 7
}

/// Lower case without diacritics and marks; spaces stay.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            'ß' => folded.push_str("ss"),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            'þ' | 'Þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            _ if letter.is_alphanumeric() => folded.extend(letter.to_lowercase()),
            _ if letter.is_whitespace() => folded.push(' '),
            _ => {}
        }
    }
    folded
}

fn given_words(part: &str) -> Vec<String> {
    part.split(['-', '\u{2010}', '\u{2011}', '.', ' ']).map(fold).filter(|word| !word.is_empty()).collect()
}

/// The words of a surname without particles, unless nothing else is left.
fn surname_words(surname: &str) -> Vec<String> {
    let words: Vec<String> =
        surname.split(['-', '\u{2010}', '\u{2011}', ' ']).map(fold).filter(|word| !word.is_empty()).collect();
    let core: Vec<String> =
        words.iter().filter(|word| !PARTICLES.contains(&word.as_str())).cloned().collect();
    if core.is_empty() { words } else { core }
}

/// "Jr." and "II" name the same generation.
fn suffix_of(suffix: &str) -> String {
    match fold(suffix).as_str() {
        "i" | "sr" => "1".into(),
        "ii" | "jr" => "2".into(),
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Lore;
    impl NameLore for Lore {
        fn are_nicknames(&self, a: &str, b: &str) -> bool {
            matches!((a, b), ("bob", "robert") | ("robert", "bob"))
        }
        fn is_given_name(&self, name: &str) -> bool {
            matches!(name, "marta" | "maria")
        }
    }

    fn name(given: &str, surname: &str) -> PersonName {
        PersonName {
            given: given.split_whitespace().map(Into::into).collect(),
            surname: Some(surname.to_string()).filter(|surname| !surname.is_empty()),
            ..PersonName::default()
        }
    }

    #[test]
    fn one_person_under_many_forms() {
        for (a, b, expected) in [
            (("Jean-Luc", "Harrold"), ("Jean-Luc", "Harrold"), NameRelation::Same),
            (("", "Harrold"), ("Tim", "Harrold"), NameRelation::Compatible),
            (("T.", "Harrold"), ("Tim", "Harrold"), NameRelation::Compatible),
            (("Bob", "Lund"), ("Robert", "Lund"), NameRelation::Compatible),
            (("Yun-ho", "Yang"), ("Yunho", "Yang"), NameRelation::Same),
            (("Yang", "Yun-ho"), ("Yun-ho", "Yang"), NameRelation::Same),
            (("Anna", "van der Berg"), ("Anna", "Berg"), NameRelation::Same),
            (("Vera", "Ostrandt"), ("Vera", "Ostrand"), NameRelation::Misspelled),
            (("Marta", "Holt"), ("Maria", "Holt"), NameRelation::OtherGiven),
            (("Ilse", "Bremer"), ("Elke", "Bremer"), NameRelation::OtherGiven),
            (("Ilse", "Bremer"), ("Ilse", "Moss"), NameRelation::OtherSurname),
            (("Ilse", "Bremer"), ("Tim", "Moss"), NameRelation::Different),
            (("", "Bremer"), ("", "Moss"), NameRelation::Different),
        ] {
            assert_eq!(name(a.0, a.1).relation(&name(b.0, b.1), &Lore), expected, "{a:?} {b:?}");
            assert_eq!(name(b.0, b.1).relation(&name(a.0, a.1), &Lore), expected, "{b:?} {a:?}");
        }
    }
}
