//! `sarif`: SARIF 2.1.0, for code scanning services and editors.
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>
//!
//! One run for all pieces. Columns count UTF-16 code units. Addresses of files are relative as far as the user named
//! them so. Messages are plain text with the source's passage linked as the first related location.

use std::collections::BTreeMap;

use crate::model::{ClaimResult, Document, Finding, Problem, Report, Role, RuleNote, Span, Tool};
use crate::report::passage;
use crate::report::place::{self, Unit};
use crate::report::sarif_text::{self, Linked};
use crate::report::sarif_wire::{
    Artifact, ArtifactChange, ArtifactContent, ArtifactLocation, Configuration, Descriptor,
    DescriptorReference, Driver, Fingerprints, Fix, Hashes, Invocation, Location, Log, Message, Multiformat,
    Notification, PhysicalLocation, Properties, Region, Replacement, Result, RuleProperties, Run, SCHEMA,
    Suppression, ToolComponent, VERSION,
};

/// What can be done about any finding; stands in the help of every rule.
const HOW_TO_ACCEPT: &str =
    "A finding that may stand is waived with its reason, beside the words or in waivers.toml.";

/// Renders the reports of one run.
///
/// # Errors
/// None that is known; see [`super::render`].
pub fn render(reports: &[Report]) -> std::result::Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&log(reports)).map(|text| text + "\n")
}

fn log(reports: &[Report]) -> Log<'_> {
    let mut rules: BTreeMap<&str, &RuleNote> = BTreeMap::new();
    for rule in reports.iter().flat_map(|report| &report.rules) {
        rules.entry(&rule.id).or_insert(rule);
    }
    let numbers: BTreeMap<&str, usize> = rules.keys().enumerate().map(|(idx, id)| (*id, idx)).collect();
    let artifacts = Artifacts::of(reports);
    let results = reports
        .iter()
        .flat_map(|report| report.findings().map(move |(claim, finding)| (report, claim, finding)))
        .filter_map(|(report, claim, finding)| result(report, claim, finding, &numbers, &artifacts))
        .collect();
    let notifications = reports
        .iter()
        .flat_map(|report| report.problems.iter().map(|problem| notification(report, problem, &artifacts)))
        .collect();
    Log {
        schema: SCHEMA,
        version: VERSION,
        runs: [Run {
            tool: ToolComponent {
                driver: Driver {
                    name: Tool::THIS.name,
                    semantic_version: Tool::THIS.version,
                    rules: rules.values().map(|rule| descriptor(rule)).collect(),
                },
            },
            invocations: [Invocation {
                execution_successful: true,
                tool_execution_notifications: notifications,
            }],
            artifacts: artifacts.listed,
            results,
            column_kind: "utf16CodeUnits",
        }],
    }
}

/// The texts of the run, each once, though several pieces may share a source.
struct Artifacts<'a> {
    listed: Vec<Artifact<'a>>,
    numbers: BTreeMap<&'a str, usize>,
}

impl<'a> Artifacts<'a> {
    fn of(reports: &'a [Report]) -> Self {
        let mut artifacts = Self { listed: Vec::new(), numbers: BTreeMap::new() };
        for input in reports.iter().flat_map(|report| &report.inputs) {
            let role = match input.role {
                Role::Piece => "analysisTarget",
                Role::Source => "referencedOnCommandLine",
            };
            let number = *artifacts.numbers.entry(&input.name).or_insert(artifacts.listed.len());
            if let Some(known) = artifacts.listed.get_mut(number) {
                // Both parts of a combined document are one file.
                if !known.roles.contains(&role) {
                    known.roles.push(role);
                }
                continue;
            }
            artifacts.listed.push(Artifact {
                location: ArtifactLocation { uri: place::uri(&input.name), index: None },
                roles: vec![role],
                hashes: (!input.sha256.is_empty()).then_some(Hashes { sha_256: &input.sha256 }),
            });
        }
        artifacts
    }

    fn location(&self, document: &Document) -> ArtifactLocation {
        ArtifactLocation {
            uri: place::uri(&document.name),
            index: self.numbers.get(document.name.as_str()).copied(),
        }
    }

    fn physical<'d>(
        &self,
        document: &'d Document,
        span: Span,
        context: Option<Span>,
    ) -> PhysicalLocation<'d> {
        PhysicalLocation {
            artifact_location: self.location(document),
            region: Some(region(document, span)),
            context_region: context
                .filter(|context| context.contains(span))
                .map(|span| region(document, span)),
        }
    }
}

