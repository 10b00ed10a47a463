//! JSON lines in, JSON lines out: in chunks, in parallel, in the order of the input, with bounded memory. A line
//! that cannot be used gets an error line and the run goes on.

use std::io::{BufRead, Read as _, Write};

use anyhow::Context;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::cli::exit::Outcome;
use crate::limits::MAX_INPUT_BYTES;

/// Bytes of input after which a chunk is worked on.
const CHUNK_BYTES: usize = 1024 * 1024;
/// Lines of input after which a chunk is worked on.
const CHUNK_LINES: usize = 1_024;

/// One line of the input.
#[derive(Debug)]
pub(crate) struct Line {
    /// From 1.
    pub(crate) number: usize,
    /// Without the line break.
    pub(crate) bytes: Vec<u8>,
    /// Whether the line was longer than is read at all.
    cut: bool,
}

/// Why a line could not be used.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(crate) struct LineError {
    /// The line's own id, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<Value>,
    /// Otherwise its number, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<usize>,
    /// What was expected, what was found.
    pub(crate) error: String,
}

impl LineError {
    /// An error of a line whose id is known.
    pub(crate) fn of_id(id: Value, error: impl Into<String>) -> Self {
        Self { id: Some(id), line: None, error: error.into() }
    }
}

/// Works on all lines. `work` gets the lines of a chunk that can be parsed as `T`, and gives one answer line for
/// each, in order.
pub(crate) fn run<T>(
    mut reader: impl BufRead,
    mut out: impl Write,
    mut work: impl FnMut(Vec<T>) -> Vec<Result<Vec<u8>, LineError>>,
) -> anyhow::Result<Outcome>
where
    T: serde::de::DeserializeOwned + Send,
{
    let mut number = 0;
    let mut outcome = Outcome::Clean;
    loop {
        let chunk = read_chunk(&mut reader, &mut number)?;
        if chunk.is_empty() {
            break;
        }
        let parsed: Vec<Result<T, LineError>> = chunk.par_iter().map(parse).collect();
        let (mut rows, mut slots) = (Vec::with_capacity(parsed.len()), Vec::with_capacity(parsed.len()));
        for row in parsed {
            match row {
                Ok(row) => {
                    rows.push(row);
                    slots.push(None);
                }
                Err(error) => slots.push(Some(error)),
            }
        }
        let mut answers = work(rows).into_iter();
        for slot in slots {
            let answer = match slot {
                Some(error) => Err(error),
                None => answers.next().context("an answer for every line")?,
            };
            let line = match answer {
                Ok(line) => line,
                Err(error) => {
                    outcome = Outcome::BadLines;
                    serde_json::to_vec(&error)?
                }
            };
            out.write_all(&line)?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
    }
    Ok(outcome)
}

fn parse<T: serde::de::DeserializeOwned>(line: &Line) -> Result<T, LineError> {
    let failed = |id: Option<Value>, error: String| LineError {
        line: if id.is_none() { Some(line.number) } else { None },
        id,
        error,
    };
    if line.cut {
        let limit = MAX_INPUT_BYTES / (1024 * 1024);
        return Err(failed(None, format!("longer than {limit} MiB, the most that is read of a line")));
    }
    serde_json::from_slice(&line.bytes).map_err(|error| {
        let id = serde_json::from_slice::<Value>(&line.bytes)
            .ok()
            .and_then(|mut value| value.get_mut("id").map(Value::take))
            .filter(|id| !id.is_null());
        // Every line is a text of its own to the parser, so its "line 1" would mislead.
        failed(id, error.to_string().replace(" at line 1 column ", " at column "))
    })
}

/// The next lines, without blank ones; empty at the end of the input.
fn read_chunk(reader: &mut impl BufRead, number: &mut usize) -> anyhow::Result<Vec<Line>> {
    let (mut chunk, mut size) = (Vec::new(), 0);
    while size < CHUNK_BYTES && chunk.len() < CHUNK_LINES {
        let mut bytes = Vec::new();
        let read = reader
            .by_ref()
            .take(MAX_INPUT_BYTES)
            .read_until(b'\n', &mut bytes)
            .context("expected an input that can be read to its end; try again from a file")?;
        if read == 0 {
            break;
        }
        *number += 1;
        let complete = bytes.last() == Some(&b'\n');
        let cut = !complete && read as u64 == MAX_INPUT_BYTES;
        if cut {
            skip_line(reader)?;
            bytes.clear();
        }
        while matches!(bytes.last(), Some(b'\n' | b'\r')) {
            bytes.pop();
        }
        if cut || !bytes.trim_ascii().is_empty() {
            size += bytes.len();
            chunk.push(Line { number: *number, bytes, cut });
        }
    }
    Ok(chunk)
}

/// Reads on to the end of a line that is too long to keep.
fn skip_line(reader: &mut impl BufRead) -> anyhow::Result<()> {
    loop {
        let buffer = reader
            .fill_buf()
            .context("expected an input that can be read to its end; try again from a file")?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let used = end.map_or(buffer.len(), |at| at + 1);
        reader.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}
