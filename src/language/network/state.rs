//! The state of the parser in a sequence: words on the stack, words to come, arcs so far, places where a sentence
//! begins.

/// No word.
const NONE: u32 = u32::MAX;

/// Everything that the moves change.
#[derive(Debug)]
pub(super) struct State {
    stack: Vec<u32>,
    /// Words that went back from the stack; the last one comes first.
    returned: Vec<u32>,
    /// First word that was never on the stack.
    next: u32,
    words: Vec<WordState>,
}

#[derive(Clone, Copy, Debug)]
struct WordState {
    head: u32,
    label: u16,
    /// Child that was attached last, on the left and on the right.
    last: [u32; 2],
    /// Child of the same head on the same side that was attached before this one.
    before: u32,
    /// It went back from the stack and must not go there again before it has a new child.
    returned: bool,
    starts_sentence: bool,
}

/// On which side of its head a child stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

impl State {
    /// Nothing on the stack, `length` words to come.
    pub(super) fn new(length: usize) -> Self {
        let word = WordState {
            head: NONE,
            label: 0,
            last: [NONE; 2],
            before: NONE,
            returned: false,
            starts_sentence: false,
        };
        let mut words = vec![word; length];
        if let Some(first) = words.first_mut() {
            first.starts_sentence = true;
        }
        Self { stack: Vec::new(), returned: Vec::new(), next: 0, words }
    }

    /// The word at this depth of the stack.
    pub(super) fn stacked(&self, depth: usize) -> Option<usize> {
        self.stack.iter().rev().nth(depth).map(|word| *word as usize)
    }

    /// The word at this place among those to come.
    pub(super) fn coming(&self, place: usize) -> Option<usize> {
        match self.returned.iter().rev().nth(place) {
            Some(word) => Some(*word as usize),
            None => {
                let word = self.next as usize + place - self.returned.len();
                (word < self.words.len()).then_some(word)
            }
        }
    }

    /// The child of a word that was attached last on this side.
    pub(super) fn last_child(&self, word: usize, side: Side) -> Option<usize> {
        let child = self.words.get(word)?.last[side as usize];
        (child != NONE).then_some(child as usize)
    }

    /// Words on the stack.
    pub(super) fn depth(&self) -> usize {
        self.stack.len()
    }

    /// Words to come.
    pub(super) fn left(&self) -> usize {
        self.words.len() - self.next as usize + self.returned.len()
    }

    /// Whether there is nothing left to do.
    pub(super) fn is_final(&self) -> bool {
        self.stack.is_empty() && self.left() == 0
    }

    /// Whether a sentence begins with this word.
    pub(super) fn starts_sentence(&self, word: usize) -> bool {
        self.words.get(word).is_some_and(|word| word.starts_sentence)
    }

    /// Whether the word went back from the stack and has to stay off it.
    pub(super) fn is_returned(&self, word: usize) -> bool {
        self.words.get(word).is_some_and(|word| word.returned)
    }

    /// A sentence begins with the second word to come.
    pub(super) fn break_sentence(&mut self) {
        if let Some(word) = self.coming(1).and_then(|word| self.words.get_mut(word)) {
            word.starts_sentence = true;
        }
    }

    /// The next word goes on the stack.
    pub(super) fn shift(&mut self) {
        let word = self.returned.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(word);
    }

    /// The top of the stack is done with; a word without a head goes back instead, unless it is the last one there.
    pub(super) fn reduce(&mut self) {
        let last = self.stack.len() == 1;
        let Some(top) = self.stack.pop() else { return };
        let word = &mut self.words[top as usize];
        if word.head == NONE && !last {
            word.returned = true;
            self.returned.push(top);
        }
    }

    /// The top of the stack becomes a child of the next word.
    pub(super) fn attach_left(&mut self, label: u16) {
        let Some((head, child)) = self.coming(0).zip(self.stacked(0)) else { return };
        self.attach(head, child, label);
        self.words[head].returned = false;
        self.stack.pop();
    }

    /// The next word becomes a child of the top of the stack and goes on it.
    pub(super) fn attach_right(&mut self, label: u16) {
        let Some((child, head)) = self.coming(0).zip(self.stacked(0)) else { return };
        self.attach(head, child, label);
        self.shift();
    }

    fn attach(&mut self, head: usize, child: usize, label: u16) {
        self.detach(child);
        let side = side(head, child);
        let last = std::mem::replace(&mut self.words[head].last[side as usize], child as u32);
        let word = &mut self.words[child];
        (word.head, word.label, word.before) = (head as u32, label, last);
    }

    /// A word that gets another head was the last one that the old head got: it is still on the stack, right above
    /// that head.
    fn detach(&mut self, child: usize) {
        let WordState { head, before, .. } = self.words[child];
        let Some(old) = self.words.get_mut(head as usize) else { return };
        let last = &mut old.last[side(head as usize, child) as usize];
        debug_assert_eq!(*last, child as u32, "only the last child changes its head");
        *last = before;
    }

    /// Head and label of each word; none for a root.
    pub(super) fn arcs(&self) -> impl ExactSizeIterator<Item = Option<(usize, u16)>> + '_ {
        self.words.iter().map(|word| (word.head != NONE).then_some((word.head as usize, word.label)))
    }
}

fn side(head: usize, child: usize) -> Side {
    if child < head { Side::Left } else { Side::Right }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_build_arcs() {
        let mut state = State::new(3);
        state.shift();
        state.attach_left(7);
        assert_eq!((state.depth(), state.left()), (0, 2));
        assert_eq!(state.last_child(1, Side::Left), Some(0));
        state.shift();
        state.attach_right(8);
        assert_eq!(state.last_child(1, Side::Right), Some(2));
        state.reduce();
        state.reduce();
        assert!(state.is_final());
        assert_eq!(state.arcs().collect::<Vec<_>>(), [Some((1, 7)), None, Some((1, 8))]);
    }

    #[test]
    fn a_word_without_head_goes_back_and_comes_first() {
        let mut state = State::new(3);
        state.shift();
        state.shift();
        state.reduce();
        assert_eq!((state.stacked(0), state.coming(0), state.coming(1)), (Some(0), Some(1), Some(2)));
        assert!(state.is_returned(1));
        state.shift();
        state.reduce();
        state.attach_right(5);
        assert_eq!(state.stacked(0), Some(1));
        assert_eq!(state.left(), 1);
    }

    #[test]
    fn a_word_may_get_another_head() {
        let mut state = State::new(3);
        state.shift();
        state.attach_right(5);
        state.attach_left(6);
        assert_eq!(state.last_child(0, Side::Right), None);
        assert_eq!(state.last_child(2, Side::Left), Some(1));
        assert_eq!(state.arcs().nth(1), Some(Some((2, 6))));
    }
}
