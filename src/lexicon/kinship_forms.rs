//! From a word as it stands in a text to its entries in the table of kinship, where no tree gives its lemma.

use crate::lexicon::kinship_table::Entry;
use crate::lexicon::{Lexicon, stem};

/// Endings of regular forms and what stands in their place in the dictionary, by which part of speech has them.
const ENDINGS: [(&str, &str); 10] = [
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ied", "y"),
    ("ed", "e"),
    ("ed", ""),
    ("ing", "e"),
    ("ing", ""),
    ("er", ""),
    ("est", ""),
];
/// Shortest word that an ending is taken off.
const MIN_LEFT: usize = 2;

impl Lexicon {
    /// The entries that a lower-case word may be a form of, of all parts of speech: those of the word itself and of
    /// its base forms. Few, without doubles.
    pub fn entries_of_form(&self, lower: &str) -> Vec<Entry> {
        let mut found: Vec<Entry> = Vec::new();
        let mut add = |word: &str| {
            let before = found.len();
            found.extend(self.kinship.entries(word));
            found.len() > before
        };
        add(lower);
        if let Some(base) = stem::base_of_irregular(lower) {
            add(base);
        } else {
            for (ending, instead) in ENDINGS {
                let Some(left) = lower.strip_suffix(ending).filter(|left| left.len() >= MIN_LEFT) else {
                    continue;
                };
                // "stopped", "planning"
                let single = instead.is_empty().then(|| undoubled(left)).flatten();
                if add(&format!("{left}{instead}")) || single.is_some_and(&mut add) {
                    break;
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// "stopp" as "stop"; none where the last letter is not doubled.
fn undoubled(word: &str) -> Option<&str> {
    let mut letters = word.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    (last == before && last.is_ascii_alphabetic()).then(|| word.strip_suffix(last)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::kinship::WordClass;

    #[test]
    fn forms_lead_to_their_entries() {
        let lexicon = Lexicon::english().expect("built-in lexicon");
        for (form, base) in [
            ("ferries", "ferry"),
            ("stopped", "stop"),
            ("closing", "close"),
            ("bought", "buy"),
            ("approves", "approve"),
            ("sell", "sell"),
        ] {
            let verb = lexicon.kinship.entry(base, WordClass::Verb).expect(base);
            assert!(lexicon.entries_of_form(form).contains(&verb), "{form}");
        }
        assert!(lexicon.entries_of_form("xyzzy").is_empty() && lexicon.entries_of_form("s").is_empty());
    }
}
