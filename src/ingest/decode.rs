//! Bytes to text: encoding by mark, declaration or detection; control and hidden characters. Every character maps
//! back to its bytes. Never fails: what cannot be decoded is replaced and reported.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::ingest::draft::problem;
use crate::model::{Columns, OffsetMap, Problem, ProblemKind, Span};

/// How far into a file its declaration of an encoding may stand.
const DECLARATION_BYTES: usize = 1024;

/// A file as text.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text, without NUL, control and hidden characters.
    pub text: String,
    /// From the text to the bytes.
    pub map: OffsetMap,
    /// Byte offsets at which the file's lines start.
    pub line_starts: Vec<u32>,
    /// From byte columns of the file to columns in UTF-16 code units.
    pub columns: Columns,
    /// What was replaced or removed.
    pub problems: Vec<Problem>,
}

/// Decodes a file.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let mut problems = Vec::new();
    let (text, map) = match encoding_of(bytes) {
        (UTF_8_NAME, skip) => utf8(bytes, skip, &mut problems),
        (name, skip) => match Encoding::for_label(name.as_bytes()) {
            Some(encoding) => other(bytes, skip, encoding, &mut problems),
            None => utf8(bytes, skip, &mut problems),
        },
    };
    let line_starts = line_starts(bytes, &text, &map);
    let columns = columns(bytes, &text, &map);
    let (text, map) = clean(text, map, &mut problems);
    Decoded { text, map, line_starts, columns, problems }
}

const UTF_8_NAME: &str = "UTF-8";

/// The encoding's name and the length of the byte-order mark.
fn encoding_of(bytes: &[u8]) -> (&'static str, usize) {
    if let Some((encoding, len)) = Encoding::for_bom(bytes) {
        return (encoding.name(), len);
    }
    let head = bytes.get(..DECLARATION_BYTES).unwrap_or(bytes);
    if let Some(encoding) = utf16_without_mark(head) {
        return (encoding.name(), 0);
    }
    let declared = declared(head);
    if std::str::from_utf8(bytes).is_ok() {
        // Valid UTF-8 is hardly ever anything else, whatever an old template declares; escape sequences are.
        let escapes =
            declared.is_some_and(|encoding| encoding == encoding_rs::ISO_2022_JP) && bytes.contains(&0x1b);
        return (if escapes { "ISO-2022-JP" } else { UTF_8_NAME }, 0);
    }
    if mostly_utf8(bytes) {
        return (UTF_8_NAME, 0);
    }
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8) {
        return (encoding.name(), 0);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    (detector.guess(None, Utf8Detection::Deny).name(), 0)
}

/// ASCII text in UTF-16 has a NUL in every other byte.
fn utf16_without_mark(head: &[u8]) -> Option<&'static Encoding> {
    let pairs = head.len() / 2;
    let nul = |rest: usize| head.iter().skip(rest).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nul(0), nul(1));
    if pairs >= 4 && odd * 10 > pairs * 7 && even * 10 < pairs {
        Some(UTF_16LE)
    } else if pairs >= 4 && even * 10 > pairs * 7 && odd * 10 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// `<meta charset="…">`, `content="text/html; charset=…"`, `<?xml encoding="…"?>`.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head).to_lowercase();
    let after = |key: &str| {
        let at = head.find(key)? + key.len();
        let rest = head.get(at..)?.trim_start().strip_prefix('=')?.trim_start();
        let rest = rest.trim_start_matches(['"', '\'']);
        let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '-' | '_'));
        Encoding::for_label(rest.get(..end.unwrap_or(rest.len()))?.as_bytes())
    };
    if !head.contains('<') {
        return None;
    }
    after("charset").or_else(|| head.trim_start().starts_with("<?xml").then(|| after("encoding")).flatten())
}

/// A few broken bytes in a text whose other bytes beyond ASCII are good UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad * 4 || bytes.contains(&0)
}

