//! The same input gives the same bytes: from run to run, and with any number of threads.

#![allow(clippy::disallowed_methods, clippy::string_slice, reason = "tests read files and fail loudly")]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

fn run(folder: &Path, args: &[&str], threads: &str) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_claimdiff"))
        .args(args)
        .current_dir(folder)
        .env("RAYON_NUM_THREADS", threads)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    assert!(
        output.status.code().is_some_and(|code| code <= 1),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

const SOURCE: &str = "LINDENAU, 4 May 2021 - The council of Lindenau voted 14 to 3 on Tuesday to spend $12,000 on the \
bridge. Mayor Petra Holm said the work would begin in June. \"We have waited for nine years,\" she told reporters. The \
bridge is 300 metres long and was built in 1962.\n";

const PIECE: &str = "Editor: What did the council decide?\n\nGuest: It voted 15 to 3 on Wednesday to spend $21,000 on \
the bridge. Mayor Peter Holm said the work would begin in July. She said \"we have waited for ten years\". The bridge is \
350 metres long and was built in 1926.\n";

#[test]
fn two_runs_give_the_same_bytes() {
    let folder = support::folder();
    fs::write(folder.path().join("piece.txt"), PIECE).expect("a file");
    fs::write(folder.path().join("source.txt"), SOURCE).expect("a file");
    let args = ["check", "piece.txt", "--source", "source.txt", "--output", "json"];
    let first = run(folder.path(), &args, "2");
    assert!(String::from_utf8_lossy(&first).contains("\"findings\""));
    for threads in ["2", "1", "2"] {
        assert_eq!(run(folder.path(), &args, threads), first);
    }
}

#[test]
fn one_thread_and_two_give_the_same_lines() {
    let folder = support::folder();
    let mut rows = String::new();
    for number in 0..120 {
        let piece = PIECE.replace("15 to 3", &format!("{number} to 3"));
        let source = SOURCE.replace("14 to 3", &format!("{} to 3", number / 5));
        let row = serde_json::json!({ "id": number, "claim": piece, "source": source });
        writeln!(rows, "{row}").expect("a line");
    }
    rows.push_str("{ broken\n");
    fs::write(folder.path().join("pairs.jsonl"), rows).expect("a file");
    let lines = |threads: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_claimdiff"))
            .args(["batch", "pairs.jsonl"])
            .current_dir(folder.path())
            .env("RAYON_NUM_THREADS", threads)
            .stdin(Stdio::null())
            .output()
            .expect("the program starts");
        (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
    };
    let (code, one) = lines("1");
    assert_eq!(one.lines().count(), 121);
    assert_eq!(lines("2"), (code, one));
}

/// What `batch` answers to these rows, line by line.
fn batch(folder: &Path, rows: &[serde_json::Value]) -> Vec<String> {
    let text: String = rows.iter().map(|row| format!("{row}\n")).collect();
    fs::write(folder.join("rows.jsonl"), text).expect("a file");
    let lines = run(folder, &["batch", "rows.jsonl"], "2");
    String::from_utf8(lines).expect("UTF-8").lines().map(Into::into).collect()
}

#[test]
fn a_row_says_the_same_alone_and_beside_others_of_its_source() {
    let source = "The ferry company that could buy the shipyard sold its harbour office in May. The shipyard, which was \
        not closed, employs 240 people. Its owner failed to insure the crane. The crane that may be replaced fell into \
        the basin on Sunday. The town plans to widen the basin. A diver who was never paid found the hook. The pilot, \
        who might appeal, lost his licence. The harbour master did not see the crane fall. Divers hope to lift the \
        crane. The council will not pay for the crane.";
    let claims = [
        "The ferry company bought the shipyard and its harbour office.",
        "The shipyard employs 240 people and was closed.",
        "The owner insured the crane.",
        "The crane was replaced after it fell into the basin.",
        "The town widened the basin for the crane.",
        "A diver was paid for the hook of the crane.",
        "The pilot appealed and kept his licence.",
        "The harbour master saw the crane fall.",
        "Divers lifted the crane out of the basin.",
        "The council pays for the crane and for the divers.",
        "The crane fell, and the company sold it.",
        "The licence of the diver and the office of the council were lost.",
    ];
    let folder = support::folder();
    let rows: Vec<serde_json::Value> = claims
        .iter()
        .enumerate()
        .map(|(id, claim)| serde_json::json!({ "id": id, "claim": claim, "source": source }))
        .collect();
    let together = batch(folder.path(), &rows);
    assert_eq!(together.len(), rows.len());
    for (row, line) in rows.iter().zip(&together) {
        assert_eq!(&batch(folder.path(), std::slice::from_ref(row)), std::slice::from_ref(line));
    }
    let mut turned = rows;
    turned.reverse();
    let mut backwards = batch(folder.path(), &turned);
    backwards.reverse();
    assert_eq!(backwards, together);
}
