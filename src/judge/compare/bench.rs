//! What all comparisons stand on: the texts, what is indexed of them once, and claims with their passages.

use std::cell::RefCell;

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::align::Alignment;
use crate::judge::compare::identity::{Identity, folded_words};
use crate::judge::compare::twin::Twin;
use crate::judge::compare::words_index::{self, WordIndex};
use crate::lexicon::Lexicon;
use crate::model::{
    Analysis, Mention, Name, NotCheckable, Pair, Sentence, SentenceId, SentenceKind, Statement, Term,
};

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
    /// Median coverage over the claims; unknown for a piece with few of them.
    pub extractive: Option<f32>,
    /// Every figure of the sources, whatever it counts.
    pub figures: FxHashSet<Decimal>,
    /// Which names are the same.
    pub identity: Identity<'a>,
    /// Source quotations by word.
    pub(super) quotations: WordIndex,
    /// For each sentence of the piece the source sentence that it follows nearly word for word.
    pub(super) twins: Vec<Option<Twin>>,
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
    /// By source and statement there: how much of each term counts as standing around the statement.
    pub(super) shares: RefCell<FxHashMap<(usize, usize), Vec<f32>>>,
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
    /// Stands beside a candidate, and is none itself.
    pub neighbor: bool,
}

/// Fewer claims than this do not tell how closely a piece follows its source.
const MIN_CLAIMS: usize = 3;

