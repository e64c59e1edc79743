//! Totals of one selection split into rows: which operations stand behind each, and whether two rows
//! can hold the same people. It knows no field and no words.

use super::Ask;
use super::index::Totals;
use super::selection::Selection;
use super::total::Total;
use super::verdict::Verdict;
use crate::engine::Bitmap;
use crate::model::*;

/// What rows of a split have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shared {
    /// How many operations have figures in several rows.
    pub operations: usize,
    /// Whether two rows hold different operations that may have counted the same people.
    pub related: bool,
}

impl Totals {
    /// A total, with the operations that have a figure in it.
    pub fn total_with_operations(
        &self,
        dataset: &Dataset,
        selection: &Selection,
        ask: &Ask,
    ) -> (Total, Bitmap) {
        let reckoning = self.reckon(dataset, selection, ask);
        let mut operations = Bitmap::empty(dataset.operations.len());
        for (at, verdict) in &reckoning.verdicts {
            if *verdict == Verdict::Included {
                operations.insert(self.entry(*at).operation.position());
            }
        }
        (reckoning.total, operations)
    }

    /// Whether two operations may have counted the same people.
    pub fn related(&self, one: OperationIdx, other: OperationIdx) -> bool {
        self.relations.related(one, other)
    }

    /// What rows have in common, each given by the operations that have a figure in it.
    pub fn shared(&self, rows: &[Bitmap]) -> Shared {
        // Each operation with the first row that it stands in.
        let mut first: Vec<(OperationIdx, usize)> = Vec::new();
        let count = self.first.len();
        let (mut seen, mut several) = (Bitmap::empty(count), Bitmap::empty(count));
        for (row, operations) in rows.iter().enumerate() {
            for operation in operations.iter() {
                if seen.contains(operation as usize) {
                    several.insert(operation as usize);
                } else {
                    seen.insert(operation as usize);
                    first.push((OperationIdx(operation), row));
                }
            }
        }
        let related = first.iter().enumerate().any(|(at, (one, row))| {
            first[at + 1..]
                .iter()
                .any(|(other, beside)| row != beside && self.relations.related(*one, *other))
        });
        Shared { operations: several.count(), related }
    }
}
