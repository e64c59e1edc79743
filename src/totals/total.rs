//! A total: the two ends, what stands behind them, and what is to be known of them. It knows no
//! words.

use super::bounds::{Bounds, alone, bounds};
use super::grid::Grid;
use super::index::Totals;
use super::quantity::Quantity;
use super::selection::Selection;
use super::verdict::Verdict;
use super::{Ask, Range};
use crate::engine::Bitmap;
use crate::model::*;

/// How many people, or things, were announced: the distinct ones that at least one figure of the
/// selection covers. It is no estimate of how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// What was asked.
    pub ask: Ask,
    /// The two ends. No figure is not zero: nothing without any figure, and an open upper end where
    /// the sources give none.
    pub range: Option<Range>,
    /// Whether a figure in it says "about" or "nearly".
    pub approximate: bool,
    /// Whether sources contradict each other, so that the ends cannot both be right.
    pub contradiction: bool,
    /// Whether the lower end may be too low, because the search for it was ended.
    pub cut_short: bool,
    /// For how many quantities the rule could not decide and took the range.
    pub undecided: usize,
    /// How many operations have a figure in it.
    pub operations: usize,
    /// How many figures are in it.
    pub figures: usize,
    /// How many sources they stand in, a text that several operations quote counted once.
    pub sources: usize,
    /// How many figures of the measure are left out.
    pub excluded: usize,
    /// How many operations also reached places outside the filter and give no share inside it.
    pub reach_elsewhere: usize,
}

/// A total with all that went into it.
pub(super) struct Reckoning {
    pub total: Total,
    /// Every figure of the selection with the measure, as positions.
    pub verdicts: Vec<(u32, Verdict)>,
    pub quantities: Vec<Quantity>,
    pub clusters: Vec<Cluster>,
}

/// Quantities of operations that are related through others or at once.
pub(super) struct Cluster {
    /// The quantities.
    pub members: Vec<usize>,
    /// Which of them lies inside which.
    pub inside: Grid,
    /// What they come to by the rule.
    pub bounds: Bounds,
}

impl Totals {
    /// A total.
    pub fn total(&self, dataset: &Dataset, selection: &Selection, ask: &Ask) -> Total {
        self.reckon(dataset, selection, ask).total
    }

    /// The total of one operation, of everyone found or arrested: cheap enough for every row of a
    /// table.
    pub fn of_operation(&self, dataset: &Dataset, operation: OperationIdx, ask: &Ask) -> Total {
        self.total(dataset, &Selection::one(dataset, operation), ask)
    }

    pub(super) fn reckon(&self, dataset: &Dataset, selection: &Selection, ask: &Ask) -> Reckoning {
        let mut verdicts = self.verdicts(dataset, selection, ask);
        let quantities = self.quantities(dataset, ask, &mut verdicts);
        let mut range = Range { lower: 0, upper: Some(0) };
        let mut span = range;
        let (mut contradiction, mut exact) = (false, true);
        let mut clusters = Vec::new();
        for members in self.clusters(&quantities) {
            // Most operations are related to no other and have one quantity.
            let links = (members.len() > 1).then(|| {
                let stated = self.stated(dataset, &quantities, &members);
                self.links(dataset, &quantities, &members, &stated)
            });
            let ends = |of: fn(&Quantity) -> Range| {
                let ranges: Vec<Range> = members.iter().map(|at| of(&quantities[*at])).collect();
                links.as_ref().map_or_else(|| alone(ranges[0]), |links| bounds(links, &ranges))
            };
            let spanned = ends(|quantity| quantity.span);
            span = span.plus(spanned.range);
            contradiction |= !spanned.contradictions.is_empty();
            exact &= spanned.exact;
            let taken = if ask.rule == ConflictRule::Range {
                spanned
            } else {
                ends(|quantity| quantity.taken)
            };
            range = range.plus(taken.range);
            contradiction |= !taken.contradictions.is_empty();
            exact &= taken.exact;
            let inside = links.map_or_else(|| Grid::new(1), |links| links.inside);
            clusters.push(Cluster { members, inside, bounds: taken });
        }
        // Whatever the rule takes of each quantity, the total stays within that of the range.
        let range = (!quantities.is_empty()).then(|| range.cut_to(span));
        let total = Total {
            ask: *ask,
            range,
            approximate: false,
            contradiction,
            cut_short: !exact,
            undecided: quantities.iter().filter(|quantity| quantity.undecided).count(),
            operations: 0,
            figures: 0,
            sources: 0,
            excluded: 0,
            reach_elsewhere: 0,
        };
        let total = self.counted(&verdicts, total);
        Reckoning { total, verdicts, quantities, clusters }
    }

    /// The quantities by operations that may have counted the same people.
    fn clusters(&self, quantities: &[Quantity]) -> Vec<Vec<usize>> {
        let cluster =
            |at: usize| self.relations.cluster(self.entry(quantities[at].example).operation);
        let mut order: Vec<usize> = (0..quantities.len()).collect();
        order::sort_positions(&mut order, &|a, b| (cluster(a), a).cmp(&(cluster(b), b)));
        let groups = order.chunk_by(|a, b| cluster(*a) == cluster(*b));
        groups.map(<[usize]>::to_vec).collect()
    }

    /// What figures say is a part of what, as places in `members`. A figure that counts a share of
    /// its quantity says nothing about the rest of it.
    fn stated(
        &self,
        dataset: &Dataset,
        quantities: &[Quantity],
        members: &[usize],
    ) -> Vec<(usize, usize)> {
        let mut stated = Vec::new();
        for (inner, at) in members.iter().enumerate() {
            let quantity = &quantities[*at];
            for entry in quantity.figures.iter().map(|at| self.entry(*at)) {
                let share_of_more = entry.partial && quantity.whole;
                if share_of_more {
                    continue;
                }
                for (whole, _) in self.wholes(dataset, entry) {
                    let outer = members
                        .iter()
                        .position(|at| quantities[*at].figures.contains(&(whole as u32)));
                    if let Some(outer) = outer.filter(|outer| *outer != inner) {
                        stated.push((inner, outer));
                    }
                }
            }
        }
        stated
    }

    /// What stands behind a total.
    fn counted(&self, verdicts: &[(u32, Verdict)], mut total: Total) -> Total {
        let mut sources = Bitmap::empty(self.address_count());
        let operation = |verdict: &(u32, Verdict)| self.entry(verdict.0).operation;
        for of_operation in verdicts.chunk_by(|a, b| operation(a) == operation(b)) {
            let (mut included, mut beyond) = (0, false);
            for (at, verdict) in of_operation {
                let entry = self.entry(*at);
                match verdict {
                    Verdict::Included => {
                        included += 1;
                        sources.insert(self.address(entry.operation, entry.source) as usize);
                        total.approximate |= entry.approximate;
                    }
                    Verdict::Excluded(reason) => {
                        total.excluded += 1;
                        beyond |= *reason == ExclusionReason::CoversMoreThanTheFilter;
                    }
                }
            }
            total.figures += included;
            total.operations += usize::from(included > 0);
            total.reach_elsewhere += usize::from(beyond && included == 0);
        }
        total.sources = sources.count();
        total
    }
}
