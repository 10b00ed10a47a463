//! The `pattern` primitive: two regular expressions whose named groups must agree, so that a newsroom can check
//! docket numbers, flight numbers or model names without Rust. One sentence is searched at a time, and of a
//! sentence at most [`limits::MAX_SEARCH_BYTES`]: iterating over all matches can be quadratic in what is searched.

use std::collections::BTreeMap;

use regex::{Regex, RegexBuilder};
use rust_decimal::Decimal;
use toml::Spanned;

use super::place::{Place, did_you_mean, list};
use super::rule::Rule;
use super::rule_file::{RawAgree, RawPattern};
use crate::error::RuleError;
use crate::limits;
use crate::model::{
    Category, Comparison, DocumentId, Feature, Primitive, Problem, ProblemKind, Relation, SentenceId, Span,
    Stage, Text,
};

/// Least similarity of two groups that are nearly the same.
const CLOSE: f64 = 0.85;

/// Most different matches in the sources that one match in the piece is held against, where none is equal.
const MAX_CANDIDATES: usize = 256;

/// How two groups must agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Agree {
    Equal,
    Number,
    Date,
    Close,
}

/// Two compiled expressions with their groups.
#[derive(Clone, Debug)]
pub struct Pattern {
    claim: Regex,
    source: Regex,
    key: Vec<String>,
    agree: Vec<(String, Agree)>,
}

impl Pattern {
    /// Checks and compiles.
    pub(super) fn check(raw: &RawPattern, place: &Place<'_>) -> Result<Self, RuleError> {
        let claim = compile(&raw.claim, place)?;
        let source = compile(&raw.source, place)?;
        if raw.agree.is_empty() {
            let detail = "[pattern.agree] is empty: expected a group and how it must agree";
            return Err(place.error(&raw.claim.span(), detail));
        }
        let mut key = Vec::new();
        let mut agree = Vec::new();
        for name in &raw.key {
            key.push(group_of(&claim, &source, name, place)?);
        }
        for (name, how) in &raw.agree {
            let how = match how {
                RawAgree::Equal => Agree::Equal,
                RawAgree::Number => Agree::Number,
                RawAgree::Date => Agree::Date,
                RawAgree::Close => Agree::Close,
            };
            agree.push((group_of(&claim, &source, name, place)?, how));
        }
        Ok(Self { claim, source, key, agree })
    }
}

fn compile(pattern: &Spanned<String>, place: &Place<'_>) -> Result<Regex, RuleError> {
    let text = pattern.get_ref();
    let n_chars = text.chars().count();
    if n_chars > limits::MAX_PATTERN_CHARS {
        let most = limits::MAX_PATTERN_CHARS;
        let detail = format!("a pattern has at most {most} characters: found {n_chars}");
        return Err(place.error(&pattern.span(), detail));
    }
    RegexBuilder::new(text).size_limit(limits::MAX_PATTERN_BYTES).build().map_err(|error| {
        let reason = error.to_string();
        let last = reason.lines().last().unwrap_or_default();
        place.error(&pattern.span(), format!("not a regular expression: {last}"))
    })
}

/// A group that both expressions have.
fn group_of(
    claim: &Regex,
    source: &Regex,
    name: &Spanned<String>,
    place: &Place<'_>,
) -> Result<String, RuleError> {
    let wanted = name.get_ref();
    for (side, regex) in [("claim", claim), ("source", source)] {
        let names = || regex.capture_names().flatten();
        if !names().any(|known| known == wanted) {
            let hint = did_you_mean(wanted, names());
            let known = list(names());
            let detail = format!("`{side}` has no group `{wanted}`{hint} (it has {known})");
            return Err(place.error(&name.span(), detail));
        }
    }
    Ok(wanted.clone())
}

/// One match, with its groups in the order of the pattern's keys and agreements.
struct Found<'t> {
    sentence: SentenceId,
    document: DocumentId,
    /// What two matches must share to speak of the same thing.
    key: Vec<String>,
    /// The groups, in the one form of all that are equal.
    values: Vec<String>,
    /// The groups as written.
    groups: Vec<(&'t str, Span)>,
}

/// The matches of the sources, by key and then by value.
type Known<'f, 't> = BTreeMap<&'f [String], BTreeMap<&'f [String], &'f Found<'t>>>;

