//! Messages and suggestions with placeholders, checked: a [`Template`] cannot name a placeholder that does not
//! exist.

use std::ops::Range;

use super::place::{Place, did_you_mean, list};
use crate::error::RuleError;

/// Words of a text that a message shows at most, in characters; longer ones are cut at a word border.
const MAX_SHOWN_CHARS: usize = 80;

/// Words that a suggestion holds at most, in characters: a cut text would not mend anything, so a longer one is
/// not suggested at all.
const MAX_SUGGESTED_CHARS: usize = 400;

/// What a placeholder stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Claim,
    Source,
    ClaimValue,
    SourceValue,
    Note,
    Speaker,
}

impl Slot {
    const ALL: [(&'static str, Self); 6] = [
        ("claim", Self::Claim),
        ("source", Self::Source),
        ("claim_value", Self::ClaimValue),
        ("source_value", Self::SourceValue),
        ("note", Self::Note),
        ("speaker", Self::Speaker),
    ];
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Slot(Slot),
}

/// A sentence with placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Part>);

/// What the placeholders are filled with.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Words<'a> {
    pub(super) claim: &'a str,
    pub(super) source: Option<&'a str>,
    pub(super) claim_value: Option<&'a str>,
    pub(super) source_value: Option<&'a str>,
    pub(super) note: Option<&'a str>,
    pub(super) speaker: Option<&'a str>,
}

impl Words<'_> {
    fn of(&self, slot: Slot) -> Option<&str> {
        match slot {
            Slot::Claim => Some(self.claim),
            Slot::Source => self.source,
            Slot::ClaimValue => self.claim_value,
            Slot::SourceValue => self.source_value,
            Slot::Note => self.note,
            Slot::Speaker => self.speaker,
        }
    }
}

impl Template {
    /// Checks a text with placeholders.
    pub(super) fn check(text: &str, span: &Range<usize>, place: &Place<'_>) -> Result<Self, RuleError> {
        if text.trim().is_empty() {
            return Err(place.error(span, "the text is empty"));
        }
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, behind)) = after.split_once('}') else {
                return Err(place.error(span, "a `{` without its `}`"));
            };
            let names = || Slot::ALL.iter().map(|(known, _)| *known);
            let Some((_, slot)) = Slot::ALL.iter().find(|(known, _)| *known == name) else {
                let hint = did_you_mean(name, names());
                return Err(place.error(
                    span,
                    format!("unknown placeholder `{name}`{hint} (expected one of {})", list(names())),
                ));
            };
            parts.push(Part::Text(before.to_owned()));
            parts.push(Part::Slot(*slot));
            rest = behind;
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Self(parts))
    }

    /// The message: the words of both sides in quotation marks and shortened. What is not known reads "nothing",
    /// a value that is not known gives way to the words, and a note that is not there leaves no trace.
    pub(super) fn message(&self, words: &Words<'_>) -> String {
        let mut message = String::new();
        for part in &self.0 {
            match part {
                Part::Text(text) => message.push_str(text),
                Part::Slot(Slot::Note) => message.push_str(words.note.unwrap_or_default()),
                Part::Slot(Slot::Speaker) => message.push_str(words.speaker.unwrap_or("the piece")),
                Part::Slot(slot @ (Slot::ClaimValue | Slot::SourceValue)) => {
                    let stand_in = if *slot == Slot::ClaimValue { Some(words.claim) } else { words.source };
                    let value = words.of(*slot).or(stand_in).unwrap_or("nothing");
                    message.push_str(&shortened(value));
                }
                Part::Slot(slot @ (Slot::Claim | Slot::Source)) => match words.of(*slot) {
                    Some(text) => message.push_str(&quoted(text)),
                    None => message.push_str("nothing"),
                },
            }
        }
        folded(&message).trim_end_matches([':', ';', ',']).to_owned()
    }

    /// The suggestion: the words themselves. None if a placeholder has nothing to stand for, if the words are too
    /// long, or if the piece has them already.
    pub(super) fn suggestion(&self, words: &Words<'_>) -> Option<String> {
        let mut suggestion = String::new();
        for part in &self.0 {
            match part {
                Part::Text(text) => suggestion.push_str(text),
                Part::Slot(slot) => suggestion.push_str(words.of(*slot)?),
            }
        }
        let suggestion = folded(&suggestion);
        let fits = suggestion.chars().count() <= MAX_SUGGESTED_CHARS;
        (fits && !suggestion.is_empty() && suggestion != folded(words.claim)).then_some(suggestion)
    }
}

/// White space folded to single spaces.
fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// In quotation marks, shortened; marks around the whole are not doubled.
fn quoted(text: &str) -> String {
    let marks = ['"', '\u{201C}', '\u{201D}', '\u{201E}', '\u{AB}', '\u{BB}'];
    format!("\"{}\"", shortened(text.trim().trim_matches(marks)))
}

/// White space folded, and cut at a word border if it is long.
fn shortened(text: &str) -> String {
    let mut short = String::new();
    let mut n_chars = 0;
    for word in text.split_whitespace() {
        let word_chars = word.chars().count();
        if n_chars + word_chars > MAX_SHOWN_CHARS {
            if short.is_empty() {
                short.extend(word.chars().take(MAX_SHOWN_CHARS));
            }
            short.push_str(" …");
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
        n_chars += word_chars + 1;
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(text: &str) -> Result<Template, RuleError> {
        let place = Place { file: "t.toml", text, lines_before: 0 };
        Template::check(text, &(0..text.len()), &place)
    }

    #[test]
    fn words_are_quoted_in_messages_and_bare_in_suggestions() {
        let words = Words { claim: "on the\n4th", source: Some("on the 3rd"), ..Words::default() };
        let text = template("says {claim}, not {source}; {note}").unwrap();
        assert_eq!(text.message(&words), "says \"on the 4th\", not \"on the 3rd\"");
        assert_eq!(template("{source}").unwrap().suggestion(&words).as_deref(), Some("on the 3rd"));
    }

    #[test]
    fn nothing_is_suggested_that_is_not_there_or_not_new() {
        let words = Words { claim: "on the 3rd", ..Words::default() };
        assert_eq!(template("{source}").unwrap().suggestion(&words), None);
        assert_eq!(template("{claim}").unwrap().suggestion(&words), None);
    }

    #[test]
    fn long_words_are_cut_at_a_word_border() {
        let long = "lighthouse ".repeat(12);
        let words = Words { claim: &long, ..Words::default() };
        let message = template("{claim}").unwrap().message(&words);
        assert!(message.ends_with("lighthouse …\""), "{message}");
        assert!(message.chars().count() < MAX_SHOWN_CHARS + 6, "{message}");
    }

    #[test]
    fn unknown_placeholders_are_refused() {
        let error = template("{sorce}").unwrap_err();
        assert!(error.detail.contains("did you mean `source`?"), "{error}");
        assert!(template("{claim").is_err());
    }
}
