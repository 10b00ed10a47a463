//! Figures with what they count or measure. Lengths of time are left to `duration`.

use crate::extract::measure::{Measure, Measured, Reader, is_dash};
use crate::extract::number::{NumberForm, NumberSpan};
use crate::extract::range::{Pair, pair};
use crate::extract::{Found, approximation, head, relative, single};
use crate::lexicon::Lexicon;
use crate::model::{Approximation, Currency, Quantity, Text, TokenKind, Unit, Value};

/// Finds the figures of a document that are no lengths of time.
pub fn quantities(text: &Text<'_>, lexicon: &Lexicon, numbers: &[NumberSpan]) -> Vec<Found> {
    let r = Reader { text, lexicon, numbers };
    let mut found = Vec::new();
    let mut cents = Vec::new();
    let items = items(&r);
    let mut idx = 0;
    let mut done = 0;
    while let Some(item) = items.get(idx) {
        idx += 1;
        // "3 degrees below zero" has read the zero.
        if item.start() < done {
            continue;
        }
        let mut first = item.measured(&r, done);
        let mut second = None;
        // A figure may be made of several ("6 feet 2 inches"), each with the next.
        while let Some(next) = items.get(idx) {
            match pair(&r, &first, &next.measured(&r, first.tokens.end)) {
                Some(Pair::One(one)) => {
                    first = one;
                    idx += 1;
                }
                Some(Pair::Score(score)) => {
                    idx += 1;
                    found.push(finish(&r, &score, Some(Unit::Score)));
                    first.unit = Measure::Time;
                    break;
                }
                Some(Pair::Two(a, b)) => {
                    idx += 1;
                    first = a;
                    second = Some(b);
                    break;
                }
                None => break,
            }
        }
        for figure in [Some(first), second].into_iter().flatten() {
            done = figure.tokens.end;
            if figure.unit == Measure::Time {
                continue;
            }
            if figure.unit == Measure::Cents {
                cents.push(found.len());
            }
            found.push(finish(&r, &figure, None));
        }
    }
    name_cents(&mut found, &cents);
    found.extend(relative::relative_ordinals(&r));
    found.sort_by_key(|found| found.tokens.start);
    found
}

/// What an amount may begin with: a figure, or one of a unit without a figure ("a dollar").
enum Item<'a> {
    Number(&'a NumberSpan),
    Single(Measured),
}

impl Item<'_> {
    fn start(&self) -> usize {
        match self {
            Self::Number(number) => number.tokens.start,
            Self::Single(single) => single.tokens.start,
        }
    }

    fn measured(&self, r: &Reader<'_>, floor: usize) -> Measured {
        match self {
            Self::Number(number) => r.measure(number, floor),
            Self::Single(single) => single.clone(),
        }
    }
}

/// Figures and single units in order.
fn items<'a>(r: &Reader<'a>) -> Vec<Item<'a>> {
    let free = |single: &Measured| {
        let idx = r.numbers.partition_point(|number| number.tokens.end <= single.tokens.start);
        let number = r.numbers.get(idx).filter(|number| number.tokens.start < single.tokens.end);
        number.is_none_or(|number| number.form == NumberForm::Ordinal)
    };
    let singles: Vec<Measured> = single::singles(r).into_iter().filter(free).collect();
    // "a tenth of a gallon" is no tenth in an order.
    let counts = |number: &NumberSpan| {
        let idx = singles.partition_point(|single| single.tokens.end <= number.tokens.start);
        singles.get(idx).is_none_or(|single| single.tokens.start >= number.tokens.end)
    };
    let numbers = r.numbers.iter().filter(|number| counts(number) && !is_part_of_code(r, number));
    let numbers: Vec<Item<'a>> = numbers.map(Item::Number).collect();
    let singles = singles.into_iter().map(Item::Single);
    let mut items: Vec<Item<'a>> = numbers.into_iter().chain(singles).collect();
    items.sort_by_key(Item::start);
    items
}

