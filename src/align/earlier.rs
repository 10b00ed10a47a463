//! Talk about the conversation itself ("as you said", "I told you") against the turns before it.

use crate::align::index::{Index, Unit};
use crate::align::pairing::{self, Scope};
use crate::align::{Akin, Alignment, Asked};
use crate::lexicon::Lexicon;
use crate::model::{Analysis, NotCheckable, SpeakerId, Statement};

pub(super) fn align(piece: &Analysis, lexicon: &Lexicon) -> Option<Alignment> {
    let scope = EarlierTurns { piece };
    if !piece.statements.iter().any(|statement| scope.asks(statement)) {
        return None;
    }
    let own = std::slice::from_ref(piece);
    let index = Index::new(own);
    let akin = Akin::new(piece, own, lexicon);
    let pairs = pairing::pairs(piece, own, &index, &akin, lexicon, &scope);
    // What speakers recall is matched by words and values; no tree is asked for.
    Some(Alignment::new(pairs, index, akin, Asked::default()))
}

/// Whose words.
#[derive(Clone, Copy, PartialEq)]
enum Recalled {
    /// "as you said"
    Theirs,
    /// "as I said"
    Own,
}

struct EarlierTurns<'a> {
    piece: &'a Analysis,
}

impl EarlierTurns<'_> {
    /// Whose words the sentence recalls; `None` for talk that recalls nobody's ("let us turn to the budget").
    fn recalled(&self, claim: &Statement) -> Option<Recalled> {
        let text = self.piece.text();
        let sentence = self.piece.sentences.get(claim.sentence.idx())?;
        sentence.token_range().find_map(|at| match text.lower(at) {
            "you" => Some(Recalled::Theirs),
            "i" => Some(Recalled::Own),
            _ => None,
        })
    }

    fn speaker_of(&self, turn: u32) -> Option<SpeakerId> {
        self.piece.document.turns.get(turn as usize)?.speaker
    }
}

impl Scope for EarlierTurns<'_> {
    fn asks(&self, claim: &Statement) -> bool {
        claim.idle == Some(NotCheckable::Conversation)
            && !(claim.quantities.is_empty() && claim.times.is_empty())
            && self.recalled(claim).is_some()
    }

    fn admits(&self, claim: &Statement, unit: &Unit) -> bool {
        let turn_of = |sentence: crate::model::SentenceId| self.piece.sentences.get(sentence.idx())?.turn;
        let (Some(now), Some(then)) = (turn_of(claim.sentence), turn_of(unit.sentence)) else {
            return false;
        };
        let same_speaker = self.speaker_of(now) == self.speaker_of(then);
        then < now && same_speaker == (self.recalled(claim) == Some(Recalled::Own))
    }
}