/// A stretch of the file with the words that stand there.
fn region(document: &Document, span: Span) -> Region<'_> {
    let place = place::region(document, span, Unit::Utf16);
    Region {
        start_line: place.line,
        start_column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
        snippet: Some(ArtifactContent { text: document.slice(span) }),
    }
}

fn descriptor(rule: &RuleNote) -> Descriptor<'_> {
    Descriptor {
        id: &rule.id,
        name: sarif_text::pascal(&rule.id),
        short_description: Multiformat::plain(sarif_text::sentence(&rule.title)),
        full_description: Multiformat::plain(sarif_text::sentence(&rule.why)),
        help: Multiformat {
            text: format!("Why: {}\n\nLimits: {}\n\n{HOW_TO_ACCEPT}", rule.why, rule.limits),
            markdown: Some(sarif_text::help_markdown(rule, HOW_TO_ACCEPT)),
        },
        default_configuration: Configuration { level: rule.severity.name() },
        properties: RuleProperties { tags: vec![rule.id.split('/').next().unwrap_or("other")] },
    }
}

fn result<'a>(
    report: &'a Report,
    claim: &ClaimResult,
    finding: &'a Finding,
    numbers: &BTreeMap<&str, usize>,
    artifacts: &Artifacts<'_>,
) -> Option<Result<'a>> {
    let sides = passage::sides(report, claim, finding)?;
    let (piece, around, _) = sides.claim;
    let words = finding.source.zip(finding.source_span).filter(|_| !sides.is_nearest);
    let related: Option<Location<'a>> = sides.source.map(|(source, passage, _)| {
        let span = words.map_or(passage, |(_, span)| span);
        let says = if sides.is_nearest { "the nearest passage" } else { "what the source says" };
        Location {
            id: Some(1),
            physical_location: Some(artifacts.physical(source, span, Some(passage))),
            message: Some(Message::plain(says)),
        }
    });
    let source = related.as_ref().and_then(|_| {
        let (id, span) = words.or_else(|| claim.evidence.first().map(|it| (it.source, it.span)))?;
        let document = report.document(id)?;
        Some(Linked {
            words: words.map(|_| document.slice(span)),
            place: format!("{}, line {}", document.name, document.line_of(span)),
        })
    });
    Some(Result {
        rule_id: &finding.rule,
        rule_index: numbers.get(finding.rule.as_str()).copied(),
        level: finding.severity.name(),
        message: Message { text: sarif_text::message(&finding.message, source.as_ref()) },
        locations: vec![Location {
            id: None,
            physical_location: Some(artifacts.physical(piece, finding.claim_span, Some(around))),
            message: None,
        }],
        related_locations: related.into_iter().collect(),
        partial_fingerprints: Fingerprints { claimdiff: &finding.fingerprint },
        suppressions: finding
            .waived
            .iter()
            .map(|reason| Suppression { kind: "external", status: "accepted", justification: reason })
            .collect(),
        fixes: finding
            .suggestion
            .iter()
            .filter(|_| super::is_verbatim(piece, finding.claim_span))
            .map(|suggestion| fix(piece, finding.claim_span, suggestion, artifacts))
            .collect(),
        rank: f64::from((finding.confidence * 1000.0).round()) / 10.0,
        properties: Properties {
            category: finding.category.name(),
            verdict: finding.verdict.name(),
            speaker: super::speaker(piece, claim).map(|speaker| speaker.name.as_str()),
            claim_value: finding.claim_value.as_deref(),
            source_value: finding.source_value.as_deref(),
        },
    })
}

fn fix<'a>(piece: &Document, span: Span, suggestion: &'a str, artifacts: &Artifacts<'_>) -> Fix<'a> {
    Fix {
        description: Message::plain("Put in what the source says"),
        artifact_changes: [ArtifactChange {
            artifact_location: artifacts.location(piece),
            replacements: [Replacement {
                deleted_region: Region { snippet: None, ..region(piece, span) },
                inserted_content: ArtifactContent { text: suggestion },
            }],
        }],
    }
}

fn notification<'a>(report: &'a Report, problem: &'a Problem, artifacts: &Artifacts<'_>) -> Notification<'a> {
    let document = problem.document.and_then(|id| report.document(id));
    Notification {
        level: "warning",
        descriptor: DescriptorReference { id: problem.kind.name() },
        message: Message { text: sarif_text::message(&problem.detail, None) },
        locations: document
            .map(|document| Location {
                id: None,
                physical_location: Some(match problem.span {
                    Some(span) => artifacts.physical(document, span, None),
                    None => PhysicalLocation {
                        artifact_location: artifacts.location(document),
                        region: None,
                        context_region: None,
                    },
                }),
                message: None,
            })
            .into_iter()
            .collect(),
    }
}
