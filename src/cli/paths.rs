//! Where files lie: the nearest one above a folder, the folder that several have in common, one path seen from
//! another. Paths are shown as the user wrote them; resolved ones are for comparing only.

use std::path::{Component, Path, PathBuf};

/// The file of that name in a folder or the nearest one above it, as a path that begins as the folder's does.
pub(crate) fn nearest(folder: &Path, name: &str) -> Option<PathBuf> {
    nearest_below(folder, name, |_| false)
}

/// The same, looking no higher than the first folder that is the `last` one.
pub(crate) fn nearest_below(folder: &Path, name: &str, last: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let mut here = folder.to_path_buf();
    let mut resolved = here_or_current(&here).canonicalize().ok()?;
    loop {
        let file = here.join(name);
        if file.is_file() {
            return Some(file);
        }
        if last(&resolved) || !resolved.pop() {
            return None;
        }
        here = above(&here);
    }
}

/// The folder above, without leaving the way in which the path is written.
fn above(folder: &Path) -> PathBuf {
    match folder.components().next_back() {
        Some(Component::Normal(_)) => folder.parent().map(Path::to_path_buf).unwrap_or_default(),
        Some(Component::CurDir) | None => PathBuf::from(".."),
        Some(Component::ParentDir | Component::RootDir | Component::Prefix(_)) => folder.join(".."),
    }
}

/// An empty path stands for the current folder.
pub(crate) fn here_or_current(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// The folder of a text: itself if it is one.
pub(crate) fn folder_of(path: &Path) -> PathBuf {
    if path.is_dir() { path.to_path_buf() } else { path.parent().unwrap_or(Path::new("")).to_path_buf() }
}

/// The folder that holds all of these, as far as their paths are written alike.
pub(crate) fn common(folders: &[PathBuf]) -> PathBuf {
    let Some((first, rest)) = folders.split_first() else {
        return PathBuf::new();
    };
    let parts = |path: &Path| -> Vec<std::ffi::OsString> {
        let parts = path.components().filter(|part| *part != Component::CurDir);
        parts.map(|part| part.as_os_str().to_os_string()).collect()
    };
    let mut shared = parts(first);
    for folder in rest {
        let same = shared.iter().zip(parts(folder)).take_while(|(a, b)| **a == *b).count();
        shared.truncate(same);
    }
    shared.iter().collect()
}

/// A path with all links of its folder resolved. A file that does not exist has a place as well.
pub(crate) fn place(path: &Path) -> PathBuf {
    if let Ok(place) = path.canonicalize() {
        return place;
    }
    let folder = here_or_current(path.parent().unwrap_or(Path::new("")));
    match (folder.canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()),
    }
}

/// A file as seen from a folder, with `/` on every system, so that it can be stored in a shared file.
pub(crate) fn seen_from(folder: &Path, path: &Path) -> String {
    let (folder, path) = (place(here_or_current(folder)), place(path));
    let (from, to): (Vec<_>, Vec<_>) = (folder.components().collect(), path.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".to_owned(), from.len() - shared);
    let down = to.iter().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_folder_is_what_paths_share() {
        let common = |paths: &[&str]| common(&paths.iter().map(PathBuf::from).collect::<Vec<_>>());
        assert_eq!(common(&["a/b", "a/c"]), PathBuf::from("a"));
        assert_eq!(common(&["./a", "a/c"]), PathBuf::from("a"));
        assert_eq!(common(&["a", "../a"]), PathBuf::new());
        assert_eq!(common(&[]), PathBuf::new());
    }

    #[test]
    fn the_nearest_file_is_shown_as_the_folder_is_written() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("a/b");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(root.path().join("a/x.toml"), "").unwrap();
        assert_eq!(nearest(&folder, "x.toml"), Some(root.path().join("a/x.toml")));
        assert_eq!(nearest(&folder.join("../b"), "x.toml"), Some(root.path().join("a/b/../x.toml")));
        assert_eq!(nearest(&folder, "no-such-file.toml"), None);
    }

    #[test]
    fn a_file_is_seen_from_a_folder() {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(root.path().join("a/b")).unwrap();
        let seen = |folder: &str, path: &str| seen_from(&root.path().join(folder), &root.path().join(path));
        assert_eq!(seen("a", "a/b/x.md"), "b/x.md");
        assert_eq!(seen("a/b", "a/../y.md"), "../../y.md");
    }
}
