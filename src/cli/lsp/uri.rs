//! `file:` addresses and paths.

use std::path::{Path, PathBuf};

use crate::report::escape;

/// The path of a `file:` address; `None` for any other address.
pub(crate) fn path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let at = rest.find('/')?;
    let mut bytes = Vec::new();
    let mut letters = rest.get(at..)?.bytes();
    while let Some(letter) = letters.next() {
        if letter != b'%' {
            bytes.push(letter);
            continue;
        }
        let digits = [letters.next()?, letters.next()?];
        bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
    }
    let text = String::from_utf8(bytes).ok()?;
    // "/C:/a" is a path of Windows.
    let drive = text
        .get(1..3)
        .is_some_and(|drive| drive.ends_with(':') && drive.starts_with(|l: char| l.is_ascii_alphabetic()));
    Some(PathBuf::from(if cfg!(windows) && drive { text.get(1..)?.to_string() } else { text }))
}

/// The `file:` address of a path.
pub(crate) fn of(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', if cfg!(windows) { "/" } else { "%5C" });
    let mut uri = String::from(if text.starts_with('/') { "file://" } else { "file:///" });
    uri.push_str(&escape::uri_path(&text));
    uri
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_paths() {
        for name in ["/a/b c.md", "/ü/100%.md", "/a#b?.md"] {
            assert_eq!(path(&of(Path::new(name))).as_deref(), Some(Path::new(name)), "{name}");
        }
        assert_eq!(of(Path::new("/a b")), "file:///a%20b");
        assert_eq!(path("file://host/x%2"), None);
        assert_eq!(path("untitled:Untitled-1"), None);
    }
}