/// A figure as a value.
fn finish(r: &Reader<'_>, figure: &Measured, unit: Option<Unit>) -> Found {
    let (mut wording, tokens) = approximation::around(r, &figure.tokens);
    let bare = (tokens != figure.tokens).then(|| r.text.span_of(figure.tokens.clone()));
    let is_score = unit == Some(Unit::Score);
    let unit = unit.unwrap_or_else(|| match (&figure.unit, figure.form) {
        (Measure::Unit(unit), _) => unit.clone(),
        (Measure::Cents, _) => Unit::Money(Currency::unknown()),
        (Measure::None | Measure::Time, NumberForm::Ordinal) => Unit::Ordinal,
        (Measure::None | Measure::Time, NumberForm::Fraction) => Unit::Fraction,
        (Measure::None | Measure::Time, NumberForm::Digits | NumberForm::Words | NumberForm::Vague) => {
            Unit::Count
        }
    });
    if figure.form == NumberForm::Vague && wording == Approximation::Bare {
        wording = Approximation::Vague;
    }
    let after = Measured { tokens: tokens.clone(), ..figure.clone() };
    let head = if is_score { None } else { head::head(r, &after) };
    let behind = head.filter(|&head| head >= tokens.end).map_or(tokens.end, |head| head + 1);
    let per = if is_score { None } else { head::per(r, behind) };
    let value = Quantity {
        low: figure.low,
        high: figure.high,
        precision: figure.precision,
        approximation: wording,
        head: head.map(|head| r.text.span_of(head..head + 1)),
        per: per.map(|(span, _)| span),
        wire: wire(&unit, figure),
        minor: figure.minor.clone(),
        bare,
        unit,
    };
    Found { extractor: extractor(&value.unit), tokens, value: Value::Quantity(value) }
}

/// "18%" for a single percentage, as other tools write it; endless decimals ("two thirds") with 15 digits.
fn wire(unit: &Unit, figure: &Measured) -> Option<Box<str>> {
    if figure.low != figure.high {
        return None;
    }
    let value = figure.low.normalize();
    if *unit == Unit::Percent {
        return Some(format!("{value}%").into());
    }
    (value.scale() > 20).then(|| value.round_sf(15).unwrap_or(value).normalize().to_string().into())
}

fn extractor(unit: &Unit) -> &'static str {
    match unit {
        Unit::Count => "quantity/count",
        Unit::Percent | Unit::PercentagePoint => "quantity/percent",
        Unit::Money(_) => "quantity/money",
        Unit::Physical { .. } => "quantity/unit",
        Unit::Duration(_) => "quantity/duration",
        Unit::Ordinal | Unit::RelativeOrdinal(_) => "quantity/ordinal",
        Unit::Fraction => "quantity/fraction",
        Unit::Score => "quantity/score",
    }
}

/// Hundredths belong to the currency that was spoken of last, or next.
fn name_cents(found: &mut [Found], cents: &[usize]) {
    let code = |found: &Found| match &found.value {
        Value::Quantity(Quantity { unit: Unit::Money(currency), .. }) if &*currency.code != "XXX" => {
            Some(Currency { told: false, ..currency.clone() })
        }
        Value::Time(_) | Value::Quantity(_) | Value::Quotation(_) | Value::Name(_) | Value::Agreement(_) => {
            None
        }
    };
    let mut last = found.iter().find_map(code);
    let mut at = 0;
    for &cent in cents {
        for earlier in found.get(at..cent).into_iter().flatten() {
            last = code(earlier).or(last);
        }
        at = cent;
        if let (Some(told), Some(Found { value: Value::Quantity(quantity), .. })) =
            (&last, found.get_mut(cent))
        {
            quantity.unit = Unit::Money(told.clone());
        }
    }
}

/// Digits inside a name or code: "Covid-19", "F-16", "+1-222-2222", "1.2.3", addresses, times of day, numbered
/// lists.
fn is_part_of_code(r: &Reader<'_>, number: &NumberSpan) -> bool {
    let (start, end) = (number.tokens.start, number.tokens.end);
    if number.form != NumberForm::Digits {
        return false;
    }
    let word = |at: usize| r.text.lower(at);
    if let Some(before) = start.checked_sub(1).filter(|&at| r.text.touches_next(at)) {
        match word(before) {
            "/" | "@" | "_" | "=" | "&" | "#" | ":" | "\\" => return true,
            mark if is_dash(mark) && r.touches_before(before) => {
                let lead = before.saturating_sub(1);
                let lead_counts = r.lexicon.number.word(word(lead)).is_some()
                    || matches!(word(lead), "top" | "mid" | "plus")
                    || r.lexicon.money.code(r.text.word(lead)).is_some()
                    // "3km-5km"
                    || r.touches_before(lead) && r.kind(lead.saturating_sub(1)) == Some(TokenKind::Number);
                if r.is_word(lead) && !lead_counts {
                    return true;
                }
            }
            // "B2": letters that touch digits are one token; here a bracket or quotation mark may touch.
            _ => {}
        }
    }
    let sentence = r.sentence(start);
    let touches = end > start && r.text.touches_next(end - 1);
    // "the Falcon 90s": a model or a decade.
    if touches && end == start + 1 && matches!(word(end), "s" | "'s" | "’s") {
        return true;
    }
    // "$15/hour"
    let rate = word(end) == "/" && r.lexicon.number.is_per_unit(word(end + 1));
    if touches && matches!(word(end), ":" | "@" | "_" | "=" | "/") && r.text.touches_next(end) && !rate {
        return true;
    }
    // "1." or "2)" opens a list.
    let opens = start == sentence.start && end == start + 1 && touches && matches!(word(end), "." | ")");
    if opens && end + 1 < sentence.end {
        return true;
    }
    in_chain(r, start, end)
}

