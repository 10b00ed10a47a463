//! Figures that are ranges by their meaning: "several", "dozens", "tens of thousands", "a few hundred".

use rust_decimal::Decimal;

use crate::extract::number::{NumberForm, NumberSpan};
use crate::extract::number_words::{Words, power_of_ten};
use crate::lexicon::number::{NumberWord, VagueNeeds};

/// A vague figure at a token.
pub(crate) fn vague(words: &Words<'_>, at: usize) -> Option<NumberSpan> {
    let word_at = if matches!(words.lower(at), "a") { at + 1 } else { at };
    let NumberWord::Vague { low, high, needs } = words.word(word_at)? else {
        return None;
    };
    let of_follows = words.lower(word_at + 1) == "of";
    let fits = match needs {
        VagueNeeds::Nothing => word_at == at,
        VagueNeeds::Of => word_at == at && of_follows,
        VagueNeeds::Article => word_at > at,
    };
    if !fits {
        return None;
    }
    let (mut low, mut high) = (Decimal::from(low), Decimal::from(high));
    let mut end = word_at + 1;
    // "tens of thousands", "hundreds of millions", "a few hundred", "several dozen".
    for _ in 0..2 {
        let next = if words.lower(end) == "of" { end + 1 } else { end };
        let Some(times) = times(words, next, next > end) else {
            break;
        };
        low = low.checked_mul(times)?;
        high = high.checked_mul(times)?.checked_add(times.checked_sub(Decimal::ONE)?)?;
        end = next + 1;
    }
    Some(NumberSpan { tokens: at..end, low, high, precision: 0, form: NumberForm::Vague })
}

/// What a magnitude after a vague word multiplies it by; after "of" only plurals do.
fn times(words: &Words<'_>, at: usize, after_of: bool) -> Option<Decimal> {
    match words.word(at)? {
        NumberWord::Magnitude(power) if !after_of => power_of_ten(power),
        NumberWord::Group(times) if !after_of => Some(times.into()),
        NumberWord::Vague { .. } => match words.lexicon().word(words.lower(at).strip_suffix('s')?)? {
            NumberWord::Magnitude(power) => power_of_ten(power),
            NumberWord::Group(times) => Some(times.into()),
            NumberWord::Unit(_)
            | NumberWord::Ten(_)
            | NumberWord::Ordinal(_)
            | NumberWord::OrdinalMagnitude(_)
            | NumberWord::Denominator { .. }
            | NumberWord::Vague { .. } => None,
        },
        NumberWord::Unit(_)
        | NumberWord::Ten(_)
        | NumberWord::Magnitude(_)
        | NumberWord::Group(_)
        | NumberWord::Ordinal(_)
        | NumberWord::OrdinalMagnitude(_)
        | NumberWord::Denominator { .. } => None,
    }
}
