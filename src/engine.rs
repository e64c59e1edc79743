//! The engine: columns over the records, each table made when it is first needed, and one door
//! through which every list, count and order is asked for. It knows no words to show, no address, no
//! screen and no clock.

mod bins;
mod bitmap;
mod build;
mod column;
mod fold;
mod query;
mod search;

pub use self::bitmap::Bitmap;
pub use self::build::contested::Contested;
pub use self::fold::{fold, is_letter, words};
pub use self::query::{
    Clause, Direction, Field, Filters, Limit, Match, Query, SORT_KEYS, Sort, SortKey, Span, Table,
    Values,
};
#[cfg(test)]
pub(crate) use self::search::TextColumn;
pub use self::search::{Search, Term};

use std::sync::{Arc, OnceLock};

use self::column::{Column, SortColumn, Stretches};
use crate::model::{Dataset, FigureIdx, OperationIdx, SourceIdx, Vocabulary};

/// The value under which a field counts the rows that state nothing.
pub const NOT_STATED: &str = "-";

/// Answers queries over one dataset.
#[derive(Debug)]
pub struct Engine {
    dataset: Arc<Dataset>,
    /// In the order of `Table::ALL`, each laid out when it is first asked for: a visit asks for the
    /// operations and for few of the rest.
    tables: [OnceLock<Rows>; Table::ALL.len() - 1],
    /// The last table, which the engine is given.
    disagreements: Rows,
    /// Where each record of the figures' table stands.
    figures: Vec<(OperationIdx, FigureIdx)>,
    /// Where each record of the sources' table stands.
    sources: Vec<(OperationIdx, SourceIdx)>,
    /// The kinds of disagreements about each operation.
    about_operations: Vec<Vec<&'static str>>,
    /// The kinds of disagreements that each record of the figures' table is in.
    about_figures: Vec<Vec<&'static str>>,
}

/// One table in columns. Each row belongs to one operation, its home, whose columns it shares; in
/// a grouped table several rows, one for each home, make a record.
#[derive(Debug, Default)]
struct Rows {
    len: usize,
    /// The home of each row; none in the table of operations itself.
    homes: Option<Vec<u32>>,
    /// The record of each row, ascending; none where each row is a record.
    records: Option<Vec<u32>>,
    /// The fields that the rows do not share with their homes.
    columns: Vec<(Field, Column)>,
    stretches: Vec<(Field, Stretches)>,
    /// The orders that are not those of the homes, by record.
    sorts: Vec<(SortKey, SortColumn)>,
    /// What is searched, by record.
    text: search::TextColumn,
}

/// What a query selects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// How many records the table has, among those that the query looks at.
    pub total: usize,
    /// The rows that pass every filter: each a record, or in a grouped table a record with one of
    /// its operations.
    pub passing: Bitmap,
    /// The operations behind the rows that pass.
    pub operations: Bitmap,
    /// How many records pass.
    pub count: usize,
    /// The records of the page asked for, in order.
    pub page: Vec<u32>,
    /// In a grouped table, the operations that pass for each record of the page.
    pub behind: Vec<Vec<OperationIdx>>,
    /// For each facet asked for, how many records have each of its values, counted under every
    /// filter but its own. In the order of `Engine::values`.
    pub facets: Vec<(Field, Vec<u32>)>,
    /// For each facet asked for that has stretches, how many records lie in each bin, counted as
    /// facets are; a record that may lie in several counts in each. In the order of `Engine::bins`.
    pub histograms: Vec<(Field, Vec<u32>)>,
    /// Records that the filters name and the dataset does not have: they were left out of account.
    pub unknown: Vec<(Field, String)>,
}

