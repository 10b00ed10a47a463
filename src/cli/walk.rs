//! Which texts a run checks: those that are named, those below a folder that name their sources, the pairs of the
//! configuration. Links are not followed, `.gitignore` holds, and the order is that of the paths.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use ignore::WalkBuilder;
use rayon::prelude::*;

use crate::cli::config::{Choice, FILE, Settings};
use crate::cli::gate_args::InputArgs;
use crate::cli::{input, paths};
use crate::ingest::RawInput;
use crate::model::{DocumentId, Role};
use crate::pipeline::Engine;

/// Files below a folder that may be pieces; another one is checked if it is named.
const TEXTS: &[&str] = &["md", "markdown", "txt", "html", "htm"];
/// Those of them that can name their sources.
const WITH_FRONT_MATTER: &[&str] = &["md", "markdown", "html", "htm"];

/// A text that is to be checked.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) path: PathBuf,
    pub(crate) choice: Choice,
    /// Sources that its front matter names, where somebody has looked.
    pub(crate) front: Option<Vec<PathBuf>>,
}

/// What a run is about.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) pieces: Vec<Piece>,
    /// Texts below folders that have no sources and are none.
    pub(crate) n_without: usize,
    /// Whether a folder was looked through.
    pub(crate) walked: bool,
}

impl Piece {
    /// The files that it is held against, as far as they are known before it is read.
    pub(crate) fn sources(&self) -> &[PathBuf] {
        match (&self.choice.named, &self.front) {
            (Some(named), _) => &named.value,
            (None, Some(front)) if !front.is_empty() => front,
            (None, _) => &self.choice.fallback.value,
        }
    }
}

/// Finds the pieces of a run. `look` says that the front matter of named pieces has to be read as well.
pub(crate) fn find(
    engine: &Engine,
    inputs: &InputArgs,
    settings: &Settings,
    look: bool,
) -> anyhow::Result<Found> {
    let mut seen = BTreeSet::new();
    let mut found = Found::default();
    let mut candidates: Vec<(PathBuf, bool)> = Vec::new();
    for path in named(inputs, settings)? {
        if !input::is_stdin(&path) && path.is_dir() {
            found.walked = true;
            for file in below(&path, settings)? {
                if seen.insert(paths::place(&file)) {
                    candidates.push((file, true));
                }
            }
        } else if input::is_stdin(&path) || seen.insert(paths::place(&path)) {
            candidates.push((path, false));
        }
    }
    let pieces: Vec<(Piece, bool)> = candidates
        .into_par_iter()
        .map(|(path, walked)| {
            let choice = settings.choice(inputs, &path);
            let front = (walked || look) && choice.named.is_none() && !input::is_stdin(&path);
            let front = front.then(|| front_matter(engine, &path));
            (Piece { path, choice, front }, walked)
        })
        .collect();
    let sources: BTreeSet<PathBuf> =
        pieces.iter().flat_map(|(piece, _)| piece.sources()).map(|source| paths::place(source)).collect();
    for (piece, walked) in pieces {
        let has_sources = !piece.sources().is_empty() || piece.choice.split_at.is_some();
        let own = || sources.contains(&paths::place(&piece.path));
        let names_none = piece.front.as_ref().is_none_or(Vec::is_empty);
        if !walked || has_sources && !(names_none && own()) {
            found.pieces.push(piece);
        } else if !own() {
            found.n_without += 1;
        }
    }
    if found.walked && found.pieces.is_empty() {
        bail!(
            "nothing to check: expected texts that name their sources below the folder, found none among {}; name \
             them in front matter (`sources: [report.md]`), in a [[pair]] of {FILE}, or with --source FILE",
            crate::report::plural(found.n_without, "text")
        );
    }
    same_config(inputs, settings, &found.pieces)?;
    Ok(found)
}

/// The arguments, or the pairs of the configuration if there are none.
fn named(inputs: &InputArgs, settings: &Settings) -> anyhow::Result<Vec<PathBuf>> {
    if !inputs.pieces.is_empty() {
        return Ok(inputs.pieces.clone());
    }
    let pairs = settings.config.as_ref().map(|config| &config.pairs).filter(|pairs| !pairs.is_empty());
    let Some(pairs) = pairs else {
        bail!(
            "nothing to check: expected a text or a folder, or a {FILE} with a [[pair]], found none; name one, such \
             as `claimdiff check interview.md --source report.md`"
        );
    };
    Ok(pairs.iter().map(|pair| pair.piece.value.clone()).collect())
}

/// The texts below a folder, sorted by path, and what the configuration calls a piece there.
fn below(folder: &Path, settings: &Settings) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let walk = WalkBuilder::new(folder).require_git(false).sort_by_file_path(Path::cmp).build();
    for entry in walk {
        let entry = entry.with_context(|| {
            format!("{}: expected a folder that can be read; check its permissions", input::name(folder))
        })?;
        if !entry.file_type().is_some_and(|kind| kind.is_file()) {
            continue;
        }
        let path = entry.into_path();
        // "." is where the user stands: `content/a.md` says as much as `./content/a.md`, and tools match it.
        let path = path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path);
        if has_extension(&path, TEXTS) || settings.pair(&path).is_some() {
            files.push(path);
        }
    }
    Ok(files)
}

fn has_extension(path: &Path, known: &[&str]) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| known.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// The sources that a text names itself. One that cannot be read names none: it fails when it is checked.
fn front_matter(engine: &Engine, path: &Path) -> Vec<PathBuf> {
    if !has_extension(path, WITH_FRONT_MATTER) {
        return Vec::new();
    }
    let Ok(bytes) = input::read(path) else {
        return Vec::new();
    };
    let raw = RawInput {
        id: DocumentId(0),
        role: Role::Piece,
        name: &input::name(path),
        bytes: &bytes,
        format: None,
        published: None,
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    let sources = engine.read(&raw).map(|document| document.metadata.sources).unwrap_or_default();
    sources.iter().map(|source| folder.join(source)).collect()
}

/// A nearer configuration that this run does not use would be passed over in silence.
fn same_config(inputs: &InputArgs, settings: &Settings, pieces: &[Piece]) -> anyhow::Result<()> {
    if inputs.config.no_config || inputs.config.config.is_some() {
        return Ok(());
    }
    let used = settings.config.as_ref().map(|config| paths::place(&config.folder.join(FILE)));
    let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
    for piece in pieces.iter().filter(|piece| !input::is_stdin(&piece.path)) {
        let folder = piece.path.parent().unwrap_or(Path::new("")).to_path_buf();
        if !folders.insert(folder.clone()) {
            continue;
        }
        let near = paths::nearest(&folder, FILE);
        if near.as_ref().map(|near| paths::place(near)) != used
            && let Some(near) = near
        {
            bail!(
                "{}: {} is nearer to it than the configuration of this run ({}); check it in a run of its own, or name \
                 one configuration with --config FILE",
                input::name(&piece.path),
                input::name(&near),
                settings.config.as_ref().map_or("none", |config| config.name.as_str())
            );
        }
    }
    Ok(())
}
