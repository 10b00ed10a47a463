//! Second pass over the words of a text: rows of words that would be an exception if they stood together.

use super::lexeme::Scratch;
use super::{Word, Words};

impl Words {
    /// Second pass: rows of words that would be an exception if they stood together are looked at again; of those
    /// that overlap the longest counts, of equally long ones the first.
    pub(super) fn rejoin(&self, text: &str, first: usize, scratch: &mut Scratch, out: &mut Vec<Word>) {
        let words = out.get(first..).unwrap_or(&[]);
        let mut rows: Vec<(usize, usize)> = Vec::new();
        for (start, word) in words.iter().enumerate() {
            if word.piece != 0 {
                let pieces = words.iter().skip(start).map(|word| word.piece);
                rows.extend(self.exceptions.rows(pieces).map(|length| (start, start + length)));
            }
        }
        if rows.is_empty() {
            return;
        }
        rows.sort_by_key(|(start, end)| (std::cmp::Reverse(end - start), *start));
        let mut taken = vec![false; words.len()];
        rows.retain(|(start, end)| {
            let free = taken.get(*start) == Some(&false) && taken.get(end - 1) == Some(&false);
            taken.iter_mut().take(*end).skip(*start).for_each(|taken| *taken = true);
            free
        });
        rows.sort_unstable();
        let old = out.split_off(first);
        let mut next = 0;
        for (start, end) in rows {
            let Some((row, before)) = old.get(start..end).zip(old.get(next..start)) else { continue };
            out.extend_from_slice(before);
            next = end;
            let (Some(from), Some(last)) = (row.first(), row.last()) else { continue };
            let (offset, end) = (from.start as usize, last.end as usize);
            let joined = text.get(offset..end).unwrap_or("");
            let Some(pieces) = self.exceptions.get(joined) else {
                // White space stands between the words: no exception.
                out.extend_from_slice(row);
                continue;
            };
            let mut at = offset;
            self.push_exception(joined, pieces, scratch, &mut |(length, lexeme)| {
                let end = at + length as usize;
                out.push(Word::new(at, end, lexeme));
                at = end;
            });
            if let Some(word) = out.last_mut() {
                word.space_after = last.space_after;
            }
        }
        out.extend_from_slice(old.get(next..).unwrap_or(&[]));
    }
}

#[cfg(test)]
mod tests {
    use crate::language::words::testing::texts;

    #[test]
    fn cut_affixes_that_are_an_exception_together_are_joined() {
        // Both marks are suffixes of the word; then they are looked at once more.
        assert_eq!(texts("tide:)"), ["tide", ":)"]);
        assert_eq!(texts("(the tide's:)"), ["(", "the", "tide", "'s", ":)"]);
        assert_eq!(texts("tide:-))"), ["tide:-", ")", ")"]);
        assert_eq!(texts(": )"), [":", ")"], "with a space between they are no exception");
        assert_eq!(texts("tide: )"), ["tide", ":", ")"]);
    }
}
