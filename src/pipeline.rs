//! The order of the stages. Nothing else knows it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use crate::align::Asked;
use crate::error::{Error, InputError, TreeError};
use crate::ingest::{self, RawInput};
use crate::judge::score_model::ScoreModel;
use crate::judge::{Bases, Judgment, Rule, RuleSet};
use crate::lexicon::Lexicon;
use crate::lexicon::grammar::GrammarWords;
use crate::model::{
    Analysis, Document, EntityKind, Input, Parse, Problem, ProblemKind, Readings, Recogniser, Report,
    RuleNote, Sentence, SentenceId, Span, Stage, Statement, Text, Tool,
};
use crate::{align, extract, judge, language, segment, state, waive};

/// Everything that is loaded once and used for every pair.
#[derive(Debug)]
pub struct Engine {
    lexicon: Arc<Lexicon>,
    rules: RuleSet,
    model: ScoreModel,
    depth: Depth,
}

/// How far sentences are taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// With dependency trees, for those sentences that a comparison needs.
    Full,
    /// By word order alone.
    Shallow,
}

impl Depth {
    /// The deepest that this program can: without its English model there are no trees.
    pub const DEEPEST: Self = if cfg!(feature = "english-model") { Self::Full } else { Self::Shallow };
}

/// What a user may set for one check.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CheckOptions {
    /// Findings below this confidence, 0 to 1, are left out.
    pub min_confidence: f32,
    /// Raw line, from 1, at which the piece begins in a combined document; for the report only.
    pub split_line: Option<usize>,
}

impl Engine {
    /// Loads the built-in word lists, rules and weights.
    ///
    /// # Errors
    /// A list or rule that cannot be read.
    pub fn new() -> Result<Self, Error> {
        Self::with_rules(RuleSet::builtin()?)
    }

    /// Loads the built-in word lists and weights, and takes these rules.
    ///
    /// # Errors
    /// A list that cannot be read.
    pub fn with_rules(rules: RuleSet) -> Result<Self, Error> {
        Self::with_words(Lexicon::english()?, rules)
    }

    /// Loads the built-in weights, and takes these word lists and rules.
    ///
    /// # Errors
    /// Weights that cannot be read.
    pub fn with_words(lexicon: Lexicon, rules: RuleSet) -> Result<Self, Error> {
        let model = ScoreModel::builtin()?;
        Ok(Self { lexicon: Arc::new(lexicon), rules, model, depth: Depth::DEEPEST })
    }

    /// The same engine with other rules; the word lists are shared.
    #[must_use]
    pub fn with_other_rules(&self, rules: RuleSet) -> Self {
        Self { lexicon: Arc::clone(&self.lexicon), rules, model: self.model.clone(), depth: self.depth }
    }

    /// The same engine, taking sentences apart as far as this.
    ///
    /// # Errors
    /// Trees are asked for, and the program was built without its English model.
    pub fn with_depth(mut self, depth: Depth) -> Result<Self, Error> {
        if depth == Depth::Full && Depth::DEEPEST == Depth::Shallow {
            return Err(TreeError::NoModel.into());
        }
        self.depth = depth;
        Ok(self)
    }

    /// The word lists.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The rules.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// The weights of the support score.
    pub fn score_model(&self) -> &ScoreModel {
        &self.model
    }

    /// Reads one input.
    ///
    /// # Errors
    /// An input that cannot be used.
    pub fn read(&self, raw: &RawInput<'_>) -> Result<Document, InputError> {
        ingest::read(raw, &self.lexicon)
    }

    /// Takes one document through every stage before comparison.
    pub fn analyse(&self, mut document: Document) -> Analysis {
        let mut sentences =
            segment::split(&document, &self.lexicon, |spans| self.beginnings(&document, spans));
        let cut = segment::problems(&document, &sentences);
        document.problems.extend(cut);
        let tokens = language::analyse(&document, &mut sentences);
        let text = Text { document: &document, sentences: &sentences, tokens: &tokens };
        let terms = language::terms(&text, &self.lexicon);
        let trees = Trees { text: &text, depth: self.depth, read: RefCell::default() };
        let extraction = extract::mentions(&text, &self.lexicon, &trees);
        let references = state::references(&text, &extraction, &self.lexicon);
        let statements = state::statements(&text, &extraction, &references, &self.lexicon);
        let extract::Extraction { mentions, speeches, acronyms } = extraction;
        let read = trees.read.into_inner();
        let readings = Readings::new(sentences.len());
        let analysis = Analysis {
            document,
            sentences,
            tokens,
            terms,
            mentions,
            speeches,
            references,
            acronyms,
            statements,
            readings,
        };
        // The names of these sentences asked for their trees; what they say of statements is kept as well.
        if let Ok(words) = GrammarWords::shared() {
            for (id, parse) in read {
                keep(&analysis, id, parse, words);
            }
        }
        analysis
    }