impl Engine {
    /// The columns of a dataset with its disagreements: as a table, and as what is to be known of
    /// operations and figures.
    pub fn new(dataset: Arc<Dataset>, disagreements: &[Contested<'_>]) -> Self {
        let (mut figures, mut sources) = (Vec::new(), Vec::new());
        for (home, operation) in dataset.operations.iter().enumerate() {
            let home = OperationIdx::at(home);
            figures.extend((0..operation.figures.len()).map(|at| (home, FigureIdx::at(at))));
            sources.extend((0..operation.sources.len()).map(|at| (home, SourceIdx::at(at))));
        }
        let mut about_operations = vec![Vec::new(); dataset.operations.len()];
        let mut about_figures = vec![Vec::new(); figures.len()];
        for contested in disagreements {
            about_operations[contested.operation.position()].push(contested.kind.slug());
            for figure in &contested.figures {
                if let Ok(row) = figures.binary_search(figure) {
                    about_figures[row].push(contested.kind.slug());
                }
            }
        }
        Self {
            tables: Default::default(),
            disagreements: build::contested::table(&dataset, disagreements),
            dataset,
            figures,
            sources,
            about_operations,
            about_figures,
        }
    }

    /// Answers a query.
    pub fn run(&self, query: &Query) -> Answer {
        let rows = self.rows(query.table);
        let mut unknown = Vec::new();
        let base = match &query.within {
            None => Bitmap::full(rows.len),
            Some((fields, value)) => {
                let only = Clause::only(value.as_str());
                let mut within = Bitmap::empty(rows.len);
                for field in *fields {
                    let found = self.passing(rows, *field, &only, &mut Vec::new());
                    found.iter().flat_map(Bitmap::iter).for_each(|row| within.insert(row as usize));
                }
                within
            }
        };
        let mut clauses: Vec<(Field, bool, Bitmap)> = Vec::new();
        for (field, clause) in query.filters.iter() {
            let counts_own = matches!(clause, Clause::AllOf(_));
            if let Some(bitmap) = self.passing(rows, field, clause, &mut unknown) {
                clauses.push((field, counts_own, bitmap));
            }
        }
        let searched =
            rows.text.passing(&query.search).map(|found| spread(found, rows.records.as_deref()));
        // A facet is not filtered by its own clause; this is the one place where that is so.
        let passing_but = |but: Option<Field>| {
            let mut all = base.clone();
            if let Some(searched) = &searched {
                all.and(searched);
            }
            for (field, counts_own, bitmap) in &clauses {
                if but != Some(*field) || *counts_own {
                    all.and(bitmap);
                }
            }
            all
        };
        let passing = passing_but(None);
        let (mut facets, mut histograms) = (Vec::new(), Vec::new());
        for field in &query.facets {
            let own = clauses.iter().any(|(other, counts_own, _)| other == field && !counts_own);
            let counted = if own { &passing_but(Some(*field)) } else { &passing };
            if let Some((column, homes)) = self.column(rows, *field) {
                let counts = rows.counts(column.values().len(), homes, counted, |at, count| {
                    column.row(at).iter().for_each(|code| count(*code as usize));
                });
                facets.push((*field, counts));
            }
            if let Some((stretches, homes)) = self.stretches(rows, *field) {
                let counts = rows.counts(stretches.bins.len(), homes, counted, |at, count| {
                    stretches.bins_of(at).for_each(count);
                });
                histograms.push((*field, counts));
            }
        }
        let mut order = rows.records_of(&passing);
        self.sort(rows, &passing, &mut order, query);
        let count = order.len();
        let page: Vec<u32> = order.into_iter().skip(query.offset).take(query.limit).collect();
        let behind = match &rows.records {
            Some(_) => page.iter().map(|record| rows.behind(*record, &passing)).collect(),
            None => Vec::new(),
        };
        let mut operations = Bitmap::empty(self.rows(Table::Operations).len);
        passing.iter().for_each(|row| operations.insert(rows.home(row as usize)));
        let total = rows.records_of(&base).len();
        Answer { total, passing, operations, count, page, behind, facets, histograms, unknown }
    }

    /// The values that a field has anywhere in the table, sorted; `NOT_STATED` among them where
    /// some row states none. Empty for a field that the table does not have.
    pub fn values(&self, table: Table, field: Field) -> &[Box<str>] {
        self.column(self.rows(table), field).map_or(&[], |(column, _)| column.values())
    }

    /// Whether some row of the table has several values of a field.
    pub fn has_several(&self, table: Table, field: Field) -> bool {
        self.column(self.rows(table), field).is_some_and(|(column, _)| column.has_several())
    }

    /// The bins of a field's histogram, ascending; none for a field without stretches.
    pub fn bins(&self, table: Table, field: Field) -> &[Span] {
        self.stretches(self.rows(table), field).map_or(&[], |(stretches, _)| &stretches.bins)
    }

    /// The figure that a record of the figures' table stands for.
    pub fn figure(&self, record: u32) -> (OperationIdx, FigureIdx) {
        self.figures[record as usize]
    }

    /// The source that a record of the sources' table stands for.
    pub fn source(&self, record: u32) -> (OperationIdx, SourceIdx) {
        self.sources[record as usize]
    }

    fn rows(&self, table: Table) -> &Rows {
        match self.tables.get(table as usize) {
            Some(rows) => rows.get_or_init(|| build::rows(self, table)),
            None => &self.disagreements,
        }
    }

    /// The column of a field: the rows' own, or that of the operations, with the rows' homes.
    fn column<'a>(
        &'a self,
        rows: &'a Rows,
        field: Field,
    ) -> Option<(&'a Column, Option<&'a [u32]>)> {
        let find = |rows: &'a Rows| {
            rows.columns.iter().find(|(other, _)| *other == field).map(|(_, column)| column)
        };
        let shared = || Some((find(self.rows(Table::Operations))?, rows.homes.as_deref()));
        find(rows).map(|own| (own, None)).or_else(shared)
    }

    fn stretches<'a>(
        &'a self,
        rows: &'a Rows,
        field: Field,
    ) -> Option<(&'a Stretches, Option<&'a [u32]>)> {
        let find = |rows: &'a Rows| {
            rows.stretches.iter().find(|(other, _)| *other == field).map(|(_, found)| found)
        };
        let shared = || Some((find(self.rows(Table::Operations))?, rows.homes.as_deref()));
        find(rows).map(|own| (own, None)).or_else(shared)
    }

    /// The rows that a clause lets through, or `None` when nothing in it is known.
    fn passing(
        &self,
        rows: &Rows,
        field: Field,
        clause: &Clause,
        unknown: &mut Vec<(Field, String)>,
    ) -> Option<Bitmap> {
        if let Clause::Within(span) = clause {
            let (stretches, homes) = self.stretches(rows, field)?;
            return Some(spread(stretches.within(*span), homes));
        }
        let (column, homes) = self.column(rows, field)?;
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
        let found = match clause {
            Clause::NoneOf(_) => {
                let mut rows = column.any_of(&codes);
                rows.negate();
                rows
            }
            Clause::AllOf(_) => {
                let mut rows =
                    if absent { Bitmap::empty(column.len()) } else { Bitmap::full(column.len()) };
                for code in codes {
                    rows.and(&column.any_of(&[code]));
                }
                rows
            }
            Clause::AnyOf(_) | Clause::Within(_) => column.any_of(&codes),
        };
        Some(spread(found, homes))
    }

    fn sort(&self, rows: &Rows, passing: &Bitmap, order: &mut [u32], query: &Query) {
        let given = |key: SortKey| {
            let given = query.orders.iter().find(|(other, _)| *other == key)?;
            Some(SortColumn(given.1.clone()))
        };
        let column = |key: SortKey| given(key).or_else(|| self.sort_column(rows, passing, key));
        let by = query.sort.iter();
        let keys: Vec<(SortColumn, Direction)> =
            by.filter_map(|sort| Some((column(sort.key)?, sort.direction))).collect();
        // Records are in order of id, and a stable sort leaves ties in it.
        order.sort_by(|a, b| {
            keys.iter()
                .map(|(column, direction)| column.compare(*a, *b, *direction))
                .find(|ordering| ordering.is_ne())
                .unwrap_or(std::cmp::Ordering::Equal)
        });
    }

    /// The order of a table's records by a key.
    fn sort_column(&self, rows: &Rows, passing: &Bitmap, key: SortKey) -> Option<SortColumn> {
        let of = |rows: &Rows| {
            rows.sorts.iter().find(|(other, _)| *other == key).map(|(_, column)| column.0.clone())
        };
        let operations = self.rows(Table::Operations);
        let records = match &rows.records {
            Some(records) => records,
            None => {
                let shared = || Some(rows.homes.iter().flatten().collect::<Vec<_>>());
                return of(rows).map(SortColumn).or_else(|| {
                    let ends = of(operations)?;
                    Some(SortColumn(
                        shared()?.into_iter().map(|home| ends[*home as usize]).collect(),
                    ))
                });
            }
        };
        let (_, years) = operations.stretches.iter().find(|(field, _)| *field == Field::Year)?;
        let mut ends = vec![None; records.last().map_or(0, |last| *last as usize + 1)];
        for row in passing.iter() {
            let end = &mut ends[records[row as usize] as usize];
            let year = years.ends[rows.home(row as usize)].map(|(year, _)| year);
            let next = match (key, *end, year) {
                (SortKey::Operations, end, _) => Some(end.map_or(0, |(count, _)| count) + 1),
                (SortKey::First, Some((known, _)), Some(year)) => Some(year.min(known)),
                (SortKey::Last, Some((known, _)), Some(year)) => Some(year.max(known)),
                (SortKey::First | SortKey::Last, None, year) => year,
                (SortKey::First | SortKey::Last, known, None) => known.map(|(known, _)| known),
                _ => return of(rows).map(SortColumn),
            };
            *end = next.map(|number| (number, number));
        }
        Some(SortColumn(ends))
    }
}

