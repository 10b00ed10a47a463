//! The table `models/en/kinship.bin`: words and which of them are akin, searched as it lies in the program.
//! `models/build/kinship.py` writes it and describes the bytes.

use std::cmp::Ordering;

use crate::lexicon::kinship::{Kin, Kinship, WordClass};

static ENGLISH: &[u8] = include_bytes!("../../models/en/kinship.bin");
const MAGIC: &[u8; 8] = b"CDKIN\0\0\x01";
/// Words of a block.
const BLOCK: usize = 16;
/// Steps of a strength.
const STEPS: f32 = 31.0;

/// A word as one part of speech, by its number in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry(u16);

impl Entry {
    /// Its number, from 0.
    pub fn idx(self) -> usize {
        usize::from(self.0)
    }
}

/// The table.
#[derive(Clone, Copy, Debug, Default)]
pub struct KinshipTable {
    blocks: &'static [[u8; 6]],
    starts: &'static [[u8; 4]],
    links: &'static [[u8; 3]],
    words: &'static [u8],
}

/// One word: bytes shared with the word before, its classes, the rest, and what follows.
struct Word {
    shared: usize,
    classes: u8,
    rest: &'static [u8],
    after: &'static [u8],
}

impl KinshipTable {
    /// The English table. One that is damaged knows no words; a test reads it.
    pub fn english() -> Self {
        Self::load(ENGLISH).unwrap_or_default()
    }

    fn load(bytes: &'static [u8]) -> Option<Self> {
        let (magic, bytes) = bytes.split_first_chunk::<8>()?;
        let (counts, bytes) = bytes.split_first_chunk::<16>()?;
        let mut counts = counts.as_chunks::<4>().0.iter().map(|count| u32::from_le_bytes(*count) as usize);
        let (n_blocks, n_entries) = (counts.next()?, counts.next()?);
        let (n_links, n_bytes) = (counts.next()?, counts.next()?);
        let (blocks, bytes) = bytes.split_at_checked(n_blocks.checked_mul(6)?)?;
        let (starts, bytes) = bytes.split_at_checked(n_entries.checked_add(1)?.checked_mul(4)?)?;
        let (links, words) = bytes.split_at_checked(n_links.checked_mul(3)?)?;
        let table = Self {
            blocks: blocks.as_chunks().0,
            starts: starts.as_chunks().0,
            links: links.as_chunks().0,
            words,
        };
        (magic == MAGIC && words.len() == n_bytes).then_some(table)
    }

    /// A word, in lower case as in a dictionary, as one part of speech.
    pub fn entry(&self, word: &str, class: WordClass) -> Option<Entry> {
        let (first, classes) = self.find(word)?;
        let bit = 1 << class as u8;
        let before = (classes & (bit - 1)).count_ones() as u16;
        (classes & bit != 0).then_some(Entry(first + before))
    }

    /// A word as every part of speech that the table knows of it.
    pub fn entries(&self, word: &str) -> impl Iterator<Item = Entry> + use<> {
        let (first, classes) = self.find(word).unwrap_or_default();
        (first..first + classes.count_ones() as u16).map(Entry)
    }

    /// What an entry is akin to. Kinships that go one way ([`Kinship::Broader`], [`Kinship::Causes`]) stand at one of
    /// the two.
    pub fn links(&self, entry: Entry) -> impl Iterator<Item = (Entry, Kin)> + use<> {
        self.row(entry).iter().map(|&link| unpack(link))
    }

    /// How one entry stands to another; the table's word for it where it has one.
    pub fn kin(&self, ours: Entry, theirs: Entry) -> Option<Kin> {
        let find = |from: Entry, to: Entry| {
            let row = self.row(from);
            let at = row.binary_search_by_key(&to, |&[low, high, _]| Entry(u16::from_le_bytes([low, high])));
            at.ok().and_then(|at| row.get(at)).map(|&link| unpack(link).1)
        };
        find(ours, theirs).or_else(|| find(theirs, ours).map(Kin::turned))
    }

