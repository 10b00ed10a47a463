//! Noun phrases by word order: a determiner, the words before the noun, the noun. Without word classes: a phrase
//! ends where a preposition, a verb, a mark or another determiner stands.

use std::iter::Peekable;
use std::ops::Range;

use crate::lexicon::coreference::{Noun, NounSort};
use crate::model::{Case, Mention, TokenKind};
use crate::state::coreference::item::Layout;
use crate::state::verb::is_finite;

/// Longest phrase in tokens.
const MAX_WORDS: usize = 9;

/// What opens a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opener {
    /// "the".
    Definite,
    /// "this", "that", "these", "those".
    Pointing,
    /// "the same".
    Same,
    /// "both", "the two".
    Pair,
    /// "a", "some", figures, and none at all.
    Indefinite,
    /// "his", "'s".
    Possessive,
}

/// A noun phrase.
#[derive(Clone, Debug)]
pub(super) struct Phrase<'a> {
    pub(super) tokens: Range<usize>,
    /// Token of the noun.
    pub(super) head: usize,
    pub(super) opener: Opener,
    /// The noun as lower-case singular.
    pub(super) noun: Box<str>,
    /// What the list or the titles say of it.
    pub(super) known: Noun,
    pub(super) many: bool,
    /// Lower-case words between opener and noun.
    pub(super) words: Vec<&'a str>,
    /// "of …", "that …", "who …" follows.
    pub(super) complement: bool,
}

/// What was read at a place.
pub(super) struct Read<'a> {
    pub(super) start: usize,
    /// Where to read on.
    pub(super) end: usize,
    /// The phrase; without those words that are a name.
    pub(super) phrase: Option<Phrase<'a>>,
}

pub(super) fn is_possessive(lower: &str) -> bool {
    matches!(lower, "his" | "her" | "its" | "their" | "my" | "our" | "your" | "whose")
}

/// Reads the noun phrase that begins at a token.
pub(super) fn read<'a>(
    layout: &Layout<'a>,
    at: usize,
    after_item: bool,
    names: Peekable<impl Iterator<Item = &'a Mention> + Clone>,
    is_noun: &dyn Fn(&str) -> bool,
) -> Option<Read<'a>> {
    let text = layout.text;
    let opener = opener(layout, at, after_item)?;
    let first = match opener {
        Opener::Same => at + 2,
        Opener::Indefinite if is_bare(layout, at) => at,
        Opener::Definite | Opener::Pointing | Opener::Pair | Opener::Indefinite | Opener::Possessive => {
            at + 1
        }
    };
    let clitic = matches!(text.lower(at), "'s" | "’s");
    let bare = opener == Opener::Indefinite && first == at;
    let end =
        if bare && !is_figure(layout, at) { at + 1 } else { end(layout, first, names.clone(), is_noun) };
    if end <= first {
        return None;
    }
    // "gives both countries access".
    let many = |at: &usize| layout.lexicon.coreference.singular(text.lower(*at)).1;
    let end = if text.lower(at) == "both" { (first..end).find(many).map_or(end, |at| at + 1) } else { end };
    // Where a name ends the phrase, the noun stands before the name.
    let named = names.take_while(|name| name.token_range().start < end).last();
    let named = named.filter(|name| name.token_range().end >= end);
    let limit = named.map_or(end, |name| name.token_range().start);
    let pair = (first..limit).find(|&at| text.lower(at) == "two");
    let noun = limit.checked_sub(1).filter(|&head| head >= first);
    let phrase = noun.filter(|&head| is_word(layout, head)).map(|head| {
        let (singular, many) = layout.lexicon.coreference.singular(text.lower(head));
        let known = noun_of(layout, &singular);
        let many = many || known.sort == NounSort::People;
        let opener = if opener == Opener::Definite && pair.is_some() { Opener::Pair } else { opener };
        Phrase {
            tokens: if clitic { first..limit } else { at..limit },
            head,
            opener,
            noun: singular.into(),
            known,
            many,
            words: (first..head)
                .filter(|&word| is_word(layout, word) && text.lower(word) != "two")
                .map(|word| text.lower(word))
                .collect(),
            complement: has_complement(layout, end),
        }
    });
    if text.lower(at) == "both" && phrase.as_ref().is_none_or(|phrase| !phrase.many) {
        return None;
    }
    Some(Read { start: at, end: end.max(named.map_or(0, |name| name.token_range().end)), phrase })
}

