//! One statement with all that is known about it: both passages word by word, slot by slot, the rule that spoke, the
//! values, and what its score is made of.

use std::collections::BTreeSet;

use crate::model::{BASE, ClaimResult, Document, DocumentId, Finding, Relation, Report, Span, Verdict};
use crate::report::html::passages::Passages;
use crate::report::html::writer::Page;
use crate::report::html::{severity, severity_class, sign, verdict_class, verdict_words};
use crate::report::passage::{self, Passage};

/// Contributions to a score that are shown.
const MOST_PARTS: usize = 6;

/// A statement and where it stands.
pub(super) struct Place<'a> {
    /// Number of the report.
    pub number: usize,
    /// Number of the statement in it.
    pub idx: usize,
    pub report: &'a Report,
    pub piece: &'a Document,
    pub claim: &'a ClaimResult,
    pub passages: &'a Passages,
}

impl Place<'_> {
    /// "report.txt:3": the folder is told by the head of the text, and by the title of the link.
    fn line(&self, id: DocumentId, span: Span) -> String {
        let document = self.report.document(id);
        let last = |name: &str| name.rsplit(['/', '\\']).next().unwrap_or(name).to_string();
        document.map_or_else(String::new, |it| format!("{}:{}", last(&it.name), it.line_of(span)))
    }

    fn name(&self, id: DocumentId) -> &str {
        self.report.document(id).map_or("", |document| document.name.as_str())
    }

    fn words(&self, id: DocumentId, span: Span) -> &str {
        self.report.document(id).map_or("", |document| document.slice(span))
    }

    /// A link to a passage that shows its file and line.
    fn push_link(&self, id: DocumentId, span: Span, page: &mut Page) {
        let stretch = self.passages.first(id, span);
        page.tag("<a class=\"place\"").link("t", &[self.number, usize::from(id.0), stretch]);
        page.attr("title", self.name(id)).tag(">");
        page.text(&self.line(id, span)).tag("</a>");
    }
}

/// Writes the card of a statement.
pub(super) fn push_card(place: &Place<'_>, page: &mut Page) {
    let (claim, piece) = (place.claim, place.piece);
    page.tag("<article").id("c", &[place.number, place.idx]);
    page.attr("class", &format!("card {}", verdict_class(claim.verdict)));
    page.tag(" tabindex=\"-1\"")
        .attr("data-c", &place.idx.to_string())
        .attr("data-verdict", claim.verdict.name());
    if let Some(severity) = severity(claim) {
        page.attr("data-severity", severity.name());
    }
    let categories: BTreeSet<&str> = claim.findings.iter().map(|finding| finding.category.name()).collect();
    page.attr("data-category", &categories.into_iter().collect::<Vec<_>>().join(" "));
    let speaker = super::super::speaker(piece, claim);
    if let Some(speaker) = speaker {
        page.attr("data-speaker", &speaker.name);
    }
    let evidence = claim.evidence.iter().map(|it| place.passages.range(it.source, it.span));
    page.attr("data-evidence", &evidence.collect::<Vec<_>>().join(" "));
    let words = claim.findings.iter().filter_map(|it| it.source.zip(it.source_span));
    let words = words.map(|(id, span)| place.passages.range(id, span));
    page.attr("data-words", &words.collect::<Vec<_>>().join(" ")).tag(">\n<header>");
    push_badge(claim.verdict, page);
    if let Some(speaker) = speaker {
        page.tag(" <span class=\"who\">").text(&speaker.name).tag("</span>");
    }
    page.tag(" <a class=\"place\"").link("p", &[place.number, place.idx]).tag(">");
    page.text(&place.line(piece.id, claim.span)).tag("</a></header>\n<p class=\"said\">");
    let marks: Vec<Span> = claim.findings.iter().map(|finding| finding.claim_span).collect();
    push_marked(&Passage::new(piece, claim.span, &marks), "<del>", "</del>", page);
    page.tag("</p>\n");
    if let Some(reason) = claim.not_checkable {
        page.tag("<p class=\"quiet\">Not a claim that a source could bear out: ")
            .text(reason.name())
            .tag(".</p>\n");
    } else if claim.findings.is_empty() {
        page.tag("<p class=\"quiet\">").tag(match claim.verdict {
            Verdict::Unsupported => "The report does not say this; no rule speaks, the score alone decides.",
            Verdict::Divergent | Verdict::Supported | Verdict::NotCheckable => "The report bears this out.",
        });
        page.tag("</p>\n");
    }
    for finding in &claim.findings {
        push_finding(place, finding, page);
    }
    push_slots(place, page);
    push_score(claim, page);
    push_evidence(place, page);
    page.tag("</article>\n");
}

