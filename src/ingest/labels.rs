//! Speaker labels at the start of blocks: "Name:", "[NAME]", "Name –", "[19:02] NAME, ROLE:", a bold question.
//! A label counts only where the text as a whole is a conversation; a lone "He said: …" never makes one.

use std::collections::BTreeMap;

use crate::ingest::draft::DraftBlock;
use crate::ingest::speakers;
use crate::lexicon::Lexicon;
use crate::lexicon::layout::Layout;
use crate::model::{BlockKind, Document, Span};

/// A label is no longer than this, in bytes.
const LONGEST: usize = 90;
/// A label's name has no more words than this.
const MOST_WORDS: usize = 5;
/// So many bold questions make an interview.
const FEWEST_QUESTIONS: usize = 3;

/// How a label is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// "Name: …"
    Colon,
    /// "[NAME] …"
    Bracket,
    /// "Name – …"
    Dash,
    /// A bold name without any mark after it.
    Bold,
    /// "name: …", all in small letters.
    Small,
    /// Given apart by the format.
    Given,
    /// No label: a bold question, or the answer to one.
    Question,
    Answer,
}

/// A label at the start of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// The label with its mark; empty for a bold question.
    pub span: Span,
    /// What names the speaker, as written.
    pub name: String,
    /// Where the words begin.
    pub body: usize,
    pub style: Style,
}

impl Label {
    fn key(&self) -> String {
        self.name.to_lowercase()
    }
}

/// The label of each block that begins what somebody says.
pub(super) fn find(document: &Document, drafts: &[DraftBlock], lexicon: &Lexicon) -> Vec<Option<Label>> {
    let layout = &lexicon.layout;
    let candidates: Vec<Option<Label>> =
        drafts.iter().map(|block| candidate(document, block, lexicon)).collect();
    if candidates.iter().any(Option::is_some) {
        let accepted = accept(document, drafts, candidates, layout);
        if accepted.iter().any(Option::is_some) {
            return accepted;
        }
    }
    questions(document, drafts)
}

fn candidate(document: &Document, block: &DraftBlock, lexicon: &Lexicon) -> Option<Label> {
    if let Some(span) = block.label {
        let name = document.slice(span).trim().trim_end_matches(':').to_string();
        let body = block.span.start();
        return Some(Label { span, name, body, style: Style::Given });
    }
    if matches!(block.kind, BlockKind::Heading | BlockKind::Boilerplate | BlockKind::Caption) {
        return None;
    }
    let words = document.slice(block.span);
    let lead = lead(words);
    let rest = words.get(lead..)?;
    let start = block.span.start() + lead;
    let label = |name: &str, len: usize, style: Style| {
        let tail = rest.get(len..).unwrap_or("");
        Label {
            span: Span::new(start, start + len),
            name: name.trim().to_string(),
            body: start + len + leading(tail),
            style,
        }
    };
    if let Some(inside) = rest.strip_prefix('[') {
        let close = inside.find(']').filter(|close| *close <= LONGEST)?;
        let name = inside.get(..close)?;
        let colon = usize::from(rest.get(close + 2..).is_some_and(|tail| tail.starts_with(':')));
        let said = rest.get(close + 2 + colon..).is_some_and(|tail| !tail.trim().is_empty());
        let stage =
            name.split_whitespace().any(|word| lexicon.layout.stage.contains(word.to_lowercase().as_str()));
        return (said && !stage && is_name(name, lexicon))
            .then(|| label(name, close + 2 + colon, Style::Bracket));
    }
    let head_end = rest.char_indices().map(|(at, _)| at).take_while(|at| *at <= LONGEST).last()?;
    let head = rest
        .get(..head_end.max(rest.len().min(LONGEST / 4)).min(rest.len()))
        .or_else(|| rest.get(..head_end))?;
    let colon = head.char_indices().find(|(at, letter)| {
        *letter == ':'
            && rest.get(at + 1..).is_some_and(|tail| tail.is_empty() || tail.starts_with(char::is_whitespace))
    });
    let dash =
        [" – ", " — ", " - "].iter().filter_map(|dash| head.find(dash).map(|at| (at, dash.len()))).min();
    match (colon, dash) {
        (Some((at, _)), _) if dash.is_none_or(|(dash, _)| at < dash) => {
            let name = head.get(..at)?;
            if is_name(name, lexicon) {
                return Some(label(name, at + 1, Style::Colon));
            }
            is_small_name(name).then(|| label(name, at + 1, Style::Small))
        }
        (_, Some((at, len))) => {
            let name = head.get(..at)?;
            is_name(name, lexicon).then(|| label(name, at + len, Style::Dash))
        }
        (_, None) => {
            let bold =
                block.strong.first().filter(|bold| bold.start() == start && bold.len() <= LONGEST / 2)?;
            let name = document.slice(*bold);
            let more = bold.end() < block.span.end();
            (more && is_name(name, lexicon)).then(|| label(name, bold.len(), Style::Bold))
        }
    }
}

