//! Where what is said begins and ends around a reporting verb.

use std::ops::Range;

use crate::extract::speech_cue::CueReader;
use crate::extract::speech_object::is_reflexive;
use crate::lexicon::speech::SpeechVerb;
use crate::model::TokenKind;

/// Most tokens between a verb and the "that" that belongs to it.
const MAX_TO_THAT: usize = 14;

/// Most tokens of an adverbial between a verb and what is said.
const MAX_ADVERBIAL: usize = 8;

impl CueReader<'_, '_> {
    /// Where the object of "criticised" ends.
    pub(super) fn object_end(&self, start: usize, limit: usize) -> usize {
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
                    || !self.quoted(at) && self.starts_other_act(at, limit)
            })
            .unwrap_or(limit)
    }

    /// "called the plan a disaster", "described it as slow": the thing and its name.
    pub(super) fn name_given(&self, idx: usize, range: &Range<usize>) -> Option<Range<usize>> {
        const MAX_THING: usize = 16;
        let next = idx + 1;
        let limit = self.object_end(next, self.content_end(next, range.end));
        // "what they call a rant": the thing is what follows.
        if self.text.lower(next) != "it" && self.is_free_relative(idx, range) {
            let end = self.named_end(next, limit);
            return (end > next).then_some(next..end);
        }
        let object = match self.text.lower(next) {
            // "her" before a noun belongs to it.
            "her" => {
                !self.is_wordlike(next + 1)
                    || matches!(self.text.lower(next + 1), "a" | "an" | "the" | "one" | "as")
            }
            word => matches!(word, "him" | "it" | "them" | "himself" | "herself" | "me" | "us"),
        };
        let thing_end = if object {
            next + 1
        } else {
            let phrase = self.noun_phrase_end(next, limit);
            let name = |at: usize| matches!(self.text.lower(at), "a" | "an" | "the" | "one");
            (next + 1..phrase).find(|&at| name(at) && !self.is_preposition(at - 1)).unwrap_or(phrase)
        };
        let quoted = (next..limit.min(next + MAX_THING)).any(|at| self.quoted(at));
        let told = matches!(
            self.text.lower(thing_end),
            "a" | "an" | "the" | "one" | "as" | "too" | "so" | "very" | "not"
        );
        // "called her mother" gives no name.
        let pronoun = thing_end == next + 1
            && self.text.lower(next) != "her"
            && self.is_wordlike(thing_end)
            && !self.is_preposition(thing_end);
        (thing_end > next && (quoted || told || pronoun)).then_some(next..limit)
    }

    pub(super) fn is_preposition(&self, idx: usize) -> bool {
        let word = self.text.lower(idx);
        self.lexicon.speech.grammar.prepositions.contains(word)
            || matches!(word, "on" | "to" | "and" | "or" | "up")
    }

    /// The quotation that ends right before a sentence which begins with the speaker or the verb.
    pub(super) fn quotation_before(&self, first: usize, range: &Range<usize>) -> Range<usize> {
        let none = range.start..range.start;
        let Some(last) = range.start.checked_sub(1).filter(|_| first == range.start) else {
            return none;
        };
        let number = self.inside.get(last).copied().flatten();
        let block = |idx: usize| {
            let token = self.text.tokens.get(idx)?;
            self.text.sentences.get(token.sentence as usize).map(|sentence| (sentence.block, sentence.turn))
        };
        if number.is_none() || block(last) != block(range.start) {
            return none;
        }
        let start = (0..=last)
            .rev()
            .take_while(|&at| self.inside.get(at).copied().flatten() == number)
            .last()
            .unwrap_or(last);
        start..range.start
    }

    /// The quotation that a colon at the sentence's end announces.
    pub(super) fn next_quotation(&self, range: &Range<usize>) -> Range<usize> {
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

    /// What is said before the subject: "…, Vera Holt said on Monday." Or around it: "The port, she said, is shut."
    pub(super) fn before_subject(
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
        let first = content.clone().find(|&at| self.is_wordlike(at)).unwrap_or(content.start);
        let grammar = &self.lexicon.speech.grammar;
        let ends_here = idx + 1 >= range.end || !self.is_wordlike(idx + 1);
        // "While the board met, he ordered a review": the circumstance is not what is said.
        if !ends_here && grammar.subordinators.contains(self.text.lower(first)) {
            return None;
        }
        let acted = content.clone().any(|at| self.quoted(at) || self.is_finite_like(at));
        if !ends_here && !acted && grammar.prepositions.contains(self.text.lower(first)) {
            return None;
        }
        // "Instead, Holt told the paper, the port would close."
        let close = if verb.hearer && self.is_wordlike(idx + 1) {
            self.noun_phrase_end(idx + 1, range.end)
        } else {
            idx + 1
        };
        let goes_on = self.text.word(subject.start - 1) == ","
            && matches!(self.text.word(close), "," | "—" | "–")
            && (close + 1..range.end).any(|at| self.is_finite_like(at))
            && !self.text.lower(close + 1).ends_with("ing")
            && !content.clone().any(|at| self.is_finite_like(at));
        if goes_on {
            return Some(content.start..range.end);
        }
        (content.clone().filter(|&at| self.is_wordlike(at)).count() > 1).then_some(content)
    }

    /// Where what is said begins without a sign: "said the port would close", "criticised the plan", "vowed to fight".
    pub(super) fn open_content(
        &self,
        idx: usize,
        verb: SpeechVerb,
        speaker: Option<&Range<usize>>,
        range: &Range<usize>,
    ) -> Option<usize> {
        let lower = self.text.lower(idx);
        let participle = lower.ends_with("ing");
        let next = idx + 1;
        let clear = participle || lower.ends_with("ed") || lower.ends_with('s') || !verb.noun_like;
        if let Some(start) = self.infinitive_content(idx, verb, range)
            && clear
            && (speaker.is_some() || participle)
        {
            return Some(start);
        }
        if next >= range.end || self.closes(next, verb, range.end) {
            return None;
        }
        let grammar = &self.lexicon.speech.grammar;
        let follows = self.text.lower(next);
        // "praised it" names nothing that could be compared.
        let subject =
            speaker.is_some() || participle || matches!(self.text.lower(idx.wrapping_sub(1)), "who");
        let object = grammar.determiners.contains(follows)
            || self.name_at(next).is_some()
            || self.is_plural_object(next, range.end)
            || grammar.question_words.contains(follows) && follows != "if"
            || matches!(follows, "him" | "them" | "me" | "us" | "it")
                && matches!(self.text.lower(next + 1), "for" | "of" | "over" | "as");
        if verb.deed && object && clear && subject {
            return Some(next);
        }
        // "The survey showed the port was safe."
        let shows = matches!(self.text.stem(idx), "show" | "find" | "indic" | "found")
            && speaker.is_some_and(|speaker| {
                speaker.clone().any(|at| self.lexicon.speech.informants.contains(self.text.lower(at)))
            });
        if shows && self.is_wordlike(next) && !self.is_preposition(next) && !is_reflexive(follows) {
            return Some(next);
        }
        // "hinted she might go": a pronoun with its verb can be nothing but what is said.
        let pronoun_clause = grammar.nominative.contains(follows) && self.is_finite_like(next + 1);
        if verb.narrow {
            return (pronoun_clause && clear && subject && !verb.quoting).then_some(next);
        }
        if participle {
            let clause =
                matches!(follows, "the" | "it" | "he" | "she" | "they" | "there" | "this" | "we" | "i")
                    || !self.is_preposition(next) && self.is_clause(next, range.end);
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
        if closed || self.is_day(next) || grammar.prepositions.contains(follows) {
            return self.clause_after_adverbial(next, verb, range);
        }
        if !verb.hearer {
            return (!verb.clausal || self.is_clause(next, range.end)).then_some(next);
        }
        if verb.noun_like {
            return None;
        }
        let hearer = self.noun_phrase_end(next, range.end);
        if hearer > next && grammar.prepositions.contains(self.text.lower(hearer)) {
            return self.clause_after_adverbial(hearer, verb, range);
        }
        (hearer > next && self.is_wordlike(hearer)).then_some(hearer)
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
        let form = self.text.lower(next.wrapping_sub(1));
        if verb.narrow || verb.noun_like && !form.ends_with("ed") {
            return None;
        }
        let day = self.is_day(next);
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
            if starts && (!after_preposition && at > next + 1 || day && at == next + 1) {
                let end = self.noun_phrase_end(at, range.end);
                let clause = if day { self.is_clause(at, range.end) } else { self.is_finite_like(end + 1) };
                if end > at && (self.is_finite_like(end) || clause) {
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

    /// Where what is said begins after a verb: after "that", a colon, or at a quotation.
    pub(super) fn content_start(&self, verb: usize, kind: SpeechVerb, range: &Range<usize>) -> Option<usize> {
        let grammar = &self.lexicon.speech.grammar;
        let adverbial = grammar.prepositions.contains(self.text.lower(verb + 1)) || self.is_day(verb + 1);
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
                _ if grammar.question_words.contains(word)
                    && (at == verb + 1 || kind.hearer)
                    && !kind.clausal =>
                {
                    return Some(at);
                }
                // "said — on the air — that", "said — and few agreed — "…"".
                "—" | "–" | "--" => {
                    let close = (at + 2..range.end.min(at + 12))
                        .find(|&end| matches!(self.text.word(end), "—" | "–" | "--"))?;
                    let that = self.text.lower(close + 1) == "that";
                    return (that || self.quoted(close + 1)).then_some(if that {
                        close + 2
                    } else {
                        close + 1
                    });
                }
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
                "." | ";" | "!" | "?" => return None,
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
