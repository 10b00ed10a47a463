//! `html`: one page with everything in it, to look through a report and to decide. It loads nothing, and it reads well
//! without its script, which adds filters, keys, and decisions that can be saved as a file.
//!
//! Nothing of a text becomes markup: `writer::Page` takes tags as literals of the program and escapes all the rest. The
//! policy in the head lets the page's own style and script run and nothing else.

mod card;
mod passages;
mod policy;
mod summary;
mod writer;

use crate::model::{ClaimResult, Document, Report, Severity, Verdict};
use passages::Passages;
use writer::Page;

/// Style and script of the page; they stand in it as they are, and the policy names them by their hashes.
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Renders the reports of one run: a section for each piece.
pub fn render(reports: &[Report]) -> String {
    let mut page = Page::default();
    page.tag("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.tag("<meta http-equiv=\"Content-Security-Policy\"").attr("content", &policy::policy(STYLE, SCRIPT));
    page.tag(">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.tag("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
    page.tag("<title>claimdiff: ").text(&title(reports)).tag("</title>\n<style>");
    page.tag(STYLE).tag("</style>\n</head>\n<body").attr("data-key", &policy::key(reports)).tag(">\n");
    page.tag("<a class=\"skip-link\" href=\"#main\">Skip to the text</a>\n");
    summary::push_head(reports, &mut page);
    page.tag("<main id=\"main\">\n");
    for (number, report) in reports.iter().enumerate() {
        if let Some(piece) = super::piece(report) {
            push_section(number, report, piece, &mut page);
        }
    }
    page.tag("</main>\n<script>").tag(SCRIPT).tag("</script>\n</body>\n</html>\n");
    page.finish()
}

fn title(reports: &[Report]) -> String {
    let names: Vec<&str> = reports.iter().filter_map(super::piece).map(|piece| piece.name.as_str()).collect();
    match names.as_slice() {
        [one] => (*one).to_string(),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
        [] => "nothing".to_string(),
    }
}

/// One piece: its text, its sources, and a card for each statement.
fn push_section(number: usize, report: &Report, piece: &Document, page: &mut Page) {
    let passages = Passages::of(report);
    page.tag("<section class=\"piece\"").id("piece", &[number]).tag(" aria-labelledby=\"");
    page.key("title", &[number])
        .tag("\">\n<header class=\"piece-head\">\n<h2")
        .id("title", &[number])
        .tag(">");
    page.text(&piece.name).tag("</h2>\n");
    push_about(report, page);
    page.tag("</header>\n<div class=\"sides\">\n<section class=\"pane text\" aria-label=\"The piece\" tabindex=\"-1\">\n");
    page.tag("<h3 class=\"pane-title\">The piece</h3>\n");
    passages.push_document(number, report, piece, page);
    page.tag("</section>\n<section class=\"pane sources\" aria-label=\"The report\" tabindex=\"-1\">\n");
    for source in report.documents.iter().filter(|document| document.id != piece.id) {
        page.tag("<h3 class=\"pane-title\">The report <span class=\"file\">")
            .text(&source.name)
            .tag("</span></h3>\n");
        passages.push_document(number, report, source, page);
    }
    page.tag("</section>\n</div>\n<section class=\"cards\" aria-label=\"Statements, one by one\">\n");
    page.tag("<p class=\"hint\">Choose a statement to see what the report says about it.</p>\n");
    for (idx, claim) in report.claims.iter().enumerate() {
        card::push_card(&card::Place { number, idx, report, piece, claim, passages: &passages }, page);
    }
    page.tag("</section>\n</section>\n");
}

/// What was read, of which day, and what could not be read or checked.
fn push_about(report: &Report, page: &mut Page) {
    page.tag("<p class=\"about\">");
    for (idx, input) in report.inputs.iter().enumerate() {
        page.tag(match idx {
            0 => "",
            1 => " against ",
            _ => ", ",
        });
        if idx > 0 {
            page.tag("<span class=\"file\">").text(&input.name).tag("</span>");
        }
        if let Some(date) = input.published {
            page.tag(if idx == 0 { "published " } else { ", " }).text(&date.to_string());
        }
    }
    if let Some(line) = report.split_line {
        page.tag("; the piece begins at line ").text(&line.to_string());
    }
    page.tag("</p>\n");
    if report.problems.is_empty() {
        return;
    }
    page.tag("<details class=\"problems\" open><summary>Not read or checked as it should be: ");
    page.text(&super::plural(report.problems.len(), "remark")).tag("</summary>\n<ul>\n");
    for problem in &report.problems {
        page.tag("<li>").text(&super::problem_place(report, problem)).text(&problem.detail).tag("</li>\n");
    }
    page.tag("</ul>\n</details>\n");
}

/// Class of a verdict.
fn verdict_class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Divergent => "v-divergent",
        Verdict::Unsupported => "v-unsupported",
        Verdict::Supported => "v-supported",
        Verdict::NotCheckable => "v-none",
    }
}

/// A sign beside each verdict, so that no colour alone tells it.
fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Divergent => "\u{2260}",
        Verdict::Unsupported => "?",
        Verdict::Supported => "\u{2713}",
        Verdict::NotCheckable => "\u{00b7}",
    }
}

/// A verdict in words.
fn verdict_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Divergent => "divergent",
        Verdict::Unsupported => "unsupported",
        Verdict::Supported => "supported",
        Verdict::NotCheckable => "not checkable",
    }
}

/// Class of a severity.
fn severity_class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "s-error",
        Severity::Warning => "s-warning",
        Severity::Note => "s-note",
    }
}

/// The loudest of a claim's findings that nobody let stand.
fn severity(claim: &ClaimResult) -> Option<Severity> {
    let open = claim.findings.iter().filter(|finding| finding.waived.is_none());
    open.map(|finding| finding.severity).max()
}
