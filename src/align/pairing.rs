//! Scores source sentences for every claim and picks the statement in each.

use rustc_hash::FxHashMap;

use crate::align::index::{Index, Unit};
use crate::align::{Akin, MAX_CANDIDATES};
use crate::lexicon::Lexicon;
use crate::model::{
    Analysis, Candidate, DocumentId, Pair, PairFeatures, ReferenceKind, Sentence, SentenceId, Statement,
    StatementKind, Term,
};

/// Weight of the rest of the claim's sentence beside the claim's own clause.
const SENTENCE_SHARE: f32 = 0.3;
/// Weight of the other speaker's last sentence, for claims that lean on it.
const QUESTION_SHARE: f32 = 0.5;
/// Weight of the words that a pronoun or description of the clause stands for.
const MEANT_SHARE: f32 = 0.3;
/// The same where a source sentence refers to them.
const MEANT_THERE: f32 = 0.3;
/// Shares of the neighbours' scores that a sentence inherits ("She said", "It is", "The deal").
const FROM_PREVIOUS: f32 = 0.2;
const FROM_NEXT: f32 = 0.1;
/// Bonus near the evidence of the claim before: conversations follow the report.
const ORDER_BONUS: f32 = 0.05;
const ORDER_REACH: usize = 2;

/// Which claims are paired, and with which sentences.
pub(super) trait Scope {
    /// Whether a claim is paired at all.
    fn asks(&self, claim: &Statement) -> bool;
    /// Whether a sentence may be its partner.
    fn admits(&self, claim: &Statement, unit: &Unit) -> bool;
}

/// Every claim with every source sentence.
pub(super) struct Everywhere;

impl Scope for Everywhere {
    fn asks(&self, _: &Statement) -> bool {
        true
    }

    fn admits(&self, _: &Statement, _: &Unit) -> bool {
        true
    }
}

pub(super) fn pairs(
    piece: &Analysis,
    sources: &[Analysis],
    index: &Index,
    akin: &Akin,
    lexicon: &Lexicon,
    scope: &impl Scope,
) -> Vec<Pair> {
    let mut previous = None;
    let mut scores = Scores {
        own: vec![0.0; index.units.len()],
        touched: Vec::new(),
        meant: vec![0.0; index.units.len()],
        referring: Vec::new(),
    };
    let mut pairs = Vec::with_capacity(piece.statements.len());
    let before = turns_before(&piece.sentences);
    for claim in &piece.statements {
        if !scope.asks(claim) {
            pairs.push(Pair { claim: claim.id, candidates: Vec::new() });
            continue;
        }
        let query = Query::new(piece, claim, index, akin, &before);
        scores.fill(&query, index, |unit| scope.admits(claim, unit));
        let ranked = scores.ranked(&query, index, previous);
        let candidates: Vec<Candidate> = ranked
            .iter()
            .filter_map(|&(unit, score)| candidate(&query, index, sources, unit, score, previous))
            .map(|(mut candidate, theirs)| {
                candidate.features.predicate = predicate(query.predicate, theirs, lexicon);
                candidate
            })
            .collect();
        if let Some(&(unit, _)) = ranked.first() {
            previous = Some(unit);
        }
        pairs.push(Pair { claim: claim.id, candidates });
        scores.clear();
    }
    pairs
}

/// The weighted terms of one claim.
struct Query<'a> {
    /// Term and weight, each term once.
    terms: Vec<(u64, f32)>,
    /// Terms of the clause itself.
    own: &'a [Term],
    /// The same, each key once.
    distinct: Vec<&'a Term>,
    /// Their keys, sorted.
    keys: Vec<u64>,
    total: f32,
    /// Main verb of the clause, as stem.
    predicate: Option<&'a str>,
}

impl<'a> Query<'a> {
    fn new(
        piece: &'a Analysis,
        claim: &'a Statement,
        index: &Index,
        akin: &Akin,
        before: &[Option<usize>],
    ) -> Self {
        let own = piece.terms_in(claim.token_range());
        let mut weights: FxHashMap<u64, f32> = FxHashMap::default();
        let mut terms = Vec::new();
        let mut add = |list: &[Term], share: f32| {
            for term in list {
                let weight = index.weight(term.key) * share;
                let known = weights.entry(term.key).or_insert_with(|| {
                    terms.push(term.key);
                    0.0
                });
                *known = known.max(weight);
            }
        };
        add(own, 1.0);
        if let Some(sentence) = piece.sentences.get(claim.sentence.idx()) {
            add(piece.terms_in(sentence.token_range()), SENTENCE_SHARE);
        }
        for meant in meant(piece, claim.token_range()) {
            add(meant, MEANT_SHARE);
        }
        let known = own.iter().filter(|term| index.weights.contains_key(&term.key)).count();
        if (known < 2 || claim.kind == StatementKind::Fragment)
            && let Some(question) = question_before(piece, claim.sentence, before)
        {
            add(question, QUESTION_SHARE);
        }
        let terms: Vec<(u64, f32)> =
            terms.into_iter().map(|key| (key, weights.get(&key).copied().unwrap_or(0.0))).collect();
        let total = terms.iter().map(|(_, weight)| weight).sum();
        let near: Vec<(u64, f32)> = terms
            .iter()
            .filter(|(key, _)| !index.weights.contains_key(key))
            .flat_map(|&(key, weight)| {
                akin.of(key).iter().map(move |&(other, share)| (other, weight * share))
            })
            .collect();
        let mut terms = terms;
        terms.extend(near);
        let mut keys: Vec<u64> = own.iter().map(|term| term.key).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut fresh = vec![true; keys.len()];
        let mut is_first = |term: &&Term| {
            let place = keys.binary_search(&term.key).ok();
            place.and_then(|place| fresh.get_mut(place)).is_some_and(std::mem::take)
        };
        let distinct = own.iter().filter(|term| is_first(term)).collect();
        Self {
            terms,
            own,
            distinct,
            keys,
            total,
            predicate: claim.predicate.as_ref().map(|slot| slot.value.as_str()),
        }
    }
}

