//! Number of a word in the model: the MurmurHash64A of its bytes with seed 1, but for a few words that have a number
//! of their own.

use rustc_hash::FxHashMap;

use crate::language::archive::ArchiveError;

const SECTION: &str = "words.symbols";
const SEED: u64 = 1;
const FACTOR: u64 = 0xc6a4_a793_5bd1_e995;

/// The numbers of words.
#[derive(Debug)]
pub(super) struct Ids {
    /// From the hash of a word to the number that it has instead.
    symbols: FxHashMap<u64, u64>,
}

impl Ids {
    /// Reads a JSON object from words to numbers.
    pub(super) fn load(section: &[u8]) -> Result<Self, ArchiveError> {
        let listed: std::collections::BTreeMap<String, u64> = serde_json::from_slice(section)
            .map_err(|error| ArchiveError::section(SECTION, error.to_string()))?;
        Ok(Self { symbols: listed.iter().map(|(word, id)| (murmur(word.as_bytes()), *id)).collect() })
    }

    /// Number of a word; 0 for the empty one.
    pub(super) fn id(&self, word: &str) -> u64 {
        if word.is_empty() {
            return 0;
        }
        let hash = murmur(word.as_bytes());
        self.symbols.get(&hash).copied().unwrap_or(hash)
    }
}

/// MurmurHash64A.
fn murmur(bytes: &[u8]) -> u64 {
    let mut hash = SEED ^ (bytes.len() as u64).wrapping_mul(FACTOR);
    let (whole, rest) = bytes.as_chunks::<8>();
    for chunk in whole {
        let mut value = u64::from_le_bytes(*chunk).wrapping_mul(FACTOR);
        value ^= value >> 47;
        hash = (hash ^ value.wrapping_mul(FACTOR)).wrapping_mul(FACTOR);
    }
    if !rest.is_empty() {
        let value = rest.iter().rev().fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
        hash = (hash ^ value).wrapping_mul(FACTOR);
    }
    hash ^= hash >> 47;
    hash = hash.wrapping_mul(FACTOR);
    hash ^ hash >> 47
}

#[cfg(test)]
mod tests {
    use crate::language::words::testing::words;

    #[test]
    fn numbers_are_those_of_the_model() {
        let ids = &words().ids;
        assert_eq!(ids.id(""), 0);
        assert_eq!(ids.id("coffee"), 3_197_928_453_018_144_401);
        assert_eq!(ids.id("heron"), 15_964_983_926_439_735_786);
        assert_eq!(ids.id("Überlinger"), 12_368_698_381_754_867_545);
        assert_eq!(ids.id("harbour-master"), 1_265_758_494_353_070_260);
        assert_eq!(ids.id("X"), 101, "a word with a number of its own");
    }
}
