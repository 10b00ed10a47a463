//! The formats of services on reports built by hand and by the program: shape, order, caps, safety of untrusted text.
//! `tests/consumers.rs` gives the same output to programs that read these formats.

#![allow(clippy::disallowed_methods, clippy::string_slice, reason = "tests read files and fail loudly")]

mod support;

use claimdiff::model::{Finding, Report, Severity};
use claimdiff::report::{self, Format, Screen};
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;
use support::Made;

const MADE: Made<'static> = Made {
    piece_name: "./content/inter view.txt",
    source_name: "report.txt",
    piece: "Editor: Good morning.\nZoë 😀 landed in Lisbon on the 4th and met the mayor that evening.",
    source: "Commissioner Adler arrived in Lisbon on the 3rd.",
    finding: (
        "Zoë 😀 landed in Lisbon on the 4th and met the mayor that evening.",
        "on the 4th",
        Some("on the 3rd"),
    ),
    message: "the piece says \"on the 4th\", the report says \"on the 3rd\"",
};

const HOSTILE: Made<'static> = Made {
    piece_name: "a,b:c\n::error::x\"'<b>.txt",
    source_name: "r\u{202e}[x](javascript:alert(1))&.txt",
    piece: "He <script>alert(1)</script> landed ]]> @mayor #12 `x` *on* the\u{1b}[31m 4th, {0}.",
    source: "He arrived\r\n::add-path::/x ##[set-env]y <!-- --> on the 3rd.",
    finding: (
        "He <script>alert(1)</script> landed ]]> @mayor #12 `x` *on* the\u{1b}[31m 4th, {0}.",
        "*on* the\u{1b}[31m 4th",
        Some("on the 3rd"),
    ),
    message: "says [here](file:///etc) </testsuite> %0A::error::y {0} @mayor **b** <img src=x>",
};

fn render(reports: &[Report], format: Format) -> String {
    report::render(reports, format, Screen::default()).expect("a format")
}

fn json(reports: &[Report], format: Format) -> Value {
    serde_json::from_str(&render(reports, format)).expect("JSON")
}

/// A report with more findings than services show: `count` of each severity, the quiet ones first.
fn many(count: usize) -> Report {
    let mut report = support::report(&MADE);
    let claim = &mut report.claims[0];
    let first = claim.findings[0].clone();
    claim.findings = [Severity::Note, Severity::Warning, Severity::Error]
        .into_iter()
        .flat_map(|severity| (0..count).map(move |number| (severity, number)))
        .map(|(severity, number)| Finding {
            severity,
            fingerprint: format!("{}{number}", severity.name()),
            ..first.clone()
        })
        .collect();
    report
}

fn waived() -> Report {
    let mut report = support::report(&MADE);
    report.claims[0].findings[0].waived = Some("the 4th, local time".to_string());
    report
}

