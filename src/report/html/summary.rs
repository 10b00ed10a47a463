//! The head of the page: what the run found, in counts that are filters where the script runs.

use std::collections::BTreeMap;

use crate::model::{Report, Severity, Verdict};
use crate::report::html::writer::Page;
use crate::report::html::{severity_class, sign, verdict_class, verdict_words};

/// One count, and the value by which the script filters.
struct Choice<'a> {
    value: &'a str,
    words: String,
    class: &'static str,
    sign: &'static str,
    count: usize,
}

/// Writes the head.
pub(super) fn push_head(reports: &[Report], page: &mut Page) {
    let summary = super::super::summary(reports);
    page.tag("<header class=\"top\">\n<div class=\"line\"><h1>claimdiff</h1>\n<p class=\"counts\">");
    page.text(&format!(
        "{} in {}: {}, {}, {}",
        super::super::plural(summary.claims, "statement"),
        super::super::plural(reports.len(), "piece"),
        super::super::plural(summary.errors, "error"),
        super::super::plural(summary.warnings, "warning"),
        super::super::plural(summary.notes, "note"),
    ));
    page.tag("</p>\n<div class=\"tools\" id=\"tools\"></div></div>\n");
    if reports.len() > 1 {
        page.tag("<nav class=\"pieces\" aria-label=\"Pieces\">");
        for (number, piece) in
            reports.iter().enumerate().filter_map(|(n, it)| Some((n, super::super::piece(it)?)))
        {
            page.tag("<a").link("piece", &[number]).tag(">").text(&piece.name).tag("</a> ");
        }
        page.tag("</nav>\n");
    }
    page.tag("<form class=\"filters\" id=\"filters\">\n");
    let verdicts = [
        (Verdict::Divergent, summary.divergent),
        (Verdict::Unsupported, summary.unsupported),
        (Verdict::Supported, summary.supported),
        (Verdict::NotCheckable, summary.not_checkable),
    ];
    let choices = verdicts.map(|(verdict, count)| Choice {
        value: verdict.name(),
        words: verdict_words(verdict).to_string(),
        class: verdict_class(verdict),
        sign: sign(verdict),
        count,
    });
    push_choices("verdict", &choices, page);
    let severities = [
        (Severity::Error, summary.errors),
        (Severity::Warning, summary.warnings),
        (Severity::Note, summary.notes),
    ];
    let choices = severities.map(|(severity, count)| Choice {
        value: severity.name(),
        words: severity.name().to_string(),
        class: severity_class(severity),
        sign: "",
        count,
    });
    push_choices("severity", &choices, page);
    push_counted("category", &categories(reports), page);
    push_counted("speaker", &speakers(reports), page);
    page.tag("</form>\n</header>\n");
}

fn push_counted(name: &'static str, counts: &BTreeMap<&str, usize>, page: &mut Page) {
    let choice = |(value, count): (&&'_ str, &usize)| (value.to_string(), *count);
    let counted: Vec<(String, usize)> = counts.iter().map(choice).collect();
    let choices: Vec<Choice<'_>> = counted
        .iter()
        .map(|(value, count)| Choice {
            value,
            words: if name == "category" { value.replace('_', " ") } else { value.clone() },
            class: "plain",
            sign: "",
            count: *count,
        })
        .collect();
    push_choices(name, &choices, page);
}

fn push_choices(name: &'static str, choices: &[Choice<'_>], page: &mut Page) {
    if choices.is_empty() {
        return;
    }
    page.tag("<fieldset").attr("data-filter", name).tag("><legend>").text(name).tag("</legend>\n");
    for choice in choices {
        page.tag("<label").attr("class", &format!("chip {}", choice.class)).tag("><input type=\"checkbox\"");
        page.attr("name", name).attr("value", choice.value).tag(">");
        if !choice.sign.is_empty() {
            page.tag("<span class=\"sign\" aria-hidden=\"true\">").tag(choice.sign).tag("</span>");
        }
        page.tag("<span>")
            .text(&choice.words)
            .tag("</span> <b>")
            .text(&choice.count.to_string())
            .tag("</b></label>\n");
    }
    page.tag("</fieldset>\n");
}

/// Findings by kind of fact.
fn categories(reports: &[Report]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for (_, finding) in reports.iter().flat_map(Report::findings) {
        *counts.entry(finding.category.name()).or_insert(0) += 1;
    }
    counts
}

/// Statements by speaker.
fn speakers(reports: &[Report]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for report in reports {
        let Some(piece) = super::super::piece(report) else {
            continue;
        };
        let names = report.claims.iter().filter_map(|claim| super::super::speaker(piece, claim));
        for speaker in names {
            *counts.entry(speaker.name.as_str()).or_insert(0) += 1;
        }
    }
    counts
}
