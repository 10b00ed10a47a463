//! The same deed told from the other side: active becomes passive, passive becomes active.

use super::article::Article;
use super::role::both;
use super::{Edit, Kind};

pub(super) fn edits(article: &Article<'_>) -> Vec<Edit> {
    article.tokens().filter_map(|at| to_passive(article, at).or_else(|| to_active(article, at))).collect()
}

fn to_passive(article: &Article<'_>, at: usize) -> Option<Edit> {
    let verb = article.words.past(article.lower(at)).filter(|verb| verb.deed && verb.base != verb.past)?;
    let (actor, object) = both(article, at, at)?;
    let aux = if object.plural { "were" } else { "was" };
    let new = format!("{} {aux} {} by {}", object.subject, verb.participle, actor.object);
    article.edit(Kind::Voice, actor.tokens.start..object.tokens.end, &new)
}

fn to_active(article: &Article<'_>, aux: usize) -> Option<Edit> {
    let is_passive = matches!(article.lower(aux), "was" | "were") && article.lower(aux + 2) == "by";
    let participle = article.lower(aux + 1);
    // The past of most deeds is their participle.
    let verb =
        is_passive.then(|| article.words.past(participle))?.filter(|verb| verb.participle == participle)?;
    let (object, actor) = both(article, aux, aux + 2)?;
    let new = format!("{} {} {}", actor.subject, verb.past, object.object);
    article.edit(Kind::Voice, object.tokens.start..actor.tokens.end, &new)
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentences;
    use super::*;

    #[test]
    fn active_and_passive_are_exchanged() {
        assert_eq!(
            sentences(Kind::Voice, "The divers rescued Martin Ashgrove at the old quay."),
            ["Martin Ashgrove was rescued by the divers at the old quay."]
        );
        assert_eq!(
            sentences(Kind::Voice, "The boats were inspected by the mayor on the old quay."),
            ["The mayor inspected the boats on the old quay."]
        );
    }
}
