//! The heaviest set of things of which no two conflict, searched exactly up to a limit. It knows
//! not what the things are.

use super::grid::{Grid, ones};
use crate::model::order;

/// How many steps the search may take for one component. Beyond it the best set found so far
/// stands, which is looser than the exact one and never tighter.
pub const STEP_LIMIT: usize = 20_000;

/// A set of things of which no two conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heaviest {
    /// What its things weigh together.
    pub weight: i64,
    /// Its things, ascending.
    pub members: Vec<usize>,
    /// Whether no heavier set exists; otherwise the search ended at its limit.
    pub exact: bool,
}

struct Search<'a> {
    weights: &'a [i64],
    conflicts: &'a Grid,
    /// The things, heaviest first.
    order: Vec<usize>,
    chosen: Vec<usize>,
    best: Vec<usize>,
    best_weight: i64,
    steps: usize,
    limit: usize,
}

/// The heaviest set among `candidates`, things of no weight left out.
pub fn heaviest(weights: &[i64], conflicts: &Grid, candidates: &[usize], limit: usize) -> Heaviest {
    let mut order: Vec<usize> =
        candidates.iter().copied().filter(|thing| weights[*thing] > 0).collect();
    order::sort_by(&mut order, |a, b| (weights[*b], *a).cmp(&(weights[*a], *b)));
    let mut left = vec![0u64; weights.len().div_ceil(64)];
    for thing in &order {
        left[thing / 64] |= 1 << (thing % 64);
    }
    let mut search = Search {
        weights,
        conflicts,
        order,
        chosen: Vec::new(),
        best: Vec::new(),
        best_weight: 0,
        steps: 0,
        limit,
    };
    search.greedy();
    search.descend(left, 0);
    let mut members = search.best;
    order::sort_by(&mut members, Ord::cmp);
    Heaviest { weight: search.best_weight, members, exact: search.steps <= limit }
}

impl Search<'_> {
    /// The heaviest thing, then the heaviest that conflicts with none taken, and so on: a set to
    /// begin with, and what stands if the limit is passed at once.
    fn greedy(&mut self) {
        for thing in &self.order {
            if !self.best.iter().any(|taken| self.conflicts.get(*thing, *taken)) {
                self.best.push(*thing);
                self.best_weight = self.best_weight.saturating_add(self.weights[*thing]);
            }
        }
    }

    fn descend(&mut self, mut left: Vec<u64>, mut weight: i64) {
        self.steps += 1;
        if self.steps > self.limit {
            return;
        }
        let taken_before = self.chosen.len();
        // What conflicts with nothing left is taken; the thing that conflicts most decides.
        let (mut busiest, mut most) = (None, 0);
        for thing in ones(&left.clone()) {
            let row = self.conflicts.row(thing).iter().zip(&left);
            let conflicts: u32 = row.map(|(row, left)| (row & left).count_ones()).sum();
            if conflicts == 0 {
                left[thing / 64] &= !(1 << (thing % 64));
                self.chosen.push(thing);
                weight = weight.saturating_add(self.weights[thing]);
            } else if conflicts > most {
                (busiest, most) = (Some(thing), conflicts);
            }
        }
        match busiest {
            None => {
                if weight > self.best_weight {
                    self.best_weight = weight;
                    self.best.clone_from(&self.chosen);
                }
            }
            Some(busiest) if weight.saturating_add(self.at_most(&left)) > self.best_weight => {
                left[busiest / 64] &= !(1 << (busiest % 64));
                let row = self.conflicts.row(busiest);
                let with: Vec<u64> = left.iter().zip(row).map(|(left, row)| left & !row).collect();
                self.chosen.push(busiest);
                self.descend(with, weight.saturating_add(self.weights[busiest]));
                self.chosen.pop();
                self.descend(left, weight);
            }
            Some(_) => {}
        }
        self.chosen.truncate(taken_before);
    }

    /// What the things left can weigh at most: they are put into groups in which everything
    /// conflicts with everything, and of each group one thing at most can be taken.
    fn at_most(&self, left: &[u64]) -> i64 {
        let mut groups: Vec<Vec<u64>> = Vec::new();
        let mut sum = 0i64;
        for thing in &self.order {
            let (word, bit) = (thing / 64, 1u64 << (thing % 64));
            if left[word] & bit == 0 {
                continue;
            }
            let row = self.conflicts.row(*thing);
            match groups.iter_mut().find(|common| common[word] & bit != 0) {
                Some(common) => common.iter_mut().zip(row).for_each(|(word, row)| *word &= row),
                None => {
                    groups.push(row.to_vec());
                    sum = sum.saturating_add(self.weights[*thing]);
                }
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn grid(size: usize, pairs: &[(usize, usize)]) -> Grid {
        let mut grid = Grid::new(size);
        for (one, other) in pairs {
            let (one, other) = (one % size, other % size);
            if one != other {
                grid.set(one, other);
                grid.set(other, one);
            }
        }
        grid
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        /// Against trying every subset.
        #[test]
        fn no_set_is_heavier(weights in prop::collection::vec(0i64..9, 1..12), pairs in prop::collection::vec((0usize..12, 0usize..12), 0..30)) {
            let grid = grid(weights.len(), &pairs);
            let all: Vec<usize> = (0..weights.len()).collect();
            let found = heaviest(&weights, &grid, &all, STEP_LIMIT);
            let fits = |set: u32| all.iter().all(|one| set >> one & 1 == 0
                || all.iter().all(|other| set >> other & 1 == 0 || !grid.get(*one, *other)));
            let weigh = |set: u32| all.iter().filter(|one| set >> **one & 1 == 1).map(|one| weights[*one]).sum::<i64>();
            let best = (0..1u32 << weights.len()).filter(|set| fits(*set)).map(weigh).max();
            prop_assert_eq!(Some(found.weight), best);
            prop_assert!(found.exact);
            prop_assert!(fits(found.members.iter().fold(0, |set, one| set | 1 << one)));
            // Cut short, it is never heavier, and still a set without conflicts.
            let short = heaviest(&weights, &grid, &all, 1);
            prop_assert!(short.weight <= found.weight);
            prop_assert!(fits(short.members.iter().fold(0, |set, one| set | 1 << one)));
        }
    }
}
