//! Scores source sentences for every claim and picks the statement in each.

use rustc_hash::FxHashMap;

use crate::align::MAX_CANDIDATES;
use crate::align::index::{Index, Unit};
use crate::lexicon::Lexicon;
use crate::model::{
    Analysis, Candidate, DocumentId, Pair, PairFeatures, SentenceId, Statement, StatementKind, Term,
};

/// Weight of the rest of the claim's sentence beside the claim's own clause.
const SENTENCE_SHARE: f32 = 0.3;
/// Weight of the other speaker's last sentence, for claims that lean on it.
const QUESTION_SHARE: f32 = 0.5;
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
    lexicon: &Lexicon,
    scope: &impl Scope,
) -> Vec<Pair> {
    let mut previous = None;
    let mut scores = Scores { own: vec![0.0; index.units.len()], touched: Vec::new() };
    let mut pairs = Vec::with_capacity(piece.statements.len());
    for claim in &piece.statements {
        if !scope.asks(claim) {
            pairs.push(Pair { claim: claim.id, candidates: Vec::new() });
            continue;
        }
        let query = Query::new(piece, claim, index);
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
    total: f32,
    /// Main verb of the clause, as stem.
    predicate: Option<&'a str>,
}

impl<'a> Query<'a> {
    fn new(piece: &'a Analysis, claim: &'a Statement, index: &Index) -> Self {
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
        let known = own.iter().filter(|term| index.weights.contains_key(&term.key)).count();
        if (known < 2 || claim.kind == StatementKind::Fragment)
            && let Some(question) = question_before(piece, claim.sentence)
        {
            add(question, QUESTION_SHARE);
        }
        let terms: Vec<(u64, f32)> =
            terms.into_iter().map(|key| (key, weights.get(&key).copied().unwrap_or(0.0))).collect();
        let total = terms.iter().map(|(_, weight)| weight).sum();
        Self { terms, own, total, predicate: claim.predicate.as_ref().map(|slot| slot.value.as_str()) }
    }
}

/// The terms of the last sentence of the turn before the sentence's own.
fn question_before(piece: &Analysis, sentence: SentenceId) -> Option<&[Term]> {
    let turn = piece.sentences.get(sentence.idx())?.turn?;
    let before =
        piece.sentences.get(..sentence.idx())?.iter().rev().find(|other| other.turn != Some(turn))?;
    Some(piece.terms_in(before.token_range()))
}

/// Overlap per sentence, kept between claims so that only touched places are cleared.
struct Scores {
    own: Vec<f32>,
    touched: Vec<u32>,
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
        let total = query.total.max(f32::EPSILON);
        let mut ranked: Vec<(usize, f32)> = self
            .touched
            .iter()
            .map(|&unit| {
                let unit = unit as usize;
                let overlap = at(Some(unit), unit)
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
    let shared = |statement: &&Statement| -> f32 {
        let terms = source.terms_in(statement.token_range());
        query
            .own
            .iter()
            .filter(|own| terms.iter().any(|term| term.key == own.key))
            .map(|own| index.weight(own.key))
            .sum()
    };
    let best = statements.max_by(|a, b| shared(a).total_cmp(&shared(b)).then(b.id.cmp(&a.id)))?;
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
    let mut seen: Vec<u64> = Vec::with_capacity(query.own.len());
    let (mut own, mut total, mut names, mut shared_names, mut values, mut shared_values) =
        (0.0, 0.0, 0, 0, 0, 0);
    let mut shared_words = 0;
    for term in query.own {
        if seen.contains(&term.key) {
            continue;
        }
        seen.push(term.key);
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
