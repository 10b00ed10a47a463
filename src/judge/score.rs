//! The support score: how likely a careful reader finds a claim supported. A few features with fixed signs; their
//! weights are data in `rules/score.toml`.

use rustc_hash::FxHashSet;

use crate::align::Alignment;
use crate::judge::copied::{Copied, CopyIndex};
use crate::model::{
    Analysis, Comparison, Feature, FeatureValue, Finding, Primitive, Sentence, Speaker, Verdict,
};

/// Names of the features, in the order of [`Features`], with the sign that their weight must have.
pub const FEATURES: [(&str, f32); 18] = [
    ("copied_density", 1.0),
    ("copied_share", 1.0),
    ("common_subsequence", 1.0),
    ("trigrams", 1.0),
    ("coverage_passage", 1.0),
    ("coverage_source", 1.0),
    ("names_in_passage", 1.0),
    ("name_absent", -1.0),
    ("weakest_name", -1.0),
    ("number_absent", -1.0),
    ("value_conflict", -1.0),
    ("time_absent", -1.0),
    ("negation_conflict", -1.0),
    ("opposite", -1.0),
    ("quotation_altered", -1.0),
    ("status_or_direction", -1.0),
    ("divergent_finding", -1.0),
    ("unsupported_finding", -1.0),
];

/// The features of one claim, each 0 to 1.
pub type Features = [f32; FEATURES.len()];

/// Adds what rules found in a claim to its features. Rules may read a score, so the one that they read is made before.
pub fn add_findings<'f>(features: &mut Features, findings: impl Iterator<Item = &'f Finding>) {
    let [.., divergent, unsupported] = features;
    for finding in findings {
        match finding.weighs() {
            Verdict::Divergent => *divergent = divergent.max(finding.confidence),
            Verdict::Unsupported => *unsupported = unsupported.max(finding.confidence),
            Verdict::Supported | Verdict::NotCheckable => {}
        }
    }
}

/// Everything that scores are made from, for one piece.
#[derive(Debug)]
pub struct Scorer<'a> {
    piece: &'a Analysis,
    sources: &'a [Analysis],
    alignment: &'a Alignment,
    copies: CopyIndex<'a>,
    /// The words of the speakers' labels of each source, by speaker, in lower case.
    labels: Vec<Vec<FxHashSet<String>>>,
}

impl<'a> Scorer<'a> {
    /// Indexes the sources.
    pub fn new(piece: &'a Analysis, sources: &'a [Analysis], alignment: &'a Alignment) -> Self {
        let labels = sources.iter().map(|source| source.document.speakers.iter().map(label_words).collect());
        Self { piece, sources, alignment, copies: CopyIndex::new(sources), labels: labels.collect() }
    }

    /// The features of one sentence, given its comparisons; those of its findings are still zero.
    pub fn features(&self, sentence: &Sentence, comparisons: &[Comparison]) -> Features {
        let copied = self.copies.copied(self.piece, sentence);
        let passage = self.passage(sentence);
        let (common, trigrams) =
            passage.map_or((0.0, 0.0), |passage| self.copies.against(self.piece, sentence, passage));
        let coverage = self.coverage(sentence, passage, 1.0 - copied.share);
        let has = |primitive: Primitive, relation: &str| {
            flag(
                comparisons
                    .iter()
                    .any(|c| c.primitive == primitive && word_is(c, Feature::Relation, relation)),
            )
        };
        let any = |keep: &dyn Fn(&Comparison) -> bool| flag(comparisons.iter().any(keep));
        let Copied { density, share } = copied;
        [
            (density / 10.0).min(1.0),
            share,
            common,
            trigrams,
            coverage.passage,
            coverage.source,
            coverage.names_in_passage,
            share_absent(comparisons),
            coverage.weakest_name,
            has(Primitive::Quantity, "absent"),
            has(Primitive::Quantity, "disjoint")
                .max(has(Primitive::Time, "disjoint"))
                .max(has(Primitive::Place, "disjoint")),
            has(Primitive::Time, "absent"),
            any(&|c| c.primitive == Primitive::Polarity && word_is(c, Feature::Means, "negation")),
            any(&|c| c.primitive == Primitive::Polarity && word_is(c, Feature::Means, "opposite")),
            any(&|c| c.primitive == Primitive::Quotation && !word_is(c, Feature::Relation, "same")),
            any(&|c| matches!(c.primitive, Primitive::Status | Primitive::Direction)),
            0.0,
            0.0,
        ]
    }

