//! The dependency tree of a sentence: words with tag, lemma, head and label, and the names that the recogniser saw.
//!
//! Labels, tags and kinds are those of the English pipeline that ships in `models/` (ClearNLP dependencies, Penn
//! Treebank tags, Universal POS, OntoNotes entities), spelled as it spells them.

use std::ops::Range;

use crate::model::Span;
use crate::model::named::named_set;

named_set! {
    /// Universal part of speech.
    Pos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ",
        Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT",
        Sconj = "SCONJ", Space = "SPACE", Sym = "SYM", Verb = "VERB", X = "X",
    }
}

named_set! {
    /// Fine-grained part of speech (Penn Treebank as in OntoNotes 5).
    Tag {
        Dollar = "$", CloseQuote = "''", Comma = ",", OpenBracket = "-LRB-", CloseBracket = "-RRB-", Stop = ".",
        Colon = ":", Add = "ADD", Afx = "AFX", Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW", Hyph = "HYPH",
        In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Ls = "LS", Md = "MD", Nfp = "NFP", Nn = "NN", Nnp = "NNP",
        Nnps = "NNPS", Nns = "NNS", Pdt = "PDT", PosTag = "POS", Prp = "PRP", PrpPoss = "PRP$", Rb = "RB",
        Rbr = "RBR", Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO", Uh = "UH", Vb = "VB", Vbd = "VBD", Vbg = "VBG",
        Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpPoss = "WP$", Wrb = "WRB", Xx = "XX",
        Sp = "_SP", OpenQuote = "``",
    }
}

named_set! {
    /// Label of the arc from a word to its head.
    Dep {
        Root = "ROOT", Acl = "acl", Acomp = "acomp", Advcl = "advcl", Advmod = "advmod", Agent = "agent",
        Amod = "amod", Appos = "appos", Attr = "attr", Aux = "aux", Auxpass = "auxpass", Case = "case", Cc = "cc",
        Ccomp = "ccomp", Compound = "compound", Conj = "conj", Csubj = "csubj", Csubjpass = "csubjpass",
        Dative = "dative", Dep = "dep", Det = "det", Dobj = "dobj", Expl = "expl", Intj = "intj", Mark = "mark",
        Meta = "meta", Neg = "neg", Nmod = "nmod", Npadvmod = "npadvmod", Nsubj = "nsubj",
        Nsubjpass = "nsubjpass", Nummod = "nummod", Oprd = "oprd", Parataxis = "parataxis", Pcomp = "pcomp",
        Pobj = "pobj", Poss = "poss", Preconj = "preconj", Predet = "predet", Prep = "prep", Prt = "prt",
        Punct = "punct", Quantmod = "quantmod", Relcl = "relcl", Xcomp = "xcomp",
    }
}

named_set! {
    /// Kind of a recognised entity (OntoNotes 5).
    EntityKind {
        Cardinal = "CARDINAL", Date = "DATE", Event = "EVENT", Fac = "FAC", Gpe = "GPE", Language = "LANGUAGE",
        Law = "LAW", Loc = "LOC", Money = "MONEY", Norp = "NORP", Ordinal = "ORDINAL", Org = "ORG",
        Percent = "PERCENT", Person = "PERSON", Product = "PRODUCT", Quantity = "QUANTITY", Time = "TIME",
        WorkOfArt = "WORK_OF_ART",
    }
}

/// One word of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it stands in the text of its document.
    pub span: Span,
    /// Fine-grained part of speech.
    pub tag: Tag,
    /// Universal part of speech.
    pub pos: Pos,
    /// Label of the arc to the head.
    pub dep: Dep,
    /// Index of the head in the tree; its own index for a root.
    pub head: u32,
    /// Dictionary form, in lower case except for proper nouns.
    pub lemma: Box<str>,
}

/// A recognised name, date or figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Indices of its nodes.
    pub nodes: Range<u32>,
    /// Kind.
    pub kind: EntityKind,
}

/// The words of one stretch of text under their heads: a forest, with one root for each sentence that the parser
/// saw in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    nodes: Vec<Node>,
    entities: Vec<Entity>,
    /// Children of all nodes one after the other, each group in order of the text.
    children: Vec<u32>,
    /// Where the children of node `i` begin and end in `children`: at `i` and `i + 1`.
    starts: Vec<u32>,
}

impl Tree {
    /// Takes nodes in order of the text; a head outside the tree makes its node a root.
    pub fn new(mut nodes: Vec<Node>, entities: Vec<Entity>) -> Self {
        let len = nodes.len();
        let mut starts = vec![0u32; len + 1];
        for (at, node) in nodes.iter_mut().enumerate() {
            let head = node.head as usize;
            if head >= len {
                node.head = at as u32;
            } else if head != at {
                starts[head + 1] += 1;
            }
        }
        for at in 0..len {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut children = vec![0u32; starts.last().copied().unwrap_or(0) as usize];
        for (at, node) in nodes.iter().enumerate() {
            let head = node.head as usize;
            if head != at {
                children[next[head] as usize] = at as u32;
                next[head] += 1;
            }
        }
        Self { nodes, entities, children, starts }
    }

    /// The words in order of the text.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The recognised entities in order of the text.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The word at an index; none outside the tree.
    pub fn get(&self, at: usize) -> Option<&Node> {
        self.nodes.get(at)
    }

    /// Indices of the words whose head this is, in order of the text.
    pub fn children(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let bounds = self.starts.get(at).zip(self.starts.get(at + 1));
        let range = bounds.map_or(0..0, |(start, end)| *start as usize..*end as usize);
        self.children.get(range).unwrap_or(&[]).iter().map(|child| *child as usize)
    }

    /// Children with this label.
    pub fn children_by(&self, at: usize, dep: Dep) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children(at).filter(move |child| self.nodes[*child].dep == dep)
    }

