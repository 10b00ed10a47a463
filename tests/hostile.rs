//! Input that is broken, or made to break the program: it gives a report or an error with advice, never a panic,
//! never a place outside the file, never raw control characters on a terminal, and no quadratic time.

#![allow(clippy::disallowed_methods, clippy::string_slice, reason = "tests read files and fail loudly")]

mod support;

use std::fs;
use std::sync::LazyLock;

use claimdiff::ingest::{Format, RawInput};
use claimdiff::model::{Document, DocumentId, ProblemKind, Report, Role, Span};
use claimdiff::pipeline::{CheckOptions, Engine};
use claimdiff::report::{self, full::Screen};
use proptest::collection::vec;
use proptest::prelude::*;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new().expect("the engine"));

const FORMATS: [Option<Format>; 5] =
    [None, Some(Format::Plain), Some(Format::Markdown), Some(Format::Html), Some(Format::Json)];

fn fixture(name: &str) -> Vec<u8> {
    fs::read(support::repository("fixtures/hostile").join(name)).expect("the fixture")
}

fn read(role: Role, name: &str, bytes: &[u8], format: Option<Format>) -> Result<Document, String> {
    let id = DocumentId(u16::from(role == Role::Source));
    let raw = RawInput { id, role, name, bytes, format, published: None };
    ENGINE.read(&raw).map_err(|error| error.to_string())
}

/// Checks a piece against a source of the same bytes or of others; `None` if one of them cannot be read.
fn check(piece: &[u8], source: &[u8], name: &str, format: Option<Format>) -> Option<Report> {
    let piece_document = read(Role::Piece, name, piece, format).ok()?;
    let source_document = read(Role::Source, name, source, format).ok()?;
    let report = ENGINE.check(piece_document, vec![source_document], &CheckOptions::default());
    assert_places(&report, &[piece.len(), source.len()]);
    Some(report)
}

/// A fixture as the piece, against a plain source.
fn fixture_report(name: &str) -> Report {
    let piece = fixture(name);
    let source = fixture("source.txt");
    let piece_document = read(Role::Piece, name, &piece, None).expect("a text");
    let source_document = read(Role::Source, "source.txt", &source, None).expect("a text");
    let report = ENGINE.check(piece_document, vec![source_document], &CheckOptions::default());
    assert_places(&report, &[piece.len(), source.len()]);
    report
}

/// Every place lies in its text, on character borders, and leads back into the file.
fn assert_places(report: &Report, sizes: &[usize]) {
    let inside = |id: DocumentId, span: Span| {
        let document = report.document(id).expect("the document");
        assert!(span.start() <= span.end(), "{span:?}");
        assert!(document.text().get(span.range()).is_some(), "{span:?} in {} bytes", document.text().len());
        let raw = document.raw_span(span);
        let size = sizes[usize::from(id.0)];
        assert!(raw.start() <= raw.end() && raw.end() <= size, "{raw:?} in {size} raw bytes");
        let (line, column) = document.raw_line_column(raw.start());
        assert!(line >= 1 && column >= 1);
    };
    for document in &report.documents {
        let mut end = 0;
        for block in &document.blocks {
            inside(document.id, block.span);
            assert!(block.span.start() >= end, "blocks overlap at {end}");
            end = block.span.end();
        }
        for turn in &document.turns {
            inside(document.id, turn.span);
            turn.label.into_iter().for_each(|label| inside(document.id, label));
        }
        document.metadata.published_span.into_iter().for_each(|span| inside(document.id, span));
    }
    let piece = report.documents[0].id;
    for claim in &report.claims {
        inside(piece, claim.span);
        claim.evidence.iter().for_each(|evidence| inside(evidence.source, evidence.span));
        for row in &claim.slots {
            inside(piece, row.claim);
            row.source.into_iter().for_each(|(source, span)| inside(source, span));
        }
        for finding in &claim.findings {
            inside(piece, finding.claim_span);
            if let (Some(source), Some(span)) = (finding.source, finding.source_span) {
                inside(source, span);
            }
        }
    }
    for problem in &report.problems {
        if let (Some(document), Some(span)) = (problem.document, problem.span) {
            inside(document, span);
        }
    }
}

