//! Walks over one block and collects the spans of its sentences. Decides nothing about end marks itself; that is
//! the business of `boundary`.

use crate::lexicon::sentence::SentenceWords;
use crate::limits::{MAX_SEARCH_BYTES, MAX_SENTENCE_TOKENS};
use crate::model::Span;
use crate::segment::boundary::{self, Verdict};
use crate::segment::trim;

/// What holds for a whole document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// The text has practically no capitals, so that a small letter may begin a sentence.
    pub all_lower: bool,
}

impl Style {
    pub(super) fn of(text: &str) -> Self {
        let (mut letters, mut capitals) = (0_usize, 0_usize);
        for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
            letters += 1;
            capitals += usize::from(letter.is_uppercase());
        }
        Self { all_lower: letters > 0 && capitals * 500 < letters }
    }
}

/// One block of text on its way to sentences.
pub(super) struct Scanner<'a> {
    /// The block's words.
    pub text: &'a str,
    /// Where the block starts in the document.
    pub offset: usize,
    pub words: &'a SentenceWords,
    pub style: Style,
}

impl Scanner<'_> {
    /// The whole block as one sentence.
    pub(super) fn whole(&self, spans: &mut Vec<Span>) {
        self.push(0, self.text.len(), spans);
    }

    /// The block's sentences, and the places in the document where one may begin whose grammar was not asked.
    pub(super) fn sentences(&self, spans: &mut Vec<Span>, unsure: &mut Vec<usize>) {
        let mut start = 0;
        let mut at = 0;
        let mut quotes = boundary::Quotes::default();
        while let Some(letter) = self.text.get(at..).and_then(|rest| rest.chars().next()) {
            let next = at + letter.len_utf8();
            if boundary::is_end_mark(letter) {
                let mark = boundary::EndMark::read(self.text, start, at, quotes);
                quotes = mark.quotes_after;
                match boundary::ends_sentence(self, &mark) {
                    Verdict::Ends => {
                        self.push(start, mark.end, spans);
                        start = mark.end;
                    }
                    Verdict::Unsure => unsure.push(self.offset + self.next_word(mark.end)),
                    Verdict::GoesOn => {}
                }
                at = mark.end;
                continue;
            }
            quotes.see(letter, self.text, at);
            at = next;
        }
        self.push(start, self.text.len(), spans);
    }

    /// Where the white space after a place ends.
    fn next_word(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        at + (rest.len() - rest.trim_start().len())
    }

    /// Adds a sentence, cut into pieces where it is too long to be one.
    fn push(&self, start: usize, end: usize, spans: &mut Vec<Span>) {
        let span = Span::new(self.offset + start, self.offset + end);
        let Some(span) = trim(self.text, self.offset, span) else {
            return;
        };
        let mut rest = span;
        while let Some(len) =
            self.text.get(rest.start() - self.offset..rest.end() - self.offset).and_then(length_at_limit)
        {
            let cut = Span::new(rest.start(), rest.start() + len);
            spans.extend(trim(self.text, self.offset, cut));
            match trim(self.text, self.offset, Span::new(cut.end(), rest.end())) {
                Some(tail) => rest = tail,
                None => return,
            }
        }
        spans.push(rest);
    }
}

/// Whether a sentence is one that was cut at the limit.
pub(super) fn is_cut_at_limit(sentence: &str) -> bool {
    // Nearly every sentence is far too short to have been cut.
    if sentence.len() < MAX_SENTENCE_TOKENS / 2 || sentence.ends_with(boundary::is_end_mark) {
        return false;
    }
    // One more word would have been too much.
    let mut longer = String::with_capacity(sentence.len() + 4);
    longer.push_str(sentence);
    longer.push_str(" a b");
    length_at_limit(&longer).is_some()
}

/// Length of the longest beginning that stays inside the limits; `None` if all of the text does.
fn length_at_limit(text: &str) -> Option<usize> {
    // Every token has at least one byte, so a short text needs no count.
    if text.len() <= MAX_SENTENCE_TOKENS {
        return None;
    }
    let mut tokens = 0;
    let mut in_word = false;
    let mut cut = 0;
    for (at, letter) in text.char_indices() {
        let word = letter.is_alphanumeric();
        if !(letter.is_whitespace() || word && in_word) {
            if tokens == MAX_SENTENCE_TOKENS {
                return Some(at);
            }
            tokens += 1;
            cut = at;
        }
        in_word = word;
        if at + letter.len_utf8() > MAX_SEARCH_BYTES {
            // A run of letters longer than the limit is cut inside; else at the last word's start.
            return Some(if cut > 0 { cut } else { at });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_runs_are_cut_at_a_word() {
        let text = "word ".repeat(1_000);
        assert_eq!(length_at_limit(&text), Some(MAX_SENTENCE_TOKENS * 5));
        assert_eq!(length_at_limit(&"a".repeat(10_000)), Some(MAX_SEARCH_BYTES));
        assert_eq!(length_at_limit("short"), None);
    }

    #[test]
    fn a_text_without_capitals_is_told() {
        assert!(Style::of("the minister resigned . he left .").all_lower);
        assert!(!Style::of("The minister resigned.").all_lower);
    }
}
