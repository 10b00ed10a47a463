//! The words of names without what spelling varies in: capitals, diacritics, scripts, hyphens, articles.

use deunicode::deunicode;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Small words that a surname may have or leave out, "van" as well as the Arabic article.
const PARTICLES: [&str; 30] = [
    "van", "der", "den", "de", "du", "del", "di", "da", "dos", "das", "do", "von", "v", "la", "le", "ten",
    "ter", "delle", "della", "lo", "zu", "zum", "af", "av", "al", "el", "ul", "bin", "ibn", "bint",
];

/// One word of a name.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Lower case without diacritics and marks.
    pub(super) plain: String,
    /// The same, with "ae", "oe", "ue", "aa" for letters that are also spelled so.
    spelled: String,
    /// A hyphen joins it to the next word.
    pub(super) joined: bool,
}

impl Word {
    fn new(written: &str, joined: bool) -> Self {
        Self { plain: fold(written), spelled: fold(&spelled_out(written)), joined }
    }

    /// Whether the two are the same word, "Müller" being "Mueller" or "Muller".
    pub(super) fn is(&self, other: &Self) -> bool {
        self.plain == other.plain || self.spelled == other.plain || self.plain == other.spelled
    }

    pub(super) fn is_initial(&self) -> bool {
        self.plain.chars().nth(1).is_none()
    }
}

/// All words together.
pub(super) fn concat(words: &[Word]) -> String {
    words.iter().map(|word| word.plain.as_str()).collect()
}

/// Whether two lists have the same words in the same order.
pub(super) fn same_words(a: &[Word], b: &[Word]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is(b))
}

/// The words of a part of the given names; "D-Angelo" is one, as "D'Angelo" is.
pub(super) fn given_words(part: &str) -> Vec<Word> {
    let latin = romanised(part);
    let pieces: Vec<&str> = latin.split([' ', '.']).filter(|piece| !piece.is_empty()).collect();
    let mut words = Vec::new();
    for piece in pieces {
        let halves: Vec<&str> = piece.split(is_hyphen).filter(|half| !half.is_empty()).collect();
        let elided = matches!(halves.as_slice(), [first, second]
            if first.chars().nth(1).is_none() && second.chars().nth(1).is_some());
        if elided {
            words.push(Word::new(&halves.concat(), false));
            continue;
        }
        let last = halves.len().saturating_sub(1);
        words.extend(halves.iter().enumerate().map(|(at, half)| Word::new(half, at < last)));
    }
    words.retain(|word| !word.plain.is_empty());
    words
}

/// The words of a surname: those that matter, the particles, and all in one; without other words a particle matters.
pub(super) fn surname_words(surname: &str) -> (Vec<Word>, Vec<String>, String) {
    let latin = romanised(surname);
    let words: Vec<Word> = latin
        .split(|letter: char| is_hyphen(letter) || letter == ' ')
        .map(|word| Word::new(word, false))
        .filter(|word| !word.plain.is_empty())
        .collect();
    let is_particle = |word: &Word| PARTICLES.contains(&word.plain.as_str());
    let core: Vec<Word> = words.iter().filter(|word| !is_particle(word)).cloned().collect();
    let whole = concat(&words);
    if core.is_empty() {
        return (words, Vec::new(), whole);
    }
    (core, words.into_iter().filter(is_particle).map(|word| word.plain).collect(), whole)
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}')
}

/// "Jr." and "II" name the same generation; "PhD" names none.
pub(super) fn generation(suffix: &str) -> Option<String> {
    Some(match fold(suffix).as_str() {
        "i" | "sr" | "senior" => "1".into(),
        "ii" | "jr" | "junior" => "2".into(),
        other if other.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x')) => other.into(),
        _ => return None,
    })
}

/// Whether a name is written in Chinese characters, so that its order is known.
pub(super) fn is_ideographic(written: &str) -> bool {
    written.chars().any(|letter| matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'))
}

/// A name in Latin letters; Latin ones keep their diacritics.
fn romanised(written: &str) -> std::borrow::Cow<'_, str> {
    let foreign =
        written.chars().any(|letter| matches!(letter, '\u{370}'..='\u{1dff}' | '\u{2e80}'..='\u{d7ff}'));
    if foreign { deunicode(written).trim().to_string().into() } else { written.into() }
}

fn spelled_out(written: &str) -> String {
    let mut spelled = String::with_capacity(written.len() + 2);
    for letter in written.nfc() {
        match letter {
            'ä' | 'Ä' => spelled.push_str("ae"),
            'ö' | 'Ö' | 'ø' | 'Ø' => spelled.push_str("oe"),
            'ü' | 'Ü' => spelled.push_str("ue"),
            'å' | 'Å' => spelled.push_str("aa"),
            _ => spelled.push(letter),
        }
    }
    spelled
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

/// A word as a reader hears it, where alphabets are put into Latin letters in more than one way: "Tae-yeol" and
/// "Tae-yul", "Yousef" and "Yusuf". Only for words that are long enough to tell names apart after it.
pub(super) fn sound(plain: &str) -> String {
    let mut sound = plain.to_string();
    for (written, heard) in [
        ("yeo", "yo"),
        ("yoo", "yu"),
        ("you", "yu"),
        ("eo", "o"),
        ("oo", "u"),
        ("ou", "u"),
        ("ee", "i"),
        ("kh", "h"),
        ("iyy", "i"),
        ("iy", "i"),
        ("yy", "i"),
        ("ij", "i"),
        ("ey", "ei"),
        ("ay", "ai"),
        ("tch", "ch"),
        ("dj", "j"),
        ("ck", "k"),
        ("q", "k"),
        ("ye", "e"),
        ("ie", "e"),
        ("je", "e"),
    ] {
        if sound.contains(written) {
            sound = sound.replace(written, heard);
        }
    }
    if let Some(stem) = sound.strip_suffix('y') {
        sound = format!("{stem}i");
    }
    sound
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(words: &[Word]) -> Vec<&str> {
        words.iter().map(|word| word.plain.as_str()).collect()
    }

    #[test]
    fn words_of_names() {
        assert_eq!(plain(&given_words("Min-jae")), ["min", "jae"]);
        assert_eq!(plain(&given_words("D-Angela")), ["dangela"]);
        assert_eq!(plain(&given_words("Ольга")), ["olga"]);
        let (core, particles, _) = surname_words("van den Bosch");
        assert_eq!((plain(&core), particles), (vec!["bosch"], vec!["van".to_string(), "den".into()]));
        assert!(Word::new("Grönau", false).is(&Word::new("Groenau", false)));
        assert!(!Word::new("Gronau", false).is(&Word::new("Groenau", false)));
    }

    #[test]
    fn one_sound_under_two_romanisations() {
        assert_eq!(sound("yousef"), sound("yusef"));
        assert_ne!(sound("marten"), sound("martin"));
    }
}
