//! A sorted map from words to short values, searched as it lies in the file. `models/build/front_coded.py` writes it
//! and describes the bytes.

use std::cmp::Ordering;

use crate::language::archive::ArchiveError;

/// Entries of a block.
const BLOCK: usize = 16;
/// A half byte of lengths with this value is followed by the length.
const LONG: u8 = 15;

/// The map.
#[derive(Debug)]
pub(super) struct FrontCoded {
    /// Where the blocks begin in `entries`.
    starts: Box<[[u8; 4]]>,
    entries: Box<[u8]>,
    /// Bytes of every value, where they are of one length.
    value_length: Option<usize>,
}

/// One entry: bytes shared with the word before, the rest of the word, its value, and what follows.
struct Entry<'a> {
    shared: usize,
    rest: &'a [u8],
    value: &'a [u8],
    after: &'a [u8],
}

impl FrontCoded {
    /// Takes the map as it is. Bytes that do not fit together are found when a word is looked up there, which then
    /// is not in the map.
    pub(super) fn load(
        name: &str,
        section: &[u8],
        value_length: Option<usize>,
    ) -> Result<Self, ArchiveError> {
        let cut = || ArchiveError::section(name, "it is cut");
        let (count, rest) = section.split_first_chunk::<4>().ok_or_else(cut)?;
        let length = (u32::from_le_bytes(*count) as usize).checked_mul(4).ok_or_else(cut)?;
        let (starts, entries) = rest.split_at_checked(length).ok_or_else(cut)?;
        Ok(Self { starts: starts.as_chunks().0.into(), entries: entries.into(), value_length })
    }

    /// The value of a word.
    pub(super) fn get(&self, word: &str) -> Option<&[u8]> {
        let word = word.as_bytes();
        // The first words of the blocks stand whole; the wanted one is in the last block that does not begin after.
        let after = self.starts.partition_point(|start| {
            self.block(*start).is_some_and(|bytes| self.entry(bytes).is_some_and(|entry| entry.rest <= word))
        });
        let mut bytes = self.block(*self.starts.get(after.checked_sub(1)?)?)?;
        // Bytes in which the entry before and the wanted word agree.
        let mut agreed = 0;
        for at in 0..BLOCK {
            let entry = self.entry(bytes)?;
            bytes = entry.after;
            let shared = if at == 0 { 0 } else { entry.shared };
            match shared.cmp(&agreed) {
                Ordering::Greater => continue,
                Ordering::Less => return None,
                Ordering::Equal => {}
            }
            let wanted = word.get(agreed..)?;
            let same = entry.rest.iter().zip(wanted).take_while(|(one, other)| one == other).count();
            agreed += same;
            match (entry.rest.get(same), wanted.get(same)) {
                (None, None) => return Some(entry.value),
                (Some(_), None) => return None,
                (Some(found), Some(wanted)) if found > wanted => return None,
                (None | Some(_), Some(_)) => {}
            }
        }
        None
    }

    fn block(&self, start: [u8; 4]) -> Option<&[u8]> {
        self.entries.get(u32::from_le_bytes(start) as usize..)
    }

    fn entry<'a>(&self, bytes: &'a [u8]) -> Option<Entry<'a>> {
        let (lengths, mut bytes) = bytes.split_first()?;
        let mut length = |half: u8| {
            if half < LONG {
                return Some(usize::from(half));
            }
            let (length, rest) = bytes.split_first()?;
            bytes = rest;
            Some(usize::from(*length))
        };
        let (shared, rest) = (length(lengths >> 4)?, length(lengths & 15)?);
        let value = match self.value_length {
            Some(length) => length,
            None => {
                let (length, after) = bytes.split_first()?;
                bytes = after;
                usize::from(*length)
            }
        };
        let (rest, bytes) = bytes.split_at_checked(rest)?;
        let (value, after) = bytes.split_at_checked(value)?;
        Some(Entry { shared, rest, value, after })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks of entries: shared, rest, value.
    fn map(blocks: &[&[(u8, &str, u8)]]) -> FrontCoded {
        let (mut starts, mut entries) = (Vec::new(), Vec::new());
        for block in blocks {
            starts.extend((entries.len() as u32).to_le_bytes());
            for (shared, rest, value) in *block {
                let half = (rest.len() as u8).min(LONG);
                entries.push(shared << 4 | half);
                entries.extend((half == LONG).then_some(rest.len() as u8));
                entries.extend(rest.as_bytes());
                entries.push(*value);
            }
        }
        let mut bytes = (blocks.len() as u32).to_le_bytes().to_vec();
        bytes.extend(starts);
        bytes.extend(entries);
        FrontCoded::load("words.test", &bytes, Some(1)).expect("a map")
    }

    #[test]
    fn words_are_found_and_others_are_not() {
        let map = map(&[
            &[(0, "ebb", 1), (1, "el", 2), (3, "s", 3), (1, "ven", 4)],
            &[(0, "fathom-of-deep-water", 5), (1, "in", 6)],
        ]);
        let get = |word: &str| map.get(word).map(|value| value[0]);
        for (word, value) in
            [("ebb", 1), ("eel", 2), ("eels", 3), ("even", 4), ("fathom-of-deep-water", 5), ("fin", 6)]
        {
            assert_eq!(get(word), Some(value), "{word}");
        }
        for word in
            ["", "a", "eb", "ebbs", "ee", "eell", "eelsx", "eve", "evens", "f", "fathom", "fi", "fins", "z"]
        {
            assert_eq!(get(word), None, "{word}");
        }
    }

    #[test]
    fn a_cut_map_has_no_words_and_does_not_panic() {
        assert!(FrontCoded::load("words.test", &[9, 0, 0, 0], Some(1)).is_err());
        let map = FrontCoded::load("words.test", &[1, 0, 0, 0, 9, 0, 0, 0, 0xff], Some(1)).expect("a map");
        assert_eq!(map.get("ebb"), None);
    }
}
