//! For tests of extractors: a text as one paragraph per line and one sentence per paragraph.

use crate::extract::{duration, number, time};
use crate::language;
use crate::lexicon::Lexicon;
use crate::model::{
    DocumentBuilder, DocumentId, OffsetMap, Role, Sentence, SentenceId, SentenceKind, Span, Text, Value,
};

/// Runs `check` on the tokens of `text`; `published` is the document's date ("2024-11-05").
pub(crate) fn with_text<R>(
    text: &str,
    published: Option<&str>,
    check: impl FnOnce(&Text<'_>, &Lexicon) -> R,
) -> R {
    let mut document = DocumentBuilder {
        id: DocumentId(0),
        role: Role::Piece,
        name: "test.txt".into(),
        text: text.into(),
        raw_line_starts: vec![0],
        offsets: OffsetMap::identity(),
    }
    .build();
    document.metadata.published = published.and_then(|date| date.parse().ok());
    let mut sentences = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let id = SentenceId(sentences.len() as u32);
        let span = Span::new(start, start + line.trim_end().len());
        sentences.push(Sentence {
            id,
            span,
            block: id.0,
            turn: None,
            kind: SentenceKind::Plain,
            tokens: 0..0,
        });
        start += line.len();
    }
    let tokens = language::analyse(&document, &mut sentences);
    let lexicon = Lexicon::english().expect("built-in lexicon");
    check(&Text { document: &document, sentences: &sentences, tokens: &tokens }, &lexicon)
}

/// Every time of a text: its words and its TIMEX3 value; `reference` is a day, or a day with a time.
pub(crate) fn times_of(text: &str, reference: &str) -> Vec<(String, String)> {
    let (day, clock) = reference.split_once('T').unwrap_or((reference, ""));
    with_text(text, Some(day), |text, lexicon| {
        let mut document = text.document.clone();
        document.metadata.published_time = clock.parse().ok();
        let text = &Text { document: &document, ..*text };
        let numbers = number::numbers(text, lexicon);
        let durations = duration::durations(text, lexicon, &numbers);
        let found = time::times(text, lexicon, &numbers, &durations);
        let times = found.iter().filter_map(|found| match &found.value {
            Value::Time(time) => {
                let words = text.document.slice(text.span_of(found.tokens.clone()));
                Some((words.to_string(), time.timex.to_string()))
            }
            Value::Quantity(_) | Value::Quotation(_) | Value::Name(_) | Value::Agreement(_) => None,
        });
        times.collect()
    })
}

/// Checks the times of a text written on Tuesday, 5 November 2024, at 10:00.
#[track_caller]
pub(crate) fn check_times(text: &str, expected: &[(&str, &str)]) {
    let found = times_of(text, "2024-11-05T10:00:00");
    let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}
