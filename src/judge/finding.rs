//! From comparisons to findings: rules are tried, words filled in, and of findings on the same words the
//! strongest is kept. What a finding says comes from its rule alone.

use super::fingerprint::{Counter, fingerprint};
use super::pattern;
use super::rule::Rule;
use super::rule_set::RuleSet;
use super::template::Words;
use crate::model::{
    Comparison, DocumentId, Feature, FeatureValue, Finding, Primitive, Problem, SentenceId, Span, Text,
    Verdict,
};

/// What rules found, and what they could not check.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// Findings with their sentences, sorted by sentence, span and rule.
    pub findings: Vec<(SentenceId, Finding)>,
    /// Limits that were hit.
    pub problems: Vec<Problem>,
}

/// Tries the rules on all comparisons.
///
/// - Of the rules that match a comparison the one with the most conditions speaks, by id if as many; a comparison
///   has one finding at most.
/// - A divergent finding needs words of a source: a rule for it does not match a comparison without them.
/// - Of findings of one sentence on overlapping words the strongest stays: by what it weighs, severity, confidence.
pub fn findings(
    comparisons: &[Comparison],
    rules: &RuleSet,
    piece: &Text<'_>,
    sources: &[Text<'_>],
) -> Findings {
    let mut problems = Vec::new();
    let mut made = Vec::new();
    let texts = Texts { piece, sources };
    for comparison in comparisons {
        let matching = |rule: &&Rule| fires(rule, comparison);
        if comparison.primitive != Primitive::Pattern
            && let Some(rule) = rules.trying(comparison.primitive).find(matching)
        {
            made.push((comparison.sentence, texts.finding(rule, comparison)));
        }
    }
    for rule in rules.trying(Primitive::Pattern) {
        for comparison in pattern::comparisons(rule, piece, sources, &mut problems) {
            if fires(rule, &comparison) {
                made.push((comparison.sentence, texts.finding(rule, &comparison)));
            }
        }
    }
    let mut findings = without_overlaps(made);
    let mut counter = Counter::default();
    for (_, finding) in &mut findings {
        finding.fingerprint = counter.number(std::mem::take(&mut finding.fingerprint));
    }
    Findings { findings, problems }
}

/// Whether a rule matches a comparison of its kind.
fn fires(rule: &Rule, comparison: &Comparison) -> bool {
    let has_evidence = comparison.source.is_some() || rule.verdict != Verdict::Divergent;
    has_evidence && rule.when.holds(comparison)
}

/// The confidence of a finding. How likely both sides speak of the same event scales a divergence: a rule is as
/// sure as it says where that is certain, and six tenths as sure where it is excluded. That the sources do not
/// say a thing is as sure as the rule says.
fn confidence(rule: &Rule, comparison: &Comparison) -> f32 {
    match (rule.verdict, comparison.feature(Feature::SameEvent)) {
        (Verdict::Divergent, Some(FeatureValue::Number(same_event))) => {
            let scaled = rule.confidence * (0.6 + 0.4 * same_event.clamp(0.0, 1.0));
            (scaled * 1000.0).round() / 1000.0
        }
        _ => rule.confidence,
    }
}

/// Sorts, and keeps the strongest of those that overlap within a sentence.
fn without_overlaps(mut made: Vec<(SentenceId, Finding)>) -> Vec<(SentenceId, Finding)> {
    made.sort_by(|(a_sentence, a), (b_sentence, b)| {
        let strength = |it: &Finding| (it.weighs(), it.severity);
        a_sentence
            .cmp(b_sentence)
            .then_with(|| strength(b).cmp(&strength(a)))
            .then_with(|| b.confidence.total_cmp(&a.confidence))
            .then_with(|| a.claim_span.cmp(&b.claim_span))
            .then_with(|| a.rule.cmp(&b.rule))
            .then_with(|| (a.source, a.source_span).cmp(&(b.source, b.source_span)))
    });
    let mut kept: Vec<(SentenceId, Finding)> = Vec::with_capacity(made.len());
    let mut sentence_start = 0;
    for (sentence, finding) in made {
        if kept.last().is_some_and(|(last, _)| *last != sentence) {
            sentence_start = kept.len();
        }
        let same_sentence = kept.get(sentence_start..).unwrap_or_default();
        let covered = |other: &Finding| {
            other.claim_span == finding.claim_span || other.claim_span.overlaps(finding.claim_span)
        };
        if !same_sentence.iter().any(|(_, other)| covered(other)) {
            kept.push((sentence, finding));
        }
    }
    kept.sort_by(|(a_sentence, a), (b_sentence, b)| {
        (a_sentence, a.claim_span, &a.rule).cmp(&(b_sentence, b.claim_span, &b.rule))
    });
    kept
}

struct Texts<'a> {
    piece: &'a Text<'a>,
    sources: &'a [Text<'a>],
}

