//! Quotation marks and what stands between them.
//!
//! Pairs marks of every style by spacing and nesting, over paragraphs where the mark is repeated. Does not say whose
//! words they are: `speech` does, and settles the kind.

use std::ops::Range;

use crate::extract::Found;
use crate::lexicon::Lexicon;
use crate::model::{Case, Quotation, QuotationKind, Sentence, Span, Text, TokenKind, Value};

/// Most paragraphs that one quotation may run over.
const MAX_PARAGRAPHS: u32 = 12;

/// Most words of a name in marks.
const MAX_TERM_WORDS: usize = 4;

/// Outermost quotations, in order, without speakers; the kind is a first guess by form.
pub fn quotations(text: &Text<'_>, lexicon: &Lexicon) -> Vec<Found> {
    let mut pairs = Vec::new();
    let mut carried: Option<Open> = None;
    for paragraph in paragraphs(text) {
        pair_marks(text, &paragraph, &mut carried, &mut pairs);
    }
    if let Some(open) = carried {
        push_unclosed(text, &open, &mut pairs);
    }
    pairs
        .into_iter()
        .filter_map(|pair| {
            let first = text.tokens.get(pair.words.start - 1)?.span.end();
            let last = if pair.words.end < pair.end {
                text.tokens.get(pair.words.end)?.span.start()
            } else {
                text.tokens.get(pair.end - 1)?.span.end()
            };
            let inner = Span::new(first, last.max(first));
            let words = pair.words;
            (!words.is_empty()).then(|| Found {
                tokens: pair.start..pair.end,
                value: Value::Quotation(Quotation {
                    inner,
                    kind: kind_by_form(text, words, lexicon),
                    continued_by: None,
                    speaker: None,
                    cue: None,
                }),
                extractor: "quotation/marks",
            })
        })
        .collect()
}

/// Whether a few words look like the name of a thing: no finite verb, or all with capitals.
pub(crate) fn is_term(text: &Text<'_>, words: Range<usize>, lexicon: &Lexicon) -> bool {
    let grammar = &lexicon.speech.grammar;
    let mut count = 0;
    let mut small = 0;
    let mut verb = false;
    for idx in words {
        let Some(token) = text.tokens.get(idx) else { break };
        if token.kind != TokenKind::Word {
            continue;
        }
        count += 1;
        let lower = text.lower(idx);
        small += usize::from(token.case == Case::Lower && !is_small_word(lower, lexicon));
        verb |= grammar.auxiliaries.contains(lower) || grammar.pronouns.contains(lower);
    }
    count > 0 && (count <= MAX_TERM_WORDS && !verb || small == 0 && count > 1 && count <= 3 * MAX_TERM_WORDS)
}

/// Whether all words but small ones have a capital: a title.
pub(crate) fn is_title(text: &Text<'_>, words: Range<usize>, lexicon: &Lexicon) -> bool {
    let mut capitals = 0;
    for idx in words {
        let Some(token) = text.tokens.get(idx) else { break };
        if token.kind != TokenKind::Word || is_small_word(text.lower(idx), lexicon) {
            continue;
        }
        if token.case == Case::Lower {
            return false;
        }
        capitals += 1;
    }
    capitals > 1
}

fn is_small_word(lower: &str, lexicon: &Lexicon) -> bool {
    let grammar = &lexicon.speech.grammar;
    grammar.prepositions.contains(lower)
        || grammar.determiners.contains(lower)
        || matches!(lower, "and" | "or" | "but" | "'s" | "’s")
}

fn kind_by_form(text: &Text<'_>, words: Range<usize>, lexicon: &Lexicon) -> QuotationKind {
    if is_term(text, words.clone(), lexicon) {
        return QuotationKind::Term;
    }
    let starts_high = text.tokens.get(words.start).is_some_and(|token| token.case != Case::Lower);
    let ends = matches!(text.word(words.end - 1), "." | "," | "!" | "?" | "…");
    if starts_high && ends || words.len() > 12 { QuotationKind::Direct } else { QuotationKind::Mixed }
}

