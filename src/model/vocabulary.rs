//! The closed vocabularies, generated from the dataset's codebook by the build script. Nothing
//! here is typed by hand but the shape they share.

/// One term of a vocabulary, as the codebook has it.
#[derive(Debug, PartialEq, Eq)]
pub struct Term {
    /// The word used in files and addresses.
    pub slug: &'static str,
    /// The word shown to readers.
    pub label: &'static str,
    /// What the term means, in one or two sentences.
    pub definition: &'static str,
}

/// A vocabulary as the codebook lists it.
#[derive(Debug)]
pub struct Listing {
    /// The word used in files and addresses.
    pub name: &'static str,
    /// The word shown to readers.
    pub label: &'static str,
    /// What the vocabulary says.
    pub definition: &'static str,
    /// Its terms, in the codebook's order.
    pub terms: &'static [Term],
}

/// A closed list of terms.
pub trait Vocabulary: Copy + Eq + Ord + 'static {
    /// The vocabulary's name in the codebook.
    const NAME: &'static str;
    /// Every term, in the codebook's order.
    const ALL: &'static [Self];
    /// What the codebook says of each term of `ALL`.
    const TERMS: &'static [Term];

    /// The place of the term in `ALL`.
    fn index(self) -> usize;

    /// The word used in files and addresses.
    fn slug(self) -> &'static str {
        Self::TERMS[self.index()].slug
    }

    /// The word shown to readers.
    fn label(self) -> &'static str {
        Self::TERMS[self.index()].label
    }

    /// The term written `slug`, or `None` when the vocabulary has no such term.
    fn from_slug(slug: &str) -> Option<Self> {
        Self::TERMS.iter().position(|term| term.slug == slug).map(|index| Self::ALL[index])
    }
}

include!(concat!(env!("OUT_DIR"), "/vocabulary.rs"));
