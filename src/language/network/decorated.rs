//! Arcs that cross others: the parser cannot build them, so that it hangs such a word on a word above its head and
//! says in the label what the head's own label is. Here the word goes back to the head.

use std::collections::VecDeque;

use super::Features;
use super::edges::Edges;
use crate::model::Dep;

/// Label of an arc, and that of the head that the word should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// Label of the arc itself.
    pub(super) dep: Dep,
    /// Label of the head, where it lies below the present one.
    pub(super) head: Option<Dep>,
}

impl Label {
    /// By its name, "prep" or "prep||dobj".
    pub(super) fn from_name(name: &str) -> Option<Self> {
        match name.split_once("||") {
            None => Some(Self { dep: Dep::from_name(name)?, head: None }),
            Some((dep, head)) => Some(Self { dep: Dep::from_name(dep)?, head: Some(Dep::from_name(head)?) }),
        }
    }
}

/// Hangs each word with such a label on the first word with the wanted label below its head: level by level, each
/// level in order of the text. Where there is none the head stays.
pub(super) fn restore(heads: &mut [u32], labels: &mut [Label], words: &[Features]) {
    if labels.iter().all(|label| label.head.is_none()) {
        return;
    }
    let mut tree = Children::new(heads);
    for at in 0..heads.len() {
        let Some(wanted) = labels[at].head.take() else { continue };
        let found = tree.find(
            heads[at],
            |word| {
                let label = labels[word as usize];
                word as usize != at && label.dep == wanted && label.head.is_none()
            },
            |word| word as usize != at && !words.get(word as usize).is_some_and(|word| word.is_space),
        );
        if let Some(found) = found {
            tree.hang(at as u32, heads[at], found);
            heads[at] = found;
        }
    }
}

/// Children of each word in order of the text.
struct Children {
    below: Vec<Vec<u32>>,
    edges: Edges,
}

impl Children {
    fn new(heads: &[u32]) -> Self {
        let mut below = vec![Vec::new(); heads.len()];
        for (at, head) in heads.iter().enumerate() {
            if *head as usize != at {
                below[*head as usize].push(at as u32);
            }
        }
        Self { below, edges: Edges::new(heads) }
    }

    fn find(&self, from: u32, fits: impl Fn(u32) -> bool, enters: impl Fn(u32) -> bool) -> Option<u32> {
        let mut queue = VecDeque::from([from]);
        // Each word is below one head, so that none comes twice unless moved arcs close a circle.
        let mut steps = self.below.len();
        while let Some(above) = queue.pop_front() {
            for child in self.below[above as usize].iter().copied().filter(|child| enters(*child)) {
                if fits(child) {
                    return Some(child);
                }
                queue.push_back(child);
            }
            steps = steps.checked_sub(1)?;
        }
        None
    }

    /// Moves a word below another head. Outside of what lay below that head at first it is not found again.
    fn hang(&mut self, child: u32, from: u32, to: u32) {
        self.below[from as usize].retain(|other| *other != child);
        let reach = self.edges.first[to as usize]..=self.edges.last[to as usize];
        if reach.contains(&child) {
            let below = &mut self.below[to as usize];
            let place = below.partition_point(|other| *other < child);
            below.insert(place, child);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORD: Features = Features { ids: [0; 4], spaced: true, is_space: false };

    fn label(name: &str) -> Label {
        Label::from_name(name).expect("a label")
    }

    #[test]
    fn a_word_goes_back_to_the_head_that_its_label_names() {
        // 0 is the root, 1 its object, 2 an adverb; 3 belongs to the object.
        let mut heads = [0, 0, 0, 0];
        let mut labels = ["ROOT", "dobj", "advmod", "relcl||dobj"].map(label);
        restore(&mut heads, &mut labels, &[WORD; 4]);
        assert_eq!(heads, [0, 0, 0, 1]);
        assert_eq!(labels[3], label("relcl"));
    }

    #[test]
    fn without_such_a_head_it_stays() {
        let mut heads = [0, 0];
        let mut labels = ["ROOT", "prep||dobj"].map(label);
        restore(&mut heads, &mut labels, &[WORD; 2]);
        assert_eq!((heads, labels[1]), ([0, 0], label("prep")));
    }
}
