//! Personal and possessive pronouns: whom or what "he", "she", "it", "they" and their forms stand for.

use crate::lexicon::coreference::Gender;
use crate::lexicon::names::TitleKind;
use crate::state::coreference::item::Layout;
use crate::state::coreference::memory::{Memory, Trace};
use crate::state::coreference::referent::{Referent, Role, Sort, Spot};
use crate::state::verb::is_finite;

/// How many sentences back "he" and "she" look.
const PERSON_REACH: u32 = 4;
/// How many sentences back "it" and "they" look.
const THING_REACH: u32 = 3;
/// The second best may have this share of the best.
const PERSON_SHARE: f32 = 0.85;
const THING_SHARE: f32 = 0.8;

/// What a pronoun asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Person(Gender),
    Thing,
    Many,
}

/// What a pronoun in lower case asks for.
pub(super) fn wanted(lower: &str) -> Option<Wanted> {
    Some(match lower {
        "he" | "him" | "his" | "himself" => Wanted::Person(Gender::Male),
        "she" | "her" | "hers" | "herself" => Wanted::Person(Gender::Female),
        "it" | "its" | "itself" => Wanted::Thing,
        "they" | "them" | "their" | "theirs" | "themselves" => Wanted::Many,
        _ => return None,
    })
}

/// What is known about the place of a pronoun.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    pub(super) wanted: Wanted,
    pub(super) spot: Spot,
    pub(super) reflexive: bool,
    /// It does what only people and bodies do: "it said", "its chairman".
    pub(super) acts: bool,
    /// Referents that it cannot mean: who speaks here.
    pub(super) barred: Vec<usize>,
}

/// Whether the words around a pronoun say that it means people or a body.
pub(super) fn acts(layout: &Layout<'_>, at: usize) -> bool {
    let text = layout.text;
    let lower = text.lower(at);
    let speech = &layout.lexicon.speech;
    if matches!(lower, "its" | "their") {
        // "its chief executive", "its members"; but a ship has a captain.
        return (at + 1..layout.sentence.end.min(at + 4)).any(|idx| {
            let (singular, _) = layout.lexicon.coreference.singular(text.lower(idx));
            let office = layout.lexicon.names.titles.get(&singular) == Some(&TitleKind::Office)
                && !matches!(
                    &*singular,
                    "captain" | "skipper" | "driver" | "pilot" | "passenger" | "owner" | "guard"
                );
            let own = matches!(
                &*singular,
                "member"
                    | "staff"
                    | "employee"
                    | "shareholder"
                    | "headquarters"
                    | "customer"
                    | "profit"
                    | "revenue"
                    | "workforce"
                    | "spokesman"
                    | "spokeswoman"
                    | "government"
                    | "citizen"
            );
            office || own
        });
    }
    let mut verb = at + 1;
    while verb < layout.sentence.end && verb < at + 4 {
        let word = text.lower(verb);
        if !(speech.grammar.auxiliaries.contains(word)
            || speech.grammar.adverbs.contains(word)
            || word == "not")
        {
            break;
        }
        verb += 1;
    }
    let base = text.stem(verb);
    matches!(lower, "it" | "they")
        && (speech.verb(text.lower(verb), base).is_some_and(|verb_of| {
            !verb_of.narrow && !matches!(text.lower(verb), "shows" | "show" | "say" | "says")
        }) || matches!(
            base,
            "want"
                | "plan"
                | "hire"
                | "employ"
                | "hope"
                | "intend"
                | "decid"
                | "agre"
                | "appeal"
                | "appoint"
                | "elect"
                | "sue"
                | "vote"
                | "buy"
                | "sell"
                | "own"
                | "refus"
        ))
}

/// Who or what is meant; `None` where nothing fits or two fit alike.
pub(super) fn resolve(memory: &Memory<'_>, ask: &Ask) -> Option<usize> {
    let (reach, share) = match ask.wanted {
        Wanted::Person(_) => (PERSON_REACH, PERSON_SHARE),
        Wanted::Thing | Wanted::Many => (THING_REACH, THING_SHARE),
    };
    let found = memory.candidates(ask.spot, reach, |referent, trace| {
        if ask.barred.contains(&trace.referent) || !bound_well(ask, trace) {
            return None;
        }
        fits(ask, referent).map(|factor| match memory.topic {
            Some(topic) if topic == trace.referent => factor * 1.2,
            _ => factor,
        })
    });
    memory.clear(&found, share)
}

/// "Holt saw her" does not say that Holt saw herself; "Holt saw herself" does.
fn bound_well(ask: &Ask, trace: &Trace) -> bool {
    let same = trace.spot.sentence == ask.spot.sentence && trace.spot.clause == ask.spot.clause;
    if ask.reflexive {
        return same && trace.spot.role == Role::Subject;
    }
    // "In both towns people wait for them": not for the towns.
    let object = matches!(ask.spot.role, Role::Object | Role::Oblique);
    !(same && object && matches!(trace.spot.role, Role::Subject | Role::Fronted))
}

/// How well something fits a pronoun, 0 to 1; `None` for not at all.
pub(super) fn fits(ask: &Ask, referent: &Referent<'_>) -> Option<f32> {
    match ask.wanted {
        Wanted::Person(gender) => {
            if referent.many {
                return None;
            }
            match (referent.sort, referent.gender) {
                (Sort::Person, Some(known)) => (known == gender).then_some(1.0),
                (Sort::Person, None) => Some(0.9),
                (Sort::Unknown, None) => Some(0.4),
                _ => None,
            }
        }
        Wanted::Thing => {
            if referent.many {
                return None;
            }
            let body = match referent.sort {
                Sort::Group if ask.acts => 1.1,
                Sort::Group => 0.95,
                Sort::Unknown => 0.9,
                Sort::Place if ask.acts => 0.8,
                Sort::Place => 0.6,
                Sort::Agreement => 1.0,
                Sort::Thing => 0.95,
                Sort::Person => return None,
            };
            let actor = matches!(referent.sort, Sort::Group | Sort::Place | Sort::Unknown);
            (!ask.acts || actor).then_some(body)
        }
        Wanted::Many => {
            let people = matches!(referent.sort, Sort::Person | Sort::Group | Sort::Place);
            if referent.many {
                // "they said" is not said by tickets.
                return (!ask.acts || people).then_some(1.0);
            }
            match referent.sort {
                Sort::Group => Some(0.6),
                Sort::Unknown => Some(0.45),
                Sort::Person | Sort::Place | Sort::Agreement | Sort::Thing => None,
            }
        }
    }
}

/// Whom a pronoun in a clause that opens the sentence means by what follows: "When she arrived, Holt spoke." Gives
/// the item that follows the comma.
pub(super) fn ahead(layout: &Layout<'_>, at: usize) -> Option<usize> {
    const LONGEST: usize = 24;
    let text = layout.text;
    let first = layout.sentence.start;
    let opener = text.lower(first);
    let grammar = &layout.lexicon.speech.grammar;
    let opens = grammar.prepositions.contains(opener)
        || matches!(
            opener,
            "when" | "while" | "after" | "before" | "although" | "though" | "as" | "if" | "because" | "once"
        );
    if !opens || at == first {
        return None;
    }
    let limit = layout.sentence.end.min(first + LONGEST);
    let comma = (first..limit).find(|&idx| text.lower(idx) == ",")?;
    let subject = comma + 1;
    let verb = (subject + 1..layout.sentence.end.min(subject + 8))
        .take_while(|&idx| !matches!(text.lower(idx), "," | ";"))
        .any(|idx| is_finite(text, idx, layout.lexicon));
    (at < comma && verb).then_some(subject)
}
