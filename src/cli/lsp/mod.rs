//! `claimdiff lsp`: a language server over standard input and output, for Markdown and text pieces whose front
//! matter names their sources. Open pieces are read as the editor has them, sources as they lie on disk.
//!
//! One thread reads messages; this one answers, and checks when nothing waits to be answered. A piece that changes
//! while others wait is checked once, in its last state; what was found in an older state is never sent.

mod actions;
mod piece;
mod positions;
mod uri;
mod wire;

use std::collections::{BTreeMap, VecDeque};
use std::io::{self, BufReader};
use std::sync::mpsc::{Receiver, channel};

use anyhow::bail;
use serde_json::{Value, json};

use crate::cli::args::RuleArgs;
use crate::cli::config::Settings;
use crate::cli::exit::Outcome;
use crate::cli::gate_args::InputArgs;
use crate::pipeline::{CheckOptions, Engine};
use piece::Piece;

/// The method is not known.
const METHOD_NOT_FOUND: i32 = -32601;
/// A request before `initialize`.
const NOT_INITIALIZED: i32 = -32002;
/// The client took its request back.
const REQUEST_CANCELLED: i32 = -32800;
/// A message that is no message of the protocol.
const INVALID_REQUEST: i32 = -32600;

pub(crate) fn run(args: &RuleArgs) -> anyhow::Result<Outcome> {
    // Editors start the server in the folder of the project, so that its configuration is found from there.
    let settings = Settings::new(&InputArgs::default(), args, &[], None)?;
    let engine: &Engine = Box::leak(Box::new(settings.engine()?));
    let options = CheckOptions { min_confidence: settings.min_confidence.value, split_line: None };
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut input = BufReader::new(io::stdin());
        loop {
            let message = wire::read(&mut input);
            let ends = !matches!(message, Ok(Some(_)));
            if sender.send(message).is_err() || ends {
                return;
            }
        }
    });
    Server::new(engine, options, receiver).serve()
}

type Incoming = Receiver<anyhow::Result<Option<Value>>>;

struct Server {
    engine: &'static Engine,
    options: CheckOptions,
    incoming: Incoming,
    waiting: VecDeque<Value>,
    pieces: BTreeMap<String, Piece>,
    initialized: bool,
    shut_down: bool,
    /// Nothing more will come.
    closed: bool,
}

impl Server {
    fn new(engine: &'static Engine, options: CheckOptions, incoming: Incoming) -> Self {
        Self {
            engine,
            options,
            incoming,
            waiting: VecDeque::new(),
            pieces: BTreeMap::new(),
            initialized: false,
            shut_down: false,
            closed: false,
        }
    }

    fn serve(&mut self) -> anyhow::Result<Outcome> {
        loop {
            let unchecked =
                self.pieces.iter().find(|(_, piece)| piece.is_stale()).map(|(uri, _)| uri.clone());
            self.collect(unchecked.is_none())?;
            if let Some(message) = self.waiting.pop_front() {
                if message["method"] == "exit" {
                    return self.exit();
                }
                self.answer(&message)?;
            } else if let Some(uri) = unchecked {
                self.check(&uri)?;
            } else if self.closed {
                return self.exit();
            }
        }
    }

    fn exit(&self) -> anyhow::Result<Outcome> {
        if self.shut_down || !self.initialized {
            return Ok(Outcome::Clean);
        }
        bail!("the editor ended the language server without asking it to shut down")
    }

    /// Takes in what has come; waits for something if there is nothing else to do.
    fn collect(&mut self, wait: bool) -> anyhow::Result<()> {
        if wait && self.waiting.is_empty() && !self.closed {
            match self.incoming.recv() {
                Ok(message) => self.take(message?),
                Err(_) => self.closed = true,
            }
        }
        while let Ok(message) = self.incoming.try_recv() {
            self.take(message?);
        }
        Ok(())
    }

    fn take(&mut self, message: Option<Value>) {
        match message {
            Some(message) => self.waiting.push_back(message),
            None => self.closed = true,
        }
    }