/// White space, and the dash of an empty label, before the words.
fn leading(tail: &str) -> usize {
    tail.len() - tail.trim_start().len()
}

/// Length of timestamps and prompt marks before a label: "[00:12] ", "17:03:20 ", ">> ".
fn lead(words: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = words.get(at..).unwrap_or("");
        let trimmed = rest.trim_start();
        let blank = rest.len() - trimmed.len();
        let len = if trimmed.starts_with(">>") { 2 } else { time_len(trimmed) };
        if len == 0 {
            return at + if at > 0 { blank } else { 0 };
        }
        at += blank + len;
    }
}

fn time_len(words: &str) -> usize {
    let bracket = words.starts_with(['[', '(']);
    let inside = words.get(usize::from(bracket)..).unwrap_or("");
    let digits =
        inside.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.')).count();
    let time = inside.get(..digits).unwrap_or("");
    let pairs = time.trim_end_matches(['.', ':']).split(':').collect::<Vec<_>>();
    let fits = (2..=3).contains(&pairs.len())
        && pairs
            .iter()
            .all(|pair| pair.starts_with(|letter: char| letter.is_ascii_digit()) && pair.len() <= 6);
    let end = usize::from(bracket) + digits;
    let after = words.get(end..).unwrap_or("");
    match (fits, bracket) {
        (false, _) => 0,
        (true, true) if after.starts_with([']', ')']) => end + 1,
        (true, false) if after.starts_with(char::is_whitespace) => end,
        (true, _) => 0,
    }
}

/// Whether the words before a mark can name a speaker: "Dr. Ana Ruiz", "ANCHOR (Corrin)", "LEE, REPORTER", "Q".
fn is_name(written: &str, lexicon: &Lexicon) -> bool {
    let layout = &lexicon.layout;
    let lower = written.trim().to_lowercase();
    if layout.question_labels.contains(lower.as_str()) || layout.answer_labels.contains(lower.as_str()) {
        return true;
    }
    if lower.is_empty()
        || layout.not_labels.contains(lower.as_str())
        || written.contains(['"', '“', '”', '!', '?', ';', '/', '@'])
    {
        return false;
    }
    let main = written.split(['(', ',']).next().unwrap_or("").trim();
    let words: Vec<&str> = main.split_whitespace().collect();
    let first = words.first().is_some_and(|word| word.starts_with(char::is_uppercase));
    let pronoun = words.len() == 1 && lexicon.sentence.is_starter(&main.to_lowercase()) && main.len() > 1;
    let role = written.split(',').skip(1).all(|role| role.split_whitespace().count() <= 6);
    first && !pronoun && role && words.len() <= MOST_WORDS && words.iter().enumerate().all(|(at, word)| {
        word.starts_with(char::is_uppercase)
            || at > 0
                && (lexicon.sentence.is_particle(word)
                    || word.chars().all(|letter| letter.is_ascii_digit())
                    || *word == "and")
            || matches!(word.split_once(['-', '\'']), Some((_, rest)) if rest.starts_with(char::is_uppercase))
    })
}

/// "project manager": one to three small words.
fn is_small_name(written: &str) -> bool {
    let words = written.split_whitespace().count();
    (1..=3).contains(&words)
        && written.len() <= 40
        && written.chars().all(|letter| {
            letter.is_lowercase() || letter.is_ascii_digit() || matches!(letter, ' ' | '_' | '-')
        })
}

