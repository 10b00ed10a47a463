//! Shape of a word: `X` for an upper-case letter, `x` for another letter, `d` for a digit, all else as it is; of a
//! run of the same mark only four remain.

use super::class::{ALPHA, Classes, DIGIT, UPPER};

/// Words of this many characters and more all have the shape `LONG`.
const LONG: usize = 100;
/// Most equal marks in a row.
const RUN: usize = 4;

/// Writes the shape of a word into `out`, which is cleared before.
pub(super) fn shape(word: &str, classes: &Classes, out: &mut String) {
    out.clear();
    if word.len() >= LONG && word.chars().nth(LONG - 1).is_some() {
        out.push_str("LONG");
        return;
    }
    let mut last = None;
    let mut run = 0;
    for letter in word.chars() {
        let bits = classes.bits(letter);
        let mark = if bits & ALPHA != 0 {
            if bits & UPPER != 0 { 'X' } else { 'x' }
        } else if bits & DIGIT != 0 {
            'd'
        } else {
            letter
        };
        run = if last == Some(mark) { run + 1 } else { 1 };
        last = Some(mark);
        if run <= RUN {
            out.push(mark);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::words::testing::words;

    #[test]
    fn shapes() {
        let mut out = String::from("left over");
        for (word, wanted) in [
            ("Harbourmaster", "Xxxxx"),
            ("HMS-4512345", "XXX-dddd"),
            ("........", "...."),
            ("Öl²", "Xxd"),
            ("xXXx", "xXXx"),
            ("", ""),
        ] {
            shape(word, &words().classes, &mut out);
            assert_eq!(out, wanted);
        }
        shape(&"x".repeat(99), &words().classes, &mut out);
        assert_eq!(out, "xxxx");
        shape(&"ö".repeat(100), &words().classes, &mut out);
        assert_eq!(out, "LONG");
    }
}
