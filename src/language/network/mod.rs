//! The networks of the English pipeline: what they need to know of each word goes in, tags, heads, labels and names
//! come out. Nothing here knows a word of English.
//!
//! `weights` reads matrices, `product` multiplies with them, `linear` makes layers of that; `attribute`, `embedding` and
//! `encoder` turn words into vectors; `tagger`, `parser` and `names` read tags, trees and names from the vectors, with
//! `scorer` to choose the moves.

mod attribute;
mod decorated;
mod edges;
mod embedding;
mod encoder;
mod hash;
mod linear;
mod names;
mod parser;
mod product;
mod scorer;
mod state;
mod tagger;
mod weights;

use std::sync::{Mutex, PoisonError};

use crate::language::archive::{Archive, ArchiveError};
use crate::model::{Dep, Entity, Tag};
use embedding::{Embedded, Embedding};
use encoder::Encoder;
use names::Names;
use parser::Parser;
use scorer::Prepared;
use tagger::Tagger;

/// Width of the vector of a word.
const WIDTH: usize = 96;
/// The vector of a word.
type Vector = [f32; WIDTH];
/// Most words that go through the encoders together, unless one sequence has more: so many that the weights, which
/// pass through the caches once for them all, cost little.
const BATCH: usize = 512;
/// Most words that are prepared for parser and recogniser together: what is noted of them (6 KB each) is still in the
/// caches when it is read.
const GROUP: usize = 128;

/// What the networks need to know of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::language) struct Features {
    /// Identifiers of norm, prefix, suffix and shape: MurmurHash64A with seed 1 of their UTF-8.
    pub(in crate::language) ids: [u64; 4],
    /// A space follows directly.
    pub(in crate::language) spaced: bool,
    /// The word consists of white space.
    pub(in crate::language) is_space: bool,
}

/// What the networks say of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::language) struct Word {
    /// Fine-grained part of speech.
    pub(in crate::language) tag: Tag,
    /// Index of the head in the sequence; its own index for a root.
    pub(in crate::language) head: u32,
    /// Label of the arc to the head.
    pub(in crate::language) dep: Dep,
}

/// What the networks say of a sequence of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::language) struct Reading {
    /// One for each word.
    pub(in crate::language) words: Vec<Word>,
    /// In order of the text; they never overlap.
    pub(in crate::language) entities: Vec<Entity>,
}

/// All networks of the pipeline, ready to run; threads may share one.
#[derive(Debug)]
pub(in crate::language) struct Network {
    embedding: Embedding,
    shared: Encoder,
    named: Encoder,
    tagger: Tagger,
    parser: Parser,
    names: Names,
    /// Each thread that works takes one for as long as it does.
    rooms: Mutex<Vec<Room>>,
}

/// Room for the numbers of a batch, kept for the next one: to ask for it each time takes long.
#[derive(Debug, Default)]
struct Room {
    embedded: Embedded,
    encoder: encoder::Room,
    parser: Prepared<{ parser::PLACES }>,
    names: Prepared<{ names::PLACES }>,
}

impl Network {
    /// Reads the sections `net.*`.
    ///
    /// # Errors
    /// A section is not there, has another size than the networks need, or names an unknown tag, label or kind.
    pub(in crate::language) fn new(archive: &Archive<'static>) -> Result<Self, ArchiveError> {
        Ok(Self {
            embedding: Embedding::new(archive)?,
            shared: Encoder::new(archive, "shared")?,
            named: Encoder::new(archive, "names")?,
            tagger: Tagger::new(archive)?,
            parser: Parser::new(archive)?,
            names: Names::new(archive)?,
            rooms: Mutex::default(),
        })
    }

    /// Reads sequences of words. Each is read as if it stood alone; many at once take less time.
    pub(in crate::language) fn read(&self, sequences: &[&[Features]]) -> Vec<Reading> {
        let rooms = || self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        let mut room = rooms().pop().unwrap_or_default();
        let mut readings = Vec::with_capacity(sequences.len());
        for batch in groups(sequences, BATCH) {
            self.read_batch(batch, &mut room, &mut readings);
        }
        rooms().push(room);
        readings
    }

    fn read_batch(&self, sequences: &[&[Features]], room: &mut Room, readings: &mut Vec<Reading>) {
        let lengths: Vec<usize> = sequences.iter().map(|sequence| sequence.len()).collect();
        let Room { embedded, encoder, parser, names } = room;
        self.embedding.embed(sequences, &lengths, embedded);
        self.shared.encode(&mut embedded.shared, &lengths, encoder);
        self.named.encode(&mut embedded.names, &lengths, encoder);
        let tags = self.tagger.tags(&embedded.shared);
        let mut first = 0;
        for group in groups(sequences, GROUP) {
            let words = first..first + group.iter().map(|sequence| sequence.len()).sum::<usize>();
            self.parser.scorer.prepare(embedded.shared.get(words.clone()).unwrap_or(&[]), parser);
            self.names.scorer.prepare(embedded.names.get(words.clone()).unwrap_or(&[]), names);
            let tags = tags.get(words.clone()).unwrap_or(&[]);
            let mut at = 0;
            for sequence in group {
                let parse = self.parser.parse(parser, at, sequence);
                let entities = self.names.recognise(names, at, sequence, &parse.starts);
                let arcs = parse.heads.iter().zip(&parse.labels);
                let tags = tags.get(at..).unwrap_or(&[]);
                let words = tags.iter().zip(arcs).map(|(tag, (head, dep))| Word {
                    tag: *tag,
                    head: *head,
                    dep: *dep,
                });
                readings.push(Reading { words: words.collect(), entities });
                at += sequence.len();
            }
            first = words.end;
        }
    }
}

/// Cuts a list of sequences into groups of at most so many words; a longer sequence is a group of its own.
fn groups<'a, 'b>(
    mut sequences: &'a [&'b [Features]],
    most: usize,
) -> impl Iterator<Item = &'a [&'b [Features]]> {
    std::iter::from_fn(move || {
        let mut words = 0;
        let more = |sequence: &&&[Features]| {
            words += sequence.len();
            words <= most
        };
        let count = sequences.iter().take_while(more).count().max(1);
        let (group, rest) = sequences.split_at_checked(count)?;
        sequences = rest;
        Some(group)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_have_at_most_so_many_words() {
        let word = Features { ids: [0; 4], spaced: false, is_space: false };
        let words = [word; 9];
        let sequences = [3, 2, 9, 0, 5, 1].map(|length| &words[..length]);
        let lengths = groups(&sequences, 5).map(|group| group.iter().map(|it| it.len()).collect::<Vec<_>>());
        assert_eq!(lengths.collect::<Vec<_>>(), [vec![3, 2], vec![9], vec![0, 5], vec![1]]);
        assert_eq!(groups(&[], 5).count(), 0);
    }
}
