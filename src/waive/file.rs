//! `waivers.toml` as written and as checked.

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use crate::error::FileError;
use crate::error::place::line_of;

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    waiver: Vec<RawWaiver>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWaiver {
    fingerprint: Spanned<String>,
    rule: Spanned<String>,
    piece: String,
    reason: Spanned<String>,
    who: Spanned<String>,
    expires: Option<Spanned<toml::value::Datetime>>,
}

/// One decision as checked: reason and name are not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// Of the finding that stands.
    pub fingerprint: String,
    /// Its rule.
    pub rule: String,
    /// The piece in which it was seen, from the folder of the waivers file, with `/`.
    pub piece: String,
    /// Why it may stand.
    pub reason: String,
    /// Who decided.
    pub who: String,
    /// Last day on which the decision holds.
    pub expires: Option<Date>,
    /// Line of the file, from 1.
    pub line: usize,
}

impl Waiver {
    /// What tells one decision from another.
    pub(super) fn key(&self) -> (&str, &str) {
        (&self.fingerprint, &self.piece)
    }
}

/// A waivers file as checked: no fingerprint stands twice for one piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waivers {
    /// The file, for messages.
    pub file: String,
    /// Decisions, in the order of the file.
    pub list: Vec<Waiver>,
}

impl Waivers {
    /// Reads a waivers file; `file` is its name in messages.
    ///
    /// # Errors
    /// What is no TOML, an unknown or missing key, a decision without reason or name, a fingerprint that stands
    /// twice for one piece.
    pub fn read(file: &str, text: &str) -> Result<Self, FileError> {
        let raw: RawFile = toml::from_str(text).map_err(|error| FileError::toml(file, text, &error))?;
        let mut list: Vec<Waiver> = Vec::with_capacity(raw.waiver.len());
        for raw in raw.waiver {
            list.push(checked(file, text, raw)?);
        }
        let mut order: Vec<&Waiver> = list.iter().collect();
        order.sort_by(|a, b| (a.key(), a.line).cmp(&(b.key(), b.line)));
        for pair in order.windows(2) {
            if let [first, second] = pair
                && first.key() == second.key()
            {
                return Err(FileError {
                    file: file.to_owned(),
                    line: second.line,
                    detail: format!(
                        "expected every fingerprint once for a piece, but `{}` stands in line {} already; remove one of the two",
                        second.fingerprint, first.line
                    ),
                });
            }
        }
        Ok(Self { file: file.to_owned(), list })
    }
}

fn checked(file: &str, text: &str, raw: RawWaiver) -> Result<Waiver, FileError> {
    let error = |at: usize, detail: String| FileError::at(file, text, at, detail);
    for (key, value) in [("reason", &raw.reason), ("who", &raw.who)] {
        if value.get_ref().trim().is_empty() {
            let detail = format!(
                "expected words after `{key} =`, found none; say why the finding may stand, and who says so"
            );
            return Err(error(value.span().start, detail));
        }
    }
    let fingerprint = raw.fingerprint.get_ref();
    if !is_fingerprint(fingerprint) {
        return Err(error(
            raw.fingerprint.span().start,
            format!(
                "expected a fingerprint such as `3f0c9a1b2d4e5f60`, found `{fingerprint}`; `check --output json` shows them"
            ),
        ));
    }
    let expires = match &raw.expires {
        None => None,
        Some(written) => match date(written.get_ref()) {
            Some(date) => Some(date),
            None => {
                let detail = format!("expected a date such as 2027-01-31, found {}", written.get_ref());
                return Err(error(written.span().start, detail));
            }
        },
    };
    Ok(Waiver {
        line: line_of(text, raw.fingerprint.span().start),
        fingerprint: raw.fingerprint.into_inner(),
        rule: raw.rule.into_inner(),
        piece: raw.piece,
        reason: raw.reason.into_inner().trim().to_owned(),
        who: raw.who.into_inner().trim().to_owned(),
        expires,
    })
}

fn date(written: &toml::value::Datetime) -> Option<Date> {
    let date = written.date?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
        .ok()
}

/// Sixteen hexadecimal digits, and a number where a sentence has the same finding twice.
pub(super) fn is_fingerprint(text: &str) -> bool {
    let (hash, number) = text.split_once('-').map_or((text, None), |(hash, number)| (hash, Some(number)));
    hash.len() == 16
        && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        && number.is_none_or(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "# Ours.\n[[waiver]]\nfingerprint = \"0123456789abcdef-2\"\nrule = \"date/day-mismatch\"\n\
                         piece = \"a.md\"\nreason = \"confirmed by phone\"\nwho = \"Ada\"\nexpires = 2027-01-31\n";

    #[test]
    fn a_whole_file_is_read() {
        let waivers = Waivers::read("waivers.toml", WHOLE).unwrap();
        let waiver = &waivers.list[0];
        assert_eq!((waiver.line, waiver.who.as_str()), (3, "Ada"));
        assert_eq!(waiver.expires.map(|date| date.to_string()).as_deref(), Some("2027-01-31"));
        assert_eq!(Waivers::read("w", "").unwrap().list, []);
    }

    #[test]
    fn what_is_broken_is_named_with_its_line() {
        for (from, to, line, said) in [
            ("reason = \"confirmed by phone\"", "reason = \" \"", 6, "expected words after `reason =`"),
            ("reason", "raeson", 6, "did you mean `reason`?"),
            ("who = \"Ada\"\n", "", 2, "missing key `who`"),
            ("0123456789abcdef-2", "0123", 3, "expected a fingerprint"),
            ("2027-01-31", "10:00:00", 8, "expected a date"),
            ("2027-01-31", "2027-02-31", 8, ""),
            ("[[waiver]]", "[[waivers]]", 2, "did you mean `waiver`?"),
        ] {
            let error = Waivers::read("w.toml", &WHOLE.replacen(from, to, 1)).unwrap_err();
            assert_eq!(error.line, line, "{error}");
            assert!(error.detail.contains(said), "{error}");
        }
    }

    #[test]
    fn a_fingerprint_stands_once_for_a_piece() {
        let both = format!("{WHOLE}{}", WHOLE.replace("a.md", "b.md"));
        assert_eq!(Waivers::read("w.toml", &both).unwrap().list.len(), 2);
        let twice = format!("{WHOLE}{WHOLE}");
        let error = Waivers::read("w.toml", &twice).unwrap_err();
        assert_eq!((error.line, error.detail.contains("line 3")), (11, true), "{error}");
    }
}
