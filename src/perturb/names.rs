//! What the exchange of names has in common: which tokens are the name itself, and whose name could stand there.

use std::ops::Range;

use super::article::Article;
use crate::model::{Mention, Name, NameKind};

/// The tokens of a mention without a title before them; none where the name runs on into other capitals.
pub(super) fn bare(article: &Article<'_>, mention: &Mention) -> Option<Range<usize>> {
    let name = mention.name()?;
    let mut tokens = mention.token_range();
    if let Some(title) = name.person.as_ref().and_then(|person| person.title_span)
        && mention.span.contains(title)
        && title.start() == mention.span.start()
    {
        tokens.start = article.text().tokens_in(title).end;
    }
    let joined = |at: usize| matches!(article.word(at), "-" | "/" | "&");
    let runs_on = joined(tokens.end)
        || (article.is_capital(tokens.end) && !article.word(tokens.end).starts_with(['\'', '’']))
        || tokens.start.checked_sub(1).is_some_and(joined);
    let whole = !tokens.is_empty() && !runs_on && !article.any_quoted(tokens.clone());
    whole.then_some(tokens)
}

/// Whether the name is one that a reader takes as a person's: a given name or title that is known, here or where the
/// person is first named.
pub(super) fn is_person(article: &Article<'_>, name: &Name) -> bool {
    let known = |name: &Name| {
        name.person.as_ref().is_some_and(|person| {
            let given = person.given.first().map(|given| given.to_lowercase());
            person.title.is_some()
                || given.is_some_and(|given| article.lexicon.names.given.contains(given.as_str()))
        })
    };
    name.kind == NameKind::Person
        && (known(name)
            || article
                .analysis
                .mentions
                .iter()
                .filter_map(Mention::name)
                .any(|other| other.entity == name.entity && known(other)))
}

/// Another person's name in the same form: of somebody whom other sentences of the text name, or an invented one.
pub(super) fn other_person(
    article: &Article<'_>,
    mention: &Mention,
    tokens: &Range<usize>,
) -> Option<String> {
    let name = mention.name()?;
    let person = name.person.as_ref()?;
    let full = !person.given.is_empty() && person.surname.is_some();
    let surname_only = person.given.is_empty();
    let home: Vec<u32> = here(article, mention).map(|name| name.entity).collect();
    let parts = name.canonical.to_lowercase();
    let foreign = |other: &&Name| {
        let lower = other.canonical.to_lowercase();
        !home.contains(&other.entity)
            && is_person(article, other)
            && !lower.split(' ').any(|part| parts.split(' ').any(|own| own == part))
    };
    let mut others: Vec<String> = article
        .analysis
        .mentions
        .iter()
        .filter_map(Mention::name)
        .filter(foreign)
        .filter_map(|other| other.person.as_ref())
        .filter(|other| !other.given.is_empty())
        .filter_map(|other| {
            let surname = other.surname.clone()?;
            Some(if full { format!("{} {surname}", other.given.join(" ")) } else { surname })
        })
        .collect();
    others.dedup();
    let invented =
        |list: &[String], salt: &str| list.get(article.choice(tokens.start, salt, list.len())).cloned();
    if !others.is_empty() && (full || surname_only) && article.choice(tokens.start, "borrow", 2) == 0 {
        return invented(&others, "person");
    }
    let (given, surname) =
        (invented(&article.words.given, "given")?, invented(&article.words.surnames, "surname")?);
    Some(match (full, surname_only) {
        (true, _) => format!("{given} {surname}"),
        (false, true) => surname,
        (false, false) => given,
    })
}

/// The names of the sentence that a mention stands in.
pub(super) fn here<'a>(article: &Article<'a>, mention: &Mention) -> impl Iterator<Item = &'a Name> {
    let sentence = mention.sentence;
    article.analysis.mentions.iter().filter(move |other| other.sentence == sentence).filter_map(Mention::name)
}

/// The mentions that somebody's words are ascribed to, by index.
pub(super) fn speakers(article: &Article<'_>) -> Vec<u32> {
    let mut found = Vec::new();
    for speech in &article.analysis.speeches {
        if let Some(span) = speech.speaker {
            found.extend(
                article.analysis.mentions_in(span).filter(|it| it.name().is_some()).map(|it| it.id.0),
            );
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
