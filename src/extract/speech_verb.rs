//! What a reporting verb reports, by what stands around it.

use std::ops::Range;

use crate::extract::speech_cue::{Cue, CueReader, Group};
use crate::lexicon::speech::SpeechVerb;
use crate::model::{NameKind, TokenKind, Value};

/// Most tokens between a verb and the "that" that belongs to it.
const MAX_TO_THAT: usize = 14;

/// Most tokens of an adverbial between a verb and what is said.
const MAX_ADVERBIAL: usize = 8;

impl CueReader<'_, '_> {
    /// The cue that a verb is, if it reports here.
    pub(super) fn verb(&self, idx: usize, verb: SpeechVerb, range: &Range<usize>) -> Option<Cue> {
        let mut group = self.group(idx, range.start);
        if group.infinitive {
            group = self.governed(&group, range.start)?;
        }
        let before = group.start.checked_sub(1).filter(|&before| before >= range.start);
        let previous = before.map_or("", |before| self.text.lower(before));
        let participle = self.text.lower(idx).ends_with("ing");
        if self.is_noun_use(idx, &group, verb) {
            return None;
        }
        if group.passive && !participle {
            return if verb.narrow && !verb.hearer { None } else { self.passive(idx, verb, &group, range) };
        }
        let cue = |speaker: Option<Range<usize>>, content: Range<usize>| {
            let content = if content.is_empty() { self.next_quotation(range) } else { content };
            (!content.is_empty()).then(|| Cue {
                tokens: idx..idx + 1,
                speaker,
                content,
                strength: verb.strength,
                negated: group.negated,
            })
        };
        if !participle
            && group.start == idx
            && let Some(speaker) = self.inverted_here(idx, range)
        {
            let content = self.words_before(group.start, range);
            if content.clone().any(|at| self.is_wordlike(at)) && previous != "so" {
                return cue(Some(speaker), content);
            }
            return cue(Some(speaker.clone()), self.rest(speaker.end, range.end));
        }
        let speaker = self.speaker_of(idx, &group, range)?;
        // Quoted words right before the subject: "…," he told them on Monday.
        if let Some(subject) = &speaker
            && let Some(last) = subject.start.checked_sub(1).filter(|&last| last >= range.start)
            && self.quoted(last)
            && !participle
        {
            return cue(speaker.clone(), self.words_before(subject.start, range));
        }
        if verb.names
            && (speaker.is_some() || participle)
            && let Some(content) = self.name_given(idx, range)
        {
            return cue(speaker, content);
        }
        // "that", a colon, or a quotation: what is said follows.
        if let Some(start) = self.content_start(idx, verb, range) {
            return cue(speaker, start..self.content_end(start, range.end));
        }
        if !participle && let Some(content) = self.before_subject(idx, verb, speaker.as_ref(), range) {
            return cue(speaker, content);
        }
        let start = self.open_content(idx, verb, speaker.is_some(), range)?;
        let end = self.content_end(start, range.end);
        let noun = verb.deed && start == idx + 1 && verb.narrow;
        cue(speaker, start..if noun { self.object_end(start, end) } else { end })
    }

    /// Where the object of "criticised" ends.
    fn object_end(&self, start: usize, limit: usize) -> usize {
        (start + 1..limit)
            .find(|&at| {
                !self.quoted(at)
                    && matches!(
                        self.text.lower(at),
                        "," | ";"
                            | "—"
                            | "–"
                            | "while"
                            | "when"
                            | "after"
                            | "before"
                            | "because"
                            | "during"
                            | "but"
                    )
            })
            .unwrap_or(limit)
    }

