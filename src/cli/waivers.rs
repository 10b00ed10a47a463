//! Files of waivers: applied to a run, filled from a run (`check --baseline`), listed and pruned. Today's date is read
//! here and nowhere else.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};
use jiff::civil::Date;

use crate::cli::args::RuleArgs;
use crate::cli::check::{Checked, Run};
use crate::cli::config::Settings;
use crate::cli::exit::{self, Outcome};
use crate::cli::gate_args::{BaselineArgs, InputArgs, ListArgs, PruneArgs, WaiversCommand};
use crate::cli::{input, output, paths};
use crate::model::Report;
use crate::report::{escape, plural};
use crate::waive::{self, Decision, State, Waiver, Waivers};

/// How a piece is named that came through standard input.
const STDIN: &str = "<stdin>";

pub(crate) fn run(command: &WaiversCommand) -> anyhow::Result<Outcome> {
    match command {
        WaiversCommand::List(args) => list(args),
        WaiversCommand::Prune(args) => prune(args),
    }
}

/// Lets the findings of a run stand that its file of waivers speaks of, and says what each waiver was.
pub(crate) fn apply(reports: &mut [Report], run: &Run<'_>) -> anyhow::Result<Vec<State>> {
    let Some(path) = &run.settings.waivers.value else {
        return Ok(Vec::new());
    };
    // A configuration may name a file that has no decisions yet.
    if run.inputs.waivers.waivers.is_none() && !path.exists() {
        return Ok(Vec::new());
    }
    let (waivers, _) = read(path)?;
    let pieces: Vec<String> = reports.iter().map(|report| seen_from(path, report)).collect();
    let complete = run.pieces.iter().all(|piece| piece.choice.min_confidence.value <= 0.0);
    let today = today();
    let context = waive::Run { rules: run.engine.rules(), today, pieces: &pieces, complete };
    Ok(waive::apply(reports, &waivers, &context))
}

/// Writes every finding that nobody waived into a file of waivers, with one reason, and lets it stand.
pub(crate) fn adopt(reports: &mut [Report], file: &Path, args: &BaselineArgs) -> anyhow::Result<()> {
    let reason = args.reason.as_deref().unwrap_or("").trim();
    if reason.is_empty() {
        bail!("expected words after --reason, found none; say why the findings of today may stand");
    }
    let who = who(args.who.as_deref())?;
    let mut decisions = Vec::new();
    for report in &mut *reports {
        let piece = seen_from(file, report);
        let findings = report.claims.iter_mut().flat_map(|claim| &mut claim.findings);
        for finding in findings.filter(|finding| finding.waived.is_none()) {
            decisions.push(Decision {
                fingerprint: finding.fingerprint.clone(),
                rule: finding.rule.clone(),
                piece: piece.clone(),
                reason: reason.to_owned(),
                who: who.clone(),
                expires: None,
            });
            finding.waived = Some(reason.to_owned());
        }
    }
    let name = input::name(file);
    let old = if file.exists() { text(file)? } else { String::new() };
    let new = waive::decide(&name, &old, &decisions)?;
    output::write_file(file, new.as_bytes())?;
    exit::complain(&format!("{name}: {} adopted", plural(decisions.len(), "finding")));
    Ok(())
}

/// Who decides: as the user says, else as git knows them.
pub(crate) fn who(given: Option<&str>) -> anyhow::Result<String> {
    if let Some(who) = given.map(str::trim).filter(|who| !who.is_empty()) {
        return Ok(who.to_owned());
    }
    let output = Command::new("git").args(["config", "user.name"]).output();
    let name =
        output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default();
    if name.is_empty() {
        bail!("expected to know who decides, but git has no `user.name`; add --who NAME");
    }
    Ok(name)
}

fn list(args: &ListArgs) -> anyhow::Result<Outcome> {
    let inputs =
        InputArgs { config: args.config.clone(), waivers: args.waivers.clone(), ..InputArgs::default() };
    let settings = Settings::new(&inputs, &RuleArgs::default(), &[], None)?;
    let (waivers, _) = read(&named(&settings)?)?;
    let today = today();
    let width = |part: fn(&Waiver) -> &str| {
        waivers.list.iter().map(|waiver| part(waiver).chars().count()).max().unwrap_or(0)
    };
    let (rules, pieces) = (width(|waiver| &waiver.rule), width(|waiver| &waiver.piece));
    let mut text = String::new();
    let mut n_expired = 0;
    for waiver in &waivers.list {
        let until = match waiver.expires {
            Some(last) if last < today => {
                n_expired += 1;
                format!("; expired on {last}")
            }
            Some(last) => format!("; until {last}"),
            None => String::new(),
        };
        let _ = writeln!(
            text,
            "{:<18}  {:<rules$}  {:<pieces$}  {}: {}{until}",
            waiver.fingerprint,
            waiver.rule,
            waiver.piece,
            waiver.who,
            waiver.reason.replace(['\n', '\r'], " ")
        );
    }
    let _ = writeln!(text, "\n{}, {n_expired} expired", plural(waivers.list.len(), "waiver"));
    output::print(&escape::terminal_lines(&text), false)?;
    Ok(Outcome::Clean)
}

