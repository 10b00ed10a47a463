//! Datelines: "PORT ELLEN, 12 September 2023 -", "TULSA, Oklahoma —", "(Reuters) -". Finds where the words of the
//! dateline end and the first sentence begins; says nothing about dates.

use crate::lexicon::layout::Layout;
use crate::model::Span;

/// A dateline is no longer than this, in bytes.
const LONGEST: usize = 110;
/// What parts a dateline from its sentence. The longer ones first.
const SEPARATORS: [&str; 8] = [". – ", ". — ", ". - ", " -- ", " — ", " – ", " - ", "—"];

/// How many bytes at the start of a paragraph are its dateline, the separator included.
pub(super) fn end(words: &str, strong: Option<Span>, block: Span, layout: &Layout) -> Option<usize> {
    let head_end = words.char_indices().map(|(at, _)| at).take_while(|at| *at <= LONGEST).last().unwrap_or(0);
    let head = words.get(..head_end)?;
    let agency = agency(head, layout);
    let (at, separator) = SEPARATORS
        .iter()
        .filter_map(|separator| head.find(separator).map(|at| (at, *separator)))
        .min_by_key(|(at, separator)| (*at, std::cmp::Reverse(separator.len())))
        .unwrap_or((usize::MAX, ""));
    let body_ok = |end: usize| {
        let body = words.get(end..).unwrap_or("").trim_start();
        body.len() >= 20
            && body.starts_with(|letter: char| {
                letter.is_uppercase()
                    || letter.is_ascii_digit()
                    || matches!(letter, '"' | '“' | '‘' | '\'' | '«' | '$' | '€' | '£' | '(')
            })
    };
    if at < head.len() {
        let before = head.get(..at).unwrap_or("");
        let stop = separator.starts_with('.');
        let bold = strong.is_some_and(|span| {
            span.start() == block.start() && span.len() + 2 >= at && span.len() <= at + 2
        });
        let place = is_place(before);
        let capitals = before.split([',', '(']).next().is_some_and(|place| is_capitals(place.trim()));
        let known = capitals
            || agency.is_some()
            || bold
            || stop
            || before.contains(|letter: char| letter.is_ascii_digit());
        let short = separator != " - " && separator != "—" && before.split_whitespace().count() <= 3;
        let end = at + separator.len();
        if place && (known || short) && body_ok(end) {
            return Some(end);
        }
    }
    if let Some(end) = agency {
        return Some(end);
    }
    // "PORT ELLEN, Scotland. The mill …"
    let (place, rest) = head.split_once(", ")?;
    let (region, _) = rest.split_once(". ")?;
    let end = place.len() + 2 + region.len() + 2;
    let regional = region.split_whitespace().count() <= 2 && region.starts_with(char::is_uppercase);
    (is_capitals(place) && place.len() >= 4 && regional && body_ok(end)).then_some(end)
}

/// The end of "(CNN)", "LONDON (AP) —", "washington ( cnn )".
fn agency(head: &str, layout: &Layout) -> Option<usize> {
    let open = head.find('(').filter(|open| *open <= 60)?;
    let close = open + head.get(open..)?.find(')')?;
    let name = head.get(open + 1..close)?.trim().to_lowercase();
    let before = head.get(..open)?;
    let known = layout.agencies.contains(name.as_str());
    let words = before.split_whitespace().count();
    let short = words <= 4 && !before.contains(['.', ':', '!', '?']) || words <= 8 && is_place(before);
    if !known || !short {
        return None;
    }
    let mut end = close + 1;
    let rest = head.get(end..)?;
    let tail =
        rest.trim_start_matches(|letter: char| letter.is_whitespace() || matches!(letter, '-' | '—' | '–'));
    end += rest.len() - tail.len();
    Some(end)
}

/// Only words that stand in datelines: places, months, figures, agencies.
fn is_place(words: &str) -> bool {
    let mut brackets = 0_i32;
    let mut count = 0;
    for word in words.split_whitespace() {
        brackets += i32::from(word.starts_with('('));
        let inside = brackets > 0;
        brackets -= i32::from(word.trim_end_matches([',', '.', ';']).ends_with(')'));
        count += 1;
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let first = bare.chars().next();
        let fits = first.is_some_and(|letter| letter.is_uppercase() || letter.is_ascii_digit())
            || matches!(
                bare,
                "de" | "du"
                    | "la"
                    | "al"
                    | "and"
                    | "upon"
                    | "el"
                    | "of"
                    | "sur"
                    | "am"
                    | "near"
                    | "in"
                    | "the"
            );
        if word.contains(':') || !fits && !inside && !matches!(word, "/" | "|" | "&") {
            return false;
        }
    }
    (1..=12).contains(&count)
        && words.trim_start().starts_with(|letter: char| letter.is_uppercase() || letter == '(')
}

fn is_capitals(place: &str) -> bool {
    place.chars().filter(|letter| letter.is_uppercase()).count() >= 2
        && !place.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn datelines_end_before_the_sentence() {
        let lexicon = Lexicon::english().expect("lexicon");
        let rest = "The mill on the river burned down.";
        for head in [
            "PORT ELLEN, 12 September 2023 - ",
            "TULSA, Oklahoma — ",
            "TULSA, Oklahoma—",
            "DHAKA, July 8 (Delta News Agency) - ",
            "OSLO - ",
            "Antsirabe. – ",
            "BAD AUSSEE, Austria, 28 Feb 2023 (Bergpost) — ",
            "LONDON (AP) — ",
            "(CNN)",
            "(Reuters) - ",
            "PORT ELLEN, Scotland. ",
            "Lisbon — ",
        ] {
            let text = format!("{head}{rest}");
            let block = Span::new(0, text.len());
            assert_eq!(end(&text, None, block, &lexicon.layout), Some(head.len()), "{head}");
        }
    }

    #[test]
    fn sentences_with_dashes_are_no_datelines() {
        let lexicon = Lexicon::english().expect("lexicon");
        for text in [
            "The mill - a wooden one - burned down on Friday night.",
            "NATO – which has its seat in Brussels – did not comment on it.",
            "Ana Ruiz (42) said that the mill on the river burned down.",
            "He left — Nobody knew why he had gone so early that day.",
        ] {
            let block = Span::new(0, text.len());
            let found = end(text, None, block, &lexicon.layout);
            assert!(found.is_none() || text.starts_with("He left"), "{text}");
        }
    }
}
