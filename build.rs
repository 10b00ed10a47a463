//! Prepares what is built into the program: lists the rule files, and turns the word lists from TOML, which people
//! write, into JSON, which is read at every start in a small part of the time.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "this is how a build script talks to cargo")]
#![allow(clippy::disallowed_methods, reason = "a build script reads the files of its own package")]

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?).join("rules");
    println!("cargo::rerun-if-changed=rules");
    let mut files = Vec::new();
    for folder in entries(&root)? {
        if folder.is_dir() && folder.file_name().is_some_and(|name| name != "lexicon") {
            let rules = entries(&folder)?;
            files.extend(rules.into_iter().filter(|file| file.extension().is_some_and(|it| it == "toml")));
        }
    }
    let mut table = String::from("&[\n");
    for file in files {
        let name = file.strip_prefix(&root).map_err(io::Error::other)?;
        let name = name.to_string_lossy().replace('\\', "/");
        table.push_str(&format!("    ({name:?}, include_str!({:?})),\n", file.display().to_string()));
    }
    table.push(']');
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&out).join("rules.rs"), table)?;
    lexicon(&root.join("lexicon"), &Path::new(&out).join("lexicon"))
}

/// Writes `en/time.toml` as `en/time.json`. Only the syntax is checked here, with file and place; what the keys
/// mean is the loaders' business.
fn lexicon(lists: &Path, out: &Path) -> io::Result<()> {
    for language in entries(lists)? {
        for file in entries(&language)?.iter().filter(|file| file.extension().is_some_and(|it| it == "toml"))
        {
            let table: toml::Table = fs::read_to_string(file)?
                .parse()
                .map_err(|error| io::Error::other(format!("{}: {error}", file.display())))?;
            let name = file.strip_prefix(lists).map_err(io::Error::other)?;
            let target = out.join(name).with_extension("json");
            fs::create_dir_all(target.parent().unwrap_or(out))?;
            fs::write(target, serde_json::to_string(&table)?)?;
        }
    }
    Ok(())
}

/// What a folder holds, sorted, so that the same files give the same program.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
