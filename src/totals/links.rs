//! Which quantities contain which, and which share no one. It adds nothing up but to see whether
//! parts exceed their whole.

use super::bounds::Contradiction;
use super::grid::{Grid, ones};
use super::index::{Entry, Totals, no_wider};
use super::quantity::Quantity;
use super::search::{self, STEP_LIMIT};
use super::{places, related};
use crate::model::*;

/// The relations of some quantities, those of operations that are related through others.
pub struct Links {
    /// Which quantity lies inside which.
    pub inside: Grid,
    /// Which quantities may share people.
    pub overlap: Grid,
    /// Whether a quantity counts in the lower end: an aggregator's does not beside one of another
    /// source of that operation which contains it.
    pub counts: Vec<bool>,
    /// Where parts exceed the whole that they are said to be in.
    pub contradictions: Vec<Contradiction>,
}

impl Totals {
    /// The relations of some of the quantities, those of an operation one after the other; `stated`
    /// says which lies in which by what figures say, as places in `members`.
    pub(super) fn links(
        &self,
        dataset: &Dataset,
        quantities: &[Quantity],
        members: &[usize],
        stated: &[(usize, usize)],
    ) -> Links {
        let count = members.len();
        let quantity = |at: usize| &quantities[members[at]];
        let example = |at: usize| self.entry(quantity(at).example);
        let operation = |at: usize| example(at).operation;
        let mut inside = Grid::new(count);
        for (inner, outer) in stated {
            inside.set(*inner, *outer);
        }
        // Quantities stand by operations, and what two operations have to do with each other is asked
        // once for all of theirs.
        let places: Vec<usize> = (0..count).collect();
        let operations: Vec<&[usize]> =
            places.chunk_by(|a, b| operation(*a) == operation(*b)).collect();
        let mut parts_of: Vec<Vec<usize>> = vec![Vec::new(); count];
        for inners in &operations {
            for outers in &operations {
                let same = operation(inners[0]) == operation(outers[0]);
                if !same && !is_part_of(dataset, operation(inners[0]), operation(outers[0])) {
                    continue;
                }
                for inner in *inners {
                    for outer in outers.iter().filter(|at| *at != inner && quantity(**at).whole) {
                        let (here, there) = (example(*inner), example(*outer));
                        if same && self.same_operation_contains(dataset, here, there) {
                            inside.set(*inner, *outer);
                        } else if !same && self.whole_operation_contains(dataset, here, there) {
                            parts_of[*outer].push(*inner);
                        }
                    }
                }
            }
        }
        // What an aggregator alone gives is settled inside each operation, before parts are looked at.
        inside.close();
        let counts: Vec<bool> = (0..count)
            .map(|at| {
                let beside = |outer: usize| {
                    !quantity(outer).aggregated && example(outer).operation == example(at).operation
                };
                !quantity(at).aggregated || !ones(inside.row(at)).any(beside)
            })
            .collect();
        let mut overlap = Grid::new(count);
        for (first, own) in operations.iter().enumerate() {
            for others in &operations[first..] {
                let (here, there) = (operation(own[0]), operation(others[0]));
                if here != there && !self.relations.related(here, there) {
                    continue;
                }
                for one in *own {
                    for other in others.iter().filter(|other| *other > one) {
                        let in_it = |inner: usize, outer: usize| {
                            inside.get(inner, outer) || parts_of[outer].contains(&inner)
                        };
                        if in_it(*one, *other)
                            || in_it(*other, *one)
                            || !self.disjoint(dataset, example(*one), example(*other))
                        {
                            overlap.set(*one, *other);
                            overlap.set(*other, *one);
                        }
                    }
                }
            }
        }
        let weights: Vec<i64> =
            (0..count).map(|at| if counts[at] { quantity(at).span.lower } else { 0 }).collect();
        let mut contradictions = Vec::new();
        for (outer, parts) in parts_of.iter().enumerate() {
            let Some(upper) = quantity(outer).span.upper else {
                parts.iter().for_each(|inner| inside.set(*inner, outer));
                continue;
            };
            let sum = parts.iter().map(|inner| weights[*inner]).fold(0, i64::saturating_add);
            let most = (sum > upper)
                .then(|| search::heaviest(&weights, &overlap, parts, STEP_LIMIT))
                .filter(|most| most.weight > upper);
            match most {
                None => parts.iter().for_each(|inner| inside.set(*inner, outer)),
                // The parts alone are more than the whole: it contains none of them.
                Some(most) => contradictions.push(Contradiction {
                    parts: most.members,
                    at_least: most.weight,
                    wholes: vec![outer],
                    at_most: upper,
                }),
            }
        }
        inside.close();
        Links { inside, overlap, counts, contradictions }
    }

    /// Inside one operation: a group lies in the larger group, a place in the whole operation and in
    /// the place that it lies in.
    fn same_operation_contains(&self, dataset: &Dataset, inner: &Entry, outer: &Entry) -> bool {
        inner.period == outer.period && no_wider(dataset, &self.populations, inner, outer)
    }

    /// Across operations, the inner one a part of the outer one at any depth: everyone of a part
    /// operation is counted in the operation that it is part of. A number of the whole at a field
    /// office contains the part operation that lists that office and no other; at any other place, the
    /// part operations all of whose places lie inside it, and the numbers that parts give for places
    /// inside it.
    fn whole_operation_contains(&self, dataset: &Dataset, inner: &Entry, outer: &Entry) -> bool {
        if inner.period != outer.period
            || !self.populations.inside(inner.population, outer.population)
        {
            return false;
        }
        let Some(place) = outer.place else { return true };
        if inner.place.is_some_and(|inner| places::inside(dataset, inner, place)) {
            return true;
        }
        let part = &dataset.operation(inner.operation).places;
        let is_office =
            |place: &PlaceIdx| dataset.place(*place).place_type == PlaceType::FieldOffice;
        if is_office(&place) {
            part.contains(&place) && part.iter().filter(|place| is_office(place)).count() == 1
        } else {
            !part.is_empty() && part.iter().all(|inner| places::inside(dataset, *inner, place))
        }
    }

    /// Whether two quantities of one operation or of related ones share no one: of disjoint groups, or
    /// of disjoint places. A number without a place is for every place of its operation; that list is
    /// not relied on for an operation that has the other as a part.
    fn disjoint(&self, dataset: &Dataset, one: &Entry, other: &Entry) -> bool {
        if self.populations.disjoint(one.population, other.population) {
            return true;
        }
        fn listed<'a>(dataset: &'a Dataset, of: &'a Entry, beside: &Entry) -> &'a [PlaceIdx] {
            match &of.place {
                Some(place) => std::slice::from_ref(place),
                None if of.operation == beside.operation
                    || is_part_of(dataset, beside.operation, of.operation) =>
                {
                    &[]
                }
                None => &dataset.operation(of.operation).places,
            }
        }
        places::all_disjoint(dataset, listed(dataset, one, other), listed(dataset, other, one))
    }
}

fn is_part_of(dataset: &Dataset, part: OperationIdx, whole: OperationIdx) -> bool {
    related::wholes(dataset, part).any(|at| at == whole)
}
