//! Sequences of capitalised words that may hold names, with the small words inside them ("Bank of England", "Rui de
//! Matos", "Cho Min-jae"). Says nothing about what they name.

use std::ops::Range;

use crate::extract::capital::{Capitals, is_initial};
use crate::lexicon::Lexicon;
use crate::model::{Case, Sentence, Text, TokenKind};

/// What is needed to read names in one document.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a, 't> {
    pub(crate) text: &'a Text<'t>,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) capitals: &'a Capitals<'t>,
}

impl Reader<'_, '_> {
    /// The sequences of one sentence, in order.
    pub(crate) fn runs(&self, sentence: &Sentence) -> Vec<Range<usize>> {
        let tokens = sentence.token_range();
        let tells = self.capitals.tell(sentence);
        let mut runs = Vec::new();
        let mut idx = tokens.start;
        while idx < tokens.end {
            if !self.starts_name(sentence, idx, tells) {
                idx += 1;
                continue;
            }
            let end = self.extend(idx, tokens.end, tells);
            runs.push(idx..end);
            idx = end;
        }
        runs
    }

    /// A capitalised word that can be part of a name.
    pub(crate) fn is_name_word(&self, idx: usize) -> bool {
        let Some(token) = self.text.tokens.get(idx) else {
            return false;
        };
        token.kind == TokenKind::Word
            && token.case != Case::Lower
            && !self.text.word(idx).starts_with(['\'', '’'])
            && !self.lexicon.names.never.contains(self.text.lower(idx))
    }

    /// Whether a word is a common word of the language.
    pub(crate) fn is_common(&self, idx: usize) -> bool {
        self.lexicon.names.is_common_word(self.text.lower(idx), self.text.stem(idx))
    }

    /// Whether a known place name starts at a token; gives its length.
    pub(crate) fn place_at(
        &self,
        idx: usize,
        end: usize,
    ) -> Option<(usize, &crate::lexicon::places::PlaceEntry)> {
        let (len, entry) = self.lexicon.places.known.find_at(self.text, idx, end)?;
        let token = self.text.tokens.get(idx)?;
        let fits = if entry.upper_only { token.case == Case::Upper } else { token.case != Case::Lower };
        fits.then_some((len, entry))
    }

    fn starts_name(&self, sentence: &Sentence, idx: usize, tells: bool) -> bool {
        if !self.is_name_word(idx) {
            return false;
        }
        let end = sentence.token_range().end;
        let lower = self.text.lower(idx);
        let names = &self.lexicon.names;
        if let Some((len, entry)) = self.place_at(idx, end)
            && (len > 1
                || !entry.ordinary
                || tells && !is_initial(self.text, sentence, idx)
                || self.capitals.is_proper(lower))
        {
            return true;
        }
        if !tells {
            let known_pair =
                names.given.contains(lower) && self.is_name_word(idx + 1) && !self.is_common(idx + 1);
            return self.capitals.is_proper(lower) && !self.is_common(idx) || known_pair;
        }
        if names.known.find_at(self.text, idx, end).is_some_and(|(len, ())| len > 1) {
            return true;
        }
        if names.openers.contains(lower) {
            return false;
        }
        if !is_initial(self.text, sentence, idx) {
            return true;
        }
        if self.capitals.is_proper(lower) {
            return true;
        }
        let common = self.is_common(idx);
        let goes_on = self.extend(idx, end, true) > idx + 1;
        if names.titles.find_at(self.text, idx, end).is_some()
            || names.modifiers.contains(lower)
            || names.skip.contains(lower)
        {
            return goes_on;
        }
        if names.given.contains(lower) && (goes_on || !common) {
            return true;
        }
        if goes_on {
            let last = self.extend(idx, end, true) - 1;
            return !common || self.makes_thing(last) || self.lexicon.places.before.get(lower).is_some();
        }
        !common && !self.capitals.is_also_lower(lower) && lower.chars().count() > 2
    }

    /// Whether a word, as the last of a sequence, says that it is an organisation, a place or a work.
    pub(crate) fn makes_thing(&self, idx: usize) -> bool {
        let lower = self.text.lower(idx);
        let names = &self.lexicon.names;
        names.organisation.contains(lower)
            || names.company.contains(lower)
            || names.other.contains(lower)
            || self.lexicon.places.after.contains(lower)
    }

    /// One past the last token of the sequence that starts at `start`.
    fn extend(&self, start: usize, limit: usize, tells: bool) -> usize {
        let text = self.text;
        let names = &self.lexicon.names;
        let mut end = start + 1;
        let mut after_of = false;
        loop {
            let last = end - 1;
            let inside = |idx: usize| {
                idx < limit
                    && self.is_name_word(idx)
                    && (tells || self.capitals.is_proper(text.lower(idx)) || !self.is_common(idx))
            };
            let word = text.lower(end);
            if end >= limit {
                return end;
            }
            if inside(end) {
                end += 1;
            } else if word == "." && text.touches_next(last) && self.is_shortened(last) && inside(end + 1) {
                end += 2;
            } else if is_hyphen(word) && text.touches_next(last) && text.touches_next(end) {
                match self.hyphen(start, end, limit) {
                    Some(next) => end = next,
                    None => return end,
                }
            } else if let Some(next) = self.particles(end, limit).filter(|&next| inside(next)) {
                end = next + 1;
            } else if word == "of" && (names.of.contains(text.lower(last)) || self.ends_office(last)) {
                let next = if text.lower(end + 1) == "the" { end + 2 } else { end + 1 };
                if !inside(next) {
                    return end;
                }
                after_of = true;
                end = next + 1;
            } else if word == "for" && names.of.contains(text.lower(last)) && inside(end + 1) {
                after_of = true;
                end += 2;
            } else if word == "&" && inside(end + 1) {
                end += 2;
            } else if word == "and" && (after_of || names.of.contains(text.lower(start))) && inside(end + 1) {
                // "Ministry of Food and Agriculture", but not "Ministry of Food and Denmark".
                let next = end + 1;
                let named = names.given.contains(text.lower(next)) || self.place_at(next, limit).is_some();
                if named || !self.is_common(next) || !self.is_common(last) {
                    return end;
                }
                end += 2;
            } else if matches!(word, "'s" | "’s" | "'" | "’")
                && inside(end + 1)
                && self.joins_possessive(start, end, limit)
            {
                end += 2;
            } else {
                return end;
            }
        }
    }

