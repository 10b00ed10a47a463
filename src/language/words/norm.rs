//! Norm of a word, as a number: another spelling, the word in full, `$` for every currency sign. Most words have
//! none and are their own norm in lower case.

use crate::language::archive::ArchiveError;

const SECTION: &str = "words.norms";

/// From the numbers of words to those of their norms.
#[derive(Debug)]
pub(super) struct Norms {
    /// Numbers of the words in order, 8 bytes each, then the numbers of their norms.
    table: Box<[[u8; 8]]>,
}

impl Norms {
    /// Takes the table as it is.
    pub(super) fn load(section: &[u8]) -> Result<Self, ArchiveError> {
        let (table, rest) = section.as_chunks::<8>();
        if !rest.is_empty() || table.len() % 2 != 0 {
            return Err(ArchiveError::section(SECTION, "expected as many norms as words"));
        }
        Ok(Self { table: table.into() })
    }

    /// Number of the norm of the word with this number, where the table has one.
    pub(super) fn get(&self, word: u64) -> Option<u64> {
        let (words, norms) = self.table.split_at(self.table.len() / 2);
        let at = words.binary_search_by(|bytes| u64::from_le_bytes(*bytes).cmp(&word)).ok()?;
        norms.get(at).map(|bytes| u64::from_le_bytes(*bytes))
    }
}

#[cfg(test)]
mod tests {
    use crate::language::words::testing::words;

    #[test]
    fn norms_are_found_by_number() {
        let (ids, norms) = (&words().ids, &words().norms);
        for (word, norm) in [("colour", "color"), ("€", "$"), ("“", "\""), ("cos", "because")] {
            assert_eq!(norms.get(ids.id(word)), Some(ids.id(norm)), "{word}");
        }
        assert_eq!(norms.get(ids.id("barnacle")), None);
        assert_eq!(norms.get(u64::MAX), None);
    }
}
