//! One finding as a reviewer sees it in the terminal. The words in question stand in `[-…-]` and `{+…+}`, as in the
//! format `diff`, so that no colour alone tells them. All text from outside is made safe.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::wire::{Choice, Decided, Item};
use crate::report::{escape, wrap};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const CLAIM: Style = AnsiColor::Red.on_default().bold();
const SOURCE: Style = AnsiColor::Green.on_default().bold();

/// Where passages begin.
const INDENT: usize = 10;

/// The question.
pub(crate) fn prompt() -> String {
    format!(
        "{BOLD}a{BOLD:#}ccept, {BOLD}w{BOLD:#}aive, {BOLD}s{BOLD:#}kip, {BOLD}b{BOLD:#}ack, {BOLD}q{BOLD:#}uit? "
    )
}

/// The finding of that number with both passages.
pub(crate) fn finding(
    item: &Item,
    number: usize,
    of: usize,
    earlier: Option<&Decided>,
    width: usize,
) -> String {
    let style = match item.severity.as_str() {
        "error" => CLAIM,
        "warning" => AnsiColor::Yellow.on_default().bold(),
        _ => AnsiColor::Cyan.on_default().bold(),
    };
    let mut out = String::new();
    let (severity, rule) = (escape::terminal(&item.severity), escape::terminal(&item.rule));
    let _ = writeln!(
        out,
        "\n{DIM}{number} of {of}{DIM:#}  {style}{severity}[{rule}]{style:#}  {DIM}confidence {:.2}{DIM:#}",
        item.confidence
    );
    for line in wrap::lines(&escape::terminal(&item.message), width.saturating_sub(2), 0) {
        let _ = writeln!(out, "  {BOLD}{line}{BOLD:#}");
    }
    let speaker =
        item.speaker.as_ref().map_or_else(String::new, |name| format!("  {}", escape::terminal(name)));
    let _ = writeln!(out, "\n  piece   {DIM}{}:{}{DIM:#}{speaker}", escape::terminal(&item.piece), item.line);
    push_passage(&item.text, Some(&item.words), ("[-", "-]"), CLAIM, width, &mut out);
    match &item.source {
        Some(source) => {
            let label = if source.words.is_some() { "report " } else { "nearest" };
            let name = escape::terminal(&source.name);
            let _ = writeln!(out, "  {label} {DIM}{name}:{}{DIM:#}", source.line);
            push_passage(&source.text, source.words.as_deref(), ("{+", "+}"), SOURCE, width, &mut out);
        }
        None => out.push_str("  report  nothing\n"),
    }
    if let Some(suggestion) = &item.suggestion {
        let _ = writeln!(out, "  change to \"{}\"", escape::terminal(suggestion));
    }
    if let Some(earlier) = earlier {
        let reason =
            earlier.reason.as_ref().map_or_else(String::new, |it| format!(": {}", escape::terminal(it)));
        let what = match earlier.decision {
            Choice::Accept => "accepted",
            Choice::Waive => "waived",
        };
        let _ = writeln!(out, "  {DIM}decided before: {what}{reason}{DIM:#}");
    }
    out.push('\n');
    out
}

fn push_passage(
    text: &str,
    words: Option<&str>,
    (open, close): (&str, &str),
    style: Style,
    width: usize,
    out: &mut String,
) {
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (text, words) = (folded(text), words.map(folded).filter(|words| !words.is_empty()));
    let marked = match words.as_deref().and_then(|words| text.split_once(words).map(|(a, b)| (a, words, b))) {
        Some((before, words, after)) => format!("{before}{open}{words}{close}{after}"),
        None => text,
    };
    let safe = escape::terminal(&marked);
    let mut inside = false;
    for line in wrap::lines(&safe, width.saturating_sub(INDENT), 0) {
        let _ = write!(out, "{:INDENT$}", "");
        let mut rest = line.as_str();
        // A mark may run over several lines: each gets the style of its own part.
        loop {
            let border = if inside { close } else { open };
            let part_style = if inside { style } else { Style::new() };
            let Some((part, after)) = rest.split_once(border) else {
                let _ = write!(out, "{part_style}{rest}{part_style:#}");
                break;
            };
            let _ = write!(out, "{part_style}{part}{part_style:#}{style}{border}{style:#}");
            inside = !inside;
            rest = after;
        }
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::super::wire::SourceItem;
    use super::*;

    fn item(words: &str) -> Item {
        Item {
            piece: "p\u{1b}[2J.txt".into(),
            line: 3,
            speaker: Some("Ivo\u{202e}".into()),
            text: "It was\nin favour of the plan, and nobody there said anything else about it.".into(),
            words: words.into(),
            source: Some(SourceItem {
                name: "r.txt".into(),
                line: 9,
                text: "Councillors opposed it.".into(),
                words: Some("opposed".into()),
            }),
            rule: "polarity/opposite".into(),
            severity: "error".into(),
            confidence: 0.69,
            message: "says \u{9b}31m the opposite".into(),
            suggestion: None,
            fingerprint: "f".into(),
        }
    }

    fn plain(item: &Item, width: usize) -> String {
        anstream::adapter::strip_str(&finding(item, 2, 5, None, width)).to_string()
    }

    #[test]
    fn both_passages_are_shown_with_their_words_marked() {
        let text = plain(&item("in favour"), 40);
        for line in [
            "2 of 5  error[polarity/opposite]  confidence 0.69",
            "          It was [-in favour-] of the",
            "  report  r.txt:9",
            "          Councillors {+opposed+} it.",
        ] {
            assert!(text.lines().any(|it| it == line), "{line}\n{text}");
        }
    }

    #[test]
    fn a_mark_over_several_lines_ends_where_it_should() {
        let styled = finding(&item("favour of the plan, and nobody"), 1, 1, None, 34);
        let text = anstream::adapter::strip_str(&styled).to_string();
        assert!(text.contains("[-favour") && text.contains("nobody-]"), "{text}");
    }

    #[test]
    fn nothing_of_a_report_reaches_the_terminal_unsafe() {
        let text = plain(&item("in favour"), 80);
        let bad = |letter: &char| (letter.is_control() && *letter != '\n') || *letter == '\u{202e}';
        assert_eq!(text.chars().find(bad), None, "{text:?}");
    }
}
