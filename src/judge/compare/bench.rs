//! What all comparisons stand on: claims with their passages, the context that two values share, and the choice
//! between support and conflict.

use std::ops::Range;

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::align::Alignment;
use crate::judge::compare::identity::Identity;
use crate::judge::compare::words::Words;
use crate::lexicon::Lexicon;
use crate::model::{
    Analysis, Category, Comparison, Feature, Mention, MentionId, NotCheckable, Pair, Primitive, Relation,
    Sentence, SentenceId, SentenceKind, Span, SpeakerRole, Statement, Term,
};

/// Support holds against a conflict if its context is at least this share of the conflict's.
const SUPPORT_SHARE: f32 = 0.8;
/// Share of a term that stands in the sentence, or next to it, but not in the clause of the value.
const IN_SENTENCE: f32 = 0.85;
const IN_NEIGHBOR: f32 = 0.35;
/// Weight of the words right around the value within the context.
const LOCAL_SHARE: f32 = 0.25;
/// Reach, in terms, of "right around".
const LOCAL_REACH: usize = 3;

/// Everything that comparisons read.
#[derive(Debug)]
pub struct Bench<'a> {
    /// The text that is checked.
    pub piece: &'a Analysis,
    /// The texts taken as true.
    pub sources: &'a [Analysis],
    /// Pairs and weights.
    pub alignment: &'a Alignment,
    /// Word lists.
    pub lexicon: &'a Lexicon,
    /// Whether the piece has speakers.
    pub dialogue: bool,
    /// Median coverage over the claims.
    pub extractive: f32,
    /// Every figure of the sources, whatever it counts.
    pub figures: FxHashSet<Decimal>,
    /// Which names are the same.
    pub identity: Identity<'a>,
    /// Source quotations by word.
    quotations: FxHashMap<String, Vec<(usize, MentionId)>>,
    /// Every lower-case word of the sources.
    pub words: FxHashSet<&'a str>,
    /// Every time of the sources, as TIMEX3 value.
    pub times: FxHashSet<&'a str>,
}

/// One statement of the piece with its passages.
#[derive(Debug)]
pub struct Claim<'a> {
    /// The statement.
    pub statement: &'a Statement,
    /// Its sentence.
    pub sentence: &'a Sentence,
    /// Its candidates.
    pub pair: &'a Pair,
    /// Source sentences to look in, best first.
    pub passages: Vec<Passage>,
    /// Its content terms.
    pub terms: &'a [Term],
}

/// A source sentence that a claim may rest on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Passage {
    /// Index among the sources.
    pub source: usize,
    /// The sentence.
    pub sentence: SentenceId,
    /// Place among the claim's candidates, from 0; a neighbour has its candidate's place.
    pub rank: usize,
    /// The candidate's score; a neighbour's is lower.
    pub score: f32,
}

/// A source mention held against a claim's.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'a> {
    /// Index among the sources.
    pub source: usize,
    /// The source's mention.
    pub mention: &'a Mention,
    /// How the claim's value relates to it.
    pub relation: Relation,
    /// How much of the claim's other words stand around it, 0 to 1.
    pub context: f32,
    /// Place of its passage.
    pub rank: usize,
}

/// What the hits for one value come to.
#[derive(Clone, Copy, Debug)]
pub enum Outcome<'a> {
    /// The source says it.
    Support(Hit<'a>),
    /// The source says otherwise; the value may stand elsewhere, for another subject.
    Conflict(Hit<'a>, Option<Hit<'a>>),
    /// Nothing of the kind.
    Absent,
}

