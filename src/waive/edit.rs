//! Writing decisions into the text of a waivers file, and taking them out. What a person wrote there (comments,
//! order, other tables' layout) stays as it is.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use super::file::{Waiver, Waivers};
use crate::error::FileError;

/// What stands on top of a new file.
const HEADER: &str = "# Findings of claimdiff that stand as they are, with the reason. A waiver holds as long as the words on both\n\
                      # sides stay the same. `claimdiff waivers list` shows them, `claimdiff waivers prune` removes what is stale.\n";

/// A reviewer's decision on one finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Of the finding.
    pub fingerprint: String,
    /// Its rule.
    pub rule: String,
    /// The piece, from the folder of the waivers file, with `/`.
    pub piece: String,
    /// Why it may stand.
    pub reason: String,
    /// Who decided.
    pub who: String,
    /// Last day on which the decision holds, if it does not hold for ever.
    pub expires: Option<Date>,
}

/// The text of a waivers file with more decisions in it. A decision on a fingerprint that the file has already for
/// the piece takes the place of the old one. `file` is the name in messages; an empty text is a new file.
///
/// # Errors
/// A text that is no waivers file, before or after: nothing is lost by an edit of a broken file, since none is made.
pub fn decide(file: &str, text: &str, decisions: &[Decision]) -> Result<String, FileError> {
    Waivers::read(file, text)?;
    let text = if text.trim().is_empty() { HEADER } else { text };
    let mut document = document(file, text)?;
    // In a file without decisions all remarks stand at its end; they are to stay above the first one.
    let mut above = document.trailing().as_str().unwrap_or("").trim_end().to_owned();
    let tables = tables(file, &mut document)?;
    if !tables.is_empty() {
        above.clear();
    }
    let moved = !above.is_empty() && !decisions.is_empty();
    let mut known: BTreeMap<(String, String), usize> =
        tables.iter().enumerate().map(|(idx, table)| (key(table), idx)).collect();
    for decision in decisions {
        let key = (decision.fingerprint.trim().to_owned(), decision.piece.trim().to_owned());
        match known.get(&key).and_then(|idx| tables.get_mut(*idx)) {
            Some(table) => fill(table, decision),
            None => {
                let mut table = Table::new();
                fill(&mut table, decision);
                let above = std::mem::take(&mut above);
                let between = if above.is_empty() { "\n" } else { "\n\n" };
                table.decor_mut().set_prefix(above + between);
                known.insert(key, tables.len());
                tables.push(table);
            }
        }
    }
    if moved {
        document.set_trailing("");
    }
    let text = document.to_string();
    Waivers::read(file, &text)?;
    Ok(text)
}

/// The text of a waivers file without some decisions. A comment right above a decision goes with it; what stands
/// above an empty line stays.
///
/// # Errors
/// A text that is no waivers file.
pub fn remove(file: &str, text: &str, gone: &[&Waiver]) -> Result<String, FileError> {
    Waivers::read(file, text)?;
    let mut document = document(file, text)?;
    let tables = tables(file, &mut document)?;
    let gone: BTreeSet<(&str, &str)> = gone.iter().map(|waiver| waiver.key()).collect();
    let mut kept = ArrayOfTables::new();
    let mut remarks = String::new();
    for table in tables.iter() {
        let (fingerprint, piece) = key(table);
        let prefix = table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or("");
        if gone.contains(&(fingerprint.as_str(), piece.as_str())) {
            remarks.push_str(lasting(prefix));
            continue;
        }
        let mut table = table.clone();
        if !remarks.is_empty() {
            let joined = format!("{}{}", std::mem::take(&mut remarks), prefix.trim_start_matches('\n'));
            table.decor_mut().set_prefix(joined);
        }
        kept.push(table);
    }
    if kept.is_empty() {
        document.remove("waiver");
    } else {
        *tables = kept;
    }
    Ok(format!("{document}{remarks}"))
}

/// What of the lines above a decision does not belong to it: up to the last empty line.
fn lasting(prefix: &str) -> &str {
    let end = prefix.rfind("\n\n").map_or(0, |at| at + 2);
    let lines = prefix.get(..end).unwrap_or("");
    if lines.trim().is_empty() { "" } else { lines }
}

/// Fingerprint and piece of a decision.
fn key(table: &Table) -> (String, String) {
    let words = |key: &str| table.get(key).and_then(Item::as_str).unwrap_or("").to_owned();
    (words("fingerprint"), words("piece"))
}