impl Rows {
    /// The operation that a row belongs to.
    fn home(&self, row: usize) -> usize {
        self.homes.as_ref().map_or(row, |homes| homes[row] as usize)
    }

    /// The records that have a row among these, ascending.
    fn records_of(&self, rows: &Bitmap) -> Vec<u32> {
        match &self.records {
            None => rows.iter().collect(),
            Some(records) => {
                let mut list: Vec<u32> = rows.iter().map(|row| records[row as usize]).collect();
                list.dedup();
                list
            }
        }
    }

    /// The operations behind a record, of the rows that pass.
    fn behind(&self, record: u32, passing: &Bitmap) -> Vec<OperationIdx> {
        let records = self.records.as_deref().unwrap_or_default();
        let first = records.partition_point(|other| *other < record);
        let own = (first..records.len()).take_while(|row| records[*row] == record);
        own.filter(|row| passing.contains(*row))
            .map(|row| OperationIdx::at(self.home(row)))
            .collect()
    }

    /// How many records have each of `len` codes among these rows, where `codes` counts those of
    /// a row; a record counts once.
    fn counts(
        &self,
        len: usize,
        homes: Option<&[u32]>,
        rows: &Bitmap,
        codes: impl Fn(usize, &mut dyn FnMut(usize)),
    ) -> Vec<u32> {
        let mut counts = vec![0; len];
        // The rows of a record follow each other.
        let mut counted_for = vec![u32::MAX; counts.len()];
        for row in rows.iter() {
            let record = self.records.as_ref().map_or(row, |records| records[row as usize]);
            let at = homes.map_or(row, |homes| homes[row as usize]);
            codes(at as usize, &mut |code| {
                if counted_for[code] != record {
                    counted_for[code] = record;
                    counts[code] += 1;
                }
            });
        }
        counts
    }
}

/// The rows whose place in `of` is in the set; the set itself where rows have no such place.
fn spread(set: Bitmap, of: Option<&[u32]>) -> Bitmap {
    let Some(of) = of else { return set };
    let mut rows = Bitmap::empty(of.len());
    for (row, at) in of.iter().enumerate() {
        if set.contains(*at as usize) {
            rows.insert(row);
        }
    }
    rows
}
