//! Plain text: lines to paragraphs. A paragraph is a line, unless the text is wrapped at a fixed width; then it is
//! a run of lines up to an empty one.

use crate::ingest::draft::{Draft, DraftBlock};
use crate::ingest::stray;
use crate::model::{BlockKind, Span};

/// A wrapped text has no line longer than this, in bytes.
const WIDEST_WRAP: usize = 130;
/// A text whose widest line is shorter than this is not wrapped: its lines are meant.
const NARROWEST_WRAP: usize = 50;
/// How far before the width a wrapped line may break.
const RAGGED: usize = 6;

/// Reads plain text. Stray markup in it is taken out.
pub(super) fn read(text: String) -> Draft {
    let mut problems = Vec::new();
    let (text, map) = stray::without_markup(text, &mut problems);
    Draft { map, problems, ..paragraphs(text) }
}

/// The paragraphs of a text without markup.
fn paragraphs(text: String) -> Draft {
    let lines: Vec<Span> = lines(&text).collect();
    let width = wrap_width(&text, &lines);
    let mut blocks: Vec<DraftBlock> = Vec::new();
    let mut previous: Option<Span> = None;
    for &line in &lines {
        let words = text.get(line.range()).unwrap_or("");
        if line.is_empty() || is_rule(words) {
            previous = None;
            continue;
        }
        let joins = match (width, previous) {
            (Some(width), Some(before)) => {
                let first = words.split_whitespace().next().map_or(0, str::len);
                before.len() + 1 + first + RAGGED > width && !starts_anew(words)
            }
            _ => false,
        };
        match blocks.last_mut() {
            Some(last) if joins => last.span = last.span.cover(line),
            _ => blocks.push(DraftBlock::plain(line, BlockKind::Paragraph)),
        }
        previous = Some(line);
    }
    Draft { text, blocks, ..Draft::default() }
}

/// The lines without white space at their ends.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split(is_line_end).map(move |line| {
        let at = start;
        // The line ends that count are one, two or three bytes long; look up where the next line starts.
        start = at + line.len();
        start += text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let trimmed = line.trim();
        let lead = line.len() - line.trim_start().len();
        Span::new(at + lead, at + lead + trimmed.len())
    })
}

/// Line feed, carriage return, form feed, and the line and paragraph separators of Unicode.
fn is_line_end(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The width at which the text is wrapped, if it is.
fn wrap_width(text: &str, lines: &[Span]) -> Option<usize> {
    let width = lines.iter().map(|line| line.len()).max()?;
    if !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&width) {
        return None;
    }
    // Of the lines that another line follows, most must break where the next word would not have fitted.
    let (mut pairs, mut full) = (0, 0);
    for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
        if line.is_empty() || next.is_empty() {
            continue;
        }
        let first = text.get(next.range()).unwrap_or("").split_whitespace().next().map_or(0, str::len);
        pairs += 1;
        full += usize::from(line.len() + 1 + first + RAGGED > width);
    }
    (full >= 2 && full * 5 >= pairs * 3).then_some(width)
}

/// A line that begins something of its own even in wrapped text: a list item.
fn starts_anew(line: &str) -> bool {
    let mut letters = line.chars();
    match letters.next() {
        Some('-' | '*' | '•' | '·' | '–' | '—' | '>') => letters.next() == Some(' '),
        Some('[' | '(') => line.ends_with([']', ')']),
        _ => is_label_like(line),
    }
}

/// "Name: …", "Q: …" at the start of a line.
fn is_label_like(line: &str) -> bool {
    let Some((label, _)) = line.split_once(':') else {
        return false;
    };
    label.len() <= 60
        && label.starts_with(char::is_uppercase)
        && label
            .split_whitespace()
            .filter(|word| !word.starts_with('('))
            .all(|word| word.starts_with(|letter: char| letter.is_uppercase() || letter == '('))
}

/// A line of dashes, stars or the like.
fn is_rule(line: &str) -> bool {
    line.len() >= 3
        && line.chars().all(|letter| matches!(letter, '-' | '*' | '_' | '=' | '~' | '#' | '—' | '–' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<String> {
        let draft = read(text.to_string());
        draft.blocks.iter().map(|block| draft.text[block.span.range()].to_string()).collect()
    }

    #[test]
    fn every_line_is_a_paragraph() {
        assert_eq!(blocks("One.\n  Two. \r\n\r\nThree."), ["One.", "Two.", "Three."]);
        assert_eq!(blocks(""), Vec::<String>::new());
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The council of the town of Norrby decided on Monday to close the swimming\n\
                    pool for two years, although more than four thousand people had signed a\n\
                    petition against it.\n\nThe mayor said that the money was needed for the bridge over the river and\n\
                    for the school.\n";
        assert_eq!(blocks(text).len(), 2);
    }

    #[test]
    fn a_label_starts_a_paragraph_in_wrapped_text() {
        let text = "Host: The council of the town of Norrby decided on Monday to close the pool\n\
                    for two years. What do you make of this, and who is going to pay for it all\n\
                    Guest: Nobody knows, and the mayor, who could tell us, has been silent about\n\
                    it since the day before yesterday.\n";
        assert_eq!(blocks(text).len(), 2);
    }
}