    /// "called the plan a disaster", "described it as slow": the thing and its name.
    fn name_given(&self, idx: usize, range: &Range<usize>) -> Option<Range<usize>> {
        const MAX_THING: usize = 16;
        let next = idx + 1;
        let limit = self.object_end(next, self.content_end(next, range.end));
        let thing_end =
            if matches!(self.text.lower(next), "him" | "her" | "it" | "them" | "himself" | "herself") {
                next + 1
            } else {
                self.noun_phrase_end(next, limit)
            };
        let quoted = (next..limit.min(next + MAX_THING)).any(|at| self.quoted(at));
        let told = matches!(
            self.text.lower(thing_end),
            "a" | "an" | "the" | "one" | "as" | "too" | "so" | "very" | "not"
        );
        let pronoun = thing_end == next + 1 && self.is_wordlike(thing_end) && !self.is_preposition(thing_end);
        (thing_end > next && (quoted || told || pronoun)).then_some(next..limit)
    }

    fn is_preposition(&self, idx: usize) -> bool {
        let word = self.text.lower(idx);
        self.lexicon.speech.grammar.prepositions.contains(word)
            || matches!(word, "on" | "to" | "and" | "or" | "up")
    }

    /// The quotation that a colon at the sentence's end announces.
    fn next_quotation(&self, range: &Range<usize>) -> Range<usize> {
        let colon = range.end.checked_sub(1).is_some_and(|last| self.text.word(last) == ":");
        let number = self.inside.get(range.end).copied().flatten();
        if !colon || number.is_none() {
            return range.end..range.end;
        }
        let end = (range.end..self.inside.len())
            .find(|&at| self.inside.get(at).copied().flatten() != number)
            .unwrap_or(self.inside.len());
        range.end..end
    }

    /// "continued to argue", "refuses to say": the group goes on with the verb before "to".
    fn governed(&self, group: &Group, floor: usize) -> Option<Group> {
        let governor = group.start.checked_sub(2).filter(|&governor| governor >= floor)?;
        let refusal = self.lexicon.speech.refusing.contains(self.text.stem(governor));
        if !refusal && !self.lexicon.speech.governing.contains(self.text.stem(governor)) {
            return None;
        }
        let outer = self.group(governor, floor);
        (!outer.infinitive).then_some(Group {
            negated: group.negated || outer.negated || refusal,
            passive: false,
            ..outer
        })
    }

    /// "…," said Vera Holt. "Vera Holt, who led it, said the plan …" is no inversion.
    fn inverted_here(&self, idx: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let before = idx.checked_sub(1).filter(|&before| before >= range.start);
        let after_words = before.is_none_or(|before| {
            self.quoted(before)
                || matches!(self.text.lower(before), "," | "—" | "–" | "-" | "”" | "\"" | "’" | "so" | "as")
        });
        let appended = before.is_some_and(|before| {
            self.text.word(before) == ","
                && !self.quoted(before)
                && self.over_apposition(before, range.start).is_some()
        });
        if !after_words || appended { None } else { self.inverted(idx, range) }
    }

    /// Who speaks: `None` where the verb reports nothing, `Some(None)` where the sentence leaves the speaker open.
    fn speaker_of(&self, idx: usize, group: &Group, range: &Range<usize>) -> Option<Option<Range<usize>>> {
        let before = group.start.checked_sub(1).filter(|&before| before >= range.start);
        let previous = before.map_or("", |before| self.text.lower(before));
        let participle = self.text.lower(idx).ends_with("ing");
        if participle && !group.passive {
            let leads = matches!(
                previous,
                "," | "and"
                    | "but"
                    | "by"
                    | "as"
                    | "while"
                    | "when"
                    | "after"
                    | "before"
                    | "”"
                    | "\""
                    | ""
                    | "in"
                    | "—"
                    | "–"
                    | "without"
                    | "with"
                    | "of"
                    | "from"
                    | "or"
                    | ";"
            );
            let closes_quotation = before.is_some_and(|before| self.quoted(before));
            if leads || closes_quotation || self.lexicon.speech.grammar.auxiliaries.contains(previous) {
                return Some(self.main_subject(group.start, range));
            }
            // "a letter urging the council to …"
            return self.noun_phrase_start(group.start, range.start).map(|start| Some(start..group.start));
        }
        let speaker = self
            .subject_before(group.start, range.start)
            .or_else(|| self.far_subject(group.start, range.start));
        let generic = speaker.as_ref().is_some_and(|speaker| {
            speaker.len() == 1 && self.lexicon.speech.generic.contains(self.text.lower(speaker.start))
        });
        if generic {
            return None;
        }
        let leading = matches!(previous, "and" | "but" | "," | "also" | "then") && !participle;
        let speaker = speaker.or_else(|| leading.then(|| self.leading_subject(idx, range))?);
        let joined = matches!(previous, "and" | "but" | "," | "who" | "or" | "also" | "then");
        (speaker.is_some() || participle || joined).then_some(speaker)
    }

