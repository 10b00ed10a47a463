//! Who speaks and how far their words go: noun phrases before and after a cue.

use std::ops::Range;

use crate::extract::Found;
use crate::extract::speech_cue::CueReader;
use crate::lexicon::speech::SpeechVerb;
use crate::model::{Case, NameKind, TokenKind, Value};

impl CueReader<'_, '_> {
    /// Where what is said ends: at the sentence's end, or before ", he added" and ", but".
    pub(super) fn content_end(&self, start: usize, limit: usize) -> usize {
        let mut at = start;
        while at < limit {
            if !self.quoted(at) && self.text.lower(at) == "," {
                let next = self.text.lower(at + 1);
                let breaks = next == "according"
                    || next.ends_with("ing") && self.verb_at(at + 1).is_some_and(|verb| !verb.narrow)
                    || matches!(next, "but" | "and")
                        && (at + 2..limit.min(at + 5)).any(|idx| {
                            self.verb_at(idx).is_some_and(|verb| !verb.narrow) && !self.quoted(idx)
                        });
                // What the writer adds to the end of somebody's words is the writer's own.
                let added = matches!(
                    next,
                    "who" | "which" | "whose" | "despite" | "compared" | "although" | "though" | "even"
                ) && !(at + 1..limit)
                    .any(|later| self.text.lower(later) == "," || self.quoted(later));
                if breaks || added {
                    return at;
                }
            }
            at += 1;
        }
        limit
    }

    /// What follows a frame: past a colon or comma.
    pub(super) fn rest(&self, start: usize, limit: usize) -> Range<usize> {
        let mut at = start;
        while at < limit && matches!(self.text.word(at), ":" | "," | "—" | "–") {
            at += 1;
        }
        let words = (at..limit).any(|idx| self.is_wordlike(idx));
        if words { at..self.content_end(at, limit) } else { limit..limit }
    }

    /// Whether nothing but an adverbial stands between a verb and the end or the next mark.
    pub(super) fn closes(&self, next: usize, verb: SpeechVerb, limit: usize) -> bool {
        let mut at = next;
        if verb.hearer
            && !self.ends_clause(at, limit)
            && !self.lexicon.speech.grammar.closers.contains(self.text.lower(at))
        {
            at = self.noun_phrase_end(at, limit);
        }
        let mut first = true;
        while !self.ends_clause(at, limit) {
            if first
                && !self.lexicon.speech.grammar.closers.contains(self.text.lower(at))
                && !self.text.lower(at).ends_with("ly")
            {
                return false;
            }
            if self.lexicon.speech.grammar.auxiliaries.contains(self.text.lower(at)) || at > next + 14 {
                return false;
            }
            first = false;
            at += 1;
        }
        true
    }

    pub(super) fn ends_clause(&self, at: usize, limit: usize) -> bool {
        at >= limit
            || self.quoted(at)
            || matches!(self.text.word(at), "." | "," | ";" | ":" | "!" | "?" | "—" | "–" | ")")
    }

    /// What stands before a subject or an inverted verb: back to the sentence's start.
    pub(super) fn words_before(&self, end: usize, range: &Range<usize>) -> Range<usize> {
        let mut end = end;
        while end > range.start
            && (matches!(self.text.word(end - 1), "," | "—" | "–")
                || matches!(self.text.lower(end - 1), "as" | "so"))
            && !self.quoted(end - 1)
        {
            end -= 1;
        }
        range.start..end
    }

    pub(super) fn is_wordlike(&self, idx: usize) -> bool {
        self.text
            .tokens
            .get(idx)
            .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
    }

    /// The name that covers a token.
    pub(super) fn name_at(&self, idx: usize) -> Option<&Found> {
        let at = self.names.partition_point(|found| found.tokens.end <= idx);
        self.names.get(at).filter(|found| found.tokens.start <= idx)
    }

    pub(super) fn name_ending(&self, end: usize) -> Option<&Found> {
        end.checked_sub(1).and_then(|last| self.name_at(last)).filter(|found| found.tokens.end == end)
    }

