//! Where reports go: standard output, or files that are written whole or not at all.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};

use crate::cli::args::{OutputArg, OutputFormat};
use crate::cli::input;
use crate::model::Report;
use crate::report::{self, Format, Screen};

/// Columns where no terminal says how many it has.
const DEFAULT_WIDTH: usize = 120;
/// Narrower terminals are written as if they had so many columns.
const MIN_WIDTH: usize = 40;

/// Refuses outputs that stand in each other's way or would overwrite an input.
pub(crate) fn check(outputs: &[OutputArg], inputs: &[PathBuf]) -> anyhow::Result<()> {
    if outputs.iter().filter(|output| output.path.is_none()).count() > 1 {
        bail!(
            "expected one format for standard output, found several; give the others a path: json=report.json"
        );
    }
    let mut taken: Vec<PathBuf> = Vec::new();
    for path in outputs.iter().filter_map(|output| output.path.as_ref()) {
        let place = place(path)?;
        if taken.contains(&place) {
            bail!("{}: two outputs would go there; choose another path for one", input::name(path));
        }
        let is_input =
            |other: &PathBuf| !input::is_stdin(other) && other.canonicalize().is_ok_and(|o| o == place);
        if inputs.iter().any(is_input) {
            bail!("{}: is an input of this run; write the report elsewhere", input::name(path));
        }
        taken.push(place);
    }
    Ok(())
}

/// Writes the reports of a run in every format that was asked for.
pub(crate) fn write(reports: &[Report], outputs: &[OutputArg], elapsed: Duration) -> anyhow::Result<()> {
    for output in outputs {
        // Word documents are written by `word`.
        let OutputFormat::Text(format) = output.format else { continue };
        match &output.path {
            Some(path) => {
                let screen = Screen { width: DEFAULT_WIDTH, elapsed: None };
                let text = report::render(reports, format, screen)?;
                write_file(path, plain(text, format).as_bytes())?;
            }
            None => write_stdout(reports, format, elapsed)?,
        }
    }
    Ok(())
}

fn write_stdout(reports: &[Report], format: Format, elapsed: Duration) -> anyhow::Result<()> {
    let stdout = io::stdout();
    let terminal = stdout.is_terminal();
    let screen = Screen { width: width(), elapsed: terminal.then_some(elapsed) };
    let text = report::render(reports, format, screen)?;
    print(&text, format.is_styled())
}

/// Prints text that may hold styles, which are stripped where the terminal or `NO_COLOR` asks for it.
pub(crate) fn print(text: &str, styled: bool) -> anyhow::Result<()> {
    if styled {
        let mut out = anstream::AutoStream::auto(io::stdout().lock());
        out.write_all(text.as_bytes())?;
        out.flush()?;
    } else {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()?;
    }
    Ok(())
}

fn plain(text: String, format: Format) -> String {
    if format.is_styled() { anstream::adapter::strip_str(&text).to_string() } else { text }
}

/// Columns of the terminal.
pub(crate) fn width() -> usize {
    terminal_size::terminal_size().map_or(DEFAULT_WIDTH, |(width, _)| usize::from(width.0).max(MIN_WIDTH))
}

/// Through a temporary file in the same folder, which takes the place of the old one when it is complete. What is no
/// ordinary file (a device such as `/dev/null`, a pipe) is written to as it stands and never replaced.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let what = || {
        format!("{}: cannot be written; check the space and the permissions of its folder", input::name(path))
    };
    let place = place(path)?;
    if std::fs::metadata(&place).is_ok_and(|old| !old.is_file()) {
        let mut file = std::fs::OpenOptions::new().write(true).open(&place).with_context(what)?;
        return file.write_all(bytes).with_context(what);
    }
    let folder = place.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).with_context(what)?;
    file.write_all(bytes).with_context(what)?;
    // A temporary file is private; a report is as readable as its folder's other files.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&place).map_or(0o644, |old| old.permissions().mode() & 0o777);
        file.as_file().set_permissions(std::fs::Permissions::from_mode(mode)).with_context(what)?;
    }
    file.as_file().sync_all().with_context(what)?;
    file.persist(&place).map_err(|error| error.error).with_context(what)?;
    Ok(())
}

/// The path that will be written, with links resolved as far as it exists.
fn place(path: &Path) -> anyhow::Result<PathBuf> {
    if let Ok(place) = path.canonicalize() {
        if place.is_dir() {
            bail!("{}: expected a file to write, found a folder; name a file in it", input::name(path));
        }
        return Ok(place);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().with_context(|| {
        format!("{}: expected an existing folder to write to; make it first", input::name(folder))
    })?;
    let name = path.file_name().with_context(|| {
        format!("{}: expected the name of a file to write; add one after the folder", input::name(path))
    })?;
    Ok(folder.join(name))
}
