//! The texts themselves, cut into numbered stretches at every place that a statement, a finding or a passage begins or
//! ends, so that a card can point to its words on both sides.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::model::{BlockKind, ClaimResult, Document, DocumentId, Report, Span};
use crate::report::html::writer::Page;
use crate::report::html::{severity, sign, verdict_class, verdict_words};

/// Where the documents of one report are cut.
#[derive(Debug, Default)]
pub(super) struct Passages {
    cuts: BTreeMap<DocumentId, Cuts>,
}

#[derive(Debug, Default)]
struct Cuts {
    /// Offsets, sorted; stretch `k` begins at the `k`-th.
    at: Vec<usize>,
    /// Passages that verdicts rest on, joined where they touch.
    cited: Vec<Span>,
    /// Words that findings are about, joined.
    marked: Vec<Span>,
    /// Labels of speakers.
    labels: Vec<Span>,
}

impl Passages {
    pub(super) fn of(report: &Report) -> Self {
        let mut passages = Self::default();
        for document in &report.documents {
            let cuts = passages.cuts.entry(document.id).or_default();
            cuts.labels = document.turns.iter().filter_map(|turn| turn.label).collect();
        }
        let piece = super::super::piece(report).map(|piece| piece.id);
        for claim in &report.claims {
            if let Some(cuts) = piece.and_then(|id| passages.cuts.get_mut(&id)) {
                cuts.at.extend([claim.span.start(), claim.span.end()]);
                cuts.marked.extend(claim.findings.iter().map(|finding| finding.claim_span));
            }
            let evidence = claim.evidence.iter().map(|it| (it.source, it.span));
            let words = claim.findings.iter().filter_map(|it| it.source.zip(it.source_span));
            for (id, span) in evidence.chain(words) {
                if let Some(cuts) = passages.cuts.get_mut(&id) {
                    cuts.cited.push(span);
                }
            }
        }
        for cuts in passages.cuts.values_mut() {
            cuts.close();
        }
        passages
    }

    /// "1:4-6": the stretches of document 1 that a span covers, as the script reads them.
    pub(super) fn range(&self, id: DocumentId, span: Span) -> String {
        let Some(cuts) = self.cuts.get(&id) else {
            return String::new();
        };
        let first = cuts.number(span.start());
        let last = cuts.number(span.end().saturating_sub(1).max(span.start()));
        format!("{}:{first}-{last}", id.0)
    }

    /// The number of the stretch that begins a span, for links that need no script.
    pub(super) fn first(&self, id: DocumentId, span: Span) -> usize {
        self.cuts.get(&id).map_or(0, |cuts| cuts.number(span.start()))
    }

    /// Writes a whole document, block by block.
    pub(super) fn push_document(&self, number: usize, report: &Report, document: &Document, page: &mut Page) {
        let Some(cuts) = self.cuts.get(&document.id) else {
            return;
        };
        let is_piece = super::super::piece(report).is_some_and(|piece| piece.id == document.id);
        let claims = if is_piece { report.claims.as_slice() } else { &[] };
        page.tag("<div class=\"document\"").attr("data-document", &document.id.0.to_string()).tag(">\n");
        let mut walk = Walk { number, document, cuts, claims, last: None, open: None, begun: None, page };
        let mut end = 0;
        for block in &document.blocks {
            let (open, close) = tags(block.kind);
            walk.page.tag(open);
            // A label may stand before the block that it belongs to.
            let first = cuts.labels.partition_point(|label| label.start() < end);
            let labels = cuts.labels.get(first..).unwrap_or_default();
            for label in labels.iter().take_while(|label| label.end() <= block.span.start()) {
                walk.page.tag("<b class=\"speaker\">").text(document.slice(*label)).tag("</b> ");
            }
            walk.push(block.span);
            walk.page.tag(close);
            end = block.span.end().max(end);
        }
        page.tag("</div>\n");
    }
}

impl Cuts {
    /// Sorts and joins; everything that begins or ends is a cut.
    fn close(&mut self) {
        for spans in [&mut self.cited, &mut self.marked, &mut self.labels] {
            self.at.extend(spans.iter().flat_map(|span| [span.start(), span.end()]));
        }
        self.at.push(0);
        self.at.sort_unstable();
        self.at.dedup();
        for spans in [&mut self.cited, &mut self.marked] {
            spans.sort_unstable();
            let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
            for span in spans.drain(..) {
                match joined.last_mut() {
                    Some(last) if span.start() <= last.end() => *last = last.cover(span),
                    _ => joined.push(span),
                }
            }
            *spans = joined;
        }
        self.labels.sort_unstable();
    }

