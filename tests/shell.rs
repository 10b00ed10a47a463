//! What shells and `man` read: completions for every shell, a page for every command.

#![allow(clippy::disallowed_methods, reason = "tests read files and fail loudly")]

mod support;

use std::fs;
use std::process::Command;

fn completions(shell: &str) -> String {
    let output = support::claimdiff(support::repository("").as_path(), &["completions", shell], None);
    assert!(output.status.success(), "{shell}: {output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn has(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}

#[test]
fn every_shell_completes_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = completions(shell);
        for words in ["changed-since", "baseline", "prune", "init", "explain"] {
            assert!(script.contains(words), "{shell} does not know {words}");
        }
    }
}

#[test]
#[cfg(unix)]
fn scripts_are_read_by_their_shells() {
    let folder = support::folder();
    for shell in ["bash", "zsh", "fish"] {
        if !has(shell) {
            println!("skipped: {shell} is not installed");
            continue;
        }
        let file = folder.path().join(shell);
        fs::write(&file, completions(shell)).expect("a file");
        let output = Command::new(shell).arg("-n").arg(&file).output().expect("the shell");
        assert!(output.status.success() && output.stderr.is_empty(), "{shell}: {output:?}");
    }
}

#[test]
#[cfg(unix)]
fn bash_completes_commands_and_flags() {
    let folder = support::folder();
    fs::write(folder.path().join("script"), completions("bash")).expect("a file");
    let complete = |words: &str| {
        let script = format!(
            "source ./script; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _claimdiff claimdiff \"${{COMP_WORDS[-1]}}\" \"${{COMP_WORDS[-2]}}\"; echo \"${{COMPREPLY[@]}}\""
        );
        let output = Command::new("bash")
            .args(["--noprofile", "--norc", "-c", &script])
            .current_dir(folder.path())
            .output()
            .expect("bash");
        String::from_utf8_lossy(&output.stdout).trim().to_string()
    };
    assert_eq!(complete("claimdiff conf"), "config");
    assert_eq!(complete("claimdiff waivers pr"), "prune");
    assert_eq!(complete("claimdiff check --changed"), "--changed-since");
    assert_eq!(complete("claimdiff check --fail-on wa"), "warning");
}

#[test]
fn every_command_has_a_page() {
    let folder = support::folder();
    let output = support::claimdiff(folder.path(), &["man", "--dir", "."], None);
    assert!(output.status.success(), "{output:?}");
    let mut pages: Vec<String> = fs::read_dir(folder.path())
        .expect("the folder")
        .map(|entry| entry.expect("a page").file_name().to_string_lossy().into_owned())
        .collect();
    pages.sort();
    for page in ["claimdiff.1", "claimdiff-check.1", "claimdiff-rules-explain.1", "claimdiff-waivers-prune.1"]
    {
        assert!(pages.iter().any(|it| it == page), "{page} is missing from {pages:?}");
    }
    let printed = support::claimdiff(folder.path(), &["man", "rules", "explain"], None);
    let written = fs::read(folder.path().join("claimdiff-rules-explain.1")).expect("the page");
    assert_eq!(printed.stdout, written);
    if !has("groff") {
        println!("skipped: groff is not installed");
        return;
    }
    for page in &pages {
        let output = Command::new("groff")
            .args(["-man", "-Tutf8", "-ww", "-z", page])
            .current_dir(folder.path())
            .output()
            .expect("groff");
        assert!(output.status.success() && output.stderr.is_empty(), "{page}: {output:?}");
    }
}
