//! How two words stand to each other: one family ("sign", "signature"), the same meaning ("buy", "purchase"), kind
//! and thing ("vehicle", "ferry"), opposites ("open", "shut").
//!
//! The word lists that are written by hand (`relations.toml`, `predicates.toml`) come first; what they do not know is
//! looked up in the table made from WordNet ([`KinshipTable`]).

use crate::lexicon::kinship_table::{Entry, KinshipTable};
use crate::lexicon::predicates::PredicateWords;
use crate::lexicon::{Lexicon, stem};
use crate::model::Pos;

/// Part of speech as dictionaries have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum WordClass {
    // In the order of the table.
    Noun,
    Verb,
    Adjective,
    Adverb,
}

impl WordClass {
    const ALL: [Self; 4] = [Self::Noun, Self::Verb, Self::Adjective, Self::Adverb];

    /// The class of a tag; none for function words, figures and marks.
    pub fn of(pos: Pos) -> Option<Self> {
        match pos {
            Pos::Noun | Pos::Propn => Some(Self::Noun),
            Pos::Verb | Pos::Aux => Some(Self::Verb),
            Pos::Adj => Some(Self::Adjective),
            Pos::Adv => Some(Self::Adverb),
            Pos::Adp
            | Pos::Cconj
            | Pos::Det
            | Pos::Intj
            | Pos::Num
            | Pos::Part
            | Pos::Pron
            | Pos::Punct
            | Pos::Sconj
            | Pos::Space
            | Pos::Sym
            | Pos::X => None,
        }
    }
}

/// What one word is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kinship {
    /// The same word.
    Same,
    /// Derived from one another: "approve" and "approval".
    Family,
    /// Of one meaning: "buy" and "purchase", also "buy" and "acquisition".
    Synonym,
    /// The second is broader: "ferry" to "boat", "whisper" to "speak", "huge" to "large".
    Broader,
    /// The second is narrower: "boat" to "ferry".
    Narrower,
    /// The first brings the second about, or cannot be without it: "kill" to "die".
    Causes,
    /// The second brings the first about: "die" to "kill".
    CausedBy,
    /// The one excludes the other, or is its other side: "open" and "shut", "lend" and "borrow".
    Opposite,
    /// None that is known.
    None,
}

/// A kinship and how much it holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kin {
    /// What the second word is to the first.
    pub kinship: Kinship,
    /// About how large a share of both words' uses it holds for, 0 to 1: 1 for hand-written lists, low where it rests
    /// on rarer senses.
    pub strength: f32,
}

impl Kin {
    /// No kinship.
    pub const NONE: Self = Self { kinship: Kinship::None, strength: 0.0 };

    const fn sure(kinship: Kinship) -> Self {
        Self { kinship, strength: 1.0 }
    }

    /// Seen from the second word.
    pub fn turned(self) -> Self {
        let kinship = match self.kinship {
            Kinship::Broader => Kinship::Narrower,
            Kinship::Narrower => Kinship::Broader,
            Kinship::Causes => Kinship::CausedBy,
            Kinship::CausedBy => Kinship::Causes,
            same @ (Kinship::Same
            | Kinship::Family
            | Kinship::Synonym
            | Kinship::Opposite
            | Kinship::None) => same,
        };
        Self { kinship, ..self }
    }

    /// Whether the two words may stand for each other (the same, one family, synonyms), at least this strongly.
    pub fn agrees(self, least: f32) -> bool {
        matches!(self.kinship, Kinship::Same | Kinship::Family | Kinship::Synonym) && self.strength >= least
    }

    /// Whether the two words are opposites, at least this strongly. The pairs that people give when asked have 0.5
    /// and more; lower ones go through similar words.
    pub fn is_opposite(self, least: f32) -> bool {
        self.kinship == Kinship::Opposite && self.strength >= least
    }
}

