//! Goes through a document sentence by sentence, resolves what refers, and remembers what is named.

use crate::extract::Extraction;
use crate::lexicon::Lexicon;
use crate::lexicon::coreference::NounSort;
use crate::model::{
    Mention, NameKind, QuotationKind, Reference, ReferenceKind, Sentence, SentenceKind, Span, SpeakerId,
    Text, TokenKind,
};
use crate::state::coreference::dialogue::{self, Cast};
use crate::state::coreference::item::{Item, ItemKind, Layout};
use crate::state::coreference::memory::Memory;
use crate::state::coreference::phrase::{Opener, Phrase};
use crate::state::coreference::profile::{Profile, profiles};
use crate::state::coreference::pronoun::{self, Ask, Wanted};
use crate::state::coreference::referent::{Label, Referent, Role, Sort, Spot};
use crate::state::coreference::{description, empty, set};
use crate::state::verb::is_finite;

/// How far, in tokens, a relative pronoun stands from what it stands for.
const RELATIVE_REACH: usize = 8;
/// Longest list of names that is remembered as one.
const MAX_LIST: usize = 6;

/// The pass over a document.
pub(super) struct Walk<'a> {
    text: &'a Text<'a>,
    lexicon: &'a Lexicon,
    extraction: &'a Extraction,
    profiles: Vec<Profile<'a>>,
    cast: Cast,
    memory: Memory<'a>,
    next_mention: usize,
    turn: Option<u32>,
    pub(super) references: Vec<Reference>,
}