    /// Whose verb it is in "said Vera Holt": a noun phrase with no verb of its own behind it.
    pub(super) fn inverted(&self, verb: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let next = self.text.lower(verb + 1);
        let grammar = &self.lexicon.speech.grammar;
        if matches!(next, "it" | "that" | "this" | "there" | "these" | "those" | "")
            && !self.ends_clause(verb + 2, range.end)
        {
            return None;
        }
        let starts = grammar.determiners.contains(next)
            || grammar.pronouns.contains(next)
            || self.name_at(verb + 1).is_some()
            || self.text.tokens.get(verb + 1).is_some_and(|token| {
                token.kind == TokenKind::Word
                    && (token.case != Case::Lower
                        || self.lexicon.names.titles.get(next).is_some()
                        || self.lexicon.names.modifiers.contains(next))
            });
        if !starts && !self.is_titled_name(verb + 1, range.end) {
            return None;
        }
        let subject = self.subject_after(verb + 1, range.end)?;
        let after = self.text.lower(subject.end);
        let own_verb = grammar.auxiliaries.contains(after)
            || self.verb_at(subject.end).is_some()
            || after.ends_with("ed")
            || after == "that";
        (!own_verb).then_some(subject)
    }

    /// A few small words that lead straight to a person's name: "coastguard commander Moira Dunmore".
    fn is_titled_name(&self, start: usize, limit: usize) -> bool {
        const MAX_TITLE_WORDS: usize = 4;
        let grammar = &self.lexicon.speech.grammar;
        let small = |at: usize| {
            let word = self.text.lower(at);
            self.text
                .tokens
                .get(at)
                .is_some_and(|token| token.kind == TokenKind::Word && token.case == Case::Lower)
                && !grammar.prepositions.contains(word)
                && !grammar.auxiliaries.contains(word)
                && !grammar.boundaries.contains(word)
                && word != "that"
        };
        let words = (start..limit).take_while(|&at| small(at)).take(MAX_TITLE_WORDS + 1).count();
        let person = |found: &Found| {
            matches!(&found.value, Value::Name(name) if name.kind == NameKind::Person)
                && found.tokens.start == start + words
        };
        (1..=MAX_TITLE_WORDS).contains(&words) && self.name_at(start + words).is_some_and(person)
    }

    /// The noun phrase from `start`, with an apposition that holds the name: "its director, Vera Holt".
    pub(super) fn subject_after(&self, start: usize, limit: usize) -> Option<Range<usize>> {
        let end = self.noun_phrase_end(start, limit);
        if end <= start || !(start..end).any(|idx| self.is_wordlike(idx)) {
            return None;
        }
        let named = (start..end).any(|idx| self.name_at(idx).is_some());
        if !named
            && self.text.lower(end) == ","
            && let Some(name) = self.name_at(end + 1)
            && name.tokens.start == end + 1
            && self.ends_clause(name.tokens.end, limit)
        {
            return Some(start..name.tokens.end);
        }
        Some(start..end)
    }

    /// One past the last token of the noun phrase that starts at a token.
    pub(super) fn noun_phrase_end(&self, start: usize, limit: usize) -> usize {
        let grammar = &self.lexicon.speech.grammar;
        if grammar.pronouns.contains(self.text.lower(start))
            || matches!(self.text.lower(start), "him" | "her" | "them" | "us" | "me")
                && !self.is_wordlike(start + 2)
        {
            return start + 1;
        }
        let mut at = start;
        while at < limit && at < start + 14 {
            if self.quoted(at) {
                break;
            }
            if let Some(name) = self.name_at(at) {
                at = name.tokens.end;
                continue;
            }
            let word = self.text.lower(at);
            let Some(token) = self.text.tokens.get(at) else {
                break;
            };
            let linking = matches!(word, "of" | "-" | "'s" | "’s" | "&")
                || word == "for" && at > start
                || word == "." && self.name_at(at + 1).is_some();
            let joined = word == "and" && self.name_at(at + 1).is_some() && at > start;
            let stops = token.kind == TokenKind::Mark
                || grammar.boundaries.contains(word)
                || grammar.prepositions.contains(word)
                || grammar.auxiliaries.contains(word)
                || grammar.nominative.contains(word) && at > start
                || grammar.closers.contains(word) && at > start
                || at > start && self.verb_at(at).is_some_and(|verb| !verb.noun_like);
            if stops && !linking && !joined {
                break;
            }
            at += 1;
        }
        while at > start && matches!(self.text.lower(at - 1), "of" | "for" | "-" | "and") {
            at -= 1;
        }
        at
    }

