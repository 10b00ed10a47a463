//! `full`: for a person at a terminal. One block for each finding with both passages, the words that differ
//! marked, and what can be done; then the counts. Styled with escape sequences, which the caller strips where they
//! are not wanted; all text from outside is made safe before it is styled.

use std::fmt::Write as _;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use crate::model::{ClaimResult, Document, Finding, Report, Severity, Span, Summary, Verdict};
use crate::report::passage::{self, Passage};
use crate::report::{escape, plural, wrap};

/// What the format may know of the place where it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// Columns.
    pub width: usize,
    /// How long the run took; left out where output has to be the same from run to run.
    pub elapsed: Option<Duration>,
}

impl Default for Screen {
    fn default() -> Self {
        Self { width: 120, elapsed: None }
    }
}

/// Between two actions on one line.
const BETWEEN: &str = "   |   ";

/// Columns for passages that are enough to stand beside their places even where a passage has to be cut.
const WIDE_ROOM: usize = 80;
/// Columns that are enough where nothing has to be cut.
const NARROW_ROOM: usize = 50;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const CLAIM: Style = AnsiColor::Red.on_default().bold();
const SOURCE: Style = AnsiColor::Green.on_default().bold();

/// Renders the reports of one run.
pub fn render(reports: &[Report], screen: Screen) -> String {
    let mut out = String::new();
    for report in reports {
        push_split(report, &mut out);
        for (claim, finding) in report.findings().filter(|(_, finding)| finding.waived.is_none()) {
            push_finding(report, claim, finding, screen, &mut out);
        }
        push_silent(report, screen, &mut out);
        push_problems(report, &mut out);
    }
    push_closing(&super::summary(reports), screen, &mut out);
    out
}

fn push_split(report: &Report, out: &mut String) {
    if let (Some(line), Some(piece)) = (report.split_line, super::piece(report)) {
        let name = escape::terminal(&piece.name);
        let report_part = if line > 2 { format!("lines 1 to {}", line - 1) } else { "line 1".to_string() };
        let _ = writeln!(
            out,
            "{DIM}{name}: report in {report_part}, piece from line {line} on (to change: --split-at LINE){DIM:#}\n"
        );
    }
}

pub(super) fn push_finding(
    report: &Report,
    claim: &ClaimResult,
    finding: &Finding,
    screen: Screen,
    out: &mut String,
) {
    push_headline(finding, screen, out);
    if let Some(sides) = passage::sides(report, claim, finding) {
        let (piece, span, marks) = sides.claim;
        let speaker =
            super::speaker(piece, claim).map(|speaker| format!("{}:", escape::terminal(&speaker.name)));
        let mut rows = vec![Row {
            label: "piece",
            place: location(piece, finding.claim_span),
            speaker: speaker.unwrap_or_default(),
            passage: Passage::new(piece, span, &marks),
            mark: '^',
            style: CLAIM,
        }];
        if let Some((source, span, marks)) = sides.source {
            let nearest = sides.is_nearest;
            let at = marks.first().copied().unwrap_or(span);
            rows.push(Row {
                label: match (nearest, source.id == piece.id) {
                    (true, _) => "nearest",
                    (false, true) => "earlier",
                    (false, false) => "report",
                },
                place: location(source, finding.source_span.filter(|_| !nearest).unwrap_or(at)),
                speaker: String::new(),
                passage: Passage::new(source, span, &marks),
                mark: '-',
                style: SOURCE,
            });
        }
        push_rows(&rows, screen.width, out);
    }
    push_actions(finding, screen.width, out);
    out.push('\n');
}

fn push_headline(finding: &Finding, screen: Screen, out: &mut String) {
    let style = severity_style(finding.severity);
    let (rule, message) = (escape::terminal(&finding.rule), escape::terminal(&finding.message));
    let head = format!("{}[{rule}]", finding.severity.name());
    let confidence = match &finding.waived {
        Some(reason) => format!("waived: {}", escape::terminal(reason)),
        None => format!("confidence {:.2}", finding.confidence),
    };
    let used = head.width() + 1 + message.width();
    let gap = screen.width.saturating_sub(used + confidence.width());
    if gap >= 2 {
        let _ = write!(out, "{style}{head}{style:#} {BOLD}{message}{BOLD:#}");
        let _ = writeln!(out, "{:gap$}{DIM}{confidence}{DIM:#}", "");
        return;
    }
    let _ = write!(out, "{style}{head}{style:#}");
    for (idx, line) in wrap::lines(&message, screen.width.saturating_sub(2), head.width()).iter().enumerate()
    {
        let start = if idx == 0 { " " } else { "\n  " };
        let _ = write!(out, "{start}{BOLD}{line}{BOLD:#}");
    }
    let _ = writeln!(out, "\n  {DIM}{confidence}{DIM:#}");
}

/// One passage of a block.
struct Row {
    label: &'static str,
    place: String,
    speaker: String,
    passage: Passage,
    mark: char,
    style: Style,
}

