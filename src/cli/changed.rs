//! What has changed since a revision, as git says it: for pull requests, where only what they touch is checked.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};

use crate::cli::config::Settings;
use crate::cli::paths;
use crate::cli::walk::Piece;

/// Keeps the pieces that have changed, or one of whose sources has, and says how many were left out. A change of the
/// configuration, of its rules or of the waivers touches every piece.
pub(crate) fn keep(
    pieces: Vec<Piece>,
    settings: &Settings,
    revision: &str,
) -> anyhow::Result<(Vec<Piece>, usize)> {
    let root = git(&["rev-parse", "--show-toplevel"], "a git repository around the current folder")?;
    let root = PathBuf::from(String::from_utf8_lossy(&root).trim_end_matches(['\r', '\n']));
    // Before its first commit a repository has no HEAD, and everything in it is new.
    if revision == "HEAD" && git(&["rev-parse", "--verify", "--quiet", "HEAD"], "a first commit").is_err() {
        return Ok((pieces, 0));
    }
    let changed = since(&root, revision)?;
    let config = settings.config.as_ref().map(|config| config.folder.join(super::config::FILE));
    let shared =
        config.iter().chain(&settings.waivers.value).any(|path| changed.contains(&paths::place(path)));
    let in_rules = settings.rules.value.iter().any(|folder| {
        let folder = paths::place(folder);
        changed.iter().any(|path| path.starts_with(&folder))
    });
    let before = pieces.len();
    let kept: Vec<Piece> = pieces
        .into_iter()
        .filter(|piece| {
            let mut files = std::iter::once(&piece.path).chain(piece.sources());
            shared || in_rules || files.any(|path| changed.contains(&paths::place(path)))
        })
        .collect();
    let left_out = before - kept.len();
    Ok((kept, left_out))
}

/// Files that differ from where this branch left the revision, and new ones that git does not know yet.
fn since(root: &Path, revision: &str) -> anyhow::Result<BTreeSet<PathBuf>> {
    if revision.is_empty() || revision.starts_with('-') {
        bail!("expected a revision such as `origin/main` after --changed-since, found `{revision}`");
    }
    let what = format!("a revision that git can compare with, such as `origin/main`, not `{revision}`");
    let changed = git(&["diff", "--name-only", "-z", "--merge-base", revision, "--"], &what)?;
    let new = git(
        &["ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/"],
        "a list of new files from git",
    )?;
    let files = changed.split(|byte| *byte == 0).chain(new.split(|byte| *byte == 0));
    Ok(files.filter(|name| !name.is_empty()).map(|name| paths::place(&root.join(path_of(name)))).collect())
}

/// What git prints.
fn git(args: &[&str], expected: &str) -> anyhow::Result<Vec<u8>> {
    let output = Command::new("git").args(args).output().context(
        "--changed-since asks git, which could not be started; install it, or check without --changed-since",
    )?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().next().unwrap_or("no reason given");
        bail!(
            "expected {expected}: git says \"{said}\"; in CI fetch the whole history (fetch-depth: 0), or name \
             another revision"
        );
    }
    Ok(output.stdout)
}

#[cfg(unix)]
fn path_of(name: &[u8]) -> &Path {
    use std::os::unix::ffi::OsStrExt as _;
    Path::new(OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path_of(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}