    /// Roots in order of the text.
    pub fn roots(&self) -> impl Iterator<Item = usize> + '_ {
        self.nodes.iter().enumerate().filter(|(at, node)| node.head as usize == *at).map(|(at, _)| at)
    }

    /// Where in the text of the document those sentences begin that the parser saw and that turn on a verb, in order of
    /// their roots. A root without a verb may be the rest of a name that the parser cut ("Inc. | Chairman Holt").
    pub fn beginnings(&self) -> impl Iterator<Item = usize> + '_ {
        let verbal =
            |root: &usize| self.nodes.get(*root).is_some_and(|it| matches!(it.pos, Pos::Verb | Pos::Aux));
        self.roots().filter(verbal).filter_map(|root| Some(self.subtree_span(root)?.start()))
    }

    /// Head of a word; none for a root.
    pub fn head(&self, at: usize) -> Option<usize> {
        let head = self.nodes.get(at)?.head as usize;
        (head != at).then_some(head)
    }

    /// The words above this one, from its head to the root.
    pub fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let steps = self.nodes.len();
        std::iter::successors(self.head(at), move |above| self.head(*above)).take(steps)
    }

    /// The word and everything below it, in order of the text.
    pub fn subtree(&self, at: usize) -> Vec<usize> {
        let mut found = vec![at];
        let mut next = 0;
        while let Some(above) = found.get(next).copied() {
            found.extend(self.children(above));
            next += 1;
            // A cycle cannot come from the parser; heads from elsewhere must not hang the caller.
            if next > self.nodes.len() {
                break;
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Span from the first to the last word of the subtree.
    pub fn subtree_span(&self, at: usize) -> Option<Span> {
        let below = self.subtree(at);
        let first = self.nodes.get(*below.first()?)?.span;
        let last = self.nodes.get(*below.last()?)?.span;
        Some(Span::new(first.start(), last.end()))
    }

    /// The word of a span on which its others hang: the first whose own head stands outside.
    pub fn head_of(&self, span: Span) -> Option<usize> {
        let start = self.at_offset(span.start())?;
        let inside = |at: &usize| self.nodes.get(*at).is_some_and(|node| node.span.start() < span.end());
        (start..self.nodes.len()).take_while(inside).find(|at| {
            let above = self.head(*at).and_then(|head| self.nodes.get(head));
            above.is_none_or(|above| !span.overlaps(above.span))
        })
    }

    /// Index of the first word that ends after this offset: the one that covers it, or the next one.
    pub fn at_offset(&self, offset: usize) -> Option<usize> {
        let at = self.nodes.partition_point(|node| node.span.end() <= offset);
        (at < self.nodes.len()).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(start: usize, head: u32, dep: Dep) -> Node {
        let span = Span::new(start, start + 1);
        Node { span, tag: Tag::Nn, pos: Pos::Noun, dep, head, lemma: "x".into() }
    }

    #[test]
    fn children_come_in_order_of_the_text() {
        // "a b c d": b is the root, a and d hang on it, c hangs on d.
        let nodes =
            vec![node(0, 1, Dep::Nsubj), node(2, 1, Dep::Root), node(4, 3, Dep::Det), node(6, 1, Dep::Dobj)];
        let tree = Tree::new(nodes, Vec::new());
        assert_eq!(tree.children(1).collect::<Vec<_>>(), [0, 3]);
        assert_eq!(tree.children_by(1, Dep::Dobj).collect::<Vec<_>>(), [3]);
        assert_eq!(tree.roots().collect::<Vec<_>>(), [1]);
        assert_eq!(tree.subtree(3), [2, 3]);
        assert_eq!(tree.ancestors(2).collect::<Vec<_>>(), [3, 1]);
        assert_eq!(tree.subtree_span(1), Some(Span::new(0, 7)));
        assert_eq!(tree.at_offset(3), Some(2));
        assert_eq!(tree.at_offset(7), None);
    }

    #[test]
    fn a_head_outside_the_tree_is_a_root() {
        let tree = Tree::new(vec![node(0, 9, Dep::Dobj)], Vec::new());
        assert_eq!(tree.roots().collect::<Vec<_>>(), [0]);
        assert_eq!(tree.head(0), None);
    }

    #[test]
    fn names_lead_back_to_their_values() {
        assert!(Dep::ALL.iter().all(|dep| Dep::from_name(dep.name()) == Some(*dep)));
        assert!(Tag::ALL.iter().all(|tag| Tag::from_name(tag.name()) == Some(*tag)));
        assert_eq!(Pos::from_name("NOUN"), Some(Pos::Noun));
        assert_eq!(EntityKind::from_name("none"), None);
    }
}
