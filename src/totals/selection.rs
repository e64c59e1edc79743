//! What a total is taken over: some operations, some places, some figures. It knows no rule and adds
//! nothing up.

use super::places;
use crate::engine::{Bitmap, Clause, Field, Filters, NOT_STATED, Values};
use crate::model::*;

/// What a total is taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    pub(super) operations: Bitmap,
    /// The operation, where it is a single one: its figures are found at once.
    pub(super) single: Option<OperationIdx>,
    /// The places that lie in the place filter, if there is one.
    pub(super) places: Option<Places>,
    /// The figures that the reader's own filters admit, in the dataset's order, if there are any.
    pub(super) figures: Option<Bitmap>,
}

/// The places that a place filter selects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    inside: Vec<bool>,
    /// Whether an operation that names no place is selected.
    unstated: bool,
}

impl Places {
    /// Whether a number for this place, or without one for the whole operation, lies in the filter.
    pub fn admits(&self, operation: &Operation, place: Option<PlaceIdx>) -> bool {
        let inside = |place: &PlaceIdx| self.inside[place.position()];
        match place {
            Some(place) => inside(&place),
            None if operation.places.is_empty() => self.unstated,
            None => operation.places.iter().all(inside),
        }
    }
}

impl Selection {
    /// Every operation.
    pub fn all(dataset: &Dataset) -> Self {
        Self::unfiltered(Bitmap::full(dataset.operations.len()))
    }

    /// One operation.
    pub fn one(dataset: &Dataset, operation: OperationIdx) -> Self {
        let mut operations = Bitmap::empty(dataset.operations.len());
        operations.insert(operation.position());
        Self { single: Some(operation), ..Self::unfiltered(operations) }
    }

    /// One operation, under the same filter of places.
    pub fn of_one(&self, operation: OperationIdx) -> Self {
        let mut operations = self.operations.clone();
        operations.clear();
        operations.insert(operation.position());
        Self { operations, single: Some(operation), places: self.places.clone(), figures: None }
    }

    /// Whether some places only are selected.
    pub fn filters_places(&self) -> bool {
        self.places.is_some()
    }

    /// Some operations, without any filter of places or figures.
    pub fn unfiltered(operations: Bitmap) -> Self {
        Self { operations, single: None, places: None, figures: None }
    }

    /// The operations that pass the filters of the operations' table. Their place filter admits
    /// quantities; filters by what figures have admit figures.
    pub fn of_operations(dataset: &Dataset, passing: &Bitmap, filters: &Filters) -> Self {
        Self {
            operations: passing.clone(),
            single: None,
            places: selected_places(dataset, filters),
            figures: figures(dataset, filters),
        }
    }

    /// The figures that pass the filters of the figures' table, with their operations, whose other
    /// figures are filtered out by the reader.
    pub fn of_figures(dataset: &Dataset, passing: &Bitmap, filters: &Filters) -> Self {
        let mut operations = Bitmap::empty(dataset.operations.len());
        let mut row = 0;
        for (at, operation) in dataset.operations.iter().enumerate() {
            if (row..row + operation.figures.len()).any(|row| passing.contains(row)) {
                operations.insert(at);
            }
            row += operation.figures.len();
        }
        Self {
            operations,
            single: None,
            places: selected_places(dataset, filters),
            figures: Some(passing.clone()),
        }
    }
}

/// The places that lie in every clause of the filter that names places, if one does.
fn selected_places(dataset: &Dataset, filters: &Filters) -> Option<Places> {
    let clauses: Vec<(Field, &Clause)> = filters
        .iter()
        .filter(|(field, _)| matches!(field, Field::State | Field::Country | Field::Place))
        .collect();
    if clauses.is_empty() {
        return None;
    }
    let lies_inside =
        |at: usize| clauses.iter().all(|(field, clause)| lies_in(dataset, at, *field, clause));
    let inside = (0..dataset.places.len()).map(lies_inside).collect();
    let unstated = clauses.iter().all(|(_, clause)| match clause {
        Clause::AnyOf(values) | Clause::AllOf(values) => has(values, NOT_STATED),
        Clause::NoneOf(values) => !has(values, NOT_STATED),
        Clause::Within(_) => true,
    });
    Some(Places { inside, unstated })
}

