//! Labelled claims: how well score and verdict separate what people found supported from what they did not.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::by_rule::{self, ByRule};
use super::measure::{auc, cell, round, share, table as columns};
use crate::cli::batch::{PairRow, check_rows};
use crate::cli::input;
use crate::model::{Finding, Verdict};
use crate::pipeline::{CheckOptions, Engine};
use crate::report::json;

/// Pairs that are worked on at a time.
pub(super) const CHUNK: usize = 1_024;

/// A line of the file: a pair with its label.
#[derive(Debug, Deserialize)]
pub(super) struct GoldRow {
    #[serde(flatten)]
    pub(super) pair: PairRow,
    pub(super) label: Label,
    #[serde(default)]
    error_type: Option<Value>,
}

/// What people say of the claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Label {
    Supported,
    Consistent,
    Unsupported,
    Inconsistent,
    Contradicted,
}

impl Label {
    pub(super) fn is_positive(self) -> bool {
        match self {
            Self::Supported | Self::Consistent => true,
            Self::Unsupported | Self::Inconsistent | Self::Contradicted => false,
        }
    }
}

/// What one set of claims came to. "Positive" are claims labelled supported or consistent.
#[derive(Debug, Serialize)]
pub(super) struct SetScore {
    /// Name of the file.
    set: String,
    /// Claims that were checked.
    rows: usize,
    /// Lines that could not be used.
    failed: usize,
    /// How often a positive scores higher than a negative.
    auc: Option<f64>,
    /// Balanced accuracy of score >= 0.5.
    balanced_score: Option<f64>,
    /// Balanced accuracy of "verdict is neither divergent nor unsupported".
    balanced_verdict: Option<f64>,
    /// Negatives with verdict divergent or unsupported.
    flagged_negative: Option<f64>,
    /// Positives with such a verdict: false alarms.
    flagged_positive: Option<f64>,
    /// Of the claims with verdict divergent, those that are negative.
    divergent_precision: Option<f64>,
    /// Of the negatives, those with verdict divergent.
    divergent_recall: Option<f64>,
    /// Mean distance between score and truth in ten bins.
    calibration_error: Option<f64>,
    /// Negatives flagged, and all, by type of error.
    by_error_type: BTreeMap<String, (usize, usize)>,
    /// How often each rule fired, a rule once on a claim.
    pub(super) by_rule: ByRule,
}

struct Checked {
    label: Label,
    error_types: Vec<String>,
    verdict: Verdict,
    score: f64,
}

pub(super) fn measure(
    engine: &Engine,
    options: &CheckOptions,
    path: &Path,
    bytes: &[u8],
) -> anyhow::Result<SetScore> {
    let lines: Vec<&[u8]> =
        bytes.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).collect();
    let mut checked = Vec::with_capacity(lines.len());
    let mut by_rule = ByRule::new();
    for chunk in lines.chunks(CHUNK) {
        let mut pairs = Vec::with_capacity(chunk.len());
        let mut labels = Vec::with_capacity(chunk.len());
        for row in chunk.iter().filter_map(|line| serde_json::from_slice::<GoldRow>(line).ok()) {
            labels.push((row.label, error_types(row.error_type)));
            pairs.push(row.pair);
        }
        let results = check_rows(engine, &pairs, options, |_, report| {
            let mut findings: Vec<Finding> = report.findings().map(|(_, finding)| finding.clone()).collect();
            findings.sort_by(|a, b| a.rule.cmp(&b.rule));
            findings.dedup_by(|a, b| a.rule == b.rule);
            Ok((report.verdict(), json::score(report), findings))
        });
        checked.extend(results.into_iter().zip(labels).filter_map(|(result, (label, error_types))| {
            let (verdict, score, findings) = result.ok()?;
            for finding in &findings {
                by_rule::count(&mut by_rule, finding, !label.is_positive());
            }
            // A text without anything to check raises no alarm.
            let score = score.map_or(1.0, |score| round(f64::from(score)));
            Some(Checked { label, error_types, verdict, score })
        }));
    }
    let name = path.file_stem().map_or_else(|| input::name(path), |stem| stem.to_string_lossy().into_owned());
    Ok(SetScore { by_rule, ..score(name, lines.len(), &checked) })
}