/// Keeps the labels that recur, and those that go with them.
fn accept(
    document: &Document,
    drafts: &[DraftBlock],
    mut candidates: Vec<Option<Label>>,
    layout: &Layout,
) -> Vec<Option<Label>> {
    let none = vec![None; candidates.len()];
    let mut counts: BTreeMap<(Style, String), usize> = BTreeMap::new();
    for label in candidates.iter().flatten() {
        *counts.entry((label.style, label.key())).or_default() += 1;
    }
    let asks = |key: &str| layout.question_labels.contains(key) || layout.answer_labels.contains(key);
    let recurs = |label: &Label| {
        label.style == Style::Given
            || asks(&label.key())
            || counts.get(&(label.style, label.key())).is_some_and(|count| *count >= 2)
    };
    let mut styles: BTreeMap<Style, usize> = BTreeMap::new();
    for label in candidates.iter().flatten().filter(|label| recurs(label)) {
        *styles.entry(label.style).or_default() += 1;
    }
    let texts = drafts.iter().filter(|block| block.kind.has_sentences()).count();
    let Some(style) = styles
        .iter()
        .max_by_key(|(style, count)| (**count, std::cmp::Reverse(**style)))
        .map(|(style, _)| *style)
    else {
        return if is_short_exchange(document, drafts, &candidates, layout) { candidates } else { none };
    };
    let seeds: Vec<usize> = indices(&candidates, |label| label.style == style && recurs(label));
    let keys: std::collections::BTreeSet<String> =
        seeds.iter().filter_map(|idx| candidates.get(*idx)?.as_ref()).map(Label::key).collect();
    let enough = match style {
        Style::Given => true,
        Style::Small => seeds.len() * 10 >= texts * 6 && keys.len() >= 2,
        Style::Dash | Style::Bold => seeds.len() >= 3 && keys.len() >= 2,
        Style::Colon | Style::Bracket | Style::Question | Style::Answer => {
            seeds.len() >= 2
                && (keys.len() >= 2 || seeds.len() >= 3 || candidates.iter().flatten().count() > seeds.len())
        }
    };
    let (Some(&first), Some(&last)) = (seeds.first(), seeds.last()) else {
        return none;
    };
    if !enough {
        return none;
    }
    let known: Vec<String> = keys.into_iter().collect();
    // Only neighbors of the conversation may join it: from the first label upwards, as long as they touch.
    let mut reach = first;
    for idx in (0..candidates.len()).rev() {
        let Some(slot) = candidates.get_mut(idx) else {
            continue;
        };
        let Some(label) = slot.as_ref() else { continue };
        let kin = known.iter().any(|key| speakers::may_be_same(key, &label.name));
        let role = speakers::is_host(&label.name, layout);
        let several =
            label.name.split_whitespace().count() >= 2 || !label.name.chars().any(char::is_lowercase);
        let said = document.slice(drafts.get(idx).map_or(label.span, |block| block.span));
        let sentence = said.trim_end().ends_with(['.', '!', '?', '"', '”', '’', '…', '»', ')']);
        let keep = if seeds.contains(&idx) {
            true
        } else if label.style != style {
            false
        } else if idx > first {
            // A third voice that speaks once; "Electricity: the price …" is none.
            kin || role || several && idx < last + 3
        } else {
            let near = reach - idx <= 3;
            let joins = near && sentence && (kin || role || several);
            if joins {
                reach = idx;
            }
            joins
        };
        if !keep {
            *slot = None;
        }
    }
    candidates
}

fn indices(candidates: &[Option<Label>], keep: impl Fn(&Label) -> bool) -> Vec<usize> {
    (0..candidates.len())
        .filter(|idx| candidates.get(*idx).is_some_and(|slot| slot.as_ref().is_some_and(&keep)))
        .collect()
}

/// A question and an answer, nobody speaking twice: every block from the first label on has one.
fn is_short_exchange(
    document: &Document,
    drafts: &[DraftBlock],
    candidates: &[Option<Label>],
    layout: &Layout,
) -> bool {
    let found = indices(candidates, |label| matches!(label.style, Style::Colon | Style::Bracket));
    let (Some(&first), Some(&last)) = (found.first(), found.last()) else {
        return false;
    };
    let said = |idx: &usize| {
        drafts.get(*idx).is_some_and(|block| {
            let words = document.slice(block.span);
            words.len() >= 20 && words.trim_end().ends_with(['.', '!', '?', '”', '"', '…'])
        })
    };
    let texts = drafts
        .get(first..=last)
        .map_or(0, |blocks| blocks.iter().filter(|block| block.kind.has_sentences()).count());
    let host = found
        .iter()
        .filter_map(|idx| candidates.get(*idx)?.as_ref())
        .any(|label| speakers::is_host(&label.name, layout));
    let question = found
        .first()
        .and_then(|idx| drafts.get(*idx))
        .is_some_and(|block| document.slice(block.span).trim_end().ends_with('?'));
    found.len() >= 2 && found.len() == texts && found.iter().all(said) && (host || question)
}

/// Bold questions with plain answers, and no label at all.
fn questions(document: &Document, drafts: &[DraftBlock]) -> Vec<Option<Label>> {
    let none = vec![None; drafts.len()];
    let bold = |block: &DraftBlock| block.all_strong() && block.kind == BlockKind::Paragraph;
    let asks = |block: &&DraftBlock| bold(block) && document.slice(block.span).trim_end().ends_with('?');
    let asked = drafts.iter().filter(asks).count();
    let all = drafts.iter().filter(|block| bold(block)).count();
    if asked < FEWEST_QUESTIONS || asked * 2 < all {
        return none;
    }
    let label = |block: &DraftBlock, name: &str, style: Style| {
        let start = block.span.start();
        Some(Label { span: Span::new(start, start), name: name.to_string(), body: start, style })
    };
    let mut labels = none;
    let mut asking: Option<bool> = None;
    for (block, slot) in drafts.iter().zip(labels.iter_mut()) {
        if bold(block) {
            *slot = label(block, "Question", Style::Question).filter(|_| asking != Some(true));
            asking = Some(true);
        } else if asking == Some(true) && block.kind.has_sentences() && block.kind != BlockKind::Heading {
            *slot = label(block, "Answer", Style::Answer);
            asking = Some(false);
        }
    }
    labels
}
