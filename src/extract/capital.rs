//! What capitals tell in one document: which words stand with a capital inside a sentence, which also without, and
//! in which sentences (headlines in title case, shouted lines) capitals tell nothing.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::Lexicon;
use crate::model::{Case, Sentence, SentenceKind, Text, TokenKind};

/// Counts for one word.
#[derive(Clone, Copy, Debug, Default)]
struct Use {
    lower: u32,
    inner: u32,
}

/// Evidence from capitals.
#[derive(Debug)]
pub(crate) struct Capitals<'t> {
    words: FxHashMap<&'t str, Use>,
    /// Words of the speakers' labels, in lower case.
    labels: FxHashSet<String>,
    /// Per sentence: whether capitals tell something in it.
    telling: Vec<bool>,
}

impl<'t> Capitals<'t> {
    /// Counts a document.
    pub(crate) fn new(text: &Text<'t>, lexicon: &Lexicon) -> Self {
        let mut words: FxHashMap<&'t str, Use> = FxHashMap::default();
        let mut telling = Vec::with_capacity(text.sentences.len());
        for sentence in text.sentences {
            let tells = capitals_tell(text, sentence, lexicon);
            telling.push(tells);
            for idx in sentence.token_range() {
                let Some(token) = text.tokens.get(idx).filter(|token| token.kind == TokenKind::Word) else {
                    continue;
                };
                let entry = words.entry(text.lower(idx)).or_default();
                match token.case {
                    Case::Lower => entry.lower += 1,
                    Case::Title | Case::Upper | Case::Mixed => {
                        entry.inner += u32::from(tells && !is_initial(text, sentence, idx));
                    }
                }
            }
        }
        let labels = text
            .document
            .speakers
            .iter()
            .flat_map(|speaker| speaker.name.split_whitespace())
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
            .filter(|word| word.len() > 2 && !lexicon.names.is_common(word))
            .collect();
        Self { words, labels, telling }
    }

    /// Whether capitals tell something in a sentence.
    pub(crate) fn tell(&self, sentence: &Sentence) -> bool {
        self.telling.get(sentence.id.idx()).copied().unwrap_or(false)
    }

    /// Whether a word stands with a capital inside a sentence, or in a speaker's label, and never without one.
    pub(crate) fn is_proper(&self, lower: &str) -> bool {
        let used = self.words.get(lower).copied().unwrap_or_default();
        used.lower == 0 && (used.inner > 0 || self.labels.contains(lower))
    }

    /// Whether the word also stands without a capital.
    pub(crate) fn is_also_lower(&self, lower: &str) -> bool {
        self.words.get(lower).is_some_and(|used| used.lower > 0)
    }
}

/// Whether a word begins a sentence, a quotation, or what follows a colon, so that its capital tells nothing.
pub(crate) fn is_initial(text: &Text<'_>, sentence: &Sentence, idx: usize) -> bool {
    let mut at = idx;
    while at > sentence.token_range().start {
        at -= 1;
        let Some(token) = text.tokens.get(at) else {
            return true;
        };
        match token.kind {
            TokenKind::Word | TokenKind::Number => return false,
            TokenKind::Mark => match text.document.slice(token.span) {
                "." | "!" | "?" | ":" | "…" | "•" | "*" => {
                    return !(text.word(at) == "." && text.touches_next(at));
                }
                "\"" | "“" | "‘" | "'" | "«" | "„" | "「" | "『" | "”" | "’" | "»" => {
                    return at + 1 == idx && text.touches_next(at) || at == sentence.token_range().start;
                }
                "—" | "–" | "-" | "(" | "[" => {}
                _ => return false,
            },
            TokenKind::Symbol => {}
        }
    }
    true
}

fn capitals_tell(text: &Text<'_>, sentence: &Sentence, lexicon: &Lexicon) -> bool {
    let (mut high, mut upper, mut all) = (0, 0, 0);
    for idx in sentence.token_range() {
        let Some(token) = text.tokens.get(idx).filter(|token| token.kind == TokenKind::Word) else {
            continue;
        };
        let lower = text.lower(idx);
        if lower.len() < 4 && (lexicon.names.openers.contains(lower) || lower.starts_with(['\'', '’'])) {
            continue;
        }
        all += 1;
        high += u32::from(token.case != Case::Lower);
        upper += u32::from(token.case == Case::Upper);
    }
    if all >= 4 && upper * 10 >= all * 8 {
        return false;
    }
    match sentence.kind {
        SentenceKind::Heading => all < 3 || high * 10 < all * 6,
        SentenceKind::Plain | SentenceKind::Question => all < 6 || high * 10 < all * 9,
    }
}

#[cfg(test)]
mod tests {
    use super::Capitals;
    use crate::extract::testing::with_text;

    #[test]
    fn a_word_that_also_stands_in_lower_case_is_no_name() {
        with_text("Money is tight. He met Adler.\nThe money went.\nAdler left.", None, |text, lexicon| {
            let capitals = Capitals::new(text, lexicon);
            assert!(capitals.is_proper("adler"));
            assert!(!capitals.is_proper("money") && capitals.is_also_lower("money"));
        });
    }

    #[test]
    fn title_case_tells_nothing() {
        let line = "New Figures Show Harbour Trade Falling Again This Year\nIt fell in Bergen.";
        with_text(line, None, |text, lexicon| {
            let capitals = Capitals::new(text, lexicon);
            assert!(!capitals.tell(&text.sentences[0]) && capitals.tell(&text.sentences[1]));
            assert!(!capitals.is_proper("figures") && capitals.is_proper("bergen"));
        });
    }
}
