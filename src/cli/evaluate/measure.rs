//! Small measures over labelled results.

/// How often a positive is ranked above a negative; ties count half. `None` where one kind is missing.
pub(super) fn auc(positive: &[f64], negative: &[f64]) -> Option<f64> {
    if positive.is_empty() || negative.is_empty() {
        return None;
    }
    let mut ranked: Vec<(f64, bool)> = positive
        .iter()
        .map(|&score| (score, true))
        .chain(negative.iter().map(|&score| (score, false)))
        .collect();
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut ranks, mut start) = (0.0, 0);
    for run in ranked.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let positives = run.iter().filter(|(_, positive)| *positive).count();
        // Ranks count from 1; a run of ties shares its middle rank.
        ranks += positives as f64 * (2 * start + 1 + run.len()) as f64 / 2.0;
        start += run.len();
    }
    let n = positive.len() as f64;
    Some((ranks - n * (n + 1.0) / 2.0) / (n * negative.len() as f64))
}

/// A share, rounded to four digits; `None` of nothing.
pub(super) fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| round(part as f64 / whole as f64))
}

/// Four digits.
pub(super) fn round(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

/// A share for a table.
pub(super) fn cell(share: Option<f64>) -> String {
    share.map_or_else(|| "-".to_string(), |share| format!("{share:.3}"))
}

/// Columns padded to their widest cell; the first is set to the left, the others to the right.
pub(super) fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        for (idx, (cell, &width)) in row.iter().zip(&widths).enumerate() {
            if idx == 0 {
                text.push_str(&format!("{cell:<width$}"));
            } else {
                text.push_str(&format!("  {cell:>width$}"));
            }
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn auc_is_one_for_a_perfect_order_and_half_for_ties() {
        assert_eq!(auc(&[0.9, 0.8], &[0.1, 0.2]), Some(1.0));
        assert_eq!(auc(&[0.1], &[0.9]), Some(0.0));
        assert_eq!(auc(&[0.5, 0.5], &[0.5]), Some(0.5));
        assert_eq!(auc(&[0.5], &[]), None);
    }
}
