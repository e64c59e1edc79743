//! The engine: columns over the records, made once, and one door through which every list, count
//! and order is asked for. It knows no words to show, no address, no screen and no clock.

mod bitmap;
mod build;
mod column;
mod fold;
mod query;
mod search;

pub use self::bitmap::Bitmap;
pub use self::fold::fold;
pub use self::query::{
    Clause, Direction, Field, Filters, Query, SORT_KEYS, Sort, SortKey, Span, Table, Values,
};
pub use self::search::{Search, Term};

use self::column::{Column, Numbers, SortColumn};
use crate::model::{Dataset, FigureIdx, OperationIdx};

/// The value under which a field counts the rows that state nothing.
pub const NOT_STATED: &str = "-";

/// Answers queries over one dataset.
#[derive(Debug)]
pub struct Engine {
    operations: Rows,
    figures: Rows,
    /// Where each row of the figures' table stands.
    figure_rows: Vec<(OperationIdx, FigureIdx)>,
}

/// One table in columns.
#[derive(Debug, Default)]
struct Rows {
    len: usize,
    columns: Vec<(Field, Column)>,
    numbers: Vec<(Field, Numbers)>,
    sorts: Vec<(SortKey, SortColumn)>,
    text: search::TextColumn,
}

/// What a query selects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// How many rows the table has.
    pub total: usize,
    /// The rows that pass every filter.
    pub passing: Bitmap,
    /// How many rows pass.
    pub count: usize,
    /// The rows of the page asked for, in order.
    pub page: Vec<u32>,
    /// For each facet asked for, how many rows have each of its values, counted under every
    /// filter but its own. In the order of `Engine::values`.
    pub facets: Vec<(Field, Vec<u32>)>,
    /// Records that the filters name and the dataset does not have: they were left out of account.
    pub unknown: Vec<(Field, String)>,
}

impl Engine {
    /// The columns of a dataset.
    pub fn new(dataset: &Dataset) -> Self {
        build::engine(dataset)
    }

    /// Orders that the engine cannot work out by itself: for each row of the operations' table a
    /// lower and an upper end, or nothing.
    pub fn with_order(mut self, key: SortKey, ends: Vec<Option<(i64, i64)>>) -> Self {
        self.operations.sorts.push((key, SortColumn(ends)));
        self
    }

    /// Answers a query.
    pub fn run(&self, query: &Query) -> Answer {
        let rows = self.rows(query.table);
        let mut unknown = Vec::new();
        let mut clauses: Vec<(Field, bool, Bitmap)> = Vec::new();
        for (field, clause) in query.filters.iter() {
            let counts_own = matches!(clause, Clause::AllOf(_));
            if let Some(bitmap) = rows.passing(field, clause, &mut unknown) {
                clauses.push((field, counts_own, bitmap));
            }
        }
        let searched = rows.text.passing(&query.search);
        // A facet is not filtered by its own clause; this is the one place where that is so.
        let passing_but = |but: Option<Field>| {
            let mut all = searched.clone().unwrap_or_else(|| Bitmap::full(rows.len));
            for (field, counts_own, bitmap) in &clauses {
                if but != Some(*field) || *counts_own {
                    all.and(bitmap);
                }
            }
            all
        };
        let passing = passing_but(None);
        let facets = query
            .facets
            .iter()
            .filter_map(|field| {
                let column = rows.column(*field)?;
                let own =
                    clauses.iter().any(|(other, counts_own, _)| other == field && !counts_own);
                let counts = if own {
                    column.counts(&passing_but(Some(*field)))
                } else {
                    column.counts(&passing)
                };
                Some((*field, counts))
            })
            .collect();
        let mut order: Vec<u32> = passing.iter().collect();
        rows.sort(&mut order, &query.sort);
        let count = order.len();
        let page = order.into_iter().skip(query.offset).take(query.limit).collect();
        Answer { total: rows.len, passing, count, page, facets, unknown }
    }

    /// The values that a field has anywhere in the table, sorted; `NOT_STATED` among them where
    /// some row states none. Empty for a field that the table does not have.
    pub fn values(&self, table: Table, field: Field) -> &[Box<str>] {
        self.rows(table).column(field).map_or(&[], Column::values)
    }

    /// The figure that a row of the figures' table stands for.
    pub fn figure_row(&self, row: u32) -> (OperationIdx, FigureIdx) {
        self.figure_rows[row as usize]
    }

    fn rows(&self, table: Table) -> &Rows {
        match table {
            Table::Operations => &self.operations,
            Table::Figures => &self.figures,
        }
    }
}

impl Rows {
    fn column(&self, field: Field) -> Option<&Column> {
        self.columns.iter().find(|(other, _)| *other == field).map(|(_, column)| column)
    }

    /// The rows that a clause lets through, or `None` when nothing in it is known.
    fn passing(
        &self,
        field: Field,
        clause: &Clause,
        unknown: &mut Vec<(Field, String)>,
    ) -> Option<Bitmap> {
        if let Clause::Within(span) = clause {
            return self
                .numbers
                .iter()
                .find(|(other, _)| *other == field)
                .map(|(_, numbers)| numbers.within(*span));
        }
        let column = self.column(field)?;
        let (mut codes, mut absent) = (Vec::new(), false);
        for value in clause.values() {
            match column.code(value) {
                Some(code) => codes.push(code),
                None if field.names_records() && value != NOT_STATED => {
                    unknown.push((field, value.to_string()));
                }
                // A word of the codebook that no row happens to have: known, and nowhere.
                None => absent = true,
            }
        }
        if codes.is_empty() && !absent {
            return None;
        }
        Some(match clause {
            Clause::NoneOf(_) => {
                let mut rows = column.any_of(&codes);
                rows.negate();
                rows
            }
            Clause::AllOf(_) => {
                let mut rows =
                    if absent { Bitmap::empty(self.len) } else { Bitmap::full(self.len) };
                for code in codes {
                    rows.and(&column.any_of(&[code]));
                }
                rows
            }
            Clause::AnyOf(_) | Clause::Within(_) => column.any_of(&codes),
        })
    }

    fn sort(&self, order: &mut [u32], by: &[Sort]) {
        let keys: Vec<(&SortColumn, Direction)> = by
            .iter()
            .filter_map(|sort| {
                let (_, column) = self.sorts.iter().find(|(key, _)| *key == sort.key)?;
                Some((column, sort.direction))
            })
            .collect();
        // Rows are in order of id, and a stable sort leaves ties in it.
        order.sort_by(|a, b| {
            keys.iter()
                .map(|(column, direction)| column.compare(*a, *b, *direction))
                .find(|ordering| ordering.is_ne())
                .unwrap_or(std::cmp::Ordering::Equal)
        });
    }
}
