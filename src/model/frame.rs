//! Who does what to whom in a sentence: a predicate with its arguments, read off a dependency tree.

use crate::model::{Node, Tree};

/// What carries the predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FrameKind {
    /// A verb: "the council repaired the bridge".
    Verb,
    /// "be" with a noun or an adjective: "the tower is taller".
    Copula,
    /// A noun of action: "the signing of the pact by both ministers".
    Nominal,
}

/// When the predicate holds, by the form of its verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tense {
    /// "signed", "was signed"
    Past,
    /// "has signed", "had been signed"
    Perfect,
    /// "signs", "is signing"
    Present,
    /// "will sign"
    Future,
    /// "to sign", "signing", a noun.
    None,
}

/// How a predicate hangs on the one above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Link {
    /// What is said, thought, shown: "says that …".
    Content,
    /// An infinitive or participle that completes it: "refused to sell".
    Complement,
    /// When, why, if: "sank after the crew had left".
    Adverbial,
    /// About a noun: "the accord, which was signed".
    Relative,
    /// Beside it: "signed and published".
    Conjunct,
    /// In any other way.
    Other,
}

/// A word under a preposition on the predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adjunct {
    /// The preposition's node; none for a bare adjunct ("signed it Friday").
    pub preposition: Option<u32>,
    /// The head of what stands under it.
    pub head: u32,
}

/// One predicate with its arguments; all of them are nodes of the sentence's tree, by their head words. The roles
/// are those of the active sentence: in "the pact was signed by Norland" Norland is the agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The main verb, the noun of action, or "be".
    pub head: u32,
    /// What carries it.
    pub kind: FrameKind,
    /// Who does it, or of whom it is said; members of a list one by one.
    pub agents: Vec<u32>,
    /// To whom or what it is done.
    pub patients: Vec<u32>,
    /// Who gets it.
    pub recipients: Vec<u32>,
    /// What a copula says of its subject.
    pub attribute: Option<u32>,
    /// When, where, with what.
    pub adjuncts: Vec<Adjunct>,
    /// Whether the form is passive.
    pub passive: bool,
    /// Words that deny this predicate, the verbs above it that do so included ("failed to", "denied that").
    pub negators: Vec<u32>,
    /// The modal verb ("may").
    pub modal: Option<u32>,
    /// Tense.
    pub tense: Tense,
    /// The frame above it, by place in the list of frames.
    pub above: Option<(u32, Link)>,
    /// The word that joins an adverbial clause ("because", "after", "if").
    pub mark: Option<u32>,
}

impl Frame {
    /// Whether it denies: an odd number of negators.
    pub fn is_negated(&self) -> bool {
        self.negators.len() % 2 == 1
    }
}

/// A sentence's tree and the frames read off it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parse {
    /// The tree.
    pub tree: Tree,
    /// Its frames, in order of their heads.
    pub frames: Vec<Frame>,
}

impl Parse {
    /// The word at an index of the tree; none outside it.
    pub fn node(&self, at: u32) -> Option<&Node> {
        self.tree.get(at as usize)
    }

    /// Lemma at an index of the tree; empty outside it.
    pub fn lemma(&self, at: u32) -> &str {
        self.node(at).map_or("", |node| &node.lemma)
    }

    /// The frame that a word belongs to: its own, or that of the nearest word above it that has one.
    pub fn frame_of(&self, at: usize) -> Option<&Frame> {
        std::iter::once(at).chain(self.tree.ancestors(at)).find_map(|node| self.frame_at(node))
    }

    /// The frames above one, the nearest first, each with how the one below it hangs on it.
    pub fn above<'a>(&'a self, frame: &'a Frame) -> impl Iterator<Item = (&'a Frame, Link)> {
        let step = |below: &'a Frame| {
            let (above, link) = below.above?;
            Some((self.frames.get(above as usize)?, link))
        };
        // A parser's frames are a forest; the bound holds for frames from anywhere.
        std::iter::successors(step(frame), move |(frame, _)| step(frame)).take(self.frames.len())
    }

    /// The frame with this head.
    pub fn frame_at(&self, head: usize) -> Option<&Frame> {
        let idx = self.frames.binary_search_by_key(&(head as u32), |frame| frame.head).ok()?;
        self.frames.get(idx)
    }
}