/// Renders every format; the two for a terminal must hold no character that moves the cursor or hides text.
fn rendered(report: Report) -> String {
    let reports = [report];
    for &format in report::Format::ALL {
        report::render(&reports, format, Screen::default()).expect("output");
    }
    let styled = report::render(&reports, report::Format::Full, Screen::default()).expect("output");
    let full = anstream::adapter::strip_str(&styled).to_string();
    let raw = |letter: char| {
        letter != '\n' && letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!full.contains(raw), "{full:?}");
    // Styles are the only escape sequences.
    assert!(styled.match_indices('\u{1b}').all(|(at, _)| is_style(&styled[at + 1..])), "{styled:?}");
    full
}

fn is_style(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix('[') else { return false };
    rest.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ';').starts_with('m')
}

fn has(report: &Report, kind: ProblemKind) -> bool {
    report.problems.iter().any(|problem| problem.kind == kind)
}

#[test]
fn an_empty_file_is_an_error_with_advice() {
    for format in FORMATS {
        let error = read(Role::Piece, "empty.txt", &fixture("empty.txt"), format).expect_err("no text");
        assert!(error.starts_with("empty.txt: expected a text"), "{error}");
        assert!(error.contains("name a file"), "{error}");
    }
    assert!(read(Role::Piece, "blank.html", b" \n\t\r\n ", None).is_err());
    assert!(read(Role::Piece, "markup.html", b"<html><body><p></p></body></html>", None).is_err());
}

#[test]
fn broken_bytes_and_marks_are_reported_and_never_shown_raw() {
    let cases = [
        ("nul.txt", ProblemKind::ControlCharacters),
        ("invalid-utf8.txt", ProblemKind::Encoding),
        ("escapes.txt", ProblemKind::ControlCharacters),
        ("escapes.txt", ProblemKind::HiddenCharacters),
        ("unterminated.html", ProblemKind::Markup),
        ("cut-button.html", ProblemKind::Markup),
    ];
    for (name, kind) in cases {
        let report = fixture_report(name);
        assert!(has(&report, kind), "{name}: {:?}", report.problems);
        assert!(report.summary().claims > 0, "{name}: nothing was checked");
        rendered(report);
    }
}

#[test]
fn a_file_name_is_made_safe_too() {
    let name = "a\u{1b}]0;x\u{7}\u{202e}.txt";
    let bytes = fixture("nul.txt");
    rendered(check(&bytes, &fixture("source.txt"), name, None).expect("a report"));
}

#[test]
fn a_tag_cut_off_in_an_attribute_hides_no_text() {
    for name in ["cut-button.html", "unterminated.html"] {
        let report = fixture_report(name);
        let text = report.documents[0].text();
        assert!(text.contains("The vote was 14 to 3, said Mayor Petra Holm."), "{name}: {text}");
    }
}

/// Repeats the unit up to about `size` bytes.
fn repeated(unit: &str, size: usize) -> String {
    unit.repeat(size / unit.len() + 1)
}

/// Checks a long text against itself. A quadratic step shows as a run that does not end; no clock is read, since a
/// busy machine would fail it.
fn ends(bytes: &[u8], format: Option<Format>) -> Option<Report> {
    check(bytes, bytes, "long.txt", format)
}

#[test]
fn one_line_of_a_mebibyte_is_cut_and_said_so() {
    let line = repeated("the ferry carried 42 passengers to the island and ", 1 << 20);
    let document = read(Role::Piece, "long.txt", line.as_bytes(), None).expect("a text");
    let analysis = ENGINE.analyse(document);
    let problems = &analysis.document.problems;
    assert!(problems.iter().any(|problem| problem.kind == ProblemKind::Limit), "{problems:?}");
}

#[test]
fn one_word_of_a_mebibyte_ends() {
    ends("a".repeat(1 << 20).as_bytes(), None);
    ends("7".repeat(1 << 20).as_bytes(), None);
}

#[test]
fn deep_nesting_ends_and_is_said_so() {
    const DEPTH: usize = 100_000;
    for open in ["<div>", "<blockquote>", "<div class=\"related\">", "<span id=share>", "<ul><li>"] {
        let name = open.trim_start_matches('<').split([' ', '>']).next().expect("a name");
        let html = format!(
            "<p>The council met on 4 May 2021.</p>{}<p>The vote was 14 to 3.</p>{}",
            open.repeat(DEPTH),
            format!("</{name}>").repeat(DEPTH)
        );
        let report = ends(html.as_bytes(), Some(Format::Html)).expect("a report");
        assert!(has(&report, ProblemKind::Markup), "{open}: {:?}", report.problems);
    }
}

