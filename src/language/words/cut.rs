//! Cuts a stretch without white space: affixes off both ends, then the exceptions, addresses and infixes that remain.

use super::Words;
use super::exceptions::Piece;
use super::lexeme::{Lexeme, Scratch};
use super::url::is_url;

impl Words {
    /// The pieces of a stretch in order: their lengths in bytes, and what they are.
    pub(super) fn cut(&self, stretch: &str, scratch: &mut Scratch, push: &mut impl FnMut((u32, Lexeme))) {
        let mut plain = |word: &str, push: &mut dyn FnMut((u32, Lexeme))| {
            push((word.len() as u32, self.lexeme(word, None, scratch)));
        };
        let mut suffixes = Vec::new();
        let mut rest = stretch;
        while !rest.is_empty() && self.exceptions.get(rest).is_none() {
            let (prefix, after) =
                rest.split_at_checked(self.affixes.prefix(rest, &self.classes)).unwrap_or(("", rest));
            if !prefix.is_empty() && self.exceptions.get(after).is_some() {
                plain(prefix, push);
                rest = after;
                break;
            }
            let suffix = self.affixes.suffix(after, &self.classes);
            let (before, suffix) = rest.split_at_checked(rest.len() - suffix).unwrap_or((rest, ""));
            if !suffix.is_empty() && self.exceptions.get(before).is_some() {
                suffixes.push(suffix);
                rest = before;
                break;
            }
            if prefix.is_empty() && suffix.is_empty() {
                break;
            }
            if !prefix.is_empty() {
                plain(prefix, push);
            }
            if !suffix.is_empty() {
                suffixes.push(suffix);
            }
            rest = before.get(prefix.len()..).unwrap_or("");
        }
        if let Some(pieces) = self.exceptions.get(rest) {
            self.push_exception(rest, pieces, scratch, push);
        } else if !rest.is_empty() {
            self.cut_inside(rest, |word| plain(word, push));
        }
        for suffix in suffixes.iter().rev() {
            push((suffix.len() as u32, self.lexeme(suffix, None, scratch)));
        }
    }

    /// Cuts a word without affixes at its infixes. One at its very beginning cuts nothing.
    fn cut_inside(&self, word: &str, mut push: impl FnMut(&str)) {
        let mut start = 0;
        if !is_url(word, &self.classes) {
            let mut from = 0;
            while let Some((infix, end)) = self.affixes.infix(word, from, &self.classes) {
                from = end;
                if infix > 0 {
                    word.get(start..infix).filter(|part| !part.is_empty()).into_iter().for_each(&mut push);
                    word.get(infix..end).into_iter().for_each(&mut push);
                    start = end;
                }
            }
        }
        word.get(start..).filter(|part| !part.is_empty()).into_iter().for_each(push);
    }

    pub(super) fn push_exception(
        &self,
        word: &str,
        pieces: &[Piece],
        scratch: &mut Scratch,
        push: &mut dyn FnMut((u32, Lexeme)),
    ) {
        let mut at = 0;
        for piece in pieces {
            let text = word.get(at..at + piece.length).unwrap_or("");
            at += piece.length;
            let norm = piece.norm.as_deref().map(|norm| self.ids.id(norm));
            push((piece.length as u32, self.lexeme(text, norm, scratch)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::language::words::testing::{cut, texts, words};

    #[test]
    fn affixes_are_cut_from_both_ends() {
        assert_eq!(texts("(\"Low tide,\")"), ["(", "\"", "Low", "tide", ",", "\"", ")"]);
        assert_eq!(texts("£40m!"), ["£", "40", "m", "!"]);
        assert_eq!(texts("US$5.20"), ["US$", "5.20"]);
        assert_eq!(texts("skippers' nets"), ["skippers", "'", "nets"]);
        assert_eq!(texts("the cove’s"), ["the", "cove", "’s"]);
        assert_eq!(texts("....!"), ["....", "!"]);
    }

    #[test]
    fn infixes_cut_the_middle_and_addresses_stay_whole() {
        assert_eq!(texts("north-easterly/westerly"), ["north", "-", "easterly", "/", "westerly"]);
        assert_eq!(texts("gulls—terns"), ["gulls", "—", "terns"]);
        assert_eq!(texts("1,200-1,500"), ["1,200", "-", "1,500"]);
        assert_eq!(texts("(tides.example.org/a-b)"), ["(", "tides.example.org/a-b", ")"]);
        assert_eq!(texts("ada@tides.example.org."), ["ada@tides.example.org", "."]);
        assert_eq!(texts("-ebb"), ["-ebb"]);
    }

    #[test]
    fn exceptions_are_cut_as_they_say_and_have_their_norms() {
        assert_eq!(texts("\"Can't,\" a.m. 4pm."), ["\"", "Ca", "n't", ",", "\"", "a.m.", "4", "pm", "."]);
        assert_eq!(texts("Adm. Brine, Jr.,"), ["Adm.", "Brine", ",", "Jr.", ","]);
        let id = |word: &str| words().ids.id(word);
        let norms: Vec<u64> = cut("She won't").iter().map(|word| word.ids[0]).collect();
        assert_eq!(norms, [id("she"), id("will"), id("not")]);
    }
}
