//! The language server, driven by a scripted client over its standard input and output, as editors drive it.

#![allow(clippy::disallowed_methods, clippy::string_slice, reason = "tests read files and fail loudly")]

mod support;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

const REPORT: &str = "LISBON, 5 November 2026 - Commissioner Ines Adler arrived in Lisbon on the 3rd and signed the Atlantic \
    Ports Accord.\n\nThe accord is worth €2.4 billion, Adler said.\n";

const HEAD: &str = "---\nsources: [report.txt]\npublished: 2026-11-06\n---\n\n**Editor:** Good morning.\n\n";

struct Client {
    server: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    next_id: u64,
}

impl Client {
    fn start(folder: &Path) -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_claimdiff"))
            .args(["lsp", "--stdio"])
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let input = server.stdin.take();
        let output = BufReader::new(server.stdout.take().expect("an output"));
        let mut client = Self { server, input, output, next_id: 1 };
        let answer = client.request("initialize", json!({ "processId": null, "capabilities": {} }));
        assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
        assert_eq!(answer["capabilities"]["textDocumentSync"]["change"], 1);
        client.notify("initialized", json!({}));
        client
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        let input = self.input.as_mut().expect("an input");
        write!(input, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("a message");
        input.flush().expect("a message");
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).expect("a head") > 0, "the server is gone");
            if let Some(value) = line.trim_end().strip_prefix("Content-Length: ") {
                length = value.parse().expect("a length");
            } else if line.trim_end().is_empty() {
                break;
            }
        }
        let mut bytes = vec![0; length];
        self.output.read_exact(&mut bytes).expect("a message");
        serde_json::from_slice(&bytes).expect("JSON")
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn ask(&mut self, method: &str, params: Value) -> u64 {
        let id = self.next_id;
        self.next_id += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// The whole answer to a request; other messages that come before it are let pass.
    fn answer(&mut self, id: u64) -> Value {
        loop {
            let message = self.read();
            if message["id"] == id {
                return message;
            }
        }
    }

    fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.answer(id)["result"].clone()
    }

    fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    fn change(&mut self, uri: &str, version: i64, text: &str) {
        let document = json!({ "uri": uri, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
        self.notify("textDocument/didChange", params);
    }

    /// The next diagnostics that are published.
    fn diagnostics(&mut self) -> Value {
        loop {
            let message = self.read();
            if message["method"] == "textDocument/publishDiagnostics" {
                return message["params"].clone();
            }
        }
    }

    fn end(mut self) {
        assert_eq!(self.request("shutdown", Value::Null), Value::Null);
        self.notify("exit", Value::Null);
        self.input = None;
        assert!(self.server.wait().expect("an end").success());
    }
}

fn uri(folder: &Path, name: &str) -> String {
    format!("file://{}/{name}", folder.canonicalize().expect("the folder").display())
}

/// The words of a range, counted as the protocol does.
fn words(text: &str, range: &Value) -> String {
    let line = text.lines().nth(range["start"]["line"].as_u64().expect("a line") as usize).expect("the line");
    let units: Vec<u16> = line.encode_utf16().collect();
    let at = |end: &str| range[end]["character"].as_u64().expect("a column") as usize;
    String::from_utf16(&units[at("start")..at("end")]).expect("whole letters")
}

/// The text after an edit.
fn edited(text: &str, edit: &Value) -> String {
    let offset = |position: &Value| {
        let start: usize = text
            .split_inclusive('\n')
            .take(position["line"].as_u64().expect("a line") as usize)
            .map(str::len)
            .sum();
        let units = position["character"].as_u64().expect("a column") as usize;
        let mut seen = 0;
        start
            + text[start..]
                .chars()
                .take_while(|letter| {
                    let before = seen < units;
                    seen += letter.len_utf16();
                    before
                })
                .map(char::len_utf8)
                .sum::<usize>()
    };
    let range = &edit["range"];
    let (from, to) = (offset(&range["start"]), offset(&range["end"]));
    format!("{}{}{}", &text[..from], edit["newText"].as_str().expect("words"), &text[to..])
}

#[test]
fn a_piece_is_checked_as_it_is_written() {
    let folder = support::folder();
    fs::write(folder.path().join("report.txt"), REPORT).expect("the report");
    let piece = uri(folder.path(), "piece.md");
    let text = format!(
        "{HEAD}**Editor:** 😀 Adler landed in Lisbon on the 4th and signed the Atlantic Ports Accord.\n"
    );
    let mut client = Client::start(folder.path());
    client.open(&piece, &text);
    let found = client.diagnostics();
    assert_eq!((&found["uri"], &found["version"]), (&json!(piece), &json!(1)));
    let list = found["diagnostics"].as_array().expect("diagnostics");
    let wrong = list.iter().find(|it| it["code"] == "date/day-mismatch").expect("the day");
    assert_eq!(wrong["severity"], 1);
    assert_eq!(words(&text, &wrong["range"]), "the 4th");
    let related = &wrong["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], uri(folder.path(), "report.txt"));
    assert_eq!(words(REPORT, &related["location"]["range"]), "the 3rd");
    assert!(related["message"].as_str().expect("words").contains("arrived in Lisbon on the 3rd"));

    let document = json!({ "uri": piece });
    let hover = client.request(
        "textDocument/hover",
        json!({ "textDocument": document, "position": wrong["range"]["start"] }),
    );
    let value = hover["contents"]["value"].as_str().expect("words");
    assert!(value.contains("report.txt, line 1: ") && value.contains("date/day-mismatch"), "{value}");
    let nothing = json!({ "textDocument": document, "position": { "line": 0, "character": 0 } });
    assert_eq!(client.request("textDocument/hover", nothing), Value::Null);

    let actions = client.request(
        "textDocument/codeAction",
        json!({ "textDocument": document, "range": wrong["range"], "context": { "diagnostics": [] } }),
    );
    let action = |title: &str| {
        let all = actions.as_array().expect("actions");
        let action = all.iter().find(|it| it["title"].as_str().is_some_and(|it| it.starts_with(title)));
        action.unwrap_or_else(|| panic!("{title}: {all:?}"))["edit"]["changes"][&piece][0].clone()
    };
    let mended = edited(&text, &action("Change to"));
    assert!(mended.contains("😀 Adler landed in Lisbon on the 3rd and signed"), "{mended}");
    let waived = edited(&text, &action("Let it stand: allow date/day-mismatch"));
    assert!(
        waived.contains("<!-- claimdiff: allow date/day-mismatch: REASON -->\n**Editor:** 😀"),
        "{waived}"
    );

    client.change(&piece, 2, &mended);
    let found = client.diagnostics();
    assert_eq!(found["version"], 2);
    assert!(!found["diagnostics"].to_string().contains("date/day-mismatch"));
    client.notify("textDocument/didClose", json!({ "textDocument": document }));
    assert_eq!(client.diagnostics()["diagnostics"], json!([]));
    client.end();
}

#[test]
fn only_the_last_state_of_a_burst_is_told_and_versions_never_go_back() {
    let folder = support::folder();
    fs::write(folder.path().join("report.txt"), REPORT).expect("the report");
    let piece = uri(folder.path(), "piece.md");
    let mut client = Client::start(folder.path());
    client.open(&piece, HEAD);
    for version in 2..=40 {
        let text = format!("{HEAD}**Editor:** The accord is worth {version} million euros.\n");
        client.change(&piece, version, &text);
    }
    let mut last = 0;
    let mut told = 0;
    while last < 40 {
        let found = client.diagnostics();
        let version = found["version"].as_i64().expect("a version");
        assert!(version > last, "{version} after {last}");
        (last, told) = (version, told + 1);
    }
    assert!(told < 40, "every state was told");
    client.end();
}

#[test]
fn what_cannot_be_checked_is_said_and_what_is_no_piece_is_left_alone() {
    let folder = support::folder();
    let piece = uri(folder.path(), "piece.md");
    let mut client = Client::start(folder.path());
    client.open(&piece, &format!("{HEAD}**Editor:** The accord is worth 2 euros.\n"));
    let found = client.diagnostics()["diagnostics"].clone();
    assert!(
        found[0]["message"].as_str().expect("words").contains("report.txt: expected a readable file"),
        "{found}"
    );
    // The source appears on disk; a saved file has every piece checked again.
    fs::write(folder.path().join("report.txt"), REPORT).expect("the report");
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": piece } }));
    let found = client.diagnostics()["diagnostics"].to_string();
    assert!(!found.contains("readable file"), "{found}");
    for (name, text) in [("note.md", "No sources here.\n"), ("empty.md", "")] {
        client.open(&uri(folder.path(), name), text);
        assert_eq!(client.diagnostics()["diagnostics"], json!([]), "{name}");
    }
    let id = client.ask("textDocument/definition", json!({}));
    assert_eq!(client.answer(id)["error"]["code"], -32601);
    client.end();
}

#[test]
fn a_client_that_goes_away_or_sends_nonsense_ends_the_server() {
    let folder = support::folder();
    let run = |input: &str| {
        fs::write(folder.path().join("in"), input).expect("the input");
        support::claimdiff(folder.path(), &["lsp"], Some(&folder.path().join("in")))
    };
    assert!(run("").status.success());
    let broken = run("nonsense\r\n\r\n");
    assert_eq!(broken.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&broken.stderr).contains("Content-Length"));
    let early =
        run("Content-Length: 52\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"textDocument/hover\"}");
    assert!(!early.stderr.is_empty() || String::from_utf8_lossy(&early.stdout).contains("-32002"));
}
