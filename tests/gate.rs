//! The gate in CI over several runs: fingerprints and waivers while texts change, folders, what git says has changed,
//! and the hook, the action and the GitLab job in repositories made here.

#![allow(clippy::disallowed_methods, clippy::string_slice, reason = "tests read files and fail loudly")]

mod support;

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const REPORT: &str = "LISBON, 5 November 2026 - Commissioner Ines Adler arrived in Lisbon on the 3rd and signed the \
                      Atlantic Ports Accord with Mayor Rui Prata on Wednesday.\n\nThe accord is worth €2.4 billion \
                      and will create 1,150 jobs, Adler said.\n";
const WRONG: &str = "Editor: Commissioner Adler landed in Lisbon on the 4th and signed the Atlantic Ports Accord.\n\n\
                     Dr. Nwosun: The accord will create 1,150 jobs, Adler said.\n";
const RIGHT: &str =
    "Editor: Commissioner Adler landed in Lisbon on the 3rd and signed the Atlantic Ports Accord.\n";

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn piece(sources: &str, text: &str) -> String {
    format!("---\nsources: [{sources}]\n---\n\n{text}")
}

fn check(folder: &Path, args: &[&str]) -> Output {
    let args: Vec<&str> = std::iter::once("check").chain(args.iter().copied()).collect();
    support::claimdiff(folder, &args, None)
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Rule, words and fingerprint of every finding.
fn fingerprints(folder: &Path) -> Vec<(String, String, String)> {
    let output = check(folder, &["piece.txt", "-s", "report.txt", "-o", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let claims = report["claims"].as_array().expect("claims");
    let findings = claims.iter().flat_map(|claim| claim["findings"].as_array().expect("findings").clone());
    let words = |finding: &Value, key: &str| finding[key].as_str().expect("words").to_string();
    findings
        .map(|finding| {
            (words(&finding, "rule"), words(&finding, "claim_text"), words(&finding, "fingerprint"))
        })
        .collect()
}

fn git(folder: &Path, args: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"])
        .args(args)
        .current_dir(folder)
        .output()
        .expect("git");
    assert!(output.status.success(), "git {args:?}: {}", stderr(&output));
}

/// A repository with two pieces, each with its own source.
fn repository() -> tempfile::TempDir {
    let folder = support::folder();
    write(folder.path(), "content/a.md", &piece("reports/a.txt", RIGHT));
    write(folder.path(), "content/b.md", &piece("reports/b.txt", RIGHT));
    write(folder.path(), "content/reports/a.txt", REPORT);
    write(folder.path(), "content/reports/b.txt", REPORT);
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "Two pieces"]);
    folder
}

#[test]
fn a_fingerprint_changes_with_the_words_at_its_place_and_with_nothing_else() {
    let folder = support::folder();
    let folder = folder.path();
    let twice = format!("{WRONG}\nEditor: So Adler was in Lisbon on the 4th.\n");
    write(folder, "piece.txt", &twice);
    write(folder, "report.txt", REPORT);
    let before = fingerprints(folder);
    assert_eq!(before.len(), 2, "{before:?}");

    let moved = format!("Editor: Good morning.\n\n\n{}", twice.replace("1,150 jobs", "jobs"));
    write(folder, "piece.txt", &moved);
    write(folder, "report.txt", &format!("{REPORT}\nRain fell in Porto.\n"));
    assert_eq!(fingerprints(folder), before, "lines moved and other sentences changed");

    write(
        folder,
        "piece.txt",
        &moved.replacen("landed in Lisbon on the 4th", "landed in Lisbon on the 3rd", 1),
    );
    assert_eq!(fingerprints(folder), before[1..], "the same words were mended in another sentence");

    write(folder, "piece.txt", &twice);
    write(folder, "report.txt", &REPORT.replace("the 3rd", "the 2nd"));
    let after = fingerprints(folder);
    assert_eq!(after.len(), 2, "{after:?}");
    for ((rule, words, now), (_, _, then)) in after.iter().zip(&before) {
        assert_ne!(now, then, "the source's words changed: {rule}, {words}");
    }
}

#[test]
fn a_baseline_holds_until_the_words_of_a_source_change() {
    let folder = support::folder();
    let folder = folder.path();
    write(folder, "texts/piece.md", &piece("report.txt", WRONG));
    write(folder, "texts/report.txt", REPORT);
    let adopted = check(
        folder,
        &["texts", "-o", "concise", "--baseline", "waivers.toml", "--reason", "old", "--who", "Ada"],
    );
    assert!(adopted.status.success(), "{adopted:?}");
    assert!(stderr(&adopted).contains("waivers.toml: 1 finding adopted"), "{adopted:?}");
    let clean = check(folder, &["texts"]);
    assert!(clean.status.success() && stdout(&clean).contains("1 waived"), "{clean:?}");
    // From another folder the same file and the same piece are found.
    let clean = support::claimdiff(&folder.join("texts"), &["check", "piece.md", "-o", "concise"], None);
    assert!(clean.status.success() && clean.stdout.is_empty(), "{clean:?}");

    write(folder, "texts/report.txt", &REPORT.replace("the 3rd", "the 2nd"));
    let lapsed = check(folder, &["texts", "-o", "concise"]);
    assert_eq!(lapsed.status.code(), Some(1), "{lapsed:?}");
    assert!(
        stdout(&lapsed).contains("problem[waiver] waivers.toml:5: no finding of `date/day-mismatch`"),
        "{lapsed:?}"
    );

    let pruned = support::claimdiff(folder, &["waivers", "prune"], None);
    assert!(stdout(&pruned).contains("1 of 1 waiver removed"), "{pruned:?}");
    let left = fs::read_to_string(folder.join("waivers.toml")).expect("the file");
    assert!(left.starts_with("# Findings") && !left.contains("[[waiver]]"), "{left}");
}

#[test]
fn a_waiver_goes_when_its_piece_is_gone() {
    let folder = support::folder();
    let folder = folder.path();
    write(folder, "piece.md", &piece("report.txt", WRONG));
    write(folder, "report.txt", REPORT);
    check(folder, &["piece.md", "--baseline", "waivers.toml", "--reason", "old", "--who", "Ada"]);
    fs::remove_file(folder.join("piece.md")).expect("the piece");
    let pruned = support::claimdiff(folder, &["waivers", "prune"], None);
    assert!(stdout(&pruned).contains("its piece is gone"), "{pruned:?}");
}

#[test]
fn what_git_ignores_is_not_walked() {
    let folder = support::folder();
    let folder = folder.path();
    write(folder, "content/a.md", &piece("report.txt", RIGHT));
    write(folder, "content/report.txt", REPORT);
    write(folder, "content/drafts/b.md", &piece("../report.txt", WRONG));
    write(folder, "content/.hidden/c.md", &piece("../report.txt", WRONG));
    write(folder, ".gitignore", "drafts/\n");
    let output = check(folder, &["content"]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(stderr(&output), "1 piece checked\n");
}

#[test]
fn only_what_has_changed_is_checked() {
    let repository = repository();
    let folder = repository.path();
    let since = |args: &[&str]| {
        let output =
            check(folder, &[&["content", "-o", "concise", "--changed-since", "HEAD"], args].concat());
        (output.status.code(), stderr(&output), stdout(&output))
    };
    let (code, said, _) = since(&[]);
    assert_eq!(
        (code, said.as_str()),
        (Some(0), "0 pieces checked; 2 pieces unchanged since HEAD left out\n")
    );

    write(folder, "content/reports/b.txt", &REPORT.replace("the 3rd", "the 2nd"));
    let (code, said, found) = since(&[]);
    assert_eq!((code, said.as_str()), (Some(1), "1 piece checked; 1 piece unchanged since HEAD left out\n"));
    assert!(found.starts_with("content/b.md:5:"), "{found}");

    write(folder, "content/c.md", &piece("reports/a.txt", WRONG));
    let (_, said, _) = since(&[]);
    assert_eq!(
        said, "2 pieces checked; 1 piece unchanged since HEAD left out\n",
        "a file that git does not know yet"
    );

    write(folder, "claimdiff.toml", "fail-on = \"note\"\n");
    let (_, said, _) = since(&[]);
    assert!(said.starts_with("3 pieces checked"), "settings touch every piece: {said}");

    let (code, said, _) = since(&["--changed-since", "nowhere"]);
    assert_eq!(code, Some(2), "{said}");
    let output = check(folder, &["content", "--changed-since", "nowhere"]);
    assert!(stderr(&output).contains("not `nowhere`: git says"), "{output:?}");
    let output = check(folder, &["content", "--changed-since=--output=x"]);
    assert!(stderr(&output).contains("expected a revision such as"), "{output:?}");
}

#[test]
fn changes_are_counted_from_where_a_branch_left_the_other() {
    let repository = repository();
    let folder = repository.path();
    git(folder, &["checkout", "--quiet", "-b", "topic"]);
    write(folder, "content/a.md", &piece("reports/a.txt", WRONG));
    git(folder, &["commit", "--quiet", "-am", "A mistake"]);
    git(folder, &["checkout", "--quiet", "main"]);
    write(folder, "content/b.md", &piece("reports/b.txt", WRONG));
    git(folder, &["commit", "--quiet", "-am", "Another mistake, elsewhere"]);
    git(folder, &["checkout", "--quiet", "topic"]);
    let output = check(folder, &["content", "-o", "concise", "--changed-since", "main"]);
    assert!(stdout(&output).starts_with("content/a.md:5:"), "{output:?}");
    assert_eq!(stderr(&output), "1 piece checked; 1 piece unchanged since main left out\n");
}

#[test]
fn many_pieces_come_out_in_the_order_of_their_paths_whatever_the_threads_do() {
    let folder = support::folder();
    let folder = folder.path();
    write(folder, "report.txt", REPORT);
    for number in 0..40 {
        write(folder, &format!("content/{number:02}/piece.md"), &piece("../../report.txt", WRONG));
    }
    let run = |threads: &str| {
        Command::new(env!("CARGO_BIN_EXE_claimdiff"))
            .args(["check", "content", "-o", "concise", "--analysis", "shallow"])
            .env("RAYON_NUM_THREADS", threads)
            .current_dir(folder)
            .output()
            .expect("the program")
    };
    let (one, four) = (run("1"), run("4"));
    assert_eq!(stdout(&one), stdout(&four));
    let places: Vec<String> = stdout(&one).lines().map(|line| line[..10].to_string()).collect();
    assert_eq!(places.len(), 40, "{one:?}");
    assert!(places.is_sorted(), "{places:?}");
}

/// The search path with the program that is tested before everything else.
fn path_with_program() -> OsString {
    let program = Path::new(env!("CARGO_BIN_EXE_claimdiff")).parent().expect("its folder");
    let rest = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(program.to_path_buf()).chain(std::env::split_paths(&rest)))
        .expect("a search path")
}

/// A consumer that is not installed is no failure here; `.ci/run` installs it and asks for it.
fn has(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    let required = std::env::var_os("CLAIMDIFF_CONSUMERS").is_some_and(|it| it == "required");
    assert!(found || !required, "{program} is not installed, and CLAIMDIFF_CONSUMERS=required asks for it");
    found
}

#[test]
fn the_hook_runs_under_pre_commit() {
    if !has("pre-commit") {
        println!("skipped: pre-commit is not installed");
        return;
    }
    let hooks = support::folder();
    fs::copy(support::repository(".pre-commit-hooks.yaml"), hooks.path().join(".pre-commit-hooks.yaml"))
        .expect("the hooks");
    git(hooks.path(), &["init", "--quiet"]);
    git(hooks.path(), &["add", "."]);
    git(hooks.path(), &["commit", "--quiet", "-m", "Hooks"]);
    git(hooks.path(), &["tag", "v1"]);
    let repository = repository();
    let folder = repository.path();
    let config = format!(
        "repos:\n- repo: {}\n  rev: v1\n  hooks:\n  - id: claimdiff-system\n    args: [content]\n",
        hooks.path().display()
    );
    write(folder, ".pre-commit-config.yaml", &config);
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "-m", "The hook"]);
    let commit = |name: &str, text: &str| {
        write(folder, name, text);
        git(folder, &["add", "."]);
        let output = Command::new("pre-commit")
            .args(["run", "--color", "never"])
            .env("PATH", path_with_program())
            .env("PRE_COMMIT_HOME", hooks.path().join("home"))
            .current_dir(folder)
            .output()
            .expect("pre-commit");
        (output.status.success(), stdout(&output))
    };
    let (fine, said) =
        commit("content/a.md", &piece("reports/a.txt", &format!("{RIGHT}\nEditor: Thank you.\n")));
    assert!(fine, "{said}");
    let (fine, said) = commit("content/reports/b.txt", &REPORT.replace("the 3rd", "the 2nd"));
    assert!(!fine && said.contains("content/b.md:5:") && said.contains("date/day-mismatch"), "{said}");
}