impl<'a> Bench<'a> {
    /// Sets the table.
    pub fn new(
        piece: &'a Analysis,
        sources: &'a [Analysis],
        alignment: &'a Alignment,
        lexicon: &'a Lexicon,
    ) -> Self {
        let mut coverages: Vec<f32> = piece
            .statements
            .iter()
            .zip(&alignment.pairs)
            .filter(|(statement, _)| statement.idle.is_none())
            .filter_map(|(_, pair)| {
                pair.candidates
                    .first()
                    .map(|candidate| candidate.features.coverage)
            })
            .collect();
        coverages.sort_by(f32::total_cmp);
        let extractive = coverages.get(coverages.len() / 2).copied().unwrap_or(0.0);
        let dialogue = !piece.document.turns.is_empty();
        let figures = sources
            .iter()
            .flat_map(|source| &source.mentions)
            .filter_map(Mention::quantity)
            .map(|q| q.low)
            .collect();
        let identity = Identity::new(piece, sources);
        let words = sources
            .iter()
            .flat_map(|source| source.tokens.iter().map(|t| source.document.lower(t.span)))
            .collect();
        let times = sources
            .iter()
            .flat_map(|source| &source.mentions)
            .filter_map(Mention::time)
            .map(|t| &*t.timex)
            .collect();
        Self {
            piece,
            sources,
            alignment,
            lexicon,
            dialogue,
            extractive,
            figures,
            identity,
            words,
            times,
            quotations: quotations(sources),
        }
    }

    /// The statements of the piece that are compared: claims, and the premises of questions, conditions and
    /// opinions; headings, courtesies and talk about the talk are left out.
    pub fn claims(&self) -> impl Iterator<Item = Claim<'a>> + '_ {
        self.piece
            .statements
            .iter()
            .zip(&self.alignment.pairs)
            .filter_map(|(statement, pair)| {
                let sentence = self.piece.sentences.get(statement.sentence.idx())?;
                if sentence.kind == SentenceKind::Heading {
                    return None;
                }
                match statement.idle {
                    None | Some(NotCheckable::Question) => {}
                    Some(_) => return None,
                }
                Some(Claim {
                    statement,
                    sentence,
                    pair,
                    passages: self.passages(pair),
                    terms: self.piece.terms_in(statement.token_range()),
                })
            })
    }

    fn passages(&self, pair: &Pair) -> Vec<Passage> {
        let mut passages: Vec<Passage> = Vec::with_capacity(pair.candidates.len() * 3);
        let add = |passages: &mut Vec<Passage>, passage: Passage| {
            let known = passages
                .iter()
                .any(|p| p.source == passage.source && p.sentence == passage.sentence);
            let exists = self
                .sources
                .get(passage.source)
                .is_some_and(|s| passage.sentence.idx() < s.sentences.len());
            if !known && exists {
                passages.push(passage);
            }
        };
        let home = |candidate: &crate::model::Candidate| {
            let source = self
                .sources
                .iter()
                .position(|source| source.document.id == candidate.document)?;
            let statement = self
                .sources
                .get(source)?
                .statements
                .get(candidate.statement.idx())?;
            Some((source, statement.sentence))
        };
        for (rank, candidate) in pair.candidates.iter().enumerate() {
            if let Some((source, sentence)) = home(candidate) {
                add(
                    &mut passages,
                    Passage {
                        source,
                        sentence,
                        rank,
                        score: candidate.score,
                    },
                );
            }
        }
        for (rank, candidate) in pair.candidates.iter().enumerate() {
            if let Some((source, SentenceId(id))) = home(candidate) {
                for neighbor in [id.checked_sub(1), Some(id + 1)].into_iter().flatten() {
                    let score = candidate.score * IN_NEIGHBOR;
                    add(
                        &mut passages,
                        Passage {
                            source,
                            sentence: SentenceId(neighbor),
                            rank,
                            score,
                        },
                    );
                }
            }
        }
        passages
    }

