//! Decides whether a point, question mark or exclamation mark ends a sentence.

use crate::lexicon::sentence::Abbreviation;
use crate::segment::scan::Scanner;

/// How many words are looked at, after a quotation, for "Veltman asked".
const CUE_WORDS: usize = 6;

/// How far a word is read. A longer one is no word, and reading it at every mark would cost quadratic time.
const WORD_CHARS: usize = 48;

/// Which straight double quotes are open; typographic ones tell it by their shape.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Quotes {
    straight_open: bool,
}

impl Quotes {
    /// Notes a letter of the block.
    pub(super) fn see(&mut self, letter: char, text: &str, at: usize) {
        if letter == '"' {
            // A mark for inches ('6"') stands after a figure and opens nothing.
            let after_digit = text
                .get(..at)
                .and_then(|before| before.chars().next_back())
                .is_some_and(|before| before.is_ascii_digit());
            if self.straight_open || !after_digit {
                self.straight_open = !self.straight_open;
            }
        }
    }
}

/// Whether a letter may end a sentence at all.
pub(super) fn is_end_mark(letter: char) -> bool {
    matches!(letter, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '‽' | '؟' | '।')
}

fn is_closer(letter: char) -> bool {
    matches!(letter, '”' | '’' | '»' | '›' | ')' | ']' | '}' | '\'' | '」' | '』')
}

fn is_opener(letter: char) -> bool {
    matches!(
        letter,
        '“' | '‘'
            | '„'
            | '«'
            | '‹'
            | '('
            | '['
            | '"'
            | '\''
            | '`'
            | '–'
            | '—'
            | '-'
            | '¿'
            | '¡'
            | '「'
            | '『'
    )
}

/// Whether the words end in a question mark, quotation marks and brackets after it set aside.
pub(super) fn ends_in_question(sentence: &str) -> bool {
    sentence
        .trim_end_matches(|letter: char| {
            is_closer(letter) || letter == '"' || letter.is_whitespace() || matches!(letter, '!' | '*' | '_')
        })
        .ends_with(['?', '？', '‽', '؟'])
}

/// A run of end marks with the closing quotes and brackets after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct EndMark {
    /// Where the sentence so far starts.
    sentence: usize,
    /// Where the run starts.
    start: usize,
    /// Where the marks end and the closing quotes begin.
    marks_end: usize,
    /// One past the last mark or closing quote.
    pub end: usize,
    /// The strongest mark of the run.
    kind: MarkKind,
    /// State of the straight quotes after the run.
    pub quotes_after: Quotes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MarkKind {
    Point,
    /// Question or exclamation mark.
    Strong,
    Ellipsis,
    /// Full-width marks need no space after them.
    Wide,
}

impl EndMark {
    /// Reads the run that starts at `at`.
    pub(super) fn read(text: &str, sentence: usize, at: usize, quotes: Quotes) -> Self {
        let mut end = at;
        let mut points = 0;
        let mut kind = MarkKind::Point;
        for letter in text.get(at..).unwrap_or("").chars().take_while(|&letter| is_end_mark(letter)) {
            end += letter.len_utf8();
            match letter {
                '.' => points += 1,
                '…' => points += 3,
                '。' | '！' | '？' | '।' => kind = MarkKind::Wide,
                _ => kind = MarkKind::Strong,
            }
        }
        if kind == MarkKind::Point && points > 1 {
            kind = MarkKind::Ellipsis;
        }
        let marks_end = end;
        let mut quotes_after = quotes;
        loop {
            let rest = text.get(end..).unwrap_or("");
            // In texts cut into tokens, closing quotes stand apart: " . ''".
            let apart = [" ''", " ”", " ’’", " )"].iter().find(|quote| {
                rest.strip_prefix(**quote)
                    .is_some_and(|tail| tail.is_empty() || tail.starts_with(char::is_whitespace))
            });
            match rest.chars().next() {
                Some('"') if quotes_after.straight_open => {
                    quotes_after.straight_open = false;
                    end += 1;
                }
                Some('\'') if opens_here(text, end) => break,
                Some(letter) if is_closer(letter) => end += letter.len_utf8(),
                _ => match apart {
                    Some(quote) => end += quote.len(),
                    None => break,
                },
            }
        }
        Self { sentence, start: at, marks_end, end, kind, quotes_after }
    }

