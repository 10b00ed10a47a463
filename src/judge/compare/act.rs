//! An act that a text tells of, as its dependency tree has it: who does it, to whom, and whether it is told as done.

use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::facing::{Facing, facing};
use crate::lexicon;
use crate::lexicon::kinship::WordClass;
use crate::lexicon::predicates::PredicateWords;
use crate::model::{
    Analysis, Certainty, Dep, Frame, FrameKind, Link, Name, Parse, Pos, Reference, SentenceId, Span,
    Statement, Status, Tag, Tense,
};

/// How strongly two words must be akin to stand for each other.
pub(super) const AKIN: f32 = 0.4;
/// How strongly two predicates must be opposites to exclude each other.
const OPPOSITE: f32 = 0.5;

/// The words of a predicate.
#[derive(Clone, Debug)]
pub(super) struct Predicate {
    /// Dictionary forms, each of which says it, in lower case.
    words: Vec<(String, WordClass)>,
    /// Nodes that belong to it beside its head: no arguments.
    pub(super) absorbed: Vec<u32>,
}

/// How two predicates stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// They tell of the same act.
    Same,
    /// They exclude each other.
    Opposite,
    /// Neither is known.
    Unknown,
}

impl Predicate {
    /// Whether it says little by itself: "be", "have".
    pub(super) fn is_light(&self, bench: &Bench<'_>) -> bool {
        self.words.iter().all(|(word, _)| {
            let stem = lexicon::stem(word);
            bench.lexicon.relations.is_stop(word, stem.as_deref().unwrap_or(word))
        })
    }

    /// How it stands to another one.
    pub(super) fn likeness(&self, bench: &Bench<'_>, other: &Self) -> Likeness {
        let relations = &bench.lexicon.relations;
        let stem = |word: &str| lexicon::stem(word).unwrap_or_else(|| word.to_string());
        let mut opposite = false;
        for (ours, class) in &self.words {
            for (theirs, other_class) in &other.words {
                let kin = bench.lexicon.kin((ours, *class), (theirs, *other_class));
                // "Bought from" and "sold to" tell of one event.
                let converse = !PredicateWords::english().converse(ours, theirs).is_empty();
                if relations.same_family(&stem(ours), &stem(theirs)) || kin.agrees(AKIN) || converse {
                    return Likeness::Same;
                }
                opposite |= kin.is_opposite(OPPOSITE);
            }
        }
        // Expressions have other senses ("walked out on the pitch"): good enough to agree, not to contradict.
        let plain = self.absorbed.is_empty() && other.absorbed.is_empty();
        if opposite && plain { Likeness::Opposite } else { Likeness::Unknown }
    }
}

/// One predicate of a text with its sentence's tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Act<'a> {
    pub(super) analysis: &'a Analysis,
    /// Index among the sources; none for the piece.
    pub(super) source: Option<usize>,
    pub(super) parse: &'a Parse,
    pub(super) frame: &'a Frame,
    /// The statement that its word stands in.
    pub(super) statement: &'a Statement,
}

/// Why an act is not told as done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Open {
    /// It did not happen.
    Denied,
    /// It is planned, talked about, or was called off.
    Pending(Status),
    /// It may be so.
    Uncertain(Certainty),
}

