//! Inline waivers: a remark in the piece, on the line of the finding or above it.

use crate::judge::RuleSet;
use crate::model::{Allowance, ClaimResult, Document, Finding, Problem, ProblemKind, Span, Stage};

/// Lets the findings stand that an inline waiver of the piece speaks of. What is wrong with a waiver comes back as a
/// problem; `complete` says that no finding was left out of the claims, so that one that matches none is stale.
pub fn inline(claims: &mut [ClaimResult], piece: &Document, rules: &RuleSet, complete: bool) -> Vec<Problem> {
    if piece.allowances.is_empty() {
        return Vec::new();
    }
    let mut problems = Vec::new();
    let mut whole: Vec<(usize, &Allowance, bool)> = Vec::new();
    for allowance in &piece.allowances {
        match wrong(allowance, rules) {
            Some(detail) => problems.push(problem(piece, allowance, &detail)),
            None => whole.extend(allowance.covers.map(|line| (line, allowance, false))),
        }
        if allowance.covers.is_none() {
            problems.push(problem(
                piece,
                allowance,
                "expected a line with text below the waiver, found none",
            ));
        }
    }
    whole.sort_by_key(|(line, allowance, _)| (*line, allowance.line));
    for finding in claims.iter_mut().flat_map(|claim| &mut claim.findings) {
        let (first, last) = lines(piece, finding);
        let start = whole.partition_point(|(line, _, _)| *line < first);
        for (line, allowance, used) in whole.iter_mut().skip(start) {
            if *line > last {
                break;
            }
            if allowance.rule == finding.rule {
                *used = true;
                finding.waived.get_or_insert_with(|| allowance.reason.clone());
            }
        }
    }
    for (line, allowance, _) in whole.iter().filter(|(_, _, used)| !used && complete) {
        if rules.get(&allowance.rule).is_some() {
            let detail =
                format!("`{}` finds nothing in line {line}; remove the waiver or move it", allowance.rule);
            problems.push(problem(piece, allowance, &detail));
        }
    }
    problems
}

/// What keeps a waiver from counting, whatever the findings are.
fn wrong(allowance: &Allowance, rules: &RuleSet) -> Option<String> {
    let Allowance { rule, reason, written, .. } = allowance;
    if rule.is_empty() {
        return Some(format!("expected `claimdiff: allow RULE: REASON`, found `{written}`"));
    }
    if !rules.knows(rule) {
        let hint = rules.nearest(rule).map_or_else(String::new, |id| format!("; did you mean `{id}`?"));
        return Some(format!("no rule has the id `{rule}`{hint} (`claimdiff rules list` shows all)"));
    }
    reason.is_empty().then(|| {
        format!(
            "expected a reason after `claimdiff: allow {rule}:`, found none; say why the finding may stand"
        )
    })
}

/// First and last line of a finding's words in the piece.
fn lines(piece: &Document, finding: &Finding) -> (usize, usize) {
    let raw = piece.raw_span(finding.claim_span);
    let first = piece.raw_line_column(raw.start()).0;
    (first, piece.raw_line_column(raw.end().saturating_sub(1).max(raw.start())).0)
}

/// A waiver is no part of the text, so that its line stands in the message.
fn problem(piece: &Document, allowance: &Allowance, detail: &str) -> Problem {
    Problem {
        document: Some(piece.id),
        span: None::<Span>,
        stage: Stage::Judge,
        kind: ProblemKind::Waiver,
        detail: format!("line {}: {detail}", allowance.line),
    }
}
