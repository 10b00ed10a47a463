//! The word list `rules/lexicon/en/perturb.toml`: with what mistakes and harmless edits are made in a user's own
//! articles. It is loaded for that alone, never for a check.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::error::LexiconError;
use crate::lexicon::{Match, PhraseTable};

/// The list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    verbs: RawVerbs,
    grammar: RawGrammar,
    calendar: RawCalendar,
    numbers: RawNumbers,
    certainty: RawCertainty,
    status: RawStatus,
    harmless: RawHarmless,
    quoted: RawQuoted,
    invented: RawInvented,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVerbs {
    deeds: Vec<String>,
    plain: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGrammar {
    negative_polarity: String,
    quantified: String,
    after_noun: String,
    plural_nouns: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCalendar {
    months: Vec<String>,
    weekdays: String,
    relative: Vec<String>,
    tied: String,
    after_weekday: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNumbers {
    cardinals: String,
    ordinals: String,
    magnitudes: Vec<String>,
    percent: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCertainty {
    raised: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStatus {
    pending: Vec<String>,
    bound: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHarmless {
    adverbs: String,
    synonyms: Vec<String>,
    contractions: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawQuoted {
    swaps: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawInvented {
    given: String,
    surnames: String,
    towns: String,
    countries: Vec<String>,
    organisations: Vec<String>,
}

/// A verb in the forms that are needed to rebuild a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verb {
    /// "buy".
    pub base: String,
    /// "bought".
    pub past: String,
    /// "bought", "beaten".
    pub participle: String,
    /// "buys".
    pub third: String,
    /// Whether it is done by one to another.
    pub deed: bool,
}

/// The list as checked.
#[derive(Debug)]
pub struct PerturbWords {
    verbs: Vec<Verb>,
    by_base: FxHashMap<String, usize>,
    by_past: FxHashMap<String, usize>,
    by_third: FxHashMap<String, usize>,
    participles: FxHashSet<String>,
    negative_polarity: FxHashSet<String>,
    quantified: FxHashSet<String>,
    after_noun: FxHashSet<String>,
    plural_nouns: FxHashSet<String>,
    tied: FxHashSet<String>,
    after_weekday: FxHashSet<String>,
    bound: FxHashSet<String>,
    adverbs: FxHashSet<String>,
    /// The months in order, each with its short forms behind it.
    pub months: Vec<Vec<String>>,
    /// The days of the week in order.
    pub weekdays: Vec<String>,
    /// Times told from the day of the text, and others that can never be the same.
    pub relative: PhraseTable<String>,
    /// Numerals from two on.
    pub cardinals: Vec<String>,
    /// Places in an order from the second on.
    pub ordinals: Vec<String>,
    /// Words for powers of ten, and another one for each.
    pub magnitudes: PhraseTable<String>,
    /// Ways to write "per cent".
    pub percent: PhraseTable<String>,
    /// Long forms and their contractions, both ways where the short form has one meaning.
    pub contractions: PhraseTable<String>,
    /// Hedges and what takes their place.
    pub raised: PhraseTable<String>,
    /// What leads to an act that is still to come.
    pub pending: PhraseTable<()>,
    /// Words that may stand for each other.
    pub synonyms: PhraseTable<String>,
    /// Words inside quotation marks and what takes their place.
    pub swaps: PhraseTable<String>,
    /// Given names that no article is likely to have.
    pub given: Vec<String>,
    /// Surnames of that kind.
    pub surnames: Vec<String>,
    /// Towns of that kind.
    pub towns: Vec<String>,
    /// Countries with the adjective of their people.
    pub countries: Vec<(String, String)>,
    /// Organisations that no article is likely to have.
    pub organisations: Vec<String>,
}

impl PerturbWords {
    /// The English list that is built into the program.
    ///
    /// # Errors
    /// A list that cannot be read, with its place.
    pub fn english() -> Result<Self, LexiconError> {
        let raw: Raw = super::parse(super::builtin!("perturb"))?;
        let mut verbs = Vec::new();
        for (lines, deed) in [(&raw.verbs.deeds, true), (&raw.verbs.plain, false)] {
            verbs.extend(lines.iter().map(|line| verb(line, deed)));
        }
        let index = |form: fn(&Verb) -> &String| {
            verbs.iter().enumerate().map(|(at, verb)| (form(verb).clone(), at)).collect()
        };
        Ok(Self {
            by_base: index(|verb| &verb.base),
            by_past: index(|verb| &verb.past),
            by_third: index(|verb| &verb.third),
            participles: verbs.iter().map(|verb| verb.participle.clone()).collect(),
            verbs,
            negative_polarity: words(&raw.grammar.negative_polarity).collect(),
            quantified: words(&raw.grammar.quantified).collect(),
            after_noun: words(&raw.grammar.after_noun).collect(),
            plural_nouns: words(&raw.grammar.plural_nouns).collect(),
            months: raw.calendar.months.iter().map(|names| words(names).collect()).collect(),
            weekdays: words(&raw.calendar.weekdays).collect(),
            relative: pairs(&raw.calendar.relative)?,
            tied: words(&raw.calendar.tied).collect(),
            after_weekday: words(&raw.calendar.after_weekday).collect(),
            cardinals: words(&raw.numbers.cardinals).collect(),
            ordinals: words(&raw.numbers.ordinals).collect(),
            magnitudes: pairs(&raw.numbers.magnitudes)?,
            percent: pairs(&raw.numbers.percent)?,
            contractions: contractions(&raw.harmless.contractions)?,
            bound: words(&raw.status.bound).collect(),
            adverbs: words(&raw.harmless.adverbs).collect(),
            raised: pairs(&raw.certainty.raised)?,
            pending: PhraseTable::new(Match::Exact, raw.status.pending.iter().map(|it| (it.as_str(), ()))),
            synonyms: pairs(&raw.harmless.synonyms)?,
            swaps: pairs(&raw.quoted.swaps)?,
            given: words(&raw.invented.given).collect(),
            surnames: words(&raw.invented.surnames).collect(),
            towns: words(&raw.invented.towns).collect(),
            countries: raw
                .invented
                .countries
                .iter()
                .map(|line| {
                    let two = line.split_once(' ').map(|(country, people)| (country.into(), people.into()));
                    two.ok_or_else(|| broken(format!("countries: expected two words, found \"{line}\"")))
                })
                .collect::<Result<_, _>>()?,
            organisations: raw.invented.organisations,
        })
    }

    /// The verb of a base form.
    pub fn base(&self, lower: &str) -> Option<&Verb> {
        self.verbs.get(*self.by_base.get(lower)?)
    }

    /// The verb of a past form.
    pub fn past(&self, lower: &str) -> Option<&Verb> {
        self.verbs.get(*self.by_past.get(lower)?)
    }

    /// The verb of a third person ("buys").
    pub fn third(&self, lower: &str) -> Option<&Verb> {
        self.verbs.get(*self.by_third.get(lower)?)
    }

    /// Whether a word can follow "has" in a perfect.
    pub fn is_participle(&self, lower: &str) -> bool {
        self.participles.contains(lower) || lower == "been" || (lower.len() > 4 && lower.ends_with("ed"))
    }

    /// Whether a word breaks a sentence that loses its negation.
    pub fn needs_negation(&self, lower: &str) -> bool {
        self.negative_polarity.contains(lower)
    }

    /// Whether the negation of such a subject can be read in two ways.
    pub fn is_quantified(&self, lower: &str) -> bool {
        self.quantified.contains(lower)
    }

    /// Whether a noun phrase has ended before this word.
    pub fn follows_noun(&self, lower: &str) -> bool {
        self.after_noun.contains(lower)
    }

    /// Whether a noun takes the plural without an -s.
    pub fn is_plural(&self, lower: &str) -> bool {
        self.plural_nouns.contains(lower)
    }

    /// The month of a name or short form, from 0, and which of its forms it is.
    pub fn month(&self, word: &str) -> Option<(usize, usize)> {
        let form = |names: &Vec<String>| names.iter().position(|name| name == word);
        self.months.iter().enumerate().find_map(|(month, names)| form(names).map(|form| (month, form)))
    }

    /// The day of the week of a name, from 0.
    pub fn weekday(&self, word: &str) -> Option<usize> {
        self.weekdays.iter().position(|day| day == word)
    }

    /// Whether a time behind this word is tied into the sentence by it.
    pub fn ties(&self, lower: &str) -> bool {
        self.tied.contains(lower)
    }

    /// Whether a bare weekday before this word says when.
    pub fn follows_weekday(&self, lower: &str) -> bool {
        self.after_weekday.contains(lower)
    }

    /// Whether a word ties an act to a time to come or to a condition.
    pub fn is_bound(&self, lower: &str) -> bool {
        self.bound.contains(lower)
    }

    /// Whether the loss of this adverb leaves a true sentence true.
    pub fn is_idle_adverb(&self, lower: &str) -> bool {
        self.adverbs.contains(lower)
    }
}

fn words(line: &str) -> impl Iterator<Item = String> + '_ {
    line.split_whitespace().map(str::to_string)
}

fn broken(detail: String) -> LexiconError {
    LexiconError { file: "en/perturb.toml".to_string(), detail }
}

/// "old = new", compared as lower-case words.
fn pairs(lines: &[String]) -> Result<PhraseTable<String>, LexiconError> {
    let mut table = PhraseTable::new(Match::Exact, []);
    for line in lines {
        let (old, new) = halves(line)?;
        table.insert(&old, new);
    }
    Ok(table)
}

fn contractions(lines: &[String]) -> Result<PhraseTable<String>, LexiconError> {
    let mut table = pairs(lines)?;
    for line in lines {
        let (long, short) = halves(line)?;
        // "it's" is "it is" or "it has".
        if !short.ends_with("'s") {
            table.insert(&short.to_lowercase(), long);
        }
    }
    Ok(table)
}

fn halves(line: &str) -> Result<(String, String), LexiconError> {
    let (old, new) =
        line.split_once('=').ok_or_else(|| broken(format!("expected \"old = new\", found \"{line}\"")))?;
    Ok((old.trim().to_string(), new.trim().to_string()))
}

/// "buy bought bought", or "attack" with regular forms.
fn verb(line: &str, deed: bool) -> Verb {
    let mut forms = line.split_whitespace().map(str::to_string);
    let base = forms.next().unwrap_or_default();
    let soft_y = base.strip_suffix('y').filter(|root| !root.ends_with(['a', 'e', 'o', 'u']));
    let regular = match (soft_y, base.ends_with('e')) {
        (Some(root), _) => format!("{root}ied"),
        (None, true) => format!("{base}d"),
        (None, false) => format!("{base}ed"),
    };
    let sibilant = ["s", "sh", "ch", "x", "z", "o"].iter().any(|end| base.ends_with(end));
    let third = match soft_y {
        Some(root) => format!("{root}ies"),
        None if sibilant => format!("{base}es"),
        None => format!("{base}s"),
    };
    let past = forms.next().unwrap_or(regular);
    let participle = forms.next().unwrap_or_else(|| past.clone());
    Verb { base, past, participle, third, deed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_loads() {
        let words = PerturbWords::english().expect("the list");
        assert_eq!(words.past("bought").map(|verb| verb.base.as_str()), Some("buy"));
        assert_eq!(words.third("carries").map(|verb| verb.past.as_str()), Some("carried"));
        assert!(words.is_participle("withdrawn"));
    }

    #[test]
    fn regular_forms_are_built() {
        let built = verb("criticise", true);
        assert_eq!((built.past.as_str(), built.third.as_str()), ("criticised", "criticises"));
        assert_eq!(verb("study", false).past, "studied");
        assert_eq!(verb("pass", false).third, "passes");
        assert_eq!(verb("destroy", false).past, "destroyed");
    }
}
