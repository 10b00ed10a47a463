//! Choices that hang on the words alone: the same text gets the same edits on every machine and in every order of
//! texts.

/// A number below `n` that hangs on the text (FNV-1a, 64 bits); 0 for `n` of 0.
pub(super) fn choice(text: &str, salt: &str, n: usize) -> usize {
    let bytes = text.bytes().chain([0]).chain(salt.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    // The low bits of the hash of short texts are alike.
    usize::try_from((hash ^ (hash >> 32)) % n.max(1) as u64).unwrap_or(0)
}

/// At most `most` of the numbers below `n`, evenly spread.
pub(super) fn spread(n: usize, most: usize) -> impl Iterator<Item = usize> {
    let taken = n.min(most);
    (0..taken).map(move |i| (2 * i + 1) * n / (2 * taken))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_choose_the_same() {
        assert_eq!(choice("The gate was shut.", "date", 7), choice("The gate was shut.", "date", 7));
        assert_eq!(choice("", "", 0), 0);
    }

    #[test]
    fn few_are_taken_whole_and_many_are_spread() {
        assert_eq!(spread(1, 2).collect::<Vec<_>>(), [0]);
        assert_eq!(spread(2, 2).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(spread(8, 2).collect::<Vec<_>>(), [2, 6]);
        assert_eq!(spread(0, 2).count(), 0);
    }
}
