//! `--output docx=FILE`: the piece, a Word document, with its findings as comments.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use sha2::{Digest, Sha256};

use crate::cli::args::{OutputArg, OutputFormat};
use crate::cli::{input, output};
use crate::ingest;
use crate::model::Report;
use crate::package::is_zip;
use crate::report;

/// Refuses a Word document as output where there is not one Word document as the piece.
pub(crate) fn check(outputs: &[OutputArg], pieces: &[PathBuf]) -> anyhow::Result<()> {
    if paths(outputs).next().is_none() {
        return Ok(());
    }
    let [piece] = pieces else {
        bail!("--output docx=FILE: expected one piece, found {}; check one at a time", pieces.len());
    };
    if input::is_stdin(piece) {
        bail!("--output docx=FILE: expected the piece as a file, found standard input; name the .docx file");
    }
    if !is_zip(&input::read(piece)?) {
        bail!(
            "{}: --output docx=FILE puts comments into a Word document, and this piece is none; save it as .docx, or \
             choose another format such as --output full",
            input::name(piece)
        );
    }
    Ok(())
}

/// Writes the piece with its comments.
pub(crate) fn write(reports: &[Report], outputs: &[OutputArg], pieces: &[PathBuf]) -> anyhow::Result<()> {
    for path in paths(outputs) {
        let (Some(report), Some(piece)) = (reports.first(), pieces.first()) else { continue };
        let name = || input::name(piece);
        let bytes = input::read(piece)?;
        let sum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let read = report.inputs.first().map(|input| input.sha256.as_str());
        // Both parts of a combined document come from one file and carry no sum of their own.
        if read.is_some_and(|read| !read.is_empty() && read != sum) {
            bail!("{}: was changed while it was being checked; run the check again", name());
        }
        let places = ingest::word_places(&bytes).with_context(name)?;
        let document = report::docx::render(report, &bytes, &places).with_context(name)?;
        output::write_file(path, &document)?;
    }
    Ok(())
}

fn paths(outputs: &[OutputArg]) -> impl Iterator<Item = &Path> {
    let word = outputs.iter().filter(|output| output.format == OutputFormat::Docx);
    word.filter_map(|output| output.path.as_deref())
}
