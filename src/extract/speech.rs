//! Who says what: speech with and without quotation marks, and the speakers of quotations.
//!
//! Works on word order alone: the reporting verb, what stands before it and after it up to the next mark. Where a
//! sentence leaves the speaker open ("…, adding that …"), the speaker of the cue before it in the sentence is taken.

use std::ops::Range;

use crate::extract::Found;
use crate::extract::speech_cue::{Cue, CueReader};
use crate::extract::speech_quote;
use crate::lexicon::Lexicon;
use crate::model::{Mention, MentionId, Quotation, Span, Speech, SpeechKind, Text, TokenKind, Value};

/// All speech of a document, sorted by cue. Fills in speaker, cue, kind and continuation of `quotations`; the
/// [`MentionId`]s in both are indices into `quotations` until [`renumber`] makes them numbers of mentions.
pub fn speeches(
    text: &Text<'_>,
    lexicon: &Lexicon,
    quotations: &mut [Found],
    names: &[Found],
) -> Vec<Speech> {
    let mut inside: Vec<Option<u32>> = vec![None; text.tokens.len()];
    for (idx, found) in quotations.iter().enumerate() {
        if matches!(&found.value, Value::Quotation(_)) {
            for slot in inside.get_mut(found.tokens.clone()).into_iter().flatten() {
                *slot = Some(idx as u32);
            }
        }
    }
    let reader = CueReader { text, lexicon, names, inside: &inside };
    let mut found = Vec::new();
    for sentence in text.sentences {
        let first = found.len();
        for cue in reader.cues(sentence) {
            let known = found.get(first..).unwrap_or(&[]).last();
            let inherited = known.filter(|_| !cue.open).and_then(|known: &(Cue, Speech)| known.1.speaker);
            let speech = state(text, &inside, &cue, inherited);
            found.push((cue, speech));
        }
    }
    let mut speeches: Vec<Speech> = found.into_iter().map(|(_, speech)| speech).collect();
    speeches.sort_by_key(|speech| (speech.cue, speech.content));
    speech_quote::attribute(text, lexicon, quotations, &inside, &mut speeches);
    speeches
}

/// Puts the numbers of mentions in place of the indices that [`speeches`] left: quotations are in the same order in
/// both.
pub fn renumber(mentions: &mut [Mention], speeches: &mut [Speech]) {
    let ids: Vec<MentionId> =
        mentions.iter().filter(|mention| mention.quotation().is_some()).map(|mention| mention.id).collect();
    for mention in mentions {
        if let Value::Quotation(Quotation { continued_by, .. }) = &mut mention.value {
            *continued_by = continued_by.and_then(|id| ids.get(id.idx()).copied());
        }
    }
    for speech in speeches {
        speech.quotation = speech.quotation.and_then(|id| ids.get(id.idx()).copied());
    }
}

fn state(text: &Text<'_>, inside: &[Option<u32>], cue: &Cue, inherited: Option<Span>) -> Speech {
    let content = trimmed(text, cue.content.clone());
    let mut quoted = 0;
    let mut plain = 0;
    let mut quotation = None;
    for idx in content.clone() {
        if cue.tokens.contains(&idx) || cue.speaker.as_ref().is_some_and(|speaker| speaker.contains(&idx)) {
            continue;
        }
        let word = text
            .tokens
            .get(idx)
            .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
        match inside.get(idx).copied().flatten() {
            Some(number) => {
                quoted += 1;
                quotation.get_or_insert(MentionId(number));
            }
            None if word => plain += 1,
            None => {}
        }
    }
    Speech {
        cue: text.span_of(cue.tokens.clone()),
        speaker: cue.speaker.clone().map(|tokens| text.span_of(tokens)).or(inherited),
        turn_speaker: own_word(text, cue),
        content: text.span_of(content),
        kind: match (quoted, plain) {
            (0, _) => SpeechKind::Indirect,
            (_, 0) => SpeechKind::Direct,
            _ => SpeechKind::Mixed,
        },
        strength: cue.strength,
        quotation,
        negated: cue.negated,
    }
}

/// The speaker of the turn, for "I said that …".
fn own_word(text: &Text<'_>, cue: &Cue) -> Option<crate::model::SpeakerId> {
    let speaker = cue.speaker.clone()?;
    if !matches!(text.lower(speaker.start), "i" | "we") {
        return None;
    }
    let sentence = text.tokens.get(cue.tokens.start)?.sentence;
    let turn = text.sentences.get(sentence as usize)?.turn?;
    text.document.turns.get(turn as usize)?.speaker
}

