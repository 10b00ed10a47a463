//! Names and the nouns beside them: "the ferry Nordlys", "Holt, the minister,", "the mayor of Carra, Vera Holt,".

use crate::lexicon::coreference::NounSort;
use crate::model::{Mention, NameKind, Span};
use crate::state::coreference::item::{Item, ItemKind};
use crate::state::coreference::phrase::{Opener, Phrase};
use crate::state::coreference::profile::Profile;
use crate::state::coreference::referent::{Referent, Role, Sort};
use crate::state::coreference::walk::{Here, Walk};

impl<'a> Walk<'a> {
    /// The referent of a name; adjectives of nationality name nobody.
    pub(super) fn named(&mut self, mention: &'a Mention, role: Role) -> Option<usize> {
        let name = mention.name()?;
        let last = mention.token_range().last()?;
        let people = name.kind == NameKind::Nationality;
        if people {
            let many = self.text.lower(last).ends_with('s') && role != Role::Inside;
            if !many {
                return None;
            }
            return Some(self.memory.add(Referent {
                sort: Sort::Person,
                many: true,
                gender: None,
                entities: vec![name.entity],
                members: Vec::new(),
                labels: Vec::new(),
                classes: 0,
                named: false,
                span: mention.span,
                last: 0,
            }));
        }
        Some(self.of_entity(name.entity, mention.span))
    }

    pub(super) fn of_entity(&mut self, entity: u32, span: Span) -> usize {
        if let Some(known) = self.memory.of_entity(entity) {
            return known;
        }
        let profile = self.profiles.get(entity as usize).cloned();
        let profile =
            profile.unwrap_or(Profile { sort: Sort::Unknown, gender: None, labels: Vec::new(), classes: 0 });
        self.memory.add(Referent {
            sort: profile.sort,
            many: false,
            gender: profile.gender,
            entities: vec![entity],
            members: Vec::new(),
            labels: profile.labels,
            classes: profile.classes,
            named: true,
            span,
            last: 0,
        })
    }

    /// A name is called by a noun beside it: "the ferry Nordlys", "Nordlys, a car ferry".
    pub(super) fn describe(&mut self, number: usize, phrase: &Phrase<'a>) {
        let Some(known) = self.memory.get(number) else { return };
        let sort = Sort::of_noun(phrase.known.sort);
        let firm = known.sort == Sort::Person && sort == Some(Sort::Group) && known.gender.is_none();
        let fits = sort == Some(known.sort)
            || firm
            || known.sort == Sort::Unknown && sort.is_some()
            || known.sort == Sort::Group && sort == Some(Sort::Thing)
            || known.sort == Sort::Place && sort == Some(Sort::Thing);
        if !fits || phrase.many {
            return;
        }
        let gender = phrase.known.gender;
        self.memory.call(number, &phrase.noun, &phrase.words, phrase.known.classes);
        if let Some(known) = self.memory.referents.get_mut(number) {
            if (known.sort == Sort::Unknown || firm)
                && let Some(sort) = sort
            {
                known.sort = sort;
            }
            known.gender = known.gender.or(gender);
        }
    }

    /// The name that a noun phrase stands in apposition to, or says what it is: "Holt, the minister,", "the minister,
    /// Vera Holt", "Nordlys is a brewery".
    pub(super) fn beside_name(&mut self, here: &Here<'a>, at: usize, phrase: &Phrase<'a>) -> Option<usize> {
        let text = self.text;
        let head = phrase.head;
        let name = |item: &Item<'a>| match &item.kind {
            ItemKind::Name { mention, .. } => Some(*mention),
            ItemKind::Phrase(_) | ItemKind::Pronoun => None,
        };
        // A title that was read with the name.
        let near = here.items.get(at.saturating_sub(2)..(at + 4).min(here.items.len()))?;
        let titled = near.iter().filter_map(name).find(|mention| {
            let title = mention.name().and_then(|name| name.person.as_ref()?.title_span);
            title.is_some_and(|span| text.tokens_in(span).contains(&head))
        });
        if let Some(mention) = titled {
            let entity = mention.name()?.entity;
            return Some(self.of_entity(entity, mention.span));
        }
        let sort = Sort::of_noun(phrase.known.sort)?;
        let fits = |mention: &Mention| {
            mention.name().is_some_and(|name| {
                name.kind == NameKind::Other && sort != Sort::Agreement
                    || Sort::of_name(name.kind) == sort
                    // A firm with a name like a person's.
                    || name.kind == NameKind::Person
                        && sort == Sort::Group
                        && name.person.as_ref().is_none_or(|person| person.title.is_none())
                        && self.profiles.get(name.entity as usize).is_some_and(|known| known.gender.is_none())
                    || sort == Sort::Thing && name.kind == NameKind::Organisation
            })
        };
        let before = at.checked_sub(1).and_then(|before| here.items.get(before));
        if let Some(item) = before
            && let Some(mention) = name(item).filter(|mention| fits(mention))
        {
            let gap = item.tokens.end..phrase.tokens.start;
            let apposed = gap.len() == 1 && text.lower(gap.start) == ",";
            let closes = matches!(
                text.lower(phrase.tokens.end),
                "," | "."
                    | ";"
                    | ")"
                    | "of"
                    | "in"
                    | "at"
                    | "on"
                    | "who"
                    | "which"
                    | "that"
                    | "from"
                    | "for"
                    | "with"
                    | "near"
                    | "based"
                    | "run"
                    | "owned"
            );
            let copula = (1..=3).contains(&gap.len())
                && matches!(text.lower(gap.start), "is" | "was" | "became" | "remains" | "’s" | "'s")
                && (gap.start + 1..gap.end)
                    .all(|idx| matches!(text.lower(idx), "also" | "now" | "still" | "once"));
            if (apposed && closes || copula) && phrase.opener != Opener::Pair {
                let entity = mention.name()?.entity;
                return Some(self.of_entity(entity, mention.span));
            }
        }
        // "the mayor of Carra, Vera Holt,".
        let office = phrase.known.sort == NounSort::Person
            && matches!(text.lower(phrase.tokens.end), "of" | "for" | "at")
            && here.items.get(at + 1).zip(here.items.get(at + 2)).is_some_and(|(domain, holder)| {
                domain.tokens.start <= phrase.tokens.end + 2
                    && holder.tokens.start == domain.tokens.end + 1
                    && text.lower(domain.tokens.end) == ","
            });
        let after = here.items.get(if office { at + 2 } else { at + 1 })?;
        if office && matches!(text.lower(after.tokens.end), ",") {
            let entity = name(after).filter(|mention| fits(mention))?.name()?.entity;
            return Some(self.of_entity(entity, text.span_of(after.tokens.clone())));
        }
        let mention = name(after).filter(|mention| fits(mention))?;
        let gap = phrase.tokens.end..after.tokens.start;
        let comma = gap.len() == 1 && text.lower(gap.start) == ",";
        let of = gap.len() == 1
            && text.lower(gap.start) == "of"
            && phrase.known.sort == NounSort::Place
            && Sort::of_name(mention.name()?.kind) == Sort::Place;
        let open = matches!(phrase.opener, Opener::Definite | Opener::Possessive | Opener::Indefinite);
        let closed = matches!(text.lower(after.tokens.end), "," | "." | ";" | ")" | "");
        if (of || comma && closed) && open && !phrase.many {
            let entity = mention.name()?.entity;
            return Some(self.of_entity(entity, mention.span));
        }
        None
    }
}
