//! What a reporting verb reports, by what stands around it.

use std::ops::Range;

use crate::extract::speech_cue::{Cue, CueReader, Group};
use crate::lexicon::speech::SpeechVerb;
use crate::model::{Case, NameKind, TokenKind, Value};

impl CueReader<'_, '_> {
    /// The cue that a verb is, if it reports here.
    pub(super) fn verb(&self, idx: usize, verb: SpeechVerb, range: &Range<usize>) -> Option<Cue> {
        // "continued to argue": the verb after it reports.
        if self.text.lower(idx + 1) == "to"
            && self.lexicon.speech.governing.contains(self.text.stem(idx))
            && self.verb_at(idx + 2).is_some()
        {
            return None;
        }
        let mut group = self.group(idx, range.start);
        if group.infinitive {
            group = self.governed(&group, range.start)?;
        }
        let before = group.start.checked_sub(1).filter(|&before| before >= range.start);
        let previous = before.map_or("", |before| self.text.lower(before));
        let participle = self.text.lower(idx).ends_with("ing");
        if verb.quoting && !self.stands_at_quotation(idx, &group, range) {
            return None;
        }
        if let Some(cue) = self.asked(idx, verb, &group, range) {
            return Some(cue);
        }
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
                open: false,
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
            let rest = self.rest(speaker.end, range.end);
            let quoted = self.quotation_before(idx, range);
            return cue(Some(speaker), if quoted.is_empty() { rest } else { quoted });
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
        if let Some(start) = self.opened_by_as(idx, speaker.as_ref(), range) {
            return cue(speaker, start..self.content_end(start, range.end));
        }
        if verb.names
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
        let start = self.open_content(idx, verb, speaker.as_ref(), range);
        // "… Why?" Holt told them in Delph.
        let quoted = speaker.as_ref().map_or(0..0, |speaker| self.quotation_before(speaker.start, range));
        if !quoted.is_empty() && !participle && (start.is_none() || verb.hearer) {
            return cue(speaker, quoted);
        }
        let start = start?;
        let end = self.content_end(start, range.end);
        let noun = verb.deed && start == idx + 1 && verb.narrow;
        cue(speaker, start..if noun { self.object_end(start, end) } else { end })
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

    /// The subject of the sentence's first clause that can act, for a participle that has none of its own.
    pub(super) fn main_subject(&self, before: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let starts = std::iter::once(range.start)
            .chain((range.start..before).filter(|&at| self.text.word(at) == ",").map(|comma| comma + 1));
        let adverbs = &self.lexicon.speech.grammar.adverbs;
        for start in starts {
            let mut start = start;
            while start < before
                && (!self.is_wordlike(start)
                    || matches!(self.text.lower(start), "and" | "but" | "so" | "instead")
                    || adverbs.contains(self.text.lower(start))
                        && !self.lexicon.speech.grammar.determiners.contains(self.text.lower(start)))
            {
                start += 1;
            }
            if start >= before || self.quoted(start) {
                continue;
            }
            let phrase_end = self.noun_phrase_end(start, before);
            let end = match self.name_at(start) {
                Some(name) if name.tokens.start == start && self.is_plain_word(name.tokens.end) => {
                    name.tokens.end
                }
                _ => (start + 1..phrase_end).find(|&at| self.is_finite_like(at)).unwrap_or(phrase_end),
            };
            let named = self.name_ending(end).is_some() && self.is_plain_word(end);
            let verb = named
                || (end..before.min(end + 3)).any(|at| self.is_finite_like(at) || self.verb_at(at).is_some());
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

    /// A word in small letters that is no preposition or conjunction: after a name most likely its verb.
    fn is_plain_word(&self, idx: usize) -> bool {
        let grammar = &self.lexicon.speech.grammar;
        let word = self.text.lower(idx);
        self.text
            .tokens
            .get(idx)
            .is_some_and(|token| token.kind == TokenKind::Word && token.case == Case::Lower)
            && !self.is_preposition(idx)
            && !grammar.boundaries.contains(word)
            && !word.starts_with(['\'', '’'])
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
            open: false,
        })
    }
}