/// A pair of marks: tokens of both marks, or up to the paragraph's end where the second is missing.
struct Pair {
    start: usize,
    end: usize,
    /// What stands between the marks.
    words: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Angle,
    SmallAngle,
    Corner,
    WhiteCorner,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    token: usize,
    /// Tokens of the mark: two for ''.
    len: usize,
    family: Family,
    /// Paragraphs that it has run over.
    paragraphs: u32,
    /// One past the last token of the paragraph that it ran to.
    end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    /// Spacing does not tell.
    Either,
}

fn family_of(mark: &str) -> Option<(Family, Side)> {
    Some(match mark {
        "\"" => (Family::Double, Side::Either),
        "“" | "„" | "‟" => (Family::Double, Side::Opens),
        "”" => (Family::Double, Side::Closes),
        "'" => (Family::Single, Side::Either),
        "‘" | "‚" | "‛" => (Family::Single, Side::Opens),
        "’" => (Family::Single, Side::Closes),
        "«" => (Family::Angle, Side::Opens),
        "»" => (Family::Angle, Side::Closes),
        "‹" => (Family::SmallAngle, Side::Opens),
        "›" => (Family::SmallAngle, Side::Closes),
        "「" => (Family::Corner, Side::Opens),
        "」" => (Family::Corner, Side::Closes),
        "『" => (Family::WhiteCorner, Side::Opens),
        "』" => (Family::WhiteCorner, Side::Closes),
        _ => return None,
    })
}

/// Token ranges of paragraphs: sentences of one block.
fn paragraphs(text: &Text<'_>) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut last: Option<&Sentence> = None;
    for sentence in text.sentences {
        let range = sentence.token_range();
        let same = last.is_some_and(|last| last.block == sentence.block && last.turn == sentence.turn);
        match ranges.last_mut() {
            Some(open) if same => open.end = range.end,
            _ => ranges.push(range),
        }
        last = Some(sentence);
    }
    ranges
}

fn pair_marks(text: &Text<'_>, paragraph: &Range<usize>, carried: &mut Option<Open>, pairs: &mut Vec<Pair>) {
    let mut stack: Vec<Open> = Vec::new();
    let mut start = paragraph.start;
    if let Some(mut open) = carried.take() {
        let doubled = is_doubled(text, paragraph, start);
        let family =
            if doubled { Some(Family::Double) } else { family_of(text.word(start)).map(|known| known.0) };
        let repeated = family == Some(open.family);
        if repeated && open.paragraphs < MAX_PARAGRAPHS {
            open.paragraphs += 1;
            open.end = paragraph.end;
            stack.push(open);
            start += if doubled { 2 } else { 1 };
        } else {
            push_unclosed(text, &open, pairs);
        }
    }
    let last_single = last_closing_single(text, paragraph);
    let mut next = start;
    while next < paragraph.end {
        let idx = next;
        next += 1;
        let Some(mark) = text.tokens.get(idx).filter(|token| token.kind == TokenKind::Mark) else {
            continue;
        };
        let single_open = stack.last().is_some_and(|open| open.family == Family::Single);
        let doubled =
            is_doubled(text, paragraph, idx) && !(single_open && is_doubled(text, paragraph, idx + 1));
        let (family, by_form) = if doubled {
            (Family::Double, Side::Either)
        } else if let Some(known) = family_of(text.document.slice(mark.span)) {
            known
        } else {
            continue;
        };
        let len = if doubled { 2 } else { 1 };
        next = idx + len;
        let open = stack.iter().rposition(|open| open.family == family);
        let side = side(text, paragraph, idx..idx + len, family, by_form, open.is_some());
        match (side, open) {
            // An apostrophe, unless a partner comes.
            (Side::Opens, _) if family == Family::Single && last_single.is_none_or(|last| last < idx + 2) => {
            }
            (Side::Opens, _) => {
                stack.push(Open { token: idx, len, family, paragraphs: 1, end: paragraph.end });
            }
            (Side::Closes | Side::Either, Some(at)) => {
                let Some(open) = stack.get(at).copied() else {
                    continue;
                };
                if family == Family::Single && is_possessive(text, paragraph, idx) {
                    continue;
                }
                stack.truncate(at);
                let outermost =
                    stack.iter().all(|outer| outer.family == Family::Single && outer.paragraphs == 1)
                        && stack.is_empty();
                if outermost {
                    let words = open.token + open.len..idx;
                    pairs.push(Pair { start: open.token, end: idx + len, words });
                }
            }
            (Side::Closes | Side::Either, None) => {}
        }
    }
    if let Some(outer) = stack.first() {
        *carried = Some(*outer);
    }
}

