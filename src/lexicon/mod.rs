//! Word lists: data under `rules/lexicon/en/`, checked and indexed once.
//!
//! Each topic has one TOML file and one module with the same name. The file is the raw form (unknown keys are
//! errors), the module's type is the checked form. All stages may read the lexicon; it decides nothing.
//!
//! The build script turns the files into JSON: at the start of a run that is read in a small part of the time that
//! TOML takes.

pub mod coreference;
pub mod dialogue;
pub mod grammar;
pub mod holidays;
pub mod house;
pub mod kinship;
mod kinship_forms;
pub mod kinship_table;
pub mod layout;
pub mod money;
pub mod names;
pub mod number;
pub mod perturb;
pub mod phrase;
pub mod places;
pub mod predicates;
pub mod relations;
pub mod sentence;
pub mod speech;
pub mod status;
pub mod stem;
pub mod time;
pub mod units;

use serde::de::DeserializeOwned;

use crate::error::LexiconError;

pub use phrase::{Match, PhraseTable};
pub use stem::stem;

/// All word lists of one language.
#[derive(Debug)]
pub struct Lexicon {
    /// Language, as BCP 47 tag ("en").
    pub language: &'static str,
    /// Page furniture, bylines, labels of interviews.
    pub layout: layout::Layout,
    /// Abbreviations and sentence ends.
    pub sentence: sentence::SentenceWords,
    /// Number words, approximators.
    pub number: number::NumberWords,
    /// Currencies.
    pub money: money::MoneyWords,
    /// Physical units.
    pub units: units::UnitWords,
    /// Months, weekdays, seasons, parts of day, relative times.
    pub time: time::TimeWords,
    /// Titles, name particles, organisation words, nicknames.
    pub names: names::NameWords,
    /// Countries, demonyms, capitals, place words.
    pub places: places::PlaceWords,
    /// Reporting verbs and frames.
    pub speech: speech::SpeechWords,
    /// Status ladder, hedges, negators.
    pub status: status::StatusWords,
    /// Opposites, word families, directions, function words.
    pub relations: relations::RelationWords,
    /// Which words are akin, from WordNet; see [`Lexicon::kin`].
    pub kinship: kinship_table::KinshipTable,
    /// Courtesies, opinion formulas, talk about the talk.
    pub dialogue: dialogue::DialogueWords,
    /// What nouns name, for pronouns and descriptions.
    pub coreference: coreference::CoreferenceWords,
}

macro_rules! builtin {
    ($topic:literal) => {
        ($topic, include_str!(concat!(env!("OUT_DIR"), "/lexicon/en/", $topic, ".json")))
    };
}
use builtin;

impl Lexicon {
    /// The English word lists that are built into the program.
    ///
    /// # Errors
    /// A list that cannot be read, with its file and place; the test suite loads them all.
    pub fn english() -> Result<Self, LexiconError> {
        Ok(Self {
            language: "en",
            layout: layout::Layout::from_raw(parse(builtin!("layout"))?),
            sentence: sentence::SentenceWords::from_raw(parse(builtin!("sentence"))?),
            number: number::NumberWords::from_raw(parse(builtin!("number"))?)?,
            money: money::MoneyWords::from_raw(parse(builtin!("money"))?)?,
            units: units::UnitWords::from_raw(parse(builtin!("units"))?)?,
            time: time::TimeWords::from_raw(parse(builtin!("time"))?)?,
            names: names::NameWords::from_raw(parse(builtin!("names"))?),
            places: places::PlaceWords::from_raw(parse(builtin!("places"))?)?,
            speech: speech::SpeechWords::from_raw(parse(builtin!("speech"))?)?,
            status: status::StatusWords::from_raw(parse(builtin!("status"))?)?,
            relations: relations::RelationWords::from_raw(parse(builtin!("relations"))?)?,
            kinship: kinship_table::KinshipTable::english(),
            dialogue: dialogue::DialogueWords::from_raw(parse(builtin!("dialogue"))?),
            coreference: coreference::CoreferenceWords::from_raw(&parse(builtin!("coreference"))?),
        })
    }
}

/// Reads one list; the error names the file and what is wrong with it. Its place in the TOML is known to the test
/// that reads the files as they are written.
fn parse<T: DeserializeOwned>((topic, text): (&str, &str)) -> Result<T, LexiconError> {
    serde_json::from_str(text)
        .map_err(|error| LexiconError { file: format!("en/{topic}.toml"), detail: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_lists_load() {
        Lexicon::english().expect("built-in lexicon");
    }

    /// Reads each list from the file that people write, for an error with its line.
    macro_rules! as_written {
        ($($topic:ident)*) => {
            $(if let Err(error) = toml::from_str::<$topic::Raw>(include_str!(concat!(
                "../../rules/lexicon/en/",
                stringify!($topic),
                ".toml"
            ))) {
                panic!("en/{}.toml: {error}", stringify!($topic));
            })*
        };
    }

    #[test]
    fn the_lists_as_written_hold_what_is_read() {
        as_written!(layout sentence number money units time names places speech status relations predicates dialogue);
        as_written!(layout sentence number money units time names places speech status relations dialogue coreference);
    }
}
