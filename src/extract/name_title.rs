//! Titles around a name: "foreign minister Jean-Luc Pellworth", "the finance secretary, Olive Sorley",
//! "Tim Harrold, the prosecutor".

use std::ops::Range;

use crate::extract::name_run::{Reader, is_hyphen};
use crate::lexicon::names::TitleKind;
use crate::model::{Case, TokenKind};

/// Longest title in words, before and after "of".
const MAX_TITLE: usize = 7;

/// A title with its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Title {
    /// The words, with what stands before the office noun and belongs to it.
    pub(crate) tokens: Range<usize>,
    /// What it says.
    pub(crate) kind: TitleKind,
}

impl Reader<'_, '_> {
    /// The title that starts at a token of a capitalised sequence, modifiers and several titles included
    /// ("Foreign Minister", "Prime Minister Dr").
    pub(crate) fn title_at(&self, start: usize, end: usize) -> Option<Title> {
        let names = &self.lexicon.names;
        let mut found: Option<Title> = None;
        let mut at = start;
        loop {
            let mut office = at;
            while office < end
                && office < at + 4
                && names.titles.find_at(self.text, office, end).is_none_or(|(len, _)| len == 1)
                && (names.modifiers.contains(self.text.lower(office))
                    || names.skip.contains(self.text.lower(office)))
                && (office + 1 < end)
            {
                // "General" in "General Council" is a modifier, in "General Moss" a title.
                if names.titles.find_at(self.text, office, end).is_some()
                    && self.title_follows(office + 1, end).is_none()
                {
                    break;
                }
                office += 1;
            }
            let Some((len, kind)) = names.titles.find_at(self.text, office, end) else {
                return found;
            };
            let mut after = office + len;
            if self.text.lower(after) == "." && self.text.touches_next(after - 1) {
                after += 1;
            }
            let skipped = (at..office).take_while(|&idx| names.skip.contains(self.text.lower(idx))).count();
            let first = found.as_ref().map_or(at + skipped, |title| title.tokens.start);
            let kind = found.as_ref().map_or(*kind, |title| title.kind.max(*kind));
            found = Some(Title { tokens: first..after, kind });
            at = after;
        }
    }

    fn title_follows(&self, start: usize, end: usize) -> Option<usize> {
        let names = &self.lexicon.names;
        (start..end.min(start + 3))
            .take_while(|&idx| {
                self.lexicon.names.modifiers.contains(self.text.lower(idx))
                    || names.titles.get(self.text.lower(idx)).is_some()
            })
            .find(|&idx| names.titles.find_at(self.text, idx, end).is_some())
    }

    /// The title in small letters before a name that starts at `name`: directly, or with a comma after a noun phrase
    /// that has a determiner.
    pub(crate) fn title_before(&self, name: usize, floor: usize) -> Option<Title> {
        let direct = name.checked_sub(1).filter(|&last| last >= floor)?;
        let comma = self.text.lower(direct) == ",";
        let end = if comma { direct } else { name };
        if end <= floor {
            return None;
        }
        let (office, kind) = self.office_ending(end, floor)?;
        if kind == TitleKind::Address {
            return (!comma).then_some(Title { tokens: office..end, kind });
        }
        let (start, determined) = self.title_start(office, floor);
        (determined || !comma).then_some(Title { tokens: start..end, kind })
    }