/// Share of a candidate's score that its neighbours have.
const NEIGHBOR_SHARE: f32 = 0.35;

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
            .filter_map(|(_, pair)| pair.candidates.first().map(|candidate| candidate.features.coverage))
            .collect();
        coverages.sort_by(f32::total_cmp);
        let extractive =
            coverages.get(coverages.len() / 2).copied().filter(|_| coverages.len() >= MIN_CLAIMS);
        let dialogue = !piece.document.turns.is_empty();
        let figures = sources
            .iter()
            .flat_map(|source| &source.mentions)
            .filter_map(Mention::quantity)
            .filter(|q| !q.is_relative())
            .map(|q| q.low)
            .collect();
        let identity = Identity::new(piece, sources, lexicon);
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
        let twins =
            piece.sentences.iter().map(|sentence| Twin::find(piece, sources, alignment, sentence)).collect();
        Self {
            piece,
            sources,
            twins,
            alignment,
            lexicon,
            dialogue,
            extractive,
            figures,
            identity,
            words,
            times,
            quotations: words_index::index(sources),
        }
    }

    /// The statements of the piece that are compared: claims, and the premises of questions, conditions and
    /// opinions; headings, courtesies and talk about the talk are left out.
    pub fn claims(&self) -> impl Iterator<Item = Claim<'a>> + '_ {
        self.piece.statements.iter().zip(&self.alignment.pairs).filter_map(|(statement, pair)| {
            let sentence = self.piece.sentences.get(statement.sentence.idx())?;
            if sentence.kind == SentenceKind::Heading {
                return None;
            }
            match statement.idle {
                None => {}
                Some(NotCheckable::Question) if self.is_premise(statement, sentence) => {}
                // An opinion about somebody's words still quotes them.
                Some(NotCheckable::Opinion) if !statement.quotations.is_empty() => {}
                Some(_) => return None,
            }
            Some(self.claim(statement, sentence, pair))
        })
    }

    /// The statements that recall earlier turns: talk about the conversation that has a partner among them.
    pub(super) fn recalling_claims(&self) -> impl Iterator<Item = Claim<'a>> + '_ {
        let pairs = self.piece.statements.iter().zip(&self.alignment.pairs);
        pairs.filter(|(_, pair)| !pair.candidates.is_empty()).filter_map(|(statement, pair)| {
            let sentence = self.piece.sentences.get(statement.sentence.idx())?;
            let mut claim = self.claim(statement, sentence, pair);
            // Neighbours may be another speaker's words, or the claim itself.
            claim.passages.retain(|passage| !passage.neighbor);
            Some(claim)
        })
    }

    /// The source sentence that a sentence of the piece follows.
    pub(super) fn twin(&self, sentence: SentenceId) -> Option<&Twin> {
        self.twins.get(sentence.idx())?.as_ref()
    }

    fn claim(&self, statement: &'a Statement, sentence: &'a Sentence, pair: &'a Pair) -> Claim<'a> {
        Claim {
            statement,
            sentence,
            pair,
            passages: self.passages(pair),
            terms: self.piece.terms_in(statement.token_range()),
            shares: RefCell::default(),
        }
    }

    /// What a question takes for granted: the content of "why", and a clause before the one that asks.
    fn is_premise(&self, statement: &Statement, sentence: &Sentence) -> bool {
        let text = self.piece.text();
        let filler =
            |word: &str| matches!(word, "so" | "and" | "but" | "well" | "then" | "now" | "," | "yes" | "no");
        let opens = sentence.token_range().find(|&at| !filler(text.lower(at)));
        let asks_why = opens.is_some_and(|at| text.lower(at) == "why");
        asks_why || statement.token_range().end < sentence.token_range().end
    }

    fn passages(&self, pair: &Pair) -> Vec<Passage> {
        let mut passages: Vec<Passage> = Vec::with_capacity(pair.candidates.len() * 3);
        let add = |passages: &mut Vec<Passage>, passage: Passage| {
            let known = passages.iter().any(|p| p.source == passage.source && p.sentence == passage.sentence);
            let exists =
                self.sources.get(passage.source).is_some_and(|s| passage.sentence.idx() < s.sentences.len());
            if !known && exists {
                passages.push(passage);
            }
        };
        let home = |candidate: &crate::model::Candidate| {
            let source = self.sources.iter().position(|source| source.document.id == candidate.document)?;
            let statement = self.sources.get(source)?.statements.get(candidate.statement.idx())?;
            Some((source, statement.sentence))
        };
        for (rank, candidate) in pair.candidates.iter().enumerate() {
            if let Some((source, sentence)) = home(candidate) {
                add(
                    &mut passages,
                    Passage { source, sentence, rank, score: candidate.score, neighbor: false },
                );
            }
        }
        for (rank, candidate) in pair.candidates.iter().enumerate() {
            if let Some((source, SentenceId(id))) = home(candidate) {
                for neighbor in [id.checked_sub(1), Some(id + 1)].into_iter().flatten() {
                    let score = candidate.score * NEIGHBOR_SHARE;
                    let sentence = SentenceId(neighbor);
                    add(&mut passages, Passage { source, sentence, rank, score, neighbor: true });
                }
            }
        }
        passages
    }

    /// The statement of a source that a mention stands in.
    pub fn statement_of(&self, source: usize, mention: &Mention) -> Option<&'a Statement> {
        let analysis = self.sources.get(source)?;
        let idx =
            analysis.statements.partition_point(|s| s.span.start() <= mention.span.start()).checked_sub(1)?;
        analysis.statements.get(idx)
    }

    /// The mentions of a claim's passages, with the place of their passage.
    pub fn mentions_near<'s>(
        &'s self,
        claim: &'s Claim<'a>,
    ) -> impl Iterator<Item = (usize, &'a Mention, usize)> + 's {
        claim.passages.iter().flat_map(move |passage| {
            let analysis = self.sources.get(passage.source);
            let span =
                analysis.and_then(|a| a.sentences.get(passage.sentence.idx())).map(|sentence| sentence.span);
            analysis
                .zip(span)
                .into_iter()
                .flat_map(|(analysis, span)| analysis.mentions_in(span))
                .map(move |mention| (passage.source, mention, passage.rank))
        })
    }

    /// Share of a name's words that stand somewhere in the sources, 0 to 1.
    pub(super) fn known_words(&self, name: &Name) -> f32 {
        let words = folded_words(&name.canonical);
        let known = words.iter().filter(|word| self.words.contains(word.as_str())).count();
        if words.is_empty() { 1.0 } else { known as f32 / words.len() as f32 }
    }

    /// Whether an entity of a source is named in the claim's sentence too.
    pub fn names_in(&self, claim: &Claim<'a>, source: usize, entity: u32) -> bool {
        self.piece
            .mentions_in(claim.sentence.span)
            .filter_map(Mention::name)
            .any(|name| self.identity.is_same(name.entity, source, entity))
    }
}
