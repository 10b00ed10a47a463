//! Who speaks under which labels, and who of them asks.

use std::collections::BTreeMap;

use crate::ingest::labels::{Label, Style};
use crate::lexicon::layout::Layout;
use crate::model::{Speaker, SpeakerId, SpeakerRole};

/// Words before a name that do not tell persons apart.
const TITLES: [&str; 14] =
    ["dr", "mr", "mrs", "ms", "prof", "professor", "sir", "dame", "mx", "miss", "madame", "and", "the", "of"];

/// The words of a label that tell persons apart, in lower case.
fn words(label: &str) -> Vec<String> {
    label
        .split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '.' | '-' | '\'' | '’')))
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty() && !TITLES.contains(&word.as_str()))
        .collect()
}

/// The letters of "I.O.D." or "MH"; `None` for a word.
fn initials(label: &str) -> Option<String> {
    let bare = label.trim().trim_end_matches(':');
    let letters: String = bare.chars().filter(|letter| letter.is_alphabetic()).collect();
    let pointed = bare.contains('.') && bare.split('.').all(|part| part.trim().chars().count() <= 1);
    let short = (2..=4).contains(&letters.chars().count())
        && letters.chars().all(char::is_uppercase)
        && letters.len() == bare.len();
    (letters.chars().count() >= 2 && (pointed || short)).then(|| letters.to_lowercase())
}

fn initials_of(words: &[String]) -> String {
    words.iter().filter_map(|word| word.chars().next()).collect()
}

/// Whether two labels may belong to one speaker: equal, one part of the other, or its initials.
pub(super) fn may_be_same(known: &str, other: &str) -> bool {
    let (a, b) = (words(known), words(other));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let part = |small: &[String], large: &[String]| small.iter().all(|word| large.contains(word));
    let upper = known.to_uppercase();
    part(&a, &b)
        || part(&b, &a)
        || initials(other).is_some_and(|letters| letters == initials_of(&a))
        || initials(&upper).is_some_and(|letters| letters == initials_of(&b))
}

/// Whether a label names somebody who asks, by its words.
pub(super) fn is_host(label: &str, layout: &Layout) -> bool {
    layout.question_labels.contains(label.trim().to_lowercase().as_str())
        || words(label).iter().any(|word| layout.host_roles.contains(word.as_str()))
}

fn is_guest(label: &str, layout: &Layout) -> bool {
    layout.answer_labels.contains(label.trim().to_lowercase().as_str())
        || words(label).iter().any(|word| layout.guest_roles.contains(word.as_str()))
}

/// The speakers of a conversation, and which of them each label means.
pub(super) fn resolve(labels: &[&Label], layout: &Layout) -> (Vec<Speaker>, Vec<SpeakerId>) {
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut ids = Vec::with_capacity(labels.len());
    for label in labels {
        let key = label.name.to_lowercase();
        let idx = match known.get(&key) {
            Some(idx) => *idx,
            None => {
                // A label that fits two speakers is nobody's but its own.
                let fitting: Vec<usize> = (0..speakers.len())
                    .filter(|idx| {
                        speakers.get(*idx).is_some_and(|speaker| {
                            speaker.labels.iter().any(|before| may_be_same(before, &label.name))
                        })
                    })
                    .collect();
                let idx = match fitting.as_slice() {
                    [one] => *one,
                    _ => {
                        speakers.push(Speaker { name: String::new(), labels: Vec::new(), role: None });
                        speakers.len() - 1
                    }
                };
                if let Some(speaker) = speakers.get_mut(idx) {
                    speaker.labels.push(label.name.clone());
                }
                known.insert(key, idx);
                idx
            }
        };
        ids.push(SpeakerId(idx.min(usize::from(u16::MAX)) as u16));
    }
    for speaker in &mut speakers {
        speaker.name = fullest(&speaker.labels, layout);
    }
    (speakers, ids)
}