    /// The title after a name that ends before `after`: ", 46, his accountant," or " (chief prosecutor)".
    pub(crate) fn title_after(&self, after: usize, limit: usize) -> Option<Title> {
        let mut at = after;
        if !matches!(self.text.lower(at), "," | "(") {
            return None;
        }
        at += 1;
        // An age in between.
        if self.text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number)
            && self.text.lower(at + 1) == ","
        {
            at += 2;
        }
        let grammar = &self.lexicon.speech.grammar;
        let names = &self.lexicon.names;
        let determined = grammar.determiners.contains(self.text.lower(at));
        let first = if determined { at + 1 } else { at };
        let stop = limit.min(first + MAX_TITLE);
        let mut idx = first;
        while idx < stop {
            let token = self.text.tokens.get(idx)?;
            if let Some((len, kind)) = names.titles.find_at(self.text, idx, stop)
                && *kind != TitleKind::Address
            {
                let end = idx + len;
                let next = self.text.lower(end);
                let closes = end >= limit
                    || matches!(
                        next,
                        "," | "."
                            | ";"
                            | ")"
                            | "of"
                            | "at"
                            | "for"
                            | "in"
                            | "who"
                            | "from"
                            | "to"
                            | "with"
                            | "on"
                            | "!"
                            | "?"
                    );
                let compound = is_hyphen(next);
                if closes && !compound {
                    let start = self.without_skips(first, idx);
                    return Some(Title { tokens: start..self.with_domain(end, limit, *kind), kind: *kind });
                }
            }
            let inside = token.kind == TokenKind::Word
                && !grammar.auxiliaries.contains(self.text.lower(idx))
                && !grammar.boundaries.contains(self.text.lower(idx))
                || is_hyphen(self.text.lower(idx))
                || matches!(self.text.lower(idx), "'s" | "’s");
            if !inside || grammar.prepositions.contains(self.text.lower(idx)) {
                return None;
            }
            idx += 1;
        }
        None
    }

    /// "minister" goes on with "for health"; "director of the museum" does not, since that is where, not what.
    fn with_domain(&self, end: usize, limit: usize, kind: TitleKind) -> usize {
        let office = self.text.lower(end - 1);
        if kind != TitleKind::Office
            || !matches!(office, "minister" | "secretary" | "commissioner" | "professor")
            || !matches!(self.text.lower(end), "for" | "of")
        {
            return end;
        }
        let mut idx = end + 1;
        while idx < limit && idx < end + 5 {
            let Some(token) = self.text.tokens.get(idx) else {
                break;
            };
            let word = self.text.lower(idx);
            let inside = token.kind == TokenKind::Word
                && (self.is_common(idx) || word == "and")
                && self.place_at(idx, limit).is_none()
                && !self.lexicon.speech.grammar.prepositions.contains(word)
                && !self.lexicon.speech.grammar.auxiliaries.contains(word)
                && self.lexicon.speech.verb(self.text.lower(idx), self.text.stem(idx)).is_none();
            if !inside {
                break;
            }
            idx += 1;
        }
        if self.text.lower(idx - 1) == "and" {
            idx - 1
        } else if idx == end + 1 {
            end
        } else {
            idx
        }
    }

    /// An office noun, with "of …" or "for …" after it, that ends before `end`: its first token.
    fn office_ending(&self, end: usize, floor: usize) -> Option<(usize, TitleKind)> {
        let names = &self.lexicon.names;
        for start in (floor.max(end.saturating_sub(4))..end).rev() {
            if let Some((len, kind)) = names.titles.find_at(self.text, start, end)
                && start + len == end
            {
                // The longest phrase that ends here: "chief executive" for "executive".
                let longer = (floor.max(end.saturating_sub(5))..start).find(|&before| {
                    names.titles.find_at(self.text, before, end).is_some_and(|(len, _)| before + len == end)
                });
                return Some((longer.unwrap_or(start), *kind));
            }
            let shortened = self.text.lower(start) == "." && start + 1 == end;
            if shortened && start > floor && names.titles.get(self.text.lower(start - 1)).is_some() {
                return Some((start - 1, TitleKind::Address));
            }
        }
        // "minister of health Ana Ruiz"
        let of = (floor.max(end.saturating_sub(5))..end.saturating_sub(1))
            .rev()
            .find(|&idx| matches!(self.text.lower(idx), "of" | "for"))?;
        let domain = (of + 1..end).all(|idx| {
            self.text
                .tokens
                .get(idx)
                .is_some_and(|token| token.kind == TokenKind::Word && token.case == Case::Lower)
                && self.is_common(idx)
        });
        let office = of.checked_sub(1).filter(|&office| office >= floor && domain)?;
        (names.titles.get(self.text.lower(office)) == Some(&TitleKind::Office))
            .then_some((office, TitleKind::Office))
    }

    /// Where a title begins before its office noun, and whether a determiner or possessive stands in front of it.
    fn title_start(&self, office: usize, floor: usize) -> (usize, bool) {
        let names = &self.lexicon.names;
        let grammar = &self.lexicon.speech.grammar;
        let mut known = office;
        while known > floor
            && (names.modifiers.contains(self.text.lower(known - 1))
                || is_hyphen(self.text.lower(known - 1))
                    && known > floor + 1
                    && names.modifiers.contains(self.text.lower(known - 2)))
        {
            known -= 1;
        }
        let mut at = office;
        while at > floor && office - at < MAX_TITLE {
            let before = at - 1;
            let word = self.text.lower(before);
            let Some(token) = self.text.tokens.get(before) else {
                break;
            };
            if grammar.determiners.contains(word) || matches!(word, "'s" | "’s") {
                let start = self.without_skips(at, office);
                return (start, true);
            }
            let inside = (token.kind == TokenKind::Word && token.case == Case::Lower || is_hyphen(word))
                && !grammar.prepositions.contains(word)
                && !grammar.auxiliaries.contains(word)
                && !grammar.boundaries.contains(word);
            if !inside {
                // "the Danish prosecutor": the nationality is no part of the title.
                let named = self.is_name_word(before);
                return (known.max(at), named);
            }
            at = before;
        }
        (known, at == floor && at < office && known == at)
    }

    /// The first token from `start` on that is no "former", no nationality and no "'s".
    fn without_skips(&self, start: usize, office: usize) -> usize {
        let mut first = start;
        for idx in start..office {
            let word = self.text.lower(idx);
            if self.lexicon.names.skip.contains(word)
                || self.is_name_word(idx)
                || matches!(word, "'s" | "’s" | "newly")
            {
                first = idx + 1;
            }
        }
        first
    }
}
