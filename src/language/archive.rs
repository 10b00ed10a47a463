//! The container of a language model: named sections in one file, with what it is, where it comes from and under
//! which licence. `models/build/archive.py` writes it and describes the bytes.

use serde::Deserialize;
use sha2::{Digest, Sha256};
use thiserror::Error;

const MAGIC: &[u8; 8] = b"CLAIMDM\0";
const FORMAT: u32 = 1;
/// Sections and payload begin at multiples of this many bytes.
const ALIGN: usize = 16;

/// Why a model cannot be read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ArchiveError {
    /// The file does not begin as a model does.
    #[error(
        "expected a language model in format {FORMAT}, found other bytes; rebuild it as models/README.md says"
    )]
    Format,
    /// The header is no JSON or lacks a field.
    #[error("the header of the language model is broken: {0}")]
    Header(String),
    /// The file is shorter or longer than its header says.
    #[error("expected {expected} bytes after the header of the language model, found {found}")]
    Length {
        /// Bytes that the sections need.
        expected: usize,
        /// Bytes that are there.
        found: usize,
    },
    /// The payload is not the one that was written.
    #[error("the checksum of the language model does not fit its bytes")]
    Checksum,
    /// A part that the program needs is not there.
    #[error("the language model has no section `{0}`")]
    Missing(String),
    /// A section does not hold what the program expects.
    #[error("section `{name}` of the language model: {detail}")]
    Section {
        /// Name of the section.
        name: String,
        /// What was expected, what was found.
        detail: String,
    },
}

impl ArchiveError {
    /// A section that does not hold what is expected.
    pub fn section(name: &str, detail: impl Into<String>) -> Self {
        Self::Section { name: name.to_string(), detail: detail.into() }
    }
}

#[derive(Debug, Deserialize)]
struct Header {
    name: String,
    version: String,
    origin: String,
    licence: String,
    checksum: String,
    /// Name, offset and length of each section, from the beginning of the payload.
    sections: Vec<(String, usize, usize)>,
}

/// A model file opened for reading; the sections are lent, not copied.
#[derive(Debug)]
pub struct Archive<'a> {
    header: Header,
    payload: &'a [u8],
}

impl<'a> Archive<'a> {
    /// Reads the header and checks that all sections lie in the file. The checksum is left to [`Self::verify`],
    /// which takes longer than everything else.
    ///
    /// # Errors
    /// Another format, a broken header, or a file that was cut.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ArchiveError> {
        let word = |at: usize| {
            let bytes = bytes.get(at..at + 4)?;
            bytes.try_into().ok().map(u32::from_le_bytes)
        };
        let length = word(12).ok_or(ArchiveError::Format)? as usize;
        if !bytes.starts_with(MAGIC) || word(8) != Some(FORMAT) {
            return Err(ArchiveError::Format);
        }
        let cut = || ArchiveError::Header("it is cut".to_string());
        let end = ALIGN.checked_add(length).ok_or_else(cut)?;
        let header = bytes.get(ALIGN..end).ok_or_else(cut)?;
        let header: Header =
            serde_json::from_slice(header).map_err(|error| ArchiveError::Header(error.to_string()))?;
        let payload = bytes.get(end.next_multiple_of(ALIGN)..).unwrap_or(&[]);
        let ends = header.sections.iter().map(|(_, offset, length)| offset.saturating_add(*length));
        let needed = ends.max().unwrap_or(0);
        let expected = needed.checked_next_multiple_of(ALIGN).unwrap_or(usize::MAX);
        if expected != payload.len() {
            return Err(ArchiveError::Length { expected, found: payload.len() });
        }
        Ok(Self { header, payload })
    }

    /// Compares the payload with the checksum of the header.
    ///
    /// # Errors
    /// [`ArchiveError::Checksum`] if a bit differs.
    pub fn verify(&self) -> Result<(), ArchiveError> {
        let digest = Sha256::digest(self.payload);
        let same =
            digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>() == self.header.checksum;
        if same { Ok(()) } else { Err(ArchiveError::Checksum) }
    }

    /// The bytes of a section.
    ///
    /// # Errors
    /// [`ArchiveError::Missing`] if there is no section of this name.
    pub fn section(&self, name: &str) -> Result<&'a [u8], ArchiveError> {
        let found = self.header.sections.iter().find(|(section, ..)| section == name);
        found
            .and_then(|(_, offset, length)| self.payload.get(*offset..offset + length))
            .ok_or_else(|| ArchiveError::Missing(name.to_string()))
    }

    /// A section of UTF-8 text.
    ///
    /// # Errors
    /// The section is not there or is no UTF-8.
    pub fn text(&self, name: &str) -> Result<&'a str, ArchiveError> {
        std::str::from_utf8(self.section(name)?)
            .map_err(|error| ArchiveError::section(name, format!("expected UTF-8: {error}")))
    }

    /// Names of all sections in order of the file.
    pub fn sections(&self) -> impl Iterator<Item = &str> {
        self.header.sections.iter().map(|(name, ..)| name.as_str())
    }

    /// Name of the model, as its makers call it.
    pub fn name(&self) -> &str {
        &self.header.name
    }

    /// Version of the model, as its makers count.
    pub fn version(&self) -> &str {
        &self.header.version
    }

    /// Where the model comes from.
    pub fn origin(&self) -> &str {
        &self.header.origin
    }

    /// SPDX name of the licence.
    pub fn licence(&self) -> &str {
        &self.header.licence
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive with the sections "a" and "b".
    fn packed() -> Vec<u8> {
        let mut payload = b"first".to_vec();
        payload.resize(16, 0);
        payload.extend(b"second");
        payload.resize(32, 0);
        let digest: String = Sha256::digest(&payload).iter().map(|byte| format!("{byte:02x}")).collect();
        let header = format!(
            r#"{{"name":"n","version":"1","origin":"o","licence":"MIT","checksum":"{digest}","sections":[["a",0,5],["b",16,6]]}}"#
        );
        let mut bytes = MAGIC.to_vec();
        bytes.extend(FORMAT.to_le_bytes());
        bytes.extend((header.len() as u32).to_le_bytes());
        bytes.extend(header.as_bytes());
        bytes.resize(bytes.len().next_multiple_of(ALIGN), 0);
        bytes.extend(payload);
        bytes
    }

    #[test]
    fn sections_are_found_by_name() {
        let bytes = packed();
        let archive = Archive::open(&bytes).expect("an archive");
        archive.verify().expect("the checksum");
        assert_eq!(archive.section("a"), Ok(&b"first"[..]));
        assert_eq!(archive.text("b"), Ok("second"));
        assert_eq!(archive.section("c"), Err(ArchiveError::Missing("c".to_string())));
        assert_eq!(archive.sections().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!((archive.name(), archive.licence()), ("n", "MIT"));
    }

    #[test]
    fn a_broken_archive_is_an_error_at_every_place() {
        let whole = packed();
        for len in 0..whole.len() {
            assert!(Archive::open(&whole[..len]).is_err(), "cut at {len}");
        }
        let mut other = whole.clone();
        other[8] = 9;
        assert_eq!(Archive::open(&other).err(), Some(ArchiveError::Format));
        let mut changed = whole;
        *changed.last_mut().expect("a byte") ^= 1;
        let archive = Archive::open(&changed).expect("the header is whole");
        assert_eq!(archive.verify(), Err(ArchiveError::Checksum));
    }
}
