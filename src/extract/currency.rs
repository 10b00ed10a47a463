//! Which country's currency a bare "pounds" or "$" is: what the document says of it elsewhere, else the country that
//! stands in the sentence, else the one that the document names most.

use std::collections::BTreeMap;

use crate::extract::Found;
use crate::lexicon::Lexicon;
use crate::model::{Currency, Quantity, Text, Unit, Value};

/// A country counts as the document's where it is named this often more than the next one with such a currency.
const LEAD: usize = 2;

/// Gives amounts in a bare noun the likeliest currency of that noun. It stays open which one is meant, so that no
/// comparison takes the guess for what the text says.
pub(crate) fn settle(text: &Text<'_>, lexicon: &Lexicon, found: &mut [Found], names: &[Found]) {
    let mut told: BTreeMap<Box<str>, Option<Currency>> = BTreeMap::new();
    for currency in found.iter().filter_map(currency).filter(|currency| currency.told) {
        if let Some(noun) = &currency.noun {
            // Two told currencies of one noun decide nothing.
            told.entry(noun.clone())
                .and_modify(|known| {
                    if known.as_ref().is_some_and(|known| known.code != currency.code) {
                        *known = None;
                    }
                })
                .or_insert_with(|| Some(currency.clone()));
        }
    }
    let places = places(names);
    let counts = counts(&places);
    for amount in found.iter_mut() {
        let Some(open) = currency(amount).filter(|currency| !currency.told).cloned() else {
            continue;
        };
        let Some(noun) = open.noun.as_deref() else { continue };
        let at = amount.tokens.start;
        // "9 million Canadian dollars ($6 million)": the sign alone is the American one in news.
        if amount.tokens.clone().any(|token| text.lower(token) == "$") {
            continue;
        }
        let settled = match told.get(noun) {
            Some(told) => told.clone(),
            None => {
                in_sentence(text, lexicon, &places, at, noun).or_else(|| of_document(lexicon, &counts, noun))
            }
        };
        if let (Some(settled), Value::Quantity(Quantity { unit: Unit::Money(currency), .. })) =
            (settled, &mut amount.value)
        {
            *currency = Currency { told: false, ..settled };
        }
    }
}

fn currency(found: &Found) -> Option<&Currency> {
    if let Value::Quantity(quantity) = &found.value { quantity.unit.currency() } else { None }
}

/// Countries by the token at which they are named, in order.
fn places(names: &[Found]) -> Vec<(usize, &str)> {
    let mut places: Vec<(usize, &str)> = names
        .iter()
        .filter_map(|found| match &found.value {
            Value::Name(name) => Some((found.tokens.start, name.country.as_deref()?)),
            Value::Quantity(_) | Value::Time(_) | Value::Quotation(_) | Value::Agreement(_) => None,
        })
        .collect();
    places.sort_unstable();
    places
}

fn counts<'a>(places: &[(usize, &'a str)]) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for (_, country) in places {
        *counts.entry(*country).or_default() += 1;
    }
    counts
}

/// The one country of the sentence that has a currency of the noun.
fn in_sentence(
    text: &Text<'_>,
    lexicon: &Lexicon,
    places: &[(usize, &str)],
    at: usize,
    noun: &str,
) -> Option<Currency> {
    let sentence = text.sentences.get(text.tokens.get(at)?.sentence as usize)?.token_range();
    let from = places.partition_point(|(start, _)| *start < sentence.start);
    let near = places.iter().skip(from).take_while(|(start, _)| *start < sentence.end);
    let mut only: Option<Currency> = None;
    for national in near.filter_map(|(_, country)| lexicon.money.national(noun, country)) {
        if only.as_ref().is_some_and(|only| only.code != national.code) {
            return None;
        }
        only = Some(national);
    }
    only
}

/// The currency of the country that the document names clearly most, of those that have one of the noun.
fn of_document(lexicon: &Lexicon, counts: &BTreeMap<&str, usize>, noun: &str) -> Option<Currency> {
    let mut ranked: Vec<(usize, Currency)> = counts
        .iter()
        .filter_map(|(country, &count)| Some((count, lexicon.money.national(noun, country)?)))
        .collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.code.cmp(&b.1.code)));
    let (most, currency) = ranked.first()?.clone();
    let next = ranked.get(1).map_or(0, |(count, _)| *count);
    (most >= LEAD && most >= next * LEAD).then_some(currency)
}

#[cfg(test)]
mod tests {
    use crate::extract::mentions;
    use crate::extract::testing::with_text;

    fn codes(text: &str) -> Vec<String> {
        with_text(text, None, |view, lexicon| {
            mentions(view, lexicon, &crate::model::NoRecogniser)
                .mentions
                .into_iter()
                .filter_map(|mention| {
                    let currency = mention.quantity()?.unit.currency()?.clone();
                    Some(format!("{}{}", currency.code, if currency.told { "" } else { "?" }))
                })
                .collect()
        })
    }

    #[test]
    fn the_document_tells_which_country_s() {
        for (text, expected) in [
            ("It cost 40 dollars.", &["USD?"][..]),
            (
                "It cost 40 million Egyptian pounds.\nThe other 20 million pounds are missing.",
                &["EGP", "EGP?"],
            ),
            ("It cost 40 Australian dollars ($26).\nHe paid 3 dollars more.", &["AUD", "USD?", "AUD?"]),
            ("The Mexican plant paid 900 pesos a shift.", &["MXN?"]),
            ("Canada and Australia gave 40 dollars each.", &["USD?"]),
            ("They paid 30 francs.", &["XXX?"]),
            ("Rwanda is small.\nIn Rwanda it rained.\nThey paid 30 francs.", &["RWF?"]),
            ("He paid 5 euros and 3 Swiss francs.", &["EUR", "CHF"]),
        ] {
            assert_eq!(codes(text), expected, "{text}");
        }
    }
}