fn sarif_errors(value: &Value) -> Vec<String> {
    let path = support::repository("fixtures/schemas/sarif-2.1.0-rtm.5.json");
    let text = std::fs::read_to_string(path).expect("a schema");
    // A pattern of the published schema, for a key that is not written here, has a bracket too many.
    let schema: Value = serde_json::from_str(&text.replace("{2}]?$", "{2}$")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn sarif_keeps_to_the_published_schema() {
    for report in [support::report(&MADE), support::report(&HOSTILE), waived(), many(3)] {
        let value = json(&[report], Format::Sarif);
        assert_eq!(sarif_errors(&value), Vec::<String>::new(), "{value:#}");
    }
    let mut broken = json(&[support::report(&MADE)], Format::Sarif);
    broken["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(!sarif_errors(&broken).is_empty(), "the schema takes anything");
}

#[test]
fn sarif_links_the_source_and_counts_utf16() {
    let value = json(&[support::report(&MADE)], Format::Sarif);
    let run = &value["runs"][0];
    let result = &run["results"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    assert_eq!(
        result["message"]["text"],
        "the piece says \"on the 4th\", the report says [\"on the 3rd\"](1)"
    );
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/inter%20view.txt");
    // Documents built by hand know no wide characters: the file's own columns are tested on a run.
    assert_eq!(place["region"]["startLine"], 2);
    assert_eq!(place["region"]["snippet"]["text"], "on the 4th");
    let related = &result["relatedLocations"][0];
    assert_eq!(related["id"], 1);
    assert_eq!(related["physicalLocation"]["region"]["snippet"]["text"], "on the 3rd");
    assert_eq!(result["partialFingerprints"]["claimdiff/v1"], "0123456789abcdef");
    assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "date/day-mismatch");
    let help = run["tool"]["driver"]["rules"][0]["help"]["text"].as_str().expect("help");
    assert!(help.contains("Days are retold") && help.contains("Silent where no date"), "{help}");
    assert_eq!(
        result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"],
        "on the 3rd"
    );
    assert_eq!(run["invocations"][0]["toolExecutionNotifications"][0]["descriptor"]["id"], "no_date");
    assert_eq!(result.get("suppressions"), None);
}

#[test]
fn sarif_tells_what_a_reviewer_let_stand() {
    let value = json(&[waived()], Format::Sarif);
    let suppression = &value["runs"][0]["results"][0]["suppressions"][0];
    assert_eq!(suppression["justification"], "the 4th, local time");
    assert_eq!(suppression["status"], "accepted");
}

#[test]
fn columns_of_a_run_are_those_that_each_format_counts() {
    let folder = support::folder();
    // A byte-order mark, a letter of two bytes, and one of two code units before the words.
    let piece = "\u{feff}Editor: Zoë 😀 Adler landed in Lisbon on the 4th of May and signed the accord.\n";
    std::fs::write(folder.path().join("p.txt"), piece).expect("a file");
    let source = "Zoë Adler landed in Lisbon on the 3rd of May and signed the accord there.\n";
    std::fs::write(folder.path().join("s.txt"), source).expect("a file");
    let run = |format: &str| {
        let output =
            support::claimdiff(folder.path(), &["check", "p.txt", "-s", "s.txt", "-o", format], None);
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let sarif: Value = serde_json::from_str(&run("sarif")).expect("JSON");
    let region = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    let words = region["snippet"]["text"].as_str().expect("words").to_string();
    assert!(words.contains("4th"), "{words}");
    let line = piece.trim_start_matches('\u{feff}');
    let before = &line[..line.find(&words).expect("the words")];
    assert_eq!(region["startColumn"], before.encode_utf16().count() + 1);
    let first = run("rdjsonl");
    let diagnostic: Value = serde_json::from_str(first.lines().next().expect("a line")).expect("JSON");
    assert_eq!(diagnostic["location"]["range"]["start"]["column"], 3 + before.len() + 1);
}

#[test]
fn github_shows_the_most_severe_first_and_says_what_it_cannot_show() {
    let text = render(&[many(12)], Format::Github);
    let lines: Vec<&str> = text.lines().collect();
    let count = |start: &str| lines.iter().filter(|line| line.starts_with(start)).count();
    assert_eq!((count("::error "), count("::warning "), count("::notice ")), (10, 10, 10));
    assert!(lines[0].starts_with("::error file=content/inter view.txt,line=2,"), "{}", lines[0]);
    assert!(lines[0].contains(",title=date/day-mismatch::the piece says"), "{}", lines[0]);
    assert!(lines[0].contains("%0Areport.txt:1: Commissioner Adler arrived"), "{}", lines[0]);
    assert!(text.contains("6 findings beyond the 10 of each kind"), "{text}");
    assert!(text.ends_with("12 errors, 12 warnings, 12 notes\n"), "{text}");
}

#[test]
fn no_text_becomes_a_workflow_command() {
    let mut report = many(11);
    let hostile = support::report(&HOSTILE);
    report.documents = hostile.documents;
    report.claims[0].span = hostile.claims[0].span;
    for finding in &mut report.claims[0].findings {
        finding.message = HOSTILE.message.to_string();
        finding.claim_span = hostile.claims[0].findings[0].claim_span;
        finding.source_span = hostile.claims[0].findings[0].source_span;
    }
    let text = render(&[report], Format::Github);
    for line in text.lines() {
        let command = line.trim_start().starts_with("::");
        let ours = ["::error file=a%2Cb%3Ac", "::warning file=a%2Cb%3Ac", "::notice file=a%2Cb%3Ac"];
        assert!(!command || ours.iter().any(|start| line.starts_with(start)), "{line}");
        assert!(command || !line.contains("##["), "{line}");
    }
}

#[test]
fn gitlab_has_what_its_documentation_asks_for() {
    let schema = serde_json::json!({
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": { "type": "string", "minLength": 1 },
                "check_name": { "type": "string", "minLength": 1 },
                "fingerprint": { "type": "string", "pattern": "^[0-9a-f]{32}$" },
                "severity": { "enum": ["info", "minor", "major", "critical", "blocker"] },
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": { "type": "string", "not": { "pattern": "^\\./" } },
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "properties": { "begin": { "type": "integer", "minimum": 1 } }
                        }
                    }
                }
            }
        }
    });
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let mut other = many(2);
    other.documents[0].name = "other.txt".to_string();
    let value = json(&[many(2), other], Format::Gitlab);
    assert!(validator.is_valid(&value), "{value:#}");
    let issues = value.as_array().expect("issues");
    let mut keys: Vec<&str> = issues.iter().filter_map(|issue| issue["fingerprint"].as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!((issues.len(), keys.len()), (12, 12), "fingerprints have to be unique");
    assert_eq!(issues[0]["severity"], "critical");
    assert_eq!(json(&[waived()], Format::Gitlab), serde_json::json!([]));
}

