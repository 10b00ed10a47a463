//! The word list `rules/lexicon/en/speech.toml`: verbs and phrases that report what somebody says.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::error::LexiconError;
use crate::lexicon::{Match, PhraseTable, stem};
use crate::model::SpeechStrength;

/// The list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    neutral: RawVerbs,
    emphatic: RawVerbs,
    confirm: RawVerbs,
    deny: RawVerbs,
    claim: RawVerbs,
    promise: RawVerbs,
    demand: RawVerbs,
    believe: RawVerbs,
    hearer: RawWords,
    commits: RawWords,
    governing: RawGoverning,
    names: RawWords,
    quoting: RawWords,
    clausal: RawWords,
    nouns: RawNouns,
    noun_like: RawWords,
    phrase: Vec<RawPhrase>,
    frame: Vec<RawPhrase>,
    generic: RawGeneric,
    naming: RawWords,
    grammar: RawGrammar,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVerbs {
    verbs: String,
    narrow: String,
    deeds: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWords {
    words: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNouns {
    words: String,
    endings: String,
    informants: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGoverning {
    words: String,
    refusing: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPhrase {
    words: Vec<String>,
    strength: RawStrength,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawStrength {
    Neutral,
    Emphatic,
    Confirm,
    Deny,
    Claim,
    Promise,
    Demand,
    Believe,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGeneric {
    subjects: String,
    counting: String,
    not_speech: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGrammar {
    auxiliaries: String,
    be: String,
    negators: String,
    adverbs: String,
    determiners: String,
    pronouns: String,
    boundaries: String,
    prepositions: String,
    closers: String,
    subordinators: String,
    nominative: String,
    question_words: String,
}

/// What is known about a reporting verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpeechVerb {
    /// What it says about the speaker's stand.
    pub strength: SpeechStrength,
    /// It reports only beside a quotation, "that", or after the words.
    pub narrow: bool,
    /// It reports with a noun as its object.
    pub deed: bool,
    /// It may take the hearer before the words.
    pub hearer: bool,
    /// It may report with an infinitive: "vowed to go".
    pub commits: bool,
    /// It gives a thing a name: "called it a loss".
    pub names: bool,
    /// Its base form and its form in -s are mostly nouns.
    pub noun_like: bool,
    /// It reports only right beside a quotation: "he goes: …".
    pub quoting: bool,
    /// With a mere noun after it, it reports nothing: "added momentum".
    pub clausal: bool,
}

type Words = FxHashSet<Box<str>>;

/// Small words that show where a subject begins and ends.
#[derive(Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Grammar {
    pub auxiliaries: Words,
    pub be: Words,
    pub negators: Words,
    pub adverbs: Words,
    pub determiners: Words,
    pub pronouns: Words,
    pub boundaries: Words,
    pub prepositions: Words,
    pub closers: Words,
    pub subordinators: Words,
    pub nominative: Words,
    pub question_words: Words,
}

/// The list as checked.
#[derive(Debug)]
pub struct SpeechWords {
    /// Reporting verbs by stem.
    verbs: FxHashMap<Box<str>, SpeechVerb>,
    /// Their base forms.
    bases: Words,
    /// Stems of verbs before "to" that leave the report a report ("continued to argue").
    pub governing: Words,
    /// Stems of verbs before "to" that say that nothing was said ("refused to say").
    pub refusing: Words,
    /// Stems of nouns that report with "that" or a quotation ("claim").
    pub nouns: Words,
    /// Lower-case words for whoever tells something without a name ("police", "report").
    pub informants: Words,
    /// "according to".
    pub phrases: PhraseTable<SpeechStrength>,
    /// "put it this way", after the speaker.
    pub frames: PhraseTable<SpeechStrength>,
    /// Subjects that are nobody in particular.
    pub generic: Words,
    /// Set phrases that report nothing.
    pub not_speech: PhraseTable<()>,
    /// Words after which marks hold a name.
    pub naming: Words,
    /// Determiners that can stand alone as a subject ("another", "five").
    pub counting: Words,
    /// Endings of nouns that share their stem with a reporting verb ("announcement").
    pub noun_endings: Vec<Box<str>>,
    /// Small words.
    pub grammar: Grammar,
}

impl SpeechWords {
    pub(crate) fn from_raw(raw: Raw) -> Result<Self, LexiconError> {
        let hearer = set(&raw.hearer.words);
        let noun_like = set(&raw.noun_like.words);
        let commits = set(&raw.commits.words);
        let names = set(&raw.names.words);
        let quoting = set(&raw.quoting.words);
        let clausal = set(&raw.clausal.words);
        let mut verbs: FxHashMap<Box<str>, SpeechVerb> = FxHashMap::default();
        let mut bases = Words::default();
        for (strength, lists) in [
            (SpeechStrength::Neutral, &raw.neutral),
            (SpeechStrength::Emphatic, &raw.emphatic),
            (SpeechStrength::Confirm, &raw.confirm),
            (SpeechStrength::Deny, &raw.deny),
            (SpeechStrength::Claim, &raw.claim),
            (SpeechStrength::Promise, &raw.promise),
            (SpeechStrength::Demand, &raw.demand),
            (SpeechStrength::Believe, &raw.believe),
        ] {
            let deeds = set(&lists.deeds);
            for (list, narrow) in [(&lists.verbs, false), (&lists.narrow, true), (&lists.deeds, true)] {
                for verb in list.split_whitespace() {
                    bases.insert(verb.into());
                    let known = SpeechVerb {
                        strength,
                        narrow,
                        deed: deeds.contains(verb),
                        hearer: hearer.contains(verb),
                        commits: commits.contains(verb),
                        names: names.contains(verb),
                        noun_like: noun_like.contains(verb),
                        quoting: quoting.contains(verb),
                        clausal: clausal.contains(verb),
                    };
                    for form in forms(verb) {
                        verbs.entry(stem(&form).unwrap_or(form).into()).or_insert(known);
                    }
                }
            }
        }
        for verb in hearer
            .iter()
            .chain(&noun_like)
            .chain(&commits)
            .chain(&names)
            .chain(&quoting)
            .chain(&clausal)
            .collect::<std::collections::BTreeSet<_>>()
        {
            let known =
                stem(verb).map_or_else(|| verbs.contains_key(verb), |stem| verbs.contains_key(&*stem));
            if !known {
                return Err(LexiconError {
                    file: "en/speech.toml".into(),
                    detail: format!(
                        "\"{verb}\" is in `hearer`, `commits`, `names`, `quoting`, `clausal` or `noun_like`: expected a verb that is also in a list of verbs"
                    ),
                });
            }
        }
        let grammar = raw.grammar;
        Ok(Self {
            verbs,
            bases,
            governing: stems(&raw.governing.words),
            refusing: stems(&raw.governing.refusing),
            nouns: raw
                .nouns
                .words
                .split_whitespace()
                .map(|noun| stem(noun).map_or_else(|| noun.into(), Into::into))
                .collect(),
            informants: set(&raw.nouns.informants),
            phrases: phrases(&raw.phrase),
            frames: phrases(&raw.frame),
            generic: set(&raw.generic.subjects),
            not_speech: PhraseTable::new(
                Match::Exact,
                raw.generic.not_speech.iter().map(|p| (p.as_str(), ())),
            ),
            naming: set(&raw.naming.words),
            counting: set(&raw.generic.counting),
            noun_endings: raw.nouns.endings.split_whitespace().map(Into::into).collect(),
            grammar: Grammar {
                auxiliaries: set(&grammar.auxiliaries),
                be: set(&grammar.be),
                negators: set(&grammar.negators),
                adverbs: set(&grammar.adverbs),
                determiners: set(&grammar.determiners),
                pronouns: set(&grammar.pronouns),
                boundaries: set(&grammar.boundaries),
                prepositions: set(&grammar.prepositions),
                closers: set(&grammar.closers),
                subordinators: set(&grammar.subordinators),
                nominative: set(&grammar.nominative),
                question_words: set(&grammar.question_words),
            },
        })
    }

    /// The reporting verb that a lower-case word with this stem is a form of; a stem that is no base form itself ("ad"
    /// of "added") is another word.
    pub fn verb(&self, lower: &str, stem: &str) -> Option<SpeechVerb> {
        self.verbs.get(stem).copied().filter(|_| lower != stem || self.bases.contains(lower))
    }
}

fn phrases(raw: &[RawPhrase]) -> PhraseTable<SpeechStrength> {
    let all = raw
        .iter()
        .flat_map(|group| group.words.iter().map(|words| (words.as_str(), strength(group.strength))));
    PhraseTable::new(Match::Exact, all)
}

fn strength(raw: RawStrength) -> SpeechStrength {
    match raw {
        RawStrength::Neutral => SpeechStrength::Neutral,
        RawStrength::Emphatic => SpeechStrength::Emphatic,
        RawStrength::Confirm => SpeechStrength::Confirm,
        RawStrength::Deny => SpeechStrength::Deny,
        RawStrength::Claim => SpeechStrength::Claim,
        RawStrength::Promise => SpeechStrength::Promise,
        RawStrength::Demand => SpeechStrength::Demand,
        RawStrength::Believe => SpeechStrength::Believe,
    }
}

/// A verb with its regular endings: a stemmer may cut "added" shorter than "add".
fn forms(verb: &str) -> [String; 3] {
    let root = verb.strip_suffix('e').unwrap_or(verb);
    [verb.to_string(), format!("{root}ed"), format!("{root}ing")]
}

fn stems(words: &str) -> Words {
    words.split_whitespace().flat_map(forms).map(|form| stem(&form).unwrap_or(form).into()).collect()
}

fn set(words: &str) -> Words {
    words.split_whitespace().map(Into::into).collect()
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Lexicon, stem};
    use crate::model::SpeechStrength;

    #[test]
    fn verbs_are_found_by_any_form() {
        let speech = Lexicon::english().unwrap().speech;
        for (form, strength) in [
            ("said", SpeechStrength::Neutral),
            ("added", SpeechStrength::Neutral),
            ("denies", SpeechStrength::Deny),
            ("warning", SpeechStrength::Emphatic),
            ("admitted", SpeechStrength::Confirm),
            ("urged", SpeechStrength::Demand),
        ] {
            let verb = speech.verb(form, &stem(form).unwrap_or_else(|| form.to_string())).unwrap();
            assert_eq!(verb.strength, strength, "{form}");
        }
    }
}