fn push_badge(verdict: Verdict, page: &mut Page) {
    page.tag("<span").attr("class", &format!("badge {}", verdict_class(verdict)));
    page.tag("><span aria-hidden=\"true\">").text(sign(verdict)).tag("</span> ");
    page.text(verdict_words(verdict)).tag("</span>");
}

fn push_marked(passage: &Passage, open: &'static str, close: &'static str, page: &mut Page) {
    for stretch in passage.whole() {
        if stretch.marked {
            page.tag(open).text(&stretch.text).tag(close);
        } else {
            page.text(&stretch.text);
        }
    }
}

fn push_finding(place: &Place<'_>, finding: &Finding, page: &mut Page) {
    page.tag("<section").attr("class", &format!("finding {}", severity_class(finding.severity)));
    page.attr("data-fingerprint", &finding.fingerprint).attr("data-rule", &finding.rule);
    page.attr("data-piece", &place.piece.name);
    page.tag(">\n<h4><span class=\"severity\">").text(finding.severity.name()).tag("</span> <code>");
    page.text(&finding.rule).tag("</code> <span class=\"confidence\">confidence ");
    page.text(&format!("{:.2}", finding.confidence)).tag("</span></h4>\n<p class=\"message\">");
    page.text(&finding.message).tag("</p>\n<dl class=\"difference\">\n<dt>piece</dt><dd><del>");
    page.text(&words_of(place.piece.slice(finding.claim_span))).tag("</del>");
    push_value(finding.claim_value.as_deref(), page);
    page.tag("</dd>\n");
    let sides = passage::sides(place.report, place.claim, finding);
    let nearest = sides.as_ref().is_none_or(|sides| sides.is_nearest);
    if let Some((id, span)) = finding.source.zip(finding.source_span).filter(|_| !nearest) {
        page.tag(if id == place.piece.id { "<dt>earlier</dt><dd><ins>" } else { "<dt>report</dt><dd><ins>" });
        page.text(&words_of(place.words(id, span))).tag("</ins>");
        push_value(finding.source_value.as_deref(), page);
        page.tag("</dd>\n");
    }
    if let Some(suggestion) = &finding.suggestion {
        page.tag("<dt>change to</dt><dd><b>").text(suggestion).tag("</b></dd>\n");
    }
    page.tag("</dl>\n");
    if let Some((source, span, marks)) = sides.and_then(|sides| sides.source) {
        let at = finding.source_span.filter(|_| !nearest).unwrap_or(span);
        page.tag("<p class=\"passage\">");
        if nearest {
            page.tag("<span class=\"quiet\">nearest passage</span> ");
        }
        place.push_link(source.id, at, page);
        page.tag(" ");
        push_marked(&Passage::new(source, span, &marks), "<ins>", "</ins>", page);
        page.tag("</p>\n");
    }
    if let Some(reason) = &finding.waived {
        page.tag("<p class=\"waived\"><b>Waived:</b> ").text(reason).tag("</p>\n");
    }
    if let Some(rule) = place.report.rule(&finding.rule) {
        page.tag("<details class=\"why\"><summary>").text(&rule.title).tag("</summary>\n<p>");
        page.text(&rule.why).tag("</p>\n<p class=\"quiet\"><b>Limits</b> ").text(&rule.limits);
        page.tag("</p>\n</details>\n");
    }
    page.tag("</section>\n");
}

