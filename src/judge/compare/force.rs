//! What a sentence that follows a source sentence does to the force of its words: a negation lost or slipped in, a
//! hedge taken away, what is to come told as done. The two are laid side by side; between the words that are copied
//! nothing but the word of force may differ.

use std::ops::Range;

use crate::judge::compare::across::SAME_PLACE;
use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::twin::{Gap, Twin};
use crate::lexicon::PhraseTable;
use crate::lexicon::status::Negator;
use crate::model::{
    Analysis, Category, Certainty, Comparison, Feature, Primitive, Relation, StatementKind, Status, TokenKind,
};

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Vec<Comparison> {
    let Some(twin) = bench.twin(claim.sentence.id) else {
        return Vec::new();
    };
    let Some(source) =
        bench.sources.get(twin.source).filter(|_| claim.statement.kind == StatementKind::Clause)
    else {
        return Vec::new();
    };
    let sides = Sides { bench, claim, twin, source };
    let clause = claim.statement.token_range();
    let gaps = twin.gaps().into_iter().filter(|gap| clause.contains(&gap.ours.start));
    gaps.filter_map(|gap| {
        sides.negated(&gap).or_else(|| sides.told_as_done(&gap)).or_else(|| sides.unhedged(&gap))
    })
    .collect()
}

/// A claim beside the source sentence that it follows.
struct Sides<'b, 'a> {
    bench: &'b Bench<'a>,
    claim: &'b Claim<'a>,
    twin: &'b Twin,
    source: &'a Analysis,
}

impl Sides<'_, '_> {
    /// A negation on one side only, beside the same words.
    fn negated(&self, gap: &Gap) -> Option<Comparison> {
        let words = &self.bench.lexicon.status.negators;
        let (ours, theirs) =
            (found(self.bench.piece, &gap.ours, words), found(self.source, &gap.theirs, words));
        let denies = |found: &[(Range<usize>, &Negator)]| {
            found.iter().filter(|(_, negator)| **negator == Negator::Denies).count()
        };
        if denies(&ours) + denies(&theirs) != 1 || ours.len() + theirs.len() != 1 {
            return None;
        }
        if self.rest(self.bench.piece, &gap.ours, &ours) != self.rest(self.source, &gap.theirs, &theirs) {
            return None;
        }
        let mut comparison = self.comparison(Primitive::Polarity, Category::Polarity, gap);
        comparison.word(Feature::Means, "negation");
        Some(comparison)
    }

    /// The same verb in the past where the source has it still to come.
    fn told_as_done(&self, gap: &Gap) -> Option<Comparison> {
        let words = &self.bench.lexicon.status.status;
        let (ours, theirs) =
            (found(self.bench.piece, &gap.ours, words), found(self.source, &gap.theirs, words));
        let [(_, status)] = theirs.as_slice() else {
            return None;
        };
        let text = self.bench.piece.text();
        let told = gap.ours.clone().find(|&at| is_word(self.bench.piece, at))?;
        let (word, stem) = (text.lower(told), text.stem(told));
        let past = word != stem && !word.ends_with('s') && !word.ends_with("ing");
        let same =
            self.rest(self.bench.piece, &gap.ours, &ours) == self.rest(self.source, &gap.theirs, &theirs);
        if !status.is_pending() || !ours.is_empty() || !past || !same {
            return None;
        }
        let mut comparison = self.comparison(Primitive::Status, Category::AgreementStatus, gap);
        comparison.claim_value = Some(Status::Done.name().to_string());
        comparison.source_value = Some(status.name().to_string());
        comparison.word(Feature::ClaimStatus, Status::Done.name());
        comparison.word(Feature::SourceStatus, status.name());
        if self.claim.statement.agreements.is_empty() {
            comparison.category = Category::Certainty;
        }
        Some(comparison)
    }

