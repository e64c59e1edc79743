//! The record that the app and the command line show: a dataset with its columns and its totals.

use std::sync::{Arc, OnceLock};

use crate::engine::{Answer, Contested, Engine, Field, Query, SortKey, Table};
use crate::model::{Dataset, OperationIdx};
use crate::present::announced::RowTotals;
use crate::totals::{Disagreement, Likely, Selection, Totals};
use crate::view::View;

/// A disagreement, as far as it is filtered and ordered by.
fn contested<'a>(dataset: &'a Dataset, found: &Disagreement) -> Contested<'a> {
    let publishers = found.says.iter().filter_map(|saying| {
        let operation = dataset.operation(saying.operation);
        Some(operation.source(saying.source?).publisher.as_str())
    });
    let figures = found
        .says
        .iter()
        .flat_map(|saying| saying.figures.iter().map(|figure| (saying.operation, *figure)));
    Contested {
        operation: found.operation,
        place: found.place,
        measure: found.measure,
        population: found.population,
        kind: found.kind,
        reason: found.reason.map(Likely::reason),
        spread: found
            .spread
            .and_then(|spread| Some(spread.upper?.saturating_sub(spread.lower) * 100)),
        figures: figures.collect(),
        text: publishers.collect(),
    }
}

/// A dataset with its columns and its totals. These are worked out when the first of them is asked
/// for: what a record says of itself can be shown before.
#[derive(Debug)]
pub struct Record {
    /// The dataset.
    pub dataset: Arc<Dataset>,
    reckoned: OnceLock<Reckoned>,
}

/// What is worked out of a dataset, once.
#[derive(Debug)]
struct Reckoned {
    engine: Engine,
    totals: Totals,
    disagreements: Vec<Disagreement>,
}

impl Record {
    /// The record of a dataset.
    pub fn new(dataset: Dataset) -> Self {
        Self { dataset: Arc::new(dataset), reckoned: OnceLock::new() }
    }

    /// Its columns.
    pub fn engine(&self) -> &Engine {
        &self.reckoned().engine
    }

    /// Its figures, ready to be totalled.
    pub fn totals(&self) -> &Totals {
        &self.reckoned().totals
    }

    /// Where its sources contradict each other.
    pub fn disagreements(&self) -> &[Disagreement] {
        &self.reckoned().disagreements
    }

    fn reckoned(&self) -> &Reckoned {
        self.reckoned.get_or_init(|| {
            let dataset = &self.dataset;
            let totals = Totals::new(dataset);
            let disagreements = totals.disagreements(dataset, &Selection::all(dataset));
            let contested: Vec<Contested<'_>> =
                disagreements.iter().map(|found| contested(dataset, found)).collect();
            let engine = Engine::new(dataset.clone(), &contested);
            Reckoned { engine, totals, disagreements }
        })
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
        let scope = match key {
            SortKey::Found | SortKey::Arrests => RowTotals::of(self, view),
            _ => return None,
        };
        let ends = |at: usize| {
            let operation = OperationIdx::at(at);
            let range = match key {
                SortKey::Found => scope.found_ends(self, operation)?,
                _ => scope.arrest_ends(self, operation)?,
            };
            Some((range.lower, range.upper.unwrap_or(i64::MAX)))
        };
        Some((0..self.dataset.operations.len()).map(ends).collect())
    }

    /// Answers a question.
    pub fn answer(&self, query: &Query) -> Answer {
        self.engine().run(query)
    }
}