/// Keeps an unclosed quotation if it is a sentence of its own; a stray mark is none.
fn push_unclosed(text: &Text<'_>, open: &Open, pairs: &mut Vec<Pair>) {
    if open.family == Family::Single {
        return;
    }
    let first = text.tokens.get(open.token + open.len);
    let starts_sentence =
        first.is_some_and(|token| token.case != Case::Lower && token.kind == TokenKind::Word);
    let overlaps = pairs.last().is_some_and(|last| last.end > open.token);
    let words = open.token + open.len..open.end;
    if starts_sentence && !overlaps && !words.is_empty() {
        pairs.push(Pair { start: open.token, end: open.end, words });
    }
}

/// Two single marks that stand for a double one: '' and ``.
fn is_doubled(text: &Text<'_>, paragraph: &Range<usize>, idx: usize) -> bool {
    idx + 1 < paragraph.end
        && matches!(text.word(idx), "'" | "`" | "’" | "‘")
        && text.word(idx) == text.word(idx + 1)
        && text.touches_next(idx)
}

/// Whether a mark opens or closes, by the space around it, then by its form.
fn side(
    text: &Text<'_>,
    paragraph: &Range<usize>,
    mark: Range<usize>,
    family: Family,
    by_form: Side,
    is_open: bool,
) -> Side {
    if matches!(family, Family::Corner | Family::WhiteCorner) {
        return by_form;
    }
    let (idx, last) = (mark.start, mark.end - 1);
    let free_before =
        idx == paragraph.start || !text.touches_next(idx - 1) || opens_bracket(text.word(idx - 1));
    let free_after =
        last + 1 >= paragraph.end || !text.touches_next(last) || closes_phrase(text.word(last + 1));
    match (free_before, free_after) {
        // "'90s", "'em"
        (true, false) if family == Family::Single && is_elision(text, idx) => Side::Either,
        (true, false) => Side::Opens,
        (false, true) => Side::Closes,
        _ if family == Family::Single => Side::Either,
        _ if by_form != Side::Either && (by_form == Side::Opens || is_open) => by_form,
        _ if is_open => Side::Closes,
        _ => Side::Opens,
    }
}

fn opens_bracket(word: &str) -> bool {
    matches!(word, "(" | "[" | "—" | "–" | "-" | "/" | "“" | "‘" | "\"" | "„" | "«" | "「" | "『")
}

fn closes_phrase(word: &str) -> bool {
    matches!(
        word,
        "." | ","
            | ";"
            | ":"
            | "!"
            | "?"
            | ")"
            | "]"
            | "—"
            | "–"
            | "-"
            | "…"
            | "”"
            | "’"
            | "\""
            | "»"
            | "」"
            | "』"
    )
}

fn is_elision(text: &Text<'_>, idx: usize) -> bool {
    let next = text.lower(idx + 1);
    text.tokens.get(idx + 1).is_some_and(|token| token.kind == TokenKind::Number)
        || matches!(next, "em" | "til" | "tis" | "twas" | "cause" | "round" | "bout" | "n")
}

/// The last single mark of a paragraph that can close.
fn last_closing_single(text: &Text<'_>, paragraph: &Range<usize>) -> Option<usize> {
    paragraph.clone().rev().find(|&at| {
        at > paragraph.start
            && family_of(text.word(at)).is_some_and(|(family, _)| family == Family::Single)
            && (at + 1 >= paragraph.end || !text.touches_next(at) || closes_phrase(text.word(at + 1)))
            && text.touches_next(at - 1)
    })
}

