//! The weights of the support score and its calibration: `rules/score.toml`, as written and as checked.

use serde::{Deserialize, Serialize};

use crate::error::LexiconError;
use crate::judge::score::{FEATURES, Features};
use crate::model::BASE;

/// The file as written.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RawModel {
    /// Weight by feature name.
    pub weights: std::collections::BTreeMap<String, f32>,
    /// Constant term.
    pub bias: f32,
    /// Calibration by how extractive a claim is, in order of the bounds.
    pub calibration: Vec<Bin>,
}

/// Calibration for the claims whose copied share is below a bound: `p = 1 / (1 + exp(-(slope * z + offset)))`.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Bin {
    /// Upper bound of the copied share.
    pub below: f32,
    /// Factor on the linear score; positive.
    pub slope: f32,
    /// Added to it.
    pub offset: f32,
}

/// The model as checked: every feature has a weight of its sign.
#[derive(Clone, Debug)]
pub struct ScoreModel {
    weights: Features,
    bias: f32,
    bins: Vec<Bin>,
}

impl ScoreModel {
    /// The model that is built into the program.
    ///
    /// # Errors
    /// A missing or unknown feature, or a weight of the wrong sign.
    pub fn builtin() -> Result<Self, LexiconError> {
        let broken = |detail: String| LexiconError { file: "../score.toml".into(), detail };
        let raw: RawModel = toml::from_str(include_str!("../../rules/score.toml"))
            .map_err(|error| broken(error.to_string()))?;
        Self::check(&raw).map_err(broken)
    }

    /// Checks a model.
    ///
    /// # Errors
    /// What was expected and what was found.
    pub fn check(raw: &RawModel) -> Result<Self, String> {
        let mut weights = [0.0; FEATURES.len()];
        for (slot, (name, sign)) in weights.iter_mut().zip(FEATURES) {
            let weight = raw
                .weights
                .get(name)
                .ok_or_else(|| format!("expected a weight for \"{name}\", found none"))?;
            if weight * sign < 0.0 {
                return Err(format!("expected a weight of sign {sign:+} for \"{name}\", found {weight}"));
            }
            *slot = *weight;
        }
        if let Some(unknown) = raw.weights.keys().find(|key| !FEATURES.iter().any(|(name, _)| name == key)) {
            return Err(format!("expected only known features, found \"{unknown}\""));
        }
        if raw.calibration.is_empty() || raw.calibration.iter().any(|bin| bin.slope <= 0.0) {
            return Err("expected at least one calibration bin, each with a positive slope".into());
        }
        Ok(Self { weights, bias: raw.bias, bins: raw.calibration.clone() })
    }

    /// The weights, in the order of [`FEATURES`].
    pub fn weights(&self) -> Features {
        self.weights
    }

    /// The linear score before calibration.
    pub fn linear(&self, features: &Features) -> f32 {
        self.bias + features.iter().zip(&self.weights).map(|(value, weight)| value * weight).sum::<f32>()
    }

    /// The score, 0 to 1.
    pub fn score(&self, features: &Features) -> f32 {
        let bin = self.bin(features);
        let odds = bin.slope * self.linear(features) + bin.offset;
        let score = 1.0 / (1.0 + (-odds).exp());
        (score * 1000.0).round() / 1000.0
    }

    fn bin(&self, features: &Features) -> Bin {
        let copied = features.get(1).copied().unwrap_or(0.0);
        let bin = self.bins.iter().find(|bin| copied < bin.below).or(self.bins.last());
        bin.copied().unwrap_or(Bin { below: 0.0, slope: 1.0, offset: 0.0 })
    }

    /// What the score is made of, in log-odds that add up to it: where every claim starts ([`BASE`]), then each
    /// feature that is not zero with its value and its contribution, largest first.
    pub fn parts(&self, features: &Features) -> Vec<(&'static str, f32, f32)> {
        let bin = self.bin(features);
        let mut parts: Vec<(&'static str, f32, f32)> = FEATURES
            .iter()
            .zip(features.iter().zip(&self.weights))
            .map(|((name, _), (value, weight))| (*name, *value, bin.slope * value * weight))
            .filter(|(_, value, _)| *value != 0.0)
            .collect();
        parts.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()).then(a.0.cmp(b.0)));
        parts.insert(0, (BASE, 1.0, bin.slope * self.bias + bin.offset));
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_add_up_to_the_score() {
        let model = ScoreModel::builtin().expect("the model in force");
        let mut features = [0.0; FEATURES.len()];
        features[1] = 0.4;
        features[4] = 0.7;
        features[7] = 0.5;
        features[16] = 0.8;
        let parts = model.parts(&features);
        let odds: f32 = parts.iter().map(|(_, _, part)| part).sum();
        let score = 1.0 / (1.0 + (-odds).exp());
        assert!((score - model.score(&features)).abs() < 0.001, "{parts:?}");
        assert_eq!((parts.len(), parts[0].0), (5, BASE));
    }
}
