//! Office packages: zip archives whose parts are XML, as Word writes them. Reads single parts into memory under
//! limits, and copies an archive with some parts changed. Never unpacks to disk, never follows a link out of the
//! package, never trusts a size that the archive declares.

mod copy;
mod relations;
mod xml;

use std::io::{Cursor, Read};

use thiserror::Error;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::limits::{
    INFLATE_FREE_BYTES, MAX_INFLATE_RATIO, MAX_INPUT_BYTES, MAX_PACKAGE_PARTS, MAX_XML_DEPTH,
};

pub use relations::{Relation, relations, relations_name};
pub use xml::{Node, Space, Tag, Xml};

/// Why a package cannot be read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum PackageError {
    /// No zip archive, or one that is damaged.
    #[error(
        "expected a Word document (.docx), found {0}; open it in Word or LibreOffice and save it as .docx again"
    )]
    Archive(String),
    /// More parts than are read.
    #[error(
        "expected at most {MAX_PACKAGE_PARTS} parts in the document, found {0}; save the document without the excess"
    )]
    Parts(usize),
    /// A part that inflates beyond all measure.
    #[error(
        "the part {part} inflates to more than {MAX_INFLATE_RATIO} times its packed size, as no text does; it was not read. \
         Open the document in Word or LibreOffice and save it again"
    )]
    Ratio {
        /// Name of the part.
        part: String,
    },
    /// Parts that are larger than an input may be.
    #[error(
        "the parts of the document are larger than {} MiB, the most that is read; cut the document into several",
        MAX_INPUT_BYTES / (1024 * 1024)
    )]
    Size,
    /// A part is missing.
    #[error(
        "expected the part {part} in the document, found none; open it in Word or LibreOffice and save it again"
    )]
    Missing {
        /// Name of the part.
        part: String,
    },
    /// XML that is broken, or nested too deep.
    #[error("{part}, byte {offset}: {detail}; open the document in Word or LibreOffice and save it again")]
    Xml {
        /// Name of the part.
        part: String,
        /// Where in it.
        offset: usize,
        /// What was expected, what was found.
        detail: String,
    },
}

/// An open package.
#[derive(Debug)]
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    packed: u64,
    /// Bytes that may still be inflated.
    budget: u64,
}

impl<'a> Package<'a> {
    /// Opens a package.
    ///
    /// # Errors
    /// No zip archive, a damaged one, or one with too many parts.
    pub fn open(bytes: &'a [u8]) -> Result<Self, PackageError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        if archive.len() > MAX_PACKAGE_PARTS {
            return Err(PackageError::Parts(archive.len()));
        }
        // Of two parts with one name, programs disagree which one counts.
        if archive.has_duplicate_names() {
            return Err(PackageError::Archive("a zip archive with two parts of one name".to_string()));
        }
        Ok(Self { archive, packed: bytes.len() as u64, budget: MAX_INPUT_BYTES })
    }

    /// The text of a part; `None` if there is no such part. Names are compared as the format does, without regard
    /// to case.
    ///
    /// # Errors
    /// A part that is damaged, too large, or not text.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, PackageError> {
        let Some(idx) = self.index(name) else {
            return Ok(None);
        };
        let bytes = self.inflate(idx, name)?;
        decode(bytes, name).map(Some)
    }

    /// The text of a part that has to be there.
    ///
    /// # Errors
    /// As [`Package::part`], or no such part.
    pub fn needed(&mut self, name: &str) -> Result<String, PackageError> {
        self.part(name)?.ok_or_else(|| PackageError::Missing { part: shown(name) })
    }

    /// The name of the part that holds the text.
    ///
    /// # Errors
    /// As [`Package::part`].
    pub fn main_part(&mut self) -> Result<String, PackageError> {
        let root = match self.part("_rels/.rels")? {
            Some(text) => relations(&text, "_rels/.rels", "")?,
            None => Vec::new(),
        };
        let main = root.into_iter().find(|relation| relation.is("officeDocument"));
        Ok(main.map_or_else(|| "word/document.xml".to_string(), |relation| relation.target))
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.archive.index_for_name(name).or_else(|| {
            (0..self.archive.len()).find(|idx| {
                let other = self.archive.name_for_index(*idx).and_then(Result::ok);
                other.is_some_and(|other| other.eq_ignore_ascii_case(name))
            })
        })
    }

    fn inflate(&mut self, idx: usize, name: &str) -> Result<Vec<u8>, PackageError> {
        let mut file = self.archive.by_index(idx).map_err(|error| broken(&error))?;
        let packed = file.compressed_size().min(self.packed);
        let mut bytes = Vec::new();
        let mut chunk = [0_u8; 1 << 14];
        loop {
            let read = file.read(&mut chunk).map_err(|error| {
                PackageError::Archive(format!(
                    "a damaged part {} ({})",
                    shown(name),
                    shown(&error.to_string())
                ))
            })?;
            if read == 0 {
                break;
            }
            bytes.extend_from_slice(chunk.get(..read).unwrap_or(&[]));
            let inflated = bytes.len() as u64;
            if inflated > INFLATE_FREE_BYTES && inflated > packed.saturating_mul(MAX_INFLATE_RATIO) {
                return Err(PackageError::Ratio { part: shown(name) });
            }
            if inflated > self.budget {
                return Err(PackageError::Size);
            }
        }
        self.budget -= bytes.len() as u64;
        Ok(bytes)
    }
}

/// Whether the bytes begin as a zip archive does.
pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Parts are UTF-8 as a rule; the format allows UTF-16 as well.
fn decode(bytes: Vec<u8>, name: &str) -> Result<String, PackageError> {
    let error = |offset: usize, detail: &str| PackageError::Xml {
        part: shown(name),
        offset,
        detail: detail.to_string(),
    };
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(&bytes)
        && encoding != encoding_rs::UTF_8
    {
        let (text, broken) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or(&[]));
        return if broken {
            Err(error(0, "expected UTF-16, found other bytes"))
        } else {
            Ok(text.into_owned())
        };
    }
    let bytes = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    String::from_utf8(bytes)
        .map_err(|found| error(found.utf8_error().valid_up_to(), "expected UTF-8 text, found other bytes"))
}

fn broken(error: &ZipError) -> PackageError {
    PackageError::Archive(if matches!(error, ZipError::InvalidArchive(_)) {
        "a file that is no zip archive, or a damaged one".to_string()
    } else {
        format!("a zip archive that cannot be read ({})", shown(&error.to_string()))
    })
}

/// A name from the archive, short enough for a message. Messages are made safe where they are printed.
fn shown(name: &str) -> String {
    name.chars().filter(|letter| !letter.is_control()).take(120).collect()
}

#[cfg(test)]
mod tests;
