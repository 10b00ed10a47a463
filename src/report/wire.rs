//! The JSON that `check --output json`, `jsonl` and `batch` write, as types. A key is never taken away or given
//! another meaning within one version of [`SCHEMA`]; keys may be added.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Category;

/// Name and version of the report's shape.
pub const SCHEMA: &str = "claimdiff.report/1";

/// One run.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WireReport<'a> {
    /// "claimdiff.report/1".
    pub schema: &'static str,
    /// Which program wrote it.
    pub tool: WireTool,
    /// Texts that were read; `id` is the number by which the rest refers to them.
    pub inputs: Vec<WireInput<'a>>,
    /// Counts over all claims.
    pub summary: WireSummary,
    /// Every sentence of the pieces, checkable or not, in order.
    pub claims: Vec<WireClaim<'a>>,
    /// What could not be checked, or not be read as it should.
    pub problems: Vec<WireProblem<'a>>,
}

/// Which program wrote it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WireTool {
    /// "claimdiff".
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// One text.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WireInput<'a> {
    /// Number.
    pub id: usize,
    /// What the text is used as.
    #[schemars(extend("enum" = ["piece", "source"]))]
    pub role: &'static str,
    /// As the user named it.
    pub name: &'a str,
    /// Day of publication, ISO 8601.
    pub published: Option<String>,
    /// Of the file's bytes, in hexadecimal.
    pub sha256: &'a str,
    /// In a combined document: the line at which the piece begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub split_line: Option<usize>,
}

/// Counts.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct WireSummary {
    /// Sentences that could be checked.
    pub claims: usize,
    /// The source says it.
    pub supported: usize,
    /// The source says otherwise.
    pub divergent: usize,
    /// The source does not say it.
    pub unsupported: usize,
    /// Questions, courtesies, opinions …
    pub not_checkable: usize,
    /// Findings, by severity.
    pub findings: WireCounts,
    /// The worst verdict, less what was waived.
    #[schemars(extend("enum" = ["supported", "divergent", "unsupported", "not_checkable"]))]
    pub verdict: &'static str,
}

/// Findings by severity.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct WireCounts {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Notes.
    pub note: usize,
    /// Findings that a reviewer let stand; they are in none of the other counts.
    pub waived: usize,
}

/// A place in a file. Offsets are bytes of the file as it lies on disk.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WireSpan {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Line of the first byte, from 1.
    pub line: usize,
    /// Byte in the line, from 1.
    pub column: usize,
}

/// What was found out about one sentence of a piece.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WireClaim<'a> {
    /// "c12": number of the sentence, unique in the report.
    pub id: String,
    /// In which input it stands.
    pub input: usize,
    /// Its words.
    pub text: &'a str,
    /// Where.
    pub span: WireSpan,
    /// Who says it.
    pub speaker: Option<&'a str>,
    /// Part of the speaker in the conversation.
    #[schemars(extend("enum" = ["host", "guest", null]))]
    pub role: Option<&'static str>,
    /// What the sources make of it.
    #[schemars(extend("enum" = ["supported", "divergent", "unsupported", "not_checkable"]))]
    pub verdict: &'static str,
    /// Why it is not a claim; null if it is one.
    #[schemars(extend("enum" = [
        "question", "courtesy", "opinion", "prediction", "condition", "conversation", "command", "heading", null
    ]))]
    pub not_checkable: Option<&'static str>,
    /// How likely a careful reader finds it supported, 0 to 1; null if it is not checkable.
    pub score: Option<f64>,
    /// The best pairing, slot by slot.
    pub slots: Vec<WireSlot<'a>>,
    /// Passages that the verdict rests on, best first.
    pub evidence: Vec<WireEvidence<'a>>,
    /// What the rules found.
    pub findings: Vec<WireFinding<'a>>,
}

/// One slot of the best pairing.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WireSlot<'a> {
    /// "time", "place", "quantity" …
    pub slot: &'static str,
    /// The piece's words.
    pub claim: &'a str,
    /// The source's words.
    pub source: Option<&'a str>,
    /// How the piece's value relates to the source's.
    #[schemars(extend("enum" = ["same", "compatible", "less_exact", "more_exact", "disjoint", "absent"]))]
    pub relation: &'static str,
}

/// A source passage.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WireEvidence<'a> {
    /// In which input it stands.
    pub input: usize,
    /// Its words.
    pub text: &'a str,
    /// Where.
    pub span: WireSpan,
    /// How likely it speaks of the same event, 0 to 1.
    pub score: f64,
}

/// One rule's result on one claim.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WireFinding<'a> {
    /// "date/day-mismatch".
    pub rule: &'a str,
    /// Kind of fact.
    #[schemars(extend("enum" = Category::ALL.iter().map(|category| category.name()).collect::<Vec<_>>()))]
    pub category: &'static str,
    /// Whether the source says otherwise or does not say it.
    #[schemars(extend("enum" = ["divergent", "unsupported"]))]
    pub verdict: &'static str,
    /// How loud.
    #[schemars(extend("enum" = ["error", "warning", "note"]))]
    pub severity: &'static str,
    /// 0 to 1.
    pub confidence: f64,
    /// One sentence for a person.
    pub message: &'a str,
    /// The piece's words.
    pub claim_span: WireSpan,
    /// The piece's words.
    pub claim_text: &'a str,
    /// Their normalised value.
    pub claim_value: Option<&'a str>,
    /// In which input the source's words stand.
    pub source_input: Option<usize>,
    /// The source's words.
    pub source_span: Option<WireSpan>,
    /// The source's words.
    pub source_text: Option<&'a str>,
    /// Their normalised value.
    pub source_value: Option<&'a str>,
    /// Words that would mend the piece.
    pub suggestion: Option<&'a str>,
    /// Stable key: rule and normalised words on both sides.
    pub fingerprint: &'a str,
    /// The reason, where a reviewer let it stand.
    pub waived: Option<&'a str>,
}

/// Something that a user of the report has to know.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WireProblem<'a> {
    /// In which input, if in one.
    pub input: Option<usize>,
    /// "ingest", "segment", "extract" or "judge".
    pub stage: &'static str,
    /// "encoding", "no_date", "limit" …
    pub kind: &'static str,
    /// One sentence for a person.
    pub detail: &'a str,
    /// Where, if at a place.
    pub span: Option<WireSpan>,
}

/// One pair of `batch`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WirePair<'a> {
    /// As in the line that was read.
    pub id: &'a serde_json::Value,
    /// The worst verdict of the text's claims.
    #[schemars(extend("enum" = ["supported", "divergent", "unsupported", "not_checkable"]))]
    pub verdict: &'static str,
    /// The lowest score of its checkable claims; null if there is none.
    pub score: Option<f64>,
    /// As in a report; `input` 0 is the claim's text, 1 and up are the sources.
    pub claims: Vec<WireClaim<'a>>,
    /// As in a report.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<WireProblem<'a>>,
}
