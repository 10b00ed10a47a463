//! A package with some parts changed or added: all others are copied as they lie in the archive, packed bytes and
//! all.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::package::{Package, PackageError, broken, shown};

impl Package<'_> {
    /// The bytes of a package with these parts in place of its own, or added to its end.
    ///
    /// # Errors
    /// An archive that cannot be copied: encrypted, or damaged.
    pub fn with_parts(&mut self, mut parts: BTreeMap<String, String>) -> Result<Vec<u8>, PackageError> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.set_raw_comment(self.archive.comment().into()).map_err(|error| broken(&error))?;
        for idx in 0..self.archive.len() {
            let file = self.archive.by_index_raw(idx).map_err(|error| broken(&error))?;
            let name = file.name().map_err(|error| broken(&error))?.into_owned();
            let new = parts.keys().find(|part| part.eq_ignore_ascii_case(&name)).cloned();
            match new.and_then(|key| parts.remove(&key)) {
                Some(text) => {
                    let time = file.last_modified().unwrap_or_default();
                    drop(file);
                    add(&mut writer, &name, &text, SimpleFileOptions::default().last_modified_time(time))?;
                }
                None => writer.raw_copy_file(file).map_err(|error| broken(&error))?,
            }
        }
        for (name, text) in &parts {
            // The same bytes from the same document: no clock is asked.
            let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
            add(&mut writer, name, text, options)?;
        }
        writer.finish().map(Cursor::into_inner).map_err(|error| broken(&error))
    }
}

fn add(
    writer: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    text: &str,
    options: SimpleFileOptions,
) -> Result<(), PackageError> {
    let options = options.compression_method(zip::CompressionMethod::Deflated);
    writer.start_file(name, options).map_err(|error| broken(&error))?;
    writer.write_all(text.as_bytes()).map_err(|error| {
        PackageError::Archive(format!("a part that cannot be packed ({})", shown(&error.to_string())))
    })
}
