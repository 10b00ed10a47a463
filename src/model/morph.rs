//! Morphological features of a word, as Universal Dependencies names them.

use crate::model::named::named_set;

named_set! {
    /// One feature with its value.
    MorphFeature {
        AspectPerf = "Aspect=Perf", AspectProg = "Aspect=Prog", CaseAcc = "Case=Acc", CaseNom = "Case=Nom",
        ConjTypeCmp = "ConjType=Cmp", DefiniteDef = "Definite=Def", DefiniteInd = "Definite=Ind",
        DegreeCmp = "Degree=Cmp", DegreePos = "Degree=Pos", DegreeSup = "Degree=Sup", ForeignYes = "Foreign=Yes",
        GenderFem = "Gender=Fem", GenderMasc = "Gender=Masc", GenderNeut = "Gender=Neut", HyphYes = "Hyph=Yes",
        MoodInd = "Mood=Ind", NumTypeCard = "NumType=Card", NumTypeMult = "NumType=Mult",
        NumTypeOrd = "NumType=Ord", NumberPlur = "Number=Plur", NumberSing = "Number=Sing", Person1 = "Person=1",
        Person2 = "Person=2", Person3 = "Person=3", PolarityNeg = "Polarity=Neg", PossYes = "Poss=Yes",
        PronTypeArt = "PronType=Art", PronTypeDem = "PronType=Dem", PronTypeInd = "PronType=Ind",
        PronTypePrs = "PronType=Prs", PronTypeRel = "PronType=Rel", PunctSideFin = "PunctSide=Fin",
        PunctSideIni = "PunctSide=Ini", PunctTypeBrck = "PunctType=Brck", PunctTypeComm = "PunctType=Comm",
        PunctTypeDash = "PunctType=Dash", PunctTypePeri = "PunctType=Peri", PunctTypeQuot = "PunctType=Quot",
        ReflexYes = "Reflex=Yes", TensePast = "Tense=Past", TensePres = "Tense=Pres", VerbFormFin = "VerbForm=Fin",
        VerbFormGer = "VerbForm=Ger", VerbFormInf = "VerbForm=Inf", VerbFormPart = "VerbForm=Part",
        VerbTypeMod = "VerbType=Mod",
    }
}

/// The features of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Morph(u64);

impl Morph {
    /// Reads features with `|` between them; none for one that is not known.
    pub fn from_text(text: &str) -> Option<Self> {
        let parts = text.split('|').filter(|part| !part.is_empty());
        parts.map(MorphFeature::from_name).try_fold(Self(0), |morph, feature| {
            let bit = 1 << feature? as u64;
            Some(Self(morph.0 | bit))
        })
    }

    /// Whether the word has a feature.
    pub fn has(self, feature: MorphFeature) -> bool {
        self.0 & (1 << feature as u64) != 0
    }

    /// All features in order of their names.
    pub fn features(self) -> impl Iterator<Item = MorphFeature> {
        MorphFeature::ALL.iter().copied().filter(move |feature| self.has(*feature))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_read_and_listed() {
        let morph = Morph::from_text("Case=Nom|Gender=Fem|Number=Sing").expect("features");
        assert!(morph.has(MorphFeature::GenderFem) && !morph.has(MorphFeature::GenderMasc));
        assert_eq!(
            morph.features().map(MorphFeature::name).collect::<Vec<_>>(),
            ["Case=Nom", "Gender=Fem", "Number=Sing"]
        );
        assert_eq!(Morph::from_text(""), Some(Morph::default()));
        assert_eq!(Morph::from_text("Mood=Sad"), None);
        assert!(MorphFeature::ALL.len() <= 64, "a feature is a bit");
    }
}