#[test]
fn junit_has_a_case_for_each_claim() {
    let text = render(&[support::report(&MADE)], Format::Junit);
    assert!(text.contains("tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\""), "{text}");
    assert!(text.contains("<failure type=\"date/day-mismatch\""), "{text}");
    assert!(text.contains("problem[no_date]"), "{text}");
    let text = render(&[waived()], Format::Junit);
    assert!(text.contains("failures=\"0\" errors=\"0\" skipped=\"1\""), "{text}");
    assert!(text.contains("<skipped message=\"waived: the 4th, local time\"/>"), "{text}");
    let text = render(&[support::report(&HOSTILE)], Format::Junit);
    assert!(!text.contains("<script") && !text.contains("<img") && !text.contains('\u{1b}'), "{text}");
    assert_eq!(text.matches("</testsuite>").count(), 1, "{text}");
}

/// What a page shows of Markdown: its text, and the tags that are not ours.
fn page(markdown: &str) -> (String, Vec<String>) {
    let (mut text, mut strange) = (String::new(), Vec::new());
    let github = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    for event in Parser::new_ext(markdown, github) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::InlineHtml(tag) if matches!(&*tag, "<b>" | "</b>" | "<!-- -->") => {}
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::CodeBlock(_))
            | Event::InlineHtml(_)
            | Event::Html(_)
            | Event::InlineMath(_)
            | Event::FootnoteReference(_) => strange.push(format!("{event:?}")),
            Event::Start(_)
            | Event::End(_)
            | Event::DisplayMath(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }
    (text, strange)
}

#[test]
fn markdown_shows_texts_as_they_are() {
    let (text, strange) = page(&render(&[support::report(&HOSTILE)], Format::Markdown));
    assert_eq!(strange, Vec::<String>::new());
    for words in [
        "says [here](file:///etc) </testsuite> %0A::error::y {0} @mayor **b** <img src=x>",
        "He <script>alert(1)</script> landed ]]> @mayor #12 `x` *on* the<U+001B>[31m 4th, {0}.",
        "##[set-env]y <!-- --> on the 3rd.",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn markdown_is_cut_before_a_comment_is_full() {
    let text = render(&[many(200)], Format::Markdown);
    assert!(text.len() < 65_536 && text.contains("further findings left out"), "{}", text.len());
    assert!(text.find("**error**").expect("an error") < text.find("**warning**").unwrap_or(usize::MAX));
    let text = render(&[many(1)], Format::Markdown);
    assert!(!text.contains("left out") && text.contains("<b>on the 4th</b>"), "{text}");
}
