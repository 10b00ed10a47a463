//! Whether two person names can be names of one person: initials, nicknames, order, diacritics, joined and
//! hyphenated given names, double surnames. Knows no text and no list: [`NameLore`] brings the nicknames.

use crate::model::PersonName;
use crate::model::name_fold::{
    Word, concat, generation, given_words, is_ideographic, same_words, sound, surname_words,
};

/// What word lists know about given names; all in lower case without diacritics.
pub trait NameLore {
    /// Whether the two may stand for one another ("bob", "robert").
    fn are_nicknames(&self, a: &str, b: &str) -> bool;
    /// Whether the house takes the two for spellings of one word.
    fn are_spellings(&self, a: &str, b: &str) -> bool {
        let _ = (a, b);
        false
    }
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

impl NameRelation {
    /// Name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Compatible => "compatible",
            Self::Misspelled => "misspelled",
            Self::OtherGiven => "other_given",
            Self::OtherSurname => "other_surname",
            Self::Different => "different",
        }
    }
}

impl PersonName {
    /// Whether this and `other` can be names of one person. Titles are not compared.
    pub fn relation(&self, other: &Self, lore: &dyn NameLore) -> NameRelation {
        let (a, b) = (Folded::new(self), Folded::new(other));
        if !a.suffix_agrees(&b) {
            return NameRelation::OtherGiven;
        }
        if a.is_turned(&b) {
            return NameRelation::Same;
        }
        let given = a.given_relation(&b, lore);
        let surname = a.surname_relation(&b, lore);
        let relation = match (given, surname) {
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
        let apart = matches!(relation, NameRelation::OtherSurname | NameRelation::Different);
        if apart && (a.leaves_second_surname(&b, lore) || b.leaves_second_surname(&a, lore)) {
            return NameRelation::Compatible;
        }
        relation
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
    given: Vec<Word>,
    surname: Vec<Word>,
    particles: Vec<String>,
    /// The surname in one word, particles and all.
    whole: String,
    suffix: Option<String>,
    /// Written in Chinese characters.
    ideographic: bool,
}

impl Folded {
    fn new(name: &PersonName) -> Self {
        let given: Vec<Word> = name.given.iter().flat_map(|part| given_words(part)).collect();
        let written = name.surname.as_deref().unwrap_or_default();
        let (surname, particles, whole) = surname_words(written);
        let ideographic = is_ideographic(written) || name.given.iter().any(|part| is_ideographic(part));
        Self {
            given,
            surname,
            particles,
            whole,
            suffix: name.suffix.as_deref().and_then(generation),
            ideographic,
        }
    }

    fn suffix_agrees(&self, other: &Self) -> bool {
        match (&self.suffix, &other.suffix) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
    }

    /// The same words with the surname at the other end, or cut into given names and surname elsewhere. Characters
    /// are read in their order.
    fn is_turned(&self, other: &Self) -> bool {
        let ours: Vec<Word> = self.given.iter().chain(&self.surname).cloned().collect();
        let theirs: Vec<Word> = other.given.iter().chain(&other.surname).cloned().collect();
        if ours.len() != theirs.len() || ours.is_empty() || !self.particles_agree(other) {
            return false;
        }
        let turns = if self.ideographic && other.ideographic { 1 } else { ours.len() };
        (0..turns).any(|by| {
            let (head, tail) = theirs.split_at(by);
            let turned: Vec<Word> = tail.iter().chain(head).cloned().collect();
            same_words(&ours, &turned)
        })
    }

    /// "du Berg" is not "von Berg"; one of them may leave them out or abbreviate them.
    fn particles_agree(&self, other: &Self) -> bool {
        self.particles.is_empty()
            || other.particles.is_empty()
            || self.particles == other.particles
            || self.particles.concat().chars().next() == other.particles.concat().chars().next()
                && (self.particles.concat().len() == 1 || other.particles.concat().len() == 1)
    }

    /// "Claudia Reyes" for "Claudia Reyes Pardo": the second of two surnames is left out.
    fn leaves_second_surname(&self, full: &Self, lore: &dyn NameLore) -> bool {
        let (Some(surname), [given @ .., first_surname]) = (self.surname.last(), full.given.as_slice())
        else {
            return false;
        };
        self.surname.len() == 1
            && full.surname.len() == 1
            && !self.given.is_empty()
            && surname.is(first_surname)
            && !surname.is_initial()
            && !lore.is_given_name(&surname.plain)
            && same_words(&self.given, given)
    }

    fn given_relation(&self, other: &Self, lore: &dyn NameLore) -> Part {
        if self.given.is_empty() || other.given.is_empty() {
            return Part::Absent;
        }
        if same_words(&self.given, &other.given) || concat(&self.given) == concat(&other.given) {
            return Part::Same;
        }
        let (short, long) = if self.given.len() <= other.given.len() {
            (&self.given, &other.given)
        } else {
            (&other.given, &self.given)
        };
        let (Some(first_short), Some((first_long, rest))) = (short.first(), long.split_first()) else {
            return Part::Absent;
        };
        let first = word_relation(first_short, first_long, lore);
        // "K. Oskar" is also called "Oskar", but "K. O." not "O.".
        let skips_initial = first_short.plain != first_long.plain
            && first_long.is_initial()
            && rest.first().is_some_and(|second| {
                !second.is_initial() && word_relation(first_short, second, lore) != Part::Other
            });
        if skips_initial && first == Part::Other {
            return in_order(short, rest, lore);
        }
        match in_order(short, long, lore) {
            Part::Other if is_titled(short, long, lore) => Part::Fits,
            Part::Other if starts_joined(short, long) => Part::Fits,
            Part::Other if split_fits(short, long, lore) => Part::Fits,
            part @ Part::Same
            | part @ Part::Fits
            | part @ Part::Slip
            | part @ Part::Other
            | part @ Part::Absent => part,
        }
    }

    fn surname_relation(&self, other: &Self, lore: &dyn NameLore) -> Part {
        let (Some(a), Some(b)) = (self.surname.last(), other.surname.last()) else {
            return Part::Absent;
        };
        let (ours, theirs) = (concat(&self.surname), concat(&other.surname));
        if same_words(&self.surname, &other.surname) || ours == theirs {
            if self.particles_agree(other) {
                return Part::Same;
            }
            return if is_slip(&self.whole, &other.whole) { Part::Slip } else { Part::Other };
        }
        if self.whole == other.whole || lore.are_spellings(&ours, &theirs) {
            // "Vanderberg" has its particles inside.
            return Part::Same;
        }
        let (short, long) = if self.surname.len() <= other.surname.len() {
            (&self.surname, &other.surname)
        } else {
            (&other.surname, &self.surname)
        };
        let parts_of_one = short.len() < long.len();
        let (short_whole, long_whole) = (concat(short), concat(long));
        if parts_of_one
            && short_whole.len() > 3
            && (long_whole.ends_with(&short_whole) || long_whole.starts_with(&short_whole))
        {
            // A double name may leave out a half.
            return Part::Fits;
        }
        if long_whole.ends_with(&short_whole) && short_whole.len() > 3 && a.is(b) {
            return Part::Fits;
        }
        if same_sound(&ours, &theirs) {
            return Part::Fits;
        }
        if is_slip(&ours, &theirs) { Part::Slip } else { Part::Other }
    }
}

/// Words that only their romanisation tells apart.
fn same_sound(a: &str, b: &str) -> bool {
    a.len().min(b.len()) > 3 && sound(a) == sound(b)
}

/// Whether the words of `short` stand in `long` in the same order, the first with the first.
/// "Harbourmaster Tora" and "Tora": a first word that nobody bears as a given name is a title that no list has.
fn is_titled(short: &[Word], long: &[Word], lore: &dyn NameLore) -> bool {
    long.split_first().is_some_and(|(first, rest)| {
        !first.is_initial()
            && !lore.is_given_name(&first.plain)
            && !rest.is_empty()
            && same_words(short, rest)
    })
}

fn in_order(short: &[Word], long: &[Word], lore: &dyn NameLore) -> Part {
    let mut worst = Part::Same;
    let mut next = 0;
    let mut pairs = Vec::with_capacity(short.len());
    for (at, word) in short.iter().enumerate() {
        let reach = if at == 0 { 1 } else { long.len() };
        let found = (next..reach).find_map(|idx| {
            let part = word_relation(word, long.get(idx)?, lore);
            (part != Part::Other).then_some((idx, part))
        });
        let Some((idx, part)) = found else {
            return Part::Other;
        };
        next = idx + 1;
        pairs.push((at, idx));
        worst = match (worst, part) {
            (_, Part::Other | Part::Absent) => return Part::Other,
            (Part::Slip, _) | (_, Part::Slip) => Part::Slip,
            (Part::Fits, _) | (_, Part::Fits) => Part::Fits,
            (worst, Part::Same) => worst,
        };
    }
    if !beginnings_stand_alone(short, long, &pairs) || pet_names(short, long, &pairs, lore) > 1 {
        return Part::Other;
    }
    if worst == Part::Same && short.len() < long.len() { Part::Fits } else { worst }
}

/// "Lumei" may be called "Lum", but "Lum Fan" is another: after a beginning of a name no full word may stand that
/// the other name lacks.
fn beginnings_stand_alone(short: &[Word], long: &[Word], pairs: &[(usize, usize)]) -> bool {
    pairs.iter().all(|&(s, l)| {
        let (Some(a), Some(b)) = (short.get(s), long.get(l)) else {
            return true;
        };
        if a.is(b) || a.is_initial() || b.is_initial() {
            return true;
        }
        let (word, next, paired) = if a.plain.len() < b.plain.len() && b.plain.starts_with(&a.plain) {
            (a, short.get(s + 1), pairs.iter().any(|pair| pair.0 == s + 1))
        } else if a.plain.starts_with(&b.plain) {
            (b, long.get(l + 1), pairs.iter().any(|pair| pair.1 == l + 1))
        } else {
            return true;
        };
        next.is_none_or(|next| next.is_initial() || paired && !word.joined)
    })
}

/// How many words of one name are pet names of the other's: nobody goes by two.
fn pet_names(short: &[Word], long: &[Word], pairs: &[(usize, usize)], lore: &dyn NameLore) -> usize {
    let pet = |&&(s, l): &&(usize, usize)| match (short.get(s), long.get(l)) {
        (Some(a), Some(b)) => {
            let cut = a.plain.starts_with(&b.plain) || b.plain.starts_with(&a.plain);
            !cut && lore.are_nicknames(&a.plain, &b.plain)
        }
        _ => false,
    };
    pairs.iter().filter(pet).count()
}

/// "Lumei" against "Lu Mei Z.": the joined words begin alike.
fn starts_joined(short: &[Word], long: &[Word]) -> bool {
    let Some(first) = short.first().filter(|first| first.plain.len() > 3) else {
        return false;
    };
    let mut joined = String::new();
    for (at, word) in long.iter().enumerate() {
        joined.push_str(&word.plain);
        if joined == first.plain {
            let fits_later =
                |word: &Word| long.iter().skip(at + 1).any(|other| fits(&word.plain, &other.plain));
            return at > 0 && short.iter().skip(1).all(fits_later);
        }
    }
    false
}

/// "LM" against "Lan Mei": letters of initials that were written together.
fn split_fits(short: &[Word], long: &[Word], lore: &dyn NameLore) -> bool {
    let spread: Vec<Word> = short
        .iter()
        .flat_map(|word| {
            let initials = word.plain.len() <= 3 && !word.plain.contains(['a', 'e', 'i', 'o', 'u', 'y']);
            if initials {
                word.plain.chars().flat_map(|letter| given_words(&letter.to_string())).collect()
            } else {
                vec![word.clone()]
            }
        })
        .collect();
    spread.len() > short.len()
        && if spread.len() <= long.len() {
            in_order(&spread, long, lore) != Part::Other
        } else {
            in_order(long, &spread, lore) != Part::Other
        }
}

fn word_relation(a: &Word, b: &Word, lore: &dyn NameLore) -> Part {
    if a.is(b) || lore.are_spellings(&a.plain, &b.plain) {
        return Part::Same;
    }
    if a.is_initial() || b.is_initial() {
        return if a.plain.chars().next() == b.plain.chars().next() { Part::Fits } else { Part::Other };
    }
    let (a, b) = (a.plain.as_str(), b.plain.as_str());
    if fits(a, b) || lore.are_nicknames(a, b) || ends_as(a, b, lore) || is_respelled(a, b) {
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

/// A short form that is the end of a long name ("Xander"), unless it is a name that others bear.
fn ends_as(a: &str, b: &str, lore: &dyn NameLore) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() >= 3
        && long.len() >= 8
        && long.len() >= 2 * short.len()
        && long.ends_with(short)
        && !lore.is_given_name(short)
}

/// The same name in another romanisation; short syllables only where a vowel alone differs.
fn is_respelled(a: &str, b: &str) -> bool {
    let vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let digraph = |word: &str| word.contains("eo") || word.contains("oo") || word.contains("yu");
    let frame = |word: &str| word.replace(vowel, "");
    same_sound(a, b)
        || a.len().min(b.len()) >= 3
            && (digraph(a) || digraph(b))
            && frame(a) == frame(b)
            && a.chars().next() == b.chars().next()
            && sound(a).chars().filter(|letter| vowel(*letter)).count()
                == sound(b).chars().filter(|letter| vowel(*letter)).count()
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
            (("Anna", "van der Berg"), ("Anna", "Vanderberg"), NameRelation::Same),
            (("Anna", "du Berg"), ("Anna", "von Berg"), NameRelation::OtherSurname),
            (("Lu Mei", "Tang"), ("Lumei", "Tang"), NameRelation::Same),
            (("Lumei", "Tang"), ("Lu-Fan", "Tang"), NameRelation::OtherGiven),
            (("Lorena", "Ibarra"), ("Lorena Ibarra", "Quesada"), NameRelation::Compatible),
            (("Jörg", "Möller"), ("Joerg", "Moeller"), NameRelation::Same),
            (("Ольга", "Маркова"), ("Olga", "Markova"), NameRelation::Same),
            (("Kyung-soon", "Pyo"), ("Kyung-sun", "Pyo"), NameRelation::Compatible),
            (("Ana Ilse", "Holt"), ("Ilse Ana", "Holt"), NameRelation::OtherGiven),
        ] {
            assert_eq!(name(a.0, a.1).relation(&name(b.0, b.1), &Lore), expected, "{a:?} {b:?}");
            assert_eq!(name(b.0, b.1).relation(&name(a.0, a.1), &Lore), expected, "{b:?} {a:?}");
        }
    }
}
