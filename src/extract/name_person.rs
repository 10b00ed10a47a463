//! The parts of a person's name: given names, particles, surname, suffix, and the order that they stand in.

use crate::lexicon::names::NameWords;
use crate::model::{PersonName, fold};

/// Reads a name as written, without title ("Cho Min-jae", "Ludwig van Beethoven", "Konertz, Wolfgang F.").
pub fn parse(name: &str, words: &NameWords) -> PersonName {
    let mut parts: Vec<&str> = Vec::new();
    let mut suffix = None;
    let (family, rest) = match name.split_once(',') {
        Some((before, after)) if words.suffixes.contains(&*lower(after)) => {
            suffix = Some(after.trim().to_string());
            (None, before)
        }
        Some((before, after)) => (Some(before.trim()), after),
        None => (None, name),
    };
    for part in rest.split_whitespace() {
        let known_suffix = parts.len() > 1 && words.suffixes.contains(&*lower(part)) && suffix.is_none();
        if known_suffix {
            suffix = Some(part.to_string());
        } else {
            parts.push(part);
        }
    }
    let mut person = PersonName { suffix, ..PersonName::default() };
    if let Some(family) = family {
        person.surname = Some(family.to_string());
        person.given = parts.iter().flat_map(|part| initials(part)).collect();
        return person;
    }
    if let [only] = parts.as_slice() {
        if words.given.contains(&*fold(only)) {
            person.given.push((*only).to_string());
        } else {
            person.surname = Some((*only).to_string());
        }
        return person;
    }
    if family_stands_first(&parts, words)
        && let Some((first, given)) = parts.split_first()
    {
        person.surname = Some((*first).to_string());
        person.given = given.iter().map(|part| (*part).to_string()).collect();
        return person;
    }
    // The surname begins at its first particle, else it is the last word.
    let start = (1..parts.len().saturating_sub(1))
        .find(|&at| words.particles.contains(&*parts[at].to_lowercase()) && !is_initial(parts[at]))
        .unwrap_or(parts.len().saturating_sub(1));
    person.given = parts.iter().take(start).flat_map(|part| initials(part)).collect();
    let surname = parts.iter().skip(start).copied().collect::<Vec<_>>().join(" ");
    person.surname = Some(surname).filter(|surname| !surname.is_empty());
    person
}

/// Korean, Chinese and Hungarian order: a known family name first, and after it no known given name that is
/// borne elsewhere, or a given name of two syllables with a hyphen.
fn family_stands_first(parts: &[&str], words: &NameWords) -> bool {
    let [first, rest @ ..] = parts else { return false };
    let (Some(next), first) = (rest.first(), fold(first)) else {
        return false;
    };
    let hyphenated = next
        .split_once(['-', '\u{2010}', '\u{2011}'])
        .is_some_and(|(_, tail)| tail.chars().next().is_some_and(char::is_lowercase));
    let family = words.family_first.contains(&*first);
    let borne = words.given.contains(&*first);
    hyphenated && rest.len() == 1
        || family && !borne && rest.len() == 1 && !words.family_first.contains(&*fold(next))
}

/// "J.K." and "MT" are two initials each.
fn initials(part: &str) -> Vec<String> {
    let letters: Vec<char> = part.chars().filter(|c| *c != '.').collect();
    let together = letters.len() > 1 && letters.len() < 4 && letters.iter().all(|c| c.is_uppercase());
    let dotted = part.matches('.').count() > 1;
    if together && (dotted || part.len() == 2 || !letters.iter().any(|c| "AEIOUY".contains(*c))) {
        letters.into_iter().map(String::from).collect()
    } else {
        vec![part.to_string()]
    }
}

fn is_initial(part: &str) -> bool {
    part.trim_end_matches('.').chars().count() == 1
}

fn lower(part: &str) -> String {
    part.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::lexicon::Lexicon;

    #[test]
    fn parts_and_order() {
        let names = Lexicon::english().unwrap().names;
        for (name, given, surname, suffix) in [
            ("Tim Harrold", "Tim", "Harrold", None),
            ("Harrold", "", "Harrold", None),
            ("Carla", "Carla", "", None),
            ("Ludwig van der Berg", "Ludwig", "van der Berg", None),
            ("Cho Min-jae", "Min-jae", "Cho", None),
            ("Min-jae Cho", "Min-jae", "Cho", None),
            ("J.K. Tilling", "J K", "Tilling", None),
            ("Tilling, Jane K.", "Jane K.", "Tilling", None),
            ("Tim Harrold Jr.", "Tim", "Harrold", Some("Jr.")),
        ] {
            let person = parse(name, &names);
            assert_eq!(person.given.join(" "), given, "{name}");
            assert_eq!(person.surname.as_deref().unwrap_or(""), surname, "{name}");
            assert_eq!(person.suffix.as_deref(), suffix, "{name}");
        }
    }
}
