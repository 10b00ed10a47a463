//! From fine tags and labels to universal parts of speech, features and the lemmas of a few closed words.
//!
//! Of all rules that fit, the last one decides, for each of the things that it sets.

use super::ruler_file::{self, Condition, Numbers, Rule};
use super::{Word, Words};
use crate::language::archive::ArchiveError;
use crate::model::{Dep, Morph, Pos, Tag};

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks<'a> {
    /// Fine-grained part of speech; differs from the tagger's for white space only.
    pub tag: Tag,
    /// Universal part of speech.
    pub pos: Pos,
    /// Label of the arc to the head; differs from the parser's for white space only.
    pub dep: Dep,
    /// Morphological features.
    pub morph: Morph,
    /// Lemma, where a rule gives one.
    pub lemma: Option<&'a str>,
}

/// The rules, by what their first word must be.
#[derive(Debug)]
pub(super) struct Ruler {
    rules: Box<[Rule]>,
    numbers: Numbers,
    /// Bytes of the longest of these words.
    longest: usize,
    /// The rules for a word with this number, in order.
    by_word: Box<[Vec<u16>]>,
    /// The rules for a word with this tag, in order: those that name no word.
    by_tag: Box<[Vec<u16>]>,
}

/// Which rule has set what, counted from 1.
#[derive(Clone, Copy, Default)]
struct Ranks {
    tag: u16,
    pos: u16,
    dep: u16,
    morph: u16,
    lemma: u16,
}

impl Ruler {
    /// Reads a JSON list of rules. Every tag needs one that gives its part of speech.
    pub(super) fn load(section: &[u8]) -> Result<Self, ArchiveError> {
        let (rules, numbers) = ruler_file::read(section)?;
        let mut by_word = vec![Vec::new(); numbers.len() + 1];
        let mut by_tag = vec![Vec::new(); Tag::ALL.len()];
        for (rank, rule) in (0..).zip(&rules) {
            let Some(first) = rule.tokens.first() else { continue };
            if let Some(lowers) = &first.lowers {
                let lists = lowers.iter().map(|lower| usize::from(*lower));
                lists.for_each(|lower| by_word.get_mut(lower).into_iter().for_each(|list| list.push(rank)));
            } else {
                let lists = by_tag.iter_mut().enumerate().filter(|(tag, _)| first.tags & 1 << tag != 0);
                lists.for_each(|(_, list)| list.push(rank));
            }
        }
        let longest = numbers.keys().map(|word| word.len()).max().unwrap_or(0);
        Ok(Self { rules: rules.into(), numbers, longest, by_word: by_word.into(), by_tag: by_tag.into() })
    }

    /// Number of a word in lower case; 0 if no rule names it.
    pub(super) fn word(&self, lower: &str) -> u16 {
        if lower.len() > self.longest { 0 } else { self.numbers.get(lower).copied().unwrap_or(0) }
    }
}

impl Condition {
    fn fits(&self, word: &Word, tag: Tag, dep: Dep) -> bool {
        self.tags & 1 << tag as u64 != 0
            && self.deps & 1 << dep as u64 != 0
            && self.space.is_none_or(|space| space == word.is_space)
            && self.lowers.as_ref().is_none_or(|lowers| lowers.contains(&word.lower))
    }
}