    /// Where a sequence goes on after a hyphen; `None` if it ends before it.
    fn hyphen(&self, start: usize, hyphen: usize, limit: usize) -> Option<usize> {
        let next = hyphen + 1;
        if next >= limit {
            return None;
        }
        if self.is_name_word(next) {
            let places = self.place_at(hyphen - 1, hyphen).is_some() && self.place_at(next, limit).is_some();
            let known = self.place_at(start, limit).is_some_and(|(len, _)| start + len > hyphen);
            return (!places || known).then_some(next + 1);
        }
        // "Min-jae", but not "London-based".
        let lower_part = self.text.tokens.get(next)?.kind == TokenKind::Word && !self.is_common(next);
        let named = start < hyphen - 1
            || self.is_name_word(next + 1)
            || self.lexicon.names.given.contains(self.text.lower(hyphen - 1));
        (lower_part && named && self.place_at(hyphen - 1, hyphen).is_none()).then_some(next + 1)
    }

    /// The token after one to three particles.
    fn particles(&self, from: usize, limit: usize) -> Option<usize> {
        let mut idx = from;
        while idx < limit && idx < from + 4 && self.lexicon.names.particles.contains(self.text.lower(idx)) {
            idx += 1;
            if is_hyphen(self.text.lower(idx)) && self.text.touches_next(idx) {
                idx += 1;
            }
        }
        (idx > from).then_some(idx)
    }

    /// A word that a point shortens: an initial, "St.", "Dr.".
    fn is_shortened(&self, idx: usize) -> bool {
        let lower = self.text.lower(idx);
        let names = &self.lexicon.names;
        self.text.word(idx).chars().count() == 1
            || matches!(lower, "st" | "mt" | "ft")
            || names.suffixes.contains(lower)
            || lower.len() < 5 && names.titles.get(lower).is_some()
    }

    fn ends_office(&self, idx: usize) -> bool {
        self.lexicon.names.titles.get(self.text.lower(idx)).is_some()
    }

    /// "St James's Park", "Children's Hospital", but not "Brisco's Lawyer".
    fn joins_possessive(&self, start: usize, clitic: usize, limit: usize) -> bool {
        let saint = matches!(self.text.lower(start), "st" | "king" | "queen" | "saint");
        let plain = start + 1 == clitic
            && self.is_common(start)
            && !self.lexicon.names.given.contains(self.text.lower(start));
        let mut last = clitic + 1;
        while last + 1 < limit && self.is_name_word(last + 1) {
            last += 1;
        }
        (saint || plain) && self.makes_thing(last)
    }
}

/// A hyphen that joins two words.
pub(crate) fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "\u{2010}" | "\u{2011}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::with_text;

    fn runs(text: &str) -> Vec<String> {
        with_text(text, None, |text, lexicon| {
            let capitals = Capitals::new(text, lexicon);
            let reader = Reader { text, lexicon, capitals: &capitals };
            text.sentences
                .iter()
                .flat_map(|sentence| reader.runs(sentence))
                .map(|run| text.document.slice(text.span_of(run)).to_string())
                .collect()
        })
    }

    #[test]
    fn small_words_inside_names() {
        for (line, expected) in [
            ("we met Rui de Matos today", vec!["Rui de Matos"]),
            ("a loan of the Bank of England is due", vec!["Bank of England"]),
            (
                "it asked the Ministry of Food and Agriculture for it",
                vec!["Ministry of Food and Agriculture"],
            ),
            ("then Cho Min-jae spoke", vec!["Cho Min-jae"]),
            ("then J. K. Tilling spoke", vec!["J. K. Tilling"]),
            ("a London-based firm", vec!["London"]),
            ("the EU-Kenya pact", vec!["EU", "Kenya"]),
            ("near St James's Park it", vec!["St James's Park"]),
        ] {
            assert_eq!(runs(line), expected, "{line}");
        }
    }

    #[test]
    fn the_first_word_of_a_sentence_needs_a_reason() {
        for (line, expected) in [
            ("Officials said so.", vec![]),
            ("But on Monday in May I left.", vec![]),
            ("Ostrandt said so.", vec!["Ostrandt"]),
            ("Vera Holt said so.", vec!["Vera Holt"]),
            ("Police in Bergen said so.", vec!["Bergen"]),
            ("Northern Ireland said so.", vec!["Northern Ireland"]),
        ] {
            assert_eq!(runs(line), expected, "{line}");
        }
    }
}
