//! How often each rule is right: `docs/rules.md` is this table.

use std::collections::BTreeMap;

use serde::Serialize;

use super::measure::{cell, share};
use crate::judge::Rule;
use crate::model::Finding;

/// Findings of one rule on labelled texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Hits {
    /// On words that are wrong or not in the sources; in a set of claims, on claims that people found unsupported.
    pub(super) right: usize,
    /// On words that are right, or no claim; in a set of claims, on claims that people found supported.
    pub(super) wrong: usize,
}

/// By rule id.
pub(super) type ByRule = BTreeMap<String, Hits>;

/// Counts a finding.
pub(super) fn count(rules: &mut ByRule, finding: &Finding, right: bool) {
    let hits = rules.entry(finding.rule.clone()).or_default();
    hits.right += usize::from(right);
    hits.wrong += usize::from(!right);
}

/// A Markdown table of all rules: right and wrong findings in pairs and in claims, and the share that is right.
pub(super) fn table<'a>(
    rules: impl Iterator<Item = &'a Rule>,
    pairs: &[&ByRule],
    claims: &[&ByRule],
) -> String {
    let mut text = String::from(
        "| rule | severity | what is wrong | pairs: right | wrong | claims: right | wrong | precision |\n\
         |---|---|---|---:|---:|---:|---:|---:|\n",
    );
    for rule in rules {
        let sum = |sets: &[&ByRule]| {
            sets.iter().filter_map(|set| set.get(&rule.id)).fold(Hits::default(), |sum, hits| Hits {
                right: sum.right + hits.right,
                wrong: sum.wrong + hits.wrong,
            })
        };
        let (pairs, claims) = (sum(pairs), sum(claims));
        let right = pairs.right + claims.right;
        let precision = cell(share(right, right + pairs.wrong + claims.wrong));
        let Rule { id, severity, title, .. } = rule;
        let severity = severity.name();
        text.push_str(&format!(
            "| `{id}` | {severity} | {title} | {} | {} | {} | {} | {precision} |\n",
            pairs.right, pairs.wrong, claims.right, claims.wrong
        ));
    }
    text
}