    /// The statement of a source that a mention stands in.
    pub fn statement_of(&self, source: usize, mention: &Mention) -> Option<&'a Statement> {
        let analysis = self.sources.get(source)?;
        let idx = analysis
            .statements
            .partition_point(|s| s.span.start() <= mention.span.start())
            .checked_sub(1)?;
        analysis.statements.get(idx)
    }

    /// The mentions of a claim's passages, with the place of their passage.
    pub fn mentions_near<'s>(
        &'s self,
        claim: &'s Claim<'a>,
    ) -> impl Iterator<Item = (usize, &'a Mention, usize)> + 's {
        claim.passages.iter().flat_map(move |passage| {
            let analysis = self.sources.get(passage.source);
            let span = analysis
                .and_then(|a| a.sentences.get(passage.sentence.idx()))
                .map(|sentence| sentence.span);
            analysis
                .zip(span)
                .into_iter()
                .flat_map(|(analysis, span)| analysis.mentions_in(span))
                .map(move |mention| (passage.source, mention, passage.rank))
        })
    }

    /// The source quotations that share the rarest words of a list.
    pub fn quotations_with(&self, words: &[String]) -> Vec<(usize, &'a Mention)> {
        let mut lists: Vec<&Vec<(usize, MentionId)>> = words
            .iter()
            .filter_map(|word| self.quotations.get(word))
            .collect();
        lists.sort_by_key(|list| list.len());
        let mut found: Vec<(usize, MentionId)> = lists
            .into_iter()
            .take(MAX_RARE_WORDS)
            .flatten()
            .take(MAX_LISTED)
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        let mention =
            |(source, id): (usize, MentionId)| Some((source, self.sources.get(source)?.mention(id)?));
        found.into_iter().filter_map(mention).collect()
    }

    /// Whether an entity of a source is named in the claim's sentence too.
    pub fn names_in(&self, claim: &Claim<'a>, source: usize, entity: u32) -> bool {
        self.piece
            .mentions_in(claim.sentence.span)
            .filter_map(Mention::name)
            .any(|name| self.identity.is_same(name.entity, source, entity))
    }

    /// How much of the claim's clause, the value's own words left out, stands around a place in a source.
    pub fn context(&self, claim: &Claim<'a>, value: &Range<usize>, source: usize, mention: &Mention) -> f32 {
        let Some(analysis) = self.sources.get(source) else {
            return 0.0;
        };
        let Some(statement) = self.statement_of(source, mention) else {
            return 0.0;
        };
        let clause = analysis.terms_in(statement.token_range());
        let around = self.around(analysis, statement.sentence);
        let mut total = 0.0;
        let mut shared = 0.0;
        for term in claim
            .terms
            .iter()
            .filter(|term| !value.contains(&(term.token as usize)))
        {
            let weight = self.alignment.weight(term.key);
            total += weight;
            shared += weight * share_of(term.key, clause, &around);
        }
        if total <= 0.0 {
            // Nothing but the value ("In May."): the pairing speaks.
            let near = claim
                .passages
                .iter()
                .find(|p| p.source == source && p.sentence == statement.sentence);
            return near.map_or(0.0, |passage| passage.score);
        }
        let local = self.local(claim, value, analysis, mention);
        (1.0 - LOCAL_SHARE) * (shared / total) + LOCAL_SHARE * local.unwrap_or(shared / total)
    }

    /// The terms of a sentence and of its neighbours.
    fn around(&self, analysis: &'a Analysis, sentence: SentenceId) -> [&'a [Term]; 3] {
        let of = |id: Option<usize>| {
            let sentence = id.and_then(|id| analysis.sentences.get(id));
            sentence.map_or(&[][..], |sentence| analysis.terms_in(sentence.token_range()))
        };
        let id = sentence.idx();
        [of(Some(id)), of(id.checked_sub(1)), of(Some(id + 1))]
    }

    /// Share of the terms next to the claim's value that stand next to the source's; `None` without any.
    fn local(
        &self,
        claim: &Claim<'a>,
        value: &Range<usize>,
        analysis: &Analysis,
        mention: &Mention,
    ) -> Option<f32> {
        let near = |terms: &[Term], tokens: &Range<usize>| -> Vec<u64> {
            let start = terms.partition_point(|term| (term.token as usize) < tokens.start);
            let end = terms.partition_point(|term| (term.token as usize) < tokens.end);
            let before = terms.get(start.saturating_sub(LOCAL_REACH)..start).unwrap_or(&[]);
            let after = terms
                .get(end..(end + LOCAL_REACH).min(terms.len()))
                .unwrap_or(&[]);
            before.iter().chain(after).map(|term| term.key).collect()
        };
        let statement = analysis.sentences.get(mention.sentence.idx())?;
        let theirs = near(analysis.terms_in(statement.token_range()), &mention.token_range());
        let ours = near(claim.terms, value);
        if ours.is_empty() {
            return None;
        }
        let weight =
            |keys: &mut dyn Iterator<Item = &u64>| keys.map(|&key| self.alignment.weight(key)).sum::<f32>();
        let total = weight(&mut ours.iter());
        Some(weight(&mut ours.iter().filter(|key| theirs.contains(key))) / total.max(f32::EPSILON))
    }

    /// Content words and names that a claim, the value's own words left out, shares with a source sentence.
    pub fn shared(
        &self,
        claim: &Claim<'a>,
        value: &Range<usize>,
        source: usize,
        sentence: SentenceId,
    ) -> (usize, usize) {
        let Some(analysis) = self.sources.get(source) else {
            return (0, 0);
        };
        let [here, ..] = self.around(analysis, sentence);
        let mut seen: Vec<u64> = Vec::new();
        let mut counts = (0, 0);
        for term in claim
            .terms
            .iter()
            .filter(|term| !value.contains(&(term.token as usize)))
        {
            if !seen.contains(&term.key) && here.iter().any(|other| other.key == term.key) {
                seen.push(term.key);
                counts.0 += 1;
                counts.1 += usize::from(term.name);
            }
        }
        counts
    }

    /// A comparison with the features that every slot has.
    pub fn comparison(
        &self,
        claim: &Claim<'a>,
        primitive: Primitive,
        category: Category,
        span: Span,
    ) -> Comparison {
        let mut comparison = Comparison {
            primitive,
            category,
            sentence: claim.sentence.id,
            claim_span: span,
            claim_value: None,
            source: None,
            source_value: None,
            note: None,
            features: Vec::with_capacity(20),
        };
        comparison.number(Feature::Extractive, self.extractive);
        comparison.flag(Feature::Dialogue, self.dialogue);
        comparison.flag(Feature::Premise, claim.statement.idle.is_some());
        comparison.flag(Feature::Agreement, !claim.statement.agreements.is_empty());
        comparison.flag(Feature::Attributed, claim.statement.attribution.is_some());
        comparison.word(Feature::ClaimPolarity, polarity_name(claim.statement));
        comparison.word(Feature::ClaimCertainty, certainty_name(claim.statement));
        let coverage = claim
            .pair
            .candidates
            .first()
            .map_or(0.0, |candidate| candidate.features.coverage);
        comparison.number(Feature::Coverage, coverage);
        comparison.word(
            Feature::SpeakerRole,
            match self.role(claim) {
                Some(SpeakerRole::Host) => "host",
                Some(SpeakerRole::Guest) => "guest",
                None => "none",
            },
        );
        comparison
    }

    fn role(&self, claim: &Claim<'a>) -> Option<SpeakerRole> {
        let turn = self.piece.document.turns.get(claim.sentence.turn? as usize)?;
        self.piece
            .document
            .speakers
            .get(usize::from(turn.speaker?.0))?
            .role
    }

    /// Adds what is known about the source's side.
    pub fn against(
        &self,
        comparison: &mut Comparison,
        claim: &Claim<'a>,
        value: &Range<usize>,
        hit: &Hit<'a>,
    ) {
        let Some(analysis) = self.sources.get(hit.source) else {
            return;
        };
        comparison.source = Some((analysis.document.id, hit.mention.span));
        comparison.word(Feature::Relation, hit.relation.name());
        comparison.number(Feature::SameEvent, hit.context);
        comparison.number(Feature::Rank, hit.rank as f32);
        let (words, names) = self.shared(claim, value, hit.source, hit.mention.sentence);
        comparison.number(Feature::SharedWords, words as f32);
        comparison.number(Feature::SharedNames, names as f32);
        if let Some(statement) = self.statement_of(hit.source, hit.mention) {
            comparison.word(Feature::SourcePolarity, polarity_name(statement));
            comparison.word(Feature::SourceCertainty, certainty_name(statement));
            comparison.flag(
                Feature::SamePredicate,
                self.same_predicate(claim.statement, statement),
            );
        }
    }

    /// Whether two statements have the same predicate, or one of the same family.
    pub fn same_predicate(&self, claim: &Statement, source: &Statement) -> bool {
        match (&claim.predicate, &source.predicate) {
            (Some(a), Some(b)) => self.lexicon.relations.same_family(&a.value, &b.value),
            _ => false,
        }
    }

    /// Chooses between support and conflict.
    pub fn settle(&self, hits: &[Hit<'a>]) -> Outcome<'a> {
        let best = |supports: bool| {
            hits.iter()
                .filter(|hit| hit.relation.supports() == supports)
                .max_by(|a, b| {
                    a.context
                        .total_cmp(&b.context)
                        .then(b.mention.span.cmp(&a.mention.span))
                })
                .copied()
        };
        match (best(true), best(false)) {
            (Some(support), Some(conflict)) if support.context >= SUPPORT_SHARE * conflict.context => {
                Outcome::Support(support)
            }
            (support, Some(conflict)) => Outcome::Conflict(conflict, support),
            (Some(support), None) => Outcome::Support(support),
            (None, None) => Outcome::Absent,
        }
    }
}

/// How many of a quotation's rarest words are looked up, and how many source quotations they may give.
const MAX_RARE_WORDS: usize = 4;
const MAX_LISTED: usize = 24;

/// Source quotations by their words.
fn quotations(sources: &[Analysis]) -> FxHashMap<String, Vec<(usize, MentionId)>> {
    let mut index: FxHashMap<String, Vec<(usize, MentionId)>> = FxHashMap::default();
    for (source, analysis) in sources.iter().enumerate() {
        for mention in analysis
            .mentions
            .iter()
            .filter(|mention| mention.quotation().is_some())
        {
            for word in Words::of_quotation(analysis, mention).words {
                let list = index.entry(word).or_default();
                if list.last() != Some(&(source, mention.id)) {
                    list.push((source, mention.id));
                }
            }
        }
    }
    index
}

fn share_of(key: u64, clause: &[Term], around: &[&[Term]; 3]) -> f32 {
    let holds = |terms: &[Term]| terms.iter().any(|term| term.key == key);
    if holds(clause) {
        1.0
    } else if holds(around[0]) {
        IN_SENTENCE
    } else if holds(around[1]) || holds(around[2]) {
        IN_NEIGHBOR
    } else {
        0.0
    }
}

/// Name of a statement's polarity.
pub(super) fn polarity_name(statement: &Statement) -> &'static str {
    match statement.polarity.value {
        crate::model::Polarity::Affirmed => "affirmed",
        crate::model::Polarity::Negated => "negated",
    }
}

/// Name of a statement's certainty.
pub(super) fn certainty_name(statement: &Statement) -> &'static str {
    use crate::model::Certainty;
    match statement.certainty.value {
        Certainty::Conditional => "conditional",
        Certainty::Open => "open",
        Certainty::Possible => "possible",
        Certainty::Planned => "planned",
        Certainty::Likely => "likely",
        Certainty::Fact => "fact",
    }
}
