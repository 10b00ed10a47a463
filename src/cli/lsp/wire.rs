//! Messages of the language server protocol: a length, an empty line, JSON.

use std::io::{self, BufRead, Read as _, Write as _};

use anyhow::{Context as _, bail};
use serde_json::Value;

use crate::limits::MAX_INPUT_BYTES;

/// Longest line of a message's head.
const LONGEST_HEADER: u64 = 4_096;

/// The next message; `None` at the end of the input.
pub(crate) fn read(input: &mut impl BufRead) -> anyhow::Result<Option<Value>> {
    let mut length: Option<u64> = None;
    loop {
        let mut line = String::new();
        let read = input.by_ref().take(LONGEST_HEADER).read_line(&mut line).context("a message's head")?;
        let header = line.trim_end();
        if read == 0 {
            return Ok(None);
        }
        if header.is_empty() {
            break;
        }
        let (name, value) = header
            .split_once(':')
            .context("expected the head of a message (`Content-Length: N`), found something else")?;
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok();
        }
    }
    let length = length.context("expected a `Content-Length` before a message, found none")?;
    if length > MAX_INPUT_BYTES {
        bail!("a message of {length} bytes is larger than any that is read");
    }
    let mut bytes = Vec::new();
    input.by_ref().take(length).read_to_end(&mut bytes).context("a message")?;
    if (bytes.len() as u64) < length {
        bail!("expected a message of {length} bytes, found {}", bytes.len());
    }
    serde_json::from_slice(&bytes).map(Some).context("expected JSON in a message")
}

/// Sends a message.
pub(crate) fn write(message: &Value) -> anyhow::Result<()> {
    let text = serde_json::to_string(message)?;
    let mut out = io::stdout().lock();
    write!(out, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    out.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_one_after_the_other() {
        let mut input = "Content-Length: 2\r\n\r\n{}content-length: 3\r\nX: y\r\n\r\n[1]".as_bytes();
        assert_eq!(read(&mut input).unwrap(), Some(serde_json::json!({})));
        assert_eq!(read(&mut input).unwrap(), Some(serde_json::json!([1])));
        assert_eq!(read(&mut input).unwrap(), None);
        for broken in
            ["x\r\n\r\n", "\r\n", "Content-Length: 9\r\n\r\n{}", "Content-Length: 99999999999\r\n\r\n{}"]
        {
            assert!(read(&mut broken.as_bytes()).is_err(), "{broken:?}");
        }
    }
}
