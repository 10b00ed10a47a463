//! English texts to dependency trees: words, networks, parts of speech and lemmas, one after the other.

use std::sync::{Mutex, OnceLock, PoisonError};

use super::archive::{Archive, ArchiveError};
use super::network::{Features, Network, Reading};
use super::words::{Word, WordCache, Words};
use crate::limits::MAX_TREE_WORDS;
use crate::model::{Dep, Entity, Node, Span, Tag, Tree};

/// The model that ships inside the program.
static MODEL: &[u8] = include_bytes!("../../models/en/english.bin");

/// The English pipeline, ready to run. It holds nothing that changes a result, so that threads may share it.
#[derive(Debug)]
pub struct Analyser {
    words: Words,
    network: Network,
    /// How stretches of text were cut before; each thread that works takes one for as long as it does.
    caches: Mutex<Vec<WordCache>>,
}

/// The tree of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextTree {
    /// Words, arcs and names; spans count from the beginning of the document.
    pub tree: Tree,
    /// Whether the text has more than [`MAX_TREE_WORDS`] words and was read in pieces: no arc and no name reaches
    /// from one piece to another.
    pub in_pieces: bool,
}

impl Analyser {
    /// Reads the model that ships inside the program: about 10 ms. [`Self::shared`] does so once only.
    ///
    /// # Errors
    /// The model is not the one that the program was written for.
    pub fn new() -> Result<Self, ArchiveError> {
        let archive = Archive::open(MODEL)?;
        Ok(Self { words: Words::load(&archive)?, network: Network::new(&archive)?, caches: Mutex::default() })
    }

    /// The one of this process, read when it is first asked for.
    ///
    /// # Errors
    /// As [`Self::new`], each time.
    pub fn shared() -> Result<&'static Self, ArchiveError> {
        static SHARED: OnceLock<Result<Analyser, ArchiveError>> = OnceLock::new();
        SHARED.get_or_init(Self::new).as_ref().map_err(Clone::clone)
    }

    /// The trees of texts, each given with the byte of its document at which it begins. Best are sentences or
    /// paragraphs; many at once take less time, and each is read as if it stood alone.
    pub fn trees(&self, texts: &[(&str, usize)]) -> Vec<TextTree> {
        let cut: Vec<Vec<Word>> = self.cut(texts);
        let features: Vec<Vec<Features>> =
            cut.iter().map(|words| words.iter().map(features).collect()).collect();
        let pieces: Vec<&[Features]> =
            features.iter().flat_map(|words| words.chunks(MAX_TREE_WORDS)).collect();
        let mut readings = self.network.read(&pieces).into_iter();
        let join = |((text, offset), words): (&(&str, usize), &Vec<Word>)| {
            let count = words.len().div_ceil(MAX_TREE_WORDS);
            let read = Joined::new(readings.by_ref().take(count));
            TextTree { tree: self.tree(text, *offset, words, read), in_pieces: count > 1 }
        };
        texts.iter().zip(&cut).map(join).collect()
    }

    fn cut(&self, texts: &[(&str, usize)]) -> Vec<Vec<Word>> {
        let caches = || self.caches.lock().unwrap_or_else(PoisonError::into_inner);
        let mut cache = caches().pop().unwrap_or_default();
        let mut cut = |(text, _): &(&str, usize)| {
            let mut words = Vec::with_capacity(text.len() / 4);
            self.words.tokenize(text, &mut cache, &mut words);
            words
        };
        let cut = texts.iter().map(&mut cut).collect();
        caches().push(cache);
        cut
    }

    fn tree(&self, text: &str, offset: usize, words: &[Word], read: Joined) -> Tree {
        let marks = self.words.mark(words, &read.tags, &read.deps);
        let mut lemma = String::new();
        let mut nodes = Vec::with_capacity(words.len());
        for ((word, marks), head) in words.iter().zip(marks).zip(&read.heads) {
            self.words.lemma(word.text(text), &marks, &mut lemma);
            nodes.push(Node {
                span: Span::new(offset + word.start as usize, offset + word.end as usize),
                tag: marks.tag,
                pos: marks.pos,
                dep: marks.dep,
                head: *head,
                lemma: lemma.as_str().into(),
            });
        }
        Tree::new(nodes, read.entities)
    }
}

fn features(word: &Word) -> Features {
    Features { ids: word.ids, spaced: word.space_after, is_space: word.is_space }
}

/// What the networks say of the pieces of one text, counted from its first word.
#[derive(Debug, Default)]
struct Joined {
    tags: Vec<Tag>,
    deps: Vec<Dep>,
    heads: Vec<u32>,
    entities: Vec<Entity>,
}

impl Joined {
    fn new(pieces: impl Iterator<Item = Reading>) -> Self {
        let mut joined = Self::default();
        for piece in pieces {
            let first = joined.tags.len() as u32;
            joined.tags.extend(piece.words.iter().map(|word| word.tag));
            joined.deps.extend(piece.words.iter().map(|word| word.dep));
            joined.heads.extend(piece.words.iter().map(|word| word.head + first));
            joined.entities.extend(piece.entities.into_iter().map(|entity| Entity {
                nodes: entity.nodes.start + first..entity.nodes.end + first,
                kind: entity.kind,
            }));
        }
        joined
    }
}
