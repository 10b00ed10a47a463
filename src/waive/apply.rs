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
    let by_fingerprint: BTreeMap<&str, usize> =
        waivers.list.iter().enumerate().map(|(idx, waiver)| (waiver.fingerprint.as_str(), idx)).collect();
    let expired = |waiver: &Waiver| waiver.expires.is_some_and(|last| last < run.today);
    for report in &mut *reports {
        let mut over: Vec<usize> = Vec::new();
        for finding in report.claims.iter_mut().flat_map(|claim| &mut claim.findings) {
            let Some(&idx) = by_fingerprint.get(finding.fingerprint.as_str()) else {
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
    for (waiver, state) in waivers.list.iter().zip(&mut states).filter(|(_, state)| **state == State::NotSeen)
    {
        let known = run.rules.knows(&waiver.rule);
        let home = homes.get(waiver.piece.as_str()).and_then(|idx| reports.get_mut(*idx));
        if let Some(report) = home
            && run.complete
            && (!known || run.rules.get(&waiver.rule).is_some())
        {
            *state = State::Stale;
            let detail = if known {
                format!(
                    "no finding of `{}` in this piece has the fingerprint `{}` any more, so the words on one side have \
                     changed; remove the waiver (`claimdiff waivers prune`), or decide again",
                    waiver.rule, waiver.fingerprint
                )
            } else {
                let near = run.rules.nearest(&waiver.rule);
                let hint = near.map_or_else(String::new, |id| format!("; did you mean `{id}`?"));
                format!("no rule has the id `{}`{hint} (`claimdiff rules list` shows all)", waiver.rule)
            };
            report.problems.push(problem(report, waivers, waiver, &detail));
        } else if expired(waiver) {
            *state = State::Expired;
        }
    }
    states
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
