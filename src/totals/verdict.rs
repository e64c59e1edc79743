//! Which figures a total admits, and why not the others. It adds nothing up.

use super::Ask;
use super::index::{Entry, Totals, no_wider};
use super::population;
use super::selection::Selection;
use crate::model::*;

/// What became of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is in the total, whether or not it set one of its ends.
    Included,
    /// It is not, for this reason, the first that applies.
    Excluded(ExclusionReason),
}

impl Totals {
    /// The figures of the selection with the measure asked for, as positions, each with what is to be
    /// said of it before sources are compared.
    pub(super) fn verdicts(
        &self,
        dataset: &Dataset,
        selection: &Selection,
        ask: &Ask,
    ) -> Vec<(u32, Verdict)> {
        let from = |measure: Measure, operation: Option<OperationIdx>| {
            let key = (measure, operation);
            self.entries.partition_point(|entry| (entry.measure, Some(entry.operation)) < key)
        };
        let asked = population::code(ask.population);
        let mut verdicts = Vec::new();
        for at in from(ask.measure, selection.single)..self.entries.len() {
            let entry = &self.entries[at];
            let beyond = selection.single.is_some_and(|single| entry.operation != single);
            if entry.measure != ask.measure || beyond {
                break;
            }
            if selection.operations.contains(entry.operation.position()) {
                let reason = self.reason(dataset, selection, ask, asked, entry);
                let verdict = reason.map_or(Verdict::Included, Verdict::Excluded);
                verdicts.push((at as u32, verdict));
            }
        }
        self.leave_out_parts(dataset, &mut verdicts);
        verdicts
    }

    /// Why a figure is left out whatever other figures say, in the order of the design: the first
    /// reason that applies.
    fn reason(
        &self,
        dataset: &Dataset,
        selection: &Selection,
        ask: &Ask,
        asked: population::Code,
        entry: &Entry,
    ) -> Option<ExclusionReason> {
        let operation = || dataset.operation(entry.operation);
        if entry.never.is_some() {
            return entry.never;
        }
        if entry.potential && !ask.possible {
            return Some(ExclusionReason::Potential);
        }
        if entry.address_only {
            return Some(ExclusionReason::FromAddressOnly);
        }
        if ask.outcomes().is_some_and(|counting| !counting.admits(entry.verb)) {
            return Some(ExclusionReason::OtherOutcome);
        }
        if !self.populations.inside(entry.population, asked) {
            return Some(ExclusionReason::Population);
        }
        if let Some(places) = &selection.places
            && !places.admits(operation(), entry.place)
        {
            return Some(ExclusionReason::CoversMoreThanTheFilter);
        }
        if let Some(figures) = &selection.figures
            && !figures.contains(self.number(entry.operation, entry.figure))
        {
            return Some(ExclusionReason::FilteredOutByYou);
        }
        None
    }

    /// Rule (a): a figure that is part, at any depth, of another of the same class that counts, and
    /// whose people and place are no narrower, is a sub-count and no account.
    pub(super) fn leave_out_parts(&self, dataset: &Dataset, verdicts: &mut [(u32, Verdict)]) {
        let part = Verdict::Excluded(ExclusionReason::PartOfCountedWhole);
        for at in 0..verdicts.len() {
            let (position, verdict) = verdicts[at];
            let entry = &self.entries[position as usize];
            if verdict != Verdict::Included || entry.whole.is_none() {
                continue;
            }
            // A whole that is left out as a part itself counts through its own whole.
            let counts = |whole: usize| {
                let found = verdicts.binary_search_by(|(other, _)| (*other as usize).cmp(&whole));
                found.is_ok_and(|at| {
                    let verdict = verdicts[at].1;
                    verdict == Verdict::Included || verdict == part
                })
            };
            let is_part = self.wholes(dataset, entry).any(|(at, whole)| {
                (whole.class(), whole.scope) == (entry.class(), entry.scope)
                    && no_wider(dataset, &self.populations, whole, entry)
                    && counts(at)
            });
            if is_part {
                verdicts[at].1 = part;
            }
        }
    }
}
