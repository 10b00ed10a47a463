//! For tests of extractors: a text as one paragraph per line and one sentence per paragraph.

use crate::language;
use crate::lexicon::Lexicon;
use crate::model::{
    DocumentBuilder, DocumentId, OffsetMap, Role, Sentence, SentenceId, SentenceKind, Span, Text,
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