fn utf8(bytes: &[u8], skip: usize, problems: &mut Vec<Problem>) -> (String, OffsetMap) {
    let bytes = bytes.get(skip..).unwrap_or(&[]);
    let mut map = OffsetMap::default();
    if let Ok(text) = std::str::from_utf8(bytes) {
        if skip > 0 {
            map.push(0, Span::new(skip, skip + bytes.len()), true);
        }
        return (text.to_string(), map);
    }
    let mut text = String::with_capacity(bytes.len());
    let mut raw = skip;
    let mut broken = Broken::default();
    for chunk in bytes.utf8_chunks() {
        if !chunk.valid().is_empty() {
            map.push(text.len(), Span::new(raw, raw + chunk.valid().len()), true);
            text.push_str(chunk.valid());
            raw += chunk.valid().len();
        }
        if !chunk.invalid().is_empty() {
            broken.see(text.len());
            map.push(text.len(), Span::new(raw, raw + chunk.invalid().len()), false);
            text.push('\u{fffd}');
            raw += chunk.invalid().len();
        }
    }
    broken.report(UTF_8_NAME, problems);
    (text, map)
}

/// Decodes byte by byte, so that every character is bound to the bytes that it came from.
fn other(
    bytes: &[u8],
    skip: usize,
    encoding: &'static Encoding,
    problems: &mut Vec<Problem>,
) -> (String, OffsetMap) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len());
    let mut map = OffsetMap::default();
    let mut broken = Broken::default();
    let mut pending = skip;
    let mut buffer = [0_u8; 64];
    for at in skip..=bytes.len() {
        let last = at == bytes.len();
        let byte = bytes.get(at..at + usize::from(!last)).unwrap_or(&[]);
        let (_, _, written, errors) = decoder.decode_to_utf8(byte, &mut buffer, last);
        if written == 0 {
            continue;
        }
        let piece =
            buffer.get(..written).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("\u{fffd}");
        if errors {
            broken.see(text.len());
        }
        let end = (at + 1).min(bytes.len());
        let raw = Span::new(pending, end);
        let verbatim = bytes.get(raw.range()).is_some_and(|bytes| bytes == piece.as_bytes());
        map.push(text.len(), raw, verbatim);
        text.push_str(piece);
        pending = end;
    }
    broken.report(encoding.name(), problems);
    (text, map)
}

#[derive(Default)]
struct Broken {
    count: usize,
    first: usize,
}

impl Broken {
    fn see(&mut self, at: usize) {
        if self.count == 0 {
            self.first = at;
        }
        self.count += 1;
    }

    fn report(&self, encoding: &str, problems: &mut Vec<Problem>) {
        if self.count > 0 {
            let span = Span::new(self.first, self.first);
            let detail = format!("{} place(s) are not {encoding}; the bytes were replaced", self.count);
            problems.push(problem(ProblemKind::Encoding, Some(span), detail));
        }
    }
}

/// Where the lines of the file start, in bytes.
fn line_starts(bytes: &[u8], text: &str, map: &OffsetMap) -> Vec<u32> {
    // A file of an old Mac ends its lines with a carriage return alone.
    let end = if text.contains('\n') { '\n' } else { '\r' };
    let mut starts = vec![0];
    for (at, _) in text.match_indices(end) {
        let after = map.to_raw(Span::new(at, at + 1)).end();
        if after <= bytes.len() {
            starts.push(after as u32);
        }
    }
    starts
}

/// How wide the characters of the file are. A byte-order mark is no character of its line.
pub(super) fn columns(bytes: &[u8], text: &str, map: &OffsetMap) -> Columns {
    let mut columns = Columns::default();
    let first = map.to_raw(Span::new(0, 0)).start();
    columns.push(first, first, 0);
    if bytes.len() - first.min(bytes.len()) == text.len() && text.is_ascii() {
        return columns;
    }
    for (at, letter) in text.char_indices() {
        let raw = map.to_raw(Span::new(at, at + letter.len_utf8()));
        columns.push(raw.end(), raw.len(), letter.len_utf16());
    }
    columns
}

