//! Ages, days and money: they are not added up, but have a lowest and a highest. It knows no words.

use super::Ask;
use super::index::Totals;
use super::selection::Selection;
use super::verdict::Verdict;
use crate::model::*;

/// The lowest and the highest number that sources state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extremes {
    /// What is measured.
    pub measure: Measure,
    /// The lowest.
    pub lowest: Amount,
    /// The highest.
    pub highest: Amount,
    /// Whether one of the figures is not stated exactly.
    pub qualified: bool,
    /// How many operations state one.
    pub operations: usize,
    /// How many figures there are.
    pub figures: usize,
}

impl Totals {
    /// The lowest and highest of a measure that has no total, over the figures that a total would
    /// admit. Nothing for a measure that has one, nor for "other", whose numbers count different
    /// things.
    pub fn lowest_highest(
        &self,
        dataset: &Dataset,
        selection: &Selection,
        measure: Measure,
    ) -> Option<Extremes> {
        if measure.total() || measure == Measure::Other {
            return None;
        }
        let reckoning = self.reckon(dataset, selection, &Ask::of(measure));
        let included = reckoning.verdicts.iter().filter(|(_, it)| *it == Verdict::Included);
        let figures = included.map(|(at, _)| {
            let entry = self.entry(*at);
            dataset.operation(entry.operation).figure(entry.figure)
        });
        let first = figures.clone().next()?.value;
        let mut extremes = Extremes {
            measure,
            lowest: first,
            highest: first,
            qualified: false,
            operations: reckoning.total.operations,
            figures: reckoning.total.figures,
        };
        for figure in figures {
            extremes.lowest = extremes.lowest.min(figure.value);
            extremes.highest = extremes.highest.max(figure.value);
            extremes.qualified |= figure.qualifier != Qualifier::Exactly;
        }
        Some(extremes)
    }
}
