//! The tables of the shipped model, loaded once for all tests.

use std::sync::OnceLock;

use super::{Word, WordCache, Words};
use crate::language::archive::Archive;

static MODEL: &[u8] = include_bytes!("../../../models/en/english.bin");

pub(super) fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let archive = Archive::open(MODEL).expect("the shipped model");
        Words::load(&archive).expect("its words")
    })
}

/// The words of a text.
pub(super) fn cut(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    words().tokenize(text, &mut WordCache::default(), &mut out);
    out
}

/// The words of a text, as they stand there.
pub(super) fn texts(text: &str) -> Vec<&str> {
    cut(text).iter().map(|word| word.text(text)).collect()
}