fn prune(args: &PruneArgs) -> anyhow::Result<Outcome> {
    // Nothing may look stale because it was left out: every finding counts, however low its confidence.
    let rules = RuleArgs { min_confidence: Some(0.0), ..RuleArgs::default() };
    let file = named(&Settings::new(&args.inputs, &rules, &[], None)?)?;
    let (waivers, old) = read(&file)?;
    let folder = file.parent().unwrap_or(Path::new("")).to_path_buf();
    let mut inputs = args.inputs.clone();
    inputs.waivers.waivers = Some(file.clone());
    let home = |waiver: &Waiver| folder.join(&waiver.piece);
    if inputs.pieces.is_empty() {
        let pieces: BTreeSet<PathBuf> = waivers.list.iter().map(home).filter(|path| path.exists()).collect();
        inputs.pieces = pieces.into_iter().collect();
    }
    let mut states = vec![State::NotSeen; waivers.list.len()];
    if !inputs.pieces.is_empty() {
        let run = Run::new(&inputs, Settings::new(&inputs, &rules, &[], None)?)?;
        let Checked { mut reports, errors, .. } = run.check();
        if let Some(error) = errors.into_iter().next() {
            return Err(error.context("nothing was pruned, since a piece could not be checked"));
        }
        states = apply(&mut reports, &run)?;
    }
    let today = today();
    let mut gone = Vec::new();
    let mut text = String::new();
    for (waiver, state) in waivers.list.iter().zip(states) {
        let why = match state {
            _ if waiver.expires.is_some_and(|last| last < today) => "expired",
            State::Expired => "expired",
            State::Stale => "stale: no finding has its fingerprint any more",
            // What came through standard input can never be looked up.
            State::NotSeen if waiver.piece != STDIN && !home(waiver).exists() => "stale: its piece is gone",
            State::Used | State::NotSeen => continue,
        };
        gone.push(waiver);
        let _ = writeln!(text, "{}  {}  {}  {why}", waiver.fingerprint, waiver.rule, waiver.piece);
    }
    let done = if args.dry_run { "would be removed" } else { "removed" };
    let _ = writeln!(text, "{} of {} {done}", gone.len(), plural(waivers.list.len(), "waiver"));
    if !gone.is_empty() && !args.dry_run {
        output::write_file(&file, waive::remove(&waivers.file, &old, &gone)?.as_bytes())?;
    }
    output::print(&escape::terminal_lines(&text), false)?;
    Ok(Outcome::Clean)
}

/// The file of waivers of a run, which must exist.
fn named(settings: &Settings) -> anyhow::Result<PathBuf> {
    let path = settings.waivers.value.clone().filter(|path| path.exists());
    path.with_context(|| match &settings.waivers.value {
        Some(path) => format!("{}: expected a file of waivers, found none; check the path", input::name(path)),
        None => "expected a waivers.toml in this folder or above it, found none; name one with --waivers FILE, or let \
                 `check --baseline waivers.toml --reason TEXT` write one"
            .to_owned(),
    })
}

fn read(path: &Path) -> anyhow::Result<(Waivers, String)> {
    let text = text(path)?;
    Ok((Waivers::read(&input::name(path), &text)?, text))
}

fn text(path: &Path) -> anyhow::Result<String> {
    String::from_utf8(input::read(path)?)
        .with_context(|| format!("{}: expected UTF-8 text; save the file as UTF-8", input::name(path)))
}

/// The piece of a report as the file of waivers names it.
fn seen_from(file: &Path, report: &Report) -> String {
    let name = report.inputs.first().map_or("", |piece| piece.name.as_str());
    let path = Path::new(name);
    if !path.exists() {
        return name.to_owned();
    }
    paths::seen_from(file.parent().unwrap_or(Path::new("")), path)
}

/// Today, in Greenwich: the same day for everybody who runs a check at the same time.
fn today() -> Date {
    jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date()
}
