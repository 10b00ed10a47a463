//! Confirmed in the claim and denied in the source, or the other way round: what somebody says of the same content.

use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::facing::{Facing, against, facing};
use crate::judge::compare::speaker::{SameSpeaker, entities};
use crate::model::{Category, Comparison, Feature, Primitive, Relation, SpeechStrength};

/// Another statement of the same stand bears the claim out if it holds this share of what the contrary holds.
const ALLY: f32 = 0.9;

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Option<Comparison> {
    let ours = claim.statement.attribution.as_ref()?;
    let contrary = match ours.strength {
        SpeechStrength::Confirm => SpeechStrength::Deny,
        SpeechStrength::Deny => SpeechStrength::Confirm,
        SpeechStrength::Neutral
        | SpeechStrength::Emphatic
        | SpeechStrength::Claim
        | SpeechStrength::Promise
        | SpeechStrength::Demand
        | SpeechStrength::Believe => return None,
    };
    let (mut rival, mut ally): (Option<(Facing<'a>, SameSpeaker)>, f32) = (None, 0.0);
    for &here in facing(bench, claim) {
        let Some(theirs) = here.statement.attribution.as_ref() else { continue };
        if theirs.strength == ours.strength {
            ally = ally.max(here.coverage);
        }
        let analysis = bench.sources.get(here.source)?;
        let speakers = ours.speaker.zip(theirs.speaker);
        let who =
            speakers.map_or(SameSpeaker::Unknown, |(a, b)| entities(bench, a, here.source, analysis, b));
        let closer = rival.as_ref().is_none_or(|(other, _)| here.coverage > other.coverage);
        if theirs.strength == contrary && who != SameSpeaker::Other && closer {
            rival = Some((here, who));
        }
    }
    let (rival, who) = rival?;
    if ally >= ALLY * rival.coverage {
        return None;
    }
    let theirs = rival.statement.attribution.as_ref()?.cue;
    let mut comparison = bench.comparison(claim, Primitive::Polarity, Category::Polarity, ours.cue);
    comparison.word(Feature::Means, "stand");
    comparison.word(Feature::Speaker, who.name());
    against(bench, &mut comparison, claim, &rival, theirs, Relation::Disjoint);
    Some(comparison)
}