/// One type, several, or none.
fn error_types(value: Option<Value>) -> Vec<String> {
    let values = match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(values)) => values,
        Some(value @ (Value::String(_) | Value::Number(_) | Value::Bool(_) | Value::Object(_))) => {
            vec![value]
        }
    };
    if values.is_empty() {
        return vec!["-".to_string()];
    }
    values.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_string)).collect()
}

fn score(set: String, lines: usize, checked: &[Checked]) -> SetScore {
    let (positive, negative): (Vec<&Checked>, Vec<&Checked>) =
        checked.iter().partition(|row| row.label.is_positive());
    let flagged = |row: &&&Checked| matches!(row.verdict, Verdict::Divergent | Verdict::Unsupported);
    let divergent = |rows: &[&Checked]| rows.iter().filter(|row| row.verdict == Verdict::Divergent).count();
    let rate = |rows: &[&Checked], n: usize| share(n, rows.len());
    let balanced = |positives: usize, negatives: usize| {
        let (a, b) = (rate(&positive, positives)?, rate(&negative, negatives)?);
        Some(round(f64::midpoint(a, b)))
    };
    let high = positive.iter().filter(|row| row.score >= 0.5).count();
    let low = negative.iter().filter(|row| row.score < 0.5).count();
    let (false_alarms, alarms) =
        (positive.iter().filter(flagged).count(), negative.iter().filter(flagged).count());
    let scores = |rows: &[&Checked]| rows.iter().map(|row| row.score).collect::<Vec<_>>();
    let mut by_error_type: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for row in &negative {
        for error_type in &row.error_types {
            let counts = by_error_type.entry(error_type.clone()).or_default();
            counts.0 += usize::from(flagged(&row));
            counts.1 += 1;
        }
    }
    SetScore {
        set,
        rows: checked.len(),
        failed: lines - checked.len(),
        auc: auc(&scores(&positive), &scores(&negative)).map(round),
        balanced_score: balanced(high, low),
        balanced_verdict: balanced(positive.len() - false_alarms, alarms),
        flagged_negative: rate(&negative, alarms),
        flagged_positive: rate(&positive, false_alarms),
        divergent_precision: share(divergent(&negative), divergent(&negative) + divergent(&positive)),
        divergent_recall: rate(&negative, divergent(&negative)),
        calibration_error: calibration_error(checked),
        by_error_type,
        by_rule: ByRule::new(),
    }
}

fn calibration_error(checked: &[Checked]) -> Option<f64> {
    let mut bins = [(0.0, 0.0); 10];
    for row in checked {
        let idx = ((row.score * 10.0) as usize).min(9);
        if let Some((scores, truths)) = bins.get_mut(idx) {
            *scores += row.score;
            *truths += f64::from(u8::from(row.label.is_positive()));
        }
    }
    let total: f64 = bins.iter().map(|(scores, truths)| (scores - truths).abs()).sum();
    (!checked.is_empty()).then(|| round(total / checked.len() as f64))
}

/// One line for each set.
pub(super) fn table(sets: &[SetScore]) -> String {
    if sets.is_empty() {
        return String::new();
    }
    let head = [
        "set",
        "rows",
        "failed",
        "auc",
        "bacc score",
        "bacc verdict",
        "flagged -",
        "flagged +",
        "div P",
        "div R",
        "ece",
    ];
    let mut rows = vec![head.map(str::to_string).to_vec()];
    rows.extend(sets.iter().map(|set| {
        let shares = [
            set.auc,
            set.balanced_score,
            set.balanced_verdict,
            set.flagged_negative,
            set.flagged_positive,
            set.divergent_precision,
            set.divergent_recall,
            set.calibration_error,
        ];
        let counts = [set.set.clone(), set.rows.to_string(), set.failed.to_string()];
        counts.into_iter().chain(shares.map(cell)).collect()
    }));
    columns(&rows)
}
