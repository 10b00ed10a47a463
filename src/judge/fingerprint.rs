//! Stable keys of findings: the same rule on the same words of the same sentence is the same finding, wherever the
//! sentence stands and however it is typeset. Line numbers never enter, nor does any other sentence of the piece:
//! without its own sentence, a finding on "the 4th" would take the key of another one as soon as that is mended.

use std::collections::BTreeMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// First 16 hex digits of the SHA-256 of the rule, the normalised words on both sides and the piece's sentence.
pub(super) fn fingerprint(rule: &str, claim: &str, source: Option<&str>, sentence: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(rule.as_bytes());
    hash.update([0x1F]);
    hash.update(normalised(claim).as_bytes());
    hash.update([0x1F]);
    // "no source" is not the same as an empty one.
    if let Some(source) = source {
        hash.update([0x1E]);
        hash.update(normalised(source).as_bytes());
    }
    hash.update([0x1D]);
    hash.update(normalised(sentence).as_bytes());
    let mut hex = String::with_capacity(16);
    for byte in hash.finalize().iter().take(8) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// Tells equal fingerprints of one report apart: the second gets "-2", the third "-3".
#[derive(Debug, Default)]
pub(super) struct Counter(BTreeMap<String, usize>);

impl Counter {
    pub(super) fn number(&mut self, fingerprint: String) -> String {
        let seen = self.0.entry(fingerprint.clone()).or_insert(0);
        *seen += 1;
        if *seen == 1 { fingerprint } else { format!("{fingerprint}-{seen}") }
    }
}

/// Lower case, composed letters, white space folded, typographic marks replaced by plain ones.
fn normalised(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut pending_space = false;
    for letter in text.nfkc().flat_map(char::to_lowercase) {
        if letter.is_whitespace() {
            pending_space = !plain.is_empty();
            continue;
        }
        if std::mem::take(&mut pending_space) {
            plain.push(' ');
        }
        match letter {
            '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' | '`' | '\u{B4}' => plain.push('\''),
            '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{201F}' | '\u{AB}' | '\u{BB}' => plain.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => plain.push('-'),
            // Soft hyphen and zero-width characters are not seen by a reader.
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {}
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_does_not_change_a_fingerprint_and_words_do() {
        let base = fingerprint("a/b", "the \"Blue  Dock\" – 4th", Some("the 3rd"), "At – ‘it’.");
        assert_eq!(base.len(), 16);
        let same = fingerprint("a/b", " The “Blue\nDock” - 4th ", Some("The 3rd"), "At -  'it'.");
        assert_eq!(base, same);
        for other in [
            fingerprint("a/c", "the \"Blue Dock\" – 4th", Some("the 3rd"), "At – ‘it’."),
            fingerprint("a/b", "the \"Blue Dock\" – 5th", Some("the 3rd"), "At – ‘it’."),
            fingerprint("a/b", "the \"Blue Dock\" – 4th", Some("the 2nd"), "At – ‘it’."),
            fingerprint("a/b", "the \"Blue Dock\" – 4th", None, "At – ‘it’."),
            fingerprint("a/b", "the \"Blue Dock\" – 4th", Some("the 3rd"), "At – ‘this’."),
        ] {
            assert_ne!(base, other);
        }
    }

    #[test]
    fn the_value_is_the_first_half_of_a_known_hash() {
        // printf 'r\x1fc\x1f\x1es\x1dw' | sha256sum
        assert_eq!(fingerprint("r", "C", Some("s"), "W"), "b2cdd3bfa5f9cd89");
    }

    #[test]
    fn equal_fingerprints_are_counted() {
        let mut counter = Counter::default();
        let numbered = ["x", "y", "x", "x"].map(|it| counter.number(it.to_owned()));
        assert_eq!(numbered, ["x", "y", "x-2", "x-3"]);
    }
}
