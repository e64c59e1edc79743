//! The pages, and how many rows of a table one shows at a time.

use crate::engine::Table;

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
    /// The ledger of one total, which the filters name.
    Ledger,
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
            ["ledger"] => Self::Ledger,
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
            Self::Ledger => vec!["ledger"],
            Self::Disagreements => vec!["disagreements"],
            Self::About => vec!["about"],
            Self::Unknown(path) => vec![path],
        }
    }

    /// The table whose rows the page is about: what its filters select.
    pub fn table(&self) -> Option<Table> {
        match self {
            Self::Operations | Self::Ledger | Self::Disagreements => Some(Table::Operations),
            Self::Figures => Some(Table::Figures),
            Self::Front
            | Self::Operation(_)
            | Self::Figure { .. }
            | Self::About
            | Self::Unknown(_) => None,
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
