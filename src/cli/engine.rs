//! The engine with the rules that the user asked for.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::cli::args::{AnalysisArgs, AnalysisDepth, RuleArgs};
use crate::cli::input;
use crate::judge::RuleSet;
use crate::pipeline::{Depth, Engine};

/// Built-in rules, those of `--rules`, less what `--select` and `--ignore` leave out.
pub(crate) fn engine(args: &RuleArgs) -> anyhow::Result<Engine> {
    let mut rules = rule_set(&args.rules)?;
    if !args.select.is_empty() {
        rules.select(&args.select)?;
    }
    rules.ignore(&args.ignore)?;
    with_analysis(Engine::with_rules(rules)?, args.analysis)
}

/// The engine, taking sentences apart as far as the user asked for.
pub(crate) fn with_analysis(engine: Engine, args: AnalysisArgs) -> anyhow::Result<Engine> {
    let depth = match args.analysis {
        Some(AnalysisDepth::Full) => Depth::Full,
        Some(AnalysisDepth::Shallow) => Depth::Shallow,
        None => Depth::DEEPEST,
    };
    Ok(engine.with_depth(depth)?)
}

/// Built-in rules and those of more folders.
pub(crate) fn rule_set(folders: &[PathBuf]) -> anyhow::Result<RuleSet> {
    let mut rules = RuleSet::builtin()?;
    for folder in folders {
        rules = rules.with_files(&rule_files(folder)?)?;
    }
    Ok(rules)
}

/// The rule files below a folder, as (name, text), sorted by name. Links to folders are not followed.
pub(crate) fn rule_files(folder: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).with_context(|| {
            format!("{}: expected a folder of rule files; check the path", input::name(&folder))
        })?;
        for entry in entries {
            let entry = entry.with_context(|| {
                format!(
                    "{}: expected a folder that can be listed; check its permissions",
                    input::name(&folder)
                )
            })?;
            let (path, kind) = (entry.path(), entry.file_type()?);
            if kind.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                let text = String::from_utf8(input::read(&path)?).with_context(|| {
                    format!("{}: expected UTF-8 text; save the file as UTF-8", input::name(&path))
                })?;
                files.push((input::name(&path), text));
            }
        }
    }
    if files.is_empty() {
        bail!(
            "{}: expected rule files (*.toml) in this folder, found none; `claimdiff rules new ID` prints one",
            input::name(folder)
        );
    }
    files.sort();
    Ok(files)
}
