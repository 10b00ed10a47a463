//! Which clauses are claims: a cascade of tests from sure to unsure. A claim with an opinion for a tail keeps the
//! claim; what carries a figure, a date, a name or a quotation is kept where the sure tests leave it.

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::lexicon::dialogue::DialogueCue;
use crate::model::{
    Mention, NameKind, NotCheckable, QuotationKind, Sentence, SentenceKind, Text, TokenKind, Unit, Value,
};

/// For every clause of a sentence why it is no claim; `None` for a claim.
pub(super) fn idle(
    text: &Text<'_>,
    sentence: &Sentence,
    clauses: &[Range<usize>],
    mentions: &[&Mention],
    dialogue: bool,
    lexicon: &Lexicon,
) -> Vec<Option<NotCheckable>> {
    let view = View { text, mentions, lexicon };
    let whole = sentence.token_range();
    if let Some(reason) = view.whole_sentence(sentence, &whole, dialogue) {
        return vec![Some(reason); clauses.len()];
    }
    if !dialogue {
        return vec![None; clauses.len()];
    }
    let first = clauses.iter().map(|clause| view.clause(clause)).collect::<Vec<_>>();
    let Some(reason) = first.iter().flatten().next().copied() else {
        return first;
    };
    // Beside an opinion, only clauses with something specific are claims.
    let keep = |(clause, idle): (&Range<usize>, Option<NotCheckable>)| match idle {
        // What an opinion is about ("I believe that …") is one too, unless a value in it can be checked.
        None if view.is_content(clause) && !view.has_value(clause) && !view.has_quotation(clause) => {
            Some(reason)
        }
        None if view.has_specific(clause) => None,
        None => Some(reason),
        Some(reason) => Some(reason),
    };
    clauses.iter().zip(first).map(keep).collect()
}

struct View<'a> {
    text: &'a Text<'a>,
    mentions: &'a [&'a Mention],
    lexicon: &'a Lexicon,
}