    /// The best passage of a sentence: that of the clause with the best pairing.
    fn passage(&self, sentence: &Sentence) -> Option<(usize, &'a Sentence)> {
        let start = self.piece.statements.partition_point(|statement| statement.sentence < sentence.id);
        let pairs = self.piece.statements.get(start..)?.iter().take_while(|s| s.sentence == sentence.id);
        let best = pairs
            .filter_map(|statement| self.alignment.pairs.get(statement.id.idx())?.candidates.first())
            .max_by(|a, b| a.score.total_cmp(&b.score))?;
        let source = self.sources.iter().position(|source| source.document.id == best.document)?;
        let analysis = self.sources.get(source)?;
        let statement = analysis.statements.get(best.statement.idx())?;
        Some((source, analysis.sentences.get(statement.sentence.idx())?))
    }

    /// `freedom` is the share of the sentence that is not copied: there another word for the same thing is what to
    /// expect, while in copied text an exchanged word is an exchanged word.
    fn coverage(
        &self,
        sentence: &Sentence,
        passage: Option<(usize, &'a Sentence)>,
        freedom: f32,
    ) -> Coverage {
        let terms = self.piece.terms_in(sentence.token_range());
        let near = passage.and_then(|(source, found)| {
            let analysis = self.sources.get(source)?;
            Some(analysis.terms_in(found.token_range()))
        });
        // Who speaks stands before the passage, and is part of what it says.
        let speaker = passage.and_then(|(source, found)| {
            let turn = self.sources.get(source)?.document.turns.get(found.turn? as usize)?;
            self.labels.get(source)?.get(usize::from(turn.speaker?.0))
        });
        let text = self.piece.text();
        let mut seen: Vec<u64> = Vec::with_capacity(terms.len());
        let (mut total, mut in_passage, mut in_source) = (0.0_f32, 0.0_f32, 0.0_f32);
        let (mut names, mut names_near, mut weakest) = (0_usize, 0_usize, 0.0_f32);
        for term in terms {
            if seen.contains(&term.key) {
                continue;
            }
            seen.push(term.key);
            let weight = self.alignment.weight(term.key);
            let word = text.lower(term.token as usize);
            let labelled = || self.labels.iter().flatten().any(|label| label.contains(word));
            let known = self.alignment.weights.contains_key(&term.key) || labelled();
            let here = near.is_some_and(|near| near.iter().any(|other| other.key == term.key))
                || speaker.is_some_and(|label| label.contains(word));
            total += weight;
            let akin = self.alignment.akin.of(term.key);
            let nearby = |key: u64| near.is_some_and(|near| near.iter().any(|other| other.key == key));
            let closest = |share: Option<&(u64, f32)>| share.map_or(0.0, |(_, share)| freedom * share);
            in_source += weight * if known { 1.0 } else { closest(akin.first()) };
            in_passage +=
                weight * if here { 1.0 } else { closest(akin.iter().find(|(key, _)| nearby(*key))) };
            if term.name {
                names += 1;
                names_near += usize::from(here);
                weakest = weakest.max(if here {
                    0.0
                } else if known {
                    0.4
                } else {
                    1.0
                });
            }
        }
        let total = total.max(f32::EPSILON);
        Coverage {
            passage: in_passage / total,
            source: in_source / total,
            names_in_passage: if names == 0 { 1.0 } else { names_near as f32 / names as f32 },
            weakest_name: weakest,
        }
    }
}

struct Coverage {
    passage: f32,
    source: f32,
    names_in_passage: f32,
    weakest_name: f32,
}

fn label_words(speaker: &Speaker) -> FxHashSet<String> {
    let labels = speaker.labels.iter().chain([&speaker.name]);
    let words = labels.flat_map(|label| label.split(|letter: char| !letter.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Share of the claim's names that no source has.
fn share_absent(comparisons: &[Comparison]) -> f32 {
    let names = comparisons.iter().filter(|c| matches!(c.primitive, Primitive::Name | Primitive::Place));
    let (mut all, mut absent) = (0, 0);
    for comparison in names {
        all += 1;
        absent += i32::from(word_is(comparison, Feature::Relation, "absent"));
    }
    if all == 0 { 0.0 } else { absent as f32 / all as f32 }
}

fn word_is(comparison: &Comparison, feature: Feature, expected: &str) -> bool {
    matches!(comparison.feature(feature), Some(FeatureValue::Word(word)) if word == expected)
}

fn flag(value: bool) -> f32 {
    f32::from(u8::from(value))
}
