//! The formats of services, read by programs that others wrote: SARIF Multitool, a validator of the Reviewdog format, a
//! reader of JUnit XML. `.ci/consumers` installs them into `tests/consumers/`; without them the tests say that they were
//! skipped, and with `CLAIMDIFF_READERS=required` they fail.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::string_slice,
    reason = "tests read files, report, and fail loudly"
)]

mod support;

use std::path::PathBuf;
use std::process::Command;

/// A file of an installed package, or why there is none.
fn installed(path: &str) -> Option<PathBuf> {
    let path = support::repository("tests/consumers/node_modules").join(path);
    if path.exists() {
        return Some(path);
    }
    let required = std::env::var_os("CLAIMDIFF_READERS").is_some_and(|value| value == "required");
    assert!(!required, "{} is missing; .ci/consumers installs it", path.display());
    eprintln!("skipped: {} is not installed (.ci/consumers does it)", path.display());
    None
}

/// What a run over a pair of fixtures writes in a format, as a file.
fn output(format: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = support::folder();
    let file = folder.path().join(format!("out.{format}"));
    let pair = "fixtures/pairs/atlantic-ports";
    let (piece, source) = (format!("{pair}/interview.txt"), format!("{pair}/report.txt"));
    let to = format!("{format}={}", file.display());
    let root = support::repository("");
    let run = support::claimdiff(&root, &["check", &piece, "-s", &source, "-o", &to], None);
    assert_eq!(run.status.code(), Some(1), "{}", String::from_utf8_lossy(&run.stderr));
    (folder, file)
}

fn run(command: &mut Command) -> String {
    let output = command.output().expect("the program starts");
    let text =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}\n{text}");
    text
}

#[test]
fn sarif_multitool_accepts_sarif() {
    let Some(tool) = installed("@microsoft/sarif-multitool-linux/Sarif.Multitool") else {
        return;
    };
    let (_folder, file) = output("sarif");
    let text = run(Command::new(tool)
        .arg("validate")
        .arg(&file)
        .args(["--rule-kind", "Sarif;Gh"])
        .env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"));
    assert!(text.contains("Analysis completed successfully"), "{text}");
    // There is no page on the web that could be named as the program's home.
    let complaints: Vec<&str> = text
        .lines()
        .filter(|line| line.contains(": warning ") || line.contains(": error "))
        .filter(|line| !line.contains("informationUri"))
        .collect();
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[test]
fn a_validator_of_the_reviewdog_format_accepts_rdjsonl() {
    let Some(tool) = installed("@umbrelladocs/rdformat-validator/bin/rdformat-validator.js") else {
        return;
    };
    let (folder, file) = output("rdjsonl");
    let lines = std::fs::read_to_string(file).expect("lines");
    assert_eq!(lines.lines().count(), 5);
    for (number, line) in lines.lines().enumerate() {
        let one = folder.path().join(format!("{number}.json"));
        std::fs::write(&one, line).expect("a file");
        run(Command::new("node").arg(&tool).arg("--strict").arg(&one));
    }
}

#[test]
fn a_reader_of_junit_finds_suites_cases_and_failures() {
    let Some(tool) = installed("junit2json/dist/esm/cli.js") else {
        return;
    };
    let (_folder, file) = output("junit");
    let text = run(Command::new("node").arg(&tool).arg(&file));
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(value["tests"], 7, "{text}");
    assert_eq!(value["failures"], 5);
    let cases = value["testsuite"][0]["testcase"].as_array().expect("cases");
    assert_eq!(cases.len(), 7);
    assert_eq!(cases[0]["failure"][0]["type"], "date/day-mismatch");
    let text = cases[0]["failure"][0]["inner"].as_str().expect("text");
    assert!(text.contains("Commissioner Ines Adler arrived"), "{text}");
}
