//! Sentences that somebody says in their own voice, in a text without turns: a speech, a post, an essay. Such texts
//! mix claims with appeals, ideals and thanks, and few words tell them for sure; so the signs are weighed.

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::lexicon::dialogue::OwnSign;
use crate::model::{
    Approximation, Case, Mention, NameKind, NotCheckable, PartialDate, QuotationKind, Text, TokenKind, Unit,
    Value,
};
use crate::state::verb;

/// From this many words a sentence tells things rather than exclaims.
const LONG: usize = 29;

/// Up to this many words it hardly says anything.
const SHORT: usize = 10;

/// Why a sentence is no claim, if the signs against one weigh more.
pub(super) fn idle(
    text: &Text<'_>,
    range: &Range<usize>,
    mentions: &[&Mention],
    lexicon: &Lexicon,
) -> Option<NotCheckable> {
    let words = Words::read(text, range, mentions, lexicon);
    if !words.own && words.told {
        return None;
    }
    // Where nobody speaks of themselves or to a hearer, a report is likelier: silence about facts is not enough.
    if !words.own && words.appeals + words.views + words.ideals / 2 == 0 {
        return None;
    }
    let least = if words.own { 1 } else { 0 };
    (words.balance() <= least).then_some(if words.later {
        NotCheckable::Prediction
    } else {
        NotCheckable::Opinion
    })
}

/// What a sentence shows, outside quotation marks.
#[derive(Default)]
struct Words {
    /// Its words.
    count: usize,
    /// "I", "we", "you".
    own: bool,
    /// It tells of somebody or something that can be looked up.
    told: bool,
    hearer: bool,
    appeals: i32,
    views: i32,
    ideals: i32,
    possible: bool,
    later: bool,
    finite: bool,
    past: bool,
    perfect: bool,
    figures: bool,
    names: bool,
    facts: i32,
}

impl Words {
    fn read(text: &Text<'_>, range: &Range<usize>, mentions: &[&Mention], lexicon: &Lexicon) -> Self {
        let span = text.span_of(range.clone());
        let mut words = Self::default();
        let mut quoted: Vec<Range<usize>> = Vec::new();
        for mention in mentions.iter().filter(|mention| span.overlaps(mention.span)) {
            match &mention.value {
                Value::Time(time) => words.figures |= time.given != PartialDate::default(),
                Value::Quantity(quantity) => {
                    words.figures |= quantity.unit != Unit::Ordinal
                        && (quantity.approximation != Approximation::Vague || quantity.unit != Unit::Count);
                }
                Value::Name(name) => words.names |= name.kind != NameKind::Other,
                Value::Quotation(quotation) if quotation.kind != QuotationKind::Term => {
                    words.told = true;
                    quoted.push(text.tokens_in(quotation.inner));
                }
                Value::Quotation(_) => {}
                Value::Agreement(_) => words.told = true,
            }
        }
        let dialogue = &lexicon.dialogue;
        // In a text all in small letters "us" may be a country.
        let has_capitals =
            range.clone().any(|at| text.tokens.get(at).is_some_and(|token| token.case != Case::Lower));
        for at in range.clone().filter(|at| !quoted.iter().any(|inner| inner.contains(at))) {
            if text.tokens.get(at).is_none_or(|token| token.kind != TokenKind::Word) {
                continue;
            }
            words.count += 1;
            let lower = text.lower(at);
            // "World War I".
            let numeral = lower == "i"
                && at > range.start + 1
                && [at - 1, at - 2]
                    .iter()
                    .all(|&before| text.tokens.get(before).is_some_and(|token| token.case == Case::Title));
            words.own |= !numeral && matches!(lower, "i" | "we" | "my" | "our" | "me" | "you" | "your");
            let small_us = lower == "us" && text.word(at) == lower && has_capitals;
            words.own |= small_us;
            words.hearer |= matches!(lower, "you" | "your" | "yours");
            words.later |= matches!(lower, "will" | "'ll" | "’ll" | "wo");
            words.finite |= verb::is_finite(text, at, lexicon);
            words.past |= is_past(text, at, lexicon);
            words.perfect |= matches!(lower, "has" | "have" | "'ve" | "’ve" | "had")
                && (at + 1..range.end.min(at + 4)).any(|next| is_past(text, next, lexicon));
            match dialogue.own.find_at(text, at, range.end).map(|(_, sign)| *sign) {
                Some(OwnSign::Appeal) => words.appeals += 1,
                Some(OwnSign::View) => words.views += 1,
                Some(OwnSign::Ideal) => words.ideals += 1,
                Some(OwnSign::Possible) => words.possible = true,
                Some(OwnSign::Fact) => words.facts += 1,
                None => {}
            }
        }
        words.told |= words.figures || words.names || words.past || words.perfect;
        words
    }

    /// Signs of a claim against signs of none.
    fn balance(&self) -> i32 {
        let sign = |is: bool, weight: i32| if is { weight } else { 0 };
        let claim = sign(self.figures, 3)
            + sign(self.names, 1)
            + sign(self.past, 1)
            + sign(self.perfect, 1)
            + sign(self.count >= LONG, 2)
            + self.facts.min(2);
        let none = 2 * self.appeals.min(2)
            + 2 * self.views.min(1)
            + 2 * self.ideals.min(1)
            + self.ideals.saturating_sub(1).min(2)
            + sign(self.hearer, 1)
            + sign(self.possible, 1)
            + sign(self.count < SHORT, 2)
            + sign(!self.finite, 2);
        claim - none
    }
}

/// A past form, regular or not.
fn is_past(text: &Text<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let lower = text.lower(at);
    if matches!(lower, "was" | "were" | "had" | "did") {
        return true;
    }
    let regular = lower.len() > 4 && lower.ends_with("ed") && lower != text.stem(at);
    let irregular = lexicon.relations.is_finite(lower)
        && lower != text.stem(at)
        && !lower.ends_with('s')
        && !verb::is_auxiliary(lower);
    regular || irregular
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;
    use crate::model::NotCheckable;

    fn reason(line: &str) -> Option<NotCheckable> {
        crate::extract::testing::with_text(line, None, |text, lexicon: &Lexicon| {
            let extraction = crate::extract::mentions(text, lexicon, &crate::model::NoRecogniser);
            let mentions: Vec<_> = extraction.mentions.iter().collect();
            super::idle(text, &text.sentences[0].token_range(), &mentions, lexicon)
        })
    }

    #[test]
    fn appeals_and_ideals_are_no_claims() {
        for line in [
            "We must never give up on the dreams of our children.",
            "Building a brighter future, together.",
            "I am proud of you, and I believe in our strength.",
        ] {
            assert!(reason(line).is_some(), "{line}");
        }
        assert_eq!(reason("We will stand together always."), Some(NotCheckable::Prediction));
    }

    #[test]
    fn figures_acts_and_reports_are_claims() {
        for line in [
            "We opened 14 new schools in Harlund County.",
            "Our administration signed the water bill.",
            "Ferry prices rise.",
            "After World War I the old harbour was closed.",
            "The harbour might be closed.",
        ] {
            assert_eq!(reason(line), None, "{line}");
        }
    }
}
