//! Lower case after the Unicode tables that the model was made with.

use super::class::{Classes, LOWERS};

/// Writes a word in lower case into `out`, which is cleared before.
///
/// Letters whose lower case came into Unicode later stay as they are. A capital sigma at the end of a word becomes
/// the final one.
pub(super) fn lower(word: &str, classes: &Classes, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
    } else if word.contains('Σ') {
        // Needs the letters around it, which the library looks at; to the model a later letter is none.
        for part in word.split_inclusive(|letter| is_later(letter, classes)) {
            let (before, later) = match part.chars().next_back().filter(|letter| is_later(*letter, classes)) {
                Some(letter) => part.split_at_checked(part.len() - letter.len_utf8()).unwrap_or((part, "")),
                None => (part, ""),
            };
            out.push_str(&before.to_lowercase());
            out.push_str(later);
        }
    } else {
        for letter in word.chars() {
            if classes.has(letter, LOWERS) {
                out.extend(letter.to_lowercase());
            } else {
                out.push(letter);
            }
        }
    }
}

/// Whether a letter has a lower case in newer tables only.
fn is_later(letter: char, classes: &Classes) -> bool {
    !classes.has(letter, LOWERS) && !letter.to_lowercase().eq([letter])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::words::testing::words;

    #[test]
    fn words_in_lower_case() {
        let mut out = String::from("left over");
        for (word, lowered) in [
            ("Curlew", "curlew"),
            ("ÄLTER", "älter"),
            ("İzmir", "i\u{307}zmir"),
            ("ΟΔΟΣ", "οδος"),
            ("ΣΑΣ!", "σας!"),
            ("Straße", "straße"),
            ("\u{1c89}x", "\u{1c89}x"),
            ("ΑΣ\u{1c89}", "ας\u{1c89}"),
        ] {
            lower(word, &words().classes, &mut out);
            assert_eq!(out, lowered);
        }
    }
}