impl<'a> Bench<'a> {
    /// The act that a claim tells of.
    pub(super) fn act(&self, claim: &Claim<'a>) -> Option<Act<'a>> {
        let reading = self.piece.readings.get(claim.sentence.id)?;
        let at = reading.statements.iter().position(|it| it.id == claim.statement.id)?;
        let frame = reading.act(at)?;
        let statement = reading.statements.get(at)?;
        Some(Act { analysis: self.piece, source: None, parse: &reading.parse, frame, statement })
    }

    /// The act that a claim tells of, and those that it tells in a row with it ("searched him and found nothing").
    pub(super) fn acts(&self, claim: &Claim<'a>) -> impl Iterator<Item = Act<'a>> + use<'a> {
        let main = self.act(claim);
        let rest = main.into_iter().flat_map(move |act| {
            let joined = move |frame: &&Frame| {
                let above = act.parse.above(frame).next();
                above.is_some_and(|(above, link)| link == Link::Conjunct && above.head == act.frame.head)
            };
            let inside = move |frame: &&Frame| {
                act.parse.node(frame.head).is_some_and(|node| act.statement.span.contains(node.span))
            };
            act.parse.frames.iter().filter(joined).filter(inside).map(move |frame| Act { frame, ..act })
        });
        main.into_iter().chain(rest)
    }

    /// Every act of the sentences that face a claim, as far as they were read with their trees, each with the statement
    /// that its word stands in.
    pub(super) fn acts_facing(&self, claim: &Claim<'a>) -> Vec<(Facing<'a>, Act<'a>)> {
        let all = facing(self, claim);
        let mut found = Vec::new();
        let mut seen = Vec::new();
        for here in all {
            let place = (here.source, here.statement.sentence);
            if seen.contains(&place) {
                continue;
            }
            seen.push(place);
            for act in self.acts_of(here.source, here.statement.sentence) {
                let own = |it: &&Facing<'a>| it.source == here.source && it.statement.id == act.statement.id;
                found.extend(all.iter().find(own).map(|own| (*own, act)));
            }
        }
        found
    }

    /// All acts of a source's sentence, if it was read with its tree.
    pub(super) fn acts_of(
        &self,
        source: usize,
        sentence: SentenceId,
    ) -> impl Iterator<Item = Act<'a>> + use<'a> {
        let found = self.sources.get(source).zip(self.reading(source, sentence));
        found.into_iter().flat_map(move |(analysis, reading)| {
            reading.parse.frames.iter().filter_map(move |frame| {
                let head = reading.parse.node(frame.head)?.span;
                let statement = reading.statements.iter().find(|it| it.span.contains(head))?;
                Some(Act { analysis, source: Some(source), parse: &reading.parse, frame, statement })
            })
        })
    }
}

impl<'a> Act<'a> {
    /// What the predicate says: its word, and the verbs that say in one word what it says in several ("put off":
    /// "postpone").
    pub(super) fn predicate(&self) -> Predicate {
        let node = self.parse.node(self.frame.head);
        let class = node.and_then(|node| WordClass::of(node.pos)).unwrap_or(WordClass::Verb);
        let own = (self.parse.lemma(self.frame.head).to_lowercase(), class);
        match PredicateWords::english().read(self.parse, self.frame.head) {
            Some(plain) => Predicate {
                words: plain.lemmas.iter().map(|lemma| (lemma.to_string(), WordClass::Verb)).collect(),
                absorbed: plain.absorbed,
            },
            None => Predicate { words: vec![own], absorbed: Vec::new() },
        }
    }

    fn stem_of(&self, at: u32) -> String {
        let lemma = self.parse.lemma(at).to_lowercase();
        lexicon::stem(&lemma).unwrap_or(lemma)
    }

    /// The word of the predicate.
    pub(super) fn span(&self) -> Option<Span> {
        self.parse.node(self.frame.head).map(|node| node.span)
    }

    /// What the sentence makes its subject: who does it, or to whom it is done if nobody does.
    pub(super) fn subject(&self) -> &'a [u32] {
        if self.frame.passive || self.frame.agents.is_empty() {
            &self.frame.patients
        } else {
            &self.frame.agents
        }
    }