    /// Where the sentences begin that trees see in some stretches of a document; without trees nowhere.
    fn beginnings(&self, document: &Document, spans: &[Span]) -> Vec<usize> {
        if self.depth == Depth::Shallow {
            return Vec::new();
        }
        let texts: Vec<(&str, usize)> = spans.iter().map(|span| text_at(document, *span)).collect();
        // Without a model the end marks speak alone; the comparison says so once.
        let parses = language::parses(&texts).unwrap_or_default();
        parses.iter().flat_map(|parse| parse.tree.beginnings()).collect()
    }

    /// The dependency trees of an analysed document, sentence by sentence, with who does what to whom.
    ///
    /// # Errors
    /// The program was built without its English model.
    pub fn parses(&self, analysis: &Analysis) -> Result<Vec<Parse>, Error> {
        let spans: Vec<Span> = analysis.sentences.iter().map(|sentence| sentence.span).collect();
        let texts: Vec<(&str, usize)> = spans.iter().map(|span| text_at(&analysis.document, *span)).collect();
        Ok(language::parses(&texts)?)
    }

    /// Reads every sentence of an analysis with its tree; with [`Depth::Shallow`] nothing is done.
    ///
    /// # Errors
    /// The English model cannot be read.
    pub fn read_all(&self, analysis: &Analysis) -> Result<(), Error> {
        let all: Vec<(&Analysis, SentenceId)> =
            analysis.sentences.iter().map(|sentence| (analysis, sentence.id)).collect();
        self.read_sentences(&all)
    }

    /// Every statement of an analysis, in order: with trees also the acts that are told inside the clauses, and each
    /// time and place at the act that it belongs to.
    ///
    /// # Errors
    /// The English model cannot be read.
    pub fn statements(&self, analysis: &Analysis) -> Result<Vec<Statement>, Error> {
        self.read_all(analysis)?;
        let words = GrammarWords::shared()?;
        let of = |sentence: &Sentence| state::events(analysis, sentence.id, words);
        Ok(analysis.sentences.iter().flat_map(of).collect())
    }

    /// Reads sentences of any documents with their trees, all together; those that were read before are left out.
    fn read_sentences(&self, sentences: &[(&Analysis, SentenceId)]) -> Result<(), Error> {
        if self.depth == Depth::Shallow {
            return Ok(());
        }
        let open: Vec<(&Analysis, SentenceId, Span)> = sentences
            .iter()
            .filter(|(analysis, id)| analysis.readings.get(*id).is_none())
            .filter_map(|(analysis, id)| Some((*analysis, *id, analysis.sentences.get(id.idx())?.span)))
            .collect();
        let texts: Vec<(&str, usize)> =
            open.iter().map(|(analysis, _, span)| text_at(&analysis.document, *span)).collect();
        let parses = language::parses(&texts)?;
        let words = GrammarWords::shared()?;
        for ((analysis, id, _), parse) in open.into_iter().zip(parses) {
            keep(analysis, id, parse, words);
        }
        Ok(())
    }

    /// Reads the sentences whose trees the comparisons of a piece need.
    fn read_asked(&self, piece: &Analysis, sources: &[Analysis], asked: &Asked) -> Result<(), Error> {
        let ours = asked.piece.iter().map(|id| (piece, *id));
        let theirs = asked.sources.iter().filter_map(|(at, id)| Some((sources.get(*at)?, *id)));
        self.read_sentences(&ours.chain(theirs).collect::<Vec<_>>())
    }

    /// Compares an analysed piece with its analysed sources.
    pub fn judge(&self, piece: &Analysis, sources: &[Analysis], options: &CheckOptions) -> Judgment {
        let alignment = align::align(piece, sources, &self.lexicon);
        let earlier = align::align_with_earlier_turns(piece, &self.lexicon);
        let unread = self.read_asked(piece, sources, &alignment.asked).err();
        let bases = Bases {
            lexicon: &self.lexicon,
            rules: &self.rules,
            model: &self.model,
            min_confidence: options.min_confidence,
        };
        let mut judgment = judge::judge(piece, sources, &alignment, earlier.as_ref(), bases);
        judgment.problems.extend(unread.map(|error| Problem {
            document: Some(piece.document.id),
            span: None,
            stage: Stage::Judge,
            kind: ProblemKind::NoTrees,
            detail: format!("compared by word order alone: {error}"),
        }));
        judgment
    }

