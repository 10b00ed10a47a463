//! `claimdiff review`: goes through the findings of a report in the terminal, or puts decisions to work that were saved
//! before. Waivers go into waivers.toml at once; all decisions are kept beside the report, so that a review can be left
//! and taken up again.

mod session;
mod show;
mod wire;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, IsTerminal as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::cli::args::{ReviewArgs, RuleArgs};
use crate::cli::config::Settings;
use crate::cli::exit::{self, Outcome};
use crate::cli::gate_args::InputArgs;
use crate::cli::{input, output, paths, waivers};
use crate::report::{escape, plural};
use crate::waive::{self, Decision, Waiver, Waivers};
use session::{Effect, Session};
use wire::{Choice, Decided};

/// Longest line of an answer, in bytes: what is beyond is no reason that anybody types.
const MAX_ANSWER: u64 = 64 * 1024;

pub(crate) fn run(args: &ReviewArgs) -> anyhow::Result<Outcome> {
    let file = waivers_file(args)?;
    match (&args.apply, &args.report) {
        (Some(decisions), _) => apply(args, decisions, &file),
        (None, Some(report)) => review(args, report, &file),
        (None, None) => bail!(
            "expected a report to go through (`claimdiff review report.json`) or decisions to put to work \
             (`claimdiff review --apply decisions.json`), found neither"
        ),
    }
}

/// The file that waivers go to: as the user or the configuration says, else the nearest one, else a new one here.
fn waivers_file(args: &ReviewArgs) -> anyhow::Result<PathBuf> {
    if let Some(path) = &args.waivers {
        return Ok(path.clone());
    }
    let settings = Settings::new(&InputArgs::default(), &RuleArgs::default(), &[], None)?;
    Ok(settings.waivers.value.unwrap_or_else(|| PathBuf::from("waivers.toml")))
}

fn text(path: &Path) -> anyhow::Result<String> {
    String::from_utf8(input::read(path)?)
        .with_context(|| format!("{}: expected UTF-8 text; save the file as UTF-8", input::name(path)))
}

/// Turns saved decisions into waivers.
fn apply(args: &ReviewArgs, decisions: &Path, file: &Path) -> anyhow::Result<Outcome> {
    let decided = wire::decisions(&input::name(decisions), &text(decisions)?)?;
    let n_accepted = decided.iter().filter(|it| it.decision == Choice::Accept).count();
    let n_waived = decided.len() - n_accepted;
    if n_waived > 0 {
        write_waivers(file, &decided, &[], args.who.as_deref())?;
    }
    let mut said = format!("{}: {} written\n", input::name(file), plural(n_waived, "waiver"));
    if n_accepted > 0 {
        said.push_str(&format!("{} accepted, to be mended in the piece:\n", plural(n_accepted, "finding")));
    }
    for it in decided.iter().filter(|it| it.decision == Choice::Accept) {
        said.push_str(&format!("  {}  {}  {}\n", it.fingerprint, it.rule, it.piece));
    }
    output::print(&escape::terminal_lines(&said), false)?;
    Ok(Outcome::Clean)
}

fn review(args: &ReviewArgs, report: &Path, file: &Path) -> anyhow::Result<Outcome> {
    if input::is_stdin(report) {
        bail!(
            "expected a file with the report, found standard input (`-`), which the answers come from; save the report first"
        );
    }
    let items = wire::items(&input::name(report), &text(report)?)?;
    let kept = args.decisions.clone().unwrap_or_else(|| report.with_extension("decisions.json"));
    let earlier =
        if kept.exists() { wire::decisions(&input::name(&kept), &text(&kept)?)? } else { Vec::new() };
    if items.is_empty() {
        output::print("No finding to review.\n", false)?;
        return Ok(Outcome::Clean);
    }
    let mut session = Session::new(items, earlier, args.who.clone().unwrap_or_default());
    let mut answers = Answers { lines: io::stdin().lock(), echo: !io::stdin().is_terminal() };
    while let Some((number, item)) = session.current() {
        let shown = show::finding(item, number, session.len(), session.decision(number - 1), output::width());
        output::print(&shown, true)?;
        loop {
            output::print(&show::prompt(), true)?;
            let Some(line) = answers.next()? else {
                return leave(&session, &kept, file);
            };
            let mut effect = session.take(&line);
            if effect == Effect::AskReason {
                output::print("Why may it stand? ", false)?;
                let Some(line) = answers.next()? else {
                    return leave(&session, &kept, file);
                };
                effect = session.take(&line);
            }
            match effect {
                Effect::Say(words) => output::print(&format!("{words}\n"), false)?,
                Effect::Keep => {
                    keep(&mut session, args, &kept, file)?;
                    break;
                }
                Effect::Show => break,
                Effect::Quit | Effect::AskReason => return leave(&session, &kept, file),
            }
        }
    }
    leave(&session, &kept, file)
}