/// The terms of what each reference among some tokens stands for; not of who speaks or is spoken to.
pub(super) fn meant(analysis: &Analysis, tokens: std::ops::Range<usize>) -> impl Iterator<Item = &[Term]> {
    let text = analysis.text();
    analysis
        .references_in(tokens)
        .filter(|reference| !matches!(reference.kind, ReferenceKind::Speaker | ReferenceKind::Hearer))
        .map(move |reference| analysis.terms_in(text.tokens_in(reference.antecedent)))
}

/// For each sentence of the piece, the last one before it that belongs to another turn.
fn turns_before(sentences: &[Sentence]) -> Vec<Option<usize>> {
    let mut before: Vec<Option<usize>> = Vec::with_capacity(sentences.len());
    let mut last: Option<(usize, Option<u32>)> = None;
    for (idx, sentence) in sentences.iter().enumerate() {
        before.push(match last {
            Some((last, turn)) if turn == sentence.turn => before.get(last).copied().flatten(),
            other => other.map(|(last, _)| last),
        });
        last = Some((idx, sentence.turn));
    }
    before
}

/// The terms of the last sentence of the turn before the sentence's own.
fn question_before<'a>(
    piece: &'a Analysis,
    sentence: SentenceId,
    before: &[Option<usize>],
) -> Option<&'a [Term]> {
    piece.sentences.get(sentence.idx())?.turn?;
    let before = piece.sentences.get(before.get(sentence.idx()).copied().flatten()?)?;
    Some(piece.terms_in(before.token_range()))
}

/// Overlap per sentence, kept between claims so that only touched places are cleared.
struct Scores {
    own: Vec<f32>,
    touched: Vec<u32>,
    /// What the references of each sentence add.
    meant: Vec<f32>,
    referring: Vec<u32>,
}

impl Scores {
    fn fill(&mut self, query: &Query<'_>, index: &Index, admits: impl Fn(&Unit) -> bool) {
        for &(term, weight) in &query.terms {
            for &unit in index.postings(term) {
                if !index.units.get(unit as usize).is_some_and(&admits) {
                    continue;
                }
                if let Some(score) = self.own.get_mut(unit as usize) {
                    if *score == 0.0 {
                        self.touched.push(unit);
                    }
                    *score += weight;
                }
            }
            for &unit in index.meant(term) {
                // What a sentence only refers to supports a match that its own words make.
                let admitted = index.units.get(unit as usize).is_some_and(&admits);
                if admitted && let Some(extra) = self.meant.get_mut(unit as usize) {
                    if *extra == 0.0 {
                        self.referring.push(unit);
                    }
                    *extra += MEANT_THERE * weight;
                }
            }
        }
    }

    fn ranked(&self, query: &Query<'_>, index: &Index, previous: Option<usize>) -> Vec<(usize, f32)> {
        let same_source = |a: usize, b: usize| match (index.units.get(a), index.units.get(b)) {
            (Some(a), Some(b)) => a.source == b.source,
            _ => false,
        };
        let at = |unit: Option<usize>, home: usize| {
            unit.filter(|&unit| same_source(unit, home))
                .and_then(|unit| self.own.get(unit))
                .copied()
                .unwrap_or(0.0)
        };
        let meant = |unit: usize| self.meant.get(unit).copied().unwrap_or(0.0);
        let total = query.total.max(f32::EPSILON);
        let mut ranked: Vec<(usize, f32)> = self
            .touched
            .iter()
            .map(|&unit| {
                let unit = unit as usize;
                let overlap = at(Some(unit), unit)
                    + meant(unit)
                    + FROM_PREVIOUS * at(unit.checked_sub(1), unit)
                    + FROM_NEXT * at(Some(unit + 1), unit);
                let near = previous.is_some_and(|previous| previous.abs_diff(unit) <= ORDER_REACH);
                (unit, (overlap / total).min(1.0) + if near { ORDER_BONUS } else { 0.0 })
            })
            .collect();
        ranked.sort_by(|a, b| {
            b.1.total_cmp(&a.1).then(length(index, a.0).total_cmp(&length(index, b.0))).then(a.0.cmp(&b.0))
        });
        ranked.truncate(MAX_CANDIDATES);
        ranked
    }