#[test]
fn long_runs_of_one_thing_end() {
    let units = [
        "<a ",
        "<!-- ",
        "</",
        "&",
        "&#",
        "&amp",
        "<p",
        "<b>",
        "<a href=\"",
        "<a b='\n",
        "<script>",
        "[",
        "![](",
        "> ",
        "* ",
        "**",
        "`",
        "(",
        "\"",
        "“",
        "'",
        ". ",
        "?!",
        "Dr. ",
        "A: ",
        "Q: x.\n",
        "Holm said ",
        "1,",
        "12 ",
        "May ",
        "million ",
        "- ",
        "--",
        "$",
        "%",
        "{\"a\":",
        "---\n",
        "\n",
        "\u{202e}",
        "\u{0}",
        "twenty-",
        "of the ",
        "Ann Lee, ",
        "between 3 and ",
        "\"We stay,\" ",
        "U.S.",
    ];
    for unit in units {
        let text = format!("The vote was 14 to 3. {}", repeated(unit, 1 << 10));
        for format in FORMATS {
            ends(text.as_bytes(), format);
        }
    }
}

/// Bits that mean something to some stage.
fn bits() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div class=\"nav\">",
        "<button",
        "<b>",
        "<br/>",
        "<!--",
        "-->",
        "<a href='",
        "<h1>",
        "<pre>\n",
        "<li>",
        "<time datetime=\"2021-05-04\">",
        "<meta charset=utf-16>",
        "<script>",
        "&amp;",
        "&#x202e;",
        "&lt",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\u{a0}",
        "# ",
        "> ",
        "**",
        "_",
        "- ",
        "1. ",
        "[x](y)",
        "```\n",
        "---\n",
        "date: 2021-05-04\n",
        "sources: [a, b]\n",
        "Editor: ",
        "**Anchor:** ",
        "Dr. Holm: ",
        "Q. ",
        "[laughs]",
        "(2)",
        "\"",
        "“",
        "”",
        "‘",
        "’",
        "'",
        "said ",
        "asked ",
        "according to ",
        "Mayor Petra Holm ",
        "the EU-Chile talks ",
        "IMF ",
        "the ",
        "of ",
        "not ",
        "may ",
        "0",
        "12",
        "1,000.5",
        "1/2",
        "½",
        "%",
        "$",
        "€3bn",
        "million ",
        "twenty-one ",
        "4 May 2021",
        "May ",
        "2021-02-30",
        "Tuesday ",
        "3 p.m. ",
        "00:61",
        "24:00",
        "last week ",
        "in the 1990s ",
        "from 3 to 5 ",
        "between ",
        "and ",
        "about ",
        "km ",
        "°C",
        ".",
        ". ",
        "?",
        "!",
        ",",
        ";",
        ":",
        "—",
        "…",
        "İ",
        "ß",
        "한국",
        "\u{301}",
        "😀",
        "\u{200d}",
        "\u{202e}",
        "\0",
        "\u{1b}[31m",
        "\u{feff}",
        "{",
        "}",
        "[",
        "]",
        "\"text\": \"",
        "\\u00e9",
        "\\",
        "9999999999999999999999999999999999",
        "1e400",
        "-",
        "/",
    ]);
    let any = "\\PC{0,4}";
    vec(prop_oneof![6 => known.prop_map(str::to_string), 1 => any], 1..80).prop_map(|bits| bits.concat())
}

/// JSON of a shape that is read, with hostile words in it.
fn as_json(words: &str) -> String {
    serde_json::json!({ "title": words, "turns": [{ "speaker": "Holm", "text": words }], "text": words })
        .to_string()
}

fn survive(piece: &[u8], source: &[u8]) {
    for format in FORMATS {
        if let Some(report) = check(piece, source, "x", format) {
            rendered(report);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_never_panic(piece in vec(any::<u8>(), 0..600), source in vec(any::<u8>(), 0..600)) {
        survive(&piece, &source);
        survive(&piece, &fixture("source.txt"));
    }

    #[test]
    fn random_mixtures_never_panic(piece in bits(), source in bits()) {
        survive(piece.as_bytes(), source.as_bytes());
        survive(piece.as_bytes(), piece.as_bytes());
        survive(as_json(&piece).as_bytes(), as_json(&source).as_bytes());
    }
}