    fn answer(&mut self, message: &Value) -> anyhow::Result<()> {
        let (id, params) = (&message["id"], &message["params"]);
        let Some(method) = message["method"].as_str() else {
            // An answer to a request of ours; none is ever sent, so there is nothing to do with it.
            return match id.is_null() {
                true => failed(&Value::Null, INVALID_REQUEST, "expected a message with a method"),
                false => Ok(()),
            };
        };
        if id.is_null() {
            self.notified(method, params);
            return Ok(());
        }
        let taken_back = |other: &Value| other["method"] == "$/cancelRequest" && other["params"]["id"] == *id;
        if self.waiting.iter().any(taken_back) {
            return failed(id, REQUEST_CANCELLED, "the request was taken back");
        }
        let result = match method {
            "initialize" => {
                self.initialized = true;
                capabilities()
            }
            _ if !self.initialized => return failed(id, NOT_INITIALIZED, "expected `initialize` first"),
            "shutdown" => {
                self.shut_down = true;
                Value::Null
            }
            "textDocument/hover" => self.fresh(params, |uri, piece| actions::hover(uri, piece, params))?,
            "textDocument/codeAction" => {
                self.fresh(params, |uri, piece| actions::code_actions(uri, piece, params))?
            }
            _ => return failed(id, METHOD_NOT_FOUND, &format!("no method `{method}`")),
        };
        wire::write(&json!({ "jsonrpc": "2.0", "id": id, "result": result }))
    }

    fn notified(&mut self, method: &str, params: &Value) {
        let document = &params["textDocument"];
        let Some(uri) = document["uri"].as_str() else {
            // Sources may have changed on disk.
            if method == "workspace/didChangeWatchedFiles" {
                self.pieces.values_mut().for_each(Piece::make_stale);
            }
            return;
        };
        let version = document["version"].as_i64();
        match method {
            "textDocument/didOpen" => {
                let text = document["text"].as_str().unwrap_or("");
                self.pieces.insert(uri.to_string(), Piece::new(text, version));
            }
            "textDocument/didChange" => {
                // Every change holds the whole text; the last one counts.
                let change = params["contentChanges"].as_array().and_then(|changes| changes.last());
                if let Some(text) = change.and_then(|change| change["text"].as_str()) {
                    self.pieces.insert(uri.to_string(), Piece::new(text, version));
                }
            }
            "textDocument/didSave" => self.pieces.values_mut().for_each(Piece::make_stale),
            "textDocument/didClose" => {
                self.pieces.remove(uri);
                // What was found in a piece goes with it; a client that is gone needs no telling.
                let _ = publish(uri, None, Vec::new());
            }
            _ => {}
        }
    }

    /// Asks something about a piece, which is checked first if it has changed.
    fn fresh(&mut self, params: &Value, ask: impl Fn(&str, &Piece) -> Value) -> anyhow::Result<Value> {
        let Some(uri) = params["textDocument"]["uri"].as_str().map(str::to_string) else {
            return Ok(Value::Null);
        };
        if self.pieces.get(&uri).is_some_and(Piece::is_stale) {
            self.check(&uri)?;
        }
        Ok(self.pieces.get(&uri).map_or(Value::Null, |piece| ask(&uri, piece)))
    }

    fn check(&mut self, uri: &str) -> anyhow::Result<()> {
        let (engine, options) = (self.engine, self.options);
        let Some(piece) = self.pieces.get_mut(uri) else { return Ok(()) };
        piece.check(uri, engine, &options);
        // A change that came meanwhile makes this result an old one; the next check sends its own.
        self.collect(false)?;
        let changed = |message: &Value| {
            message["params"]["textDocument"]["uri"] == uri
                && matches!(
                    message["method"].as_str(),
                    Some("textDocument/didChange" | "textDocument/didClose")
                )
        };
        if self.waiting.iter().any(changed) {
            return Ok(());
        }
        match self.pieces.get(uri) {
            Some(piece) => publish(uri, piece.version, actions::diagnostics(piece)),
            None => Ok(()),
        }
    }
}

fn capabilities() -> Value {
    json!({
        "capabilities": {
            "positionEncoding": "utf-16",
            "textDocumentSync": { "openClose": true, "change": 1, "save": { "includeText": false } },
            "hoverProvider": true,
            "codeActionProvider": { "codeActionKinds": ["quickfix"] },
        },
        "serverInfo": { "name": "claimdiff", "version": env!("CARGO_PKG_VERSION") },
    })
}

fn failed(id: &Value, code: i32, message: &str) -> anyhow::Result<()> {
    wire::write(&json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } }))
}

fn publish(uri: &str, version: Option<i64>, diagnostics: Vec<Value>) -> anyhow::Result<()> {
    let mut params = json!({ "uri": uri, "diagnostics": diagnostics });
    if let (Some(version), Some(params)) = (version, params.as_object_mut()) {
        params.insert("version".to_string(), json!(version));
    }
    wire::write(&json!({ "jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": params }))
}