    fn clear(&mut self) {
        for unit in self.referring.drain(..) {
            if let Some(score) = self.meant.get_mut(unit as usize) {
                *score = 0.0;
            }
        }
        for unit in self.touched.drain(..) {
            if let Some(score) = self.own.get_mut(unit as usize) {
                *score = 0.0;
            }
        }
    }
}

fn length(index: &Index, unit: usize) -> f32 {
    index.units.get(unit).map_or(0.0, |unit| unit.total)
}

/// The statement of a sentence that shares most with the claim, with the features of the pair.
fn candidate<'s>(
    query: &Query<'_>,
    index: &Index,
    sources: &'s [Analysis],
    unit_idx: usize,
    score: f32,
    previous: Option<usize>,
) -> Option<(Candidate, Option<&'s str>)> {
    let unit = index.units.get(unit_idx)?;
    let source = sources.get(unit.source)?;
    let start = source.statements.partition_point(|statement| statement.sentence < unit.sentence);
    let statements =
        source.statements.get(start..)?.iter().take_while(|statement| statement.sentence == unit.sentence);
    let shared = |statement: &Statement| -> f32 {
        // Looked up from the statement's side, so that the statements of a sentence cost no more than its terms.
        let terms = source.terms_in(statement.token_range());
        let mut places: Vec<usize> =
            terms.iter().filter_map(|term| query.keys.binary_search(&term.key).ok()).collect();
        if places.is_empty() {
            return 0.0;
        }
        places.sort_unstable();
        let holds = |own: &&Term| {
            query.keys.binary_search(&own.key).is_ok_and(|place| places.binary_search(&place).is_ok())
        };
        query.own.iter().filter(holds).map(|own| index.weight(own.key)).sum()
    };
    let (best, _) = statements
        .map(|statement| (statement, shared(statement)))
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.id.cmp(&a.0.id)))?;
    let candidate = Candidate {
        document: DocumentId(source.document.id.0),
        statement: best.id,
        score: score.min(1.0),
        features: features(query, index, unit, unit_idx, previous),
    };
    Some((candidate, best.predicate.as_ref().map(|predicate| predicate.value.as_str())))
}

/// 1 for the same verb or one of its family, 0.5 for its opposite, 0 otherwise.
fn predicate(ours: Option<&str>, theirs: Option<&str>, lexicon: &Lexicon) -> f32 {
    match (ours, theirs) {
        (Some(a), Some(b)) if lexicon.relations.same_family(a, b) => 1.0,
        (Some(a), Some(b)) if lexicon.relations.opposed(a, b) => 0.5,
        _ => 0.0,
    }
}

fn features(
    query: &Query<'_>,
    index: &Index,
    unit: &Unit,
    unit_idx: usize,
    previous: Option<usize>,
) -> PairFeatures {
    let (mut own, mut total, mut names, mut shared_names, mut values, mut shared_values) =
        (0.0, 0.0, 0, 0, 0, 0);
    let mut shared_words = 0;
    for term in &query.distinct {
        let weight = index.weight(term.key);
        let hit = unit.terms.binary_search(&term.key).is_ok();
        total += weight;
        names += u16::from(term.name);
        values += u16::from(term.figure);
        if hit {
            own += weight;
            shared_words += 1;
            shared_names += u16::from(term.name);
            shared_values += u16::from(term.figure);
        }
    }
    let share = |part: u16, whole: u16| {
        if whole == 0 { 1.0 } else { f32::from(part) / f32::from(whole) }
    };
    PairFeatures {
        coverage: if total > 0.0 { own / total } else { 0.0 },
        reverse: if unit.total > 0.0 { (own / unit.total).min(1.0) } else { 0.0 },
        names: share(shared_names, names),
        values: share(shared_values, values),
        predicate: 0.0,
        order: f32::from(u8::from(
            previous.is_some_and(|previous| previous.abs_diff(unit_idx) <= ORDER_REACH),
        )),
        shared_words,
        shared_names,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SentenceKind, Span};

    #[test]
    fn the_sentence_before_is_that_of_another_turn() {
        let turns = [None, Some(0), Some(0), None, Some(0), Some(1), Some(1)];
        let sentences: Vec<Sentence> = turns
            .iter()
            .map(|&turn| Sentence {
                id: SentenceId(0),
                span: Span::new(0, 0),
                block: 0,
                turn,
                kind: SentenceKind::Plain,
                tokens: 0..0,
            })
            .collect();
        assert_eq!(turns_before(&sentences), [None, Some(0), Some(0), Some(2), Some(3), Some(4), Some(4)]);
    }
}