/// The shell scripts of a YAML file, in order: every block after `run: |` or a list item `- |`.
fn scripts(name: &str) -> Vec<String> {
    let text = fs::read_to_string(support::repository(name)).expect(name);
    let mut scripts = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let head = line.trim_start();
        if head != "run: |" && head != "- |" {
            continue;
        }
        let indent = line.len() - head.len();
        let mut script = String::new();
        while let Some(line) =
            lines.next_if(|line| line.trim().is_empty() || line.len() - line.trim_start().len() > indent)
        {
            script.push_str(line.trim_start_matches(' '));
            script.push('\n');
        }
        scripts.push(script);
    }
    scripts
}

fn shell(folder: &Path, script: &str, settings: &[(&str, &str)]) -> Output {
    Command::new("bash")
        .args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script])
        .env("PATH", path_with_program())
        .envs(settings.iter().copied())
        .current_dir(folder)
        .output()
        .expect("bash")
}

#[test]
#[cfg(unix)]
fn the_steps_of_the_action_run_as_they_stand() {
    let steps = scripts("action.yml");
    let [install, check] = steps.as_slice() else { panic!("two steps, found {}", steps.len()) };
    let repository = repository();
    let folder = repository.path();
    let installed = shell(folder, install, &[("SOURCE", ".")]);
    assert!(installed.status.success() && stdout(&installed).starts_with("claimdiff "), "{installed:?}");
    let run = |settings: &[(&str, &str)]| {
        let defaults =
            [("PATHS", "."), ("CHANGED_SINCE", ""), ("FAIL_ON", ""), ("OUTPUT", "concise"), ("ARGS", "")];
        shell(folder, check, &[&defaults[..], settings].concat())
    };
    let clean = run(&[]);
    assert!(clean.status.success(), "{clean:?}");
    write(folder, "content/b.md", &piece("reports/b.txt", WRONG));
    let found = run(&[
        ("PATHS", "content\n"),
        ("OUTPUT", "concise\njson=out report.json"),
        ("CHANGED_SINCE", "HEAD"),
    ]);
    assert_eq!(found.status.code(), Some(1), "{found:?}");
    assert!(folder.join("out report.json").exists());
    assert!(stdout(&found).starts_with("content/b.md:5:"), "{found:?}");
    let everywhere = run(&[("PATHS", ".")]);
    assert!(stdout(&everywhere).starts_with("content/b.md:5:"), "{everywhere:?}");
    let never = run(&[("FAIL_ON", "never"), ("ARGS", "--min-confidence\n0.1\n")]);
    assert!(never.status.success(), "{never:?}");
    let annotated = run(&[("OUTPUT", "github"), ("GITHUB_STEP_SUMMARY", "summary.md")]);
    assert!(stdout(&annotated).starts_with("::error file=content/b.md,line=5,"), "{annotated:?}");
    let summary = fs::read_to_string(folder.join("summary.md")).expect("a summary");
    assert!(summary.contains("date/day-mismatch"), "{summary}");
    let hostile = run(&[("ARGS", "$(touch evil)\n; touch evil"), ("PATHS", "`touch evil`")]);
    assert_eq!(hostile.status.code(), Some(2), "{hostile:?}");
    assert!(!folder.join("evil").exists(), "an input was read as shell");
}

#[test]
#[cfg(unix)]
fn the_job_for_gitlab_runs_as_it_stands() {
    let steps = scripts("ci/gitlab.yml");
    let [script] = steps.as_slice() else { panic!("one script, found {}", steps.len()) };
    let repository = repository();
    let folder = repository.path();
    git(folder, &["update-ref", "refs/remotes/origin/main", "HEAD"]);
    let everything = shell(folder, script, &[("CLAIMDIFF_PATHS", ".")]);
    assert!(everything.status.success(), "{everything:?}");
    assert!(folder.join("claimdiff.json").exists());
    fs::remove_file(folder.join("claimdiff.json")).expect("the report");
    write(folder, "content/a.md", &piece("reports/a.txt", WRONG));
    let request = [("CLAIMDIFF_PATHS", "content"), ("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main")];
    let found = shell(folder, script, &request);
    assert_eq!(found.status.code(), Some(1), "{found:?}");
    assert_eq!(stderr(&found), "1 piece checked; 1 piece unchanged since origin/main left out\n");
}