/// Replaces control characters by spaces of the same length and takes hidden characters out.
fn clean(text: String, map: OffsetMap, problems: &mut Vec<Problem>) -> (String, OffsetMap) {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte) || matches!(byte, b'\n' | b'\r' | b'\t')) {
        return (text, map);
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut inner = OffsetMap::default();
    let (mut control, mut hidden) = (Broken::default(), Broken::default());
    let mut run = 0;
    let mut letters = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map_or(' ', |&(_, next)| next);
        let end = at + letter.len_utf8();
        if is_hidden(letter, before, next) {
            if letter != '\u{ad}' {
                hidden.see(cleaned.len());
            }
            if run < at {
                inner.push(cleaned.len() - (at - run), Span::new(run, at), true);
            }
            run = end;
            continue;
        }
        before = letter;
        match letter {
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' => cleaned.push(letter),
            _ if letter.is_control() => {
                control.see(cleaned.len());
                cleaned.push(if letter.len_utf8() == 1 { ' ' } else { '\u{a0}' });
            }
            _ => cleaned.push(letter),
        }
    }
    if control.count > 0 {
        let width =
            cleaned.get(control.first..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let span = Span::new(control.first, control.first + width);
        let detail = format!("{} NUL or other control character(s) were replaced by spaces", control.count);
        problems.push(problem(ProblemKind::ControlCharacters, Some(span), detail));
    }
    if hidden.count > 0 {
        let span = Span::new(hidden.first, hidden.first);
        let detail = format!(
            "{} bidirectional or zero-width mark(s), which can hide a difference, were left out",
            hidden.count
        );
        problems.push(problem(ProblemKind::HiddenCharacters, Some(span), detail));
    }
    if run == 0 {
        return (cleaned, map);
    }
    if run < text.len() {
        inner.push(cleaned.len() - (text.len() - run), Span::new(run, text.len()), true);
    }
    let joined = inner.then(&map);
    (cleaned, joined)
}

/// Marks that are not seen: direction, zero width, soft hyphens. Joiners inside scripts that need them stay.
pub(super) fn is_hidden(letter: char, before: char, next: char) -> bool {
    match letter {
        '\u{200c}' | '\u{200d}' => before.is_ascii() || next.is_ascii(),
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{61c}' => true,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{180e}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw_of(bytes: &[u8], needle: &str) -> (usize, usize) {
        let decoded = decode(bytes);
        let at = decoded.text.find(needle).expect("needle");
        let raw = decoded.map.to_raw(Span::new(at, at + needle.len()));
        (raw.start(), raw.end())
    }

    #[test]
    fn byte_order_marks_are_read() {
        assert_eq!(raw_of(b"\xEF\xBB\xBFab c", "b"), (4, 5));
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain("h\u{e9} x".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(raw_of(&utf16, "\u{e9}"), (4, 6));
        assert_eq!(raw_of(&utf16, "x"), (8, 10));
    }

    #[test]
    fn declared_and_detected_encodings() {
        let html = b"<meta charset=windows-1251><p>\xcc\xe8\xf0";
        assert!(decode(html).text.ends_with("\u{41c}\u{438}\u{440}"));
        let latin = b"The caf\xe9 in Besan\xe7on was re-opened by the mayor, Andr\xe9 Dupr\xe9, after a long d\xe9lai.";
        assert!(decode(latin).text.contains("Besan\u{e7}on"));
        assert_eq!(raw_of(latin, "in"), (9, 11));
    }

    #[test]
    fn broken_bytes_are_replaced_and_reported() {
        let decoded = decode(
            "Caf\u{e9}s, na\u{ef}ve, \u{fc}ber, \u{e9}l\u{e8}ve "
                .as_bytes()
                .iter()
                .copied()
                .chain([0xff, b'x'])
                .collect::<Vec<_>>()
                .as_slice(),
        );
        assert!(decoded.text.ends_with("\u{fffd}x"));
        assert_eq!(decoded.problems.len(), 1);
        assert_eq!(decoded.problems[0].kind, ProblemKind::Encoding);
    }

    #[test]
    fn control_and_hidden_characters() {
        let decoded = decode("a\0b\u{1b}[31m \u{202e}4\u{200b}th".as_bytes());
        assert_eq!(decoded.text, "a b [31m 4th");
        let kinds: Vec<ProblemKind> = decoded.problems.iter().map(|problem| problem.kind).collect();
        assert_eq!(kinds, [ProblemKind::ControlCharacters, ProblemKind::HiddenCharacters]);
        assert_eq!(raw_of("\u{202e}4\u{200b}th".as_bytes(), "4th"), (3, 9));
    }

    #[test]
    fn lines_are_counted_in_the_file() {
        assert_eq!(decode(b"a\r\nb\nc").line_starts, [0, 3, 5]);
        assert_eq!(decode(b"a\rb").line_starts, [0, 2]);
    }
}