/// On one line, as words are shown in a table.
fn words_of(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn push_value(value: Option<&str>, page: &mut Page) {
    if let Some(value) = value {
        page.tag(" <span class=\"value\">").text(value).tag("</span>");
    }
}

fn push_slots(place: &Place<'_>, page: &mut Page) {
    if place.claim.slots.is_empty() {
        return;
    }
    page.tag("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Slot by slot\"><table class=\"slots\">\n");
    page.tag(
        "<caption>Slot by slot</caption>\n<thead><tr><th scope=\"col\">slot</th><th scope=\"col\">piece</th>",
    );
    page.tag("<th scope=\"col\">report</th><th scope=\"col\">relation</th></tr></thead>\n<tbody>\n");
    for row in &place.claim.slots {
        let (class, sign) = relation(row.relation);
        page.tag("<tr").attr("class", class).tag("><th scope=\"row\">").text(row.slot).tag("</th><td>");
        page.text(&words_of(place.piece.slice(row.claim))).tag("</td><td>");
        match row.source {
            Some((id, span)) => page.text(&words_of(place.words(id, span))),
            None => page.tag("<span class=\"quiet\">nothing</span>"),
        };
        page.tag("</td><td><span aria-hidden=\"true\">").tag(sign).tag("</span> ");
        page.text(&row.relation.name().replace('_', " ")).tag("</td></tr>\n");
    }
    page.tag("</tbody>\n</table></div>\n");
}

/// Class and sign of a relation.
fn relation(relation: Relation) -> (&'static str, &'static str) {
    match relation {
        Relation::Same => ("r-good", "="),
        Relation::Compatible | Relation::LessExact => ("r-good", "\u{2248}"),
        Relation::MoreExact => ("r-open", "+"),
        Relation::Absent => ("r-open", "?"),
        Relation::Disjoint => ("r-bad", "\u{2260}"),
    }
}

fn push_score(claim: &ClaimResult, page: &mut Page) {
    let Some(score) = claim.score else {
        return;
    };
    let shown = format!("{score:.2}");
    page.tag(
        "<div class=\"score\"><p>Support <meter min=\"0\" max=\"1\" low=\"0.35\" high=\"0.65\" optimum=\"1\"",
    );
    page.attr("value", &shown).tag(">").text(&shown).tag("</meter> <b>").text(&shown).tag("</b></p>\n");
    let mut parts: Vec<_> = claim.score_parts.iter().filter(|(name, ..)| *name != BASE).collect();
    parts.sort_by(|(_, _, a), (_, _, b)| b.abs().total_cmp(&a.abs()));
    if !parts.is_empty() {
        page.tag("<details><summary>Largest contributions</summary>\n<table class=\"parts\"><tbody>\n");
        for (name, value, contribution) in parts.into_iter().take(MOST_PARTS) {
            page.tag("<tr><th scope=\"row\">").text(&name.replace('_', " ")).tag("</th><td>");
            page.text(&format!("{value:.2}"))
                .tag("</td><td>")
                .text(&format!("{contribution:+.2}"))
                .tag("</td></tr>\n");
        }
        page.tag("</tbody></table></details>\n");
    }
    page.tag("</div>\n");
}

fn push_evidence(place: &Place<'_>, page: &mut Page) {
    if place.claim.evidence.is_empty() {
        return;
    }
    page.tag("<details class=\"evidence\"><summary>");
    page.text(&super::super::plural(place.claim.evidence.len(), "passage")).tag("</summary>\n<ol>\n");
    for evidence in &place.claim.evidence {
        page.tag("<li>");
        place.push_link(evidence.source, evidence.span, page);
        page.tag(" <span class=\"confidence\">same event ")
            .text(&format!("{:.2}", evidence.score))
            .tag("</span><br>");
        page.text(&words_of(place.words(evidence.source, evidence.span))).tag("</li>\n");
    }
    page.tag("</ol>\n</details>\n");
}
