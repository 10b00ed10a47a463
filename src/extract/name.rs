//! Persons, organisations, places and nationalities.
//!
//! Capitalised sequences are cut at titles, nationalities and known places; what a piece names is told by the words
//! in it, then by the words around it, then by what the rest of the document calls it (`entity`). What nothing tells
//! the recogniser is asked for (`name_recognised`), and what it does not know stays [`NameKind::Other`].

use std::ops::Range;

use crate::extract::capital::Capitals;
use crate::extract::name_run::Reader;
use crate::extract::name_title::Title;
use crate::extract::{Found, entity};
use crate::lexicon::Lexicon;
use crate::lexicon::names::TitleKind;
use crate::lexicon::places::{PlaceEntry, PlaceSense};
use crate::model::{Case, NameKind, Recogniser, Sentence, Text, TokenKind};

/// One name before it is bound to an entity.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// Its tokens, without title.
    pub(crate) tokens: Range<usize>,
    /// What it names, and whether the words themselves say so.
    pub(crate) kind: NameKind,
    /// The words themselves, or words right beside them, say what it names.
    pub(crate) sure: bool,
    /// The recogniser says what it names, and nothing else does.
    pub(crate) recognised: bool,
    /// The title, for persons.
    pub(crate) title: Option<Title>,
    /// The country or place, where the word list knows it.
    pub(crate) place: Option<PlaceEntry>,
}

/// All names of a document, in order, with entity numbers.
pub fn names(text: &Text<'_>, lexicon: &Lexicon, recogniser: &dyn Recogniser) -> Vec<Found> {
    let capitals = Capitals::new(text, lexicon);
    let reader = Reader { text, lexicon, capitals: &capitals };
    let mut pieces = Vec::new();
    for sentence in text.sentences {
        let first = pieces.len();
        for run in reader.runs(sentence) {
            reader.cut(run, sentence, &mut pieces);
        }
        for piece in pieces.iter_mut().skip(first) {
            reader.judge_by_context(piece, sentence);
        }
        if first == pieces.len() {
            reader.small_letters(sentence, &mut pieces);
        }
    }
    reader.spread_organisations(&mut pieces);
    reader.recognise(&mut pieces, recogniser);
    entity::bind(&reader, pieces)
}

impl Reader<'_, '_> {
    /// Cuts a sequence at titles, nationalities and known places.
    fn cut(&self, run: Range<usize>, sentence: &Sentence, pieces: &mut Vec<Piece>) {
        let mut at = run.start;
        while at < run.end {
            if self.text.lower(at) == "and" || !self.is_name_word(at) && self.place_at(at, run.end).is_none()
            {
                at += 1;
                continue;
            }
            if let Some(whole) = self.whole(at..run.end) {
                pieces.push(whole);
                return;
            }
            if let Some(title) = self.title_at(at, run.end) {
                at = self.titled(&title, run.end, sentence, pieces);
                continue;
            }
            let next_title = (at + 1..run.end).find(|&idx| {
                self.title_at(idx, run.end)
                    .is_some_and(|title| title.tokens.start == idx && (title.kind != TitleKind::Relation))
                    && !self.lexicon.names.given.contains(self.text.lower(idx - 1))
            });
            let end = next_title.unwrap_or(run.end);
            self.plain(at..end, pieces);
            at = end;
        }
    }

