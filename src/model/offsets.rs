//! The way back from a document's text to the bytes of the file that it was read from.

use crate::model::Span;

/// One run of text and the raw bytes that it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    text_start: u32,
    raw_start: u32,
    raw_end: u32,
    /// Whether text and raw bytes are equal, byte for byte.
    verbatim: bool,
}

/// Maps text offsets to raw offsets.
///
/// Invariant: segments are sorted by `text_start`; raw offsets never decrease. An empty map is the identity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    segments: Vec<Segment>,
}

impl OffsetMap {
    /// The map of a text that equals its raw bytes.
    pub fn identity() -> Self {
        Self::default()
    }

    /// Adds a run: the text from `text_start` on comes from `raw`. `verbatim` says that the bytes are the same;
    /// otherwise (an entity, a re-encoded character) the whole run maps to the whole raw range.
    pub fn push(&mut self, text_start: usize, raw: Span, verbatim: bool) {
        let text_start = u32::try_from(text_start).unwrap_or(u32::MAX);
        let (raw_start, raw_end) = (raw.start() as u32, raw.end() as u32);
        if let Some(last) = self.segments.last_mut()
            && verbatim
            && last.verbatim
            && last.raw_end == raw_start
            && text_start - last.text_start == raw_start - last.raw_start
        {
            last.raw_end = raw_end;
            return;
        }
        self.segments.push(Segment { text_start, raw_start, raw_end, verbatim });
    }

    /// The raw bytes that `span` of the text came from.
    pub fn to_raw(&self, span: Span) -> Span {
        if self.segments.is_empty() {
            return span;
        }
        let start = self.raw_at(span.start(), false);
        let end = if span.is_empty() { start } else { self.raw_at(span.end() - 1, true) };
        Span::new(start, end.max(start))
    }

    fn raw_at(&self, offset: usize, past: bool) -> usize {
        let offset = offset as u32;
        let idx = self.segments.partition_point(|segment| segment.text_start <= offset);
        let Some(segment) = idx.checked_sub(1).and_then(|idx| self.segments.get(idx)) else {
            return self.segments.first().map_or(0, |segment| segment.raw_start as usize);
        };
        if segment.verbatim {
            let raw = segment.raw_start + (offset - segment.text_start) + u32::from(past);
            return raw.min(segment.raw_end) as usize;
        }
        (if past { segment.raw_end } else { segment.raw_start }) as usize
    }

    /// Puts two maps in a row: `self` leads from this text to a middle text, `outer` from there to the file.
    #[must_use]
    pub fn then(&self, outer: &Self) -> Self {
        if outer.segments.is_empty() {
            return self.clone();
        }
        if self.segments.is_empty() {
            return outer.clone();
        }
        let mut joined = Self::default();
        for segment in &self.segments {
            let raw = Span::new(segment.raw_start as usize, segment.raw_end as usize);
            if !segment.verbatim {
                joined.push(segment.text_start as usize, outer.to_raw(raw), false);
                continue;
            }
            // A verbatim run may cross several runs of the outer map: cut it at their borders.
            let mut at = segment.raw_start;
            while at < segment.raw_end {
                let idx = outer.segments.partition_point(|other| other.text_start <= at);
                let next = outer.segments.get(idx).map_or(segment.raw_end, |other| other.text_start);
                let end = next.min(segment.raw_end);
                let verbatim =
                    idx.checked_sub(1).and_then(|i| outer.segments.get(i)).is_none_or(|s| s.verbatim);
                let text_start = segment.text_start + (at - segment.raw_start);
                joined.push(
                    text_start as usize,
                    outer.to_raw(Span::new(at as usize, end as usize)),
                    verbatim,
                );
                at = end;
            }
        }
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entity_maps_to_all_its_bytes() {
        // raw "a &amp; b", text "a & b"
        let mut map = OffsetMap::default();
        map.push(0, Span::new(0, 2), true);
        map.push(2, Span::new(2, 7), false);
        map.push(3, Span::new(7, 9), true);
        assert_eq!(map.to_raw(Span::new(2, 3)), Span::new(2, 7));
        assert_eq!(map.to_raw(Span::new(0, 5)), Span::new(0, 9));
        assert_eq!(map.to_raw(Span::new(4, 5)), Span::new(8, 9));
    }

    #[test]
    fn maps_in_a_row_reach_the_file() {
        let mut outer = OffsetMap::default();
        outer.push(0, Span::new(3, 8), true);
        outer.push(5, Span::new(8, 10), false);
        outer.push(6, Span::new(10, 20), true);
        let mut inner = OffsetMap::default();
        inner.push(0, Span::new(2, 9), true);
        let joined = inner.then(&outer);
        assert_eq!(joined.to_raw(Span::new(0, 3)), Span::new(5, 8));
        assert_eq!(joined.to_raw(Span::new(3, 4)), Span::new(8, 10));
        assert_eq!(joined.to_raw(Span::new(4, 6)), Span::new(10, 12));
    }
}