impl Words {
    /// Marks the words of one text. A word without tag or label counts as unknown (`XX`, `dep`).
    pub fn mark(&self, words: &[Word], tags: &[Tag], deps: &[Dep]) -> Vec<Marks<'_>> {
        let tag_of = |at: usize| tags.get(at).copied().unwrap_or(Tag::Xx);
        let dep_of = |at: usize| deps.get(at).copied().unwrap_or(Dep::Dep);
        let unmarked = |at: usize| Marks {
            tag: tag_of(at),
            pos: Pos::X,
            dep: dep_of(at),
            morph: Morph::default(),
            lemma: None,
        };
        let mut marked: Vec<(Marks<'_>, Ranks)> =
            (0..words.len()).map(|at| (unmarked(at), Ranks::default())).collect();
        for (at, word) in words.iter().enumerate() {
            let lists = [
                self.ruler.by_tag.get(tag_of(at) as usize),
                self.ruler.by_word.get(usize::from(word.lower)).filter(|_| word.lower != 0),
            ];
            for rank in lists.into_iter().flatten().flatten() {
                let Some(rule) = self.ruler.rules.get(usize::from(*rank)) else { continue };
                let fits = rule.tokens.iter().zip(at..).all(|(condition, at)| {
                    words.get(at).is_some_and(|word| condition.fits(word, tag_of(at), dep_of(at)))
                });
                if let Some((marks, ranks)) = marked.get_mut(at + rule.at).filter(|_| fits) {
                    set(marks, ranks, rule, rank + 1);
                }
            }
        }
        marked.into_iter().map(|(marks, _)| marks).collect()
    }
}

fn set<'a>(marks: &mut Marks<'a>, ranks: &mut Ranks, rule: &'a Rule, rank: u16) {
    fn one<T>(mark: &mut T, before: &mut u16, value: Option<T>, rank: u16) {
        if let Some(value) = value
            && rank > *before
        {
            *mark = value;
            *before = rank;
        }
    }
    one(&mut marks.tag, &mut ranks.tag, rule.tag, rank);
    one(&mut marks.pos, &mut ranks.pos, rule.pos, rank);
    one(&mut marks.dep, &mut ranks.dep, rule.dep, rank);
    one(&mut marks.morph, &mut ranks.morph, rule.morph, rank);
    one(&mut marks.lemma, &mut ranks.lemma, rule.lemma.as_deref().map(Some), rank);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::words::testing::{cut, words};
    use crate::model::MorphFeature;

    fn marks(text: &str, tags: &[Tag], deps: &[Dep]) -> Vec<Marks<'static>> {
        words().mark(&cut(text), tags, deps)
    }

    #[test]
    fn every_tag_has_a_part_of_speech() {
        let words = words();
        assert!(words.ruler.by_tag.iter().all(|ranks| {
            let mut rules = ranks.iter().map(|rank| &words.ruler.rules[usize::from(*rank)]);
            rules.any(|rule| rule.pos.is_some() && rule.tokens.len() == 1)
        }));
    }

    #[test]
    fn the_last_rule_that_fits_decides() {
        let found = marks("that", &[Tag::Wdt], &[Dep::Nsubj]);
        assert_eq!(found[0].pos, Pos::Pron);
        let found = marks("had", &[Tag::Vbd], &[Dep::Root]);
        assert_eq!((found[0].pos, found[0].lemma), (Pos::Verb, Some("have")));
        let found = marks("had", &[Tag::Vbd], &[Dep::Aux]);
        assert_eq!(found[0].pos, Pos::Aux);
        assert!(found[0].morph.has(MorphFeature::TensePast));
    }

    #[test]
    fn a_rule_may_ask_for_the_next_word_and_mark_either() {
        let found =
            marks("They are gonna row", &[Tag::Prp, Tag::Vbp, Tag::Vbg, Tag::To, Tag::Vb], &[Dep::Aux; 5]);
        let lemmas: Vec<Option<&str>> = found.iter().map(|marks| marks.lemma).collect();
        assert_eq!(lemmas, [Some("they"), Some("be"), Some("go"), Some("to"), None]);
    }

    #[test]
    fn white_space_is_white_space_whatever_the_tagger_says() {
        let found = marks("kelp \n", &[Tag::Nn, Tag::Nn], &[Dep::Root, Dep::Dobj]);
        assert_eq!((found[1].tag, found[1].pos, found[1].dep), (Tag::Sp, Pos::Space, Dep::Dep));
        let found = marks("kelp", &[Tag::Sp], &[Dep::Root]);
        assert_eq!((found[0].tag, found[0].pos), (Tag::Sp, Pos::X));
    }

    #[test]
    fn missing_tags_are_unknown() {
        assert_eq!(marks("kelp", &[], &[])[0].pos, Pos::X);
        assert!(marks("", &[], &[]).is_empty());
    }
}
