//! The record that the app and the command line show: a dataset with its columns and its totals.

use crate::engine::{Answer, Engine, Field, Query, SortKey, Table};
use crate::model::{Dataset, OperationIdx};
use crate::present::announced;
use crate::totals::Totals;
use crate::view::View;

/// A dataset with its columns and its totals.
#[derive(Debug)]
pub struct Record {
    /// The dataset.
    pub dataset: Dataset,
    /// Its columns.
    pub engine: Engine,
    /// Its figures, ready to be totalled.
    pub totals: Totals,
}

impl Record {
    /// The record of a dataset.
    pub fn new(dataset: Dataset) -> Self {
        let engine = Engine::new(&dataset);
        let totals = Totals::new(&dataset);
        Self { dataset, engine, totals }
    }

    /// The question that a view asks, counting these facets. What its rows are ordered by may follow
    /// from what the view takes where sources disagree.
    pub fn query(&self, view: &View, table: Table, facets: Vec<Field>) -> Query {
        let mut query = view.query(table, facets);
        let keys = query.sort.iter().map(|sort| sort.key);
        query.orders = keys.filter_map(|key| Some((key, self.order(view, key)?))).collect();
        query
    }

    /// The order of the operations by a number that is totalled.
    fn order(&self, view: &View, key: SortKey) -> Option<Vec<Option<(i64, i64)>>> {
        let asks = match key {
            SortKey::Found => announced::found_asks(view),
            SortKey::Arrests => announced::arrest_asks(view),
            _ => return None,
        };
        let ends = |at: usize| {
            let (_, total) = announced::first(self, OperationIdx::at(at), &asks)?;
            let range = total.range?;
            Some((range.lower, range.upper.unwrap_or(i64::MAX)))
        };
        Some((0..self.dataset.operations.len()).map(ends).collect())
    }

    /// Answers a question.
    pub fn answer(&self, query: &Query) -> Answer {
        self.engine.run(query)
    }
}
