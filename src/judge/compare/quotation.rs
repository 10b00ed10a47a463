//! Words in quotation marks: verbatim, cut, altered, another person's, or nowhere.

use crate::judge::compare::bench::{Bench, Claim};
use crate::judge::compare::recall;
use crate::judge::compare::speaker::{self, SameSpeaker};
use crate::judge::compare::words::{Match, Words, changed_span, match_words};
use crate::model::{
    Category, Comparison, Feature, Mention, Primitive, Quotation, QuotationKind, Relation, Span,
};

/// From this overlap on, words are taken as an altered form of the source's; below, they stand nowhere. Measured:
/// a cut at 0.45 separates the two.
const ALTERED: f32 = 0.45;
/// How many source quotations are compared word by word.
const MAX_TRIED: usize = 4;

/// What a quotation was found in.
struct Home<'a> {
    source: usize,
    /// The source's quotation; `None` where the words stand outside quotation marks.
    mention: Option<&'a Mention>,
    words: Words,
    found: Match,
}

pub(super) fn compare<'a>(bench: &Bench<'a>, claim: &Claim<'a>) -> Vec<Comparison> {
    let mut found = Vec::new();
    for &id in &claim.statement.quotations {
        let Some(mention) = bench.piece.mention(id) else {
            continue;
        };
        let Some(quotation) = mention.quotation() else {
            continue;
        };
        // A long quotation that began in an earlier clause was compared there.
        let begins_here = claim.statement.span.start() <= mention.span.start();
        if quotation.kind != QuotationKind::Term && begins_here && !is_continuation(bench, mention) {
            one(bench, claim, mention, quotation, &mut found);
        }
    }
    found
}

fn is_continuation(bench: &Bench<'_>, mention: &Mention) -> bool {
    let before = bench.piece.mentions.get(..mention.id.idx()).unwrap_or(&[]);
    before
        .iter()
        .rev()
        .take(12)
        .any(|other| other.quotation().is_some_and(|q| q.continued_by == Some(mention.id)))
}

fn one<'a>(
    bench: &Bench<'a>,
    claim: &Claim<'a>,
    mention: &'a Mention,
    quotation: &Quotation,
    comparisons: &mut Vec<Comparison>,
) {
    let ours = Words::of_quotation(bench.piece, mention);
    if ours.words.len() < 2 {
        return;
    }
    let mut text = bench.comparison(claim, Primitive::Quotation, Category::QuoteText, quotation.inner);
    text.flag(Feature::Specific, true);
    text.number(Feature::SameEvent, 1.0);
    let home = home(bench, claim, &ours);
    let is_known = home.as_ref().is_some_and(|home| home.found.overlap >= ALTERED);
    if !is_known && recall::was_said_before(bench, claim, &ours) {
        return;
    }
    let Some(home) = home else {
        text.word(Feature::Relation, Relation::Absent.name());
        text.number(Feature::Overlap, 0.0);
        comparisons.push(text);
        return;
    };
    text.number(Feature::Overlap, home.found.overlap);
    let Some(analysis) = bench.sources.get(home.source) else {
        return;
    };
    let theirs = home.mention.map_or_else(|| words_span(analysis, &home), |mention| mention.span);
    if home.found.overlap < ALTERED {
        text.word(Feature::Relation, Relation::Absent.name());
        comparisons.push(text);
        return;
    }
    text.source = Some((analysis.document.id, theirs));
    let whole = home.found.changed.is_empty();
    let cut = cut(bench, &ours, &home);
    text.word(Feature::Cut, cut);
    text.word(Feature::Relation, if whole { Relation::Same.name() } else { Relation::Disjoint.name() });
    if let Some(span) = changed_span(bench.piece, &ours, &home.found) {
        text.claim_span = span;
    }
    let speaker = home.mention.map_or(SameSpeaker::Unknown, |theirs| {
        speaker::same_speaker(bench, claim, mention, home.source, theirs)
    });
    text.word(Feature::Speaker, speaker.name());
    text.word(Feature::SourceSpeaker, if home.mention.is_some() { "named" } else { "none" });
    if home.mention.is_none() {
        text.word(Feature::Means, "none");
    }
    comparisons.push(text);
    if speaker == SameSpeaker::Other
        && let Some(theirs) = home.mention
    {
        let said_by = speaker::speaker_span(bench, claim, mention).unwrap_or(mention.span);
        let mut who = bench.comparison(claim, Primitive::Quotation, Category::QuoteAttribution, said_by);
        let source_speaker =
            theirs.quotation().and_then(|quotation| quotation.speaker).unwrap_or(theirs.span);
        who.source = Some((analysis.document.id, source_speaker));
        who.word(Feature::Relation, Relation::Disjoint.name());
        who.word(Feature::Speaker, "other");
        who.number(Feature::Overlap, home.found.overlap);
        who.number(Feature::SameEvent, 1.0);
        comparisons.push(who);
    }
}

