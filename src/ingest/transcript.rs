//! Turns: what each speaker says until the next one speaks, over as many blocks as it takes.

use crate::ingest::draft::DraftBlock;
use crate::ingest::labels::{Label, Style};
use crate::ingest::speakers::{self, Asking};
use crate::lexicon::layout::Layout;
use crate::model::{BlockKind, Document, Span, Speaker, Turn};

/// The conversation in a document.
#[derive(Debug, Default)]
pub(super) struct Conversation {
    pub turns: Vec<Turn>,
    pub speakers: Vec<Speaker>,
}

/// Builds the turns from the labels of the blocks.
pub(super) fn turns(
    document: &Document,
    drafts: &[DraftBlock],
    found: &[Option<Label>],
    layout: &Layout,
) -> Conversation {
    let labels: Vec<&Label> = found.iter().flatten().collect();
    let Some(first) = labels.first() else {
        return Conversation::default();
    };
    let style = first.style;
    let (mut speakers, ids) = speakers::resolve(&labels, layout);
    let mut turns: Vec<Turn> = Vec::with_capacity(labels.len());
    let mut asking = vec![Asking::default(); speakers.len()];
    let mut nth = 0;
    let mut open = false;
    let labeled_italics =
        drafts.iter().zip(found).filter(|(block, label)| label.is_some() && block.all_italic()).count();
    for (block, label) in drafts.iter().zip(found) {
        if let Some(label) = label {
            turns.push(Turn {
                speaker: ids.get(nth).copied(),
                span: Span::new(label.body.min(block.span.end()), block.span.end()),
                label: (!label.span.is_empty()).then_some(label.span),
            });
            nth += 1;
            open = true;
            continue;
        }
        // A note in italics, a headline, a byline or furniture below the talk belongs to nobody; but a remark or
        // an advertisement in the middle does not end what somebody says.
        let ends = match block.kind {
            BlockKind::Heading | BlockKind::Byline | BlockKind::Caption => true,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation => {
                block.all_italic() && labeled_italics == 0
            }
            BlockKind::StageDirection | BlockKind::Boilerplate => continue,
        };
        if ends {
            open = false;
        } else if open && let Some(turn) = turns.last_mut() {
            turn.span = Span::new(turn.span.start(), block.span.end());
        }
    }
    for turn in &turns {
        let words = document.slice(turn.span).trim_end_matches(|letter: char| {
            letter.is_whitespace() || matches!(letter, '"' | '”' | '’' | '»')
        });
        if let Some(asking) = turn.speaker.and_then(|id| asking.get_mut(usize::from(id.0))) {
            asking.turns += 1;
            asking.questions += usize::from(words.ends_with('?'));
            asking.length += words.len();
        }
    }
    speakers::set_roles(&mut speakers, &asking, style, layout);
    if style == Style::Question {
        // Without labels nobody has a name: the parts are known, the persons are not.
        for speaker in &mut speakers {
            speaker.labels.clear();
        }
    }
    Conversation { turns, speakers }
}
