//! Every built-in rule fires on the texts that its file says it fires on, and on no other of its texts: the tests
//! of all rule files, run through the whole program.

use claimdiff::ingest::RawInput;
use claimdiff::judge::{Fired, RuleTest, run_tests};
use claimdiff::model::{DocumentId, Role};
use claimdiff::pipeline::{CheckOptions, Engine};
use jiff::civil::Date;

fn fired(engine: &Engine, test: &RuleTest) -> Vec<Fired> {
    let read = |id, role, name, text: &str, published: Option<Date>| {
        let raw =
            RawInput { id: DocumentId(id), role, name, bytes: text.as_bytes(), format: None, published };
        engine.read(&raw).expect("a rule test holds text")
    };
    let piece = read(0, Role::Piece, "piece.txt", &test.claim, test.published);
    let texts = (1..).zip(std::iter::once(&test.source).chain(&test.other_source));
    let sources = texts.map(|(id, text)| read(id, Role::Source, "source.txt", text, test.source_published));
    let report = engine.check(piece, sources.collect(), &CheckOptions::default());
    let document = &report.documents[0];
    let findings = report.claims.iter().flat_map(|claim| &claim.findings);
    findings
        .map(|finding| Fired {
            rule: finding.rule.clone(),
            words: document.slice(finding.claim_span).to_owned(),
        })
        .collect()
}

#[test]
fn every_rule_passes_its_own_tests() {
    let engine = Engine::new().expect("built-in lists and rules");
    let run = run_tests(engine.rules().rules(), &|test| fired(&engine, test)).expect("whole rule files");
    let failures: Vec<String> = run.failures.iter().map(ToString::to_string).collect();
    assert!(
        failures.is_empty(),
        "{} of {} tests of {} rules failed:\n{}",
        failures.len(),
        run.n_tests,
        run.n_rules,
        failures.join("\n")
    );
}