    /// Whether a quotation ends with the run.
    fn closes_quotation(&self) -> bool {
        self.end > self.marks_end
    }
}

/// A straight single quote directly after an end mark and directly before a letter opens a quotation
/// ("He left.'We stay,' she said") in texts that lost their spaces.
fn opens_here(text: &str, at: usize) -> bool {
    let rest = text.get(at + 1..).unwrap_or("");
    rest.starts_with(char::is_uppercase)
}

/// What an end mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The sentence ends with it.
    Ends,
    /// The sentence goes on.
    GoesOn,
    /// The sentence goes on as a rule, and only its grammar tells for certain ("the U.S. Officials said so").
    Unsure,
}

impl Verdict {
    fn ends(ends: bool) -> Self {
        if ends { Self::Ends } else { Self::GoesOn }
    }
}

/// Whether the sentence ends with the run.
pub(super) fn ends_sentence(scanner: &Scanner<'_>, mark: &EndMark) -> Verdict {
    let rest = scanner.text.get(mark.end..).unwrap_or("");
    let Some(next) = rest.chars().next() else {
        return Verdict::Ends;
    };
    if mark.kind == MarkKind::Wide {
        return Verdict::Ends;
    }
    if !next.is_whitespace() {
        return Verdict::ends(is_glued_end(scanner, mark, next));
    }
    let following = rest.trim_start();
    let Some(first) = following.trim_start_matches(is_opener).trim_start().chars().next() else {
        // Only marks follow; they belong to this sentence if no word comes after them.
        return Verdict::ends(!following.is_empty() && following.chars().next().is_some_and(is_opener));
    };
    let stands_apart =
        scanner.text.get(..mark.start).is_some_and(|before| before.ends_with(char::is_whitespace));
    let capital = begins_sentence(following, first, scanner.style.all_lower);
    let ends = match mark.kind {
        MarkKind::Point if !stands_apart && !mark.closes_quotation() => {
            return if capital { abbreviation(scanner, mark, following, first) } else { Verdict::GoesOn };
        }
        MarkKind::Strong if mark.closes_quotation() && !scanner.style.all_lower => {
            capital && !goes_on_with_cue(scanner, following)
        }
        MarkKind::Strong => capital || stands_apart,
        MarkKind::Ellipsis => {
            capital && !following.starts_with("I ") && (!stands_apart || first.is_uppercase())
        }
        MarkKind::Point if mark.closes_quotation() && !stands_apart => {
            capital && !is_lower_cue(scanner, following)
        }
        MarkKind::Point | MarkKind::Wide => true,
    };
    Verdict::ends(ends)
}

/// Whether what follows can begin a sentence.
fn begins_sentence(following: &str, first: char, all_lower: bool) -> bool {
    if !first.is_lowercase() || all_lower {
        return true;
    }
    // "iPhone", "eBay": a small letter before a capital.
    let word = first_word(following.trim_start_matches(is_opener));
    word.chars().skip(1).any(char::is_uppercase) && !word.contains(['.', '@', '/'])
}

/// In an all-lower-case text, a quotation may be followed by "he said".
fn is_lower_cue(scanner: &Scanner<'_>, following: &str) -> bool {
    scanner.style.all_lower
        && following
            .split_whitespace()
            .take(2)
            .any(|word| scanner.words.is_cue(word.trim_matches(|letter: char| !letter.is_alphanumeric())))
}

/// "Apple-pen!I have", "channel.And", "pineapple?\"When": sentences that lost the space between them.
fn is_glued_end(scanner: &Scanner<'_>, mark: &EndMark, next: char) -> bool {
    let opens_quotation = matches!(next, '"' | '“' | '‘' | '\'' | '«')
        && scanner
            .text
            .get(mark.end + next.len_utf8()..)
            .is_some_and(|rest| rest.starts_with(char::is_uppercase));
    if !next.is_uppercase() && !opens_quotation {
        return false;
    }
    let before = last_word(scanner.text.get(mark.sentence..mark.start).unwrap_or(""));
    let wordlike = before.chars().count() >= 3 && before.chars().all(char::is_lowercase);
    let following = first_word(scanner.text.get(mark.end..).unwrap_or(""));
    match mark.kind {
        MarkKind::Strong => true,
        MarkKind::Point if mark.closes_quotation() => true,
        // "Time.News", "site.Com/path": a small word, a point and a capital also stand in names; a sentence goes on
        // with more words, and the text before has some.
        MarkKind::Point | MarkKind::Ellipsis => {
            (wordlike || before.ends_with(|letter: char| letter.is_ascii_digit() || letter == '%'))
                && !following.contains(['@', '/'])
                && scanner.text.get(mark.sentence..mark.start).is_some_and(|sentence| {
                    let mut letters = sentence.trim_start().chars().take(WORD_CHARS * 4);
                    letters.any(char::is_whitespace)
                })
        }
        MarkKind::Wide => true,
    }
}

