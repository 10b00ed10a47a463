//! Reporting verbs and phrases in a sentence, each with its speaker and what it reports.

use std::ops::Range;

use crate::extract::Found;
use crate::lexicon::Lexicon;
use crate::lexicon::speech::SpeechVerb;
use crate::model::{Case, Sentence, SpeechStrength, Text, TokenKind};

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
    /// Nobody in the sentence says it: the speaker of another cue does not say it either.
    pub(crate) open: bool,
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
pub(super) struct Group {
    pub(super) start: usize,
    pub(super) negated: bool,
    pub(super) passive: bool,
    pub(super) infinitive: bool,
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
                let cue = self.frame(idx..idx + len, *strength, &range);
                if cue.is_some() {
                    found.extend(cue);
                    idx += len;
                    continue;
                }
            }
            if let Some(cue) = self.signature(idx, &range) {
                found.push(cue);
            } else if self.text.word(idx) == ":" {
                found.extend(self.label(idx, &range));
            } else if self.lexicon.speech.nouns.contains(self.text.stem(idx))
                && let Some(cue) = self.noun(idx, &range)
            {
                found.push(cue);
            } else if let Some(verb) = self.verb_at(idx) {
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
        let lower = self.text.lower(idx);
        let verb = self.lexicon.speech.verb(lower, self.text.stem(idx))?;
        // "The Associated Press".
        if token.case == Case::Title && self.name_at(idx).is_some() {
            return None;
        }
        let form = lower.ends_with("ed")
            || lower.ends_with("id")
            || lower.ends_with("ing")
            || lower.ends_with('s')
            || lower.len() <= 8;
        // Nouns with the same stem: "announcement", "warning", "report".
        let noun = lower != self.text.stem(idx)
            && self.lexicon.speech.noun_endings.iter().any(|ending| lower.ends_with(&**ending));
        (form && !noun).then_some(verb)
    }

    /// Walks left over adverbs and auxiliaries.
    pub(super) fn group(&self, verb: usize, floor: usize) -> Group {
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
    pub(super) fn is_noun_use(&self, idx: usize, group: &Group, verb: SpeechVerb) -> bool {
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
        // "another said", "all five say": such words are subjects of verbs that are no nouns.
        let counted = determined && !verb.noun_like && self.lexicon.speech.counting.contains(word);
        let determined = determined && !counted;
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
        // "…, claiming the …" and "she praises his …".
        if lower.ends_with("ing") && word == "," || matches!(word, "he" | "she" | "who" | "they" | "we" | "i")
        {
            return false;
        }
        // "reports" is a verb after a name or pronoun before "that", a mark or a clause only.
        // "The survey shows that …" has its noun before it.
        let after_noun = lower.ends_with('s')
            && self.text.lower(idx + 1) == "that"
            && self.is_wordlike(before)
            && self.has_determiner(before, before.saturating_sub(4));
        // "The filings show that …": a plural before the base form.
        let plural = lower == self.text.stem(idx)
            && self.text.lower(idx + 1) == "that"
            && self.is_plural(before)
            && self.name_at(before).is_none();
        let named =
            after_noun || plural || self.name_ending(before + 1).is_some() || grammar.pronouns.contains(word);
        let next = self.text.lower(idx + 1);
        !(named
            && (matches!(next, "that" | ":" | "," | "." | "it" | "the" | "he" | "she" | "they")
                || self.quoted(idx + 1)))
    }
}
