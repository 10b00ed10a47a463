//! The slots of a statement as the dependency tree of its sentence has them: predicate, who does it and to whom, what
//! is denied, what is hedged. A clause in which the tree sees no predicate keeps what word order gave it.

use std::ops::Range;

use crate::lexicon::grammar::GrammarWords;
use crate::model::{
    Certainty, Dep, Frame, FrameKind, Link, Parse, Polarity, Pos, Reading, Slot, Span, Statement,
    StatementKind, Text,
};

/// Reads the statements of one sentence once more, with its tree.
pub fn read(text: &Text<'_>, statements: &[Statement], parse: Parse, words: &GrammarWords) -> Reading {
    let (statements, chains) = statements.iter().map(|plain| deepen(text, plain, &parse, words)).unzip();
    Reading { parse, statements, chains }
}

/// The statement with the slots of its tree, and the heads of the predicates that make up its own.
fn deepen(
    text: &Text<'_>,
    plain: &Statement,
    parse: &Parse,
    words: &GrammarWords,
) -> (Statement, Box<[u32]>) {
    let mut deep = plain.clone();
    let clause = Clause { text, parse, words, span: plain.span };
    let Some(top) = clause.top(plain.attribution.as_ref().map(|it| it.cue)) else {
        return (deep, Box::default());
    };
    let chain: Vec<&Frame> = clause.chain(top).collect();
    let main = chain.last().copied().unwrap_or(top);
    deep.kind = StatementKind::Clause;
    deep.predicate = clause.predicate(top, main);
    deep.actor = clause.argument(&main.agents);
    deep.object = clause.object(main);
    let inside = || parse.frames.iter().filter(|frame| clause.holds(frame.head));
    deep.negations = clause.negations(inside(), &plain.negations);
    deep.polarity = clause.polarity(main, &deep.negations);
    deep.certainty = clause.certainty(main, &plain.certainty);
    deep.status = deep.status.filter(|slot| !clause.is_participant(slot.span));
    (deep, chain.iter().map(|frame| frame.head).collect())
}

/// A stretch of a sentence with its tree.
pub(super) struct Clause<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) parse: &'a Parse,
    pub(super) words: &'a GrammarWords,
    pub(super) span: Span,
}

impl<'a> Clause<'a> {
    fn node_span(&self, at: u32) -> Option<Span> {
        self.parse.node(at).map(|node| node.span)
    }

    fn holds(&self, at: u32) -> bool {
        self.node_span(at).is_some_and(|span| self.span.contains(span))
    }

    /// The tokens that a word of the tree covers.
    fn tokens(&self, at: u32) -> Option<Range<usize>> {
        let span = self.node_span(at)?;
        let first = self.text.tokens.partition_point(|token| token.span.end() <= span.start());
        let end = self.text.tokens.partition_point(|token| token.span.start() < span.end());
        (first < end).then_some(first..end)
    }