/// Without marks at both ends, unless they belong to a quotation.
fn trimmed(text: &Text<'_>, tokens: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (tokens.start, tokens.end);
    let loose =
        |idx: usize| matches!(text.word(idx), "," | "." | ":" | ";" | "!" | "?" | "—" | "–" | "-" | "…");
    while start < end && loose(start) {
        start += 1;
    }
    while end > start && loose(end - 1) {
        end -= 1;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::with_text;
    use crate::extract::{name, quote};
    use crate::model::{QuotationKind, SpeechStrength, Value};

    /// (speaker, cue, content) of each speech.
    fn said(line: &str) -> Vec<(String, String, String)> {
        with_text(line, None, |text, lexicon| {
            let names = name::names(text, lexicon, &crate::model::NoRecogniser);
            let mut quotations = quote::quotations(text, lexicon);
            super::speeches(text, lexicon, &mut quotations, &names)
                .into_iter()
                .map(|speech| {
                    let slice = |span| text.document.slice(span).to_string();
                    (speech.speaker.map(slice).unwrap_or_default(), slice(speech.cue), slice(speech.content))
                })
                .collect()
        })
    }

    #[test]
    fn speech_without_marks() {
        for (line, speaker, cue, content) in [
            ("Holt said that the port would close.", "Holt", "said", "the port would close"),
            ("Vera Holt has said the port would close.", "Vera Holt", "said", "the port would close"),
            ("The port would close, Vera Holt said on Monday.", "Vera Holt", "said", "The port would close"),
            ("The port would close, said Vera Holt.", "Vera Holt", "said", "The port would close"),
            (
                "According to Vera Holt, the port would close.",
                "Vera Holt",
                "According to",
                "the port would close",
            ),
            (
                "The port would close, according to the mayor.",
                "the mayor",
                "according to",
                "The port would close",
            ),
            (
                "The prosecutor, Tim Harrold, told the court that he had lied.",
                "The prosecutor, Tim Harrold",
                "told",
                "he had lied",
            ),
            ("It was Dahl who warned that haste was bad.", "Dahl", "warned", "haste was bad"),
            (
                "Tim Harrold, 46, who led the case, said the plan failed.",
                "Tim Harrold",
                "said",
                "the plan failed",
            ),
            (
                "The port would close, said its director, Vera Holt.",
                "its director, Vera Holt",
                "said",
                "The port would close",
            ),
            (
                "Residents were told by Holt that the port would close.",
                "Holt",
                "told",
                "the port would close",
            ),
            ("The minister denied the report.", "The minister", "denied", "the report"),
            (
                "A spokesman for the ministry said the bridge was safe.",
                "A spokesman for the ministry",
                "said",
                "the bridge was safe",
            ),
            ("Holt said on Friday he would sell the boat.", "Holt", "said", "he would sell the boat"),
            ("Holt (Labour) vowed to sell the boat.", "Holt", "vowed", "to sell the boat"),
            ("Holt continued to argue that the boat leaked.", "Holt", "argue", "the boat leaked"),
            (
                "The boat, Holt argued, would never float.",
                "Holt",
                "argued",
                "The boat, Holt argued, would never float",
            ),
            ("Vera Holt: The boat leaks again", "Vera Holt", ":", "The boat leaks again"),
            ("Holt's claim that the boat leaked was wrong.", "Holt", "claim", "the boat leaked was wrong"),
            ("The board called the boat a wreck.", "The board", "called", "the boat a wreck"),
            ("The survey showed boats were dear.", "The survey", "showed", "boats were dear"),
            ("Holt sold the boat, claiming the hull leaked.", "Holt", "claiming", "the hull leaked"),
            ("Holt said that the boat leaked, which is not known.", "Holt", "said", "the boat leaked"),
            ("As Holt noted, the boat leaked.", "Holt", "noted", "the boat leaked"),
            ("The filings show that the boat leaked.", "The filings", "show", "the boat leaked"),
            ("Holt hinted she might sell the boat.", "Holt", "hinted", "she might sell the boat"),
            ("Holt explained how the boat leaked.", "Holt", "explained", "how the boat leaked"),
            (
                "Holt told a gathering in Delph she would sell the boat.",
                "Holt",
                "told",
                "she would sell the boat",
            ),
            ("Asked whether the boat leaked, Holt left.", "", "Asked", "whether the boat leaked"),
        ] {
            assert_eq!(said(line), [(speaker.into(), cue.into(), content.into())], "{line}");
        }
    }

    #[test]
    fn no_speech() {
        for line in [
            "I'd say it was late.",
            "The report said nothing.", /* "nothing" is what it says, but no words */
            "The claim was sent to the insurer.",
            "He has a say in it.",
            "They went to the show.",
            "The ad ran for a week.",
            "She told The Associated Press on Monday.",
            "The message was clear.",
            "The tax would add so many forms.",
            "Holt has maintained support among the young.",
            "The bank found itself alone.",
        ] {
            let found = said(line);
            assert!(found.is_empty() || line.contains("nothing"), "{line} {found:?}");
        }
    }

    #[test]
    fn negation_and_strength() {
        with_text(
            "Holt did not say that it failed.\nDahl admitted that it failed.",
            None,
            |text, lexicon| {
                let found = super::speeches(
                    text,
                    lexicon,
                    &mut [],
                    &name::names(text, lexicon, &crate::model::NoRecogniser),
                );
                assert!(found[0].negated && !found[1].negated);
                assert_eq!(found[1].strength, SpeechStrength::Confirm);
            },
        );
    }

    /// (speaker, cue, kind) of each quotation.
    fn quoted(line: &str) -> Vec<(String, String, QuotationKind)> {
        with_text(line, None, |text, lexicon| {
            let names = name::names(text, lexicon, &crate::model::NoRecogniser);
            let mut quotations = quote::quotations(text, lexicon);
            super::speeches(text, lexicon, &mut quotations, &names);
            let slice = |span| text.document.slice(span).to_string();
            quotations
                .into_iter()
                .filter_map(|found| match found.value {
                    Value::Quotation(q) => Some((
                        q.speaker.map(slice).unwrap_or_default(),
                        q.cue.map(slice).unwrap_or_default(),
                        q.kind,
                    )),
                    Value::Time(_) | Value::Quantity(_) | Value::Name(_) | Value::Agreement(_) => None,
                })
                .collect()
        })
    }

    #[test]
    fn speakers_of_quotations() {
        for (line, speaker, cue) in [
            ("\"We are out of bread,\" said Vera Holt, 83, who bakes.", "Vera Holt", "said"),
            ("\"We are out of bread,\" Vera Holt said.", "Vera Holt", "said"),
            ("Vera Holt said: \"We are out of bread.\"", "Vera Holt", "said"),
            ("Vera Holt put it this way: \"We are out of bread.\"", "Vera Holt", "put it this way"),
            (
                "As the prosecutor, Tim Harrold, told him, 'You are out of bread.'",
                "the prosecutor, Tim Harrold",
                "told",
            ),
            ("Dahl's comment was: \"We are out of bread.\"", "Dahl", "comment was"),
            ("Dahl's warning best: \"We are out of bread.\"", "Dahl", "warning"),
            ("Dahl left, saying, \"We are out of bread.\"", "Dahl", "saying"),
            ("''We are out of bread,'' Dahl told the paper.", "Dahl", "told"),
            ("\"Are we out of bread?\" Dahl asked.", "Dahl", "asked"),
            ("Dahl wrote in a letter:\n\n\"We are out of bread, all of us.\"", "Dahl", "wrote"),
            ("According to Dahl, it was \"the last bread that was left\".", "Dahl", "According to"),
            ("She called it \"a loss for all of us\".", "She", "called it"),
            ("\"We are out of bread, all of us.\" — Vera Holt", "Vera Holt", "—"),
        ] {
            let found = quoted(line);
            let (found_speaker, found_cue, _) = &found[0];
            assert_eq!((found_speaker.as_str(), found_cue.as_str()), (speaker, cue), "{line}");
        }
    }

    #[test]
    fn a_split_quotation_has_one_speaker() {
        let found = quoted("\"We are out of bread,\" said Dahl. \"There is none left.\"");
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|(speaker, cue, kind)| speaker == "Dahl"
            && cue == "said"
            && *kind == QuotationKind::Direct));
    }
}
