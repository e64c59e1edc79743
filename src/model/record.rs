//! The records: operations and the figures announced about them, with the registries of agencies,
//! places and programmes that they name. References are resolved: an index always points at a
//! record of the same dataset.

use super::*;

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The position in the list that the index belongs to.
            pub fn position(self) -> usize {
                self.0 as usize
            }

            /// The index of a position in its list.
            pub fn at(position: usize) -> Self {
                Self(u32::try_from(position).unwrap_or(u32::MAX))
            }
        }
    )*};
}

index! {
    /// Position of an operation in `Dataset::operations`.
    OperationIdx;
    /// Position of an agency in `Dataset::agencies`.
    AgencyIdx;
    /// Position of a place in `Dataset::places`.
    PlaceIdx;
    /// Position of a programme in `Dataset::programmes`.
    ProgrammeIdx;
    /// Position of a source in its operation's `sources`.
    SourceIdx;
    /// Position of a figure in its operation's `figures`.
    FigureIdx;
}

/// Everything that is known, at one version. Every list is sorted by id.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dataset {
    /// Which dataset this is.
    pub edition: Edition,
    /// The operations.
    pub operations: Vec<Operation>,
    /// The registry of agencies.
    pub agencies: Vec<Agency>,
    /// The registry of places.
    pub places: Vec<Place>,
    /// The registry of series and initiatives.
    pub programmes: Vec<Programme>,
}

/// A dataset's own description.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edition {
    /// The version, such as `2026.11.0`.
    pub version: String,
    /// The day of release.
    pub date: Option<PartialDate>,
    /// The title under which it is cited.
    pub title: String,
    /// The licence of the compilation, an SPDX identifier.
    pub licence: String,
    /// What the licence covers.
    pub licence_note: String,
    /// What changed, release by release, the newest first.
    pub changes: Vec<Change>,
}

/// An entry of the dataset's change log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The version that brought the change.
    pub version: String,
    /// Its day of release.
    pub date: Option<PartialDate>,
    /// What changed.
    pub text: String,
}

/// One announced operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// The year it ended, else was announced, and a short name: `2019-operation-independence-day`.
    pub id: String,
    /// The name it was given, when it was given one.
    pub name: Option<String>,
    /// A short description.
    pub title: String,
    /// The recurring operation that this is an edition of.
    pub series: Option<ProgrammeIdx>,
    /// The programme it was announced under.
    pub initiative: Option<ProgrammeIdx>,
    /// The larger operation that this is a part of.
    pub part_of: Option<OperationIdx>,
    /// The kind of operation.
    pub kind: Kind,
    /// The form of trafficking it was announced against.
    pub trafficking: Trafficking,
    /// When it began.
    pub start: Option<PartialDate>,
    /// When it ended.
    pub end: Option<PartialDate>,
    /// When it was announced.
    pub announced: Option<PartialDate>,
    /// Where it took place.
    pub places: Vec<PlaceIdx>,
    /// Who took part, by the source that says so.
    pub participations: Vec<Participation>,
    /// The numbers announced about it.
    pub figures: Vec<Figure>,
    /// The offences that sources name.
    pub offences: Vec<Offence>,
    /// How it was done.
    pub tactics: Vec<Tactic>,
    /// The texts that the record stands on.
    pub sources: Vec<Source>,
    /// What of the record was worked out rather than read.
    pub flags: Vec<Flag>,
    /// What happened, in a few sentences.
    pub summary: String,
    /// What a careful reader should know of the record.
    pub note: Option<String>,
    /// What officials said in public.
    pub statements: Vec<Statement>,
}

/// One number in one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The figure's id in its operation: `f1`.
    pub id: String,
    /// What is counted.
    pub measure: Measure,
    /// Which people are counted, for measures that count victims or suspects.
    pub population: Option<Population>,
    /// The source's verb, for measures that count victims.
    pub outcome: Option<Outcome>,
    /// The number.
    pub value: Amount,
    /// How exactly the source states it.
    pub qualifier: Qualifier,
    /// Whether it is a number of this operation or of something wider.
    pub scope: Scope,
    /// The place it is for; none means the whole operation.
    pub place: Option<PlaceIdx>,
    /// The time it is for, when that is not the operation's own.
    pub period: Option<Period>,
    /// The figure that this one is a share of.
    pub part_of: Option<FigureIdx>,
    /// By what the share is divided off; alone, a share whose whole the source does not give.
    pub part_basis: Option<PartBasis>,
    /// The source that states it.
    pub source: SourceIdx,
    /// Where in the source it stands.
    pub locator: String,
    /// What is to be known of how it was read.
    pub flags: Vec<Flag>,
    /// What is counted, for the measure `other`.
    pub label: Option<String>,
    /// In what unit, for the measure `other`.
    pub unit: Option<Unit>,
    /// A remark.
    pub note: Option<String>,
}

/// Which people a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Population {
    /// Of victims or missing children.
    Victims(VictimPopulation),
    /// Of suspects.
    Suspects(SuspectPopulation),
}

impl Population {
    /// The word used in files and addresses.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Victims(population) => population.slug(),
            Self::Suspects(population) => population.slug(),
        }
    }

    /// The word shown to readers.
    pub fn label(self) -> &'static str {
        match self {
            Self::Victims(population) => population.label(),
            Self::Suspects(population) => population.label(),
        }
    }
}