/// What a point says that may belong to an abbreviation, an initial or a list number.
fn abbreviation(scanner: &Scanner<'_>, mark: &EndMark, following: &str, first: char) -> Verdict {
    let sentence = scanner.text.get(mark.sentence..mark.start).unwrap_or("");
    let word = last_word(sentence);
    let lower = word.to_lowercase();
    let next_word = first_word(following);
    let next_lower = next_word.to_lowercase();
    let starter = scanner.words.is_starter(&next_lower);
    let digit = first.is_ascii_digit();
    let capital = scanner.style.all_lower || word.starts_with(char::is_uppercase);
    // In a text without capitals any word may be the next sentence's first.
    let begins = scanner.style.all_lower || !first.is_lowercase();
    let ends = |ends: bool| Verdict::ends(ends && begins);
    // No list holds every word that begins a sentence, nor every one that goes on a name ("Inc. Chairman").
    let unless_starter = || match ends(starter) {
        Verdict::GoesOn if first.is_uppercase() => Verdict::Unsure,
        told @ (Verdict::Ends | Verdict::GoesOn | Verdict::Unsure) => told,
    };
    match scanner.words.abbreviation(&lower) {
        Some(Abbreviation::Title) if capital => return Verdict::GoesOn,
        Some(Abbreviation::Inner) => return Verdict::GoesOn,
        Some(Abbreviation::Numbered) if digit => return Verdict::GoesOn,
        Some(Abbreviation::Month) if capital => return ends(!digit),
        Some(Abbreviation::Time) => return ends(!scanner.words.follows_time(&next_lower)),
        Some(Abbreviation::Place) if capital => return unless_starter(),
        Some(Abbreviation::Suffix) if following.starts_with(['"', '“', '‘', '«']) => return ends(true),
        Some(Abbreviation::Suffix) => return unless_starter(),
        Some(Abbreviation::Title | Abbreviation::Numbered | Abbreviation::Month | Abbreviation::Place)
        | None => {}
    }
    let mut letters = word.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else {
        // "I.O.D.", "U.N.D.P.": single letters with points. A whole sentence that is a number is a list's.
        let initials = word.contains('.')
            && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
        let list_number = sentence.trim() == word && word.chars().all(|letter| letter.is_ascii_digit());
        return match (initials, list_number) {
            (_, true) => Verdict::GoesOn,
            (true, false) => unless_starter(),
            (false, false) => Verdict::Ends,
        };
    };
    if sentence.trim() == word && letter.is_alphanumeric() {
        return Verdict::GoesOn;
    }
    if letter.is_uppercase() { ends(starter && !(letter != 'I' && digit)) } else { Verdict::Ends }
}

/// After a question in quotation marks: "Veltman asked.", "President Ana Ruiz told reporters."
fn goes_on_with_cue(scanner: &Scanner<'_>, following: &str) -> bool {
    let mut words = following.split_whitespace();
    for _ in 0..CUE_WORDS {
        let Some(word) = words.next() else { return false };
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let lower = bare.to_lowercase();
        if scanner.words.is_cue(&lower) {
            return word.ends_with(['.', ',', ';', ':'])
                || words.next().is_none_or(|after| {
                    let after = after.trim_matches(|letter: char| !letter.is_alphanumeric());
                    scanner.words.follows_cue(&after.to_lowercase())
                });
        }
        let part_of_name = bare.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit());
        if !part_of_name && !scanner.words.is_particle(&lower) || word.ends_with(['!', '?', ';', ':']) {
            return false;
        }
    }
    false
}

fn last_word(text: &str) -> &str {
    let mut start = text.len();
    for (at, letter) in text.char_indices().rev().take(WORD_CHARS) {
        if letter.is_whitespace() || matches!(letter, '(' | '[' | '"' | '“' | '‘' | '—' | '–' | '«')
        {
            break;
        }
        start = at;
    }
    text.get(start..).unwrap_or("")
}