/// Passages stand in one column beside their places where there is room, below them where there is not.
fn push_rows(rows: &[Row], width: usize, out: &mut String) {
    let column = |part: fn(&Row) -> &str| rows.iter().map(|row| part(row).width()).max().unwrap_or(0);
    let (place, speaker) = (column(|row| &row.place), column(|row| &row.speaker));
    let prefix = 10 + place + 2 + if speaker == 0 { 0 } else { speaker + 2 };
    let room = width.saturating_sub(prefix);
    let fits = rows.iter().all(|row| row.passage.width() <= room);
    let beside = room >= WIDE_ROOM || (room >= NARROW_ROOM && fits);
    for row in rows {
        let _ = write!(out, "  {:<8}{DIM}{}{DIM:#}", row.label, row.place);
        let mut at = 10 + row.place.width();
        if beside {
            let _ = write!(out, "{:1$}", "", place + 12 - at);
            at = place + 12;
        } else if !row.speaker.is_empty() {
            out.push_str("  ");
        }
        out.push_str(&row.speaker);
        at += row.speaker.width();
        let indent = if beside { prefix } else { 10 };
        if beside {
            let _ = write!(out, "{:1$}", "", prefix.saturating_sub(at));
        } else {
            let _ = write!(out, "\n{:indent$}", "");
        }
        push_marked(row, indent, width, out);
    }
}

/// The passage, and under it a line with the marks.
fn push_marked(row: &Row, indent: usize, width: usize, out: &mut String) {
    let style = row.style;
    let mut under = String::new();
    for stretch in row.passage.window(width.saturating_sub(indent)) {
        if stretch.marked {
            let _ = write!(out, "{style}{}{style:#}", stretch.text);
            under.extend(std::iter::repeat_n(row.mark, stretch.width));
        } else {
            out.push_str(&stretch.text);
            under.extend(std::iter::repeat_n(' ', stretch.width));
        }
    }
    out.push('\n');
    let under = under.trim_end();
    if !under.is_empty() {
        let _ = writeln!(out, "{:indent$}{style}{under}{style:#}", "");
    }
}

fn push_actions(finding: &Finding, width: usize, out: &mut String) {
    let rule = escape::terminal(&finding.rule);
    let mut actions = Vec::new();
    if let Some(suggestion) = &finding.suggestion {
        let suggestion = escape::terminal(suggestion);
        let quoted = suggestion.contains('"');
        actions.push(if quoted {
            format!("change to {suggestion}")
        } else {
            format!("change to \"{suggestion}\"")
        });
    }
    actions.push(format!("accept: claimdiff: allow {rule}: REASON"));
    actions.push(format!("why: claimdiff rules explain {rule}"));
    let mut line = String::new();
    for action in actions {
        if line.is_empty() {
            line = action;
        } else if 2 + line.width() + BETWEEN.len() + action.width() <= width {
            line.push_str(BETWEEN);
            line.push_str(&action);
        } else {
            let _ = writeln!(out, "  {DIM}{line}{DIM:#}");
            line = action;
        }
    }
    let _ = writeln!(out, "  {DIM}{line}{DIM:#}");
}

/// Claims that count as unsupported though no rule spoke: they must not be in the counts alone.
fn push_silent(report: &Report, screen: Screen, out: &mut String) {
    let Some(piece) = super::piece(report) else {
        return;
    };
    let silent: Vec<_> = report
        .claims
        .iter()
        .filter(|claim| claim.findings.is_empty() && claim.verdict == Verdict::Unsupported)
        .collect();
    if silent.is_empty() {
        return;
    }
    let _ = writeln!(out, "{BOLD}not found in the report, and no rule speaks:{BOLD:#}");
    for claim in silent {
        let place = location(piece, claim.span);
        let score = claim.score.map_or_else(String::new, |score| format!("score {score:.2}  "));
        let _ = write!(out, "  {DIM}{place}  {score}{DIM:#}");
        let used = 4 + place.width() + score.width();
        for stretch in Passage::new(piece, claim.span, &[]).window(screen.width.saturating_sub(used)) {
            out.push_str(&stretch.text);
        }
        out.push('\n');
    }
    out.push('\n');
}

fn push_problems(report: &Report, out: &mut String) {
    for problem in &report.problems {
        let place = super::problem_place(report, problem);
        let _ = writeln!(
            out,
            "{BOLD}problem[{}]{BOLD:#} {}{}",
            problem.kind.name(),
            escape::terminal(&place),
            escape::terminal(&problem.detail)
        );
    }
    if !report.problems.is_empty() {
        out.push('\n');
    }
}

fn push_closing(summary: &Summary, screen: Screen, out: &mut String) {
    let mut claims = format!("{}: {} supported", plural(summary.claims, "statement"), summary.supported);
    let _ = write!(claims, ", {} divergent, {} unsupported", summary.divergent, summary.unsupported);
    let _ = write!(claims, "; {} not checkable", summary.not_checkable);
    let counts = [
        (summary.errors, "error", Severity::Error),
        (summary.warnings, "warning", Severity::Warning),
        (summary.notes, "note", Severity::Note),
    ];
    let elapsed =
        screen.elapsed.map_or_else(String::new, |elapsed| format!("      {} ms", elapsed.as_millis()));
    let waived = if summary.waived > 0 { format!("; {} waived", summary.waived) } else { String::new() };
    let words = counts.map(|(count, noun, _)| plural(count, noun)).join(", ") + &waived;
    let between =
        if claims.width() + 6 + words.width() + elapsed.width() <= screen.width { "      " } else { "\n" };
    let _ = write!(out, "{BOLD}{claims}{BOLD:#}{between}");
    for (idx, (count, noun, severity)) in counts.into_iter().enumerate() {
        let comma = if idx == 0 { "" } else { ", " };
        let style = if count > 0 { severity_style(severity) } else { Style::new() };
        let _ = write!(out, "{comma}{style}{}{style:#}", plural(count, noun));
    }
    let _ = writeln!(out, "{waived}{DIM}{elapsed}{DIM:#}");
}

fn severity_style(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Note => AnsiColor::Cyan.on_default().bold(),
    }
}

fn location(document: &Document, span: Span) -> String {
    format!("{}:{}", escape::terminal(&document.name), document.line_of(span))
}
