//! What a word may tell, by the section of a lexicon in which it stands.

/// Makes the marks and the names of their sections, so that no section can be forgotten.
macro_rules! marks {
    ($($(#[$doc:meta])* $mark:ident = $section:literal,)*) => {
        /// What a word may tell.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Mark {
            $($(#[$doc])* $mark,)*
        }

        impl Mark {
            /// The mark of the words of a section.
            pub(crate) fn of_section(name: &str) -> Option<Self> {
                match name {
                    $($section => Some(Self::$mark),)*
                    _ => None,
                }
            }
        }
    };
}

marks! {
    /// Somebody: man, woman, people.
    Person = "people",
    /// He, she, they; and words that have nobody else for a subject: looks, seems.
    Pronoun = "pronouns",
    /// People who belong together: a family, neighbours.
    Group = "groups",
    /// Male, female, boy: of an animal as well.
    Sex = "sexes",
    /// Looks, origin, skin: what is described is somebody.
    Feature = "features",
    /// Somebody named by origin, religion or colour: no other word is needed.
    People = "peoples",
    /// Where somebody comes from, or something.
    Origin = "origins",
    /// A colour of skin, or of a thing.
    Colour = "colours",
    /// By birth, and said of people only: dark-skinned.
    Looks = "looks",
    /// Countries and parts of the earth.
    Country = "countries",
    /// From.
    From = "from",
    /// Young, and suspected for it.
    Youth = "youth",
    /// What somebody wears, or how they keep themselves.
    Clothes = "clothes",
    /// What somebody carries, drives or has with them, and marks upon them that nobody is born with.
    Carried = "carried",
    /// To be somewhere, which is no deed.
    Presence = "presence",
    /// Suspicious, and no reason why.
    Suspicious = "suspicious",
    /// A deed that can be seen.
    Did = "did",
    /// To say something: a deed only of somebody who was described before.
    Speech = "speech",
    /// Somebody needs help: the text is for them.
    Need = "need",
    /// Might, could, will: no deed yet.
    Guess = "guesses",
    /// Not.
    Not = "not",
    /// Who writes, and who belongs to them.
    Mine = "mine",
    /// Against: what follows is aimed at people.
    Against = "against",
    /// Things that take a colour or an origin, and belong to people.
    Thing = "things",
    /// Animals, which are black and white, male and female.
    Animal = "animals",
    /// A, two, some: what follows may be somebody.
    Determiner = "determiners",
    /// What may stand between a person and their description.
    Between = "between",
    /// Is, was, looks: leads from a person to their description.
    Is = "is",
    /// Small words that begin something else: near, with, who.
    Link = "links",
    /// What has a colour or an origin in it and speaks of nobody: Black Friday.
    Nothing = "nothing",
}

/// Several marks of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Marks(u32);

impl Marks {
    pub(crate) const fn of(marks: &[Mark]) -> Self {
        let mut all = 0;
        let mut rest = marks;
        while let [first, others @ ..] = rest {
            all |= 1 << *first as u32;
            rest = others;
        }
        Self(all)
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether one of these is among those.
    pub(crate) fn any(self, those: Self) -> bool {
        self.0 & those.0 != 0
    }

    pub(crate) fn has(self, mark: Mark) -> bool {
        self.any(Self::of(&[mark]))
    }
}

/// Words that tell who somebody is by birth.
pub(crate) const BY_BIRTH: Marks = Marks::of(&[Mark::People, Mark::Origin, Mark::Colour, Mark::Looks]);

/// Somebody, by whatever word.
pub(crate) const SOMEBODY: Marks = Marks::of(&[Mark::Person, Mark::Group, Mark::Sex, Mark::People]);

/// What belongs to people, and takes a colour or an origin as they do.
pub(crate) const THINGS: Marks = Marks::of(&[Mark::Thing, Mark::Animal, Mark::Clothes, Mark::Carried]);
