//! Labels to speakers: the same one under several labels, and who asks.

use crate::lexicon::layout::Layout;
use crate::model::{Speaker, SpeakerId, SpeakerRole};

/// Share of a speaker's turns with a question from which on they may be the one who asks.
const ASKS: f32 = 0.34;

/// Collects the speakers of one document.
#[derive(Debug, Default)]
pub(super) struct Cast {
    speakers: Vec<Speaker>,
    /// Turns and turns with a question, by speaker.
    counts: Vec<(u32, u32)>,
}

impl Cast {
    /// The speaker of a label; `asks` says whether this turn holds a question.
    pub(super) fn speaker(&mut self, label: &str, asks: bool, layout: &Layout) -> SpeakerId {
        let label = label.trim().trim_matches(['*', '_', ':']).trim();
        let idx = self
            .speakers
            .iter()
            .position(|known| known.labels.iter().any(|other| same(other, label)))
            .unwrap_or_else(|| {
                self.speakers.push(Speaker {
                    name: label.to_string(),
                    labels: Vec::new(),
                    role: role(label, layout),
                });
                self.counts.push((0, 0));
                self.speakers.len() - 1
            });
        if let Some(speaker) = self.speakers.get_mut(idx) {
            if !speaker.labels.iter().any(|known| known == label) {
                speaker.labels.push(label.to_string());
            }
            if label.len() > speaker.name.len() {
                speaker.name = label.to_string();
            }
            speaker.role = speaker.role.or_else(|| role(label, layout));
        }
        if let Some((turns, questions)) = self.counts.get_mut(idx) {
            *turns += 1;
            *questions += u32::from(asks);
        }
        SpeakerId(idx as u16)
    }

    /// The speakers, with the one who asks most as host where no label says who it is.
    pub(super) fn finish(mut self) -> Vec<Speaker> {
        let share = |(turns, questions): (u32, u32)| questions as f32 / turns.max(1) as f32;
        if !self
            .speakers
            .iter()
            .any(|speaker| speaker.role == Some(SpeakerRole::Host))
        {
            let best = (0..self.speakers.len())
                .filter(|&idx| {
                    self.speakers
                        .get(idx)
                        .is_some_and(|speaker| speaker.role.is_none())
                })
                .max_by(|&a, &b| {
                    let of = |idx: usize| self.counts.get(idx).copied().map_or(0.0, share);
                    of(a).total_cmp(&of(b)).then(b.cmp(&a))
                });
            if let Some(idx) = best
                && self.counts.get(idx).copied().map_or(0.0, share) >= ASKS
                && let Some(speaker) = self.speakers.get_mut(idx)
            {
                speaker.role = Some(SpeakerRole::Host);
            }
        }
        for speaker in &mut self.speakers {
            speaker.role = speaker.role.or(Some(SpeakerRole::Guest));
        }
        self.speakers
    }
}

/// Whether two labels are one speaker's: equal, one's words among the other's, or initials of it.
fn same(a: &str, b: &str) -> bool {
    let words = |label: &str| -> Vec<String> {
        label
            .split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '.' | '-' | '\'' | '’')))
            .map(|word| word.trim_end_matches('.').to_lowercase())
            .filter(|word| {
                !word.is_empty()
                    && !matches!(word.as_str(), "dr" | "mr" | "mrs" | "ms" | "prof" | "professor")
            })
            .collect()
    };
    let (x, y) = (words(a), words(b));
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    (!short.is_empty() && short.iter().all(|word| long.contains(word))) || initials(a, b) || initials(b, a)
}

/// "M.H." for "Marius Hoareau".
fn initials(short: &str, long: &str) -> bool {
    let letters: String = short.chars().filter(|letter| letter.is_alphabetic()).collect();
    let heads: String = long
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .collect();
    short.contains('.') && letters.chars().count() >= 2 && letters.to_lowercase() == heads.to_lowercase()
}

fn role(label: &str, layout: &Layout) -> Option<SpeakerRole> {
    let lower = label.to_lowercase();
    if layout.question_labels.contains(lower.as_str()) {
        return Some(SpeakerRole::Host);
    }
    if layout.answer_labels.contains(lower.as_str()) {
        return Some(SpeakerRole::Guest);
    }
    let has = |set: &rustc_hash::FxHashSet<Box<str>>| {
        lower
            .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
            .any(|word| set.contains(word))
    };
    if has(&layout.host_roles) {
        Some(SpeakerRole::Host)
    } else if has(&layout.guest_roles) {
        Some(SpeakerRole::Guest)
    } else {
        None
    }
}