impl Lexicon {
    /// What the second word is to the first. Lemmas in lower case; expressions of several words as lemmas too ("put
    /// off", "reach agreement"), as [`crate::lexicon::predicates`] knows them or WordNet.
    pub fn kin(&self, ours: (&str, WordClass), theirs: (&str, WordClass)) -> Kin {
        let (our_plain, their_plain) = (Self::plain(ours), Self::plain(theirs));
        if our_plain.is_empty() && their_plain.is_empty() {
            return self.kin_of_words(ours, theirs);
        }
        let all = |word, plain: &'_ [Box<str>]| -> Vec<String> {
            std::iter::once(String::from(word)).chain(plain.iter().map(|word| word.to_string())).collect()
        };
        let (our_words, their_words) = (all(ours.0, our_plain), all(theirs.0, their_plain));
        let pairs = our_words.iter().flat_map(|one| their_words.iter().map(move |other| (one, other)));
        // The closest of the readings: people say what makes sense.
        let kins = pairs.map(|(one, other)| match self.kin_of_words((one, ours.1), (other, theirs.1)) {
            Kin { kinship: Kinship::Same, .. } if ours.0 != theirs.0 => Kin::sure(Kinship::Synonym),
            kin => kin,
        });
        kins.max_by(|one, other| rank(*one).total_cmp(&rank(*other))).unwrap_or(Kin::NONE)
    }

    fn plain((word, class): (&str, WordClass)) -> &'static [Box<str>] {
        if class == WordClass::Verb { PredicateWords::english().plain(word) } else { &[] }
    }

    fn kin_of_words(&self, ours: (&str, WordClass), theirs: (&str, WordClass)) -> Kin {
        if ours.0 == theirs.0 && ours.1 == theirs.1 {
            return Kin::sure(Kinship::Same);
        }
        self.by_hand(ours.0, theirs.0).unwrap_or_else(|| {
            let pair = self.entry_of(ours).zip(self.entry_of(theirs));
            pair.and_then(|(ours, theirs)| self.kinship.kin(ours, theirs)).unwrap_or(Kin::NONE)
        })
    }

    /// What the hand-written lists say.
    fn by_hand(&self, ours: &str, theirs: &str) -> Option<Kin> {
        let (our_stem, their_stem) = (stem(ours), stem(theirs));
        let (ours, theirs) = (our_stem.as_deref().unwrap_or(ours), their_stem.as_deref().unwrap_or(theirs));
        // "charge" is of one stem as verb and noun, and of one family.
        if self.relations.same_family(ours, theirs) {
            return Some(Kin::sure(Kinship::Family));
        }
        self.relations.opposed(ours, theirs).then_some(Kin::sure(Kinship::Opposite))
    }

    /// The entry of a word; where the table does not know it as this part of speech, as another: taggers err.
    fn entry_of(&self, (word, class): (&str, WordClass)) -> Option<Entry> {
        let table: &KinshipTable = &self.kinship;
        let as_other = || WordClass::ALL.into_iter().find_map(|class| table.entry(word, class));
        table.entry(word, class).or_else(as_other)
    }
}

/// Order of the readings of an expression.
fn rank(kin: Kin) -> f32 {
    let step = match kin.kinship {
        Kinship::Same => 5.0,
        Kinship::Family | Kinship::Synonym => 4.0,
        Kinship::Opposite => 3.0,
        Kinship::Causes | Kinship::CausedBy => 2.0,
        Kinship::Broader | Kinship::Narrower => 1.0,
        Kinship::None => 0.0,
    };
    step + 0.9 * kin.strength
}

#[cfg(test)]
mod tests {
    use super::*;
    use WordClass::{Adjective, Noun, Verb};

    fn kinship(ours: (&str, WordClass), theirs: (&str, WordClass)) -> Kinship {
        Lexicon::english().expect("built-in lexicon").kin(ours, theirs).kinship
    }

    #[test]
    fn words_are_related_as_people_know_them() {
        let pairs = [
            (("sign", Verb), ("sign", Verb), Kinship::Same),
            (("approve", Verb), ("approval", Noun), Kinship::Family),
            (("investigate", Verb), ("investigator", Noun), Kinship::Family),
            (("call off", Verb), ("cancel", Verb), Kinship::Synonym),
            (("reach agreement", Verb), ("agree", Verb), Kinship::Synonym),
            (("turn down", Verb), ("approve", Verb), Kinship::Opposite),
            (("compulsory", Adjective), ("mandatory", Adjective), Kinship::Synonym),
            (("fisherman", Noun), ("person", Noun), Kinship::Broader),
            (("boat", Noun), ("ferry", Noun), Kinship::Narrower),
            (("murder", Verb), ("kill", Verb), Kinship::Broader),
            (("scarce", Adjective), ("abundant", Adjective), Kinship::Opposite),
            (("maximize", Verb), ("minimize", Verb), Kinship::Opposite),
            (("paint", Verb), ("harbour", Noun), Kinship::None),
            (("no-such-word", Noun), ("harbour", Noun), Kinship::None),
        ];
        for (ours, theirs, wanted) in pairs {
            assert_eq!(kinship(ours, theirs), wanted, "{ours:?} {theirs:?}");
            let turned = Kin { kinship: wanted, strength: 1.0 }.turned().kinship;
            assert_eq!(kinship(theirs, ours), turned, "{theirs:?} {ours:?}");
        }
    }

    #[test]
    fn lists_by_hand_win() {
        assert_eq!(kinship(("unanimous", Adjective), ("divided", Adjective)), Kinship::Opposite);
        let lexicon = Lexicon::english().expect("built-in lexicon");
        assert_eq!(lexicon.kin(("jab", Noun), ("vaccine", Noun)), Kin::sure(Kinship::Family));
    }

    #[test]
    fn a_cause_is_told_from_its_effect() {
        let lexicon = Lexicon::english().expect("built-in lexicon");
        let table = &lexicon.kinship;
        let entry = |word| table.entry(word, Verb).expect("a word");
        assert_eq!(table.kin(entry("kill"), entry("die")).map(|kin| kin.kinship), Some(Kinship::Causes));
        assert_eq!(table.kin(entry("die"), entry("kill")).map(|kin| kin.kinship), Some(Kinship::CausedBy));
    }
}