    /// The noun phrase that ends before `end`, over appositions: "The prosecutor, Tim Harrold," and
    /// "Nora Quillan, 83, who lost it,".
    pub(super) fn subject_before(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let mut last = end.checked_sub(1).filter(|&last| last >= floor)?;
        let mut outer_end = end;
        if matches!(self.text.lower(last), "who" | "which") {
            // "It was Dahl who warned", "Dahl, who warned".
            last = last.checked_sub(1).filter(|&last| last >= floor)?;
            if self.text.lower(last) == "," {
                last = last.checked_sub(1).filter(|&last| last >= floor)?;
            }
            outer_end = last + 1;
        } else if matches!(self.text.word(last), "," | ")") {
            return self.over_apposition(last, floor);
        }
        let start = self.noun_phrase_start(outer_end, floor)?;
        // "the prosecutor, Tim Harrold" before the verb without a closing comma.
        Some(start..outer_end)
    }

    /// The noun phrase that opens the sentence, or follows its quoted words, before whatever stands in commas up to
    /// the verb: "Ana Ruiz, once a pilot and at home in Delph, Ohio, said".
    pub(super) fn far_subject(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        const MAX_ASIDE: usize = 30;
        let last = end.checked_sub(1).filter(|&last| last >= floor)?;
        if !matches!(self.text.word(last), "," | ")" | "—" | "–") || self.quoted(last) {
            return None;
        }
        let mut start = (floor..last).rev().find(|&at| self.quoted(at)).map_or(floor, |quoted| quoted + 1);
        while start < last && !self.is_wordlike(start) {
            start += 1;
        }
        let head_end = self.noun_phrase_end(start, last);
        let acts = (start..head_end).any(|at| {
            self.name_at(at).is_some_and(|found| {
                matches!(&found.value, Value::Name(name) if matches!(name.kind, NameKind::Person | NameKind::Organisation))
            })
        });
        let aside = matches!(self.text.word(head_end), "," | "(" | "—" | "–") && head_end < last;
        (acts && aside && end - head_end <= MAX_ASIDE).then_some(start..head_end)
    }

    pub(super) fn over_apposition(&self, comma: usize, floor: usize) -> Option<Range<usize>> {
        let mut close = comma;
        for _ in 0..4 {
            let opening = if self.text.word(close) == ")" { "(" } else { "," };
            let open =
                (floor..close).rev().find(|&idx| !self.quoted(idx) && self.text.word(idx) == opening)?;
            let chunk = open + 1..close;
            if chunk.len() > 24 || chunk.clone().any(|idx| self.quoted(idx)) {
                return None;
            }
            let head_end = open;
            let first = self.text.lower(chunk.start);
            let relative = matches!(first, "who" | "which" | "whose" | "where");
            let aged = chunk.len() == 1
                && self.text.tokens.get(chunk.start).is_some_and(|token| token.kind == TokenKind::Number);
            let whole_name = self.name_at(chunk.start).is_some_and(|name| name.tokens == chunk);
            let described = relative
                || aged
                || opening == "("
                || self.lexicon.speech.grammar.determiners.contains(first)
                || matches!(first, "of" | "from")
                || chunk.clone().any(|idx| self.lexicon.names.titles.get(self.text.lower(idx)).is_some());
            if !described && !whole_name {
                return None;
            }
            if let Some(start) = self.noun_phrase_start(head_end, floor) {
                let head_named = (start..head_end).any(|idx| self.name_at(idx).is_some());
                if !head_named && whole_name {
                    return Some(start..close);
                }
                if described && !self.is_number(head_end - 1) {
                    return Some(start..head_end);
                }
            }
            close = open;
        }
        None
    }