/// "workers' rights" inside single marks: after an s, before a small letter, with a better end to come.
fn is_possessive(text: &Text<'_>, paragraph: &Range<usize>, idx: usize) -> bool {
    let after_s = idx > 0 && text.lower(idx - 1).ends_with('s') && text.touches_next(idx - 1);
    let before_word =
        text.tokens.get(idx + 1).is_some_and(|next| next.kind == TokenKind::Word && next.case == Case::Lower)
            && !text.touches_next(idx);
    after_s
        && before_word
        && (idx + 1..paragraph.end)
            .filter_map(|at| family_of(text.word(at)).map(|(family, _)| (at, family)))
            .find(|(_, family)| *family == Family::Single)
            .is_some_and(|(at, _)| !text.touches_next(at) || closes_phrase(text.word(at + 1)))
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::with_text;
    use crate::model::{QuotationKind, Value};

    fn found(text: &str) -> Vec<String> {
        with_text(text, None, |text, lexicon| {
            super::quotations(text, lexicon)
                .into_iter()
                .filter_map(|found| match found.value {
                    Value::Quotation(quotation) => Some(text.document.slice(quotation.inner).to_string()),
                    Value::Time(_) | Value::Quantity(_) | Value::Name(_) | Value::Agreement(_) => None,
                })
                .collect()
        })
    }

    #[test]
    fn marks_of_every_style() {
        for text in [
            "He said: \"We will win.\"",
            "He said: “We will win.”",
            "He said: 'We will win.'",
            "He said: ‘We will win.’",
            "He said: «We will win.»",
            "He said: „We will win.“",
            "He said: 「We will win.」",
            "He said: ‘We will win.‘",
            "He said: ”We will win.”",
            "He said: ''We will win.''",
            "He said: ``We will win.''",
        ] {
            assert_eq!(found(text), ["We will win."], "{text}");
        }
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert!(found("The workers' rights and the '90s aren't Ana's or the teachers' concern.").is_empty());
        assert_eq!(found("'The workers' pay is low,' he said."), ["The workers' pay is low,"]);
        assert_eq!(found("'We didn't go,' he said."), ["We didn't go,"]);
        assert_eq!(found("‘It’s the harbour’s own,’ he said."), ["It’s the harbour’s own,"]);
    }

    #[test]
    fn only_the_outer_pair_of_nested_marks_counts() {
        assert_eq!(found("“He told me ‘go away’ twice,” she said."), ["He told me ‘go away’ twice,"]);
        assert_eq!(found("\"The 'grand plan' is dead,\" she said."), ["The 'grand plan' is dead,"]);
        assert_eq!(found("''It is 'over,''' she said."), ["It is 'over,'"]);
    }

    #[test]
    fn a_mark_repeated_at_each_paragraph_is_one_quotation() {
        assert_eq!(
            found("“The first part is long.\n“The second part ends,” he said."),
            ["The first part is long.\n“The second part ends,"]
        );
        assert_eq!(found("“An end is missing here.\nThe next paragraph."), ["An end is missing here."]);
    }

    #[test]
    fn names_in_marks_are_terms() {
        for (text, kind) in [
            ("The film 'The Glass Harbour' opens.", QuotationKind::Term),
            ("The \"super contributor\" rule ends.", QuotationKind::Term),
            ("\"We are not there yet, and nobody knows when,\" she said.", QuotationKind::Direct),
            ("It was \"the first time that anyone tried\" there.", QuotationKind::Mixed),
        ] {
            with_text(text, None, |view, lexicon| {
                let all = super::quotations(view, lexicon);
                let Some(Value::Quotation(quotation)) = all.first().map(|found| &found.value) else {
                    panic!("nothing found in {text}");
                };
                assert_eq!(quotation.kind, kind, "{text}");
            });
        }
    }
}
