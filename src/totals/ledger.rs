//! The ledger of a total: every figure that went in and every figure that did not, with one reason;
//! what contains what; which quantities set the ends. It knows no words.

use super::grid::ones;
use super::index::Totals;
use super::selection::Selection;
use super::total::{Cluster, Total};
use super::verdict::Verdict;
use super::{Ask, Range, population};
use crate::model::*;

/// A total with every figure of the selection that has its measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    /// The total.
    pub total: Total,
    /// Every figure, in the order of operations and of figures in them.
    pub figures: Vec<LedgerFigure>,
    /// Every quantity: each followed by those inside it, one deeper.
    pub quantities: Vec<LedgerQuantity>,
}

/// A figure in a ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerFigure {
    /// Its operation.
    pub operation: OperationIdx,
    /// Which it is there.
    pub figure: FigureIdx,
    /// Whether it is in, or why not.
    pub verdict: Verdict,
    /// The quantity that it counts, in `Ledger::quantities`, when it is in.
    pub quantity: Option<usize>,
}

/// A quantity in a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerQuantity {
    /// Its operation.
    pub operation: OperationIdx,
    /// Who is counted, as the sources mean it.
    pub population: Option<Population>,
    /// Where; none is the whole operation.
    pub place: Option<PlaceIdx>,
    /// What the rule takes of what the sources say.
    pub range: Range,
    /// What the sources span.
    pub span: Range,
    /// How deep it lies in others.
    pub depth: usize,
    /// Whether its upper end was added.
    pub sets_upper: bool,
    /// Whether its lower end was added.
    pub sets_lower: bool,
    /// Whether only aggregators give it.
    pub aggregated: bool,
    /// Whether the rule could not decide and took the range.
    pub undecided: bool,
}

impl Totals {
    /// The ledger of a total.
    pub fn ledger(&self, dataset: &Dataset, selection: &Selection, ask: &Ask) -> Ledger {
        let reckoning = self.reckon(dataset, selection, ask);
        let mut quantities = Vec::new();
        let mut place_of = vec![0; reckoning.quantities.len()];
        for cluster in &reckoning.clusters {
            for (at, depth) in outline(cluster) {
                let quantity = &reckoning.quantities[cluster.members[at]];
                let example = self.entry(quantity.example);
                place_of[cluster.members[at]] = quantities.len();
                quantities.push(LedgerQuantity {
                    operation: example.operation,
                    population: population::of_code(example.population),
                    place: example.place,
                    range: quantity.taken,
                    span: quantity.span,
                    depth,
                    sets_upper: cluster.bounds.sets_upper.contains(&at),
                    sets_lower: cluster.bounds.sets_lower.contains(&at),
                    aggregated: quantity.aggregated,
                    undecided: quantity.undecided,
                });
            }
        }
        let mut counted: Vec<Option<usize>> = vec![None; self.entries.len()];
        for (at, quantity) in reckoning.quantities.iter().enumerate() {
            for figure in &quantity.figures {
                counted[*figure as usize] = Some(place_of[at]);
            }
        }
        let mut figures: Vec<LedgerFigure> = reckoning
            .verdicts
            .iter()
            .map(|(at, verdict)| {
                let entry = self.entry(*at);
                LedgerFigure {
                    operation: entry.operation,
                    figure: entry.figure,
                    verdict: *verdict,
                    quantity: counted[*at as usize].filter(|_| *verdict == Verdict::Included),
                }
            })
            .collect();
        order::sort_by(&mut figures, |a, b| (a.operation, a.figure).cmp(&(b.operation, b.figure)));
        Ledger { total: reckoning.total, figures, quantities }
    }
}

/// The quantities of a cluster, each followed by those that lie in it and in nothing nearer, with
/// how deep they lie.
fn outline(cluster: &Cluster) -> Vec<(usize, usize)> {
    let count = cluster.members.len();
    let holders = |at: usize| {
        ones(cluster.inside.row(at))
            .filter(move |outer| *outer != at && !cluster.inside.get(*outer, at))
    };
    // The nearest holder is the one that itself lies in most others.
    let nearest = |at: usize| {
        holders(at).max_by_key(|outer| (cluster.inside.count(*outer), usize::MAX - outer))
    };
    let parents: Vec<Option<usize>> = (0..count).map(nearest).collect();
    let mut lines = Vec::with_capacity(count);
    let mut next: Vec<(usize, usize)> =
        (0..count).rev().filter(|at| parents[*at].is_none()).map(|at| (at, 0)).collect();
    while let Some((at, depth)) = next.pop() {
        lines.push((at, depth));
        let children = (0..count).rev().filter(|child| parents[*child] == Some(at));
        next.extend(children.map(|child| (child, depth + 1)));
    }
    lines
}
