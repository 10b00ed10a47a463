//! The result of one run: a total order over everything, and no time, host or absolute path in it.

use jiff::civil::Date;

use crate::model::{
    Document, DocumentId, Finding, PairFeatures, Problem, Relation, Role, SentenceId, Severity, Span,
};
use crate::model::{SpeakerId, Verdict};

/// Which program made the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tool {
    /// "claimdiff".
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

impl Tool {
    /// This program.
    pub const THIS: Self = Self { name: "claimdiff", version: env!("CARGO_PKG_VERSION") };
}

/// One text that was read.
#[derive(Clone, Debug)]
pub struct Input {
    /// Number.
    pub id: DocumentId,
    /// Piece or source.
    pub role: Role,
    /// As the user named it.
    pub name: String,
    /// Day of publication, if known.
    pub published: Option<Date>,
    /// Hex SHA-256 of the file.
    pub sha256: String,
}

/// Why a sentence is not a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum NotCheckable {
    Question,
    Courtesy,
    Opinion,
    Prediction,
    Condition,
    Conversation,
    Command,
    Heading,
}

impl NotCheckable {
    /// Name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Courtesy => "courtesy",
            Self::Opinion => "opinion",
            Self::Prediction => "prediction",
            Self::Condition => "condition",
            Self::Conversation => "conversation",
            Self::Command => "command",
            Self::Heading => "heading",
        }
    }
}

/// One line of the slot-by-slot comparison of a claim with its best evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct SlotRow {
    /// "time", "quantity", "name" …
    pub slot: &'static str,
    /// The piece's words.
    pub claim: Span,
    /// The source's words and their document.
    pub source: Option<(DocumentId, Span)>,
    /// How the two relate.
    pub relation: Relation,
}

/// A source passage that a verdict rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// In which source.
    pub source: DocumentId,
    /// The passage.
    pub span: Span,
    /// How likely it speaks of the same event, 0 to 1.
    pub score: f32,
    /// What that score is made of.
    pub features: PairFeatures,
}

/// What stands for no feature among the parts of a score: where every claim starts.
pub const BASE: &str = "base";

/// What was found out about one sentence of the piece.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimResult {
    /// Number; "c12" on the wire.
    pub id: u32,
    /// The sentence.
    pub sentence: SentenceId,
    /// Its words.
    pub span: Span,
    /// Who says it.
    pub speaker: Option<SpeakerId>,
    /// The worst of its facts.
    pub verdict: Verdict,
    /// Why it is not a claim.
    pub not_checkable: Option<NotCheckable>,
    /// How likely a careful reader finds it supported, 0 to 1; `None` if it is not checkable.
    pub score: Option<f32>,
    /// What the score is made of, in log-odds that add up to it: [`BASE`], then feature name, value, contribution, largest
    /// contribution first.
    pub score_parts: Vec<(&'static str, f32, f32)>,
    /// Slot by slot.
    pub slots: Vec<SlotRow>,
    /// Passages, best first.
    pub evidence: Vec<Evidence>,
    /// Findings, sorted by span, then rule.
    pub findings: Vec<Finding>,
}

/// What a reader may want to know of a rule that found something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleNote {
    /// "date/day-mismatch".
    pub id: String,
    /// What is wrong, in one line.
    pub title: String,
    /// How loud its findings are.
    pub severity: Severity,
    /// How the mistake comes about.
    pub why: String,
    /// What the rule misses, and where it is wrong.
    pub limits: String,
}

impl ClaimResult {
    /// The verdict without the findings that a reviewer let stand. [`ClaimResult::verdict`] itself says how the claim
    /// relates to the sources, which no waiver changes.
    pub fn standing(&self) -> Verdict {
        if self.findings.iter().all(|finding| finding.waived.is_none()) {
            return self.verdict;
        }
        let left = self.findings.iter().filter(|finding| finding.waived.is_none());
        left.map(Finding::weighs).max().unwrap_or(Verdict::Supported)
    }
}

/// Counts over a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Summary {
    /// Sentences that could be checked.
    pub claims: usize,
    pub supported: usize,
    pub divergent: usize,
    pub unsupported: usize,
    pub not_checkable: usize,
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
    /// Findings that a reviewer let stand; they are in none of the three counts above.
    pub waived: usize,
}

/// The result of one run.
#[derive(Clone, Debug)]
pub struct Report {
    /// Which program.
    pub tool: Tool,
    /// The piece first, then its sources.
    pub inputs: Vec<Input>,
    /// The documents, in the order of `inputs`; spans point into their texts.
    pub documents: Vec<Document>,
    /// Raw line, from 1, at which the piece begins in a combined document.
    pub split_line: Option<usize>,
    /// Every sentence of the piece, in order.
    pub claims: Vec<ClaimResult>,
    /// What could not be checked.
    pub problems: Vec<Problem>,
    /// The rules that found something, sorted by id.
    pub rules: Vec<RuleNote>,
}

impl Report {
    /// What there is to know of a rule that found something.
    pub fn rule(&self, id: &str) -> Option<&RuleNote> {
        let idx = self.rules.binary_search_by(|rule| rule.id.as_str().cmp(id)).ok()?;
        self.rules.get(idx)
    }

    /// A document by number.
    pub fn document(&self, id: DocumentId) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == id)
    }

    /// All findings, in the order of the piece, with their claims.
    pub fn findings(&self) -> impl Iterator<Item = (&ClaimResult, &Finding)> {
        self.claims.iter().flat_map(|claim| claim.findings.iter().map(move |finding| (claim, finding)))
    }

    /// Counts.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for claim in &self.claims {
            match claim.verdict {
                Verdict::Supported => summary.supported += 1,
                Verdict::Divergent => summary.divergent += 1,
                Verdict::Unsupported => summary.unsupported += 1,
                Verdict::NotCheckable => summary.not_checkable += 1,
            }
        }
        summary.claims = summary.supported + summary.divergent + summary.unsupported;
        for (_, finding) in self.findings() {
            if finding.waived.is_some() {
                summary.waived += 1;
                continue;
            }
            match finding.severity {
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
                Severity::Note => summary.notes += 1,
            }
        }
        summary
    }

    /// The worst verdict of all claims, less what was waived; not checkable if there is no claim at all.
    pub fn verdict(&self) -> Verdict {
        let checked = self.claims.iter().map(ClaimResult::standing).filter(|&v| v != Verdict::NotCheckable);
        checked.max().unwrap_or(Verdict::NotCheckable)
    }
}