/// Holds every match in the piece against the matches in the sources. The counterpart of a match is the one with
/// the same keys that agrees, else the most similar one.
pub(super) fn comparisons(
    rule: &Rule,
    piece: &Text<'_>,
    sources: &[Text<'_>],
    problems: &mut Vec<Problem>,
) -> Vec<Comparison> {
    let Some(pattern) = &rule.pattern else {
        return Vec::new();
    };
    let claims = matches(pattern, &pattern.claim, piece, problems);
    if claims.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for source in sources {
        found.extend(matches(pattern, &pattern.source, source, problems));
    }
    let mut known = Known::new();
    for it in &found {
        let same_key = known.entry(it.key.as_slice()).or_default();
        same_key.entry(it.values.as_slice()).or_insert(it);
    }
    if known.values().any(|values| values.len() > MAX_CANDIDATES) {
        problems.push(Problem {
            document: None,
            span: None,
            stage: Stage::Judge,
            kind: ProblemKind::Limit,
            detail: format!("{}: only {MAX_CANDIDATES} different matches were held against a claim", rule.id),
        });
    }
    claims.iter().map(|claim| compared(pattern, claim, &known)).collect()
}

fn compared(pattern: &Pattern, claim: &Found<'_>, known: &Known<'_, '_>) -> Comparison {
    let same_key = known.get(claim.key.as_slice());
    let equal = same_key.and_then(|values| values.get(claim.values.as_slice()));
    let best = equal.map(|it| (1.0, *it)).or_else(|| {
        let candidates = same_key?.values().take(MAX_CANDIDATES);
        let rated = candidates.map(|it| (likeness(claim, it), *it));
        rated.reduce(|best, next| if next.0 > best.0 { next } else { best })
    });
    let differs = best.and_then(|(_, source)| disagreement(pattern, claim, source));
    let relation = match (best, differs) {
        (None, _) => Relation::Absent,
        (Some(_), Some(_)) => Relation::Disjoint,
        (Some(_), None) => Relation::Same,
    };
    let focus =
        |it: &Found<'_>| it.groups.get(differs.unwrap_or(0)).map(|(text, span)| ((*text).to_owned(), *span));
    let (claim_value, claim_span) = focus(claim).unzip();
    let source = best.and_then(|(_, it)| Some((it.document, focus(it)?)));
    let mut comparison = Comparison {
        primitive: Primitive::Pattern,
        category: Category::Other,
        sentence: claim.sentence,
        claim_span: claim_span.unwrap_or(Span::new(0, 0)),
        claim_value,
        source: source.as_ref().map(|(document, (_, span))| (*document, *span)),
        source_value: source.map(|(_, (value, _))| value),
        note: None,
        features: Vec::new(),
    };
    comparison.word(Feature::Relation, relation.name());
    if let Some((similarity, _)) = best {
        #[allow(clippy::cast_possible_truncation, reason = "a share")]
        comparison.number(Feature::Similarity, similarity as f32);
    }
    comparison
}

/// The first group that does not agree.
fn disagreement(pattern: &Pattern, claim: &Found<'_>, source: &Found<'_>) -> Option<usize> {
    let pairs = claim.values.iter().zip(&source.values);
    let agrees = |how: Agree, a: &str, b: &str| match how {
        Agree::Equal | Agree::Number | Agree::Date => a == b,
        Agree::Close => strsim::normalized_damerau_levenshtein(a, b) >= CLOSE,
    };
    pattern.agree.iter().zip(pairs).position(|((_, how), (a, b))| !agrees(*how, a, b))
}

/// Similarity of the least similar group.
fn likeness(claim: &Found<'_>, source: &Found<'_>) -> f64 {
    let pairs = claim.values.iter().zip(&source.values);
    pairs.map(|(a, b)| strsim::normalized_damerau_levenshtein(a, b)).fold(1.0, f64::min)
}

/// The one form of all values that are equal in this way.
fn normal(how: Agree, text: &str) -> String {
    let folded = fold(text);
    match how {
        Agree::Equal | Agree::Close => folded,
        Agree::Number => number(&folded).map_or(folded, |number| number.normalize().to_string()),
        Agree::Date => date(&folded).map_or(folded, |date| date.to_string()),
    }
}

fn fold(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

fn number(text: &str) -> Option<Decimal> {
    let plain: String = text.chars().filter(|c| !matches!(c, ',' | ' ' | '_' | '\'')).collect();
    plain.parse().ok()
}

fn date(text: &str) -> Option<jiff::civil::Date> {
    ["%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y"]
        .iter()
        .find_map(|format| jiff::civil::Date::strptime(format, text).ok())
}

/// All matches in a text, sentence by sentence.
fn matches<'t>(
    pattern: &Pattern,
    regex: &Regex,
    text: &Text<'t>,
    problems: &mut Vec<Problem>,
) -> Vec<Found<'t>> {
    let document = text.document;
    let mut found = Vec::new();
    for sentence in text.sentences {
        let whole = document.slice(sentence.span);
        let searched = whole.get(..whole.floor_char_boundary(limits::MAX_SEARCH_BYTES)).unwrap_or(whole);
        if searched.len() < whole.len() {
            problems.push(Problem {
                document: Some(document.id),
                span: Some(sentence.span),
                stage: Stage::Judge,
                kind: ProblemKind::Limit,
                detail: "the sentence is too long: patterns were searched in its beginning only".to_owned(),
            });
        }
        let start = sentence.span.start();
        for captures in regex.captures_iter(searched) {
            let group = |name: &str| {
                let it = captures.name(name).or_else(|| captures.get(0));
                it.map_or(("", Span::new(start, start)), |it| {
                    (it.as_str(), Span::new(start + it.start(), start + it.end()))
                })
            };
            found.push(Found {
                sentence: sentence.id,
                document: document.id,
                key: pattern.key.iter().map(|name| fold(group(name).0)).collect(),
                values: pattern.agree.iter().map(|(name, how)| normal(*how, group(name).0)).collect(),
                groups: pattern.agree.iter().map(|(name, _)| group(name)).collect(),
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::rule::Rule;
    use crate::model::{DocumentBuilder, OffsetMap, Role, Sentence, SentenceKind};

    const RULE: &str = r#"id = "flight/gate-mismatch"
title = "Another gate"
compares = "pattern"
severity = "error"
[when]
relation = "disjoint"
[report]
verdict = "divergent"
message = "gate {claim}, not {source}"
[explain]
why = "w"
limits = "l"
[pattern]
claim = '(?<flight>[A-Z]{2} \d+)\b.*? gate (?<gate>\d+)'
source = 'gate (?<gate>\d+) for (?<flight>[A-Z]{2} \d+)'
key = ["flight"]
[pattern.agree]
gate = "number"
"#;

    fn compare(claim: &str, source: &str) -> Vec<(String, &'static str)> {
        let rule = Rule::read("t.toml", RULE).unwrap();
        let document = |id, role, text: &str| {
            DocumentBuilder {
                id: DocumentId(id),
                role,
                name: String::new(),
                text: text.to_owned(),
                raw_line_starts: vec![0],
                offsets: OffsetMap::identity(),
            }
            .build()
        };
        let documents = [document(0, Role::Piece, claim), document(1, Role::Source, source)];
        let sentences = [claim, source].map(|text| {
            [Sentence {
                id: SentenceId(0),
                span: Span::new(0, text.len()),
                block: 0,
                turn: None,
                kind: SentenceKind::Plain,
                tokens: 0..0,
            }]
        });
        let [piece, source] = [0, 1].map(|idx: usize| Text {
            document: &documents[idx],
            sentences: &sentences[idx],
            tokens: &[],
        });
        let mut problems = Vec::new();
        comparisons(&rule, &piece, &[source], &mut problems)
            .iter()
            .map(|it| {
                let relation = match it.feature(Feature::Relation) {
                    Some(crate::model::FeatureValue::Word(word)) if word == "same" => "same",
                    Some(crate::model::FeatureValue::Word(word)) if word == "disjoint" => "disjoint",
                    _ => "absent",
                };
                (piece.document.slice(it.claim_span).to_owned(), relation)
            })
            .collect()
    }

    #[test]
    fn groups_are_compared_where_the_keys_are_equal() {
        let source = "Passengers go to gate 7 for KX 210 and gate 12 for KX 33.";
        for (claim, expected) in [
            ("Flight KX 210 leaves from gate 07.", ("07", "same")),
            ("Flight KX 210 leaves from gate 12.", ("12", "disjoint")),
            ("Flight KX 99 leaves from gate 12.", ("12", "absent")),
        ] {
            assert_eq!(compare(claim, source), [(expected.0.to_owned(), expected.1)], "{claim}");
        }
    }

    #[test]
    fn broken_patterns_are_refused_with_their_line() {
        for (from, to, line, words) in [
            ("gate = \"number\"", "gat = \"number\"", 18, "did you mean `gate`?"),
            ("\"number\"", "\"numeric\"", 18, "unknown word"),
            ("(?<gate>\\d+)'", "(?<gate>\\d+'", 14, "not a regular expression"),
            ("key = [\"flight\"]", "key = [\"plane\"]", 16, "no group `plane`"),
            ("gate = \"number\"", "", 14, "[pattern.agree] is empty"),
        ] {
            let error = Rule::read("t.toml", RULE.replacen(from, to, 1)).expect_err(to);
            assert!(error.detail.contains(words), "{to}: {error}");
            assert_eq!(error.line, line, "{to}: {error}");
        }
    }

    #[test]
    fn dates_and_numbers_are_equal_in_any_form() {
        assert_eq!(normal(Agree::Date, "3 November 2026"), normal(Agree::Date, "2026-11-03"));
        assert_eq!(normal(Agree::Date, "November 3, 2026"), "2026-11-03");
        assert_eq!(normal(Agree::Number, "1,340.0"), "1340");
    }
}