    /// What comes after a title in capitals: "of Foreign Affairs", then the person. Gives where to go on.
    fn titled(&self, title: &Title, end: usize, sentence: &Sentence, pieces: &mut Vec<Piece>) -> usize {
        let mut at = title.tokens.end;
        let mut domain = at;
        if matches!(self.text.lower(at), "of" | "for") {
            domain = at + 1;
            let mut named = false;
            while domain < end {
                if let Some((len, _)) = self.place_at(domain, end) {
                    domain += len;
                    named = true;
                    break;
                }
                let word = self.text.lower(domain);
                let inside = matches!(word, "the" | "and" | "&" | "of")
                    || self.is_common(domain) && !self.lexicon.names.given.contains(word);
                if !inside {
                    break;
                }
                domain += 1;
            }
            if named || domain >= end {
                self.plain(at + 1..domain, pieces);
            }
            at = domain;
        }
        if at >= end {
            return end;
        }
        let people = self.place_at(at, end).filter(|(_, entry)| entry.sense == PlaceSense::People);
        if people.is_some() || !self.is_name_word(at) {
            return at.max(title.tokens.end);
        }
        // "Foreign Minister Kenji Morita"; "President House" is no person.
        if at + 1 == end
            && self.lexicon.places.after.contains(self.text.lower(at))
            && self.capitals.is_also_lower(self.text.lower(at))
        {
            return end;
        }
        let _ = sentence;
        pieces.push(Piece {
            tokens: at..end,
            kind: NameKind::Person,
            sure: true,
            recognised: false,
            title: Some(Title { tokens: title.tokens.start..domain.max(title.tokens.end), kind: title.kind }),
            place: None,
        });
        end
    }

    /// A sequence that names one thing as a whole: a known organisation or place, or one whose last word says so.
    fn whole(&self, tokens: Range<usize>) -> Option<Piece> {
        let names = &self.lexicon.names;
        let len = tokens.len();
        let piece = |kind: NameKind, place: Option<PlaceEntry>| {
            Some(Piece { tokens: tokens.clone(), kind, sure: true, recognised: false, title: None, place })
        };
        if let Some((known, entry)) = self.place_at(tokens.start, tokens.end)
            && known == len
        {
            let kind = match entry.sense {
                PlaceSense::People => NameKind::Nationality,
                PlaceSense::Country if entry.country.as_deref() == Some("EU") => NameKind::Organisation,
                PlaceSense::Country | PlaceSense::Capital | PlaceSense::City | PlaceSense::Region => {
                    NameKind::Place
                }
            };
            return piece(kind, Some(entry.clone()));
        }
        if names.known.find_at(self.text, tokens.start, tokens.end).is_some_and(|(known, ())| known == len) {
            return piece(NameKind::Organisation, None);
        }
        let last = self.text.lower(tokens.end - 1);
        let first = self.text.lower(tokens.start);
        let titled = self.title_inside(&tokens);
        let company = names.company.contains(last) && len > 1;
        if company {
            return piece(NameKind::Organisation, None);
        }
        if titled || len == 1 {
            return None;
        }
        let of = tokens.clone().skip(1).find(|&idx| matches!(self.text.lower(idx), "of" | "for"));
        let head = of.map_or(tokens.end - 1, |of| of - 1);
        let head_word = self.text.lower(head);
        let given_first = names.given.contains(first) && len == 2 && !self.is_common(tokens.start);
        if given_first && !matches!(last, "university" | "prize" | "award" | "cup") {
            return None;
        }
        if names.organisation.contains(head_word)
            || of.is_some() && names.of.contains(head_word) && !self.lexicon.places.after.contains(head_word)
        {
            return piece(NameKind::Organisation, None);
        }
        if self.lexicon.places.after.contains(head_word)
            || self
                .lexicon
                .places
                .before
                .find_at(self.text, tokens.start, tokens.end)
                .is_some_and(|(before, ())| before < len && len <= 3)
        {
            return piece(NameKind::Place, None);
        }
        if names.other.contains(head_word) {
            return piece(NameKind::Other, None);
        }
        None
    }

    /// Whether a title stands inside, with a name after it, so that the sequence is more than one name.
    fn title_inside(&self, tokens: &Range<usize>) -> bool {
        let mut idx = tokens.start;
        while idx < tokens.end {
            if let Some(title) = self.title_at(idx, tokens.end) {
                let rest = title.tokens.end..tokens.end;
                let modifier =
                    rest.len() == 1 && self.makes_thing(rest.start) || title.kind == TitleKind::Relation;
                let of = matches!(self.text.lower(title.tokens.end), "of" | "for")
                    && title.kind == TitleKind::Office;
                let thing = rest.end > rest.start && self.makes_thing(rest.end - 1) && !of;
                if !modifier && !thing {
                    return true;
                }
                idx = title.tokens.end;
            } else {
                idx += 1;
            }
        }
        false
    }