    /// What is said before the subject: "…, Vera Holt said on Monday." Or around it: "The port, she said, is shut."
    fn before_subject(
        &self,
        idx: usize,
        verb: SpeechVerb,
        speaker: Option<&Range<usize>>,
        range: &Range<usize>,
    ) -> Option<Range<usize>> {
        let subject = speaker.filter(|subject| subject.start > range.start)?;
        if !self.ends_clause(subject.start - 1, range.end) || !self.closes(idx + 1, verb, range.end) {
            return None;
        }
        let content = self.words_before(subject.start, range);
        let goes_on = self.text.word(subject.start - 1) == ","
            && matches!(self.text.word(idx + 1), "," | "—" | "–")
            && (idx + 2..range.end).any(|at| self.is_finite_like(at))
            && !self.text.lower(idx + 2).ends_with("ing")
            && !content.clone().any(|at| self.is_finite_like(at));
        if goes_on {
            return Some(content.start..range.end);
        }
        (content.clone().filter(|&at| self.is_wordlike(at)).count() > 1).then_some(content)
    }

    /// Where what is said begins without a sign: "said the port would close", "criticised the plan", "vowed to fight".
    fn open_content(
        &self,
        idx: usize,
        verb: SpeechVerb,
        spoken: bool,
        range: &Range<usize>,
    ) -> Option<usize> {
        let lower = self.text.lower(idx);
        let participle = lower.ends_with("ing");
        let next = idx + 1;
        if next >= range.end || self.closes(next, verb, range.end) {
            return None;
        }
        let clear = participle || lower.ends_with("ed") || lower.ends_with('s') || !verb.noun_like;
        if let Some(start) = self.infinitive_content(idx, verb, range)
            && clear
            && (spoken || participle)
        {
            return Some(start);
        }
        let grammar = &self.lexicon.speech.grammar;
        let follows = self.text.lower(next);
        let object = grammar.determiners.contains(follows)
            || self.name_at(next).is_some()
            || matches!(follows, "him" | "them" | "it" | "me" | "us" | "you");
        if verb.deed && object && clear && (spoken || participle) {
            return Some(next);
        }
        if verb.narrow {
            return None;
        }
        if participle {
            let clause =
                matches!(follows, "the" | "it" | "he" | "she" | "they" | "there" | "this" | "we" | "i");
            return ((clause || self.name_at(next).is_some()) && !verb.hearer).then_some(next);
        }
        let closed = matches!(
            follows,
            "to" | "of"
                | "about"
                | "for"
                | "with"
                | "by"
                | "from"
                | "so"
                | "yes"
                | "hello"
                | "goodbye"
                | "nothing"
                | "up"
                | "out"
                | "me"
                | "us"
                | "you"
                | "in"
                | "on"
                | "at"
                | ","
                | "last"
                | "this"
                | "during"
                | "after"
        ) || follows == "no" && self.text.lower(next + 1) != "matter"
            || follows.ends_with("ly");
        if closed || self.is_day(next) {
            return self.clause_after_adverbial(next, verb, range);
        }
        if !verb.hearer {
            return Some(next);
        }
        if verb.noun_like {
            return None;
        }
        let hearer = self.noun_phrase_end(next, range.end);
        let clause = hearer > next
            && self.is_wordlike(hearer)
            && !grammar.prepositions.contains(self.text.lower(hearer));
        clause.then_some(hearer)
    }

