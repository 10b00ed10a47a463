//! The order of the stages. Nothing else knows it.

use jiff::civil::Date;

use crate::error::{Error, InputError};
use crate::ingest::{self, RawInput};
use crate::judge::score_model::ScoreModel;
use crate::judge::{Bases, Judgment, RuleSet};
use crate::lexicon::Lexicon;
use crate::model::{Analysis, Document, Input, Parse, ProblemKind, Report, Span, Text, Tool};
use crate::{align, extract, judge, language, segment, state};

/// Everything that is loaded once and used for every pair.
#[derive(Debug)]
pub struct Engine {
    lexicon: Lexicon,
    rules: RuleSet,
    model: ScoreModel,
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
        Ok(Self { lexicon: Lexicon::english()?, rules, model: ScoreModel::builtin()? })
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
        let mut sentences = segment::split(&document, &self.lexicon);
        let cut = segment::problems(&document, &sentences);
        document.problems.extend(cut);
        let tokens = language::analyse(&document, &mut sentences);
        let text = Text { document: &document, sentences: &sentences, tokens: &tokens };
        let terms = language::terms(&text, &self.lexicon);
        let extraction = extract::mentions(&text, &self.lexicon);
        let references = state::references(&text, &extraction, &self.lexicon);
        let statements = state::statements(&text, &extraction, &references, &self.lexicon);
        let extract::Extraction { mentions, speeches, acronyms } = extraction;
        Analysis { document, sentences, tokens, terms, mentions, speeches, references, acronyms, statements }
    }

    /// The dependency trees of an analysed document, sentence by sentence, with who does what to whom.
    ///
    /// # Errors
    /// The program was built without its English model.
    pub fn parses(&self, analysis: &Analysis) -> Result<Vec<Parse>, Error> {
        let spans: Vec<Span> = analysis.sentences.iter().map(|sentence| sentence.span).collect();
        Ok(language::parses(&analysis.document, &spans)?)
    }

    /// Compares an analysed piece with its analysed sources.
    pub fn judge(&self, piece: &Analysis, sources: &[Analysis], options: &CheckOptions) -> Judgment {
        let alignment = align::align(piece, sources, &self.lexicon);
        let earlier = align::align_with_earlier_turns(piece, &self.lexicon);
        let bases = Bases {
            lexicon: &self.lexicon,
            rules: &self.rules,
            model: &self.model,
            min_confidence: options.min_confidence,
        };
        judge::judge(piece, sources, &alignment, earlier.as_ref(), bases)
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
        let Judgment { claims, problems, .. } = self.judge(&piece, sources, options);
        report(piece.document, sources, claims, problems, options)
    }
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
    Report { tool: Tool::THIS, inputs, documents, split_line: options.split_line, claims, problems }
}
