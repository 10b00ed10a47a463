//! Reports without a verb of their own: phrases ("according to"), frames ("put it this way"), nouns ("the claim
//! that"), labels ("Holt: …").

use std::ops::Range;

use crate::extract::speech_cue::{Cue, CueReader};
use crate::model::{Case, NameKind, SpeechStrength, TokenKind, Value};

/// Most tokens of a label before a colon.
const MAX_LABEL: usize = 7;

impl CueReader<'_, '_> {
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
            open: false,
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
        let participle = self.text.lower(tokens.start).ends_with("ing");
        let open = participle
            && group.start == tokens.start
            && tokens.start > range.start
            && matches!(self.text.lower(tokens.start - 1), "," | "and" | "by" | "—" | "–");
        let speaker = if open {
            self.main_subject(tokens.start, range)
        } else {
            self.subject_before(before, range.start)
        };
        // "The message was" has nobody before it.
        let speaker = speaker.filter(|speaker| {
            speaker.clone().any(|at| !self.lexicon.speech.grammar.determiners.contains(self.text.lower(at)))
        });
        let mut content = self.rest(tokens.end, range.end);
        if speaker.is_none() && content.clone().all(|idx| !self.quoted(idx)) {
            return None;
        }
        if content.is_empty() {
            // "As Holt put it, …" behind the words: "…, as Holt put it."
            content = range.start..speaker.as_ref().map_or(tokens.start, |speaker| speaker.start);
        }
        (content.len() > 1).then_some(Cue {
            tokens,
            speaker,
            content,
            strength,
            negated: group.negated,
            open: false,
        })
    }

    /// "Holt's claim that …", "the warning by Holt that …", "his remarks: \"…\"".
    pub(super) fn noun(&self, idx: usize, range: &Range<usize>) -> Option<Cue> {
        let grammar = &self.lexicon.speech.grammar;
        if self.text.tokens.get(idx).is_none_or(|token| token.kind != TokenKind::Word)
            || self.text.lower(idx).ends_with("ed")
        {
            return None;
        }
        let owner = self.owner(idx, range.start);
        let mut at = idx + 1;
        let mut speaker = owner;
        if matches!(self.text.lower(at), "by" | "from" | "of") && speaker.is_none() {
            speaker = self.subject_after(at + 1, range.end);
            at = speaker.as_ref()?.end;
        } else {
            // "Holt's statement on Monday that …"
            let limit = range.end.min(at + 6);
            while at < limit && !self.quoted(at) && !matches!(self.text.lower(at), "that" | ":" | "," | ".") {
                if self.is_finite_like(at) {
                    return None;
                }
                at += 1;
            }
        }
        let start = match self.text.lower(at) {
            "that" if self.text.tokens.get(at + 1).is_some_and(|next| next.kind != TokenKind::Mark) => {
                let near = at == idx + 1 || speaker.is_some();
                let relative = self.is_finite_like(at + 1);
                (near && !relative).then_some(at + 1)?
            }
            ":" if self.quoted(at + 1) => at + 1,
            _ if self.quoted(at) && speaker.is_some() && at <= idx + 2 => at,
            _ => return None,
        };
        let determined = idx > range.start
            && (grammar.determiners.contains(self.text.lower(idx - 1)) || speaker.is_some());
        let strength = self.verb_at(idx).map_or(SpeechStrength::Neutral, |verb| verb.strength);
        determined.then(|| Cue {
            tokens: idx..idx + 1,
            speaker,
            content: start..self.content_end(start, range.end),
            strength,
            negated: false,
            open: false,
        })
    }

    /// Whose noun it is: "Holt's", "his", over adjectives.
    fn owner(&self, noun: usize, floor: usize) -> Option<Range<usize>> {
        let from = floor.max(noun.saturating_sub(4));
        for at in (from..noun).rev() {
            let word = self.text.lower(at);
            if matches!(word, "his" | "her" | "their") {
                return Some(at..at + 1);
            }
            if matches!(word, "'s" | "’s" | "'" | "’") && at > floor {
                return self.noun_phrase_start(at, floor).map(|start| start..at);
            }
            if self.lexicon.speech.grammar.determiners.contains(word) || !self.is_wordlike(at) {
                return None;
            }
        }
        None
    }

    /// "Vera Holt: The port will close", at the beginning of a line or after a dash.
    pub(super) fn label(&self, colon: usize, range: &Range<usize>) -> Option<Cue> {
        let mut start = range.start;
        let dash = (range.start..colon)
            .rev()
            .find(|&at| matches!(self.text.word(at), "-" | "—" | "–" | "―") && !self.text.touches_next(at));
        if let Some(dash) = dash {
            start = dash + 1;
        }
        while start < colon && !self.is_wordlike(start) {
            start += 1;
        }
        if start >= colon || colon - start > MAX_LABEL || (start..colon).any(|at| self.quoted(at)) {
            return None;
        }
        let plain = (start..colon)
            .all(|at| self.is_wordlike(at) || matches!(self.text.word(at), "." | "-" | "'s" | "’s"));
        let acts = (start..colon).any(|at| {
            let named = self.name_at(at).is_some_and(|found| {
                matches!(&found.value, Value::Name(name) if matches!(name.kind, NameKind::Person | NameKind::Organisation))
            });
            named || self.lexicon.speech.informants.contains(self.text.lower(at))
        });
        let finite = (start..colon).any(|at| self.is_finite_like(at) || self.verb_at(at).is_some());
        let quoted = self.quoted(colon + 1);
        let capital = self.text.tokens.get(start).is_some_and(|token| token.case != Case::Lower);
        if !plain || finite || !capital || !(acts || quoted && colon - start <= 3) {
            return None;
        }
        let content = colon + 1..range.end;
        let words = content.clone().filter(|&at| self.is_wordlike(at)).count();
        (words > 2).then_some(Cue {
            tokens: colon..colon + 1,
            speaker: Some(start..colon),
            content,
            strength: SpeechStrength::Neutral,
            negated: false,
            open: false,
        })
    }
}
