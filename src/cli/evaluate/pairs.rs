//! Report / interview pairs with known truth: which mistakes are caught, and what is flagged without need.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context as _, bail};
use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::by_rule::{self, ByRule};
use super::measure::{cell, share, table as columns};
use crate::ingest::{self, Format, RawInput};
use crate::model::{ClaimResult, Document, DocumentId, Finding, Report, Role, Severity, Span, Verdict};
use crate::pipeline::{CheckOptions, Engine};

/// A pair as written. Other keys are let through.
#[derive(Debug, Deserialize)]
pub(super) struct Pair {
    /// Pairs of one group are measured together.
    #[serde(default)]
    group: Option<String>,
    #[serde(default)]
    report: Option<Part>,
    #[serde(default)]
    interview: Option<Part>,
    #[serde(default)]
    combined: Option<Part>,
    gold: Vec<Gold>,
}

#[derive(Debug, Deserialize)]
struct Part {
    format: PartFormat,
    #[serde(default)]
    published: Option<String>,
    text: String,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum PartFormat {
    Text,
    Markdown,
    Html,
}

/// One fact of the interview and what is true of it.
#[derive(Debug, Deserialize)]
struct Gold {
    /// The sentence.
    claim: String,
    /// The words of it that matter.
    focus: String,
    verdict: GoldVerdict,
    category: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum GoldVerdict {
    Supported,
    Divergent,
    Unsupported,
    NotCheckable,
}

/// Counts over the pairs of a group. "Loud" findings are warnings and errors.
#[derive(Debug, Default, Serialize)]
struct Counts {
    divergent: usize,
    /// Divergent, with a loud finding on the words that matter.
    caught: usize,
    /// Caught, by a finding whose verdict is divergent.
    named: usize,
    /// Named, in the right category.
    typed: usize,
    unsupported: usize,
    /// Unsupported, with any finding there or such a verdict of the sentence.
    unsupported_found: usize,
    supported: usize,
    /// Supported, with a loud finding on the words that matter.
    false_alarms: usize,
    not_checkable: usize,
    /// Not checkable, with a loud finding anywhere in the sentence.
    idle_alarms: usize,
    /// Loud findings on sentences that the truth speaks of.
    alarms: usize,
    /// Those that lie on words that are wrong or not in the report.
    right_alarms: usize,
}

/// What a group of pairs came to.
#[derive(Debug, Serialize)]
pub(super) struct GroupScore {
    group: String,
    pairs: usize,
    counts: Counts,
    caught: Option<f64>,
    named: Option<f64>,
    typed: Option<f64>,
    unsupported: Option<f64>,
    #[serde(rename = "false")]
    false_alarms: Option<f64>,
    idle: Option<f64>,
    precision: Option<f64>,
    /// For each category: what the truth has of it, and how much of that was caught or falsely flagged.
    by_category: BTreeMap<String, CategoryCounts>,
    /// How often each rule fired on sentences that the truth speaks of.
    pub(super) by_rule: ByRule,
}

/// What a group is counted up in.
#[derive(Debug, Default)]
struct Tally {
    pairs: usize,
    counts: Counts,
    by_category: BTreeMap<String, CategoryCounts>,
    by_rule: ByRule,
}

#[derive(Debug, Default, Serialize)]
struct CategoryCounts {
    divergent: usize,
    caught: usize,
    supported: usize,
    false_alarms: usize,
}

pub(super) fn measure(
    engine: &Engine,
    options: &CheckOptions,
    pairs: &[(String, Pair)],
) -> anyhow::Result<Vec<GroupScore>> {
    let reports = pairs
        .par_iter()
        .map(|(name, pair)| check(engine, options, name, pair))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let mut groups: BTreeMap<&str, Tally> = BTreeMap::new();
    for ((name, pair), report) in pairs.iter().zip(&reports) {
        let tally = groups.entry(pair.group.as_deref().unwrap_or("pairs")).or_default();
        tally.pairs += 1;
        count(pair, report, tally).with_context(|| name.clone())?;
    }
    Ok(groups
        .into_iter()
        .map(|(group, Tally { pairs, counts, by_category, by_rule })| GroupScore {
            group: group.to_string(),
            pairs,
            caught: share(counts.caught, counts.divergent),
            named: share(counts.named, counts.divergent),
            typed: share(counts.typed, counts.divergent),
            unsupported: share(counts.unsupported_found, counts.unsupported),
            false_alarms: share(counts.false_alarms, counts.supported),
            idle: share(counts.idle_alarms, counts.not_checkable),
            precision: share(counts.right_alarms, counts.alarms),
            counts,
            by_category,
            by_rule,
        })
        .collect())
}

fn check(engine: &Engine, options: &CheckOptions, name: &str, pair: &Pair) -> anyhow::Result<Report> {
    let read = |part: &Part, id: u16, role: Role| -> anyhow::Result<Document> {
        Ok(engine.read(&RawInput {
            id: DocumentId(id),
            role,
            name,
            bytes: part.text.as_bytes(),
            format: Some(match part.format {
                PartFormat::Text => Format::Plain,
                PartFormat::Markdown => Format::Markdown,
                PartFormat::Html => Format::Html,
            }),
            published: part.published.as_deref().map(str::parse::<Date>).transpose()?,
        })?)
    };
    match (&pair.combined, &pair.interview, &pair.report) {
        (Some(combined), _, _) => {
            let document = read(combined, 0, Role::Piece)?;
            let Some(parts) = ingest::split_combined(&document, None, engine.lexicon())? else {
                bail!(
                    "{name}: expected a report with an interview after it as \"combined\", found nothing that tells where the interview begins; give \"report\" and \"interview\" apart"
                );
            };
            Ok(engine.check(parts.piece, vec![parts.source], options))
        }
        (None, Some(interview), Some(report)) => {
            let (piece, source) = (read(interview, 0, Role::Piece)?, read(report, 1, Role::Source)?);
            Ok(engine.check(piece, vec![source], options))
        }
        (None, _, _) => bail!(
            "{name}: expected \"report\" and \"interview\", or \"combined\", found neither; add the texts"
        ),
    }
}

/// A finding with the place of its words in the file.
struct Placed<'r> {
    finding: &'r Finding,
    span: Span,
    loud: bool,
}

fn count(pair: &Pair, report: &Report, tally: &mut Tally) -> anyhow::Result<()> {
    let Tally { counts, by_category: categories, by_rule, .. } = tally;
    let text = pair.combined.as_ref().or(pair.interview.as_ref()).map_or("", |part| &part.text);
    let piece = report.documents.first().context("a piece in the report")?;
    let placed: Vec<Placed<'_>> = report
        .findings()
        .map(|(_, finding)| Placed {
            finding,
            span: piece.raw_span(finding.claim_span),
            loud: finding.severity >= Severity::Warning,
        })
        .collect();
    let (mut sentences, mut wrong) = (Vec::new(), Vec::new());
    for gold in &pair.gold {
        let at = text.rfind(&gold.claim).with_context(|| {
            format!(
                "expected the claim {:?} in the text, found no such words; copy it as it stands there",
                gold.claim
            )
        })?;
        let inner = gold.claim.find(&gold.focus).with_context(|| {
            format!(
                "expected the focus {:?} in its claim, found no such words; copy it as it stands there",
                gold.focus
            )
        })?;
        let sentence = Span::new(at, at + gold.claim.len());
        let focus = Span::new(at + inner, at + inner + gold.focus.len());
        sentences.push(sentence);
        let on = |span: Span| placed.iter().filter(move |placed| placed.span.overlaps(span));
        let loud = on(focus).any(|placed| placed.loud);
        let category = categories.entry(gold.category.clone()).or_default();
        match gold.verdict {
            GoldVerdict::Divergent => {
                wrong.push(focus);
                let named =
                    |placed: &&Placed<'_>| placed.loud && placed.finding.verdict == Verdict::Divergent;
                let typed = |placed: &Placed<'_>| placed.finding.category.name() == gold.category;
                counts.divergent += 1;
                counts.caught += usize::from(loud);
                counts.named += usize::from(on(focus).any(|placed| named(&placed)));
                counts.typed += usize::from(on(focus).filter(named).any(typed));
                category.divergent += 1;
                category.caught += usize::from(loud);
            }
            GoldVerdict::Unsupported => {
                wrong.push(focus);
                let flagged = |claim: &ClaimResult| {
                    matches!(claim.verdict, Verdict::Divergent | Verdict::Unsupported)
                        && piece.raw_span(claim.span).overlaps(sentence)
                };
                counts.unsupported += 1;
                counts.unsupported_found +=
                    usize::from(on(focus).next().is_some() || report.claims.iter().any(flagged));
            }
            GoldVerdict::Supported => {
                counts.supported += 1;
                counts.false_alarms += usize::from(loud);
                category.supported += 1;
                category.false_alarms += usize::from(loud);
            }
            GoldVerdict::NotCheckable => {
                // A sentence that also holds a fact may be flagged for that.
                let other = |other: &Gold| other.claim == gold.claim && other.verdict != gold.verdict;
                let alarm = on(sentence).any(|placed| placed.loud) && !pair.gold.iter().any(other);
                counts.not_checkable += 1;
                counts.idle_alarms += usize::from(alarm);
            }
        }
    }
    for placed in placed {
        if !sentences.iter().any(|&sentence| placed.span.overlaps(sentence)) {
            continue;
        }
        let right = wrong.iter().any(|&focus| placed.span.overlaps(focus));
        by_rule::count(by_rule, placed.finding, right);
        counts.alarms += usize::from(placed.loud);
        counts.right_alarms += usize::from(placed.loud && right);
    }
    Ok(())
}

/// A line for each group, then what was caught by category.
pub(super) fn table(groups: &[GroupScore]) -> String {
    if groups.is_empty() {
        return String::new();
    }
    let head = ["group", "pairs", "caught", "named", "typed", "unsupported", "false", "idle", "precision"];
    let mut rows = vec![head.map(str::to_string).to_vec()];
    rows.extend(groups.iter().map(|group| {
        let shares = [
            group.caught,
            group.named,
            group.typed,
            group.unsupported,
            group.false_alarms,
            group.idle,
            group.precision,
        ];
        [group.group.clone(), group.pairs.to_string()].into_iter().chain(shares.map(cell)).collect()
    }));
    let mut text = columns(&rows);
    for group in groups {
        let mut rows =
            vec![["category", "caught", "divergent", "false", "supported"].map(str::to_string).to_vec()];
        rows.extend(group.by_category.iter().map(|(name, counts)| {
            let counts = [counts.caught, counts.divergent, counts.false_alarms, counts.supported];
            std::iter::once(name.clone()).chain(counts.map(|count| count.to_string())).collect()
        }));
        let _ = write!(text, "\n{}, by category\n{}", group.group, columns(&rows));
    }
    text
}
