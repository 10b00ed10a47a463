//! Fits the weights of the support score to labelled claims: logistic regression by projected gradient descent, every
//! weight kept on the side of zero that its feature demands; both labels and all sets weigh the same. Deterministic.

use crate::judge::score::{FEATURES, Features};
use crate::judge::score_model::{Bin, RawModel};

/// One labelled claim.
#[derive(Clone, Debug)]
pub struct Row {
    /// The set that it belongs to.
    pub set: usize,
    /// Its features.
    pub features: Features,
    /// Whether a reader found it supported.
    pub supported: bool,
}

const STEPS: usize = 10_000;
const RATE: f64 = 2.0;
/// Pull towards zero, which keeps a feature without use at zero.
const RIDGE: f64 = 0.000_02;
/// Upper bounds of the copied share for which calibration is fitted apart: free wording, mixed, near verbatim.
const BOUNDS: [f32; 3] = [0.25, 0.7, 2.0];

/// Fits weights and calibration; `None` without rows of both labels.
pub fn fit(rows: &[Row]) -> Option<RawModel> {
    let shares = shares(rows)?;
    let mut weights = [0.0_f64; FEATURES.len()];
    let mut bias = 0.0_f64;
    for _ in 0..STEPS {
        let mut slope = [0.0_f64; FEATURES.len()];
        let mut offset = 0.0_f64;
        for (row, share) in rows.iter().zip(&shares) {
            let error = share * (probability(bias + dot(&weights, &row.features)) - label(row));
            offset += error;
            for (slot, value) in slope.iter_mut().zip(&row.features) {
                *slot += error * f64::from(*value);
            }
        }
        bias -= RATE * offset;
        for ((weight, slope), (_, sign)) in weights.iter_mut().zip(slope).zip(FEATURES) {
            *weight -= RATE * (slope + RIDGE * *weight);
            if *weight * f64::from(sign) < 0.0 {
                *weight = 0.0;
            }
        }
    }
    let calibration = BOUNDS
        .iter()
        .scan(f32::MIN, |from, &below| {
            let range = *from..below;
            *from = below;
            Some(calibrate(rows, &shares, &weights, bias, range))
        })
        .collect();
    let rounded = |value: f64| ((value * 1000.0).round() / 1000.0) as f32;
    let named =
        FEATURES.iter().zip(weights).map(|((name, _), weight)| ((*name).to_string(), rounded(weight)));
    Some(RawModel { weights: named.collect(), bias: rounded(bias), calibration })
}

/// Slope and offset for the rows whose copied share lies in a range.
fn calibrate(rows: &[Row], shares: &[f64], weights: &[f64], bias: f64, range: std::ops::Range<f32>) -> Bin {
    let copied = |row: &Row| row.features.get(1).copied().unwrap_or(0.0);
    let own: Vec<(f64, f64, f64)> = rows
        .iter()
        .zip(shares)
        .filter(|(row, _)| range.contains(&copied(row)))
        .map(|(row, share)| (bias + dot(weights, &row.features), label(row), *share))
        .collect();
    let total: f64 = own.iter().map(|(_, _, share)| share).sum();
    let (mut slope, mut offset) = (1.0_f64, 0.0_f64);
    if total > 0.0 {
        for _ in 0..STEPS {
            let (mut by_slope, mut by_offset) = (0.0, 0.0);
            for (z, label, share) in &own {
                let error = share * (probability(slope * z + offset) - label);
                by_slope += error * z;
                by_offset += error;
            }
            slope = (slope - RATE * by_slope / total).max(0.05);
            offset -= RATE * by_offset / total;
        }
    }
    let rounded = |value: f64| ((value * 1000.0).round() / 1000.0) as f32;
    Bin { below: range.end, slope: rounded(slope), offset: rounded(offset) }
}

/// The weight of every row: each set the same in all, and in a set both labels the same.
fn shares(rows: &[Row]) -> Option<Vec<f64>> {
    let n_sets = rows.iter().map(|row| row.set + 1).max()?;
    let mut counts = vec![[0_usize; 2]; n_sets];
    for row in rows {
        if let Some(count) = counts.get_mut(row.set) {
            count[usize::from(row.supported)] += 1;
        }
    }
    if !counts.iter().any(|count| count[0] > 0) || !counts.iter().any(|count| count[1] > 0) {
        return None;
    }
    let share = |row: &Row| {
        let count = counts.get(row.set).map_or(1, |count| count[usize::from(row.supported)]);
        1.0 / (2.0 * n_sets as f64 * count as f64)
    };
    Some(rows.iter().map(share).collect())
}

fn label(row: &Row) -> f64 {
    f64::from(u8::from(row.supported))
}

fn probability(z: f64) -> f64 {
    1.0 / (1.0 + (-z).exp())
}

fn dot(weights: &[f64], features: &Features) -> f64 {
    weights.iter().zip(features).map(|(weight, value)| weight * f64::from(*value)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::score_model::ScoreModel;

    fn row(copied: f32, absent: f32, supported: bool) -> Row {
        let mut features = [0.0; FEATURES.len()];
        features[1] = copied;
        features[7] = absent;
        Row { set: 0, features, supported }
    }

    #[test]
    fn weights_take_the_side_that_their_feature_demands() {
        // The second feature points the wrong way here: it must stay at zero.
        let rows = [row(0.9, 1.0, true), row(0.8, 1.0, true), row(0.2, 0.0, false), row(0.1, 0.0, false)];
        let raw = fit(&rows).expect("both labels");
        assert!(raw.weights["copied_share"] > 0.0);
        assert_eq!(raw.weights["name_absent"], 0.0);
        let model = ScoreModel::check(&raw).expect("fitted models are valid");
        assert!(model.score(&rows[0].features) > model.score(&rows[3].features));
    }

    #[test]
    fn one_label_cannot_be_fitted() {
        assert!(fit(&[row(0.5, 0.0, true)]).is_none());
    }
}