    /// A hedge of the source that the claim leaves out, or has a word of certainty for.
    fn unhedged(&self, gap: &Gap) -> Option<Comparison> {
        let words = &self.bench.lexicon.status.certainty;
        let text = self.bench.piece.text();
        let theirs = found(self.source, &gap.theirs, words);
        let [(hedge, certainty)] = theirs.as_slice() else {
            return None;
        };
        // "Reportedly" tells of the reporter's sources, not of a doubt about the act.
        if self.source.text().lower(hedge.start) == "reportedly" {
            return None;
        }
        // Another hedge in the clause, or a new speaker, may do the same work.
        let (changed, _) = self.twin.changed(&self.claim.statement.token_range());
        let hedged = changed.iter().any(|&at| {
            words.find_at(&text, at, text.tokens.len()).is_some()
                || matches!(
                    text.lower(at),
                    "would" | "can" | "should" | "said" | "says" | "say" | "according"
                )
        });
        // One word of certainty may take the hedge's place; nothing else of the source may be lost with it.
        let lost = self.rest(self.source, &gap.theirs, &theirs);
        let count = gap.ours.clone().filter(|&at| is_word(self.bench.piece, at)).count();
        let sure = (lost.is_empty() && count <= 1)
            || self.rest::<Certainty>(self.bench.piece, &gap.ours, &[]) == lost;
        if hedged || !sure || **certainty == Certainty::Fact {
            return None;
        }
        let mut comparison = self.comparison(Primitive::Certainty, Category::Certainty, gap);
        comparison.word(Feature::ClaimCertainty, Certainty::Fact.name());
        comparison.word(Feature::SourceCertainty, certainty.name());
        Some(comparison)
    }

    /// The words of a gap without words of force, auxiliaries and what goes with a negation, as stems in order.
    fn rest<T>(&self, analysis: &Analysis, gap: &Range<usize>, force: &[(Range<usize>, &T)]) -> Vec<String> {
        let text = analysis.text();
        gap.clone()
            .filter(|&at| is_word(analysis, at) && !force.iter().any(|(range, _)| range.contains(&at)))
            .filter(|&at| !is_auxiliary(text.lower(at)))
            .map(|at| text.stem(at).to_string())
            .collect()
    }

    fn comparison(&self, primitive: Primitive, category: Category, gap: &Gap) -> Comparison {
        let (piece, source) = (self.bench.piece.text(), self.source.text());
        // The word behind belongs to what is said: "was not [sold]".
        let span = piece.span_of(shown(self.bench.piece, &gap.ours));
        let theirs = source.span_of(shown(self.source, &gap.theirs));
        let mut comparison = self.bench.comparison(self.claim, primitive, category, span);
        comparison.source = Some((self.source.document.id, theirs));
        comparison.word(Feature::Relation, Relation::Disjoint.name());
        comparison.number(Feature::SameEvent, SAME_PLACE);
        comparison.number(Feature::SharedWords, self.twin.len() as f32);
        comparison.flag(Feature::SamePredicate, true);
        comparison.flag(Feature::Aligned, true);
        comparison
    }
}

/// The tokens of a gap with the word behind it, from its first word on.
fn shown(analysis: &Analysis, gap: &Range<usize>) -> Range<usize> {
    let Some(sentence) = analysis.tokens.get(gap.start.min(analysis.tokens.len().saturating_sub(1))) else {
        return gap.clone();
    };
    let home = sentence.sentence;
    let here = |at: &usize| analysis.tokens.get(*at).is_some_and(|token| token.sentence == home);
    let start = (gap.start..analysis.tokens.len())
        .take_while(here)
        .find(|&at| is_word(analysis, at))
        .unwrap_or(gap.start);
    let end = (gap.end..analysis.tokens.len())
        .take_while(here)
        .find(|&at| is_word(analysis, at))
        .unwrap_or(gap.end);
    start..(end + 1).max(start + 1)
}

/// The phrases of a table that begin in a gap; their last words may be copied ones.
fn found<'t, T>(
    analysis: &Analysis,
    gap: &Range<usize>,
    table: &'t PhraseTable<T>,
) -> Vec<(Range<usize>, &'t T)> {
    let text = analysis.text();
    let mut found = Vec::new();
    let mut at = gap.start;
    while at < gap.end {
        match table.find_at(&text, at, text.tokens.len()) {
            Some((len, value)) => {
                found.push((at..at + len, value));
                at += len;
            }
            None => at += 1,
        }
    }
    found
}

fn is_word(analysis: &Analysis, at: usize) -> bool {
    analysis.tokens.get(at).is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
}

fn is_auxiliary(lower: &str) -> bool {
    matches!(
        lower,
        "do" | "does"
            | "did"
            | "can"
            | "could"
            | "will"
            | "would"
            | "has"
            | "have"
            | "had"
            | "is"
            | "are"
            | "was"
            | "were"
            | "ca"
            | "wo"
            | "be"
            | "been"
            | "any"
            | "some"
            | "a"
            | "an"
            | "the"
            | "to"
    )
}
