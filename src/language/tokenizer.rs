//! Cuts a sentence into words, figures and marks, with exact spans.

use crate::lexicon::stem;
use crate::model::{Case, Document, Span, Token, TokenKind, split_word};

/// Appends the tokens of one span of the text.
pub(super) fn tokenize(document: &Document, span: Span, sentence: u32, tokens: &mut Vec<Token>) {
    let text = document.slice(span);
    let mut push = |start: usize, len: usize, kind: TokenKind| {
        let span = Span::new(span.start() + start, span.start() + start + len);
        let (case, stem) = match kind {
            TokenKind::Word => (case_of(document.slice(span)), stem(&straight(document.lower(span)))),
            TokenKind::Number | TokenKind::Mark | TokenKind::Symbol => (Case::Lower, None),
        };
        tokens.push(Token { span, sentence, kind, case, stem: stem.map(Into::into) });
    };
    let mut at = 0;
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or("");
        if letter.is_whitespace() {
            at += letter.len_utf8();
        } else if letter.is_ascii_digit() {
            let len = number_len(rest);
            push(at, len, TokenKind::Number);
            at += len;
        } else if letter.is_alphabetic() || is_apostrophe_of_word(text, at, letter) {
            let len = word_len(rest);
            let after_digit =
                text.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
            let len = if after_digit { unit_len(rest, len) } else { len };
            let word = rest.get(..len).unwrap_or("");
            let mut start = at;
            for part in split_word(word) {
                let mark = part.chars().all(|letter| !letter.is_alphanumeric());
                push(start, part.len(), if mark { TokenKind::Mark } else { TokenKind::Word });
                start += part.len();
            }
            at += len;
        } else {
            let len = letter.len_utf8();
            push(at, len, if is_symbol(letter) { TokenKind::Symbol } else { TokenKind::Mark });
            at += len;
        }
    }
}

/// Curly apostrophes made straight, so that "n’t" has the stem of "n't".
fn straight(word: &str) -> std::borrow::Cow<'_, str> {
    if word.contains('’') { word.replace('’', "'").into() } else { word.into() }
}

/// An apostrophe that opens a clitic after a figure, a bracket or an abbreviation's point ("2010's", "U.S.'s").
fn is_apostrophe_of_word(text: &str, at: usize, letter: char) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(at + letter.len_utf8()..).unwrap_or("");
    matches!(letter, '\'' | '’')
        && before.is_some_and(|before| before.is_ascii_digit() || matches!(before, '.' | ')'))
        && after.strip_prefix(['s', 'S']).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Length of digits with inner commas, points and, between groups of three, narrow spaces.
fn number_len(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while end < bytes.len() {
        let inner = matches!(bytes[end], b',' | b'.') && digit(end + 1);
        let group = ['\u{202f}', '\u{a0}', '\u{2009}'].iter().find(|space| {
            let len = space.len_utf8();
            rest.get(end..).is_some_and(|tail| tail.starts_with(**space))
                && (0..3).all(|i| digit(end + len + i))
                && !digit(end + len + 3)
        });
        if bytes[end].is_ascii_digit() || inner {
            end += 1;
        } else if let Some(space) = group {
            end += space.len_utf8();
        } else {
            break;
        }
    }
    end
}

/// Length of letters, digits, inner hyphens, slashes, apostrophes, and the points of abbreviations ("U.S.").
fn word_len(rest: &str) -> usize {
    let mut end = 0;
    let mut letters = rest.char_indices().peekable();
    let mut run = 0;
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|&(_, next)| next);
        let next_is_part = next.is_some_and(char::is_alphanumeric);
        match letter {
            _ if letter.is_alphanumeric() || is_combining(letter) => run += 1,
            '\'' | '’' if next_is_part || at == 0 => run = 0,
            '-' | '\u{2010}' | '\u{2011}' | '/' if next_is_part => run = 0,
            // "U.S." and "e.g.": single letters with a point each.
            '.' if run == 1 && (next_is_part || rest.get(..at).is_some_and(|word| word.contains('.'))) => {
                run = 0;
            }
            _ => break,
        }
        end = at + letter.len_utf8();
    }
    end
}

/// A unit that touches its figure ends where a dash leads to the next figure ("3km-5km").
fn unit_len(rest: &str, len: usize) -> usize {
    let word = rest.get(..len).unwrap_or("");
    let dash = word.find(['-', '\u{2010}', '\u{2011}']);
    let cut = dash.filter(|&dash| {
        word.get(dash..).is_some_and(|tail| tail.chars().nth(1).is_some_and(|next| next.is_ascii_digit()))
    });
    cut.unwrap_or(len)
}

fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

fn is_symbol(letter: char) -> bool {
    matches!(
        letter,
        '%' | '°' | '+' | '=' | '<' | '>' | '$' | '£' | '€' | '¥' | '₩' | '₹' | '¢' | '#' | '@' | '&' | '|'
    ) || !letter.is_ascii() && !is_mark(letter)
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '«' | '»' | '\u{2010}'..='\u{205e}' | '\u{3001}'..='\u{301f}' | '·' | '¡' | '¿')
}

fn case_of(word: &str) -> Case {
    let mut upper = 0;
    let mut lower = 0;
    let mut first_upper = false;
    for (at, letter) in word.chars().filter(|letter| letter.is_alphabetic()).enumerate() {
        if letter.is_uppercase() {
            upper += 1;
            first_upper |= at == 0;
        } else {
            lower += 1;
        }
    }
    match (upper, lower) {
        (0, _) => Case::Lower,
        (1, _) if first_upper => Case::Title,
        (_, 0) => Case::Upper,
        _ => Case::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DocumentBuilder, DocumentId, OffsetMap, Role};

    fn tokens(text: &str) -> Vec<String> {
        let document = DocumentBuilder {
            id: DocumentId(0),
            role: Role::Piece,
            name: String::new(),
            text: text.into(),
            raw_line_starts: vec![0],
            offsets: OffsetMap::identity(),
        }
        .build();
        let mut tokens = Vec::new();
        tokenize(&document, Span::new(0, text.len()), 0, &mut tokens);
        tokens.iter().map(|token| document.slice(token.span).to_string()).collect()
    }

    #[test]
    fn figures_keep_their_inner_marks() {
        assert_eq!(tokens("€2.4bn, 1,200."), ["€", "2.4", "bn", ",", "1,200", "."]);
        assert_eq!(tokens("a 2-1 win, 18%"), ["a", "2", "-", "1", "win", ",", "18", "%"]);
        assert_eq!(tokens("1\u{a0}200 km"), ["1\u{a0}200", "km"]);
        assert_eq!(tokens("4kg-6kg, A4-B5"), ["4", "kg", "-", "6", "kg", ",", "A4", "-", "B5"]);
    }

    #[test]
    fn abbreviations_keep_their_points() {
        assert_eq!(tokens("The U.S. said no."), ["The", "U.S.", "said", "no", "."]);
        assert_eq!(tokens("at 5 p.m. on"), ["at", "5", "p.m.", "on"]);
    }

    #[test]
    fn clitics_stand_apart() {
        assert_eq!(
            tokens("They didn’t see Ana's 2010's"),
            ["They", "did", "n’t", "see", "Ana", "'s", "2010", "'s"]
        );
    }

    #[test]
    fn quotation_marks_stand_apart() {
        assert_eq!(tokens("'We would,' he"), ["'", "We", "would", ",", "'", "he"]);
    }
}
