//! From byte columns of a file to columns in UTF-16 code units, as SARIF and editors count them.

/// By how much the bytes of a file outnumber its UTF-16 code units, character by character. Empty for a file in
/// which both are the same, as in every ASCII file.
///
/// Invariant: sorted by offset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Raw offset one past a character, and the difference of all characters up to there.
    steps: Vec<(u32, u32)>,
}

impl Columns {
    /// Adds a character that takes these raw bytes and so many code units; characters come in their order.
    pub fn push(&mut self, raw_end: usize, bytes: usize, units: usize) {
        let more = u32::try_from(bytes.saturating_sub(units)).unwrap_or(0);
        if more > 0 {
            let before = self.steps.last().map_or(0, |(_, all)| *all);
            self.steps.push((u32::try_from(raw_end).unwrap_or(u32::MAX), before + more));
        }
    }

    /// Code units between two raw offsets.
    pub fn units(&self, start: usize, end: usize) -> usize {
        end.saturating_sub(start).saturating_sub(self.surplus(end) - self.surplus(start.min(end)))
    }

    fn surplus(&self, raw: usize) -> usize {
        let idx = self.steps.partition_point(|(end, _)| *end as usize <= raw);
        idx.checked_sub(1).and_then(|idx| self.steps.get(idx)).map_or(0, |(_, all)| *all as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_several_bytes_count_as_their_code_units() {
        let text = "aé€😀z";
        let mut columns = Columns::default();
        for (at, letter) in text.char_indices() {
            columns.push(at + letter.len_utf8(), letter.len_utf8(), letter.len_utf16());
        }
        for (at, _) in text.char_indices() {
            assert_eq!(columns.units(0, at), text[..at].encode_utf16().count(), "{at}");
        }
        assert_eq!(columns.units(1, text.len()), 5);
        assert_eq!(columns.units(5, 2), 0);
    }
}
