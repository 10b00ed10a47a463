//! The way back from the text of a Word document to the XML of its main part.

use crate::model::Span;

/// One run of text, and where it stands in the part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    text: Span,
    part: Span,
    /// Whether text and part are equal there, byte for byte.
    verbatim: bool,
}

/// Where the letters of a Word document's text stand in the XML of its main part. What stands in another part (a
/// note) or in a box has the place of its mark or its box in the main part.
///
/// Invariant: runs are sorted by their text and do not overlap. Letters between two runs (the ends of paragraphs)
/// have no place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordPlaces {
    runs: Vec<Run>,
}

impl WordPlaces {
    /// Adds a run behind all others; one that is not behind them is left out.
    pub fn push(&mut self, text: Span, part: Span, verbatim: bool) {
        let behind = self.runs.last().is_none_or(|last| last.text.end() <= text.start());
        if behind && !text.is_empty() {
            self.runs.push(Run { text, part, verbatim: verbatim && text.len() == part.len() });
        }
    }

    /// The bytes of the main part from the first to the last letter of a span; `None` if no letter of it has a place.
    pub fn part_span(&self, span: Span) -> Option<Span> {
        let from = self.runs.partition_point(|run| run.text.end() <= span.start());
        let to = self.runs.partition_point(|run| run.text.start() < span.end());
        let runs = self.runs.get(from..to)?;
        let (first, last) = (runs.first()?, runs.last()?);
        let start = match first.verbatim {
            true => first.part.start() + span.start().saturating_sub(first.text.start()),
            false => first.part.start(),
        };
        let end = match last.verbatim {
            true => last.part.start() + span.end().min(last.text.end()) - last.text.start(),
            false => last.part.end(),
        };
        (start <= end).then(|| Span::new(start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_found_over_several_runs() {
        let mut places = WordPlaces::default();
        places.push(Span::new(0, 4), Span::new(100, 104), true);
        places.push(Span::new(4, 5), Span::new(110, 115), false);
        places.push(Span::new(6, 9), Span::new(200, 203), true);
        for (span, expected) in [
            ((1, 3), Some((101, 103))),
            ((1, 5), Some((101, 115))),
            ((4, 5), Some((110, 115))),
            ((2, 8), Some((102, 202))),
            ((5, 6), None),
            ((5, 8), Some((200, 202))),
            ((9, 12), None),
        ] {
            let found = places.part_span(Span::new(span.0, span.1)).map(|found| (found.start(), found.end()));
            assert_eq!(found, expected, "{span:?}");
        }
    }
}
