//! Reads files and standard input. The size is checked before anything is read, and while reading, since a pipe
//! has no size.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, bail};

use crate::limits::MAX_INPUT_BYTES;

/// The bytes of a file, or of standard input for `-`.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut reader = open(path)?.take(MAX_INPUT_BYTES + 1);
    reader.read_to_end(&mut bytes).with_context(|| {
        format!("{}: expected a file that can be read to its end; try again, or copy it", name(path))
    })?;
    if bytes.len() as u64 > MAX_INPUT_BYTES {
        bail!("{}", too_large(path));
    }
    Ok(bytes)
}

/// A file, or standard input for `-`, as a reader of lines.
pub(crate) fn open(path: &Path) -> anyhow::Result<Box<dyn BufRead>> {
    if is_stdin(path) {
        return Ok(Box::new(io::stdin().lock()));
    }
    let metadata = std::fs::metadata(path)
        .with_context(|| format!("{}: expected a readable file; check the path", name(path)))?;
    if metadata.is_dir() {
        bail!("{}: expected a file, found a folder; name the files in it", name(path));
    }
    let file = File::open(path)
        .with_context(|| format!("{}: expected a readable file; check its permissions", name(path)))?;
    Ok(Box::new(BufReader::with_capacity(1 << 16, file)))
}

/// Whether a path stands for standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// A path as it is shown in reports and messages: as the user wrote it.
pub(crate) fn name(path: &Path) -> String {
    if is_stdin(path) { "<stdin>".to_string() } else { path.to_string_lossy().into_owned() }
}

fn too_large(path: &Path) -> String {
    format!(
        "{}: larger than {} MiB, the most that is read; cut it into parts",
        name(path),
        MAX_INPUT_BYTES / (1024 * 1024)
    )
}
