//! One rule's result on one claim.

use crate::model::named::named_set;
use crate::model::{DocumentId, Span};

/// What a comparison with the sources says of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The source says it.
    Supported,
    /// Not a statement that can be checked.
    NotCheckable,
    /// The source does not say it.
    Unsupported,
    /// The source says otherwise.
    Divergent,
}

impl Verdict {
    /// Name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::NotCheckable => "not_checkable",
            Self::Unsupported => "unsupported",
            Self::Divergent => "divergent",
        }
    }
}

/// How loud a finding is, from quiet to loud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Severity {
    Note,
    Warning,
    Error,
}

impl Severity {
    /// Name on the wire and in rule files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

named_set! {
    /// What kind of fact a finding is about, in the order of the design.
    Category {
        Date = "date", TimeOfDay = "time_of_day", Duration = "duration", Sequence = "sequence", Number = "number",
    Percentage = "percentage", Money = "money", Quantity = "quantity", Ordinal = "ordinal", Arithmetic = "arithmetic",
        QuoteText = "quote_text", QuoteAttribution = "quote_attribution",
        ParaphraseAttribution = "paraphrase_attribution", PersonName = "person_name", PersonTitle = "person_title",
        Organisation = "organisation", Place = "place", AgreementParty = "agreement_party",
        AgreementContent = "agreement_content", AgreementStatus = "agreement_status", AgreementDate = "agreement_date",
        Polarity = "polarity", Certainty = "certainty", RoleSwap = "role_swap", Scope = "scope",
        Comparison = "comparison", Causal = "causal", InventedFact = "invented_fact", Other = "other",
    }
}

/// One rule's result on one claim. A divergent finding always has a source span.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Rule id ("date/day-mismatch").
    pub rule: String,
    /// Kind of fact.
    pub category: Category,
    /// Divergent or unsupported.
    pub verdict: Verdict,
    /// How loud.
    pub severity: Severity,
    /// 0 to 1.
    pub confidence: f32,
    /// One sentence for a person.
    pub message: String,
    /// The differing words of the piece, in its text.
    pub claim_span: Span,
    /// Normalised value of the piece's words, where there is one.
    pub claim_value: Option<String>,
    /// The document that the source words stand in.
    pub source: Option<DocumentId>,
    /// The source's words, in its text.
    pub source_span: Option<Span>,
    /// Normalised value of the source's words.
    pub source_value: Option<String>,
    /// Words that would mend the piece, if they are certain enough.
    pub suggestion: Option<String>,
    /// Stable key: rule and normalised words on both sides.
    pub fingerprint: String,
    /// The reason, where a reviewer let it stand.
    pub waived: Option<String>,
}

impl Finding {
    /// What the finding makes of its claim. A note points to a difference that may well be one of wording: it is
    /// worth a look, as what no source says, and does not say that the source says otherwise.
    pub fn weighs(&self) -> Verdict {
        match self.severity {
            Severity::Note => self.verdict.min(Verdict::Unsupported),
            Severity::Warning | Severity::Error => self.verdict,
        }
    }
}
