//! The record that the app and the command line show: a dataset with its columns, and with the
//! orders that follow from what was announced.

use crate::engine::{Engine, SortKey};
use crate::model::{Dataset, Operation};
use crate::totals::{self, Announced};

/// A dataset with its columns.
#[derive(Debug)]
pub struct Record {
    /// The dataset.
    pub dataset: Dataset,
    /// Its columns.
    pub engine: Engine,
}

impl Record {
    /// The record of a dataset.
    pub fn new(dataset: Dataset) -> Self {
        let ends = |announced: fn(&Operation) -> Option<Announced>| {
            let ends = |operation| {
                announced(operation).map(|announced| {
                    (announced.lowest.hundredths(), announced.highest.hundredths())
                })
            };
            dataset.operations.iter().map(ends).collect()
        };
        let engine = Engine::new(&dataset)
            .with_order(SortKey::Found, ends(totals::found))
            .with_order(SortKey::Arrests, ends(totals::arrests));
        Self { dataset, engine }
    }
}
