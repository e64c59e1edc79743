//! The columns that a table can show, by the words that addresses use for them.

use crate::engine::{SortKey, Table};

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The word used in addresses.
    pub key: &'static str,
    /// What ordering by it orders.
    pub sort: Option<SortKey>,
    /// Whether it holds numbers.
    pub numeric: bool,
    /// Whether it is shown where the address says nothing of columns.
    pub usual: bool,
}

const fn text(key: &'static str, sort: Option<SortKey>) -> Column {
    Column { key, sort, numeric: false, usual: true }
}

const fn number(key: &'static str, sort: Option<SortKey>) -> Column {
    Column { key, sort, numeric: true, usual: true }
}

const fn more(column: Column) -> Column {
    Column { usual: false, ..column }
}

use SortKey::*;

const OPERATIONS: &[Column] = &[
    text("name", Some(Name)),
    text("date", Some(Date)),
    more(text("announced", Some(Announced))),
    text("kind", Some(Kind)),
    more(text("trafficking", Some(Trafficking))),
    text("place", Some(Place)),
    text("agency", Some(Agency)),
    more(text("series", Some(Series))),
    number("found", Some(Found)),
    number("arrests", Some(Arrests)),
    more(number("figures", Some(Figures))),
    number("sources", Some(Sources)),
    more(text("stages", None)),
    more(text("summary", None)),
];

const FIGURES: &[Column] = &[
    text("measure", Some(Measure)),
    number("value", Some(Value)),
    more(text("population", Some(Population))),
    more(text("outcome", Some(Outcome))),
    text("name", Some(Name)),
    text("date", Some(Date)),
    more(text("announced", Some(Announced))),
    text("place", None),
    text("source", Some(Source)),
    more(text("source_kind", Some(SourceKind))),
    more(text("published", Some(Published))),
    more(text("note", None)),
];

const AGENCIES: &[Column] = &[
    text("name", Some(Name)),
    text("level", Some(Level)),
    text("state", Some(State)),
    number("operations", Some(Operations)),
    text("roles", None),
    text("states", None),
    number("first", Some(First)),
    number("last", Some(Last)),
    more(text("aliases", None)),
];

const PLACES: &[Column] = &[
    text("name", Some(Name)),
    text("place_type", Some(PlaceType)),
    text("state", Some(State)),
    text("country", Some(Country)),
    number("operations", Some(Operations)),
    number("first", Some(First)),
    number("last", Some(Last)),
];

const PROGRAMMES: &[Column] = &[
    text("name", Some(Name)),
    text("kind", Some(Kind)),
    number("operations", Some(Operations)),
    text("states", None),
    number("first", Some(First)),
    number("last", Some(Last)),
    text("description", None),
];

const OFFENCES: &[Column] = &[
    text("name", Some(Name)),
    text("nibrs", None),
    text("words", None),
    number("operations", Some(Operations)),
    number("first", Some(First)),
    number("last", Some(Last)),
    more(text("states", None)),
];

const SOURCES: &[Column] = &[
    text("name", Some(Name)),
    text("source", Some(Source)),
    text("source_kind", Some(SourceKind)),
    text("published", Some(Published)),
    text("operation", None),
    more(text("date", Some(Date))),
    number("figures", Some(Figures)),
    more(text("address", None)),
];

const DISAGREEMENTS: &[Column] = &[
    text("name", Some(Name)),
    text("measure", Some(Measure)),
    text("disagreement", Some(Disagreement)),
    text("says", None),
    number("spread", Some(Spread)),
    text("reason", Some(Reason)),
    more(text("date", Some(Date))),
];

/// The columns that a table can show, the one that names the record first.
pub fn columns(table: Table) -> &'static [Column] {
    match table {
        Table::Operations => OPERATIONS,
        Table::Figures => FIGURES,
        Table::Agencies => AGENCIES,
        Table::Places => PLACES,
        Table::Programmes => PROGRAMMES,
        Table::Offences => OFFENCES,
        Table::Sources => SOURCES,
        Table::Disagreements => DISAGREEMENTS,
    }
}
