//! Words that look like references and stand for nothing: "it rained", "it is clear that", "there is".

use crate::state::coreference::item::Layout;

/// Furthest word behind "it is" that is looked at.
const REACH: usize = 5;

/// Whether an "it" stands for nothing.
pub(super) fn is_empty_it(layout: &Layout<'_>, at: usize) -> bool {
    let (text, words) = (layout.text, &layout.lexicon.coreference);
    let grammar = &layout.lexicon.speech.grammar;
    let end = layout.sentence.end;
    if words.empty_phrases.find_at(text, at, end).is_some() {
        return true;
    }
    let before = at.checked_sub(1).map_or("", |before| text.lower(before));
    let next = text.lower(at + 1);
    if words.empty_before.contains(before) && next.ends_with("ly")
        || words.with_adjective.contains(before) && words.with_adjective_next.contains(next)
        || words.with_adjective.contains(before) && words.empty_states.contains(next)
    {
        return true;
    }
    // "called it a success": an event as often as a thing.
    let naming = at
        .checked_sub(1)
        .and_then(|before| layout.lexicon.speech.verb(text.lower(before), text.stem(before)));
    if naming.is_some_and(|verb| verb.names) && matches!(next, "a" | "an" | "the" | "his" | "her") {
        return true;
    }
    let helper = |lower: &str| {
        grammar.auxiliaries.contains(lower)
            || grammar.negators.contains(lower)
            || grammar.adverbs.contains(lower)
            || matches!(
                lower,
                "'s" | "’s" | "very" | "quite" | "too" | "so" | "more" | "perhaps" | "become" | "became"
            )
            || lower.ends_with("ly") && !words.empty_states.contains(lower)
    };
    // "was it", in a question, has the verb in front.
    let inverted = matches!(before, "is" | "was" | "isn't" | "wasn't" | "will" | "would");
    let mut verb = at + 1;
    while verb < end && verb < at + 1 + REACH && helper(text.lower(verb)) {
        verb += 1;
    }
    let be = inverted || (at + 1..verb).any(|idx| is_be(text.lower(idx)));
    let word = text.lower(verb);
    if be && (words.empty_states.contains(word) || words.empty_states.contains(text.stem(verb))) {
        // "it is clear that", "it is hard to", "it was cold.": the state stands alone or governs a clause.
        let after = text.lower(verb + 1);
        return verb + 1 >= end
            || matches!(
                after,
                "that"
                    | "to"
                    | "for"
                    | "whether"
                    | "if"
                    | "when"
                    | "how"
                    | "why"
                    | "what"
                    | "who"
                    | "which"
                    | "not"
                    | ","
                    | "."
                    | "?"
                    | "!"
                    | "in"
                    | "on"
                    | "and"
                    | "from"
                    | "at"
                    | "outside"
                    | "here"
                    | "there"
                    | "today"
                    | "enough"
                    | "of"
                    | "until"
                    | "as"
                    | "than"
                    | "a"
                    | "the"
                    | "news"
            ) && !is_thing_state(word, after);
    }
    if !be && words.empty_verbs.contains(text.stem(verb)) && !matches!(text.lower(verb), "following") {
        return true;
    }
    be && (is_cleft(layout, verb) || is_time(layout, verb))
}

/// States that a thing can be in, unless a clause follows: "it was cold", "it is late".
fn is_thing_state(state: &str, after: &str) -> bool {
    let clause = matches!(after, "that" | "to" | "whether" | "if" | "how" | "why" | "who");
    let weather =
        matches!(state, "raining" | "snowing" | "freezing" | "sunny" | "cloudy" | "foggy" | "windy");
    let asides =
        matches!(after, "," | "." | "?" | "!" | "in" | "on" | "and" | "from" | "at" | "of" | "as" | "than");
    !clause && !weather && asides
}

fn is_be(lower: &str) -> bool {
    matches!(lower, "is" | "was" | "'s" | "’s" | "be" | "been" | "being" | "are" | "were")
}

/// "it was Holt who", "it is the price that", "it was in May that".
fn is_cleft(layout: &Layout<'_>, from: usize) -> bool {
    const CLEFT: usize = 9;
    let text = layout.text;
    let limit = layout.sentence.end.min(from + CLEFT);
    let stop =
        (from..limit).find(|&at| matches!(text.lower(at), "who" | "that" | "which" | "," | ";" | "whom"));
    let Some(stop) = stop.filter(|&stop| stop > from) else {
        return false;
    };
    let first = text.lower(from);
    let grammar = &layout.lexicon.speech.grammar;
    // "it is a ship that sails": an indefinite noun may as well describe.
    let focus = grammar.prepositions.contains(first)
        || matches!(first, "the" | "his" | "her" | "their" | "not" | "because" | "only" | "here" | "then")
        || text.tokens.get(from).is_some_and(|token| token.case != crate::model::Case::Lower);
    focus && matches!(text.lower(stop), "who" | "that" | "whom")
}

/// "it is three years since", "it was a Monday", "it is June".
fn is_time(layout: &Layout<'_>, from: usize) -> bool {
    use crate::lexicon::coreference::NounSort;
    let text = layout.text;
    let words = &layout.lexicon.coreference;
    (from..layout.sentence.end.min(from + 4))
        .take_while(|&at| {
            text.tokens.get(at).is_some_and(|token| token.kind != crate::model::TokenKind::Mark)
                && !layout.lexicon.speech.grammar.prepositions.contains(text.lower(at))
        })
        .any(|at| {
            let (singular, _) = words.singular(text.lower(at));
            words.noun(&singular).is_some_and(|noun| noun.sort == NounSort::Time)
                && (from == at || at == from + 1)
        })
}

/// Whether "there" opens a clause: "there is", "there will be".
pub(super) fn is_empty_there(layout: &Layout<'_>, at: usize) -> bool {
    let text = layout.text;
    let next = text.lower(at + 1);
    let before = at.checked_sub(1).map_or("", |before| text.lower(before));
    layout.lexicon.speech.grammar.auxiliaries.contains(next)
        || matches!(
            next,
            "'s" | "’s" | "seems" | "seemed" | "remains" | "remained" | "exists" | "goes" | "to" | "you"
        )
        || matches!(before, "is" | "are" | "was" | "were" | "be" | "been" | "hello" | "hi" | "'s" | "’s")
}