impl View<'_> {
    /// A reason that holds for the sentence as a whole.
    fn whole_sentence(
        &self,
        sentence: &Sentence,
        range: &Range<usize>,
        dialogue: bool,
    ) -> Option<NotCheckable> {
        match sentence.kind {
            SentenceKind::Heading => return Some(NotCheckable::Heading),
            SentenceKind::Question => return Some(NotCheckable::Question),
            SentenceKind::Plain => {}
        }
        // What stands outside the turns introduces the conversation.
        if dialogue && sentence.turn.is_none() {
            return Some(NotCheckable::Conversation);
        }
        let cue = self.cue(range);
        if cue == Some(DialogueCue::Courtesy) && (dialogue || range.len() < 12) && !self.has_value(range) {
            return Some(NotCheckable::Courtesy);
        }
        if dialogue && cue == Some(DialogueCue::Conversation) && !self.has_quotation(range) {
            return Some(NotCheckable::Conversation);
        }
        let opens = self.first_word(range)?;
        if self.lexicon.dialogue.commands.find_at(self.text, opens, range.end).is_some()
            && self.is_command(opens, range)
            && !self.has_titled_person(range)
            && !self.has_value(range)
        {
            return Some(NotCheckable::Command);
        }
        if dialogue && self.text.lower(opens) == "if" && !self.has_value(range) {
            return Some(NotCheckable::Condition);
        }
        if dialogue && range.len() < 7 && !self.has_specific(range) && self.is_fragment(range) {
            return Some(NotCheckable::Conversation);
        }
        None
    }

    /// A reason that holds for one clause.
    fn clause(&self, clause: &Range<usize>) -> Option<NotCheckable> {
        match self.cue(clause) {
            Some(DialogueCue::Opinion) => return Some(NotCheckable::Opinion),
            Some(DialogueCue::Prediction) => return Some(NotCheckable::Prediction),
            Some(DialogueCue::Courtesy) => return Some(NotCheckable::Courtesy),
            Some(DialogueCue::Conversation) => return Some(NotCheckable::Conversation),
            None => {}
        }
        for at in clause.clone().filter(|&at| !self.in_quotation(at)) {
            let lower = self.text.lower(at);
            if matches!(lower, "i" | "we") {
                let near = at + 1..(at + 4).min(clause.end);
                if near.clone().any(|idx| self.lexicon.dialogue.is_opinion_verb(self.text.lower(idx)))
                    || matches!(self.text.lower(at + 1), "'d" | "’d" | "would" | "could" | "should")
                {
                    return Some(NotCheckable::Opinion);
                }
            }
            if matches!(lower, "i" | "we" | "my" | "our" | "us" | "me" | "'m" | "’m")
                && !self.has_specific(clause)
            {
                return Some(NotCheckable::Opinion);
            }
            if matches!(lower, "should" | "ought") && !self.has_value(clause) {
                return Some(NotCheckable::Opinion);
            }
        }
        let opens = self.first_word(clause)?;
        if matches!(self.text.lower(opens), "if" | "unless") && !self.has_value(clause) {
            return Some(NotCheckable::Condition);
        }
        let generic = self.lexicon.dialogue.generic.find_at(self.text, opens, clause.end).is_some();
        // "You live in Dornach" introduces the guest.
        let guest = self.text.lower(opens) == "you" && !self.has_value(clause);
        (guest || generic && !self.has_specific(clause) && self.is_present(clause))
            .then_some(NotCheckable::Opinion)
    }

    /// The surest set phrase of a range, outside quotations.
    fn cue(&self, range: &Range<usize>) -> Option<DialogueCue> {
        range
            .clone()
            .filter(|&at| !self.in_quotation(at))
            .filter_map(|at| {
                self.lexicon.dialogue.cues.find_at(self.text, at, range.end).map(|(_, cue)| *cue)
            })
            .min()
    }

    /// The first word, past marks and fillers.
    fn first_word(&self, range: &Range<usize>) -> Option<usize> {
        range.clone().find(|&at| {
            let filler = matches!(
                self.text.lower(at),
                "and" | "but" | "so" | "well" | "oh" | "yes" | "no" | "now" | "then" | "because"
            );
            self.text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word) && !filler
        })
    }

    /// A command has no subject: no noun group or pronoun before it, and no comma-less subject after a verb form
    /// that could also be a noun.
    fn is_command(&self, opens: usize, range: &Range<usize>) -> bool {
        let next = self.text.lower(opens + 1);
        opens < range.start + 2
            && !matches!(
                next,
                "is" | "are" | "was" | "were" | "has" | "have" | "had" | "will" | "of" | "," | "and" | "that"
            )
    }

    /// "that …" behind a verb.
    fn is_content(&self, clause: &Range<usize>) -> bool {
        self.text.lower(clause.start) == "that" && clause.start > 0
    }

    fn is_fragment(&self, range: &Range<usize>) -> bool {
        !range.clone().any(|at| super::verb::is_finite(self.text, at, self.lexicon))
    }

    fn is_present(&self, clause: &Range<usize>) -> bool {
        !clause.clone().any(|at| matches!(self.text.lower(at), "was" | "were" | "had" | "did"))
    }

    fn in_quotation(&self, at: usize) -> bool {
        let Some(token) = self.text.tokens.get(at) else {
            return false;
        };
        self.mentions.iter().any(|mention| {
            mention.quotation().is_some_and(|q| q.kind != QuotationKind::Term && q.inner.contains(token.span))
        })
    }

    fn inside<'s>(&'s self, range: &Range<usize>) -> impl Iterator<Item = &'s Mention> + use<'s> {
        let span = self.text.span_of(range.clone());
        self.mentions.iter().copied().filter(move |mention| span.contains(mention.span))
    }

    /// A figure or a date.
    fn has_value(&self, range: &Range<usize>) -> bool {
        self.inside(range).any(|mention| match &mention.value {
            Value::Time(time) => time.given != crate::model::PartialDate::default(),
            Value::Quantity(quantity) => {
                !matches!(quantity.unit, Unit::Ordinal | Unit::Fraction)
                    && quantity.approximation != crate::model::Approximation::Vague
                    && (quantity.head.is_some() || quantity.unit != Unit::Count)
            }
            Value::Quotation(_) | Value::Name(_) | Value::Agreement(_) => false,
        })
    }

    fn has_quotation(&self, range: &Range<usize>) -> bool {
        self.inside(range)
            .any(|mention| mention.quotation().is_some_and(|quotation| quotation.kind != QuotationKind::Term))
    }

    fn has_titled_person(&self, range: &Range<usize>) -> bool {
        self.inside(range)
            .filter_map(Mention::name)
            .filter_map(|name| name.person.as_ref())
            .any(|p| p.title.is_some())
    }

    /// A figure, a date, a quotation or a name.
    fn has_specific(&self, range: &Range<usize>) -> bool {
        self.has_value(range)
            || self.has_quotation(range)
            || self
                .inside(range)
                .any(|mention| mention.name().is_some_and(|name| name.kind != NameKind::Other))
    }
}
