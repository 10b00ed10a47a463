//! Names of persons, organisations and places.

use crate::model::Span;

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// A company, authority, party, club.
    Organisation,
    /// A country, town, river, street, building.
    Place,
    /// "Danish", "the Danes".
    Nationality,
    /// A product, film, event or anything else.
    Other,
}

impl NameKind {
    /// Kind on the wire; nationalities count as places.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place | Self::Nationality => "place",
            Self::Other => "name",
        }
    }
}

/// The parts of a person's name, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName {
    /// "Dr", "Foreign Minister", "High Representative": lower case, the longest title that stands with the name.
    pub title: Option<String>,
    /// Given names and initials, in order; empty if only a surname was written.
    pub given: Vec<String>,
    /// Surname, with particles ("van der Berg"); `None` if only a given name was written.
    pub surname: Option<String>,
    /// "Jr", "III".
    pub suffix: Option<String>,
    /// Where the title stands, before or after the name.
    pub title_span: Option<Span>,
}

/// A name with what is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// What is named.
    pub kind: NameKind,
    /// The fullest form of the same name in this document, without title ("Ines Veltman" for "Veltman"); the
    /// canonical English name for countries ("France" for "French").
    pub canonical: String,
    /// Parts, for persons.
    pub person: Option<PersonName>,
    /// ISO 3166 alpha-2 code, for countries, nationalities and capitals that are known ("FR"); "EU" for the
    /// European Union.
    pub country: Option<Box<str>>,
    /// The short form that the text defines or uses for it ("WFP").
    pub acronym: Option<String>,
    /// The kind rests on the recogniser alone: good enough to read a text by, too loose to raise an alarm on.
    pub recognised: bool,
    /// Number of the entity in this document: mentions of the same entity have the same number.
    pub entity: u32,
}

impl Name {
    /// The kind that the words themselves, or those around them, tell; without the recogniser's guess.
    pub fn told_kind(&self) -> NameKind {
        if self.recognised { NameKind::Other } else { self.kind }
    }
}