    fn row(&self, entry: Entry) -> &'static [[u8; 3]] {
        let bound = |at: usize| self.starts.get(at).map(|start| u32::from_le_bytes(*start) as usize);
        match (bound(entry.idx()), bound(entry.idx() + 1)) {
            (Some(start), Some(end)) => self.links.get(start..end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Number of the first entry of a word and a bit for each of its classes.
    fn find(&self, word: &str) -> Option<(u16, u8)> {
        let word = word.as_bytes();
        // The first words of the blocks stand whole; the wanted one is in the last block that does not begin after.
        let after = self
            .blocks
            .partition_point(|block| self.block(*block).and_then(read).is_some_and(|it| it.rest <= word));
        let block = *self.blocks.get(after.checked_sub(1)?)?;
        let [.., low, high] = block;
        let (mut first, mut bytes) = (u16::from_le_bytes([low, high]), self.block(block)?);
        // Bytes in which the word before and the wanted one agree.
        let mut agreed = 0;
        for _ in 0..BLOCK {
            let found = read(bytes)?;
            bytes = found.after;
            match found.shared.cmp(&agreed) {
                Ordering::Greater => {}
                Ordering::Less => return None,
                Ordering::Equal => {
                    let wanted = word.get(agreed..)?;
                    let same = found.rest.iter().zip(wanted).take_while(|(one, other)| one == other).count();
                    agreed += same;
                    match (found.rest.get(same), wanted.get(same)) {
                        (None, None) => return Some((first, found.classes)),
                        (Some(_), None) => return None,
                        (Some(one), Some(other)) if one > other => return None,
                        (None | Some(_), Some(_)) => {}
                    }
                }
            }
            first += found.classes.count_ones() as u16;
        }
        None
    }

    fn block(&self, [a, b, c, d, ..]: [u8; 6]) -> Option<&'static [u8]> {
        self.words.get(u32::from_le_bytes([a, b, c, d]) as usize..)
    }
}

fn read(bytes: &'static [u8]) -> Option<Word> {
    let (&[shared, length, classes], bytes) = bytes.split_first_chunk::<3>()?;
    let (rest, after) = bytes.split_at_checked(usize::from(length))?;
    Some(Word { shared: usize::from(shared), classes, rest, after })
}

fn unpack([low, high, kind]: [u8; 3]) -> (Entry, Kin) {
    let kinship = match kind >> 5 {
        1 => Kinship::Synonym,
        2 => Kinship::Family,
        3 => Kinship::Broader,
        4 => Kinship::Causes,
        5 => Kinship::Opposite,
        _ => Kinship::None,
    };
    let strength = f32::from(kind & 31) / STEPS;
    (Entry(u16::from_le_bytes([low, high])), Kin { kinship, strength })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_table_is_found() {
        let table = KinshipTable::load(ENGLISH).expect("a whole table");
        let (mut bytes, mut word, mut next, mut count) = (table.words, Vec::new(), 0u16, 0);
        while let Some(found) = read(bytes) {
            word.truncate(if count % BLOCK == 0 { 0 } else { found.shared });
            word.extend_from_slice(found.rest);
            let text = std::str::from_utf8(&word).expect("text");
            assert_eq!(table.find(text), Some((next, found.classes)), "{text}");
            let inside = format!("{text}q");
            assert!(table.find(&inside).is_none(), "{inside}");
            next += found.classes.count_ones() as u16;
            count += 1;
            bytes = found.after;
        }
        assert!(count > 20_000 && usize::from(next) + 1 == table.starts.len());
    }

    #[test]
    fn links_are_sorted_and_lead_to_entries() {
        let table = KinshipTable::english();
        for at in 0..table.starts.len() as u16 - 1 {
            let links: Vec<Entry> = table.links(Entry(at)).map(|(entry, _)| entry).collect();
            assert!(links.is_sorted() && links.iter().all(|entry| entry.idx() + 1 < table.starts.len()));
            assert!(
                table.links(Entry(at)).all(|(_, kin)| kin.kinship != Kinship::None && kin.strength > 0.0)
            );
        }
    }

    #[test]
    fn a_cut_table_knows_no_words() {
        assert!(KinshipTable::load(&ENGLISH[..ENGLISH.len() - 1]).is_none());
        assert!(KinshipTable::load(&ENGLISH[..20]).is_none());
        assert_eq!(KinshipTable::default().entry("sign", WordClass::Verb), None);
    }
}
