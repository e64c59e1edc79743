//! The view: what a reader is looking at, which is also what the address says. The two are one
//! thing in two spellings. It knows no screen: a view is a value, an action makes a new one.

mod action;
mod clauses;
mod columns;
mod drawing;
mod embedding;
mod encoding;
mod keys;
mod page;
mod split;
mod unread;
mod url;

pub use self::action::{Action, Draft, reduce};
pub use self::clauses::{limit_text, read_limit};
pub use self::columns::{Column, columns};
pub use self::drawing::{Drawing, Drawn, drawn_text, read_drawn};
pub use self::embedding::Embedding;
pub use self::keys::{KEYS, KeyDoc};
pub use self::page::{Page, PageSize};
pub use self::split::{SplitColumn, SplitOrder};
pub use self::unread::{Unread, Why};
pub use self::url::{parse, write};

use crate::engine::{Direction, Field, Filters, Query, Search, Sort, SortKey, Table};
use crate::model::{ConflictRule, Counting};

/// What a reader is looking at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct View {
    /// Which page.
    pub page: Page,
    /// What is filtered.
    pub filters: Filters,
    /// What was typed into the search box, as typed.
    pub search: String,
    /// The order; empty means the page's own.
    pub sort: Vec<Sort>,
    /// The columns beside the one that names the record, in order; none means the usual ones.
    pub columns: Option<Vec<&'static str>>,
    /// Whether the rows stand close together.
    pub compact: bool,
    /// The page of the table, from 1; 0 means 1.
    pub number: u32,
    /// How many rows a page of the table holds.
    pub size: PageSize,
    /// What totals take where sources disagree.
    pub rule: Rule,
    /// Which outcomes totals count, where the filters do not say it; none means everyone found.
    pub counting: Option<Counting>,
    /// Whether totals count possible victims.
    pub possible: bool,
    /// Which chart is drawn.
    pub drawing: Drawing,
    /// What the chart draws; none means how many rows there are.
    pub drawn: Option<Drawn>,
    /// The field by which totals are split, and the chart, where it can be; none means no totals by
    /// a field, and the chart's usual one.
    pub by: Option<Field>,
    /// The order of the totals by a field; none means their usual one.
    pub order: Option<SplitOrder>,
    /// The number that is looked up, with a few words, as typed.
    pub check: String,
    /// The operations that were chosen to be compared, by id, each once.
    pub compare: Vec<String>,
    /// The version of the dataset that the address was made with, where it says so.
    pub version: Option<String>,
    /// Light, dark, or as the reader's system has it.
    pub theme: Theme,
    /// What of it stands inside another page.
    pub embed: Embedding,
    /// Parts of the address that could not be read: kept, left out of account, and said.
    pub unread: Vec<Unread>,
}

/// The conflict rule of a view; the range where it says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule(pub ConflictRule);

impl Default for Rule {
    fn default() -> Self {
        Self(ConflictRule::Range)
    }
}

/// The colours of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the reader's system has it.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Every theme with the word used in addresses.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Auto, "auto"), (Self::Light, "light"), (Self::Dark, "dark")];
}

/// How many operations can be compared.
pub const MOST_COMPARED: usize = 6;

impl View {
    /// The view of a page without any filter.
    pub fn of(page: Page) -> Self {
        Self { page, ..Self::default() }
    }

    /// A page without any filter, whose totals are taken as those of this view.
    pub fn totalled_alike(&self, page: Page) -> Self {
        let Self { rule, possible, counting, .. } = *self;
        Self { rule, possible, counting, ..Self::of(page) }
    }

    /// The view as it is taken along, without what belongs to one reader's own visit: it says with
    /// which version of the dataset it was seen.
    pub fn shared(&self, version: &str) -> Self {
        let (theme, embed) = (Theme::Auto, Embedding::None);
        Self { theme, embed, unread: Vec::new(), number: 0, ..self.pinned(version) }
    }

    /// The view, saying with which version of the dataset it was seen.
    pub fn pinned(&self, version: &str) -> Self {
        Self { version: Some(version.into()), ..self.clone() }
    }

    /// The table that the page shows, if it shows one.
    pub fn table(&self) -> Option<Table> {
        self.page.table()
    }

    /// The table that the page lists, if it lists one: a ledger and a comparison are about operations
    /// without a list.
    pub fn listing(&self) -> Option<Table> {
        self.table().filter(|_| !matches!(self.page, Page::Ledger | Page::Compare))
    }

    /// Whether each row of its table belongs to one operation, which can be chosen to be compared.
    pub fn picks(&self) -> bool {
        self.listing().is_some_and(|table| !table.is_grouped())
    }

    /// Whether the address says by `outcome` what totals count, and not which figures are listed.
    pub fn asks_for_outcomes(&self) -> bool {
        !matches!(self.page, Page::Figures | Page::Figure { .. } | Page::Ledger)
    }

    /// The order in effect.
    pub fn effective_sort(&self) -> Vec<Sort> {
        if self.sort.is_empty() { default_sort(self.table()) } else { self.sort.clone() }
    }

    /// The columns to show, the one that names the record first.
    pub fn shown_columns(&self, table: Table) -> Vec<Column> {
        let all = columns(table);
        match &self.columns {
            None => all.iter().copied().filter(|column| column.usual).collect(),
            Some(keys) => {
                let chosen = keys.iter().filter_map(|key| all.iter().find(|c| c.key == *key));
                all.iter().take(1).chain(chosen).copied().collect()
            }
        }
    }

    /// Equal views have equal texts: a list that says what is usual says nothing.
    fn forget_usual_columns(&mut self) {
        let Some(table) = self.table() else { return };
        let usual = columns(table).iter().skip(1).filter(|column| column.usual);
        if self.columns.as_ref().is_some_and(|keys| usual.map(|c| c.key).eq(keys.iter().copied())) {
            self.columns = None;
        }
    }

    /// The page of the table, from 1.
    pub fn page_number(&self) -> u32 {
        self.number.max(1)
    }

    /// The question that the view asks of the engine, counting these facets.
    pub fn query(&self, table: Table, facets: Vec<Field>) -> Query {
        let limit = self.size.rows();
        Query {
            table,
            within: self.page.within().map(|(fields, id)| (fields, id.to_string())),
            filters: self.filters.clone(),
            search: Search::parse(&self.search),
            sort: self.effective_sort(),
            orders: Vec::new(),
            offset: (self.page_number() as usize - 1).saturating_mul(limit),
            limit,
            facets,
        }
    }
}

/// The order of a table where the address states none: operations and sources newest first, figures
/// as they stand in their operations, others by how many operations stand behind them.
pub fn default_sort(table: Option<Table>) -> Vec<Sort> {
    let key = match table {
        Some(Table::Operations) => SortKey::Date,
        Some(Table::Sources) => SortKey::Published,
        Some(Table::Disagreements) => SortKey::Spread,
        Some(Table::Figures) | None => return Vec::new(),
        Some(Table::Agencies | Table::Places | Table::Programmes | Table::Offences) => {
            SortKey::Operations
        }
    };
    vec![Sort { key, direction: Direction::Descending }]
}
