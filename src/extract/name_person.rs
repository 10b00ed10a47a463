//! The parts of a person's name: given names, particles, surname, suffix, and the order that they stand in.

use crate::lexicon::names::NameWords;
use crate::model::{PersonName, fold};

/// Reads a name as written, with or without forms of address ("Cho Min-jae", "Ludwig van Beethoven", "Konertz,
/// Wolfgang F.", "Dr Ana Ruiz, PhD").
pub fn parse(name: &str, words: &NameWords) -> PersonName {
    let mut sections: Vec<&str> = name.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let mut suffixes: Vec<String> = Vec::new();
    while sections.len() > 1
        && let Some(last) = sections.pop_if(|last| is_suffix(last, words))
    {
        suffixes.push(last.to_string());
    }
    let (family, rest) = match sections.as_slice() {
        [family, given, ..] => (Some(*family), *given),
        [all] => (None, *all),
        [] => (None, name),
    };
    let mut parts: Vec<&str> = rest.split_whitespace().filter(|part| !is_pet_name(part)).collect();
    while parts.len() > 2
        && let Some(last) = parts.pop_if(|last| is_suffix(last, words))
    {
        suffixes.push(last.to_string());
    }
    while parts.len() > 1 && parts.first().is_some_and(|first| is_address(first, words)) {
        parts.remove(0);
    }
    let mut person = PersonName { suffix: suffixes.pop(), ..PersonName::default() };
    if let Some(family) = family {
        let family = family.split_whitespace().filter(|part| !is_address(part, words));
        person.surname = Some(family.collect::<Vec<_>>().join(" "));
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
    if is_shouted(parts) {
        return true;
    }
    hyphenated && rest.len() == 1
        || family && !borne && rest.len() == 1 && !words.family_first.contains(&*fold(next))
}

/// "MOLNAR Bela": the family name in capitals, the rest not.
fn is_shouted(parts: &[&str]) -> bool {
    let [first, rest @ ..] = parts else { return false };
    let capitals = first.chars().filter(|letter| letter.is_uppercase()).count();
    capitals > 2
        && !first.contains('.')
        && first.contains(['A', 'E', 'I', 'O', 'U', 'Y'])
        && !first.chars().any(char::is_lowercase)
        && rest.iter().all(|part| part.chars().any(char::is_lowercase) || is_initial(part))
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

/// "Jr", "PhD"; "MD, PhD" after a comma.
fn is_suffix(part: &str, words: &NameWords) -> bool {
    part.split_whitespace().all(|part| words.suffixes.contains(&*lower(part)))
}

/// "Mr", "Dr.": no part of the name.
fn is_address(part: &str, words: &NameWords) -> bool {
    words.address.contains(lower(part).trim_end_matches('.'))
}

/// "(Bob)" and "\"Bob\"" between given name and surname.
fn is_pet_name(part: &str) -> bool {
    part.starts_with(['(', '"', '“', '‘']) && part.ends_with([')', '"', '”', '’'])
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
            ("Tim Harrold, Jr., PhD", "Tim", "Harrold", Some("Jr.")),
            ("Dr. Tim I Harrold", "Tim I", "Harrold", None),
            ("Harrold, Dr. Tim", "Tim", "Harrold", None),
            ("Timothy (Tim) Harrold", "Timothy", "Harrold", None),
            ("MARSOVSZKY Geza", "Geza", "MARSOVSZKY", None),
        ] {
            let person = parse(name, &names);
            assert_eq!(person.given.join(" "), given, "{name}");
            assert_eq!(person.surname.as_deref().unwrap_or(""), surname, "{name}");
            assert_eq!(person.suffix.as_deref(), suffix, "{name}");
        }
    }
}
