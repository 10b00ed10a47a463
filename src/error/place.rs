//! What the messages about files that people write have in common: the line, what the TOML reader found, and the
//! word that the author may have meant.

/// The line, from 1, in which a byte of a text stands.
pub(crate) fn line_of(text: &str, offset: usize) -> usize {
    text.get(..offset).unwrap_or(text).matches('\n').count() + 1
}

/// What the TOML reader found, with the nearest key that it would have taken.
pub(crate) fn toml_detail(error: &toml::de::Error) -> String {
    let mut detail = error.message().to_owned();
    for (plain, said) in [
        ("unknown field", "unknown key"),
        ("missing field", "missing key"),
        ("unknown variant", "unknown word"),
    ] {
        if let Some(rest) = detail.strip_prefix(plain) {
            detail = format!("{said}{rest}");
            break;
        }
    }
    let quoted: Vec<&str> = detail.split('`').skip(1).step_by(2).collect();
    if detail.starts_with("unknown")
        && let Some((found, known)) = quoted.split_first()
    {
        let hint = did_you_mean(found, known.iter().copied());
        detail.push_str(&hint);
    }
    detail
}

/// "; did you mean `nearest`?", or nothing if no known word is near.
pub(crate) fn did_you_mean<'k>(found: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    nearest(found, known).map_or_else(String::new, |word| format!("; did you mean `{word}`?"))
}

/// The known word that is nearest to what was found, if any is near at all.
pub(crate) fn nearest<'k>(found: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let found = found.to_lowercase();
    known
        .into_iter()
        .map(|word| (strsim::normalized_damerau_levenshtein(&found, word), word))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, word)| word)
}

/// Words as they are listed in a message.
pub(crate) fn list<'k>(known: impl IntoIterator<Item = &'k str>) -> String {
    let quoted: Vec<String> = known.into_iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_offered_only_if_it_is_near() {
        assert_eq!(nearest("mesage", ["message", "suggest"]), Some("message"));
        assert_eq!(nearest("colour", ["message", "suggest"]), None);
    }

    #[test]
    fn lines_count_from_one() {
        assert_eq!(["", "a\nb", "a\nb"].map(|text| line_of(text, text.len())), [1, 2, 2]);
        assert_eq!(line_of("ä\n", 1), 2);
    }
}