    /// A piece without title: nationalities and places in front of it are cut off.
    fn plain(&self, tokens: Range<usize>, pieces: &mut Vec<Piece>) {
        let mut start = tokens.start;
        while start < tokens.end
            && matches!(self.text.lower(start), "the" | "and" | "&" | "of" | "for" | "-" | "." | "'s" | "’s")
        {
            start += 1;
        }
        let mut end = tokens.end;
        while end > start && matches!(self.text.lower(end - 1), "and" | "&" | "of" | "the" | "for") {
            end -= 1;
        }
        let tokens = start..end;
        if tokens.is_empty() {
            return;
        }
        if let Some(whole) = self.whole(tokens.clone()) {
            pieces.push(whole);
            return;
        }
        if let Some((len, entry)) = self.place_at(tokens.start, tokens.end) {
            let people = entry.sense == PlaceSense::People;
            let rest = tokens.start + len..tokens.end;
            let borne = self.lexicon.names.given.contains(self.text.lower(tokens.start))
                && len == 1
                && rest.len() < 3;
            let known = entry.sense == PlaceSense::Country
                || people
                || self.lexicon.names.given.contains(self.text.lower(rest.start));
            if known && !borne {
                let entry = entry.clone();
                pieces.extend(
                    self.whole(tokens.start..tokens.start + len)
                        .map(|piece| Piece { place: Some(entry), ..piece }),
                );
                let dash = crate::extract::name_run::is_hyphen(self.text.lower(rest.start));
                self.plain(if dash { rest.start + 1..rest.end } else { rest }, pieces);
                return;
            }
        }
        if tokens.len() == 1 && self.is_no_name(tokens.start) {
            return;
        }
        pieces.push(Piece {
            tokens,
            kind: NameKind::Other,
            sure: false,
            recognised: false,
            title: None,
            place: None,
        });
    }

    /// A single capitalised word that names nothing by itself: an office, a word that also stands in small letters.
    fn is_no_name(&self, idx: usize) -> bool {
        let lower = self.text.lower(idx);
        let names = &self.lexicon.names;
        if names.given.contains(lower) && !self.capitals.is_also_lower(lower) {
            return false;
        }
        names.titles.get(lower).is_some()
            || names.openers.contains(lower)
            || self.is_common(idx)
                && (self.capitals.is_also_lower(lower)
                    || self.makes_thing(idx)
                    || names.modifiers.contains(lower))
            || lower.chars().count() < 2
    }

