//! `claimdiff init`: a configuration to begin from. What is there is never overwritten.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};

use super::FILE;
use crate::cli::exit::Outcome;
use crate::cli::{input, output};

/// Every setting with its default, switched off by a `#`.
const TEMPLATE: &str = include_str!("template.toml");

/// Writes the file into a folder.
pub(crate) fn init(folder: &Path) -> anyhow::Result<Outcome> {
    let path = if folder == Path::new(".") { FILE.into() } else { folder.join(FILE) };
    let name = input::name(&path);
    let mut file = match std::fs::OpenOptions::new().write(true).create_new(true).open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            bail!(
                "{name}: expected no such file yet, found one; it stays as it is (move it away for a new one)"
            )
        }
        Err(error) => {
            return Err(error).with_context(|| {
                format!("{name}: expected a folder to write to; make it first, or name another one")
            });
        }
    };
    file.write_all(TEMPLATE.as_bytes()).with_context(|| format!("{name}: cannot be written"))?;
    output::print(
        &format!("{name} written; `claimdiff config show` prints the settings that count\n"),
        false,
    )?;
    Ok(Outcome::Clean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::config::Reader;

    #[test]
    fn the_template_is_a_configuration_with_and_without_its_marks() {
        let read = |text: &str| Reader { name: FILE, text, folder: Path::new("") }.config();
        assert!(read(TEMPLATE).is_ok());
        // Settings are switched off by "#", remarks begin with "# ".
        let settings: String = TEMPLATE
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(rest) if !rest.starts_with(' ') => format!("{rest}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        let config = read(&settings).unwrap();
        assert_eq!((config.pairs.len(), config.paths.len()), (1, 1));
        assert_eq!(config.severity.len(), 1);
    }
}
