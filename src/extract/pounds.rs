//! Whether "pounds" are money or a weight, by the words around.

use rust_decimal::Decimal;

use crate::extract::measure::{Measured, Reader};

/// How far before the figure a verb such as "weighs" may stand, in words.
const REACH: usize = 6;
/// How far another amount may stand that tells what the pounds are, in words.
const WINDOW: usize = 30;

/// Whether the pounds at a token, behind a figure, are a weight.
pub(crate) fn are_weight(r: &Reader<'_>, amount: &Measured, at: usize) -> bool {
    let start = amount.tokens.start;
    let (units, money) = (&r.lexicon.units, &r.lexicon.money);
    let sentence = r.sentence(start);
    let first = start.saturating_sub(REACH).max(sentence.start);
    if (first..start).any(|i| units.is_weigh(r.text.lower(i))) {
        return true;
    }
    let next = at + 1;
    if r.text.lower(next) == "of" {
        // "six pounds of flour", but "millions of pounds of debt".
        let mut words = (next + 1..sentence.end.min(next + 4)).map(|i| r.text.lower(i));
        return amount.high < Decimal::from(1_000_000) && !words.any(|word| money.is_of_money(word));
    }
    let names_thing = r.is_word(next) && !r.lexicon.number.ends_head(r.text.lower(next));
    if r.text.lower(at) == "pound" && (r.past_hyphen(amount.tokens.end) > amount.tokens.end || names_thing) {
        // "a 9-pound baby", "a ten pound sack", but "a 50-pound fine".
        let mut words = (next..sentence.end.min(next + 3)).map(|i| r.text.lower(i));
        return amount.high < Decimal::ONE_THOUSAND && !words.any(|word| money.is_of_money(word));
    }
    // Another weight in the sentence, and no other money.
    let window = start.saturating_sub(WINDOW).max(sentence.start)..sentence.end.min(at + WINDOW);
    let others = || window.clone().filter(|i| !(start..=at).contains(i));
    let weighs = others().any(|i| units.is_weight(r.text.word(i)));
    weighs
        && amount.high < Decimal::from(1_000_000)
        && !others().any(|i| money.symbol(r.text.word(i)).is_some())
}
