//! The word list `rules/lexicon/en/predicates.toml`: predicates of several words and what they come to in one ("put
//! off", "reach agreement"), and verbs that tell one event from both sides ("buy", "sell").

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::error::LexiconError;
use crate::model::{Dep, Parse};

/// The list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    plain: BTreeMap<String, String>,
    converse: RawConverse,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawConverse {
    pairs: Vec<String>,
}

/// Where a party of the event stands at a verb, beside its subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// As its object.
    Object,
    /// Under this preposition.
    Under(Box<str>),
}

/// A verb and the one that tells the same from the other side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converse {
    /// Where the other verb's subject stands at this one: "from" for "buy" ("sell").
    pub theirs: Place,
    /// Where this verb's subject stands at the other one: "to" for "buy" ("sell").
    pub ours: Place,
}

/// An expression found at a verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainPredicate<'l> {
    /// Lemmas of the verbs that say it in one word; the first is the most usual.
    pub lemmas: &'l [Box<str>],
    /// Nodes of the tree that belong to the expression beside the verb, in order: "off", "agreement". They are no
    /// arguments.
    pub absorbed: Vec<u32>,
}

/// The list as checked.
#[derive(Debug, Default)]
pub struct PredicateWords {
    /// Lemma of the verb to the expressions that begin with it, the longest first.
    phrases: BTreeMap<Box<str>, Vec<Phrase>>,
    /// Lemmas of two verbs to how they face each other.
    converses: FxHashMap<(Box<str>, Box<str>), Vec<Converse>>,
}

#[derive(Debug)]
struct Phrase {
    /// The words after the verb, parted by spaces.
    rest: Box<str>,
    lemmas: Vec<Box<str>>,
}

/// Read when the first predicate is asked for: not every run needs it.
static ENGLISH: LazyLock<PredicateWords> = LazyLock::new(|| {
    let raw = super::parse(super::builtin!("predicates"));
    raw.and_then(PredicateWords::from_raw).unwrap_or_default()
});

impl PredicateWords {
    /// The English list. One that cannot be read knows no expression; a test reads it.
    pub fn english() -> &'static Self {
        &ENGLISH
    }

    fn from_raw(raw: Raw) -> Result<Self, LexiconError> {
        let mut phrases: BTreeMap<Box<str>, Vec<Phrase>> = BTreeMap::new();
        for (lemma, list) in &raw.plain {
            for phrase in list.split(',').map(str::trim) {
                let (verb, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
                let known = phrases.entry(verb.into()).or_default();
                match known.iter_mut().find(|other| *other.rest == *rest) {
                    Some(other) => other.lemmas.push(lemma.as_str().into()),
                    None => known.push(Phrase { rest: rest.into(), lemmas: vec![lemma.as_str().into()] }),
                }
            }
        }
        for list in phrases.values_mut() {
            list.sort_by(|one, other| {
                length(other).cmp(&length(one)).then_with(|| one.rest.cmp(&other.rest))
            });
        }
        let mut converses: FxHashMap<(Box<str>, Box<str>), Vec<Converse>> = FxHashMap::default();
        for line in &raw.converse.pairs {
            let sides = line.split_once('|').and_then(|(ours, theirs)| Some((side(ours)?, side(theirs)?)));
            let Some(((verb, place), (other, other_place))) = sides else {
                return Err(LexiconError {
                    file: "en/predicates.toml".into(),
                    detail: format!("converse: expected \"verb place | verb place\", found \"{line}\""),
                });
            };
            let mut add = |one: &str, other: &str, theirs: &Place, ours: &Place| {
                let list = converses.entry((one.into(), other.into())).or_default();
                let found = Converse { theirs: theirs.clone(), ours: ours.clone() };
                if !list.contains(&found) {
                    list.push(found);
                }
            };
            add(verb, other, &place, &other_place);
            add(other, verb, &other_place, &place);
        }
        Ok(Self { phrases, converses })
    }

    /// The verbs for an expression written as lemmas, "put off" or "reach agreement"; empty where it is none.
    pub fn plain(&self, phrase: &str) -> &[Box<str>] {
        let (verb, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
        let list = self.phrases.get(verb).map_or(&[][..], Vec::as_slice);
        list.iter().find(|phrase| *phrase.rest == *rest).map_or(&[], |phrase| &phrase.lemmas)
    }

    /// The longest expression at a verb of a tree: its particles, prepositions with what stands under them, its
    /// object ("an agreement was reached" too) and its complement.
    pub fn read(&self, parse: &Parse, verb: u32) -> Option<PlainPredicate<'_>> {
        let phrases = self.phrases.get(parse.lemma(verb))?;
        let around = around(parse, verb);
        phrases.iter().find_map(|phrase| {
            let mut absorbed = Vec::new();
            for word in phrase.rest.split(' ').filter(|word| !word.is_empty()) {
                let free = |at: &&u32| parse.lemma(**at) == word && !absorbed.contains(*at);
                absorbed.push(*around.iter().find(free)?);
            }
            absorbed.sort_unstable();
            Some(PlainPredicate { lemmas: &phrase.lemmas, absorbed })
        })
    }

    /// How two verbs tell one event from its two sides; empty where they do not. Lemmas.
    pub fn converse(&self, ours: &str, theirs: &str) -> &[Converse] {
        // The key is owned; pairs of verbs are asked for where two frames meet, not for every word.
        self.converses.get(&(ours.into(), theirs.into())).map_or(&[], Vec::as_slice)
    }
}

