//! Which rows of a hash table stand for an identifier: four of them, from MurmurHash3 (128 bits) of its eight bytes.

/// The rows for one identifier in a table with so many rows.
pub(super) fn rows(id: u64, seed: u32, count: usize) -> [usize; 4] {
    let (low, high) = murmur(id, u64::from(seed));
    let row = |word: u64| (word & 0xffff_ffff) as usize % count.max(1);
    [row(low), row(low >> 32), row(high), row(high >> 32)]
}

fn murmur(id: u64, seed: u64) -> (u64, u64) {
    const BYTES: u64 = 8;
    let mixed = id.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    let low = (mixed ^ seed ^ BYTES).wrapping_add(seed ^ BYTES);
    let high = (seed ^ BYTES).wrapping_add(low);
    let (low, high) = (finish(low), finish(high));
    let low = low.wrapping_add(high);
    (low, high.wrapping_add(low))
}

fn finish(mut word: u64) -> u64 {
    word ^= word >> 33;
    word = word.wrapping_mul(0xff51_afd7_ed55_8ccd);
    word ^= word >> 33;
    word = word.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    word ^ (word >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_those_of_the_trained_tables() {
        assert_eq!(rows(1, 8, 5000), [108, 3286, 162, 1281]);
        assert_eq!(rows(5_863_567_192_312_373_297, 8, 5000), [2554, 1364, 4035, 4547]);
        assert_eq!(rows(u64::MAX, 13, 50), [34, 31, 0, 44]);
        assert_eq!(rows(0, 13, 50), [14, 41, 15, 38]);
    }
}
