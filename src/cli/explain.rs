//! `check --explain FINGERPRINT`: replays one finding.

use anyhow::bail;

use crate::cli::check::Run;
use crate::cli::exit::Outcome;
use crate::cli::output;
use crate::model::Analysis;
use crate::report::explain;

/// Checks again and shows how the finding came about.
pub(crate) fn run(run: &Run<'_>, fingerprint: &str) -> anyhow::Result<Outcome> {
    for piece in &run.pieces {
        let engine = run.engine_for(piece);
        let job = run.job(piece)?;
        let options = run.options(piece, &job);
        let analysis = engine.analyse(job.piece.clone());
        let sources: Vec<Analysis> = job.sources.into_iter().map(|source| engine.analyse(source)).collect();
        let report = engine.check_analysed(job.piece, &sources, &options);
        let found = report.findings().find(|(_, finding)| finding.fingerprint == fingerprint);
        if let Some((claim, finding)) = found {
            let rule = engine.rules().get(&finding.rule);
            let text = explain::render(
                &report,
                claim,
                finding,
                rule.map(|rule| rule.when.to_string()),
                &analysis,
                &sources,
            );
            output::print(&text, true)?;
            return Ok(Outcome::Clean);
        }
    }
    bail!(
        "no finding of this run has the fingerprint `{fingerprint}`; `--output json` shows the fingerprints of all \
         findings"
    )
}