/// A text that figures stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The source's id in its operation: `s1`.
    pub id: String,
    /// Its title; in brackets, a description in place of the title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// What kind of text it is.
    pub kind: SourceKind,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// Its address.
    pub url: String,
    /// The address of an archived copy.
    pub archive_url: Option<String>,
    /// When its address was last seen to answer.
    pub link_checked: Option<PartialDate>,
    /// What is to be known of how it was read.
    pub flags: Vec<Flag>,
}

/// An agency's part in an operation, as one source has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participation {
    /// Who.
    pub agency: AgencyIdx,
    /// In what role.
    pub role: Role,
    /// Who says so.
    pub source: SourceIdx,
    /// The name that the source uses, when it differs.
    pub as_written: Option<String>,
}

/// An offence that a source names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offence {
    /// The source's words.
    pub label: String,
    /// The category they fall under.
    pub category: OffenceCategory,
    /// Who says so.
    pub source: SourceIdx,
}

/// What an official said in public, in our own words and without the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The office that spoke.
    pub role: String,
    /// Its agency.
    pub agency: AgencyIdx,
    /// What was said.
    pub gist: String,
    /// Who reports it.
    pub source: SourceIdx,
    /// Where in the source it stands.
    pub locator: String,
}

/// An agency, task force or organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its id: `fbi`.
    pub id: String,
    /// Its full name.
    pub name: String,
    /// Its usual abbreviation.
    pub short: Option<String>,
    /// The level of government, or the kind of body.
    pub level: AgencyLevel,
    /// Its state, as a postal code.
    pub state: Option<String>,
    /// The agency that it belongs to.
    pub parent: Option<AgencyIdx>,
    /// Other names that sources use.
    pub aliases: Vec<String>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its id: `us-ks-wichita`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What kind of place it is.
    pub place_type: PlaceType,
    /// The US state or territory it lies in, as a postal code.
    pub state: Option<String>,
    /// The country it lies in, as an ISO 3166-1 code.
    pub country: Option<String>,
    /// The place it lies in.
    pub parent: Option<PlaceIdx>,
}

/// A recurring operation or a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programme {
    /// Its id: `operation-cross-country`.
    pub id: String,
    /// Series or initiative.
    pub kind: ProgrammeKind,
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
}

impl Dataset {
    /// The operation with this id.
    pub fn operation_by_id(&self, id: &str) -> Option<OperationIdx> {
        let found = self.operations.binary_search_by(|operation| operation.id.as_str().cmp(id));
        found.ok().map(OperationIdx::at)
    }

    /// The agency with this id.
    pub fn agency_by_id(&self, id: &str) -> Option<AgencyIdx> {
        let found = self.agencies.binary_search_by(|agency| agency.id.as_str().cmp(id));
        found.ok().map(AgencyIdx::at)
    }

    /// The place with this id.
    pub fn place_by_id(&self, id: &str) -> Option<PlaceIdx> {
        let found = self.places.binary_search_by(|place| place.id.as_str().cmp(id));
        found.ok().map(PlaceIdx::at)
    }

    /// The programme with this id.
    pub fn programme_by_id(&self, id: &str) -> Option<ProgrammeIdx> {
        let found = self.programmes.binary_search_by(|programme| programme.id.as_str().cmp(id));
        found.ok().map(ProgrammeIdx::at)
    }

    /// The operation at an index.
    pub fn operation(&self, index: OperationIdx) -> &Operation {
        &self.operations[index.position()]
    }

    /// The agency at an index.
    pub fn agency(&self, index: AgencyIdx) -> &Agency {
        &self.agencies[index.position()]
    }

    /// The place at an index.
    pub fn place(&self, index: PlaceIdx) -> &Place {
        &self.places[index.position()]
    }

    /// The programme at an index.
    pub fn programme(&self, index: ProgrammeIdx) -> &Programme {
        &self.programmes[index.position()]
    }

    /// A place and the places it lies in, from the inside out.
    pub fn place_and_parents(&self, index: PlaceIdx) -> impl Iterator<Item = PlaceIdx> {
        std::iter::successors(Some(index), |place| self.place(*place).parent)
    }

    /// The operations that are stated to be parts of this one, in order of id.
    pub fn parts_of(&self, whole: OperationIdx) -> impl Iterator<Item = OperationIdx> {
        (0..self.operations.len())
            .map(OperationIdx::at)
            .filter(move |part| self.operation(*part).part_of == Some(whole))
    }

    /// How many figures all operations have together.
    pub fn figure_count(&self) -> usize {
        self.operations.iter().map(|operation| operation.figures.len()).sum()
    }
}

impl Operation {
    /// The year the operation ended, else was announced, else began; where the sources give no
    /// date at all, the year that the id states.
    pub fn year(&self) -> Option<u16> {
        let dated = self.end.or(self.announced).or(self.start).map(PartialDate::year);
        dated.or_else(|| self.id.split('-').next()?.parse().ok())
    }

    /// The source at an index.
    pub fn source(&self, index: SourceIdx) -> &Source {
        &self.sources[index.position()]
    }

    /// The figure at an index.
    pub fn figure(&self, index: FigureIdx) -> &Figure {
        &self.figures[index.position()]
    }

    /// The position of the figure with this id.
    pub fn figure_by_id(&self, id: &str) -> Option<FigureIdx> {
        self.figures.iter().position(|figure| figure.id == id).map(FigureIdx::at)
    }
}
