//! One paragraph of a Word document while it is collected: its letters, where they stand in the part, and how they
//! are set.

use crate::ingest::decode::is_hidden;
use crate::model::{BlockKind, Span};

/// How letters are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Setting {
    pub bold: bool,
    pub italic: bool,
    pub link: bool,
}

/// A paragraph.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub text: String,
    pub kind: BlockKind,
    /// Stretches of the text with their places in the part; whether both are equal there.
    pub places: Vec<(Span, Span, bool)>,
    /// The place of the whole paragraph, where it stands in a part of its own.
    pub around: Option<Span>,
    pub strong: Vec<Span>,
    pub italic: Vec<Span>,
    pub linked: Vec<Span>,
    /// The note that it belongs to.
    pub note: Option<String>,
    /// Whether its end was deleted, so that the next paragraph continues it.
    pub end_deleted: bool,
}

impl Paragraph {
    /// A paragraph without letters.
    pub(super) fn new(kind: BlockKind, note: Option<String>) -> Self {
        Self {
            text: String::new(),
            kind,
            places: Vec::new(),
            around: None,
            strong: Vec::new(),
            italic: Vec::new(),
            linked: Vec::new(),
            note,
            end_deleted: false,
        }
    }

    /// Adds letters; returns how many characters were left out because they are not seen. `verbatim` says that they
    /// stand in the part as they are.
    pub(super) fn add(&mut self, words: &str, part: Span, verbatim: bool, setting: Setting) -> usize {
        let start = self.text.len();
        let mut hidden = 0;
        if words.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
            self.text.push_str(words);
            self.place(start, part, verbatim);
        } else {
            let mut before = self.text.chars().next_back().unwrap_or(' ');
            let mut letters = words.char_indices().peekable();
            while let Some((at, letter)) = letters.next() {
                let next = letters.peek().map_or(' ', |(_, next)| *next);
                if is_hidden(letter, before, next) {
                    hidden += usize::from(letter != SOFT_HYPHEN);
                    continue;
                }
                before = letter;
                let start = self.text.len();
                let kept = if letter.is_control() && !is_made(letter) { ' ' } else { letter };
                self.text.push(kept);
                let whole = if verbatim {
                    Span::new(part.start() + at, part.start() + at + letter.len_utf8())
                } else {
                    part
                };
                self.place(start, whole, verbatim && kept.len_utf8() == letter.len_utf8());
            }
        }
        let added = Span::new(start, self.text.len());
        for (stretches, set) in [
            (&mut self.strong, setting.bold),
            (&mut self.italic, setting.italic),
            (&mut self.linked, setting.link),
        ] {
            match stretches.last_mut() {
                _ if !set || added.is_empty() => {}
                Some(last) if last.end() == added.start() => *last = last.cover(added),
                _ => stretches.push(added),
            }
        }
        hidden
    }

    /// The text from `start` on stands at a place of the part.
    fn place(&mut self, start: usize, part: Span, verbatim: bool) {
        let text = Span::new(start, self.text.len());
        match self.places.last_mut() {
            _ if text.is_empty() => {}
            Some((before, place, true))
                if verbatim && before.end() == text.start() && place.end() == part.start() =>
            {
                *before = before.cover(text);
                *place = place.cover(part);
            }
            _ => self.places.push((text, part, verbatim)),
        }
    }
}

const SOFT_HYPHEN: char = '\u{ad}';

/// The two control characters that the reader itself puts in: tabs, and breaks inside a paragraph.
fn is_made(letter: char) -> bool {
    matches!(letter, '\t' | super::docx::LINE_BREAK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_keep_their_places_and_hidden_ones_are_counted() {
        let mut paragraph = Paragraph::new(BlockKind::Paragraph, None);
        let bold = Setting { bold: true, ..Setting::default() };
        assert_eq!(paragraph.add("Ana:", Span::new(10, 14), true, bold), 0);
        assert_eq!(
            paragraph.add(" caf\u{e9}\u{200b} o\u{ad}k\n", Span::new(20, 35), true, Setting::default()),
            1
        );
        assert_eq!(paragraph.add("&", Span::new(35, 40), false, Setting::default()), 0);
        assert_eq!(paragraph.text, "Ana: caf\u{e9} ok &");
        assert_eq!(paragraph.strong, [Span::new(0, 4)]);
        let place = |word: &str| {
            let at = paragraph.text.find(word).expect("the word");
            paragraph.places.iter().find(|(text, ..)| text.contains(Span::new(at, at + 1))).expect("a place")
        };
        assert_eq!(place("k").1, Span::new(33, 35));
        assert_eq!(*place("&"), (Span::new(14, 15), Span::new(35, 40), false));
    }
}
