//! `claimdiff evaluate --fit-score`: fits the weights of the support score to labelled claims.

use std::path::PathBuf;

use anyhow::Context;

use super::claims::{CHUNK, GoldRow};
use crate::cli::batch::check_rows;
use crate::cli::exit::Outcome;
use crate::cli::{input, output};
use crate::judge::score::{FEATURES, Features};
use crate::judge::score_fit::{Row, fit};
use crate::model::{ClaimResult, Report};
use crate::pipeline::{CheckOptions, Engine};

/// What stands above the weights.
const HEAD: &str = "# Weights of the support score (DESIGN section 7). Signs are fixed by the program. Made by\n\
                    # claimdiff evaluate --fit-score SETS, over human-labelled claims whose licences allow it.\n";

pub(super) fn run(engine: &Engine, options: &CheckOptions, files: &[PathBuf]) -> anyhow::Result<Outcome> {
    let mut rows = Vec::new();
    for (set, path) in files.iter().enumerate() {
        let bytes = input::read(path)?;
        let lines: Vec<&[u8]> =
            bytes.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).collect();
        for chunk in lines.chunks(CHUNK) {
            let (mut pairs, mut labels) = (Vec::new(), Vec::new());
            for row in chunk.iter().filter_map(|line| serde_json::from_slice::<GoldRow>(line).ok()) {
                labels.push(row.label.is_positive());
                pairs.push(row.pair);
            }
            let results = check_rows(engine, &pairs, options, |_, report| Ok(features(report)));
            rows.extend(
                results
                    .into_iter()
                    .zip(labels)
                    .filter_map(|(result, supported)| Some(Row { set, features: result.ok()??, supported })),
            );
        }
    }
    let model = fit(&rows, engine.score_model())
        .context("expected labelled claims of both labels, found one label only")?;
    output::print(&format!("{HEAD}{}", toml::to_string(&model)?), false)?;
    Ok(Outcome::Clean)
}

/// The features of the claim with the lowest score, which is the text's.
fn features(report: &Report) -> Option<Features> {
    let scored = report.claims.iter().filter(|claim| claim.score.is_some());
    let lowest: &ClaimResult =
        scored.min_by(|a, b| a.score.unwrap_or(1.0).total_cmp(&b.score.unwrap_or(1.0)))?;
    let mut features = [0.0; FEATURES.len()];
    for (slot, (name, _)) in features.iter_mut().zip(FEATURES) {
        *slot =
            lowest.score_parts.iter().find(|(known, ..)| *known == name).map_or(0.0, |(_, value, _)| *value);
    }
    Some(features)
}
