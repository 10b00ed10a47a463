//! Every format on reports built by hand: layout, marks, safety of untrusted text, the published schema, and the
//! same bytes for the same report.

#![allow(clippy::disallowed_methods, clippy::string_slice, reason = "tests read files and fail loudly")]

mod support;

use claimdiff::model::Report;
use claimdiff::report::{self, Format, Screen};
use support::Made;

const MADE: Made<'static> = Made {
    piece_name: "interview.txt",
    source_name: "report.txt",
    piece: "Editor: Good morning.\nHe landed in Lisbon on the 4th and met the mayor that evening.",
    source: "Commissioner Adler arrived in Lisbon on the 3rd.",
    finding: (
        "He landed in Lisbon on the 4th and met the mayor that evening.",
        "on the 4th",
        Some("on the 3rd"),
    ),
    message: "the piece says \"on the 4th\", the report says \"on the 3rd\"",
};

fn render(report: Report, format: Format, width: usize) -> String {
    let screen = Screen { width, elapsed: None };
    let text = report::render(&[report], format, screen).expect("a format");
    anstream::adapter::strip_str(&text).to_string()
}

#[test]
fn full_shows_both_passages_with_the_differing_words_marked() {
    let text = render(support::report(&MADE), Format::Full, 140);
    let expected = r#"error[date/day-mismatch] the piece says "on the 4th", the report says "on the 3rd"                                           confidence 0.93
  piece   interview.txt:2  Editor:  He landed in Lisbon on the 4th and met the mayor that evening.
                                                        ^^^^^^^^^^
  report  report.txt:1              Commissioner Adler arrived in Lisbon on the 3rd.
                                                                         ----------
  change to "on the 3rd"   |   accept: claimdiff: allow date/day-mismatch: REASON   |   why: claimdiff rules explain date/day-mismatch

problem[no_date] report.txt: no date is known

1 statement: 0 supported, 1 divergent, 0 unsupported; 1 not checkable      1 error, 0 warnings, 0 notes
"#;
    assert_eq!(text, expected);
}

#[test]
fn a_long_sentence_is_cut_to_the_width_around_the_marked_words() {
    let piece = format!("{} on the 4th {}.", "word ".repeat(60), "and more ".repeat(40));
    let sentence = piece.clone();
    let made = Made { piece: &piece, finding: (&sentence, "on the 4th", Some("on the 3rd")), ..MADE };
    let text = render(support::report(&made), Format::Full, 80);
    let line = text.lines().find(|line| line.contains("on the 4th and")).expect("the passage");
    assert!(line.chars().count() <= 80, "{line}");
    assert!(line.contains("…word"), "{line}");
    let under = text.lines().skip_while(|&other| other != line).nth(1).expect("the marks");
    let column = |text: &str, words: &str| text.find(words).map(|at| text[..at].chars().count());
    assert_eq!(column(line, "on the 4th"), column(under, "^^^^^^^^^^"));
}

#[test]
fn a_finding_without_a_source_shows_the_nearest_passage() {
    let made = Made { finding: (MADE.finding.0, "on the 4th", None), ..MADE };
    let text = render(support::report(&made), Format::Full, 130);
    assert!(text.contains("nearest report.txt:1"), "{text}");
    let diff = render(support::report(&made), Format::Diff, 130);
    assert!(diff.contains("+++ /dev/null\n@@ -2 +0,0 @@"), "{diff}");
}

#[test]
fn concise_is_one_line_a_finding() {
    let expected = "interview.txt:2:21: error[date/day-mismatch] the piece says \"on the 4th\", the report says \
                    \"on the 3rd\"\nreport.txt: problem[no_date] no date is known\n";
    assert_eq!(render(support::report(&MADE), Format::Concise, 80), expected);
}

#[test]
fn diff_mends_the_piece_when_applied() {
    let expected = "# report.txt: problem[no_date] no date is known\n--- interview.txt\n+++ report.txt\n@@ -2 +1 @@ \
                    date/day-mismatch, error\n-He landed in Lisbon [-on the 4th-] and met the mayor that \
                    evening.\n+Commissioner Adler arrived in Lisbon {+on the 3rd+}.\n";
    assert_eq!(render(support::report(&MADE), Format::Diff, 80), expected);
}

#[test]
fn long_quotations_are_marked_word_by_word() {
    let made = Made {
        piece: "\"We shall never raise the fee for any of our passengers,\" she said.",
        source: "\"We shall not raise the fee for any of our passengers,\" she said.",
        finding: (
            "\"We shall never raise the fee for any of our passengers,\" she said.",
            "We shall never raise the fee for any of our passengers",
            Some("We shall not raise the fee for any of our passengers"),
        ),
        ..MADE
    };
    let diff = render(support::report(&made), Format::Diff, 80);
    assert!(diff.contains("[-never-]") && diff.contains("{+not+}"), "{diff}");
}

#[test]
fn json_has_the_offsets_lines_and_columns_of_the_file() {
    let text = render(support::report(&MADE), Format::Json, 80);
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let finding = &value["claims"][0]["findings"][0];
    assert_eq!(finding["claim_span"], serde_json::json!({"start": 42, "end": 52, "line": 2, "column": 21}));
    assert_eq!(finding["source_input"], 1);
    assert_eq!(value["claims"][0]["role"], "host");
    assert_eq!(value["claims"][1]["not_checkable"], "courtesy");
    assert_eq!(value["claims"][1]["score"], serde_json::Value::Null);
    assert_eq!(value["summary"]["verdict"], "divergent");
    assert_eq!(value["problems"][0]["kind"], "no_date");
}

