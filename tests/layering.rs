//! The shape of the source tree: which module may use which, how long a file may be, what stands on top of it. And
//! the promises of README and Cargo.toml that `.ci/run` has to keep.

#![allow(clippy::disallowed_methods, clippy::string_slice, reason = "tests read files and fail loudly")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What all may use.
const BASE: &[&str] = &["model", "lexicon", "package", "limits", "error"];

/// What a module may use besides itself and [`BASE`]: a whole module, or one data type of the stage before.
const ALLOWED: &[(&str, &[&str])] = &[
    ("ingest", &[]),
    ("segment", &[]),
    ("language", &[]),
    ("extract", &[]),
    ("state", &["extract::Extraction"]),
    ("align", &[]),
    ("judge", &["align::Alignment"]),
    ("waive", &["judge::RuleSet"]),
    ("report", &[]),
    ("perturb", &[]),
    ("pipeline", &["ingest", "segment", "language", "extract", "state", "align", "judge", "waive", "report"]),
    (
        "cli",
        &[
            "ingest", "segment", "language", "extract", "state", "align", "judge", "waive", "report",
            "perturb", "pipeline",
        ],
    ),
];

/// What the base itself may use.
const BASE_ALLOWED: &[(&str, &[&str])] = &[
    ("model", &["limits"]),
    ("package", &["model", "limits"]),
    ("lexicon", &["model", "limits", "error"]),
    ("limits", &[]),
    ("error", &[]),
];

/// Most code lines of a file: without blank lines, comments and tests.
const MAX_CODE_LINES: usize = 400;

struct Source {
    path: PathBuf,
    module: String,
    text: String,
}

fn sources() -> Vec<Source> {
    let root = support::repository("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    let read = |path: PathBuf| {
        let below = path.strip_prefix(&root).expect("below src");
        let first = below.components().next().expect("a name").as_os_str().to_string_lossy();
        Source {
            module: first.trim_end_matches(".rs").to_string(),
            text: fs::read_to_string(&path).expect("UTF-8"),
            path: below.to_path_buf(),
        }
    };
    files.into_iter().map(read).collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The lines that are neither blank nor comment nor part of a test module.
fn code_lines(source: &Source) -> Vec<&str> {
    let name = source.path.file_name().expect("a name").to_string_lossy();
    if name == "testing.rs" || name == "tests.rs" {
        return Vec::new();
    }
    let end = source.text.find("\n#[cfg(test)]\nmod tests {").unwrap_or(source.text.len());
    let code = source.text.get(..end).unwrap_or("");
    code.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("//")).collect()
}

/// Every `crate::a::b` of the code, with the names of a `use crate::{a, b::C}` list as paths of their own.
fn paths(code: &str) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_' || letter == '$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0_usize;
            let mut item = String::new();
            for letter in list.chars() {
                match letter {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        paths.insert(item.trim().to_string());
                        item.clear();
                        continue;
                    }
                    _ => {}
                }
                item.push(letter);
            }
            paths.insert(item.trim().to_string());
        } else {
            let end = rest.find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | ':')));
            paths.insert(rest[..end.unwrap_or(rest.len())].to_string());
        }
    }
    paths.remove("");
    paths
}

#[test]
fn no_module_uses_one_that_it_may_not() {
    let mut wrong = Vec::new();
    for source in sources() {
        let own = source.module.as_str();
        if matches!(own, "lib" | "main") {
            continue;
        }
        let rule = |table: &'static [(&str, &[&str])]| table.iter().find(|(name, _)| *name == own);
        let (allowed, base) = match (rule(ALLOWED), rule(BASE_ALLOWED)) {
            (Some((_, allowed)), _) => (*allowed, BASE),
            (None, Some((_, allowed))) => (*allowed, &[][..]),
            (None, None) => panic!("{}: the table has no module `{own}`", source.path.display()),
        };
        for path in paths(&code_lines(&source).join("\n")) {
            let target = path.split("::").next().unwrap_or("");
            let fits = |allowed: &str| {
                allowed == target || path == allowed || path.starts_with(&format!("{allowed}::"))
            };
            if target != own && !base.contains(&target) && !allowed.iter().any(|allowed| fits(allowed)) {
                wrong.push(format!("{}: {own} may not use crate::{path}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_is_too_long() {
    let long: Vec<String> = sources()
        .iter()
        .map(|source| (source.path.display().to_string(), code_lines(source).len()))
        .filter(|(_, lines)| *lines > MAX_CODE_LINES)
        .map(|(path, lines)| format!("{path}: {lines} code lines, at most {MAX_CODE_LINES}"))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_file_says_what_it_does() {
    let bare: Vec<String> = sources()
        .iter()
        .filter(|source| !source.text.starts_with("//!"))
        .map(|source| source.path.display().to_string())
        .collect();
    assert!(bare.is_empty(), "no `//!` on top of: {}", bare.join(", "));
}

#[test]
fn nothing_is_unsafe() {
    for root in ["src/lib.rs", "src/main.rs", "build.rs"] {
        let text = fs::read_to_string(support::repository(root)).expect("a root");
        assert!(text.contains("#![forbid(unsafe_code)]"), "{root} does not forbid unsafe code");
    }
    for source in sources() {
        let code = code_lines(&source).join("\n");
        let found = ["unsafe {", "unsafe fn", "unsafe impl"].iter().find(|words| code.contains(**words));
        assert_eq!(found, None, "{}", source.path.display());
    }
}

#[test]
fn the_core_reads_no_file_clock_or_environment_and_prints_nothing() {
    let forbidden =
        ["std::fs", "std::env", "std::process", "std::thread", "Instant::now", "SystemTime", "std::net"];
    for source in sources().iter().filter(|source| !matches!(source.module.as_str(), "cli" | "main" | "lib"))
    {
        let code = code_lines(source).join("\n");
        let found = forbidden.iter().find(|words| code.contains(**words));
        assert_eq!(found, None, "{}", source.path.display());
    }
}

#[test]
fn ci_runs_the_tests_as_the_readme_says() {
    let read = |name: &str| fs::read_to_string(support::repository(name)).expect(name);
    let (readme, ci) = (read("README.md"), read(".ci/run"));
    let command = "cargo test --locked";
    assert!(readme.lines().any(|line| line.trim() == command), "README.md has no line `{command}`");
    assert!(ci.lines().any(|line| line.trim() == command), ".ci/run has no line `{command}`");
}

#[test]
fn ci_runs_the_oldest_compiler_that_is_promised() {
    let read = |name: &str| fs::read_to_string(support::repository(name)).expect(name);
    let manifest = read("Cargo.toml");
    let promised = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = "))
        .expect("rust-version")
        .trim_matches('"')
        .to_string();
    let line = format!("toolchain={promised}");
    assert!(read(".ci/run").lines().any(|it| it == line), ".ci/run has no line `{line}`");
}

#[test]
fn paths_are_read_from_use_lists_and_from_code() {
    let code = "use crate::{align, judge::rule};\nlet x = crate::model::Span::new(0, 1);\nmycrate::no();";
    let found: Vec<String> = paths(code).into_iter().collect();
    assert_eq!(found, ["align", "judge::rule", "model::Span::new"]);
}
