//! Lemmas by endings and tables.

use super::Words;
use super::class::ALPHA;
use super::letter_case::lower;
use super::ruler::Marks;
use crate::model::{Morph, MorphFeature, Pos};

impl Words {
    /// Writes the lemma of a word into `out`, which is cleared before.
    pub fn lemma(&self, word: &str, marks: &Marks<'_>, out: &mut String) {
        lower(word, &self.classes, out);
        if let Some(lemma) = marks.lemma {
            out.clear();
            out.push_str(lemma);
        } else if !is_base_form(marks.pos, marks.morph) {
            let lemma = match self.lemmas.endings(marks.pos) {
                Some(endings) => self.by_tables(out, marks.pos, endings).unwrap_or_else(|| word.to_string()),
                None if marks.pos == Pos::Propn => word.to_string(),
                None => return,
            };
            out.clear();
            out.push_str(&lemma);
        }
    }

    /// The best form, if there is any: one that the tables give, one that is a lemma, one that is not made of
    /// letters, any at last.
    fn by_tables(&self, lower: &str, pos: Pos, endings: &[(Box<str>, Box<str>)]) -> Option<String> {
        // In front stands what came last, but a form that is there already keeps its place.
        let mut forms: Vec<String> = Vec::new();
        let mut unknown = None;
        for (old, new) in endings {
            let Some(form) = lower.strip_suffix(&**old).map(|stem| format!("{stem}{new}")) else { continue };
            if form.is_empty() {
            } else if self.lemmas.is_lemma(&form, pos) {
                forms.insert(0, form);
            } else if !form.chars().all(|letter| self.classes.has(letter, ALPHA)) {
                forms.push(form);
            } else {
                unknown.get_or_insert(form);
            }
        }
        for form in self.lemmas.exceptions(lower, pos) {
            if !forms.contains(&form) {
                forms.insert(0, form);
            }
        }
        forms.into_iter().next().or(unknown)
    }
}

/// Whether a word is its own lemma by its features alone.
fn is_base_form(pos: Pos, morph: Morph) -> bool {
    let present = morph.has(MorphFeature::VerbFormFin) && morph.has(MorphFeature::TensePres);
    let singular = morph.has(MorphFeature::NumberSing);
    pos == Pos::Noun && singular
        || pos == Pos::Verb && present && !singular && !morph.has(MorphFeature::NumberPlur)
        || morph.has(MorphFeature::VerbFormInf)
        || morph.has(MorphFeature::DegreePos)
}

#[cfg(test)]
mod tests {
    use crate::language::words::testing::{cut, words};
    use crate::model::{Dep, Tag};

    fn lemma(word: &str, tag: Tag) -> String {
        let mut out = String::from("left over");
        let found = cut(word);
        assert_eq!(found.len(), 1, "{word}");
        words().lemma(word, &words().mark(&found, &[tag], &[Dep::Root])[0], &mut out);
        out
    }

    #[test]
    fn forms_lead_to_lemmas() {
        for (word, tag, wanted) in [
            ("Otters", Tag::Nns, "otter"),
            ("geese", Tag::Nns, "goose"),
            ("berries", Tag::Nns, "berry"),
            ("drifting", Tag::Vbg, "drift"),
            ("moored", Tag::Vbd, "moor"),
            ("swam", Tag::Vbd, "swim"),
            ("gets", Tag::Vbz, "get"),
            ("stormier", Tag::Jjr, "stormy"),
            ("better", Tag::Rbr, "well"),
            ("worse", Tag::Jjr, "bad"),
            ("”", Tag::CloseQuote, "\""),
        ] {
            assert_eq!(lemma(word, tag), wanted, "{word}");
        }
    }

    #[test]
    fn base_forms_names_and_closed_words() {
        for (word, tag, wanted) in [
            ("News", Tag::Nn, "news"),
            ("Rises", Tag::Vbp, "rises"),
            ("Saltmarshes", Tag::Nnps, "Saltmarshes"),
            ("Me", Tag::Prp, "I"),
            ("THEIR", Tag::PrpPoss, "their"),
            ("Was", Tag::Vbd, "be"),
            ("The", Tag::Dt, "the"),
            ("Zwoks", Tag::Nns, "zwok"),
            ("Zwoke", Tag::Vbd, "Zwoke"),
        ] {
            assert_eq!(lemma(word, tag), wanted, "{word}");
        }
    }
}
