//! PDFs as sources, with the feature `pdf`. The library that takes their text out may recurse without end, print or
//! panic on a file that is broken, so it works in a process of its own, which is stopped when it takes too long.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use tempfile::NamedTempFile;

use crate::cli::exit::Outcome;
use crate::cli::input;

/// How long the text of one PDF may take.
const LIMIT: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(5);
/// What to do with a PDF that cannot be read here.
const ADVICE: &str =
    "copy its text out with `pdftotext FILE.pdf FILE.txt` of poppler, and name that text as the source";

/// Whether a file is a PDF.
pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

/// The text of a PDF, its pages parted by empty lines.
pub(crate) fn text(name: &str, bytes: &[u8]) -> anyhow::Result<String> {
    let program =
        std::env::current_exe().context("expected to find this program's own file; start it by its path")?;
    let room = || "expected room for temporary files; free some space or set TMPDIR".to_string();
    let mut from = NamedTempFile::new().with_context(room)?;
    from.write_all(bytes).with_context(room)?;
    let to = NamedTempFile::new().with_context(room)?;
    let mut child = Command::new(program)
        .arg("pdf-text")
        .args([from.path(), to.path()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("expected to start this program a second time; check the limits of this machine")?;
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if start.elapsed() > LIMIT {
            // It may have ended by itself meanwhile.
            let _ = child.kill();
            child.wait()?;
            bail!("{name}: expected a PDF that can be read in {} seconds; {ADVICE}", LIMIT.as_secs());
        }
        std::thread::sleep(PAUSE);
    };
    if !status.success() {
        bail!(
            "{name}: expected a PDF with text, found one that is broken, locked or of an unknown kind; {ADVICE}"
        );
    }
    let text = String::from_utf8_lossy(&input::read(to.path())?).replace('\u{c}', "\n\n");
    if text.trim().is_empty() {
        bail!("{name}: expected a PDF with text, found none on its pages, which may be scans; {ADVICE}");
    }
    Ok(text)
}

/// What the second process does: writes the text of one file into another.
pub(crate) fn extract(from: &Path, to: &Path) -> anyhow::Result<Outcome> {
    let text = pdf_extract::extract_text(from)?;
    std::fs::write(to, text)?;
    Ok(Outcome::Clean)
}
