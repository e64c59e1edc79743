//! The pages, and how many rows of a table one shows at a time.

use crate::engine::{Field, Table};

/// A page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Page {
    /// What the record is and holds.
    #[default]
    Front,
    /// The table of operations.
    Operations,
    /// One operation, by id.
    Operation(String),
    /// The table of figures.
    Figures,
    /// One figure, by its operation's id and its own.
    Figure {
        /// The operation's id.
        operation: String,
        /// The figure's id.
        figure: String,
    },
    /// The table of agencies.
    Agencies,
    /// One agency, by id, with its operations.
    Agency(String),
    /// The table of places.
    Places,
    /// One place, by id, with the operations in it.
    Place(String),
    /// The table of series and initiatives.
    Programmes,
    /// One series or initiative, by id, with its operations.
    Programme(String),
    /// The table of categories of offences.
    Offences,
    /// The table of sources.
    Sources,
    /// The ledger of one total, which the filters name.
    Ledger,
    /// Operations side by side, which the filters name.
    Compare,
    /// Where sources contradict each other.
    Disagreements,
    /// Method, codebook, privacy, licence, help lines.
    About,
    /// An address that leads to no page, as written.
    Unknown(String),
}

impl Page {
    /// The page at a path's decoded segments; `path` is the path as written.
    pub fn from_segments(segments: &[&str], path: &str) -> Self {
        match segments {
            [] => Self::Front,
            ["operations"] => Self::Operations,
            ["operations", id] => Self::Operation((*id).to_string()),
            ["figures"] => Self::Figures,
            ["figures", operation, figure] => {
                Self::Figure { operation: (*operation).to_string(), figure: (*figure).to_string() }
            }
            ["agencies"] => Self::Agencies,
            ["agencies", id] => Self::Agency((*id).to_string()),
            ["places"] => Self::Places,
            ["places", id] => Self::Place((*id).to_string()),
            ["programmes"] => Self::Programmes,
            ["programmes", id] => Self::Programme((*id).to_string()),
            ["offences"] => Self::Offences,
            ["sources"] => Self::Sources,
            ["ledger"] => Self::Ledger,
            ["compare"] => Self::Compare,
            ["disagreements"] => Self::Disagreements,
            ["about"] => Self::About,
            _ => Self::Unknown(path.to_string()),
        }
    }

    /// The segments of the page's path, not encoded.
    pub fn segments(&self) -> Vec<&str> {
        match self {
            Self::Front => vec![],
            Self::Operations => vec!["operations"],
            Self::Operation(id) => vec!["operations", id],
            Self::Figures => vec!["figures"],
            Self::Figure { operation, figure } => vec!["figures", operation, figure],
            Self::Agencies => vec!["agencies"],
            Self::Agency(id) => vec!["agencies", id],
            Self::Places => vec!["places"],
            Self::Place(id) => vec!["places", id],
            Self::Programmes => vec!["programmes"],
            Self::Programme(id) => vec!["programmes", id],
            Self::Offences => vec!["offences"],
            Self::Sources => vec!["sources"],
            Self::Ledger => vec!["ledger"],
            Self::Compare => vec!["compare"],
            Self::Disagreements => vec!["disagreements"],
            Self::About => vec!["about"],
            Self::Unknown(path) => vec![path],
        }
    }

    /// The table that the page shows, or whose rows it is about: what its filters select. The page of
    /// an agency, a place or a programme is about the operations in which it stands.
    pub fn table(&self) -> Option<Table> {
        match self {
            Self::Operations
            | Self::Agency(_)
            | Self::Place(_)
            | Self::Programme(_)
            | Self::Ledger
            | Self::Compare => Some(Table::Operations),
            Self::Disagreements => Some(Table::Disagreements),
            Self::Figures => Some(Table::Figures),
            Self::Agencies => Some(Table::Agencies),
            Self::Places => Some(Table::Places),
            Self::Programmes => Some(Table::Programmes),
            Self::Offences => Some(Table::Offences),
            Self::Sources => Some(Table::Sources),
            Self::Front
            | Self::Operation(_)
            | Self::Figure { .. }
            | Self::About
            | Self::Unknown(_) => None,
        }
    }

    /// The fields by which the page's operations are those of one record, with its id.
    pub fn within(&self) -> Option<(&'static [Field], &str)> {
        match self {
            Self::Agency(id) => Some((&[Field::Agency], id)),
            Self::Place(id) => Some((&[Field::Place], id)),
            Self::Programme(id) => Some((&[Field::Series, Field::Initiative], id)),
            _ => None,
        }
    }
}

/// How many rows a page of a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageSize(usize);

impl PageSize {
    /// The sizes that a reader can choose.
    pub const ALL: [Self; 4] = [Self(25), Self(50), Self(100), Self(500)];

    /// The size of so many rows, if it can be chosen.
    pub fn of(rows: usize) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.0 == rows)
    }

    /// How many rows.
    pub fn rows(self) -> usize {
        self.0
    }
}

impl Default for PageSize {
    fn default() -> Self {
        Self(50)
    }
}
