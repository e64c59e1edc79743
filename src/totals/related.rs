//! Which operations may have counted the same people. It knows no figure.

use chrono::NaiveDate;

use super::places;
use crate::model::*;

/// How operations are related.
#[derive(Debug)]
pub struct Relations {
    /// The topmost operation that each is a part of, or itself.
    topmost: Vec<OperationIdx>,
    /// Operations related by lead agency, place and time, the first of each pair the lesser; sorted.
    pairs: Vec<(OperationIdx, OperationIdx)>,
    /// A number for each group of operations that are related through others or at once.
    cluster: Vec<u32>,
    /// Whether the group of each operation is it alone.
    alone: Vec<bool>,
}

impl Relations {
    /// The relations of a dataset's operations.
    pub fn new(dataset: &Dataset) -> Self {
        let count = dataset.operations.len();
        let topmost: Vec<OperationIdx> = (0..count)
            .map(|at| wholes(dataset, OperationIdx::at(at)).last().unwrap_or(OperationIdx::at(at)))
            .collect();
        let pairs = pairs(dataset);
        let mut cluster: Vec<u32> = (0..).take(count).collect();
        for (at, top) in topmost.iter().enumerate() {
            join(&mut cluster, at, top.position());
        }
        for (one, other) in &pairs {
            join(&mut cluster, one.position(), other.position());
        }
        let mut alone = vec![true; count];
        for at in 0..count {
            let root = root(&cluster, at);
            cluster[at] = root as u32;
            if root != at {
                alone[root] = false;
                alone[at] = false;
            }
        }
        Self { topmost, pairs, cluster, alone }
    }

    /// Whether two operations may have counted the same people: one is a part of the other, both are
    /// parts of the same topmost operation, or they share a lead agency, a place and some days.
    pub fn related(&self, one: OperationIdx, other: OperationIdx) -> bool {
        self.topmost[one.position()] == self.topmost[other.position()]
            || self.pairs.binary_search(&(one.min(other), one.max(other))).is_ok()
    }

    /// Whether an operation is related to no other.
    pub fn alone(&self, operation: OperationIdx) -> bool {
        self.alone[operation.position()]
    }

    /// The group of an operation; operations of two groups are unrelated.
    pub fn cluster(&self, operation: OperationIdx) -> u32 {
        self.cluster[operation.position()]
    }
}

/// The larger operations that one is a part of, from the inside out. A dataset is loaded without
/// cycles; should one ever slip through, the list ends all the same.
pub fn wholes(
    dataset: &Dataset,
    operation: OperationIdx,
) -> impl Iterator<Item = OperationIdx> + '_ {
    let next = |at: &OperationIdx| dataset.operation(*at).part_of;
    std::iter::successors(next(&operation), next).take(dataset.operations.len())
}

/// The days of an operation: from its start to its end, else the one given, else when it was
/// announced, as whole days.
fn days(operation: &Operation) -> Option<(NaiveDate, NaiveDate)> {
    let first = operation.start.or(operation.end).or(operation.announced)?;
    let last = operation.end.or(operation.start).or(operation.announced)?;
    Some((first.first_day(), last.last_day()))
}

fn pairs(dataset: &Dataset) -> Vec<(OperationIdx, OperationIdx)> {
    let mut led: Vec<(AgencyIdx, NaiveDate, OperationIdx, NaiveDate)> = Vec::new();
    for (at, operation) in dataset.operations.iter().enumerate() {
        let Some((first, last)) = days(operation) else { continue };
        for entry in operation.participations.iter().filter(|entry| entry.role == Role::Lead) {
            led.push((entry.agency, first, OperationIdx::at(at), last));
        }
    }
    order::sort_by(&mut led, Ord::cmp);
    led.dedup();
    let mut pairs = Vec::new();
    for (at, (agency, _, one, last)) in led.iter().enumerate() {
        let meanwhile = led[at + 1..]
            .iter()
            .take_while(|(other_agency, first, ..)| other_agency == agency && first <= last);
        for (_, _, other, _) in meanwhile {
            if one != other && share_a_place(dataset, *one, *other) {
                pairs.push((*one.min(other), *one.max(other)));
            }
        }
    }
    order::sort_by(&mut pairs, Ord::cmp);
    pairs.dedup();
    pairs
}

fn share_a_place(dataset: &Dataset, one: OperationIdx, other: OperationIdx) -> bool {
    let (one, other) = (dataset.operation(one), dataset.operation(other));
    one.places.iter().any(|here| {
        other.places.iter().any(|there| {
            places::inside(dataset, *here, *there) || places::inside(dataset, *there, *here)
        })
    })
}

fn root(cluster: &[u32], mut at: usize) -> usize {
    while cluster[at] as usize != at {
        at = cluster[at] as usize;
    }
    at
}

fn join(cluster: &mut [u32], one: usize, other: usize) {
    let (one, other) = (root(cluster, one), root(cluster, other));
    // The lesser number stands for both, so that the order of joining changes nothing.
    cluster[one.max(other)] = one.min(other) as u32;
}