fn document(file: &str, text: &str) -> Result<DocumentMut, FileError> {
    text.parse().map_err(|error: toml_edit::TomlError| {
        let at = error.span().map_or(0, |span| span.start);
        FileError::at(file, text, at, error.message())
    })
}

/// The `[[waiver]]` tables.
fn tables<'d>(file: &str, document: &'d mut DocumentMut) -> Result<&'d mut ArrayOfTables, FileError> {
    let item = document.entry("waiver").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    item.as_array_of_tables_mut().ok_or_else(|| FileError {
        file: file.to_owned(),
        line: 1,
        detail: "expected decisions as `[[waiver]]` tables, found one list; write each as a table of its own"
            .to_owned(),
    })
}

fn fill(table: &mut Table, decision: &Decision) {
    let words = [
        ("fingerprint", &decision.fingerprint),
        ("rule", &decision.rule),
        ("piece", &decision.piece),
        ("reason", &decision.reason),
        ("who", &decision.who),
    ];
    for (key, words) in words {
        set(table, key, value(words.trim()));
    }
    match decision.expires.and_then(|date| date.to_string().parse::<toml_edit::Datetime>().ok()) {
        Some(date) => set(table, "expires", value(date)),
        None => {
            table.remove("expires");
        }
    }
}

/// A value that takes the place of another one keeps the comment behind it.
fn set(table: &mut Table, key: &str, mut item: Item) {
    let decor = table.get(key).and_then(Item::as_value).map(|old| old.decor().clone());
    if let (Some(decor), Some(new)) = (decor, item.as_value_mut()) {
        *new.decor_mut() = decor;
    }
    table.insert(key, item);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(fingerprint: &str, reason: &str) -> Decision {
        Decision {
            fingerprint: fingerprint.to_owned(),
            rule: "date/day-mismatch".to_owned(),
            piece: "a \"b\".md".to_owned(),
            reason: reason.to_owned(),
            who: "Ada".to_owned(),
            expires: Some(jiff::civil::date(2027, 1, 31)),
        }
    }

    fn without(text: &str, fingerprint: &str) -> String {
        let waivers = Waivers::read("w", text).unwrap();
        let gone: Vec<&Waiver> =
            waivers.list.iter().filter(|waiver| waiver.fingerprint == fingerprint).collect();
        remove("w", text, &gone).unwrap()
    }

    const FIRST: &str = "0123456789abcdef";
    const SECOND: &str = "fedcba9876543210";

    #[test]
    fn a_new_file_begins_with_what_it_is() {
        let text = decide("w", "", &[decision(FIRST, "as agreed\n\"so\"")]).unwrap();
        assert!(text.starts_with("# Findings"), "{text}");
        let waivers = Waivers::read("w", &text).unwrap();
        assert_eq!(waivers.list[0].reason, "as agreed\n\"so\"");
        assert_eq!(waivers.list[0].expires, Some(jiff::civil::date(2027, 1, 31)));
    }

    #[test]
    fn comments_and_order_stay() {
        let text = decide("w", "", &[decision(FIRST, "one"), decision(SECOND, "two")]).unwrap();
        let text = text.replace("reason = \"one\"", "reason = \"one\" # by phone").replace(
            &format!("[[waiver]]\nfingerprint = \"{SECOND}\""),
            &format!("# About the second.\n[[waiver]]\nfingerprint = \"{SECOND}\""),
        );
        let changed = decide("w", &text, &[decision(FIRST, "three")]).unwrap();
        assert_eq!(changed, text.replace("\"one\"", "\"three\""));
        let without = without(&changed, SECOND);
        assert!(without.contains("by phone") && !without.contains("About the second"), "{without}");
    }

    #[test]
    fn what_stands_on_top_of_the_file_outlives_its_first_decision() {
        let text = decide("w", "", &[decision(FIRST, "one"), decision(SECOND, "two")]).unwrap();
        let left = without(&text, FIRST);
        assert!(left.starts_with(HEADER), "{left}");
        let none = without(&left, SECOND);
        assert_eq!(none.trim(), HEADER.trim());
        assert_eq!(Waivers::read("w", &none).unwrap().list, []);
    }

    #[test]
    fn a_broken_file_is_not_touched() {
        assert!(decide("w", "waiver = 3", &[decision(FIRST, "one")]).is_err());
        assert!(decide("w", "[[waiver]]\nrule = 1", &[]).is_err());
        assert!(decide("w", "", &[decision(FIRST, " ")]).is_err());
    }
}
