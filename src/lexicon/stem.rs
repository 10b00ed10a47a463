//! Stems: the same string for the forms of one word. Porter's algorithm (M. F. Porter, "An algorithm for suffix
//! stripping", Program 14(3), 1980) with a table of irregular forms in front of it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    /// Base form to its irregular forms, parted by spaces.
    irregular: std::collections::BTreeMap<String, String>,
}

/// Irregular form to base form.
static IRREGULAR: LazyLock<FxHashMap<String, String>> = LazyLock::new(|| {
    let raw: Result<Raw, _> =
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/lexicon/en/irregular.json")));
    let mut forms = FxHashMap::default();
    for (base, list) in raw.map(|raw| raw.irregular).unwrap_or_default() {
        for form in list.split_whitespace() {
            forms.entry(form.to_string()).or_insert_with(|| base.clone());
        }
    }
    forms
});

/// The base form of an irregular form in lower case ("sank": "sink").
pub(super) fn base_of_irregular(word: &str) -> Option<&'static str> {
    IRREGULAR.get(word).map(String::as_str)
}

/// The stem of a lower-case word; `None` where it is the word itself.
pub fn stem(word: &str) -> Option<String> {
    let base = IRREGULAR.get(word).map_or(word, String::as_str);
    if base.len() < 3 || !base.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return (base != word).then(|| base.to_string());
    }
    let mut porter = Porter { word: base.as_bytes().to_vec() };
    porter.run();
    let stem = String::from_utf8(porter.word).unwrap_or_default();
    (stem != word).then_some(stem)
}

struct Porter {
    word: Vec<u8>,
}

impl Porter {
    fn run(&mut self) {
        self.plurals();
        self.past_and_progressive();
        if self.ends(b"y") && self.has_vowel(self.word.len() - 1) {
            self.replace(1, b"i");
        }
        self.suffixes(STEP_2, 1);
        self.suffixes(STEP_3, 1);
        self.strip_long_suffix();
        self.final_e();
    }

    fn ends(&self, suffix: &[u8]) -> bool {
        // The last letter settles most of the questions, and there are fifty to a word.
        self.word.last() == suffix.last() && self.word.ends_with(suffix)
    }

    fn replace(&mut self, cut: usize, with: &[u8]) {
        self.word.truncate(self.word.len() - cut);
        self.word.extend_from_slice(with);
    }

    fn is_consonant(&self, at: usize) -> bool {
        match self.word.get(at) {
            Some(b'a' | b'e' | b'i' | b'o' | b'u') => false,
            Some(b'y') => at == 0 || !self.is_consonant(at - 1),
            _ => true,
        }
    }

    /// Number of vowel-consonant sequences in the first `len` letters.
    fn measure(&self, len: usize) -> usize {
        let mut count = 0;
        let mut after_vowel = false;
        for at in 0..len {
            let consonant = self.is_consonant(at);
            if consonant && after_vowel {
                count += 1;
            }
            after_vowel = !consonant;
        }
        count
    }

    fn has_vowel(&self, len: usize) -> bool {
        (0..len).any(|at| !self.is_consonant(at))
    }

    fn double_consonant(&self) -> bool {
        let len = self.word.len();
        len >= 2 && self.word.get(len - 1) == self.word.get(len - 2) && self.is_consonant(len - 1)
    }

    /// Consonant, vowel, consonant that is not w, x or y, at the end of the first `len` letters.
    fn short_syllable(&self, len: usize) -> bool {
        len >= 3
            && self.is_consonant(len - 3)
            && !self.is_consonant(len - 2)
            && self.is_consonant(len - 1)
            && !matches!(self.word.get(len - 1), Some(b'w' | b'x' | b'y'))
    }

    fn plurals(&mut self) {
        if self.ends(b"sses") || self.ends(b"ies") {
            self.replace(2, b"");
        } else if self.ends(b"s") && !self.ends(b"ss") && !self.ends(b"us") {
            self.replace(1, b"");
        }
    }

    fn past_and_progressive(&mut self) {
        if self.ends(b"eed") {
            if self.measure(self.word.len() - 3) > 0 {
                self.replace(1, b"");
            }
            return;
        }
        let cut = if self.ends(b"ed") { 2 } else { 3 };
        if !(self.ends(b"ed") || self.ends(b"ing")) || !self.has_vowel(self.word.len() - cut) {
            return;
        }
        self.replace(cut, b"");
        if self.ends(b"at") || self.ends(b"bl") || self.ends(b"iz") || self.ends(b"is") {
            self.replace(0, b"e");
        } else if self.double_consonant() && !matches!(self.word.last(), Some(b'l' | b's' | b'z')) {
            self.replace(1, b"");
        } else if self.measure(self.word.len()) == 1 && self.short_syllable(self.word.len()) {
            self.replace(0, b"e");
        }
    }

    fn suffixes(&mut self, table: &[(&str, &str)], min_measure: usize) {
        for (suffix, with) in table {
            if self.ends(suffix.as_bytes()) {
                if self.measure(self.word.len() - suffix.len()) >= min_measure {
                    self.replace(suffix.len(), with.as_bytes());
                }
                return;
            }
        }
    }

    fn strip_long_suffix(&mut self) {
        for suffix in STEP_4 {
            if self.ends(suffix.as_bytes()) {
                let len = self.word.len() - suffix.len();
                let ion_allowed =
                    *suffix != "ion" || matches!(self.word.get(len.wrapping_sub(1)), Some(b's' | b't'));
                if self.measure(len) > 1 && ion_allowed {
                    self.word.truncate(len);
                }
                return;
            }
        }
    }

    fn final_e(&mut self) {
        let len = self.word.len();
        if self.ends(b"e") {
            let measure = self.measure(len - 1);
            if measure > 1 || (measure == 1 && !self.short_syllable(len - 1)) {
                self.word.pop();
            }
        }
        if self.ends(b"ll") && self.measure(self.word.len()) > 1 {
            self.word.pop();
        }
    }
}

const STEP_2: &[(&str, &str)] = &[
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("iser", "ize"),
    ("abli", "able"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("isation", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
];

const STEP_3: &[(&str, &str)] = &[
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("alise", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
];

const STEP_4: &[&str] = &[
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism",
    "ate", "iti", "ous", "ive", "ize", "ise",
];

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_one_word_share_a_stem() {
        for forms in [
            &["sign", "signed", "signing", "signs"][..],
            &["approve", "approved", "approval"],
            &["announce", "announced", "announcing", "announces"],
            &["bring", "brought"],
            &["country", "countries"],
            &["plan", "planned", "planning"],
            &["organise", "organised", "organisation"],
        ] {
            let of = |word: &str| stem(word).unwrap_or_else(|| word.to_string());
            for form in forms {
                assert_eq!(of(form), of(forms[0]), "{form}");
            }
        }
    }

    #[test]
    fn short_words_stay() {
        assert_eq!(stem("us"), None);
        assert_eq!(stem("gas"), Some("ga".into()));
        assert_eq!(stem("bus"), None);
    }
}
