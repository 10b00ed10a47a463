//! From raw layout to blocks and turns: labels are taken off the words, page furniture is told from text, datelines
//! and bylines give the date.

use crate::ingest::draft::DraftBlock;
use crate::ingest::label::{self, Label, Mark};
use crate::ingest::speakers::Cast;
use crate::ingest::{dates, furniture};
use crate::lexicon::Lexicon;
use crate::lexicon::layout::Layout;
use crate::model::{Block, BlockKind, Document, Span, Turn};

/// Turns that make a transcript; labels by a dash need more.
const MIN_TURNS: usize = 2;
/// Bold questions that make an interview without labels.
const MIN_QUESTIONS: usize = 3;
/// How many blocks from the top a date of publication is looked for in.
const DATE_REACH: usize = 8;

/// Gives a document its blocks, turns and speakers.
pub(super) fn apply(document: &mut Document, drafts: &[DraftBlock], lexicon: &Lexicon) {
    let layout = &lexicon.layout;
    let text = document.text().to_string();
    let labels = labels(&text, drafts, layout);
    let plain = !drafts.iter().any(|block| block.kind == BlockKind::Heading);
    let mut cast = Cast::default();
    let mut open: Option<(Turn, String)> = None;
    let mut turns: Vec<Turn> = Vec::new();
    let mut blocks: Vec<Block> = Vec::new();
    for (draft, label) in drafts.iter().zip(&labels) {
        let first = !blocks.iter().any(|block: &Block| block.kind.has_sentences());
        match label {
            Some(label) => {
                close(&mut open, &mut turns, &mut cast, &text, layout);
                let span = trimmed(&text, Span::new(label.words, draft.span.end()));
                blocks.push(Block {
                    span,
                    kind: BlockKind::Paragraph,
                });
                let name = name_of(&text, label);
                open = Some((
                    Turn {
                        speaker: None,
                        span,
                        label: Some(label.span),
                    },
                    name,
                ));
            }
            None => {
                let mut kind = furniture::kind(&text, draft, layout, plain, first);
                // Inside a transcript a short line is part of what somebody says.
                if open.is_some() && plain && kind == BlockKind::Heading {
                    kind = BlockKind::Paragraph;
                }
                blocks.push(Block {
                    span: draft.span,
                    kind,
                });
                match &mut open {
                    Some((turn, _)) if kind == BlockKind::Heading => {
                        // A new section ends the conversation until the next label.
                        let _ = turn;
                        close(&mut open, &mut turns, &mut cast, &text, layout);
                    }
                    Some((turn, _)) if kind.has_sentences() => turn.span = turn.span.cover(draft.span),
                    _ => {}
                }
            }
        }
    }
    close(&mut open, &mut turns, &mut cast, &text, layout);
    document.turns = turns;
    document.speakers = cast.finish();
    take_dates(document, &mut blocks, &text, layout);
    document.blocks = blocks;
}

fn close(
    open: &mut Option<(Turn, String)>,
    turns: &mut Vec<Turn>,
    cast: &mut Cast,
    text: &str,
    layout: &Layout,
) {
    if let Some((mut turn, name)) = open.take() {
        let asks = text
            .get(turn.span.range())
            .is_some_and(|words| words.contains('?'));
        turn.speaker = Some(cast.speaker(&name, asks, layout));
        turns.push(turn);
    }
}

/// The label of every block; none at all where the text is no transcript.
fn labels(text: &str, drafts: &[DraftBlock], layout: &Layout) -> Vec<Option<Label>> {
    let mut labels: Vec<Option<Label>> = drafts
        .iter()
        .map(|draft| {
            let furniture = matches!(
                draft.kind,
                BlockKind::Boilerplate | BlockKind::Byline | BlockKind::Heading
            );
            (!furniture).then(|| label::find(text, draft, layout)).flatten()
        })
        .collect();
    let names: Vec<String> = labels
        .iter()
        .flatten()
        .map(|label| name_of(text, label).to_lowercase())
        .collect();
    let count = |name: &str| names.iter().filter(|other| *other == name).count();
    let sure = labels
        .iter()
        .flatten()
        .filter(|label| label.mark != Mark::Dash)
        .count();
    for slot in &mut labels {
        let Some(label) = slot else { continue };
        let name = name_of(text, label).to_lowercase();
        let keep = match label.mark {
            Mark::Given => true,
            // A dash stands between many things: only a name that recurs, or the full form of initials, is a label.
            Mark::Dash => {
                sure < MIN_TURNS && (count(&name) >= 2 || names.iter().filter(|n| *n != &name).count() >= 4)
            }
            Mark::Colon | Mark::Bracket => true,
        };
        if !keep {
            *slot = None;
        }
    }
    let kept = labels.iter().flatten().count();
    let recurring = names.iter().any(|name| count(name) >= 2) || kept >= 4;
    let given = labels.iter().flatten().any(|label| label.mark == Mark::Given);
    let question_answer = names
        .iter()
        .any(|name| layout.question_labels.contains(name.as_str()));
    let roles = names.iter().any(|name| layout.host_roles.contains(name.as_str()));
    if given || (kept >= MIN_TURNS && (recurring || question_answer || roles)) {
        return labels;
    }
    bold_questions(text, drafts).unwrap_or_else(|| vec![None; drafts.len()])
}

