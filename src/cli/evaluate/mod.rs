//! `claimdiff evaluate`: measures against labelled data and prints tables, or JSON. What each column means stands
//! beside the types that hold it.

mod articles;
mod by_rule;
mod claims;
mod fit;
mod measure;
mod pairs;
mod perturb;

use anyhow::{Context, bail};
use serde::Serialize;
use serde_json::Value;

use crate::cli::args::EvaluateArgs;
use crate::cli::engine::engine;
use crate::cli::exit::Outcome;
use crate::cli::{input, output};
use crate::pipeline::CheckOptions;
use crate::report::escape;

/// Everything that was measured.
#[derive(Debug, Serialize)]
struct Measured {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    claims: Vec<claims::SetScore>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pairs: Vec<pairs::GroupScore>,
}

pub(crate) fn run(args: &EvaluateArgs) -> anyhow::Result<Outcome> {
    let engine = engine(&args.rules)?;
    let options = CheckOptions { min_confidence: args.rules.min_confidence.unwrap_or(0.0), split_line: None };
    if !args.perturb.is_empty() {
        perturb::run(&engine, &options, &args.perturb, args.json)?;
        return Ok(Outcome::Clean);
    }
    if args.fit_score {
        return fit::run(&engine, &options, &args.files);
    }
    let mut measured = Measured { claims: Vec::new(), pairs: Vec::new() };
    let mut pairs_read = Vec::new();
    for path in &args.files {
        let name = input::name(path);
        let bytes = input::read(path)?;
        match kind(&bytes) {
            Kind::Pair => {
                let pair = serde_json::from_slice(&bytes)
                    .with_context(|| format!("{name}: expected a report / interview pair"))?;
                pairs_read.push((name, pair));
            }
            Kind::Claims => measured.claims.push(claims::measure(&engine, &options, path, &bytes)?),
            Kind::Neither => bail!(
                "{name}: expected lines {{\"id\", \"source\", \"claim\", \"label\"}}, or one JSON object with \
                 \"gold\" and \"report\" and \"interview\" or \"combined\""
            ),
        }
    }
    measured.pairs = pairs::measure(&engine, &options, &pairs_read)?;
    let text = if args.by_rule {
        let claims: Vec<_> = measured.claims.iter().map(|set| &set.by_rule).collect();
        let pairs: Vec<_> = measured.pairs.iter().map(|group| &group.by_rule).collect();
        by_rule::table(engine.rules().rules().iter(), &pairs, &claims)
    } else if args.json {
        serde_json::to_string_pretty(&measured)? + "\n"
    } else {
        escape::terminal_lines(&format!(
            "{}{}",
            claims::table(&measured.claims),
            pairs::table(&measured.pairs)
        ))
    };
    output::print(&text, false)?;
    Ok(Outcome::Clean)
}

enum Kind {
    Pair,
    Claims,
    Neither,
}

fn kind(bytes: &[u8]) -> Kind {
    let has = |value: &Value, key: &str| value.get(key).is_some();
    if let Ok(value) = serde_json::from_slice::<Value>(bytes)
        && has(&value, "gold")
    {
        return Kind::Pair;
    }
    let first = bytes.split(|&byte| byte == b'\n').find(|line| !line.trim_ascii().is_empty());
    let row = first.and_then(|line| serde_json::from_slice::<Value>(line).ok());
    match row {
        Some(row) if has(&row, "label") && has(&row, "claim") => Kind::Claims,
        _ => Kind::Neither,
    }
}
