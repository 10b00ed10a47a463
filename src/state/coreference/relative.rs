//! "who", "whose", "which" after what they stand for.

use crate::model::{ReferenceKind, Span, TokenKind};
use crate::state::coreference::referent::{Role, Sort, Spot};
use crate::state::coreference::walk::{Here, RELATIVE_REACH, Walk};
use crate::state::verb::is_finite;

impl<'a> Walk<'a> {
    pub(super) fn relative(&mut self, here: &Here<'a>, at: usize, spot: Spot, span: Span) -> Option<usize> {
        let token = spot.at;
        let text = self.text;
        let lower = text.lower(token);
        let person = matches!(lower, "who" | "whom");
        let first = here.layout.sentence.start;
        // "Mr Holt, who pays?" asks.
        if token == first || here.question && !(first..token).any(|idx| is_finite(text, idx, self.lexicon)) {
            return None;
        }
        let mut gap = token;
        // "in which", "of whom", "one of which".
        let preposition = |idx: usize| self.lexicon.speech.grammar.prepositions.contains(text.lower(idx));
        if preposition(gap - 1) && gap - 1 > first {
            gap -= 1;
            if !person && text.lower(gap - 1) != "," && lower == "which" && here.question {
                return None;
            }
        }
        if text.lower(gap - 1) == "," {
            gap -= 1;
        }
        let comma = gap < token && text.lower(gap) == ",";
        let sort = |number: usize| self.memory.get(number).map(|known| known.sort);
        let before = here.items.get(..at)?.iter().zip(&here.meant).rev();
        let mut near = before.take_while(|(item, _)| item.tokens.end + RELATIVE_REACH >= gap);
        let found = if person {
            let (item, _) = here.items.get(..at)?.iter().zip(&here.meant).next_back()?;
            if item.tokens.end < gap && !comma {
                return None;
            }
            near.filter_map(|(_, meant)| *meant)
                .find(|&number| matches!(sort(number), Some(Sort::Person | Sort::Unknown | Sort::Group)))?
        } else {
            let (item, meant) = near.next()?;
            // "an agreement from 1999, which".
            let dated = (item.tokens.end..gap).all(|idx| {
                preposition(idx) || text.tokens.get(idx).is_some_and(|token| token.kind == TokenKind::Number)
            });
            if !dated {
                return None;
            }
            // "the port of Oslo, which": either of them.
            let nested = matches!(item.role, Role::Oblique | Role::Fronted)
                && here
                    .items
                    .get(at.wrapping_sub(2))
                    .is_some_and(|outer| outer.tokens.end + 1 == item.tokens.start);
            let outer = at.checked_sub(2).and_then(|outer| here.meant.get(outer).copied().flatten());
            let inner = meant.and_then(sort);
            // "a choir from Carra, which": the body acts, not the town.
            if nested
                && inner == Some(Sort::Place)
                && let Some(outer) = outer.filter(|&outer| sort(outer) == Some(Sort::Group))
            {
                self.refer(span, token..token + 1, ReferenceKind::Relative, outer);
                self.memory.touch(outer, spot, None);
                return Some(outer);
            }
            if nested || lower == "which" && meant.is_some_and(|number| sort(number) == Some(Sort::Person)) {
                return None;
            }
            (*meant)?
        };
        self.refer(span, token..token + 1, ReferenceKind::Relative, found);
        self.memory.touch(found, spot, None);
        Some(found)
    }
}
