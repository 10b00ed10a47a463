//! Words, figures and marks.

use crate::model::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, also a clitic such as "'s" or "n't".
    Word,
    /// Digits with their inner commas and points ("1,200.5"); never a sign, currency or unit.
    Number,
    /// Punctuation and quotation marks.
    Mark,
    /// Everything else: currency signs, per cent, degrees, emoji.
    Symbol,
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No capital, or no letter at all.
    Lower,
    /// First letter only ("Veltman").
    Title,
    /// All letters, two or more ("EU").
    Upper,
    /// Otherwise ("iPhone", "McDonald").
    Mixed,
}

/// One word, figure or mark.
///
/// A hyphen between letters or digits is a token of its own ("EU-Chile" is three tokens), and so are clitics
/// ("don't" is "do" + "n't", "Ana's" is "Ana" + "'s"); neighbours that touch are told by their spans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// How it is capitalised.
    pub case: Case,
    /// The stem, where it differs from the lower-case word.
    pub stem: Option<Box<str>>,
}

/// Splits a run without white space into the parts that are tokens of their own: at hyphens and slashes between
/// letters or digits and before clitics. Word lists are split by the same function, so that they match.
pub fn split_word(word: &str) -> Vec<&str> {
    let mut parts = Vec::with_capacity(1);
    for_each_part(word, |part| parts.push(part));
    parts
}

/// Gives the parts of [`split_word`] one by one.
pub fn for_each_part<'a>(word: &'a str, mut each: impl FnMut(&'a str)) {
    // Most words have but one part, and word lists are long.
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        if !word.is_empty() {
            each(word);
        }
        return;
    }
    let mut start = 0;
    for (at, letter) in word.char_indices() {
        if matches!(letter, '-' | '\u{2010}' | '\u{2011}' | '/') {
            clitics(word.get(start..at).unwrap_or(""), &mut each);
            let end = at + letter.len_utf8();
            each(word.get(at..end).unwrap_or(""));
            start = end;
        }
    }
    clitics(word.get(start..).unwrap_or(""), &mut each);
}

/// Splits "don't" into "do" and "n't", "Ana's" into "Ana" and "'s".
fn clitics<'a>(word: &'a str, each: &mut impl FnMut(&'a str)) {
    let Some((at, mark)) =
        word.char_indices().rev().find(|&(at, letter)| at > 0 && matches!(letter, '\'' | '’'))
    else {
        if !word.is_empty() {
            each(word);
        }
        return;
    };
    let tail = word.get(at + mark.len_utf8()..).unwrap_or("");
    let before = word.get(..at).unwrap_or("");
    let negated = tail.eq_ignore_ascii_case("t") && before.len() > 1 && before.ends_with(['n', 'N']);
    let clitic = ["s", "m", "d", "ll", "re", "ve"].iter().any(|known| tail.eq_ignore_ascii_case(known));
    let cut = if negated { at - 1 } else { at };
    if (negated || clitic) && cut > 0 {
        each(word.get(..cut).unwrap_or(""));
        each(word.get(cut..).unwrap_or(""));
    } else {
        each(word);
    }
}

#[cfg(test)]
mod tests {
    use super::split_word;

    #[test]
    fn clitics_and_hyphens_are_parts() {
        assert_eq!(split_word("don't"), ["do", "n't"]);
        assert_eq!(split_word("wasn’t"), ["was", "n’t"]);
        assert_eq!(split_word("Ana's"), ["Ana", "'s"]);
        assert_eq!(split_word("EU-Chile"), ["EU", "-", "Chile"]);
        assert_eq!(split_word("mother-in-law's"), ["mother", "-", "in", "-", "law", "'s"]);
    }

    #[test]
    fn an_apostrophe_inside_a_name_stays() {
        assert_eq!(split_word("O'Brien"), ["O'Brien"]);
        assert_eq!(split_word("'tis"), ["'tis"]);
    }
}
