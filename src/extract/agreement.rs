//! Treaties, contracts, memoranda, deals: the noun, the words that tell one from another, and the parties.

use std::ops::Range;

use crate::extract::Found;
use crate::lexicon::Lexicon;
use crate::model::{Agreement, Name, NameKind, Text, TokenKind, Value};

/// Most tokens looked at on either side of the noun.
const REACH: usize = 8;

/// All agreements of a document, in order.
pub fn agreements(text: &Text<'_>, lexicon: &Lexicon, names: &[Found]) -> Vec<Found> {
    let mut found = Vec::new();
    for sentence in text.sentences {
        let range = sentence.token_range();
        for idx in range.clone() {
            let Some(kind) = lexicon.names.agreement(text.stem(idx)) else {
                continue;
            };
            let noun = text.lower(idx);
            // "they agree", "agreed", "dealt" share the stem with the nouns.
            if text.tokens.get(idx).is_none_or(|token| token.kind != TokenKind::Word)
                || noun.ends_with("ed")
                || noun.ends_with("ing")
            {
                continue;
            }
            let start = modifiers_start(text, lexicon, idx, range.start);
            let end = contents_end(text, lexicon, idx + 1, range.end);
            let mut parties: Vec<String> =
                parties(text, names, start..idx, idx + 1..range.end.min(idx + 1 + REACH)).collect();
            parties.sort();
            parties.dedup();
            let mut keys: Vec<String> = (start..idx)
                .chain(idx + 1..end)
                .filter(|&at| is_key(text, lexicon, names, at))
                .map(|at| text.stem(at).to_string())
                .collect();
            keys.sort();
            keys.dedup();
            found.push(Found {
                tokens: start..idx + 1,
                value: Value::Agreement(Agreement { kind, noun: noun.to_string(), keys, parties }),
                extractor: "agreement/noun",
            });
        }
    }
    found
}

/// The first token of the words before the noun that belong to it: "EU-Chile harbour and customs".
fn modifiers_start(text: &Text<'_>, lexicon: &Lexicon, noun: usize, floor: usize) -> usize {
    let grammar = &lexicon.speech.grammar;
    let mut start = noun;
    while start > floor && noun - start < REACH {
        let word = text.lower(start - 1);
        let Some(token) = text.tokens.get(start - 1) else {
            break;
        };
        let hyphen = matches!(word, "-" | "\u{2010}" | "\u{2011}") && text.touches_next(start - 1);
        let joins = word == "and" && start < noun && start - 1 > floor;
        let stops = token.kind != TokenKind::Word && !hyphen
            || grammar.determiners.contains(word)
            || grammar.prepositions.contains(word)
            || grammar.auxiliaries.contains(word)
            || grammar.pronouns.contains(word)
            || grammar.boundaries.contains(word) && !joins
            || word.starts_with(['\'', '’'])
            || word.ends_with("ed")
            || lexicon.speech.verb(text.lower(start - 1), text.stem(start - 1)).is_some();
        if stops {
            break;
        }
        start -= 1;
    }
    while start < noun && matches!(text.lower(start), "and" | "-") {
        start += 1;
    }
    start
}

/// One past "on the joint upkeep of lighthouses" after the noun.
fn contents_end(text: &Text<'_>, lexicon: &Lexicon, start: usize, limit: usize) -> usize {
    let grammar = &lexicon.speech.grammar;
    if !matches!(text.lower(start), "on" | "for" | "about" | "to") {
        return start;
    }
    let mut end = start + 1;
    while end < limit && end < start + REACH {
        let word = text.lower(end);
        let inside = text.tokens.get(end).is_some_and(|token| token.kind == TokenKind::Word)
            && !grammar.auxiliaries.contains(word)
            && (!grammar.prepositions.contains(word) || word == "of")
            && (!grammar.boundaries.contains(word) || word == "and");
        if !inside {
            break;
        }
        end += 1;
    }
    end
}

fn is_key(text: &Text<'_>, lexicon: &Lexicon, names: &[Found], at: usize) -> bool {
    let word = text.lower(at);
    let grammar = &lexicon.speech.grammar;
    text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
        && word.len() > 2
        && !lexicon.names.never.contains(word)
        && !grammar.determiners.contains(word)
        && !grammar.prepositions.contains(word)
        && !grammar.boundaries.contains(word)
        && party(names, at).is_none()
}

/// Countries and organisations right before the noun, and after "with", "between … and", "of".
fn parties<'a>(
    text: &'a Text<'_>,
    names: &'a [Found],
    before: Range<usize>,
    after: Range<usize>,
) -> impl Iterator<Item = String> + 'a {
    let linked = matches!(text.lower(after.start), "with" | "between");
    before
        .chain(if linked { after } else { 0..0 })
        .filter_map(|at| party(names, at))
        .map(|name| name.canonical.clone())
}

fn party(names: &[Found], at: usize) -> Option<&Name> {
    let idx = names.partition_point(|found| found.tokens.end <= at);
    let found = names.get(idx).filter(|found| found.tokens.start <= at)?;
    match &found.value {
        Value::Name(name)
            if matches!(name.kind, NameKind::Organisation | NameKind::Place | NameKind::Nationality) =>
        {
            Some(name)
        }
        Value::Name(_) | Value::Time(_) | Value::Quantity(_) | Value::Quotation(_) | Value::Agreement(_) => {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::with_text;
    use crate::model::Value;

    #[test]
    fn keys_and_parties() {
        for (line, noun, keys, parties) in [
            ("They signed a harbour and customs partnership.", "partnership", "custom harbour", ""),
            ("The EU-Chile partnership is new.", "partnership", "", "Chile,European Union"),
            ("an agreement on the joint upkeep of lighthouses", "agreement", "joint lighthous upkeep", ""),
            ("They want a fisheries protocol with Kenya.", "protocol", "fisheri", "Kenya"),
        ] {
            with_text(line, None, |text, lexicon| {
                let names = crate::extract::name::names(text, lexicon, &crate::model::NoRecogniser);
                let found = super::agreements(text, lexicon, &names);
                let Some(Value::Agreement(agreement)) = found.first().map(|found| &found.value) else {
                    panic!("nothing found in {line}");
                };
                assert_eq!(
                    (
                        agreement.noun.as_str(),
                        agreement.keys.join(" ").as_str(),
                        agreement.parties.join(",").as_str()
                    ),
                    (noun, keys, parties),
                    "{line}"
                );
            });
        }
        with_text("They agreed to meet and are dealing with it.", None, |text, lexicon| {
            assert!(super::agreements(text, lexicon, &[]).is_empty());
        });
    }
}