    /// "told them to go", "vowed to go".
    fn infinitive_content(&self, idx: usize, verb: SpeechVerb, range: &Range<usize>) -> Option<usize> {
        let is_to = |at: usize| {
            let at = if self.text.lower(at) == "not" { at + 1 } else { at };
            self.text.lower(at) == "to"
                && self.text.tokens.get(at + 1).is_some_and(|token| token.kind == TokenKind::Word)
                && !self.lexicon.speech.grammar.determiners.contains(self.text.lower(at + 1))
                && self.name_at(at + 1).is_none()
        };
        if verb.commits && is_to(idx + 1) {
            return Some(idx + 1);
        }
        if !verb.hearer {
            return None;
        }
        let end = self.noun_phrase_end(idx + 1, range.end);
        (end > idx + 1 && is_to(end)).then_some(end)
    }

    /// "said on Friday he would go", "has said for weeks she is ill": a subject with a verb after an adverbial.
    fn clause_after_adverbial(&self, next: usize, verb: SpeechVerb, range: &Range<usize>) -> Option<usize> {
        if verb.narrow || verb.noun_like {
            return None;
        }
        let grammar = &self.lexicon.speech.grammar;
        let limit = range.end.min(next + MAX_ADVERBIAL);
        for at in next + 1..limit {
            let word = self.text.lower(at);
            if self.quoted(at) || matches!(self.text.word(at), "." | ";" | ":" | "!" | "?") {
                return None;
            }
            let subject = matches!(word, "he" | "she" | "they" | "it" | "there" | "i" | "we");
            let verb_near = (at + 1..range.end.min(at + 4)).any(|next| self.is_finite_like(next));
            if subject && verb_near {
                return Some(at);
            }
            let starts = grammar.determiners.contains(word)
                || self.name_at(at).is_some_and(|name| name.tokens.start == at);
            let after_preposition = grammar.prepositions.contains(self.text.lower(at - 1))
                || grammar.determiners.contains(self.text.lower(at - 1));
            if starts && !after_preposition && at > next + 1 {
                let end = self.noun_phrase_end(at, range.end);
                if end > at && (self.is_finite_like(end) || self.is_finite_like(end + 1)) {
                    return Some(at);
                }
            }
        }
        None
    }

    fn is_day(&self, idx: usize) -> bool {
        matches!(
            self.text.lower(idx),
            "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "yesterday"
                | "today"
                | "tonight"
                | "earlier"
                | "later"
                | "recently"
                | "again"
                | "then"
        )
    }

    /// Whether a token looks like a verb of a clause of its own.
    pub(super) fn is_finite_like(&self, idx: usize) -> bool {
        let Some(token) = self.text.tokens.get(idx) else {
            return false;
        };
        let word = self.text.lower(idx);
        token.kind == TokenKind::Word
            && !self.quoted(idx)
            && (self.lexicon.speech.grammar.auxiliaries.contains(word)
                || self.lexicon.relations.is_finite(word)
                || word.len() > 4 && word.ends_with("ed"))
    }

    /// The subject of the sentence's first clause that can act, for a participle that has none of its own.
    fn main_subject(&self, before: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let starts = std::iter::once(range.start)
            .chain((range.start..before).filter(|&at| self.text.word(at) == ",").map(|comma| comma + 1));
        for start in starts {
            let mut start = start;
            while start < before
                && (!self.is_wordlike(start)
                    || matches!(self.text.lower(start), "and" | "but" | "so" | "still" | "instead"))
            {
                start += 1;
            }
            if start >= before || self.quoted(start) {
                continue;
            }
            let end = self.noun_phrase_end(start, before);
            let verb =
                (end..before.min(end + 3)).any(|at| self.is_finite_like(at) || self.verb_at(at).is_some());
            if end > start && verb && !self.is_preposition(start) {
                return Some(start..end);
            }
            let aside = matches!(self.text.word(end), "," | "(") && end > start;
            if aside && (start..end).any(|at| self.name_at(at).is_some()) && start == range.start {
                return Some(start..end);
            }
        }
        None
    }

