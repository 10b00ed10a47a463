//! Reporting verbs and phrases in a sentence, each with its speaker and what it reports.

use std::ops::Range;

use crate::extract::Found;
use crate::lexicon::Lexicon;
use crate::lexicon::speech::SpeechVerb;
use crate::model::{Case, NameKind, Sentence, SpeechStrength, Text, TokenKind, Value};

/// Most tokens between a verb and the "that" that belongs to it.
const MAX_TO_THAT: usize = 12;

/// One reporting verb or phrase.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    /// The verb or phrase.
    pub(crate) tokens: Range<usize>,
    /// Who says it; `None` where the sentence leaves it open.
    pub(crate) speaker: Option<Range<usize>>,
    /// What is said.
    pub(crate) content: Range<usize>,
    /// How strongly.
    pub(crate) strength: SpeechStrength,
    /// "did not say".
    pub(crate) negated: bool,
}

/// Reads cues in one document.
pub(crate) struct CueReader<'a, 't> {
    pub(crate) text: &'a Text<'t>,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) names: &'a [Found],
    /// Per token: the quotation that it is in.
    pub(crate) inside: &'a [Option<u32>],
}

/// What stands left of a verb: where its group begins, and what its auxiliaries say.
struct Group {
    start: usize,
    negated: bool,
    passive: bool,
    infinitive: bool,
}

impl CueReader<'_, '_> {
    /// All cues of a sentence outside quotation marks, in order.
    pub(crate) fn cues(&self, sentence: &Sentence) -> Vec<Cue> {
        let range = sentence.token_range();
        let speech = &self.lexicon.speech;
        let mut found: Vec<Cue> = Vec::new();
        let mut idx = range.start;
        while idx < range.end {
            if self.quoted(idx) {
                idx += 1;
                continue;
            }
            if let Some((len, ())) = speech.not_speech.find_at(self.text, idx, range.end) {
                idx += len;
                continue;
            }
            if let Some((len, strength)) = speech.phrases.find_at(self.text, idx, range.end) {
                found.extend(self.phrase(idx..idx + len, *strength, &range));
                idx += len;
                continue;
            }
            if let Some((len, strength)) = speech.frames.find_at(self.text, idx, range.end) {
                found.extend(self.frame(idx..idx + len, *strength, &range));
                idx += len;
                continue;
            }
            if let Some(verb) = self.verb_at(idx) {
                found.extend(self.verb(idx, verb, &range));
            }
            idx += 1;
        }
        found
    }

    pub(super) fn quoted(&self, idx: usize) -> bool {
        self.inside.get(idx).copied().flatten().is_some()
    }

    pub(super) fn verb_at(&self, idx: usize) -> Option<SpeechVerb> {
        let token = self.text.tokens.get(idx)?;
        if token.kind != TokenKind::Word || token.case == Case::Upper {
            return None;
        }
        let verb = self.lexicon.speech.verb(self.text.stem(idx))?;
        let lower = self.text.lower(idx);
        let form = lower.ends_with("ed")
            || lower.ends_with("id")
            || lower.ends_with("ing")
            || lower.ends_with('s')
            || lower.len() <= 8;
        // Nouns with the same stem: "announcement", "warning", "report".
        let noun = ["ment", "ation", "ction", "ance", "er", "ers", "or", "ors"]
            .iter()
            .any(|ending| lower.ends_with(ending))
            && lower != self.text.stem(idx);
        (form && !noun).then_some(verb)
    }

    /// "According to Vera Holt, …" and "…, according to Vera Holt."
    pub(super) fn phrase(
        &self,
        tokens: Range<usize>,
        strength: SpeechStrength,
        range: &Range<usize>,
    ) -> Option<Cue> {
        let speaker = self.subject_after(tokens.end, range.end)?;
        let opens = (range.start..tokens.start).all(|idx| !self.is_wordlike(idx))
            || matches!(self.text.lower(tokens.start.wrapping_sub(1)), "but" | "and");
        let content = if opens {
            let mut start = speaker.end;
            while start < range.end && self.text.lower(start) != "," && start < speaker.end + 10 {
                start += 1;
            }
            if self.text.lower(start) == "," { start + 1..range.end } else { speaker.end..range.end }
        } else {
            range.start..tokens.start
        };
        (!content.is_empty()).then_some(Cue {
            tokens,
            speaker: Some(speaker),
            content,
            strength,
            negated: false,
        })
    }

