//! One walk through the findings of a report, line by line of input. Knows no terminal and no file: a line goes in, what
//! is to be done comes out.

use std::collections::BTreeMap;

use super::wire::{Choice, Decided, Item};

/// What is to be done after a line of input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// A decision was made or taken back: it is to be kept.
    Keep,
    /// Nothing changed; another finding may be shown.
    Show,
    /// Ask for the reason of a waiver.
    AskReason,
    /// Say this, and ask again.
    Say(&'static str),
    /// The reviewer leaves.
    Quit,
}

/// The findings, where the reviewer is, and what was decided.
#[derive(Debug)]
pub(crate) struct Session {
    items: Vec<Item>,
    at: usize,
    decided: BTreeMap<(String, String), Decided>,
    /// Whether the next line is the reason of a waiver.
    reason: bool,
    who: String,
    /// Waivers that were taken back in this session.
    pub(crate) taken_back: Vec<Decided>,
}

impl Session {
    /// Begins at the first finding that has no decision yet.
    pub(crate) fn new(items: Vec<Item>, earlier: Vec<Decided>, who: String) -> Self {
        let decided =
            earlier.into_iter().map(|it| ((it.piece.clone(), it.fingerprint.clone()), it)).collect();
        let mut session = Self { items, at: 0, decided, reason: false, who, taken_back: Vec::new() };
        session.at = (0..session.items.len())
            .find(|&idx| session.decision(idx).is_none())
            .unwrap_or(session.items.len());
        session
    }

    /// The finding to decide, with its number; `None` at the end.
    pub(crate) fn current(&self) -> Option<(usize, &Item)> {
        Some((self.at + 1, self.items.get(self.at)?))
    }

    /// How many findings there are.
    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    /// What was decided of the finding of that index.
    pub(crate) fn decision(&self, idx: usize) -> Option<&Decided> {
        let item = self.items.get(idx)?;
        self.decided.get(&(item.piece.clone(), item.fingerprint.clone()))
    }

    /// All decisions, in the order of the report; those on findings that it does not hold come last.
    pub(crate) fn decisions(&self) -> Vec<Decided> {
        let mut rest = self.decided.clone();
        let mut list = Vec::with_capacity(rest.len());
        for item in &self.items {
            list.extend(rest.remove(&(item.piece.clone(), item.fingerprint.clone())));
        }
        list.extend(rest.into_values());
        list
    }

    /// Findings of the report without a decision.
    pub(crate) fn n_open(&self) -> usize {
        (0..self.items.len()).filter(|&idx| self.decision(idx).is_none()).count()
    }

    /// Takes one line of input.
    pub(crate) fn take(&mut self, line: &str) -> Effect {
        let line = line.trim();
        if std::mem::take(&mut self.reason) {
            return if line.is_empty() {
                Effect::Say("No reason, no waiver.")
            } else {
                self.decide(Choice::Waive, Some(line.to_string()))
            };
        }
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        match word.to_ascii_lowercase().as_str() {
            "a" | "accept" => self.decide(Choice::Accept, None),
            "w" | "waive" if rest.trim().is_empty() => {
                self.reason = true;
                Effect::AskReason
            }
            "w" | "waive" => self.decide(Choice::Waive, Some(rest.trim().to_string())),
            "s" | "skip" => {
                self.at += 1;
                Effect::Show
            }
            "b" | "back" if self.at == 0 => Effect::Say("This is the first finding."),
            "b" | "back" => {
                self.at -= 1;
                Effect::Show
            }
            "q" | "quit" => Effect::Quit,
            "" => Effect::Say("Type a letter, then Enter."),
            _ => Effect::Say(
                "a: right, the piece is to be mended; w REASON: it may stand; s: decide later; b: one back; q: leave, \
                 and go on another time.",
            ),
        }
    }

    fn decide(&mut self, decision: Choice, reason: Option<String>) -> Effect {
        let Some(item) = self.items.get(self.at) else {
            return Effect::Quit;
        };
        let who = (decision == Choice::Waive && !self.who.is_empty()).then(|| self.who.clone());
        let (piece, fingerprint, rule) = (item.piece.clone(), item.fingerprint.clone(), item.rule.clone());
        let key = (piece.clone(), fingerprint.clone());
        let new = Decided { piece, fingerprint, rule, decision, reason, who };
        let old = self.decided.insert(key, new);
        if let Some(old) = old.filter(|old| old.decision == Choice::Waive && decision == Choice::Accept) {
            self.taken_back.push(old);
        }
        self.at += 1;
        Effect::Keep
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(count: usize) -> Vec<Item> {
        let item = |number: usize| Item {
            piece: "p.txt".into(),
            line: number,
            speaker: None,
            text: "t".into(),
            words: "t".into(),
            source: None,
            rule: "a/b".into(),
            severity: "error".into(),
            confidence: 0.9,
            message: "m".into(),
            suggestion: None,
            fingerprint: format!("f{number}"),
        };
        (0..count).map(item).collect()
    }

    fn at(session: &Session) -> usize {
        session.current().map_or(0, |(number, _)| number)
    }

    #[test]
    fn every_answer_leads_on_and_back_leads_back() {
        let mut session = Session::new(items(4), Vec::new(), "M".into());
        assert_eq!((session.take("a"), at(&session)), (Effect::Keep, 2));
        assert_eq!((session.take("w counted locally"), at(&session)), (Effect::Keep, 3));
        assert_eq!((session.take("w"), at(&session)), (Effect::AskReason, 3));
        assert!(matches!(session.take("  "), Effect::Say(_)));
        assert_eq!(session.take("W"), Effect::AskReason);
        assert_eq!((session.take("a reason that begins with a"), at(&session)), (Effect::Keep, 4));
        assert_eq!((session.take("b"), at(&session)), (Effect::Show, 3));
        assert_eq!((session.take("s"), at(&session)), (Effect::Show, 4));
        assert!(matches!(session.take("what?"), Effect::Say(_)));
        assert_eq!(session.n_open(), 1);
        let reasons: Vec<_> =
            session.decisions().into_iter().map(|it| it.reason.unwrap_or_default()).collect();
        assert_eq!(reasons, ["", "counted locally", "a reason that begins with a"]);
        assert_eq!(session.take("q"), Effect::Quit);
    }

    #[test]
    fn a_session_goes_on_where_the_last_one_ended() {
        let mut first = Session::new(items(3), Vec::new(), String::new());
        first.take("a");
        let second = Session::new(items(3), first.decisions(), String::new());
        assert_eq!(at(&second), 2);
        let mut done = Session::new(items(1), first.decisions(), String::new());
        assert_eq!(done.current(), None);
        assert_eq!(done.take("a"), Effect::Quit);
    }

    #[test]
    fn a_waiver_that_is_accepted_after_all_is_taken_back() {
        let mut session = Session::new(items(2), Vec::new(), "M".into());
        session.take("w because");
        session.take("b");
        session.take("a");
        let back: Vec<&str> = session.taken_back.iter().map(|it| it.fingerprint.as_str()).collect();
        assert_eq!(back, ["f0"]);
    }
}