fn first_word(text: &str) -> &str {
    let end = text
        .char_indices()
        .take(WORD_CHARS)
        .take_while(|(_, letter)| {
            !letter.is_whitespace() && !matches!(letter, ',' | ';' | ':' | ')' | '"' | '”')
        })
        .last()
        .map_or(0, |(at, letter)| at + letter.len_utf8());
    text.get(..end).unwrap_or("").trim_end_matches(is_end_mark)
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;
    use crate::model::Span;
    use crate::segment::scan::{Scanner, Style};

    /// Cuts and joins again with bars, so that a case shows at a glance.
    fn cut(text: &str) -> String {
        let lexicon = Lexicon::english().expect("lexicon");
        let scanner = Scanner { text, offset: 0, words: &lexicon.sentence, style: Style::of(text) };
        let mut spans: Vec<Span> = Vec::new();
        scanner.sentences(&mut spans, &mut Vec::new());
        let sentences: Vec<&str> = spans.iter().filter_map(|span| text.get(span.range())).collect();
        sentences.join("|")
    }

    /// Each case shows the cuts as bars; the text is the case without them (a bar stands for a space).
    fn assert_cuts(cases: &[&str]) {
        for case in cases {
            assert_eq!(cut(&case.replace('|', " ")), *case);
        }
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        assert_cuts(&[
            "We met Dr. Lind and Prof. Ana Ruiz.|They left.",
            "The U.S. President spoke.|Nobody clapped.",
            "It opens on Nov. 3 in hall No. 2 at 3.5 degrees.|It closes in Nov.|The hall stays.",
            "He wrote to J. K. Moran about Plan B.|The answer was no.",
            "She sings at 5 p.m. Monday.|Doors open at 5 p.m.|Seats are free.",
            "It was sold to Acme Inc. Chief Executive Lee Park resigned.",
            "It was sold to Acme Inc.|The price is secret.",
            "They flew to the U.S.|The talks failed.",
            "PORT ELLEN, Tenn. — The mill burned.|No one died.",
            "Some animals, e.g. Goats, ate it.|I said no.|Then I left.",
            "Roe v. Wade fell.|M.B. agreed.",
            "I had dinner with my wife and I.|We paid.",
        ]);
    }

    #[test]
    fn quotations_keep_their_speaker() {
        assert_cuts(&[
            "“Where is it?” he asked.|Nobody knew.",
            "“Where is it?” Lind asked.|Nobody knew.",
            "\"Stop it!\" Mayor Ana van der Berg told reporters on Friday.|Nobody did.",
            "\"Stop it!\"|Lind said the plan was dead.",
            "He said, \"It is over.\"|They left.",
            "“It is over.”|“Is it?”|She laughed.",
            "'We stay.'|'For how long?' she wrote.",
            "«We share the sea.»|The room clapped.",
        ]);
    }

    #[test]
    fn ellipses_and_small_letters_go_on() {
        assert_cuts(&[
            "Five minutes with … a doctor.|Well…|The end.",
            "I think ... I know it.",
            "Yahoo! said it grew.|eBay did not.",
            "1. Open the lid.|2. Close it.",
        ]);
    }

    #[test]
    fn lost_spaces_are_told() {
        assert_eq!(
            cut(
                "Watch the video.And so it begins:\"We sing a tune. We dance!\"But how?\"When I was small,\" he said."
            ),
            "Watch the video.|And so it begins:\"We sing a tune.|We dance!\"|But how?|\"When I was small,\" he said."
        );
        assert_eq!(cut("Read Time.News today. It costs 3.5m."), "Read Time.News today.|It costs 3.5m.");
        assert_eq!(cut("It was signed in 2019.The deal is off."), "It was signed in 2019.|The deal is off.");
    }

    #[test]
    fn texts_without_capitals_are_cut() {
        assert_eq!(
            cut("the club said it would `` appeal '' . mr. smith agreed . `` we stay . '' he left ."),
            "the club said it would `` appeal '' .|mr. smith agreed .|`` we stay . ''|he left ."
        );
        assert_eq!(
            cut("the plan fell. he went to the u.s. president. it rained."),
            "the plan fell.|he went to the u.s. president.|it rained."
        );
    }
}