fn length(phrase: &Phrase) -> usize {
    phrase.rest.split(' ').count()
}

/// "buy from", "beat @"
fn side(text: &str) -> Option<(&str, Place)> {
    let (verb, place) = text.trim().split_once(' ')?;
    let place = if place == "@" { Place::Object } else { Place::Under(place.into()) };
    Some((verb, place))
}

/// The words that may belong to an expression with this verb.
fn around(parse: &Parse, verb: u32) -> Vec<u32> {
    let below = |at: u32, wanted: &[Dep]| -> Vec<u32> {
        let children = parse
            .tree
            .children(at as usize)
            .filter(|child| parse.tree.get(*child).is_some_and(|child| wanted.contains(&child.dep)));
        children.map(|child| child as u32).collect()
    };
    let mut found = below(verb, &[Dep::Prt, Dep::Advmod, Dep::Neg]);
    let objects =
        below(verb, &[Dep::Dobj, Dep::Nsubjpass, Dep::Acomp, Dep::Attr, Dep::Oprd, Dep::Ccomp, Dep::Xcomp]);
    let mut prepositions = below(verb, &[Dep::Prep, Dep::Dative, Dep::Agent]);
    for object in &objects {
        prepositions.extend(below(*object, &[Dep::Prep]));
    }
    for at in 0..prepositions.len() {
        if let Some(preposition) = prepositions.get(at).copied() {
            // "out of": one preposition under the other.
            prepositions.extend(below(preposition, &[Dep::Prep]));
        }
    }
    for preposition in &prepositions {
        found.extend(below(*preposition, &[Dep::Pobj, Dep::Pcomp]));
    }
    found.extend(objects);
    found.extend(prepositions);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Node, Pos, Span, Tag, Tree};

    fn words() -> PredicateWords {
        let raw = crate::lexicon::parse(crate::lexicon::builtin!("predicates")).expect("the list");
        PredicateWords::from_raw(raw).expect("a list that fits together")
    }

    fn parse(nodes: &[(&str, u32, Dep)]) -> Parse {
        let node = |(at, (lemma, head, dep)): (usize, &(&str, u32, Dep))| Node {
            span: Span::new(at, at + 1),
            tag: Tag::Nn,
            pos: Pos::Noun,
            dep: *dep,
            head: *head,
            lemma: (*lemma).into(),
        };
        Parse {
            tree: Tree::new(nodes.iter().enumerate().map(node).collect(), Vec::new()),
            frames: Vec::new(),
        }
    }

    #[test]
    fn expressions_come_to_plain_verbs() {
        let words = words();
        assert_eq!(words.plain("put off").iter().map(|word| &**word).collect::<Vec<_>>(), ["postpone"]);
        assert_eq!(words.plain("call off").first().map(|word| &**word), Some("cancel"));
        assert!(words.plain("put harbour").is_empty() && words.plain("sleep").is_empty());
    }

    #[test]
    fn they_are_read_off_a_tree() {
        let words = words();
        // "They put the regatta off."
        let split = parse(&[
            ("they", 1, Dep::Nsubj),
            ("put", 1, Dep::Root),
            ("regatta", 1, Dep::Dobj),
            ("off", 1, Dep::Prt),
        ]);
        let found = words.read(&split, 1).expect("an expression");
        assert_eq!((&*found.lemmas[0], &found.absorbed[..]), ("postpone", &[3][..]));
        // "An agreement was reached."
        let passive = parse(&[
            ("an", 1, Dep::Det),
            ("agreement", 3, Dep::Nsubjpass),
            ("be", 3, Dep::Auxpass),
            ("reach", 3, Dep::Root),
        ]);
        let found = words.read(&passive, 3).expect("an expression");
        assert_eq!((&*found.lemmas[0], &found.absorbed[..]), ("agree", &[1][..]));
        // "The by-law came into force."
        let under = parse(&[
            ("by-law", 1, Dep::Nsubj),
            ("come", 1, Dep::Root),
            ("into", 1, Dep::Prep),
            ("force", 2, Dep::Pobj),
        ]);
        assert_eq!(words.read(&under, 1).map(|found| found.absorbed), Some(vec![2, 3]));
        // "They reached the harbour."
        let other = parse(&[("they", 1, Dep::Nsubj), ("reach", 1, Dep::Root), ("harbour", 1, Dep::Dobj)]);
        assert_eq!(words.read(&other, 1), None);
    }

    #[test]
    fn a_sale_has_two_sides() {
        let words = words();
        let under = |word: &str| Place::Under(word.into());
        assert_eq!(words.converse("buy", "sell"), [Converse { theirs: under("from"), ours: under("to") }]);
        assert_eq!(words.converse("sell", "buy"), [Converse { theirs: under("to"), ours: under("from") }]);
        assert_eq!(
            words.converse("beat", "lose"),
            [
                Converse { theirs: Place::Object, ours: under("to") },
                Converse { theirs: Place::Object, ours: under("against") },
            ]
        );
        assert!(words.converse("buy", "sail").is_empty());
    }
}
