//! The first and the last word below each word, and the sentences that follow from them.

/// Passes after which the edges are taken as they are: crossing arcs need more than one.
const MAX_PASSES: usize = 12;

/// First and last word below each word of a sequence.
#[derive(Debug)]
pub(super) struct Edges {
    /// Leftmost word below each word.
    pub(super) first: Vec<u32>,
    /// Rightmost word below each word.
    pub(super) last: Vec<u32>,
}

impl Edges {
    /// Edges from heads; a root is its own head.
    pub(super) fn new(heads: &[u32]) -> Self {
        let own: Vec<u32> = (0..heads.len() as u32).collect();
        let mut edges = Self { first: own.clone(), last: own };
        for _ in 0..MAX_PASSES {
            for child in 0..heads.len() {
                edges.widen(heads, child);
            }
            for child in (0..heads.len()).rev() {
                edges.widen(heads, child);
            }
            if edges.heads_stay_in_sentences(heads) {
                break;
            }
        }
        edges
    }

    /// The head reaches at least as far as its child.
    fn widen(&mut self, heads: &[u32], child: usize) {
        let head = heads[child] as usize;
        self.first[head] = self.first[head].min(self.first[child]);
        self.last[head] = self.last[head].max(self.last[child]);
    }

    /// Whether a sentence begins with the word: it is the first one below a root.
    pub(super) fn sentence_starts(&self, heads: &[u32]) -> Vec<bool> {
        let mut starts = vec![false; heads.len()];
        for (at, head) in heads.iter().enumerate() {
            if *head as usize == at {
                starts[self.first[at] as usize] = true;
            }
        }
        starts
    }

    /// No head lies outside the sentence of its child; the last word is not looked at, and may be a head of the
    /// sentence before it.
    fn heads_stay_in_sentences(&self, heads: &[u32]) -> bool {
        let starts = self.sentence_starts(heads);
        let mut start = 0;
        for end in 0..heads.len() {
            if (end > 0 && starts[end]) || end + 1 == heads.len() {
                let inside = |head: &u32| (start..=end).contains(&(*head as usize));
                if !heads[start..end].iter().all(inside) {
                    return false;
                }
                start = end;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_root_has_its_sentence() {
        // 0 → 1 ← 2, then 3 → 4.
        let heads = [1, 1, 1, 4, 4];
        let edges = Edges::new(&heads);
        assert_eq!((edges.first[1], edges.last[1]), (0, 2));
        assert_eq!(edges.sentence_starts(&heads), [true, false, false, true, false]);
    }

    #[test]
    fn crossing_arcs_widen_the_sentence() {
        // 3 hangs on 1 across the root 2, which 0 hangs on.
        let heads = [2, 2, 2, 1];
        assert_eq!(Edges::new(&heads).sentence_starts(&heads), [true, false, false, false]);
    }
}
