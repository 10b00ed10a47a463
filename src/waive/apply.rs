//! Holding a waivers file against the findings of a run.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::file::{Waiver, Waivers};
use crate::judge::RuleSet;
use crate::model::{Problem, ProblemKind, Report, Stage};

/// What a waiver was in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It lets a finding stand.
    Used,
    /// Its last day is over; a finding that it spoke of does not stand any more.
    Expired,
    /// Its piece was checked, and nothing there has its fingerprint: the words have changed, or the rule is gone.
    Stale,
    /// Its piece was not checked, or its rule is switched off.
    NotSeen,
}

/// What the caller knows of a run.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// Rules, also those that were switched off.
    pub rules: &'a RuleSet,
    /// Today.
    pub today: Date,
    /// For each report the path of its piece, from the folder of the waivers file, with `/`.
    pub pieces: &'a [String],
    /// Whether the reports hold all findings, also those of low confidence; otherwise nothing is called stale.
    pub complete: bool,
}

/// Lets findings stand, and says of each waiver what it was. Expired and stale ones become problems of the report of
/// their piece.
pub fn apply(reports: &mut [Report], waivers: &Waivers, run: &Run<'_>) -> Vec<State> {
    let mut states = vec![State::NotSeen; waivers.list.len()];
    let by_key: BTreeMap<(&str, &str), usize> =
        waivers.list.iter().enumerate().map(|(idx, waiver)| (waiver.key(), idx)).collect();
    let expired = |waiver: &Waiver| waiver.expires.is_some_and(|last| last < run.today);
    for (report, piece) in reports.iter_mut().zip(run.pieces) {
        let mut over: Vec<usize> = Vec::new();
        for finding in report.claims.iter_mut().flat_map(|claim| &mut claim.findings) {
            let Some(&idx) = by_key.get(&(finding.fingerprint.as_str(), piece.as_str())) else {
                continue;
            };
            let (Some(waiver), Some(state)) = (waivers.list.get(idx), states.get_mut(idx)) else {
                continue;
            };
            if expired(waiver) {
                *state = State::Expired;
                over.push(idx);
            } else {
                *state = State::Used;
                finding.waived.get_or_insert_with(|| waiver.reason.clone());
            }
        }
        for waiver in over.iter().filter_map(|idx| waivers.list.get(*idx)) {
            let day = waiver.expires.map_or_else(String::new, |day| format!(" on {day}"));
            let detail =
                format!("the waiver of `{}` expired{day}; decide again, or mend the piece", waiver.rule);
            report.problems.push(problem(report, waivers, waiver, &detail));
        }
    }
    let homes: BTreeMap<&str, usize> =
        run.pieces.iter().enumerate().map(|(idx, piece)| (piece.as_str(), idx)).collect();
    let open = open_findings(reports);
    for (waiver, state) in waivers.list.iter().zip(&mut states).filter(|(_, state)| **state == State::NotSeen)
    {
        let in_use = !run.rules.knows(&waiver.rule) || run.rules.get(&waiver.rule).is_some();
        let home = homes.get(waiver.piece.as_str());
        let told = match (home, open.get(&waiver.fingerprint)) {
            (Some(idx), _) if run.complete && in_use => {
                *state = State::Stale;
                Some((*idx, stale(waiver, run.rules)))
            }
            (None, Some(idx)) if !expired(waiver) => Some((*idx, elsewhere(waiver))),
            _ => None,
        };
        if *state == State::NotSeen && expired(waiver) {
            *state = State::Expired;
        }
        if let Some((idx, detail)) = told
            && let Some(report) = reports.get_mut(idx)
        {
            report.problems.push(problem(report, waivers, waiver, &detail));
        }
    }
    states
}

/// Fingerprints of the findings that nobody waived, with the first report that has them.
fn open_findings(reports: &[Report]) -> BTreeMap<String, usize> {
    let mut open = BTreeMap::new();
    for (idx, report) in reports.iter().enumerate() {
        for (_, finding) in report.findings().filter(|(_, finding)| finding.waived.is_none()) {
            open.entry(finding.fingerprint.clone()).or_insert(idx);
        }
    }
    open
}

/// Why a waiver of a piece that was checked lets nothing stand.
fn stale(waiver: &Waiver, rules: &RuleSet) -> String {
    let rule = &waiver.rule;
    if !rules.knows(rule) {
        let hint = rules.nearest(rule).map_or_else(String::new, |id| format!("; did you mean `{id}`?"));
        return format!("no rule has the id `{rule}`{hint} (`claimdiff rules list` shows all)");
    }
    format!(
        "no finding of `{rule}` in this piece has the fingerprint `{}` any more: its words were mended, or words on \
         one side have changed; remove the waiver (`claimdiff waivers prune`), or decide again",
        waiver.fingerprint
    )
}

/// A decision on the same words in another piece is no decision on this one.
fn elsewhere(waiver: &Waiver) -> String {
    format!(
        "the waiver of `{}` is for `{}` only; if that piece was renamed, write its new name there",
        waiver.rule, waiver.piece
    )
}

fn problem(report: &Report, waivers: &Waivers, waiver: &Waiver, detail: &str) -> Problem {
    Problem {
        document: report.documents.first().map(|piece| piece.id),
        span: None,
        stage: Stage::Judge,
        kind: ProblemKind::Waiver,
        detail: format!("{}:{}: {detail}", waivers.file, waiver.line),
    }
}