fn has(values: &Values, wanted: &str) -> bool {
    values.iter().any(|value| value == wanted)
}

/// Whether a place lies in what a clause asks for. A field office or a region counts as in the state
/// that the registry gives it. Of places that are asked for all at once, it lies in any. Of places
/// that are excluded, it must lie in none and contain none: a number for the whole country is no
/// number for the country without Kansas.
fn lies_in(dataset: &Dataset, at: usize, field: Field, clause: &Clause) -> bool {
    let index = PlaceIdx::at(at);
    let place = dataset.place(index);
    let named = |values: &Values| match field {
        Field::State => has(values, place.state.as_deref().unwrap_or(NOT_STATED)),
        Field::Country => has(values, place.country.as_deref().unwrap_or(NOT_STATED)),
        _ => places::chain(dataset, index).any(|at| has(values, &dataset.place(at).id)),
    };
    let contains_named = |values: &Values| match field {
        // Without a state it is a country or larger; without a country, larger than that.
        Field::State => place.state.is_none() && contains_state(dataset, place, values),
        Field::Country => place.country.is_none(),
        _ => dataset.places.iter().enumerate().any(|(inner, place)| {
            has(values, &place.id)
                && places::chain(dataset, PlaceIdx::at(inner)).any(|outer| outer == index)
        }),
    };
    match clause {
        Clause::AnyOf(values) | Clause::AllOf(values) => named(values),
        Clause::NoneOf(values) => !named(values) && !contains_named(values),
        Clause::Within(_) => true,
    }
}

/// Whether a place without a state may contain one of these states: it is in the country of one, or
/// in none.
fn contains_state(dataset: &Dataset, place: &Place, states: &Values) -> bool {
    let of_country = |state: &Place| {
        state.state.as_ref().is_some_and(|code| has(states, code))
            && (place.country.is_none() || place.country == state.country)
    };
    dataset.places.iter().any(of_country)
}

/// The figures that the filters by what figures have admit, if there is such a filter.
fn figures(dataset: &Dataset, filters: &Filters) -> Option<Bitmap> {
    use Field::{Measure, Outcome, Population, Qualifier, Scope, SourceKind};
    let of_figures = [Measure, Population, Outcome, Qualifier, Scope, SourceKind];
    let clauses: Vec<(Field, &Clause)> =
        filters.iter().filter(|(field, _)| of_figures.contains(field)).collect();
    if clauses.is_empty() {
        return None;
    }
    let mut admitted = Bitmap::empty(dataset.figure_count());
    let all = dataset
        .operations
        .iter()
        .flat_map(|operation| operation.figures.iter().map(move |figure| (operation, figure)));
    for (row, (operation, figure)) in all.enumerate() {
        let word = |field: Field| match field {
            Measure => Some(figure.measure.slug()),
            Population => figure.population.map(crate::model::Population::slug),
            Outcome => figure.outcome.map(Vocabulary::slug),
            Qualifier => Some(figure.qualifier.slug()),
            Scope => Some(figure.scope.slug()),
            _ => Some(operation.source(figure.source).kind.slug()),
        };
        let admits = |(field, clause): &(Field, &Clause)| {
            let word = word(*field).unwrap_or(NOT_STATED);
            match clause {
                Clause::AnyOf(values) | Clause::AllOf(values) => has(values, word),
                Clause::NoneOf(values) => !has(values, word),
                Clause::Within(_) => true,
            }
        };
        if clauses.iter().all(admits) {
            admitted.insert(row);
        }
    }
    Some(admitted)
}
