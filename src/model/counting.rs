//! Which outcomes of victims are counted together.

use super::{Outcome, OutcomeClass, Vocabulary};

/// Which outcomes count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counting {
    /// Every verb of a class.
    Class(OutcomeClass),
    /// One verb.
    Verb(Outcome),
}

impl Outcome {
    /// Whether its class has other verbs too, so that asking for the verb is not asking for the class.
    pub fn is_one_of_several(self) -> bool {
        Self::ALL.iter().any(|other| *other != self && other.class() == self.class())
    }
}

/// Everyone found.
impl Default for Counting {
    fn default() -> Self {
        Self::Class(OutcomeClass::Found)
    }
}

impl Counting {
    /// The word used in addresses; a verb of the same name as a class is written by the class.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Class(class) => class.slug(),
            Self::Verb(verb) => verb.slug(),
        }
    }

    /// What a word stands for: a class, else a verb. `arrested_as_victims` is both, and the same.
    pub fn from_slug(slug: &str) -> Option<Self> {
        let class = OutcomeClass::from_slug(slug).map(Self::Class);
        class.or_else(|| Outcome::from_slug(slug).map(Self::Verb))
    }

    /// Whether a figure with this verb counts.
    pub fn admits(self, verb: Option<Outcome>) -> bool {
        match self {
            Self::Class(class) => verb.is_some_and(|verb| verb.class() == class),
            Self::Verb(wanted) => verb == Some(wanted),
        }
    }
}
