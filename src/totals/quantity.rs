//! The quantities of a total: figures of several sources that count the same people of one operation,
//! with what they say together. It knows not how quantities overlap.

use super::index::{Entry, Totals};
use super::reading;
use super::rule::{self, Account};
use super::verdict::Verdict;
use super::{Ask, Range};
use crate::model::*;

/// One quantity of a total.
#[derive(Debug, Clone)]
pub struct Quantity {
    /// The position of its first figure, which says what is counted.
    pub example: u32,
    /// Its figures, those among them that the rule does not take: what they say is a part of what
    /// stands under every rule.
    pub figures: Vec<u32>,
    /// What its sources span.
    pub span: Range,
    /// What the rule takes of it.
    pub taken: Range,
    /// Whether the rule could not decide, and took the span.
    pub undecided: bool,
    /// Whether only aggregators give it.
    pub aggregated: bool,
    /// Whether some source counts all of it, and not only shares.
    pub whole: bool,
}

impl Totals {
    /// Gathers the included figures to quantities, and gives its verdict to each figure that its
    /// source, the other sources or the rule leave out.
    pub(super) fn quantities(
        &self,
        dataset: &Dataset,
        ask: &Ask,
        verdicts: &mut [(u32, Verdict)],
    ) -> Vec<Quantity> {
        let mut quantities = Vec::new();
        let mut start = 0;
        while start < verdicts.len() {
            let first = self.entry(verdicts[start].0);
            let same = |(at, _): &&(u32, Verdict)| self.entry(*at).same_quantity(first);
            let end = start + verdicts[start..].iter().take_while(same).count();
            let operation = dataset.operation(first.operation);
            quantities.extend(self.quantity(operation, ask, &mut verdicts[start..end]));
            start = end;
        }
        quantities
    }

    pub(super) fn entry(&self, at: u32) -> &Entry {
        &self.entries[at as usize]
    }

    /// One quantity from the figures that count it, those of a source together.
    fn quantity(
        &self,
        operation: &Operation,
        ask: &Ask,
        verdicts: &mut [(u32, Verdict)],
    ) -> Option<Quantity> {
        let mut accounts = self.accounts(verdicts);
        let aggregator = |account: &Account| operation.source(account.source).kind.aggregator();
        let aggregated = accounts.iter().all(aggregator);
        if !aggregated {
            accounts.retain(|account| !aggregator(account));
        }
        let ruling = rule::apply(operation, ask.rule, &mut accounts);
        let mut figures = Vec::new();
        for (at, verdict) in verdicts.iter_mut().filter(|(_, it)| *it == Verdict::Included) {
            let source = self.entry(*at).source;
            match accounts.iter().find(|account| account.source == source) {
                None => *verdict = Verdict::Excluded(ExclusionReason::Aggregator),
                Some(account) => {
                    figures.push(*at);
                    if !account.chosen {
                        *verdict = Verdict::Excluded(ExclusionReason::Rule);
                    }
                }
            }
        }
        Some(Quantity {
            example: *figures.first()?,
            figures,
            span: ruling.span,
            taken: ruling.taken,
            undecided: ruling.undecided,
            aggregated,
            whole: accounts.iter().any(|account| !account.reading.partial),
        })
    }

    /// What each source says of the quantity. Single verbs beside a compound of them are left out.
    pub(super) fn accounts(&self, verdicts: &mut [(u32, Verdict)]) -> Vec<Account> {
        let mut accounts = Vec::new();
        let source = |this: &Self, at: u32| this.entry(at).source;
        for of_source in verdicts.chunk_by_mut(|a, b| source(self, a.0) == source(self, b.0)) {
            let included = of_source.iter().filter(|(_, it)| *it == Verdict::Included);
            let mut figures: Vec<u32> = included.map(|(at, _)| *at).collect();
            let singles = reading::verbs_in_compounds(&self.entries, &figures);
            for (_, verdict) in of_source.iter_mut().filter(|(at, _)| singles.contains(at)) {
                *verdict = Verdict::Excluded(ExclusionReason::PartOfCountedWhole);
            }
            figures.retain(|at| !singles.contains(at));
            if let Some(reading) = reading::account(&self.entries, &figures) {
                let source = source(self, of_source[0].0);
                accounts.push(Account { source, reading, chosen: true });
            }
        }
        accounts
    }
}