/// Interviews whose questions are bold and whose answers are not: every bold question opens a turn, and so does the
/// paragraph after it.
fn bold_questions(text: &str, drafts: &[DraftBlock]) -> Option<Vec<Option<Label>>> {
    let is_question = |draft: &DraftBlock| {
        let words = text
            .get(draft.span.range())
            .unwrap_or("")
            .trim_end_matches(['*', '_', ' ']);
        draft.kind == BlockKind::Paragraph
            && draft.all_strong()
            && words.len() > 8
            && (words.ends_with('?') || words.ends_with('.') || words.ends_with('!'))
    };
    let n_asked = drafts
        .iter()
        .filter(|draft| is_question(draft) && text.get(draft.span.range()).is_some_and(|w| w.contains('?')))
        .count();
    if n_asked < MIN_QUESTIONS {
        return None;
    }
    let mut asked = false;
    let labels = drafts.iter().map(|draft| {
        let question = is_question(draft);
        let opens = question || (asked && draft.kind.has_sentences());
        asked = question || (asked && !opens);
        let at = draft.span.start();
        // An empty label: who speaks is told by the style alone.
        let span = if question {
            Span::new(at, at)
        } else {
            Span::new(at, at + 1)
        };
        opens.then_some(Label {
            span,
            words: at,
            mark: Mark::Given,
        })
    });
    Some(labels.collect())
}

fn name_of(text: &str, label: &Label) -> String {
    if label.mark == Mark::Given && label.words == label.span.start() {
        return if label.span.is_empty() { "Q" } else { "A" }.to_string();
    }
    text.get(label.span.range()).unwrap_or("").trim().to_string()
}

fn trimmed(text: &str, span: Span) -> Span {
    let words = text.get(span.range()).unwrap_or("");
    let start = span.start() + (words.len() - words.trim_start().len());
    Span::new(start, (start + words.trim().len()).max(start))
}

/// Title, dateline and date of publication.
fn take_dates(document: &mut Document, blocks: &mut [Block], text: &str, layout: &Layout) {
    let words = |span: Span| text.get(span.range()).unwrap_or("");
    if document.metadata.title.is_none() {
        let title = blocks.iter().find(|block| block.kind == BlockKind::Heading);
        document.metadata.title = title.map(|block| words(block.span).trim().to_string());
    }
    let top: Vec<Span> = blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Byline)
        .take(DATE_REACH)
        .map(|block| block.span)
        .collect();
    let mut found: Vec<(Span, dates::Found)> = top
        .iter()
        .filter_map(|span| dates::find(words(*span), layout, false).map(|date| (*span, date)))
        .collect();
    if let Some(block) = blocks
        .iter_mut()
        .find(|block| block.kind == BlockKind::Paragraph && block.span.len() > 40)
        && document.turn_at(block.span.start()).is_none()
        && let Some(len) = furniture::dateline(words(block.span), layout)
    {
        let dateline = Span::new(block.span.start(), block.span.start() + len);
        let place: String = words(dateline)
            .split([',', '(', '–', '—', '.'])
            .next()
            .unwrap_or("")
            .trim()
            .to_string();
        document.metadata.dateline_place = Some(place);
        found.extend(dates::find(words(dateline), layout, false).map(|date| (dateline, date)));
        block.span = Span::new(dateline.end(), block.span.end());
    }
    if document.metadata.published.is_some() {
        return;
    }
    let whole = found
        .iter()
        .find_map(|(span, date)| date.date().map(|date| (*span, date)));
    if let Some((span, date)) = whole {
        document.metadata.published = Some(date);
        document.metadata.published_span = Some(span);
    }
}