    /// Checks a piece against its sources.
    pub fn check(&self, piece: Document, sources: Vec<Document>, options: &CheckOptions) -> Report {
        let sources: Vec<Analysis> = sources.into_iter().map(|source| self.analyse(source)).collect();
        self.check_analysed(piece, &sources, options)
    }

    /// Checks a piece against sources that were analysed before, for runs in which they come back.
    pub fn check_analysed(
        &self,
        mut piece: Document,
        sources: &[Analysis],
        options: &CheckOptions,
    ) -> Report {
        // A piece without a date of its own is taken to speak at the time of its latest source.
        let latest: Option<Date> =
            sources.iter().filter_map(|source| source.document.metadata.published).max();
        if piece.metadata.published.is_none() && latest.is_some() {
            piece.metadata.published = latest;
            piece.problems.retain(|problem| problem.kind != ProblemKind::NoDate);
        }
        let piece = self.analyse(piece);
        let Judgment { mut claims, mut problems, .. } = self.judge(&piece, sources, options);
        let complete = options.min_confidence <= 0.0;
        problems.extend(waive::inline(&mut claims, &piece.document, &self.rules, complete));
        let mut report = report(piece.document, sources, claims, problems, options);
        report.rules = notes(&self.rules, &report);
        report
    }
}

/// Reads sentences with their trees while names are looked for, and keeps the trees for later stages.
struct Trees<'a> {
    text: &'a Text<'a>,
    depth: Depth,
    read: RefCell<Vec<(SentenceId, Parse)>>,
}

impl Recogniser for Trees<'_> {
    fn recognise(&self, sentences: &[SentenceId]) -> Vec<(Span, EntityKind)> {
        if self.depth == Depth::Shallow {
            return Vec::new();
        }
        let spans = sentences.iter().filter_map(|id| self.text.sentences.get(id.idx()));
        let texts: Vec<(&str, usize)> =
            spans.map(|sentence| text_at(self.text.document, sentence.span)).collect();
        // Without a model the word lists speak alone; the comparison says so once.
        let parses = language::parses(&texts).unwrap_or_default();
        let mut found = Vec::new();
        for parse in &parses {
            let tree = &parse.tree;
            found.extend(tree.entities().iter().filter_map(|entity| {
                let first = tree.get(entity.nodes.start as usize)?.span;
                let last = tree.get((entity.nodes.end as usize).checked_sub(1)?)?.span;
                Some((first.cover(last), entity.kind))
            }));
        }
        self.read.borrow_mut().extend(sentences.iter().copied().zip(parses));
        found
    }
}

/// Keeps what a tree says of the statements of its sentence.
fn keep(analysis: &Analysis, sentence: SentenceId, parse: Parse, words: &GrammarWords) {
    let reading = state::read(&analysis.text(), analysis.statements_of(sentence), parse, words);
    analysis.readings.set(sentence, reading);
}

fn text_at(document: &Document, span: Span) -> (&str, usize) {
    (document.slice(span), span.start())
}

fn report(
    piece: Document,
    sources: &[Analysis],
    claims: Vec<crate::model::ClaimResult>,
    judged: Vec<crate::model::Problem>,
    options: &CheckOptions,
) -> Report {
    let sources = sources.iter().map(|source| source.document.clone());
    let documents: Vec<Document> = std::iter::once(piece).chain(sources).collect();
    let inputs = documents
        .iter()
        .map(|document| Input {
            id: document.id,
            role: document.role,
            name: document.name.clone(),
            published: document.metadata.published,
            sha256: document.sha256.clone(),
        })
        .collect();
    let problems = documents.iter().flat_map(|document| document.problems.clone()).chain(judged).collect();
    Report {
        tool: Tool::THIS,
        inputs,
        documents,
        split_line: options.split_line,
        claims,
        problems,
        rules: Vec::new(),
    }
}

/// What there is to know of the rules that found something.
fn notes(rules: &RuleSet, report: &Report) -> Vec<RuleNote> {
    let ids: BTreeSet<&str> = report.findings().map(|(_, finding)| finding.rule.as_str()).collect();
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let note = |rule: &Rule| RuleNote {
        id: rule.id.clone(),
        title: rule.title.clone(),
        severity: rule.severity,
        why: folded(&rule.why),
        limits: folded(&rule.limits),
    };
    ids.into_iter().filter_map(|id| rules.get(id)).map(note).collect()
}
