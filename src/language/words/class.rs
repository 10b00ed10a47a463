//! What a character is: properties after the Unicode tables that the model was made with, and the classes of its
//! affix rules. One table of bits; `models/build/affixes.py` writes it.

use crate::language::archive::ArchiveError;

/// White space.
pub(super) const SPACE: u32 = 1;
/// Letter: categories Lu, Ll, Lt, Lm and Lo.
pub(super) const ALPHA: u32 = 1 << 1;
/// Digit, also superscript and circled ones.
pub(super) const DIGIT: u32 = 1 << 2;
/// Upper case.
pub(super) const UPPER: u32 = 1 << 3;
/// Another character in lower case.
pub(super) const LOWERS: u32 = 1 << 4;
/// Decimal digit of any script.
pub(super) const DECIMAL: u32 = 1 << 5;
/// Letter, number or underscore.
pub(super) const WORD: u32 = 1 << 6;
/// Inside a label of a host name, other than `-` and `_`.
pub(super) const URL_INNER: u32 = 1 << 7;
/// In the last label of a host name.
pub(super) const URL_END: u32 = 1 << 8;
/// A prefix may begin with it.
pub(super) const PREFIX_FIRST: u32 = 1 << 9;
/// A suffix may end with it.
pub(super) const SUFFIX_LAST: u32 = 1 << 10;
/// An infix may begin with it.
pub(super) const INFIX_FIRST: u32 = 1 << 11;

const SECTION: &str = "words.classes";
/// Code points below this one are looked up directly: all scripts of Europe and general punctuation.
const DIRECT: usize = 0x3000;

/// The bits of all characters.
#[derive(Debug)]
pub(super) struct Classes {
    direct: Box<[u32]>,
    /// First code point and bits of the ranges above.
    ranges: Box<[(u32, u32)]>,
}

impl Classes {
    /// Reads the number of masks, the masks, and ranges of code points: the first one shifted by 8, with the index
    /// of its mask in the low byte.
    pub(super) fn load(section: &[u8]) -> Result<Self, ArchiveError> {
        let broken = |detail: &str| ArchiveError::section(SECTION, detail);
        let (numbers, rest) = section.as_chunks::<4>();
        if !rest.is_empty() {
            return Err(broken("expected numbers of 4 bytes"));
        }
        let numbers: Vec<u32> = numbers.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect();
        let (masks, listed) = numbers
            .split_first()
            .and_then(|(count, rest)| rest.split_at_checked(*count as usize))
            .ok_or_else(|| broken("it is cut"))?;
        let mut ranges = Vec::with_capacity(listed.len());
        for number in listed {
            let mask = masks.get((number & 0xff) as usize).ok_or_else(|| broken("a range without mask"))?;
            ranges.push((number >> 8, *mask));
        }
        let in_order = ranges.is_sorted_by(|one, other| one.0 < other.0);
        if ranges.first().is_none_or(|(start, _)| *start != 0) || !in_order {
            return Err(broken("expected ranges in order, the first from 0"));
        }
        let mut classes = Self { direct: Box::default(), ranges: ranges.into() };
        classes.direct = (0..DIRECT as u32).map(|code| classes.search(code)).collect();
        Ok(classes)
    }

    fn search(&self, code: u32) -> u32 {
        let after = self.ranges.partition_point(|(start, _)| *start <= code);
        after.checked_sub(1).and_then(|at| self.ranges.get(at)).map_or(0, |(_, bits)| *bits)
    }

    /// All bits of a character.
    pub(super) fn bits(&self, letter: char) -> u32 {
        let code = letter as u32;
        self.direct.get(code as usize).copied().unwrap_or_else(|| self.search(code))
    }

    /// Whether a character has one of these bits.
    pub(super) fn has(&self, letter: char, bits: u32) -> bool {
        self.bits(letter) & bits != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::words::testing::words;

    #[test]
    fn properties_are_those_of_the_model() {
        let classes = &words().classes;
        for (letter, bits) in [
            (' ', SPACE),
            ('\u{a0}', SPACE),
            ('\u{1f}', SPACE),
            ('q', ALPHA | WORD),
            ('²', DIGIT | WORD),
            ('٣', DIGIT | DECIMAL | WORD),
            ('Ж', ALPHA | UPPER | LOWERS | WORD),
            ('_', WORD),
        ] {
            let all = SPACE | ALPHA | DIGIT | UPPER | LOWERS | DECIMAL | WORD;
            assert_eq!(classes.bits(letter) & all, bits, "{letter:?}");
        }
        assert!(classes.has('\u{10ffff}', 0) == classes.has('\u{10fffe}', 0));
        assert!(classes.has('🦊', PREFIX_FIRST | SUFFIX_LAST));
    }

    #[test]
    fn a_broken_table_is_an_error() {
        assert!(Classes::load(&[]).is_err());
        assert!(Classes::load(&[1, 0, 0, 0, 7]).is_err());
        assert!(Classes::load(&[1, 0, 0, 0, 7, 0, 0, 0, 3, 0, 0, 0]).is_err());
        assert!(Classes::load(&[1, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0]).is_ok());
    }
}
