//! `claimdiff review`: in the terminal with answers from a pipe, left and taken up again; and decisions of the HTML page
//! put to work.

#![allow(clippy::disallowed_methods, clippy::string_slice, reason = "tests read files and fail loudly")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Output;

/// A folder with a piece, its source and the report `r.json`; gives the number of findings.
fn folder() -> (tempfile::TempDir, usize) {
    let folder = support::folder();
    let pair = support::repository("fixtures/pairs/atlantic-ports");
    fs::copy(pair.join("interview.txt"), folder.path().join("piece.txt")).expect("a file");
    fs::copy(pair.join("report.txt"), folder.path().join("source.txt")).expect("a file");
    let n_open = check(folder.path(), "r.json");
    assert!(n_open >= 4, "{n_open} findings are too few for this test");
    (folder, n_open)
}

/// Checks, writes a report, and counts the findings that nobody waived.
fn check(folder: &Path, report: &str) -> usize {
    let to = format!("json={report}");
    let args = ["check", "piece.txt", "-s", "source.txt", "-o", &to, "--fail-on", "never"];
    let run = support::claimdiff(folder, &args, None);
    assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    let text = fs::read_to_string(folder.join(report)).expect("a report");
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let claims = value["claims"].as_array().expect("claims");
    let findings = claims.iter().flat_map(|claim| claim["findings"].as_array().expect("findings"));
    findings.filter(|finding| finding["waived"].is_null()).count()
}

fn review(folder: &Path, args: &[&str], answers: &str) -> Output {
    fs::write(folder.join("answers"), answers).expect("a file");
    let args = [&["review"], args].concat();
    support::claimdiff(folder, &args, Some(&folder.join("answers")))
}

fn words(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_review_is_left_and_taken_up_again_and_its_waivers_count() {
    let (folder, n_open) = folder();
    let folder = folder.path();
    let first = review(folder, &["r.json", "--who", "M. Reader"], "what\na\nw counted twice\nq\n");
    let text = words(&first);
    assert_eq!(first.status.code(), Some(0), "{text}");
    assert!(text.contains(&format!("1 of {n_open}  ")), "{text}");
    assert!(text.contains("[-") && text.contains("{+"), "{text}");
    assert!(text.contains(&format!("1 accepted, 1 waived, {} left", n_open - 2)), "{text}");
    let waivers = fs::read_to_string(folder.join("waivers.toml")).expect("waivers");
    assert!(waivers.contains("counted twice") && waivers.contains("M. Reader"), "{waivers}");

    let second = review(folder, &["r.json", "--who", "M. Reader"], "s\nb\nb\nb\n");
    let text = words(&second);
    let shown: Vec<&str> =
        text.lines().filter_map(|line| line.split_once(&format!(" of {n_open}  ")).map(|it| it.0)).collect();
    assert_eq!(shown, ["3", "4", "3", "2", "1"], "{text}");
    assert_eq!(check(folder, "again.json"), n_open - 1, "the waiver counts in the next check");

    let third = review(folder, &["r.json", "--who", "M. Reader"], "b\na\nq\n");
    let text = words(&third);
    assert!(text.contains("decided before: waived: counted twice"), "{text}");
    assert!(text.contains("2 accepted, 0 waived"), "{text}");
    assert_eq!(check(folder, "again.json"), n_open, "accepted after all, the waiver is gone");
}

#[test]
fn decisions_of_the_page_become_waivers() {
    let (folder, n_open) = folder();
    let folder = folder.path();
    let report: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(folder.join("r.json")).expect("a report")).expect("JSON");
    let claims = report["claims"].as_array().expect("claims").iter();
    let findings: Vec<_> = claims.flat_map(|claim| claim["findings"].as_array().expect("findings")).collect();
    let decision = |idx: usize, rest: serde_json::Value| {
        let mut value = serde_json::json!({
            "piece": "piece.txt", "fingerprint": findings[idx]["fingerprint"], "rule": findings[idx]["rule"],
        });
        let object = value.as_object_mut().expect("an object");
        object.extend(rest.as_object().expect("an object").clone());
        value
    };
    let decisions = serde_json::json!({
        "schema": "claimdiff.decisions/1",
        "decisions": [
            decision(0, serde_json::json!({"decision": "waive", "reason": "as of Monday", "who": "M. Reader"})),
            decision(1, serde_json::json!({"decision": "waive", "reason": "rounded"})),
            decision(2, serde_json::json!({"decision": "accept"})),
        ]
    });
    fs::write(folder.join("decisions.json"), decisions.to_string()).expect("a file");
    let run = review(folder, &["--apply", "decisions.json", "--who", "N. Other"], "");
    assert_eq!(run.status.code(), Some(0), "{}", words(&run));
    assert!(words(&run).contains("2 waivers written"), "{}", words(&run));
    assert!(words(&run).contains("1 finding accepted"), "{}", words(&run));
    let waivers = fs::read_to_string(folder.join("waivers.toml")).expect("waivers");
    assert!(waivers.contains("M. Reader") && waivers.contains("N. Other"), "{waivers}");
    assert_eq!(check(folder, "again.json"), n_open - 2);
    let again = review(folder, &["--apply", "decisions.json", "--who", "N. Other"], "");
    assert_eq!(again.status.code(), Some(0));
    assert_eq!(fs::read_to_string(folder.join("waivers.toml")).expect("waivers"), waivers, "twice is once");
}

#[test]
fn what_cannot_be_reviewed_is_refused_with_what_to_do() {
    let (folder, _) = folder();
    let folder = folder.path();
    fs::write(folder.join("bad.json"), "{\"schema\": \"claimdiff.decisions/1\", \"decisions\": 3}")
        .expect("a file");
    for (args, expected) in [
        (vec![], "claimdiff review report.json"),
        (vec!["piece.txt"], "expected a report of `claimdiff check --output json`"),
        (vec!["missing.json"], "missing.json: expected a readable file"),
        (vec!["-"], "save the report first"),
        (vec!["--apply", "bad.json"], "bad.json: expected decisions"),
        (vec!["--apply", "r.json"], "r.json: expected decisions"),
    ] {
        let run = review(folder, &args, "");
        assert_eq!(run.status.code(), Some(2), "{args:?}: {}", words(&run));
        assert!(words(&run).contains(expected), "{args:?}: {}", words(&run));
        assert!(!folder.join("waivers.toml").exists());
    }
}