    /// Whom the sentence begins with: for "visited the port and announced that …".
    pub(super) fn leading_subject(&self, verb: usize, range: &Range<usize>) -> Option<Range<usize>> {
        if matches!(self.text.lower(range.start), "he" | "she" | "they") {
            return Some(range.start..range.start + 1);
        }
        let at = self.names.partition_point(|found| found.tokens.start < range.start);
        let first = self.names.get(at).filter(|found| found.tokens.end <= verb)?;
        let acts = matches!(&first.value, Value::Name(name) if matches!(name.kind, NameKind::Person | NameKind::Organisation));
        let near = first.tokens.start <= range.start + 4;
        (acts && near).then(|| first.tokens.clone())
    }

    /// "were told by Holt that …", "was quoted as saying": with "by" only.
    fn passive(&self, idx: usize, verb: SpeechVerb, group: &Group, range: &Range<usize>) -> Option<Cue> {
        let by = (idx + 1..range.end.min(idx + 7))
            .find(|&at| self.text.lower(at) == "by" || matches!(self.text.word(at), "," | "." | ";"))?;
        if self.text.lower(by) != "by" {
            return None;
        }
        let speaker = self.subject_after(by + 1, range.end)?;
        let that = (speaker.end..range.end.min(speaker.end + 3)).find(|&at| self.text.lower(at) == "that");
        let content = match that {
            Some(that) => that + 1..self.content_end(that + 1, range.end),
            None if verb.hearer => return None,
            None => self.subject_before(group.start, range.start)?,
        };
        Some(Cue {
            tokens: idx..idx + 1,
            speaker: Some(speaker),
            content,
            strength: verb.strength,
            negated: group.negated,
        })
    }

    /// Where what is said begins after a verb: after "that", a colon, or at a quotation.
    pub(super) fn content_start(&self, verb: usize, kind: SpeechVerb, range: &Range<usize>) -> Option<usize> {
        let adverbial = self.lexicon.speech.grammar.prepositions.contains(self.text.lower(verb + 1))
            || self.is_day(verb + 1);
        let reach = if kind.hearer || adverbial { MAX_TO_THAT } else { 6 };
        let mut at = verb + 1;
        while at < range.end && at <= verb + reach {
            if self.quoted(at) {
                return Some(at);
            }
            let word = self.text.lower(at);
            match word {
                "that"
                    if at == verb + 1
                        || self
                            .text
                            .tokens
                            .get(at + 1)
                            .is_some_and(|token| token.kind != TokenKind::Mark) =>
                {
                    return Some(at + 1);
                }
                ":" => return Some(at + 1),
                "whether" | "if" if at == verb + 1 || kind.hearer => return Some(at),
                "," => {
                    if self.quoted(at + 1) {
                        // "said, "…"" and "told reporters on Monday, …".
                        return Some(at + 1);
                    }
                    // "said, without evidence, that …"
                    let close = (at + 2..range.end.min(at + 9)).find(|&end| self.text.word(end) == ",")?;
                    let that = self.text.lower(close + 1) == "that";
                    let aside = !(at + 1..close).any(|inner| self.is_finite_like(inner));
                    return match (that && aside, self.quoted(close + 1) && aside) {
                        (true, _) => Some(close + 2),
                        (false, true) => Some(close + 1),
                        (false, false) => None,
                    };
                }
                "." | ";" | "!" | "?" | "—" | "–" => return None,
                _ => {}
            }
            if at > verb + 1 && self.lexicon.speech.grammar.auxiliaries.contains(word) {
                return None;
            }
            at += 1;
        }
        None
    }
}