    /// "X put it this way: …", "X's comment was: …".
    pub(super) fn frame(
        &self,
        tokens: Range<usize>,
        strength: SpeechStrength,
        range: &Range<usize>,
    ) -> Option<Cue> {
        let group = self.group(tokens.start, range.start);
        let possessive =
            group.start > range.start && matches!(self.text.lower(group.start - 1), "'s" | "’s" | "'" | "’");
        let before = if possessive { group.start - 1 } else { group.start };
        let speaker = self.subject_before(before, range.start);
        let mut content = self.rest(tokens.end, range.end);
        if speaker.is_none() && content.clone().all(|idx| !self.quoted(idx)) {
            return None;
        }
        if content.is_empty() {
            // "As Holt put it, …" behind the words: "…, as Holt put it."
            content = range.start..speaker.as_ref().map_or(tokens.start, |speaker| speaker.start);
        }
        (content.len() > 1).then_some(Cue { tokens, speaker, content, strength, negated: group.negated })
    }

    pub(super) fn verb(&self, idx: usize, verb: SpeechVerb, range: &Range<usize>) -> Option<Cue> {
        let lower = self.text.lower(idx);
        let grammar = &self.lexicon.speech.grammar;
        let group = self.group(idx, range.start);
        let before = group.start.checked_sub(1).filter(|&before| before >= range.start);
        let previous = before.map_or("", |before| self.text.lower(before));
        let participle = lower.ends_with("ing");
        if group.infinitive || self.is_noun_use(idx, &group, verb) {
            return None;
        }
        if group.passive && !participle {
            if verb.narrow && !verb.hearer {
                return None;
            }
            return self.passive(idx, verb, &group, range);
        }
        let cue = |speaker: Option<Range<usize>>, content: Range<usize>| {
            (!content.is_empty()).then(|| Cue {
                tokens: idx..idx + 1,
                speaker,
                content,
                strength: verb.strength,
                negated: group.negated,
            })
        };
        // "…," said Vera Holt
        let after_words = before.is_none_or(|before| {
            self.quoted(before) || matches!(self.text.word(before), "," | "—" | "–" | "-" | "”" | "\"" | "’")
        });
        // "Vera Holt, who led it, said the plan …" is no inversion.
        let appended = before.is_some_and(|before| {
            self.text.word(before) == ","
                && !self.quoted(before)
                && self.over_apposition(before, range.start).is_some()
        });
        if after_words
            && !appended
            && !participle
            && group.start == idx
            && let Some(speaker) = self.inverted(idx, range)
        {
            let content = self.words_before(group.start, range);
            if content.clone().any(|at| self.is_wordlike(at)) {
                return cue(Some(speaker), content);
            }
            return cue(Some(speaker.clone()), self.rest(speaker.end, range.end));
        }
        let speaker = if participle && !group.passive {
            if !matches!(
                previous,
                "," | "and" | "but" | "by" | "as" | "while" | "when" | "after" | "before" | "”" | "\"" | ""
            ) && !grammar.auxiliaries.contains(previous)
            {
                return None;
            }
            None
        } else {
            self.subject_before(group.start, range.start)
        };
        let generic = speaker.as_ref().is_some_and(|speaker| {
            speaker.len() == 1 && self.lexicon.speech.generic.contains(self.text.lower(speaker.start))
        });
        if generic {
            return None;
        }
        let leading = matches!(previous, "and" | "but" | "," | "also" | "then") && !participle;
        let speaker = speaker.or_else(|| leading.then(|| self.leading_subject(idx, range))?);
        let joined = matches!(previous, "and" | "but" | "," | "who" | "or" | "also" | "then");
        if speaker.is_none() && !participle && !joined {
            return None;
        }
        // "that", a colon, or a quotation: what is said follows.
        if let Some(start) = self.content_start(idx, verb, range) {
            return cue(speaker, start..self.content_end(start, range.end));
        }
        // "…, Vera Holt said on Monday."
        if let Some(subject) = &speaker
            && subject.start > range.start
            && !participle
            && self.ends_clause(subject.start - 1, range.end)
            && self.closes(idx + 1, verb, range.end)
        {
            let content = self.words_before(subject.start, range);
            if content.clone().filter(|&at| self.is_wordlike(at)).count() > 1 {
                return cue(speaker, content);
            }
        }
        let next = idx + 1;
        let open = next < range.end && !self.closes(next, verb, range.end);
        if verb.narrow {
            let object = grammar.determiners.contains(self.text.lower(next)) || self.name_at(next).is_some();
            let clear = !participle && (lower.ends_with("ed") || lower.ends_with('s'));
            return (verb.deed && open && object && clear && speaker.is_some())
                .then(|| cue(speaker.clone(), next..self.content_end(next, range.end)))?;
        }
        let plain = open
            && (!participle
                || matches!(self.text.lower(next), "the" | "it" | "he" | "she" | "they" | "there" | "this"))
            && !matches!(
                self.text.lower(next),
                "to" | "of"
                    | "about"
                    | "for"
                    | "with"
                    | "in"
                    | "on"
                    | "at"
                    | "by"
                    | "from"
                    | "so"
                    | "yes"
                    | "no"
                    | "hello"
                    | "goodbye"
                    | "nothing"
                    | "up"
                    | "out"
                    | "me"
                    | "us"
                    | "you"
            );
        let hearer_only = verb.hearer && self.text.lower(idx) != "said";
        if plain && !hearer_only {
            return cue(speaker, next..self.content_end(next, range.end));
        }
        if plain && verb.hearer && !verb.noun_like {
            let hearer = self.noun_phrase_end(next, range.end);
            if hearer > next
                && self.is_wordlike(hearer)
                && !grammar.prepositions.contains(self.text.lower(hearer))
            {
                return cue(speaker, hearer..self.content_end(hearer, range.end));
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

    /// Walks left over adverbs and auxiliaries.
    fn group(&self, verb: usize, floor: usize) -> Group {
        let grammar = &self.lexicon.speech.grammar;
        let mut group = Group { start: verb, negated: false, passive: false, infinitive: false };
        while group.start > floor && verb - group.start < 6 {
            let at = group.start - 1;
            let word = self.text.lower(at);
            if self.quoted(at) {
                break;
            }
            if word == "to" {
                group.infinitive = true;
                break;
            }
            if grammar.negators.contains(word) {
                group.negated = true;
            } else if grammar.auxiliaries.contains(word) {
                // "'s" after a name is a possessive.
                group.passive |= grammar.be.contains(word);
            } else if !(grammar.adverbs.contains(word) || word.ends_with("ly") && word.len() > 4) {
                break;
            }
            group.start = at;
        }
        group
    }

    /// "the claim", "a report", "its promises", "state secretary".
    fn is_noun_use(&self, idx: usize, group: &Group, verb: SpeechVerb) -> bool {
        let grammar = &self.lexicon.speech.grammar;
        let lower = self.text.lower(idx);
        let Some(before) = idx.checked_sub(1) else {
            return verb.noun_like;
        };
        let word = self.text.lower(before);
        let determined = grammar.determiners.contains(word)
            && !matches!(
                word,
                "this"
                    | "that"
                    | "these"
                    | "those"
                    | "all"
                    | "both"
                    | "some"
                    | "many"
                    | "most"
                    | "his"
                    | "her"
            );
        let bare = lower == self.text.stem(idx) || lower.ends_with('s') || lower.ends_with("ing");
        if bare
            && (determined
                || matches!(word, "his" | "her" | "'s" | "’s" | "of" | "in" | "for" | "with")
                    && !lower.ends_with("ing"))
        {
            return true;
        }
        if determined || matches!(word, "-" | "of") {
            return true;
        }
        if !verb.noun_like || !bare || group.start < idx {
            return false;
        }
        // "reports" is a verb after a name or pronoun before "that", a mark or a clause only.
        let named = self.name_ending(before + 1).is_some() || grammar.pronouns.contains(word);
        let next = self.text.lower(idx + 1);
        !(named
            && (matches!(next, "that" | ":" | "," | "it" | "the" | "he" | "she" | "they")
                || self.quoted(idx + 1)))
    }

    /// Where what is said begins after a verb: after "that", a colon, or at a quotation.
    pub(super) fn content_start(&self, verb: usize, kind: SpeechVerb, range: &Range<usize>) -> Option<usize> {
        let reach = if kind.hearer { MAX_TO_THAT } else { 6 };
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
                    // "said, "…"" and "told reporters on Monday, …".
                    return self.quoted(at + 1).then_some(at + 1);
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