    /// Titles and relations beside the piece, ages, prepositions.
    fn judge_by_context(&self, piece: &mut Piece, sentence: &Sentence) {
        let range = sentence.token_range();
        let (start, end) = (piece.tokens.start, piece.tokens.end);
        let next = self.text.lower(end);
        if piece.kind == NameKind::Person && piece.title.is_some() || piece.sure {
            return;
        }
        let words = piece
            .tokens
            .clone()
            .filter(|&idx| self.text.tokens.get(idx).is_some_and(|token| token.kind == TokenKind::Word))
            .count();
        let previous = start.checked_sub(1).filter(|&before| before >= range.start);
        let before = previous.map_or("", |before| self.text.lower(before));
        let person = |piece: &mut Piece, title: Option<Title>, sure: bool| {
            piece.kind = NameKind::Person;
            piece.title = title;
            piece.sure = sure;
        };
        if words <= 5 {
            if let Some(title) = self.title_before(start, range.start) {
                return person(piece, Some(title), true);
            }
            let title = self.title_after(end, range.end);
            if title.as_ref().is_some_and(|title| title.kind == TitleKind::Office) {
                return person(piece, title, true);
            }
            if self.is_aged(end) || matches!(next, "who") || next == "," && self.text.lower(end + 1) == "who"
            {
                return person(piece, None, true);
            }
        }
        let first = self.text.lower(start);
        let names = &self.lexicon.names;
        let determined = matches!(before, "the" | "a" | "an");
        let given = names.given.contains(first);
        let strange = piece.tokens.clone().all(|idx| {
            self.text.tokens.get(idx).is_some_and(|token| token.kind != TokenKind::Word)
                || !self.is_common(idx) && !self.text.word(idx).contains(|c: char| c.is_ascii_digit())
                || names.particles.contains(self.text.lower(idx))
        });
        let upper = piece.tokens.clone().all(|idx| {
            self.text
                .tokens
                .get(idx)
                .is_none_or(|token| token.case == Case::Upper || token.kind != TokenKind::Word)
        });
        if given && words > 1 && !determined && words < 5 {
            return person(piece, None, true);
        }
        if self.is_hyphenated_given(piece) || words == 2 && self.text.word(start).chars().count() == 1 {
            return person(piece, None, true);
        }
        let places = &self.lexicon.places;
        let of_kind =
            before == "of" && start >= range.start + 2 && places.kinds.contains(self.text.lower(start - 2));
        let beside = places.kinds.contains(next)
            || of_kind
            || before == "of" && start >= range.start + 2 && self.text.lower(start - 2) == ",";
        let inside = next == ","
            && self.place_at(end + 1, range.end).is_some_and(|(_, entry)| {
                matches!(entry.sense, PlaceSense::Country | PlaceSense::Region)
                    && entry.sense != PlaceSense::People
            });
        let dateline = start == range.start
            && sentence.id.0 < 3
            && upper
            && matches!(next, "," | "(" | "—" | "–" | "-")
            && words < 4;
        if words < 4 && (beside || inside || dateline || places.prepositions.contains(before) && !given) {
            piece.kind = NameKind::Place;
            piece.sure = beside || dateline || inside;
            return;
        }
        if upper && words == 1 {
            piece.kind = NameKind::Organisation;
            return;
        }
        if words == 1 && strange && places.weak_prepositions.contains(before) && !given {
            piece.kind = NameKind::Place;
            return;
        }
        if !given && strange && words > 1 && words < 5 && self.is_organisation_by_context(piece, sentence) {
            piece.kind = NameKind::Organisation;
            return;
        }
        if given && words == 1 || strange && words > 1 && words < 5 && !determined {
            return person(piece, None, false);
        }
        let speaks = self
            .lexicon
            .speech
            .verb(self.text.lower(end), self.text.stem(end))
            .is_some_and(|verb| !verb.narrow)
            && self.text.lower(end).ends_with('d');
        if words == 1 && strange && speaks && !determined {
            person(piece, None, false);
        }
    }

    /// "Nora Quillan, 83," and "Nora Quillan (83)".
    fn is_aged(&self, end: usize) -> bool {
        let number = self
            .text
            .tokens
            .get(end + 1)
            .is_some_and(|token| token.kind == TokenKind::Number && token.span.len() <= 3);
        let close = self.text.lower(end + 2);
        number
            && (self.text.lower(end) == "," && matches!(close, "," | "." | ";" | "and" | "who")
                || self.text.lower(end) == "(" && close == ")")
    }

    /// "Min-jae" in two or three words.
    fn is_hyphenated_given(&self, piece: &Piece) -> bool {
        piece.tokens.clone().any(|idx| {
            crate::extract::name_run::is_hyphen(self.text.lower(idx))
                && self
                    .text
                    .tokens
                    .get(idx + 1)
                    .is_some_and(|token| token.case == Case::Lower && token.kind == TokenKind::Word)
                && idx + 1 < piece.tokens.end
        }) && piece.tokens.len() > 3
    }
}