    /// The other arguments: to whom it is done, who gets it, what a copula says.
    pub(super) fn others(&self) -> impl Iterator<Item = u32> + 'a {
        let subject = self.subject();
        let frame = self.frame;
        let all = frame.agents.iter().chain(&frame.patients).chain(&frame.recipients).chain(&frame.attribute);
        all.copied().filter(move |at| !subject.contains(at))
    }

    /// What stands under prepositions and as bare adverbials.
    pub(super) fn adjuncts(&self) -> impl Iterator<Item = u32> + 'a {
        self.frame.adjuncts.iter().map(|adjunct| adjunct.head)
    }

    /// The named entity that a word names or stands for.
    pub(super) fn entity(&self, at: u32) -> Option<u32> {
        self.name(at).map(|name| name.entity).or_else(|| self.reference(at)?.entity())
    }

    /// The reference whose last word this is: "she", "the minister".
    fn reference(&self, at: u32) -> Option<&'a Reference> {
        let span = self.parse.node(at)?.span;
        let end =
            self.analysis.references.partition_point(|reference| reference.span.start() <= span.start());
        let near = self.analysis.references.get(end.saturating_sub(2)..end)?;
        near.iter().rev().find(|reference| reference.span.end() == span.end())
    }

    /// Stems of the last word of what a reference stands for: "the vessel" for "a ferry".
    fn antecedent(&self, at: u32) -> Option<&'a str> {
        let reference = self.reference(at)?;
        let text = self.analysis.text();
        let last = text.tokens_in(reference.antecedent).next_back()?;
        Some(text.stem(last))
    }

    /// The name that a word belongs to, or that stands beside it in apposition ("the head of the firm, Ada Lund").
    fn name(&self, at: u32) -> Option<&'a Name> {
        let beside = self.parse.tree.children_by(at as usize, Dep::Appos).map(|at| at as u32);
        std::iter::once(at).chain(beside).find_map(|at| self.name_at(at))
    }

    fn name_at(&self, at: u32) -> Option<&'a Name> {
        // A common noun with a capital at the head of a sentence is no name.
        let span = self.parse.node(at).filter(|node| node.pos == Pos::Propn)?.span;
        // Mentions are sorted by start; a name begins at most a few words before its last one.
        const REACH: usize = 12;
        let end = self.analysis.mentions.partition_point(|mention| mention.span.start() <= span.start());
        let near = self.analysis.mentions.get(end.saturating_sub(REACH)..end)?;
        near.iter().rev().filter(|mention| mention.span.contains(span)).find_map(|mention| mention.name())
    }

    /// Whether the act is told in the past or as completed; "was giving" tells of a plan as well.
    pub(super) fn has_happened(&self) -> bool {
        let under_way = self.parse.node(self.frame.head).is_some_and(|node| node.tag == Tag::Vbg);
        matches!(self.frame.tense, Tense::Past | Tense::Perfect) && !under_way
    }

    /// Whether a word belongs to a figure or a time: no participant of the act.
    pub(super) fn is_value(&self, at: u32) -> bool {
        let span = self.parse.node(at).map(|node| node.span);
        span.is_some_and(|span| self.analysis.mention_at(span).is_some())
    }

    /// Why it is not told as done; none if it is.
    pub(super) fn open(&self) -> Option<Open> {
        if self.is_denied() {
            return Some(Open::Denied);
        }
        if self.is_presupposed() {
            return None;
        }
        let status = self.statement.status.as_ref().filter(|slot| self.is_marked_at(slot.span));
        if let Some(slot) = status.filter(|slot| slot.value.is_pending() || !slot.value.on_ladder()) {
            return Some(Open::Pending(slot.value));
        }
        let certainty = &self.statement.certainty;
        if certainty.value < Certainty::Likely && self.is_marked_at(certainty.span) {
            return Some(Open::Uncertain(certainty.value));
        }
        if self.frame.mark.is_some_and(|at| self.parse.lemma(at) == "whether") {
            return Some(Open::Uncertain(Certainty::Open));
        }
        (self.frame.tense == Tense::Future).then_some(Open::Pending(Status::Expected))
    }

    /// Whether the act itself is that something was stopped: "rejected", "called off". That is told as done.
    pub(super) fn stops(&self) -> bool {
        let status = self.statement.status.as_ref().filter(|slot| !slot.value.on_ladder());
        let own = status.zip(self.span()).is_some_and(|(slot, head)| slot.span.overlaps(head));
        own && !self.is_denied() && self.frame.tense != Tense::Future
    }

    /// Denied itself, or carried by a verb that is ("did not plan to sell"). "Not until May" and "not before May"
    /// say when, and deny nothing.
    fn is_denied(&self) -> bool {
        let until = |frame: &Frame| {
            let below = self.parse.tree.children(frame.head as usize);
            let word = |at: usize| self.parse.lemma(at as u32).to_lowercase();
            below.into_iter().any(|at| matches!(word(at).as_str(), "until" | "till" | "before"))
                || frame.mark.is_some_and(|at| self.parse.lemma(at) == "until")
                || self.parse.tree.children_by(frame.head as usize, Dep::Advcl).any(|at| {
                    self.parse.tree.children(at).any(|at| matches!(word(at).as_str(), "until" | "before"))
                })
        };
        let denied = |frame: &Frame| frame.is_negated() && !until(frame);
        let carrying = self.parse.above(self.frame).next().filter(|(_, link)| *link == Link::Complement);
        denied(self.frame) || carrying.is_some_and(|(above, _)| denied(above))
    }

    /// "Looks into the disappearance of the coins": the coins are gone, whatever comes of it. "Considers a loan": not so.
    fn is_presupposed(&self) -> bool {
        let definite = |at: usize| {
            self.parse.tree.get(at).is_some_and(|node| {
                node.dep == Dep::Poss
                    || node.dep == Dep::Det && matches!(&*node.lemma, "the" | "this" | "that")
            })
        };
        self.frame.kind == FrameKind::Nominal
            && self.parse.tree.children(self.frame.head as usize).any(definite)
    }

    /// Whether a marker at these words speaks of this act: it stands at its predicate or at one that governs it.
    fn is_marked_at(&self, marker: Span) -> bool {
        let Some(at) = self.parse.tree.at_offset(marker.start()) else { return false };
        let Some(frame) = self.parse.frame_of(at) else { return false };
        let near =
            |link: Link| matches!(link, Link::Complement | Link::Content | Link::Other | Link::Adverbial);
        let mut governing = self.parse.above(self.frame).take_while(|(_, link)| near(*link));
        frame.head == self.frame.head || governing.any(|(above, _)| above.head == frame.head)
    }

    /// Whether two arguments mean the same: one name, one noun or akin ones, one of them the other's description.
    pub(super) fn is_same(&self, bench: &Bench<'_>, ours: u32, theirs: &Act<'_>, other: u32) -> bool {
        if let (Some(a), Some(b)) = (self.entity(ours), theirs.entity(other)) {
            return theirs.source.is_some_and(|source| bench.identity.is_same(a, source, b));
        }
        if self.name(ours).is_some() || theirs.name(other).is_some() {
            return false;
        }
        let relations = &bench.lexicon.relations;
        let (a, b) = (self.stem_of(ours), theirs.stem_of(other));
        let pronoun = |act: &Act<'_>, at: u32, stem: &str| relations.is_stop(act.parse.lemma(at), stem);
        let (ours_empty, theirs_empty) = (pronoun(self, ours, &a), pronoun(theirs, other, &b));
        let same = |a: &str, b: &str| !a.is_empty() && relations.same_family(a, b);
        if !ours_empty && !theirs_empty && (same(&a, &b) || self.is_akin(bench, ours, theirs, other)) {
            return true;
        }
        let (our_noun, their_noun) = (self.antecedent(ours), theirs.antecedent(other));
        our_noun.is_some_and(|noun| !theirs_empty && same(noun, &b))
            || their_noun.is_some_and(|noun| !ours_empty && same(&a, noun))
            || our_noun.zip(their_noun).is_some_and(|(a, b)| same(a, b))
    }

    /// Whether two nouns may stand for each other.
    fn is_akin(&self, bench: &Bench<'_>, ours: u32, theirs: &Act<'_>, other: u32) -> bool {
        let class = |act: &Act<'_>, at: u32| act.parse.node(at).and_then(|node| WordClass::of(node.pos));
        let (Some(a), Some(b)) = (class(self, ours), class(theirs, other)) else { return false };
        let (ours, theirs) =
            (self.parse.lemma(ours).to_lowercase(), theirs.parse.lemma(other).to_lowercase());
        bench.lexicon.kin((&ours, a), (&theirs, b)).agrees(AKIN)
    }

    /// Whether its verb is "be".
    pub(super) fn is_be(&self) -> bool {
        self.frame.kind == FrameKind::Copula || self.parse.lemma(self.frame.head) == "be"
    }

    /// Whether its word reports what somebody says. "The board rejected the plan" tells of an act, "rejected that the
    /// plan was dear" of words.
    pub(super) fn is_saying(&self) -> bool {
        let cue = self.statement.attribution.as_ref().map(|attribution| attribution.cue);
        let says = cue.zip(self.span()).is_some_and(|(cue, head)| cue.overlaps(head));
        says && (self.frame.patients.is_empty() || self.has_content())
    }

    /// Whether a clause stands below it that says what is said.
    fn has_content(&self) -> bool {
        self.parse.frames.iter().any(|frame| {
            let above = self.parse.above(frame).next();
            above.is_some_and(|(above, link)| link == Link::Content && above.head == self.frame.head)
        })
    }

    /// "That was Ada Lund": says who somebody is, and tells of no act.
    pub(super) fn is_naming(&self) -> bool {
        let said = self.frame.attribute.and_then(|at| self.parse.node(at));
        said.is_some_and(|node| node.pos == Pos::Propn)
    }

    /// Whether it is a verb or says something of its subject.
    pub(super) fn is_clause(&self) -> bool {
        self.frame.kind != FrameKind::Nominal
    }
}