/// Answers, line by line. What comes from a file is repeated, so that the output can be read as a talk.
struct Answers<R> {
    lines: R,
    echo: bool,
}

impl<R: BufRead> Answers<R> {
    fn next(&mut self) -> anyhow::Result<Option<String>> {
        let mut bytes = Vec::new();
        let read = io::Read::take(&mut self.lines, MAX_ANSWER)
            .read_until(b'\n', &mut bytes)
            .context("the answers cannot be read from standard input")?;
        let line = String::from_utf8_lossy(&bytes).trim().to_string();
        if self.echo {
            output::print(&format!("{}\n", escape::terminal(&line)), false)?;
        }
        Ok((read > 0).then_some(line))
    }
}

/// Decisions are written at once: nothing is lost if the window is closed.
fn keep(session: &mut Session, args: &ReviewArgs, kept: &Path, file: &Path) -> anyhow::Result<()> {
    let decisions = session.decisions();
    let taken_back = std::mem::take(&mut session.taken_back);
    if !taken_back.is_empty() || decisions.iter().any(|it| it.decision == Choice::Waive) {
        write_waivers(file, &decisions, &taken_back, args.who.as_deref())?;
    }
    output::write_file(kept, wire::file_of(decisions)?.as_bytes())
}

fn write_waivers(
    file: &Path,
    decided: &[Decided],
    taken_back: &[Decided],
    who: Option<&str>,
) -> anyhow::Result<()> {
    let name = input::name(file);
    let mut old = if file.exists() { text(file)? } else { String::new() };
    if !taken_back.is_empty() {
        let known = Waivers::read(&name, &old)?;
        let back: BTreeSet<(String, &str)> =
            taken_back.iter().map(|it| (seen_from(file, &it.piece), it.fingerprint.as_str())).collect();
        let gone: Vec<&Waiver> = known
            .list
            .iter()
            .filter(|waiver| back.contains(&(waiver.piece.clone(), waiver.fingerprint.as_str())))
            .collect();
        old = waive::remove(&name, &old, &gone)?;
    }
    // Git is asked at most once, and only if somebody has to be named.
    let mut named: Option<String> = None;
    let mut decisions = Vec::new();
    let mut pieces: BTreeMap<&str, String> = BTreeMap::new();
    for it in decided.iter().filter(|it| it.decision == Choice::Waive) {
        let who = match (&it.who, &named) {
            (Some(who), _) if !who.trim().is_empty() => who.trim().to_string(),
            (_, Some(known)) => known.clone(),
            _ => named.insert(waivers::who(who)?).clone(),
        };
        let piece = pieces.entry(&it.piece).or_insert_with(|| seen_from(file, &it.piece)).clone();
        decisions.push(Decision {
            fingerprint: it.fingerprint.clone(),
            rule: it.rule.clone(),
            piece,
            reason: it.reason.clone().unwrap_or_default(),
            who,
            expires: None,
        });
    }
    let new = waive::decide(&name, &old, &decisions)?;
    output::write_file(file, new.as_bytes())
}

/// The piece as the file of waivers names it: from its own folder.
fn seen_from(file: &Path, piece: &str) -> String {
    let path = Path::new(piece);
    if path.exists() {
        paths::seen_from(file.parent().unwrap_or(Path::new("")), path)
    } else {
        piece.to_owned()
    }
}

/// What came out, and how to go on.
fn leave(session: &Session, kept: &Path, file: &Path) -> anyhow::Result<Outcome> {
    let decisions = session.decisions();
    let count = |choice| decisions.iter().filter(|it| it.decision == choice).count();
    let mut said = format!(
        "\n{} accepted, {} waived, {} left",
        count(Choice::Accept),
        count(Choice::Waive),
        session.n_open()
    );
    if !decisions.is_empty() {
        said.push_str(&format!("; decisions are in {}", input::name(kept)));
    }
    if count(Choice::Waive) > 0 {
        said.push_str(&format!(", waivers in {}", input::name(file)));
    }
    said.push('\n');
    output::print(&escape::terminal_lines(&said), false)?;
    if session.n_open() > 0 {
        exit::complain("the same command goes on where this review ended");
    }
    Ok(Outcome::Clean)
}