/// Three or more runs of digits that dashes join: a telephone number, a docket.
fn in_chain(r: &Reader<'_>, start: usize, end: usize) -> bool {
    let number = |at: usize| r.kind(at) == Some(TokenKind::Number);
    let step = |at: usize| is_dash(r.text.lower(at)) && r.touches_before(at) && r.text.touches_next(at);
    let mut n_links = 0;
    let mut at = end;
    while n_links < 2 && step(at) && number(at + 1) {
        n_links += 1;
        at += 2;
    }
    let mut at = start;
    while n_links < 2 && at >= 2 && step(at - 1) && number(at - 2) {
        n_links += 1;
        at -= 2;
    }
    n_links >= 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::number::numbers;
    use crate::extract::testing::with_text;

    /// "text|low..high unit ~wording head/per".
    fn found(text: &str) -> Vec<String> {
        with_text(text, None, |view, lexicon| {
            quantities(view, lexicon, &numbers(view, lexicon))
                .into_iter()
                .filter_map(|found| {
                    let Value::Quantity(quantity) = found.value else {
                        return None;
                    };
                    let mut out = view.document.slice(view.span_of(found.tokens)).to_string();
                    let (low, high) = (quantity.low.normalize(), quantity.high.normalize());
                    out += &if low == high { format!("|{low}") } else { format!("|{low}..{high}") };
                    out += &match quantity.unit {
                        Unit::Count => String::new(),
                        Unit::Percent => " %".into(),
                        Unit::PercentagePoint => " pp".into(),
                        Unit::Money(currency) => format!(" {}", currency.code),
                        Unit::Physical { name, .. } => format!(" {name}"),
                        Unit::Duration(_) => " time".into(),
                        Unit::Ordinal => "th".into(),
                        Unit::RelativeOrdinal(anchor) => format!(" {}", anchor.name()),
                        Unit::Fraction => " share".into(),
                        Unit::Score => " score".into(),
                    };
                    out += match quantity.approximation {
                        Approximation::Bare => "",
                        Approximation::About => " ~",
                        Approximation::Nearly => " <~",
                        Approximation::AtLeast => " >",
                        Approximation::AtMost => " <",
                        Approximation::Exactly => " !",
                        Approximation::Vague => " vague",
                    };
                    if let Some(head) = quantity.head {
                        out += &format!(" [{}]", view.document.slice(head));
                    }
                    if let Some(per) = quantity.per {
                        out += &format!(" /{}", view.document.slice(per));
                    }
                    Some(out)
                })
                .collect()
        })
    }

    fn check(cases: &[(&str, &[&str])]) {
        for (text, expected) in cases {
            assert_eq!(&found(text), expected, "{text}");
        }
    }

    #[test]
    fn money_in_every_spelling() {
        check(&[
            ("It cost €1.10.", &["€1.10|1.1 EUR"]),
            ("worth £11.8m", &["£11.8m|11800000 GBP"]),
            ("Tk 45 crore and Rs. 500", &["Tk 45 crore|450000000 BDT", "Rs. 500|500 INR"]),
            ("A$3 million, US$5bn, $7", &["A$3 million|3000000 AUD", "US$5bn|5000000000 USD", "$7|7 USD"]),
            ("5 million Australian dollars", &["5 million Australian dollars|5000000 AUD"]),
            ("USD 20 million, 30 EUR", &["USD 20 million|20000000 USD", "30 EUR|30 EUR"]),
            ("a 2.4-million-euro grant", &["2.4-million-euro|2400000 EUR"]),
            ("€3 to start, then 40 cents a minute", &["€3|3 EUR", "40 cents|0.4 EUR /minute"]),
            ("12 pula and 50 thebe", &["12 pula and 50 thebe|12.5 BWP"]),
            ("ten grand, twenty quid", &["ten grand|10000 XXX", "twenty quid|20 GBP"]),
            ("millions of euros", &["millions of euros|2000000..999000000 EUR vague"]),
            ("They won 5 medals; euros only.", &["5|5 [medals]"]),
            (
                "It fell below a euro. Cost: 15 dollars 50.",
                &["below a euro|1 EUR <", "15 dollars 50|15.5 USD"],
            ),
            ("a dollar store; 3 pula a dollar", &["3 pula|3 BWP"]),
            ("$3-5 million", &["$3-5 million|3000000..5000000 USD"]),
        ]);
    }

    #[test]
    fn money_in_every_order() {
        check(&[
            ("USD412.50, EUR7bn, RM60", &["USD412.50|412.5 USD", "EUR7bn|7000000000 EUR", "RM60|60 MYR"]),
            ("a loan of 64 MUSD", &["64 MUSD|64000000 USD"]),
            ("32 USD million", &["32 USD million|32000000 USD"]),
            ("nz $ 640 and us $ 12", &["nz $ 640|640 NZD", "us $ 12|12 USD"]),
            ("They gave us $12.", &["$12|12 USD"]),
            ("$-31 or -$31", &["$-31|-31 USD", "-$31|-31 USD"]),
            ("ringgit 640; Kenya shilling 90", &["ringgit 640|640 MYR", "Kenya shilling 90|90 KES"]),
            ("after Euro 2024", &["2024|2024"]),
            ("750 Danish crowns, 80 Egypt pounds", &["750 Danish crowns|750 DKK", "80 Egypt pounds|80 EGP"]),
            ("7 GBP 8 pence", &["7 GBP 8 pence|7.08 GBP"]),
            ("It is 64 dollars and 15.", &["64 dollars and 15|64.15 USD"]),
            ("four dimes", &["four dimes|0.4 USD"]),
            ("COP29 and ALL 7 teams", &["7|7 [teams]"]),
            ("$18/hour", &["$18|18 USD /hour"]),
            ("a dollar and 30 cents", &["a dollar and 30 cents|1.3 USD"]),
        ]);
    }

    #[test]
    fn pounds_are_money_or_weight() {
        check(&[
            ("seven pounds of flour", &["seven pounds|7 pound-mass [flour]"]),
            ("800 pounds of public money", &["800 pounds|800 GBP"]),
            ("an 11-pound baby and a 40-pound fine", &["11-pound|11 pound-mass", "40-pound|40 GBP"]),
            ("They hauled 90 kg, or 198 pounds.", &["90 kg|90 kilogram", "198 pounds|198 pound-mass"]),
            ("It cost 198 pounds.", &["198 pounds|198 GBP"]),
        ]);
    }

    #[test]
    fn ambiguous_units_go_by_their_neighbours() {
        check(&[
            ("at 28 C in the heat", &["28 C|28 degree celsius"]),
            ("from group 7 C", &["7|7 [group]"]),
            ("turned 80 degrees south", &["80 degrees|80 degree of arc"]),
            ("It hit 31 degrees.", &["31 degrees|31 degree"]),
            ("two university degrees; at 4 pm", &["two|2 [degrees]", "4|4"]),
            ("7 in wide, 8 in Bonn", &["7 in|7 inch", "8|8"]),
            ("a 7\" blade, \"room 7\"", &["7\"|7 inch", "7|7 [room]"]),
            ("12 g/km, 9 kg/m³", &["12 g/km|12 gram per kilometre", "9 kg/m³|9 kilogram per cubic metre"]),
            ("a pint of milk, half-litre", &["a pint|1 pint [milk]", "half-litre|0.5 litre"]),
            ("4kg-6kg of salt", &["4kg-6kg|4..6 kilogram [salt]"]),
            (
                "12 kms, 30 miles per gallon",
                &["12 kms|12 kilometre", "30 miles per gallon|30 mile per gallon"],
            ),
        ]);
    }

    #[test]
    fn places_from_the_end_are_relative() {
        check(&[
            ("the last but one stage", &["the last but one|-1 end [stage]", "one|1 [stage]"]),
            ("the penultimate rung", &["penultimate|-1 end [rung]"]),
            ("at last the next bus", &["next|1 current [bus]"]),
        ]);
    }

    #[test]
    fn percent_and_points() {
        check(&[
            ("18%, 18 per cent, eight percent", &["18%|18 %", "18 per cent|18 %", "eight percent|8 %"]),
            ("three quarters of a percentage point", &["three quarters of a percentage point|0.75 pp"]),
            ("25 basis points", &["25 basis points|0.25 pp"]),
            ("between 3 and 5 % of voters", &["between 3 and 5 %|3..5 % [voters]"]),
            ("a 5-per-cent rise", &["5-per-cent|5 %"]),
        ]);
    }

    #[test]
    fn units_of_measure() {
        check(&[
            (
                "a 300-kilometre road, 40 litres of oil",
                &["300-kilometre|300 kilometre", "40 litres|40 litre [oil]"],
            ),
            ("5km2 and 7 square miles", &["5km2|5 square kilometre", "7 square miles|7 square mile"]),
            (
                "minus 16 degrees, 3 degrees below zero",
                &["minus 16 degrees|-16 degree", "3 degrees below zero|-3 degree"],
            ),
            ("at 80 km/h or 50 mph", &["80 km/h|80 kilometre per hour", "50 mph|50 mile per hour"]),
            ("6 feet 6 inches", &["6 feet 6 inches|78 inch"]),
            (
                "9 stone 4 pounds, 6 pounds 3 ounces",
                &["9 stone 4 pounds|130 pound-mass", "6 pounds 3 ounces|99 ounce"],
            ),
            ("sixteen below zero; -10C", &["sixteen below zero|-16 degree", "-10C|-10 degree celsius"]),
            ("8- to 16-metre waves", &["8- to 16-metre|8..16 metre"]),
            ("a metre and a half", &[]),
            ("half a mile", &["half a mile|0.5 mile"]),
            ("750 megawatt-hours", &["750 megawatt-hours|750 megawatt hour"]),
        ]);
    }

    #[test]
    fn counts_have_heads() {
        check(&[
            ("52,700 flooded cellars were", &["52,700|52700 [cellars]"]),
            ("60 Uzbek specialists arrived", &["60|60 [specialists]"]),
            ("Five of the seven members", &["Five|5 [members]", "seven|7 [members]"]),
            ("19 lakh in four districts", &["19 lakh|1900000", "four|4 [districts]"]),
            ("40 buses a day, 30 each", &["40|40 [buses] /day", "30|30 /each"]),
            ("her third visit to Malta", &["third|3th [visit]"]),
            ("a 12-nation alliance", &["12|12 [nation]"]),
            ("Article 5 and page 7", &["5|5 [Article]", "7|7 [page]"]),
        ]);
    }

    #[test]
    fn wordings_belong_to_the_figure() {
        check(&[
            ("some 300 boats", &["some 300|300 ~ [boats]"]),
            ("just under €5", &["just under €5|5 EUR <~"]),
            ("more than 20 people", &["more than 20|20 > [people]"]),
            ("up to 12 %", &["up to 12 %|12 % <"]),
            ("30 or so", &["30 or so|30 ~"]),
            ("several towns", &["several|3..9 vague [towns]"]),
        ]);
    }

    #[test]
    fn ranges_changes_and_results() {
        check(&[
            ("10-12 boats", &["10-12|10..12 [boats]"]),
            ("It rose from 40 to 44 euros", &["40|40 EUR", "44 euros|44 EUR"]),
            ("at prices from 40 to 44 euros", &["from 40 to 44 euros|40..44 EUR"]),
            ("from -20 °C to -31 °C", &["from -20 °C to -31 °C|-31..-20 degree celsius"]),
            ("between 3 kg and about 8 kg", &["between 3 kg and about 8 kg|3..8 kilogram"]),
            (
                "15 to 25 cents, 25 to 50 basis points",
                &["15 to 25 cents|0.15..0.25 XXX", "25 to 50 basis points|0.25..0.5 pp"],
            ),
            ("1.25 ± 0.02 kg, thirty-six (36)", &["1.25 ± 0.02 kg|1.25 kilogram", "thirty-six (36)|36"]),
            ("a 2-1 win", &["2-1|2..1 score"]),
            ("19 votes to 11", &["19 votes to 11|19..11 score"]),
            ("by five to two", &["five to two|5..2 score"]),
            ("two or three towns", &["two or three|2..3 [towns]"]),
        ]);
    }

    #[test]
    fn lengths_of_time_and_codes_are_left_alone() {
        for text in ["three days", "a 10-year plan", "Covid-19", "+1-222-2222", "at 10:30", "1. First"] {
            assert!(found(text).iter().all(|found| found.contains("th")), "{text}: {:?}", found(text));
        }
    }
}