    /// The predicate that the clause turns on: the one highest in the tree of those whose word stands in it, verbs
    /// before nouns of action. A verb of saying gives way to what is said.
    fn top(&self, cue: Option<Span>) -> Option<&'a Frame> {
        let inside = self.parse.frames.iter().filter(|frame| self.holds(frame.head));
        inside.min_by_key(|frame| {
            let depth = self.parse.tree.ancestors(frame.head as usize).count();
            let says = cue.zip(self.node_span(frame.head)).is_some_and(|(cue, head)| cue.contains(head));
            (frame.kind == FrameKind::Nominal, says, depth, frame.head)
        })
    }

    /// From a predicate down to the act itself: "failed to pay" says that nobody paid, "plans to sell" speaks of a
    /// sale.
    fn chain(&self, top: &'a Frame) -> impl Iterator<Item = &'a Frame> {
        let below = |upper: &Frame| {
            let carries = self.words.is_carrying(self.parse.lemma(upper.head));
            self.parse.frames.iter().find(|frame| {
                let above = self.parse.above(frame).next();
                let governed =
                    above.is_some_and(|(above, link)| link == Link::Complement && above.head == upper.head);
                carries && self.holds(frame.head) && governed
            })
        };
        // A chain goes from each verb to one below it; the bound holds for frames from anywhere.
        std::iter::successors(Some(top), move |frame| below(frame)).take(self.parse.frames.len())
    }

    /// The verb with its helpers and its particle, from the top of the clause on; the value is the stem of its
    /// dictionary form.
    pub(super) fn predicate(&self, top: &Frame, main: &Frame) -> Option<Slot<String>> {
        let mut span = self.node_span(main.head)?;
        if self.holds(top.head) {
            span = span.cover(self.node_span(top.head)?);
        }
        for child in [top, main].into_iter().flat_map(|frame| self.parse.tree.children(frame.head as usize)) {
            let Some(node) = self.parse.tree.get(child) else { continue };
            // "is certainly", "nearly sold": an adverb next to the verb.
            let adverb = node.dep == Dep::Advmod
                && (node.span.start() == span.end() + 1 || node.span.end() + 1 == span.start());
            let helper = matches!(node.dep, Dep::Aux | Dep::Auxpass | Dep::Prt | Dep::Neg) || adverb;
            if helper && self.span.contains(node.span) {
                span = span.cover(node.span);
            }
        }
        let lemma = self.parse.lemma(main.head);
        let stem = crate::lexicon::stem(lemma).unwrap_or_else(|| lemma.to_string());
        Some(Slot { span, value: stem })
    }

    /// The words of an argument, wherever they stand: a relative clause is about the noun before it.
    pub(super) fn argument(&self, heads: &[u32]) -> Option<Slot<()>> {
        let spans = heads.iter().filter_map(|head| self.noun_phrase(*head));
        spans.reduce(Span::cover).map(|span| Slot { span, value: () })
    }

    /// To whom or what a predicate is done, or what it says of its subject.
    pub(super) fn object(&self, frame: &Frame) -> Option<Slot<()>> {
        self.argument(&frame.patients).or_else(|| self.argument(frame.attribute.as_slice()))
    }

    /// A word with what hangs on it, without the clauses about it and the list that it opens.
    fn noun_phrase(&self, head: u32) -> Option<Span> {
        let tree = &self.parse.tree;
        let mut open = vec![head as usize];
        let mut span = self.node_span(head)?;
        // A tree has each word below one other only; the bound holds for trees from anywhere.
        for _ in 0..tree.nodes().len() {
            let Some(at) = open.pop() else { break };
            span = span.cover(self.node_span(at as u32)?);
            let kept = |child: &usize| {
                let dep = tree.get(*child).map_or(Dep::Dep, |node| node.dep);
                !matches!(dep, Dep::Relcl | Dep::Punct | Dep::Conj | Dep::Cc | Dep::Advcl | Dep::Mark)
            };
            open.extend(tree.children(at).filter(kept));
        }
        Some(span)
    }

    /// What denies a predicate of the clause. Phrases of the word list that deny without a tree's help ("rule out",
    /// "instead of") stay.
    pub(super) fn negations<'f>(
        &self,
        frames: impl Iterator<Item = &'f Frame>,
        plain: &[Range<u32>],
    ) -> Vec<Range<u32>> {
        let mut found: Vec<Range<u32>> = frames
            .flat_map(|frame| &frame.negators)
            .filter(|at| self.holds(**at))
            .filter_map(|at| self.tokens(*at))
            .map(|tokens| tokens.start as u32..tokens.end as u32)
            .chain(plain.iter().cloned())
            .collect();
        found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        found.dedup_by(|later, kept| later.start < kept.end);
        found
    }

    pub(super) fn polarity(&self, main: &Frame, negations: &[Range<u32>]) -> Slot<Polarity> {
        if !main.is_negated() {
            return Slot { span: self.span, value: Polarity::Affirmed };
        }
        let word = main.negators.first().and_then(|at| self.node_span(*at));
        let inside = word.filter(|span| self.span.contains(*span));
        let listed =
            || negations.first().map(|first| self.text.span_of(first.start as usize..first.end as usize));
        Slot { span: inside.or_else(listed).unwrap_or(self.span), value: Polarity::Negated }
    }

    /// A hedge counts where it stands at the clause's own predicate or at one that governs it or is governed by it,
    /// not inside a relative clause beside it. What makes a condition covers the whole clause.
    pub(super) fn certainty(&self, main: &Frame, plain: &Slot<Certainty>) -> Slot<Certainty> {
        let fact = Slot { span: self.span, value: Certainty::Fact };
        if matches!(plain.value, Certainty::Fact | Certainty::Conditional) {
            return plain.clone();
        }
        let Some(at) = self.parse.tree.at_offset(plain.span.start()) else { return plain.clone() };
        match self.parse.frame_of(at) {
            Some(frame) if !self.is_linked(frame, main) => fact,
            Some(_) | None => plain.clone(),
        }
    }

    /// Whether these words are a single noun that takes part in the act: who backs "the delay" delays nothing.
    fn is_participant(&self, span: Span) -> bool {
        let node = self.parse.tree.at_offset(span.start()).and_then(|at| self.parse.tree.get(at));
        node.is_some_and(|node| {
            let takes_part = matches!(
                node.dep,
                Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Pobj | Dep::Compound | Dep::Conj | Dep::Poss
            );
            node.span == span && node.pos == Pos::Noun && takes_part
        })
    }

    /// Whether two predicates are one, or one governs the other as its content or complement.
    fn is_linked(&self, a: &Frame, b: &Frame) -> bool {
        a.head == b.head || self.governs(a, b) || self.governs(b, a)
    }

    fn governs(&self, upper: &Frame, lower: &Frame) -> bool {
        let near =
            |link: Link| matches!(link, Link::Content | Link::Complement | Link::Conjunct | Link::Other);
        self.parse.above(lower).take_while(|(_, link)| near(*link)).any(|(above, _)| above.head == upper.head)
    }
}
