//! Every folder below `fixtures/cli/` is a case: `cmd.toml` says what is run, the files beside it are its input,
//! `expected/` holds what must come out: `stdout`, `stderr` (nothing if there is no such file), and every file that
//! the run must have written. `expected/stdout.head` holds what standard output must begin with, for long texts.
//!
//! After a wanted change of the output, `CLAIMDIFF_BLESS=1 cargo test --test cli` writes the files anew; read the
//! difference before committing it.

#![allow(clippy::disallowed_methods, clippy::string_slice, reason = "tests read files and fail loudly")]

mod support;

use std::fs;
use std::path::Path;

use serde::Deserialize;

/// What is run.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the case shows.
    shows: String,
    args: Vec<String>,
    /// File that is standard input.
    stdin: Option<String>,
    exit: i32,
}

#[test]
fn every_case_ends_as_its_files_say() {
    let root = support::repository("fixtures/cli");
    let mut folders: Vec<_> =
        fs::read_dir(&root).expect("cases").map(|entry| entry.expect("a case").path()).collect();
    folders.sort();
    assert!(folders.len() > 30, "the cases have gone missing");
    let bless = std::env::var_os("CLAIMDIFF_BLESS").is_some();
    let failures: Vec<String> = folders.iter().filter_map(|folder| run(folder, bless).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

fn run(folder: &Path, bless: bool) -> Result<(), String> {
    let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
    let text =
        fs::read_to_string(folder.join("cmd.toml")).map_err(|error| format!("{name}: cmd.toml: {error}"))?;
    let case: Case = toml::from_str(&text).map_err(|error| format!("{name}: cmd.toml: {error}"))?;
    let work = support::folder();
    copy(folder, work.path());
    let args: Vec<&str> = case.args.iter().map(String::as_str).collect();
    let stdin = case.stdin.as_ref().map(|file| folder.join(file));
    let output = support::claimdiff(work.path(), &args, stdin.as_deref());
    let expected = folder.join("expected");
    let mut wrong = Vec::new();
    if output.status.code() != Some(case.exit) {
        wrong.push(format!("exit code: expected {}, got {:?}", case.exit, output.status.code()));
    }
    let head = expected.join("stdout.head");
    if head.exists() {
        let head = fs::read_to_string(&head).expect("UTF-8");
        let got = String::from_utf8_lossy(&output.stdout);
        if !got.starts_with(&head) {
            wrong.push(format!("stdout: expected to begin with\n{head}got\n{got}"));
        }
    } else {
        compare("stdout", &output.stdout, &expected, bless, &mut wrong);
    }
    compare("stderr", &output.stderr, &expected, bless, &mut wrong);
    for file in written(&expected) {
        match fs::read(work.path().join(&file)) {
            Ok(bytes) => compare(&file, &bytes, &expected, bless, &mut wrong),
            Err(error) => wrong.push(format!("{file}: was not written: {error}")),
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("{name} ({}): {}", case.shows, wrong.join("\n"))) }
}

/// Names of the files that a run must have written.
fn written(expected: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(expected) else {
        return Vec::new();
    };
    let names = entries.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned());
    names.filter(|name| !matches!(name.as_str(), "stdout" | "stderr" | "stdout.head")).collect()
}

fn compare(name: &str, got: &[u8], expected: &Path, bless: bool, wrong: &mut Vec<String>) {
    let path = expected.join(name);
    let want = fs::read(&path).unwrap_or_default();
    if got == want {
        return;
    }
    if bless {
        fs::create_dir_all(expected).expect("a folder");
        fs::write(&path, got).expect("a file");
        return;
    }
    let (want, got) = (String::from_utf8_lossy(&want), String::from_utf8_lossy(got));
    wrong.push(format!("{name}: expected\n{want}got\n{got}"));
}

/// Copies the input of a case, so that a run cannot change it.
fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name");
        if name == "expected" {
            continue;
        }
        let target = to.join(name);
        if path.is_dir() {
            fs::create_dir(&target).expect("a folder");
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a copy");
        }
    }
}

#[test]
#[cfg(unix)]
fn a_reader_that_goes_away_is_a_normal_end() {
    let folder = support::folder();
    let lines = "{\"id\":1,\"text\":\"Rain fell on Monday.\"}\n".repeat(20_000);
    fs::write(folder.path().join("in.jsonl"), lines).expect("a file");
    let run = std::process::Command::new("bash")
        .args([
            "-c",
            "set -o pipefail; \"$0\" facts --jsonl in.jsonl | head -n 1",
            env!("CARGO_BIN_EXE_claimdiff"),
        ])
        .current_dir(folder.path())
        .output()
        .expect("a shell");
    assert!(run.status.success(), "{run:?}");
    assert!(run.stderr.is_empty(), "{run:?}");
}

#[test]
#[cfg(unix)]
fn what_is_no_ordinary_file_is_written_to_and_never_replaced() {
    use std::os::unix::fs::FileTypeExt as _;

    let folder = support::folder();
    fs::write(folder.path().join("piece.txt"), "Rain fell on Monday.").expect("a file");
    let script =
        "mkfifo pipe && { cat pipe > out & } && \"$0\" check piece.txt -s piece.txt -o jsonl=pipe && wait";
    let run = std::process::Command::new("bash")
        .args(["-c", script, env!("CARGO_BIN_EXE_claimdiff")])
        .current_dir(folder.path())
        .output()
        .expect("a shell");
    assert!(run.status.success(), "{run:?}");
    let kind = fs::metadata(folder.path().join("pipe")).expect("the pipe").file_type();
    assert!(kind.is_fifo(), "the pipe was replaced");
    let text = fs::read_to_string(folder.path().join("out")).expect("what went through the pipe");
    assert!(text.starts_with("{\"schema\":\"claimdiff.report/1\""), "{text}");
}