/// The best place for the words: a quotation of a source, or running text.
fn home<'a>(bench: &Bench<'a>, claim: &Claim<'a>, ours: &Words) -> Option<Home<'a>> {
    let mut best: Option<Home<'a>> = None;
    for (source, mention) in candidates(bench, claim, ours) {
        let Some(analysis) = bench.sources.get(source) else {
            continue;
        };
        let words = Words::of_quotation(analysis, mention);
        let found = match_words(&ours.words, &words.words);
        if best.as_ref().is_none_or(|best| found.overlap > best.found.overlap) {
            best = Some(Home { source, mention: Some(mention), words, found });
        }
    }
    if best.as_ref().is_some_and(|best| best.found.overlap > 0.9) {
        return best;
    }
    for passage in &claim.passages {
        let Some(analysis) = bench.sources.get(passage.source) else {
            continue;
        };
        let Some(sentence) = analysis.sentences.get(passage.sentence.idx()) else {
            continue;
        };
        let words = Words::of(analysis, sentence.token_range());
        let found = match_words(&ours.words, &words.words);
        if best.as_ref().is_none_or(|best| found.overlap > best.found.overlap + 0.1) {
            best = Some(Home { source: passage.source, mention: None, words, found });
        }
    }
    best
}

/// The source quotations that share most words with the claim's.
fn candidates<'a>(bench: &Bench<'a>, claim: &Claim<'a>, ours: &Words) -> Vec<(usize, &'a Mention)> {
    let near = bench.mentions_near(claim).map(|(source, mention, _)| (source, mention));
    let mut scored: Vec<(usize, usize, &Mention)> = Vec::new();
    let listed = bench.quotations_with(&ours.words);
    for (source, mention) in near.chain(listed) {
        if mention.quotation().is_none() || scored.iter().any(|(_, s, m)| *s == source && m.id == mention.id)
        {
            continue;
        }
        let Some(analysis) = bench.sources.get(source) else {
            continue;
        };
        let words = Words::of_quotation(analysis, mention);
        let shared = ours.words.iter().filter(|word| words.words.contains(word)).count();
        scored.push((shared, source, mention));
    }
    scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.id.cmp(&b.2.id)));
    scored.into_iter().take(MAX_TRIED).map(|(_, source, mention)| (source, mention)).collect()
}

fn words_span(analysis: &crate::model::Analysis, home: &Home<'_>) -> Span {
    let first = home.found.common.first().and_then(|&(_, j)| home.words.tokens.get(j));
    let last = home.found.common.last().and_then(|&(_, j)| home.words.tokens.get(j));
    match (first, last) {
        (Some(&first), Some(&last)) => analysis.text().span_of(first..last + 1),
        _ => Span::new(0, 0),
    }
}

/// How many words before a quotation may deny it in the piece's own words.
const TOLD: usize = 4;

/// How the claim's words were cut out of the source's.
fn cut(bench: &Bench<'_>, ours: &Words, home: &Home<'_>) -> &'static str {
    let denies = |word: &str| {
        matches!(
            word,
            "not"
                | "n't"
                | "never"
                | "no"
                | "nobody"
                | "none"
                | "without"
                | "cannot"
                | "hardly"
                | "unless"
                | "if"
        )
    };
    let their_word = |at: usize| home.words.words.get(at).map_or("", String::as_str);
    let (Some(&(_, first)), Some(&(_, last))) = (home.found.common.first(), home.found.common.last()) else {
        return "none";
    };
    // The words right before and after the cut-out, in the source's own sentence: what the next one denies is another
    // matter, and so is what an answer's "no," denies.
    let analysis = bench.sources.get(home.source);
    let sentence = |at: usize| {
        let token = analysis?.tokens.get(*home.words.tokens.get(at)?)?;
        Some(token.sentence)
    };
    let is_answer = |at: usize| {
        let after = home.words.tokens.get(at).map(|token| token + 1);
        analysis.zip(after).is_some_and(|(analysis, after)| analysis.text().lower(after) == ",")
    };
    let mut before =
        (first.saturating_sub(2)..first).filter(|&at| sentence(at) == sentence(first) && !is_answer(at));
    let mut after =
        (last + 1..(last + 4).min(home.words.words.len())).filter(|&at| sentence(at) == sentence(last));
    // Who tells the denial in words of his own has not cut it off.
    let told = ours.tokens.first().is_some_and(|&at| {
        let text = bench.piece.text();
        (at.saturating_sub(TOLD)..at).any(|idx| denies(text.lower(idx)))
    });
    if !told
        && (before.any(|at| denies(their_word(at)))
            || after.any(|at| matches!(their_word(at), "not" | "unless" | "if")))
    {
        return "negation";
    }
    let mut kind = "none";
    for pair in home.found.common.windows(2) {
        if let [(a, x), (b, y)] = pair
            && *b == a + 1
            && *y > x + 1
        {
            if sentence(*x) == sentence(*y) && (x + 1..*y).any(|at| denies(their_word(at))) {
                return "negation";
            }
            let marked = ours.cut_before.get(*b).copied().unwrap_or(false);
            // Words of the reporter between two parts of a split quotation are no cut.
            let split = spans_parts(bench, home, *x, *y);
            if !marked && !split {
                kind = "silent";
            } else if kind == "none" && marked {
                kind = "marked";
            }
        }
    }
    kind
}

fn spans_parts(bench: &Bench<'_>, home: &Home<'_>, from: usize, to: usize) -> bool {
    let (Some(&a), Some(&b)) = (home.words.tokens.get(from), home.words.tokens.get(to)) else {
        return false;
    };
    let Some(analysis) = bench.sources.get(home.source) else {
        return false;
    };
    let between = analysis.text().span_of(a + 1..b);
    analysis.mentions_in(between).any(|mention| mention.quotation().is_some())
}