/// What a singular noun names, by the list or as an office.
pub(super) fn noun_of(layout: &Layout<'_>, singular: &str) -> Noun {
    let thing = Noun { sort: NounSort::Thing, gender: None, classes: 0 };
    layout.lexicon.coreference.noun(singular).unwrap_or_else(|| {
        let title = layout.lexicon.names.titles.get(singular).is_some();
        if title { Noun { sort: NounSort::Person, ..thing } } else { thing }
    })
}

fn is_figure(layout: &Layout<'_>, at: usize) -> bool {
    layout.text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number)
}

fn opener(layout: &Layout<'_>, at: usize, after_item: bool) -> Option<Opener> {
    let text = layout.text;
    let grammar = &layout.lexicon.speech.grammar;
    let lower = text.lower(at);
    match lower {
        "the" if text.lower(at + 1) == "same" => Some(Opener::Same),
        "the" => Some(Opener::Definite),
        "this" | "that" | "these" | "those" => {
            // "that" mostly opens a clause.
            let noun = layout.lexicon.coreference.singular(text.lower(at + 1));
            let plain = is_word(layout, at + 1)
                && !is_finite(text, at + 1, layout.lexicon)
                && (lower != "that" || !noun.1 && layout.lexicon.coreference.noun(&noun.0).is_some());
            plain.then_some(Opener::Pointing)
        }
        "both" => Some(Opener::Pair),
        "'s" | "’s" if after_item => Some(Opener::Possessive),
        lower if is_possessive(lower) => Some(Opener::Possessive),
        lower if grammar.determiners.contains(lower) => Some(Opener::Indefinite),
        _ if is_figure(layout, at) => Some(Opener::Indefinite),
        _ => (!after_item && is_bare(layout, at)).then_some(Opener::Indefinite),
    }
}

/// A plural without determiner: "Fishermen said", "for visitors".
fn is_bare(layout: &Layout<'_>, at: usize) -> bool {
    let text = layout.text;
    let lower = text.lower(at);
    let Some(token) = text.tokens.get(at) else {
        return false;
    };
    let place = token.case == Case::Lower || at == layout.sentence.start;
    if token.kind != TokenKind::Word || !place || lower.len() < 4 {
        return false;
    }
    let (singular, many) = layout.lexicon.coreference.singular(lower);
    let people = layout.lexicon.coreference.noun(&singular).is_some_and(|noun| noun.sort == NounSort::People);
    (many || people)
        && !layout.lexicon.relations.is_finite(lower)
        && layout.lexicon.speech.verb(lower, text.stem(at)).is_none()
        && !layout.lexicon.speech.grammar.adverbs.contains(lower)
        && !layout.lexicon.speech.grammar.boundaries.contains(lower)
        && !layout.lexicon.speech.grammar.auxiliaries.contains(lower)
        && !layout.lexicon.speech.grammar.prepositions.contains(lower)
        && !layout.lexicon.names.never.contains(lower)
}

/// One past the last token of a phrase whose first word after the opener is `first`.
fn end<'a>(
    layout: &Layout<'a>,
    first: usize,
    names: Peekable<impl Iterator<Item = &'a Mention>>,
    is_noun: &dyn Fn(&str) -> bool,
) -> usize {
    let text = layout.text;
    let limit = layout.sentence.end.min(first + MAX_WORDS);
    let mut names = names;
    let mut at = first;
    while at < limit {
        while names.next_if(|name| name.token_range().end <= at).is_some() {}
        if let Some(name) = names.peek()
            && name.token_range().start == at
        {
            // A name after a noun that leads to it ends the phrase; a name at the front describes.
            at = name.token_range().end;
            continue;
        }
        if !goes_on(layout, at, first) {
            break;
        }
        at += 1;
    }
    while at > first && is_joint(text.lower(at - 1)) {
        at -= 1;
    }
    let joined = at >= 2 && is_joint(text.lower(at - 2));
    if at > first + 1 && !joined && is_verb_at_end(layout, at, is_noun) { at - 1 } else { at }
}

fn is_joint(lower: &str) -> bool {
    matches!(lower, "-" | "\u{2010}" | "\u{2011}" | "/")
}

fn is_word(layout: &Layout<'_>, at: usize) -> bool {
    at < layout.sentence.end && layout.text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
}

