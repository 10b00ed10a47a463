//! What all comparisons stand on: the texts, what is indexed of them once, and claims with their passages.

use std::cell::{Cell, OnceCell, RefCell};

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use crate::align::Alignment;
use crate::judge::compare::claim::Distinct;
pub(super) use crate::judge::compare::claim::{Claim, Passage};
use crate::judge::compare::identity::{Identity, folded_words};
use crate::judge::compare::twin::Twin;
use crate::judge::compare::vote::Votes;
use crate::judge::compare::words_index::{self, WordIndex};
use crate::lexicon::Lexicon;
use crate::limits::{MAX_CLAIM_VALUES, MAX_NEAR_MENTIONS};
use crate::model::{
    Analysis, Mention, MentionId, Name, NotCheckable, Pair, Reading, Sentence, SentenceId, SentenceKind,
    Statement, StatementId,
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
    /// How votes went in the sources.
    pub(super) votes: OnceCell<Votes>,
    /// For each source, the place of its first sentence among the units of the alignment.
    first_units: Vec<usize>,
    /// How many claims had more values, or more mentions around them, than are compared.
    pub(super) cut: Cell<usize>,
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
            votes: OnceCell::new(),
            quotations: words_index::index(sources),
            first_units: sources
                .iter()
                .scan(0, |next, source| Some(std::mem::replace(next, *next + source.sentences.len())))
                .collect(),
            cut: Cell::new(0),
        }
    }

    /// The statements of the piece that are compared: claims, and the premises of questions, conditions and
    /// opinions; headings, courtesies and talk about the talk are left out.
    pub fn claims(&self) -> impl Iterator<Item = Claim<'a>> + '_ {
        self.piece.all_statements().zip(&self.alignment.pairs).filter_map(|(statement, pair)| {
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
            Some(self.claim(statement, sentence, pair, self.passages(pair)))
        })
    }

    /// The statements that recall earlier turns: talk about the conversation that has a partner among them.
    pub(super) fn recalling_claims(&self) -> impl Iterator<Item = Claim<'a>> + '_ {
        let pairs = self.piece.all_statements().zip(&self.alignment.pairs);
        pairs.filter(|(_, pair)| !pair.candidates.is_empty()).filter_map(|(statement, pair)| {
            let sentence = self.piece.sentences.get(statement.sentence.idx())?;
            // Neighbours may be another speaker's words, or the claim itself.
            let mut passages = self.passages(pair);
            passages.retain(|passage| !passage.neighbor);
            Some(self.claim(statement, sentence, pair, passages))
        })
    }

    /// The source sentence that a sentence of the piece follows.
    pub(super) fn twin(&self, sentence: SentenceId) -> Option<&Twin> {
        self.twins.get(sentence.idx())?.as_ref()
    }

    fn claim(
        &self,
        statement: &'a Statement,
        sentence: &'a Sentence,
        pair: &'a Pair,
        passages: Vec<Passage>,
    ) -> Claim<'a> {
        let terms = self.piece.terms_in(statement.token_range());
        let mut near = self.near(&passages);
        let values = [&statement.times, &statement.quantities, &statement.names, &statement.places];
        if near.len() > MAX_NEAR_MENTIONS || values.iter().any(|list| list.len() > MAX_CLAIM_VALUES) {
            self.cut.set(self.cut.get() + 1);
            near.truncate(MAX_NEAR_MENTIONS);
        }
        Claim {
            statement,
            sentence,
            pair,
            passages,
            terms,
            distinct: Distinct::new(terms),
            near,
            shares: RefCell::default(),
            named: RefCell::default(),
            facing: OnceCell::new(),
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

    /// The keys of the terms of a source's sentence, sorted; none past its ends.
    pub(super) fn keys_of(&self, source: usize, sentence: Option<usize>) -> &'a [u64] {
        let unit = self.first_units.get(source).zip(sentence).and_then(|(first, idx)| {
            let unit = self.alignment.units.get(first + idx)?;
            (unit.source == source && unit.sentence.idx() == idx).then_some(unit)
        });
        unit.map_or(&[], |unit| &unit.terms)
    }

    /// What the tree of a source's sentence says, if this comparison asked for it.
    pub(super) fn reading(&self, source: usize, sentence: SentenceId) -> Option<&'a Reading> {
        // A shared source may hold what other pieces asked for.
        let asked = self.alignment.asked.sources.contains(&(source, sentence));
        self.sources.get(source).filter(|_| asked)?.readings.get(sentence)
    }

    /// The statements of a source's sentence: as its tree has them, if this comparison asked for it.
    pub(super) fn statements_of(&self, source: usize, sentence: SentenceId) -> &'a [Statement] {
        match self.reading(source, sentence) {
            Some(reading) => &reading.statements,
            None => self.sources.get(source).map_or(&[], |it| it.plain_statements_of(sentence)),
        }
    }

    /// A statement of a source; as [`Self::statements_of`] gives it.
    pub(super) fn source_statement(&self, source: usize, id: StatementId) -> Option<&'a Statement> {
        let plain = self.sources.get(source)?.statements.get(id.idx())?;
        self.statements_of(source, plain.sentence).iter().find(|it| it.id == id)
    }

    /// The statement of a source that a mention stands in.
    pub fn statement_of(&self, source: usize, mention: &Mention) -> Option<&'a Statement> {
        let analysis = self.sources.get(source)?;
        let idx =
            analysis.statements.partition_point(|s| s.span.start() <= mention.span.start()).checked_sub(1)?;
        self.source_statement(source, analysis.statements.get(idx)?.id)
    }

    /// The mentions of passages, with the place of their passage; at most one more than are compared.
    fn near(&self, passages: &[Passage]) -> Vec<(usize, &'a Mention, usize)> {
        let mut near = Vec::new();
        for passage in passages {
            let Some(analysis) = self.sources.get(passage.source) else { continue };
            let Some(sentence) = analysis.sentences.get(passage.sentence.idx()) else { continue };
            let mentions = analysis.mentions_in(sentence.span);
            near.extend(mentions.map(|mention| (passage.source, mention, passage.rank)));
            if near.len() > MAX_NEAR_MENTIONS {
                break;
            }
        }
        near
    }

    /// Those of a claim's values of one kind that are compared.
    pub fn ours<'s>(&'s self, values: &'s [MentionId]) -> impl Iterator<Item = &'a Mention> + 's {
        values.iter().take(MAX_CLAIM_VALUES).filter_map(|&id| self.piece.mention(id))
    }

    /// The mentions of a claim's passages, with the place of their passage.
    pub fn mentions_near<'s>(
        &self,
        claim: &'s Claim<'a>,
    ) -> impl Iterator<Item = (usize, &'a Mention, usize)> + use<'s, 'a> {
        claim.near.iter().copied()
    }

    /// Share of a name's words that stand somewhere in the sources, 0 to 1.
    pub(super) fn known_words(&self, name: &Name) -> f32 {
        let words = folded_words(&name.canonical);
        let known = words.iter().filter(|word| self.words.contains(word.as_str())).count();
        if words.is_empty() { 1.0 } else { known as f32 / words.len() as f32 }
    }

    /// Whether an entity of a source is named in the claim's sentence too.
    pub fn names_in(&self, claim: &Claim<'a>, source: usize, entity: u32) -> bool {
        *claim.named.borrow_mut().entry((source, entity)).or_insert_with(|| {
            self.piece
                .mentions_in(claim.sentence.span)
                .filter_map(Mention::name)
                .any(|name| self.identity.is_same(name.entity, source, entity))
        })
    }
}
