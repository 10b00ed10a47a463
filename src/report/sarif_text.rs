//! What SARIF asks of the texts in it: links in messages, names and help of rules.

use crate::model::RuleNote;
use crate::report::escape;

/// What a message can be linked to.
#[derive(Clone, Debug)]
pub(super) struct Linked<'a> {
    /// The source's words, if the message may hold them.
    pub words: Option<&'a str>,
    /// "report.txt, line 3".
    pub place: String,
}

/// A plain-text message. The source's words in it become a link to the first related location; where it does not
/// hold them, the place is named at its end.
pub(super) fn message(text: &str, source: Option<&Linked<'_>>) -> String {
    let Some(source) = source else {
        return literal(text);
    };
    let words =
        source.words.map(|words| format!("\"{}\"", words.split_whitespace().collect::<Vec<_>>().join(" ")));
    // The source's words stand last where a message tells both.
    match words
        .as_deref()
        .and_then(|words| text.rsplit_once(words).map(|(before, after)| (before, words, after)))
    {
        Some((before, words, after)) => {
            format!("{}[{}](1){}", literal(before), literal(words), literal(after))
        }
        None => format!("{} ([{}](1))", literal(text), literal(&source.place)),
    }
}

/// Brackets would begin a link, braces a placeholder; hidden and control characters are shown.
fn literal(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in escape::terminal(text).chars() {
        match letter {
            '[' | ']' | '\\' => {
                plain.push('\\');
                plain.push(letter);
            }
            '{' | '}' => {
                plain.push(letter);
                plain.push(letter);
            }
            _ => plain.push(letter),
        }
    }
    plain
}

/// "date/day-mismatch" as "DateDayMismatch".
pub(super) fn pascal(id: &str) -> String {
    let mut name = String::with_capacity(id.len());
    for word in id.split(|letter: char| !letter.is_alphanumeric()) {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

/// Ends with a full stop, as viewers show it in running text.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_string() } else { format!("{text}.") }
}

/// The help of a rule as Markdown.
pub(super) fn help_markdown(rule: &RuleNote, accept: &str) -> String {
    format!(
        "**{}**\n\n**Why** {}\n\n**Limits** {}\n\n{} `claimdiff rules explain {}` shows texts on which it fires.\n",
        escape::markdown(&sentence(&rule.title)),
        escape::markdown(&rule.why),
        escape::markdown(&rule.limits),
        escape::markdown(accept),
        rule.id.replace('`', "'"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(words: Option<&str>) -> Linked<'_> {
        Linked { words, place: "report.txt, line 3".to_string() }
    }

    #[test]
    fn the_words_of_the_source_are_the_link() {
        let text = "the piece says \"the 3rd\", the report says \"the 3rd\" of May";
        assert_eq!(
            message(text, Some(&linked(Some("the\n3rd")))),
            "the piece says \"the 3rd\", the report says [\"the 3rd\"](1) of May"
        );
        assert_eq!(message("not said", Some(&linked(None))), "not said ([report.txt, line 3](1))");
        assert_eq!(message("not said", None), "not said");
    }

    #[test]
    fn nothing_in_a_text_becomes_a_link_or_a_placeholder() {
        assert_eq!(message("see [here](javascript:x) {0}", None), "see \\[here\\](javascript:x) {{0}}");
        assert_eq!(message("a\\[b", None), "a\\\\\\[b");
    }

    #[test]
    fn a_rule_has_a_name_of_one_word() {
        assert_eq!(pascal("date/day-mismatch"), "DateDayMismatch");
    }
}