/// Whether a token goes on with the phrase.
fn goes_on(layout: &Layout<'_>, at: usize, first: usize) -> bool {
    let text = layout.text;
    let lower = text.lower(at);
    let Some(token) = text.tokens.get(at) else {
        return false;
    };
    if is_joint(lower) {
        return at > first && text.touches_next(at) && text.touches_next(at - 1);
    }
    let after_joint = at > first && is_joint(text.lower(at - 1));
    match token.kind {
        TokenKind::Word => {}
        TokenKind::Number => return at == first || after_joint,
        TokenKind::Mark | TokenKind::Symbol => return false,
    }
    if after_joint {
        return true;
    }
    let grammar = &layout.lexicon.speech.grammar;
    let numeral =
        matches!(lower, "one" | "two" | "three" | "four" | "five" | "six" | "seven" | "other" | "many");
    let closed = grammar.prepositions.contains(lower)
        || grammar.boundaries.contains(lower)
        || grammar.auxiliaries.contains(lower)
        || grammar.be.contains(lower)
        || grammar.negators.contains(lower)
        || grammar.pronouns.contains(lower)
        || grammar.determiners.contains(lower) && !(numeral && at == first)
        || lower.starts_with(['\'', '’'])
        || matches!(
            lower,
            "them"
                | "him"
                | "me"
                | "us"
                | "there"
                | "whom"
                | "not"
                | "away"
                | "back"
                | "out"
                | "up"
                | "off"
                | "down"
                | "around"
                | "along"
                | "onto"
                | "behind"
                | "beyond"
                | "past"
                | "above"
                | "below"
                | "beside"
                | "except"
                | "per"
                | "than"
                | "upon"
                | "ago"
                | "together"
                | "apart"
                | "ahead"
                | "abroad"
                | "home"
        );
    if closed {
        return false;
    }
    if at == first {
        return true;
    }
    let before = text.lower(at - 1);
    let adverb_before = before.ends_with("ly");
    if grammar.adverbs.contains(lower) && !matches!(lower, "first" | "once" | "long") {
        return false;
    }
    if lower.ends_with("ly") && lower.len() > 4 && !matches!(lower, "family" | "assembly" | "supply" | "ally")
    {
        // "the newly built ferry", but "the ferry slowly turned".
        return layout.lexicon.names.skip.contains(lower);
    }
    let noun_in_ed =
        matches!(lower, "need" | "seed" | "speed" | "feed" | "deed" | "breed" | "weed" | "shed" | "sled");
    if lower.ends_with("ed") && lower.len() > 3 && !noun_in_ed && token.case == Case::Lower {
        return adverb_before;
    }
    let verb = layout.lexicon.relations.is_finite(lower)
        || lower != text.stem(at)
            && lower.ends_with('s')
            && layout.lexicon.speech.verb(lower, text.stem(at)).is_some();
    !verb || adverb_before
}

/// Whether the last word before `end` is a verb rather than the noun: "the company plans to", "the ferry carries 40".
fn is_verb_at_end(layout: &Layout<'_>, end: usize, is_noun: &dyn Fn(&str) -> bool) -> bool {
    let text = layout.text;
    let (last, before) = (text.lower(end - 1), text.lower(end - 2));
    let grammar = &layout.lexicon.speech.grammar;
    let next = text.lower(end);
    let known = |word: &str| {
        let (singular, _) = layout.lexicon.coreference.singular(word);
        layout.lexicon.coreference.noun(&singular).is_some()
            || layout.lexicon.names.titles.get(&singular).is_some()
            || is_noun(&singular)
    };
    let object = next == "to"
        || grammar.determiners.contains(next)
        || matches!(next, "that" | "it" | "him" | "her" | "them")
        || text.tokens.get(end).is_some_and(|token| {
            end < layout.sentence.end && (token.kind == TokenKind::Number || token.case != Case::Lower)
        });
    let third_person = last.ends_with('s') && !last.ends_with("ss");
    // "the letter hangs in the hall", but "the ferry tickets are".
    let adverbial = third_person && (grammar.prepositions.contains(next) && next != "of" || next == "and");
    (third_person && (object || adverbial) || last.ends_with("ing") && object)
        && known(before)
        && !known(last)
}

/// "of …", "that …", "who …", which choose one of many.
fn has_complement(layout: &Layout<'_>, end: usize) -> bool {
    end < layout.sentence.end
        && matches!(layout.text.lower(end), "of" | "that" | "who" | "whose" | "where" | "which")
}