/// What is known while one sentence is read.
struct Here<'a> {
    number: u32,
    layout: Layout<'a>,
    items: Vec<Item<'a>>,
    quotes: Vec<&'a Mention>,
    speaker: Option<SpeakerId>,
    question: bool,
    heading: bool,
    /// Referent of each item that has one.
    meant: Vec<Option<usize>>,
    /// "I" and "my" inside quotations, whose speaker may be named after it.
    own: Vec<usize>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(text: &'a Text<'a>, extraction: &'a Extraction, lexicon: &'a Lexicon) -> Self {
        let profiles = profiles(text, &extraction.mentions, lexicon);
        let is_person =
            |entity: u32| profiles.get(entity as usize).is_some_and(|known| known.sort == Sort::Person);
        let cast = Cast::new(text, &extraction.mentions, &is_person);
        Self {
            text,
            lexicon,
            extraction,
            profiles,
            cast,
            memory: Memory::default(),
            next_mention: 0,
            turn: None,
            references: Vec::new(),
        }
    }

    /// Resolves the references of a sentence. Sentences come in order.
    pub(super) fn sentence(&mut self, sentence: &Sentence) {
        let mut names = Vec::new();
        let mut quotes = Vec::new();
        while let Some(mention) = self.extraction.mentions.get(self.next_mention) {
            if mention.span.start() >= sentence.span.end() {
                break;
            }
            if mention.span.start() >= sentence.span.start() {
                if mention.name().is_some() {
                    names.push(mention);
                }
                if mention.quotation().is_some_and(|quote| quote.kind != QuotationKind::Term) {
                    quotes.push(mention);
                }
            }
            self.next_mention += 1;
        }
        if sentence.turn != self.turn {
            self.turn = sentence.turn;
        }
        let speaker = sentence.turn.and_then(|turn| self.text.document.turns.get(turn as usize)?.speaker);
        let layout = Layout::new(self.text, self.lexicon, sentence.token_range());
        let items = layout.items(&names, &|noun| self.memory.has_called(noun));
        let mut here = Here {
            number: sentence.id.0,
            meant: vec![None; items.len()],
            items,
            layout,
            quotes,
            speaker,
            question: sentence.kind == SentenceKind::Question,
            heading: sentence.kind == SentenceKind::Heading,
            own: Vec::new(),
        };
        for at in 0..here.items.len() {
            let meant = self.item(&mut here, at);
            if let Some(slot) = here.meant.get_mut(at) {
                *slot = meant;
            }
            self.list(&here, at);
        }
        self.own_words(&here);
        if here.speaker.is_some_and(|id| self.cast.is_host(id)) {
            self.memory.topic = self.topic(&here);
        }
    }

    /// The last thing that a prompt names.
    fn topic(&self, here: &Here<'_>) -> Option<usize> {
        here.meant.iter().rev().flatten().copied().find(|&referent| {
            self.memory.get(referent).is_some_and(|known| !known.many && known.sort != Sort::Person)
        })
    }

    fn spot(here: &Here<'_>, item: &Item<'_>) -> Spot {
        Spot { sentence: here.number, clause: item.clause, at: item.tokens.start, role: item.role }
    }

    /// What an item stands for; notes it.
    fn item(&mut self, here: &mut Here<'a>, at: usize) -> Option<usize> {
        let item = here.items.get(at)?.clone();
        let spot = Self::spot(here, &item);
        let span = self.text.span_of(item.tokens.clone());
        match &item.kind {
            ItemKind::Name { mention, before } => {
                let number = self.named(mention, item.role)?;
                if let Some(phrase) = before {
                    self.describe(number, phrase);
                }
                self.memory.touch(number, spot, Some(mention.span));
                Some(number)
            }
            ItemKind::Phrase(phrase) => self.phrase(here, at, phrase, spot, span),
            ItemKind::Pronoun => self.pronoun(here, at, &item, spot, span),
        }
    }

    /// The referent of a name; adjectives of nationality name nobody.
    fn named(&mut self, mention: &'a Mention, role: Role) -> Option<usize> {
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

    fn of_entity(&mut self, entity: u32, span: Span) -> usize {
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
    fn describe(&mut self, number: usize, phrase: &Phrase<'a>) {
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

    fn phrase(
        &mut self,
        here: &Here<'a>,
        at: usize,
        phrase: &Phrase<'a>,
        spot: Spot,
        span: Span,
    ) -> Option<usize> {
        if let Some(number) = self.beside_name(here, at, phrase) {
            self.describe(number, phrase);
            return None;
        }
        if phrase.opener == Opener::Pair {
            let noun = Some(phrase).filter(|phrase| !matches!(&*phrase.noun, "two" | "pair"));
            let found = set::pair(&self.memory, noun, here.number, &here.layout);
            if let Some(found) = found {
                self.refer(span, phrase.tokens.clone(), ReferenceKind::Set, found);
                self.memory.touch(found, spot, Some(span));
                return Some(found);
            }
        }
        if let Some(member) = self.member(here, phrase) {
            self.refer(span, phrase.tokens.clone(), ReferenceKind::Set, member);
            self.memory.touch(member, spot, None);
            return Some(member);
        }
        if let Some(found) = description::resolve(&self.memory, phrase, spot, self.lexicon) {
            self.refer(span, phrase.tokens.clone(), ReferenceKind::Description, found);
            self.memory.call(found, &phrase.noun, &[], 0);
            self.memory.touch(found, spot, Some(span));
            return Some(found);
        }
        // The text below a headline tells again what the headline names.
        let sort = Sort::of_noun(phrase.known.sort).filter(|_| !here.heading)?;
        let number = self.memory.add(Referent {
            sort,
            many: phrase.many,
            gender: phrase.known.gender,
            entities: Vec::new(),
            members: Vec::new(),
            labels: vec![Label { head: phrase.noun.clone(), words: phrase.words.clone() }],
            classes: phrase.known.classes,
            named: false,
            span,
            last: here.number,
        });
        self.memory.touch(number, spot, None);
        Some(number)
    }

    /// "the former", "the latter", "the other": no noun behind them.
    fn member(&self, here: &Here<'_>, phrase: &Phrase<'_>) -> Option<usize> {
        if phrase.opener != Opener::Definite || !phrase.words.iter().all(|word| *word == "other") {
            return None;
        }
        match &*phrase.noun {
            "former" => set::member(&self.memory, false, here.number),
            "latter" => set::member(&self.memory, true, here.number),
            "other" if phrase.words.is_empty() => set::other(&self.memory, here.number),
            "one" if phrase.words.first() == Some(&"other") => set::other(&self.memory, here.number),
            _ => None,
        }
    }

    /// The name that a noun phrase stands in apposition to, or says what it is: "Holt, the minister,", "the minister,
    /// Vera Holt", "Nordlys is a brewery".
    fn beside_name(&mut self, here: &Here<'a>, at: usize, phrase: &Phrase<'a>) -> Option<usize> {
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

    /// Two or more of one sort joined by "and" can be meant together.
    fn list(&mut self, here: &Here<'a>, last: usize) {
        let Some(sort) = self.sort_at(here, last) else { return };
        let mut members = Vec::new();
        let mut at = last;
        members.extend(here.meant.get(last).copied().flatten());
        while members.len() < MAX_LIST {
            let Some(before) = at.checked_sub(1) else { break };
            let (Some(left), Some(right)) = (here.items.get(before), here.items.get(at)) else { break };
            let gap = left.tokens.end..right.tokens.start;
            let word = self.text.lower(gap.start);
            let joins = gap.len() == 1 && if at == last { word == "and" } else { word == "," };
            let alike = self.sort_at(here, before).is_some_and(|other| {
                other == sort
                    || is_name(left) && is_name(right) && (other == Sort::Unknown || sort == Sort::Unknown)
            });
            if !joins || !alike {
                break;
            }
            members.extend(here.meant.get(before).copied().flatten());
            at = before;
        }
        if members.len() < 2 {
            return;
        }
        members.reverse();
        members.dedup();
        // "Two unions, Bergbund and Metall,".
        if let Some(ItemKind::Phrase(phrase)) =
            at.checked_sub(1).and_then(|before| here.items.get(before)).map(|item| &item.kind)
            && phrase.many
            && here.items.get(at).is_some_and(|item| item.tokens.start == phrase.tokens.end + 1)
            && self.text.lower(phrase.tokens.end) == ","
        {
            for &member in &members {
                self.describe(member, &Phrase { many: false, ..phrase.clone() });
            }
        }
        let mut entities: Vec<u32> = members
            .iter()
            .filter_map(|&member| self.memory.get(member))
            .flat_map(|member| member.entities.iter().copied())
            .collect();
        entities.sort_unstable();
        entities.dedup();
        let (Some(first), Some(end)) = (here.items.get(at), here.items.get(last)) else { return };
        let span = self.text.span_of(first.tokens.start..end.tokens.end);
        let spot = Self::spot(here, first);
        self.memory.list(&members, first.tokens.start);
        let number = self.memory.add(Referent {
            sort,
            many: true,
            gender: None,
            entities,
            members,
            labels: Vec::new(),
            classes: 0,
            named: false,
            span,
            last: here.number,
        });
        self.memory.touch(number, spot, None);
    }

    /// The sort of an item that names or describes one thing.
    fn sort_at(&self, here: &Here<'_>, at: usize) -> Option<Sort> {
        let pronoun = matches!(here.items.get(at)?.kind, ItemKind::Pronoun);
        let known = self.memory.get(here.meant.get(at).copied().flatten()?)?;
        (!pronoun && !known.many).then_some(known.sort)
    }

    fn pronoun(
        &mut self,
        here: &mut Here<'a>,
        at: usize,
        item: &Item<'a>,
        spot: Spot,
        span: Span,
    ) -> Option<usize> {
        let token = item.tokens.start;
        let lower = self.text.lower(token);
        let tokens = item.tokens.clone();
        match lower {
            "i" | "me" | "my" | "mine" | "myself" => {
                if self.quote_at(here, span).is_some() {
                    here.own.push(at);
                } else if let Some(speaker) = here.speaker {
                    self.speaks(span, tokens, ReferenceKind::Speaker, speaker);
                }
                None
            }
            "you" | "your" | "yours" => {
                let speaker = here.speaker.filter(|_| self.quote_at(here, span).is_none())?;
                // What a guest says to "you" is mostly said of anybody.
                if self.cast.is_host(speaker)
                    && let Some(hearer) = self.cast.hearer(speaker)
                {
                    self.speaks(span, tokens, ReferenceKind::Hearer, hearer);
                }
                None
            }
            "we" | "us" | "our" | "ours" | "ourselves" => {
                let speaker = here.speaker.filter(|_| self.quote_at(here, span).is_none())?;
                self.speaks(span, tokens, ReferenceKind::Speaker, speaker);
                None
            }
            "who" | "whom" | "whose" | "which" => self.relative(here, at, spot, span),
            "both" => {
                let bare = here.items.get(at + 1).is_none_or(|next| next.tokens.start > token + 1);
                let found =
                    bare.then(|| set::pair(&self.memory, None, here.number, &here.layout)).flatten()?;
                self.refer(span, tokens, ReferenceKind::Set, found);
                self.memory.touch(found, spot, None);
                Some(found)
            }
            "there" => self.there(here, spot, span, tokens),
            _ => self.personal(here, item, spot, span),
        }
    }

    fn personal(&mut self, here: &Here<'a>, item: &Item<'a>, spot: Spot, span: Span) -> Option<usize> {
        let token = item.tokens.start;
        let lower = self.text.lower(token);
        let wanted = pronoun::wanted(lower)?;
        if lower == "it" && empty::is_empty_it(&here.layout, token) {
            return None;
        }
        let mut barred: Vec<usize> = Vec::new();
        if here.speaker.is_some() {
            barred.extend(self.cast.all().filter_map(|entity| self.memory.of_entity(entity)));
        }
        if let Some(quote) = self.quote_at(here, span)
            && let Some(speaker) = quote.quotation().and_then(|quote| quote.speaker)
            && matches!(wanted, Wanted::Person(_))
        {
            barred.extend(self.meant_by(here, speaker));
        }
        let ask = Ask {
            wanted,
            spot,
            reflexive: lower.ends_with("self") || lower.ends_with("selves"),
            acts: pronoun::acts(&here.layout, token),
            barred,
        };
        let back = pronoun::resolve(&self.memory, &ask);
        let ahead = self.ahead(here, token, &ask);
        let found = match (back, ahead) {
            (Some(back), Some((ahead, _))) if back != ahead => return None,
            (Some(back), _) => back,
            (None, Some((ahead, words))) => {
                if let Some(known) = self.memory.referents.get_mut(ahead) {
                    known.span = words;
                }
                ahead
            }
            (None, None) => return None,
        };
        let possessive = matches!(lower, "his" | "its" | "their") || item.role == Role::Possessor;
        let kind = if possessive { ReferenceKind::Possessive } else { ReferenceKind::Personal };
        self.refer(span, item.tokens.clone(), kind, found);
        self.memory.touch(found, spot, None);
        if let (Wanted::Person(gender), Some(known)) = (wanted, self.memory.referents.get_mut(found)) {
            known.gender = known.gender.or(Some(gender));
            if known.sort == Sort::Unknown {
                known.sort = Sort::Person;
            }
        }
        Some(found)
    }

    /// Whom the main clause names, for a pronoun in the clause before it.
    fn ahead(&mut self, here: &Here<'a>, token: usize, ask: &Ask) -> Option<(usize, Span)> {
        let subject = pronoun::ahead(&here.layout, token)?;
        let item = here.items.iter().find(|item| item.tokens.start >= subject)?;
        let ItemKind::Name { mention, .. } = &item.kind else { return None };
        // A title may stand between the comma and the name.
        if item.tokens.start > subject + 4 || item.role != Role::Subject {
            return None;
        }
        let entity = mention.name()?.entity;
        let number = self.of_entity(entity, mention.span);
        let fits = self.memory.get(number).is_some_and(|known| pronoun::fits(ask, known).is_some());
        (fits && !ask.barred.contains(&number)).then_some((number, mention.span))
    }

    fn relative(&mut self, here: &Here<'a>, at: usize, spot: Spot, span: Span) -> Option<usize> {
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
            let nested = item.role == Role::Oblique
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

    /// "there": the place named last.
    fn there(
        &mut self,
        here: &Here<'a>,
        spot: Spot,
        span: Span,
        tokens: std::ops::Range<usize>,
    ) -> Option<usize> {
        if empty::is_empty_there(&here.layout, spot.at) {
            return None;
        }
        let found = self
            .memory
            .candidates(spot, 1, |known, _| (known.sort == Sort::Place && !known.many).then_some(1.0));
        let found = self.memory.clear(&found, 0.8)?;
        self.refer(span, tokens, ReferenceKind::Place, found);
        self.memory.touch(found, spot, None);
        Some(found)
    }

    /// "I" and "my" inside quotations: whoever is quoted.
    fn own_words(&mut self, here: &Here<'a>) {
        for &at in &here.own {
            let Some(item) = here.items.get(at) else { continue };
            let span = self.text.span_of(item.tokens.clone());
            let Some(quote) = self.quote_at(here, span) else { continue };
            let speech =
                self.extraction.speeches.partition_point(|speech| speech.cue.start() < here_start(here));
            let speeches = self.extraction.speeches.get(speech..).unwrap_or(&[]).iter();
            let told = speeches
                .take_while(|speech| speech.cue.start() < quote.span.end() + 400)
                .find(|speech| speech.quotation == Some(quote.id))
                .and_then(|speech| speech.speaker);
            let speaker = quote.quotation().and_then(|quote| quote.speaker).or(told);
            if let Some(number) = speaker.and_then(|span| self.meant_by(here, span)) {
                self.refer(span, item.tokens.clone(), ReferenceKind::Speaker, number);
            }
        }
    }

    /// The person or body that a speaker's words name, describe or mean.
    fn meant_by(&mut self, here: &Here<'a>, words: Span) -> Option<usize> {
        let tokens = self.text.tokens_in(words);
        let inside = |item: &Item<'_>| tokens.start <= item.tokens.start && item.tokens.end <= tokens.end;
        let named = here.items.iter().zip(&here.meant).filter(|(item, _)| inside(item));
        let found = named
            .clone()
            .find_map(|(item, meant)| matches!(item.kind, ItemKind::Name { .. }).then_some(*meant).flatten());
        if let Some(found) = found.or_else(|| named.filter_map(|(_, meant)| *meant).next()) {
            return Some(found);
        }
        let start = self.extraction.mentions.partition_point(|mention| mention.span.start() < words.start());
        let mention = self
            .extraction
            .mentions
            .get(start..)?
            .iter()
            .take_while(|mention| mention.span.start() < words.end())
            .find(|mention| mention.name().is_some())?;
        let entity = mention.name()?.entity;
        Some(self.of_entity(entity, mention.span))
    }

    /// The quotation around a span.
    fn quote_at(&self, here: &Here<'a>, span: Span) -> Option<&'a Mention> {
        let inside = |mention: &Mention| mention.quotation().is_some_and(|quote| quote.inner.contains(span));
        if let Some(found) = here.quotes.iter().copied().find(|mention| inside(mention)) {
            return Some(found);
        }
        // A quotation of several sentences.
        const REACH: usize = 12;
        let end = self.extraction.mentions.partition_point(|mention| mention.span.start() < span.start());
        let near = self.extraction.mentions.get(end.saturating_sub(REACH)..end)?.iter().rev();
        near.into_iter().find(|mention| inside(mention))
    }

    fn refer(&mut self, span: Span, tokens: std::ops::Range<usize>, kind: ReferenceKind, meant: usize) {
        let Some(known) = self.memory.get(meant) else { return };
        self.references.push(Reference {
            span,
            tokens: tokens.start as u32..tokens.end as u32,
            kind,
            entities: known.entities.clone(),
            antecedent: known.span,
            speaker: None,
        });
    }

    fn speaks(
        &mut self,
        span: Span,
        tokens: std::ops::Range<usize>,
        kind: ReferenceKind,
        speaker: SpeakerId,
    ) {
        let entity = self.cast.entity(speaker);
        let known = entity.and_then(|entity| self.memory.of_entity(entity));
        let known = known.and_then(|number| self.memory.get(number)).map(|known| known.span);
        let Some(antecedent) = known.or_else(|| dialogue::label_of(self.text.document, speaker)) else {
            return;
        };
        self.references.push(Reference {
            span,
            tokens: tokens.start as u32..tokens.end as u32,
            kind,
            entities: entity.into_iter().collect(),
            antecedent,
            speaker: Some(speaker),
        });
    }
}

fn is_name(item: &Item<'_>) -> bool {
    matches!(item.kind, ItemKind::Name { .. })
}

fn here_start(here: &Here<'_>) -> usize {
    here.layout.text.span_of(here.layout.sentence.clone()).start()
}