impl Texts<'_> {
    fn finding(&self, rule: &Rule, comparison: &Comparison) -> Finding {
        let claim = self.piece.document.slice(comparison.claim_span);
        let source = comparison.source.and_then(|(id, span)| self.source_words(id, span));
        let sentence = self.piece.sentences.get(comparison.sentence.idx());
        let sentence = sentence.map_or("", |sentence| self.piece.document.slice(sentence.span));
        let words = Words {
            claim,
            source,
            claim_value: comparison.claim_value.as_deref(),
            source_value: comparison.source_value.as_deref(),
            note: comparison.note.as_deref(),
            speaker: self.speaker(comparison.sentence),
        };
        Finding {
            rule: rule.id.clone(),
            category: rule.category.unwrap_or(comparison.category),
            verdict: rule.verdict,
            severity: rule.severity,
            confidence: confidence(rule, comparison),
            message: rule.message.message(&words),
            claim_span: comparison.claim_span,
            claim_value: comparison.claim_value.clone(),
            source: comparison.source.map(|(id, _)| id),
            source_span: comparison.source.map(|(_, span)| span),
            source_value: comparison.source_value.clone(),
            suggestion: rule.suggest.as_ref().and_then(|it| it.suggestion(&words)),
            fingerprint: fingerprint(&rule.id, claim, source, sentence),
            waived: None,
        }
    }

    fn source_words(&self, id: DocumentId, span: Span) -> Option<&str> {
        // An earlier turn of the piece itself may be what speaks against a claim.
        let all = std::iter::once(self.piece).chain(self.sources);
        let source = all.into_iter().find(|it| it.document.id == id)?;
        Some(source.document.slice(span))
    }

    /// Who says a sentence of the piece.
    fn speaker(&self, sentence: SentenceId) -> Option<&str> {
        let document = self.piece.document;
        let turn = self.piece.sentences.get(sentence.idx())?.turn?;
        let speaker = document.turns.get(turn as usize)?.speaker?;
        let speaker = document.speakers.get(usize::from(speaker.0))?;
        Some(&speaker.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Category, Document, DocumentBuilder, OffsetMap, Role, Sentence, SentenceKind, Severity, Speaker,
        SpeakerId, Turn,
    };

    const CLAIM: &str = "He landed on the 4th and left on the 9th.";
    const SOURCE: &str = "Adler arrived on the 3rd.";

    fn document(id: u16, text: &str) -> Document {
        let mut document = DocumentBuilder {
            id: DocumentId(id),
            role: if id == 0 { Role::Piece } else { Role::Source },
            name: String::new(),
            text: text.to_owned(),
            raw_line_starts: vec![0],
            offsets: OffsetMap::identity(),
        }
        .build();
        document.speakers.push(Speaker { name: "Ms Nwosun".into(), labels: Vec::new(), role: None });
        document.turns.push(Turn {
            speaker: Some(SpeakerId(0)),
            span: Span::new(0, text.len()),
            label: None,
        });
        document
    }

    fn find(rules: &[(&str, &str, &str)], comparisons: &[Comparison]) -> Vec<(SentenceId, Finding)> {
        let files: Vec<(String, String)> = rules
            .iter()
            .map(|(id, when, severity)| {
                let text = crate::judge::skeleton(id)
                    .replace("compares = \"place\"", "compares = \"time\"")
                    .replace("relation = \"disjoint\"\nsame_event = 0.5", when)
                    .replace("severity = \"warning\"", &format!("severity = \"{severity}\""))
                    .replace("message = \"the piece", "message = \"{speaker}: the piece");
                (format!("{id}.toml"), text)
            })
            .collect();
        let rules = RuleSet::default().with_files(&files).unwrap();
        let documents = [document(0, CLAIM), document(1, SOURCE)];
        let sentences = [CLAIM, SOURCE].map(|text| {
            [Sentence {
                id: SentenceId(0),
                span: Span::new(0, text.len()),
                block: 0,
                turn: Some(0),
                kind: SentenceKind::Plain,
                tokens: 0..0,
            }]
        });
        let [piece, source] = [0, 1].map(|idx: usize| Text {
            document: &documents[idx],
            sentences: &sentences[idx],
            tokens: &[],
        });
        findings(comparisons, &rules, &piece, &[source]).findings
    }

    fn comparison(claim: &str) -> Comparison {
        let at = CLAIM.find(claim).unwrap();
        let source = SOURCE.find("on the 3rd").unwrap();
        let mut comparison = Comparison {
            primitive: Primitive::Time,
            category: Category::Date,
            sentence: SentenceId(0),
            claim_span: Span::new(at, at + claim.len()),
            claim_value: None,
            source: Some((DocumentId(1), Span::new(source, source + "on the 3rd".len()))),
            source_value: None,
            note: None,
            features: Vec::new(),
        };
        comparison.word(Feature::Relation, "disjoint");
        comparison.number(Feature::SameEvent, 0.5);
        comparison
    }

    #[test]
    fn the_rule_with_the_most_conditions_speaks() {
        let rules = [
            ("a/general", "relation = 'disjoint'", "error"),
            ("b/special", "relation = 'disjoint'\nsame_event = 0.4", "note"),
            ("c/other", "relation = 'absent'\nsame_event = 0.4\nelsewhere = true", "error"),
        ];
        let found = find(&rules, &[comparison("on the 4th")]);
        let rules: Vec<_> = found.iter().map(|(_, finding)| finding.rule.as_str()).collect();
        assert_eq!(rules, ["b/special"]);
    }

    #[test]
    fn a_finding_is_filled_from_rule_and_comparison() {
        let found = find(&[("a/day", "relation = 'disjoint'", "error")], &[comparison("on the 4th")]);
        let (_, finding) = &found[0];
        assert_eq!(
            finding.message,
            "Ms Nwosun: the piece says \"on the 4th\", the report says \"on the 3rd\""
        );
        assert_eq!(finding.suggestion.as_deref(), Some("on the 3rd"));
        assert_eq!((finding.category, finding.severity), (Category::Date, Severity::Error));
        // 0.8 × (0.6 + 0.4 × 0.5)
        assert!((finding.confidence - 0.64).abs() < 1e-6);
    }

    #[test]
    fn of_overlapping_findings_the_stronger_stays() {
        let rules =
            [("a/near", "same_event = 0.5", "note"), ("b/far", "same_event = { below = 0.5 }", "error")];
        let mut far = comparison("the 4th");
        far.number(Feature::SameEvent, 0.1);
        let found = find(&rules, &[comparison("on the 4th"), far, comparison("on the 9th")]);
        let rules: Vec<_> = found.iter().map(|(_, finding)| finding.rule.as_str()).collect();
        assert_eq!(rules, ["b/far", "a/near"]);
    }

    #[test]
    fn a_divergence_needs_words_of_a_source() {
        let mut alone = comparison("on the 4th");
        alone.source = None;
        assert_eq!(find(&[("a/day", "relation = 'disjoint'", "error")], &[alone]), []);
    }
}