/// The fullest name among the labels of one speaker: names before roles, long before short.
fn fullest(labels: &[String], layout: &Layout) -> String {
    let mut names: Vec<&str> = Vec::new();
    for label in labels {
        let (main, bracket) = match label.split_once('(') {
            Some((main, rest)) => (main.trim(), rest.split(')').next().unwrap_or("").trim()),
            None => (label.trim(), ""),
        };
        let main = main.split(',').next().unwrap_or(main).trim();
        let role = |name: &str| is_host(name, layout) || is_guest(name, layout);
        match (role(main), bracket.is_empty() || role(bracket)) {
            (true, true) if !bracket.is_empty() => names.push(label),
            (true, false) => names.push(bracket),
            (_, _) => names.push(main),
        }
    }
    let longest = names.iter().copied().rev().max_by_key(|name| name.len());
    longest.unwrap_or("").trim_end_matches(':').to_string()
}

/// How often a speaker asks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Asking {
    /// Turns that end in a question.
    pub questions: usize,
    pub turns: usize,
    /// Bytes of what they say.
    pub length: usize,
}

/// Sets who asks and who answers, by the words of the labels or by who ends turns with questions.
pub(super) fn set_roles(speakers: &mut [Speaker], asking: &[Asking], style: Style, layout: &Layout) {
    let by_word: Vec<Option<SpeakerRole>> = speakers
        .iter()
        .map(|speaker| {
            match (
                speaker.labels.iter().any(|l| is_host(l, layout)),
                speaker.labels.iter().any(|l| is_guest(l, layout)),
            ) {
                (true, _) => Some(SpeakerRole::Host),
                (false, true) => Some(SpeakerRole::Guest),
                (false, false) => None,
            }
        })
        .collect();
    let share = |idx: usize| {
        asking.get(idx).map_or(0.0, |asking| asking.questions as f64 / asking.turns.max(1) as f64)
    };
    let most = (0..speakers.len()).map(share).fold(0.0_f64, f64::max);
    let hosts = by_word.contains(&Some(SpeakerRole::Host)) || style == Style::Question;
    for (idx, speaker) in speakers.iter_mut().enumerate() {
        let asks = most >= 0.3 && share(idx) >= most * 0.6;
        speaker.role = match by_word.get(idx).copied().flatten() {
            // A reporter in the field answers the studio's questions.
            Some(SpeakerRole::Host) if asks || most < 0.3 || share(idx) * 2.0 >= most => {
                Some(SpeakerRole::Host)
            }
            Some(SpeakerRole::Host | SpeakerRole::Guest) => Some(SpeakerRole::Guest),
            None if hosts => Some(SpeakerRole::Guest),
            None if most < 0.3 => None,
            None if asks => Some(SpeakerRole::Host),
            None => Some(SpeakerRole::Guest),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::model::Span;

    #[test]
    fn one_speaker_under_several_labels() {
        for (a, b, same) in [
            ("Interviewer (Daily Wire Editor)", "Editor", true),
            ("RINA DAS, ANCHOR", "DAS", true),
            ("North Sea Courier", "N.S.C.", true),
            ("Pia Holm", "P.H.", true),
            ("Dr. Kim Min-seo", "Dr. Kim", true),
            ("Ana Ruiz", "Ben Ruiz", false),
            ("Editor", "Guest", false),
        ] {
            assert_eq!(may_be_same(a, b), same, "{a} / {b}");
        }
    }

    #[test]
    fn the_fullest_name_is_kept() {
        let lexicon = Lexicon::english().expect("lexicon");
        let label =
            |name: &str| Label { span: Span::new(0, 0), name: name.into(), body: 0, style: Style::Colon };
        let all = [label("ANCHOR (Rina Das)"), label("Holm"), label("ANCHOR"), label("Pia Holm")];
        let (speakers, ids) = resolve(&all.iter().collect::<Vec<_>>(), &lexicon.layout);
        let names: Vec<&str> = speakers.iter().map(|speaker| speaker.name.as_str()).collect();
        assert_eq!(names, ["Rina Das", "Pia Holm"]);
        assert_eq!(ids, [SpeakerId(0), SpeakerId(1), SpeakerId(0), SpeakerId(1)]);
    }
}