#[test]
fn a_source_that_pieces_share_is_listed_once() {
    let reports = [support::report(&MADE), support::report(&MADE)];
    let text = report::render(&reports, Format::Json, Screen::default()).expect("a format");
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let names: Vec<_> =
        value["inputs"].as_array().expect("inputs").iter().map(|input| &input["name"]).collect();
    assert_eq!(names, ["interview.txt", "report.txt", "interview.txt"]);
    assert_eq!(value["claims"][2]["input"], 2);
    assert_eq!(value["claims"][2]["findings"][0]["source_input"], 1);
    assert_eq!(value["claims"][2]["id"], "c2");
    let lines = report::render(&reports, Format::Jsonl, Screen::default()).expect("a format");
    assert_eq!(lines.lines().count(), 2);
}

#[test]
fn untrusted_text_cannot_reach_the_terminal() {
    let made = Made {
        piece_name: "inter\u{1b}]0;x\u{7}view.txt",
        source_name: "re\u{202e}port.txt",
        piece: "He landed \u{1b}[2J in Lisbon on the\u{200b} 4th.",
        source: "He arrived \u{9b}31m on the 3rd\u{2066}.",
        finding: (
            "He landed \u{1b}[2J in Lisbon on the\u{200b} 4th.",
            "on the\u{200b} 4th",
            Some("on the 3rd"),
        ),
        message: "says \u{1b}[31m\"on the\u{200b} 4th\"",
    };
    for &format in &[Format::Full, Format::Concise, Format::Diff] {
        let text = render(support::report(&made), format, 100);
        let bad = |letter: &char| {
            (letter.is_control() && *letter != '\n')
                || matches!(*letter, '\u{200b}' | '\u{202e}' | '\u{2066}')
        };
        assert_eq!(text.chars().find(bad), None, "{format:?}: {text:?}");
        assert!(text.contains("<U+001B>"), "{format:?}: {text}");
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for &format in Format::ALL {
        let twice = [(); 2].map(|()| render(support::report(&MADE), format, 100));
        assert_eq!(twice[0], twice[1], "{format:?}");
    }
}

/// Runs the program on two texts of this test and gives its lines of JSON.
fn lines(args: &[&str], stdin: &str) -> Vec<serde_json::Value> {
    let folder = support::folder();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path
    };
    write("interview.txt", MADE.piece);
    write("report.txt", MADE.source);
    let stdin = write("stdin", stdin);
    let output = support::claimdiff(folder.path(), args, Some(&stdin));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    serde_json::Deserializer::from_str(&text).into_iter().map(|value| value.expect("JSON")).collect()
}

#[test]
fn real_output_keeps_to_the_published_schemas() {
    let check = ["check", "interview.txt", "--source", "report.txt", "--output"];
    let pairs =
        "{\"id\": 1, \"claim\": \"He landed on the 4th.\", \"source\": [\"He landed on the 3rd.\"]}\nno\n";
    let texts = "{\"id\": \"a\", \"text\": \"Ms Adler paid €2.4 billion on 3 May 2024, she said.\"}\n[]\n";
    let table: [(&str, Vec<&str>, &str, usize); 4] = [
        ("report", [&check[..], &["json"]].concat(), "", 1),
        ("report", [&check[..], &["jsonl"]].concat(), "", 1),
        ("batch", vec!["batch"], pairs, 2),
        ("facts", vec!["facts", "--jsonl"], texts, 2),
    ];
    for (name, args, stdin, n_lines) in table {
        let schema = lines(&["schema", name], "").remove(0);
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        assert!(!validator.is_valid(&serde_json::json!({"schema": 1})), "{name} takes anything");
        let output = lines(&args, stdin);
        assert_eq!(output.len(), n_lines, "{args:?}");
        for line in output {
            let errors: Vec<String> = validator.iter_errors(&line).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{name}: {errors:?} in {line}");
        }
    }
}

#[test]
fn a_report_built_by_hand_with_everything_in_it_keeps_to_the_schema() {
    let schema = lines(&["schema", "report"], "").remove(0);
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let text = render(support::report(&MADE), Format::Json, 80);
    let mut value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert!(validator.is_valid(&value), "{text}");
    value["claims"][0]["findings"][0]["severity"] = "fatal".into();
    assert!(!validator.is_valid(&value), "a severity that does not exist");
}

#[test]
fn input_lines_have_schemas_that_real_lines_keep_to() {
    for (name, good, bad) in [
        (
            "batch-input",
            r#"{"id": 1, "claim": "a", "source": ["b"]}"#,
            r#"{"id": 1, "claim": "a", "source": 2}"#,
        ),
        ("facts-input", r#"{"id": 1, "text": "a", "reference_date": null}"#, r#"{"id": 1}"#),
    ] {
        let schema = lines(&["schema", name], "").remove(0);
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        for (line, valid) in [(good, true), (bad, false)] {
            let value = serde_json::from_str(line).expect("JSON");
            assert_eq!(validator.is_valid(&value), valid, "{name}: {line}");
        }
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    let folder = support::folder();
    std::fs::write(folder.path().join("interview.txt"), MADE.piece).expect("a file");
    std::fs::write(folder.path().join("report.txt"), MADE.source).expect("a file");
    for format in Format::ALL {
        let args = ["check", "interview.txt", "--source", "report.txt", "--output", format.name()];
        let twice = [(); 2].map(|()| support::claimdiff(folder.path(), &args, None).stdout);
        assert_eq!(twice[0], twice[1], "{}", format.name());
    }
}