    fn number(&self, offset: usize) -> usize {
        self.at.partition_point(|at| *at <= offset).saturating_sub(1)
    }
}

/// Whether one of these sorted spans, which do not overlap, holds an offset.
fn holds(spans: &[Span], offset: usize) -> bool {
    let idx = spans.partition_point(|span| span.start() <= offset);
    idx.checked_sub(1).and_then(|idx| spans.get(idx)).is_some_and(|span| offset < span.end())
}

/// One walk through a document.
struct Walk<'a> {
    number: usize,
    document: &'a Document,
    cuts: &'a Cuts,
    claims: &'a [ClaimResult],
    /// The last stretch that got its `id`.
    last: Option<usize>,
    /// The statement that is open.
    open: Option<usize>,
    /// The last statement whose beginning was written.
    begun: Option<usize>,
    page: &'a mut Page,
}

impl Walk<'_> {
    fn push(&mut self, block: Span) {
        let mut at = block.start();
        while at < block.end() {
            let next = self.cuts.at.partition_point(|cut| *cut <= at);
            let end = self.cuts.at.get(next).map_or(block.end(), |cut| (*cut).min(block.end()));
            self.stretch(Span::new(at, end));
            at = end;
        }
        self.turn_to(None);
    }

    fn stretch(&mut self, span: Span) {
        let label = holds(&self.cuts.labels, span.start());
        let claim = self.claim_at(span.start()).filter(|_| !label);
        self.turn_to(claim);
        let stretch = self.cuts.number(span.start());
        let element = match (label, holds(&self.cuts.marked, span.start())) {
            (true, _) => "<b class=\"speaker\"",
            (false, true) => "<mark",
            (false, false) => "<span",
        };
        self.page.tag(element);
        if !label && holds(&self.cuts.cited, span.start()) {
            self.page.tag(" class=\"cited\"");
        }
        if self.last != Some(stretch) {
            self.last = Some(stretch);
            self.page.id("t", &[self.number, usize::from(self.document.id.0), stretch]);
        }
        self.page.attr("data-k", &stretch.to_string()).tag(">").text(self.document.slice(span));
        self.page.tag(match element {
            "<mark" => "</mark>",
            "<span" => "</span>",
            _ => "</b>",
        });
    }

    fn claim_at(&self, offset: usize) -> Option<usize> {
        let idx = self.claims.partition_point(|claim| claim.span.start() <= offset).checked_sub(1)?;
        self.claims.get(idx).filter(|claim| offset < claim.span.end()).map(|_| idx)
    }

    /// Closes the statement that is open and opens another one.
    fn turn_to(&mut self, claim: Option<usize>) {
        if self.open == claim {
            return;
        }
        if self.open.take().is_some() {
            self.page.tag("</a>");
        }
        let Some((idx, found)) = claim.and_then(|idx| Some((idx, self.claims.get(idx)?))) else {
            return;
        };
        self.open = Some(idx);
        self.page.tag("<a").link("c", &[self.number, idx]);
        // A statement may run on in the next block; its name belongs to its beginning.
        let begins = self.begun.is_none_or(|begun| begun < idx);
        self.begun = Some(idx);
        if begins {
            self.page.id("p", &[self.number, idx]);
        }
        let mut classes = format!("claim {}", verdict_class(found.verdict));
        if let Some(severity) = severity(found) {
            let _ = write!(classes, " {}", super::severity_class(severity));
        }
        self.page.attr("class", &classes).attr("data-c", &idx.to_string()).tag(">");
        if begins {
            self.page.tag("<span class=\"sign\" aria-hidden=\"true\">").text(sign(found.verdict));
            self.page.tag("</span><span class=\"vh\">").text(verdict_words(found.verdict)).tag(": </span>");
        }
    }
}

fn tags(kind: BlockKind) -> (&'static str, &'static str) {
    match kind {
        BlockKind::Heading => ("<h4>", "</h4>\n"),
        BlockKind::Paragraph => ("<p>", "</p>\n"),
        BlockKind::ListItem => ("<p class=\"item\">", "</p>\n"),
        BlockKind::Quotation => ("<blockquote>", "</blockquote>\n"),
        BlockKind::Caption => ("<p class=\"caption\">", "</p>\n"),
        BlockKind::Byline => ("<p class=\"byline\">", "</p>\n"),
        BlockKind::StageDirection => ("<p class=\"stage\">", "</p>\n"),
        BlockKind::Boilerplate => ("<p class=\"furniture\">", "</p>\n"),
    }
}
