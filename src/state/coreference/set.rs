//! Pairs: "both", "the two countries", "the former", "the latter", "the other".

use crate::lexicon::coreference::COUNTRY;
use crate::state::coreference::item::Layout;
use crate::state::coreference::memory::Memory;
use crate::state::coreference::phrase::Phrase;
use crate::state::coreference::referent::{Referent, Sort};

/// How many sentences back a pair is looked for.
const REACH: u32 = 4;

/// What "both", "the two" with its noun stands for: a pair that was named as one.
pub(super) fn pair(
    memory: &Memory<'_>,
    phrase: Option<&Phrase<'_>>,
    sentence: u32,
    layout: &Layout<'_>,
) -> Option<usize> {
    let words = &layout.lexicon.coreference;
    let fits = |known: &Referent<'_>| {
        known.members.len() == 2 && phrase.is_none_or(|phrase| may_be(memory, known, phrase, layout))
    };
    if let Some(phrase) = phrase
        && !words.parties.contains(&*phrase.noun)
        && !words.sides.contains(&*phrase.noun)
        && memory.called(&phrase.noun).next().is_none()
    {
        return None;
    }
    if let Some(near) = memory.recent_of(sentence, REACH, fits).first() {
        return Some(*near);
    }
    // A pair from further back, if it is the only one.
    phrase?;
    let mut far = memory.pairs().filter(|&number| memory.get(number).is_some_and(fits));
    let first = far.next()?;
    let entities = |number: usize| memory.get(number).map(|pair| pair.entities.as_slice());
    far.all(|other| entities(other) == entities(first)).then_some(first)
}

/// Whether both members can be called by a noun: "countries", "firms", "sides".
fn may_be(memory: &Memory<'_>, pair: &Referent<'_>, phrase: &Phrase<'_>, layout: &Layout<'_>) -> bool {
    let words = &layout.lexicon.coreference;
    let noun = &*phrase.noun;
    let sort = Sort::of_noun(phrase.known.sort);
    pair.members.iter().filter_map(|&member| memory.get(member)).all(|member| {
        member.is_called(noun)
            || noun == "government" && member.sort == Sort::Place && member.classes & COUNTRY > 0
            || words.sides.contains(noun)
                && matches!(member.sort, Sort::Group | Sort::Place | Sort::Person | Sort::Unknown)
            || (sort == Some(member.sort) || member.sort == Sort::Unknown && member.labels.is_empty())
                && (member.classes == 0
                    || member.classes & phrase.known.classes > 0
                    || phrase.known.classes == 0)
                && (member.sort != Sort::Person || member.labels.is_empty() || phrase.known.gender.is_some())
                && (phrase.known.gender.is_none()
                    || member.gender.is_none()
                    || member.gender == phrase.known.gender)
    })
}

/// The member of the last pair that "the former" or "the latter" means.
pub(super) fn member(memory: &Memory<'_>, latter: bool, sentence: u32) -> Option<usize> {
    let pairs = memory.recent_of(sentence, 1, |known| known.members.len() == 2);
    let pair = memory.get(*pairs.first()?)?;
    pair.members.get(usize::from(latter)).copied()
}

/// The member of the last pair that was not spoken of since.
pub(super) fn other(memory: &Memory<'_>, sentence: u32) -> Option<usize> {
    let pairs = memory.recent_of(sentence, 2, |known| known.members.len() == 2);
    let number = *pairs.first()?;
    let members = &memory.get(number)?.members;
    let since: Vec<usize> = memory
        .recent(sentence, 2)
        .take_while(|trace| trace.referent != number)
        .map(|trace| trace.referent)
        .collect();
    let told = |member: &usize| since.contains(member);
    match members.as_slice() {
        [first, second] if told(first) && !told(second) => Some(*second),
        [first, second] if told(second) && !told(first) => Some(*first),
        _ => None,
    }
}
