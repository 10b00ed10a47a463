//! Whether pairs of person names are told alike or apart, on labelled pairs that lie outside the repository.
//! `CLAIMDIFF_DATA` names their folder; without it the test says so and passes.
#![allow(clippy::disallowed_methods, reason = "a test reads its data")]

use claimdiff::extract::name_person::parse;
use claimdiff::lexicon::Lexicon;
use claimdiff::model::NameRelation;
use serde_json::Value;

/// Share of pairs that must be told right; measured when this was written.
const LEAST: f64 = 0.98;

#[test]
fn pairs_of_person_names() {
    let Ok(folder) = std::env::var("CLAIMDIFF_DATA") else {
        eprintln!("skipped: CLAIMDIFF_DATA is not set");
        return;
    };
    let path = format!("{folder}/suites/human_name_equal.jsonl");
    let Ok(rows) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {path} is missing");
        return;
    };
    let names = Lexicon::english().expect("built-in lexicon").names;
    let (mut right, mut all, mut false_match) = (0, 0, 0);
    for line in rows.lines() {
        let row: Value = serde_json::from_str(line).expect("a JSON line");
        let (Some(a), Some(b), Some(expected)) =
            (row["name1"].as_str(), row["name2"].as_str(), row["is_match"].as_bool())
        else {
            continue;
        };
        let relation = parse(a, &names).relation(&parse(b, &names), &names);
        let found = relation <= NameRelation::Compatible;
        all += 1;
        right += usize::from(found == expected);
        false_match += usize::from(found && !expected);
        if found != expected {
            eprintln!("{a} | {b}: {relation:?}, expected match: {expected}");
        }
    }
    eprintln!("{right} of {all} right, {false_match} matched that are two persons");
    assert!(right as f64 >= LEAST * all as f64, "{right} of {all}");
}