    pub(super) fn is_number(&self, idx: usize) -> bool {
        self.text.tokens.get(idx).is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// The first token of the noun phrase that ends before `end`.
    pub(super) fn noun_phrase_start(&self, end: usize, floor: usize) -> Option<usize> {
        let grammar = &self.lexicon.speech.grammar;
        let last = end.checked_sub(1).filter(|&last| last >= floor)?;
        let last_word = self.text.lower(last);
        if grammar.pronouns.contains(last_word) {
            return Some(last);
        }
        if !self.is_wordlike(last)
            && self.name_at(last).is_none()
            && !matches!(self.text.word(last), "’" | "'" | "." | "%")
            || self.quoted(last)
        {
            return None;
        }
        if grammar.boundaries.contains(last_word)
            || grammar.auxiliaries.contains(last_word)
            || grammar.prepositions.contains(last_word)
        {
            return None;
        }
        let mut start = last;
        if let Some(name) = self.name_at(last) {
            start = name.tokens.start;
        }
        while start > floor && end - start < 16 {
            let before = start - 1;
            if self.quoted(before) {
                break;
            }
            let word = self.text.lower(before);
            if let Some(name) = self.name_at(before) {
                start = name.tokens.start;
                continue;
            }
            let Some(token) = self.text.tokens.get(before) else {
                break;
            };
            let joined = word == "and"
                && self.name_at(start).is_some()
                && before > floor
                && self.name_at(before - 1).is_some();
            let linking =
                matches!(word, "of" | "-" | "'s" | "’s" | "&" | "for" | "at" | "in" | "from" | "on")
                    && before > floor
                    && self.is_wordlike(before - 1)
                    && self.has_determiner(before, floor)
                    || self.is_role_link(before, floor)
                    || word == "." && self.name_at(before + 1).is_some();
            let stops = token.kind == TokenKind::Mark && !matches!(word, "-")
                || grammar.boundaries.contains(word)
                || grammar.prepositions.contains(word)
                || grammar.auxiliaries.contains(word)
                || grammar.pronouns.contains(word)
                || self.verb_at(before).is_some_and(|verb| !verb.noun_like)
                    && !grammar.determiners.contains(word)
                || matches!(word, "yesterday" | "today" | "later" | "also" | "then" | "now");
            if stops && !joined && !linking {
                break;
            }
            start = before;
            if grammar.determiners.contains(word)
                && !linking
                && !(before > floor
                    && (matches!(self.text.lower(before - 1), "of" | "all" | "both" | "some")
                        || self.is_role_link(before - 1, floor)))
            {
                break;
            }
        }
        // Adverbs at the beginning are no part of it.
        while start < last
            && (grammar.adverbs.contains(self.text.lower(start))
                || matches!(self.text.lower(start), "of" | "for" | "in" | "at" | "on"))
        {
            start += 1;
        }
        Some(start)
    }

    /// "for" in "a spokesman for the ministry": between somebody's part and whom they play it for.
    fn is_role_link(&self, at: usize, floor: usize) -> bool {
        at > floor
            && matches!(self.text.lower(at), "for" | "at" | "with" | "from" | "in" | "to" | "of")
            && (self.lexicon.names.titles.get(self.text.lower(at - 1)).is_some()
                || self.lexicon.speech.informants.contains(self.text.lower(at - 1)))
    }

    /// Whether a determiner or a name stands within a few words before a linking word.
    pub(super) fn has_determiner(&self, at: usize, floor: usize) -> bool {
        let grammar = &self.lexicon.speech.grammar;
        for idx in (floor.max(at.saturating_sub(5))..at).rev() {
            let word = self.text.lower(idx);
            if grammar.determiners.contains(word) {
                return true;
            }
            if self.name_at(idx).is_some() {
                return idx + 1 == at;
            }
            if !self.is_wordlike(idx) && word != "-" {
                return false;
            }
        }
        false
    }
}
